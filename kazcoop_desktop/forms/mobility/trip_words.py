"""How papers speak of a trip: who goes, where, when, for what money; nothing for no trip."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import peewee as pw
from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.agreements.agreement_words import joined, name_of
from kazcoop_desktop.forms.blocks import Label
from kazcoop_desktop.i18n import ngettext, pgettext
from kazcoop_desktop.models.base import Record, text_of
from kazcoop_desktop.models.trip import Trip
from kazcoop_desktop.models.trip_plan import PlannedTrip
from kazcoop_desktop.models.world import country


def said(record: Record | None, field: pw.Field[Any]) -> str:
    """A field of any record as the paper prints it."""
    return text_of(record, field) if record else ""


def person_and_position(trip: Trip | None) -> str:
    """Серікова Айгүл Маратқызы, қауымдастырылған профессор."""
    if trip is None:
        return ""
    return joined(official.full_name(trip.traveller), official.position_name(trip.position))


def host(trip: Trip | PlannedTrip) -> str:
    """The organisation that receives the person, in letters that the typeface has."""
    return trip.host or (name_of(trip.partner) if trip.partner else "")


def place_and_host(trip: Trip | PlannedTrip | None) -> str:
    """Германия, Лейпциг, Лейпциг музыка және театр жоғары мектебі."""
    return joined(country(trip.country), trip.city, host(trip)) if trip else ""


def calendar_days(count: int) -> str:
    """9 күнтізбелік күн · 9 календарных дней · 9 calendar days."""
    return ngettext("{n} calendar day", "{n} calendar days", count).format(n=count)


def period_and_days(trip: Trip | None) -> str:
    """The dates with travel, and how many days they are."""
    if trip is None:
        return ""
    return f"{official.numeric_period(trip.departs_on, trip.returns_on)} ({calendar_days(trip.days)})"


def purpose_and_task(trip: Trip | PlannedTrip | None) -> str:
    """The kind of purpose, and the assignment in words."""
    return joined(text_of(trip, type(trip).purpose), trip.task.removesuffix("."), by=": ") if trip else ""


def funding_name(key: str) -> str:
    """The source of funding in a list to choose from."""
    return {
        "university": pgettext("paper", "university"),
        "host": pgettext("paper", "host party"),
        "grant": pgettext("paper", "grant or project"),
        "own": pgettext("paper", "own means"),
    }[key]


def funding(trip: Trip | None) -> str:
    """The source of funding with its details."""
    return joined(funding_name(trip.funding), trip.funding_note, by=": ") if trip else ""


def funding_boxes(trip: Trip | None) -> list[Flowable]:
    """The four sources of funding, the one chosen crossed."""
    chosen = trip.funding if trip else ""
    keys = ("university", "host", "grant", "own")
    return blocks.choices([(funding_name(key), key == chosen) for key in keys], size=10)


def order(trip: Trip | None) -> str:
    """№ 15-І, 20.11.2026."""
    if trip is None or not trip.order_number:
        return ""
    number = pgettext("paper", "No. {number}").format(number=trip.order_number)
    return joined(number, official.numeric(trip.ordered_on))


def fact_rows(
    entries: Iterable[tuple[str, str | Sequence[Flowable]]], *, blank: bool
) -> list[tuple[str, str | Sequence[Flowable]]]:
    """Names and values for a table of facts; a blank one has room to write."""
    return [
        (name, [blocks.space(blocks.HAND_ROW)] if blank and isinstance(value, str) else value)
        for name, value in entries
    ]


def representation_labels(trip: Trip | None) -> list[Label]:
    """What a head says when putting a traveller forward (procedure 717, 5.3)."""
    return [
        Label(pgettext("paper", "Country, host"), place_and_host(trip)),
        Label(pgettext("trips", "Dates"), period_and_days(trip)),
        Label(pgettext("paper", "Purpose and assignment"), purpose_and_task(trip)),
        Label(pgettext("paper", "Source of funding"), funding(trip), lines=1),
        Label(
            pgettext("paper", "Duties covered by"),
            official.full_name(trip.deputy) if trip else "",
            optional=True,
            lines=1,
        ),
        Label(
            pgettext("paper", "Replacement of classes"),
            said(trip, Trip.classes),
            optional=True,
            lines=1,
        ),
        Label(pgettext("paper", "Expected result"), said(trip, Trip.expected_result), optional=True),
    ]


def representation_sentence(trip: Trip | None) -> str:
    """The sentence that puts the traveller forward."""
    person = blocks.or_line(person_and_position(trip), 60)
    return pgettext("paper", "The following person is put forward for a trip abroad: {person}.").format(
        person=person
    )
