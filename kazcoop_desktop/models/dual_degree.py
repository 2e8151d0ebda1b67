"""Dual-degree programmes with partners, their candidates, and the individual plan of each (procedure 717, 5.6)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import peewee as pw

from kazcoop_desktop.i18n import N_, _, ngettext
from kazcoop_desktop.models.agreement import IN_FORCE, Agreement
from kazcoop_desktop.models.base import Approved, Outline, Problem, Record, kind_of
from kazcoop_desktop.models.competition import Competition
from kazcoop_desktop.models.fields import (
    ChoiceField,
    EmailField,
    FigureField,
    LanguagesField,
    LinkField,
    NameField,
    PartOfField,
    PhoneField,
    StageField,
)
from kazcoop_desktop.models.grades import grade_problems, grades_admit, letters_in, scale_on
from kazcoop_desktop.models.institution import Employee, Unit
from kazcoop_desktop.models.learner import LEARNER_LEVELS, Learner
from kazcoop_desktop.models.mobility import FUNDING
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.student_orders import other_order
from kazcoop_desktop.models.values import as_text

CANDIDATE_STAGES = [  # procedure 717, 5.6.1-5.6.2
    ("applied", N_("Application")),
    ("papers", N_("Papers complete")),
    ("selected", N_("Selected by competition")),
    ("planned", N_("Individual plan agreed")),
    ("order", N_("Order issued")),
    ("abroad", N_("At the partner university")),
    ("returned", N_("Returned home")),
    ("graduated", N_("Both diplomas received")),
    ("cancelled", N_("Cancelled")),
]
_SELECTED = ("selected", "planned", "order", "abroad", "returned", "graduated")
_PLANNED = _SELECTED[1:]
EQUIVALENCES = [
    ("full", N_("Full")),
    ("partial", N_("Partial")),
    ("none", N_("No equivalent")),
]
STUDIED_AT = [("home", N_("Home university")), ("partner", N_("Partner university"))]


class DualDegreeProgramme(Record):
    """A programme that leads to the diplomas of two universities of two countries (procedure 717, 5.6)."""

    name_kk = NameField(verbose_name=N_("Name in Kazakh"))
    name_ru = NameField(verbose_name=N_("Name in Russian"), default="")
    name_en = NameField(verbose_name=N_("Name in English"), default="")
    level = ChoiceField(verbose_name=N_("Level of study"), choices=LEARNER_LEVELS, default="master")
    unit = LinkField(Unit, verbose_name=N_("Graduating unit"), null=True, backref="dual_degrees")
    partner = LinkField(Partner, verbose_name=N_("Partner university"), backref="dual_degrees")
    agreement = LinkField(
        Agreement,
        verbose_name=N_("Contract"),
        null=True,
        backref="dual_degrees",
        help_text=N_("The dual-degree agreement; it goes its way among the agreements"),
    )
    coordinator = LinkField(Employee, verbose_name=N_("Our coordinator"), null=True, backref="+")
    partner_coordinator = NameField(verbose_name=N_("Partner's coordinator"), default="")
    partner_email = EmailField(verbose_name=N_("E-mail of the partner's coordinator"), default="")
    languages = LanguagesField(verbose_name=N_("Languages of study"), default=())
    home_credits = FigureField(verbose_name=N_("Credits at the home university"), null=True)
    partner_credits = FigureField(verbose_name=N_("Credits at the partner university"), null=True)
    places = pw.IntegerField(verbose_name=N_("Places a year"), null=True)
    periods_needed = pw.IntegerField(
        verbose_name=N_("Academic periods needed"),
        default=1,
        help_text=N_("Completed at home before the selection: procedure 717, 5.6.1"),
    )
    needs_certificate = pw.BooleanField(
        verbose_name=N_("The partner demands a language certificate"), default=True
    )
    certificate = pw.CharField(
        verbose_name=N_("Certificate demanded"), default="", help_text=N_("For example: IELTS 6.0")
    )
    opened_on = pw.DateField(verbose_name=N_("Opened on"), null=True)
    closed_on = pw.DateField(verbose_name=N_("Closed on"), null=True)
    note = pw.TextField(verbose_name=N_("Note"), default="")

    outline = Outline(
        title=N_("Dual-degree programmes"),
        singular=N_("Dual-degree programme"),
        columns=(name_kk, partner, Partner.country, level, unit, agreement, places, opened_on),
        sections={
            N_("Name"): (name_kk, name_ru, name_en, level),
            N_("Partner and contract"): (
                partner,
                agreement,
                unit,
                coordinator,
                partner_coordinator,
                partner_email,
            ),
            N_("Studies"): (languages, home_credits, partner_credits, places),
            N_("Demands on candidates"): (periods_needed, needs_certificate, certificate),
            N_("Term"): (opened_on, closed_on, note),
        },
        search=(name_kk, name_ru, name_en, Partner.name, Partner.name_kk, Partner.name_en, Partner.country),
    )
    begins = (opened_on,)

    def __str__(self) -> str:
        return self.named("name")

    @property
    def is_under_contract(self) -> bool:
        """Whether the contract with the partner is signed and holds."""
        return self.agreement is not None and self.agreement.stage in IN_FORCE

    def problems(self) -> Iterator[Problem]:
        if self.agreement is not None and self.agreement.__data__["partner"] != self.__data__["partner"]:
            sentence = _("The agreement is with another partner: {partner}.")
            yield Problem(DualDegreeProgramme.agreement, sentence.format(partner=self.agreement.partner))
        if self.opened_on and self.closed_on and self.closed_on < self.opened_on:
            yield Problem(DualDegreeProgramme.closed_on, _("The end date is before the start date."))
        for field in (
            DualDegreeProgramme.home_credits,
            DualDegreeProgramme.partner_credits,
            DualDegreeProgramme.places,
        ):
            value = getattr(self, field.name)
            if value is not None and value <= 0:
                yield Problem(field, _("The number must be greater than zero."))
        if self.periods_needed < 1:  # procedure 717, 5.6.1: at least one academic period
            yield Problem(DualDegreeProgramme.periods_needed, _("The number must be greater than zero."))


class DualDegreeCandidate(Record):
    """A learner on the way to two diplomas, from the application to the second diploma."""

    learner = LinkField(Learner, verbose_name=N_("Learner"), backref="dual_degrees")
    programme = LinkField(DualDegreeProgramme, verbose_name=N_("Dual-degree programme"), backref="candidates")
    stage = StageField(
        verbose_name=N_("Stage"), choices=CANDIDATE_STAGES, default="applied", aside=("cancelled",)
    )
    applied_on = pw.DateField(verbose_name=N_("Applied on"), null=True)
    competition = LinkField(Competition, verbose_name=N_("Competition"), null=True, backref="dual_degrees")
    periods_completed = pw.IntegerField(verbose_name=N_("Academic periods completed"), null=True)
    gpa = FigureField(verbose_name=N_("GPA"), null=True)
    grades = pw.CharField(
        verbose_name=N_("Grades of the transcript"), default="", help_text=N_("For example: A A- B+")
    )
    certificate = pw.CharField(
        verbose_name=N_("Language certificate"), default="", help_text=N_("For example: IELTS 6.5")
    )
    certificate_until = pw.DateField(verbose_name=N_("Certificate valid until"), null=True)
    public_work = pw.TextField(verbose_name=N_("Research and public work"), default="")
    character = pw.TextField(verbose_name=N_("Character"), default="")
    strengths_en = pw.TextField(
        verbose_name=N_("Strengths in English"),
        default="",
        help_text=N_("A sentence or two for the letter of recommendation"),
    )
    funding = ChoiceField(verbose_name=N_("Source of funding"), choices=FUNDING, default="own")
    starts_on = pw.DateField(verbose_name=N_("Start date"), null=True)
    ends_on = pw.DateField(verbose_name=N_("End date"), null=True, index=True)
    directorate_agreed_on = pw.DateField(verbose_name=N_("Plan agreed by the directorate on"), null=True)
    registrar_agreed_on = pw.DateField(verbose_name=N_("Plan agreed by the registrar on"), null=True)
    partner_agreed_on = pw.DateField(verbose_name=N_("Plan agreed by the partner on"), null=True)
    order_number = pw.CharField(verbose_name=N_("Order No."), max_length=60, default="", index=True)
    order_on = pw.DateField(verbose_name=N_("Order date"), null=True)
    partner_number = pw.CharField(verbose_name=N_("Student number at the partner"), max_length=30, default="")
    address_abroad = NameField(verbose_name=N_("Temporary address"), default="")
    phone_abroad = PhoneField(verbose_name=N_("Phone during the stay"), default="")
    returned_on = pw.DateField(verbose_name=N_("Actual return"), null=True)
    home_diploma = pw.CharField(verbose_name=N_("Diploma of the home university, No."), default="")
    home_diploma_on = pw.DateField(verbose_name=N_("Diploma of the home university, date"), null=True)
    partner_diploma = pw.CharField(verbose_name=N_("Diploma of the partner, No."), default="")
    partner_diploma_on = pw.DateField(verbose_name=N_("Diploma of the partner, date"), null=True)
    note = pw.TextField(verbose_name=N_("Note"), default="")

    outline = Outline(
        title=N_("Dual-degree candidates"),
        singular=N_("Dual-degree candidate"),
        columns=(learner, programme, stage, gpa, certificate, starts_on, ends_on, partner_number),
        sections={
            N_("Candidate"): (learner, programme, applied_on, competition, funding),
            N_("Criteria"): (periods_completed, gpa, grades, certificate, certificate_until),
            N_("For the papers"): (public_work, character, strengths_en),
            N_("Individual plan"): (directorate_agreed_on, registrar_agreed_on, partner_agreed_on),
            N_("Order and stay"): (
                order_number,
                order_on,
                starts_on,
                ends_on,
                partner_number,
                address_abroad,
                phone_abroad,
                returned_on,
            ),
            N_("Diplomas"): (
                home_diploma,
                home_diploma_on,
                partner_diploma,
                partner_diploma_on,
                note,
            ),
        },
        search=(
            learner,
            Learner.number,
            DualDegreeProgramme.name_kk,
            DualDegreeProgramme.name_ru,
            DualDegreeProgramme.name_en,
            partner_number,
            order_number,
            home_diploma,
            partner_diploma,
        ),
    )
    begins = (applied_on,)
    sensitive = ("address_abroad", "phone_abroad")
    approved = (
        Approved(  # the order on the learner
            on=order_on, fields=(learner, programme, starts_on, ends_on, order_number)
        ),
    )

    def __str__(self) -> str:
        return f"{self.learner} · {self.programme}"

    def sorted_by(self) -> tuple[str, ...]:
        return tuple(self.learner.sorted_by())

    def problems(self) -> Iterator[Problem]:
        yield from self._problems_of_the_days()
        yield from self._problems_of_the_order()
        if self.gpa is not None and not 0 <= self.gpa <= 4:
            yield Problem(DualDegreeCandidate.gpa, _("A GPA is between 0 and 4."))
        scale = scale_on(self.applied_on)
        for grade in self.grades_given():
            if scale and grade not in scale:
                sentence = _("The scale has no grade “{grade}”. It has: {grades}.")
                told = sentence.format(grade=grade, grades=", ".join(scale))
                yield Problem(DualDegreeCandidate.grades, told)
        if self.stage == "cancelled":
            return
        if self._is_twice():
            yield Problem(DualDegreeCandidate.learner, _("This learner is among the candidates already."))
        if self.stage in _SELECTED:
            yield from self.unmet()
        if self.id and self.stage in _PLANNED:
            yield from self._problems_of_the_plan()

    def unmet(self) -> Iterator[Problem]:
        """The criteria of the selection that the candidate does not meet (procedure 717, 5.6.1)."""
        programme = self.programme
        if not programme.is_under_contract:
            yield Problem(
                DualDegreeCandidate.programme, _("The contract with the partner is not signed yet.")
            )
        done, needed = self.periods_completed or 0, programme.periods_needed
        if done < needed:
            sentence = ngettext(
                "{n} academic period must be completed at home; completed: {done}.",
                "{n} academic periods must be completed at home; completed: {done}.",
                needed,
            )
            yield Problem(DualDegreeCandidate.periods_completed, sentence.format(n=needed, done=done))
        if not self.grades_fit:
            admitting = ", ".join(row.letter for row in scale_on(self.applied_on).values() if row.admits)
            sentence = _("The grades must be: {grades}.")
            yield Problem(DualDegreeCandidate.grades, sentence.format(grades=admitting))
        if programme.needs_certificate and not self.certificate:
            sentence = _("The partner demands a language certificate: {certificate}.")
            told = sentence.format(certificate=programme.certificate or "…")
            yield Problem(DualDegreeCandidate.certificate, told)
        elif self.certificate_until and self.starts_on and self.certificate_until < self.starts_on:
            yield Problem(
                DualDegreeCandidate.certificate_until, _("The certificate expires before the studies begin.")
            )

    @property
    def grades_fit(self) -> bool:
        """Whether there are grades, and all of them admit to a dual degree by the scale."""
        return grades_admit(self.grades, self.applied_on)

    def grades_given(self) -> list[str]:
        """The letters of the transcript, as the scale writes them."""
        return letters_in(self.grades)

    def plan_lines(self) -> list[PlanLine]:
        """The lines of the individual plan by semester."""
        mine = (PlanLine.candidate == self.id) & PlanLine.deleted_at.is_null()
        return list(PlanLine.select().where(mine).order_by(PlanLine.semester, PlanLine.id))

    def _is_twice(self) -> bool:
        same = (
            (DualDegreeCandidate.learner == self.__data__["learner"])
            & (DualDegreeCandidate.programme == self.__data__["programme"])
            & DualDegreeCandidate.deleted_at.is_null()
            & (DualDegreeCandidate.stage != "cancelled")
            & (DualDegreeCandidate.id != (self.id or 0))
        )
        return bool(DualDegreeCandidate.select().where(same).exists())

    def _problems_of_the_days(self) -> Iterator[Problem]:
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            yield Problem(DualDegreeCandidate.ends_on, _("The end date is before the start date."))
        if self.returned_on and self.starts_on and self.returned_on < self.starts_on:
            yield Problem(DualDegreeCandidate.returned_on, _("The return is before the departure."))

    def _problems_of_the_order(self) -> Iterator[Problem]:
        if not self.order_number:
            return
        if self.order_on is None:
            yield Problem(DualDegreeCandidate.order_on, _("Fill in “{field}”.").format(field=_("Order date")))
            return
        learner_id = self.__data__["learner"]
        other = other_order(kind_of(self), self.id, learner_id, self.order_number, self.order_on)
        if other is not None:
            sentence = _("The number is used already: order No. {number} of {date}.")
            told = sentence.format(number=self.order_number, date=f"{other:%d.%m.%Y}")
            yield Problem(DualDegreeCandidate.order_number, told)

    def _problems_of_the_plan(self) -> Iterator[Problem]:
        lines = self.plan_lines()
        if not lines:
            yield Problem(DualDegreeCandidate.stage, _("The individual plan has no disciplines yet."))
            return
        for given, wanted, said in (
            (
                [line.home_credits for line in lines],
                self.programme.home_credits,
                _("The credits of the home university do not add up: {sum} of {wanted}."),
            ),
            (
                [line.partner_credits for line in lines],
                self.programme.partner_credits,
                _("The credits of the partner do not add up: {sum} of {wanted}."),
            ),
        ):
            whole = sum((each or Decimal() for each in given), Decimal())
            if wanted is not None and whole != wanted:
                field = DualDegreeProgramme.home_credits
                told = said.format(sum=as_text(field, whole), wanted=as_text(field, wanted))
                yield Problem(DualDegreeCandidate.stage, told)


class PlanLine(Record):
    """A line of the individual plan: a home discipline and the partner's that corresponds to it (5.6.2)."""

    candidate = PartOfField(DualDegreeCandidate, verbose_name=N_("Dual-degree candidate"), backref="plan")
    semester = pw.IntegerField(verbose_name=N_("Semester"), default=1)
    home_code = pw.CharField(verbose_name=N_("Code (home)"), max_length=30, default="")
    home_course = NameField(verbose_name=N_("Home discipline"), default="")
    home_credits = FigureField(verbose_name=N_("Credits (home)"), null=True)
    partner_code = pw.CharField(verbose_name=N_("Code (partner)"), max_length=30, default="")
    partner_course = NameField(verbose_name=N_("Discipline of the partner"), default="")
    partner_credits = FigureField(verbose_name=N_("Credits (partner)"), null=True)
    equivalence = ChoiceField(
        verbose_name=N_("Correspondence of courses"), choices=EQUIVALENCES, default="full"
    )
    studied_at = ChoiceField(verbose_name=N_("Studied at"), choices=STUDIED_AT, default="partner")
    percent = pw.IntegerField(verbose_name=N_("Percent"), null=True)
    letter = pw.CharField(verbose_name=N_("Letter grade"), max_length=3, default="")

    outline = Outline(
        title=N_("Individual study plan"),
        singular=N_("Line of the individual study plan"),
        columns=(semester, home_course, home_credits, partner_course, partner_credits, equivalence, letter),
        sections={
            N_("At the home university"): (semester, home_code, home_course, home_credits),
            N_("At the partner university"): (partner_code, partner_course, partner_credits),
            N_("Correspondence"): (equivalence, studied_at),
            N_("Grade"): (percent, letter),
        },
        search=(home_course, partner_course, home_code, partner_code),
    )

    def __str__(self) -> str:
        return str(self.home_course or self.partner_course)

    def sorted_by(self) -> tuple[str, ...]:
        return str(self.semester), self.home_course

    def problems(self) -> Iterator[Problem]:
        if not (self.home_course or self.partner_course):
            yield Problem(PlanLine.home_course, _("Name the discipline of one university at least."))
        if not 1 <= self.semester <= 12:
            yield Problem(PlanLine.semester, _("A semester is between 1 and 12."))
        for field in (PlanLine.home_credits, PlanLine.partner_credits):
            value = getattr(self, field.name)
            if value is not None and value <= 0:
                yield Problem(field, _("The number must be greater than zero."))
        yield from grade_problems(PlanLine.letter, PlanLine.percent, self, self.candidate.ends_on)
