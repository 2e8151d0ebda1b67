"""Labels with their values or with lines to write on, and choices to tick."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak

from kazcoop_desktop.forms.blocks.texts import (
    HAIRLINE,
    HAND_ROW,
    INDENT,
    paragraph,
    style_of,
    text,
    title,
)
from kazcoop_desktop.forms.fonts import REGULAR, width
from kazcoop_desktop.i18n import pgettext

_BOX = 3.5 * mm
_LONGEST_VALUE = 6  # lines; a longer one goes to an annex


@dataclass(frozen=True)
class Label:
    """A label and its value; an optional one without a value is left out, another gives lines to write on."""

    name: str
    value: str = ""
    optional: bool = False
    lines: int = 2


def labels(entries: Iterable[Label], *, blank: bool, numbered: bool = True) -> list[Flowable]:
    """“1. Label: value” for each entry; ruled lines where the value is missing."""
    shown = [entry for entry in entries if blank or entry.value or not entry.optional]
    blocks: list[Flowable] = []
    for number, entry in enumerate(shown, 1):
        name = f"{number}. {entry.name}:" if numbered else f"{entry.name}:"
        value = "" if blank else entry.value
        blocks.append(text(f"{name} {value}") if value else RuledLabel(name, entry.lines))
    return blocks


def with_annex(entries: Iterable[Label], *, blank: bool) -> tuple[list[Flowable], list[Flowable]]:
    """Numbered labels, and a page more for values longer than six lines, which then say “see annex”."""
    shortened, moved = [], []
    for entry in entries:
        if not blank and _line_count(entry.value) > _LONGEST_VALUE:
            moved.append(entry)
            entry = replace(entry, value=pgettext("paper", "see annex"))
        shortened.append(entry)
    annex: list[Flowable] = []
    if moved:
        annex = [PageBreak(), title(pgettext("paper", "ANNEX")), *labels(moved, blank=False, numbered=False)]
    return labels(shortened, blank=blank), annex


def _line_count(value: str) -> int:
    full = 170 * mm
    return len(text(value).breakLines([full - INDENT, full]).lines) if value else 0


class RuledLabel(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A label and lines to write on: one behind it, the others across the page."""

    def __init__(self, name: str, lines: int, *, indent: float = INDENT) -> None:
        super().__init__()
        self._lines = lines
        self._indent = indent
        self._name = name

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """As high as the label and its lines of 9 mm."""
        style = style_of("ruled label", 12, 14.5, firstLineIndent=self._indent)
        self._text = paragraph(self._name, style)
        text_height = self._text.wrap(available, 0)[1]
        words = self._text.blPara.lines[-1][1]
        end = width(" ".join(words), REGULAR, 12) + (self._indent if text_height < style.leading * 2 else 0)
        self._first = end + 2 * mm if available - end > 25 * mm else None
        self._text_height = text_height
        self._hand_lines = self._lines - (self._first is not None)
        self.width = available
        self.height = text_height + self._hand_lines * HAND_ROW + 3
        return available, self.height

    def draw(self) -> None:
        top = self.height - self._text_height
        self._text.drawOn(self.canv, 0, top)
        self.canv.setLineWidth(HAIRLINE)
        if self._first is not None:
            self.canv.line(self._first, top + 2, self.width, top + 2)
        for row in range(1, self._hand_lines + 1):
            self.canv.line(0, top - row * HAND_ROW + 2, self.width, top - row * HAND_ROW + 2)


def ruled_text(name: str, rows: int) -> Flowable:
    """A number or word, and lines to write on behind and under it."""
    return RuledLabel(name, rows, indent=6 * mm)


def ruled(rows: int) -> Flowable:
    """Lines to write on, from margin to margin."""
    return _Ruled(rows)


class _Ruled(Flowable):  # type: ignore[misc]  # ReportLab has no types
    def __init__(self, rows: int) -> None:
        super().__init__()
        self._rows = rows

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        self.width, self.height = available, self._rows * HAND_ROW
        return available, self.height

    def draw(self) -> None:
        self.canv.setLineWidth(HAIRLINE)
        for row in range(self._rows):
            self.canv.line(0, row * HAND_ROW + 2, self.width, row * HAND_ROW + 2)


def choices(entries: Sequence[tuple[str, bool]], *, size: float = 12) -> list[Flowable]:
    """A line for each choice: a vector square, crossed where it is chosen, and its text."""
    return [_Choice(name, chosen, size) for name, chosen in entries]


class _Choice(Flowable):  # type: ignore[misc]  # ReportLab has no types
    def __init__(self, name: str, chosen: bool, size: float) -> None:
        super().__init__()
        self._text = paragraph(name, style_of(f"choice {size}", size, size * 1.2))
        self._chosen = chosen
        self._size = size

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        self._indent = _BOX + 2 * mm
        text_height = self._text.wrap(available - self._indent, 0)[1]
        self.height = max(text_height, _BOX) + 1.2
        return available, self.height

    def draw(self) -> None:
        canvas = self.canv
        canvas.setLineWidth(HAIRLINE * 1.5)
        foot = self.height - self._size * 0.6 - _BOX / 2
        canvas.rect(0, foot, _BOX, _BOX)
        if self._chosen:
            canvas.line(1, foot + 1, _BOX - 1, foot + _BOX - 1)
            canvas.line(1, foot + _BOX - 1, _BOX - 1, foot + 1)
        self._text.drawOn(canvas, self._indent, self.height - self._text.height)
