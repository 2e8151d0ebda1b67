"""The cost estimate of a visit, and what of it was spent in fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.blocks import Column, Strong
from kazcoop_desktop.forms.delegations import visit_words as words
from kazcoop_desktop.forms.delegations.visit_paper import VisitPaper
from kazcoop_desktop.forms.sheet import Options, option
from kazcoop_desktop.i18n import N_, _, pgettext
from kazcoop_desktop.models.base import text_of
from kazcoop_desktop.models.delegation import Delegation
from kazcoop_desktop.models.values import currency_sign
from kazcoop_desktop.models.visit import ARTICLES, PAYERS, EstimateLine
from kazcoop_desktop.services.delegations import money


@dataclass(frozen=True, kw_only=True)
class EstimateOptions(Options):
    """The plan, or the plan against the fact."""

    variant: str = option(
        N_("Content"), default="plan", choices=(("plan", N_("Plan")), ("fact", N_("Plan against fact")))
    )


class VisitEstimate(VisitPaper):
    """Procedure 717, 5.4.3; the layout is ours. All sums are in tenge, foreign ones by their rates."""

    key = "visit_estimate"
    title = N_("Cost estimate of the visit")
    options_type = EstimateOptions

    @classmethod
    def is_wanted(cls, delegation: Delegation) -> bool:
        return bool(words.parts(delegation, "estimate"))

    def story(self, records: Sequence[Delegation]) -> list[Flowable]:
        delegation = records[0] if records else None
        accountant = self.signers("agrees", defaults=(pgettext("paper", "Chief Accountant"),))[0]
        roles = (pgettext("paper", "Head of the department"), pgettext("paper", "Economist"))
        whole = money.total(delegation) if delegation else None
        return [
            self.approval(blocks.agreed(accountant)),
            blocks.title(pgettext("paper", "COST ESTIMATE OF THE VISIT")),
            *self.about(delegation),
            self._table(delegation),
            blocks.kept_together(
                [
                    blocks.plain(words.total_in_words(whole.planned if whole else None)),
                    *self._sources(delegation),
                    *blocks.signatures(self.signers(defaults=roles)),
                ]
            ),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """The lines of the plan; or article by article the plan against the fact."""
        number, item = Column(pgettext("paper", "No."), 10, "CENTER"), pgettext("paper", "Item")
        if self.options.variant == "fact":
            return (
                (
                    number,
                    Column(item, 55),
                    Column(pgettext("paper", "Planned, KZT"), 35, "RIGHT"),
                    Column(pgettext("paper", "Spent, KZT"), 35, "RIGHT"),
                    Column(pgettext("paper", "Difference, KZT"), 35, "RIGHT"),
                ),
            )
        return (
            (
                number,
                Column(item, 60),
                Column(pgettext("paper", "Persons"), 20, "CENTER"),
                Column(pgettext("paper", "Days / units"), 15, "CENTER"),
                Column(pgettext("paper", "Price, KZT"), 30, "RIGHT"),
                Column(pgettext("paper", "Amount, KZT"), 35, "RIGHT"),
            ),
        )

    def _table(self, delegation: Delegation | None) -> Flowable:
        (columns,) = self.tables()
        if delegation is None:
            return blocks.table(columns, blocks.empty_rows(columns, 10), row_height=blocks.HAND_ROW)
        whole = money.total(delegation)
        said = pgettext("paper", "Total")
        if self.options.variant == "fact":
            names = dict(ARTICLES)
            rows = [
                [str(n), _(names[each.key]), *_compared(each)]
                for n, each in enumerate(money.by_article(delegation), 1)
            ]
            return blocks.table(columns, [*rows, Strong(["", said, *_compared(whole)])])
        rows = [_row(n, line) for n, line in enumerate(words.parts(delegation, "estimate"), 1)]
        return blocks.table(columns, [*rows, Strong(["", said, "", "", "", words.tenge(whole.planned)])])

    def _sources(self, delegation: Delegation | None) -> list[Flowable]:
        source = pgettext("paper", "Funding source: {source}")
        if delegation is None:
            return [blocks.plain(source.format(source="_" * 50))]
        lines = words.parts(delegation, "estimate")
        named = dict.fromkeys([line.funding for line in lines if line.funding] or [delegation.funding])
        told = "; ".join(name for name in named if name)
        found = [blocks.plain(source.format(source=told))] if told else []
        payers = money.by_payer(delegation)
        if len(payers) > 1:
            names = dict(PAYERS)
            each = "; ".join(f"{_(names[sum_.key])} – {words.tenge(sum_.planned)}\u00a0₸" for sum_ in payers)
            found.append(blocks.plain(pgettext("paper", "Who pays: {payers}").format(payers=each)))
        return found


def _row(number: int, line: EstimateLine) -> list[str]:
    price = words.tenge(line.price)
    if line.price_currency != "KZT":
        rate_on = f" ({official.numeric(line.rate_on)})" if line.rate_on else ""
        price = f"{price}\u00a0{currency_sign(line.price_currency)} × {words.tenge(line.rate)}{rate_on}"
    article = text_of(line, EstimateLine.article)
    return [
        str(number),
        words.joined(article, line.name, by=": "),
        str(line.people),
        str(line.quantity),
        price,
        words.tenge(line.amount),
    ]


def _compared(each: money.Sum) -> list[str]:
    left = each.planned - each.spent if each.spent is not None else None
    return [words.tenge(each.planned), words.tenge(each.spent), words.tenge(left)]
