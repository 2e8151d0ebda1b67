"""The application 601-03: for a trip abroad, and for whatever else its `REQUESTS` know; the layout is ours.

Procedure 717, 5.3 and 5.6.2: it must show the dates and the source of funding.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.agreements.agreement_words import joined
from kazcoop_desktop.forms.blocks import Column
from kazcoop_desktop.forms.mobility import learner_requests
from kazcoop_desktop.forms.mobility import trip_words as words
from kazcoop_desktop.forms.mobility.request import Request
from kazcoop_desktop.forms.sheet import Options, PrintedForm, option
from kazcoop_desktop.i18n import N_, ngettext, pgettext
from kazcoop_desktop.models.base import Record, kind_of
from kazcoop_desktop.models.dual_degree import DualDegreeCandidate
from kazcoop_desktop.models.institution import Unit
from kazcoop_desktop.models.mobility import Mobility
from kazcoop_desktop.models.trip import Trip
from kazcoop_desktop.services import checklists
from kazcoop_desktop.services.mobility import trips


def of_trip(trip: Trip | None, on: date) -> Request:
    """The request to be sent on a trip (procedure 717, 5.3)."""
    facts: list[tuple[str, str | Sequence[Flowable]]] = [
        (pgettext("paper", "Country, city, host"), words.place_and_host(trip)),
        (pgettext("paper", "Purpose"), words.purpose_and_task(trip)),
        (pgettext("paper", "Dates (with travel)"), words.period_and_days(trip)),
        (pgettext("paper", "Source of funding"), words.funding_boxes(trip)),
        (pgettext("paper", "Basis (invitation)"), words.said(trip, Trip.invitation)),
    ]
    undertaking = pgettext(
        "paper",
        "I undertake to hand in the report on the assignment and the advance report within 10 calendar days "
        "of return.",
    )
    sentence = pgettext("paper", "I ask to be sent on a trip abroad for the purpose named below.")
    if trip is None:
        return Request(sentence=sentence, facts=facts, undertaking=undertaking)
    person = trip.traveller
    left = max((trip.departs_on - (trip.submitted_on or on)).days, 0)
    note = ngettext("{n} calendar day to departure", "{n} calendar days to departure", left)
    return Request(
        applicant=official.full_name(person),
        position=joined(official.position_name(trip.position), str(trip.unit or "")),
        phone=person.phone,
        signature=official.initials_and_surname(person),
        unit=trip.unit,
        sentence=sentence,
        facts=facts,
        undertaking=undertaking,
        note=note.format(n=left),
    )


REQUESTS: dict[type[Record], Callable[[Any, date], Request]] = {
    Trip: of_trip,
    Mobility: learner_requests.of_mobility,
    DualDegreeCandidate: learner_requests.of_candidate,
}


@dataclass(frozen=True, kw_only=True)
class ApplicationOptions(Options):
    """What a blank application is for; one about a record knows it."""

    about: str = option(
        N_("For"),
        choices=(
            ("", N_("As the record")),
            ("trip", N_("Trip abroad")),
            ("mobility", N_("Academic mobility")),
            ("dual_degree_candidate", N_("Dual degree")),
        ),
    )


class Application(PrintedForm):
    """The person's own request to the head of the institution."""

    key = "application"
    title = N_("Application")
    kinds = tuple(REQUESTS)
    journal = "INT"
    options_type = ApplicationOptions

    @classmethod
    def read(cls, records: Sequence[Any]) -> None:
        trips.load([record for record in records if isinstance(record, Trip)])

    def story(self, records: Sequence[Any]) -> list[Flowable]:
        said = self._request(records[0] if records else None)
        sent = blocks.sent_line(self.number, None if self.blank else self.on)
        attached = self._ticked(records[0]) if records else []
        end = [
            *([blocks.text(said.undertaking)] if said.undertaking else []),
            *([blocks.text(_consent())] if said.asks_consent else []),
            blocks.space(),
            blocks.ends(official.stamp(None), f"{'_' * 16} {said.signature or '_' * 20}"),
        ]
        return [
            *self.code_line(),
            blocks.heading([sent], [*self.addressee(), "", *_sender(said)], resolution=True),
            blocks.title(pgettext("paper", "APPLICATION")),
            blocks.text(said.sentence),
            blocks.facts(words.fact_rows(said.facts, blank=self.blank)),
            *blocks.attachments(attached),
            *([blocks.text(said.note)] if said.note and not self.blank else []),
            blocks.kept_together(end),
            self._visas(said.unit),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """The visas."""
        return (
            (
                Column(pgettext("paper", "Position"), 74),
                Column(pgettext("paper", "Full name"), 36),
                Column(pgettext("paper", "No objection"), 34),
                Column(pgettext("paper", "Date"), 26),
            ),
        )

    def _request(self, record: Any | None) -> Request:
        kind = kind_of(record) if record is not None else self.options.about or kind_of(self.kinds[0])
        says = next(says for model, says in REQUESTS.items() if kind_of(model) == kind)
        return says(record, self.on)

    def _visas(self, unit: Unit | None) -> Flowable:
        roles = (
            pgettext("paper", "Head of the unit"),
            pgettext("paper", "Head of the Chair"),
            pgettext("paper", "Head of the department"),
            pgettext("paper", "Accountant"),
        )
        rows = [[signer.position, signer.name, "", ""] for signer in self.signers("agrees", roles, unit)]
        return blocks.table(self.tables()[0], rows, row_height=blocks.HAND_ROW, signed=True)

    def _ticked(self, record: Record) -> list[str]:
        """The papers that are there already, besides this one."""
        lines = checklists.items(record, on=self.on)
        return [line.name for line in lines if line.done_on and line.code != "application"]


def _sender(said: Request) -> list[str]:
    lines = [pgettext("paper", "From: {person}").format(person=said.applicant or "_" * 24)]
    lines += [said.position] if said.position else []
    return [*lines, pgettext("paper", "tel.: {phone}").format(phone=said.phone)] if said.phone else lines


def _consent() -> str:
    return pgettext("paper", "I consent to the collection and processing of my personal data")
