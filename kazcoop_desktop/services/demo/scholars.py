"""Invented scholars for the demonstration: each on another step of the way from the plan to the payment."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from kazcoop_desktop import paths
from kazcoop_desktop.models.attached import StageMove
from kazcoop_desktop.models.base import kind_of
from kazcoop_desktop.models.institution import Employee, Unit
from kazcoop_desktop.models.lecture import Lecture
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.person import Passport, Person
from kazcoop_desktop.models.scholar_visit import STAGES, ScholarVisit
from kazcoop_desktop.models.scholar_work import ScholarWork
from kazcoop_desktop.services import checklists, records
from kazcoop_desktop.services.days import Calendar

_STAGES = [key for key, _name in STAGES]
_FIRST_PAPERS = ("service_note", "passport_copy", "degree_copy", "profile", "timetable")
_ARRIVAL_PAPERS = ("residence", "bank", "contract")
_ROOMS = ("204", "311", "Үлкен зал")
_TOPICS = ("Кіріспе дәріс", "Әдістер мен құралдар", "Тәжірибеден мысалдар", "Талқылау және қорытынды")
_FEE = Decimal("1200000")


def fill(
    partners: Sequence[Partner], units: Sequence[Unit], people: Sequence[Employee], *, on: date, by: str
) -> None:
    """Writes a visit for each of the invented scholars, around the day `on`."""
    invented = tomllib.loads(paths.resource("demo", "scholars.toml").read_text(encoding="utf-8"))
    by_abbreviation = {unit.abbreviation: unit for unit in units}
    for number, entry in enumerate(invented["scholar"]):
        partner = partners[entry["at"]]
        visit = records.save(
            _visit(
                entry, _person(entry, partner, by=by), partner, by_abbreviation[entry["unit"]], people[3], on
            ),
            by=by,
        )
        for title, published_in, year in entry["works"]:
            records.save(ScholarWork(visit=visit, title=title, published_in=published_in, year=year), by=by)
        _lectures(visit, _ROOMS[number % len(_ROOMS)], on, by=by)
        _walk(visit, entry["stage"], on, by=by)


def _person(entry: dict[str, Any], partner: Partner, *, by: str) -> Person:
    surname_kk, given_name_kk, surname_ru, given_name_ru = entry["names"]
    country, city, citizenship = entry["place"]
    number, issuing_country = entry["passport"]
    known = Person.get_or_none(
        (Person.surname == entry["surname"]) & (Person.given_names == entry["given_names"])
    )
    person = known or records.save(
        Person(
            surname=entry["surname"],
            given_names=entry["given_names"],
            surname_kk=surname_kk,
            given_name_kk=given_name_kk,
            surname_ru=surname_ru,
            given_name_ru=given_name_ru,
            sex=entry["sex"],
            born_on=entry["born_on"],
            birth_country=country,
            birth_city=city,
            citizenship=citizenship,
            home_address=entry["address"],
            email=f"{entry['surname']}@{partner.website.removeprefix('www.')}".lower(),
            partner=partner,
            position=entry["position"],
            degree=entry["degree"],
        ),
        by=by,
    )
    if known is None:
        records.save(
            Passport(
                person=person,
                number=number,
                issuing_country=issuing_country,
                issued_on=date(2023, 3, 14),
                expires_on=date(2033, 3, 13),
            ),
            by=by,
        )
    return person


def _visit(
    entry: dict[str, Any], person: Person, partner: Partner, unit: Unit, responsible: Employee, on: date
) -> ScholarVisit:
    arrives_on = on + timedelta(days=entry["arrives"])
    visit = ScholarVisit(
        person=person,
        partner=partner,
        stage=entry["stage"],
        research_field=entry["field"],
        h_index=entry["h_index"],
        known_languages=tuple(entry["languages"]),
        degree_document="Diploma, 2009",
        unit=unit,
        responsible=responsible,
        programme=entry["programme"],
        arrives_on=arrives_on,
        leaves_on=arrives_on + timedelta(days=entry["days"]),
        plan_approved_on=min(arrives_on, on) - timedelta(days=75),
        audience=tuple(entry["audience"]),
        hours=entry["hours"],
        venue="Бас ғимарат, 2-қабат",
        expected_result="бірлескен мақала, магистрлік жұмысқа бірлесіп жетекшілік ету",
        costs_kk="жолақысы мен тұруы – Университет есебінен",
        costs_ru="проезд и проживание – за счёт Университета",
        costs_en="travel and accommodation are paid by the University",
        visa_country=partner.country,
        visa_category="B1",
        visa_entries="single",
    )
    visit.course_kk, visit.course_ru, visit.course_en = entry["course"]
    _live(visit, _STAGES.index(entry["stage"]), entry.get("applied"), on)
    return visit


def _live(visit: ScholarVisit, stage: int, applied: int | None, on: date) -> None:
    """Fills in what has happened by the stage at which the visit stands."""
    if applied is None:
        return
    calendar = Calendar()
    applied_on = visit.arrives_on - timedelta(days=applied)
    decided_on = calendar.working_days_from(applied_on, 2)
    visit.applied_on = applied_on
    visit.passport_copy_by = applied_on + timedelta(days=10)
    if stage >= _STAGES.index("accepted"):
        visit.decision = "accepted"
        visit.decided_on = decided_on
    if stage >= _STAGES.index("visa"):
        visit.invitation_number = f"KZ-{visit.arrives_on:%y%m%d}"
        visit.invitation_on = calendar.working_days_from(decided_on, 9)
    if stage >= _STAGES.index("arrived"):
        visit.visa_number = f"{visit.arrives_on:%m%d}0717"
        visit.visa_from = visit.arrives_on - timedelta(days=5)
        visit.visa_until = visit.visa_from + timedelta(days=60)
        visit.arrived_on = visit.arrives_on
        visit.address = "Алматы қ., Көкжиек көшесі, 3, 12-бөлме"
        visit.fee, visit.pay_days = _FEE, 10
    if stage >= _STAGES.index("registered"):
        visit.arrival_papers_on = visit.contract_on = visit.arrived_on
        visit.registered_on = calendar.working_days_from(visit.arrives_on, 2)
        visit.registered_until = visit.leaves_on
        visit.bank, visit.bank_account, visit.bank_code = (
            "First Invented Bank",
            "XX00 0000 0000 0000",
            "FIBKXX00",
        )
    if stage >= _STAGES.index("act"):
        visit.act_on = on - timedelta(days=1)
        visit.left_on = visit.leaves_on


def _lectures(visit: ScholarVisit, room: str, on: date, *, by: str) -> None:
    """Two hours on each working day of the stay, until the planned hours are reached."""
    calendar, day = Calendar(), visit.arrives_on
    for number in range((visit.hours or 0) // 2):
        day = calendar.working_days_from(day, 1)
        if day > visit.leaves_on:
            return
        records.save(
            Lecture(
                visit=visit,
                day=day,
                starts_at="10:00",
                ends_at="11:50",
                room=f"{room}-{visit.unit.abbreviation}",
                topic=_TOPICS[number % len(_TOPICS)],
                groups="М-26-1" if number % 2 else "Д-26-1, М-26-1",
                is_held=day < on,
            ),
            by=by,
        )


def _walk(visit: ScholarVisit, stage: str, on: date, *, by: str) -> None:
    """The checklist and the moves that led to the stage."""
    reached = _STAGES.index(stage)
    ticked: tuple[str, ...] = _FIRST_PAPERS if reached else ()
    if reached >= _STAGES.index("registered"):
        ticked += _ARRIVAL_PAPERS
    for item in ticked:
        checklists.tick(visit, item, on=visit.applied_on or on, by=by)
    days = {
        "application": visit.applied_on,
        "accepted": visit.decided_on,
        "invitation": visit.decided_on,
        "visa": visit.invitation_on,
        "arrived": visit.arrived_on,
        "registered": visit.registered_on,
        "lecturing": visit.registered_on,
        "act": visit.act_on,
    }
    for old, new in pairwise(_STAGES[: reached + 1]):
        StageMove.create(
            kind=kind_of(visit), record_id=visit.id, who=by, on=days[new] or on, old_stage=old, new_stage=new
        )
