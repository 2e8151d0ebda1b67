"""The whole day of a letter by keys alone: it comes in, is answered, the answer is printed, signed and filed, done."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMenu, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from kazcoop_desktop.app import Program
from kazcoop_desktop.models import Letter
from kazcoop_desktop.models.attached import Paper
from kazcoop_desktop.services import files, letters
from kazcoop_desktop.views.print_preview import PrintPreview
from kazcoop_desktop.views.records.papers_page import PapersPage
from kazcoop_desktop.views.records.register import Register
from tests.views.conftest import settle

WAIT = 30_000
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
MOST_STEPS = 60


@pytest.fixture
def scans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the scanner has made; the file dialogs choose the next one."""
    waiting = []
    for name in ("кіріс хат.pdf", "қол қойылған жауап.pdf"):
        Image.new("RGB", (60, 80), "white").save(tmp_path / name, "PDF")
        waiting.append(str(tmp_path / name))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: ([waiting.pop(0)], ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (waiting.pop(0), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(tmp_path / "answer.pdf"), ""))


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Presses a key where the focus is."""
    QTest.keyClick(focused(), key, modifier)
    settle()


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def go_to(register: Register, name: str) -> None:
    """Goes on by Tab until the box of a field has the focus."""
    editor: Any = next(each for field, each in register.form.details.editors.items() if field.name == name)
    for _step in range(MOST_STEPS):
        if editor is focused() or editor.isAncestorOf(focused()):
            return
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    raise AssertionError(f"{name} is not reached by Tab")


def fill(register: Register, name: str, text: str) -> None:
    """Types into the box of a field. Letters of Kazakh are no keys of QTest, so they come as typed text."""
    go_to(register, name)
    box = focused()
    if isinstance(box, QLineEdit):
        box.insert(text)
        box.textEdited.emit(box.text())
    else:
        assert isinstance(box, QPlainTextEdit)
        box.insertPlainText(text)


def test_a_letter_has_its_whole_day_by_keys_alone(program: Program, qtbot: QtBot, scans: None) -> None:
    window: Any = program.window
    window.show()
    window.show_list(Letter)
    settle()
    register: Register = window.page.register
    today = program.office.today()

    # it comes in and is registered with its scan
    QTest.keyClick(register, Qt.Key.Key_N, CONTROL)
    fill(register, "correspondent", "Қазына қоры")
    fill(register, "their_number", "14-2")
    fill(register, "their_date", f"{today:%d.%m.%Y}")
    fill(register, "subject", "Грант туралы")
    fill(register, "due_on", f"{today:%d.%m.%Y}")
    press(Qt.Key.Key_A, CONTROL | SHIFT)
    incoming = Letter.select().order_by(Letter.id.desc()).get()
    assert incoming.number.startswith("07-06/")
    assert [each.name for each in files.of_record(incoming)] == ["кіріс хат.pdf"]
    assert incoming in letters.unanswered("incoming")

    # it is answered
    press(Qt.Key.Key_R, CONTROL)
    fill(register, "text_kk", "Грантқа қатысамыз.")
    press(Qt.Key.Key_S, CONTROL)
    answer = Letter.select().order_by(Letter.id.desc()).get()
    assert answer.answers == incoming
    assert answer.number.startswith("07-05/")
    assert answer.text_kk.endswith("Грантқа қатысамыз.")

    # the answer is printed
    press(Qt.Key.Key_P, CONTROL)
    menu: Any = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    for _step in range(MOST_STEPS):
        if menu.activeAction() is not None and menu.activeAction().text() == "Outgoing letter":
            break
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.findChild(PrintPreview) is not None, timeout=WAIT)
    preview = window.findChild(PrintPreview)
    qtbot.waitUntil(lambda: preview.pdf is not None, timeout=WAIT)
    with qtbot.waitSignal(preview.finished_work, timeout=WAIT):
        QTest.keyClick(preview, Qt.Key.Key_S, CONTROL)
    QTest.keyClick(preview, Qt.Key.Key_Escape)
    settle()
    assert Paper.get().record_id == answer.id

    # the signed copy is filed
    window.activateWindow()  # which a window system does by itself
    settle()
    for _page in range(MOST_STEPS):
        if isinstance(register.form.stack.currentWidget(), PapersPage):
            break
        press(Qt.Key.Key_PageDown, CONTROL)
    press(Qt.Key.Key_S, CONTROL | SHIFT)
    assert Paper.get().signed_scan.name == "қол қойылған жауап.pdf"

    # done
    press(Qt.Key.Key_D, CONTROL)
    assert Letter.get_by_id(incoming.id).done_on == today
    assert Letter.get_by_id(answer.id).done_on is None
    assert incoming not in letters.unanswered("incoming")
