"""Invented foreign citizens for the demonstration: each on another step from the application to the studies."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from kazcoop_desktop import paths
from kazcoop_desktop.models.attached import StageMove
from kazcoop_desktop.models.base import kind_of
from kazcoop_desktop.models.foreign_citizen import STAGES, ForeignCitizen
from kazcoop_desktop.models.institution import Employee
from kazcoop_desktop.models.person import Passport, Person
from kazcoop_desktop.models.personal_data import Consent
from kazcoop_desktop.models.questionnaire import (
    Education,
    PastActivity,
    PersonLanguage,
    Relative,
    RestrictedFacts,
)
from kazcoop_desktop.services import checklists, records

_STAGES = [key for key, _name in STAGES]
_DORMITORY = "Алматы қ., Төле би көшесі, 1, № 2 жатақхана"
_FLAT = "Алматы қ., Шевченко көшесі, 2, 14-пәтер"
_CONSENT = "Дербес деректерімді оқуға қабылдау және есепке алу үшін жинауға және өңдеуге келісім беремін."
_PURPOSE = "оқуға қабылдау және есепке алу"
_PURPOSES = {"teacher": "work", "researcher": "research"}


def fill(people: Sequence[Employee], *, on: date, by: str) -> None:
    """Writes the invented foreign citizens with their passports and what some of them answered, around the day `on`."""
    invented = tomllib.loads(paths.resource("demo", "foreigners.toml").read_text(encoding="utf-8"))
    for number, entry in enumerate(invented["citizen"]):
        person = _person(entry, number, on, by=by)
        stay = records.save(_stay(entry, person, people[number % len(people)], number, on), by=by)
        if entry["stage"] in _STAGES[_STAGES.index("settled") :]:
            _answers(person, entry, by=by)
        _walk(stay, entry["stage"], on, by=by)


def _person(entry: dict[str, Any], number: int, on: date, *, by: str) -> Person:
    surname, given_names, surname_kk, given_name_kk, surname_ru, given_name_ru = entry["names"]
    person = records.save(
        Person(
            surname=surname,
            given_names=given_names,
            surname_kk=surname_kk,
            given_name_kk=given_name_kk,
            surname_ru=surname_ru,
            given_name_ru=given_name_ru,
            sex=entry["sex"],
            born_on=entry["born_on"],
            birth_country=entry["country"],
            birth_city=entry["city"],
            citizenship=entry["country"],
            home_address=f"{entry['city']}, 1",
            phone=f"+7 700 000 00 {number + 10}",
            email=f"{surname.lower()}@example.org",
        ),
        by=by,
    )
    issued_on = on - timedelta(days=900 + 31 * number)
    records.save(
        Passport(
            person=person,
            number=entry["passport"],
            issuing_country=entry["country"],
            issued_on=issued_on,
            expires_on=issued_on + timedelta(days=1000 if number == 1 else 3652),
        ),
        by=by,
    )
    return person


def _stay(entry: dict[str, Any], person: Person, adviser: Employee, number: int, on: date) -> ForeignCitizen:
    is_admitted = entry["stage"] != "application"
    arrived_on = on + timedelta(days=entry["arrived"]) if "arrived" in entry else None
    starts_on = arrived_on or on + timedelta(days=30)
    return ForeignCitizen(
        person=person,
        citizen_kind=entry["kind"],
        groups=tuple(entry["groups"]),
        purpose=_PURPOSES.get(entry["kind"], "study"),
        specialty=entry["specialty"],
        topic=entry.get("topic", ""),
        course=entry.get("course"),
        group=entry.get("group", ""),
        teaching_language=("kk",),
        funding="contract" if entry["kind"] in _PURPOSES else ("grant", "paid")[number % 2],
        adviser=adviser,
        starts_on=starts_on,
        expected_end_on=on + timedelta(days=365 * (5 - entry.get("course", 4)) - 140),
        residence=entry["residence"],
        address={"dormitory": _DORMITORY, "": ""}.get(entry["residence"], _FLAT),
        room=str(201 + number) if entry["residence"] == "dormitory" else "",
        arrived_on=arrived_on,
        protocol_number=str(number + 3) if is_admitted else "",
        protocol_on=starts_on - timedelta(days=21) if is_admitted else None,
        order_number=f"{118 + number}-Ш" if is_admitted else "",
        ordered_on=starts_on - timedelta(days=14) if is_admitted else None,
        reason_quality=1,
        reason_country=2,
        reason_relatives=3 if number % 2 else None,
        wishes=entry["wishes"],
        declared_on=arrived_on + timedelta(days=3) if arrived_on and entry["stage"] != "arrived" else None,
    )


def _answers(person: Person, entry: dict[str, Any], *, by: str) -> None:
    """What the questionnaire asks beyond the person and the stay."""
    born_on: date = entry["born_on"]
    surname = person.surname_kk
    for part in (
        RestrictedFacts(person=person, marital_status="single", organisations="жоқ"),
        Relative(
            person=person,
            kinship="father",
            full_name=f"{surname} (әкесі)",
            birth_year=born_on.year - 27,
            occupation="мұғалім",
            address=entry["city"],
        ),
        Relative(
            person=person,
            kinship="mother",
            full_name=f"{surname} (анасы)",
            birth_year=born_on.year - 25,
            occupation="дәрігер",
            address=entry["city"],
        ),
        Education(
            person=person,
            name=f"{entry['city']} музыка колледжі",
            programme="Орта кәсіптік білім",
            from_year=born_on.year + 15,
            until_year=born_on.year + 19,
            school_type=("state", "secular"),
            document="Диплом",
        ),
        PersonLanguage(person=person, language=("ru",), oral="good", reading="good", writing="basic"),
        PersonLanguage(person=person, language=("kk",), oral="basic", reading="basic", writing="basic"),
        PastActivity(
            person=person,
            started_on=date(born_on.year + 15, 9, 1),
            ended_on=date(born_on.year + 19, 6, 30),
            activity="study",
            what=f"{entry['city']} музыка колледжі",
        ),
        Consent(person=person, wording=_CONSENT, purpose=_PURPOSE),
    ):
        records.save(part, by=by)


def _walk(stay: ForeignCitizen, stage: str, on: date, *, by: str) -> None:
    """Brings a case to its stage, a move after another, and ticks what goes with it."""
    reached = _STAGES.index(stage)
    starts_on: date = stay.starts_on or on
    day = min(on, starts_on) - timedelta(days=21)
    for old, new in pairwise(_STAGES[: reached + 1]):
        day = min(on, day + timedelta(days=6))
        StageMove.create(kind=kind_of(stay), record_id=stay.id, who=by, old_stage=old, new_stage=new, on=day)
    stay.stage = stage
    records.save(stay, by=by)
    done = {
        "admission_order": "admitted",
        "settlement": "settled",
        "registration": "settled",
        "questionnaire": "settled",
        "law_explained": "settled",
        "medical_examination": "studying",
    }
    for code, since in done.items():
        if reached >= _STAGES.index(since):
            checklists.tick(stay, code, on=day, by=by)
