"""What belongs to a trip: the lines of its estimate, and what was done day by day."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import peewee as pw

from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.base import Outline, Problem, Record
from kazcoop_desktop.models.fields import ChoiceField, CurrencyField, MoneyField, PartOfField
from kazcoop_desktop.models.trip import Trip

EXPENSE_KINDS = [
    ("travel", N_("Travel")),
    ("accommodation", N_("Accommodation")),
    ("per_diem", N_("Per diem")),
    ("visa", N_("Visa, insurance")),
    ("fee", N_("Registration fee")),
    ("other", N_("Other expenses")),
]


class TripExpense(Record):
    """A line of the estimate: how much of what, at which price and rate; and what was really spent."""

    trip = PartOfField(Trip, verbose_name=N_("Trip"), backref="expenses")
    expense_kind = ChoiceField(verbose_name=N_("Expense"), choices=EXPENSE_KINDS, default="travel")
    detail = pw.CharField(
        verbose_name=N_("Details"), default="", help_text=N_("For example: Almaty – Leipzig – Almaty")
    )
    unit_name = pw.CharField(
        verbose_name=N_("Unit of measure"),
        default="",
        max_length=30,
        help_text=N_("For example: night, day, ticket"),
    )
    quantity = pw.IntegerField(verbose_name=N_("Quantity"), default=1)
    price = MoneyField(verbose_name=N_("Price"))
    price_currency = CurrencyField(verbose_name=N_("Currency"))
    rate = MoneyField(
        verbose_name=N_("Rate"), null=True, help_text=N_("Tenge for one unit of the currency, on that day")
    )
    by_host = pw.BooleanField(verbose_name=N_("Paid by the host"), default=False)
    spent = MoneyField(verbose_name=N_("Really spent, tenge"), null=True)

    outline = Outline(
        title=N_("Expenses"),
        singular=N_("Expense"),
        columns=(expense_kind, detail, quantity, price, rate, by_host, spent),
        sections={
            N_("Estimate"): (
                expense_kind,
                detail,
                unit_name,
                quantity,
                price,
                price_currency,
                rate,
                by_host,
            ),
            N_("Expense report"): (spent,),
        },
        search=(detail, expense_kind),
    )

    def __str__(self) -> str:
        return self.detail or _(dict(EXPENSE_KINDS)[self.expense_kind])

    @property
    def tenge(self) -> Decimal | None:
        """The whole line in tenge; None while the rate of its currency is not known."""
        rate = Decimal(1) if self.price_currency == "KZT" else self.rate
        if rate is None:
            return None
        return (Decimal(self.price) * self.quantity * Decimal(rate)).quantize(Decimal("0.01"))

    def problems(self) -> Iterator[Problem]:
        if self.quantity < 1:
            yield Problem(TripExpense.quantity, _("The number must be greater than zero."))
        for field in (TripExpense.price, TripExpense.spent):
            value = getattr(self, field.name)
            if value is not None and value < 0:
                yield Problem(field, _("The number cannot be less than zero."))
        if self.rate is not None and self.rate <= 0:
            yield Problem(TripExpense.rate, _("The number must be greater than zero."))


class TripDay(Record):
    """What was done on a day of a trip, and with whom: the second section of the report 717-02."""

    trip = PartOfField(Trip, verbose_name=N_("Trip"), backref="work")
    day = pw.DateField(verbose_name=N_("Date"))
    done = pw.TextField(verbose_name=N_("Work done"))
    met_with = pw.CharField(verbose_name=N_("Met with"), default="")

    outline = Outline(
        title=N_("Work by day"),
        singular=N_("Day of work"),
        columns=(day, done, met_with),
        sections={N_("Day of work"): (day, done, met_with)},
        search=(done, met_with),
    )

    def problems(self) -> Iterator[Problem]:
        trip = self.trip
        first = min(trip.departed_on or trip.departs_on, trip.departs_on)
        last = max(trip.returned_on or trip.returns_on, trip.returns_on)
        if not first <= self.day <= last:
            sentence = _("The day lies outside the trip: {first} – {last}.")
            told = sentence.format(first=f"{first:%d.%m.%Y}", last=f"{last:%d.%m.%Y}")
            yield Problem(TripDay.day, told)
