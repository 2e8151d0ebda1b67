"""Accounts and security: one's own password, the people, what a role may do, encryption, the recovery code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.account import Account
from kazcoop_desktop.services import access, people
from kazcoop_desktop.views.door.data_pages import EncryptionPage, RecoveryPage
from kazcoop_desktop.views.door.first_account import FirstAccountDialog
from kazcoop_desktop.views.door.my_account_page import MyAccountPage
from kazcoop_desktop.views.door.people_page import PeoplePage
from kazcoop_desktop.views.door.rights_page import RightsPage
from kazcoop_desktop.views.door.sign_ins_page import SignInsPage
from kazcoop_desktop.views.messages import Notice

if TYPE_CHECKING:
    from kazcoop_desktop.views.main_window import MainWindow

_SIZE = QSize(1290, 670)
_NAMES_WIDTH = 170


def open_for(window: MainWindow) -> None:
    """Opens the pages, or makes the first account where there is none."""
    if access.who() is not None:
        SecurityDialog(window).open()
    elif access.may("accounts"):
        make_first(window)


def make_first(window: MainWindow) -> None:
    """Lets an office that has worked without a password make its first account."""
    office = window.office
    employee = people.current(owner=office.owner)
    dialog = FirstAccountDialog(office.folder, employee, by=office.person, on=office.today(), parent=window)
    is_made, wants_encryption = bool(dialog.exec()), dialog.wants_encryption
    dialog.deleteLater()
    if is_made:
        window.account_made.emit(wants_encryption)


class SecurityDialog(QDialog):
    """The pages, chosen by their names at the left."""

    guide_page = "accounts"

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setWindowTitle(_("Accounts and security"))
        self.resize(_SIZE.boundedTo(window.screen().availableSize() * 0.95))
        self.notice = Notice()
        self.names = QListWidget()
        self.names.setFixedWidth(_NAMES_WIDTH)
        self.names.setSpacing(2)
        self.names.setAccessibleName(_("Pages"))
        self.stack = QStackedWidget()
        self.mine = MyAccountPage(self.notice, window)
        self.people = PeoplePage(self.notice, window)
        self.rights = RightsPage()
        self.encryption = EncryptionPage(self.notice, window)
        self.recovery = RecoveryPage(self.notice, window)
        self.sign_ins = SignInsPage()
        self._add(_("My account"), self.mine)
        self._add(_("People"), self.people)
        self._add(_("Rights"), self.rights)
        self._add(_("Encryption"), self.encryption)
        self._add(_("Recovery code"), self.recovery)
        self._add(_("Last sign-ins"), self.sign_ins)
        close = QPushButton(_("&Close"), autoDefault=False)
        close.clicked.connect(self.accept)
        self.people.open_wanted.connect(lambda: self._leave_for_register(window))
        self.encryption.switch_wanted.connect(lambda on: self._leave_for_encryption(window, on=on))
        below = QHBoxLayout()
        below.addStretch()
        below.addWidget(close)
        right = QVBoxLayout()
        right.addWidget(self.notice)
        right.addWidget(self.stack, 1)
        right.addLayout(below)
        row = QHBoxLayout(self)
        row.setSpacing(14)
        row.addWidget(self.names)
        row.addLayout(right, 1)
        self.names.currentRowChanged.connect(self._turn)
        self.names.setCurrentRow(0)
        self.finished.connect(self.deleteLater)

    def _add(self, name: str, page: QWidget) -> None:
        self.names.addItem(name)
        self.stack.addWidget(page)

    def _turn(self, place: int) -> None:
        self.notice.hide()
        self.stack.setCurrentIndex(place)

    def _leave_for_register(self, window: MainWindow) -> None:
        self.accept()
        window.show_list(Account)

    def _leave_for_encryption(self, window: MainWindow, *, on: bool) -> None:
        self.accept()
        window.encryption_wanted.emit(on)
