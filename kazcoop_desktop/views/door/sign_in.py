"""Signing in, before anything of the data is opened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kazcoop_desktop import i18n
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.services import vault
from kazcoop_desktop.views.cards import bold, quiet
from kazcoop_desktop.views.door.passwords import NewPassword, PasswordField
from kazcoop_desktop.views.messages import Notice
from kazcoop_desktop.views.records.buttons import PrimaryButton
from kazcoop_desktop.views.words import LANGUAGE_NAMES


class LastTime:
    """Who signed in last at this workstation, and in which language: read before the database can be."""

    def __init__(self, folder: Path) -> None:
        self._kept = QSettings(str(folder / "kazcoop.ini"), QSettings.Format.IniFormat)

    @property
    def name(self) -> str:
        """The user name; empty before the first time."""
        return str(self._kept.value("name", ""))

    @property
    def language(self) -> str:
        """The language; empty before the first time."""
        return str(self._kept.value("language", ""))

    def keep(self, name: str, language: str) -> None:
        """Remembers them for the next start."""
        self._kept.setValue("name", name)
        self._kept.setValue("language", language)
        self._kept.sync()


class SignInDialog(QDialog):
    """Asks who comes in. Accepted, `key` opens the data, and `is_recovered` tells that the recovery code gave it."""

    guide_page = "accounts"

    def __init__(self, folder: Path, name: str, speak: Callable[[str], None], complaint: str = "") -> None:
        super().__init__()
        self._folder = folder
        self._speak = speak
        self.name = name
        self.password_typed = ""
        self.key = b""
        self.is_recovered = False
        self.setMinimumWidth(460)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(28, 20, 28, 18)
        self._sheet = QWidget()
        self._column.addWidget(self._sheet)
        self._show_sheet()
        if complaint:
            self.notice.complain(complaint)

    def sign_in(self) -> None:
        """Goes in with the password that was typed, or says why not."""
        self.name, self.password_typed = self.names.currentText(), self.password.text()
        self.password.clear()
        self.password.setFocus()
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self.key = vault.sign_in(self._folder, self.name, self.password_typed, now=datetime.now())
        except UserError as error:
            self.notice.complain(str(error))
            return
        finally:
            QGuiApplication.restoreOverrideCursor()
        self.accept()

    def recover(self) -> None:
        """Asks for the recovery code and a new password, and goes in with them."""
        dialog = RecoverDialog(self._folder, self.names.currentText(), self)
        if dialog.exec():
            self.name, self.password_typed = dialog.name.currentText(), dialog.password.text()
            self.key = dialog.key
            self.is_recovered = True
            self.accept()
        dialog.deleteLater()

    def speak(self, code: str) -> None:
        """Goes on in another language."""
        self.name = self.names.currentText()
        self._speak(code)
        self._show_sheet()

    def _show_sheet(self) -> None:
        self.setWindowTitle(_("KazCoop: sign in"))
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._head())
        self.notice = Notice()
        column.addWidget(self.notice)
        column.addLayout(self._fields())
        column.addWidget(quiet(_("Data folder: {folder}").format(folder=self._folder), wraps=True))
        column.addLayout(self._buttons())
        self._column.replaceWidget(self._sheet, sheet)
        self._sheet.hide()
        self._sheet.deleteLater()
        self._sheet = sheet
        self.sign_in_button.setDefault(True)
        self.password.setFocus()

    def _head(self) -> QHBoxLayout:
        self.languages = QComboBox()
        for code in i18n.available() or (i18n.current(),):
            self.languages.addItem(LANGUAGE_NAMES.get(code, code), code)
        self.languages.setCurrentIndex(self.languages.findData(i18n.current()))
        self.languages.setAccessibleName(_("Language"))
        self.languages.activated.connect(lambda: self.speak(self.languages.currentData()))
        row = QHBoxLayout()
        row.addWidget(bold(_("Enter the password."), larger=1.3), 1)
        row.addWidget(self.languages)
        return row

    def _fields(self) -> QFormLayout:
        self.names = QComboBox()
        self.names.addItems(vault.names(self._folder))
        self.names.setCurrentText(self.name)
        self.password = PasswordField()
        self.names.activated.connect(self.password.setFocus)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(_("User name:"), self.names)
        form.addRow(_("Password:"), self.password)
        return form

    def _buttons(self) -> QHBoxLayout:
        code = QPushButton(_("&Recovery code…"), autoDefault=False)
        code.setToolTip(_("For somebody who has forgotten the password"))
        code.clicked.connect(self.recover)
        leave = QPushButton(_("E&xit"), autoDefault=False)
        leave.clicked.connect(self.reject)
        self.sign_in_button = PrimaryButton(_("&Sign in"))
        self.sign_in_button.clicked.connect(self.sign_in)
        row = QHBoxLayout()
        row.addWidget(code)
        row.addStretch()
        row.addWidget(leave)
        row.addWidget(self.sign_in_button)
        return row


class RecoverDialog(QDialog):
    """Gives an account a new password by the recovery code. Accepted, `key` opens the data."""

    guide_page = "accounts"

    def __init__(self, folder: Path, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self.key = b""
        self.setWindowTitle(_("Recovery code"))
        self.setMinimumWidth(480)
        self.name = QComboBox(editable=True)
        self.name.addItems(vault.names(folder))
        self.name.setCurrentText(name)
        self.code = PasswordField()
        self.code.show_action.setChecked(True)
        self.notice = Notice()
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(_("User name:"), self.name)
        form.addRow(_("Recovery code:"), self.code)
        self.password = NewPassword(form, _("New password:"), _("New password once more:"))
        set_it = PrimaryButton(_("&Set the password"))
        set_it.clicked.connect(self.set_password)
        cancel = QPushButton(_("&Cancel"), autoDefault=False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(set_it)
        set_it.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 16)
        column.setSpacing(12)
        column.addWidget(
            quiet(_("The code is on the sheet that was printed and put into the safe."), wraps=True)
        )
        column.addWidget(self.notice)
        column.addLayout(form)
        column.addLayout(buttons)
        self.code.setFocus()

    def set_password(self) -> None:
        """Sets the new password and goes in, or says what is wrong."""
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            name, new = self.name.currentText().strip(), self.password.text()
            self.key = vault.recover(self._folder, self.code.text(), name, new)
        except UserError as error:
            self.notice.complain(str(error))
            return
        finally:
            QGuiApplication.restoreOverrideCursor()
        self.accept()
