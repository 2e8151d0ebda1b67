"""Papers on the letterhead of the institution: no footer, from the second page on numbered above."""

from __future__ import annotations

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from kazcoop_desktop.forms.fonts import REGULAR
from kazcoop_desktop.forms.sheet import PrintedForm

_HEAD = 10 * mm  # of the page number, from the upper edge


class LetterheadPaper(PrintedForm):
    """A letter or petition of the institution, whichever register it is about."""

    def _draw_footer(
        self, canvas: Canvas, name: str, number: int, count: int, code: str, *, beside_qr: bool
    ) -> None:
        canvas.setFont(REGULAR, 12)
        if number > 1:
            middle = self.page.left + self.page.text_width / 2
            canvas.drawCentredString(middle, self.page.height - _HEAD, str(number))
        canvas.setFont(REGULAR, 8)
        right = self.page.width - self.page.right - (22 * mm if beside_qr else 0)
        canvas.drawRightString(right, self.page.foot, code)
