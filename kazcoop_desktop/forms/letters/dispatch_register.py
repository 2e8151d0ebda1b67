"""The register of what is handed to post or courier; the layout is ours."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.agreements.agreement_words import joined
from kazcoop_desktop.forms.blocks import Band, Column, Signer
from kazcoop_desktop.forms.letters import letter_paper
from kazcoop_desktop.forms.letters.letter_paper import LettersPaper
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.base import text_of
from kazcoop_desktop.models.letter import Letter

_BY_WIRE = {"email", "fax"}


class DispatchRegister(LettersPaper):
    """The letters chosen in the table, for the signature of whoever takes them."""

    key = "dispatch_register"
    title = N_("Register of dispatch")
    per_group = True
    shows_history = True

    def story(self, records: Sequence[Letter]) -> list[Flowable]:
        (columns,) = self.tables()
        day = official.stamp(None) if self.blank else official.in_text(self.on)
        sent = [letter for letter in records if _is_handed_over(letter)]
        handed, taken = pgettext("paper", "Handed over by"), pgettext("paper", "Taken by")
        rows: list[list[str] | Band] = [*map(_row, range(1, len(sent) + 1), sent)]
        if self.blank:
            rows = [*blocks.empty_rows(columns, 20)]
        else:
            rows.append(Band(pgettext("paper", "Handed over: {n}").format(n=len(sent)), total=bool(sent)))
        return [
            blocks.title(pgettext("paper", "REGISTER OF DISPATCH")),
            blocks.under_title(day),
            blocks.table(columns, rows, size=9, row_height=blocks.HAND_ROW),
            blocks.kept_together(
                [
                    blocks.halves(
                        blocks.half_signature(handed, Signer()), blocks.half_signature(taken, Signer())
                    )
                ]
            ),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """What is handed over."""
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("paper", "Out No."), 23),
                Column(pgettext("paper", "Addressee, address"), 51),
                Column(pgettext("paper", "Service"), 24),
                Column(pgettext("paper", "Weight, g"), 18, "CENTER"),
                Column(pgettext("paper", "Track No."), 24),
                Column(pgettext("paper", "Signature"), 20),
            ),
        )


def _is_handed_over(letter: Letter) -> bool:
    """Whether a letter of ours goes by post or courier; what goes by wire alone nobody takes."""
    return letter.direction == "outgoing" and bool(letter.service or letter.channel not in _BY_WIRE)


def _row(number: int, letter: Letter) -> list[str]:
    whom = joined(letter.correspondent_name, *letter_paper.postal_address(letter))
    service = text_of(letter, Letter.service) or text_of(letter, Letter.channel)
    return [str(number), letter.number, whom, service, str(letter.weight or ""), letter.tracking, ""]
