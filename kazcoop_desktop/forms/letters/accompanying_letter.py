"""The letter that goes with documents and lists them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable, PageBreak

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.blocks import Column
from kazcoop_desktop.forms.letters import letter_paper
from kazcoop_desktop.forms.letters.letter_paper import LetterPaper
from kazcoop_desktop.forms.sheet import Options, option
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.letter import Letter
from kazcoop_desktop.services import letters


@dataclass(frozen=True, kw_only=True)
class AccompanyingOptions(Options):
    """What the documents are sent for, and whether a second copy goes along to be signed as received."""

    purpose: str = option(
        N_("Purpose of sending"),
        choices=(
            ("", N_("Not named")),
            ("registration", N_("For registration")),
            ("approval", N_("For approval")),
            ("signing", N_("For signing")),
        ),
    )
    second_copy: str = option(
        N_("Second copy with a receipt"),
        default="no",
        choices=(("no", N_("Without it")), ("yes", N_("With it"))),
    )


class AccompanyingLetter(LetterPaper):
    """The documents are the enclosures of the letter."""

    key = "accompanying_letter"
    title = N_("Accompanying letter")
    options_type = AccompanyingOptions

    def story(self, records: Sequence[Letter]) -> list[Flowable]:
        letter = records[0] if records else None
        if self.options.second_copy == "no" or letter is None:
            return self._copy(letter)
        person = letter.executor
        name, phone = official.initials_and_surname(person), person.phone if person else ""
        first = [*self._copy(letter), blocks.made_by(blocks.executor_lines(name, phone))]
        return [*first, PageBreak(), *self._copy(letter), blocks.receipt()]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """The documents."""
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("paper", "Document name"), 100),
                Column(pgettext("paper", "Number of sheets"), 30, "CENTER"),
                Column(pgettext("paper", "Number of copies"), 30, "CENTER"),
            ),
        )

    def _copy(self, letter: Letter | None) -> list[Flowable]:
        (columns,) = self.tables()
        rows = self._rows(letter) if letter else blocks.empty_rows(columns, 8)
        signing = self.signing(letter) if letter else self.signers(defaults=(pgettext("paper", "Rector"),))
        farewell = letter_paper.farewell(letter) if letter else pgettext("paper", "Yours faithfully,")
        end = [
            blocks.text(pgettext("paper", "Please confirm receipt.")),
            blocks.closing(farewell),
            *blocks.signatures(signing),
        ]
        return [
            *self.head(letter),
            blocks.subject(pgettext("paper", "Transmittal of documents")),
            *([blocks.salutation(letter_paper.salutation(letter))] if letter else []),
            blocks.text(_sentence(self.options.purpose)),
            blocks.table(columns, rows, row_height=blocks.HAND_ROW),
            blocks.kept_together(end),
        ]

    def _rows(self, letter: Letter) -> list[list[str]]:
        found = letters.enclosures(letter)
        listed = [
            [str(number), each.name, str(each.sheets or ""), str(each.copies)]
            for number, each in enumerate(found, 1)
        ]
        sheets = sum((each.sheets or 0) * each.copies for each in found)
        total = blocks.Strong(
            ["", pgettext("paper", "Total"), str(sheets or ""), str(sum(each.copies for each in found))]
        )
        return [*listed, total] if listed else []


def _sentence(purpose: str) -> str:
    named = {
        "registration": pgettext("paper", "registration"),
        "approval": pgettext("paper", "approval"),
        "signing": pgettext("paper", "signing"),
    }
    if purpose not in named:
        return pgettext("paper", "Please find enclosed the following documents:")
    said = pgettext("paper", "Please find enclosed the following documents for {purpose}:")
    return said.format(purpose=named[purpose])
