"""A copy of a document for an outsider: the recipient's name across each page, encrypted, written into the log."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable

from reportlab.pdfgen.canvas import Canvas

from kazcoop_desktop.forms.fonts import REGULAR, width
from kazcoop_desktop.models.base import database
from kazcoop_desktop.models.circulation import Disclosure
from kazcoop_desktop.services import records
from kazcoop_desktop.services.documents import protection

_GREY = 0.55
_SEE_THROUGH = 0.28
_LARGEST = 40.0
_SMALLEST = 12.0


def hand_over(
    disclosure: Disclosure, content: bytes, *, password: str, by: str, deliver: Callable[[bytes], object]
) -> None:
    """Delivers the protected PDF for the recipient whom the log entry names, and saves the entry; both or neither.

    Raises Invalid when the permission or another fact is missing, UserError when the content is no open PDF.
    """
    with database.atomic():
        records.save(disclosure, by=by)
        line = f"{disclosure.recipient} · {disclosure.organisation}".rstrip(" ·")
        marks = across([f"{line} · {disclosure.given_on:%d.%m.%Y}"], protection.page_sizes(content))
        deliver(protection.protect(content, marks, password=password))


def across(lines: Iterable[str], sizes: Iterable[tuple[float, float]]) -> bytes:
    """A PDF with a page of each size and the lines across it from corner to corner, the page shining through."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    text = "\n".join(lines)
    for page_width, page_height in sizes:
        canvas.setPageSize((page_width, page_height))
        _draw(canvas, text, page_width, page_height)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw(canvas: Canvas, text: str, page_width: float, page_height: float) -> None:
    """Three times over the page, so that no part of it comes without the name; whole in the middle."""
    length = min(page_width, page_height) * 2**0.5 * 0.92
    size = max(min(_LARGEST, _LARGEST * length / width(text, REGULAR, _LARGEST)), _SMALLEST)
    canvas.saveState()
    canvas.setFillGray(_GREY, _SEE_THROUGH)
    canvas.setFont(REGULAR, size)
    canvas.translate(page_width / 2, page_height / 2)
    canvas.rotate(45)
    for shift in (-length / 3, 0, length / 3):
        canvas.drawCentredString(0, shift, text)
    canvas.restoreState()
