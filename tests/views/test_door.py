"""From the first start to the lock: accounts as somebody at the window meets them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from ctypes import addressof, wintypes
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox
from pytestqt.qtbot import QtBot

from kazcoop_desktop.app import Program
from kazcoop_desktop.models.account import Account
from kazcoop_desktop.models.base import database
from kazcoop_desktop.models.institution import Employee
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.store import open_store
from kazcoop_desktop.services import access, accounts, drafts, people, vault
from kazcoop_desktop.services.key_file import Cost
from kazcoop_desktop.views.door import identity
from kazcoop_desktop.views.door.identity import ConfirmDialog
from kazcoop_desktop.views.door.key_dialog import KeyDialog
from kazcoop_desktop.views.door.new_password_dialog import NewPasswordDialog
from kazcoop_desktop.views.door.people_page import AccountDialog
from kazcoop_desktop.views.door.recovery import RecoveryCodeDialog
from kazcoop_desktop.views.door.security import SecurityDialog
from kazcoop_desktop.views.door.sign_in import RecoverDialog, SignInDialog
from kazcoop_desktop.views.main_window import MainWindow
from kazcoop_desktop.views.start_wizard import StartWizard
from tests.views.conftest import settle

PASSWORD = "қоңыр күз келді"
OTHER_PASSWORD = "алғашқы қар жауды"
NEW_PASSWORD = "көктем де алыс емес"
CHEAP = Cost(memory=64, passes=1, lanes=1)


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A guess costs next to nothing; and nobody has typed their password yet."""
    monkeypatch.setattr(vault, "COST", CHEAP)
    identity.forget()
    yield
    accounts.leave()


Answers = Callable[..., list[str]]


class Keys:
    """A data folder with two accounts: an administrator and a viewer."""

    def __init__(self, folder: Path, code: str) -> None:
        self.folder = folder
        self.code = code


@pytest.fixture(scope="session")
def guarded(invented: Path, tmp_path_factory: pytest.TempPathFactory) -> Keys:
    folder = Path(shutil.copytree(invented, tmp_path_factory.mktemp("guarded") / "data"))
    kept, vault.COST = vault.COST, CHEAP
    opened = open_store(folder)
    employees = list(Employee.select().order_by(Employee.id))
    first = Account(user_name="сейіт", employee=employees[0], role="senior_manager")
    code = accounts.begin(folder, first, PASSWORD, by="tester")
    accounts.add(
        Account(user_name="қонақ", employee=employees[1], role="viewer"), OTHER_PASSWORD, by="tester"
    )
    Account.update(must_change_password=False).execute()
    accounts.leave()
    opened.close()
    vault.COST = kept
    return Keys(folder, code)


@pytest.fixture
def keys(guarded: Keys, tmp_path: Path) -> Keys:
    """Guarded data of the test's own."""
    return Keys(Path(shutil.copytree(guarded.folder, tmp_path / "Деректер")), guarded.code)


@pytest.fixture
def answers(qtbot: QtBot) -> Iterator[Answers]:
    """Answers dialogs as they appear, each once; gives the names of those that came."""
    waiting: dict[str, Callable[[Any], object]] = {}
    came: list[str] = []
    is_over = False

    def look() -> None:
        if is_over:
            return
        QTimer.singleShot(10, look)  # a new one each time: a dialog may open another
        dialog = QApplication.activeModalWidget()
        name = type(dialog).__name__
        if name in waiting:
            came.append(name)
            try:
                waiting.pop(name)(dialog)
            except BaseException:
                dialog.hide()  # else the test would wait for ever
                raise

    def answer(**acts: Callable[[Any], object]) -> list[str]:
        waiting.update(acts)
        return came

    QTimer.singleShot(10, look)
    yield answer
    settle()  # what the first page asks for is answered while the data is there
    is_over = True


def sign_in(name: str, password: str) -> Callable[[SignInDialog], None]:
    def act(dialog: SignInDialog) -> None:
        dialog.names.setCurrentText(name)
        dialog.password.line.setText(password)
        dialog.sign_in()

    return act


def confirm_code(dialog: RecoveryCodeDialog) -> None:
    dialog.last_group.setText(dialog.shown.text().rpartition("-")[2].lower())
    dialog.confirm()


def opened_as(program: Program, keys: Keys, answers: Answers, name: str, password: str) -> MainWindow:
    answers(SignInDialog=sign_in(name, password))
    assert program.open(keys.folder)
    settle()
    assert program.window is not None
    return program.window


def ended(program: Program) -> None:
    """Ends a program and its window, so that it asks nothing while another one begins."""
    settle()
    program.end()
    assert program.window is not None
    program.window.deleteLater()
    program.window = None
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def unlock(program: Program, name: str, password: str) -> str:
    """Types into the dialog of the locked program; gives what it says when it stays."""
    assert program.lock is not None
    dialog = program.lock.dialog
    assert dialog is not None
    dialog.names.setCurrentText(name)
    dialog.password.line.setText(password)
    dialog.unlock()
    settle()
    return dialog.notice.text() if program.lock.is_locked else ""


def test_the_first_start_makes_an_account_a_code_and_encrypted_data(
    new_program: Callable[[], Program], tmp_path: Path, answers: Answers
) -> None:
    program, folder = new_program(), tmp_path / "home"

    def fill_in(wizard: StartWizard) -> None:
        wizard.go_on()
        wizard.type_in({"name_kk": "Самал университеті"})
        wizard.go_on()
        wizard.type_in({"surname": "Сейіт", "given_name": "Арман", "position": "Аға менеджер"})
        wizard.go_on()
        assert wizard.account is not None
        wizard.account.password.type_in(PASSWORD)
        wizard.go_on()

    came = answers(StartWizard=fill_in, RecoveryCodeDialog=confirm_code)
    assert program.open(folder)

    account = access.who()
    assert came == ["StartWizard", "RecoveryCodeDialog"]
    assert account is not None
    assert (account.user_name, account.role, account.is_administrator) == ("сейіт", "senior_manager", True)
    assert program.office.person == "Сейіт А."
    assert vault.is_encrypted(folder)
    assert (folder / "kazcoop.db").read_bytes()[:6] != b"SQLite"


def test_without_a_password_the_program_says_what_that_means_and_offers_it_later(
    new_program: Callable[[], Program], tmp_path: Path, answers: Answers
) -> None:
    program, folder = new_program(), tmp_path / "home"
    said: list[str] = []

    def fill_in(wizard: StartWizard) -> None:
        wizard.go_on()
        wizard.type_in({"name_kk": "Самал университеті"})
        wizard.go_on()
        wizard.type_in({"surname": "Сейіт", "given_name": "Арман"})
        wizard.go_on()
        wizard.go_on_without_password()

    def agree(box: QMessageBox) -> None:
        said.append(box.text())
        box.buttons()[0].click()

    answers(StartWizard=fill_in, QMessageBox=agree)
    assert program.open(folder)

    assert "everybody who can use this computer opens the data" in said[0]
    assert not vault.exists(folder)
    assert program.window is not None
    assert program.window._without_password.isVisible()


def test_a_wrong_password_is_refused_with_one_sentence_and_told_of_at_the_next_sign_in(
    new_program: Callable[[], Program], keys: Keys, answers: Answers
) -> None:
    said: list[str] = []

    def slip_then_enter(dialog: SignInDialog) -> None:
        sign_in("сейіт", "бұл басқа құпиясөз")(dialog)
        said.append(dialog.notice.text())
        sign_in("қонақ", "бұл басқа құпиясөз")(dialog)
        said.append(dialog.notice.text())
        assert dialog.password.text() == ""
        sign_in("сейіт", PASSWORD)(dialog)

    program = new_program()
    answers(SignInDialog=slip_then_enter)
    assert program.open(keys.folder)

    assert program.window is not None
    assert said == ["Wrong user name or password."] * 2
    assert "Wrong passwords typed for your account since you were here: 1" in program.window.notice.text()
    acts = [entry.act for entry in accounts.last_sign_ins(5)]
    assert acts == ["refused", "signed_in"]


def test_after_several_wrong_passwords_one_must_wait(keys: Keys, qtbot: QtBot) -> None:
    dialog = SignInDialog(keys.folder, "сейіт", lambda code: None)
    qtbot.addWidget(dialog)

    for _attempt in range(4):
        sign_in("сейіт", "бұл басқа құпиясөз")(dialog)

    assert dialog.notice.text() == "Too many attempts. Try again in 1 min."


def test_nobody_gives_up_the_sign_in_and_sees_the_data(
    new_program: Callable[[], Program], keys: Keys, answers: Answers
) -> None:
    program = new_program()
    answers(SignInDialog=lambda dialog: dialog.reject())

    assert not program.open(keys.folder)
    assert program.window is None


def test_the_last_person_is_remembered_and_the_language_can_be_switched(
    new_program: Callable[[], Program], keys: Keys, answers: Answers
) -> None:
    program = new_program()
    opened_as(program, keys, answers, "қонақ", OTHER_PASSWORD)
    ended(program)
    seen: list[str] = []

    def look(dialog: SignInDialog) -> None:
        seen.append(dialog.names.currentText())
        dialog.speak("ru")
        seen.append(dialog.names.currentText())
        sign_in("қонақ", OTHER_PASSWORD)(dialog)

    again = new_program()
    answers(SignInDialog=look)
    assert again.open(keys.folder)

    assert seen == ["қонақ", "қонақ"]
    assert again.window is not None
    again.switch_language("en")


def test_a_blocked_account_reads_whom_to_ask(
    new_program: Callable[[], Program], keys: Keys, answers: Answers
) -> None:
    opened = open_store(keys.folder)
    Account.update(is_blocked=True).where(Account.user_name == "қонақ").execute()
    opened.close()
    said: list[str] = []

    def look_again(dialog: SignInDialog) -> None:
        said.append(dialog.notice.text())
        dialog.reject()

    def enter(dialog: SignInDialog) -> None:
        answers(SignInDialog=look_again)
        sign_in("қонақ", OTHER_PASSWORD)(dialog)

    answers(SignInDialog=enter)

    assert not new_program().open(keys.folder)
    assert said == ["Your account is blocked. Ask the administrator: сейіт."]


def test_an_initial_password_must_be_changed_at_the_first_sign_in(
    new_program: Callable[[], Program], keys: Keys, answers: Answers
) -> None:
    opened = open_store(keys.folder)
    Account.update(must_change_password=True).where(Account.user_name == "қонақ").execute()
    opened.close()

    def change(dialog: NewPasswordDialog) -> None:
        dialog.password.type_in(NEW_PASSWORD)
        dialog.change()

    program = new_program()
    came = answers(SignInDialog=sign_in("қонақ", OTHER_PASSWORD), NewPasswordDialog=change)
    assert program.open(keys.folder)

    assert came == ["SignInDialog", "NewPasswordDialog"]
    assert not Account.get(Account.user_name == "қонақ").must_change_password
    accounts.confirm(NEW_PASSWORD, now=datetime.now())


def test_the_recovery_code_gives_a_new_password(
    new_program: Callable[[], Program], keys: Keys, answers: Answers
) -> None:
    def set_it(dialog: RecoverDialog) -> None:
        dialog.code.line.setText(keys.code.lower())
        dialog.password.type_in(NEW_PASSWORD)
        dialog.set_password()

    program = new_program()
    answers(SignInDialog=lambda dialog: dialog.recover(), RecoverDialog=set_it)
    assert program.open(keys.folder)

    account = access.who()
    assert account is not None
    assert accounts.last_sign_ins(1)[0].act == "recovered"
    ended(program)
    opened_as(new_program(), keys, answers, account.user_name, NEW_PASSWORD)


def test_the_lock_keeps_a_half_typed_form_and_shows_nothing(
    new_program: Callable[[], Program], keys: Keys, answers: Answers
) -> None:
    program = new_program()
    window = opened_as(program, keys, answers, "сейіт", PASSWORD)
    partner = Partner.select().order_by(Partner.id).first()
    window.show_record(Partner, partner.id)
    settle()
    form = window.page.register.form
    form.details.put(Partner.city, "Жарты сө")

    window.lock_wanted.emit()
    settle()

    assert program.lock is not None
    assert program.lock.is_locked
    assert not form.isVisible()
    assert not window.menuBar().isVisible()
    assert not window.statusBar().isVisible()
    assert window.windowTitle() == "KazCoop"
    assert unlock(program, "сейіт", "бұл басқа құпиясөз") == "Wrong user name or password."
    assert unlock(program, "сейіт", PASSWORD) == ""
    assert form.isVisible()
    assert form.details.value(Partner.city) == "Жарты сө"
    form.undo_edits()


def test_what_opens_while_the_program_is_locked_is_covered_too(
    new_program: Callable[[], Program], keys: Keys, answers: Answers, qtbot: QtBot
) -> None:
    program = new_program()
    window = opened_as(program, keys, answers, "сейіт", PASSWORD)
    window.lock_wanted.emit()
    settle()

    box = QMessageBox(QMessageBox.Icon.Information, "KazCoop", "Асанов Әлімжан", parent=window)
    box.open()
    settle()
    label = box.findChild(type(window._where), "qt_msgbox_label")

    assert label is not None
    assert not label.isVisible()
    assert program.lock is not None
    assert QApplication.activeModalWidget() is program.lock.dialog
    assert unlock(program, "сейіт", PASSWORD) == ""
    assert label.isVisible()
    box.close()


def test_another_person_comes_in_and_the_first_ones_edits_are_kept(
    new_program: Callable[[], Program], keys: Keys, answers: Answers
) -> None:
    program = new_program()
    window = opened_as(program, keys, answers, "сейіт", PASSWORD)
    first = program.office.owner
    partner = Partner.select().order_by(Partner.id).first()
    window.show_record(Partner, partner.id)
    settle()
    window.page.register.form.details.put(Partner.city, "Жарты сө")

    window.lock_wanted.emit()
    assert unlock(program, "қонақ", OTHER_PASSWORD) == ""

    assert program.window is not window
    assert program.office.owner != first
    account = access.who()
    assert account is not None
    assert account.user_name == "қонақ"
    kept = drafts.kept(owner=first)
    assert [draft.changes["city"] for draft in kept] == ["Жарты сө"]


def test_the_lock_comes_by_itself_and_by_windows(
    new_program: Callable[[], Program], keys: Keys, answers: Answers, qtbot: QtBot
) -> None:
    program = new_program()
    opened_as(program, keys, answers, "сейіт", PASSWORD)
    lock = program.lock
    assert lock is not None
    message = wintypes.MSG()
    message.message, message.wParam = 0x02B1, 0x7

    program._windows_lock.nativeEventFilter(b"windows_generic_MSG", addressof(message))
    assert lock.is_locked
    unlock(program, "сейіт", PASSWORD)
    assert not lock.is_locked
    message.wParam = 0x8  # unlocked by Windows: the password is asked for here all the same
    program._windows_lock.nativeEventFilter(b"windows_generic_MSG", addressof(message))
    assert not lock.is_locked

    lock._idle.start(20)
    qtbot.waitUntil(lambda: lock.is_locked)
    unlock(program, "сейіт", PASSWORD)


def test_a_touch_puts_the_lock_off(
    new_program: Callable[[], Program], keys: Keys, answers: Answers, qtbot: QtBot
) -> None:
    program = new_program()
    window = opened_as(program, keys, answers, "сейіт", PASSWORD)
    lock = program.lock
    assert lock is not None
    lock._watch(window.windowHandle())
    lock._idle.setTimerType(Qt.TimerType.PreciseTimer)  # a coarse one is put off to the next second
    lock._idle.start(600_000)
    qtbot.wait(100)
    left = lock._idle.remainingTime()

    key = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
    QApplication.sendEvent(window.windowHandle(), key)

    assert lock._idle.remainingTime() > left
    assert not lock.is_locked
    lock._idle.start(1)
    qtbot.waitUntil(lambda: lock.is_locked)
    unlock(program, "сейіт", PASSWORD)


def test_the_password_is_asked_for_once_in_five_minutes(
    new_program: Callable[[], Program], keys: Keys, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = new_program()
    window = opened_as(program, keys, answers, "сейіт", PASSWORD)
    identity.forget()

    def enter(dialog: ConfirmDialog) -> None:
        dialog.password.line.setText(PASSWORD)
        dialog.confirm()

    came = answers(ConfirmDialog=enter)
    came.clear()

    assert identity.confirm_identity(window, "exporting records")
    assert identity.confirm_identity(window, "exporting records")
    assert came == ["ConfirmDialog"]
    answers(ConfirmDialog=lambda dialog: dialog.reject())
    monkeypatch.setattr(identity, "_HOLDS", -1)
    assert not identity.confirm_identity(window, "exporting records")


def test_the_pages_of_security_show_the_matrix_and_make_an_account(
    new_program: Callable[[], Program], keys: Keys, answers: Answers
) -> None:
    program = new_program()
    window = opened_as(program, keys, answers, "сейіт", PASSWORD)
    window.menus.open_security()
    pages = window.findChild(SecurityDialog)
    assert pages is not None
    table = pages.rights.table

    assert table.rowCount() == len(access.ACTIONS)
    assert table.item(0, 0).text() == "○"

    def fill_in(dialog: AccountDialog) -> None:
        dialog.name.setText("жаңа")
        dialog.password.type_in("қысқа")
        dialog.make()
        assert dialog.notice.text() == "The password must have at least 12 characters."
        dialog.password.type_in(NEW_PASSWORD)
        dialog.make()

    answers(AccountDialog=fill_in)
    pages.people.make()
    assert Account.get(Account.user_name == "жаңа").must_change_password
    assert "жаңа" in vault.names(keys.folder)

    pages.people.table.selectRow([account.user_name for account in pages.people._accounts].index("жаңа"))
    answers(QMessageBox=lambda box: box.buttons()[0].click())
    pages.people.block()
    assert "жаңа" not in vault.names(keys.folder)
    pages.accept()


def test_encryption_on_and_off_keeps_all(
    new_program: Callable[[], Program], keys: Keys, answers: Answers
) -> None:
    program = new_program()
    window = opened_as(program, keys, answers, "сейіт", PASSWORD)
    names = [partner.name for partner in Partner.select().order_by(Partner.id)]

    window.encryption_wanted.emit(True)
    settle()
    assert vault.is_encrypted(keys.folder)
    assert [partner.name for partner in Partner.select().order_by(Partner.id)] == names
    assert program.window is not None
    assert program.window.notice.text() == "The data is encrypted."

    program.window.encryption_wanted.emit(False)
    settle()
    assert not vault.is_encrypted(keys.folder)
    assert [partner.name for partner in Partner.select().order_by(Partner.id)] == names
    account = access.who()
    assert account is not None
    assert account.user_name == "сейіт"


def test_a_viewer_sees_grey_commands(
    new_program: Callable[[], Program], keys: Keys, answers: Answers
) -> None:
    program = new_program()
    window = opened_as(program, keys, answers, "қонақ", OTHER_PASSWORD)
    window.show_list(Partner)
    settle()
    register = window.page.register

    assert not register.new_action.isEnabled()
    assert not register.export_action.isEnabled()
    assert "role does not allow" in register.new_action.toolTip()
    register.form.details.put(Partner.city, "Басқа")
    assert not register.form.save_action.isEnabled()
    assert window.may_leave()


def test_data_without_accounts_get_their_first_one_later(
    program: Program, home: Path, answers: Answers
) -> None:
    window = program.window
    assert window is not None
    employee = people.current("tester")
    assert employee is not None

    def make(dialog: QDialog) -> None:
        dialog.fields.password.type_in(PASSWORD)  # type: ignore[attr-defined]
        dialog.make()  # type: ignore[attr-defined]

    answers(FirstAccountDialog=make, RecoveryCodeDialog=confirm_code)
    window.menus.open_security()
    settle()

    account = access.who()
    assert account is not None
    assert account.employee == employee
    assert vault.is_encrypted(home)
    assert database.obj.key is not None
    assert date.today() == program.office.today()


def test_a_copy_of_other_passwords_is_opened_by_one_of_them_or_by_the_code(keys: Keys, qtbot: QtBot) -> None:
    of_copy = (keys.folder / "kazcoop.keys").read_bytes()
    dialog = KeyDialog(of_copy, "This copy is encrypted.")
    qtbot.addWidget(dialog)
    dialog.show()

    dialog.names.setCurrentText("қонақ")
    dialog.password.line.setText(PASSWORD)
    dialog.open_with_it()
    assert dialog.notice.text() == "Wrong user name or password."
    dialog.password.line.setText(OTHER_PASSWORD)
    dialog.open_with_it()
    by_password = dialog.key

    assert dialog.result() == QDialog.DialogCode.Accepted
    dialog.code.line.setText(keys.code)
    dialog.password.clear()
    dialog.open_with_it()
    assert dialog.key == by_password == vault.database_key(vault.by_code(of_copy, keys.code))
