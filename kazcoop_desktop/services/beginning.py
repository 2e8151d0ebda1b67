"""The first start: the institution, its head, and the person at this workstation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from kazcoop_desktop.models.base import Record, database
from kazcoop_desktop.models.institution import Employee, Institution, Position
from kazcoop_desktop.services import people, records

R = TypeVar("R", bound=Record)
_ENOUGH_TO_LOOK_AROUND = 60


def has_institution() -> bool:
    """Whether the institution has been entered."""
    return bool(Institution.select().where(Institution.deleted_at.is_null()).exists())


def positions() -> list[str]:
    """Names of the positions known, in the current language."""
    return [str(position) for position in _known(Position)]


def employees() -> list[Employee]:
    """The people known, in the Kazakh order."""
    return _known(Employee)


def enter_institution(values: Mapping[str, str], *, by: str) -> Institution:
    """Enters the institution and its head. Raises Invalid naming the fields that are wrong.

    `values` has the fields of the institution, and those of its head with `head_` before them.
    """
    with database.atomic():
        own = {name: text for name, text in values.items() if not name.startswith("head_")}
        head = {name.removeprefix("head_"): text for name, text in values.items() if name.startswith("head_")}
        institution = Institution(**own)
        if any(head.values()):
            institution.head = _enter_person(head, by=by)
        return records.save(institution, by=by)


def enter_person(values: Mapping[str, str], *, owner: str) -> Employee:
    """Enters the person who works under this name of the operating system, and remembers that it is they."""
    with database.atomic():
        employee = _enter_person(values, by=owner)
        people.choose(employee, owner=owner)
        return employee


def look_around(*, on: date, owner: str) -> None:
    """Fills the empty data folder with invented data, and makes its senior manager the person here."""
    from kazcoop_desktop.services import demo  # not needed to start

    demo.fill(records_wanted=_ENOUGH_TO_LOOK_AROUND, on=on)
    people.choose(next(each for each in employees() if people.short_name(each) == demo.PERSON), owner=owner)


def _known(model: type[R]) -> list[R]:
    return list(model.select().where(model.deleted_at.is_null()).order_by(model.order_key, model.id))


def _enter_person(values: Mapping[str, str], *, by: str) -> Employee:
    named = dict(values)
    position = named.pop("position", "").strip()
    employee = Employee(**named)
    if position:
        employee.position = _position(position, by=by)
    return records.save(employee, by=by)


def _position(name: str, *, by: str) -> Position:
    """The known position of this name in any language, else a new one."""
    for known in _known(Position):
        if name.casefold() in (known.name_kk.casefold(), known.name_ru.casefold(), known.name_en.casefold()):
            return known
    return records.save(Position(name_kk=name), by=by)
