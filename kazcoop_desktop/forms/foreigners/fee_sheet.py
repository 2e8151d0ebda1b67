"""What is to be paid for visas: from which MCI, by whom and under which codes; the layout is ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from reportlab.platypus import Flowable

from kazcoop_desktop import i18n
from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.blocks import Band, Column, Strong
from kazcoop_desktop.forms.foreigners import stay_words as words
from kazcoop_desktop.forms.sheet import Options, PrintedForm, option
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.base import text_of
from kazcoop_desktop.models.fee import FeeKind
from kazcoop_desktop.models.fields import choice_keys
from kazcoop_desktop.models.values import grouped
from kazcoop_desktop.models.visa import Visa, VisaFee
from kazcoop_desktop.services.foreigners import fees, stays

_FEW = 8  # people whose names stand under the title


@dataclass
class _Item:
    """One kind of fee with the values of one day, for how many people."""

    fee: VisaFee
    persons: int = 0
    amount: Decimal = field(default_factory=Decimal)


@dataclass(frozen=True, kw_only=True)
class FeeOptions(Options):
    """By when the fees are to be paid."""

    pay_by: date | None = option(N_("Pay by"), default=None)


class FeeSheet(PrintedForm):
    """Procedure 717, 5.5. Fees entered with a visa keep the values of their day; others are counted for today."""

    key = "fee_sheet"
    title = N_("State fee calculation")
    kinds = (Visa,)
    per_group = True
    options_type = FeeOptions

    def story(self, records: Sequence[Visa]) -> list[Flowable]:
        stays.load(records)
        (columns,) = self.tables()
        items = self._items(records)
        rows = list(_rows(items))
        total = sum((item.amount for item in items), Decimal())
        roles = (pgettext("paper", "Chief accountant"),)
        in_words = official.tenge_in_words(total).capitalize() if items and not self.blank else "_" * 50
        return [
            blocks.title(pgettext("paper", "STATE FEE CALCULATION")),
            *([blocks.under_title(_names(records))] if records else []),
            *(blocks.text(line) for line in self._mci_lines(items)),
            blocks.table(columns, rows or blocks.empty_rows(columns, 6), row_height=blocks.HAND_ROW),
            blocks.kept_together(
                [
                    blocks.plain(pgettext("paper", "Total in words: {sum}").format(sum=in_words)),
                    *(blocks.plain(line) for line in self._payment_lines(items)),
                    *blocks.signatures(self.signers(defaults=roles)),
                    *blocks.signatures([blocks.Signer(pgettext("paper", "Executor"))]),
                ]
            ),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("paper", "Kind of service"), 60),
                Column(pgettext("paper", "MCI"), 15, "CENTER"),
                Column(pgettext("paper", "Persons"), 20, "CENTER"),
                Column(pgettext("paper", "Amount, KZT"), 30, "RIGHT"),
                Column(pgettext("paper", "KBK"), 20, "CENTER"),
                Column(pgettext("paper", "KNP"), 15, "CENTER"),
            ),
        )

    def _items(self, visas: Sequence[Visa]) -> list[_Item]:
        entered = fees.of_visas(visas)
        items: dict[tuple[str, Decimal, Decimal], _Item] = {}
        for visa in visas:
            for fee in entered[visa.id] or fees.of_day(self.on, visa.entries):
                item = items.setdefault((fee.fee_kind.code, fee.factor, fee.mci), _Item(fee))
                item.persons += 1
                item.amount += fee.amount
        return sorted(items.values(), key=_place)

    def _mci_lines(self, items: Sequence[_Item]) -> Iterator[str]:
        """The value of the MCI on each day that the fees are of."""
        said = pgettext("paper", "MCI on {date}: KZT {mci}.")
        if not items:
            yield said.format(date="_" * 12, mci="________")
        values: dict[Decimal, date] = {}
        for item in items:
            values.setdefault(item.fee.mci, item.fee.counted_on)
        for mci, day in values.items():
            yield said.format(date=official.numeric(day), mci=grouped(mci))

    def _payment_lines(self, items: Sequence[_Item]) -> Iterator[str]:
        """To whom each row is paid, and by when; lines to write on for what is not entered."""
        rows: dict[str, list[str]] = {}
        for number, item in enumerate(items, 1):
            rows.setdefault(item.fee.fee_kind.payee.strip(), []).append(str(number))
        said = pgettext("paper", "Bank details of the payee (rows {rows}): {details}")
        for details, numbers in (rows or {"": ["____"]}).items():
            yield said.format(rows=", ".join(numbers), details=details or "_" * 60)
        pay_by = None if self.blank else self.options.pay_by
        yield pgettext("paper", "To be paid by: {date}").format(date=official.numeric(pay_by) or "_" * 14)


def _place(item: _Item) -> tuple[int, int]:
    """What the university pays first, then what the foreigners pay."""
    kind = item.fee.fee_kind
    return choice_keys(FeeKind.payer).index(kind.payer), int(kind.sequence)


def _names(visas: Sequence[Visa]) -> str:
    names = [words.latin_name(visa.person) for visa in visas]
    if len(names) > _FEW:
        return pgettext("paper", "persons: {n}").format(n=len(names))
    return "; ".join(dict.fromkeys(names))


def _rows(items: Sequence[_Item]) -> Iterator[list[str] | Band]:
    payer = ""
    for number, item in enumerate(items, 1):
        kind = item.fee.fee_kind
        if kind.payer != payer:
            payer = kind.payer
            said = pgettext("paper", "Paid by: {payer}")
            yield Band(said.format(payer=text_of(kind, FeeKind.payer)))
        yield [
            str(number),
            kind.named("name"),
            _factor(item.fee.factor),
            str(item.persons),
            grouped(item.amount),
            kind.kbk,
            kind.knp,
        ]
    if items:
        total = sum((item.amount for item in items), Decimal())
        yield Strong(["", pgettext("paper", "Total"), "", "", grouped(total), "", ""])


def _factor(factor: Decimal) -> str:
    """0,5 · 7 · in English 0.5."""
    plain = f"{factor.normalize():f}"
    return plain if i18n.current() == "en" else plain.replace(".", ",")
