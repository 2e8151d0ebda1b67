"""Texts and the top of a paper. Only here is text marked up, escaped and made a paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepInFrame, Paragraph, Table
from reportlab.platypus.paragraph import cleanBlockQuotedText

from kazcoop_desktop import i18n
from kazcoop_desktop.forms import official
from kazcoop_desktop.forms.fonts import BOLD, REGULAR, width
from kazcoop_desktop.forms.hyphenation import hyphenated
from kazcoop_desktop.i18n import pgettext

HAIRLINE = 0.4
HAND_ROW = 9 * mm
BOOK_ROW = 11 * mm
CELL_PADDING = 1.5 * mm
INDENT = 12.5 * mm
GAP = 8.0
_NUMBER_SIGN = re.compile(r"(№|No\.) (?=[\d_A-ZА-ЯӘҒҚҢӨҰҮҺІ])")


@lru_cache(maxsize=256)
def style_of(name: str, size: float, leading: float, **more: Any) -> ParagraphStyle:
    """A style of Tinos, made once: its size and leading in points."""
    base = {"fontName": REGULAR, "allowWidows": 0, "allowOrphans": 0, "embeddedHyphenation": 1}
    return ParagraphStyle(name, fontSize=size, leading=leading, **{**base, **more})


BODY = style_of("body", 12, 14.5, alignment=TA_JUSTIFY, firstLineIndent=INDENT, spaceAfter=3)
BLANKS = style_of("body with blanks", 12, 16, firstLineIndent=INDENT, spaceAfter=3)
NARROW = style_of("narrow", 11, 13.5, alignment=TA_JUSTIFY, firstLineIndent=6 * mm, spaceAfter=3)
NARROW_BLANKS = style_of("narrow with blanks", 11, 14.5, firstLineIndent=6 * mm, spaceAfter=3)
PLAIN = style_of("plain", 12, 14.5)
STRONG = style_of("strong", 12, 14.5, fontName=BOLD)
TITLE = style_of("title", 13, 16, fontName=BOLD, alignment=TA_CENTER, spaceBefore=GAP, spaceAfter=GAP)
UNDER_TITLE = style_of("under title", 12, 14.5, alignment=TA_CENTER, spaceAfter=GAP)
SUBJECT = style_of("subject", 12, 14.5, fontName=BOLD, rightIndent=90 * mm, spaceAfter=GAP)
CAPTION = style_of("caption", 10, 12, fontName=BOLD, spaceBefore=GAP, spaceAfter=3)
CORNER = style_of("corner", 8, 10, alignment=TA_RIGHT)
CORNER_MARK = style_of("corner mark", 12, 14.5, fontName=BOLD, alignment=TA_RIGHT)
TRANSLATION = style_of("translation", 9, 11, alignment=TA_RIGHT)
SMALL = style_of("small", 8, 10)


# Texts.


def paragraph(text: str, style: ParagraphStyle) -> Paragraph:
    """Plain text as a paragraph, whatever signs it holds."""
    whole = _NUMBER_SIGN.sub(rf"\1{official.NBSP}", text)  # a number is never parted from its sign
    if "\n" in whole or not whole.strip():
        return Paragraph(escape(whole).replace("\n", "<br/>"), style)
    return Paragraph("", style, frags=[_fragment(style).clone(text=cleanBlockQuotedText(whole))])


@cache
def _fragment(style: ParagraphStyle) -> Any:
    """What ReportLab's parser makes of one word: a text without markup need not go through it."""
    return Paragraph("x", style).frags[0]


def text(content: str) -> Flowable:
    """A paragraph of running text, its first line indented; justified unless it has blanks to fill in."""
    return paragraph(content, BLANKS if "____" in content else BODY)


def narrow_text(content: str) -> Flowable:
    """Running text in a column of 82 mm: Kazakh words are divided, so that no line gapes."""
    divided_text = hyphenated(content) if i18n.current() == "kk" else content
    return paragraph(divided_text, NARROW_BLANKS if "____" in content else NARROW)


def plain(content: str) -> Flowable:
    """Lines from the left margin, without an indent."""
    return paragraph(content, PLAIN)


def large(content: str) -> Flowable:
    """A line that is read from afar and copied sign by sign: a code."""
    style = style_of("large", 24, 30, fontName=BOLD, alignment=TA_CENTER, spaceBefore=18, spaceAfter=18)
    return paragraph(content, style)


def small(content: str) -> Flowable:
    """A line of 10 points, as in a table, but without one."""
    return paragraph(content, style_of("small line", 10, 12, spaceAfter=2))


def small_caption(content: str) -> Flowable:
    """The heading of such lines."""
    return _kept_with_next(paragraph(content, style_of("small caption", 10, 12, fontName=BOLD, spaceAfter=2)))


def title(content: str) -> Flowable:
    """[TITLE]: the kind of paper in bold capitals, centred."""
    return _kept_with_next(paragraph(content, TITLE))


def title_with_line(content: str, named: str, below: str) -> Flowable:
    """The kind of paper, behind it what it belongs to on a ruled line, and small under the line what goes there."""
    return _TitleWithLine(content, named, below)


class _TitleWithLine(Flowable):  # type: ignore[misc]  # ReportLab has no types
    def __init__(self, content: str, named: str, below: str) -> None:
        super().__init__()
        self._content, self._named, self._below = content, named, below
        self.spaceBefore = self.spaceAfter = GAP
        self.keepWithNext = True

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """As high as the name on the line, and the words under it."""
        self.width = available
        self._line_at = width(self._content, BOLD, 13) + 3 * mm
        self._name = paragraph(self._named, style_of("on the line", 11, 13, alignment=TA_CENTER))
        name_height = self._name.wrap(available - self._line_at, 0)[1] if self._named else 0
        self.height = max(name_height, 16) + 14
        return available, self.height

    def draw(self) -> None:
        foot = 14
        self.canv.setFont(BOLD, 13)
        self.canv.drawString(0, foot + 2, self._content)
        self.canv.setLineWidth(HAIRLINE)
        self.canv.line(self._line_at, foot, self.width, foot)
        if self._named:
            self._name.drawOn(self.canv, self._line_at, foot + 2)
        self.canv.setFont(REGULAR, 8)
        self.canv.drawCentredString((self._line_at + self.width) / 2, foot - 10, self._below)


def under_title(content: str) -> Flowable:
    """A centred line under the title: for which years, to which agreement, as of which day."""
    return _kept_with_next(paragraph(content, UNDER_TITLE))


def subject(content: str) -> Flowable:
    """[SUBJ]: what the paper is about, in the left half."""
    return _kept_with_next(paragraph(content, SUBJECT))


def caption(content: str) -> Flowable:
    """The heading of a table or part of a form; never alone at the foot of a page."""
    return _kept_with_next(paragraph(content, CAPTION))


def corner(content: str) -> Flowable:
    """[CODE]: the form's code, or another small line at the top right."""
    return paragraph(content, CORNER)


def upper_corner(content: str) -> Flowable:
    """Lines centred in the upper right corner: to what the form is an annex."""
    return paragraph(content, style_of("upper corner", 10, 12, alignment=TA_CENTER, leftIndent=100 * mm))


def corner_mark(mark: str) -> list[Flowable]:
    """[DRAFT] or [TRANS] at the top right; nothing for no mark."""
    if mark == "draft":
        return [paragraph(pgettext("paper", "DRAFT"), CORNER_MARK)]
    if mark == "translation":
        return [paragraph(pgettext("paper", "Translation"), TRANSLATION)]
    return []


def space(height: float = GAP) -> Flowable:
    """Empty height, in points."""
    return _Space(height)


def or_line(value: str, signs: int = 30) -> str:
    """The value, or a line to write it on."""
    return value or "_" * signs


def _kept_with_next(block: Paragraph) -> Paragraph:
    block.keepWithNext = True
    return block


class _Space(Flowable):  # type: ignore[misc]  # ReportLab has no types
    def __init__(self, height: float) -> None:
        super().__init__()
        self._height = height

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return 0, self._height

    def draw(self) -> None:
        pass


# The top of a paper.


def heading(left: Sequence[str], addressee: Sequence[str], *, resolution: bool = False) -> Flowable:
    """The sender's lines at the left, [ADDR] in the right half; under the sender the box of the resolution."""
    own: list[Flowable] = [plain(line) for line in left if line]
    if resolution:
        own += [space(6), _Box(75 * mm, 30 * mm, pgettext("paper", "Resolution"))]
    return side_by_side([(95 * mm, own), (75 * mm, [plain(line) for line in addressee if line])])


def annex_note(content: str) -> Flowable:
    """[ANNEX]: to what the paper is an annex."""
    return paragraph(content, style_of("annex", 10, 12, alignment=TA_CENTER))


def ends(left: str, right: str) -> Flowable:
    """A line with one text at each end: the city and the date."""
    return _Ends(left, right)


class _Ends(Flowable):  # type: ignore[misc]  # ReportLab has no types
    def __init__(self, left: str, right: str) -> None:
        super().__init__()
        self._left, self._right = left, right

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        needed = width(self._left, REGULAR, 12) + width(self._right, REGULAR, 12) + 4 * mm
        self._is_one_line = needed <= available
        self.width, self.height = available, 24.0 if self._is_one_line else 38.5
        return available, self.height

    def draw(self) -> None:
        self.canv.setFont(REGULAR, 12)
        self.canv.drawString(0, self.height - 13, self._left)
        self.canv.drawRightString(self.width, 11, self._right)


def side_by_side(columns: Sequence[tuple[float, Sequence[Flowable]]], *, after: float = GAP) -> Table:
    """Columns of blocks beside one another, level at the top; widths in points."""
    style = [("VALIGN", (0, 0), (-1, -1), "TOP"), *padding(0)]
    cells = [list(blocks) or "" for _, blocks in columns]
    return Table(
        [cells], colWidths=[given for given, _ in columns], style=style, spaceAfter=after, hAlign="LEFT"
    )


def fitted(blocks: Sequence[Flowable], given: float, height: float) -> Flowable:
    """Blocks in a frame of this size, set smaller where they are higher."""
    frame = KeepInFrame(given, height, list(blocks), mode="shrink", hAlign="LEFT", vAlign="TOP")
    style = [("VALIGN", (0, 0), (-1, -1), "TOP"), *padding(0)]
    return Table([[frame]], colWidths=[given], rowHeights=[height], style=style, hAlign="LEFT")


def padding(points: float) -> list[tuple[Any, ...]]:
    """The same padding on all sides of every cell, as a table's style spells it."""
    return [(f"{side}PADDING", (0, 0), (-1, -1), points) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]


class _Box(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """An empty box with a small caption."""

    def __init__(self, box_width: float, box_height: float, name: str) -> None:
        super().__init__()
        self._size = (box_width, box_height)
        self._name = name

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self._size

    def draw(self) -> None:
        box_width, box_height = self._size
        self.canv.setLineWidth(HAIRLINE)
        self.canv.rect(0, 0, box_width, box_height)
        self.canv.setFont(REGULAR, 8)
        self.canv.drawString(CELL_PADDING, box_height - 10, self._name)


def opposite(
    left: Sequence[Flowable], right: Sequence[Flowable], middle: Sequence[Flowable] = ()
) -> Flowable:
    """Two columns of 75 mm at the edges of a landscape page, with something between them."""
    gap = 8 * mm
    return side_by_side([(75 * mm, left), (gap, []), (91 * mm, middle), (gap, []), (75 * mm, right)])


def halves(left: Sequence[Flowable], right: Sequence[Flowable] | None) -> Flowable:
    """Two columns of 82 mm with 6 mm between, or one of 170 mm when there is no right one."""
    if right is None:
        return side_by_side([(170 * mm, left)], after=0)
    return side_by_side([(82 * mm, left), (6 * mm, []), (82 * mm, right)], after=0)


def sent_line(number: str, day: date | None) -> str:
    """The number and date of an internal paper: № 14, 2026 ж. «20» қараша."""
    return pgettext("paper", "No. {number}, {date}").format(
        number=number or "________", date=official.stamp(day)
    )
