"""Invented trips at every stage, plans, preparation, events, calls and consultations for the demonstration."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from kazcoop_desktop import paths
from kazcoop_desktop.models.attached import StageMove
from kazcoop_desktop.models.base import kind_of
from kazcoop_desktop.models.call import Call, CallApplication, CallNotice
from kazcoop_desktop.models.consultation import Consultation
from kazcoop_desktop.models.event import EventParticipation
from kazcoop_desktop.models.institution import Employee, Unit
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.models.reserve import PrioritySpecialty, ReserveCandidate
from kazcoop_desktop.models.trip import TRIP_STAGES, Trip
from kazcoop_desktop.models.trip_parts import TripDay, TripExpense
from kazcoop_desktop.models.trip_plan import PlannedTrip, Preparation, TripPlan
from kazcoop_desktop.services import checklists, records

_STAGES = [key for key, _name in TRIP_STAGES]
_SHARES = (("travel", "0.4"), ("accommodation", "0.35"), ("per_diem", "0.25"))  # of an estimate


def fill(
    units: Mapping[str, Unit], people: Sequence[Employee], partners: Sequence[Partner], *, on: date, by: str
) -> None:
    """Enters seven trips, three plans and what stands beside them, around the day `on`."""
    invented = tomllib.loads(paths.resource("demo", "trips.toml").read_text(encoding="utf-8"))
    writer = _Writer(units, people, partners, on, by)
    for number, entry in enumerate(invented["trip"], 1):
        writer.trip(number, entry)
    for entry in invented["day"]:
        writer.work(entry)
    for entry in invented["plan"]:
        writer.plan(entry)
    for entry in invented["preparation"]:
        writer.preparation(entry)
    for entry in invented["event"]:
        writer.event(entry)
    for entry in invented["call"]:
        writer.call(entry)
    for entry in invented["consultation"]:
        back = entry.pop("back")
        held_on = on - timedelta(days=back)
        writer.saved(Consultation(**writer.named(entry), held_on=held_on, adviser=people[3], done_on=held_on))
    for entry in invented["reserve"]:
        ready_by = on + timedelta(days=120)
        writer.saved(ReserveCandidate(**writer.named(entry), year=on.year + 1, ready_by=ready_by))
    for entry in invented["specialty"]:
        send_by = date(on.year + 1, 3, 1)
        writer.saved(PrioritySpecialty(**writer.named(entry), year=on.year + 1, send_by=send_by))


class _Writer:
    def __init__(
        self,
        units: Mapping[str, Unit],
        people: Sequence[Employee],
        partners: Sequence[Partner],
        on: date,
        by: str,
    ) -> None:
        self._units = units
        self._people = {person.surname: person for person in people}
        self._partners = partners
        self._on = on
        self._by = by
        self._trips: dict[str, Trip] = {}

    def saved(self, record: Any) -> Any:
        return records.save(record, by=self._by)

    def named(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        """The values with the people, units and partners that they name."""
        found = dict(entry)
        for name in ("employee", "candidate"):
            if name in found:
                found[name] = self._people[found[name]]
        if "unit" in found:
            found["unit"] = self._units[found["unit"]]
        if "partner" in found:
            found["partner"] = self._partner(found["partner"])
        for name in ("languages", "audience", "degrees"):
            if name in found:
                found[name] = tuple(found[name])
        return found

    def trip(self, number: int, entry: dict[str, Any]) -> None:
        """A trip with all that its stage supposes: papers, order, journey, report, money."""
        traveller, partner = self._people[entry["traveller"]], self._partner(entry["partner"])
        self._as_person(traveller, number)
        departs_on = self._on + timedelta(days=entry["departs"])
        returns_on = departs_on + timedelta(days=entry["days"] - 1)
        reached = _STAGES.index(entry["stage"])
        texts = (
            "purpose",
            "task",
            "invitation",
            "funding",
            "funding_note",
            "expected_result",
            "classes",
            "address_abroad",
            "exception",
            "exception_reason",
            "results",
            "introduced",
            "consequence",
        )
        trip = Trip(
            traveller=traveller,
            country=partner.country,
            city=partner.city,
            partner=partner,
            departs_on=departs_on,
            returns_on=returns_on,
            host_pays=entry["funding"] == "host",
            estimate=Decimal(entry["estimate"]) if "estimate" in entry else None,
            **{name: entry[name] for name in texts if name in entry},
        )
        submitted_on = self._on + timedelta(days=entry.get("submitted", 0))
        if "submitted" not in entry:
            submitted_on = min(departs_on - timedelta(days=20), self._on - timedelta(days=3))
        days = self._days(trip, submitted_on, entry)
        for stage in _STAGES[1 : reached + 1]:
            for name, value in days.get(stage, {}).items():
                setattr(trip, name, value)
        if reached >= _STAGES.index("order_issued"):
            trip.order_number = f"{40 + number}-І"
        trip.stage = entry["stage"]
        self._trips[traveller.surname] = self.saved(trip)
        self._moves(trip, reached, days)
        self._expenses(trip, entry)

    def work(self, entry: Mapping[str, Any]) -> None:
        """What was done, a day after another."""
        trip = self._trips[entry["trip"]]
        for number, done in enumerate(entry["work"]):
            day = trip.departs_on + timedelta(days=1 + number)
            self.saved(TripDay(trip=trip, day=day, done=done, met_with=entry["met_with"]))

    def plan(self, entry: Mapping[str, Any]) -> None:
        """A unit's plan; its lines are the trips that there are, which then name them."""
        year = self._on.year
        unit = self._units[entry["unit"]]
        plan = self.saved(
            TripPlan(
                unit=unit,
                year=year,
                stage="approved",
                submitted_on=date(year - 1, 11, 20),
                agreed_on=date(year - 1, 12, 5),
                approved_on=date(year - 1, 12, 20),
                approve_by=date(year - 1, 12, 25),
            )
        )
        next_year = TripPlan(unit=unit, year=year + 1, approve_by=date(year, 12, 25))
        self.saved(next_year)
        for surname, amount in zip(entry["trips"], entry["amounts"], strict=True):
            trip = self._trips[surname]
            if trip.departs_on.year != year:
                continue
            same = ("country", "city", "partner", "purpose", "task", "funding")
            line = PlannedTrip(
                plan=plan,
                candidate=trip.traveller,
                starts_on=trip.departs_on,
                ends_on=trip.returns_on,
                amount=Decimal(amount),
                **{name: getattr(trip, name) for name in same},
            )
            trip.planned = self.saved(line)
            self.saved(trip)

    def preparation(self, entry: Mapping[str, Any]) -> None:
        """A course that has ended, or one that goes on while it has no result."""
        starts_on = self._on - timedelta(days=60)
        ends_on = self._on + timedelta(days=-10 if "result" in entry else 20)
        self.saved(Preparation(**self.named(entry), starts_on=starts_on, ends_on=ends_on))

    def event(self, entry: dict[str, Any]) -> None:
        """A conference, with the trip that led there when it fits."""
        starts_on = self._on - timedelta(days=entry.pop("back"))
        ends_on = starts_on + timedelta(days=entry.pop("days") - 1)
        event = EventParticipation(**self.named(entry), starts_on=starts_on, ends_on=ends_on)
        trip = self._trips.get(event.employee.surname)
        if trip is not None and trip.departs_on <= starts_on <= trip.returns_on:
            event.trip = trip
        self.saved(event)

    def call(self, entry: dict[str, Any]) -> None:
        """A call with those who were told and those who applied."""
        closes_on = self._on + timedelta(days=entry.pop("closes"))
        told = entry.pop("told", None)
        applicants = entry.pop("applicants", ())
        amount = entry.pop("amount", None)
        call = self.saved(
            Call(
                **self.named(entry),
                closes_on=closes_on,
                announced_on=self._on + timedelta(days=told) if told is not None else None,
                amount=Decimal(amount) if amount else None,
                responsible=list(self._people.values())[3],
            )
        )
        if told is None:
            return
        told_on = self._on + timedelta(days=told)
        for channel, people in (("email", 120), ("website", None), ("board", None)):
            self.saved(
                CallNotice(call=call, told_on=told_on, channel=channel, people=people, audience=call.audience)
            )
        for name in applicants:
            self.saved(CallApplication(call=call, name=name, applied_on=self._on - timedelta(days=1)))

    def _days(self, trip: Trip, submitted_on: date, entry: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
        """The fields that each stage fills in."""
        decided_on = submitted_on + timedelta(days=3)
        returned_on = trip.returns_on + timedelta(days=entry.get("late", 0))
        reported_on = returned_on + timedelta(days=7)
        spent = Decimal(entry.get("spent", "0"))
        return {
            "documents_complete": {"papers_complete_on": submitted_on - timedelta(days=1)},
            "submitted": {"submitted_on": submitted_on},
            "decided": {"decision": "approved", "decided_on": decided_on},
            "order_issued": {"ordered_on": decided_on + timedelta(days=2)},
            "on_trip": {"departed_on": trip.departs_on},
            "returned": {
                "returned_on": returned_on,
                "late_cause": "own_fault" if entry.get("late") else "",
            },
            "report_accepted": {
                "reported_on": reported_on,
                "accepted_on": reported_on + timedelta(days=2),
                "fulfilment": "full",
                "materials": "Бағдарлама, сертификат, үлестірме материалдар",
            },
            "expenses_approved": {
                "expense_report_on": reported_on,
                "expense": spent,
                "expense_approved_on": reported_on + timedelta(days=5),
            },
            "closed": {"reimbursed": spent, "reimbursed_on": reported_on + timedelta(days=12)},
        }

    def _moves(self, trip: Trip, reached: int, days: Mapping[str, Mapping[str, Any]]) -> None:
        """The case as it was moved from stage to stage, and the papers ticked."""
        for old, new in pairwise(_STAGES[: reached + 1]):
            moved_on = next((day for day in days[new].values() if isinstance(day, date)), trip.departs_on)
            StageMove.create(
                kind=kind_of(trip), record_id=trip.id, who=self._by, on=moved_on, old_stage=old, new_stage=new
            )
        papers_on = trip.papers_complete_on
        if papers_on is not None:
            for code in ("application", "representation", "invitation"):
                checklists.tick(trip, code, on=papers_on, by=self._by)
            if not trip.host_pays:
                checklists.tick(trip, "estimate", on=papers_on, by=self._by)
        if trip.reported_on is not None:
            for code in ("trip_report", "expense_report"):
                checklists.tick(trip, code, on=trip.reported_on, by=self._by)

    def _expenses(self, trip: Trip, entry: Mapping[str, Any]) -> None:
        for kind, share in _SHARES if "estimate" in entry else ():
            price = (Decimal(entry["estimate"]) * Decimal(share)).quantize(Decimal("1"))
            self.saved(TripExpense(trip=trip, expense_kind=kind, price=price))

    def _partner(self, begins: str) -> Partner:
        return next(
            partner
            for partner in self._partners
            if partner.name.startswith(begins) or partner.name_en.startswith(begins)
        )

    def _as_person(self, employee: Employee, number: int) -> None:
        """The traveller as a person with a year of birth and an address, both of which lists of citizens name."""
        if employee.person is not None:
            return
        person = Person(
            surname=employee.surname_en,
            given_names=employee.given_name_en,
            surname_kk=employee.surname,
            given_name_kk=employee.given_name,
            patronymic_kk=employee.patronymic,
            surname_ru=employee.surname_ru,
            given_name_ru=employee.given_name_ru,
            patronymic_ru=employee.patronymic_ru,
            sex=employee.sex,
            born_on=date(1968 + 3 * number, 1 + number % 12, 10 + number),
            citizenship="KZ",
            home_address=f"Алматы қ., Көкжиек ықшамауданы, {number}-үй",
        )
        employee.person = self.saved(person)
        self.saved(employee)
