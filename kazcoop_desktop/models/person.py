"""People from outside, whatever they come as: students, scholars, members of delegations, travellers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import peewee as pw

from kazcoop_desktop import i18n
from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models import identity
from kazcoop_desktop.models.base import Outline, Problem, Record
from kazcoop_desktop.models.fields import (
    ChoiceField,
    CountryField,
    EmailField,
    LinkField,
    NameField,
    PartOfField,
    PhoneField,
)
from kazcoop_desktop.models.partner import Partner

SEXES = [("female", N_("Female")), ("male", N_("Male"))]
PASSPORT_KINDS = [
    ("passport", N_("Passport")),
    ("service", N_("Service passport")),
    ("diplomatic", N_("Diplomatic passport")),
    ("id_card", N_("Identity card")),
    ("stateless", N_("Certificate of a stateless person")),
]


class Person(Record):
    """A human being, entered once; the three spellings of the name are three facts, none computed (order 661, 8.4)."""

    surname = NameField(
        verbose_name=N_("Surname in Latin letters"),
        default="",
        max_length=100,
        help_text=N_("In Latin letters, as in the passport"),
    )
    given_names = NameField(
        verbose_name=N_("Given names in Latin letters"),
        default="",
        max_length=100,
        help_text=N_("In Latin letters, as in the passport"),
    )
    surname_kk = NameField(verbose_name=N_("Surname in Kazakh"), default="", max_length=100)
    given_name_kk = NameField(verbose_name=N_("Given name in Kazakh"), default="", max_length=100)
    patronymic_kk = NameField(verbose_name=N_("Patronymic in Kazakh"), default="", max_length=100)
    surname_ru = NameField(verbose_name=N_("Surname in Russian"), default="", max_length=100)
    given_name_ru = NameField(verbose_name=N_("Given name in Russian"), default="", max_length=100)
    patronymic_ru = NameField(verbose_name=N_("Patronymic in Russian"), default="", max_length=100)
    sex = ChoiceField(verbose_name=N_("Sex"), choices=SEXES, default="")
    born_on = pw.DateField(verbose_name=N_("Date of birth"), null=True)
    birth_country = CountryField(verbose_name=N_("Country of birth"), default="")
    birth_region = NameField(verbose_name=N_("Administrative unit of birth"), default="", max_length=100)
    birth_city = NameField(verbose_name=N_("City of birth"), default="", max_length=100)
    citizenship = CountryField(verbose_name=N_("Citizenship"), default="")
    iin = pw.CharField(
        verbose_name=N_("IIN"),
        default="",
        max_length=12,
        index=True,
        help_text=N_("Twelve digits; a foreigner may get one later"),
    )
    home_address = NameField(verbose_name=N_("Permanent address"), default="")
    phone = PhoneField(verbose_name=N_("Phone"), default="")
    email = EmailField(verbose_name=N_("E-mail"), default="")
    partner = LinkField(Partner, verbose_name=N_("Partner"), null=True, backref="people")
    workplace = NameField(
        verbose_name=N_("Place of work or study"),
        default="",
        help_text=N_("When it is not among the partners"),
    )
    position = NameField(verbose_name=N_("Position"), default="")
    degree = NameField(verbose_name=N_("Academic degree and title"), default="")
    note = pw.TextField(verbose_name=N_("Note"), default="")

    outline = Outline(
        title=N_("Persons"),
        singular=N_("Person"),
        columns=(surname, given_names, surname_kk, given_name_kk, citizenship, born_on, workplace),
        sections={
            N_("Full name in Latin letters"): (surname, given_names),
            N_("Full name in Kazakh"): (surname_kk, given_name_kk, patronymic_kk),
            N_("Full name in Russian"): (surname_ru, given_name_ru, patronymic_ru),
            N_("Birth and citizenship"): (
                sex,
                born_on,
                birth_country,
                birth_region,
                birth_city,
                citizenship,
                iin,
            ),
            N_("Contacts"): (home_address, phone, email),
            N_("Work"): (partner, workplace, position, degree),
            N_("Note"): (note,),
        },
        search=(
            surname,
            given_names,
            surname_kk,
            given_name_kk,
            surname_ru,
            given_name_ru,
            citizenship,
            iin,
            email,
            workplace,
        ),
    )

    sensitive = ("iin", "home_address", "phone", "email")
    known_by = (
        (iin,),
        (surname, given_names, born_on),
        (surname_kk, given_name_kk, born_on),
        (surname_ru, given_name_ru, born_on),
        (surname, given_names, citizenship),
        (surname_kk, given_name_kk, citizenship),
        (surname_ru, given_name_ru, citizenship),
        (surname, given_names),
        (surname_kk, given_name_kk),
        (surname_ru, given_name_ru),
        (surname,),
        (surname_kk,),
        (surname_ru,),
    )

    class Meta:
        indexes = ((("deleted_at", "order_key"), False), (("deleted_at", "citizenship", "order_key"), False))

    def __str__(self) -> str:
        return self.full_name(i18n.current())

    def full_name(self, language: str) -> str:
        """Surname, given name and patronymic as that language writes them, else as another one does."""
        spellings = {
            "kk": (self.surname_kk, self.given_name_kk, self.patronymic_kk),
            "ru": (self.surname_ru, self.given_name_ru, self.patronymic_ru),
            "en": (self.surname, self.given_names),
        }
        wanted = [spellings.pop(language), *spellings.values()]
        return next((" ".join(filter(None, name)) for name in wanted if any(name)), "")

    def sorted_by(self) -> tuple[str, ...]:
        return (
            self.surname or self.surname_kk or self.surname_ru,
            self.given_names or self.given_name_kk or self.given_name_ru,
        )

    def other_names(self) -> Iterator[str]:
        for surname, given_name in (
            (self.surname, self.given_names),
            (self.surname_kk, self.given_name_kk),
            (self.surname_ru, self.given_name_ru),
        ):
            if surname:
                yield f"{surname} {given_name}"
                yield f"{given_name} {surname}"

    def warnings(self, on: date) -> Iterator[str]:
        if self.id and (held := self.passport) is not None:
            yield from held.warnings(on)

    @property
    def passport(self) -> Passport | None:
        """The passport that holds now: not replaced by another, the one valid longest; None without one."""
        held = Passport.deleted_at.is_null() & Passport.replaced_on.is_null()
        newest: Passport | None = (
            Passport.select()
            .where(Passport.person == self, held)
            .order_by(Passport.expires_on.desc())
            .first()
        )
        return newest

    def problems(self) -> Iterator[Problem]:
        if not (self.surname or self.surname_kk or self.surname_ru):
            yield Problem(
                Person.surname, _("Enter the surname, in Latin letters or in Kazakh or Russian.")
            )  # the one name of a person without a surname goes here
        if self.born_on and self.born_on > date.today():
            yield Problem(Person.born_on, _("The date of birth lies in the future."))
        if self.iin:
            if sentence := identity.iin_problem(self.iin, born_on=self.born_on, sex=self.sex):
                yield Problem(Person.iin, sentence)
            other = Person.get_or_none(
                (Person.iin == self.iin) & (Person.id != (self.id or 0)) & Person.deleted_at.is_null()
            )
            if other is not None:
                yield Problem(Person.iin, _("This IIN belongs to {person}.").format(person=other))


class Passport(Record):
    """A passport or another identity paper of a person; the older ones stay as its history (procedure 717, 5.5.1)."""

    person = PartOfField(Person, verbose_name=N_("Person"), backref="passports")
    number = pw.CharField(verbose_name=N_("Passport number"), max_length=30, index=True)
    passport_kind = ChoiceField(verbose_name=N_("Kind"), choices=PASSPORT_KINDS, default="passport")
    issuing_country = CountryField(verbose_name=N_("Issuing country"))
    issued_on = pw.DateField(verbose_name=N_("Issued on"), null=True)
    issued_by = NameField(verbose_name=N_("Issued by"), default="")
    expires_on = pw.DateField(verbose_name=N_("Valid until"), null=True)
    replaced_on = pw.DateField(
        verbose_name=N_("Replaced on"), null=True, help_text=N_("When another passport took its place")
    )

    outline = Outline(
        title=N_("Passports"),
        singular=N_("Passport"),
        columns=(number, issuing_country, issued_on, expires_on, replaced_on, passport_kind),
        sections={
            N_("Passport"): (
                number,
                passport_kind,
                issuing_country,
                issued_on,
                issued_by,
                expires_on,
                replaced_on,
            )
        },
        search=(number,),
    )
    sensitive = ("number",)
    known_by = ((number, issuing_country), (number,))

    class Meta:
        indexes = ((("deleted_at", "order_key"), False), (("deleted_at", "expires_on", "order_key"), False))

    def problems(self) -> Iterator[Problem]:
        if self.issued_on and self.expires_on and self.expires_on <= self.issued_on:
            yield Problem(Passport.expires_on, _("The end date is before the start date."))
        if self.issued_on and self.issued_on > date.today():
            yield Problem(Passport.issued_on, _("The day of issue lies in the future."))
        same = (Passport.number == self.number) & (Passport.issuing_country == self.issuing_country)
        other = Passport.get_or_none(same & (Passport.id != (self.id or 0)) & Passport.deleted_at.is_null())
        if other is not None:
            yield Problem(
                Passport.number,
                _("A passport with this number is entered for {person}.").format(person=other.person),
            )

    def warnings(self, on: date) -> Iterator[str]:
        if self.expires_on and self.expires_on < on and not self.replaced_on:
            sentence = _("The passport expired on {date}. Enter the new one.")
            yield sentence.format(date=f"{self.expires_on:%d.%m.%Y}")
