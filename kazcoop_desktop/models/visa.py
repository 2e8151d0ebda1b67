"""Visas of foreigners, from the papers for them to their last day, and the state fees paid for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import peewee as pw

from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.base import Outline, Problem, Record
from kazcoop_desktop.models.fee import ENTRIES, FeeKind
from kazcoop_desktop.models.fields import (
    ChoiceField,
    LinkField,
    MoneyField,
    NameField,
    PartOfField,
    StageField,
)
from kazcoop_desktop.models.person import Passport, Person

VISA_PURPOSES = [
    ("study", N_("Study")),
    ("labour", N_("Labour activity")),
    ("business", N_("Business trip, lectures")),
    ("internship", N_("Practice or internship")),
    ("family", N_("Family reunification")),
    ("residence", N_("Permanent residence")),
    ("private", N_("Private journey")),
    ("treatment", N_("Medical treatment")),
]
VISA_STAGES = [  # procedure 717, 5.5 and 5.5.1
    ("papers", N_("Papers are collected")),
    ("invitation", N_("Invitation in process")),
    ("submitted", N_("Submitted for a decision")),
    ("issued", N_("Visa issued")),
    ("ended", N_("No longer used")),
    ("refused", N_("Visa refused")),
]
_LONG_AGO = date(2000, 1, 1)


class VisaCategory(Record):
    """A category of visas from a day on: the same code meant something else before (procedure 717, 5.5)."""

    code = pw.CharField(verbose_name=N_("Category"), max_length=10, help_text=N_("In Latin letters: C9"))
    name_kk = NameField(verbose_name=N_("Name in Kazakh"))
    name_ru = NameField(verbose_name=N_("Name in Russian"), default="")
    name_en = NameField(verbose_name=N_("Name in English"), default="")
    purpose = ChoiceField(verbose_name=N_("Purpose"), choices=VISA_PURPOSES, default="study")
    single_days = pw.IntegerField(
        verbose_name=N_("Single-entry: days at most"),
        null=True,
        help_text=N_("Leave empty when it is not limited or not given out"),
    )
    multiple_days = pw.IntegerField(
        verbose_name=N_("Multiple-entry: days at most"),
        null=True,
        help_text=N_("Leave empty when it is not limited or not given out"),
    )
    paragraph = pw.CharField(verbose_name=N_("Paragraph"), default="")
    valid_from = pw.DateField(verbose_name=N_("Valid from"), default=_LONG_AGO)
    is_off = pw.BooleanField(verbose_name=N_("Switched off"), default=False)

    outline = Outline(
        title=N_("Visa categories"),
        singular=N_("Visa category"),
        columns=(code, name_kk, purpose, single_days, multiple_days, paragraph, valid_from, is_off),
        sections={
            N_("Name"): (code, name_kk, name_ru, name_en),
            N_("Visa"): (purpose, single_days, multiple_days),
            N_("Source"): (paragraph, valid_from, is_off),
        },
        search=(code, name_kk, name_ru, name_en),
    )

    def __str__(self) -> str:
        return f"{self.code} · {self.named('name')}"

    def longest(self, entries: str) -> int | None:
        """How many days such a visa may last; None when that is not limited."""
        return self.single_days if entries == "single" else self.multiple_days

    def replaced_on(self) -> date | None:
        """The day from which the same code means something else; None while this wording holds."""
        later = VisaCategory.select(pw.fn.MIN(VisaCategory.valid_from)).where(
            VisaCategory.code == self.code,
            VisaCategory.valid_from > self.valid_from,
            VisaCategory.deleted_at.is_null(),
        )
        found = later.scalar()
        return date.fromisoformat(str(found)) if found else None


class Visa(Record):
    """A visa of a person, asked for or issued (procedure 717, 5.5; department regulation, 18.16)."""

    person = LinkField(Person, verbose_name=N_("Person"), backref="visas")
    passport = LinkField(Passport, verbose_name=N_("Passport"), null=True, backref="visas")
    category = LinkField(VisaCategory, verbose_name=N_("Visa category"), backref="visas")
    entries = ChoiceField(verbose_name=N_("Entries"), choices=ENTRIES, default="multiple")
    stage = StageField(verbose_name=N_("Stage"), choices=VISA_STAGES, default="papers", aside=("refused",))
    purpose = pw.CharField(
        verbose_name=N_("Purpose of the journey"), default="", help_text=N_("As the petition states it")
    )
    wanted_from = pw.DateField(verbose_name=N_("Stay from"), null=True)
    wanted_until = pw.DateField(
        verbose_name=N_("Stay until"), null=True, help_text=N_("The last day that is asked for")
    )
    basis = pw.CharField(
        verbose_name=N_("Basis"), default="", help_text=N_("For example: contract of study, invitation")
    )
    order_number = pw.CharField(verbose_name=N_("Order No."), default="", max_length=60)
    ordered_on = pw.DateField(verbose_name=N_("Order of"), null=True)
    contract_until = pw.DateField(verbose_name=N_("Contract until"), null=True)
    issued_at = NameField(
        verbose_name=N_("Where the visa will be issued"), default="", help_text=N_("Country and city")
    )
    address = NameField(verbose_name=N_("Address in Kazakhstan, route"), default="")
    transport = pw.CharField(verbose_name=N_("Transport, flight"), default="")
    funding = pw.CharField(verbose_name=N_("Costs borne by"), default="")
    applied_on = pw.DateField(verbose_name=N_("Papers handed in on"), null=True)
    invitation_number = pw.CharField(verbose_name=N_("Invitation No."), default="", max_length=60)
    invited_on = pw.DateField(verbose_name=N_("Invitation of"), null=True)
    number = pw.CharField(verbose_name=N_("Visa No."), default="", max_length=30, index=True)
    valid_from = pw.DateField(verbose_name=N_("Valid from"), null=True)
    valid_until = pw.DateField(verbose_name=N_("Valid until"), null=True, index=True)
    note = pw.TextField(verbose_name=N_("Note"), default="")

    outline = Outline(
        title=N_("Visas"),
        singular=N_("Visa"),
        columns=(
            person,
            Person.citizenship,
            category,
            entries,
            stage,
            number,
            valid_from,
            valid_until,
            wanted_until,
            passport,
        ),
        sections={
            N_("Visa"): (person, passport, category, entries, purpose),
            N_("Stay"): (wanted_from, wanted_until, address, transport, funding),
            N_("Basis"): (basis, order_number, ordered_on, contract_until),
            N_("Application"): (applied_on, issued_at, invitation_number, invited_on),
            N_("Visa issued"): (number, valid_from, valid_until),
            N_("Note"): (note,),
        },
        search=(
            number,
            invitation_number,
            Person.surname,
            Person.given_names,
            Person.surname_kk,
            Person.given_name_kk,
            Person.surname_ru,
            Person.citizenship,
            VisaCategory.code,
            Passport.number,
        ),
    )
    begins = (applied_on, valid_from)
    sensitive = ("address",)
    known_by = ((number,), (person, category, wanted_from, valid_from))

    class Meta:
        indexes = (
            (("deleted_at", "order_key"), False),
            (("deleted_at", "person", "order_key"), False),
            (("deleted_at", "category", "order_key"), False),
            (("deleted_at", "stage", "order_key"), False),
            (("deleted_at", "valid_until", "order_key"), False),
        )

    def __str__(self) -> str:
        return " · ".join(part for part in (str(self.person), self.category.code, self.number) if part)

    def sorted_by(self) -> tuple[str, ...]:
        return (*self.person.sorted_by(), f"{self.valid_until or self.wanted_until or ''}")

    def problems(self) -> Iterator[Problem]:
        yield from self._problems_of_dates()
        if self.valid_from:
            yield from self._problems_of_the_category(self.valid_from)
        yield from passport_problems(
            Visa.passport, self.person, self.passport, self.applied_on or self.valid_from, self.valid_until
        )
        if self.number:
            same = (Visa.number == self.number) & (Visa.id != (self.id or 0)) & Visa.deleted_at.is_null()
            if (other := Visa.get_or_none(same)) is not None:
                taken = _("This number is already taken: {record}.").format(record=other)
                yield Problem(Visa.number, taken)

    def _problems_of_dates(self) -> Iterator[Problem]:
        for field, start, end in (
            (Visa.wanted_until, self.wanted_from, self.wanted_until),
            (Visa.valid_until, self.valid_from, self.valid_until),
        ):
            if start and end and end < start:
                yield Problem(field, _("The end date is before the start date."))
        if self.valid_until and self.wanted_until and self.valid_until < self.wanted_until:
            sentence = _(
                "The visa ends on {date}, before the stay does. Shorten the stay or extend the visa."
            )
            yield Problem(Visa.valid_until, sentence.format(date=f"{self.valid_until:%d.%m.%Y}"))

    def _problems_of_the_category(self, start: date) -> Iterator[Problem]:
        category = self.category
        replaced_on = category.replaced_on()
        if start < category.valid_from or (replaced_on and start >= replaced_on):
            sentence = _("The category {code} had another meaning on {date}. Choose the one of that day.")
            yield Problem(Visa.category, sentence.format(code=category.code, date=f"{start:%d.%m.%Y}"))
        most = category.longest(self.entries)
        if most and self.valid_until and self.valid_until > start + timedelta(days=most):
            sentence = _("A visa of the category {code} lasts {n} days at most, until {date}.")
            last = start + timedelta(days=most)
            yield Problem(
                Visa.valid_until, sentence.format(code=category.code, n=most, date=f"{last:%d.%m.%Y}")
            )


class VisaFee(Record):
    """A state fee of one visa as it was calculated on a day: the MCI and the sum stay those of that day."""

    visa = PartOfField(Visa, verbose_name=N_("Visa"), backref="fees")
    fee_kind = LinkField(FeeKind, verbose_name=N_("Kind of state fee"), backref="+")
    counted_on = pw.DateField(verbose_name=N_("Calculated on"))
    factor = MoneyField(verbose_name=N_("Number of MCI"))
    mci = MoneyField(verbose_name=N_("MCI of that day, KZT"))
    amount = MoneyField(verbose_name=N_("Amount, KZT"))
    paid_on = pw.DateField(verbose_name=N_("Paid on"), null=True)
    receipt = pw.CharField(verbose_name=N_("Receipt No."), default="", max_length=60)

    outline = Outline(
        title=N_("State fees"),
        singular=N_("State fee"),
        columns=(fee_kind, counted_on, factor, mci, amount, paid_on, receipt),
        sections={
            N_("State fee"): (fee_kind, counted_on, factor, mci, amount),
            N_("Payment"): (paid_on, receipt),
        },
        search=(FeeKind.name_kk, FeeKind.name_ru, receipt),
    )
    known_by = ((visa, fee_kind),)

    def __str__(self) -> str:
        return str(self.fee_kind)

    def problems(self) -> Iterator[Problem]:
        for field in (VisaFee.factor, VisaFee.mci, VisaFee.amount):
            if getattr(self, field.name) <= 0:
                yield Problem(field, _("The amount must be greater than zero."))
        if self.paid_on and self.paid_on < self.counted_on:
            yield Problem(VisaFee.paid_on, _("Paid before the fee was calculated."))


def passport_problems(
    field: pw.Field[object],
    person: Person,
    passport: Passport | None,
    start: date | None,
    until: date | None,
) -> Iterator[Problem]:
    """What is wrong with the passport of a stay that begins and ends on these days, as far as they are known."""
    if passport is None:
        return
    if passport.__data__.get("person") != person.id:
        yield Problem(field, _("This passport belongs to {person}.").format(person=passport.person))
        return
    expires_on = passport.expires_on
    if expires_on and start and expires_on < start:
        sentence = _("The passport expired on {date}. Enter the new passport of the person first.")
        yield Problem(field, sentence.format(date=f"{expires_on:%d.%m.%Y}"))
    elif expires_on and until and expires_on < until:
        sentence = _("The passport expires on {date}, before the stay ends.")
        yield Problem(field, sentence.format(date=f"{expires_on:%d.%m.%Y}"))
