"""The report 717-02 on what a traveller did, brought and proposes; the sections are ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.agreements.agreement_words import joined
from kazcoop_desktop.forms.blocks import Column, Signer
from kazcoop_desktop.forms.mobility import trip_words as words
from kazcoop_desktop.forms.mobility.trip_paper import TripPaper
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.trip import Trip
from kazcoop_desktop.services import papers
from kazcoop_desktop.services.mobility import trips

_LINES = 3  # to write on, in a section without text
_DAYS = 10


class TripReport(TripPaper):
    """Procedure 717, 5.3, within 10 days of return; order 661, 8.6: how the results enter teaching and research."""

    key = "trip_report"
    title = N_("Report on the assignment")

    def story(self, records: Sequence[Trip]) -> list[Flowable]:
        trip = records[0] if records else None
        approver = self.signers("approves", (pgettext("paper", "Vice-Rector"),))[0]
        attached = papers.attached_names(trip) if trip else []
        enclosed = [pgettext("paper", "Enclosures: certificate, programme, photos, advance report")]
        return [
            *self.code_line(),
            blocks.halves([], blocks.approved(approver)),
            blocks.title(pgettext("paper", "REPORT ON THE ASSIGNMENT")),
            blocks.facts(words.fact_rows(_facts(trip), blank=self.blank)),
            *self._sections(trip),
            *(blocks.attachments(attached) or [blocks.plain(line) for line in enclosed]),
            *blocks.signatures([_traveller(trip)]),
            blocks.kept_together(self._conclusion(trip)),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """The work, day by day."""
        return (
            (
                Column(pgettext("paper", "Date"), 25, "CENTER"),
                Column(pgettext("paper", "Work done"), 105),
                Column(pgettext("paper", "Met with"), 40),
            ),
        )

    def _sections(self, trip: Trip | None) -> Iterator[Flowable]:
        yield from _section(1, pgettext("paper", "Purpose and assignment"), words.purpose_and_task(trip))
        yield _heading(2, pgettext("paper", "Work done by day"))
        (columns,) = self.tables()
        rows = [
            [official.numeric(day.day), day.done, day.met_with] for day in (trips.work(trip) if trip else [])
        ]
        empty = blocks.empty_rows(columns, _DAYS if trip is None else 3)
        yield blocks.table(columns, rows or empty, row_height=blocks.HAND_ROW)
        for number, heading, field in (
            (3, pgettext("paper", "Results, agreements reached"), Trip.results),
            (4, pgettext("paper", "Materials brought"), Trip.materials),
            (
                5,
                pgettext("paper", "Introduction of results into teaching, methodical and research work"),
                Trip.introduced,
            ),
            (6, pgettext("paper", "Proposals"), Trip.proposals),
        ):
            yield from _section(number, heading, words.said(trip, field))

    def _conclusion(self, trip: Trip | None) -> list[Flowable]:
        """What the head concludes, and the department's mark with the day of the report."""
        head = self.signers(
            defaults=(pgettext("paper", "Head of the unit"),), unit=trip.unit if trip else None
        )[0]
        chosen = trip.fulfilment if trip else ""
        boxes = blocks.choices(
            [
                (pgettext("paper", "fulfilled in full"), chosen == "full"),
                (pgettext("paper", "fulfilled in part"), chosen == "part"),
                (pgettext("paper", "not fulfilled"), chosen == "not"),
            ]
        )
        accepted = pgettext("paper", "The report was accepted on {date}, on day {n} after the return")
        day, count = "____________", "____"
        if trip and trip.accepted_on and trip.returned_on:
            day = official.numeric(trip.accepted_on)
            count = str(((trip.reported_on or trip.accepted_on) - trip.returned_on).days)
        return [
            blocks.caption(pgettext("paper", "Conclusion of the head of the unit: the assignment is")),
            *boxes,
            *blocks.signatures([head]),
            blocks.plain(accepted.format(date=day, n=count)),
        ]


def _section(number: int, heading: str, value: str) -> list[Flowable]:
    body: list[Flowable] = [blocks.text(line) for line in value.splitlines() if line.strip()]
    return [_heading(number, heading), *(body or [blocks.ruled(_LINES)])]


def _heading(number: int, heading: str) -> Flowable:
    return blocks.caption(f"{number}. {heading}")


def _facts(trip: Trip | None) -> list[tuple[str, str]]:
    planned = actual = ""
    if trip:
        planned = official.numeric_period(trip.departs_on, trip.returns_on)
        if trip.returned_on:
            actual = official.numeric_period(trip.departed_on or trip.departs_on, trip.returned_on)
    unit = str(trip.unit) if trip and trip.unit else ""
    return [
        (pgettext("paper", "Full name"), official.full_name(trip.traveller) if trip else ""),
        (
            pgettext("paper", "Position, unit"),
            joined(official.position_name(trip.position), unit) if trip else "",
        ),
        (pgettext("paper", "Country, city, host"), words.place_and_host(trip)),
        (pgettext("paper", "Dates (planned / actual)"), joined(planned, actual, by=" / ")),
        (pgettext("paper", "Order No., date"), words.order(trip)),
        (pgettext("paper", "Source of funding"), words.funding(trip)),
    ]


def _traveller(trip: Trip | None) -> Signer:
    if trip is None:
        return Signer(pgettext("paper", "Person sent"))
    return Signer(
        official.position_name(trip.position) or pgettext("paper", "Person sent"),
        official.initials_and_surname(trip.traveller),
    )
