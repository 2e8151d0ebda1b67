"""What opens data or a copy of which only its file with keys is known: a password of then, or the recovery code."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.services import vault
from kazcoop_desktop.views.cards import bold, plain
from kazcoop_desktop.views.door.passwords import PasswordField
from kazcoop_desktop.views.messages import Notice
from kazcoop_desktop.views.records.buttons import PrimaryButton


def ask_for_key(keys: Path | bytes, what: str, parent: QWidget | None = None) -> bytes | None:
    """The key of a database whose keys lie in a folder or came with a copy; None when the person gives up.

    `what` is the sentence that says what is encrypted.
    """
    dialog = KeyDialog(keys, what, parent)
    key = dialog.key if dialog.exec() else None
    dialog.deleteLater()
    return key


class KeyDialog(QDialog):
    """Asks for a password or the recovery code. Accepted, `key` opens the database."""

    guide_page = "backup"

    def __init__(self, keys: Path | bytes, what: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.key = b""
        self.setWindowTitle("KazCoop")
        self.setMinimumWidth(480)
        self.names = QComboBox()
        self.names.addItems(vault.names(keys))
        self.password = PasswordField()
        self.code = PasswordField()
        self.notice = Notice()
        self.open_button = PrimaryButton(_("C&ontinue"))
        self.open_button.clicked.connect(self.open_with_it)
        cancel = QPushButton(_("&Cancel"), autoDefault=False)
        cancel.clicked.connect(self.reject)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(_("User name:"), self.names)
        form.addRow(_("Password:"), self.password)
        form.addRow(_("Recovery code:"), self.code)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(self.open_button)
        self.open_button.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 16)
        column.setSpacing(12)
        column.addWidget(bold(what))
        column.addWidget(plain(_("The recovery code opens it as well; then no password is needed.")))
        column.addWidget(self.notice)
        column.addLayout(form)
        column.addLayout(buttons)
        self.password.setFocus()

    def open_with_it(self) -> None:
        """Goes on when the code, or else the password, is right."""
        code, password = self.code.text(), self.password.text()
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            if code:
                office_key = vault.by_code(self._keys, code)
            else:
                office_key = vault.sign_in(self._keys, self.names.currentText(), password, now=datetime.now())
        except UserError as error:
            self.password.clear()
            self.notice.complain(str(error))
            return
        finally:
            QGuiApplication.restoreOverrideCursor()
        self.key = vault.database_key(office_key)
        self.accept()
