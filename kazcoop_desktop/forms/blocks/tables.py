"""Ruled tables, whose heading repeats on each page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Table

from kazcoop_desktop import i18n
from kazcoop_desktop.forms.blocks.texts import (
    CELL_PADDING,
    GAP,
    HAIRLINE,
    HAND_ROW,
    padding,
    paragraph,
    style_of,
)
from kazcoop_desktop.forms.fonts import BOLD, REGULAR, width
from kazcoop_desktop.forms.hyphenation import hyphenated

_NARROW = 40 * mm
_SMALLEST = 7


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading and its width in mm, padding included."""

    heading: str
    mm: float
    align: str = "LEFT"
    group: str = ""  # a heading above it and its neighbours of the same group


@dataclass(frozen=True)
class Band:
    """A row across the whole table: the heading of a group of rows, or its total."""

    text: str
    total: bool = False


class Strong(list[str]):
    """A row in bold."""


def table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str] | Band],
    *,
    size: float = 10,
    row_height: float | None = None,
    numbered: bool = False,
    signed: bool = False,
    with_heading: int = 1,
) -> Flowable:
    """A ruled table; its heading repeats on each page, a group's heading stays with its first rows.

    Rows of empty strings become rows of `row_height`, to be written in by hand. `numbered` columns have a row
    1 2 3 … under their headings; in a table to be `signed` no row is lower than `row_height`. `with_heading` is how
    many rows of a group no page break parts from its heading.
    """
    widths = [column.mm * mm for column in columns]
    data, spans = _head(columns, numbered=numbered)
    first = len(data)
    style: list[tuple[Any, ...]] = [
        ("GRID", (0, 0), (-1, -1), HAIRLINE, "black"),
        ("FONT", (0, first), (-1, -1), REGULAR, size, size * 1.2),
        ("VALIGN", (0, 0), (-1, first - 1), "MIDDLE"),
        ("VALIGN", (0, first), (-1, -1), "TOP"),
        *padding(CELL_PADDING),
        *spans,
        *(
            ("ALIGN", (i, first), (i, -1), column.align)
            for i, column in enumerate(columns)
            if column.align != "LEFT"
        ),
    ]
    heights: list[float | None] = [None] * first
    for number, row in enumerate(rows, first):
        if isinstance(row, Band):
            data.append([row.text, *[""] * (len(columns) - 1)])
            style += [
                ("SPAN", (0, number), (-1, number)),
                ("FONT", (0, number), (-1, number), BOLD, size, size * 1.2),
                ("ALIGN", (0, number), (-1, number), "LEFT"),
            ]
            if row.total or number < len(rows) + first - 1:
                kept = 0 if row.total else _rows_of_group(rows[number - first + 1 :], with_heading)
                style.append(("NOSPLIT", (0, number - row.total), (-1, number + kept)))
            heights.append(None)
            continue
        font = REGULAR
        if isinstance(row, Strong):
            font = BOLD
            style.append(("FONT", (0, number), (-1, number), font, size, size * 1.2))
        data.append(
            [
                cell(value, given, size=size, align=column.align, font=font)
                for value, given, column in zip(row, widths, columns, strict=True)
            ]
        )
        if signed and row_height:
            heights.append(max(row_height, _height_of(data[-1], widths, size)))
        else:
            heights.append(row_height if row_height and not any(row) else None)
    if rows:
        style.append(("NOSPLIT", (0, 0), (-1, first)))
    return Table(
        data,
        colWidths=widths,
        rowHeights=heights,
        style=style,
        repeatRows=first,
        hAlign="LEFT",
        spaceBefore=2,
        spaceAfter=GAP,
        splitInRow=0,
    )


def _rows_of_group(following: Sequence[Sequence[str] | Band], most: int) -> int:
    """How many rows up to the next heading, at most so many; a heading without rows stays with the next one."""
    count = next((n for n, row in enumerate(following) if isinstance(row, Band)), len(following))
    return max(min(count, most), 1)


def _head(columns: Sequence[Column], *, numbered: bool) -> tuple[list[list[Any]], list[tuple[Any, ...]]]:
    """The rows of headings: the groups where there are any, the columns, their numbers; and how cells join."""
    style = style_of("table head", 9, 10.5, fontName=BOLD, alignment=TA_CENTER, embeddedHyphenation=0)
    rows: list[list[Any]] = [[paragraph(column.heading, style) for column in columns]]
    spans: list[tuple[Any, ...]] = []
    if any(column.group for column in columns):
        above: list[Any] = [""] * len(columns)
        for group, members in groupby(range(len(columns)), key=lambda place: columns[place].group):
            places = list(members)
            if group:
                above[places[0]] = paragraph(group, style)
                spans.append(("SPAN", (places[0], 0), (places[-1], 0)))
                continue
            for place in places:
                above[place], rows[0][place] = rows[0][place], ""
                spans.append(("SPAN", (place, 0), (place, 1)))
        rows.insert(0, above)
    if numbered:
        rows.append([paragraph(str(number), style) for number in range(1, len(columns) + 1)])
    return rows, spans


def _height_of(cells: Sequence[Any], widths: Sequence[float], size: float) -> float:
    """How high a row of texts and paragraphs is, padding included."""
    heights = [
        float(cell.wrap(given - 2 * CELL_PADDING, 0)[1]) if isinstance(cell, Flowable) else size * 1.2
        for cell, given in zip(cells, widths, strict=True)
    ]
    return float(max(heights) + 2 * CELL_PADDING)


def empty_rows(columns: Sequence[Column], count: int) -> list[list[str]]:
    """Rows to be written in by hand."""
    return [[""] * len(columns) for _ in range(count)]


def facts(
    entries: Iterable[tuple[str, str | Sequence[Flowable]]], *, left: float = 60, whole: float = 170
) -> Flowable:
    """A table of two columns: what it is, and its value; widths in mm."""
    widths = (left * mm, (whole - left) * mm)
    rows = [[cell(name, widths[0]), _value(value, widths[1])] for name, value in entries]
    style = [
        ("GRID", (0, 0), (-1, -1), HAIRLINE, "black"),
        ("FONT", (0, 0), (-1, -1), REGULAR, 10, 12),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        *padding(CELL_PADDING),
        ("TOPPADDING", (0, 0), (-1, -1), 0.6 * mm),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1 * mm),
    ]
    return Table(rows, colWidths=widths, style=style, hAlign="LEFT", spaceAfter=GAP)


def items(
    entries: Iterable[tuple[str, str, str]], *, label_mm: float = 75, least: float = HAND_ROW
) -> Flowable:
    """Numbered questions with their answers, in three columns of 170 mm; a long answer goes on over the page.

    No row is lower than `least` points, so that the answer can be written in by hand.
    """
    number, label = 12 * mm, label_mm * mm
    widths = (number, label, 170 * mm - number - label)
    rows = [[cell(value, given) for value, given in zip(entry, widths, strict=True)] for entry in entries]
    heights = [least if _height_of(row, widths, 10) <= least else None for row in rows]
    style = [
        ("GRID", (0, 0), (-1, -1), HAIRLINE, "black"),
        ("FONT", (0, 0), (-1, -1), REGULAR, 10, 12),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        *padding(CELL_PADDING),
    ]
    return Table(
        rows, colWidths=widths, rowHeights=heights, style=style, hAlign="LEFT", spaceAfter=GAP, splitInRow=1
    )


def _value(value: str | Sequence[Flowable], available: float) -> Any:
    return cell(value, available) if isinstance(value, str) else list(value)


def cell(content: str, given: float, *, size: float = 10, align: str = "LEFT", font: str = REGULAR) -> Any:
    """What a table shows in a column `given` points wide: the text itself, or a paragraph where it must wrap."""
    available = given - 2 * CELL_PADDING
    if "\n" not in content and width(content, font, size) <= available:
        return content
    alignment = {"CENTER": TA_CENTER, "RIGHT": TA_RIGHT}.get(align, 0)
    while (
        size > _SMALLEST
        and width(max(content.split(), key=len), font, size) > available
        and _is_whole(content)
    ):
        size -= 0.5
    style = style_of(f"cell {size} {align} {font}", size, size * 1.2, alignment=alignment, fontName=font)
    return paragraph(divided(content, available, size), style)


def _is_whole(content: str) -> bool:
    """Whether the text is one word that has no syllables, such as a number of a journal: rather set it smaller."""
    return " " not in content and hyphenated(content) == content


def divided(content: str, available: float, size: float) -> str:
    """The text with soft hyphens where it needs them: Kazakh in narrow columns, other words only when too long."""
    if i18n.current() == "kk" and available < _NARROW:
        return hyphenated(content)
    if all(width(word, REGULAR, size) <= available for word in content.split()):
        return content
    return " ".join(
        hyphenated(word) if width(word, REGULAR, size) > available else word for word in content.split(" ")
    )
