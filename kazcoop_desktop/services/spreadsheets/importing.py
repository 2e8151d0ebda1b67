"""Doing what the plan of an import says, in one transaction, and taking a whole import back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import peewee as pw

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import RECORDS, find, text, values
from kazcoop_desktop.models.base import Invalid, Record, database, kind_of, parts_and_links
from kazcoop_desktop.models.history import HistoryEntry, Import
from kazcoop_desktop.services import access, accounts, bulk, copies, history, records, settings
from kazcoop_desktop.services.records import Conflict
from kazcoop_desktop.services.spreadsheets.headings import Header
from kazcoop_desktop.services.spreadsheets.planning import Plan, Progress, no_progress, state_of

_BATCH = 500
_NAMED = 5  # so many records are named when an import cannot be undone


def apply(plan: Plan, *, by: str, progress: Progress = no_progress) -> Import:
    """Writes the new and the changed rows of a plan: all of them or none. Wrong rows are skipped.

    The database is copied before. Raises Conflict when the register has changed since the plan was made.
    """
    moment = datetime.now()
    for part in (*plan.before, plan):
        _require(part)
    if plan.writes():
        copies.make("before-import", by=by)  # outside the transaction, in which a copy would wait for itself
    with database.atomic():
        for part in plan.before:
            write(part, by=by, at=moment)
        return write(plan, by=by, at=moment, progress=progress)


def write(plan: Plan, *, by: str, at: datetime, progress: Progress = no_progress) -> Import:
    """Writes what a plan says of its own register; nothing is copied before, and `before` is not looked at."""
    _require(plan)
    model = plan.model
    count = len(plan.new) + len(plan.changed)
    with bulk.indexed_at_the_end(model, count):
        if state_of(model, [field for field in plan.header.fields if field is not None]) != plan.state:
            sentence = _("While the file was being checked, “{list}” was changed. Check the file again.")
            raise Conflict(sentence.format(list=_(model.outline.title)))
        counted = _Counted(count, progress)
        first = bulk.next_id(model)
        bulk.insert(model, counted.through((first + at, *row) for at, row in enumerate(_numbered(plan, by))))
        bulk.update(model, counted.through((*row.stored, row.record_id) for row in plan.changed))
        added = list(range(first, first + len(plan.new)))
        _tell_history(plan, first, by)
        _index_those_naming(plan)
        changed = {str(row.record_id): [_version(row.stored), row.changes] for row in plan.changed}
        done = Import.create(
            at=at, who=access.name() or by, kind=kind_of(model), file=plan.file, added=added, changed=changed
        )
    remember(model, plan.header)
    return done


def undo(done: Import, *, by: str, progress: Progress = no_progress) -> None:
    """Takes an import back: what it entered goes, what it changed gets its old values; in all registers it filled.

    Raises UserError that names records which somebody has changed since; then nothing is taken back.
    """
    model = find(done.kind)
    access.require("import", model)
    copies.make_before_many(len(done.added) + len(done.changed), by=by)
    with database.atomic():
        done = Import.get_by_id(done.id)
        if done.undone_at is not None:
            raise UserError(_("This import has been undone already."))
        _refuse_changed(model, done)
        counted = _Counted(len(done.added) + len(done.changed), progress)
        _remove(model, counted.through(done.added), by)
        for record_id, (_ver, changes) in counted.through(done.changed.items()):
            _put_back(model, int(record_id), changes, by)
        done.undone_at = datetime.now()
        done.save()
        together = (Import.at == done.at) & (Import.file == done.file) & Import.undone_at.is_null()
        for part in Import.select().where(together, Import.id < done.id).order_by(Import.id.desc()).limit(1):
            undo(part, by=by)


def latest(kind: str | None = None) -> Import | None:
    """The last import that was not undone, of one register or of all."""
    standing = Import.select().where(Import.undone_at.is_null())
    if kind is not None:
        standing = standing.where(Import.kind == kind)
    found: Import | None = standing.order_by(Import.id.desc()).first()
    return found


def remembered(model: type[Record]) -> dict[str, str]:
    """Which field each heading was given in earlier imports; an empty name means that it was left out."""
    chosen: dict[str, str] = settings.get(f"import_columns_{kind_of(model)}", {})
    return chosen


def remember(model: type[Record], header: Header) -> None:
    """Keeps the columns of a file, so that the next one like it needs no hand."""
    pairs = zip(header.headings, header.fields, strict=True)
    chosen = {text.fold(name): field.name if field is not None else "" for name, field in pairs if name}
    settings.put(f"import_columns_{kind_of(model)}", remembered(model) | chosen)


def _require(plan: Plan) -> None:
    """Goes on when the plan may be done. Raises NotAllowed, or Invalid when it would fill hidden fields."""
    accounts.refuse_many(plan.model)
    access.require("import", plan.model)
    filled = {field.name for field in plan.header.fields if field is not None}
    if found := access.hidden_ones(plan.model, filled):
        raise Invalid(found)


class _Counted:
    """Tells how many of all rows are done, now and then."""

    def __init__(self, total: int, progress: Progress) -> None:
        self._done = 0
        self._total = total
        self._progress = progress

    def through(self, rows: Any) -> Iterator[Any]:
        for row in rows:
            yield row
            self._done += 1
            if self._done % _BATCH == 0 or self._done == self._total:
                self._progress(self._done, self._total)


def _tell_history(plan: Plan, first: int, by: str) -> None:
    """An entry for each record: `first` is the id of the first new one. What a new one holds stands in the file."""

    def entries() -> Iterator[tuple[int, dict[str, Any]]]:
        for record_id, row in enumerate(plan.new, start=first):
            yield record_id, {"file": plan.file, "row": row.row, "fields": {}}
        for changed in plan.changed:
            fields = history.told(plan.model, changed.changes)
            yield changed.record_id, {"file": plan.file, "row": changed.row, "fields": fields}

    history.write_all(kind_of(plan.model), entries(), "imported", by=by)


def _numbered(plan: Plan, by: str) -> Iterator[tuple[Any, ...]]:
    """The new rows; where a journal numbers the register, those without a number get the next one."""
    if not plan.model.numbered_in:
        yield from (row.stored for row in plan.new)
        return
    names = bulk.stored_names(plan.model)
    at = names.index("number")
    for row in plan.new:
        if row.stored[at]:
            yield row.stored
            continue
        record = _record(plan.model, names, row.stored)
        records.give_number(record, by=by)
        yield bulk.stored(record)


def _record(model: type[Record], names: Sequence[str], stored: tuple[Any, ...]) -> Record:
    meta: Any = model._meta
    return model(
        **{name: meta.fields[name].python_value(value) for name, value in zip(names, stored, strict=True)}
    )


def _version(stored: tuple[Any, ...]) -> int:
    return int(stored[0])


def _index_those_naming(plan: Plan) -> None:
    """Records that are found by words of a changed one are indexed anew."""
    if any(True for _field in _searched_through(plan.model)):
        for row in plan.changed:
            records.index_those_naming(plan.model.get_by_id(row.record_id))


def _searched_through(model: type[Record]) -> Iterator[pw.ForeignKeyField[Any]]:
    for field in parts_and_links(model, RECORDS):
        naming: type[Record] = field.model
        if any(searched.model is model for searched in naming.outline.search):
            yield field


def _refuse_changed(model: type[Record], done: Import) -> None:
    """Raises UserError when a record of the import was changed, deleted, named or got something attached."""
    versions = dict.fromkeys(done.added, 1)
    versions |= {int(record_id): ver for record_id, (ver, _changes) in done.changed.items()}
    touched: set[int] = set()
    for batch in _batches(sorted(versions)):
        rows = model.select(model.id, model.ver).where(model.id.in_(batch) & model.deleted_at.is_null())
        found: dict[int, int] = dict(database.execute(rows.tuples()))
        touched |= {record_id for record_id in batch if found.get(record_id) != versions[record_id]}
    for batch in _batches(done.added):
        touched |= _with_later_history(done, batch) | _named_elsewhere(model, set(done.added), batch)
    if touched:
        names = [str(record) for record in model.select().where(model.id.in_(sorted(touched)[:_NAMED]))]
        sentence = _(
            "The import cannot be undone: {count} of its records were changed since. Among them: {names}"
        )
        raise UserError(sentence.format(count=len(touched), names="; ".join(names) or "—"))


def _with_later_history(done: Import, ids: Sequence[int]) -> set[int]:
    """Records to which something happened besides: a file was attached, a paper printed, an item ticked."""
    other = (HistoryEntry.act != "imported") & (HistoryEntry.kind == done.kind)
    entries = HistoryEntry.select(HistoryEntry.record_id).where(other & HistoryEntry.record_id.in_(ids))
    later = database.execute(entries.where(HistoryEntry.at >= done.at).tuples())
    return {record_id for (record_id,) in later}


def _named_elsewhere(model: type[Record], added: set[int], ids: Sequence[int]) -> set[int]:
    """Records that others name by now; those of the same import go together."""
    found: set[int] = set()
    for field in parts_and_links(model, RECORDS):
        naming: Any = field.model
        rows = naming.select(naming.id, field).where(field.in_(ids)).tuples()
        found |= {named for by, named in rows if naming is not model or by not in added}
    return found


def _remove(model: type[Record], added: Iterator[int], by: str) -> None:
    ids = list(added)
    own_links = [field for field in parts_and_links(model, (model,)) if field.null]
    for batch in _batches(ids):
        for link in own_links:
            model.update({link: None}).where(model.id.in_(batch)).execute()
    for batch in _batches(ids):
        history.write_all(kind_of(model), ((gone, {}) for gone in batch), "import_undone", by=by)
        model.delete().where(model.id.in_(batch)).execute()


def _put_back(model: type[Record], record_id: int, changes: dict[str, Any], by: str) -> None:
    record = model.get_by_id(record_id)
    for name, (old, _new) in changes.items():
        setattr(record, name, values.from_stored(getattr(model, name), old))
    records.save(record, by=by, checked=False)


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _BATCH):
        yield ids[start : start + _BATCH]
