"""Who came in last, and who tried to."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kazcoop_desktop.i18n import _
from kazcoop_desktop.services import accounts, history

_SHOWN = 100


class SignInsPage(QWidget):
    """The last sign-ins, wrong passwords among them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        entries = accounts.last_sign_ins(_SHOWN)
        self.table = QTableWidget(len(entries), 2)
        self.table.setHorizontalHeaderLabels([_("Date and time"), _("What happened")])
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        for row, entry in enumerate(entries):
            self.table.setItem(row, 0, QTableWidgetItem(f"{entry.at:%d.%m.%Y %H:%M}"))
            self.table.setItem(row, 1, QTableWidgetItem("\n".join(history.lines(entry))))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
