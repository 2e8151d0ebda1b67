"""The acquaintance report: who has not signed the acquaintance sheets, unit by unit; the layout is ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.agreements.agreement_words import joined
from kazcoop_desktop.forms.blocks import Band, Column
from kazcoop_desktop.forms.documents import document_words as words
from kazcoop_desktop.forms.sheet import PrintedForm
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.document import Document
from kazcoop_desktop.models.text import order_key
from kazcoop_desktop.services.documents import acquaintance
from kazcoop_desktop.services.documents.acquaintance import Outstanding, Sheet


class AcquaintanceReport(PrintedForm):
    """One report for all the documents chosen, as of the day on which it is made."""

    key = "acquaintance_report"
    title = N_("Acquaintance report")
    kinds = (Document,)
    per_group = True

    def story(self, records: Sequence[Document]) -> list[Flowable]:
        (columns,) = self.tables()
        missing = [one for document in records for one in acquaintance.outstanding_for(document, on=self.on)]
        rows: list[list[str] | Band] = list(self._rows(missing))
        if not records:
            rows += blocks.empty_rows(columns, 15)
        wanted = sum(len(acquaintance.concerned(document, on=self.on)) for document in records)
        figures = pgettext("paper", "To be acquainted {n}, signed {m}, outstanding {k}").format(
            n=wanted if records else "____",
            m=wanted - len(missing) if records else "____",
            k=len(missing) if records else "____",
        )
        as_of = official.in_text(self.on) if records else official.stamp(None)
        return [
            blocks.title(pgettext("paper", "ACQUAINTANCE REPORT")),
            blocks.under_title(pgettext("paper", "as of {date}").format(date=as_of)),
            blocks.plain(figures),
            blocks.space(4),
            *([blocks.table(columns, rows, row_height=blocks.HAND_ROW)] if rows else []),
            *blocks.signatures(self.signers(defaults=(pgettext("paper", "Head of the unit"),))),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("paper", "Full name"), 60),
                Column(pgettext("paper", "Position"), 45),
                Column(pgettext("paper", "Document, edition"), 35),
                Column(pgettext("paper", "Days"), 20, "CENTER"),
            ),
        )

    def _rows(self, missing: Sequence[Outstanding]) -> Iterator[list[str] | Band]:
        in_order = sorted(
            missing,
            key=lambda one: (order_key(_unit_name(one)), one.employee.order_key, one.employee.id),
        )
        number = 0
        for unit, people in groupby(in_order, key=_unit_name):
            yield Band(unit or pgettext("paper", "No unit"))
            for one in people:
                number += 1
                yield [
                    str(number),
                    official.full_name(one.employee),
                    official.position_name(one.employee.position),
                    _read(one.sheets),
                    str(one.days(self.on)),
                ]


def _unit_name(one: Outstanding) -> str:
    return str(one.employee.unit) if one.employee.unit else ""


def _read(sheets: Sequence[Sheet]) -> str:
    """The document with its edition, and the changes of it that have not been read."""
    first = sheets[0]
    numbers = ", ".join(str(sheet.amendment.sequence) for sheet in sheets if sheet.amendment)
    changes = pgettext("paper", "change No. {number}").format(number=numbers) if numbers else ""
    return joined(first.document.code or words.title(first.document), str(first.edition), changes)
