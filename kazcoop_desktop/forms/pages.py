"""Lays the blocks of one paper on its pages, before anything is drawn: so each page knows how many there are."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, Table


@dataclass(frozen=True)
class Page:
    """A sheet of paper, its margins and the height of its footer line, in points."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    foot: float

    @property
    def text_width(self) -> float:
        """The width between the margins."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> float:
        """The height between the margins."""
        return self.height - self.top - self.bottom


PORTRAIT = Page(210 * mm, 297 * mm, left=30 * mm, right=10 * mm, top=20 * mm, bottom=20 * mm, foot=10 * mm)
LANDSCAPE = Page(297 * mm, 210 * mm, left=20 * mm, right=20 * mm, top=30 * mm, bottom=10 * mm, foot=5 * mm)


def with_margins(page: Page, *, left: int, top: int, bottom: int) -> Page:
    """An upright or lying sheet with the margins of the office, in mm; other sheets keep their own.

    The side at which sheets are bound and the one opposite make 40 mm, for which the tables are made.
    """
    if page is PORTRAIT:
        return replace(page, left=left * mm, right=(40 - left) * mm, top=top * mm, bottom=bottom * mm)
    if page is LANDSCAPE:
        return replace(page, top=left * mm, bottom=(40 - left) * mm)
    return page


class Placed(NamedTuple):
    """A block and how far its foot stands above the lower edge of the paper."""

    block: Flowable
    y: float


class Signed:
    """A block that people sign: it does not stand alone on a page."""


class Together(Signed, Flowable):  # type: ignore[misc]  # ReportLab has no types
    """Blocks that stay on one page; a group higher than a page is put down block by block."""

    def __init__(self, blocks: Sequence[Flowable]) -> None:
        super().__init__()
        self.blocks = list(blocks)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size of all blocks, one under another."""
        self._column = _Column()
        for block in self.blocks:
            self._column.add(block, block.wrapOn(self.canv, width, height)[1])
        return width, self._column.height

    def getSpaceBefore(self) -> float:
        return float(self.blocks[0].getSpaceBefore())

    def getSpaceAfter(self) -> float:
        return float(self.blocks[-1].getSpaceAfter())

    def draw(self) -> None:
        for block, foot in self._column.placed:
            block.drawOn(self.canv, 0, self._column.height - foot)


class _Column:
    """Blocks under one another, each with the depth of its foot below the top of the page."""

    def __init__(self) -> None:
        self.height = 0.0
        self.placed: list[tuple[Flowable, float]] = []

    def gap(self, block: Flowable) -> float:
        """The space above a block that comes next; none at the top."""
        if not self.placed:
            return 0.0
        return max(float(self.placed[-1][0].getSpaceAfter()), float(block.getSpaceBefore()))

    def add(self, block: Flowable, height: float) -> None:
        self.height += self.gap(block) + height
        self.placed.append((block, self.height))


def laid_out(story: Sequence[Flowable], page: Page, canvas: Canvas, *, tail: float = 0) -> list[list[Placed]]:
    """The blocks of each page; under the last block `tail` points stay free."""
    queue = deque(story)
    columns = [_Column()]
    while queue:
        block = queue.popleft()
        if isinstance(block, PageBreak):
            columns.append(_Column())
            continue
        if isinstance(block, Together) and block.wrapOn(canvas, page.text_width, 0)[1] > page.text_height:
            queue.extendleft(reversed(block.blocks))
            continue
        chain = [block]
        while chain[-1].getKeepWithNext() and queue:
            chain.append(queue.popleft())
        rest = _put(chain, columns[-1], page, canvas, 0 if queue else tail)
        if rest:
            queue.extendleft(reversed(rest))
            columns.append(_Column())
    top = page.height - page.top
    return [[Placed(block, top - foot) for block, foot in column.placed] for column in columns]


def _put(chain: list[Flowable], column: _Column, page: Page, canvas: Canvas, tail: float) -> list[Flowable]:
    """Puts blocks that no page break may part into the column; gives back what did not fit."""
    trial = _Column()
    trial.placed, trial.height = list(column.placed), column.height
    *head, last = chain
    for block in head:
        trial.add(block, block.wrapOn(canvas, page.text_width, page.text_height)[1])
    room = page.text_height - trial.height - trial.gap(last)
    height = last.wrapOn(canvas, page.text_width, room)[1]
    rest: list[Flowable] = []
    if height > room - tail + 0.01:
        split_at = room if height > room else room - tail
        pieces = last.splitOn(canvas, page.text_width, split_at) if split_at > 0 else []
        if pieces:
            last, *rest = pieces
            height = last.wrapOn(canvas, page.text_width, split_at)[1]
        elif column.placed:
            return [*_company(last, column, page, canvas), *chain]
    trial.add(last, height)
    column.placed, column.height = trial.placed, trial.height
    return rest


def _company(block: Flowable, column: _Column, page: Page, canvas: Canvas) -> list[Flowable]:
    """What goes to the next page with a signature, for it never stands alone.

    The last row of the table above it, or the last two lines of the text; all of it where it cannot be parted.
    """
    above, foot = column.placed[-1]
    if not isinstance(block, Signed) or not isinstance(above, Table | Paragraph):
        return []
    height = above.wrapOn(canvas, page.text_width, page.text_height)[1]
    is_text = isinstance(above, Paragraph)
    moved_height = 1.5 * above.style.leading if is_text else 1
    pieces = above.splitOn(canvas, page.text_width, height - moved_height)
    if len(pieces) != 2:
        is_one = is_text or len(above._cellvalues) == 1
        return _whole(column) if is_one and len(column.placed) > 1 else []
    kept, moved = pieces
    kept_height = kept.wrapOn(canvas, page.text_width, height)[1]
    column.placed[-1] = (kept, foot - height + kept_height)
    column.height = foot - height + kept_height
    return [moved]


def _whole(column: _Column) -> list[Flowable]:
    """The last block of a column, taken off it."""
    block, _foot = column.placed.pop()
    column.height = column.placed[-1][1]
    return [block]
