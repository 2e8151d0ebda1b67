"""Invented trips, plans, events and calls for the papers."""

from datetime import date
from decimal import Decimal

from kazcoop_desktop.models import (
    Call,
    Employee,
    EventParticipation,
    Person,
    PlannedTrip,
    Preparation,
    Trip,
    TripDay,
    TripExpense,
    TripPlan,
    Unit,
)
from tests.forms.samples import KAZAKH, entered


def full(partner, **more):
    """A trip that is over and reported on, by a plan, with all its parts; an event and a call beside it."""
    traveller = Employee.get()
    person = entered(
        Person(
            surname="Assanov",
            surname_kk=traveller.surname,
            born_on=date(1979, 5, 3),
            citizenship="KZ",
            home_address="Алматы қ., Достық даңғылы, 1",
        )
    )
    traveller.person = person
    traveller.save()
    unit = Unit.get()
    plan = entered(TripPlan(unit=unit, year=2026))
    line = entered(
        PlannedTrip(
            plan=plan,
            candidate=traveller,
            country="DE",
            city=KAZAKH,
            partner=partner,
            starts_on=date(2026, 10, 1),
            ends_on=date(2026, 10, 9),
            task="жоба",
            amount=Decimal("1200000"),
        )
    )
    entered(
        Preparation(
            candidate=traveller,
            planned=line,
            subject="language",
            languages=("de",),
            starts_on=date(2026, 5, 1),
            result="B1",
        )
    )
    trip = entered(
        Trip(
            **{
                "number": "ІС-2026/1",
                "traveller": traveller,
                "unit": unit,
                "position": traveller.position,
                "planned": line,
                "country": "DE",
                "city": KAZAKH,
                "partner": partner,
                "purpose": "research",
                "task": f"бірлескен зерттеу {KAZAKH}",
                "expected_result": "есеп",
                "invitation": "№ 14, 01.09.2026",
                "departs_on": date(2026, 10, 1),
                "returns_on": date(2026, 10, 9),
                "estimate": Decimal("1250000"),
                "deputy": traveller,
                "classes": "12 сағат",
                "submitted_on": date(2026, 9, 10),
                "decision": "approved",
                "decided_on": date(2026, 9, 14),
                "order_number": "15-І",
                "ordered_on": date(2026, 9, 16),
                "departed_on": date(2026, 10, 1),
                "returned_on": date(2026, 10, 9),
                "address_abroad": "Ulm, Gästehaus",
                "reported_on": date(2026, 10, 16),
                "results": KAZAKH,
                "materials": "хаттама",
                "introduced": "дәріске енгізілді",
                "proposals": "келісімді ұзарту",
                "fulfilment": "full",
                "accepted_on": date(2026, 10, 19),
                "expense": Decimal("1190500"),
                **more,
            }
        )
    )
    for kind, price, currency, rate, by_host in (
        ("travel", "420000", "KZT", None, False),
        ("accommodation", "95.50", "EUR", "560.25", False),
        ("per_diem", "70", "EUR", "560.25", True),
    ):
        entered(
            TripExpense(
                trip=trip,
                expense_kind=kind,
                detail=KAZAKH if kind == "travel" else "",
                unit_name="тәулік",
                quantity=8 if currency == "EUR" else 1,
                price=Decimal(price),
                price_currency=currency,
                rate=Decimal(rate) if rate else None,
                by_host=by_host,
            )
        )
    entered(TripDay(trip=trip, day=date(2026, 10, 2), done="зертхана", met_with="Dr. Müller"))
    entered(
        EventParticipation(
            employee=traveller,
            unit=unit,
            name=KAZAKH,
            country="DE",
            city="Ulm",
            starts_on=date(2026, 10, 3),
            ends_on=date(2026, 10, 4),
            topic="Ынтымақтастық",
            publication="12–18 б.",
            trip=trip,
        )
    )
    entered(
        Call(
            title_kk=KAZAKH,
            title_ru=KAZAKH,
            title_en=KAZAKH,
            partner=partner,
            country="DE",
            audience=("master", "teachers"),
            places=4,
            amount=Decimal("6000"),
            amount_currency="EUR",
            closes_on=date(2026, 12, 15),
            conditions_kk="B2 деңгейі\nекі ай",
            responsible=traveller,
        )
    )
    return trip


def bare():
    """The same with nothing but what must be filled in."""
    traveller = entered(Employee(surname="Ержан", given_name="Ұлан"))
    unit = entered(Unit(name_kk="Кафедра"))
    plan = entered(TripPlan(unit=unit, year=2026))
    entered(PlannedTrip(plan=plan, country="TR", starts_on=date(2026, 3, 1)))
    entered(
        Trip(
            traveller=traveller,
            country="TR",
            host="Қор",
            departs_on=date(2026, 3, 1),
            returns_on=date(2026, 3, 1),
            departed_on=date(2026, 3, 1),
        )
    )
    entered(EventParticipation(employee=traveller, name="Форум", country="TR", starts_on=date(2026, 3, 1)))
    entered(Call(title_kk="Грант"))
