"""The acquaintance sheet of a document: who has read it and signed; also for the missing ones, and after a change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms import document_words as words
from kazcoop_desktop.forms.blocks import Column
from kazcoop_desktop.forms.change_sheet import ROWS
from kazcoop_desktop.forms.document_sheet import DocumentSheet
from kazcoop_desktop.forms.sheet import Options, option
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.amendment import Amendment
from kazcoop_desktop.models.document import Document, Edition
from kazcoop_desktop.services import acquaintance
from kazcoop_desktop.services.acquaintance import Sheet


@dataclass(frozen=True, kw_only=True)
class AcquaintanceOptions(Options):
    """Whom the sheet names."""

    people: str = option(
        N_("Whom to name"),
        default="all",
        choices=(
            ("all", N_("All concerned, with the signatures there are")),
            ("missing", N_("Only those who have not signed")),
        ),
    )


class AcquaintanceSheet(DocumentSheet):
    """Registrar regulation, page 10. For a change it quotes the changed clauses and names those who must read them."""

    key = "acquaintance_sheet"
    title = N_("Acquaintance sheet")
    kinds = (Document, Edition, Amendment)
    options_type = AcquaintanceOptions

    def story(self, records: Sequence[Document | Edition | Amendment]) -> list[Flowable]:
        edition = self.about(records)
        amendment = records[0] if records and isinstance(records[0], Amendment) else None
        self._is_bound_in = amendment is None and self.options.people == "all"
        sheet: Sheet | None = None
        if amendment is not None:
            sheet = acquaintance.of_amendment(amendment, on=self.on)
        elif edition is not None:
            sheet = acquaintance.of_edition(edition, on=self.on)
        (columns,) = self.tables()[:1]
        rows = self._rows(sheet) if sheet else []
        if self.options.people == "all":
            rows += blocks.empty_rows(columns, max(ROWS - len(rows), 0))
        quoted = (
            [] if amendment is None else [blocks.under_title(_about(amendment)), words.wording(amendment)]
        )
        return [
            blocks.title(pgettext("paper", "ACQUAINTANCE SHEET")),
            *quoted,
            blocks.table(columns, rows, row_height=blocks.HAND_ROW, signed=True, numbered=True),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """The five columns; the quoted wording."""
        people = (
            Column(pgettext("paper", "No."), 12, "CENTER"),
            Column(pgettext("paper", "Full name of the person acquainted with the document"), 66),
            Column(pgettext("paper", "Position"), 46),
            Column(pgettext("paper", "Signature"), 24),
            Column(pgettext("paper", "Date"), 22, "CENTER"),
        )
        return (people, words.wording_columns())

    def page_in_document(self, edition: Edition) -> int | None:
        return edition.acquaintance_sheet_page if self._is_bound_in else None

    def _rows(self, sheet: Sheet) -> list[list[str]]:
        shown = [line for line in sheet.lines if self.options.people == "all" or line.signed_on is None]
        return [
            [
                str(number),
                official.full_name(line.employee),
                official.position_name(line.employee.position),
                "",
                official.numeric(line.signed_on),
            ]
            for number, line in enumerate(shown, 1)
        ]


def _about(amendment: Amendment) -> str:
    """The document and the change that are read."""
    said = pgettext("paper", "{document}: change No. {number}, {sections}")
    return said.format(
        document=words.title_and_unit(amendment.document),
        number=amendment.sequence or "____",
        sections=amendment.sections or amendment.subject,
    )
