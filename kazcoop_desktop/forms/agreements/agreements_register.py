"""The register of agreements that the department keeps, by country or by state, with totals; the layout is ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from reportlab.platypus import Flowable, PageBreak

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.agreements import agreement_words as words
from kazcoop_desktop.forms.agreements.agreement_paper import AgreementPaper
from kazcoop_desktop.forms.blocks import Band, Column
from kazcoop_desktop.forms.pages import LANDSCAPE
from kazcoop_desktop.forms.sheet import Options, option
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.text import order_key
from kazcoop_desktop.models.world import country
from kazcoop_desktop.services import agreements as terms


@dataclass(frozen=True, kw_only=True)
class RegisterOptions(Options):
    """Which of the agreements given are listed, and how they are grouped."""

    grouped_by: str = option(
        N_("Grouped by"), default="country", choices=(("country", N_("Country")), ("state", N_("State")))
    )
    country: str = option(N_("Country"))
    signed_from: date | None = option(N_("Signed from"), default=None)
    signed_until: date | None = option(N_("Signed until"), default=None)


class AgreementsRegister(AgreementPaper):
    """The register that the department keeps: department regulation, 18.6."""

    key = "agreements_register"
    title = N_("Register of international agreements")
    page = LANDSCAPE
    per_group = True
    shows_history = True
    options_type = RegisterOptions

    def story(self, records: Sequence[Agreement]) -> list[Flowable]:
        (columns,) = self.tables()
        title = blocks.title(pgettext("paper", "REGISTER OF INTERNATIONAL AGREEMENTS"))
        if self.blank:
            rows = blocks.table(columns, blocks.empty_rows(columns, 15), row_height=blocks.HAND_ROW)
            return [title, rows, PageBreak(), *blocks.certifying_line(blocks.Signer())]
        as_of = pgettext("paper", "as of {date}").format(date=official.in_text(self.on))
        signers = self.signers(defaults=(pgettext("paper", "Head of the department"),))
        return [
            title,
            blocks.under_title(as_of),
            blocks.table(columns, list(self._rows(records)), size=9),
            *blocks.signatures(signers),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """The agreements."""
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("paper", "Reg. No."), 22),
                Column(pgettext("paper", "Partner, country"), 60),
                Column(pgettext("paper", "Kind, title"), 40),
                Column(pgettext("paper", "Signed"), 22, "CENTER"),
                Column(pgettext("paper", "Valid until"), 22, "CENTER"),
                Column(pgettext("paper", "Directions"), 36),
                Column(pgettext("paper", "Unit"), 30),
                Column(pgettext("paper", "State"), 15, "CENTER"),
            ),
        )

    def _rows(self, records: Sequence[Agreement]) -> Iterator[list[str] | Band]:
        listed = sorted((record for record in records if self._is_listed(record)), key=self._order)
        numbered = enumerate(listed, 1)
        for group, members in groupby(numbered, key=lambda entry: self._group(entry[1])):
            rows = [self._row(number, agreement) for number, agreement in members]
            yield Band(group)
            yield from rows
            yield Band(pgettext("paper", "Total: {n}").format(n=len(rows)), total=True)
        whole = pgettext("paper", "Total in the register: {n}").format(n=len(listed))
        yield Band(whole, total=bool(listed))

    def _row(self, number: int, agreement: Agreement) -> list[str]:
        expires_on = terms.terms_on(agreement, self.on).expires_on
        return [
            str(number),
            agreement.number,
            words.partner_and_country(agreement),
            words.joined(words.said(agreement, Agreement.agreement_kind), agreement.title),
            official.numeric(agreement.signed_on),
            words.until(expires_on) if agreement.signed_on else "",
            agreement.directions,
            words.unit_name(agreement),
            words.state_on(agreement, self.on),
        ]

    def _is_listed(self, agreement: Agreement) -> bool:
        chosen = self.options
        signed_on = agreement.signed_on
        if chosen.country and agreement.partner.country != chosen.country:
            return False
        if chosen.signed_from and (signed_on is None or signed_on < chosen.signed_from):
            return False
        return not (chosen.signed_until and (signed_on is None or signed_on > chosen.signed_until))

    def _group(self, agreement: Agreement) -> str:
        if self.options.grouped_by == "state":
            return words.state_on(agreement, self.on)
        return country(agreement.partner.country)

    def _order(self, agreement: Agreement) -> tuple[str, str, str]:
        return (
            order_key(self._group(agreement)),
            order_key(str(agreement.partner)),
            order_key(agreement.number),
        )
