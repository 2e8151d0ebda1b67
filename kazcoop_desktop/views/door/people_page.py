"""The people who can sign in: made, given a password, blocked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.account import ROLES, Account
from kazcoop_desktop.models.institution import Employee
from kazcoop_desktop.services import access, accounts, beginning
from kazcoop_desktop.views import messages
from kazcoop_desktop.views.cards import quiet
from kazcoop_desktop.views.door.identity import confirm_identity
from kazcoop_desktop.views.door.passwords import NewPassword
from kazcoop_desktop.views.messages import Notice
from kazcoop_desktop.views.records.buttons import PrimaryButton

if TYPE_CHECKING:
    from kazcoop_desktop.views.main_window import MainWindow


class PeoplePage(QWidget):
    """The accounts with what can be done to the chosen one; `open_wanted` asks for their register."""

    open_wanted = Signal()

    def __init__(self, notice: Notice, window: MainWindow) -> None:
        super().__init__()
        self._notice = notice
        self._window = window
        self._accounts: list[Account] = []
        self.table = QTableWidget(0, 4)
        self.table.setHorizontalHeaderLabels([_("User name"), _("Employee"), _("Role"), _("State")])
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.new_button = PrimaryButton(_("&New account…"))
        self.password_button = QPushButton(_("Give a &password…"), autoDefault=False)
        self.block_button = QPushButton(_("&Block"), autoDefault=False)
        open_button = QPushButton(_("&Register of accounts"), autoDefault=False)
        row = QHBoxLayout()
        for button in (self.new_button, self.password_button, self.block_button):
            row.addWidget(button)
        row.addStretch()
        row.addWidget(open_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(
            quiet(
                _(
                    "A blocked account cannot sign in; its history stays. A new password unblocks it. "
                    "Roles, and acting for others, are changed in the register."
                ),
                wraps=True,
            )
        )
        column.addLayout(row)
        self.new_button.clicked.connect(self.make)
        self.password_button.clicked.connect(self.give_password)
        self.block_button.clicked.connect(self.block)
        open_button.clicked.connect(self.open_wanted)
        self.table.itemSelectionChanged.connect(self._grey)
        self.read()

    def read(self) -> None:
        """Reads the accounts anew."""
        self._accounts = list(
            Account.select().where(Account.deleted_at.is_null()).order_by(Account.order_key, Account.id)
        )
        self.table.setRowCount(len(self._accounts))
        names = dict(ROLES)
        for place, account in enumerate(self._accounts):
            role = _(names[account.role])
            if account.is_administrator:
                role += ", " + _("administrator")
            for column, text in enumerate(
                (account.user_name, str(account.employee or ""), role, _state(account))
            ):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(place, column, item)
        self._grey()

    def chosen(self) -> Account | None:
        """The account in the selected row."""
        rows = self.table.selectionModel().selectedRows()
        return self._accounts[rows[0].row()] if rows else None

    def make(self) -> None:
        """Asks for a new account and makes it."""
        if not confirm_identity(self, _("making an account")):
            return
        dialog = AccountDialog(self._window.office.person, self)
        if dialog.exec():
            self._changed(_("The account is made. Tell the person the password; it serves only once."))
        dialog.deleteLater()

    def give_password(self) -> None:
        """Asks for a password for the chosen account, which also unblocks it."""
        account = self.chosen()
        if account is None or not confirm_identity(self, _("giving a password")):
            return
        dialog = GivePasswordDialog(account, self._window.office.person, self)
        if dialog.exec():
            self._changed(_("The password is set. Tell it to the person; it serves only once."))
        dialog.deleteLater()

    def block(self) -> None:
        """Blocks the chosen account once the person has agreed."""
        account = self.chosen()
        if account is None:
            return
        question = _("Block “{name}”? The account cannot sign in until it is given a new password.")
        if not messages.confirmed(question.format(name=account.user_name), _("&Block"), near=self):
            return
        try:
            accounts.block(account, by=self._window.office.person)
        except UserError as error:
            self._notice.complain(str(error))
            self.read()
            return
        self._changed(_("The account is blocked."))

    def _changed(self, sentence: str) -> None:
        self.read()
        self._window.office.announce(Account)
        self._notice.tell(sentence)

    def _grey(self) -> None:
        account, may = self.chosen(), access.may("accounts")
        me = access.who()
        is_other = account is not None and me is not None and account.id != me.id
        self.new_button.setEnabled(may)
        self.password_button.setEnabled(may and is_other)
        self.block_button.setEnabled(may and is_other and account is not None and not account.is_blocked)


class AccountDialog(QDialog):
    """A new account with its first password."""

    guide_page = "accounts"

    def __init__(self, by: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._by = by
        self.setWindowTitle(_("New account"))
        self.setMinimumWidth(520)
        self.employee = QComboBox()
        self.employee.addItem("", None)
        for employee in beginning.employees():
            self.employee.addItem(str(employee), employee)
        self.name = QLineEdit()
        self.role = QComboBox()
        for role, name in ROLES:
            self.role.addItem(_(name), role)
        self.role.setCurrentIndex(
            self.role.findData("viewer")
        )  # who may least, until it is known who they are
        self.administers = QCheckBox(_("Administers the program too"))
        self.notice = Notice()
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(_("Employee:"), self.employee)
        form.addRow(_("User name:"), self.name)
        form.addRow(_("Role:"), self.role)
        form.addRow("", self.administers)
        self.password = NewPassword(form, _("First password:"), _("First password once more:"))
        column = _asked(self, form, self.notice, _("&Make the account"), self.make)
        column.addStretch()
        self.employee.activated.connect(self._propose)

    def make(self) -> None:
        """Makes the account and closes, or says what is wrong."""
        account = Account(
            user_name=self.name.text(),
            employee=self.employee.currentData(),
            role=self.role.currentData(),
            is_administrator=self.administers.isChecked(),
        )
        try:
            accounts.add(account, self.password.text(), by=self._by)
        except UserError as error:
            self.notice.complain(str(error))
            return
        self.accept()

    def _propose(self) -> None:
        """A name and a role that follow from the employee."""
        employee: Employee | None = self.employee.currentData()
        if employee is not None:
            self.name.setText(accounts.proposed_name(employee.surname))
            role = accounts.role_of_position(str(employee.position or ""))
            self.role.setCurrentIndex(self.role.findData(role))


class GivePasswordDialog(QDialog):
    """A password for an account whose owner has forgotten theirs, or was blocked."""

    guide_page = "accounts"

    def __init__(self, account: Account, by: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._account = account
        self._by = by
        self.setWindowTitle(account.user_name)
        self.setMinimumWidth(480)
        self.notice = Notice()
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.password = NewPassword(form, _("New password:"), _("New password once more:"))
        _asked(self, form, self.notice, _("&Set the password"), self.give)

    def give(self) -> None:
        """Sets the password and closes, or says what is wrong."""
        try:
            accounts.give_password(self._account, self.password.text(), by=self._by)
        except UserError as error:
            self.notice.complain(str(error))
            return
        self.accept()


def _asked(dialog: QDialog, form: QFormLayout, notice: Notice, verb: str, act: object) -> QVBoxLayout:
    """Lays a dialog out: the notice, the fields, the verb and Cancel."""
    do_it = PrimaryButton(verb)
    do_it.clicked.connect(act)
    cancel = QPushButton(_("&Cancel"), autoDefault=False)
    cancel.clicked.connect(dialog.reject)
    buttons = QHBoxLayout()
    buttons.addStretch()
    buttons.addWidget(cancel)
    buttons.addWidget(do_it)
    do_it.setDefault(True)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(24, 18, 24, 16)
    column.setSpacing(12)
    column.addWidget(notice)
    column.addLayout(form)
    column.addLayout(buttons)
    column.setAlignment(buttons, Qt.AlignmentFlag.AlignBottom)
    return column


def _state(account: Account) -> str:
    if account.is_blocked:
        return _("Blocked")
    if not accounts.can_sign_in(account):
        return _("Has no password yet")
    return _("Must change the password") if account.must_change_password else _("Can sign in")
