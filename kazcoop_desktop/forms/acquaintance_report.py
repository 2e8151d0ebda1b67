"""The acquaintance report: who has not signed the acquaintance sheets, unit by unit; the layout is ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms import document_words as words
from kazcoop_desktop.forms.agreement_words import joined
from kazcoop_desktop.forms.blocks import Band, Column
from kazcoop_desktop.forms.sheet import PrintedForm
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.document import Document
from kazcoop_desktop.models.institution import Employee, Unit
from kazcoop_desktop.models.text import order_key
from kazcoop_desktop.services import acquaintance
from kazcoop_desktop.services.acquaintance import Sheet


class _Missing(NamedTuple):
    unit: str
    employee: Employee
    sheet: Sheet


class AcquaintanceReport(PrintedForm):
    """One report for all the documents chosen, as of the day on which it is made."""

    key = "acquaintance_report"
    title = N_("Acquaintance report")
    kinds = (Document,)
    per_group = True

    def story(self, records: Sequence[Document]) -> list[Flowable]:
        (columns,) = self.tables()
        sheets = [sheet for document in records for sheet in acquaintance.sheets_of(document, on=self.on)]
        rows: list[list[str] | Band] = list(self._rows(sheets))
        if not records:
            rows = list(blocks.empty_rows(columns, 15))
        figures = pgettext("paper", "To be acquainted {n}, signed {m}, outstanding {k}").format(
            n=_number(sum(len(sheet.lines) for sheet in sheets), records),
            m=_number(sum(len(sheet.signed) for sheet in sheets), records),
            k=_number(sum(len(sheet.missing) for sheet in sheets), records),
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

    def _rows(self, sheets: Sequence[Sheet]) -> Iterator[list[str] | Band]:
        missing = sorted(
            (
                _Missing(_unit_name(employee.unit), employee, sheet)
                for sheet in sheets
                for employee in sheet.missing
            ),
            key=lambda one: (order_key(one.unit), one.employee.order_key, one.employee.id),
        )
        number = 0
        for unit, people in groupby(missing, key=lambda one: one.unit):
            yield Band(unit or pgettext("paper", "No unit"))
            for one in people:
                number += 1
                yield [
                    str(number),
                    official.full_name(one.employee),
                    official.position_name(one.employee.position),
                    _read(one.sheet),
                    str(_days(one, self.on)),
                ]


def _unit_name(unit: Unit | None) -> str:
    return str(unit) if unit else ""


def _read(sheet: Sheet) -> str:
    """The document with its edition, or the change of it."""
    name = sheet.document.code or words.title(sheet.document)
    change = ""
    if sheet.amendment is not None:
        change = pgettext("paper", "change No. {number}").format(number=sheet.amendment.sequence)
    return joined(name, str(sheet.edition), change)


def _days(one: _Missing, on: date) -> int:
    """How many days the signature has been awaited: since the wording holds, or since the person came."""
    since = max(filter(None, (one.sheet.begins_on, one.employee.hired_on)), default=on)
    return max((on - since).days, 0)


def _number(count: int, records: Sequence[Document]) -> str:
    return str(count) if records else "____"
