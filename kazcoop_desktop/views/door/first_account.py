"""The first account: at the first start, or later for an office that has worked without a password."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.account import ROLES, Account
from kazcoop_desktop.models.institution import Employee
from kazcoop_desktop.services import accounts
from kazcoop_desktop.views.cards import bold, plain, quiet
from kazcoop_desktop.views.door.passwords import NewPassword
from kazcoop_desktop.views.door.recovery import RecoveryCodeDialog
from kazcoop_desktop.views.messages import Notice
from kazcoop_desktop.views.records.buttons import PrimaryButton

_ADMINISTRATOR = "administrator"


class AccountFields(QWidget):
    """The user name, the role, the password twice, and whether the data are encrypted."""

    def __init__(self, surname: str, position: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = QLineEdit(accounts.proposed_name(surname))
        self.role = QComboBox()
        for role, name in ROLES:
            if role != _ADMINISTRATOR:  # the first account administers in any case
                self.role.addItem(_(name), role)
        self.role.setCurrentIndex(self.role.findData(accounts.role_of_position(position)))
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(_("User name:"), self.name)
        form.addRow(_("Role:"), self.role)
        form.addRow("", quiet(_("The first account administers the program besides its role."), wraps=True))
        self.password = NewPassword(form, _("New password:"), _("New password once more:"))
        self.encrypted = QCheckBox(_("&Encrypt the data on this computer"))
        self.encrypted.setChecked(True)
        meaning = _(
            "Whoever takes the computer, the disk or a backup copy can then read nothing without a password "
            "or the recovery code."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(form)
        column.addWidget(self.encrypted)
        column.addWidget(quiet(meaning, wraps=True))

    def make(self, folder: Path, employee: Employee | None, *, by: str) -> tuple[Account, str]:
        """Makes the account; gives it with the recovery code. Raises UserError with what is wrong."""
        account = Account(
            user_name=self.name.text(), employee=employee, role=self.role.currentData(), is_administrator=True
        )
        return account, accounts.begin(folder, account, self.password.text(), by=by)


class FirstAccountDialog(QDialog):
    """Makes the first account of data that were used without a password; accepted, `account` has signed in."""

    guide_page = "accounts"

    def __init__(
        self, folder: Path, employee: Employee | None, *, by: str, on: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._employee = employee
        self._by = by
        self._on = on
        self.setWindowTitle(_("Accounts and security"))
        self.setMinimumWidth(560)
        surname = employee.surname if employee else ""
        position = str(employee.position or "") if employee else ""
        self.fields = AccountFields(surname, position)
        self.notice = Notice()
        make = PrimaryButton(_("&Make the account"))
        make.clicked.connect(self.make)
        cancel = QPushButton(_("&Cancel"), autoDefault=False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(make)
        make.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 16)
        column.setSpacing(12)
        column.addWidget(bold(_("Your account"), larger=1.3))
        column.addWidget(plain(without_password()))
        column.addWidget(self.notice)
        column.addWidget(self.fields)
        column.addLayout(buttons)

    @property
    def wants_encryption(self) -> bool:
        """Whether the data are to be encrypted now."""
        return self.fields.encrypted.isChecked()

    def make(self) -> None:
        """Makes the account and shows its recovery code, or says what is wrong."""
        try:
            account, code = self.fields.make(self._folder, self._employee, by=self._by)
        except UserError as error:
            self.notice.complain(str(error))
            return
        RecoveryCodeDialog(account, code, on=self._on, parent=self).exec()
        self.accept()


def without_password() -> str:
    """What it means to work without a password."""
    return _(
        "Without a password everybody who can use this computer opens the data, sees passports and relatives, "
        "and the history cannot tell who did what."
    )
