"""Letters that come in and go out: the correspondence that the department registers and keeps under control."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import peewee as pw

from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.base import Outline, Problem, Record, database
from kazcoop_desktop.models.fields import (
    AnyRecordField,
    ChoiceField,
    LanguagesField,
    LinkField,
    NameField,
    PartOfField,
)
from kazcoop_desktop.models.institution import Employee
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.reference import FileIndex

IN, OUT = "IN", "OUT"  # the journals of the two directions
DIRECTIONS = [("incoming", N_("Incoming letter")), ("outgoing", N_("Outgoing letter"))]
CHANNELS = [  # documents come directly or through the chancellery: procedure 717, 5.5.1
    ("post", N_("Post")),
    ("email", N_("E-mail")),
    ("courier", N_("Courier")),
    ("chancellery", N_("Chancellery")),
    ("fax", N_("Fax")),
    ("handed", N_("Handed over")),
]
SERVICES = [
    ("ordinary", N_("Ordinary mail")),
    ("registered", N_("Registered mail")),
    ("courier", N_("By courier")),
]


class Letter(Record):
    """A letter in the journal of incoming or outgoing letters (department regulation, 18.3 and 18.6)."""

    direction = ChoiceField(verbose_name=N_("Direction"), choices=DIRECTIONS, default="incoming")
    number = pw.CharField(
        verbose_name=N_("Registration number"),
        max_length=60,
        default="",
        index=True,
        help_text=N_("Leave empty: the next number of the journal is given on saving"),
    )
    registered_on = pw.DateField(verbose_name=N_("Registered on"), default=date.today)
    partner = LinkField(Partner, verbose_name=N_("Partner"), null=True, backref="letters")
    correspondent = NameField(
        verbose_name=N_("Correspondent"),
        default="",
        help_text=N_("The organisation or person, when it is not among the partners"),
    )
    address = NameField(
        verbose_name=N_("Address"), default="", help_text=N_("When empty, the address of the partner")
    )
    their_number = pw.CharField(verbose_name=N_("Their number"), default="", max_length=60)
    their_date = pw.DateField(verbose_name=N_("Their date"), null=True)
    subject = pw.CharField(verbose_name=N_("Subject"), max_length=500)
    answers = LinkField("self", verbose_name=N_("In answer to"), null=True, backref="answered_by")
    about = AnyRecordField(
        verbose_name=N_("Concerns"), default="", index=True, help_text=N_("A record of any register")
    )
    channel = ChoiceField(verbose_name=N_("Received or sent by"), choices=CHANNELS, default="email")
    file_index = LinkField(FileIndex, verbose_name=N_("File index"), null=True, backref="+")
    executor = LinkField(Employee, verbose_name=N_("Executor"), null=True, backref="+")
    due_on = pw.DateField(verbose_name=N_("Answer by"), null=True)
    resolution = pw.TextField(verbose_name=N_("Resolution"), default="")
    resolved_by = LinkField(Employee, verbose_name=N_("Resolution by"), null=True, backref="+")
    resolved_on = pw.DateField(verbose_name=N_("Resolution of"), null=True)
    done_on = pw.DateField(verbose_name=N_("Done on"), null=True)
    done_note = pw.CharField(
        verbose_name=N_("Execution mark"), default="", help_text=N_("For example: answered by telephone")
    )
    sheets = pw.IntegerField(verbose_name=N_("Sheets"), null=True)
    copies = pw.IntegerField(verbose_name=N_("Number of copies"), null=True)
    languages = LanguagesField(verbose_name=N_("Languages"), default=())
    signed_by = LinkField(Employee, verbose_name=N_("Signed by"), null=True, backref="+")
    addressee_kk = pw.TextField(
        verbose_name=N_("Addressee in Kazakh"),
        default="",
        help_text=N_("The lines under the organisation: position and name as the addressee is written"),
    )
    salutation_kk = pw.CharField(
        verbose_name=N_("Salutation in Kazakh"),
        default="",
        help_text=N_("How the letter addresses the reader"),
    )
    heading_kk = pw.CharField(
        verbose_name=N_("Heading in Kazakh"),
        default="",
        help_text=N_("What the letter is about, as its heading says"),
    )
    text_kk = pw.TextField(verbose_name=N_("Text in Kazakh"), default="")
    addressee_ru = pw.TextField(
        verbose_name=N_("Addressee in Russian"),
        default="",
        help_text=N_("The lines under the organisation: position and name as the addressee is written"),
    )
    salutation_ru = pw.CharField(
        verbose_name=N_("Salutation in Russian"),
        default="",
        help_text=N_("How the letter addresses the reader"),
    )
    heading_ru = pw.CharField(
        verbose_name=N_("Heading in Russian"),
        default="",
        help_text=N_("What the letter is about, as its heading says"),
    )
    text_ru = pw.TextField(verbose_name=N_("Text in Russian"), default="")
    addressee_en = pw.TextField(
        verbose_name=N_("Addressee in English"),
        default="",
        help_text=N_("Lines above the organisation, for example: Professor Anna Rossi, Rector"),
    )
    salutation_en = pw.CharField(
        verbose_name=N_("Salutation in English"),
        default="",
        help_text=N_("For example: Dear Professor Rossi,"),
    )
    heading_en = pw.CharField(
        verbose_name=N_("Heading in English"),
        default="",
        help_text=N_("For example: On receiving the delegation"),
    )
    text_en = pw.TextField(verbose_name=N_("Text in English"), default="")
    sent_on = pw.DateField(verbose_name=N_("Sent on"), null=True)
    service = ChoiceField(verbose_name=N_("Kind of dispatch"), choices=SERVICES, default="")
    weight = pw.IntegerField(verbose_name=N_("Weight, g"), null=True)
    tracking = pw.CharField(verbose_name=N_("Tracking number"), default="", max_length=60)
    note = pw.TextField(verbose_name=N_("Note"), default="")

    outline = Outline(
        title=N_("Letters"),
        singular=N_("Letter"),
        columns=(
            registered_on,
            number,
            direction,
            partner,
            correspondent,
            subject,
            executor,
            due_on,
            done_on,
            answers,
        ),
        sections={
            N_("Registration"): (
                direction,
                partner,
                correspondent,
                their_number,
                their_date,
                subject,
                answers,
                about,
                number,
                registered_on,
                channel,
                sheets,
                copies,
                file_index,
            ),
            N_("Execution"): (
                executor,
                due_on,
                resolution,
                resolved_by,
                resolved_on,
                done_on,
                done_note,
                note,
            ),
            N_("Letter in Kazakh"): (addressee_kk, salutation_kk, heading_kk, text_kk),
            N_("Letter in Russian"): (addressee_ru, salutation_ru, heading_ru, text_ru),
            N_("Letter in English"): (addressee_en, salutation_en, heading_en, text_en),
            N_("Dispatch"): (address, languages, signed_by, sent_on, service, weight, tracking),
        },
        search=(
            number,
            their_number,
            subject,
            correspondent,
            Partner.name,
            Partner.name_kk,
            Partner.name_ru,
            Partner.name_en,
            tracking,
        ),
    )
    begins = (registered_on,)
    numbered_in = f"{IN} {OUT}"
    numbered_with = (direction, registered_on)

    class Meta:
        indexes = (
            (("deleted_at", "order_key"), False),
            (("deleted_at", "direction", "order_key"), False),
            (("deleted_at", "partner", "order_key"), False),
            (("deleted_at", "executor", "order_key"), False),
            (("deleted_at", "due_on", "order_key"), False),
            (("deleted_at", "done_on", "order_key"), False),
            (("deleted_at", "answers", "order_key"), False),
        )

    def __str__(self) -> str:
        return " · ".join(
            part for part in (self.number, f"{self.registered_on:%d.%m.%Y}", self.subject) if part
        )

    @property
    def correspondent_name(self) -> str:
        """The partner, or whoever is named instead."""
        return self.correspondent or (str(self.partner) if self.partner else "")

    def sorted_by(self) -> tuple[str, ...]:
        return self.registered_on.isoformat(), self.number

    def series(self) -> str:
        return OUT if self.direction == "outgoing" else IN

    def numbered_on(self) -> date | None:
        day: date = self.registered_on
        return day

    @classmethod
    def has_number(cls, number: str, series: str, year: int) -> bool:
        return cls._is_taken(number, series, year, besides=0)

    def problems(self) -> Iterator[Problem]:
        if not (self.partner or self.correspondent):
            yield Problem(Letter.correspondent, _("Name the partner, or the organisation or person."))
        year = self.registered_on.year
        if self.number and self._is_taken(self.number, self.series(), year, besides=self.id or 0):
            taken = _("This number is already taken: {record}.")
            yield Problem(Letter.number, taken.format(record=self.number))
        if self.their_date and self.direction == "incoming" and self.their_date > self.registered_on:
            yield Problem(Letter.their_date, _("The letter is dated after the day of its registration."))
        if self.done_on and self.done_on < self.registered_on:
            yield Problem(Letter.done_on, _("The letter was not registered yet on that day."))
        for field in (Letter.sheets, Letter.copies, Letter.weight):
            value = getattr(self, field.name)
            if value is not None and value < 1:
                yield Problem(field, _("The number must be greater than zero."))
        if self.id and self.__data__.get("answers") == self.id:
            yield Problem(Letter.answers, _("A letter cannot be the answer to itself."))

    @classmethod
    def _is_taken(cls, number: str, series: str, year: int, *, besides: int) -> bool:
        """Whether another letter has this number in the journal of a year, wherever it is now."""
        direction = "outgoing" if series == OUT else "incoming"
        # Peewee builds a statement in ten times as long as this one takes, for each row of a list.
        same = (
            "SELECT 1 FROM letter WHERE number = ? AND direction = ? AND registered_on BETWEEN ? AND ?"
            " AND id <> ? LIMIT 1"
        )
        asked = (number, direction, f"{year:04}-01-01", f"{year:04}-12-31", besides)
        return database.execute_sql(same, asked).fetchone() is not None


class Enclosure(Record):
    """What goes with a letter, or came with it."""

    letter = PartOfField(Letter, verbose_name=N_("Letter"), backref="enclosures")
    name = NameField(verbose_name=N_("Name of the document"))
    sheets = pw.IntegerField(verbose_name=N_("Sheets"), null=True)
    copies = pw.IntegerField(verbose_name=N_("Number of copies"), default=1)

    outline = Outline(
        title=N_("Enclosures"),
        singular=N_("Enclosure"),
        columns=(name, sheets, copies),
        sections={N_("Enclosure"): (name, sheets, copies)},
        search=(name,),
    )

    def problems(self) -> Iterator[Problem]:
        for field in (Enclosure.sheets, Enclosure.copies):
            value = getattr(self, field.name)
            if value is not None and value < 1:
                yield Problem(field, _("The number must be greater than zero."))
