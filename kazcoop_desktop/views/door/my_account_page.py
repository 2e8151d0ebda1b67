"""One's own account: the name, the roles, the password, and when the program locks itself."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFormLayout, QLabel, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.account import ROLES
from kazcoop_desktop.services import access, accounts, settings
from kazcoop_desktop.views.cards import bold, plain
from kazcoop_desktop.views.door.lock import LEAST_IDLE, MOST_IDLE, idle_minutes
from kazcoop_desktop.views.door.passwords import NewPassword, PasswordField
from kazcoop_desktop.views.messages import Notice
from kazcoop_desktop.views.records.buttons import PrimaryButton

if TYPE_CHECKING:
    from kazcoop_desktop.views.main_window import MainWindow

_WIDTH = 520


class MyAccountPage(QWidget):
    """What everybody may change about themselves."""

    def __init__(self, notice: Notice, window: MainWindow) -> None:
        super().__init__()
        self._notice = notice
        self._window = window
        account = access.who()
        assert account is not None
        self._owner = account.user_name
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(bold(account.user_name, larger=1.2))
        names = dict(ROLES)
        roles = ", ".join(_(names[role]) for role in names if role in access.roles())
        column.addWidget(plain(_("Role: {roles}").format(roles=roles)))
        column.addWidget(bold(_("Change password")))
        self.password = ChangePassword(notice)
        self.password.setMaximumWidth(_WIDTH)
        column.addWidget(self.password)
        column.addWidget(bold(_("Lock")))
        self.minutes = QSpinBox(minimum=LEAST_IDLE, maximum=MOST_IDLE, value=idle_minutes(self._owner))
        self.minutes.setSuffix(" " + _("min"))
        self.minutes.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.minutes.valueChanged.connect(self._keep_minutes)
        form = QFormLayout()
        form.addRow(_("The program locks itself when nobody touches it for:"), self.minutes)
        form.addRow("", QLabel(_("Ctrl+L locks it at once.")))
        column.addLayout(form)
        column.addStretch()

    def _keep_minutes(self, minutes: int) -> None:
        settings.put("idle_minutes", minutes, owner=self._owner)
        self._window.idle_changed.emit()


class ChangePassword(QWidget):
    """The current password and the new one, twice."""

    def __init__(self, notice: Notice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notice = notice
        self.old = PasswordField()
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(_("Current password:"), self.old)
        self.new = NewPassword(form, _("New password:"), _("New password once more:"))
        self.change_button = PrimaryButton(_("Change &password"))
        self.change_button.clicked.connect(self.change)
        form.addRow("", self.change_button)

    def change(self) -> bool:
        """Changes the password, or says why not."""
        try:
            accounts.change_own_password(self.old.text(), self.new.text(), now=datetime.now())
        except UserError as error:
            self._notice.complain(str(error))
            return False
        self.old.clear()
        self.new.type_in("")
        self._notice.tell(_("The password is changed."))
        return True
