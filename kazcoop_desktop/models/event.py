"""International conferences and other events in which the staff take part (order 661, annex 2, item 8)."""

from __future__ import annotations

from collections.abc import Iterator

import peewee as pw

from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.base import Outline, Problem, Record
from kazcoop_desktop.models.fields import ChoiceField, CountryField, LinkField, NameField
from kazcoop_desktop.models.institution import Employee, Unit
from kazcoop_desktop.models.trip import Trip

EVENT_FORMS = [
    ("conference", N_("Conference")),
    ("symposium", N_("Symposium")),
    ("seminar", N_("Seminar")),
    ("congress", N_("Congress, forum")),
    ("workshop", N_("Workshop, master class")),
    ("contest", N_("Contest, festival")),
    ("exhibition", N_("Exhibition")),
]
EVENT_KINDS = [  # order 661, annex 2, item 8
    ("scientific", N_("Scientific")),
    ("practical", N_("Scientific and practical")),
    ("methodical", N_("Scientific and methodical")),
]


class EventParticipation(Record):
    """One person's part in an international conference, symposium or seminar."""

    employee = LinkField(Employee, verbose_name=N_("Participant"), backref="events")
    unit = LinkField(
        Unit,
        verbose_name=N_("Structural unit"),
        null=True,
        backref="+",
        help_text=N_("Leave empty: as the person works on the day of entry"),
    )
    name = NameField(verbose_name=N_("Name of the event"))
    event_form = ChoiceField(verbose_name=N_("Event"), choices=EVENT_FORMS, default="conference")
    event_kind = ChoiceField(verbose_name=N_("Kind"), choices=EVENT_KINDS, default="scientific")
    country = CountryField(verbose_name=N_("Country"))
    city = NameField(verbose_name=N_("City"), default="", max_length=100)
    organiser = NameField(verbose_name=N_("Organiser"), default="")
    starts_on = pw.DateField(verbose_name=N_("Start date"))
    ends_on = pw.DateField(verbose_name=N_("End date"), null=True)
    is_remote = pw.BooleanField(verbose_name=N_("Remotely"), default=False)
    role = ChoiceField(
        verbose_name=N_("Role"),
        choices=[
            ("plenary", N_("Plenary speaker")),
            ("speaker", N_("Speaker")),
            ("chair", N_("Chair, moderator")),
            ("jury", N_("Member of the jury")),
            ("listener", N_("Listener")),
            ("organiser", N_("Organiser")),
        ],
        default="speaker",
    )
    topic = pw.CharField(verbose_name=N_("Topic"), default="", max_length=500)
    publication = pw.CharField(
        verbose_name=N_("Publication"),
        default="",
        max_length=500,
        help_text=N_("Title, collection, pages, DOI"),
    )
    trip = LinkField(Trip, verbose_name=N_("Trip"), null=True, backref="events")

    outline = Outline(
        title=N_("Conferences and events"),
        singular=N_("Participation in an event"),
        columns=(starts_on, employee, name, event_form, event_kind, country, role, topic),
        sections={
            N_("Event"): (
                name,
                event_form,
                event_kind,
                country,
                city,
                organiser,
                starts_on,
                ends_on,
                is_remote,
            ),
            N_("Participation"): (employee, unit, role, topic, publication, trip),
        },
        search=(name, Employee.surname, Employee.given_name, topic, publication, country, city),
    )

    def __str__(self) -> str:
        return f"{self.employee} · {self.name} · {self.starts_on:%d.%m.%Y}"

    def complete(self) -> None:
        if self.unit is None:
            self.unit = self.employee.unit

    def problems(self) -> Iterator[Problem]:
        if self.ends_on and self.ends_on < self.starts_on:
            yield Problem(EventParticipation.ends_on, _("The end date is before the start date."))
        if self.trip is not None and self.trip.traveller != self.employee:
            sentence = _("That is a trip of another person: {person}.")
            yield Problem(EventParticipation.trip, sentence.format(person=self.trip.traveller))
