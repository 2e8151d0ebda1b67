"""The log of consultations: who was advised on applications, forms, grants and other papers, and how."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import peewee as pw

from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.base import Outline, Problem, Record
from kazcoop_desktop.models.call import Call
from kazcoop_desktop.models.fields import ChoiceField, LinkField, NameField
from kazcoop_desktop.models.institution import Employee, Unit

ADVISED = [  # department regulation, 17.7, 17.8, 18.4, 18.15
    ("student", N_("Student")),
    ("doctoral", N_("Doctoral student")),
    ("employee", N_("Employee")),
    ("teacher", N_("Teacher")),
    ("foreign_student", N_("Foreign student")),
    ("unit", N_("Structural unit")),
]
SUBJECTS = [
    ("application", N_("Application")),
    ("form", N_("Form")),
    ("grant", N_("Grant")),
    ("trip", N_("Trip abroad")),
    ("mobility", N_("Academic mobility")),
    ("other", N_("Other documents")),
]


class Consultation(Record):
    """One consultation: whom, on what, what was advised (department regulation, 18.15)."""

    held_on = pw.DateField(verbose_name=N_("Date"), default=date.today)
    category = ChoiceField(verbose_name=N_("Who was advised"), choices=ADVISED, default="student")
    employee = LinkField(Employee, verbose_name=N_("Employee"), null=True, backref="consultations")
    name = NameField(verbose_name=N_("Full name"), default="")
    unit = LinkField(Unit, verbose_name=N_("Structural unit"), null=True, backref="+")
    subject = ChoiceField(verbose_name=N_("On what"), choices=SUBJECTS, default="application")
    call = LinkField(Call, verbose_name=N_("Call"), null=True, backref="consultations")
    question = pw.TextField(verbose_name=N_("Question"), default="")
    answer = pw.TextField(verbose_name=N_("What was advised"), default="")
    adviser = LinkField(Employee, verbose_name=N_("Adviser"), null=True, backref="+")
    again_on = pw.DateField(verbose_name=N_("To be answered by"), null=True, index=True)
    done_on = pw.DateField(verbose_name=N_("Done on"), null=True)

    outline = Outline(
        title=N_("Consultations"),
        singular=N_("Consultation"),
        columns=(held_on, category, employee, name, unit, subject, question, adviser, done_on),
        sections={
            N_("Who was advised"): (held_on, category, employee, name, unit),
            N_("Consultation"): (subject, call, question, answer, adviser, again_on, done_on),
        },
        search=(name, Employee.surname, question, answer),
    )
    begins = (held_on,)

    def __str__(self) -> str:
        return f"{self.held_on:%d.%m.%Y} · {self.advised}"

    @property
    def advised(self) -> str:
        """Who was advised: the employee, the name that was written, or the unit."""
        return self.name or str(self.employee or self.unit or "")

    def sorted_by(self) -> tuple[str, ...]:
        return self.held_on.isoformat(), self.advised

    def problems(self) -> Iterator[Problem]:
        if not self.advised:
            yield Problem(Consultation.name, _("Choose an employee or a unit, or write the full name."))
        for field in (Consultation.again_on, Consultation.done_on):
            day = getattr(self, field.name)
            if day and day < self.held_on:
                yield Problem(field, _("The end date is before the start date."))
