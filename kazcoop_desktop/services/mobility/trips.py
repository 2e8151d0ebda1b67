"""Trips begun from the plan, their parts read together, and the plan of a year against what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kazcoop_desktop import i18n
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import values
from kazcoop_desktop.models.base import Record, fields_of
from kazcoop_desktop.models.fields import LinkField
from kazcoop_desktop.models.institution import Employee
from kazcoop_desktop.models.trip import Trip
from kazcoop_desktop.models.trip_parts import TripDay, TripExpense
from kazcoop_desktop.models.trip_plan import PlannedTrip, Preparation, TripPlan
from kazcoop_desktop.services import browse, records

Money = dict[str, Decimal]  # sums by currency: there is no one rate for a year
_EXPENSES, _WORK = "expenses_read", "work_read"  # where a trip keeps what was read beforehand
_TAKES_PLACE = ("on_trip", "returned", "report_accepted", "expenses_approved", "closed")


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of the plan with the trips made by it; or trips that no line foresaw."""

    planned: PlannedTrip | None
    trips: list[Trip]


@dataclass(frozen=True, kw_only=True)
class Fulfilment:
    """A unit's plan of a year against the trips that really took place."""

    plan: TripPlan
    lines: list[Line]

    @property
    def planned_count(self) -> int:
        """How many trips were planned."""
        return sum(line.planned is not None for line in self.lines)

    @property
    def made_count(self) -> int:
        """How many lines of the plan led to a trip."""
        return sum(line.planned is not None and bool(line.trips) for line in self.lines)

    @property
    def unplanned_count(self) -> int:
        """How many trips took place that were not planned."""
        return sum(len(line.trips) for line in self.lines if line.planned is None)

    @property
    def planned_money(self) -> Money:
        """What was planned, by currency."""
        named = (line.planned for line in self.lines if line.planned is not None)
        return _summed((each.amount_currency, each.amount) for each in named)

    @property
    def spent(self) -> Money:
        """What the expense reports name, by currency."""
        trips = (trip for line in self.lines for trip in line.trips)
        return _summed((trip.expense_currency, trip.expense) for trip in trips)


def begin(planned: PlannedTrip, *, by: str) -> Trip:
    """Enters the trip that a line of the plan foresees, as a draft. Raises UserError while the line lacks what it needs."""
    if planned.candidate is None:
        raise UserError(_("Name the candidate in the line of the plan first."))
    if planned.ends_on is None:
        raise UserError(_("Write the end date in the line of the plan first."))
    same = ("country", "city", "partner", "host", "purpose", "task", "funding")
    trip = Trip(
        traveller=planned.candidate,
        planned=planned,
        departs_on=planned.starts_on,
        returns_on=planned.ends_on,
        host_pays=planned.funding == "host",
        estimate=planned.amount,
        estimate_currency=planned.amount_currency,
        **{name: getattr(planned, name) for name in same},
    )
    return records.save(trip, by=by)


def fulfilment(plan: TripPlan) -> Fulfilment:
    """The lines of a plan in the order of their dates with the trips made, then those that nobody planned."""
    lines = planned_in([plan])
    first, last = date(plan.year, 1, 1), date(plan.year, 12, 31)
    by_line = Trip.planned.in_([line.id for line in lines])
    of_unit = (Trip.unit == plan.unit.id) & Trip.planned.is_null() & Trip.departs_on.between(first, last)
    found = (
        Trip.select()
        .where((by_line | of_unit) & Trip.deleted_at.is_null())
        .order_by(Trip.departs_on, Trip.id)
    )
    made = [trip for trip in found if takes_place(trip)]
    load(made)
    by_planned: dict[int | None, list[Trip]] = {}
    for trip in made:
        by_planned.setdefault(trip.__data__["planned"], []).append(trip)
    shown = [Line(planned=line, trips=by_planned.get(line.id, [])) for line in lines]
    if None in by_planned:
        shown.append(Line(planned=None, trips=by_planned[None]))
    return Fulfilment(plan=plan, lines=shown)


def in_words(sums: Money) -> str:
    """Sums by currency: 1 200 000,00 ₸; 3 000,00 EUR. Nothing for no sums."""
    return "; ".join(said(amount, currency) for currency, amount in sorted(sums.items()))


def said(amount: Decimal | None, currency: str) -> str:
    """A sum with its currency; nothing for none."""
    return "" if amount is None else f"{values.grouped(amount)}\u00a0{values.currency_sign(currency)}"


def planned_in(plans: Sequence[TripPlan]) -> list[PlannedTrip]:
    """The lines of plans in the order of their dates, with all that they name."""
    mine = PlannedTrip.plan.in_([plan.id for plan in plans]) & PlannedTrip.deleted_at.is_null()
    lines = list(PlannedTrip.select().where(mine).order_by(PlannedTrip.starts_on, PlannedTrip.id))
    load_links(lines)
    load_links([line.candidate for line in lines if line.candidate is not None])
    return lines


def preparations(line: PlannedTrip, subject: str) -> list[Preparation]:
    """How the candidate of a line prepares in `language` or `country_studies`: for this trip, or for none named."""
    theirs = (Preparation.candidate == line.candidate) & Preparation.planned.is_null()
    of_line = (Preparation.planned == line.id) | theirs
    alive = Preparation.deleted_at.is_null() & (Preparation.subject == subject)
    return list(Preparation.select().where(of_line & alive).order_by(Preparation.starts_on, Preparation.id))


def takes_place(trip: Trip) -> bool:
    """Whether the person has really left: not only planned, refused or cancelled."""
    return not trip.is_off and (trip.departed_on is not None or trip.stage in _TAKES_PLACE)


def load(trips: Sequence[Trip]) -> None:
    """Reads what trips name, their expenses and their work, with one query for each register."""
    load_links(trips)
    people = [person for trip in trips for person in (trip.traveller, trip.deputy) if person is not None]
    load_links(people)
    ids = [trip.id for trip in trips]
    expenses, work = _parts(TripExpense, ids), _parts(TripDay, ids)
    for trip in trips:
        setattr(trip, _EXPENSES, expenses.get(trip.id, []))
        setattr(trip, _WORK, sorted(work.get(trip.id, []), key=lambda each: (each.day, each.id)))


def expenses(trip: Trip) -> list[TripExpense]:
    """The lines of the estimate as they were entered."""
    if not hasattr(trip, _EXPENSES):
        load([trip])
    found: list[TripExpense] = getattr(trip, _EXPENSES)
    return found


def work(trip: Trip) -> list[TripDay]:
    """What was done, day by day."""
    if not hasattr(trip, _WORK):
        load([trip])
    found: list[TripDay] = getattr(trip, _WORK)
    return found


def load_links(naming: Sequence[Record]) -> None:
    """Reads the records that these name by a link, one query for each field."""
    for field in fields_of(type(naming[0])) if naming else ():
        if isinstance(field, LinkField):
            wanted = {record.__data__.get(field.name) for record in naming} - {None}
            linked = browse.Query(field.rel_model).rows(sorted(wanted)) if wanted else {}
            for record in naming:
                if (linked_id := record.__data__.get(field.name)) in linked:
                    setattr(record, field.name, linked[linked_id])


def full_name(person: Employee) -> str:
    """As lists name a person in the current language: SERIKOVA Aigul in English; else as in Kazakh."""
    spelled = {
        "ru": (person.surname_ru, person.given_name_ru, person.patronymic_ru),
        "en": (person.surname_en.upper(), person.given_name_en),
    }.get(i18n.current(), ())
    return " ".join(part for part in spelled if part) if any(spelled) else str(person)


def _parts(model: Any, ids: Sequence[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for part in model.select().where(model.trip.in_(ids) & model.deleted_at.is_null()).order_by(model.id):
        found.setdefault(part.__data__["trip"], []).append(part)
    return found


def _summed(sums: Iterable[tuple[str, Decimal | None]]) -> Money:
    found: Money = {}
    for currency, amount in _given(sums):
        found[currency] = found.get(currency, Decimal(0)) + amount
    return found


def _given(sums: Iterable[tuple[str, Decimal | None]]) -> Iterator[tuple[str, Decimal]]:
    return ((currency, amount) for currency, amount in sums if amount is not None)
