"""On what ground a person's data are processed, and how long records that name people are kept (Law 94-V of 21 May 2013)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import peewee as pw

from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models import keys
from kazcoop_desktop.models.base import Outline, Problem, Record
from kazcoop_desktop.models.fields import ChoiceField, KeyField, KeysField, LinkField, NameField, PartOfField
from kazcoop_desktop.models.institution import Employee
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.models.reference import problems_of_keys

GROUNDS = [
    ("consent", N_("Consent of the person")),
    ("law", N_("A law, without consent")),
]
WAYS = [
    ("paper", N_("On paper, signed by hand")),
    ("electronic", N_("Electronic document with a digital signature")),
    ("other", N_("Another way that the law admits")),
]
OUTCOMES = [
    ("destroyed", N_("Destroyed")),
    ("kept", N_("Kept without the person's data")),
]
_LONG_AGO = date(2000, 1, 1)


class Consent(Record):
    """A person's consent to the processing of personal data, or the law that stands in its place."""

    person = PartOfField(Person, verbose_name=N_("Person"), backref="consents")
    ground = ChoiceField(verbose_name=N_("Ground"), choices=GROUNDS, default="consent")
    given_on = pw.DateField(verbose_name=N_("Given on"), default=date.today)
    purpose = NameField(
        verbose_name=N_("For what"),
        default="",
        help_text=N_("Why the data are collected, for example: admission and registration"),
    )
    wording = pw.TextField(
        verbose_name=N_("Wording"),
        help_text=N_("What the person agreed to, as signed; or the act and its article"),
    )
    given_in = ChoiceField(verbose_name=N_("How given"), choices=WAYS, default="paper")
    valid_until = pw.DateField(
        verbose_name=N_("Valid until"), null=True, help_text=N_("Leave empty when there is no end date")
    )
    taken_by = LinkField(Employee, verbose_name=N_("Taken by"), null=True, backref="consents_taken")
    withdrawn_on = pw.DateField(
        verbose_name=N_("Withdrawn on"),
        null=True,
        help_text=N_("From this day the data may be kept only where a law asks for it"),
    )

    outline = Outline(
        title=N_("Consent to processing"),
        singular=N_("Consent"),
        columns=(given_on, ground, purpose, valid_until, withdrawn_on, taken_by),
        sections={
            N_("Consent"): (ground, purpose, wording, given_in),
            N_("Dates"): (given_on, valid_until, withdrawn_on, taken_by),
        },
        search=(purpose, wording),
    )

    def holds_on(self, day: date) -> bool:
        """Whether the data may be processed on this ground on a day."""
        has_ended = bool(self.valid_until and self.valid_until < day)
        is_withdrawn = bool(self.withdrawn_on and self.withdrawn_on <= day)
        return self.given_on <= day and not has_ended and not is_withdrawn

    def problems(self) -> Iterator[Problem]:
        for field in (Consent.valid_until, Consent.withdrawn_on):
            end = getattr(self, field.name)
            if end and end < self.given_on:
                yield Problem(field, _("The end date is before the start date."))
        if self.withdrawn_on and self.ground == "law":
            yield Problem(Consent.withdrawn_on, _("Only a consent of the person can be withdrawn."))


class RetentionRule(Record):
    """How long records of a register are kept, and what becomes of them when a person's data are deleted."""

    applies_to = KeyField(keys.REGISTERS, verbose_name=N_("Register"), max_length=60)
    counted_from = KeysField(
        keys.DATES,
        verbose_name=N_("Counted from the field"),
        max_length=60,
        default="",
        help_text=N_("Of several, the first one that is filled in"),
    )
    years = pw.IntegerField(verbose_name=N_("Years"), default=5)
    outcome = ChoiceField(
        verbose_name=N_("When a person's data are deleted"), choices=OUTCOMES, default="destroyed"
    )
    keeps = KeysField(
        keys.FIELDS,
        verbose_name=N_("Texts that stay"),
        default="",
        help_text=N_("Of a record that is kept: dates, numbers and choices stay anyway, other texts go"),
    )
    is_ours = pw.BooleanField(
        verbose_name=N_("Set by the office"),
        default=True,
        help_text=N_("No source in force was read for this period: check it against your list of files"),
    )
    paragraph = pw.CharField(
        verbose_name=N_("Paragraph"), default="", help_text=N_("The act and item that set the period")
    )
    valid_from = pw.DateField(verbose_name=N_("Valid from"), default=_LONG_AGO)
    is_off = pw.BooleanField(verbose_name=N_("Switched off"), default=False)

    outline = Outline(
        title=N_("Retention periods"),
        singular=N_("Retention period"),
        columns=(applies_to, years, outcome, is_ours, paragraph, valid_from),
        sections={
            N_("Term"): (applies_to, counted_from, years),
            N_("After that"): (outcome, keeps),
            N_("Source"): (is_ours, paragraph, valid_from, is_off),
        },
        search=(applies_to, paragraph),
    )

    def problems(self) -> Iterator[Problem]:
        if not self.is_ours and not self.paragraph:
            yield Problem(
                RetentionRule.paragraph,
                _("Name the act and item that set the period, or say that the office set it."),
            )
        if self.years < 0:
            yield Problem(RetentionRule.years, _("Enter a number, for example: {example}.").format(example=5))
        yield from problems_of_keys(self, RetentionRule.counted_from, RetentionRule.keeps)
