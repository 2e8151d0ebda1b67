"""The photo 3 × 4 of a person, or the box into which it is glued."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable

from kazcoop_desktop.forms.blocks.texts import HAIRLINE, paragraph, side_by_side, style_of

WIDTH, HEIGHT = 30 * mm, 40 * mm
_CAPTION = style_of("photo caption", 10, 12, alignment=TA_CENTER)


def photo(caption: str, content: bytes | None = None) -> Flowable:
    """A box of 30 × 40 mm with the photo in it, a JPEG; without one the caption stands there."""
    return _Photo(caption, content)


def beside_photo(left: Sequence[Flowable], box: Flowable, *, whole: float = 170) -> Flowable:
    """Blocks at the left and the photo at the right edge; `whole` is their width in mm."""
    return side_by_side([(whole * mm - WIDTH, left), (WIDTH, [box])])


class _Photo(Flowable):  # type: ignore[misc]  # ReportLab has no types
    def __init__(self, caption: str, content: bytes | None) -> None:
        super().__init__()
        self._caption, self._content = caption, content

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return WIDTH, HEIGHT

    def draw(self) -> None:
        if self._content:
            self.canv.drawImage(ImageReader(io.BytesIO(self._content)), 0, 0, WIDTH, HEIGHT)
        else:
            words = paragraph(self._caption, _CAPTION)
            height = words.wrap(WIDTH - 2 * mm, HEIGHT)[1]
            words.drawOn(self.canv, mm, (HEIGHT - height) / 2)
        self.canv.setLineWidth(HAIRLINE)
        self.canv.rect(0, 0, WIDTH, HEIGHT)
