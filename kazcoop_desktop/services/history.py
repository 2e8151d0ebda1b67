"""Who changed what, and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import find, values, world
from kazcoop_desktop.models.base import HIDDEN, Record, is_hidden, kind_of, label
from kazcoop_desktop.models.history import HistoryEntry
from kazcoop_desktop.models.reference import FormCode
from kazcoop_desktop.services import access

Changes = Mapping[str, tuple[Any, Any]]


def write(kind: str, record_id: int, act: str, *, by: str, changes: Mapping[str, Any] | None = None) -> None:
    """Adds an entry; belongs inside the transaction of the act itself.

    Every act is told here, so here it is asked whether it may be done. Raises NotAllowed, which undoes it.
    """
    access.require_act(act, kind)
    HistoryEntry.create(
        at=datetime.now(),
        who=access.name() or by,
        kind=kind,
        record_id=record_id,
        act=act,
        changes=dict(changes or {}),
    )


def write_all(kind: str, ids: Iterable[int], act: str, *, by: str) -> None:
    """Adds the same entry for several records. Raises NotAllowed as `write` does."""
    access.require_act(act, kind)
    same = {"at": datetime.now(), "who": access.name() or by, "kind": kind, "act": act, "changes": {}}
    HistoryEntry.insert_many([{**same, "record_id": record_id} for record_id in ids]).execute()


def told(model: type[Record], changes: Changes) -> Changes:
    """What the history keeps of changes: of restricted facts only which fields were changed."""
    return dict.fromkeys(changes, (None, None)) if model.is_restricted else changes


def of_record(record: Record) -> list[HistoryEntry]:
    """All entries of a record, the latest first."""
    mine = (HistoryEntry.kind == kind_of(record)) & (HistoryEntry.record_id == record.id)
    return list(HistoryEntry.select().where(mine).order_by(HistoryEntry.id.desc()))


def last_change(record: Record) -> HistoryEntry | None:
    """The latest entry of a record."""
    return next(iter(of_record(record)), None)


def lines(entry: HistoryEntry) -> Iterator[str]:
    """What an entry tells, a sentence for each changed field, in the current language."""
    match entry.act:
        case "changed":
            yield from (_changed(entry, name, old, new) for name, (old, new) in entry.changes.items())
        case "moved":
            old, new = (_shown(entry.kind, "stage", key) for key in entry.changes["stage"])
            yield _("{user} moved the case: {old} → {new}").format(user=entry.who, old=old, new=new)
        case "imported":
            sentence = _("Imported from the file “{file}”, row {row}")
            yield sentence.format(file=entry.changes["file"], row=entry.changes["row"])
            fields = entry.changes["fields"]
            yield from (_changed(entry, name, old, new) for name, (old, new) in fields.items())
        case _act:
            yield _SENTENCES[_act]().format(user=entry.who, **_named(entry.changes))


def _named(changes: Mapping[str, Any]) -> dict[str, Any]:
    """The blanks of a sentence, registers, forms and languages by their names instead of their keys."""
    blanks = dict(changes)
    if title := blanks.get("list"):
        blanks["list"] = _(title)
    if key := blanks.get("form"):
        latest = FormCode.select().where(FormCode.form == key).order_by(FormCode.valid_from.desc()).first()
        blanks["form"] = str(latest or key)
    if code := blanks.get("language"):
        blanks["language"] = ", ".join(map(world.language, code.split("+")))
    return blanks


def _changed(entry: HistoryEntry, name: str, old: Any, new: Any) -> str:
    blanks = {
        "user": entry.who,
        "field": _field_label(entry.kind, name),
        "old": _shown(entry.kind, name, old),
        "new": _shown(entry.kind, name, new),
    }
    if find(entry.kind).is_restricted:
        return _("{user} changed “{field}”").format(**blanks)
    if not blanks["new"]:
        return _("{user} cleared “{field}” (it was: {old})").format(**blanks)
    if not blanks["old"]:
        return _("{user} filled in “{field}”: {new}").format(**blanks)
    return _("{user} changed “{field}”: {old} → {new}").format(**blanks)


def _field_label(kind: str, name: str) -> str:
    field = getattr(find(kind), name, None)
    return label(field) if field is not None else name


def _shown(kind: str, name: str, plain: Any) -> str:
    field = getattr(find(kind), name, None)
    if field is None or plain is None:
        return str(plain or "")
    if is_hidden(field):
        return HIDDEN
    if hasattr(field, "rel_model"):
        return str(field.rel_model.get_or_none(field.rel_model.id == plain) or plain)
    return values.as_text(field, values.from_stored(field, plain))


_SENTENCES = {
    "entered": lambda: _("{user} entered the record"),
    "deleted": lambda: _("{user} deleted the record"),
    "restored": lambda: _("{user} took the record back from the recycle bin"),
    "printed": lambda: _("{user} printed “{form}” (language: {language})"),
    "unprinted": lambda: _("{user} cancelled the printing of “{form}” (language: {language})"),
    "returned": lambda: _("{user} noted that “{form}” came back signed ({code})"),
    "looked": lambda: _("{user} looked at “{list}”"),
    "attached": lambda: _("{user} attached the file “{file}”"),
    "detached": lambda: _("{user} removed the file “{file}”"),
    "ticked": lambda: _("{user} marked the checklist item “{item}”: {state}"),
    "postponed": lambda: _("{user} moved the deadline: {old} → {new}. Reason: {reason}"),
    "merged": lambda: _("{user} merged the record with “{other}”"),
}
