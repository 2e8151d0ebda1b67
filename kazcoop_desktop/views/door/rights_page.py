"""The matrix as the office reads it: what each role may do."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.account import ROLES
from kazcoop_desktop.services import access
from kazcoop_desktop.views.cards import quiet
from kazcoop_desktop.views.theme import hues

_ROW_HEIGHT = 22
_HEAD_HEIGHT = 74
_SIGNS = {"all": "●", "own": "○", "-": "—"}


class RightsPage(QWidget):
    """An action a row, a role a column; `access.rows` is where it stands."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = {"all": _("all"), "own": _("own"), "-": _("no")}
        rights = list(access.rows())
        self.table = QTableWidget(len(rights), len(ROLES))
        self.table.setVerticalHeaderLabels([_(access.ACTIONS[right.action]) for right in rights])
        self.table.setHorizontalHeaderLabels([_(name) for _role, name in ROLES])
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        head = self.table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        head.setFixedHeight(_HEAD_HEIGHT)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        own = access.roles()
        for row, right in enumerate(rights):
            for column, (role, name) in enumerate(ROLES):
                item = QTableWidgetItem(_SIGNS[right.cells[role]])
                item.setData(Qt.ItemDataRole.AccessibleTextRole, words[right.cells[role]])
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                item.setToolTip(f"{_(name)}: {_(access.ACTIONS[right.action])} — {words[right.cells[role]]}")
                if role in own:
                    item.setBackground(QColor(hues().selection))
                self.table.setItem(row, column, item)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.addWidget(self.table, 1)
        legend = _(
            "● in every register, ○ in the registers of the role's own work. Coloured: your roles today. "
            "Acting for somebody adds that person's role for its days."
        )
        column_.addWidget(quiet(legend, wraps=True))

    def sizeHint(self) -> QSize:
        return QSize(900, 560)
