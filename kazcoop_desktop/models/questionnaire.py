"""What the questionnaire of annex 1 asks about a person beyond the record itself (order 661, annex 1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import peewee as pw

from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models import values
from kazcoop_desktop.models.base import Outline, Problem, Record
from kazcoop_desktop.models.fields import ChoiceField, ChoicesField, LanguagesField, NameField, PartOfField
from kazcoop_desktop.models.person import Person

LEVELS = [
    ("native", N_("Native language")),
    ("fluent", N_("Fluent")),
    ("good", N_("Good")),
    ("basic", N_("Basic")),
]
KINSHIPS = [  # item 10: the rows in the order printed
    ("father", N_("Father")),
    ("mother", N_("Mother")),
    ("brother", N_("Brother")),
    ("sister", N_("Sister")),
    ("spouse", N_("Spouse")),
    ("child", N_("Child")),
    ("other", N_("Another close relative")),
]
SCHOOL_TYPES = [  # item 11: the footnote
    ("state", N_("State school")),
    ("private", N_("Private school")),
    ("religious", N_("Religious school")),
    ("secular", N_("Secular school")),
    ("military", N_("Military school")),
]
ACTIVITIES = [  # item 13
    ("study", N_("Study")),
    ("work", N_("Work")),
    ("military", N_("Military service")),
    ("public", N_("Public activity")),
    ("other", N_("Other activity")),
]
MARITAL_STATUSES = [
    ("single", N_("Not married")),
    ("married", N_("Married")),
    ("divorced", N_("Divorced")),
    ("widowed", N_("Widowed")),
]
_FIRST_YEAR = 1900


class RestrictedFacts(Record):
    """Ethnicity, religion, organisations, marital status: asked by items 5-7 and 9, shown to nobody unasked."""

    person = PartOfField(Person, verbose_name=N_("Person"), backref="restricted_facts")
    ethnicity = NameField(verbose_name=N_("Ethnicity"), default="", max_length=100)
    religion = NameField(verbose_name=N_("Religion"), default="", max_length=100)
    organisations = pw.TextField(verbose_name=N_("Political and public organisations"), default="")
    marital_status = ChoiceField(verbose_name=N_("Marital status"), choices=MARITAL_STATUSES, default="")

    outline = Outline(
        title=N_("Restricted facts"),
        singular=N_("Restricted facts"),
        columns=(ethnicity, religion, organisations, marital_status),
        sections={N_("Restricted facts"): (ethnicity, religion, organisations, marital_status)},
        search=(ethnicity,),
    )
    is_restricted = True

    def __str__(self) -> str:
        return _(RestrictedFacts.outline.singular)

    def problems(self) -> Iterator[Problem]:
        mine = (RestrictedFacts.person == self.person) & (RestrictedFacts.id != (self.id or 0))
        if RestrictedFacts.select().where(mine & RestrictedFacts.deleted_at.is_null()).exists():
            yield Problem(
                RestrictedFacts.ethnicity, _("These facts are entered already. Change that record instead.")
            )


class Relative(Record):
    """A relative of a person (item 10)."""

    person = PartOfField(Person, verbose_name=N_("Person"), backref="relatives")
    kinship = ChoiceField(verbose_name=N_("Degree of kinship"), choices=KINSHIPS, default="father")
    full_name = NameField(verbose_name=N_("Full name"))
    birth_year = pw.IntegerField(verbose_name=N_("Year of birth"), null=True)
    occupation = NameField(verbose_name=N_("Occupation"), default="")
    address = NameField(verbose_name=N_("Permanent address"), default="")

    outline = Outline(
        title=N_("Relatives"),
        singular=N_("Relative"),
        columns=(kinship, full_name, birth_year, occupation, address),
        sections={N_("Relative"): (kinship, full_name, birth_year, occupation, address)},
        search=(full_name,),
    )
    is_restricted = True

    def __str__(self) -> str:
        return values.as_text(Relative.kinship, self.kinship)

    def problems(self) -> Iterator[Problem]:
        if self.birth_year is not None and not _FIRST_YEAR - 50 <= self.birth_year <= date.today().year:
            yield Problem(
                Relative.birth_year, _("There is no such year: {year}.").format(year=self.birth_year)
            )


class PersonLanguage(Record):
    """A language that a person knows, and how well (item 12)."""

    person = PartOfField(Person, verbose_name=N_("Person"), backref="known_languages")
    language = LanguagesField(verbose_name=N_("Language"), help_text=N_("One language a line"))
    oral = ChoiceField(verbose_name=N_("Oral"), choices=LEVELS, default="")
    reading = ChoiceField(verbose_name=N_("Reading"), choices=LEVELS, default="")
    writing = ChoiceField(verbose_name=N_("Writing"), choices=LEVELS, default="")

    outline = Outline(
        title=N_("Knowledge of languages"),
        singular=N_("Knowledge of a language"),
        columns=(language, oral, reading, writing),
        sections={N_("Knowledge of a language"): (language, oral, reading, writing)},
        search=(language,),
    )

    def problems(self) -> Iterator[Problem]:
        if len(self.language) != 1:
            yield Problem(PersonLanguage.language, _("Choose one language; add a line for each other one."))


class Education(Record):
    """A school or university that a person attended before coming to Kazakhstan (item 11)."""

    person = PartOfField(Person, verbose_name=N_("Person"), backref="educations")
    name = NameField(verbose_name=N_("Name of educational organisation"))
    programme = NameField(verbose_name=N_("Study programme"), default="")
    from_year = pw.IntegerField(verbose_name=N_("From, year"), null=True)
    until_year = pw.IntegerField(verbose_name=N_("Until, year"), null=True)
    school_type = ChoicesField(
        verbose_name=N_("Type of educational organisation"), choices=SCHOOL_TYPES, default=()
    )
    document = NameField(
        verbose_name=N_("Document on education"), default="", help_text=N_("Its name, number and date")
    )

    outline = Outline(
        title=N_("Education before coming"),
        singular=N_("Education"),
        columns=(from_year, until_year, name, programme, document),
        sections={N_("Education"): (name, programme, from_year, until_year, school_type, document)},
        search=(name, programme),
    )

    def __str__(self) -> str:
        return str(self.name)

    def sorted_by(self) -> tuple[str, ...]:
        return str(self.from_year or self.until_year or ""), self.name

    def problems(self) -> Iterator[Problem]:
        for field in (Education.from_year, Education.until_year):
            year = getattr(self, field.name)
            if year is not None and not _FIRST_YEAR <= year <= date.today().year + 10:
                yield Problem(field, _("There is no such year: {year}.").format(year=year))
        if self.from_year and self.until_year and self.until_year < self.from_year:
            yield Problem(Education.until_year, _("The end date is before the start date."))


class PastActivity(Record):
    """What a person did in the last five years before coming to Kazakhstan (item 13)."""

    person = PartOfField(Person, verbose_name=N_("Person"), backref="past_activities")
    started_on = pw.DateField(verbose_name=N_("Started on"), null=True)
    ended_on = pw.DateField(verbose_name=N_("Ended on"), null=True)
    activity = ChoiceField(verbose_name=N_("Kind"), choices=ACTIVITIES, default="study")
    what = NameField(verbose_name=N_("Where and as what"))

    outline = Outline(
        title=N_("Activity of the last five years"),
        singular=N_("Past activity"),
        columns=(started_on, ended_on, activity, what),
        sections={N_("Past activity"): (started_on, ended_on, activity, what)},
        search=(what,),
    )

    def __str__(self) -> str:
        return str(self.what)

    def problems(self) -> Iterator[Problem]:
        if self.started_on and self.ended_on and self.ended_on < self.started_on:
            yield Problem(PastActivity.ended_on, _("The end date is before the start date."))
