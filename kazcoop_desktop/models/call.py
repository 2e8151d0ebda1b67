"""Calls: programmes, grants and competitions, who was told of them and how, who applied, with what result."""

from __future__ import annotations

from collections.abc import Iterator

import peewee as pw

from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.base import Outline, Problem, Record
from kazcoop_desktop.models.fields import (
    ChoiceField,
    ChoicesField,
    CountryField,
    CurrencyField,
    EmailField,
    LinkField,
    MoneyField,
    NameField,
    PartOfField,
    UrlField,
)
from kazcoop_desktop.models.institution import Employee, Unit
from kazcoop_desktop.models.partner import Partner

CALL_KINDS = [  # procedure 717, 1.5 and 4.1
    ("programme", N_("Programme")),
    ("grant", N_("Grant")),
    ("scholarship", N_("Scholarship")),
    ("competition", N_("Competition")),
    ("internship", N_("Internship")),
    ("course", N_("Course, seminar")),
    ("project", N_("Project")),
    ("exhibition", N_("Exhibition, festival")),
]
AUDIENCES = [
    ("bachelor", N_("Bachelor students")),
    ("master", N_("Master students")),
    ("doctoral", N_("Doctoral students")),
    ("teachers", N_("Teachers")),
    ("researchers", N_("Researchers")),
    ("staff", N_("Other staff")),
]


class Call(Record):
    """A programme, grant or competition that people can apply for (department regulation, 18.14; procedure 717, 5.1.5)."""

    title_kk = NameField(verbose_name=N_("Title in Kazakh"))
    title_ru = NameField(verbose_name=N_("Title in Russian"), default="")
    title_en = NameField(verbose_name=N_("Title in English"), default="")
    call_kind = ChoiceField(verbose_name=N_("Kind"), choices=CALL_KINDS, default="programme")
    partner = LinkField(Partner, verbose_name=N_("Partner"), null=True, backref="calls")
    provider = NameField(
        verbose_name=N_("Provider"), default="", help_text=N_("When it is not among the partners")
    )
    country = CountryField(verbose_name=N_("Country"), default="")
    audience = ChoicesField(verbose_name=N_("For whom"), choices=AUDIENCES, default=())
    places = pw.IntegerField(verbose_name=N_("Places"), null=True)
    amount = MoneyField(verbose_name=N_("Amount"), null=True)
    amount_currency = CurrencyField(verbose_name=N_("Currency"))
    website = UrlField(verbose_name=N_("Website"), default="")
    opens_on = pw.DateField(verbose_name=N_("Open from"), null=True)
    closes_on = pw.DateField(verbose_name=N_("Applications until"), null=True, index=True)
    responsible = LinkField(Employee, verbose_name=N_("Responsible"), null=True, backref="+")
    conditions_kk = pw.TextField(verbose_name=N_("Conditions in Kazakh"), default="")
    conditions_ru = pw.TextField(verbose_name=N_("Conditions in Russian"), default="")
    conditions_en = pw.TextField(verbose_name=N_("Conditions in English"), default="")
    announced_on = pw.DateField(verbose_name=N_("Announced on"), null=True)
    closed_on = pw.DateField(
        verbose_name=N_("Closed on"), null=True, help_text=N_("When the results are known")
    )
    result = pw.TextField(verbose_name=N_("Result"), default="")

    outline = Outline(
        title=N_("Calls and grants"),
        singular=N_("Call"),
        columns=(
            closes_on,
            title_kk,
            call_kind,
            partner,
            provider,
            country,
            audience,
            announced_on,
            closed_on,
        ),
        sections={
            N_("Call"): (title_kk, title_ru, title_en, call_kind, partner, provider, country, website),
            N_("Terms"): (audience, places, amount, amount_currency, opens_on, closes_on, responsible),
            N_("Conditions"): (conditions_kk, conditions_ru, conditions_en),
            N_("Outcome"): (announced_on, closed_on, result),
        },
        search=(title_kk, title_ru, title_en, provider, Partner.name, Partner.name_en, country),
    )
    begins = (announced_on,)

    def __str__(self) -> str:
        return self.named("title")

    @property
    def provider_name(self) -> str:
        """The partner, or whoever is named instead."""
        return self.provider or (str(self.partner) if self.partner else "")

    def problems(self) -> Iterator[Problem]:
        if self.opens_on and self.closes_on and self.closes_on < self.opens_on:
            yield Problem(Call.closes_on, _("The end date is before the start date."))
        if self.places is not None and self.places < 1:
            yield Problem(Call.places, _("The number must be greater than zero."))
        if self.amount is not None and self.amount < 0:
            yield Problem(Call.amount, _("The number cannot be less than zero."))


class CallNotice(Record):
    """Who was told of a call, when and how."""

    call = PartOfField(Call, verbose_name=N_("Call"), backref="notices")
    told_on = pw.DateField(verbose_name=N_("Told on"))
    unit = LinkField(Unit, verbose_name=N_("Structural unit"), null=True, backref="+")
    audience = ChoicesField(verbose_name=N_("For whom"), choices=AUDIENCES, default=())
    channel = ChoiceField(
        verbose_name=N_("How"),
        choices=[
            ("email", N_("E-mail")),
            ("website", N_("Website")),
            ("board", N_("Notice board")),
            ("meeting", N_("Meeting")),
            ("social", N_("Social networks")),
            ("letter", N_("Letter")),
        ],
        default="email",
    )
    people = pw.IntegerField(verbose_name=N_("Number of people"), null=True)
    note = pw.CharField(verbose_name=N_("Note"), default="")

    outline = Outline(
        title=N_("Who was told"),
        singular=N_("Notice of the call"),
        columns=(told_on, unit, audience, channel, people, note),
        sections={N_("Notice of the call"): (told_on, unit, audience, channel, people, note)},
        search=(Unit.name_kk, Unit.name_ru, note, told_on),
    )

    def problems(self) -> Iterator[Problem]:
        if self.people is not None and self.people < 1:
            yield Problem(CallNotice.people, _("The number must be greater than zero."))


class CallApplication(Record):
    """Who applied to a call, when, and with what result."""

    call = PartOfField(Call, verbose_name=N_("Call"), backref="applications")
    employee = LinkField(Employee, verbose_name=N_("Employee"), null=True, backref="call_applications")
    name = NameField(
        verbose_name=N_("Full name"), default="", help_text=N_("Of a learner, who is not among the employees")
    )
    email = EmailField(verbose_name=N_("E-mail"), default="")
    applied_on = pw.DateField(verbose_name=N_("Applied on"))
    outcome = ChoiceField(
        verbose_name=N_("Result"),
        choices=[("won", N_("Won")), ("reserve", N_("In reserve")), ("declined", N_("Declined"))],
        default="",
    )
    amount = MoneyField(verbose_name=N_("Amount awarded"), null=True)
    amount_currency = CurrencyField(verbose_name=N_("Currency"))
    note = pw.CharField(verbose_name=N_("Note"), default="")

    outline = Outline(
        title=N_("Applications"),
        singular=N_("Application"),
        columns=(applied_on, employee, name, outcome, amount, note),
        sections={
            N_("Application"): (employee, name, email, applied_on),
            N_("Result"): (outcome, amount, amount_currency, note),
        },
        search=(name, Employee.surname, note),
    )

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """The employee's name, or the one that was written."""
        return str(self.employee) if self.employee else str(self.name)

    def problems(self) -> Iterator[Problem]:
        if not (self.employee or self.name):
            yield Problem(CallApplication.name, _("Choose an employee or write the full name."))
        closes_on = self.call.closes_on
        if closes_on and self.applied_on > closes_on:
            sentence = _("Applications were accepted until {date}.")
            yield Problem(CallApplication.applied_on, sentence.format(date=f"{closes_on:%d.%m.%Y}"))
        if self.amount is not None and self.amount < 0:
            yield Problem(CallApplication.amount, _("The number cannot be less than zero."))
