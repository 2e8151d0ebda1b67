"""The register of delegations of a period, with totals by country: data of the December report; ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.blocks import Band, Column
from kazcoop_desktop.forms.delegations import visit_words as words
from kazcoop_desktop.forms.delegations.visit_paper import VisitPaper
from kazcoop_desktop.forms.pages import LANDSCAPE
from kazcoop_desktop.forms.sheet import Options, option
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.delegation import RECEIVED, Delegation
from kazcoop_desktop.models.text import order_key
from kazcoop_desktop.models.world import country
from kazcoop_desktop.services.delegations import visits


@dataclass(frozen=True, kw_only=True)
class RegisterOptions(Options):
    """Which of the delegations given are listed."""

    state: str = option(
        N_("Which"),
        default="all",
        choices=(("all", N_("All delegations")), ("received", N_("Only those received"))),
    )
    since: date | None = option(N_("Arrived from"), default=None)
    until: date | None = option(N_("Arrived until"), default=None)


class DelegationsRegister(VisitPaper):
    """Delegations are counted in the annual report: procedure 717, 7.1."""

    key = "delegations_register"
    title = N_("Register of delegations")
    page = LANDSCAPE
    per_group = True
    shows_history = True
    options_type = RegisterOptions

    def story(self, records: Sequence[Delegation]) -> list[Flowable]:
        (columns,) = self.tables()
        title = blocks.title(pgettext("paper", "REGISTER OF FOREIGN DELEGATIONS"))
        signers = blocks.signatures(self.signers(defaults=(pgettext("paper", "Head of the department"),)))
        if self.blank:
            rows = blocks.table(columns, blocks.empty_rows(columns, 8), row_height=blocks.HAND_ROW)
            return [title, rows, *signers]
        listed = sorted(filter(self._is_listed, records), key=lambda each: each.order_key)
        return [
            title,
            blocks.under_title(self._under_title()),
            blocks.table(columns, [*self._rows(listed), *_totals(listed)], size=9),
            *signers,
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """The delegations."""
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("paper", "Reg. No."), 20),
                Column(pgettext("paper", "Partner, country"), 52),
                Column(pgettext("paper", "Dates of the visit"), 25, "CENTER"),
                Column(pgettext("paper", "Persons"), 18, "CENTER"),
                Column(pgettext("paper", "Purpose of the visit"), 42),
                Column(pgettext("paper", "Unit visited"), 30),
                Column(pgettext("paper", "Promises: made / kept"), 32, "CENTER"),
                Column(pgettext("paper", "State"), 28),
            ),
        )

    def _rows(self, listed: Sequence[Delegation]) -> list[list[str]]:
        return [
            [
                str(number),
                each.number,
                words.partners_and_countries(each),
                official.numeric_period(each.arrives_on, each.leaves_on) if each.arrives_on else "",
                str(len(words.parts(each, "members")) or ""),
                words.purpose(each),
                str(each.unit or ""),
                _kept(each),
                words.said(each, Delegation.stage),
            ]
            for number, each in enumerate(listed, 1)
        ]

    def _is_listed(self, delegation: Delegation) -> bool:
        chosen, arrived = self.options, delegation.arrives_on
        if chosen.state == "received" and delegation.stage not in RECEIVED:
            return False
        if chosen.since and (arrived is None or arrived < chosen.since):
            return False
        return not (chosen.until and (arrived is None or arrived > chosen.until))

    def _under_title(self) -> str:
        chosen = self.options
        if chosen.since and chosen.until:
            return official.period(chosen.since, chosen.until)
        return pgettext("paper", "as of {date}").format(date=official.in_text(self.on))


def _kept(delegation: Delegation) -> str:
    made = words.parts(delegation, "promises")
    return f"{len(made)} / {sum(each.done_on is not None for each in made)}" if made else ""


def _totals(listed: Sequence[Delegation]) -> list[Band]:
    """How many delegations and people came, and from which countries."""
    people = sum(len(words.parts(each, "members")) for each in listed)
    countries = Counter(
        code
        for each in listed
        for code in dict.fromkeys(partner.country for partner in visits.partners(each))
    )
    often_first = sorted(countries, key=lambda code: (-countries[code], order_key(country(code))))
    by_country = "; ".join(f"{country(code)} – {countries[code]}" for code in often_first)
    said = pgettext("paper", "Delegations: {delegations}; people: {people}.")
    told = said.format(delegations=len(listed), people=people)
    return [Band(words.joined(told, by_country, by=" "), total=bool(listed))]
