"""The estimate of what a trip will cost, in tenge at the rates of the day; the layout is ours."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.agreements.agreement_words import joined
from kazcoop_desktop.forms.blocks import Band, Column, Signer
from kazcoop_desktop.forms.mobility import trip_words as words
from kazcoop_desktop.forms.mobility.trip_paper import TripPaper
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.base import text_of
from kazcoop_desktop.models.trip import Trip
from kazcoop_desktop.models.trip_parts import TripExpense
from kazcoop_desktop.models.values import grouped
from kazcoop_desktop.services.mobility import trips


class TripEstimate(TripPaper):
    """Procedure 717, 5.3: not asked when the host pays the expenses."""

    key = "trip_estimate"
    title = N_("Trip cost estimate")

    def story(self, records: Sequence[Trip]) -> list[Flowable]:
        trip = records[0] if records else None
        approver = self.signers("approves", (pgettext("paper", "Vice-Rector"),))[0]
        accountant = self.signers("agrees", (pgettext("paper", "Accountant"),))[0]
        traveller = Signer(
            official.position_name(trip.position) if trip else pgettext("paper", "Person sent"),
            official.initials_and_surname(trip.traveller) if trip else "",
        )
        facts = [
            (pgettext("paper", "Full name"), words.person_and_position(trip)),
            (pgettext("paper", "Country, city, host"), words.place_and_host(trip)),
            (pgettext("paper", "Dates (with travel)"), words.period_and_days(trip)),
            (pgettext("paper", "Source of funding"), words.funding(trip)),
        ]
        return [
            blocks.halves(blocks.agreed(accountant), blocks.approved(approver)),
            blocks.title(pgettext("paper", "TRIP COST ESTIMATE")),
            blocks.facts(words.fact_rows(facts, blank=self.blank)),
            *self._costs(trip),
            *blocks.signatures([traveller, Signer(pgettext("paper", "Economist"))]),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """The expenses."""
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("paper", "Item of expense"), 50),
                Column(pgettext("paper", "Unit of measure"), 20),
                Column(pgettext("paper", "Qty"), 15, "CENTER"),
                Column(pgettext("paper", "Price (currency)"), 25, "RIGHT"),
                Column(pgettext("paper", "Rate"), 20, "RIGHT"),
                Column(pgettext("paper", "Amount, KZT"), 30, "RIGHT"),
            ),
        )

    def _costs(self, trip: Trip | None) -> list[Flowable]:
        (columns,) = self.tables()
        if trip is None:
            return [blocks.table(columns, blocks.empty_rows(columns, 8), row_height=blocks.HAND_ROW)]
        if trip.host_pays:
            return [blocks.text(pgettext("paper", "The host pays the expenses; no estimate is required."))]
        lines = trips.expenses(trip)
        if not lines:
            total = pgettext("paper", "Total: {amount}").format(
                amount=blocks.or_line(trips.said(trip.estimate, trip.estimate_currency))
            )
            return [
                blocks.table(columns, blocks.empty_rows(columns, 6), row_height=blocks.HAND_ROW),
                blocks.text(total),
            ]
        rows: list[list[str] | Band] = [_row(place, line) for place, line in enumerate(lines, 1)]
        whole = sum((line.tenge or Decimal(0) for line in lines if not line.by_host), Decimal(0))
        rows.append(Band(pgettext("paper", "Total, KZT: {amount}").format(amount=grouped(whole)), total=True))
        spelled = pgettext("paper", "Total in words: {words}.")
        return [
            blocks.table(columns, rows),
            blocks.text(spelled.format(words=official.tenge_in_words(whole))),
        ]


def _row(place: int, line: TripExpense) -> list[str]:
    """A line; what the host pays is named and not summed, an unknown rate leaves the sum to be written."""
    item = joined(text_of(line, TripExpense.expense_kind), line.detail, by=": ")
    price = trips.said(line.price, line.price_currency)
    by_host = pgettext("paper", "Paid by the host")
    return [
        str(place),
        f"{item} ({by_host})" if line.by_host else item,
        line.unit_name,
        str(line.quantity),
        price,
        grouped(line.rate) if line.rate else "",
        "" if line.by_host or line.tenge is None else grouped(line.tenge),
    ]
