"""The scale of grades, kept as data with the day from which it holds, and the rules for a grade of a discipline."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import peewee as pw

from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.base import Outline, Problem, Record
from kazcoop_desktop.models.fields import ChoiceField, FigureField

TRADITIONAL = [
    ("excellent", N_("excellent")),
    ("good", N_("good")),
    ("satisfactory", N_("satisfactory")),
    ("unsatisfactory", N_("unsatisfactory")),
]
_LONG_AGO = date(2000, 1, 1)
_CYRILLIC_LETTERS = str.maketrans("АВСДЕХавсдех", "ABCDEXABCDEX")


class GradeScale(Record):
    """A grade of the letter scale; a later row of the same letter replaces it from its day on."""

    letter = pw.CharField(verbose_name=N_("Letter grade"), max_length=3, help_text=N_("Latin: A, A-, B+"))
    points = FigureField(verbose_name=N_("Points"))
    percent_from = pw.IntegerField(verbose_name=N_("Percent from"))
    percent_to = pw.IntegerField(verbose_name=N_("Percent to"))
    ects = pw.CharField(verbose_name=N_("ECTS grade"), max_length=2, default="")
    traditional = ChoiceField(verbose_name=N_("Traditional mark"), choices=TRADITIONAL, default="")
    is_pass = pw.BooleanField(verbose_name=N_("Credits are earned with it"), default=True)
    admits = pw.BooleanField(
        verbose_name=N_("Admits to a dual degree"),
        default=False,
        help_text=N_("Procedure 717, 5.6.1: A, A-, B+, B, B-"),
    )
    paragraph = pw.CharField(verbose_name=N_("Paragraph"), default="")
    valid_from = pw.DateField(verbose_name=N_("Valid from"), default=_LONG_AGO)
    is_off = pw.BooleanField(verbose_name=N_("Switched off"), default=False)

    outline = Outline(
        title=N_("Scale of grades"),
        singular=N_("Grade of the scale"),
        columns=(letter, points, percent_from, percent_to, traditional, ects, valid_from),
        sections={
            N_("Grade of the scale"): (letter, points, percent_from, percent_to, ects, traditional),
            N_("What it gives"): (is_pass, admits),
            N_("Source"): (paragraph, valid_from, is_off),
        },
        search=(letter, ects, traditional),
    )

    def __str__(self) -> str:
        return str(self.letter)

    def sorted_by(self) -> tuple[str, ...]:
        return f"{1000 - self.percent_from}", self.letter

    def problems(self) -> Iterator[Problem]:
        for field in (GradeScale.percent_from, GradeScale.percent_to):
            if not 0 <= getattr(self, field.name) <= 100:
                yield Problem(field, _("A percentage is between 0 and 100."))
        if self.percent_to < self.percent_from:
            yield Problem(GradeScale.percent_to, _("The range ends before it begins."))
        if self.letter != latin(self.letter):
            yield Problem(GradeScale.letter, _("Letter grades are written in Latin letters."))
        if self.points < 0:
            yield Problem(GradeScale.points, _("The number must not be negative."))


def scale_on(day: date | None) -> dict[str, GradeScale]:
    """The grades that hold on a day by their letters, the best one first; the newest ones for no day."""
    written = GradeScale.select().where(
        GradeScale.deleted_at.is_null(), GradeScale.valid_from <= (day or date.max)
    )
    latest = {row.letter: row for row in written.order_by(GradeScale.valid_from, GradeScale.id)}
    held = [row for row in latest.values() if not row.is_off]
    return {row.letter: row for row in sorted(held, key=lambda row: -int(row.percent_from))}


def latin(letter: str) -> str:
    """A letter grade as the scale writes it: a Cyrillic «В-» is a Latin B-."""
    return letter.strip().translate(_CYRILLIC_LETTERS).upper().replace("–", "-").replace("\u2212", "-")


def letters_in(grades: str) -> list[str]:
    """The letter grades of a list such as «A, A-, B+»."""
    return [latin(grade) for grade in grades.replace(",", " ").replace(";", " ").split()]


def grades_admit(grades: str, day: date | None) -> bool:
    """Whether there are grades, and each admits to a dual degree by the scale of a day (procedure 717, 5.6.1)."""
    given, scale = letters_in(grades), scale_on(day)
    return bool(given) and all(grade in scale and scale[grade].admits for grade in given)


def grade_problems(
    letter: pw.Field[Any], percent: pw.Field[Any], record: Record, day: date | None
) -> Iterator[Problem]:
    """What is wrong with the grade of a line by the scale of a day."""
    given, share = getattr(record, letter.name), getattr(record, percent.name)
    if share is not None and not 0 <= share <= 100:
        yield Problem(percent, _("A percentage is between 0 and 100."))
        return
    if not given:
        return
    scale = scale_on(day)
    if not scale:
        return
    if given not in scale:
        sentence = _("The scale has no grade “{grade}”. It has: {grades}.")
        yield Problem(letter, sentence.format(grade=given, grades=", ".join(scale)))
    elif share is not None and not scale[given].percent_from <= share <= scale[given].percent_to:
        sentence = _("“{grade}” is {low} to {high} percent, not {percent}.")
        grade = scale[given]
        yield Problem(
            letter,
            sentence.format(grade=given, low=grade.percent_from, high=grade.percent_to, percent=share),
        )
