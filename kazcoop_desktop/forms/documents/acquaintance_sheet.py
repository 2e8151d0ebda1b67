"""The acquaintance sheets of a document and of a change of it: who has read it and signed, or has not yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.blocks import Column
from kazcoop_desktop.forms.documents import document_words as words
from kazcoop_desktop.forms.documents.change_sheet import ROWS
from kazcoop_desktop.forms.documents.document_sheet import DocumentSheet, SheetOptions
from kazcoop_desktop.forms.sheet import Options, option
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.amendment import Amendment
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.document import Document, Edition
from kazcoop_desktop.services.documents import acquaintance
from kazcoop_desktop.services.documents.acquaintance import Sheet

_WHOM = (
    ("all", N_("All concerned, with the signatures there are")),
    ("missing", N_("Only those who have not signed")),
)


@dataclass(frozen=True, kw_only=True)
class AcquaintanceOptions(SheetOptions):
    """Whom the sheet names, and of which edition it is."""

    people: str = option(N_("Whom to name"), default="all", choices=_WHOM)


@dataclass(frozen=True, kw_only=True)
class ChangeAcquaintanceOptions(Options):
    """Whom the sheet of a change names."""

    people: str = option(N_("Whom to name"), default="all", choices=_WHOM)


class AcquaintanceSheet(DocumentSheet):
    """Registrar regulation, page 10."""

    key = "acquaintance_sheet"
    title = N_("Acquaintance sheet")
    kinds: ClassVar[tuple[type[Record], ...]] = (Document,)
    options_type: ClassVar[type[Options]] = AcquaintanceOptions

    def story(self, records: Sequence[Any]) -> list[Flowable]:
        edition = self.about(records)
        sheet = acquaintance.of_edition(edition, on=self.on) if edition else None
        return [blocks.title(pgettext("paper", "ACQUAINTANCE SHEET")), self.people_table(sheet)]

    def people_table(self, sheet: Sheet | None) -> Flowable:
        """Those whom the sheet names; filled up to the rows of a blank one unless it is for the missing only."""
        columns = self.tables()[0]
        rows = self._rows(sheet) if sheet else []
        if self.options.people == "all":
            rows += blocks.empty_rows(columns, max(ROWS - len(rows), 0))
        return blocks.table(columns, rows, row_height=blocks.HAND_ROW, signed=True, numbered=True)

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        return (
            (
                Column(pgettext("paper", "No."), 12, "CENTER"),
                Column(pgettext("paper", "Full name of the person acquainted with the document"), 66),
                Column(pgettext("paper", "Position"), 46),
                Column(pgettext("paper", "Signature"), 24),
                Column(pgettext("paper", "Date"), 22, "CENTER"),
            ),
        )

    def page_in_document(self, edition: Edition) -> int | None:
        return edition.acquaintance_sheet_page if self.options.people == "all" else None

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


class ChangeAcquaintanceSheet(AcquaintanceSheet):
    """After a change: its clauses quoted, and those concerned who have not read the document since."""

    key = "change_acquaintance_sheet"
    title = N_("Acquaintance sheet of a change")
    kinds = (Amendment,)
    options_type = ChangeAcquaintanceOptions

    def story(self, records: Sequence[Any]) -> list[Flowable]:
        amendment: Amendment | None = records[0] if records else None
        sheet = acquaintance.of_amendment(amendment, on=self.on) if amendment else None
        self._edition = sheet.edition if sheet else None
        quoted = [blocks.under_title(_about(amendment)), words.wording(amendment)] if amendment else []
        return [
            blocks.title(pgettext("paper", "ACQUAINTANCE SHEET")),
            *(quoted or [blocks.table(words.wording_columns(), [["", ""]], row_height=3 * blocks.HAND_ROW)]),
            self.people_table(sheet),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """The five columns; the quoted wording."""
        return (*super().tables(), words.wording_columns())

    def page_in_document(self, edition: Edition) -> int | None:
        return None


def _about(amendment: Amendment) -> str:
    """The document and the change that are read."""
    said = pgettext("paper", "{document}: change No. {number}, {sections}")
    return said.format(
        document=words.title_and_unit(amendment.document),
        number=amendment.sequence or "____",
        sections=amendment.sections or amendment.subject,
    )
