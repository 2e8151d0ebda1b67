"""The checklist of a case: what its regulation asks for, and what is there already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import peewee as pw

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.attached import ChecklistMark
from kazcoop_desktop.models.base import Record, database, kind_of
from kazcoop_desktop.models.reference import ChecklistItem
from kazcoop_desktop.services import history, reference


@dataclass(frozen=True, kw_only=True)
class Line:
    """An item of a case's checklist; `done_on` is empty while it is open."""

    code: str
    name: str
    paragraph: str
    done_on: date | None
    who: str
    note: str


def items(record: Record, *, on: date) -> list[Line]:
    """The checklist that held on the case's own day, with its marks; a new case gets the one of the day `on`.

    What the case itself makes needless is not asked, unless it is there already.
    """
    day = reference.own_day(record) if record.id else on
    own = reference.of_register(ChecklistItem, record, day)
    marks = {mark.item: mark for mark in ChecklistMark.select().where(_mine(record))}
    asked = [item for item in own if item.code in marks or not _is_needless(item, record)]
    return [_line(item, marks.get(item.code)) for item in sorted(asked, key=lambda item: item.sequence)]


def progress(record: Record, *, on: date) -> tuple[int, int]:
    """How many items are done, of how many."""
    lines = items(record, on=on)
    return sum(line.done_on is not None for line in lines), len(lines)


def tick(record: Record, code: str, *, on: date, by: str, note: str = "") -> None:
    """Marks an item as done on a day; nothing happens when it is marked already."""
    name = _name(record, code, on)
    with database.atomic():
        if ChecklistMark.select().where(_mine(record) & (ChecklistMark.item == code)).exists():
            return
        ChecklistMark.create(
            kind=kind_of(record), record_id=record.id, who=by, item=code, done_on=on, note=note
        )
        _write(record, name, _("done"), by=by)


def untick(record: Record, code: str, *, on: date, by: str) -> None:
    """Opens an item again."""
    name = _name(record, code, on)
    with database.atomic():
        if ChecklistMark.delete().where(_mine(record) & (ChecklistMark.item == code)).execute():
            _write(record, name, _("open"), by=by)


def _is_needless(item: ChecklistItem, record: Record) -> bool:
    return any(getattr(record, name) for name in item.unless.split())


def _line(item: ChecklistItem, mark: ChecklistMark | None) -> Line:
    return Line(
        code=item.code,
        name=item.named("name"),
        paragraph=item.paragraph,
        done_on=mark.done_on if mark else None,
        who=mark.who if mark else "",
        note=mark.note if mark else "",
    )


def _name(record: Record, code: str, on: date) -> str:
    """The item as the history names it."""
    for line in items(record, on=on):
        if line.code == code:
            return line.name
    raise UserError(_("The checklist has no item “{item}”.").format(item=code))


def _write(record: Record, item: str, state: str, *, by: str) -> None:
    history.write(kind_of(record), record.id, "ticked", by=by, changes={"item": item, "state": state})


def _mine(record: Record) -> pw.Expression:
    return (ChecklistMark.kind == kind_of(record)) & (ChecklistMark.record_id == record.id)
