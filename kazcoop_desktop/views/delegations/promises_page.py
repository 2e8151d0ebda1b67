"""The open promises with a partner, wherever the partner is met again: at its letters and on its own page."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.minutes import Promise
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.services.delegations import promises
from kazcoop_desktop.views.cards import quiet
from kazcoop_desktop.views.delegations.rows import OpenLine
from kazcoop_desktop.views.office import Office


class PromisesPage(QScrollArea):
    """What was promised to the partner that the record names, and by it; each line opens the promise."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def show_record(self, record: Record) -> None:
        """Lists the promises with the partner of this record."""
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(14, 8, 14, 14)
        found = open_promises(record)
        if not found:
            column.addWidget(quiet(_("No promises are open.")))
        for promise in found:
            column.addWidget(promise_line(self.office, promise))
        column.addStretch(1)
        self.setWidget(page)


def open_promises(record: Record) -> list[Promise]:
    """The open promises with the partner itself, or with the partner that a record names."""
    named: Any = record if isinstance(record, Partner) else getattr(record, "partner", None)
    return promises.open_with([named]) if named is not None and named.id else []


def title(record: Record) -> str:
    """The name of the page with the number of open promises; no page where there are none."""
    count = len(open_promises(record))
    return _("Open promises {n}").format(n=count) if count else ""


def promise_line(office: Office, promise: Promise) -> OpenLine:
    """The day, the promise and its owner; in red when it is overdue."""
    said = _("{date}: {promise} ({owner})").format(
        date=f"{promise.due_on:%d.%m.%Y}", promise=promise, owner=promise.owner_text()
    )
    overdue = promises.is_overdue(promise, office.today())
    return OpenLine(office, promise, said, tone="danger" if overdue else "")
