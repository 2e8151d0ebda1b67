"""A memorandum as a person keeps it in the window: from the partner to the file, and back from the recycle bin."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kazcoop_desktop import forms, i18n
from kazcoop_desktop.app import Program
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.attached import Paper
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.services import files
from kazcoop_desktop.views.main_window import MainWindow
from kazcoop_desktop.views.print_preview import PrintPreview
from kazcoop_desktop.views.records.form import RecordPage
from kazcoop_desktop.views.records.register import Register
from kazcoop_desktop.views.records.stages import MoveDialog
from kazcoop_desktop.views.recycle_bin import RecycleBin
from tests.views.conftest import settle

WAIT = 30_000
TODAY = f"{date.today():%d.%m.%Y}"


class Desk:
    """The hands of the person at the window."""

    def __init__(self, program: Program, qtbot: QtBot, folder: Path) -> None:
        self.program = program
        self.qtbot = qtbot
        self.folder = folder

    @property
    def window(self) -> MainWindow:
        assert self.program.window is not None
        return self.program.window

    @property
    def register(self) -> Register:
        shown: Register = self.window.page.register
        return shown

    @property
    def form(self) -> RecordPage:
        return self.register.form

    def begin(self, model: Any) -> None:
        self.window.show_list(model)
        settle()
        self.register.new_action.trigger()

    def type(self, field: Any, text: str) -> None:
        editor: Any = self.form.details.editors[field]
        into: QWidget = getattr(editor, "line", None) or editor.text
        into.setFocus()
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(into, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
        settle()
        if hasattr(editor, "_popup"):
            self.qtbot.waitUntil(lambda: editor._popup.isVisible())
            self.qtbot.keyClick(editor._popup, Qt.Key.Key_Return)

    def save(self) -> None:
        self.form.save_action.trigger()
        settle()
        assert not self.form.is_changed()

    def print(self, form: str) -> str:
        """Prints the record to a PDF and gives its text."""
        self.register.print_menu.aboutToShow.emit()
        title = i18n._(forms.find(form).title)
        next(each for each in self.register.print_menu.actions() if each.text() == title).trigger()
        preview = self.window.findChildren(PrintPreview)[-1]
        self.qtbot.waitUntil(lambda: preview.pdf is not None, timeout=WAIT)
        target = self.folder / f"{form}.pdf"
        preview.save_to(target)
        self.qtbot.waitUntil(target.exists, timeout=WAIT)
        preview.close()
        settle()
        return "\n".join(page.extract_text() for page in PdfReader(target).pages)

    def next_stage(self) -> list[str]:
        """Moves the case on and gives what the window said was missing; then it is not moved."""
        self.form.stages.next.click()
        (dialog,) = (each for each in self.form.findChildren(MoveDialog) if each.isVisible())
        missing = list(dialog.missing)
        (dialog.reject if missing else dialog.move_button.click)()
        settle()
        return missing

    def drop(self, scan: Path) -> None:
        dropped = QMimeData()
        dropped.setUrls([QUrl.fromLocalFile(str(scan))])
        left, nothing = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        self.form.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, dropped, left, nothing))
        settle()

    def agree_to_delete(self) -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            next(each for each in box.findChildren(QPushButton) if "Delete" in each.text()).click()
        else:
            QTimer.singleShot(10, self.agree_to_delete)


@pytest.fixture
def desk(program: Program, qtbot: QtBot, tmp_path: Path) -> Desk:
    return Desk(program, qtbot, tmp_path)


def shown(desk: Desk) -> Agreement:
    assert isinstance(desk.form.record, Agreement)
    return desk.form.record


def test_a_memorandum_goes_from_its_partner_to_the_file(desk: Desk) -> None:
    desk.begin(Partner)
    desk.type(Partner.name, "Самал музыка академиясы")
    desk.type(Partner.country, "Japan")
    desk.save()

    desk.begin(Agreement)
    desk.type(Agreement.partner, "самал музыка")
    desk.type(Agreement.purpose, "Студенттер алмасу")
    desk.save()
    memorandum = shown(desk).id
    assert shown(desk).number

    assert len(desk.next_stage()) == 2
    assert "Самал музыка академиясы" in desk.print("service_letter")
    desk.print("representation")
    assert desk.next_stage() == []
    assert desk.next_stage() == []
    assert shown(desk).stage == "draft"

    assert len(desk.next_stage()) == 3
    choices: Any = desk.form.details.editors[Agreement.forms]
    desk.qtbot.mouseClick(next(iter(choices.boxes.values())), Qt.MouseButton.LeftButton)
    desk.type(Agreement.directions, "Музыка")
    desk.type(Agreement.conditions, "Жұмыс бағдарламасы бойынша")
    desk.save()
    assert desk.next_stage() == []
    assert desk.next_stage() == []

    assert len(desk.next_stage()) == 2
    desk.type(Agreement.signed_on, TODAY)
    desk.save()
    scan = desk.folder / "қол қойылған.pdf"
    scan.write_bytes(b"%PDF-1.7 signed")
    desk.drop(scan)
    assert desk.next_stage() == []

    desk.print("agreement_notice")
    desk.type(Agreement.notified_on, TODAY)
    desk.type(Agreement.original_place, "Бухгалтерия, 2-шкаф")
    desk.save()
    assert desk.next_stage() == []
    assert shown(desk).stage == "filed"

    desk.program.switch_language("kk")
    settle()
    assert shown(desk).id == memorandum
    assert desk.window.windowTitle() == "KazCoop: халықаралық ынтымақтастық"

    assert Paper.select().where(Paper.record_id == memorandum).count() == 3
    assert [each.name for each in files.of_record(shown(desk))] == ["қол қойылған.pdf"]


def test_a_deleted_agreement_comes_back_from_the_recycle_bin(desk: Desk) -> None:
    desk.begin(Agreement)
    desk.type(Agreement.partner, "монтелаго")
    desk.type(Agreement.title, "Қысқы мектеп")
    desk.save()
    deleted = shown(desk).id
    desk.register.search.setText("кыскы мектеп")
    desk.qtbot.waitUntil(lambda: desk.register.records.rowCount() == 1)
    desk.register.table.selectRow(0)

    QTimer.singleShot(0, desk.agree_to_delete)
    desk.register.delete_action.trigger()
    settle()
    assert Agreement.get_by_id(deleted).deleted_at is not None

    bin_ = RecycleBin(desk.program.office, desk.window)
    bin_.list.topLevelItem(0).setSelected(True)
    bin_.restore()
    settle()
    assert Agreement.get_by_id(deleted).deleted_at is None
    assert desk.register.records.row_of(deleted) >= 0
