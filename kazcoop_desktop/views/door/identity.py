"""Before what must not be done at somebody else's desk, the password is asked for once more."""

from __future__ import annotations

import time
from datetime import datetime

from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.services import access, accounts
from kazcoop_desktop.views.cards import bold
from kazcoop_desktop.views.door.passwords import PasswordField
from kazcoop_desktop.views.messages import Notice
from kazcoop_desktop.views.records.buttons import PrimaryButton

_HOLDS = 5 * 60  # seconds for which the password need not be typed again
_confirmed: tuple[int, float] | None = None  # which account, and when by the clock that nobody can set


def confirm_identity(window: QWidget | None, action: str) -> bool:
    """Whether whoever has signed in sits here: asks for the password, at most once in five minutes.

    `action` is what is about to be done, a whole phrase in the current language. True where there are no accounts.
    """
    account = access.who()
    if account is None or _is_fresh(account.id):
        return True
    dialog = ConfirmDialog(account.user_name, action, window)
    is_confirmed = bool(dialog.exec())
    dialog.deleteLater()
    if is_confirmed:
        remember()
    return is_confirmed


def remember() -> None:
    """The password of whoever has signed in was typed just now."""
    global _confirmed
    account = access.who()
    _confirmed = (account.id, time.monotonic()) if account is not None else None


def forget() -> None:
    """The next act asks for the password: the person was away."""
    global _confirmed
    _confirmed = None


def _is_fresh(account_id: int) -> bool:
    if _confirmed is None:
        return False
    whose, since = _confirmed
    return whose == account_id and time.monotonic() - since < _HOLDS


class ConfirmDialog(QDialog):
    """Asks whoever has signed in for the password; accepted, it was right."""

    guide_page = "accounts"

    def __init__(self, user_name: str, action: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("KazCoop")
        self.setMinimumWidth(440)
        self.password = PasswordField()
        self.notice = Notice()
        self.confirm_button = PrimaryButton(_("C&ontinue"))
        self.confirm_button.clicked.connect(self.confirm)
        cancel = QPushButton(_("&Cancel"), autoDefault=False)
        cancel.clicked.connect(self.reject)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(_("Password of {user}:").format(user=user_name), self.password)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(self.confirm_button)
        self.confirm_button.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 16)
        column.setSpacing(12)
        column.addWidget(bold(_("Enter your password: {action}").format(action=action)))
        column.addWidget(self.notice)
        column.addLayout(form)
        column.addLayout(buttons)
        self.password.setFocus()

    def confirm(self) -> None:
        """Goes on when the password is right."""
        password = self.password.text()
        self.password.clear()
        try:
            accounts.confirm(password, now=datetime.now())
        except UserError as error:
            self.notice.complain(str(error))
            return
        self.accept()
