"""How long what is kept about people must be kept, by the rules of the reference data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from kazcoop_desktop.models import find
from kazcoop_desktop.models.base import Record, kind_of
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.models.personal_data import RetentionRule
from kazcoop_desktop.services import access, reference
from kazcoop_desktop.services.personal import links


class Kept(NamedTuple):
    """A record about a person, its rule if it has one, and the last day on which it must be kept; None when none is known."""

    record: Record
    rule: RetentionRule | None
    until: date | None


class Over(NamedTuple):
    """A person about whom nothing must be kept any longer, and the last day on which something had to be."""

    person: Person
    until: date


def rules(on: date) -> dict[str, RetentionRule]:
    """The rules that hold on a day, by register."""
    return {rule.applies_to: rule for rule in reference.valid(RetentionRule, on)}


def kept(record: Record, rules: dict[str, RetentionRule]) -> Kept:
    """How long a record must be kept."""
    rule = rules.get(kind_of(record))
    began = _counted_from(record, rule) if rule else None
    return Kept(record, rule, _years_later(began, rule.years) if rule and began else None)


def over(*, on: date) -> list[Over]:
    """Persons whose every record with a rule has been kept long enough, the longest over first.

    Raises NotAllowed for those who may not read about persons.
    """
    access.require("read", Person)
    held = rules(on)
    found = []
    for person in _candidates(held, on):
        until = _until([kept(record, held) for record in links.about(person)])
        if until is not None and until < on:
            found.append(Over(person, until))
    return sorted(found, key=lambda each: (each.until, each.person.order_key))


def _until(records: Sequence[Kept]) -> date | None:
    """The last day on which something must be kept; None while the end of something is not known, or nothing has a rule."""
    ruled = [each for each in records if each.rule and each.rule.counted_from]
    if not ruled or any(each.until is None for each in ruled):
        return None
    return max(each.until for each in ruled if each.until)


def _candidates(held: dict[str, RetentionRule], on: date) -> Iterator[Person]:
    """Persons with at least one record that has been kept long enough."""
    seen: set[int] = set()
    for kind, rule in held.items():
        for record in _old(find(kind), rule, on):
            person = links.of_person(record)
            if person is not None and person.deleted_at is None and person.id not in seen:
                seen.add(person.id)
                yield person


def _old(model: type[Record], rule: RetentionRule, on: date) -> list[Record]:
    begins = [getattr(model, name) for name in rule.counted_from.split() if hasattr(model, name)]
    if not begins:
        return []
    last: Any = _years_later(on, -rule.years)
    is_old = begins[0] < last
    for field in begins[1:]:
        is_old |= field < last
    return list(model.select().where(model.deleted_at.is_null(), is_old))


def _counted_from(record: Record, rule: RetentionRule) -> date | None:
    """The first date filled in of those that the rule names; one may be of a record that this one names."""
    for name in rule.counted_from.split():
        value: Any = record
        for step in name.split("."):
            value = getattr(value, step, None)
        if isinstance(value, date):
            return value
    return None


def _years_later(day: date, years: int) -> date:
    """The same day so many years later; the 29th of February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
