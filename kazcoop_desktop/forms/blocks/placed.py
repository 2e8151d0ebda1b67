"""Texts at fixed places of a page: addresses on envelopes and labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from kazcoop_desktop.forms.blocks.texts import paragraph, style_of

_SMALLEST = 6.0


@dataclass(frozen=True)
class Spot:
    """Lines at a distance from the left and the upper edge (or the foot) of the page, in points.

    Where they would stand higher than `highest`, they are set smaller.
    """

    x: float
    y: float
    width: float
    lines: Sequence[str]
    size: float
    from_foot: bool = False
    highest: float = 0.0


def placed(width: float, height: float, spots: Sequence[Spot]) -> Flowable:
    """A whole page of such texts."""
    return _Placed(width, height, spots)


class _Placed(Flowable):  # type: ignore[misc]  # ReportLab has no types
    def __init__(self, width: float, height: float, spots: Sequence[Spot]) -> None:
        super().__init__()
        self.width, self.height = width, height
        self._spots = spots

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        for spot in self._spots:
            size = spot.size
            blocks, height = _set(spot, size)
            while spot.highest and height > spot.highest and size > _SMALLEST:
                size -= 0.5
                blocks, height = _set(spot, size)
            top = spot.y + height if spot.from_foot else self.height - spot.y
            for block, block_height in blocks:
                top -= block_height
                block.drawOn(self.canv, spot.x, top)


def _set(spot: Spot, size: float) -> tuple[list[tuple[Flowable, float]], float]:
    """The lines as paragraphs of this size with their heights, and the height of all."""
    style = style_of(f"placed {size}", size, size * 1.2)
    blocks = [paragraph(line, style) for line in spot.lines]
    heights = [block.wrap(spot.width, 0)[1] for block in blocks]
    return list(zip(blocks, heights, strict=True)), sum(heights)
