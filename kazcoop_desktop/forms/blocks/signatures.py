"""Signatures, approvals, attachments and the last lines of a paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Table

from kazcoop_desktop import i18n
from kazcoop_desktop.forms import official
from kazcoop_desktop.forms.blocks.tables import Column, table
from kazcoop_desktop.forms.blocks.texts import (
    GAP,
    HAIRLINE,
    HAND_ROW,
    PLAIN,
    SMALL,
    STRONG,
    narrow_text,
    padding,
    paragraph,
    side_by_side,
    style_of,
    text,
    title,
)
from kazcoop_desktop.forms.fonts import BOLD, REGULAR, width
from kazcoop_desktop.forms.pages import Signed, Together
from kazcoop_desktop.i18n import pgettext


@dataclass(frozen=True)
class Signer:
    """A position and the initials and surname of the person who holds it; empty ones are left to be written."""

    position: str = ""
    name: str = ""


class Signature(Signed, Flowable):  # type: ignore[misc]  # ReportLab has no types
    """[SIG]: position, line, initials and surname, on one base line; in English the name comes first."""

    _COLUMNS = (80 * mm, 40 * mm, 50 * mm)

    def __init__(self, signer: Signer, *, seal: bool = False) -> None:
        super().__init__()
        self._seal = pgettext("paper", "Seal") if seal else ""
        name_first = i18n.current() == "en"
        left, right = (signer.name, signer.position) if name_first else (signer.position, signer.name)
        bold = style_of("signing position", 12, 14.5, fontName=BOLD)
        light = style_of("signing name", 12, 14.5)
        self._left = paragraph(left, light if name_first else bold) if left else None
        self._right = paragraph(right, bold if name_first else light) if right else None
        self.spaceBefore = self.spaceAfter = 8 * mm

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """As high as the longer of position and name; 170 mm wide."""
        first, _, last = self._COLUMNS
        heights = [14.5]
        heights += [self._left.wrap(first - 3 * mm, 0)[1]] if self._left else []
        heights += [self._right.wrap(last - 3 * mm, 0)[1]] if self._right else []
        self.height = max(heights) + (12 if self._seal else 0)
        return available, self.height

    def draw(self) -> None:
        first, middle, last = self._COLUMNS
        foot = 12 if self._seal else 0
        self.canv.setLineWidth(HAIRLINE)
        line = foot + 2
        self.canv.line(first, line, first + middle, line)
        if self._left:
            self._left.drawOn(self.canv, 0, foot)
        else:
            self.canv.line(0, line, first - 3 * mm, line)
        if self._right:
            self._right.drawOn(self.canv, first + middle + 3 * mm, foot)
        else:
            self.canv.line(first + middle + 3 * mm, line, first + middle + last, line)
        if self._seal:
            self.canv.setFont(REGULAR, 8)
            self.canv.drawString(first, 0, self._seal)


def signatures(signers: Sequence[Signer]) -> list[Flowable]:
    """[SIG], [SIG2]: one under another in order of rank."""
    return [Signature(signer) for signer in signers]


def requisites(heading: str, lines: Iterable[str]) -> list[Flowable]:
    """A party's name, address and numbers under its heading."""
    style = style_of("requisites", 11, 13.5)
    return [paragraph(heading, STRONG), *(paragraph(line, style) for line in lines if line)]


def half_signature(heading: str, signer: Signer, *, seal: bool = False) -> list[Flowable]:
    """A signature in half the width: heading and position, under them the line and the name."""
    name = _signing_line(signer.name, 12, 75 * mm)
    return [
        *([paragraph(heading, STRONG)] if heading else []),
        paragraph(signer.position, style_of("half position", 12, 14.5, spaceBefore=6)),
        paragraph(name, style_of("half signature", 12, 14.5, spaceBefore=14, spaceAfter=3)),
        *([paragraph(pgettext("paper", "Seal"), SMALL)] if seal else []),
    ]


def certifying_line(signer: Signer, sheets: int | None = None) -> list[Flowable]:
    """The line that certifies how many sheets a book has; without the number it is written in when it is laced."""
    said = pgettext("paper", "This book has {n} ({words}) numbered, laced and sealed sheets.")
    dated = paragraph(official.stamp(None), PLAIN)
    number, words = ("______", "_" * 30) if sheets is None else (sheets, official.in_words(sheets))
    return [text(said.format(n=number, words=words)), Signature(signer, seal=True), dated]


def approved(signer: Signer) -> list[Flowable]:
    """[APPR]: APPROVED, who approves, the line for the signature and the date."""
    return _stamp(pgettext("paper", "APPROVED"), signer)


def agreed(signer: Signer) -> list[Flowable]:
    """[AGR]: AGREED, who agrees, the line for the signature and the date."""
    return _stamp(pgettext("paper", "AGREED"), signer)


def _stamp(word: str, signer: Signer) -> list[Flowable]:
    word_style = style_of("stamp word", 11, 13.5, fontName=BOLD, spaceAfter=3)
    line, apart = style_of("stamp", 11, 13.5), style_of("stamp line", 11, 13.5, spaceBefore=9)
    name = _signing_line(signer.name, 11, 70 * mm)
    return [
        paragraph(word, word_style),
        paragraph(signer.position or "_" * 28, line),
        paragraph(name, apart),
        paragraph(official.stamp(None).replace("______________", "__________"), apart),
    ]


def _signing_line(name: str, size: float, available: float) -> str:
    """A line and the name behind it; a long name has a shorter line."""
    if not name:
        return "_" * 28
    lines = [f"{'_' * signs}{official.NBSP}{name}" for signs in (14, 12, 10, 8)]
    return next((line for line in lines if width(line, REGULAR, size) <= available), lines[-1])


def agreement_places(signers: Sequence[Signer]) -> list[Flowable]:
    """[AGR] for up to three, two in a row; more of them sign [AGRSHEET]."""
    if len(signers) > 3:
        return agreement_sheet(signers)
    pairs = [signers[start : start + 2] for start in range(0, len(signers), 2)]
    return [
        side_by_side([(85 * mm, agreed(pair[0])), (85 * mm, agreed(pair[1]) if len(pair) > 1 else [])])
        for pair in pairs
    ]


def agreement_sheet_columns() -> tuple[Column, ...]:
    """The columns of [AGRSHEET]."""
    return (
        Column(pgettext("paper", "No."), 10, "CENTER"),
        Column(pgettext("paper", "Position"), 55),
        Column(pgettext("paper", "Full name"), 40),
        Column(pgettext("paper", "Signature"), 22),
        Column(pgettext("paper", "Date"), 20),
        Column(pgettext("paper", "Note"), 23),
    )


def agreement_sheet(signers: Sequence[Signer]) -> list[Flowable]:
    """[AGRSHEET]: who agrees, as a table."""
    rows = [[str(n), signer.position, signer.name, "", "", ""] for n, signer in enumerate(signers, 1)]
    return [
        title(pgettext("paper", "AGREEMENT SHEET")),
        table(agreement_sheet_columns(), rows, row_height=HAND_ROW),
    ]


def receipt() -> Flowable:
    """[RECV]: a box in which the receiver signs and dates."""
    line = pgettext("paper", "Received by: {name}").format(name="_" * 34) + f"    {official.stamp(None)}"
    style = [("BOX", (0, 0), (-1, -1), HAIRLINE, "black"), *padding(3 * mm)]
    return Table(
        [[paragraph(line, style_of("receipt", 11, 14))]], colWidths=[170 * mm], style=style, spaceBefore=GAP
    )


def tear_off(content: str) -> list[Flowable]:
    """The receipt at the foot of a paper, under a dashed line to tear along."""
    return [_Dashes(), paragraph(content, style_of("receipt", 11, 14))]


CUT = 10 * mm  # the height of a line to cut along, with the space about it


def cut() -> Flowable:
    """A dashed line to cut along."""
    return _Dashes()


class _Dashes(Flowable):  # type: ignore[misc]  # ReportLab has no types
    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        self.width, self.height = available, CUT
        return available, self.height

    def draw(self) -> None:
        self.canv.setLineWidth(HAIRLINE)
        self.canv.setDash(4, 3)
        self.canv.line(0, self.height / 2, self.width, self.height / 2)
        self.canv.setDash()


def attachments(
    names: Sequence[str], sheets: Sequence[int | None] = (), *, narrow: bool = False
) -> list[Flowable]:
    """[ATTN]: the list of what is attached; a number of sheets that is not given is written in by hand."""
    if not names:
        return []
    line = pgettext("paper", "{number}) {name} – {pages} p.")
    counted = [*sheets, *[None] * (len(names) - len(sheets))]
    numbered = "; ".join(
        line.format(number=number, name=name, pages=pages or "____")
        for number, (name, pages) in enumerate(zip(names, counted, strict=True), 1)
    )
    said = pgettext("paper", "Enclosures: {list}").format(list=numbered)
    return [narrow_text(said) if narrow else text(said)]


def attached_copies(sheets: int | None, copies: int = 1, *, narrow: bool = False) -> Flowable:
    """[ATT]: how many sheets are attached, in how many copies."""
    said = pgettext("paper", "Enclosure: {pages} page(s), {copies} copy(ies)")
    line = said.format(pages=sheets or "____", copies=copies)
    return narrow_text(line) if narrow else text(line)


def executor_lines(name: str, phone: str) -> list[str]:
    """[EXEC]: who prepared the paper, and the telephone."""
    if not name:
        return []
    lines = [pgettext("paper", "Prepared by: {name}").format(name=name)]
    return [*lines, pgettext("paper", "Tel.: {phone}").format(phone=phone)] if phone else lines


def made_by(lines: Sequence[str]) -> Flowable:
    """[EXEC] of a copy that is not the last one of its paper."""
    return paragraph("\n".join(lines), style_of("made by", 9, 11, spaceBefore=GAP))


def kept_together(blocks: Sequence[Flowable]) -> Flowable:
    """Blocks that no page break parts: the last lines, what is attached, the signature."""
    return Together(blocks)
