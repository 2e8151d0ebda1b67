"""A new password of one's own, asked for at the first sign-in with the one that the administrator gave."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QPushButton, QVBoxLayout

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.services import accounts
from kazcoop_desktop.views.cards import bold, plain
from kazcoop_desktop.views.door.passwords import NewPassword
from kazcoop_desktop.views.messages import Notice
from kazcoop_desktop.views.records.buttons import PrimaryButton


class NewPasswordDialog(QDialog):
    """Asks whoever has just signed in with `old` for a password that only they know."""

    guide_page = "accounts"

    def __init__(self, old: str) -> None:
        super().__init__()
        self._old = old
        self.setWindowTitle(_("Change password"))
        self.setMinimumWidth(460)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.password = NewPassword(form, _("New password:"), _("New password once more:"))
        self.notice = Notice()
        change = PrimaryButton(_("Change &password"))
        change.clicked.connect(self.change)
        leave = QPushButton(_("E&xit"), autoDefault=False)
        leave.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(leave)
        buttons.addWidget(change)
        change.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 16)
        column.setSpacing(12)
        column.addWidget(bold(_("Choose a password that only you know."), larger=1.2))
        column.addWidget(plain(_("The administrator gave you the present one; it serves only once.")))
        column.addWidget(self.notice)
        column.addLayout(form)
        column.addLayout(buttons)

    def change(self) -> None:
        """Changes the password and goes on, or says why not."""
        try:
            accounts.change_own_password(self._old, self.password.text(), now=datetime.now())
        except UserError as error:
            self.notice.complain(str(error))
            return
        self.accept()
