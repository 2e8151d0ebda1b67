"""Academic mobility of learners, out and in: the stay, what is studied, and the credits that come of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import peewee as pw

from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.agreement import Agreement, AgreementParty
from kazcoop_desktop.models.base import Approved, Outline, Problem, Record, database, kind_of
from kazcoop_desktop.models.competition import Competition
from kazcoop_desktop.models.fields import (
    AcademicYearField,
    ChoiceField,
    EmailField,
    FigureField,
    LinkField,
    NameField,
    PartOfField,
    PhoneField,
    StageField,
    academic_year_of,
)
from kazcoop_desktop.models.grades import grade_problems, scale_on
from kazcoop_desktop.models.institution import Employee, Unit
from kazcoop_desktop.models.learner import Learner
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.places import DIRECTIONS
from kazcoop_desktop.models.student_orders import other_order
from kazcoop_desktop.models.values import as_text

SEMESTERS = [
    ("autumn", N_("Autumn semester")),
    ("spring", N_("Spring semester")),
    ("year", N_("Whole academic year")),
    ("summer", N_("Summer semester")),
]
PURPOSES = [
    ("study", N_("Study for a semester or a year")),
    ("internship", N_("Internship")),
    ("research", N_("Research")),
    ("language", N_("Language course")),
    ("summer_school", N_("Summer school")),
]
FUNDING = [
    ("university", N_("The university's funds")),
    ("host", N_("The host's funds")),
    ("grant", N_("Grant or project")),
    ("state", N_("State budget")),
    ("own", N_("Own funds")),
]
STAGES = [  # procedure 717, 5.2; order 661, 8.4-8.5
    ("announced", N_("Announced")),
    ("selected", N_("Selected")),
    ("papers", N_("Papers prepared")),
    ("order", N_("Order issued")),
    ("abroad", N_("At the host university")),
    ("returned", N_("Returned home")),
    ("recognised", N_("Credits recognised")),
    ("cancelled", N_("Cancelled")),
]
_AGREED = ("order", "abroad", "returned", "recognised")  # the learning agreement holds
CHANGES = [("added", N_("Added")), ("removed", N_("Deleted"))]
DECISIONS = [
    ("recognised", N_("Recognised")),
    ("difference", N_("Academic difference")),
    ("not_recognised", N_("Not recognised")),
]


class Mobility(Record):
    """The stay of one learner at a partner, or of a partner's learner here (procedure 717, 5.2)."""

    direction = ChoiceField(verbose_name=N_("Direction"), choices=DIRECTIONS)
    learner = LinkField(Learner, verbose_name=N_("Learner"), backref="mobility")
    partner = LinkField(Partner, verbose_name=N_("Partner university"), backref="mobility")
    academic_year = AcademicYearField(verbose_name=N_("Academic year"))
    semester = ChoiceField(verbose_name=N_("Semester"), choices=SEMESTERS)
    stage = StageField(verbose_name=N_("Stage"), choices=STAGES, default="announced", aside=("cancelled",))
    programme = NameField(
        verbose_name=N_("Mobility programme"), default="", help_text=N_("For example: Erasmus+")
    )
    agreement = LinkField(
        Agreement,
        verbose_name=N_("Agreement"),
        null=True,
        backref="mobility",
        help_text=N_("Its exchange places limit how many go and come in a year"),
    )
    competition = LinkField(Competition, verbose_name=N_("Competition"), null=True, backref="mobility")
    starts_on = pw.DateField(verbose_name=N_("Start date"), null=True, index=True)
    ends_on = pw.DateField(verbose_name=N_("End date"), null=True, index=True)
    purpose = ChoiceField(verbose_name=N_("Purpose"), choices=PURPOSES, default="study")
    purpose_note = pw.TextField(verbose_name=N_("Purpose in detail"), default="")
    funding = ChoiceField(verbose_name=N_("Source of funding"), choices=FUNDING, default="own")
    unit = LinkField(
        Unit,
        verbose_name=N_("Receiving unit"),
        null=True,
        backref="mobility",
        help_text=N_("Only of incoming learners"),
    )
    coordinator = LinkField(Employee, verbose_name=N_("Our coordinator"), null=True, backref="+")
    partner_coordinator = NameField(verbose_name=N_("Partner's coordinator"), default="")
    partner_email = EmailField(verbose_name=N_("E-mail of the partner's coordinator"), default="")
    address_abroad = NameField(
        verbose_name=N_("Temporary address"),
        default="",
        help_text=N_("Where the learner lives during the stay"),
    )
    phone_abroad = PhoneField(verbose_name=N_("Phone during the stay"), default="")
    home_address = NameField(
        verbose_name=N_("Home address"), default="", help_text=N_("When empty, the address of the person")
    )
    order_number = pw.CharField(verbose_name=N_("Order No."), max_length=60, default="", index=True)
    order_on = pw.DateField(verbose_name=N_("Order date"), null=True)
    returned_on = pw.DateField(verbose_name=N_("Actual return"), null=True, index=True)
    transcript = pw.CharField(
        verbose_name=N_("Transcript"), default="", help_text=N_("Its number and date, as the host issued it")
    )
    recognised_on = pw.DateField(verbose_name=N_("Credits recognised on"), null=True)
    note = pw.TextField(verbose_name=N_("Note"), default="")

    outline = Outline(
        title=N_("Academic mobility"),
        singular=N_("Mobility of a learner"),
        columns=(
            learner,
            direction,
            partner,
            Partner.country,
            academic_year,
            semester,
            stage,
            starts_on,
            ends_on,
            funding,
        ),
        sections={
            N_("Learner and host"): (
                direction,
                learner,
                partner,
                academic_year,
                semester,
                programme,
                agreement,
                competition,
            ),
            N_("Stay"): (
                starts_on,
                ends_on,
                purpose,
                purpose_note,
                funding,
                unit,
                coordinator,
                partner_coordinator,
                partner_email,
            ),
            N_("Addresses"): (address_abroad, phone_abroad, home_address),
            N_("Order and return"): (order_number, order_on, returned_on, transcript, recognised_on, note),
        },
        search=(
            learner,
            Learner.number,
            Learner.programme_kk,
            Learner.programme_ru,
            Partner.name,
            Partner.name_kk,
            Partner.name_ru,
            Partner.name_en,
            Partner.country,
            programme,
            academic_year,
            order_number,
        ),
    )
    begins = (starts_on,)
    sensitive = ("address_abroad", "phone_abroad", "home_address")
    approved = (
        Approved(  # the order on the learner
            on=order_on,
            fields=(learner, partner, direction, academic_year, semester, starts_on, ends_on, order_number),
        ),
        Approved(on=recognised_on, stages=("recognised",), fields=(transcript,)),
    )

    class Meta:
        indexes = (
            (("deleted_at", "order_key"), False),
            (("deleted_at", "direction", "order_key"), False),
            (("deleted_at", "partner", "order_key"), False),
            (("deleted_at", "academic_year", "order_key"), False),
            (("deleted_at", "semester", "order_key"), False),
            (("deleted_at", "stage", "order_key"), False),
            (("deleted_at", "funding", "order_key"), False),
            (("agreement", "academic_year", "direction"), False),
        )

    def __str__(self) -> str:
        return f"{self.learner} · {self.partner} · {self.academic_year}"

    def sorted_by(self) -> tuple[str, ...]:
        return (*self.learner.sorted_by(), self.academic_year)

    @property
    def is_cancelled(self) -> bool:
        """Whether the stay does not take place."""
        return bool(self.stage == "cancelled")

    def problems(self) -> Iterator[Problem]:
        yield from self._problems_of_the_days()
        if not self.is_cancelled:
            yield from self._problems_of_others()
        yield from self._problems_of_the_order()
        if self.id and self.stage in _AGREED:
            yield from self._problems_of_the_credits()

    def problems_beside(self, planned: dict[Any, Any]) -> Iterator[Problem]:
        if self.is_cancelled:
            return
        away = planned.setdefault(("away", self.learner.__data__["person"]), [])
        seat = ("places", self.__data__.get("agreement"), self.direction, self.academic_year)
        orders = planned.setdefault(("order", self.order_number, self.order_on and self.order_on.year), {})
        taken = planned.get(seat, 0)
        found = [*self._away_beside(away), *self._orders_beside(orders)]
        if taken and self.id is None:
            found += self._problem_of_the_places(beside=taken)
        yield from found
        if found:
            return
        if self.starts_on and self.ends_on:
            away.append((self.starts_on, self.returned_on or self.ends_on, self.partner.name))
        if self.__data__.get("agreement") is not None and self.id is None:
            planned[seat] = taken + 1
        if self.order_number:
            orders.setdefault(self.order_on, set()).add(self.__data__["learner"])

    def _away_beside(self, away: Sequence[tuple[date, date, str]]) -> Iterator[Problem]:
        """Stays of one person in the same days, by two rows of one list."""
        first, last = self.starts_on or date.max, self.returned_on or self.ends_on or date.min
        for starts_on, ends_on, partner in away:
            if starts_on <= last and first <= ends_on:
                days = {"start": f"{starts_on:%d.%m.%Y}", "end": f"{ends_on:%d.%m.%Y}"}
                sentence = _("The learner is away at the same time: {partner}, {start} to {end}.")
                yield Problem(Mobility.starts_on, sentence.format(partner=partner, **days))
                return

    def _orders_beside(self, orders: Mapping[date, set[int]]) -> Iterator[Problem]:
        """One number of an order under two dates, or twice for one learner, by two rows of one list."""
        for on, learners in orders.items() if self.order_number else ():
            if on != self.order_on or self.__data__["learner"] in learners:
                sentence = _("The number is used already: order No. {number} of {date}.")
                told = sentence.format(number=self.order_number, date=f"{on:%d.%m.%Y}")
                yield Problem(Mobility.order_number, told)
                return

    def _problems_of_the_days(self) -> Iterator[Problem]:
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            yield Problem(Mobility.ends_on, _("The end date is before the start date."))
        if self.returned_on and self.starts_on and self.returned_on < self.starts_on:
            yield Problem(Mobility.returned_on, _("The return is before the departure."))
        if self.starts_on and academic_year_of(self.starts_on) != self.academic_year:
            sentence = _("The stay begins in another academic year: {year}.")
            yield Problem(Mobility.academic_year, sentence.format(year=academic_year_of(self.starts_on)))
        if self.recognised_on and self.returned_on and self.recognised_on < self.returned_on:
            yield Problem(Mobility.recognised_on, _("The credits are recognised before the return."))

    def _problems_of_others(self) -> Iterator[Problem]:
        if other := self._overlapping():
            sentence = _("The learner is away at the same time: {partner}, {start} to {end}.")
            yield Problem(Mobility.starts_on, sentence.format(**other))
        if self.__data__.get("agreement") is None:
            return
        agreement = self.agreement
        if agreement.__data__["partner"] != self.__data__.get("partner") and not self._is_a_party():
            sentence = _("The agreement is with another partner: {partner}.")
            yield Problem(Mobility.agreement, sentence.format(partner=agreement.partner))
        yield from self._problem_of_the_places()

    def _overlapping(self) -> dict[str, str]:
        """Where else the person is in the days of this stay; nothing when nowhere."""
        if not self.starts_on or not self.ends_on:
            return {}
        other = database.execute_sql(
            "SELECT p.name, m.starts_on, coalesce(m.returned_on, m.ends_on) FROM mobility m"
            " JOIN learner l ON l.id = m.learner_id JOIN partner p ON p.id = m.partner_id"
            " WHERE l.person_id = (SELECT person_id FROM learner WHERE id = ?)"
            " AND m.id <> ? AND m.deleted_at IS NULL AND m.stage <> 'cancelled'"
            " AND m.starts_on <= ? AND coalesce(m.returned_on, m.ends_on) >= ? LIMIT 1",
            (
                self.__data__.get("learner"),
                self.id or 0,
                (self.returned_on or self.ends_on).isoformat(),
                self.starts_on.isoformat(),
            ),
        ).fetchone()
        if other is None:
            return {}
        start, end = (f"{date.fromisoformat(str(day)):%d.%m.%Y}" for day in other[1:])
        return {"partner": str(other[0]), "start": start, "end": end}

    def _is_a_party(self) -> bool:
        party = (AgreementParty.agreement == self.__data__["agreement"]) & AgreementParty.deleted_at.is_null()
        query = AgreementParty.select().where(party, AgreementParty.partner == self.__data__.get("partner"))
        return bool(query.exists())

    def _problem_of_the_places(self, *, beside: int = 0) -> Iterator[Problem]:
        """All places taken by the stays that are entered, and by so many rows of the same list."""
        if self.__data__.get("agreement") is None:
            return
        given = (self.__data__["agreement"], self.direction)
        year = (self.academic_year, self.academic_year)
        places = database.execute_sql(
            "SELECT sum(places) FROM exchange_places WHERE agreement_id = ? AND direction = ?"
            " AND deleted_at IS NULL AND first_year <= ? AND (last_year = '' OR last_year >= ?)",
            (*given, *year),
        ).fetchone()[0]
        if places is None:
            return
        taken = database.execute_sql(
            "SELECT count(*) FROM mobility WHERE agreement_id = ? AND direction = ? AND academic_year = ?"
            " AND deleted_at IS NULL AND stage <> 'cancelled' AND id <> ?",
            (*given, self.academic_year, self.id or 0),
        ).fetchone()[0]
        taken += beside
        if taken >= places:
            sentence = _("All places of the agreement in {year} are taken: {taken} of {places}.")
            told = sentence.format(year=self.academic_year, taken=taken, places=places)
            yield Problem(Mobility.agreement, told)

    def _problems_of_the_order(self) -> Iterator[Problem]:
        if not self.order_number:
            return
        if self.order_on is None:
            yield Problem(Mobility.order_on, _("Fill in “{field}”.").format(field=_("Order date")))
            return
        learner_id = self.__data__.get("learner")
        other = other_order(kind_of(self), self.id, learner_id, self.order_number, self.order_on)
        if other is not None:
            sentence = _("The number is used already: order No. {number} of {date}.")
            told = sentence.format(number=self.order_number, date=f"{other:%d.%m.%Y}")
            yield Problem(Mobility.order_number, told)

    def _problems_of_the_credits(self) -> Iterator[Problem]:
        lines = self.study_lines()
        host = sum((line.host_credits or Decimal() for line in lines), Decimal())
        home = sum((line.home_credits or Decimal() for line in lines), Decimal())
        if host < home:
            sentence = _("The credits do not add up: the host gives {host}, {home} are to be recognised.")
            yield Problem(Mobility.stage, sentence.format(host=_said(host), home=_said(home)))
        if self.stage != "recognised":
            return
        recognised = sum((line.recognised_credits or Decimal() for line in lines), Decimal())
        if recognised > host:
            sentence = _("The credits do not add up: the host gives {host}, {home} are to be recognised.")
            yield Problem(Mobility.stage, sentence.format(host=_said(host), home=_said(recognised)))
        for line in lines:
            if line.home_course and not line.decision:
                sentence = _("It is not decided yet whether the discipline is recognised: {discipline}.")
                yield Problem(Mobility.stage, sentence.format(discipline=line.home_course))

    def study_lines(self, *, with_removed: bool = False) -> list[StudyLine]:
        """The lines of the learning agreement in their order; removed ones only when asked for."""
        mine = (StudyLine.mobility == self.id) & StudyLine.deleted_at.is_null()
        if not with_removed:
            mine &= StudyLine.change != "removed"
        return list(StudyLine.select().where(mine).order_by(StudyLine.sequence, StudyLine.id))


class StudyLine(Record):
    """A line of the learning agreement: a discipline of the host, and the home one it stands for."""

    mobility = PartOfField(Mobility, verbose_name=N_("Mobility of a learner"), backref="lines")
    sequence = pw.IntegerField(verbose_name=N_("No."), default=1)
    host_code = pw.CharField(verbose_name=N_("Code (host)"), max_length=30, default="")
    host_course = NameField(verbose_name=N_("Discipline of the host"), default="")
    host_credits = FigureField(verbose_name=N_("Credits (host)"), null=True)
    home_code = pw.CharField(verbose_name=N_("Code (home)"), max_length=30, default="")
    home_course = NameField(verbose_name=N_("Home discipline"), default="")
    home_credits = FigureField(verbose_name=N_("Credits (home)"), null=True)
    semester = ChoiceField(verbose_name=N_("Semester"), choices=SEMESTERS, default="")
    change = ChoiceField(
        verbose_name=N_("Change during the stay"),
        choices=CHANGES,
        default="",
        help_text=N_("Leave empty when the line was agreed before the stay"),
    )
    changed_on = pw.DateField(verbose_name=N_("Changed on"), null=True)
    change_reason = pw.CharField(verbose_name=N_("Reason of the change"), default="")
    host_grade = pw.CharField(
        verbose_name=N_("Grade of the host"),
        max_length=20,
        default="",
        help_text=N_("As the transcript has it"),
    )
    percent = pw.IntegerField(verbose_name=N_("Percent"), null=True)
    letter = pw.CharField(verbose_name=N_("Letter grade"), max_length=3, default="")
    recognised_credits = FigureField(verbose_name=N_("Recognised credits"), null=True)
    decision = ChoiceField(verbose_name=N_("Decision on recognition"), choices=DECISIONS, default="")

    outline = Outline(
        title=N_("Learning agreement"),
        singular=N_("Line of the learning agreement"),
        columns=(
            host_course,
            host_credits,
            home_course,
            home_credits,
            change,
            letter,
            recognised_credits,
            decision,
        ),
        sections={
            N_("At the host university"): (sequence, host_code, host_course, host_credits, semester),
            N_("At the home university"): (home_code, home_course, home_credits),
            N_("Change during the stay"): (change, changed_on, change_reason),
            N_("Grade and recognition"): (host_grade, percent, letter, recognised_credits, decision),
        },
        search=(host_course, home_course, host_code, home_code),
    )
    approved = (Approved(on=Mobility.recognised_on, stages=("recognised",)),)

    def __str__(self) -> str:
        return str(self.host_course or self.home_course)

    def sorted_by(self) -> tuple[str, ...]:
        return str(self.sequence), self.host_course

    @property
    def graded_on(self) -> date | None:
        """The day whose scale holds for the grade."""
        stay = self.mobility
        day: date | None = stay.returned_on or stay.ends_on or stay.starts_on
        return day

    def problems(self) -> Iterator[Problem]:
        if not (self.host_course or self.home_course):
            yield Problem(StudyLine.host_course, _("Name the discipline of one university at least."))
        for field in (StudyLine.host_credits, StudyLine.home_credits):
            value = getattr(self, field.name)
            if value is not None and value <= 0:
                yield Problem(field, _("The number must be greater than zero."))
        if self.change and self.changed_on is None:
            yield Problem(StudyLine.changed_on, _("Fill in “{field}”.").format(field=_("Changed on")))
        wrong = list(grade_problems(StudyLine.letter, StudyLine.percent, self, self.graded_on))
        yield from wrong
        yield from self._problems_of_recognition(grade_is_right=not wrong)

    def _problems_of_recognition(self, *, grade_is_right: bool) -> Iterator[Problem]:
        recognised = self.recognised_credits
        field = StudyLine.recognised_credits
        if recognised is not None and recognised < 0:
            yield Problem(field, _("The number must not be negative."))
        if recognised and recognised > (self.home_credits or 0):
            sentence = _("The home discipline has {credits} credits: no more can be recognised.")
            yield Problem(field, sentence.format(credits=_said(self.home_credits or Decimal())))
        if self.decision == "recognised" and not recognised:
            yield Problem(field, _("Fill in “{field}”.").format(field=_("Recognised credits")))
        grade = scale_on(self.graded_on).get(self.letter) if grade_is_right and self.letter else None
        if recognised and grade is not None and not grade.is_pass:
            sentence = _("With the grade “{grade}” no credits are earned.")
            yield Problem(StudyLine.letter, sentence.format(grade=self.letter))


def _said(credits: Decimal) -> str:
    return as_text(StudyLine.host_credits, credits)
