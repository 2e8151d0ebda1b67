"""What a foreigner needs to stay here: registrations, permits, insurance; and what happens during the stay."""

from __future__ import annotations

from collections.abc import Iterator

import peewee as pw

from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.base import Outline, Problem, Record, label
from kazcoop_desktop.models.fields import ChoiceField, LinkField, NameField
from kazcoop_desktop.models.foreign_citizen import RESIDENCES
from kazcoop_desktop.models.person import Passport, Person
from kazcoop_desktop.models.values import as_text
from kazcoop_desktop.models.visa import Visa, passport_problems

PAPER_KINDS = [
    ("registration", N_("Registration")),
    ("residence_permit", N_("Temporary residence permit")),
    ("visa_free", N_("Stay without a visa")),
    ("insurance", N_("Insurance")),
    ("medical", N_("Medical examination")),
    ("study_contract", N_("Contract of study")),
    ("labour_contract", N_("Employment contract")),
]
EVENT_KINDS = [
    ("arrived", N_("Arrived")),
    ("moved", N_("Moved to another address or room")),
    ("new_passport", N_("Got a new passport")),
    ("left_for_holidays", N_("Left for the holidays")),
    ("came_back", N_("Came back")),
    ("departed", N_("Left for good")),
    ("expelled", N_("Expelled by order")),
]
ENTRY_KINDS = ("arrived", "came_back")
EXIT_KINDS = ("left_for_holidays", "departed")
_TO_LIVE_HERE = ("registration", "residence_permit", "visa_free")


class StayPaper(Record):
    """A paper without which a foreigner may not stay, study or work, and the day until which it holds."""

    person = LinkField(Person, verbose_name=N_("Person"), backref="stay_papers")
    paper_kind = ChoiceField(verbose_name=N_("Kind"), choices=PAPER_KINDS, default="registration")
    number = pw.CharField(verbose_name=N_("Number"), default="", max_length=60)
    issued_on = pw.DateField(verbose_name=N_("Issued on"), null=True)
    issued_by = NameField(verbose_name=N_("Issued by"), default="")
    valid_from = pw.DateField(verbose_name=N_("Valid from"))
    valid_until = pw.DateField(
        verbose_name=N_("Valid until"),
        null=True,
        index=True,
        help_text=N_("Leave empty when there is no end date"),
    )
    passport = LinkField(
        Passport,
        verbose_name=N_("Passport"),
        null=True,
        backref="stay_papers",
        help_text=N_("Of a registration or permit: the passport for which it was issued"),
    )
    residence = ChoiceField(verbose_name=N_("Lives in"), choices=RESIDENCES, default="")
    address = NameField(verbose_name=N_("Address in Kazakhstan"), default="")
    ended_on = pw.DateField(
        verbose_name=N_("No longer needed since"),
        null=True,
        help_text=N_("When another paper took its place, or the person left"),
    )
    note = pw.CharField(verbose_name=N_("Note"), default="")

    outline = Outline(
        title=N_("Papers of the stay"),
        singular=N_("Paper of the stay"),
        columns=(
            person,
            Person.citizenship,
            paper_kind,
            number,
            valid_from,
            valid_until,
            passport,
            residence,
            address,
            ended_on,
        ),
        sections={
            N_("Paper of the stay"): (person, paper_kind, number, issued_on, issued_by),
            N_("Term"): (valid_from, valid_until, ended_on),
            N_("Registration"): (passport, residence, address),
            N_("Note"): (note,),
        },
        search=(
            number,
            Person.surname,
            Person.given_names,
            Person.surname_kk,
            Person.given_name_kk,
            Person.surname_ru,
            Person.citizenship,
            address,
            paper_kind,
        ),
    )
    begins = (valid_from,)
    sensitive = ("address",)
    known_by = ((person, paper_kind, valid_from),)

    class Meta:
        indexes = (
            (("deleted_at", "order_key"), False),
            (("deleted_at", "person", "order_key"), False),
            (("deleted_at", "paper_kind", "order_key"), False),
            (("deleted_at", "valid_until", "order_key"), False),
        )

    def __str__(self) -> str:
        kind = as_text(StayPaper.paper_kind, self.paper_kind)
        return " · ".join(part for part in (str(self.person), kind, self.number) if part)

    def sorted_by(self) -> tuple[str, ...]:
        return (*self.person.sorted_by(), self.paper_kind, f"{self.valid_from}")

    def problems(self) -> Iterator[Problem]:
        for field in (StayPaper.valid_until, StayPaper.ended_on):
            day = getattr(self, field.name)
            if day and day < self.valid_from:
                yield Problem(field, _("The end date is before the start date."))
        if self.paper_kind in _TO_LIVE_HERE:
            yield from passport_problems(
                StayPaper.passport, self.person, self.passport, self.valid_from, self.valid_until
            )
        if self.paper_kind == "registration" and (other := self._overlapping()) is not None:
            sentence = _("{paper} holds at that time already. Say since when it is no longer needed.")
            yield Problem(StayPaper.valid_from, sentence.format(paper=other.with_term()))

    def with_term(self) -> str:
        """The paper and its days: Registration 12 (01.09.2026 – 30.06.2027)."""
        kind = as_text(StayPaper.paper_kind, self.paper_kind)
        days = " – ".join(f"{day:%d.%m.%Y}" for day in (self.valid_from, self.valid_until) if day)
        return f"{kind} {self.number} ({days})".replace("  ", " ")

    def _overlapping(self) -> StayPaper | None:
        """Another registration of the person on some of the same days."""
        last = pw.fn.COALESCE(StayPaper.ended_on, StayPaper.valid_until)
        own_last = self.ended_on or self.valid_until
        others = StayPaper.select().where(
            StayPaper.person == self.person.id,
            StayPaper.paper_kind == self.paper_kind,
            StayPaper.deleted_at.is_null(),
            StayPaper.id != (self.id or 0),
            last.is_null() | (last > self.valid_from),
        )
        if own_last:
            others = others.where(StayPaper.valid_from < own_last)
        found: StayPaper | None = others.order_by(StayPaper.valid_from).first()
        return found


class StayEvent(Record):
    """Something that happens during a stay and opens its own checklist: an entry or exit, a move, a new passport."""

    person = LinkField(Person, verbose_name=N_("Person"), backref="stay_events")
    event_kind = ChoiceField(verbose_name=N_("What happened"), choices=EVENT_KINDS, default="arrived")
    happened_on = pw.DateField(
        verbose_name=N_("Happened on"),
        index=True,
        help_text=N_("For an entry or exit: the day at the border"),
    )
    place = NameField(
        verbose_name=N_("Border crossing point"), default="", help_text=N_("For example: Almaty airport")
    )
    transport = pw.CharField(verbose_name=N_("Transport, flight"), default="")
    visa = LinkField(
        Visa,
        verbose_name=N_("Visa"),
        null=True,
        backref="stay_events",
        help_text=N_("On which visa the person entered; empty without one"),
    )
    stays_until = pw.DateField(
        verbose_name=N_("Stay until"), null=True, help_text=N_("Of an entry: the last day of the stay")
    )
    residence = ChoiceField(verbose_name=N_("Lives in"), choices=RESIDENCES, default="")
    address = NameField(verbose_name=N_("Address in Kazakhstan"), default="")
    order_number = pw.CharField(verbose_name=N_("Order No."), default="", max_length=60)
    ordered_on = pw.DateField(verbose_name=N_("Order of"), null=True)
    notified_on = pw.DateField(
        verbose_name=N_("Migration service notified on"),
        null=True,
        index=True,
        help_text=N_("Within three working days of every entry"),
    )
    notice_number = pw.CharField(verbose_name=N_("Number on the portal"), default="", max_length=60)
    closed_on = pw.DateField(
        verbose_name=N_("All done on"), null=True, help_text=N_("When the checklist is finished")
    )
    note = pw.CharField(verbose_name=N_("Note"), default="")

    outline = Outline(
        title=N_("Events of the stay"),
        singular=N_("Event of the stay"),
        columns=(
            happened_on,
            person,
            Person.citizenship,
            event_kind,
            place,
            visa,
            address,
            notified_on,
            notice_number,
            closed_on,
        ),
        sections={
            N_("Event of the stay"): (person, event_kind, happened_on),
            N_("Border crossing"): (place, transport, visa, stays_until),
            N_("Address"): (residence, address),
            N_("Order"): (order_number, ordered_on),
            N_("Execution"): (notified_on, notice_number, closed_on, note),
        },
        search=(
            Person.surname,
            Person.given_names,
            Person.surname_kk,
            Person.given_name_kk,
            Person.surname_ru,
            Person.citizenship,
            place,
            address,
            notice_number,
            event_kind,
        ),
    )
    begins = (happened_on,)
    sensitive = ("address",)
    known_by = ((person, event_kind, happened_on),)

    class Meta:
        indexes = (
            (("deleted_at", "order_key"), False),
            (("deleted_at", "person", "order_key"), False),
            (("deleted_at", "event_kind", "order_key"), False),
            (("person", "happened_on"), False),
        )

    def __str__(self) -> str:
        kind = as_text(StayEvent.event_kind, self.event_kind)
        return f"{self.person} · {kind} · {self.happened_on:%d.%m.%Y}"

    def sorted_by(self) -> tuple[str, ...]:
        return (f"{self.happened_on}", *self.person.sorted_by())

    def problems(self) -> Iterator[Problem]:
        for field in (StayEvent.stays_until, StayEvent.notified_on, StayEvent.closed_on):
            day = getattr(self, field.name)
            if day and day < self.happened_on:
                sentence = _("“{field}” is before the day of the event, {date}.")
                told = sentence.format(field=label(field), date=f"{self.happened_on:%d.%m.%Y}")
                yield Problem(field, told)
        if self.event_kind in (*ENTRY_KINDS, *EXIT_KINDS):
            yield from self._problems_of_crossings()
        if self.event_kind in ENTRY_KINDS and self.visa is not None:
            yield from self._problems_of_the_visa(self.visa)

    def _problems_of_crossings(self) -> Iterator[Problem]:
        """Entries and exits of a person take turns, and the first one is an entry."""
        before = self.crossing_before()
        if self.event_kind in EXIT_KINDS and (before is None or before.event_kind in EXIT_KINDS):
            sentence = _("No entry of the person is recorded before this exit. Enter the arrival first.")
            yield Problem(StayEvent.happened_on, sentence)
        if self.event_kind in ENTRY_KINDS and before is not None and before.event_kind in ENTRY_KINDS:
            sentence = _("The person is here since {date}: enter first when the person left.")
            yield Problem(StayEvent.happened_on, sentence.format(date=f"{before.happened_on:%d.%m.%Y}"))

    def _problems_of_the_visa(self, visa: Visa) -> Iterator[Problem]:
        if visa.__data__.get("person") != self.person.id:
            yield Problem(StayEvent.visa, _("This visa belongs to {person}.").format(person=visa.person))
            return
        start, end = visa.valid_from, visa.valid_until
        if start is None or end is None:
            yield Problem(StayEvent.visa, _("This visa is not issued yet: its dates are empty."))
        elif not start <= self.happened_on <= end:
            days = f"{start:%d.%m.%Y} – {end:%d.%m.%Y}"
            yield Problem(StayEvent.visa, _("On that day the visa does not hold: {days}.").format(days=days))
        elif self.stays_until and end < self.stays_until:
            sentence = _(
                "The visa ends on {date}, before the stay does. Shorten the stay or extend the visa."
            )
            yield Problem(StayEvent.stays_until, sentence.format(date=f"{end:%d.%m.%Y}"))

    def crossing_before(self) -> StayEvent | None:
        """The last entry or exit of the person before this event; on the same day the one entered earlier."""
        earlier = (StayEvent.happened_on < self.happened_on) | (
            (StayEvent.happened_on == self.happened_on) & (StayEvent.id < (self.id or _NEWEST))
        )
        crossings = StayEvent.select().where(
            StayEvent.person == self.person.id,
            StayEvent.event_kind.in_((*ENTRY_KINDS, *EXIT_KINDS)),
            StayEvent.deleted_at.is_null(),
            earlier,
        )
        last: StayEvent | None = crossings.order_by(StayEvent.happened_on.desc(), StayEvent.id.desc()).first()
        return last


_NEWEST = 2**62  # an event that is not saved yet comes after all others of its day
