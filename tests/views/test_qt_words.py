"""Qt's own dialogs and menus speak the language of the window."""

import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QAction
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialogButtonBox,
    QFileDialog,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QProgressDialog,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kazcoop_desktop import i18n
from kazcoop_desktop.app import Program

Speak = Callable[[str], None]
BUTTONS = QDialogButtonBox.StandardButton
EXPECTED = {
    "kk": {
        BUTTONS.Save: "Сақтау",
        BUTTONS.Discard: "Сақтамау",
        BUTTONS.Cancel: "Бас тарту",
        BUTTONS.Close: "Жабу",
        BUTTONS.Apply: "Қолдану",
        BUTTONS.Retry: "Қайталап көру",
        BUTTONS.Help: "Анықтама",
        BUTTONS.Yes: "&Иә",
        BUTTONS.No: "&Жоқ",
    },
    "ru": {
        BUTTONS.Save: "Сохранить",
        BUTTONS.Discard: "Не сохранять",
        BUTTONS.Cancel: "Отмена",
        BUTTONS.Close: "Закрыть",
        BUTTONS.Apply: "Применить",
        BUTTONS.Retry: "Повторить попытку",
        BUTTONS.Help: "Справка",
        BUTTONS.Yes: "&Да",
        BUTTONS.No: "&Нет",
    },
}
OF_EVERY_LANGUAGE = re.compile(r"OK|PDF|Ctrl\+\w|/\S*")


@pytest.fixture
def speak(new_program: Callable[[], Program]) -> Speak:
    def speak(language: str) -> None:
        i18n.use(language)
        new_program()

    return speak


@pytest.mark.parametrize("language", EXPECTED)
def test_a_dialog_says_its_answers_in_our_words(language: str, speak: Speak, qtbot: QtBot) -> None:
    speak(language)

    box = QDialogButtonBox()
    qtbot.addWidget(box)
    for button in EXPECTED[language]:
        box.addButton(button)

    assert {button: box.button(button).text() for button in EXPECTED[language]} == EXPECTED[language]


def test_no_answer_is_the_same_in_kazakh_and_in_russian(speak: Speak, qtbot: QtBot) -> None:
    said = []
    for language in EXPECTED:
        speak(language)
        box = QDialogButtonBox()
        qtbot.addWidget(box)
        said.append({box.addButton(button).text() for button in BUTTONS if button != BUTTONS.NoButton})

    assert said[0] & said[1] == set()


@pytest.mark.parametrize("language", EXPECTED)
@pytest.mark.parametrize(
    "build",
    [
        lambda: file_dialog(QFileDialog.AcceptMode.AcceptOpen, QFileDialog.FileMode.ExistingFile),
        lambda: file_dialog(QFileDialog.AcceptMode.AcceptSave, QFileDialog.FileMode.AnyFile),
        lambda: file_dialog(QFileDialog.AcceptMode.AcceptOpen, QFileDialog.FileMode.Directory),
        lambda: QPrintDialog(QPrinter()),
        lambda: QProgressDialog(),
        lambda: with_menu(QLineEdit("1")),
        lambda: with_menu(QTextEdit("1")),
        lambda: with_details(QMessageBox()),
    ],
    ids=["open", "save", "folder", "print", "progress", "line", "text", "details"],
)
def test_nothing_of_qt_is_left_in_english(
    language: str, build: Callable[[], QWidget], speak: Speak, qtbot: QtBot
) -> None:
    speak(language)

    widget = build()
    qtbot.addWidget(widget)

    english = re.compile(r"[A-Za-z]{2,}")
    said = [OF_EVERY_LANGUAGE.sub("", text) for text in texts(widget)]
    assert said
    assert [text for text in said if english.search(text)] == []


def file_dialog(does: QFileDialog.AcceptMode, chooses: QFileDialog.FileMode) -> QFileDialog:
    """The dialog that Qt itself draws, where the system has none."""
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(does)
    dialog.setFileMode(chooses)
    return dialog


def with_menu(editor: QLineEdit | QTextEdit) -> QWidget:
    editor.createStandardContextMenu()
    return editor


def with_details(box: QMessageBox) -> QMessageBox:
    box.setDetailedText("1")
    return box


def texts(widget: QWidget) -> Iterator[str]:
    """What the widget and all in it says."""
    yield widget.windowTitle()
    for part in widget.findChildren(QWidget):
        if isinstance(part, QLabel | QAbstractButton):
            yield part.text()
        if isinstance(part, QGroupBox):
            yield part.title()
        yield part.toolTip()
    for action in widget.findChildren(QAction):
        yield action.text()
