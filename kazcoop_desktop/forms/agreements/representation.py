"""The representation 403-10, with which a head puts a partner or a traveller forward; the layout is ours.

`SUBJECTS` tell what it says about the records of a register; a new register is one line there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks
from kazcoop_desktop.forms.agreements import agreement_words as words
from kazcoop_desktop.forms.blocks import Label
from kazcoop_desktop.forms.mobility import trip_words
from kazcoop_desktop.forms.sheet import Options, PrintedForm, option
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.base import Record, kind_of
from kazcoop_desktop.models.institution import Employee, Unit
from kazcoop_desktop.models.trip import Trip
from kazcoop_desktop.services import agreements
from kazcoop_desktop.services.mobility import trips


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What a representation of one kind says; of nothing for a blank one."""

    unit: Unit | None
    heading: str
    sentence: str
    labels: Sequence[Label]
    request: str
    executor: Employee | None = None


def of_agreement(agreement: Agreement | None) -> Subject:
    """A partner for an agreement or a dual-degree programme (procedure 717, 5.1.1 and 5.6.1)."""
    result = words.said(agreement, Agreement.expected_result)
    partner = blocks.or_line(words.partner_and_country(agreement), 60)
    sentence = pgettext("paper", "Put forward for partnership: {partner}.")
    if agreement and agreement.agreement_kind == "dual_degree":
        sentence = pgettext("paper", "Put forward for opening a dual-degree programme: {partner}.")
    return Subject(
        unit=agreement.unit if agreement else None,
        heading=pgettext("paper", "On establishing cooperation with a foreign organisation"),
        sentence=sentence.format(partner=partner),
        labels=[
            *words.case_labels(agreement),
            Label(pgettext("paper", "Expected result for the University"), result, optional=True),
        ],
        request=pgettext("paper", "I ask you to support this candidate."),
        executor=agreement.responsible if agreement else None,
    )


def of_trip(trip: Trip | None) -> Subject:
    """A traveller (procedure 717, 5.3)."""
    return Subject(
        unit=trip.unit if trip else None,
        heading=pgettext("paper", "On a trip abroad"),
        sentence=trip_words.representation_sentence(trip),
        labels=trip_words.representation_labels(trip),
        request=pgettext("paper", "I ask you to support this candidate."),
    )


SUBJECTS: dict[type[Record], Callable[[Any | None], Subject]] = {Agreement: of_agreement, Trip: of_trip}


@dataclass(frozen=True, kw_only=True)
class RepresentationOptions(Options):
    """What a blank representation is about; one about a record knows it."""

    about: str = option(
        N_("For"),
        choices=(("", N_("As the record")), ("agreement", N_("Agreement")), ("trip", N_("Trip abroad"))),
    )


class Representation(PrintedForm):
    """Procedure 717, 5.1.1, 5.3 and 5.6.1 name the form only."""

    key = "representation"
    title = N_("Representation")
    kinds = tuple(SUBJECTS)
    journal = "INT"
    options_type = RepresentationOptions

    @classmethod
    def read(cls, records: Sequence[Any]) -> None:
        agreements.load([record for record in records if isinstance(record, Agreement)])
        trips.load([record for record in records if isinstance(record, Trip)])

    def executor(self, records: Sequence[Any]) -> Employee | None:
        return self._said(records).executor if records else None

    def story(self, records: Sequence[Any]) -> list[Flowable]:
        said = self._said(records)
        sent = blocks.sent_line(self.number, None if self.blank else self.on)
        labels, annex = blocks.with_annex(said.labels, blank=self.blank)
        roles = (pgettext("paper", "Head of the Chair"), pgettext("paper", "Head of the department"))
        agreeing = self.signers("agrees", roles, said.unit)
        signing = self.signers(defaults=(pgettext("paper", "Head of the unit"),), unit=said.unit)
        return [
            *self.code_line(),
            blocks.heading([blocks.or_line(str(said.unit or "")), sent], self.addressee()),
            blocks.title(pgettext("paper", "REPRESENTATION")),
            blocks.subject(said.heading),
            blocks.text(said.sentence),
            *labels,
            blocks.kept_together(
                [
                    blocks.text(said.request),
                    *blocks.signatures(signing),
                    *blocks.agreement_places(agreeing),
                ]
            ),
            *annex,
        ]

    def _said(self, records: Sequence[Any]) -> Subject:
        kind = kind_of(records[0]) if records else self.options.about or kind_of(self.kinds[0])
        says = next(says for model, says in SUBJECTS.items() if kind_of(model) == kind)
        return says(records[0] if records else None)
