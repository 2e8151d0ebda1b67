"""Reference data: what regulations and custom set, with its source and the day from which it holds.

The office edits all of it; a case keeps the values that were valid on its own day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import peewee as pw

from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models import keys, values
from kazcoop_desktop.models.base import Approved, Outline, Problem, Record, text_of
from kazcoop_desktop.models.fields import (
    ChoiceField,
    KeyField,
    KeysField,
    LinkField,
    NameField,
    OwnKeyField,
    PartOfField,
)
from kazcoop_desktop.models.institution import Employee, Position, Unit
from kazcoop_desktop.models.keys import PAPER

DAY_UNITS = [("calendar", N_("calendar days")), ("working", N_("working days"))]
_FORMS = keys.Forms(lambda: FormCode)
_ITEMS = keys.ChecklistItems(lambda: ChecklistItem)
_LONG_AGO = date(2000, 1, 1)


class DeadlineRule(Record):
    """A term: so many days before or after a date of a record. `code` joins the wordings of one rule over time."""

    code = pw.CharField(
        verbose_name=N_("Key"), max_length=60, help_text=N_("The same for all wordings of one rule")
    )
    name_kk = NameField(verbose_name=N_("Name in Kazakh"))
    name_ru = NameField(verbose_name=N_("Name in Russian"), default="")
    name_en = NameField(verbose_name=N_("Name in English"), default="")
    applies_to = KeyField(keys.REGISTERS, verbose_name=N_("Register"), max_length=60)
    counted_from = KeysField(
        keys.DATES,
        verbose_name=N_("Counted from the field"),
        max_length=60,
        help_text=N_("Of several, the first one that is filled in"),
    )
    days = pw.IntegerField(verbose_name=N_("Days"), default=0, help_text=N_("With a minus: before that date"))
    days_field = KeyField(
        keys.TERMS,
        verbose_name=N_("Days set by the field"),
        max_length=60,
        default="",
        help_text=N_("A field where the record itself names the number of days or the date"),
    )
    day_unit = ChoiceField(verbose_name=N_("Counted in"), choices=DAY_UNITS, default="calendar")
    done_field = KeysField(
        keys.FILLED_IN,
        verbose_name=N_("Done when filled in"),
        max_length=60,
        default="",
        help_text=N_("Of several, any one"),
    )
    stages = KeysField(
        keys.STAGES,
        verbose_name=N_("Only in the stages"),
        default="",
        help_text=N_("Leave empty for all stages"),
    )
    kinds = KeysField(
        keys.KINDS,
        verbose_name=N_("Only of the kinds"),
        default="",
        help_text=N_("Leave empty for all kinds"),
    )
    lead_days = pw.IntegerField(verbose_name=N_("Shown so many days before"), default=30)
    paragraph = pw.CharField(
        verbose_name=N_("Paragraph"),
        default="",
        help_text=N_("What asks for it; where it prints no term, the office sets the days"),
    )
    valid_from = pw.DateField(verbose_name=N_("Valid from"), default=_LONG_AGO)
    is_off = pw.BooleanField(verbose_name=N_("Switched off"), default=False)

    outline = Outline(
        title=N_("Deadline rules"),
        singular=N_("Deadline rule"),
        columns=(name_kk, applies_to, days, day_unit, paragraph, valid_from),
        sections={
            N_("Name"): (name_kk, name_ru, name_en, code),
            N_("Term"): (
                applies_to,
                counted_from,
                days,
                days_field,
                day_unit,
                done_field,
                stages,
                kinds,
                lead_days,
            ),
            N_("Source"): (paragraph, valid_from, is_off),
        },
        search=(code, name_kk, name_ru, name_en, paragraph),
    )

    def __str__(self) -> str:
        return self.named("name")

    def problems(self) -> Iterator[Problem]:
        if self.applies_to == PAPER:
            return
        yield from problems_of_keys(
            self,
            DeadlineRule.counted_from,
            DeadlineRule.days_field,
            DeadlineRule.done_field,
            DeadlineRule.stages,
            DeadlineRule.kinds,
        )


def days_of(code: str, day: date) -> int | None:
    """The number of days of a rule as it is worded on a day; None when there is no such rule or it is switched off."""
    worded = DeadlineRule.select(DeadlineRule.days, DeadlineRule.is_off).where(
        DeadlineRule.code == code, DeadlineRule.deleted_at.is_null(), DeadlineRule.valid_from <= day
    )
    latest: Any = worded.order_by(DeadlineRule.valid_from.desc(), DeadlineRule.id.desc()).limit(1).tuples()
    return next((None if is_off else int(days) for days, is_off in latest), None)


class ChecklistItem(Record):
    """A line of the checklist of every record of a register, or of those of some kinds."""

    applies_to = KeyField(keys.REGISTERS, verbose_name=N_("Register"), max_length=60)
    code = pw.CharField(verbose_name=N_("Key"), max_length=60)
    kinds = KeysField(
        keys.KINDS,
        verbose_name=N_("Only of the kinds"),
        default="",
        help_text=N_("Leave empty for all kinds"),
    )
    sequence = pw.IntegerField(verbose_name=N_("No."), default=1)
    name_kk = pw.CharField(verbose_name=N_("Name in Kazakh"))
    name_ru = pw.CharField(verbose_name=N_("Name in Russian"), default="")
    name_en = pw.CharField(verbose_name=N_("Name in English"), default="")
    unless = KeysField(
        keys.FIELDS,
        verbose_name=N_("Not asked when filled in"),
        default="",
        help_text=N_("A field of the register that makes the item needless"),
    )
    paragraph = pw.CharField(verbose_name=N_("Paragraph"), default="")
    valid_from = pw.DateField(verbose_name=N_("Valid from"), default=_LONG_AGO)
    is_off = pw.BooleanField(verbose_name=N_("Switched off"), default=False)

    outline = Outline(
        title=N_("Checklists"),
        singular=N_("Checklist item"),
        columns=(name_kk, applies_to, sequence, paragraph, valid_from),
        sections={
            N_("Name"): (name_kk, name_ru, name_en, code),
            N_("Place"): (applies_to, kinds, sequence, unless),
            N_("Source"): (paragraph, valid_from, is_off),
        },
        search=(name_kk, name_ru, name_en, paragraph),
    )

    def __str__(self) -> str:
        return self.named("name")

    def problems(self) -> Iterator[Problem]:
        yield from problems_of_keys(self, ChecklistItem.kinds, ChecklistItem.unless)


class StageRule(Record):
    """Who acts at a stage, and which papers must be printed before a case comes to it."""

    applies_to = KeyField(keys.REGISTERS, verbose_name=N_("Register"), max_length=60)
    kinds = KeysField(
        keys.KINDS,
        verbose_name=N_("Only of the kinds"),
        default="",
        help_text=N_("Leave empty for all kinds"),
    )
    stage = KeyField(keys.STAGES, verbose_name=N_("Stage"), max_length=60)
    actor_kk = pw.CharField(verbose_name=N_("Who acts, Kazakh"), default="")
    actor_ru = pw.CharField(verbose_name=N_("Who acts, Russian"), default="")
    actor_en = pw.CharField(verbose_name=N_("Who acts, English"), default="")
    papers = KeysField(_FORMS, verbose_name=N_("Papers needed"), default="")
    fields = KeysField(keys.FIELDS, verbose_name=N_("Fields needed"), default="")
    checklist = KeysField(_ITEMS, verbose_name=N_("Checklist items needed"), default="")
    needs_scan = pw.BooleanField(verbose_name=N_("A file must be attached"), default=False)
    paragraph = pw.CharField(verbose_name=N_("Paragraph"), default="")
    valid_from = pw.DateField(verbose_name=N_("Valid from"), default=_LONG_AGO)

    outline = Outline(
        title=N_("Stages and their papers"),
        singular=N_("Stage rule"),
        columns=(applies_to, stage, actor_kk, papers, paragraph, valid_from),
        sections={
            N_("Stage"): (applies_to, kinds, stage),
            N_("Who acts"): (actor_kk, actor_ru, actor_en),
            N_("What is needed"): (papers, fields, checklist, needs_scan),
            N_("Source"): (paragraph, valid_from),
        },
        search=(stage, actor_kk, actor_ru),
    )

    def problems(self) -> Iterator[Problem]:
        yield from problems_of_keys(
            self, StageRule.kinds, StageRule.stage, StageRule.fields, StageRule.checklist
        )

    def __str__(self) -> str:
        return " · ".join(text_of(self, field) for field in (StageRule.applies_to, StageRule.stage))

    def sorted_by(self) -> tuple[str, ...]:
        """Stages in the order of the way that a case goes."""
        stages = list(keys.STAGES.titles(self.applies_to))
        place = stages.index(self.stage) if self.stage in stages else len(stages)
        return (values.order_text(StageRule.applies_to, self.applies_to), f"{place:02}")


class FormCode(Record):
    """A printed form: its name, and the code printed behind the institution's prefix (procedure 717)."""

    form = OwnKeyField(_FORMS, verbose_name=N_("Form"), max_length=60)
    name_kk = NameField(verbose_name=N_("Name in Kazakh"))
    name_ru = NameField(verbose_name=N_("Name in Russian"), default="")
    name_en = NameField(verbose_name=N_("Name in English"), default="")
    code = pw.CharField(
        verbose_name=N_("Form code"), max_length=30, default="", help_text=N_("For example: 403-03")
    )
    comes_back = pw.BooleanField(verbose_name=N_("The signed copy comes back"), default=False)
    paragraph = pw.CharField(verbose_name=N_("Paragraph"), default="")
    valid_from = pw.DateField(verbose_name=N_("Valid from"), default=_LONG_AGO)

    outline = Outline(
        title=N_("Form codes"),
        singular=N_("Form code"),
        columns=(name_kk, code, comes_back, paragraph, valid_from),
        sections={
            N_("Name"): (name_kk, name_ru, name_en),
            N_("Form code"): (form, code, comes_back),
            N_("Source"): (paragraph, valid_from),
        },
        search=(form, code, name_kk, name_ru, name_en),
    )

    def __str__(self) -> str:
        return self.named("name")


class Signatory(Record):
    """Who signs, approves or agrees a form, or to whom it is addressed; from the day on."""

    form = KeyField(_FORMS, verbose_name=N_("Form"), max_length=60)
    part = ChoiceField(
        verbose_name=N_("Part"),
        choices=[
            ("signs", N_("Signs")),
            ("approves", N_("Approves")),
            ("agrees", N_("Agrees")),
            ("addressee", N_("Addressee")),
        ],
        default="signs",
    )
    sequence = pw.IntegerField(verbose_name=N_("No."), default=1)
    position = LinkField(Position, verbose_name=N_("Position"), backref="+")
    employee = LinkField(Employee, verbose_name=N_("Employee"), null=True, backref="+")
    paragraph = pw.CharField(verbose_name=N_("Paragraph"), default="")
    valid_from = pw.DateField(verbose_name=N_("Valid from"), default=_LONG_AGO)

    outline = Outline(
        title=N_("Signatories and approvers"),
        singular=N_("Signatory"),
        columns=(form, part, sequence, position, employee, valid_from),
        sections={
            N_("Paper"): (form, part, sequence),
            N_("Person"): (position, employee),
            N_("Source"): (paragraph, valid_from),
        },
        search=(Position.name_kk, Position.name_ru, Employee.surname),
    )


class FileIndex(Record):
    """A file of the unit's nomenclature (department regulation, 9 and 18.8)."""

    code = pw.CharField(
        verbose_name=N_("File index"), max_length=30, unique=True, help_text=N_("For example: 07-12")
    )
    name_kk = NameField(verbose_name=N_("Name in Kazakh"))
    name_ru = NameField(verbose_name=N_("Name in Russian"), default="")
    name_en = NameField(verbose_name=N_("Name in English"), default="")
    unit = LinkField(Unit, verbose_name=N_("Structural unit"), null=True, backref="+")
    retention_kk = NameField(
        verbose_name=N_("Retention period in Kazakh"),
        default="",
        help_text=N_("For example: 5 жыл, or тұрақты"),
    )
    retention_ru = NameField(verbose_name=N_("Retention period in Russian"), default="")
    retention_en = NameField(
        verbose_name=N_("Retention period in English"),
        default="",
        help_text=N_("For example: 5 years, or permanently"),
    )
    paragraph = pw.CharField(verbose_name=N_("Paragraph"), default="")

    outline = Outline(
        title=N_("Nomenclature of files"),
        singular=N_("File (folder)"),
        columns=(code, name_kk, name_ru, retention_kk),
        sections={
            N_("File (folder)"): (code, name_kk, name_ru, name_en, unit),
            N_("Storage"): (retention_kk, retention_ru, retention_en, paragraph),
        },
        search=(code, name_kk, name_ru, name_en),
    )

    def __str__(self) -> str:
        return f"{self.code} {self.named('name')}"


class Journal(Record):
    """A series of numbers. Signs of the pattern: {index} {seq} {year} {suffix}."""

    code = pw.CharField(verbose_name=N_("Key"), max_length=30, unique=True)
    name_kk = NameField(verbose_name=N_("Name in Kazakh"))
    name_ru = NameField(verbose_name=N_("Name in Russian"), default="")
    name_en = NameField(verbose_name=N_("Name in English"), default="")
    pattern = pw.CharField(
        verbose_name=N_("Pattern"),
        default="{seq}",
        max_length=60,
        help_text=N_("{index}, {seq}, {year}, {suffix}"),
    )
    file_index = LinkField(FileIndex, verbose_name=N_("File index"), null=True, backref="+")
    suffix = pw.CharField(verbose_name=N_("Suffix"), default="", max_length=10)
    digits = pw.IntegerField(verbose_name=N_("Digits at least"), default=1, help_text=N_("3 gives 007"))
    yearly = pw.BooleanField(verbose_name=N_("Begins anew each year"), default=True)

    outline = Outline(
        title=N_("Numbering"),
        singular=N_("Journal of numbers"),
        columns=(name_kk, pattern, file_index, yearly),
        sections={
            N_("Name"): (name_kk, name_ru, name_en, code),
            N_("Numbering"): (pattern, file_index, suffix, digits, yearly),
        },
        search=(code, name_kk, name_ru, name_en),
    )

    def __str__(self) -> str:
        return self.named("name")

    def problems(self) -> Iterator[Problem]:
        try:
            shown = self.pattern.format(index="", seq=1, year=2026, suffix="")
        except (KeyError, IndexError, ValueError):
            shown = ""
        if "{seq}" not in self.pattern or not shown:
            sentence = _(
                "The pattern has {seq} and, if wanted, {index}, {year}, {suffix}; nothing else in braces."
            )
            yield Problem(Journal.pattern, sentence)
        if not 1 <= self.digits <= 9:
            yield Problem(Journal.digits, _("Enter a number, for example: {example}.").format(example=3))


class JournalNumber(Record):
    """One number of a journal: given, kept back or annulled, never given twice."""

    journal = PartOfField(Journal, verbose_name=N_("Journal of numbers"), backref="numbers")
    number = pw.CharField(verbose_name=N_("Number"), max_length=60)
    year = pw.IntegerField(verbose_name=N_("Year"))
    seq = pw.IntegerField(verbose_name=N_("No."))
    state = ChoiceField(
        verbose_name=N_("State"),
        choices=[("given", N_("Given")), ("reserved", N_("Reserved")), ("annulled", N_("Annulled"))],
        default="given",
    )
    reason = pw.CharField(verbose_name=N_("Reason"), default="")
    given_on = pw.DateField(verbose_name=N_("Date"))
    subject = pw.CharField(verbose_name=N_("Subject"), default="")

    outline = Outline(
        title=N_("Numbers"),
        singular=N_("Number"),
        columns=(number, given_on, state, subject, reason),
        sections={N_("Number"): (number, year, seq, given_on, subject), N_("State"): (state, reason)},
        search=(number, subject),
    )
    approved = (
        Approved(on=given_on, where=state, stages=("given", "annulled"), fields=(journal, number, year, seq)),
    )

    def problems(self) -> Iterator[Problem]:
        if self.state != "given" and not self.reason:
            yield Problem(JournalNumber.reason, _("Give the reason."))


JournalNumber.add_index(JournalNumber.journal, JournalNumber.year, JournalNumber.seq, unique=True)


class SpecialDay(Record):
    """The office's correction of the calendar: a moved day off, a working Saturday, a confirmed feast."""

    day = pw.DateField(verbose_name=N_("Date"), unique=True)
    is_working = pw.BooleanField(verbose_name=N_("A working day"), default=False)
    name_kk = NameField(verbose_name=N_("Name in Kazakh"), default="")
    name_ru = NameField(verbose_name=N_("Name in Russian"), default="")
    name_en = NameField(verbose_name=N_("Name in English"), default="")
    paragraph = pw.CharField(
        verbose_name=N_("Paragraph"), default="", help_text=N_("The act that moves the day")
    )

    outline = Outline(
        title=N_("Holidays and moved days"),
        singular=N_("Special day"),
        columns=(day, is_working, name_kk, paragraph),
        sections={N_("Special day"): (day, is_working, name_kk, name_ru, name_en, paragraph)},
        search=(name_kk, name_ru, name_en),
    )


def problems_of_keys(record: Any, *fields: KeysField) -> Iterator[Problem]:
    """Keys that the program or the register named does not have."""
    kind, asked = record.applies_to, type(record).applies_to
    if kind not in keys.REGISTERS.titles() or kind == PAPER:
        yield _no_such(asked, kind, keys.REGISTERS.titles())
        return
    for field in fields:
        for key in keys.unknown_keys(record, field, kind):
            yield _no_such(field, key, field.known.titles(kind))


def _no_such(field: pw.Field[Any], name: str, known: Mapping[str, str]) -> Problem:
    sentence = _("There is no “{name}” here. There are: {names}.")
    names = ", ".join(f"{title} ({key})" for key, title in known.items())
    return Problem(field, sentence.format(name=name, names=names))
