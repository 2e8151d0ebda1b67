"""What stands before a locked program: the name, the password, and nothing of the data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QHBoxLayout, QVBoxLayout

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.account import Account
from kazcoop_desktop.services import accounts, vault
from kazcoop_desktop.views.cards import bold, quiet
from kazcoop_desktop.views.door.passwords import PasswordField
from kazcoop_desktop.views.messages import Notice
from kazcoop_desktop.views.records.buttons import PrimaryButton


class UnlockDialog(QDialog):
    """Cannot be closed but by a password; `entered` tells whose it was."""

    guide_page = "accounts"

    entered = Signal(object, str)  # Account, the password typed

    def __init__(self, folder: Path, account: Account, why_not_switch: Callable[[], str]) -> None:
        super().__init__(None, Qt.WindowType.CustomizeWindowHint | Qt.WindowType.WindowTitleHint)
        self._folder = folder
        self._account = account
        self._why_not_switch = why_not_switch
        self.setWindowTitle("KazCoop")
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setMinimumWidth(440)
        self.names = QComboBox()
        self.names.addItems(vault.names(folder))
        self.names.setCurrentText(account.user_name)
        self.password = PasswordField()
        self.notice = Notice()
        self.remark = quiet("", wraps=True)
        self.unlock_button = PrimaryButton(_("&Unlock"))
        self._arrange()
        self.names.currentTextChanged.connect(self._tell_of_drafts)
        self.unlock_button.clicked.connect(self.unlock)
        self.password.setFocus()

    def unlock(self) -> None:
        """Lets the person in whose password was typed, or says why not."""
        name, password = self.names.currentText(), self.password.text()
        self.password.clear()
        self.password.setFocus()
        if name != self._account.user_name and (reason := self._why_not_switch()):
            self._complain(reason)
            return
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            account = accounts.unlock(self._folder, name, password, now=datetime.now())
        except UserError as error:
            self._complain(str(error))
            return
        finally:
            QGuiApplication.restoreOverrideCursor()
        self.entered.emit(account, password)

    def reject(self) -> None:
        """The lock does not go away by Esc."""

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()

    def _complain(self, sentence: str) -> None:
        self.notice.complain(sentence)
        self.adjustSize()  # what is below may not be squeezed

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(_("User name:"), self.names)
        form.addRow(_("Password:"), self.password)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.unlock_button)
        self.unlock_button.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        column.addWidget(bold(_("The program is locked. Enter your password to continue.")))
        column.addWidget(self.notice)
        column.addLayout(form)
        column.addWidget(self.remark)
        column.addLayout(buttons)

    def _tell_of_drafts(self, name: str) -> None:
        other = _("Unsaved edits of {user} are kept for them as drafts.")
        self.remark.setText(
            "" if name == self._account.user_name else other.format(user=self._account.user_name)
        )
        self.adjustSize()
