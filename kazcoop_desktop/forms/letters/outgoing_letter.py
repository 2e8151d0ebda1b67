"""A letter of the institution, in one language or in two side by side; requisites in the order of custom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from kazcoop_desktop import i18n
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.forms import blocks
from kazcoop_desktop.forms.letters import letter_paper
from kazcoop_desktop.forms.letters.letter_paper import LetterPaper
from kazcoop_desktop.forms.sheet import Options, option
from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.base import label
from kazcoop_desktop.models.letter import Letter

_TOLD = 5  # letters without a text that a refusal names


@dataclass(frozen=True, kw_only=True)
class OutgoingOptions(Options):
    """How two languages stand, and whether the letter ends with a polite line."""

    two_languages: str = option(
        N_("Two languages"),
        default="columns",
        choices=(("columns", N_("Side by side")), ("sheets", N_("On two sheets"))),
    )
    farewell: str = option(
        N_("Closing line"), default="yes", choices=(("yes", N_("With it")), ("no", N_("Without it")))
    )


class OutgoingLetter(LetterPaper):
    """Any letter from the institution; blank, it is the letterhead alone."""

    key = "outgoing_letter"
    title = N_("Outgoing letter")
    options_type = OutgoingOptions

    @classmethod
    def in_columns(cls, options: Options) -> bool:
        return isinstance(options, OutgoingOptions) and options.two_languages == "columns"

    @classmethod
    def refuse(cls, records: Sequence[Letter], languages: Sequence[str]) -> None:
        empty = [
            f"{letter.number or letter.subject}: {label(getattr(Letter, f'text_{code}'))}"
            for letter in records
            for code in languages
            if not getattr(letter, f"text_{code}").strip()
        ]
        if empty:
            more = [_("and {count} more").format(count=len(empty) - _TOLD)] if len(empty) > _TOLD else []
            raise UserError(_("Not filled in: {names}").format(names="; ".join([*empty[:_TOLD], *more])))

    def story(self, records: Sequence[Letter]) -> list[Flowable]:
        letter = records[0] if records else None
        if letter is None:
            return self.head(None)
        if len(self.languages) > 1:
            return self._beside_one_another(letter)
        return [
            *self.head(letter),
            *self.subject(letter_paper.heading(letter)),
            blocks.salutation(letter_paper.salutation(letter)),
            *(blocks.text(line) for line in letter_paper.paragraphs(letter)),
            self.end(letter, polite=self.options.farewell == "yes"),
        ]

    def _beside_one_another(self, letter: Letter) -> list[Flowable]:
        """Two columns, level with one another from paragraph to paragraph."""
        left, right = (self._rows(letter, code) for code in self.languages)
        longer = max(len(left.paragraphs), len(right.paragraphs))
        pairs = [
            *zip(left.top, right.top, strict=True),
            *((left.paragraph(n), right.paragraph(n)) for n in range(longer)),
        ]
        end = [blocks.halves(one, other) for one, other in zip(left.end, right.end, strict=True)]
        return [
            *self.head(letter, with_addressee=False),
            *(blocks.halves(one, other) for one, other in pairs),
            blocks.kept_together(end),
        ]

    def _rows(self, letter: Letter, code: str) -> _Rows:
        with i18n.language(code):
            heading = letter_paper.heading(letter)
            farewell = letter_paper.farewell(letter) if self.options.farewell == "yes" else ""
            (signer, *_others) = self.signing(letter)
            return _Rows(
                top=[
                    [*(blocks.plain(line) for line in letter_paper.addressee(letter)), blocks.space()],
                    [blocks.narrow_subject(heading)] if heading else [],
                    [blocks.space(6), blocks.salutation(letter_paper.salutation(letter)), blocks.space(6)],
                ],
                paragraphs=[[blocks.narrow_text(line)] for line in letter_paper.paragraphs(letter)],
                end=[
                    self.enclosed(letter, narrow=True),
                    [
                        blocks.space(),
                        *([blocks.closing(farewell)] if farewell else []),
                        *blocks.half_signature("", signer),
                    ],
                ],
            )


@dataclass(frozen=True)
class _Rows:
    """One language of a letter: what stands above its text, the text, what stands below."""

    top: list[list[Flowable]]
    paragraphs: list[list[Flowable]]
    end: list[list[Flowable]]

    def paragraph(self, number: int) -> list[Flowable]:
        """A paragraph by its place; nothing where this language has fewer."""
        return self.paragraphs[number] if number < len(self.paragraphs) else []
