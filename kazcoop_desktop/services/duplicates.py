"""Records that may be the same one entered twice."""

from __future__ import annotations

from typing import Any, TypeVar, cast

import peewee as pw

from kazcoop_desktop.models import text
from kazcoop_desktop.models.base import Record, fields_of
from kazcoop_desktop.models.fields import CountryField, NameField
from kazcoop_desktop.models.person import Passport, Person
from kazcoop_desktop.services.browse import Query

R = TypeVar("R", bound=Record)
_LOOKED_AT = 50  # so many that are found by the same words are compared


def can_repeat(model: type[Record]) -> bool:
    """Whether records of this register are told apart by their names."""
    return bool(_names(model)) or isinstance(model.outline.columns[0], NameField)


def similar(record: R) -> list[R]:
    """Records of the same register with the same name in any spelling and script, and in the same country."""
    model = type(record)
    if isinstance(record, Person):
        return cast("list[R]", _same_people(record))
    if not can_repeat(model):
        return []
    own = _spellings(record)
    found: dict[int, R] = {}
    for spelling in own:
        query = Query(model, search=spelling)
        for other in query.rows(query.first(_LOOKED_AT)).values():
            if other.id != record.id and own & _spellings(other) and _same_country(record, other):
                found[other.id] = cast("R", other)
    return list(found.values())


def _same_people(person: Person) -> list[Person]:
    """Persons with the same IIN or passport number, or of the same name who may be born on the same day."""
    own_numbers = Passport.select(Passport.number).where(Passport.person == (person.id or 0))
    with_passport = Passport.select(Passport.person).where(Passport.number.in_(own_numbers))
    same = Person.id.in_(with_passport)
    if person.iin:
        same |= Person.iin == person.iin
    found = {other.id: other for other in Person.select().where(same & Person.deleted_at.is_null())}
    own = _ways_to_write(person)
    for spelling in own:
        query = Query(Person, search=spelling)
        for other in query.rows(query.first(_LOOKED_AT)).values():
            assert isinstance(other, Person)
            days = {day for day in (person.born_on, other.born_on) if day}
            if own & _ways_to_write(other) and len(days) < 2:
                found[other.id] = other
    found.pop(person.id or 0, None)
    return list(found.values())


def _ways_to_write(person: Person) -> set[str]:
    """Surname and given name in each script, as they are compared; the surname alone is no name."""
    names = (
        (person.surname, person.given_names),
        (person.surname_kk, person.given_name_kk),
        (person.surname_ru, person.given_name_ru),
    )
    return {text.fold(" ".join(name)) for name in names if all(name)}


def _names(model: type[Record]) -> list[pw.Field[Any]]:
    return [field for field in fields_of(model) if isinstance(field, NameField) and _is_name(field.name)]


def _is_name(name: str) -> bool:
    return name == "name" or name.startswith("name_")


def _spellings(record: Record) -> set[str]:
    """The names as they are compared; without fields called names, how the record calls itself."""
    names = [getattr(record, field.name) for field in _names(type(record))] or [str(record)]
    return {folded for name in names if (folded := text.fold(name or ""))}


def _same_country(one: Record, other: Record) -> bool:
    countries = [field.name for field in fields_of(type(one)) if isinstance(field, CountryField)][:1]
    return all(
        not getattr(one, name) or not getattr(other, name) or getattr(one, name) == getattr(other, name)
        for name in countries
    )
