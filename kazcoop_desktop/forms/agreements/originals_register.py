"""The register of originals: where each one lies and who has it; the layout is ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable, PageBreak

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.agreements import agreement_words as words
from kazcoop_desktop.forms.agreements.agreement_paper import AgreementPaper
from kazcoop_desktop.forms.blocks import Column
from kazcoop_desktop.forms.pages import LANDSCAPE
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.agreement import Agreement, AgreementCopy
from kazcoop_desktop.models.base import text_of


class OriginalsRegister(AgreementPaper):
    """Where originals are kept: procedure 717, 5.1.4."""

    key = "originals_register"
    title = N_("Register of originals")
    page = LANDSCAPE
    per_group = True
    shows_history = True

    def story(self, records: Sequence[Agreement]) -> list[Flowable]:
        (columns,) = self.tables()
        signers = self.signers(defaults=(pgettext("paper", "Head of the department"),))
        title = blocks.title(pgettext("paper", "REGISTER OF ORIGINALS"))
        if self.blank:
            rows = blocks.table(columns, blocks.empty_rows(columns, 15), row_height=blocks.HAND_ROW)
            return [title, rows, PageBreak(), *blocks.certifying_line(blocks.Signer())]
        rows = [[str(number), *row] for number, row in enumerate(_rows(records), 1)]
        return [title, blocks.table(columns, rows, size=9), *blocks.signatures(signers)]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """Originals and their loans."""
        signature = pgettext("paper", "Signature")
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("paper", "Reg. No."), 23),
                Column(pgettext("paper", "Document, partner"), 56),
                Column(pgettext("paper", "Sheets"), 20, "CENTER"),
                Column(pgettext("paper", "Place"), 33),
                Column(pgettext("paper", "Issued to"), 35),
                Column(pgettext("paper", "Issued"), 20, "CENTER"),
                Column(signature, 18),
                Column(pgettext("paper", "Returned"), 24, "CENTER"),
                Column(signature, 18),
            ),
        )


def _rows(agreements: Sequence[Agreement]) -> Iterator[list[str]]:
    for agreement in agreements:
        document = words.joined(
            words.said(agreement, Agreement.agreement_kind), words.partner_names(agreement), by=": "
        )
        start = [agreement.number, document, str(agreement.sheets or "")]
        originals = [copy for copy in words.parts(agreement, "kept_copies") if copy.copy_kind == "original"]
        if not originals:
            yield [*start, agreement.original_place, "", "", "", "", ""]
        for copy in originals:
            place = words.joined(text_of(copy, AgreementCopy.place), copy.shelf)
            issued, returned = official.numeric(copy.issued_on), official.numeric(copy.returned_on)
            yield [*start, place, copy.issued_to, issued, "", returned, ""]
