"""The act by which souvenirs are given out and written off; the wording is ours."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.blocks import Column, Strong
from kazcoop_desktop.forms.delegations import visit_words as words
from kazcoop_desktop.forms.delegations.visit_paper import VisitPaper
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.delegation import Delegation
from kazcoop_desktop.models.souvenir import SouvenirIssue


class SouvenirAct(VisitPaper):
    """A commission certifies what was presented to whom."""

    key = "souvenir_act"
    title = N_("Act of issue of souvenirs")
    journal = "ACT"

    @classmethod
    def is_wanted(cls, delegation: Delegation) -> bool:
        return bool(words.parts(delegation, "gifts"))

    def story(self, records: Sequence[Delegation]) -> list[Flowable]:
        delegation = records[0] if records else None
        (columns,) = self.tables()
        gifts: list[SouvenirIssue] = words.parts(delegation, "gifts")
        roles = [pgettext("paper", "Chair"), *[pgettext("paper", "Member")] * 2, pgettext("paper", "Keeper")]
        signers = self.signers(defaults=roles)
        said = pgettext(
            "paper",
            "The commission, chair {chair}, members {members}, certifies that the souvenirs below were presented to the delegation: {partner}.",
        )
        names = [blocks.or_line(signer.name, 20) for signer in signers]
        sentence = said.format(
            chair=names[0],
            members=", ".join(names[1:3]) or "_" * 20,
            partner=blocks.or_line(words.partners_and_countries(delegation), 40),
        )
        title = pgettext("paper", "ACT OF ISSUE (WRITE-OFF) OF SOUVENIRS No. {number}")
        city = self.office.institution.named("city")
        whole = sum((_amount(gift) or Decimal() for gift in gifts), Decimal()) if delegation else None
        return [
            self.approval(),
            blocks.title(title.format(number=blocks.or_line(self.number, 8))),
            blocks.ends(official.in_text(self.on) if not self.blank else official.stamp(None), city),
            blocks.text(sentence),
            blocks.table(columns, self._rows(gifts, delegation), row_height=blocks.HAND_ROW),
            blocks.kept_together([blocks.plain(words.total_in_words(whole)), *blocks.signatures(signers)]),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """The souvenirs."""
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("paper", "Name of the souvenir"), 55),
                Column(pgettext("paper", "Qty"), 15, "CENTER"),
                Column(pgettext("paper", "Price, KZT"), 25, "RIGHT"),
                Column(pgettext("paper", "Amount, KZT"), 30, "RIGHT"),
                Column(pgettext("paper", "To whom"), 35),
            ),
        )

    def _rows(self, gifts: Sequence[SouvenirIssue], delegation: Delegation | None) -> list[list[str]]:
        if delegation is None:
            return blocks.empty_rows(self.tables()[0], 8)
        rows: list[list[str]] = [
            [
                str(number),
                str(gift.souvenir),
                str(gift.quantity),
                words.tenge(gift.souvenir.price),
                words.tenge(_amount(gift)),
                gift.to_whom,
            ]
            for number, gift in enumerate(gifts, 1)
        ]
        count = str(sum(gift.quantity for gift in gifts))
        whole = sum((_amount(gift) or Decimal() for gift in gifts), Decimal())
        return [*rows, Strong(["", pgettext("paper", "Total"), count, "", words.tenge(whole), ""])]


def _amount(gift: SouvenirIssue) -> Decimal | None:
    price = gift.souvenir.price
    return price * gift.quantity if price is not None else None
