"""Who of the institution is sent abroad, out of every register that sends people: staff on trips, learners on mobility.

`SOURCES` are the functions that tell the stays of one register in a period; a new register is one line there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from kazcoop_desktop.models.base import text_of
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.models.text import order_key
from kazcoop_desktop.models.trip import Trip
from kazcoop_desktop.services import access
from kazcoop_desktop.services.mobility import learners_abroad, trips

_OURS = ("", "KZ")  # whoever has no citizenship entered counts as one of ours


class Stay(NamedTuple):
    """One stay abroad as lists name it, in the current language; what is not known is empty."""

    name: str
    birth_year: str
    home_address: str
    address_abroad: str
    purpose: str
    starts_on: date
    ends_on: date | None
    place: str
    returned_on: date | None
    citizenship: str = ""  # ISO 3166
    category: str = ""  # position, or level of study
    unit: str = ""
    order: str = ""
    report_due_on: date | None = None
    reported_on: date | None = None
    is_event: bool = False  # to an event only: not to study, work or do research
    is_study: bool = False


Source = Callable[[date, date], Iterator[Stay]]


def stays(since: date, until: date) -> list[Stay]:
    """The stays that have a day in the period, in the order of their first day. None that was called off.

    Raises NotAllowed for those who may not read all the registers that send people.
    """
    found = [stay for source in SOURCES for stay in source(since, until)]
    return sorted(found, key=lambda stay: (stay.starts_on, order_key(stay.name)))


def citizens_abroad(since: date, until: date) -> list[Stay]:
    """The citizens of Kazakhstan sent to study, work or do research (order 661, annex 2, item 4)."""
    return [stay for stay in stays(since, until) if stay.citizenship in _OURS and not stay.is_event]


def studying_on(day: date) -> int:
    """How many citizens study abroad on a day, sent by the institution (order 661, 4)."""
    return sum(stay.is_study for stay in citizens_abroad(day, day))


def _trips(since: date, until: date) -> Iterator[Stay]:
    """The trips of staff for which there is an order, or that have begun without one."""
    access.require("read", Trip)
    in_period = (Trip.departs_on <= until) & ((Trip.returns_on >= since) | (Trip.returned_on >= since))
    found = Trip.select().where(in_period, Trip.deleted_at.is_null())
    sent = [
        trip
        for trip in found
        if not trip.is_off and (trip.ordered_on or trip.departed_on) and trip.ends_on >= since
    ]
    trips.load(sent)
    for trip in sent:
        person: Person | None = trip.traveller.person
        ordered = f"{trip.ordered_on:%d.%m.%Y}" if trip.ordered_on else ""
        yield Stay(
            name=trips.full_name(trip.traveller),
            birth_year=str(person.born_on.year) if person and person.born_on else "",
            home_address=person.home_address if person else "",
            address_abroad=trip.address_abroad,
            purpose=text_of(trip, Trip.purpose),
            starts_on=trip.departed_on or trip.departs_on,
            ends_on=trip.returns_on,
            place=", ".join(part for part in (trip.place, trip.host_name) if part),
            returned_on=trip.returned_on,
            citizenship=person.citizenship if person else "",
            category=str(trip.position or ""),
            unit=str(trip.unit or ""),
            order=", ".join(part for part in (trip.order_number, ordered) if part),
            report_due_on=trip.report_due_on if trip.returned_on else None,
            reported_on=trip.reported_on,
            is_event=trip.purpose == "event",
            is_study=trip.purpose == "study",
        )


def _learners(since: date, until: date) -> Iterator[Stay]:
    """The citizens among the learners on academic mobility and dual degrees."""
    for line in learners_abroad.citizens_abroad(since, until):
        yield Stay(*line, is_study=True)


SOURCES: tuple[Source, ...] = (_trips, _learners)
