"""Lines of a card that open a record."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import Record, text_of
from kazcoop_desktop.models.delegation import Delegation
from kazcoop_desktop.views.cards import plain
from kazcoop_desktop.views.icons import icon
from kazcoop_desktop.views.office import Office


class OpenLine(QWidget):
    """A line of text with a button that opens its record in its tab."""

    def __init__(self, office: Office, record: Record, text: str, *, tone: str = "") -> None:
        super().__init__()
        self._office = office
        self._record = record
        words = plain(text)
        if tone:
            words.setProperty(tone, True)
        button = QToolButton(autoRaise=True)
        button.setIcon(icon("arrow-right"))
        button.setToolTip(_("Open record"))
        button.setAccessibleName(_("{command}: {record}").format(command=_("Open record"), record=text))
        button.clicked.connect(self.open)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 1, 0, 1)
        row.addWidget(words, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def open(self) -> None:
        """Shows the record in its tab."""
        self._office.wanted.emit(type(self._record), self._record.id)


def line_of(record: Record) -> str:
    """How an earlier visit, an agreement or a letter is told in one line."""
    if isinstance(record, Delegation):
        days = [f"{day:%d.%m.%Y}" for day in (record.arrives_on, record.leaves_on) if day]
        parts = (record.number, " – ".join(days), text_of(record, Delegation.stage))
        return ", ".join(part for part in parts if part)
    return str(record)
