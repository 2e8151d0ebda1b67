"""What was agreed with a delegation: the minutes 403-02, and each promise with its owner and date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import peewee as pw

from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.base import Approved, Outline, Problem, Record
from kazcoop_desktop.models.delegation import Delegation
from kazcoop_desktop.models.fields import (
    ChoiceField,
    ClockField,
    LanguagesField,
    LinkField,
    NameField,
    PartOfField,
)
from kazcoop_desktop.models.institution import Employee
from kazcoop_desktop.models.partner import Partner

SIDES = [("university", N_("University")), ("partner", N_("Partner"))]


class Minutes(Record):
    """The minutes of a meeting with a delegation (procedure 717, 5.4.3, form 403-02)."""

    delegation = PartOfField(Delegation, verbose_name=N_("Delegation"), backref="minutes")
    number = pw.CharField(
        verbose_name=N_("No."),
        max_length=60,
        default="",
        index=True,
        help_text=N_("Leave empty: the next number of the journal is given on saving"),
    )
    held_on = pw.DateField(verbose_name=N_("Date of the meeting"))
    starts_at = ClockField(verbose_name=N_("Time"), default="", help_text=N_("For example: 09:30"))
    place = NameField(verbose_name=N_("Place"), default="")
    languages = LanguagesField(verbose_name=N_("Language of the meeting"), default=())
    recorder = LinkField(Employee, verbose_name=N_("Recorded by"), null=True, backref="+")
    ours = pw.TextField(
        verbose_name=N_("Participants of the university"),
        default="",
        help_text=N_("A line for each: name, position. When empty, all who receive the delegation"),
    )
    theirs = pw.TextField(
        verbose_name=N_("Participants of the delegation"),
        default="",
        help_text=N_("A line for each: name, position. When empty, all members"),
    )
    matters_kk = pw.TextField(
        verbose_name=N_("Matters discussed, Kazakh"), default="", help_text=N_("A line for each matter")
    )
    steps_kk = pw.TextField(verbose_name=N_("Next steps, Kazakh"), default="")
    matters_ru = pw.TextField(
        verbose_name=N_("Matters discussed, Russian"), default="", help_text=N_("A line for each matter")
    )
    steps_ru = pw.TextField(verbose_name=N_("Next steps, Russian"), default="")
    matters_en = pw.TextField(
        verbose_name=N_("Matters discussed, English"), default="", help_text=N_("A line for each matter")
    )
    steps_en = pw.TextField(verbose_name=N_("Next steps, English"), default="")
    exchanged = pw.TextField(
        verbose_name=N_("Papers and gifts exchanged"),
        default="",
        help_text=N_("The souvenirs of the visit are named by themselves"),
    )

    outline = Outline(
        title=N_("Minutes of the meeting"),
        singular=N_("Minutes of the meeting"),
        columns=(held_on, number, place, recorder),
        sections={
            N_("Meeting"): (number, held_on, starts_at, place, languages, recorder),
            N_("Participants"): (ours, theirs),
            N_("Matters discussed"): (
                matters_kk,
                steps_kk,
                matters_ru,
                steps_ru,
                matters_en,
                steps_en,
                exchanged,
            ),
        },
        search=(number, place, matters_kk, matters_ru, matters_en),
    )
    numbered_in = "MIN-DEL"
    approved = (Approved(on=Delegation.minutes_approved_on, grows=True),)

    def __str__(self) -> str:
        return f"{self.number} · {self.held_on:%d.%m.%Y}" if self.number else f"{self.held_on:%d.%m.%Y}"

    def numbered_on(self) -> date | None:
        day: date = self.held_on
        return day

    @classmethod
    def has_number(cls, number: str, series: str, year: int) -> bool:
        in_the_year = cls.held_on.between(date(year, 1, 1), date(year, 12, 31))
        return bool(cls.select().where((cls.number == number) & in_the_year).exists())

    def problems(self) -> Iterator[Problem]:
        arrives_on = self.delegation.arrives_on
        if arrives_on is None:
            yield Problem(Minutes.held_on, _("Enter first when the delegation arrives and leaves."))
        elif self.held_on < arrives_on:
            sentence = _("The delegation arrives on {date}; minutes cannot be dated earlier.")
            yield Problem(Minutes.held_on, sentence.format(date=f"{arrives_on:%d.%m.%Y}"))
        if not (self.matters_kk or self.matters_ru or self.matters_en):
            yield Problem(Minutes.matters_kk, _("Write in one language at least what was discussed."))


class Promise(Record):
    """Something agreed on: what, by whom, until when."""

    delegation = PartOfField(Delegation, verbose_name=N_("Delegation"), backref="promises")
    partner = LinkField(Partner, verbose_name=N_("Partner"), null=True, backref="promises")
    text_kk = NameField(verbose_name=N_("Promise in Kazakh"), default="", max_length=1000)
    text_ru = NameField(verbose_name=N_("Promise in Russian"), default="", max_length=1000)
    text_en = NameField(verbose_name=N_("Promise in English"), default="", max_length=1000)
    side = ChoiceField(verbose_name=N_("Whose promise"), choices=SIDES, default="university")
    owner = LinkField(Employee, verbose_name=N_("Responsible (university)"), null=True, backref="+")
    owner_name = NameField(verbose_name=N_("Responsible (partner)"), default="")
    due_on = pw.DateField(verbose_name=N_("Due on"))
    done_on = pw.DateField(verbose_name=N_("Done on"), null=True)
    result = pw.TextField(verbose_name=N_("Result"), default="")

    outline = Outline(
        title=N_("Promises"),
        singular=N_("Promise"),
        columns=(due_on, text_kk, side, owner, owner_name, done_on, partner),
        sections={
            N_("Promise"): (text_kk, text_ru, text_en, partner),
            N_("Owner and date"): (side, owner, owner_name, due_on),
            N_("Fulfilment"): (done_on, result),
        },
        search=(text_kk, text_ru, text_en, owner_name),
    )

    class Meta:
        indexes = (
            (("deleted_at", "order_key"), False),
            (("deleted_at", "partner", "done_on"), False),
            (("deleted_at", "due_on"), False),
        )

    def __str__(self) -> str:
        return self.named("text")

    def owner_text(self) -> str:
        """Who keeps the promise, as the window shows it."""
        return str(self.owner or "") if self.side == "university" and self.owner else str(self.owner_name)

    def problems(self) -> Iterator[Problem]:
        if not (self.text_kk or self.text_ru or self.text_en):
            yield Problem(Promise.text_kk, _("Write in one language at least what was promised."))
        if self.partner is None:
            yield Problem(Promise.partner, _("Fill in “{field}”.").format(field=_("Partner")))
        owner: pw.Field[Any] = Promise.owner if self.side == "university" else Promise.owner_name
        if not getattr(self, owner.name):
            yield Problem(owner, _("A promise has an owner: name who keeps it."))
        if self.result and not self.done_on:
            yield Problem(Promise.done_on, _("Fill in “{field}”.").format(field=_("Done on")))
