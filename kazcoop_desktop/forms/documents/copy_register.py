"""The copy distribution register of a document: who holds which copy; the layout is ours."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.agreements.agreement_words import joined
from kazcoop_desktop.forms.blocks import Column
from kazcoop_desktop.forms.documents import document_words as words
from kazcoop_desktop.forms.sheet import PrintedForm
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.base import text_of
from kazcoop_desktop.models.circulation import DocumentCopy
from kazcoop_desktop.models.document import Document
from kazcoop_desktop.services.documents import copies


class CopyRegister(PrintedForm):
    """Registrar regulation, 53 and 56."""

    key = "copy_register"
    title = N_("Copy distribution register")
    kinds = (Document,)

    def story(self, records: Sequence[Document]) -> list[Flowable]:
        document = records[0] if records else None
        edition = words.edition_on(document, self.on)
        (columns,) = self.tables()
        rows = (
            [_row(number, copy) for number, copy in enumerate(copies.of_document(document), 1)]
            if document
            else []
        )
        named = joined(words.title_and_unit(document), words.edition_line(edition), by="\n")
        original = pgettext("paper", "Place of the original: {place}").format(
            place=blocks.or_line(document.original_place if document else "", 50)
        )
        return [
            blocks.title(pgettext("paper", "COPY DISTRIBUTION REGISTER")),
            blocks.under_title(blocks.or_line(named, 60)),
            blocks.plain(original),
            blocks.space(4),
            blocks.table(
                columns,
                rows or blocks.empty_rows(columns, 20),
                row_height=blocks.HAND_ROW,
                signed=True,
            ),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("paper", "Copy No."), 18, "CENTER"),
                Column(pgettext("documents", "Unit"), 42),
                Column(pgettext("paper", "Full name"), 40),
                Column(pgettext("paper", "Date"), 20, "CENTER"),
                Column(pgettext("paper", "Signature"), 18),
                Column(pgettext("documents", "Returned"), 22),
            ),
        )


def _row(number: int, copy: DocumentCopy) -> list[str]:
    returned = joined(
        official.numeric(copy.ended_on), text_of(copy, DocumentCopy.end).lower(), copy.act, by="\n"
    )
    return [
        str(number),
        str(copy.number),
        str(copy.unit),
        official.full_name(copy.received_by),
        official.numeric(copy.issued_on),
        "",
        returned,
    ]
