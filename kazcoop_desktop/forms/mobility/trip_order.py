"""The draft of the order that sends people on a trip, one or several by one order; the layout is ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable, PageBreak

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.blocks import Column
from kazcoop_desktop.forms.mobility import trip_words as words
from kazcoop_desktop.forms.mobility.trip_paper import TripPaper
from kazcoop_desktop.forms.sheet import Options, option
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.trip import Trip

_MOST_IN_CLAUSES = 3  # more people stand in a table
_ROWS_OF_A_BLANK = 3


@dataclass(frozen=True, kw_only=True)
class OrderOptions(Options):
    """An order is a draft until the chancellery gives it a number."""

    mark: str = option(
        N_("Mark"),
        default="draft",
        choices=(("", N_("No mark")), ("draft", N_("Draft")), ("translation", N_("Translation"))),
    )


class TripOrder(TripPaper):
    """Procedure 717, 5.3: the management decides, the order names dates and funding. Kazakh and Russian on two sheets."""

    key = "trip_order"
    title = N_("Order draft for a trip")
    options_type = OrderOptions

    def story(self, records: Sequence[Trip]) -> list[Flowable]:
        institution = self.office.institution
        first = records[0] if records else None
        number, day = (first.order_number, first.ordered_on) if first else ("", None)
        signer = self.signers(defaults=(pgettext("paper", "Rector"),))[0]
        return [
            *blocks.letterhead(institution, self.office.emblem),
            blocks.title(pgettext("paper", "ORDER")),
            blocks.ends(blocks.sent_line(number, day), institution.named("city")),
            blocks.subject(pgettext("paper", "On a trip abroad")),
            blocks.text(
                pgettext("paper", "To carry out the plan of international activity of the University")
            ),
            blocks.title(pgettext("paper", "I ORDER:")),
            *self._clauses(records),
            blocks.kept_together([self._basis(records), *blocks.signatures([signer])]),
            PageBreak(),
            *blocks.agreement_sheet(self.signers("agrees", defaults=_approvers())),
            *self._acquainted(records),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """The people sent, where they are many; who has read the order."""
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("paper", "Full name, position"), 55),
                Column(pgettext("paper", "Country, city, host"), 45),
                Column(pgettext("paper", "Dates (days)"), 30),
                Column(pgettext("paper", "Source of funding"), 30),
            ),
            (
                Column(pgettext("paper", "Full name"), 80),
                Column(pgettext("paper", "Signature"), 50),
                Column(pgettext("paper", "Date"), 40),
            ),
        )

    def own_number(self, records: Sequence[Trip]) -> str:
        return records[0].order_number if records else ""

    def _clauses(self, trips: Sequence[Trip]) -> Iterator[Flowable]:
        """Who goes where, what for, who pays, what is kept and what is handed in, who controls, from when."""
        in_table = len(trips) > _MOST_IN_CLAUSES or (self.blank and self.per_group)
        texts = [*([] if in_table else _sendings(trips)), *_purposes(trips)]
        if in_table:
            following = pgettext("paper", "The following persons shall be sent on a trip abroad:")
            yield blocks.text(f"1. {following}")
            yield self._table(trips)
        controller = next(iter(self.signers("agrees")), blocks.Signer())
        texts += [
            pgettext("paper", "The post and average pay are kept for the time of the trip."),
            pgettext(
                "paper",
                "The report on the assignment and the advance report shall be handed in within 10 calendar days "
                "of return.",
            ),
            pgettext("paper", "{position} {name} shall control the execution of this order.").format(
                position=blocks.or_line(controller.position), name=blocks.or_line(controller.name, 20)
            ),
            pgettext("paper", "This order takes effect on signing."),
        ]
        for number, text in enumerate(texts, 2 if in_table else 1):
            yield blocks.text(f"{number}. {text}")

    def _table(self, trips: Sequence[Trip]) -> Flowable:
        columns = self.tables()[0]
        rows = [
            [
                str(number),
                words.person_and_position(trip),
                words.place_and_host(trip),
                words.period_and_days(trip),
                words.funding(trip),
            ]
            for number, trip in enumerate(trips, 1)
        ]
        empty = blocks.empty_rows(columns, _ROWS_OF_A_BLANK)
        return blocks.table(columns, rows or empty, size=9, row_height=blocks.HAND_ROW)

    def _basis(self, trips: Sequence[Trip]) -> Flowable:
        """[BASIS]: the papers; no estimate where the host pays for everybody."""
        papers = [
            pgettext("paper", "application"),
            pgettext("paper", "representation"),
            pgettext("paper", "invitation"),
        ]
        if not trips or any(not trip.host_pays for trip in trips):
            papers.append(pgettext("paper", "estimate"))
        return blocks.plain(pgettext("paper", "Basis: {list}").format(list=", ".join(papers)))

    def _acquainted(self, trips: Sequence[Trip]) -> list[Flowable]:
        """[ACK]: those sent, with room to sign."""
        columns = self.tables()[1]
        rows = [[official.full_name(trip.traveller), "", ""] for trip in trips]
        return [
            blocks.caption(pgettext("paper", "I have read the order:")),
            blocks.table(
                columns,
                rows or blocks.empty_rows(columns, _ROWS_OF_A_BLANK),
                row_height=blocks.HAND_ROW,
                signed=True,
            ),
        ]


class GroupTripOrder(TripOrder):
    """One order for all the trips chosen."""

    key = "group_trip_order"
    title = N_("Order draft for a trip of several persons")
    per_group = True


def _sendings(trips: Sequence[Trip]) -> Iterator[str]:
    """A clause for each person; one with blanks for nobody."""
    sent = pgettext("paper", "{person} shall be sent on a trip: {place}, {period} ({days}); host: {host}.")
    for trip in trips:
        yield sent.format(
            person=words.person_and_position(trip),
            place=trip.place,
            period=official.period(trip.departs_on, trip.returns_on),
            days=words.calendar_days(trip.days),
            host=words.host(trip),
        )
    if not trips:
        line = "_" * 30
        yield sent.format(person=line, place=line, period=line, days="_" * 6, host=line)


def _purposes(trips: Sequence[Trip]) -> Iterator[str]:
    """What for and at whose cost, each said once."""
    purposes = dict.fromkeys(words.purpose_and_task(trip) for trip in trips) or {"_" * 30: None}
    fundings = dict.fromkeys(words.funding(trip) for trip in trips) or {"_" * 30: None}
    yield pgettext("paper", "Purpose of the trip: {purpose}.").format(purpose="; ".join(purposes))
    yield pgettext("paper", "Costs are paid by: {funding}.").format(funding="; ".join(fundings))


def _approvers() -> tuple[str, ...]:
    """Who agrees while the reference data names nobody."""
    return (
        pgettext("paper", "Vice-Rector"),
        pgettext("paper", "Head of the department"),
        pgettext("paper", "Accountant"),
        pgettext("paper", "Lawyer"),
    )
