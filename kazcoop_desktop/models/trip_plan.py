"""The yearly plans of trips abroad, unit by unit, and how the proposed candidates prepare (order 661, 8.5)."""

from __future__ import annotations

from collections.abc import Iterator

import peewee as pw

from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models import world
from kazcoop_desktop.models.base import Approved, Outline, Problem, Record, label
from kazcoop_desktop.models.fields import (
    ChoiceField,
    CountryField,
    CurrencyField,
    LanguagesField,
    LinkField,
    MoneyField,
    NameField,
    PartOfField,
    StageField,
)
from kazcoop_desktop.models.institution import Employee, Unit
from kazcoop_desktop.models.partner import Partner

PURPOSES = [  # order 661, 8.4 and annex 2, item 4
    ("study", N_("Study")),
    ("work", N_("Work abroad")),
    ("research", N_("Research")),
    ("event", N_("Event")),
]
FUNDING = [
    ("university", N_("University")),
    ("host", N_("Host party")),
    ("grant", N_("Grant or project")),
    ("own", N_("Own means")),
]
PLAN_STAGES = [  # order 661, 8.5
    ("draft", N_("Draft")),
    ("submitted", N_("Submitted")),
    ("agreed", N_("Agreed")),
    ("approved", N_("Approved")),
    ("closed", N_("Closed")),
]
YEARS = range(1991, 2101)


class TripPlan(Record):
    """The trips abroad that a unit plans for a year, and their approval."""

    unit = LinkField(Unit, verbose_name=N_("Structural unit"), backref="trip_plans")
    year = pw.IntegerField(verbose_name=N_("Year"))
    stage = StageField(verbose_name=N_("Stage"), choices=PLAN_STAGES, default="draft")
    responsible = LinkField(Employee, verbose_name=N_("Responsible"), null=True, backref="+")
    approve_by = pw.DateField(verbose_name=N_("To be approved by"), null=True, index=True)
    submitted_on = pw.DateField(verbose_name=N_("Submitted on"), null=True)
    agreed_on = pw.DateField(verbose_name=N_("Agreed on"), null=True)
    approved_on = pw.DateField(verbose_name=N_("Approved on"), null=True)
    approved_by = LinkField(Employee, verbose_name=N_("Approved by"), null=True, backref="+")
    act = pw.CharField(verbose_name=N_("Act"), default="", help_text=N_("Its number and date"))
    note = pw.TextField(verbose_name=N_("Note"), default="")

    outline = Outline(
        title=N_("Plans of trips"),
        singular=N_("Plan of trips abroad"),
        columns=(year, unit, stage, responsible, approve_by, approved_on),
        sections={
            N_("Plan of trips abroad"): (unit, year, responsible, approve_by, note),
            N_("Approval"): (submitted_on, agreed_on, approved_on, approved_by, act),
        },
        search=(Unit.name_kk, Unit.name_ru, Unit.name_en, Unit.abbreviation, year),
    )
    begins = (submitted_on,)
    approved = (Approved(on=approved_on, fields=(unit, year)),)

    def __str__(self) -> str:
        return f"{self.year} · {self.unit.abbreviation or self.unit}"

    def sorted_by(self) -> tuple[str, ...]:
        return f"{self.year}", self.unit.name_kk

    def problems(self) -> Iterator[Problem]:
        if self.year not in YEARS:
            yield Problem(TripPlan.year, _("Enter a number, for example: {example}.").format(example=2027))
        same = (TripPlan.unit == self.unit.id) & (TripPlan.year == self.year)
        others = TripPlan.deleted_at.is_null() & (TripPlan.id != (self.id or 0))
        if TripPlan.select().where(same & others).exists():
            yield Problem(TripPlan.year, _("This unit has a plan for that year already."))
        if self.approved_on and self.submitted_on and self.approved_on < self.submitted_on:
            yield Problem(TripPlan.approved_on, _("The plan is approved before it is submitted."))
        if self.stage in ("approved", "closed") and not self.approved_on:
            yield Problem(
                TripPlan.approved_on, _("Fill in “{field}”.").format(field=label(TripPlan.approved_on))
            )


class PlannedTrip(Record):
    """A line of a unit's plan: who is to go where, when, what for and for what money."""

    plan = PartOfField(TripPlan, verbose_name=N_("Plan of trips abroad"), backref="lines")
    candidate = LinkField(Employee, verbose_name=N_("Candidate"), null=True, backref="planned_trips")
    country = CountryField(verbose_name=N_("Country"))
    city = NameField(verbose_name=N_("City"), default="", max_length=100)
    partner = LinkField(Partner, verbose_name=N_("Partner"), null=True, backref="planned_trips")
    host = NameField(
        verbose_name=N_("Host organisation"), default="", help_text=N_("When it is not among the partners")
    )
    purpose = ChoiceField(verbose_name=N_("Purpose"), choices=PURPOSES, default="event")
    task = pw.TextField(verbose_name=N_("Assignment"), default="")
    starts_on = pw.DateField(verbose_name=N_("Start date"))
    ends_on = pw.DateField(verbose_name=N_("End date"), null=True)
    funding = ChoiceField(verbose_name=N_("Source of funding"), choices=FUNDING, default="university")
    amount = MoneyField(verbose_name=N_("Amount"), null=True)
    amount_currency = CurrencyField(verbose_name=N_("Currency"))

    outline = Outline(
        title=N_("Planned trips"),
        singular=N_("Planned trip"),
        columns=(starts_on, candidate, country, city, purpose, amount),
        sections={
            N_("Planned trip"): (candidate, country, city, partner, host, purpose, task),
            N_("Dates and money"): (starts_on, ends_on, funding, amount, amount_currency),
        },
        search=(Employee.surname, country, city, host, task),
    )
    approved = (Approved(on=TripPlan.approved_on, grows=True),)

    def __str__(self) -> str:
        who = str(self.candidate) if self.candidate else _("candidate not named")
        return f"{self.starts_on:%d.%m.%Y} · {who} · {self.place}"

    @property
    def place(self) -> str:
        """Country and city."""
        return ", ".join(part for part in (world.country(self.country), self.city) if part)

    @property
    def host_name(self) -> str:
        """The partner, or whoever is named instead."""
        return self.host or (str(self.partner) if self.partner else "")

    def problems(self) -> Iterator[Problem]:
        if self.ends_on and self.ends_on < self.starts_on:
            yield Problem(PlannedTrip.ends_on, _("The end date is before the start date."))
        if self.starts_on.year != self.plan.year:
            sentence = _("The plan is for {year}: the trip begins in that year.")
            yield Problem(PlannedTrip.starts_on, sentence.format(year=self.plan.year))
        if self.amount is not None and self.amount < 0:
            yield Problem(PlannedTrip.amount, _("The amount must be greater than zero."))


class Preparation(Record):
    """How a candidate for a trip prepares in language or country studies, and with what result (order 661, 8.5)."""

    candidate = LinkField(Employee, verbose_name=N_("Candidate"), backref="preparations")
    planned = LinkField(PlannedTrip, verbose_name=N_("Planned trip"), null=True, backref="preparations")
    subject = ChoiceField(
        verbose_name=N_("Kind"),
        choices=[
            ("language", N_("Language preparation")),
            ("country_studies", N_("Country-studies preparation")),
        ],
        default="language",
    )
    languages = LanguagesField(verbose_name=N_("Languages"), default=())
    course = pw.CharField(verbose_name=N_("Course, teacher"), default="")
    hours = pw.IntegerField(verbose_name=N_("Hours"), null=True)
    starts_on = pw.DateField(verbose_name=N_("Start date"))
    ends_on = pw.DateField(verbose_name=N_("End date"), null=True, index=True)
    result = pw.CharField(
        verbose_name=N_("Result"), default="", help_text=N_("For example: B1, certificate No. 12")
    )

    outline = Outline(
        title=N_("Preparation of candidates"),
        singular=N_("Preparation of a candidate"),
        columns=(starts_on, candidate, subject, languages, course, ends_on, result),
        sections={
            N_("Preparation of a candidate"): (candidate, planned, subject, languages, course, hours),
            N_("Dates and result"): (starts_on, ends_on, result),
        },
        search=(Employee.surname, Employee.given_name, course, result),
    )
    begins = (starts_on,)

    def __str__(self) -> str:
        return f"{self.candidate} · {self.starts_on:%d.%m.%Y}"

    def problems(self) -> Iterator[Problem]:
        if self.ends_on and self.ends_on < self.starts_on:
            yield Problem(Preparation.ends_on, _("The end date is before the start date."))
        if self.hours is not None and self.hours < 1:
            yield Problem(Preparation.hours, _("The number must be greater than zero."))
        if self.subject == "language" and not self.languages:
            yield Problem(Preparation.languages, _("Name the language."))
