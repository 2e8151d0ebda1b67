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
from kazcoop_desktop.models.institution import Employee
from kazcoop_desktop.models.text import order_key
from kazcoop_desktop.services import acquaintance
from kazcoop_desktop.services.acquaintance import Sheet


class _Missing(NamedTuple):
    """Somebody whose signature is outstanding: for the edition, or for changes of it."""

    employee: Employee
    sheets: Sequence[Sheet]


class AcquaintanceReport(PrintedForm):
    """One report for all the documents chosen, as of the day on which it is made."""

    key = "acquaintance_report"
    title = N_("Acquaintance report")
    kinds = (Document,)
    per_group = True

    def story(self, records: Sequence[Document]) -> list[Flowable]:
        (columns,) = self.tables()
        missing = [one for document in records for one in _missing(document, self.on)]
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

    def _rows(self, missing: Sequence[_Missing]) -> Iterator[list[str] | Band]:
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
                    str(_days(one, self.on)),
                ]


def _missing(document: Document, on: date) -> Iterator[_Missing]:
    """Whose signatures are outstanding; who has not read the edition reads its changes together with it."""
    sheets = acquaintance.sheets_of(document, on=on)
    if not sheets:
        return
    edition, *changes = sheets
    unread = {employee.id for employee in edition.missing}
    yield from (_Missing(employee, [edition]) for employee in edition.missing)
    behind: dict[int, _Missing] = {}
    for sheet in changes:
        for employee in sheet.missing:
            if employee.id not in unread:
                before = behind.get(employee.id, _Missing(employee, []))
                behind[employee.id] = _Missing(employee, [*before.sheets, sheet])
    yield from behind.values()


def _unit_name(one: _Missing) -> str:
    return str(one.employee.unit) if one.employee.unit else ""


def _read(sheets: Sequence[Sheet]) -> str:
    """The document with its edition, and the changes of it that have not been read."""
    first = sheets[0]
    numbers = ", ".join(str(sheet.amendment.sequence) for sheet in sheets if sheet.amendment)
    changes = pgettext("paper", "change No. {number}").format(number=numbers) if numbers else ""
    return joined(first.document.code or words.title(first.document), str(first.edition), changes)


def _days(one: _Missing, on: date) -> int:
    """How many days the signature has been awaited: since the wording holds, or since the person came."""
    since = max(filter(None, (one.sheets[0].begins_on, one.employee.hired_on)), default=on)
    return max((on - since).days, 0)
