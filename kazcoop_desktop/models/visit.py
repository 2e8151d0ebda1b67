"""The course of a visit: places, the programme, what is asked for it, what is promised to be paid, the estimate."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import peewee as pw

from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.base import Outline, Problem, Record, text_of
from kazcoop_desktop.models.delegation import Delegation
from kazcoop_desktop.models.fields import (
    ChoiceField,
    ClockField,
    CurrencyField,
    LinkField,
    MoneyField,
    NameField,
    PartOfField,
)
from kazcoop_desktop.models.institution import Employee

ACTIVITIES = [
    ("arrival", N_("Arrival, meeting at the airport")),
    ("check_in", N_("Check-in at the hotel")),
    ("rector", N_("Meeting with the Rector")),
    ("tour", N_("Tour of the university")),
    ("talks", N_("Talks")),
    ("lecture", N_("Lecture, meeting with students")),
    ("signing", N_("Signing of the minutes")),
    ("meal", N_("Lunch or dinner")),
    ("coffee", N_("Coffee break")),
    ("culture", N_("Cultural programme")),
    ("departure", N_("Departure")),
    ("other", N_("Other event")),
]
REQUESTS = [  # procedure 717, 5.4.3
    ("transport", N_("Transport")),
    ("hall", N_("Halls")),
    ("technical", N_("Technical support")),
    ("photo", N_("Photo and video")),
]
ANSWERS = [("granted", N_("Granted")), ("changed", N_("Granted with changes")), ("refused", N_("Refused"))]
ARTICLES = [
    ("accommodation", N_("Accommodation")),
    ("meals", N_("Meals")),
    ("transport", N_("Transport")),
    ("culture", N_("Cultural programme")),
    ("souvenirs", N_("Souvenirs")),
    ("interpreting", N_("Interpreting")),
    ("printing", N_("Printing")),
    ("other", N_("Other expenses")),
]
PAYERS = [
    ("university", N_("University")),
    ("partner", N_("Partner")),
    ("visitors", N_("The visitors")),
    ("sponsor", N_("Sponsor")),
]
GUARANTEES = [
    ("hotel", N_("Hotel")),
    ("culture", N_("Cultural institution")),
    ("catering", N_("Catering")),
]


class Venue(Record):
    """A hall, or another place where delegations are received."""

    name_kk = NameField(verbose_name=N_("Name in Kazakh"))
    name_ru = NameField(verbose_name=N_("Name in Russian"), default="")
    name_en = NameField(verbose_name=N_("Name in English"), default="")
    address = NameField(verbose_name=N_("Building, address"), default="")
    seats = pw.IntegerField(verbose_name=N_("Seats"), null=True)
    is_shared = pw.BooleanField(
        verbose_name=N_("Several events at a time"),
        default=False,
        help_text=N_("An airport or hotel; a hall has one event at a time"),
    )

    outline = Outline(
        title=N_("Halls and places"),
        singular=N_("Hall or place"),
        columns=(name_kk, name_ru, address, seats),
        sections={N_("Name"): (name_kk, name_ru, name_en), N_("Place"): (address, seats, is_shared)},
        search=(name_kk, name_ru, name_en, address),
    )

    def __str__(self) -> str:
        return self.named("name")


class ProgrammeItem(Record):
    """A line of the programme: on which day, from when to when, where, what, by whom."""

    delegation = PartOfField(Delegation, verbose_name=N_("Delegation"), backref="programme")
    held_on = pw.DateField(verbose_name=N_("Date"))
    starts_at = ClockField(verbose_name=N_("From"), help_text=N_("For example: 09:30"))
    ends_at = ClockField(verbose_name=N_("Until"), default="", help_text=N_("For example: 11:00"))
    activity = ChoiceField(verbose_name=N_("Event"), choices=ACTIVITIES, default="talks")
    name_kk = NameField(
        verbose_name=N_("Event in Kazakh"), default="", help_text=N_("When empty, the name from the list")
    )
    name_ru = NameField(
        verbose_name=N_("Event in Russian"), default="", help_text=N_("When empty, the name from the list")
    )
    name_en = NameField(
        verbose_name=N_("Event in English"), default="", help_text=N_("When empty, the name from the list")
    )
    venue = LinkField(Venue, verbose_name=N_("Place"), null=True, backref="+")
    responsible = LinkField(Employee, verbose_name=N_("Responsible"), null=True, backref="+")
    interpreter = NameField(verbose_name=N_("Interpreter"), default="")
    is_for_guests = pw.BooleanField(verbose_name=N_("Shown in the guests' copy"), default=True)

    outline = Outline(
        title=N_("Items of the programme"),
        singular=N_("Item of the programme"),
        columns=(held_on, starts_at, ends_at, activity, venue, responsible, interpreter),
        sections={
            N_("Time and place"): (held_on, starts_at, ends_at, venue),
            N_("Event"): (activity, name_kk, name_ru, name_en),
            N_("People"): (responsible, interpreter, is_for_guests),
        },
        search=(name_kk, name_ru, name_en, activity, interpreter),
    )

    class Meta:
        indexes = ((("deleted_at", "order_key"), False), (("venue", "held_on"), False))

    def __str__(self) -> str:
        return self.named("name") or text_of(self, ProgrammeItem.activity)

    def sorted_by(self) -> tuple[str, ...]:
        return self.held_on.isoformat(), self.starts_at, self.ends_at

    def problems(self) -> Iterator[Problem]:
        visit = self.delegation
        last = visit.last_day()
        if last is None or visit.arrives_on is None:
            yield Problem(ProgrammeItem.held_on, _("Enter first when the delegation arrives and leaves."))
        elif not visit.arrives_on <= self.held_on <= last:
            sentence = _("The day lies outside the visit, which lasts from {start} to {end}.")
            period = {"start": f"{visit.arrives_on:%d.%m.%Y}", "end": f"{last:%d.%m.%Y}"}
            yield Problem(ProgrammeItem.held_on, sentence.format(**period))
        if self.ends_at and self.ends_at <= self.starts_at:
            yield Problem(ProgrammeItem.ends_at, _("The item ends before it begins."))
        elif (other := self._at_the_same_time()) is not None:
            sentence = _("“{place}” is taken on {date} at {time}: “{item}” ({delegation}).")
            yield Problem(
                ProgrammeItem.venue,
                sentence.format(
                    place=self.venue,
                    date=f"{self.held_on:%d.%m.%Y}",
                    time=other.hours(),
                    item=other,
                    delegation=other.delegation,
                ),
            )

    def hours(self) -> str:
        """From when to when: 10:00–11:30."""
        return f"{self.starts_at}–{self.ends_at}" if self.ends_at else str(self.starts_at)

    def _at_the_same_time(self) -> ProgrammeItem | None:
        """Another item, of any delegation, in the same hall while this one lasts."""
        if self.venue is None or self.venue.is_shared:
            return None
        there = (ProgrammeItem.venue == self.venue) & (ProgrammeItem.held_on == self.held_on)
        alive = ProgrammeItem.deleted_at.is_null() & (ProgrammeItem.id != (self.id or 0))
        begun = ProgrammeItem.starts_at < self.ends_at if self.ends_at else pw.SQL("0")
        together = (ProgrammeItem.starts_at == self.starts_at) | (
            begun & (ProgrammeItem.starts_at > self.starts_at)
        )
        lasts = (ProgrammeItem.starts_at < self.starts_at) & (ProgrammeItem.ends_at > self.starts_at)
        other: ProgrammeItem | None = (
            ProgrammeItem.select()
            .where(there, alive, together | lasts)
            .order_by(ProgrammeItem.starts_at)
            .first()
        )
        return other


class VisitRequest(Record):
    """A vehicle, hall, equipment or filming asked for, and the answer (procedure 717, 5.4.3)."""

    delegation = PartOfField(Delegation, verbose_name=N_("Delegation"), backref="requests")
    request_kind = ChoiceField(verbose_name=N_("Kind"), choices=REQUESTS, default="transport")
    held_on = pw.DateField(verbose_name=N_("Date"))
    starts_at = ClockField(verbose_name=N_("From"), default="", help_text=N_("For example: 09:30"))
    ends_at = ClockField(verbose_name=N_("Until"), default="", help_text=N_("For example: 11:00"))
    venue = LinkField(Venue, verbose_name=N_("Place"), null=True, backref="+")
    route_from = NameField(verbose_name=N_("From where"), default="", help_text=N_("For transport"))
    route_to = NameField(verbose_name=N_("Where to"), default="", help_text=N_("For transport"))
    activity = ChoiceField(verbose_name=N_("Event"), choices=ACTIVITIES, default="")
    name_kk = NameField(
        verbose_name=N_("Event in Kazakh"), default="", help_text=N_("When empty, the name from the list")
    )
    name_ru = NameField(
        verbose_name=N_("Event in Russian"), default="", help_text=N_("When empty, the name from the list")
    )
    name_en = NameField(
        verbose_name=N_("Event in English"), default="", help_text=N_("When empty, the name from the list")
    )
    people = pw.IntegerField(verbose_name=N_("Number of persons"), null=True)
    details = NameField(
        verbose_name=N_("What is needed"),
        default="",
        help_text=N_("Vehicle and flight, layout of the hall, equipment, photo or video"),
    )
    specialist = NameField(verbose_name=N_("Operator"), default="", help_text=N_("For technical support"))
    deliver_by = pw.DateField(verbose_name=N_("Deliver by"), null=True, help_text=N_("For photo and video"))
    answer = ChoiceField(verbose_name=N_("Answer"), choices=ANSWERS, default="")
    answered_on = pw.DateField(verbose_name=N_("Answered on"), null=True)
    answer_note = NameField(
        verbose_name=N_("What was given"),
        default="",
        help_text=N_("For example: the plate of the car, the driver"),
    )

    outline = Outline(
        title=N_("Requests for the visit"),
        singular=N_("Request for the visit"),
        columns=(held_on, starts_at, request_kind, activity, details, answer, answered_on),
        sections={
            N_("Request"): (request_kind, held_on, starts_at, ends_at, people, details),
            N_("Event"): (activity, name_kk, name_ru, name_en),
            N_("Place"): (venue, route_from, route_to),
            N_("Execution"): (specialist, deliver_by),
            N_("Answer"): (answer, answered_on, answer_note),
        },
        search=(details, name_kk, name_ru, name_en, route_from, route_to, answer_note),
    )

    def __str__(self) -> str:
        return f"{text_of(self, VisitRequest.request_kind)}, {self.held_on:%d.%m.%Y}"

    def sorted_by(self) -> tuple[str, ...]:
        return self.held_on.isoformat(), self.starts_at

    def problems(self) -> Iterator[Problem]:
        if self.ends_at and self.starts_at and self.ends_at <= self.starts_at:
            yield Problem(VisitRequest.ends_at, _("The item ends before it begins."))
        if self.people is not None and self.people < 1:
            yield Problem(VisitRequest.people, _("The number must be greater than zero."))
        if self.answer and not self.answered_on:
            yield Problem(VisitRequest.answered_on, _("Fill in “{field}”.").format(field=_("Answered on")))
        if self.answered_on and not self.answer:
            yield Problem(VisitRequest.answer, _("Choose a value from the list."))


class EstimateLine(Record):
    """A line of the cost estimate: what it costs, from what money, who pays, and what it cost in fact."""

    delegation = PartOfField(Delegation, verbose_name=N_("Delegation"), backref="estimate")
    article = ChoiceField(verbose_name=N_("Article"), choices=ARTICLES, default="accommodation")
    name = NameField(verbose_name=N_("Explanation"), default="")
    people = pw.IntegerField(verbose_name=N_("Number of persons"), default=1)
    quantity = pw.IntegerField(verbose_name=N_("Days or units"), default=1)
    price = MoneyField(verbose_name=N_("Price"))
    price_currency = CurrencyField(verbose_name=N_("Currency"))
    rate = MoneyField(
        verbose_name=N_("Rate, tenge"), null=True, help_text=N_("Tenge for one unit of the currency")
    )
    rate_on = pw.DateField(verbose_name=N_("Rate of"), null=True)
    payer = ChoiceField(verbose_name=N_("Who pays"), choices=PAYERS, default="university")
    funding = pw.CharField(verbose_name=N_("Funding source"), default="")
    spent = MoneyField(
        verbose_name=N_("Spent in fact, tenge"),
        null=True,
        help_text=N_("By the papers of the accounting office"),
    )
    spent_note = pw.CharField(
        verbose_name=N_("Paper of the expense"), default="", help_text=N_("Invoice or act: number and date")
    )

    outline = Outline(
        title=N_("Cost estimate"),
        singular=N_("Line of the estimate"),
        columns=(article, name, people, quantity, price, payer, spent),
        sections={
            N_("Expense"): (article, name, people, quantity, price, price_currency, rate, rate_on),
            N_("Money"): (payer, funding),
            N_("Fact"): (spent, spent_note),
        },
        search=(name, funding, article, spent_note),
    )

    def __str__(self) -> str:
        return self.name or text_of(self, EstimateLine.article)

    @property
    def amount(self) -> Decimal:
        """What the line comes to, in tenge."""
        total = Decimal(self.price) * self.people * self.quantity
        return round(total * (self.rate or 1), 2) if self.price_currency != "KZT" else total

    def problems(self) -> Iterator[Problem]:
        for field in (EstimateLine.people, EstimateLine.quantity):
            if getattr(self, field.name) < 1:
                yield Problem(field, _("The number must be greater than zero."))
        for money in (EstimateLine.price, EstimateLine.rate, EstimateLine.spent):
            value = getattr(self, money.name)
            if value is not None and (value < 0 or (value == 0 and money is not EstimateLine.spent)):
                yield Problem(money, _("The amount must be greater than zero."))
        if self.price_currency != "KZT" and self.rate is None:
            sentence = _("The estimate adds up in tenge: enter the rate of {currency}.")
            yield Problem(EstimateLine.rate, sentence.format(currency=self.price_currency))


class Guarantee(Record):
    """A letter that promises a hotel, a cultural institution or a caterer to pay (procedure 717, 5.4.3)."""

    delegation = PartOfField(Delegation, verbose_name=N_("Delegation"), backref="guarantees")
    guarantee_kind = ChoiceField(verbose_name=N_("Kind"), choices=GUARANTEES, default="hotel")
    organisation = NameField(verbose_name=N_("Organisation"))
    addressee_kk = NameField(
        verbose_name=N_("As addressee, Kazakh"),
        default="",
        help_text=N_("For example: «Алатау» қонақүйінің директорына"),
    )
    addressee_ru = NameField(
        verbose_name=N_("As addressee, Russian"),
        default="",
        help_text=N_("For example: Директору гостиницы «Алатау»"),
    )
    addressee_en = NameField(
        verbose_name=N_("As addressee, English"),
        default="",
        help_text=N_("For example: Director, Alatau Hotel"),
    )
    address = NameField(verbose_name=N_("Address"), default="")
    pay_days = pw.IntegerField(verbose_name=N_("Paid within, banking days"), default=5)
    breakfast = pw.BooleanField(verbose_name=N_("Breakfast included"), default=False)
    registers_visas = pw.BooleanField(verbose_name=N_("The hotel registers the visas"), default=False)
    sent_on = pw.DateField(verbose_name=N_("Sent on"), null=True)
    confirmed_on = pw.DateField(verbose_name=N_("Confirmed on"), null=True)
    note = pw.CharField(verbose_name=N_("Note"), default="")

    outline = Outline(
        title=N_("Guarantee letters"),
        singular=N_("Guarantee letter"),
        columns=(organisation, guarantee_kind, sent_on, confirmed_on),
        sections={
            N_("Organisation"): (
                guarantee_kind,
                organisation,
                addressee_kk,
                addressee_ru,
                addressee_en,
                address,
            ),
            N_("Conditions"): (pay_days, breakfast, registers_visas),
            N_("Course"): (sent_on, confirmed_on, note),
        },
        search=(organisation, address, note),
    )

    def __str__(self) -> str:
        return str(self.organisation)

    def problems(self) -> Iterator[Problem]:
        if self.pay_days < 1:
            yield Problem(Guarantee.pay_days, _("The number must be greater than zero."))
        if self.sent_on and self.confirmed_on and self.confirmed_on < self.sent_on:
            yield Problem(Guarantee.confirmed_on, _("The end date is before the start date."))


class GuaranteeLine(Record):
    """What a guarantee letter asks for: rooms, an excursion or performance, a meal."""

    guarantee = PartOfField(Guarantee, verbose_name=N_("Guarantee letter"), backref="lines")
    name = NameField(
        verbose_name=N_("What is ordered"),
        help_text=N_("Room category, event, or breakfast, lunch, dinner, coffee break"),
    )
    starts_on = pw.DateField(verbose_name=N_("Date"))
    starts_at = ClockField(verbose_name=N_("Time"), default="", help_text=N_("For example: 09:30"))
    ends_on = pw.DateField(verbose_name=N_("Check-out on"), null=True, help_text=N_("For a hotel"))
    ends_at = ClockField(verbose_name=N_("Check-out at"), default="", help_text=N_("For example: 11:00"))
    quantity = pw.IntegerField(verbose_name=N_("Rooms or persons"), default=1)
    special = NameField(
        verbose_name=N_("Special wishes"), default="", help_text=N_("Diet, or the language of the guide")
    )
    price = MoneyField(verbose_name=N_("Amount, tenge"))

    outline = Outline(
        title=N_("What is ordered"),
        singular=N_("What is ordered"),
        columns=(name, starts_on, starts_at, quantity, price),
        sections={
            N_("Order"): (name, quantity, special, price),
            N_("Time"): (starts_on, starts_at, ends_on, ends_at),
        },
        search=(name, special),
    )

    def sorted_by(self) -> tuple[str, ...]:
        return self.starts_on.isoformat(), self.starts_at, self.name

    def problems(self) -> Iterator[Problem]:
        if self.ends_on and self.ends_on < self.starts_on:
            yield Problem(GuaranteeLine.ends_on, _("The end date is before the start date."))
        if self.quantity < 1:
            yield Problem(GuaranteeLine.quantity, _("The number must be greater than zero."))
        if self.price < 0:
            yield Problem(GuaranteeLine.price, _("The amount must be greater than zero."))
