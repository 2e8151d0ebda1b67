"""The blocks that papers are made of: clean text in, flowables out. Only here is text marked up and escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak, Paragraph, Table

from kazcoop_desktop import i18n
from kazcoop_desktop.forms import official
from kazcoop_desktop.forms.fonts import BOLD, REGULAR, width
from kazcoop_desktop.forms.hyphenation import hyphenated
from kazcoop_desktop.forms.pages import Together
from kazcoop_desktop.i18n import pgettext

HAIRLINE = 0.4
HAND_ROW = 9 * mm
JOURNAL_ROW = 11 * mm
CELL_PADDING = 1.5 * mm
INDENT = 12.5 * mm
_BOX = 3.5 * mm
_GAP = 8.0
_NARROW = 40 * mm
_LONGEST_VALUE = 6  # lines; a longer one goes to an annex


def _style(name: str, size: float, leading: float, **more: Any) -> ParagraphStyle:
    base = {"fontName": REGULAR, "allowWidows": 0, "allowOrphans": 0, "embeddedHyphenation": 1}
    return ParagraphStyle(name, fontSize=size, leading=leading, **{**base, **more})


BODY = _style("body", 12, 14.5, alignment=TA_JUSTIFY, firstLineIndent=INDENT, spaceAfter=3)
BLANKS = _style("body with blanks", 12, 16, firstLineIndent=INDENT, spaceAfter=3)
PLAIN = _style("plain", 12, 14.5)
STRONG = _style("strong", 12, 14.5, fontName=BOLD)
TITLE = _style("title", 13, 16, fontName=BOLD, alignment=TA_CENTER, spaceBefore=_GAP, spaceAfter=_GAP)
UNDER_TITLE = _style("under title", 12, 14.5, alignment=TA_CENTER, spaceAfter=_GAP)
SUBJECT = _style("subject", 12, 14.5, fontName=BOLD, rightIndent=90 * mm, spaceAfter=_GAP)
CAPTION = _style("caption", 10, 12, fontName=BOLD, spaceBefore=_GAP, spaceAfter=3)
CORNER = _style("corner", 8, 10, alignment=TA_RIGHT)
CORNER_MARK = _style("corner mark", 12, 14.5, fontName=BOLD, alignment=TA_RIGHT)
NOTE = _style("note", 9, 11)
SMALL = _style("small", 8, 10)


# Texts.


def _paragraph(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(text).replace("\n", "<br/>"), style)


def text(content: str) -> Flowable:
    """A paragraph of running text, its first line indented; justified unless it has blanks to fill in."""
    return _paragraph(content, BLANKS if "____" in content else BODY)


def plain(content: str) -> Flowable:
    """Lines from the left margin, without an indent."""
    return _paragraph(content, PLAIN)


def title(content: str) -> Flowable:
    """[TITLE]: the kind of paper in bold capitals, centred."""
    return _kept_with_next(_paragraph(content, TITLE))


def title_with_line(content: str, named: str, below: str) -> Flowable:
    """The kind of paper, behind it what it belongs to on a ruled line, and small under the line what goes there."""
    return _TitleWithLine(content, named, below)


class _TitleWithLine(Flowable):  # type: ignore[misc]  # ReportLab has no types
    def __init__(self, content: str, named: str, below: str) -> None:
        super().__init__()
        self._content, self._named, self._below = content, named, below
        self.spaceBefore = self.spaceAfter = _GAP
        self.keepWithNext = True

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """As high as the name on the line, and the words under it."""
        self.width = available
        self._line_at = width(self._content, BOLD, 13) + 3 * mm
        self._name = _paragraph(self._named, _style("on the line", 11, 13, alignment=TA_CENTER))
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
    return _kept_with_next(_paragraph(content, UNDER_TITLE))


def subject(content: str) -> Flowable:
    """[SUBJ]: what the paper is about, in the left half."""
    return _kept_with_next(_paragraph(content, SUBJECT))


def caption(content: str) -> Flowable:
    """The heading of a table or part of a form; never alone at the foot of a page."""
    return _kept_with_next(_paragraph(content, CAPTION))


def corner(content: str) -> Flowable:
    """[CODE]: the form's code, or another small line at the top right."""
    return _paragraph(content, CORNER)


def corner_mark(content: str) -> Flowable:
    """[DRAFT], [TRANS]: a word in bold at the top right."""
    return _paragraph(content, CORNER_MARK)


def note(content: str) -> Flowable:
    """A small explanation."""
    return _paragraph(content, NOTE)


def space(height: float = _GAP) -> Flowable:
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
    return _side_by_side([(95 * mm, own), (75 * mm, [plain(line) for line in addressee if line])])


def annex_corner(lines: Iterable[str]) -> Flowable:
    """[ANNEX]: to what the paper is an annex, at the top right."""
    style = _style("annex", 10, 12)
    return _side_by_side([(None, []), (70 * mm, [_paragraph(line, style) for line in lines if line])])


def _side_by_side(
    columns: Sequence[tuple[float | None, Sequence[Flowable]]], *, valign: str = "TOP"
) -> Table:
    style = [("VALIGN", (0, 0), (-1, -1), valign), *_padding(0)]
    cells = [list(blocks) or "" for _, blocks in columns]
    return Table(
        [cells], colWidths=[given for given, _ in columns], style=style, spaceAfter=_GAP, hAlign="LEFT"
    )


def _padding(points: float) -> list[tuple[Any, ...]]:
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


# Labels.


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
        style = _style("ruled label", 12, 14.5, firstLineIndent=self._indent)
        self._text = _paragraph(self._name, style)
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
        self._text = _paragraph(name, _style(f"choice {size}", size, size * 1.2))
        self._chosen = chosen
        self._size = size

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        self._indent = _BOX + 2 * mm
        text_height = self._text.wrap(available - self._indent, 0)[1]
        self.height = max(text_height, _BOX) + 2
        return available, self.height

    def draw(self) -> None:
        canvas = self.canv
        canvas.setLineWidth(HAIRLINE * 1.5)
        foot = self.height - 2 - self._size * 0.45 - _BOX / 2
        canvas.rect(0, foot, _BOX, _BOX)
        if self._chosen:
            canvas.line(1, foot + 1, _BOX - 1, foot + _BOX - 1)
            canvas.line(1, foot + _BOX - 1, _BOX - 1, foot + 1)
        self._text.drawOn(canvas, self._indent, self.height - 1 - self._text.height)


# Tables.


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


def table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str] | Band],
    *,
    size: float = 10,
    row_height: float | None = None,
    numbered: bool = False,
    signed: bool = False,
) -> Flowable:
    """A ruled table; its heading repeats on each page, a group's heading stays with its first row.

    Rows of empty strings become rows of `row_height`, to be written in by hand. `numbered` columns have a row
    1 2 3 … under their headings; in a table to be `signed` no row is lower than `row_height`.
    """
    widths = [column.mm * mm for column in columns]
    data, spans = _table_head(columns, numbered=numbered)
    first = len(data)
    style: list[tuple[Any, ...]] = [
        ("GRID", (0, 0), (-1, -1), HAIRLINE, "black"),
        ("FONT", (0, first), (-1, -1), REGULAR, size, size * 1.2),
        ("VALIGN", (0, 0), (-1, first - 1), "MIDDLE"),
        ("VALIGN", (0, first), (-1, -1), "TOP"),
        *_padding(CELL_PADDING),
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
                style.append(("NOSPLIT", (0, number - row.total), (-1, number + (not row.total))))
            heights.append(None)
            continue
        data.append(
            [
                cell(value, given, size=size, align=column.align)
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
        spaceAfter=_GAP,
        splitInRow=0,
    )


def _table_head(
    columns: Sequence[Column], *, numbered: bool
) -> tuple[list[list[Any]], list[tuple[Any, ...]]]:
    """The rows of headings: the groups where there are any, the columns, their numbers; and how cells join."""
    style = _style("table head", 9, 10.5, fontName=BOLD, alignment=TA_CENTER, embeddedHyphenation=0)
    rows: list[list[Any]] = [[_paragraph(column.heading, style) for column in columns]]
    spans: list[tuple[Any, ...]] = []
    if any(column.group for column in columns):
        above: list[Any] = [""] * len(columns)
        for group, members in groupby(range(len(columns)), key=lambda place: columns[place].group):
            places = list(members)
            if group:
                above[places[0]] = _paragraph(group, style)
                spans.append(("SPAN", (places[0], 0), (places[-1], 0)))
                continue
            for place in places:
                above[place], rows[0][place] = rows[0][place], ""
                spans.append(("SPAN", (place, 0), (place, 1)))
        rows.insert(0, above)
    if numbered:
        rows.append([_paragraph(str(number), style) for number in range(1, len(columns) + 1)])
    return rows, spans


def _height_of(cells: Sequence[Any], widths: Sequence[float], size: float) -> float:
    """How high a row of texts and paragraphs is, padding included."""
    heights: list[float] = [
        cell.wrap(given - 2 * CELL_PADDING, 0)[1] if isinstance(cell, Paragraph) else size * 1.2
        for cell, given in zip(cells, widths, strict=True)
    ]
    return max(heights) + 2 * CELL_PADDING


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
        *_padding(CELL_PADDING),
        ("TOPPADDING", (0, 0), (-1, -1), 0.8 * mm),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.2 * mm),
    ]
    return Table(rows, colWidths=widths, style=style, hAlign="LEFT", spaceAfter=_GAP)


def _value(value: str | Sequence[Flowable], available: float) -> Any:
    return cell(value, available) if isinstance(value, str) else list(value)


def cell(content: str, given: float, *, size: float = 10, align: str = "LEFT") -> Any:
    """What a table shows in a column `given` points wide: the text itself, or a paragraph where it must wrap."""
    available = given - 2 * CELL_PADDING
    if "\n" not in content and width(content, REGULAR, size) <= available:
        return content
    alignment = {"CENTER": TA_CENTER, "RIGHT": TA_RIGHT}.get(align, 0)
    style = _style(f"cell {size} {align}", size, size * 1.2, alignment=alignment)
    return _paragraph(divided(content, available, size), style)


def divided(content: str, available: float, size: float) -> str:
    """The text with soft hyphens where it needs them: Kazakh in narrow columns, other words only when too long."""
    if i18n.current() == "kk" and available < _NARROW:
        return hyphenated(content)
    if all(width(word, REGULAR, size) <= available for word in content.split()):
        return content
    return " ".join(
        hyphenated(word) if width(word, REGULAR, size) > available else word for word in content.split(" ")
    )


# Signatures.


@dataclass(frozen=True)
class Signer:
    """A position and the initials and surname of the person who holds it; empty ones are left to be written."""

    position: str = ""
    name: str = ""


class Signature(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """[SIG]: position, line, initials and surname, on one base line; in English the name comes first."""

    _COLUMNS = (80 * mm, 40 * mm, 50 * mm)

    def __init__(self, signer: Signer, *, seal: bool = False) -> None:
        super().__init__()
        self._seal = pgettext("paper", "Seal") if seal else ""
        name_first = i18n.current() == "en"
        left, right = (signer.name, signer.position) if name_first else (signer.position, signer.name)
        bold = _style("signing position", 12, 14.5, fontName=BOLD)
        light = _style("signing name", 12, 14.5)
        self._left = _paragraph(left, light if name_first else bold) if left else None
        self._right = _paragraph(right, bold if name_first else light) if right else None
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


def signatures(signers: Sequence[Signer], *, seal: bool = False) -> list[Flowable]:
    """[SIG], [SIG2]: one under another in order of rank; the place of the seal under the first."""
    return [Signature(signer, seal=seal and place == 0) for place, signer in enumerate(signers)]


def approvals(left: Sequence[Flowable], right: Sequence[Flowable], *, whole: float = 170) -> Flowable:
    """[APPR] in the right half, level with what stands in the left one; `whole` is the text width in mm."""
    return _side_by_side([((whole - 70) * mm, list(left)), (70 * mm, list(right))])


def approved(signer: Signer, body: str = "") -> list[Flowable]:
    """[APPR]: APPROVED, who approves, the line for the signature and the date."""
    return _stamp(pgettext("paper", "APPROVED"), signer, body)


def agreed(signer: Signer) -> list[Flowable]:
    """[AGR]: AGREED, who agrees, the line for the signature and the date."""
    return _stamp(pgettext("paper", "AGREED"), signer, "")


def _stamp(word: str, signer: Signer, body: str) -> list[Flowable]:
    word_style = _style("stamp word", 11, 13.5, fontName=BOLD, spaceAfter=3)
    lines = [(signer.position or "_" * 28, 13.5), (body, 13.5)]
    lines.append((f"__________{official.NBSP}{signer.name}" if signer.name else "_" * 28, 22))
    lines.append((official.stamp(None).replace("______________", "__________"), 20))
    return [
        _paragraph(word, word_style),
        *(_paragraph(line, _style(f"stamp {leading}", 11, leading)) for line, leading in lines if line),
    ]


def agreement_places(signers: Sequence[Signer]) -> list[Flowable]:
    """[AGR] for up to three, two in a row; more of them sign [AGRSHEET]."""
    if len(signers) > 3:
        return agreement_sheet(signers)
    pairs = [signers[start : start + 2] for start in range(0, len(signers), 2)]
    return [
        _side_by_side([(85 * mm, agreed(pair[0])), (85 * mm, agreed(pair[1]) if len(pair) > 1 else [])])
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
    style = [("BOX", (0, 0), (-1, -1), HAIRLINE, "black"), *_padding(3 * mm)]
    return Table(
        [[_paragraph(line, _style("receipt", 11, 14))]], colWidths=[170 * mm], style=style, spaceBefore=_GAP
    )


def tear_off(content: str) -> list[Flowable]:
    """The receipt at the foot of a paper, under a dashed line to tear along; never on a page of its own."""
    return [_Dashes(), _paragraph(content, _style("receipt", 11, 14))]


class _Dashes(Flowable):  # type: ignore[misc]  # ReportLab has no types
    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        self.width, self.height = available, 10 * mm
        self.keepWithNext = True
        return available, self.height

    def draw(self) -> None:
        self.canv.setLineWidth(HAIRLINE)
        self.canv.setDash(4, 3)
        self.canv.line(0, self.height / 2, self.width, self.height / 2)
        self.canv.setDash()


def attachments(names: Sequence[str]) -> list[Flowable]:
    """[ATTN]: the list of what is attached; the number of sheets is written in by hand."""
    if not names:
        return []
    line = pgettext("paper", "{number}) {name} – ____ p.")
    numbered = "; ".join(line.format(number=number, name=name) for number, name in enumerate(names, 1))
    return [text(pgettext("paper", "Enclosures: {list}").format(list=numbered))]


def attached_copies(sheets: int | None, copies: int = 1) -> Flowable:
    """[ATT]: how many sheets are attached, in how many copies."""
    said = pgettext("paper", "Enclosure: {pages} page(s), {copies} copy(ies)")
    return text(said.format(pages=sheets or "____", copies=copies))


def sent_line(number: str, day: date | None) -> str:
    """The number and date of an internal paper: № 14, 2026 ж. «20» қараша."""
    return pgettext("paper", "No. {number}, {date}").format(
        number=number or "________", date=official.stamp(day)
    )


def executor_lines(name: str, phone: str) -> list[str]:
    """[EXEC]: who prepared the paper, and the telephone."""
    if not name:
        return []
    lines = [pgettext("paper", "Prepared by: {name}").format(name=name)]
    return [*lines, pgettext("paper", "Tel.: {phone}").format(phone=phone)] if phone else lines


def kept_together(blocks: Sequence[Flowable]) -> Flowable:
    """Blocks that no page break parts: the last lines, what is attached, the signature."""
    return Together(blocks)
