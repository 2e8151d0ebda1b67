"""The draft of an order that sends learners to partners or receives theirs; one order for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.agreements.agreement_words import joined
from kazcoop_desktop.forms.blocks import Column
from kazcoop_desktop.forms.mobility import learner_words as words
from kazcoop_desktop.forms.sheet import Options, PrintedForm, option
from kazcoop_desktop.i18n import N_, _, pgettext
from kazcoop_desktop.models.dual_degree import DualDegreeCandidate
from kazcoop_desktop.models.mobility import Mobility

_EMPTY = 3


@dataclass(frozen=True, kw_only=True)
class OrderOptions(Options):
    """A draft until the chancellery gives its number; who controls that the order is carried out."""

    mark: str = option(N_("Mark"), default="draft", choices=(("draft", N_("Draft")), ("", N_("No mark"))))
    controller: str = option(N_("Control of the order"))


class MobilityOrder(PrintedForm):
    """Items of an order as offices write them; names are not declined."""

    key = "mobility_order"
    title = N_("Draft order on academic mobility")
    kinds = (Mobility, DualDegreeCandidate)
    per_group = True
    options_type = OrderOptions

    @classmethod
    def refuse(cls, records: Sequence[Mobility], languages: Sequence[str]) -> None:
        if len({words.is_incoming(case) for case in records}) > 1:
            raise UserError(
                _("One order is about those who go out or those who come in. Choose one of them.")
            )

    def story(self, records: Sequence[words.Case]) -> list[Flowable]:
        first = records[0] if records else None
        day = first.order_on if first else None
        (columns,) = self.tables()
        items: list[Flowable] = []
        for number, clause in enumerate(self._clauses(records), 1):
            items.append(blocks.text(f"{number}. {clause}"))
            if number == 1 and len(records) != 1:
                rows = [_row(at, case) for at, case in enumerate(records, 1)]
                items.append(
                    blocks.table(
                        columns,
                        rows or blocks.empty_rows(columns, _EMPTY),
                        size=9,
                        row_height=blocks.HAND_ROW,
                    )
                )
        signing = self.signers(defaults=(pgettext("paper", "Rector"),))
        agreeing = self.signers("agrees", (pgettext("paper", "Head of the department"),))
        city = self.office.institution.named("city")
        order_number = first.order_number if first and first.order_number else "________"
        numbered = pgettext("paper", "No. {number}").format(number=order_number)
        return [
            *blocks.letterhead(self.office.institution, self.office.emblem),
            blocks.title(pgettext("paper", "ORDER")),
            blocks.ends(f"{official.stamp(day)} {numbered}", city),
            blocks.subject(_subject(first)),
            blocks.text(
                pgettext(
                    "paper", "To carry out the plan of international activity of the University I ORDER:"
                )
            ),
            *items,
            blocks.kept_together([blocks.text(_basis(first)), *blocks.signatures(signing)]),
            *blocks.agreement_places(agreeing),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("paper", "Full name"), 40),
                Column(pgettext("paper", "Programme, year"), 40),
                Column(pgettext("paper", "University, country"), 45),
                Column(pgettext("paper", "Period"), 35),
            ),
        )

    def _clauses(self, records: Sequence[words.Case]) -> list[str]:
        first = records[0] if records else None
        incoming = words.is_incoming(first)
        funding = {words.said(case, type(case).funding) for case in records}
        paid = pgettext("paper", "Costs are paid by: {funding}.")
        recognised = pgettext(
            "paper", "The registrar shall recognise the credits earned, by the learning agreement."
        )
        entered = pgettext("paper", "The registrar shall enter the learners in the database.")
        settled = pgettext(
            "paper", "The department shall register the learners and explain the rules of the stay to them."
        )
        back = pgettext(
            "paper", "On return the learners shall hand in the transcript of the host university."
        )
        control = pgettext("paper", "Control of this order: {controller}.")
        return [
            _first_clause(records),
            paid.format(funding=blocks.or_line(joined(*sorted(funding)))),
            *((entered, settled) if incoming else (recognised, back)),
            control.format(controller=blocks.or_line(self.options.controller)),
            pgettext("paper", "This order takes effect on the day of its signing."),
        ]


def _subject(case: words.Case | None) -> str:
    if words.is_incoming(case):
        return pgettext("paper", "On receiving learners under academic mobility")
    if isinstance(case, DualDegreeCandidate):
        return pgettext("paper", "On sending learners under a dual-degree programme")
    return pgettext("paper", "On sending learners under academic mobility")


def _first_clause(records: Sequence[words.Case]) -> str:
    """The sentence on one learner, or the words above the list of several."""
    if len(records) != 1:
        if words.is_incoming(records[0] if records else None):
            return pgettext("paper", "The following learners are received for study:")
        return pgettext("paper", "The following learners are sent to study:")
    (case,) = records
    blanks = {
        "person": joined(words.learner_name(case), words.programme_and_year(case.learner), by=", "),
        "period": words.term_in_text(case),
        "days": words.days_of(case) or "______",
        "host": words.partner_and_country(case),
    }
    if words.is_incoming(case):
        said = pgettext("paper", "{person} is received for study: {period} ({days}); sent by: {host}.")
    else:
        said = pgettext("paper", "{person} is sent to study: {period} ({days}); host: {host}.")
    return said.format(**blanks)


def _row(number: int, case: words.Case) -> list[str]:
    return [
        str(number),
        words.learner_name(case),
        words.programme_and_year(case.learner),
        words.partner_and_country(case),
        words.term(case),
    ]


def _basis(case: words.Case | None) -> str:
    if words.is_incoming(case):
        return pgettext("paper", "Basis: letter of the sending university, learning agreement.")
    if isinstance(case, DualDegreeCandidate):
        return pgettext(
            "paper", "Basis: application, representation, minutes of the selection, individual plan."
        )
    return pgettext("paper", "Basis: application, invitation, learning agreement.")
