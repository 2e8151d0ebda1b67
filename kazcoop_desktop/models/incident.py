"""Breaches of the safety of personal data: what happened, whose data, what was done, and who was told of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import peewee as pw

from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.base import Outline, Problem, Record, label
from kazcoop_desktop.models.fields import (
    ChoiceField,
    ChoicesField,
    ClockField,
    LinkField,
    NameField,
    PartOfField,
    StageField,
)
from kazcoop_desktop.models.institution import Employee

INCIDENT_STAGES = [
    ("noticed", N_("Incident noticed")),
    ("measures", N_("Measures taken")),
    ("notified", N_("Authorised body notified")),
    ("closed", N_("Closed")),
]
INCIDENT_KINDS = [
    ("lost", N_("Computer, stick or papers lost or stolen")),
    ("sent", N_("Sent or given to the wrong person")),
    ("seen", N_("Seen by somebody who had no right to")),
    ("access", N_("Unlawful access to the program or its files")),
    ("published", N_("Published without a ground")),
    ("destroyed", N_("Data destroyed or changed")),
    ("other", N_("Something else")),
]
DATA_KINDS = [
    ("names", N_("Names, dates and places of birth")),
    ("papers", N_("IIN and identity papers")),
    ("contacts", N_("Addresses and contacts")),
    ("photos", N_("Photos")),
    ("studies", N_("Studies and work")),
    ("stay", N_("Visas, registration, insurance")),
    ("health", N_("Medical examinations")),
    ("restricted", N_("Ethnicity, religion, organisations, relatives")),
    ("money", N_("Bank accounts and payments")),
]
TOLD = [
    ("head", N_("Head of the institution")),
    ("persons", N_("The persons concerned")),
    ("owner", N_("Owner of the data")),
    ("police", N_("Police")),
    ("other", N_("Others")),
]


class Incident(Record):
    """One breach; Law 94-V of 21 May 2013 wants the authorised body to be notified of it."""

    number = pw.CharField(
        verbose_name=N_("Number"),
        max_length=60,
        default="",
        index=True,
        help_text=N_("Leave empty: the next number of the journal is given on saving"),
    )
    stage = StageField(verbose_name=N_("Stage"), choices=INCIDENT_STAGES, default="noticed")
    incident_kind = ChoiceField(verbose_name=N_("Kind of incident"), choices=INCIDENT_KINDS, default="other")
    happened_on = pw.DateField(
        verbose_name=N_("Happened on"), null=True, help_text=N_("Leave empty while it is not known")
    )
    noticed_on = pw.DateField(verbose_name=N_("Noticed on"), default=date.today, index=True)
    noticed_at = ClockField(verbose_name=N_("Noticed at"), default="", help_text=N_("For example: 14:05"))
    noticed_by = LinkField(Employee, verbose_name=N_("Noticed by"), null=True, backref="+")
    what_happened = pw.TextField(
        verbose_name=N_("What happened"),
        help_text=N_("Where, with what, how it was noticed; without names and numbers of the persons"),
    )
    data_kinds = ChoicesField(verbose_name=N_("Kinds of data"), choices=DATA_KINDS, default=())
    person_count = pw.IntegerField(
        verbose_name=N_("How many persons"), null=True, help_text=N_("Leave empty while it is not known")
    )
    cause = pw.TextField(
        verbose_name=N_("Cause, and by whose fault"), default="", help_text=N_("As far as it is known")
    )
    measures = pw.TextField(
        verbose_name=N_("What was done"),
        default="",
        help_text=N_("To stop the breach, to limit the harm, and so that it does not happen again"),
    )
    measures_on = pw.DateField(verbose_name=N_("Measures taken on"), null=True)
    responsible = LinkField(
        Employee,
        verbose_name=N_("Answers for the processing of personal data"),
        null=True,
        backref="+",
        help_text=N_("Named in the note with telephone and e-mail"),
    )
    notified_on = pw.DateField(verbose_name=N_("Authorised body notified on"), null=True)
    answer = pw.TextField(verbose_name=N_("Answer of the authorised body"), default="")
    closed_on = pw.DateField(verbose_name=N_("Closed on"), null=True)
    note = pw.TextField(verbose_name=N_("Note"), default="")

    outline = Outline(
        title=N_("Incidents with personal data"),
        singular=N_("Incident with personal data"),
        columns=(noticed_on, number, incident_kind, stage, person_count, notified_on, closed_on),
        sections={
            N_("Incident"): (number, incident_kind, happened_on, noticed_on, noticed_at, noticed_by),
            N_("What happened"): (what_happened, data_kinds, person_count, cause),
            N_("Measures"): (measures, measures_on),
            N_("Notice"): (responsible, notified_on, answer, closed_on),
            N_("Note"): (note,),
        },
        search=(number, what_happened, cause, measures),
    )
    begins = (noticed_on,)
    numbered_in = "INC"

    def __str__(self) -> str:
        shown = f"{self.noticed_on:%d.%m.%Y}"
        return f"{self.number} · {shown}" if self.number else shown

    def numbered_on(self) -> date | None:
        day: date = self.noticed_on
        return day

    def problems(self) -> Iterator[Problem]:
        for earlier, later in (
            (Incident.happened_on, Incident.noticed_on),
            (Incident.noticed_on, Incident.measures_on),
            (Incident.noticed_on, Incident.notified_on),
            (Incident.noticed_on, Incident.closed_on),
        ):
            before, after = getattr(self, earlier.name), getattr(self, later.name)
            if before and after and after < before:
                sentence = _("The date is before that of “{field}” ({date}).")
                yield Problem(later, sentence.format(field=label(earlier), date=f"{before:%d.%m.%Y}"))
        if self.person_count is not None and self.person_count < 0:
            yield Problem(Incident.person_count, _("The number cannot be less than zero."))


class IncidentTold(Record):
    """Whom else the incident was told, besides the authorised body."""

    incident = PartOfField(Incident, verbose_name=N_("Incident with personal data"), backref="told")
    whom = ChoiceField(verbose_name=N_("Who was told"), choices=TOLD, default="head")
    name = NameField(verbose_name=N_("Name"), default="", help_text=N_("Of a body or a person in office"))
    told_on = pw.DateField(verbose_name=N_("Told on"))
    how = pw.CharField(
        verbose_name=N_("How"), default="", help_text=N_("For example: by letter No. 07-05/12, by telephone")
    )

    outline = Outline(
        title=N_("Who else was told"),
        singular=N_("Somebody told"),
        columns=(told_on, whom, name, how),
        sections={N_("Who else was told"): (whom, name, told_on, how)},
        search=(name, how),
    )

    def problems(self) -> Iterator[Problem]:
        if self.told_on < self.incident.noticed_on:
            sentence = _("The date is before that of “{field}” ({date}).")
            noticed = f"{self.incident.noticed_on:%d.%m.%Y}"
            yield Problem(
                IncidentTold.told_on, sentence.format(field=label(Incident.noticed_on), date=noticed)
            )
