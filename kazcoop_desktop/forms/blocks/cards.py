"""Badges with cut marks, and table cards to be folded: names on people and on tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph

from kazcoop_desktop.forms.blocks.texts import HAIRLINE, paragraph, style_of
from kazcoop_desktop.forms.fonts import BOLD, REGULAR, width

_BADGE = (90 * mm, 55 * mm)
_ACROSS, _DOWN = 2, 5
_STRIP = 9 * mm
_MARK = 3 * mm
_HUES = {  # of the strip; the role is written on it too
    "head": "#1b3a6b",
    "member": "#2f6da8",
    "interpreter": "#2f7d4f",
    "accompanying": "#5d6878",
    "host": "#8a5700",
}
BADGES_ON_SHEET = _ACROSS * _DOWN


@dataclass(frozen=True)
class NameCard:
    """Whose badge or table card: the name, what stands below it, and the role with its colour."""

    name: str
    lines: Sequence[str] = ()
    role: str = ""
    hue: str = "member"


def badges(sheet_width: float, sheet_height: float, cards: Sequence[NameCard]) -> Flowable:
    """A sheet of up to ten badges, 90 × 55 mm, with cut marks."""
    return _Badges(sheet_width, sheet_height, cards)


def table_card(sheet_width: float, sheet_height: float, card: NameCard) -> Flowable:
    """A sheet to be folded twice: the name on two faces of 99 mm, one of them upside down."""
    return _TableCard(sheet_width, sheet_height, card)


class _Badges(Flowable):  # type: ignore[misc]  # ReportLab has no types
    def __init__(self, sheet_width: float, sheet_height: float, cards: Sequence[NameCard]) -> None:
        super().__init__()
        self.width, self.height = sheet_width, sheet_height
        self._cards = cards

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        left = (self.width - _ACROSS * _BADGE[0]) / 2
        top = self.height - (self.height - _DOWN * _BADGE[1]) / 2
        for place, card in enumerate(self._cards):
            down, across = divmod(place, _ACROSS)
            x, y = left + across * _BADGE[0], top - (down + 1) * _BADGE[1]
            _draw_badge(self.canv, card, x, y)
        _draw_cut_marks(self.canv, left, top)


def _draw_badge(canvas: Canvas, card: NameCard, x: float, y: float) -> None:
    wide, high = _BADGE
    canvas.setFillColor(HexColor(_HUES[card.hue]))
    canvas.rect(x, y + high - _STRIP, wide, _STRIP, stroke=0, fill=1)
    canvas.setFillColor(HexColor("#ffffff"))
    canvas.setFont(BOLD, 10)
    canvas.drawCentredString(x + wide / 2, y + high - _STRIP + 3 * mm, card.role)
    canvas.setFillColor(HexColor("#000000"))
    room = wide - 8 * mm
    blocks = [_fitted(card.name, BOLD, 16, room, 16 * mm)]
    blocks += [_fitted(line, REGULAR, 10, room, 9 * mm) for line in card.lines if line]
    heights = [block.wrap(room, 0)[1] for block in blocks]
    free = max(high - _STRIP - sum(heights), 0)
    foot = y + high - _STRIP - free / 2
    for block, height in zip(blocks, heights, strict=True):
        foot -= height
        block.drawOn(canvas, x + 4 * mm, foot)


def _draw_cut_marks(canvas: Canvas, left: float, top: float) -> None:
    canvas.setLineWidth(HAIRLINE)
    right, foot = left + _ACROSS * _BADGE[0], top - _DOWN * _BADGE[1]
    for column in range(_ACROSS + 1):
        x = left + column * _BADGE[0]
        canvas.line(x, top, x, top + _MARK)
        canvas.line(x, foot, x, foot - _MARK)
    for row in range(_DOWN + 1):
        y = top - row * _BADGE[1]
        canvas.line(left, y, left - _MARK, y)
        canvas.line(right, y, right + _MARK, y)


class _TableCard(Flowable):  # type: ignore[misc]  # ReportLab has no types
    def __init__(self, sheet_width: float, sheet_height: float, card: NameCard) -> None:
        super().__init__()
        self.width, self.height = sheet_width, sheet_height
        self._card = card

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        face = self.height / 3
        self.canv.setLineWidth(HAIRLINE)
        self.canv.setDash(2, 4)
        for fold in (face, 2 * face):
            self.canv.line(0, fold, self.width, fold)
        self.canv.setDash()
        self._draw_face(face)
        self.canv.saveState()
        self.canv.translate(self.width, 3 * face)
        self.canv.rotate(180)
        self._draw_face(0)
        self.canv.restoreState()

    def _draw_face(self, foot: float) -> None:
        face, room = self.height / 3, self.width - 20 * mm
        blocks = [_fitted(self._card.name, BOLD, 44, room, 58 * mm)]
        blocks += [_fitted(line, REGULAR, 16, room, 16 * mm) for line in self._card.lines if line]
        heights = [block.wrap(room, 0)[1] for block in blocks]
        y = foot + (face + sum(heights)) / 2
        for block, height in zip(blocks, heights, strict=True):
            y -= height
            block.drawOn(self.canv, 10 * mm, y)


def _fitted(text: str, font: str, size: float, room: float, highest: float) -> Paragraph:
    """The text set smaller until its longest word fits the room, and its lines the height; never hyphenated."""
    longest = max(text.split() or [""], key=lambda word: width(word, font, size))
    while True:
        style = style_of(
            f"card {size}", size, size * 1.15, fontName=font, alignment=TA_CENTER, embeddedHyphenation=0
        )
        block = paragraph(text, style)
        if size <= 6 or (width(longest, font, size) <= room and block.wrap(room, 0)[1] <= highest):
            return block
        size -= 1
