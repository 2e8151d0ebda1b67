"""Stays of foreigners: what a person is here, and by when the migration service is to be notified of an event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from kazcoop_desktop.models.base import Record, fields_of
from kazcoop_desktop.models.fields import LinkField
from kazcoop_desktop.models.foreign_citizen import ForeignCitizen
from kazcoop_desktop.models.person import Passport, Person
from kazcoop_desktop.models.reference import DeadlineRule
from kazcoop_desktop.models.stay import StayEvent
from kazcoop_desktop.models.visa import Visa
from kazcoop_desktop.services import browse, reference
from kazcoop_desktop.services.days import Calendar

_CASE, _PASSPORT = "case_read", "passport_read"  # where a person keeps what was read beforehand


class NoticeTerm(NamedTuple):
    """By when an event is to be notified, and the rule that says so."""

    due_on: date
    rule: DeadlineRule


def load(records: Sequence[Visa | StayEvent]) -> None:
    """Reads what visas or events name, and the cases and passports of their people, with a few queries for all."""
    for field in fields_of(type(records[0])) if records else ():
        if isinstance(field, LinkField):
            ids = {record.__data__.get(field.name) for record in records} - {None}
            linked: dict[int, Record] = browse.Query(field.rel_model).rows(sorted(ids))
            for record in records:
                if (named := linked.get(record.__data__.get(field.name))) is not None:
                    setattr(record, field.name, named)
    people: dict[int, Person] = {record.person.id: record.person for record in records}
    cases = {case.__data__["person"]: case for case in _cases(list(people))}
    passports = {each.__data__["person"]: each for each in _passports(list(people))}
    for person_id, person in people.items():
        setattr(person, _CASE, cases.get(person_id))
        setattr(person, _PASSPORT, passports.get(person_id))


def case_of(person: Person) -> ForeignCitizen | None:
    """What the person is here: the latest case; None for somebody who neither studies nor works here."""
    if not hasattr(person, _CASE):
        setattr(person, _CASE, next(iter(reversed(_cases([person.id]))), None))
    found: ForeignCitizen | None = getattr(person, _CASE)
    return found


def passport_of(visa: Visa | None, person: Person) -> Passport | None:
    """The passport named in a visa, else the one that the person holds now."""
    if visa is not None and visa.passport is not None:
        named: Passport = visa.passport
        return named
    return getattr(person, _PASSPORT) if hasattr(person, _PASSPORT) else person.passport


def extension_of(visa: Visa) -> Visa:
    """A new visa of the same person from the day after this one, not saved yet."""
    same = ("person", "passport", "category", "entries", "purpose", "basis", "order_number", "ordered_on")
    more = ("contract_until", "address", "funding")
    copied = {name: visa.__data__.get(name) for name in (*same, *more)}
    starts_on = visa.valid_until + timedelta(days=1) if visa.valid_until else None
    return Visa(**copied, wanted_from=starts_on)


def notice_term(event: StayEvent) -> NoticeTerm | None:
    """By when the migration service is to be notified of an event, by the rule of its day; None without a rule."""
    rules = reference.valid(DeadlineRule, event.happened_on, DeadlineRule.applies_to == "stay_event")
    for rule in rules:
        if rule.done_field == "notified_on" and event.event_kind in rule.kinds.split():
            return NoticeTerm(Calendar().shift(event.happened_on, rule.days, rule.day_unit), rule)
    return None


def _cases(people: Sequence[int]) -> list[ForeignCitizen]:
    alive = ForeignCitizen.person.in_(people) & ForeignCitizen.deleted_at.is_null()
    return list(ForeignCitizen.select().where(alive).order_by(ForeignCitizen.id))


def _passports(people: Sequence[int]) -> list[Passport]:
    held = Passport.deleted_at.is_null() & Passport.replaced_on.is_null() & Passport.person.in_(people)
    return list(Passport.select().where(held).order_by(Passport.expires_on))
