"""The main works of a visiting scholar, as the profile names them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import peewee as pw

from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.base import Outline, Problem, Record
from kazcoop_desktop.models.fields import NameField, PartOfField
from kazcoop_desktop.models.scholar_visit import ScholarVisit

MOST = 5


class ScholarWork(Record):
    """One of the main works that the scholar's profile names, five at most (procedure 717, 5.5.1)."""

    visit = PartOfField(ScholarVisit, verbose_name=N_("Scholar's visit"), backref="works")
    title = pw.CharField(verbose_name=N_("Title"), max_length=500)
    published_in = NameField(verbose_name=N_("Published in"), default="")
    year = pw.IntegerField(verbose_name=N_("Year"), null=True)

    outline = Outline(
        title=N_("Works"),
        singular=N_("Work"),
        columns=(title, published_in, year),
        sections={N_("Work"): (title, published_in, year)},
        search=(title, published_in),
    )

    def problems(self) -> Iterator[Problem]:
        others = ScholarWork.select().where(
            ScholarWork.visit == self.visit,
            ScholarWork.deleted_at.is_null(),
            ScholarWork.id != (self.id or 0),
        )
        if others.count() >= MOST:
            sentence = _("The profile names {most} works at most.")
            yield Problem(ScholarWork.title, sentence.format(most=MOST))
        if self.year is not None and not 1900 <= self.year <= date.today().year + 1:
            yield Problem(ScholarWork.year, _("Enter a number, for example: {example}.").format(example=2024))
