"""The plan of trips abroad for approval, and the same plan against what came of it; the layouts are ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.agreements.agreement_words import joined
from kazcoop_desktop.forms.blocks import Band, Column, Strong
from kazcoop_desktop.forms.mobility import trip_words as words
from kazcoop_desktop.forms.pages import LANDSCAPE
from kazcoop_desktop.forms.sheet import PrintedForm
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.base import text_of
from kazcoop_desktop.models.trip_plan import PlannedTrip, Preparation, TripPlan
from kazcoop_desktop.services.mobility import trips
from kazcoop_desktop.services.mobility.trips import Line, Money

_ROMAN = ("I", "II", "III", "IV")


class TripPlanSheet(PrintedForm):
    """Order 661, 8.5: the units' plans as one, by quarter, with the preparation of the candidates."""

    key = "trip_plan"
    title = N_("Plan of trips abroad")
    kinds = (TripPlan,)
    page = LANDSCAPE
    per_group = True

    def story(self, records: Sequence[TripPlan]) -> list[Flowable]:
        (columns,) = self.tables()
        approver = self.signers("approves", (pgettext("paper", "Rector"),))[0]
        rows = list(self._rows(records)) or blocks.empty_rows(columns, 15)
        heading = pgettext("paper", "PLAN OF TRIPS ABROAD, {year}")
        return [
            blocks.opposite([], blocks.approved(approver)),
            blocks.title(heading.format(year=_years(records) or "20___")),
            blocks.table(columns, rows, size=9, row_height=blocks.HAND_ROW),
            *blocks.signatures(self.signers(defaults=(pgettext("paper", "Head of the department"),))),
            *blocks.agreement_sheet([blocks.Signer(str(plan.unit)) for plan in records]),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """The planned trips."""
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("paper", "Full name, position"), 40),
                Column(pgettext("trips", "Unit"), 30),
                Column(pgettext("paper", "Country, host"), 33),
                Column(pgettext("paper", "Purpose"), 33),
                Column(pgettext("trips", "Dates"), 25, "CENTER"),
                Column(pgettext("paper", "Funding, sum"), 31),
                Column(pgettext("paper", "Language preparation"), 24),
                Column(pgettext("paper", "Country studies"), 31),
            ),
        )

    def _rows(self, plans: Sequence[TripPlan]) -> Iterator[list[str] | Band]:
        lines = trips.planned_in(plans)
        numbered = enumerate(lines, 1)
        quarter = pgettext("paper", "Quarter {number}")
        for key, members in groupby(numbered, key=lambda entry: _quarter(entry[1])):
            yield Band(quarter.format(number=_ROMAN[key]))
            for number, line in members:
                yield self._row(number, line)
        if lines:
            sums: Money = {}
            for line in lines:
                if line.amount is not None:
                    sums[line.amount_currency] = sums.get(line.amount_currency, 0 * line.amount) + line.amount
            whole = pgettext("paper", "Total: {n}").format(n=len(lines))
            yield Band(joined(whole, trips.in_words(sums), by="; "), total=True)

    def _row(self, number: int, line: PlannedTrip) -> list[str]:
        person = line.candidate
        return [
            str(number),
            joined(official.full_name(person), official.position_name(person.position if person else None)),
            str(line.plan.unit),
            words.place_and_host(line),
            words.purpose_and_task(line),
            official.numeric_period(line.starts_on, line.ends_on),
            joined(words.funding_name(line.funding), trips.said(line.amount, line.amount_currency)),
            _prepared(line, "language"),
            _prepared(line, "country_studies"),
        ]


class PlanAndFact(PrintedForm):
    """Order 661, 8.5-8.6: what was planned, what took place, in trips and money."""

    key = "plan_and_fact"
    title = N_("Fulfilment of the plan of trips")
    kinds = (TripPlan,)
    page = LANDSCAPE
    per_group = True

    def story(self, records: Sequence[TripPlan]) -> list[Flowable]:
        (columns,) = self.tables()
        rows = list(self._rows(records)) or blocks.empty_rows(columns, 12)
        heading = pgettext("paper", "FULFILMENT OF THE PLAN OF TRIPS ABROAD, {year}")
        day = official.stamp(None) if self.blank else official.in_text(self.on)
        return [
            blocks.title(heading.format(year=_years(records) or "20___")),
            blocks.under_title(pgettext("paper", "as of {date}").format(date=day)),
            blocks.table(columns, rows, size=9, row_height=blocks.HAND_ROW),
            *blocks.signatures(self.signers(defaults=(pgettext("paper", "Head of the department"),))),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """Plan and fact beside one another."""
        plan, fact = pgettext("paper", "Plan"), pgettext("paper", "Fact")
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("paper", "Full name"), 47, group=plan),
                Column(pgettext("paper", "Country, host"), 45, group=plan),
                Column(pgettext("trips", "Dates"), 25, "CENTER", group=plan),
                Column(pgettext("paper", "Amount"), 30, "RIGHT", group=plan),
                Column(pgettext("paper", "Full name"), 40, group=fact),
                Column(pgettext("trips", "Dates"), 25, "CENTER", group=fact),
                Column(pgettext("paper", "Amount"), 35, "RIGHT", group=fact),
            ),
        )

    def _rows(self, plans: Sequence[TripPlan]) -> Iterator[list[str] | Band]:
        for plan in plans:
            found = trips.fulfilment(plan)
            yield Band(str(plan.unit))
            number = 0
            for line in found.lines:
                if line.planned is None:
                    yield Strong(["", pgettext("paper", "Not planned"), *[""] * 6])
                    for trip in line.trips:
                        number += 1
                        yield self._row(number, Line(planned=None, trips=[trip]))
                    continue
                number += 1
                yield self._row(number, line)
            told = pgettext(
                "paper",
                "Planned trips: {planned}, made: {made}; not planned: {unplanned}. Planned: {money}. Spent: {spent}.",
            )
            yield Band(
                told.format(
                    planned=found.planned_count,
                    made=found.made_count,
                    unplanned=found.unplanned_count,
                    money=trips.in_words(found.planned_money) or "0",
                    spent=trips.in_words(found.spent) or "0",
                ),
                total=True,
            )

    def _row(self, number: int, line: Line) -> list[str]:
        planned, made = line.planned, line.trips
        is_missed = planned is not None and planned.starts_on < self.on
        return [
            str(number),
            official.full_name(planned.candidate) if planned else "",
            words.place_and_host(planned or made[0]),
            official.numeric_period(planned.starts_on, planned.ends_on) if planned else "",
            trips.said(planned.amount, planned.amount_currency) if planned else "",
            "; ".join(official.full_name(trip.traveller) for trip in made)
            or (pgettext("paper", "not made") if is_missed else ""),
            "; ".join(official.numeric_period(trip.departs_on, trip.ends_on) for trip in made),
            "; ".join(filter(None, (trips.said(trip.expense, trip.expense_currency) for trip in made))),
        ]


def _prepared(line: PlannedTrip, subject: str) -> str:
    """The languages, or else the courses, of the candidate with the results."""
    if line.candidate is None:
        return ""
    return "; ".join(
        joined(text_of(each, Preparation.languages) or each.course, each.result)
        for each in trips.preparations(line, subject)
    )


def _quarter(line: PlannedTrip) -> int:
    month: int = line.starts_on.month
    return (month - 1) // 3


def _years(plans: Sequence[TripPlan]) -> str:
    return ", ".join(map(str, sorted({plan.year for plan in plans})))
