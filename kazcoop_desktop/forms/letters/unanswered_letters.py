"""The control list of letters without an answer: ours to answer, and those to which we await one; the layout is ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.agreements.agreement_words import joined
from kazcoop_desktop.forms.blocks import Band, Column, Strong
from kazcoop_desktop.forms.letters.letter_paper import LettersPaper
from kazcoop_desktop.forms.pages import LANDSCAPE
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.letter import Letter
from kazcoop_desktop.services import letters


class UnansweredLetters(LettersPaper):
    """Control of execution: department regulation, 18.6. It lists all that wait, whichever are chosen in the table."""

    key = "unanswered_letters"
    title = N_("Letters awaiting an answer")
    page = LANDSCAPE
    per_group = True

    def story(self, records: Sequence[Letter]) -> list[Flowable]:
        (columns,) = self.tables()
        day = official.stamp(None) if self.blank else official.in_text(self.on)
        rows = blocks.empty_rows(columns, 12) if self.blank else list(self._rows())
        signers = self.signers(defaults=(pgettext("paper", "Head of the department"),))
        return [
            blocks.title(pgettext("paper", "LETTERS AWAITING AN ANSWER")),
            blocks.under_title(pgettext("paper", "as of {date}").format(date=day)),
            blocks.table(columns, rows, size=9, row_height=blocks.HAND_ROW),
            *blocks.signatures(signers),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """The letters."""
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("paper", "Date, reg. No."), 26),
                Column(pgettext("paper", "Correspondent"), 55),
                Column(pgettext("paper", "Subject"), 62),
                Column(pgettext("paper", "Executor"), 35),
                Column(pgettext("paper", "Due"), 22, "CENTER"),
                Column(pgettext("paper", "Days overdue"), 22, "CENTER"),
                Column(pgettext("paper", "Note"), 25),
            ),
        )

    def _rows(self) -> Iterator[list[str] | Band]:
        for heading, direction in (
            (pgettext("paper", "Ours to answer"), "incoming"),
            (pgettext("paper", "Awaited from others"), "outgoing"),
        ):
            yield Band(heading)
            waiting = letters.unanswered(direction)
            for number, letter in enumerate(waiting, 1):
                yield self._row(number, letter)
            yield Band(pgettext("paper", "Total: {n}").format(n=len(waiting)), total=bool(waiting))

    def _row(self, number: int, letter: Letter) -> list[str]:
        days = (self.on - (letter.due_on or self.on)).days
        cells = [
            str(number),
            joined(official.numeric(letter.registered_on), letter.number),
            letter.correspondent_name,
            letter.subject,
            official.initials_and_surname(letter.executor),
            official.numeric(letter.due_on),
            f"! {days}" if days > 0 else "",
            letter.done_note,
        ]
        return Strong(cells) if days > 0 else cells
