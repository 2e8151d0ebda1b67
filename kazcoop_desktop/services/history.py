"""Who changed what, and when; and whether the history is whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import peewee as pw

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import find, values, world
from kazcoop_desktop.models.base import HIDDEN, Record, database, is_hidden, kind_of, label
from kazcoop_desktop.models.history import ACTS, ENDS, HistoryEntry
from kazcoop_desktop.models.reference import FormCode
from kazcoop_desktop.services import access, bulk, chain
from kazcoop_desktop.services.chain import Fault, Head, head, verify

__all__ = [
    "Changes",
    "Fault",
    "Head",
    "begun_at",
    "content_of",
    "forget",
    "head",
    "last_act",
    "last_change",
    "lines",
    "of_record",
    "told",
    "verify",
    "write",
    "write_all",
]

Changes = Mapping[str, tuple[Any, Any]]


def write(kind: str, record_id: int, act: str, *, by: str, changes: Mapping[str, Any] | None = None) -> None:
    """Adds an entry; belongs inside the transaction of the act itself. Raises NotAllowed as `write_all` does."""
    write_all(kind, [(record_id, changes or {})], act, by=by)


def write_all(kind: str, told: Iterable[tuple[int, Mapping[str, Any]]], act: str, *, by: str) -> None:
    """Adds an entry for each of several records of a register: its id, and what the entry tells.

    Every act is told here, so here it is asked whether it may be done. Raises NotAllowed, which undoes it.
    """
    access.require_act(act, kind)
    chain.append(kind, told, act, by=access.name() or by, at=datetime.now())


def content_of(record: Record) -> dict[str, Any]:
    """What the entry of a new record holds: all that was filled in, as the database spells it."""
    return bulk.content(type(record), bulk.stored(record))


def forget(kind: str, ids: Sequence[int], *, by: str) -> None:
    """Erases what the history holds about records, for those whom the law lets be forgotten.

    That something was done, by whom and when, stays; so does the chain.
    """
    with database.atomic():
        write_all(kind, ((record_id, {}) for record_id in ids), "erased", by=by)
        chain.erase(kind, ids)


def told(model: type[Record], changes: Changes) -> Changes:
    """What the history keeps of changes: of restricted facts only which fields were changed."""
    return dict.fromkeys(changes, (None, None)) if model.is_restricted else changes


def of_record(record: Record) -> list[HistoryEntry]:
    """All entries of a record, the latest first."""
    return list(HistoryEntry.select().where(_of(record)).order_by(HistoryEntry.id.desc()))


def last_change(record: Record) -> HistoryEntry | None:
    """The latest entry of a record."""
    return next(iter(of_record(record)), None)


def begun_at(record: Record) -> datetime | None:
    """When the record was entered; None when the history does not tell."""
    first = HistoryEntry.select(pw.fn.MIN(HistoryEntry.at)).where(_of(record)).scalar()
    return datetime.fromisoformat(str(first)) if first else None


def last_act(kind: str, record_id: int) -> str:
    """The latest act on a record, in its register or gone; empty when there was none."""
    mine = (HistoryEntry.kind == kind) & (HistoryEntry.record_id == record_id)
    latest = HistoryEntry.select(HistoryEntry.act).where(mine).order_by(HistoryEntry.id.desc()).limit(1)
    return str(latest.scalar() or "")


def lines(entry: HistoryEntry) -> Iterator[str]:
    """What an entry tells, a sentence for each changed field, in the current language."""
    if entry.digest is not None:
        yield _("{user}: {act}. The content of this entry was erased.").format(
            user=entry.who, act=_(dict(ACTS)[entry.act])
        )
        return
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


def _of(record: Record) -> pw.Expression:
    """The entries of a record; those of one that had its id before and is gone are not among them."""
    mine = (HistoryEntry.kind == kind_of(record)) & (HistoryEntry.record_id == record.id)
    ended = HistoryEntry.select(pw.fn.MAX(HistoryEntry.id)).where(mine & HistoryEntry.act.in_(ENDS)).scalar()
    expression: pw.Expression = mine & (HistoryEntry.id > (ended or 0))
    return expression


def _named(changes: Mapping[str, Any]) -> dict[str, Any]:
    """The blanks of a sentence, registers, forms and languages by their names instead of their keys."""
    blanks = {name: told for name, told in changes.items() if name != "content"}
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
    if find(entry.kind).is_restricted or not (blanks["old"] or blanks["new"]):
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
    "signed_in": lambda: _("{user} signed in"),
    "recovered": lambda: _("{user} signed in by the recovery code and set a new password"),
    "refused": lambda: _("Wrong passwords for {user}: {count}, the last one {last}"),
    "password": lambda: _("{user} changed the password"),
    "recovery_code": lambda: _("{user} made a new recovery code"),
    "encrypted": lambda: _("{user} turned the encryption of the data on"),
    "decrypted": lambda: _("{user} turned the encryption of the data off"),
    "put_back": lambda: _("{user} restored all data from the backup copy {copy}, made {made}"),
    "merged": lambda: _("{user} merged the record with “{other}”"),
    "destroyed": lambda: _("{user} deleted the record for good"),
    "import_undone": lambda: _("{user} undid the import of the record"),
    "exported": lambda: _("{user} exported “{list}”"),
    "forgotten": lambda: _("{user} deleted the personal data. Reason: {reason}"),
    "erased": lambda: _("{user} erased what the history held about the record"),
    "revised": lambda: _("{user} opened version {version}. Reason: {reason}"),
    "approved": lambda: _("{user} approved version {version}"),
}
