"""The institution itself: its names, units, positions and the people who sign."""

from __future__ import annotations

from collections.abc import Iterator

import peewee as pw

from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.base import Outline, Problem, Record
from kazcoop_desktop.models.fields import (
    ChoiceField,
    EmailField,
    LanguagesField,
    LinkField,
    NameField,
    PhoneField,
    UrlField,
)
from kazcoop_desktop.models.person import SEXES, Person

UNIT_KINDS = [
    ("management", N_("Management")),
    ("department", N_("Department")),
    ("section", N_("Department section")),
    ("institute", N_("Institute")),
    ("faculty", N_("Faculty")),
    ("chair", N_("Academic department (kafedra)")),
    ("office", N_("Office")),
]


class Unit(Record):
    """A structural unit; abbreviations are a free dictionary (procedure 717, 3.2)."""

    name_kk = NameField(verbose_name=N_("Name in Kazakh"))
    name_ru = NameField(verbose_name=N_("Name in Russian"), default="")
    name_en = NameField(verbose_name=N_("Name in English"), default="")
    abbreviation = pw.CharField(verbose_name=N_("Abbreviation"), default="", max_length=30)
    unit_kind = ChoiceField(verbose_name=N_("Kind"), choices=UNIT_KINDS, default="department")
    part_of = LinkField("self", verbose_name=N_("Belongs to"), null=True, backref="units")

    outline = Outline(
        title=N_("Units"),
        singular=N_("Structural unit"),
        columns=(name_kk, name_ru, abbreviation, unit_kind),
        sections={
            N_("Name"): (name_kk, name_ru, name_en, abbreviation),
            N_("Place in the institution"): (unit_kind, part_of),
        },
        search=(name_kk, name_ru, name_en, abbreviation),
    )

    def __str__(self) -> str:
        return self.named("name")


class Position(Record):
    """A position with its unit, as papers print it; the addressee's form is entered, never computed."""

    name_kk = NameField(verbose_name=N_("Name in Kazakh"))
    name_ru = NameField(verbose_name=N_("Name in Russian"), default="")
    name_en = NameField(verbose_name=N_("Name in English"), default="")
    addressee_kk = NameField(
        verbose_name=N_("As addressee, Kazakh"), default="", help_text=N_("To whom the paper goes: Ректорға")
    )
    addressee_ru = NameField(
        verbose_name=N_("As addressee, Russian"), default="", help_text=N_("To whom the paper goes: Ректору")
    )
    is_head = pw.BooleanField(
        verbose_name=N_("Position of the first head"),
        default=False,
        help_text=N_(
            "While nobody is entered with it, papers name the first head of the institution, "
            "with the position that they hold"
        ),
    )

    outline = Outline(
        title=N_("Positions"),
        singular=N_("Position"),
        columns=(name_kk, name_ru, name_en),
        sections={
            N_("Name"): (name_kk, name_ru, name_en, is_head),
            N_("In the addressee's place"): (addressee_kk, addressee_ru),
        },
        search=(name_kk, name_ru, name_en),
    )

    def __str__(self) -> str:
        return self.named("name")


class Employee(Record):
    """Somebody who works here: executes, approves or signs."""

    surname = NameField(verbose_name=N_("Surname"), max_length=100)
    given_name = NameField(verbose_name=N_("Given name"), max_length=100)
    patronymic = NameField(verbose_name=N_("Patronymic"), default="", max_length=100)
    surname_ru = NameField(verbose_name=N_("Surname in Russian"), default="", max_length=100)
    given_name_ru = NameField(verbose_name=N_("Given name in Russian"), default="", max_length=100)
    patronymic_ru = NameField(verbose_name=N_("Patronymic in Russian"), default="", max_length=100)
    surname_en = NameField(verbose_name=N_("Surname in Latin letters"), default="", max_length=100)
    given_name_en = NameField(verbose_name=N_("Given name in Latin letters"), default="", max_length=100)
    sex = ChoiceField(verbose_name=N_("Sex"), choices=SEXES, default="")
    position = LinkField(Position, verbose_name=N_("Position"), null=True, backref="employees")
    unit = LinkField(Unit, verbose_name=N_("Structural unit"), null=True, backref="employees")
    person = LinkField(
        Person,
        verbose_name=N_("Person"),
        null=True,
        backref="employees",
        help_text=N_("With the passport, for journeys abroad"),
    )
    phone = PhoneField(verbose_name=N_("Phone"), default="")
    email = EmailField(verbose_name=N_("E-mail"), default="")
    hired_on = pw.DateField(verbose_name=N_("Hired on"), null=True)
    left_on = pw.DateField(
        verbose_name=N_("Left on"), null=True, index=True, help_text=N_("The last day of work")
    )
    appointment = pw.CharField(
        verbose_name=N_("Order of appointment"), default="", help_text=N_("Its number and date")
    )
    acting_for = LinkField("self", verbose_name=N_("Acting for"), null=True, backref="+")
    acting_from = pw.DateField(verbose_name=N_("Acting from"), null=True)
    acting_until = pw.DateField(verbose_name=N_("Acting until"), null=True)
    acting_act = pw.CharField(
        verbose_name=N_("Act on acting"), default="", help_text=N_("Its number and date")
    )
    languages = LanguagesField(verbose_name=N_("Languages"), default=())
    experience_since = pw.DateField(verbose_name=N_("Works in the field since"), null=True)
    clearance = pw.BooleanField(verbose_name=N_("Clearance for secret documents"), default=False)
    admission_commission = pw.BooleanField(
        verbose_name=N_("Member of the admission commission"), default=False
    )

    outline = Outline(
        title=N_("Employees"),
        singular=N_("Employee"),
        columns=(surname, given_name, position, unit, phone),
        sections={
            N_("Full name"): (surname, given_name, patronymic, sex),
            N_("Full name in Russian"): (surname_ru, given_name_ru, patronymic_ru),
            N_("Full name in Latin letters"): (surname_en, given_name_en),
            N_("Work"): (position, unit, phone, email, person),
            N_("Employment"): (hired_on, left_on, appointment),
            N_("Acting for"): (acting_for, acting_from, acting_until, acting_act),
            N_("Qualification"): (languages, experience_since, clearance, admission_commission),
        },
        search=(surname, given_name, patronymic, surname_ru, given_name_ru, surname_en, given_name_en, email),
    )

    def __str__(self) -> str:
        return f"{self.surname} {self.given_name} {self.patronymic}".strip()

    def sorted_by(self) -> tuple[str, ...]:
        return self.surname, self.given_name, self.patronymic

    def other_names(self) -> Iterator[str]:
        initials = f"{self.given_name[:1]} {self.patronymic[:1]}"
        yield f"{self.surname} {initials}"
        yield f"{initials} {self.surname}"
        yield f"{self.surname} {self.given_name}"

    def problems(self) -> Iterator[Problem]:
        for field, start, end in (
            (Employee.left_on, self.hired_on, self.left_on),
            (Employee.acting_until, self.acting_from, self.acting_until),
        ):
            if start and end and end < start:
                yield Problem(field, _("The end date is before the start date."))
        if self.id and self.__data__.get("acting_for") == self.id:
            yield Problem(Employee.acting_for, _("Nobody acts for themselves."))
        if self.__data__.get("acting_for") and not (self.acting_from and self.acting_act):
            yield Problem(
                Employee.acting_for, _("Say from which day the person acts, and by which act.")
            )  # department regulation, 26


class Institution(Record):
    """The university that uses the program; the declined names are typed once and used by every paper."""

    name_kk = NameField(verbose_name=N_("Name in Kazakh"))
    name_ru = NameField(verbose_name=N_("Name in Russian"), default="")
    name_en = NameField(verbose_name=N_("Name in English"), default="")
    genitive_kk = NameField(
        verbose_name=N_("Kazakh, whose?"), default="", help_text=N_("For example: Университеттің")
    )
    genitive_ru = NameField(
        verbose_name=N_("Russian, whose?"), default="", help_text=N_("For example: Университета")
    )
    city_kk = NameField(verbose_name=N_("City in Kazakh"), default="", max_length=100)
    city_ru = NameField(verbose_name=N_("City in Russian"), default="", max_length=100)
    city_en = NameField(verbose_name=N_("City in English"), default="", max_length=100)
    address_kk = NameField(verbose_name=N_("Address in Kazakh"), default="")
    address_ru = NameField(verbose_name=N_("Address in Russian"), default="")
    address_en = NameField(verbose_name=N_("Address in English"), default="")
    phone = PhoneField(verbose_name=N_("Phone"), default="")
    email = EmailField(verbose_name=N_("E-mail"), default="")
    website = UrlField(verbose_name=N_("Website"), default="")
    bin = pw.CharField(verbose_name=N_("BIN"), default="", max_length=12)
    bank = NameField(verbose_name=N_("Bank"), default="")
    bank_account = pw.CharField(verbose_name=N_("Account (IBAN)"), default="", max_length=40)
    bank_code = pw.CharField(verbose_name=N_("SWIFT (BIC)"), default="", max_length=15)
    head = LinkField(Employee, verbose_name=N_("First head"), null=True, backref="+")
    form_prefix = pw.CharField(
        verbose_name=N_("Prefix of form codes"),
        default="",
        max_length=20,
        help_text=N_("Stands before 403-03: ҚазҰТЗУ"),
    )
    uses_seal = pw.BooleanField(verbose_name=N_("Papers carry a seal"), default=True)
    margin_left = pw.IntegerField(
        verbose_name=N_("Left margin, mm"),
        default=30,
        help_text=N_("The right one is so much that both make 40 mm, the width that the tables are made for"),
    )
    margin_top = pw.IntegerField(verbose_name=N_("Top margin, mm"), default=20)
    margin_bottom = pw.IntegerField(verbose_name=N_("Bottom margin, mm"), default=20)

    outline = Outline(
        title=N_("Institution"),
        singular=N_("Institution"),
        columns=(name_kk, name_ru, name_en),
        sections={
            N_("Name"): (name_kk, name_ru, name_en, genitive_kk, genitive_ru),
            N_("Address"): (
                city_kk,
                city_ru,
                city_en,
                address_kk,
                address_ru,
                address_en,
                phone,
                email,
                website,
            ),
            N_("Bank details"): (bin, bank, bank_account, bank_code),
            N_("Papers"): (head, form_prefix, uses_seal, margin_left, margin_top, margin_bottom),
        },
        search=(name_kk, name_ru, name_en),
    )

    def __str__(self) -> str:
        return self.named("name")

    def problems(self) -> Iterator[Problem]:
        if self.bin and not (self.bin.isdigit() and len(self.bin) == 12):
            yield Problem(
                Institution.bin, _("A BIN has 12 digits; entered: {count}.").format(count=len(self.bin))
            )
        for field, least in (
            (Institution.margin_left, 10),
            (Institution.margin_top, 10),
            (Institution.margin_bottom, 15),  # the footer stands below
        ):
            if not least <= getattr(self, field.name) <= 30:
                yield Problem(field, _("A margin from {least} to {most} mm.").format(least=least, most=30))
