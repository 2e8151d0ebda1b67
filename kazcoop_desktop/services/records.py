"""Saving, deleting, restoring and merging records: each one act, whole or not at all, with its history."""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date, datetime
from typing import Any, TypeVar

import peewee as pw

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import RECORDS, values
from kazcoop_desktop.models.account import Account
from kazcoop_desktop.models.attached import ATTACHED
from kazcoop_desktop.models.base import (
    Invalid,
    Problem,
    Record,
    address_of,
    database,
    fields_for_any,
    fields_of,
    index_words,
    kind_of,
    parts_and_links,
    problems_of,
    record_at,
)
from kazcoop_desktop.models.fields import AnyRecordField, PartOfField
from kazcoop_desktop.services import access, chain, files, history, numbering, revisions, rights

R = TypeVar("R", bound=Record)


class Conflict(UserError):
    """Somebody else has saved the record since it was read; nothing was overwritten."""


def get(model: type[R], record_id: int) -> R:
    """The record with this id, not in the recycle bin. Raises UserError when there is none or it may not be read."""
    access.require("read", model)
    record = model.get_or_none((model.id == record_id) & model.deleted_at.is_null())
    if record is None:
        raise UserError(
            _("“{list}” has no record {number}.").format(list=_(model.outline.title), number=record_id)
        )
    return record


def save(record: R, *, by: str, act: str = "changed", checked: bool = True) -> R:
    """Writes a new or changed record and its history. Raises Invalid with the problems, or Conflict.

    `act` is what the history calls the change. Unchecked, a record gets back a state that it once had.
    """
    access.require(rights.RIGHTS_OF_ACTS[act] if record.id else "enter", type(record))
    typed = dict(record.__data__)
    try:
        with database.atomic():
            return _change(record, by=by, act=act, checked=checked) if record.id else _enter(record, by=by)
    except BaseException:
        record.__data__ = typed  # without the id, version and number of a write that did not happen
        raise


def delete(record: Record, *, by: str) -> None:
    """Puts a record and its parts into the recycle bin. Raises UserError when it is named elsewhere or is kept."""
    access.require("delete", type(record))
    with database.atomic(), access.as_program():  # parts go along, those that the role does not see as well
        get(type(record), record.id)
        if naming := next(_named_by(record), None):
            sentence = _("“{name}” cannot be deleted: it is named in “{other}”.")
            raise UserError(sentence.format(name=record, other=naming))
        moment = datetime.now()
        for each in [record, *(part for part in _parts(record) if part.deleted_at is None)]:
            if reason := each.why_kept() or access.why_own(each):
                raise UserError(reason)
            revisions.refuse_removal(each)
            _mark_deleted(each, moment)
            history.write(kind_of(each), each.id, "deleted", by=by)


def restore(record: Record, *, by: str) -> None:
    """Takes a record back from the recycle bin, with the parts that went there together with it.

    Raises UserError when it is not there, while a record that it belongs to, or names, lies there itself, or
    when a record has its own reason against it.
    """
    access.require("delete", type(record))
    with database.atomic(), access.as_program():  # as above
        _check_is_deleted(record)
        for each in _named_in(record):
            if each.deleted_at is not None:
                sentence = _(
                    "“{name}” belongs to “{other}”, which is in the recycle bin. Take that back first."
                )
                raise UserError(sentence.format(name=record, other=each))
        moment = record.deleted_at
        for each in [record, *(part for part in _parts(record) if part.deleted_at == moment)]:
            if reason := each.why_gone():
                raise UserError(reason)
            _mark_deleted(each, None)
            history.write(kind_of(each), each.id, "restored", by=by)


def destroy(record: Record, *, by: str) -> None:
    """Removes a record of the recycle bin for good, with its parts and all that hangs on them.

    The history keeps that they were there, and who removed them; no more. Raises UserError when the record is not
    in the recycle bin, or another record names it.
    """
    access.require("destroy", type(record))
    with database.atomic(), access.as_program():  # parts go along
        _check_is_deleted(record)
        gone: dict[type[Record], list[int]] = {}
        for each in (record, *_going_with(record)):
            gone.setdefault(type(each), []).append(each.id)
        for model, ids in gone.items():
            history.write_all(kind_of(model), ((each, {}) for each in ids), "destroyed", by=by)
            chain.erase(kind_of(model), ids)
            for attached in ATTACHED:
                hanging = (attached.kind == kind_of(model)) & attached.record_id.in_(ids)
                attached.delete().where(hanging).execute()
        sentence = _("“{name}” cannot be deleted: another record names it.").format(name=record)
        named_by = (field == address_of(record) for field in fields_for_any(RECORDS))
        if any(naming.lhs.model.select().where(naming).exists() for naming in named_by):
            raise UserError(sentence)
        try:
            record.delete_instance()
        except pw.IntegrityError as error:
            raise UserError(sentence) from error
    files.sweep()


def recycle_bin() -> list[Record]:
    """Deleted records, the latest first; parts that went with their record are not listed by themselves."""
    found: list[Record] = []
    for model in (each for each in RECORDS if access.may("read", each)):
        parents = [field for field in fields_of(model) if isinstance(field, PartOfField)]
        for record in model.select().where(model.deleted_at.is_null(False)):
            if not any(getattr(record, field.name).deleted_at == record.deleted_at for field in parents):
                found.append(record)
    return sorted(found, key=lambda record: record.deleted_at or datetime.min, reverse=True)


def merge(kept: R, other: R, *, by: str) -> None:
    """Makes one record of two: all that named or hung on `other` belongs to `kept`, `other` goes to the bin."""
    access.require("merge", type(kept))
    if kept.id == other.id:
        raise UserError(_("Choose two different records."))
    if reason := other.why_kept():
        raise UserError(reason)
    kind = kind_of(kept)
    with database.atomic():
        revisions.refuse_removal(other)
        for record, its_other in ((kept, other), (other, kept)):
            told = {"other": str(its_other), "stays": record is kept}
            history.write(kind, record.id, "merged", by=by, changes=told)
        for field in parts_and_links(type(kept), RECORDS):
            naming = field.model
            for record in naming.select().where((field == other.id) & naming.deleted_at.is_null()):
                setattr(
                    record, field.name, kept if naming is not type(kept) or record.id != kept.id else None
                )
                _change(record, by=by, checked=False)
            _repoint(field, other.id, kept.id, by=by)
        for any_field in fields_for_any(RECORDS):
            _rename(any_field, other, kept, by=by)
        for model in ATTACHED:
            model.update(record_id=kept.id).where(
                (model.kind == kind) & (model.record_id == other.id)
            ).execute()
        _mark_deleted(other, datetime.now())


def changes_between(old: Record, new: Record) -> dict[str, tuple[Any, Any]]:
    """The fields in which two states of a record differ, as JSON spells the old and the new value."""
    found = {}
    for field in fields_of(type(new)):
        before, after = (values.as_plain(field, state.__data__.get(field.name)) for state in (old, new))
        if before != after:
            found[field.name] = (before, after)
    return found


def _enter(record: R, *, by: str) -> R:
    _refuse_hidden(type(record), {name for name, value in record.__data__.items() if value})
    _check(record)
    revisions.refuse_new(record)
    record.complete()
    give_number(record, by=by)
    index_words(record)
    record.save(force_insert=True)
    changes = {"content": history.content_of(record)}
    history.write(kind_of(record), record.id, "entered", by=by, changes=changes)
    return record


def _change(record: R, *, by: str, act: str = "changed", checked: bool = True) -> R:
    model = type(record)
    old = model.get_or_none(model.id == record.id)
    if old is None or old.deleted_at is not None:
        raise Conflict(_("The record has been deleted meanwhile."))
    record.follow(old)
    changes = changes_between(old, record)
    if not changes:
        return record
    _refuse_hidden(model, changes)
    if old.ver != record.ver:
        raise Conflict(_conflict(record))
    if checked:
        _check(record)
    if isinstance(record, Account) and record.is_blocked and (sentence := access.why_own(record)):
        raise Invalid([Problem(Account.is_blocked, sentence)])
    revisions.refuse_change(record, set(changes), old=old)
    index_words(record)
    record.ver += 1
    is_found_otherwise = old.search_text != record.search_text or old.order_key != record.order_key
    indexed = [model.search_text, model.order_key] if is_found_otherwise else []
    record.save(only=[model.ver, *indexed, *(getattr(model, name) for name in changes)])
    history.write(kind_of(record), record.id, act, by=by, changes=history.told(model, changes))
    if is_found_otherwise:
        index_those_naming(record)
    return record


def _refuse_hidden(model: type[Record], changed: Container[str]) -> None:
    if found := access.hidden_ones(model, changed):
        raise Invalid(found)


def _check(record: Record) -> None:
    if found := problems_of(record):
        raise Invalid(found)


def give_number(record: Record, *, by: str) -> None:
    """A record of a register with a journal gets its next number when none was typed."""
    journal = record.series()
    if journal and not record.number:  # type: ignore[attr-defined]
        on = record.numbered_on() or date.today()
        record.number = numbering.give(journal, on=on, subject=str(record), by=by)  # type: ignore[attr-defined]


def _conflict(record: Record) -> str:
    last = history.last_change(record)
    sentence = _("While you were editing, the record was changed by {user} ({time}).")
    return sentence.format(user=last.who if last else "?", time=f"{last.at:%d.%m.%Y %H:%M}" if last else "?")


def _mark_deleted(record: Record, moment: datetime | None) -> None:
    record.deleted_at = moment
    record.ver += 1
    record.save(only=[type(record).deleted_at, type(record).ver])


def _rename(field: AnyRecordField, other: Record, kept: Record, *, by: str) -> None:
    """What named a record of any kind names the one that it was merged into."""
    naming: type[Record] = field.model
    for record in naming.select().where((field == address_of(other)) & naming.deleted_at.is_null()):
        setattr(record, field.name, address_of(kept))
        _change(record, by=by, checked=False)
    _repoint(field, address_of(other), address_of(kept), by=by)


def _repoint(field: pw.Field[Any], old: Any, new: Any, *, by: str) -> None:
    """What lies in the recycle bin names the new record, too; and a record that named itself."""
    naming: type[Record] = field.model
    ids = [record.id for record in naming.select(naming.id).where(field == old)]
    naming.update({field: new}).where(naming.id.in_(ids)).execute()
    told = history.told(naming, {field.name: (old, new)})
    history.write_all(kind_of(naming), ((record_id, told) for record_id in ids), "changed", by=by)


def _parts(record: Record) -> Iterator[Record]:
    """The parts of a record and theirs, in the recycle bin or not."""
    for field in parts_and_links(type(record), RECORDS):
        if isinstance(field, PartOfField):
            for part in field.model.select().where(field == record.id):
                yield part
                yield from _parts(part)


def _going_with(record: Record) -> Iterator[Record]:
    """All that the database takes away together with a record: its parts, and what hangs on it as they do."""
    for field in parts_and_links(type(record), RECORDS):
        if field.on_delete == "CASCADE":
            for each in field.model.select().where(field == record.id):
                yield each
                yield from _going_with(each)


def _named_by(record: Record) -> Iterator[Record]:
    for field in parts_and_links(type(record), RECORDS):
        if not isinstance(field, PartOfField):
            yield from (
                field.model.select().where((field == record.id) & field.model.deleted_at.is_null()).limit(1)
            )
    for any_field in fields_for_any(RECORDS):
        naming: type[Record] = any_field.model
        alive = (any_field == address_of(record)) & naming.deleted_at.is_null()
        yield from naming.select().where(alive).limit(1)


def _check_is_deleted(record: Record) -> None:
    if record.deleted_at is None:
        raise UserError(_("“{name}” is not in the recycle bin.").format(name=record))


def _named_in(record: Record) -> Iterator[Record]:
    for field in fields_of(type(record)):
        named = getattr(record, field.name)
        if isinstance(field, AnyRecordField):
            named = record_at(named)
        if isinstance(field, AnyRecordField | pw.ForeignKeyField) and named is not None:
            yield named


def index_those_naming(record: Record) -> None:
    """Records that are found by words of this one are indexed anew: an agreement by its partner's new name.

    So are those that are found by these in turn: a stay abroad by the name of the person who is the learner.
    """
    model = type(record)
    for field in parts_and_links(model, RECORDS):
        naming: type[Record] = field.model
        if any(searched.model is model or searched is field for searched in naming.outline.search):
            any_naming = f'SELECT 1 FROM {kind_of(naming)} WHERE "{field.column_name}" = ? LIMIT 1'
            if not database.execute_sql(any_naming, (record.id,)).fetchone():
                continue
            for other in naming.select().where(field == record.id):
                words = (other.search_text, other.order_key)
                setattr(other, field.name, record)
                index_words(other)
                if (other.search_text, other.order_key) != words:
                    other.save(only=[naming.search_text, naming.order_key])
                    index_those_naming(other)


def entered_on(record: Record) -> date:
    """The day on which the record was entered; today's rules do not touch an older case."""
    begun_at = history.begun_at(record)
    return begun_at.date() if begun_at else date.today()
