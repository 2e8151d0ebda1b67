"""What was approved stays as it is; it changes only in a new version, opened with a reason and approved again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import peewee as pw

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import RECORDS, find
from kazcoop_desktop.models.base import (
    Approved,
    Record,
    database,
    fields_of,
    kind_of,
    label,
    link_to,
    parts_and_links,
    text_of,
)
from kazcoop_desktop.models.fields import PartOfField
from kazcoop_desktop.models.history import Revision
from kazcoop_desktop.services import bulk, history


class IsApproved(UserError):
    """A change was refused: the record, or the one that it is a part of, has been approved."""


def refuse_change(record: Record, changed: set[str], *, old: Record) -> None:
    """Raises IsApproved when a change touches what has been approved. `old` is the record as it is kept."""
    for approved in type(record).approved:
        frozen = {field.name for field in approved.frozen(fields_of(type(record)))}
        leaves = bool(approved.stages) and approved.owner is type(record) and not _stands(approved, record)
        if (changed & frozen or leaves) and _holds(approved, old):
            if not leaves and all(_was_merged(old, name) for name in changed & frozen):
                continue
            raise IsApproved(_sentence(approved, old))
    if changed and any(approved.owner is not type(record) for approved in type(record).approved):
        refuse_new(record)  # it may have been put under another record


def refuse_new(record: Record) -> None:
    """Raises IsApproved when a new part would be added to what has been approved."""
    for approved in type(record).approved:
        if approved.owner is not type(record) and not approved.grows and _holds(approved, record):
            raise IsApproved(_sentence(approved, record))


def refuse_removal(record: Record) -> None:
    """Raises IsApproved when a record that has been approved would go."""
    for approved in type(record).approved:
        if _holds(approved, record):
            raise IsApproved(_sentence(approved, record))


def frozen(record: Record) -> tuple[set[str], str]:
    """The names of the fields that cannot be changed as it is, and the sentence that says why; none for most records."""
    names: set[str] = set()
    sentence = ""
    for approved in type(record).approved if record.id else ():
        if _holds(approved, record):
            names |= {field.name for field in approved.frozen(fields_of(type(record)))}
            sentence = sentence or _sentence(approved, record)
    return names, sentence


def can_be_revised(record: Record) -> bool:
    """Whether a new version of the record itself can be opened now."""
    own = (approved for approved in type(record).approved if approved.owner is type(record))
    return any(_holds(approved, record) for approved in own)


def of_record(record: Record) -> list[Revision]:
    """The versions that were opened, the latest first."""
    mine = (Revision.kind == kind_of(record)) & (Revision.record_id == record.id)
    return list(Revision.select().where(mine).order_by(Revision.number.desc()))


def version_of(record: Record) -> int:
    """The version that the record is in: 1 until a new one was opened."""
    return next((revision.number for revision in of_record(record)), 1)


def open_one(record: Record) -> Revision | None:
    """The new version that is being made of the record; None when there is none."""
    return next((each for each in of_record(record) if each.approved_at is None), None)


def lines(revision: Revision) -> Iterator[str]:
    """What the record and its parts held before this version, a line for each field, in the current language."""
    for kind, rows in revision.content.items():
        model = find(kind)
        fields: Any = {field.name: field for field in fields_of(model)}
        for row in rows:
            known = {name: fields[name].python_value(told) for name, told in row.items() if name in fields}
            record = model(**known)
            if kind != revision.kind:
                yield _(model.outline.singular)
            for name in known:
                yield f"{label(fields[name])}: {text_of(record, fields[name])}"


def revise(record: Record, *, reason: str, by: str) -> Revision:
    """Opens a new version: what the record and its parts hold is kept, and may be changed until it is approved.

    Raises UserError without a reason, while a version is open already, and when nothing is approved yet.
    """
    if not reason.strip():
        raise UserError(_("Give the reason."))
    if (opened := open_one(record)) is not None:
        raise UserError(_("Version {version} is open already.").format(version=opened.number))
    if not can_be_revised(record):
        raise UserError(_("“{name}” is not approved: it can be changed as it is.").format(name=record))
    with database.atomic():
        number = version_of(record) + 1
        told = {"version": number, "reason": reason.strip()}
        history.write(kind_of(record), record.id, "revised", by=by, changes=told)
        return Revision.create(
            kind=kind_of(record),
            record_id=record.id,
            number=number,
            reason=reason.strip(),
            who=by,
            at=datetime.now(),
            content=_content(record),
        )


def approve(record: Record, *, by: str) -> None:
    """Closes the new version that is open: from now on the record stays as it is. Raises UserError without one."""
    opened = open_one(record)
    if opened is None:
        raise UserError(_("No new version of “{name}” is open.").format(name=record))
    with database.atomic():
        opened.approved_at, opened.approved_by = datetime.now(), by
        opened.save(only=[Revision.approved_at, Revision.approved_by])
        told = {"version": opened.number}
        history.write(kind_of(record), record.id, "approved", by=by, changes=told)


def _holds(approved: Approved, record: Record) -> bool:
    """Whether what is approved of this record holds, and no new version is open."""
    owner = _owner(approved, record)
    return owner is not None and bool(owner.id) and _stands(approved, owner) and open_one(owner) is None


def _was_merged(old: Record, name: str) -> bool:
    """Whether a link named a record that has been merged into another: then it follows it."""
    field = getattr(type(old), name)
    named = old.__data__.get(name)
    if not isinstance(field, pw.ForeignKeyField) or named is None:
        return False
    last = history.last_act(kind_of(field.rel_model), named)
    return last == "merged"


def _owner(approved: Approved, record: Record) -> Record | None:
    if approved.owner is type(record):
        return record
    link = link_to(type(record), approved.owner)
    owner_id = record.__data__.get(link.name)
    return approved.owner.get_or_none(approved.owner.id == owner_id) if owner_id else None


def _stands(approved: Approved, owner: Any) -> bool:
    told = getattr(owner, approved.told_by)
    return told in approved.stages if approved.stages else told is not None


def _sentence(approved: Approved, record: Record) -> str:
    owner: Any = _owner(approved, record)
    day: date | None = getattr(owner, approved.on.name)
    if day is None:
        return _("“{name}” was approved. To change it, open a new version with a reason.").format(name=owner)
    sentence = _("“{name}” was approved on {date}. To change it, open a new version with a reason.")
    return sentence.format(name=owner, date=f"{day:%d.%m.%Y}")


def _content(record: Record) -> dict[str, Any]:
    """What the record and its parts hold, each as the database spells it."""
    told: dict[str, Any] = {kind_of(record): [{"id": record.id, **_fields(record)}]}
    for part in _parts(record):
        told.setdefault(kind_of(part), []).append({"id": part.id, **_fields(part)})
    return told


def _fields(record: Record) -> dict[str, Any]:
    content = bulk.content(type(record), bulk.stored(record))
    return {name: value if isinstance(value, int | float) else str(value) for name, value in content.items()}


def _parts(record: Record) -> Iterator[Record]:
    for field in parts_and_links(type(record), RECORDS):
        if isinstance(field, PartOfField):
            alive = (field == record.id) & field.model.deleted_at.is_null()
            for part in field.model.select().where(alive).order_by(field.model.id):
                yield part
                yield from _parts(part)
