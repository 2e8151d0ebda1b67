"""Whom and what the institution keeps ready for study abroad: the reserve of candidates, the priority specialties."""

from __future__ import annotations

from collections.abc import Iterator

import peewee as pw

from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.base import Outline, Problem, Record
from kazcoop_desktop.models.fields import (
    ChoiceField,
    ChoicesField,
    CountryField,
    EmailField,
    LanguagesField,
    LinkField,
    NameField,
    PhoneField,
)
from kazcoop_desktop.models.institution import Employee, Unit
from kazcoop_desktop.models.trip import Trip
from kazcoop_desktop.models.trip_plan import YEARS

PEOPLE = [  # order 661, 8.7
    ("learner", N_("Learner")),
    ("pedagogical", N_("Pedagogical staff")),
    ("scientific", N_("Scientific staff")),
]
LANGUAGE_LEVELS = [
    ("A1", N_("A1")),
    ("A2", N_("A2")),
    ("B1", N_("B1")),
    ("B2", N_("B2")),
    ("C1", N_("C1")),
    ("C2", N_("C2")),
]


class ReserveCandidate(Record):
    """Somebody kept in the reserve for trips, for a planned measure (order 661, 8.7)."""

    employee = LinkField(Employee, verbose_name=N_("Employee"), null=True, backref="reserved")
    name = NameField(
        verbose_name=N_("Full name"), default="", help_text=N_("Of a learner, who is not among the employees")
    )
    category = ChoiceField(verbose_name=N_("Category"), choices=PEOPLE, default="pedagogical")
    unit = LinkField(Unit, verbose_name=N_("Structural unit"), null=True, backref="+")
    phone = PhoneField(verbose_name=N_("Phone"), default="")
    email = EmailField(verbose_name=N_("E-mail"), default="")
    languages = LanguagesField(verbose_name=N_("Languages"), default=())
    level = ChoiceField(verbose_name=N_("Level of the language"), choices=LANGUAGE_LEVELS, default="")
    year = pw.IntegerField(verbose_name=N_("Year"))
    country = CountryField(verbose_name=N_("Country"), default="")
    measure = pw.CharField(verbose_name=N_("Planned measure"), default="")
    ready_by = pw.DateField(verbose_name=N_("To be ready by"), null=True, index=True)
    status = ChoiceField(
        verbose_name=N_("State"),
        choices=[
            ("proposed", N_("Proposed")),
            ("in_reserve", N_("In the reserve")),
            ("sent", N_("Sent on a trip")),
            ("removed", N_("Taken out of the reserve")),
        ],
        default="proposed",
    )
    ready_on = pw.DateField(verbose_name=N_("Ready on"), null=True)
    trip = LinkField(Trip, verbose_name=N_("Trip"), null=True, backref="from_reserve")
    note = pw.TextField(verbose_name=N_("Note"), default="")

    outline = Outline(
        title=N_("Candidate reserve"),
        singular=N_("Candidate of the reserve"),
        columns=(year, employee, name, category, unit, languages, level, measure, status),
        sections={
            N_("Candidate"): (employee, name, category, unit, phone, email, languages, level),
            N_("Planned measure"): (year, country, measure, ready_by, status, ready_on, trip, note),
        },
        search=(name, Employee.surname, Employee.given_name, measure, country),
    )

    sensitive = ("phone",)

    def __str__(self) -> str:
        return f"{self.full_name} · {self.year}"

    @property
    def full_name(self) -> str:
        """The employee's name, or the one that was written."""
        return str(self.employee) if self.employee else str(self.name)

    def sorted_by(self) -> tuple[str, ...]:
        return f"{self.year}", self.full_name

    def problems(self) -> Iterator[Problem]:
        if not (self.employee or self.name):
            yield Problem(ReserveCandidate.name, _("Choose an employee or write the full name."))
        if self.category == "learner" and self.employee:
            yield Problem(ReserveCandidate.employee, _("A learner is not an employee: write the full name."))
        if self.year not in YEARS:
            yield Problem(
                ReserveCandidate.year, _("Enter a number, for example: {example}.").format(example=2027)
            )
        if self.trip is not None and self.employee is not None and self.trip.traveller != self.employee:
            sentence = _("That is a trip of another person: {person}.")
            yield Problem(ReserveCandidate.trip, sentence.format(person=self.trip.traveller))


class PrioritySpecialty(Record):
    """A proposal for the yearly register of specialties that are best studied abroad (order 661, 2.5)."""

    year = pw.IntegerField(verbose_name=N_("Year"))
    code = pw.CharField(
        verbose_name=N_("Code"), default="", max_length=20, help_text=N_("For example: 7M07202")
    )
    name_kk = NameField(verbose_name=N_("Name in Kazakh"))
    name_ru = NameField(verbose_name=N_("Name in Russian"), default="")
    name_en = NameField(verbose_name=N_("Name in English"), default="")
    degrees = ChoicesField(
        verbose_name=N_("Degrees"),
        choices=[
            ("bachelor", N_("Bachelor's degree")),
            ("master", N_("Master's degree")),
            ("doctoral", N_("Doctoral degree")),
            ("internship", N_("Internship")),
        ],
        default=(),
    )
    country = CountryField(verbose_name=N_("Country"), default="")
    universities = pw.CharField(verbose_name=N_("Recommended universities"), default="")
    reason = pw.TextField(verbose_name=N_("Reason"), default="")
    unit = LinkField(Unit, verbose_name=N_("Proposed by"), null=True, backref="+")
    send_by = pw.DateField(verbose_name=N_("To be sent by"), null=True, index=True)
    sent_on = pw.DateField(verbose_name=N_("Sent on"), null=True)
    outcome = ChoiceField(
        verbose_name=N_("Outcome"),
        choices=[("included", N_("Included in the register")), ("rejected", N_("Not included"))],
        default="",
    )

    outline = Outline(
        title=N_("Priority specialties"),
        singular=N_("Priority specialty"),
        columns=(year, code, name_kk, degrees, country, unit, sent_on, outcome),
        sections={
            N_("Priority specialty"): (year, code, name_kk, name_ru, name_en, degrees),
            N_("Proposal"): (country, universities, reason, unit, send_by, sent_on, outcome),
        },
        search=(code, name_kk, name_ru, name_en, universities),
    )

    def __str__(self) -> str:
        return f"{self.year} · {self.code} {self.named('name')}".strip()

    def sorted_by(self) -> tuple[str, ...]:
        return f"{self.year}", self.code, self.name_kk

    def problems(self) -> Iterator[Problem]:
        if self.year not in YEARS:
            yield Problem(
                PrioritySpecialty.year, _("Enter a number, for example: {example}.").format(example=2027)
            )
        if self.outcome and not self.sent_on:
            yield Problem(PrioritySpecialty.sent_on, _("The proposal has not been sent yet."))
