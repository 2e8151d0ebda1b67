"""The service letter with which a head proposes a change of a document; the layout follows the other service letters."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks
from kazcoop_desktop.forms.agreements.agreement_words import joined
from kazcoop_desktop.forms.blocks import Column, Label
from kazcoop_desktop.forms.documents import document_words as words
from kazcoop_desktop.forms.sheet import PrintedForm
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.amendment import Amendment
from kazcoop_desktop.models.document import Document
from kazcoop_desktop.models.institution import Employee
from kazcoop_desktop.services import documents, papers


class AmendmentLetter(PrintedForm):
    """Registrar regulation, 49; department regulation, 27-28: the letter is agreed with the vice-rector."""

    key = "amendment_letter"
    title = N_("Service letter proposing a change")
    kinds = (Amendment,)
    journal = "INT"

    def story(self, records: Sequence[Amendment]) -> list[Flowable]:
        amendment = records[0] if records else None
        document = amendment.document if amendment else None
        unit = words.unit_name(document)
        sent = blocks.sent_line(self.number, None if self.blank else self.on)
        sentence = pgettext("paper", "{unit} asks that a change of the document named below be considered.")
        attached = papers.attached_names(amendment) if amendment else []
        agreeing = self.signers("agrees", (pgettext("paper", "Vice-rector"),))
        end = [
            blocks.text(_request(document)),
            *blocks.attachments(attached),
            *blocks.signatures(self.signers(defaults=(pgettext("paper", "Head of the unit"),))),
            *blocks.agreement_places(agreeing),
        ]
        (columns,) = self.tables()
        wording = (
            words.wording(amendment)
            if amendment
            else blocks.table(columns, blocks.empty_rows(columns, 1), row_height=4 * blocks.HAND_ROW)
        )
        return [
            *self.code_line(),
            blocks.heading([blocks.or_line(unit), sent], self.addressee(), resolution=True),
            blocks.title(pgettext("paper", "SERVICE LETTER")),
            blocks.subject(pgettext("paper", "On a change of an internal document")),
            blocks.text(sentence.format(unit=blocks.or_line(unit))),
            *blocks.labels(_labels(amendment), blank=self.blank),
            wording,
            blocks.kept_together(end),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        return (words.wording_columns(),)

    def executor(self, records: Sequence[Amendment]) -> Employee | None:
        return records[0].proposed_by if records else None


def _labels(amendment: Amendment | None) -> list[Label]:
    edition = documents.edition_of(amendment) if amendment else None
    named = joined(words.title_and_unit(amendment.document), words.edition_line(edition)) if amendment else ""
    return [
        Label(pgettext("paper", "Document, edition"), named, lines=1),
        Label(pgettext("documents", "Sections, pages"), amendment.sections if amendment else "", lines=1),
        Label(pgettext("documents", "Content"), amendment.subject if amendment else "", lines=1),
        Label(pgettext("paper", "Reason"), amendment.reason if amendment else "", lines=2),
    ]


def _request(document: Document | None) -> str:
    if document is not None and document.decided_by == "order":
        return pgettext("paper", "I ask that the change be made by order of the rector.")
    return pgettext("paper", "I ask that the change be considered at a session of the Academic Council.")
