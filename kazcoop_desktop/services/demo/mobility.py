"""Invented learners for the demonstration: stays at every stage, a competition, a dual degree."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from kazcoop_desktop import paths
from kazcoop_desktop.models.agreement import IN_FORCE, Agreement
from kazcoop_desktop.models.attached import StageMove
from kazcoop_desktop.models.base import Record, kind_of
from kazcoop_desktop.models.competition import Competition, CompetitionCandidate, CompetitionCriterion
from kazcoop_desktop.models.dual_degree import DualDegreeCandidate, DualDegreeProgramme, PlanLine
from kazcoop_desktop.models.fields import academic_year_of, choice_keys
from kazcoop_desktop.models.institution import Employee, Unit
from kazcoop_desktop.models.learner import Learner
from kazcoop_desktop.models.mobility import Mobility, StudyLine
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.models.places import ExchangePlaces
from kazcoop_desktop.services import checklists, records, stages
from kazcoop_desktop.services.mobility import ranking, recognition

_STAGES = ("recognised", "returned", "abroad", "abroad", "order", "papers", "selected", "announced")
_YEARS = 5


class _Writer:
    """Writes what belongs to learners, as of a day."""

    def __init__(self, words: dict[str, Any], units: dict[str, Unit], on: date, by: str) -> None:
        self.words = words
        self.units = units
        self.on = on
        self.by = by

    def saved(self, record: Any) -> Any:
        return records.save(record, by=self.by)

    def learner(self, entry: dict[str, Any]) -> Learner:
        kk, ru, latin = entry["kk"], entry["ru"], entry["latin"]
        person = self.saved(
            Person(
                surname=latin[0],
                given_names=latin[1],
                surname_kk=kk[0],
                given_name_kk=kk[1],
                patronymic_kk=kk[2],
                surname_ru=ru[0],
                given_name_ru=ru[1],
                patronymic_ru=ru[2],
                sex=entry["sex"],
                born_on=entry["born_on"],
                citizenship="KZ",
                home_address="Алматы қ., Көкжиек көшесі, 5",
                phone="+7 727 000 00 10",
                email=f"{latin[1]}.{latin[0]}@kokzhiek.example".lower(),
            )
        )
        programme = self.words["programme"][entry["programme"]]
        learner: Learner = self.saved(
            Learner(
                person=person,
                number=entry["number"],
                level=entry["level"],
                programme_code=programme["code"],
                programme_kk=programme["kk"],
                programme_ru=programme["ru"],
                programme_en=programme["en"],
                course=entry["course"],
                group=entry["group"],
                unit=self.units.get(entry["unit"]),
            )
        )
        return learner

    def guest(self, entry: dict[str, Any], home: Partner) -> Learner:
        surname, given = entry["latin"]
        person = self.saved(
            Person(
                surname=surname,
                given_names=given,
                sex=entry["sex"],
                born_on=entry["born_on"],
                citizenship=entry["citizenship"],
                partner=home,
            )
        )
        learner: Learner = self.saved(Learner(person=person, course=3, home_university=home))
        return learner

    def stay(self, stage: str, number: int, starts_on: date, **given: Any) -> Mobility:
        """A stay that has come to a stage, with its learning agreement."""
        place = choice_keys(Mobility.stage).index(stage)
        ends_on = starts_on + timedelta(days=140)
        has_order, is_back = place >= choice_keys(Mobility.stage).index("order"), stage in _STAGES[:2]
        stay: Mobility = self.saved(
            Mobility(
                academic_year=academic_year_of(starts_on),
                semester="autumn" if starts_on.month >= 8 else "spring",
                starts_on=starts_on,
                ends_on=ends_on,
                programme=("Erasmus+", "", "Көкжиек алмасу бағдарламасы")[number % 3],
                funding=("grant", "own", "university", "host")[number % 4],
                address_abroad=f"Campus Str. {number + 1}" if has_order else "",
                order_number=f"{100 + number}-С" if has_order else "",
                order_on=starts_on - timedelta(days=20) if has_order else None,
                returned_on=ends_on if is_back else None,
                transcript=f"№ {40 + number}" if is_back else "",
                recognised_on=ends_on + timedelta(days=12) if stage == "recognised" else None,
                **given,
            )
        )
        for at in range(3):
            self.line(stay, at, number, graded=is_back)
        if stage == "recognised":
            recognition.recognise(stay, by=self.by)
        self.bring(stay, stage, starts_on)
        return stay

    def line(self, stay: Mobility, at: int, number: int, *, graded: bool) -> None:
        discipline = self.words["discipline"][(number + at) % len(self.words["discipline"])]
        self.saved(
            StudyLine(
                mobility=stay,
                sequence=at + 1,
                host_course=discipline["host"],
                host_credits=Decimal(str(discipline["host_credits"])),
                home_course=discipline["home"],
                home_credits=Decimal(str(discipline["home_credits"])),
                percent=72 + (7 * at + 3 * number) % 27 if graded else None,
                host_grade=("1.7", "2.0", "gut")[at] if graded else "",
            )
        )

    def bring(self, case: Record, stage: str, day: date) -> None:
        """Writes the way of a case to its stage, a week a step, the last one by the day `on`."""
        field: Any = stages.stage_field(type(case))
        keys = choice_keys(field)
        place = keys.index(stage)
        case.stage = stage  # type: ignore[attr-defined]
        self.saved(case)
        for step in range(1, place + 1):
            on = min(day - timedelta(days=7 * (place - step)), self.on)
            StageMove.create(
                kind=kind_of(case),
                record_id=case.id,
                who=self.by,
                on=on,
                old_stage=keys[step - 1],
                new_stage=keys[step],
            )


def fill(
    partners: Sequence[Partner], people: Sequence[Employee], units: dict[str, Unit], *, on: date, by: str
) -> None:
    """Enters twelve learners with their stays of five years, a competition and a dual-degree programme."""
    words = tomllib.loads(paths.resource("demo", "mobility.toml").read_text(encoding="utf-8"))
    writer = _Writer(words, units, on, by)
    hosts = [partner for partner in partners if partner.partner_kind == "university"][:6]
    ours = [writer.learner(entry) for entry in words["learner"]]
    guests = [writer.guest(entry, hosts[at]) for at, entry in enumerate(words["guest"])]
    agreements = [Agreement.get_or_none(Agreement.partner == host) for host in hosts]
    for agreement in filter(None, agreements):
        for direction, places in (("outgoing", 4), ("incoming", 3)):
            writer.saved(ExchangePlaces(agreement=agreement, direction=direction, places=places))
    _stays(writer, ours, guests, hosts, agreements, people)
    _dual_degree(writer, ours, hosts, people)


def _stays(
    writer: _Writer,
    ours: Sequence[Learner],
    guests: Sequence[Learner],
    hosts: Sequence[Partner],
    agreements: Sequence[Agreement | None],
    people: Sequence[Employee],
) -> None:
    number = 0
    autumn = date(writer.on.year if writer.on.month >= 8 else writer.on.year - 1, 9, 1)
    for at, (learner, stage) in enumerate(zip(ours, _STAGES, strict=True)):
        host, coordinator = at % len(hosts), people[at % 3 + 2]
        for years in range(1 if stage == "recognised" else 0, _YEARS if at == 0 else 1):
            is_past = years or stage in _STAGES[:2]
            starts_on = autumn.replace(year=autumn.year - (years or is_past))
            if stage in ("papers", "selected", "announced"):
                starts_on = date(autumn.year + 1, 2, 1)
            number += 1
            writer.stay(
                "recognised" if years else stage,
                number,
                starts_on,
                direction="outgoing",
                learner=ours[years + 1] if years > 1 else learner,
                partner=hosts[host],
                agreement=agreements[host],
                coordinator=coordinator,
                partner_coordinator="Dr. Anna Lindqvist",
            )
    for at, guest in enumerate(guests):
        number += 1
        writer.stay(
            ("recognised", "abroad", "abroad", "papers")[at],
            number,
            autumn.replace(year=autumn.year - 1)
            if at == 0
            else autumn
            if at < 3
            else date(autumn.year + 1, 2, 1),
            direction="incoming",
            learner=guest,
            partner=guest.home_university,
            agreement=agreements[at],
            unit=list(writer.units.values())[at % 4 + 1],
            coordinator=people[2],
        )


def _dual_degree(
    writer: _Writer, ours: Sequence[Learner], hosts: Sequence[Partner], people: Sequence[Employee]
) -> None:
    words, on = writer.words["competition"], writer.on
    contract = (
        Agreement.select()
        .where(Agreement.agreement_kind == "dual_degree", Agreement.stage.in_(IN_FORCE))
        .order_by(Agreement.id)
        .first()
    )
    partner = contract.partner if contract else hosts[0]
    programme = writer.saved(
        DualDegreeProgramme(
            **writer.words["dual_degree"],
            level="master",
            unit=writer.units["МГИ"],
            partner=partner,
            agreement=contract,
            coordinator=people[2],
            partner_coordinator="Dr. Anna Lindqvist",
            languages=("en",),
            home_credits=Decimal(10),
            partner_credits=Decimal(12),
            places=2,
            opened_on=on - timedelta(days=390),
        )
    )
    competition = writer.saved(
        Competition(
            name_kk=words["name_kk"],
            name_ru=words["name_ru"],
            name_en=words["name_en"],
            members=words["members"],
            subject="dual_degree",
            academic_year=academic_year_of(on),
            partner=partner,
            places=2,
            announced_on=on - timedelta(days=90),
            apply_until=on - timedelta(days=60),
            held_on=on - timedelta(days=50),
            chair=people[1],
            secretary=people[3],
            votes_for=4,
            votes_against=0,
            abstained=0,
        )
    )
    criteria = [
        writer.saved(
            CompetitionCriterion(
                competition=competition, name_kk=kk, name_ru=ru, name_en=en, weight=Decimal(weight)
            )
        )
        for kk, ru, en, weight in words["criteria"]
    ]
    for at, (learner, grades) in enumerate(zip(ours[:4], ("A A- B+", "A- B", "A A", "B C+"), strict=True)):
        entrant = writer.saved(
            CompetitionCandidate(
                competition=competition,
                learner=learner,
                applied_on=on - timedelta(days=70),
                gpa=Decimal("3.67") - Decimal(at) / 5,
                grades=grades,
                certificate="IELTS 6.5",
            )
        )
        for place, criterion in enumerate(criteria):
            ranking.give_points(entrant, criterion, Decimal(95 - 7 * at - 4 * place), by=writer.by)
    ranking.decide(competition, by=writer.by)
    writer.bring(competition, "decided", on - timedelta(days=50))
    if contract:
        _candidate(writer, ours[0], programme, competition, "planned")
    _candidate(writer, ours[3], programme, None, "applied")


def _candidate(
    writer: _Writer,
    learner: Learner,
    programme: DualDegreeProgramme,
    competition: Competition | None,
    stage: str,
) -> None:
    on = writer.on
    candidate = writer.saved(
        DualDegreeCandidate(
            learner=learner,
            programme=programme,
            competition=competition,
            applied_on=on - timedelta(days=70),
            periods_completed=2,
            gpa=Decimal("3.67"),
            grades="A A- B+",
            certificate="IELTS 6.5" if competition else "",
            strengths_en="Her term paper on reservoir modelling was among the best of her year.",
            public_work="студенттік ғылыми қоғамның мүшесі",
            character="ұқыпты, бастамашыл",
            starts_on=on + timedelta(days=75),
            ends_on=on + timedelta(days=375),
            directorate_agreed_on=on - timedelta(days=20) if competition else None,
            registrar_agreed_on=on - timedelta(days=18) if competition else None,
            partner_number="ULM-2026-14" if competition else "",
        )
    )
    if competition:
        for semester, home, partner in ((1, 5, 6), (2, 5, 6)):
            discipline = writer.words["discipline"][semester - 1]
            writer.saved(
                PlanLine(
                    candidate=candidate,
                    semester=semester,
                    home_course=discipline["home"],
                    home_credits=Decimal(home),
                    partner_course=discipline["host"],
                    partner_credits=Decimal(partner),
                )
            )
    writer.bring(candidate, stage, on - timedelta(days=10))
    for line in checklists.items(candidate, on=on)[: 9 if competition else 4]:
        checklists.tick(candidate, line.code, on=on - timedelta(days=60), by=writer.by)
