"""How many learners a year may go and come under an agreement."""

from __future__ import annotations

from collections.abc import Iterator

import peewee as pw

from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.base import Outline, Problem, Record
from kazcoop_desktop.models.fields import AcademicYearField, ChoiceField, PartOfField

DIRECTIONS = [
    ("outgoing", N_("Outgoing mobility")),
    ("incoming", N_("Incoming mobility")),
]


class ExchangePlaces(Record):
    """Places of one direction in each academic year from one to another."""

    agreement = PartOfField(Agreement, verbose_name=N_("Agreement"), backref="exchange_places")
    direction = ChoiceField(verbose_name=N_("Direction"), choices=DIRECTIONS, default="outgoing")
    places = pw.IntegerField(verbose_name=N_("Places a year"))
    first_year = AcademicYearField(
        verbose_name=N_("From the academic year"), default="", help_text=N_("Leave empty: from the beginning")
    )
    last_year = AcademicYearField(
        verbose_name=N_("Until the academic year"), default="", help_text=N_("Leave empty: until the end")
    )
    note = pw.CharField(verbose_name=N_("Note"), default="")

    outline = Outline(
        title=N_("Exchange places"),
        singular=N_("Exchange places of a direction"),
        columns=(direction, places, first_year, last_year, note),
        sections={N_("Exchange places"): (direction, places, first_year, last_year, note)},
        search=(direction, note),
    )

    class Meta:
        indexes = ((("deleted_at", "order_key"), False), (("agreement", "direction"), False))

    def problems(self) -> Iterator[Problem]:
        if self.places < 0:
            yield Problem(ExchangePlaces.places, _("The number must not be negative."))
        if self.first_year and self.last_year and self.last_year < self.first_year:
            yield Problem(ExchangePlaces.last_year, _("The end date is before the start date."))
