"""Copies from the window: by itself, on closing, and one chosen from the list and put back."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QDialog, QMessageBox
from pytestqt.qtbot import QtBot

from kazcoop_desktop.app import Program
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.services import condition, copies, records, settings
from kazcoop_desktop.views.restore_dialog import RestoreDialog
from kazcoop_desktop.views.today_tab import read
from tests.views.conftest import settle
from tests.views.test_window import window_of

WAIT = 60_000
WithDialog = Callable[[Callable[[QDialog], object]], None]


def here() -> list[copies.Copy]:
    return copies.all_in(copies.folder())


def test_closing_makes_a_copy_first_and_then_closes(program: Program, qtbot: QtBot) -> None:
    window = window_of(program)

    window.close()
    assert window.isVisible()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=WAIT)

    assert [copy.reason for copy in here()] == ["closing"]
    assert not copies.is_outdated()


def test_closing_without_changes_makes_no_copy(program: Program) -> None:
    copies.make("regular")

    window_of(program).close()

    assert not window_of(program).isVisible()
    assert [copy.reason for copy in here()] == ["regular"]


def test_who_insists_closes_without_the_copy(program: Program, qtbot: QtBot, with_dialog: WithDialog) -> None:
    window = window_of(program)
    window.close()
    said = []

    def insist(box: QDialog) -> None:
        assert isinstance(box, QMessageBox)
        said.append(box.text())
        next(button for button in box.buttons() if button.text() == "&Close").click()

    with_dialog(insist)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=WAIT)

    assert said == ["Close the program? The backup copy is still being made."]


def test_every_half_hour_a_copy_is_made_by_itself(program: Program, qtbot: QtBot) -> None:
    window = window_of(program)

    window.copies.look()
    qtbot.waitUntil(lambda: not copies.is_outdated(), timeout=WAIT)
    settle()
    window.copies.look()

    assert [copy.reason for copy in here()] == ["regular"]


def test_the_list_tells_what_a_copy_would_change(program: Program, qtbot: QtBot) -> None:
    made = copies.make("regular")
    records.save(Partner(name="Hochschule Beispielheim", country="DE"), by="Айгүл")
    dialog = RestoreDialog(window_of(program))
    qtbot.addWidget(dialog)
    assert dialog.list.topLevelItemCount() == 1
    assert dialog.chosen is None

    dialog.list.setCurrentItem(dialog.list.topLevelItem(0))
    qtbot.waitUntil(lambda: dialog.chosen == made, timeout=WAIT)

    line = dialog.differences.topLevelItem(0)
    assert [line.text(column) for column in range(4)] == ["Partners", "1", "", ""]
    assert line.child(0).text(0) == "Would disappear: Hochschule Beispielheim"
    assert "whole" in dialog.verdict.text()


def test_a_damaged_copy_is_told_and_cannot_be_chosen(program: Program, qtbot: QtBot) -> None:
    made = copies.make("regular")
    made.write_bytes(made.read_bytes()[:-500])
    dialog = RestoreDialog(window_of(program))
    qtbot.addWidget(dialog)

    dialog.list.setCurrentItem(dialog.list.topLevelItem(0))
    qtbot.waitUntil(lambda: bool(dialog.notice.text()), timeout=WAIT)

    assert "not a whole backup copy" in dialog.notice.text()
    assert dialog.chosen is None


def test_today_reminds_of_a_second_place_without_copies(program: Program, tmp_path) -> None:
    copies.choose_second_place(tmp_path / "stick")

    news = read(program.office.today(), None)

    assert [reminder for reminder in news.reminders if "no copy yet" in reminder]


def test_after_an_unclean_end_everything_is_checked(program: Program, new_program, home) -> None:
    settings.put("checked_at", "2020-01-01T00:00:00")
    program.end()
    again = new_program()

    assert again.open(home)
    settle()

    assert datetime.fromisoformat(settings.get("checked_at")).year > 2020
    assert condition.begin(datetime.now()), "the program is open, as it would be after a crash"
    assert Agreement.select().exists()
