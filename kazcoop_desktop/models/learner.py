"""Learners: students, master and doctoral students, our own and those who come from partners."""

from __future__ import annotations

from collections.abc import Iterator

import peewee as pw

from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.base import Outline, Problem, Record
from kazcoop_desktop.models.fields import ChoiceField, LinkField, NameField
from kazcoop_desktop.models.institution import Unit
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.person import Person

LEARNER_LEVELS = [
    ("bachelor", N_("Bachelor level")),
    ("master", N_("Master student")),
    ("doctoral", N_("Doctoral student")),
    ("residency", N_("Residency")),
    ("preparatory", N_("Preparatory department")),
]


class Learner(Record):
    """A person as a learner of one programme; incoming ones belong to their home university."""

    person = LinkField(Person, verbose_name=N_("Person"), backref="learners")
    number = pw.CharField(
        verbose_name=N_("Student number"),
        max_length=30,
        default="",
        index=True,
        help_text=N_("The university's own"),
    )
    level = ChoiceField(verbose_name=N_("Level of study"), choices=LEARNER_LEVELS, default="bachelor")
    programme_code = pw.CharField(
        verbose_name=N_("Programme code"), max_length=20, default="", help_text=N_("For example: 6B07201")
    )
    programme_kk = NameField(verbose_name=N_("Programme in Kazakh"), default="")
    programme_ru = NameField(verbose_name=N_("Programme in Russian"), default="")
    programme_en = NameField(verbose_name=N_("Programme in English"), default="")
    course = pw.IntegerField(verbose_name=N_("Year of study"), null=True)
    group = pw.CharField(verbose_name=N_("Group"), max_length=30, default="", column_name="study_group")
    unit = LinkField(Unit, verbose_name=N_("Home unit"), null=True, backref="learners")
    home_university = LinkField(
        Partner,
        verbose_name=N_("Home university"),
        null=True,
        backref="learners",
        help_text=N_("Only of learners who come from a partner"),
    )
    note = pw.TextField(verbose_name=N_("Note"), default="")

    outline = Outline(
        title=N_("Learners"),
        singular=N_("Learner"),
        columns=(person, number, level, programme_kk, course, group, unit, home_university),
        sections={
            N_("Learner"): (person, number, level),
            N_("Studies"): (programme_code, programme_kk, programme_ru, programme_en, course, group, unit),
            N_("From a partner"): (home_university, note),
        },
        search=(
            person,
            Person.surname,
            Person.surname_kk,
            Person.surname_ru,
            number,
            programme_code,
            programme_kk,
            programme_ru,
            programme_en,
            group,
        ),
    )

    class Meta:
        indexes = (
            (("deleted_at", "order_key"), False),
            (("deleted_at", "level", "order_key"), False),
        )

    def __str__(self) -> str:
        return f"{self.person} · {self.number}" if self.number else str(self.person)

    def sorted_by(self) -> tuple[str, ...]:
        return (*self.person.sorted_by(), self.number)

    def other_names(self) -> Iterator[str]:
        yield from self.person.other_names()

    @property
    def programme(self) -> str:
        """The programme with its code, in the current language."""
        return " ".join(part for part in (self.programme_code, self.named("programme")) if part)

    def problems(self) -> Iterator[Problem]:
        if self.course is not None and not 1 <= self.course <= 8:
            yield Problem(Learner.course, _("A year of study is between 1 and 8."))
        same = (Learner.number == self.number) & (Learner.id != (self.id or 0)) & Learner.deleted_at.is_null()
        if self.number and (other := Learner.select().where(same).first()) is not None:
            yield Problem(Learner.number, _("This number is already taken: {record}.").format(record=other))
