"""The copies of a document that units hold: its PDF once for each, the number of the copy at the foot of its pages."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from kazcoop_desktop.forms.fonts import REGULAR
from kazcoop_desktop.i18n import pgettext
from kazcoop_desktop.models.circulation import DocumentCopy
from kazcoop_desktop.services.documents import protection

_FOOT = 5 * mm
_SIDE = 10 * mm


def numbered(content: bytes, copies: Sequence[DocumentCopy]) -> bytes:
    """All these copies as one PDF (registrar regulation, 53). Raises UserError when the content is no open PDF."""
    sizes = protection.page_sizes(content)
    return protection.overlaid(content, (_feet(copy, sizes) for copy in copies))


def _feet(copy: DocumentCopy, sizes: Sequence[tuple[float, float]]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    line = pgettext("paper", "Copy No. {number}").format(number=copy.number)
    for page_width, page_height in sizes:
        canvas.setPageSize((page_width, page_height))
        canvas.setFont(REGULAR, 8)
        canvas.drawRightString(page_width - _SIDE, _FOOT, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
