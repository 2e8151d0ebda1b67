"""What protects the data themselves: their encryption, and the code that opens them without a password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from kazcoop_desktop.i18n import _
from kazcoop_desktop.services import access, accounts, vault
from kazcoop_desktop.views.cards import bold, plain
from kazcoop_desktop.views.door.identity import confirm_identity
from kazcoop_desktop.views.door.recovery import RecoveryCodeDialog
from kazcoop_desktop.views.messages import Notice

if TYPE_CHECKING:
    from kazcoop_desktop.views.main_window import MainWindow


class EncryptionPage(QWidget):
    """Whether the data are encrypted, what that means, and the switch; `switch_wanted` asks for the other state."""

    guide_page = "encryption"

    switch_wanted = Signal(bool)

    def __init__(self, notice: Notice, window: MainWindow) -> None:
        super().__init__()
        self._notice = notice
        self._is_on = vault.is_encrypted(window.office.folder)
        self.state = bold(
            _("The data is encrypted.") if self._is_on else _("The data is not encrypted."), larger=1.2
        )
        meaning = (
            _(
                "The database, the attached files and the backup copies can be read only with a password or the "
                "recovery code. Whoever takes the computer or the disk reads nothing."
            )
            if self._is_on
            else _(
                "Passwords keep people out of the program, but whoever takes the computer, the disk or a backup copy "
                "can read the data with other tools."
            )
        )
        self.switch = QPushButton(
            _("&Decrypt the data…") if self._is_on else _("&Encrypt the data…"), autoDefault=False
        )
        self.switch.setEnabled(access.may("encryption"))
        self.switch.setToolTip(access.why_not("encryption"))
        self.switch.clicked.connect(self.ask)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(self.state)
        column.addWidget(plain(meaning))
        column.addWidget(
            plain(
                _(
                    "Backup copies that were made before stay as they were. The work takes a minute for each gigabyte; "
                    "should it be interrupted, it is finished at the next start."
                )
            )
        )
        column.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch()

    def ask(self) -> None:
        """Asks for the password, then for the other state."""
        action = _("decrypting the data") if self._is_on else _("encrypting the data")
        if confirm_identity(self, action):
            self.switch_wanted.emit(not self._is_on)


class RecoveryPage(QWidget):
    """What the recovery code is for, and a new one."""

    guide_page = "encryption"

    def __init__(self, notice: Notice, window: MainWindow) -> None:
        super().__init__()
        self._notice = notice
        self._window = window
        self.new_button = QPushButton(_("&New recovery code…"), autoDefault=False)
        self.new_button.setEnabled(access.may("accounts"))
        self.new_button.setToolTip(access.why_not("accounts"))
        self.new_button.clicked.connect(self.make)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(bold(_("Recovery code"), larger=1.2))
        column.addWidget(
            plain(
                _(
                    "When a password is forgotten, the code on the recovery sheet sets a new one. "
                    "The program does not keep the code: it can only make another."
                )
            )
        )
        column.addWidget(
            plain(
                _(
                    "Make a new code when the envelope was opened, or when its keeper leaves. The old one then opens nothing."
                )
            )
        )
        column.addWidget(self.new_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch()

    def make(self) -> None:
        """Makes a new code and shows it until it is on paper."""
        account = access.who()
        if account is None or not confirm_identity(self, _("making a new recovery code")):
            return
        office = self._window.office
        code = accounts.new_recovery_code(by=office.person)
        dialog = RecoveryCodeDialog(account, code, on=office.today(), parent=self)
        dialog.exec()
        dialog.deleteLater()
        self._notice.tell(_("The new recovery code holds. Destroy the old sheet."))
