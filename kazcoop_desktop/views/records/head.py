"""The head of a record's page: its name, its nearest deadline, and the commands over the whole record."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from kazcoop_desktop.i18n import _
from kazcoop_desktop.services.deadlines import Deadline
from kazcoop_desktop.views.icons import icon, tinted
from kazcoop_desktop.views.records import due


class RecordHead(QWidget):
    """Name in bold, the deadline as a badge, a menu, and the buttons that close or narrow the page."""

    back_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = _flat("chevron-left", _("Back to the table"))
        self.back.setText(_("Back"))
        self.back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.back.hide()
        self.name = QLabel()
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.name.setWordWrap(True)
        self.name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        font = self.name.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.2)
        self.name.setFont(font)
        self._sign, self.badge = QLabel(), QLabel()
        self.menu_button = _flat("chevron-down", _("More…"))
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setMenu(QMenu(self.menu_button))
        self.menu_button.hide()
        self.close_button = _flat("x", _("Close the record"))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 6, 2)
        row.setSpacing(6)
        row.addWidget(self.back)
        row.addWidget(self.name, 1)
        for widget in (self._sign, self.badge, self.menu_button, self.close_button):
            row.addWidget(widget)
        self.back.clicked.connect(self.back_wanted)
        self.close_button.clicked.connect(self.close_wanted)

    @property
    def menu(self) -> QMenu:
        """The commands over the whole record."""
        return self.menu_button.menu()

    def show_large(self, large: bool) -> None:
        """Offers the way back to the table instead of closing."""
        self.back.setVisible(large)
        self.close_button.setVisible(not large)

    def show_deadline(self, deadline: Deadline | None) -> None:
        """Shows the nearest deadline; nothing when there is none."""
        for widget in (self._sign, self.badge):
            widget.setVisible(deadline is not None)
        if deadline is None:
            return
        sign, colour = due.look(deadline)
        self._sign.setPixmap(tinted(sign, colour).pixmap(16, 16))
        self.badge.setText(due.in_words(deadline))
        self.badge.setStyleSheet(f"color: {colour}")
        for widget in (self._sign, self.badge):
            widget.setToolTip(due.explained(deadline))


def _flat(sign: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(sign))
    button.setAutoRaise(True)
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    return button
