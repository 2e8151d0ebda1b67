"""The list of documents in force on a day, and the list of the acts on which a document rests; layouts are ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.agreements.agreement_words import joined
from kazcoop_desktop.forms.blocks import Band, Column
from kazcoop_desktop.forms.documents import document_words as words
from kazcoop_desktop.forms.pages import LANDSCAPE
from kazcoop_desktop.forms.sheet import Options, PrintedForm, option
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.document import Document, LegalBasis
from kazcoop_desktop.services import documents


@dataclass(frozen=True, kw_only=True)
class InForceOptions(Options):
    """Whether the list is approved."""

    approved: str = option(
        N_("Approval"),
        default="no",
        choices=(("no", N_("Without approval")), ("yes", N_("With approval"))),
    )


class DocumentsInForce(PrintedForm):
    """Department regulation, 8; registrar regulation, 57: the documents of the institution and the acts they rest on."""

    key = "documents_in_force"
    title = N_("List of documents in force")
    kinds = (Document,)
    page = LANDSCAPE
    per_group = True
    shows_history = True
    options_type = InForceOptions

    def story(self, records: Sequence[Document]) -> list[Flowable]:
        (columns,) = self.tables()
        rows: list[list[str] | Band] = [*self._internal(records), *self._external(records)]
        as_of = official.in_text(self.on) if records else official.stamp(None)
        approval = []
        if self.options.approved == "yes":
            approver = self.signers("approves", (pgettext("paper", "Rector"),))[0]
            approval = [blocks.opposite([], blocks.approved(approver))]
        return [
            *approval,
            blocks.title(pgettext("paper", "LIST OF DOCUMENTS IN FORCE")),
            blocks.under_title(pgettext("paper", "as of {date}").format(date=as_of)),
            blocks.table(columns, rows or blocks.empty_rows(columns, 10), size=9, row_height=blocks.HAND_ROW),
            *blocks.signatures(self.signers(defaults=(pgettext("paper", "Head of the department"),))),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("documents", "Code"), 25),
                Column(pgettext("documents", "Title"), 87),
                Column(pgettext("paper", "Edition"), 20, "CENTER"),
                Column(pgettext("documents", "Approved by"), 45),
                Column(pgettext("documents", "In force"), 25, "CENTER"),
                Column(pgettext("documents", "Review due"), 25, "CENTER"),
                Column(pgettext("documents", "Changes"), 20, "CENTER"),
            ),
        )

    def _internal(self, records: Sequence[Document]) -> Iterator[list[str] | Band]:
        held = [
            (document, edition)
            for document in records
            if (edition := documents.edition_in_force(document, self.on)) is not None
        ]
        if held:
            yield Band(pgettext("paper", "Internal documents"))
        for number, (document, edition) in enumerate(held, 1):
            entries = documents.change_entries(edition)
            yield [
                str(number),
                document.code,
                words.title_and_unit(document),
                str(edition),
                words.approved_by(documents.acts_of(edition)),
                official.numeric(edition.in_force_on),
                official.numeric(document.next_review_on),
                ", ".join(str(entry.sequence) for entry in entries),
            ]

    def _external(self, records: Sequence[Document]) -> Iterator[list[str] | Band]:
        acts = {
            (act.title_kk, act.number): act for document in records for act in documents.legal_bases(document)
        }
        if acts:
            yield Band(pgettext("paper", "External acts"))
        for number, act in enumerate(acts.values(), 1):
            yield [
                str(number),
                _number_of(act),
                act.named("title"),
                act.edition,
                "",
                official.numeric(act.dated_on),
                "",
                "",
            ]


class LegalBasisList(PrintedForm):
    """The acts on which one document rests, in the editions that were used (registrar regulation, 7)."""

    key = "legal_basis_list"
    title = N_("Legal basis of a document")
    kinds = (Document,)

    def story(self, records: Sequence[Document]) -> list[Flowable]:
        document = records[0] if records else None
        (columns,) = self.tables()
        acts = documents.legal_bases(document) if document else []
        rows = [
            [
                str(n),
                act.named("title"),
                joined(_number_of(act), official.numeric(act.dated_on)),
                act.edition,
                act.note,
            ]
            for n, act in enumerate(acts, 1)
        ]
        return [
            blocks.title(pgettext("paper", "LEGAL BASIS OF THE DOCUMENT")),
            blocks.under_title(blocks.or_line(words.title_and_unit(document), 60)),
            blocks.table(columns, rows or blocks.empty_rows(columns, 15), row_height=blocks.HAND_ROW),
            *blocks.signatures(self.signers(defaults=(pgettext("paper", "Owner of the document"),))),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("paper", "Title of the act"), 80),
                Column(pgettext("paper", "Number, date"), 32),
                Column(pgettext("paper", "Edition"), 26),
                Column(pgettext("paper", "Note"), 22),
            ),
        )


def _number_of(act: LegalBasis) -> str:
    return pgettext("paper", "No. {number}").format(number=act.number) if act.number else ""
