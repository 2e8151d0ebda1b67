"""What the papers of a delegation have in common: internal papers, and letters on the letterhead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.delegations import visit_words as words
from kazcoop_desktop.forms.letterhead_paper import LetterheadPaper
from kazcoop_desktop.forms.letters import letter_paper
from kazcoop_desktop.forms.sheet import PrintedForm
from kazcoop_desktop.i18n import pgettext
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.delegation import Delegation
from kazcoop_desktop.models.institution import Employee
from kazcoop_desktop.models.letter import Letter
from kazcoop_desktop.services.delegations import visits


class VisitPaper(PrintedForm):
    """A paper about a delegation; who is responsible for the visit has prepared it."""

    kinds: ClassVar[tuple[type[Record], ...]] = (Delegation,)

    @classmethod
    def is_wanted(cls, delegation: Delegation) -> bool:
        """Whether the delegation has what the paper is about; others are left out of the package."""
        return True

    def executor(self, records: Sequence[Any]) -> Employee | None:
        return records[0].responsible if records and not self.per_group else None

    def sent(self) -> str:
        """The number and date of an internal paper."""
        return blocks.sent_line(self.number, None if self.blank else self.on)

    def approval(self, left: Sequence[Flowable] = ()) -> Flowable:
        """[APPR] at the right, something level with it at the left."""
        return blocks.side_by_side(
            [(85 * mm, left), (15 * mm, []), (70 * mm, blocks.approved(self.signers("approves")[0]))]
        )

    def about(self, delegation: Delegation | None) -> list[Flowable]:
        """Which delegation, when, what for and on what ground: the lines under a title."""
        entries = (
            (pgettext("paper", "Delegation"), words.partners_and_countries(delegation)),
            (pgettext("paper", "Dates of the visit"), words.period(delegation)),
            (pgettext("paper", "Purpose of the visit"), words.purpose(delegation)),
            (pgettext("paper", "Ground"), words.ground(delegation)),
        )
        shown = [(name, value) for name, value in entries if value or self.blank]
        return [blocks.plain(f"{name}: {blocks.or_line(value, 48)}") for name, value in shown] + [
            blocks.space()
        ]


class VisitLetter(LetterheadPaper, VisitPaper):
    """A letter to the partners of a delegation, numbered among the outgoing letters."""

    journal = "OUT"

    def top(self, addressee: Sequence[str]) -> list[Flowable]:
        """The letterhead, date and number, addressee."""
        left = [blocks.date_and_number(None if self.blank else self.on, self.number)]
        return [
            *blocks.letterhead(self.office.institution, self.office.emblem),
            blocks.addressed(left, addressee),
        ]

    def partners_addressed(self, delegation: Delegation | None) -> list[str]:
        """The lines of [ADDR]: the heads of all partners."""
        if delegation is None:
            return ["_" * 30] * 3
        found: list[str] = []
        for partner in visits.partners(delegation):
            letter = Letter(partner=partner, correspondent=words.name_of(partner))
            found += [*([official.NBSP] if found else []), *letter_paper.addressee(letter)]
        return found

    def bottom(self, farewell: str) -> Flowable:
        """The polite line and who signs, kept on one page."""
        signers = self.signers(defaults=(pgettext("paper", "Rector"),))
        return blocks.kept_together([blocks.closing(farewell), *blocks.signatures(signers)])
