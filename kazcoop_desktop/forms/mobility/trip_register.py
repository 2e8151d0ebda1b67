"""The register of those who leave, and the list of citizens abroad for the yearly information (annex 2, item 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reportlab.platypus import Flowable, PageBreak

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.agreements.agreement_words import joined
from kazcoop_desktop.forms.blocks import Band, Column
from kazcoop_desktop.forms.mobility.trip_paper import TripPaper
from kazcoop_desktop.forms.pages import LANDSCAPE
from kazcoop_desktop.forms.sheet import Options, option
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.services.mobility import abroad
from kazcoop_desktop.services.mobility.abroad import Stay


@dataclass(frozen=True, kw_only=True)
class PeriodOptions(Options):
    """The period of the list; when empty, the year of the day of printing."""

    since: date | None = option(N_("Abroad from"), default=None)
    until: date | None = option(N_("Abroad until"), default=None)


class AbroadList(TripPaper):
    """A list of all who were abroad in a period, whichever trips are chosen in the table."""

    page = LANDSCAPE
    per_group = True
    shows_history = True
    options_type = PeriodOptions
    blank_rows = 12

    @classmethod
    def read(cls, records: Sequence[Any]) -> None:
        """The list reads its period itself."""

    @property
    def since(self) -> date:
        """The first day of the list."""
        chosen: date | None = self.options.since
        return chosen or date(self.on.year, 1, 1)

    @property
    def until(self) -> date:
        """The last day of the list."""
        chosen: date | None = self.options.until
        return chosen or date(self.on.year, 12, 31)

    def period(self) -> str:
        """The line under the title."""
        if self.blank:
            return pgettext("paper", "for {year}").format(year="20___")
        return official.numeric_period(self.since, self.until)


class TripRegister(AbroadList):
    """Department regulation, 18.5: trips abroad of staff, and of learners on academic mobility."""

    key = "trip_register"
    title = N_("Register of trips abroad")

    def story(self, records: Sequence[Any]) -> list[Flowable]:
        (columns,) = self.tables()
        head = [
            blocks.title(pgettext("paper", "REGISTER OF TRIPS ABROAD (ACADEMIC MOBILITY)")),
            blocks.under_title(self.period()),
        ]
        signers = self.signers(defaults=(pgettext("paper", "Clerk"),))
        if self.blank:
            rows = blocks.table(
                columns, blocks.empty_rows(columns, self.blank_rows), row_height=blocks.BOOK_ROW
            )
            return [*head, rows, PageBreak(), *blocks.certifying_line(blocks.Signer())]
        stays = abroad.stays(self.since, self.until)
        listed: list[list[str] | Band] = [_line(number, stay) for number, stay in enumerate(stays, 1)]
        listed.append(Band(pgettext("paper", "Total: {n}").format(n=len(listed)), total=bool(listed)))
        return [*head, blocks.table(columns, listed, size=9), *blocks.signatures(signers)]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """Those who were abroad."""
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("paper", "Full name"), 45),
                Column(pgettext("paper", "Category, unit"), 35),
                Column(pgettext("paper", "Country, host"), 40),
                Column(pgettext("paper", "Purpose"), 32),
                Column(pgettext("trips", "Dates"), 25, "CENTER"),
                Column(pgettext("paper", "Order No."), 20),
                Column(pgettext("paper", "Actual return"), 25, "CENTER"),
                Column(pgettext("paper", "Report (due / in)"), 25, "CENTER"),
            ),
        )


class CitizensAbroad(AbroadList):
    """Order 661, annex 2, item 4, with the columns that its words name."""

    key = "citizens_abroad"
    title = N_("List of citizens of Kazakhstan sent abroad")
    shows_sensitive = True
    blank_rows = 10

    def story(self, records: Sequence[Any]) -> list[Flowable]:
        (columns,) = self.tables()
        stays = [] if self.blank else abroad.citizens_abroad(self.since, self.until)
        rows: list[list[str]] = [_citizen(number, stay) for number, stay in enumerate(stays, 1)]
        empty = blocks.empty_rows(columns, self.blank_rows)
        heading = pgettext(
            "paper",
            "LIST OF CITIZENS OF THE REPUBLIC OF KAZAKHSTAN SENT ABROAD TO STUDY, WORK OR DO RESEARCH",
        )
        return [
            blocks.title(heading),
            blocks.under_title(self.period()),
            blocks.table(
                columns, rows if not self.blank else empty, size=9, row_height=blocks.HAND_ROW, numbered=True
            ),
            *blocks.signatures(self.signers(defaults=(pgettext("paper", "Head of the department"),))),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """The columns of item 4."""
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("paper", "Full name"), 44),
                Column(pgettext("paper", "Year of birth"), 18, "CENTER"),
                Column(pgettext("paper", "Residence in Kazakhstan"), 38),
                Column(pgettext("paper", "Temporary residence abroad"), 38),
                Column(pgettext("paper", "Purpose"), 25),
                Column(pgettext("paper", "Term"), 25, "CENTER"),
                Column(pgettext("paper", "Place of the trip abroad"), 35),
                Column(pgettext("paper", "Date of return to Kazakhstan"), 24, "CENTER"),
            ),
        )


def _line(number: int, stay: Stay) -> list[str]:
    due, done = official.numeric(stay.report_due_on), official.numeric(stay.reported_on)
    return [
        str(number),
        stay.name,
        joined(stay.category, stay.unit),
        stay.place,
        stay.purpose,
        official.numeric_period(stay.starts_on, stay.ends_on),
        stay.order,
        official.numeric(stay.returned_on),
        joined(due, done, by=" / "),
    ]


def _citizen(number: int, stay: Stay) -> list[str]:
    return [
        str(number),
        stay.name,
        stay.birth_year,
        stay.home_address,
        stay.address_abroad,
        stay.purpose,
        official.numeric_period(stay.starts_on, stay.ends_on),
        stay.place,
        official.numeric(stay.returned_on or stay.ends_on),
    ]
