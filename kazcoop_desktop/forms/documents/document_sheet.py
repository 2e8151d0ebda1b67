"""The sheets bound into a document: its title above, the institution and the page of the document below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.forms.documents import document_words as words
from kazcoop_desktop.forms.fonts import REGULAR
from kazcoop_desktop.forms.pages import Placed
from kazcoop_desktop.forms.sheet import Options, PrintedForm, option
from kazcoop_desktop.i18n import N_, _, pgettext
from kazcoop_desktop.models.document import Document, Edition
from kazcoop_desktop.services import documents

_HEADER = 12 * mm  # from the upper edge of the paper


@dataclass(frozen=True, kw_only=True)
class SheetOptions(Options):
    """The edition that the sheet belongs to; nothing means the one in force."""

    edition: str = option(N_("Edition"))


class DocumentSheet(PrintedForm):
    """A sheet with the page furniture of its document (registrar regulation, pages 9 and 10)."""

    options_type: ClassVar[type[Options]] = SheetOptions
    _edition: Edition | None = None

    def about(self, records: Sequence[Any]) -> Edition | None:
        """The edition that the sheet belongs to; from now on its furniture is that of this document.

        Raises UserError for an edition that the document does not have.
        """
        self._edition = words.edition_on(records[0], self.on) if records else None
        if records and self.options.edition:
            found = {edition.name: edition for edition in documents.editions(records[0])}
            if self.options.edition not in found:
                sentence = _("There is no “{name}” here. There are: {names}.")
                raise UserError(sentence.format(name=self.options.edition, names=", ".join(found)))
            self._edition = found[self.options.edition]
        return self._edition

    def page_in_document(self, edition: Edition) -> int | None:
        """The page of the document on which the sheet begins; None when it is no numbered page."""
        raise NotImplementedError

    @property
    def document(self) -> Document | None:
        """The document of the sheet; None for a blank one."""
        return self._edition.document if self._edition else None

    def _draw_page(self, canvas: Canvas, placed: Sequence[Placed]) -> None:
        height = self.page.height - _HEADER
        right = self.page.width - self.page.right
        canvas.setFont(REGULAR, 9)
        canvas.drawString(self.page.left, height, words.title(self.document))
        canvas.drawRightString(right, height, words.unit_name(self.document))
        canvas.setLineWidth(0.4)
        canvas.line(self.page.left, height - 4, right, height - 4)
        super()._draw_page(canvas, placed)

    def _draw_footer(
        self, canvas: Canvas, name: str, number: int, count: int, code: str, *, beside_qr: bool
    ) -> None:
        right = self.page.width - self.page.right - (22 * mm if beside_qr else 0)
        canvas.setFont(REGULAR, 9)
        canvas.drawString(self.page.left, self.page.foot, self.office.institution.named("name"))
        canvas.drawRightString(right, self.page.foot, self._page_line(number, count))
        canvas.setFont(REGULAR, 8)
        canvas.drawString(self.page.left, self.page.foot - 10, code)

    def _page_line(self, number: int, count: int) -> str:
        """Which page of the document it is; a continued sheet counts 9, 9/2, 9/3."""
        page = self.page_in_document(self._edition) if self._edition else None
        if self._edition is None or page is None or self._edition.pages is None:
            return pgettext("paper", "Page {n} of {count}").format(n=number, count=count)
        shown = str(page) if number == 1 else f"{page}/{number}"
        return pgettext("paper", "Page {n} of {count}").format(n=shown, count=self._edition.pages)
