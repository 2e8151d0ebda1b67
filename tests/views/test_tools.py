from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QMessageBox
from pytestqt.qtbot import QtBot

from kazcoop_desktop.app import Program
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.services import records
from kazcoop_desktop.views import backups
from kazcoop_desktop.views.recycle_bin import RecycleBin
from tests.views.conftest import settle
from tests.views.test_window import window_of

WAIT = 30_000


def test_a_backup_copy_is_made_and_put_back(
    program: Program, tmp_path: Path, qtbot: QtBot, with_dialog: Callable[[Callable[[QDialog], object]], None]
) -> None:
    count = Agreement.select().where(Agreement.deleted_at.is_null()).count()
    copy = tmp_path / "copy.kazcoop"
    job = backups.make_at(window_of(program), copy)
    qtbot.waitSignal(job.done, timeout=WAIT).wait()
    records.delete(
        Agreement.select().where(Agreement.stage == "draft").order_by(Agreement.id.desc()).get(), by="Айгүл"
    )
    before = window_of(program)

    def agree(box: QDialog) -> None:
        assert isinstance(box, QMessageBox)
        next(button for button in box.buttons() if button.text() == "&Restore").click()

    with_dialog(agree)
    backups.restore_from(window_of(program), copy)
    qtbot.waitUntil(lambda: window_of(program) is not before, timeout=WAIT)

    assert Agreement.select().where(Agreement.deleted_at.is_null()).count() == count
    assert "kept in" in window_of(program).notice.text()


def test_the_check_tells_that_nothing_is_wrong(program: Program, qtbot: QtBot) -> None:
    backups.check(window_of(program))
    settle()

    assert window_of(program).notice.text() == "Checked: no faults found."


def test_a_deleted_record_comes_back_from_the_recycle_bin(program: Program, qtbot: QtBot) -> None:
    agreement = Agreement.select().where(Agreement.stage == "draft").order_by(Agreement.id.desc()).get()
    records.delete(agreement, by="Айгүл")
    bin_shown = RecycleBin(program.office)
    qtbot.addWidget(bin_shown)
    bin_shown.list.selectAll()

    bin_shown.restore()

    assert records.get(Agreement, agreement.id).deleted_at is None
    assert bin_shown.list.topLevelItemCount() == 0
