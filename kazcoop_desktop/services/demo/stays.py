"""Invented visas, papers and events for the foreign citizens of the demonstration: some end soon, some are late."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from kazcoop_desktop.models.foreign_citizen import ForeignCitizen
from kazcoop_desktop.models.person import Passport, Person
from kazcoop_desktop.models.stay import StayEvent, StayPaper
from kazcoop_desktop.models.visa import Visa, VisaCategory
from kazcoop_desktop.services import checklists, records
from kazcoop_desktop.services.foreigners import fees

_WITHOUT_A_VISA = ("AM", "AZ", "BY", "GE", "KG", "MD", "MN", "RU", "TJ", "UZ")
_HERE = ("arrived", "settled", "studying")
_NEW = 20  # days; who came later has no registration yet
_LEFT = (-4, 3, 9, 16, 28, 45, 70, 110, 150, 200)  # days until the visa or the permit ends, case by case
_INSURANCE = (120, 20, -2, 60, 200, 7)
_POINTS = ("Алматы әуежайы", "Қорғас", "Астана әуежайы", "Қордай")


def fill(*, on: date, by: str) -> None:
    """Gives a stay to each foreign citizen there is: those here a whole one, those awaited a visa under way."""
    cases = list(
        ForeignCitizen.select().where(ForeignCitizen.deleted_at.is_null()).order_by(ForeignCitizen.id)
    )
    here = sorted((case for case in cases if case.stage in _HERE), key=lambda case: case.arrived_on or on)
    here.reverse()  # who came last stands first
    writer = _Writer(on, by)
    for number, case in enumerate(here):
        writer.stay(number, case)
    for case in cases:
        if case.stage in ("admitted", "visa"):
            writer.application(case)


class _Writer:
    def __init__(self, on: date, by: str) -> None:
        self._on = on
        self._by = by

    def stay(self, number: int, case: ForeignCitizen) -> None:
        """The papers of somebody who is here; the first ones have just arrived, moved or got a new passport."""
        person: Person = case.person
        came_on = case.arrived_on or self._after(-160)
        is_new = came_on > self._after(-_NEW)
        until = came_on + timedelta(days=270) if is_new else self._after(_LEFT[number % len(_LEFT)])
        passport = self._passport(person, number, until)
        visa = None
        if person.citizenship not in _WITHOUT_A_VISA:
            visa = self._visa(case, passport, number, came_on, until)
        else:
            self._save(
                StayPaper(
                    person=person,
                    paper_kind="residence_permit",
                    number=f"{420000 + number}",
                    passport=passport,
                    valid_from=max(came_on, until - timedelta(days=300)),
                    valid_until=until,
                )
            )
        self._events(number, case, came_on, visa)
        if not is_new:
            self._papers(number, case, passport, came_on, until)

    def application(self, case: ForeignCitizen) -> None:
        """A visa under way of somebody who is awaited."""
        visa = self._save(
            Visa(
                person=case.person,
                category=_category("C9"),
                passport=case.person.passport,
                entries="single",
                purpose="оқу",
                wanted_from=self._after(30),
                wanted_until=self._after(119),
                basis="Оқыту шарты",
                order_number=case.order_number,
                ordered_on=case.ordered_on,
            )
        )
        for code in ("invitation", "passport", "questionnaire"):
            checklists.tick(visa, code, on=self._on, by=self._by)

    def _visa(
        self, case: ForeignCitizen, passport: Passport, number: int, came_on: date, until: date
    ) -> Visa:
        visa: Visa = self._save(
            Visa(
                person=case.person,
                passport=passport,
                category=_category("C9"),
                stage="issued",
                purpose="оқу",
                basis="Оқыту шарты",
                order_number=case.order_number or "415",
                ordered_on=case.ordered_on,
                applied_on=came_on - timedelta(days=25),
                invitation_number=f"{7000 + number}",
                invited_on=came_on - timedelta(days=35),
                number=f"{2300000 + number}",
                valid_from=max(came_on, until - timedelta(days=300)),
                valid_until=until,
                funding="өз қаражаты",
            )
        )
        for fee in fees.calculate(visa, on=self._on, by=self._by):
            fee.paid_on = self._on
            self._save(fee)
        return visa

    def _papers(
        self, number: int, case: ForeignCitizen, passport: Passport, came_on: date, until: date
    ) -> None:
        person = case.person
        start = max(came_on + timedelta(days=2), self._after(-150 + number))  # renewed every year
        shared: dict[str, Any] = {"person": person, "valid_from": start}
        self._save(
            StayPaper(
                paper_kind="registration",
                number=f"{88000 + number}",
                passport=passport,
                valid_until=until,
                residence=case.residence,
                address=case.address,
                **shared,
            )
        )
        insured_until = self._after(_INSURANCE[number % len(_INSURANCE)])
        self._save(
            StayPaper(
                paper_kind="insurance", number=f"KZ-{5100 + number}", valid_until=insured_until, **shared
            )
        )
        self._save(StayPaper(paper_kind="medical", valid_until=start + timedelta(days=365), **shared))
        self._save(
            StayPaper(
                paper_kind="study_contract",
                number=f"{case.id}/{came_on.year}",
                valid_until=max(until, self._after(220)),
                **shared,
            )
        )

    def _events(self, number: int, case: ForeignCitizen, came_on: date, visa: Visa | None) -> None:
        person = case.person
        place = _POINTS[number % len(_POINTS)]
        address = {"residence": case.residence, "address": case.address}
        told = came_on + timedelta(days=1) if came_on < self._after(-2) else None
        on_visa = visa if visa is not None and visa.valid_from and visa.valid_from <= came_on else None
        self._save(
            StayEvent(
                person=person,
                event_kind="arrived",
                happened_on=came_on,
                place=place,
                visa=on_visa,
                notified_on=told,
                notice_number=f"ХН-{61000 + number}" if told else "",
                closed_on=told and came_on + timedelta(days=10),
                **address,
            )
        )
        if number in (1, 2):
            self._save(
                StayEvent(
                    person=person, event_kind="left_for_holidays", happened_on=self._after(-20), place=place
                )
            )
        if number == 1:
            self._save(
                StayEvent(person=person, event_kind="came_back", happened_on=self._after(-1), place=place)
            )
        if number in (3, 4):
            kind = "moved" if number == 3 else "new_passport"
            self._save(StayEvent(person=person, event_kind=kind, happened_on=self._after(-2), **address))

    def _passport(self, person: Person, number: int, until: date) -> Passport:
        """The passport there is, when it outlasts the stay; else a new one."""
        held = person.passport
        if held is not None and (held.expires_on is None or held.expires_on >= until):
            return held
        if held is not None:
            held.replaced_on = self._on
            self._save(held)
        letters = person.citizenship or "XX"
        made: Passport = self._save(
            Passport(
                person=person,
                number=f"{letters}{7400100 + person.id}",
                issuing_country=letters,
                issued_on=self._after(-900),
                expires_on=max(until, self._after(140 + 130 * (number % 7))),
            )
        )
        return made

    def _after(self, days: int) -> date:
        return self._on + timedelta(days=days)

    def _save(self, record: Any) -> Any:
        return records.save(record, by=self._by)


def _category(code: str) -> VisaCategory:
    """The category that this code means today."""
    its = VisaCategory.select().where(VisaCategory.code == code)
    latest: VisaCategory = its.order_by(VisaCategory.valid_from.desc()).get()
    return latest
