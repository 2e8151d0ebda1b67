"""The balance of academic mobility by partner and year, of the partners chosen; the layout is ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.agreements.agreement_words import name_of
from kazcoop_desktop.forms.blocks import Band, Column
from kazcoop_desktop.forms.sheet import Options, PrintedForm, option
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.world import country
from kazcoop_desktop.services.mobility import balance as mobility_balance
from kazcoop_desktop.services.mobility.balance import Line

_EMPTY = 12


@dataclass(frozen=True, kw_only=True)
class BalanceOptions(Options):
    """Of which academic year; empty for all."""

    year: str = option(N_("Academic year"))


class MobilityBalance(PrintedForm):
    """Department regulation, 17.2 and 18.5: the register of mobility, counted."""

    key = "mobility_balance"
    title = N_("Balance of academic mobility")
    kinds = (Partner,)
    per_group = True
    options_type = BalanceOptions

    def story(self, records: Sequence[Partner]) -> list[Flowable]:
        (columns,) = self.tables()
        chosen = {partner.id for partner in records}
        counted = [
            line for line in mobility_balance.balance(year=self.options.year) if line.partner.id in chosen
        ]
        as_of = official.in_text(self.on) if records else official.stamp(None)
        return [
            blocks.title(pgettext("paper", "BALANCE OF ACADEMIC MOBILITY")),
            blocks.under_title(pgettext("paper", "as of {date}").format(date=as_of)),
            blocks.table(
                columns,
                _rows(counted) if records else blocks.empty_rows(columns, _EMPTY),
                row_height=blocks.HAND_ROW,
            ),
            *blocks.signatures(self.signers(defaults=(pgettext("paper", "Head of the department"),))),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("paper", "Partner, country"), 62),
                Column(pgettext("paper", "Academic year"), 22, "CENTER"),
                Column(pgettext("paper", "Went"), 18, "CENTER"),
                Column(pgettext("paper", "Came"), 18, "CENTER"),
                Column(pgettext("paper", "Places out / in"), 20, "CENTER"),
                Column(pgettext("paper", "Balance"), 20, "CENTER"),
            ),
        )


def _rows(lines: Sequence[Line]) -> list[list[str] | Band]:
    went, came = mobility_balance.totals(lines)
    rows = [
        [
            str(number),
            f"{name_of(line.partner)}, {country(line.partner.country)}",
            line.year,
            str(line.outgoing),
            str(line.incoming),
            _places(line),
            f"{line.balance:+}" if line.balance else "0",
        ]
        for number, line in enumerate(lines, 1)
    ]
    total = blocks.Strong(
        [
            "",
            pgettext("paper", "Total"),
            "",
            str(went),
            str(came),
            "",
            f"{came - went:+}" if came != went else "0",
        ]
    )
    return [*rows, total]


def _places(line: Line) -> str:
    if line.places_out is None and line.places_in is None:
        return ""
    return " / ".join("–" if each is None else str(each) for each in (line.places_out, line.places_in))
