import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox
from pytestqt.qtbot import QtBot
from sqlcipher3 import dbapi2 as engine

from kazcoop_desktop import i18n, paths
from kazcoop_desktop.app import Program
from kazcoop_desktop.models import store
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.institution import Institution
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.services import people
from kazcoop_desktop.views.everywhere import Everywhere
from kazcoop_desktop.views.main_window import MainWindow, Place
from kazcoop_desktop.views.start_wizard import StartWizard
from kazcoop_desktop.views.tabs import TABS
from tests.views.conftest import OWNER, settle

WithDialog = Callable[[Callable[[QDialog], object]], None]


def window_of(program: Program) -> MainWindow:
    assert program.window is not None
    return program.window


def test_an_empty_home_asks_whose_it_is_and_then_opens(
    new_program: Callable[[], Program], tmp_path: Path, with_dialog: WithDialog
) -> None:
    program = new_program()

    def fill_in(wizard: QDialog) -> None:
        assert isinstance(wizard, StartWizard)
        wizard.go_on()
        wizard.type_in({"name_kk": "Самал университеті", "city_kk": "Қостанай", "form_prefix": "СУ"})
        wizard.type_in({"head_surname": "Бекенова", "head_given_name": "Сая", "head_position": "Ректор"})
        wizard.go_on()
        wizard.type_in({"surname": "Сейіт", "given_name": "Арман", "position": "Аға менеджер"})
        wizard.go_on()
        wizard.go_on(with_account=False)

    with_dialog(fill_in)
    opened = program.open(tmp_path / "home")
    settle()

    assert opened
    institution = Institution.get()
    assert (institution.name_kk, institution.head.surname) == ("Самал университеті", "Бекенова")
    assert program.office.person == "Сейіт А."
    assert window_of(program).isVisible()


def test_the_wizard_says_what_is_missing_and_writes_nothing(
    new_program: Callable[[], Program], tmp_path: Path, with_dialog: WithDialog
) -> None:
    program = new_program()
    said = []

    def leave_the_name_out(wizard: QDialog) -> None:
        assert isinstance(wizard, StartWizard)
        wizard.go_on()
        wizard.type_in({"name_kk": "Самал университеті"})
        wizard.go_on()
        wizard.type_in({"surname": "Сейіт"})
        wizard.go_on()
        said.append(wizard.notice.text())
        said.append(str(Institution.select().count()))
        wizard.reject()

    with_dialog(leave_the_name_out)
    opened = program.open(tmp_path / "home")

    assert not opened
    assert "Given name" in said[0]
    assert said[1] == "0"


def test_what_a_step_lacks_is_said_while_the_step_is_shown(
    new_program: Callable[[], Program], tmp_path: Path, with_dialog: WithDialog
) -> None:
    program = new_program()
    said = []

    def leave_the_heads_name_out(wizard: QDialog) -> None:
        assert isinstance(wizard, StartWizard)
        wizard.go_on()
        wizard.type_in({"name_kk": "Самал университеті", "head_surname": "Бекенова"})
        wizard.go_on()
        said.append(wizard.notice.text())
        wizard.type_in({"head_given_name": "Сая"})
        wizard.go_on()
        wizard.type_in({"surname": "Сейіт"})
        wizard.reject()

    with_dialog(leave_the_heads_name_out)
    program.open(tmp_path / "home")

    assert said == ["Fill in “Given name”."]


def test_enter_goes_on_and_never_fills_in_invented_data(
    new_program: Callable[[], Program], tmp_path: Path, with_dialog: WithDialog, qtbot: QtBot
) -> None:
    program = new_program()
    institutions = []

    def press_enter(wizard: QDialog) -> None:
        assert isinstance(wizard, StartWizard)
        institutions.append(Institution.select().count())
        qtbot.keyClick(wizard, Qt.Key.Key_Return)
        institutions.append(Institution.select().count())
        wizard.type_in({"name_kk": "Самал университеті"})
        wizard.reject()

    with_dialog(press_enter)
    program.open(tmp_path / "home")

    assert institutions == [0, 0]


def test_somebody_new_chooses_themselves_from_the_list(program: Program, home: Path, qtbot: QtBot) -> None:
    wizard = StartWizard("another", home, lambda code: None)
    qtbot.addWidget(wizard)
    wizard.type_in({"surname": "Оспанова", "given_name": "Дана"})

    wizard.go_on()

    newcomer = people.current("another")
    assert newcomer is not None
    assert people.short_name(newcomer) == "Оспанова Д."


def test_another_language_keeps_the_tab_and_the_record(program: Program) -> None:
    partner = Partner.select().order_by(Partner.id.desc()).get()
    window_of(program).show_record(Partner, partner.id)
    before = window_of(program)

    program.switch_language("ru")

    assert window_of(program) is not before
    assert i18n.current() == "ru"
    assert window_of(program).place() == Place(1, Partner, partner.id)


def test_the_language_is_remembered_for_the_person(
    new_program: Callable[[], Program], program: Program, home: Path, qapp: QApplication
) -> None:
    program.switch_language("ru")
    program.end()

    again = Program(qapp)
    assert again.open(home)
    settle()

    assert i18n.current() == "ru"
    again.end()


@pytest.mark.parametrize("place", range(len(TABS)))
def test_every_tab_opens(program: Program, place: int) -> None:
    window_of(program).show_tab(place)
    settle()

    assert window_of(program).page.isVisible()


def test_every_command_with_keys_is_the_only_one_with_them(program: Program) -> None:
    for place in range(len(TABS)):
        window_of(program).show_tab(place)
        menus = window_of(program).menus.all_menus()
        commands = {action for menu in menus for action in menu.actions()}  # one may stand in two menus
        keys = [command.shortcut().toString() for command in commands if not command.shortcut().isEmpty()]
        assert [each for each in keys if keys.count(each) > 1] == []


def test_the_search_over_everything_opens_what_it_finds(program: Program, qtbot: QtBot) -> None:
    partner = Partner.select().order_by(Partner.id.desc()).get()
    search = Everywhere(program.office, window_of(program))
    search.show()

    search.box.setText(partner.name)
    qtbot.waitUntil(lambda: search.found.topLevelItemCount() > 0)
    search.box.returnPressed.emit()

    model, record_id = window_of(program).place()[1:]
    assert model in (Partner, Agreement)
    assert record_id


def test_a_second_start_brings_the_first_window_to_the_front(
    program: Program, home: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    assert program.first is not None
    environment = {
        **os.environ,
        "PYTHONPATH": str(paths.root()),
        "XDG_STATE_HOME": str(tmp_path / "state"),
    }
    command = [sys.executable, "-m", "kazcoop_desktop", "--data", str(home), "--language", "en"]

    with qtbot.waitSignal(program.first.asked_to_show, timeout=30_000):
        second = subprocess.Popen(
            command, env=environment, cwd=tmp_path, stdout=subprocess.PIPE, encoding="utf-8"
        )
    said, _nothing = second.communicate(timeout=30)

    assert second.returncode == 0
    assert "open already" in said


def test_a_damaged_database_offers_what_can_be_done(
    new_program: Callable[[], Program], tmp_path: Path, with_dialog: WithDialog
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "kazcoop.db").write_bytes(b"not a database at all" * 100)
    program = new_program()
    said: list[str] = []

    def leave(box: QDialog) -> None:
        said.append(box.text())  # type: ignore[attr-defined]
        box.reject()

    with_dialog(leave)
    opened = program.open(home)

    assert not opened
    assert program.exit_status == 1
    assert "is not a database of this program" in said[0]


def test_the_person_is_asked_only_once(program: Program) -> None:
    assert people.current(OWNER) is not None


def test_a_large_file_is_looked_through_beside_the_work(
    new_program: Callable[[], Program], home: Path, with_dialog: WithDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_SMALL", 10_000)
    damage_order_of_partners(home / store.FILE_NAME)
    program = new_program()
    said = []

    def read(box: QDialog) -> None:
        assert isinstance(box, QMessageBox)
        said.append((window_of(program).isVisible(), box.text()))
        box.accept()

    with_dialog(read)
    assert program.open(home)
    settle()

    ((is_shown, sentence),) = said
    assert is_shown
    assert "partner_contact_deleted_at_order_key" in sentence
    assert "compare it with a backup copy" in sentence


def damage_order_of_partners(file: Path) -> None:
    """Takes the order from the first page of an index: the database opens, and a look through it finds this."""
    with closing(engine.connect(str(file))) as tool:
        tool.execute("PRAGMA journal_mode = delete")
        root, size = tool.execute(
            "SELECT rootpage, page_size FROM sqlite_master, pragma_page_size"
            " WHERE sqlite_master.name = 'partner_contact_deleted_at_order_key'"
        ).fetchone()
    content = bytearray(file.read_bytes())
    content[(root - 1) * size : root * size] = bytes(size)
    file.write_bytes(content)
