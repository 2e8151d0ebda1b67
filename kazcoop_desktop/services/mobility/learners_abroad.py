"""Our learners abroad in a period, as the list of citizens sent abroad wants them (order 661, annex 2, item 4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

import peewee as pw

from kazcoop_desktop import i18n
from kazcoop_desktop.models.base import text_of
from kazcoop_desktop.models.dual_degree import DualDegreeCandidate
from kazcoop_desktop.models.learner import Learner
from kazcoop_desktop.models.mobility import Mobility
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.models.world import country
from kazcoop_desktop.services import access


class Abroad(NamedTuple):
    """A line of the list: who, born in which year, where at home and abroad, why, how long, where, back when."""

    name: str
    birth_year: str
    home_address: str
    address_abroad: str
    purpose: str
    starts_on: date
    ends_on: date | None
    place: str
    returned_on: date | None


_HOME = "KZ"
_GONE = ("abroad", "returned", "recognised", "graduated")


def citizens_abroad(start: date, end: date) -> list[Abroad]:
    """The citizens of Kazakhstan among our learners whose stay abroad touches the period, by the day they left.

    Whoever has no citizenship entered counts as one of ours. Raises NotAllowed for those who may not read stays.
    """
    access.require("read", Mobility)
    found = [*_on_mobility(start, end), *_on_dual_degrees(start, end)]
    return sorted(found, key=lambda line: (line.starts_on, line.name))


def _on_mobility(start: date, end: date) -> Iterator[Abroad]:
    stays = _touching(Mobility, start, end).where(Mobility.direction == "outgoing")
    for stay in stays:
        person = stay.learner.person
        if person.citizenship in ("", _HOME):
            yield _line(
                stay, person, stay.partner, stay.home_address or person.home_address, _purpose_of(stay)
            )


def _on_dual_degrees(start: date, end: date) -> Iterator[Abroad]:
    for candidate in _touching(DualDegreeCandidate, start, end):
        person = candidate.learner.person
        if person.citizenship in ("", _HOME):
            programme = candidate.programme
            yield _line(candidate, person, programme.partner, person.home_address, str(programme))


def _touching(model: Any, start: date, end: date) -> Any:
    last = pw.fn.COALESCE(model.returned_on, model.ends_on, end)
    stays = model.select(model, Learner, Person).join(Learner).join(Person)
    return stays.where(
        model.deleted_at.is_null(), model.stage.in_(_GONE), model.starts_on <= end, last >= start
    )


def _line(case: Any, person: Person, partner: Partner, home_address: str, purpose: str) -> Abroad:
    place = ", ".join(part for part in (country(partner.country), partner.city, str(partner)) if part)
    return Abroad(
        name=person.full_name(i18n.current()),
        birth_year=str(person.born_on.year) if person.born_on else "",
        home_address=home_address,
        address_abroad=case.address_abroad,
        purpose=purpose,
        starts_on=case.starts_on,
        ends_on=case.ends_on,
        place=place,
        returned_on=case.returned_on,
    )


def _purpose_of(stay: Mobility) -> str:
    return stay.purpose_note or text_of(stay, Mobility.purpose)
