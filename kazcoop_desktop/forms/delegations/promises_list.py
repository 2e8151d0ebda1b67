"""The list of promises and how they were kept; the layout is ours."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.blocks import Column
from kazcoop_desktop.forms.delegations import visit_words as words
from kazcoop_desktop.forms.delegations.delegation_minutes import owner_of
from kazcoop_desktop.forms.delegations.visit_paper import VisitPaper
from kazcoop_desktop.forms.pages import LANDSCAPE
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.delegation import Delegation
from kazcoop_desktop.models.minutes import Promise
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.world import country
from kazcoop_desktop.services.delegations import promises


class PromisesList(VisitPaper):
    """All promises of delegations, or those with partners that are not kept yet, by their days."""

    key = "promises_list"
    title = N_("List of promises")
    kinds = (Delegation, Partner)
    page = LANDSCAPE
    per_group = True

    @classmethod
    def is_wanted(cls, delegation: Delegation) -> bool:
        return bool(words.parts(delegation, "promises"))

    def story(self, records: Sequence[Delegation | Partner]) -> list[Flowable]:
        (columns,) = self.tables()
        title = blocks.title(pgettext("paper", "PROMISES AND THEIR FULFILMENT"))
        signers = blocks.signatures(self.signers(defaults=(pgettext("paper", "Head of the department"),)))
        if self.blank:
            rows = blocks.empty_rows(columns, 8)
            return [title, blocks.table(columns, rows, row_height=blocks.HAND_ROW), *signers]
        found = {promise.id: promise for promise in chain.from_iterable(map(_promises, records))}
        listed = sorted(found.values(), key=lambda promise: (promise.due_on, promise.id))
        as_of = pgettext("paper", "as of {date}").format(date=official.in_text(self.on))
        rows = [self._row(number, promise) for number, promise in enumerate(listed, 1)]
        return [title, blocks.under_title(as_of), blocks.table(columns, rows, size=9), *signers]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """The promises."""
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("paper", "Partner, country"), 45),
                Column(pgettext("paper", "Minutes No., date"), 25),
                Column(pgettext("paper", "Promise"), 76),
                Column(pgettext("paper", "Responsible"), 36),
                Column(pgettext("paper", "Due"), 22, "CENTER"),
                Column(pgettext("paper", "Fulfilment"), 43),
            ),
        )

    def _row(self, number: int, promise: Promise) -> list[str]:
        minutes = [
            words.joined(f"№\u00a0{each.number}" if each.number else "", official.numeric(each.held_on))
            for each in words.parts(promise.delegation, "minutes")
        ]
        due = official.numeric(promise.due_on)
        if promises.is_overdue(promise, self.on):
            due = f"! {due}"
        return [
            str(number),
            words.joined(words.name_of(promise.partner), country(promise.partner.country)),
            "; ".join(minutes),
            str(promise),
            owner_of(promise),
            due,
            words.joined(official.numeric(promise.done_on), promise.result),
        ]


def _promises(record: Delegation | Partner) -> list[Promise]:
    if isinstance(record, Delegation):
        return promises.of_delegation(record)
    return promises.open_with([record])
