"""The change registration sheet of a document: four columns as in the registrar regulation, or by clauses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.blocks import Column
from kazcoop_desktop.forms.documents import document_words as words
from kazcoop_desktop.forms.documents.document_sheet import DocumentSheet, SheetOptions
from kazcoop_desktop.forms.sheet import option
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.amendment import Amendment
from kazcoop_desktop.models.document import CHANGE_SHEETS, Document, Edition
from kazcoop_desktop.services import documents

ROWS = 17  # as both sheets of the registrar regulation have them


@dataclass(frozen=True, kw_only=True)
class ChangeSheetOptions(SheetOptions):
    """Which of the two printed layouts; nothing chosen means the document's own."""

    layout: str = option(N_("Layout"), choices=(("", N_("As the document says")), *CHANGE_SHEETS))


class ChangeSheet(DocumentSheet):
    """Registrar regulation, 51 and page 9; the sheet of procedure 717 is completed by us."""

    key = "change_sheet"
    title = N_("Change registration sheet")
    kinds = (Document,)
    options_type = ChangeSheetOptions

    def story(self, records: Sequence[Document]) -> list[Flowable]:
        edition = self.about(records)
        entries = documents.change_entries(edition) if edition else []
        by_clauses = self._layout() == "procedure"
        columns = self.tables()[by_clauses]
        rows = [_by_clauses(entry) if by_clauses else _four_columns(entry) for entry in entries]
        rows += blocks.empty_rows(columns, max(ROWS - len(rows), 0))
        heading = [blocks.title(pgettext("paper", "CHANGE REGISTRATION SHEET"))]
        if by_clauses:
            name = words.title_and_unit(self.document)
            heading = [
                blocks.title_with_line(
                    pgettext("paper", "CHANGE REGISTRATION SHEET"), name, pgettext("paper", "to the document")
                )
            ]
        return [
            *heading,
            blocks.table(columns, rows, row_height=blocks.HAND_ROW, signed=True, numbered=not by_clauses),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """The columns of the registrar's sheet; those of procedure 717."""
        entered = pgettext("paper", "Change entered")
        return (
            (
                Column(pgettext("paper", "Registration number"), 32, "CENTER"),
                Column(pgettext("paper", "Registration date"), 30, "CENTER"),
                Column(pgettext("paper", "Changes"), 78),
                Column(pgettext("paper", "Signature"), 30),
            ),
            (
                Column(pgettext("paper", "Serial number of the change"), 24, "CENTER"),
                Column(pgettext("paper", "Section, clause"), 40),
                Column(pgettext("documents", "date"), 22, "CENTER", group=entered),
                Column(pgettext("documents", "name"), 34, group=entered),
                Column(pgettext("documents", "position"), 30, group=entered),
                Column(pgettext("documents", "signature"), 20, group=entered),
            ),
        )

    def page_in_document(self, edition: Edition) -> int | None:
        return edition.change_sheet_page

    def _layout(self) -> str:
        return self.options.layout or (self.document.change_sheet if self.document else "registrar")


def _four_columns(entry: Amendment) -> list[str]:
    return [str(entry.sequence), official.numeric(entry.entered_on), words.change_text(entry), ""]


def _by_clauses(entry: Amendment) -> list[str]:
    person = entry.entered_by
    return [
        str(entry.sequence),
        entry.sections or entry.subject,
        official.numeric(entry.entered_on),
        official.initials_and_surname(person),
        official.position_name(person.position) if person else "",
        "",
    ]
