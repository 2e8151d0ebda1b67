"""The letters to press with Alt: there in every language, on both keyboards, each once in its menu or dialog."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QMenu, QTabBar, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from kazcoop_desktop.app import Program
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.services import deadlines, stages
from kazcoop_desktop.views.everywhere import Everywhere
from kazcoop_desktop.views.main_window import MainWindow
from kazcoop_desktop.views.papers_out import PapersOut
from kazcoop_desktop.views.postpone import PostponeDialog
from kazcoop_desktop.views.records.merging import MergeDialog
from kazcoop_desktop.views.records.stages import MoveDialog
from kazcoop_desktop.views.recycle_bin import RecycleBin
from kazcoop_desktop.views.start_wizard import StartWizard
from kazcoop_desktop.views.tabs import TABS
from tests.views.conftest import settle

LANGUAGES = ("kk", "ru", "en")
ON_BOTH_CYRILLIC_KEYBOARDS = frozenset("АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ")
ON_THE_KEYBOARD = {
    "kk": ON_BOTH_CYRILLIC_KEYBOARDS,
    "ru": ON_BOTH_CYRILLIC_KEYBOARDS,
    "en": frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
}


def move_dialog(window: MainWindow) -> QDialog:
    agreement = Agreement.select().where(Agreement.stage == "initiated").get()
    following = next(step for step in stages.steps(agreement, on=date.today()) if step.state == "next")
    return MoveDialog(agreement, following.key, on=date.today(), by="", parent=window)


DIALOGS: tuple[Callable[[MainWindow], QDialog], ...] = (
    lambda window: Everywhere(window.office, window),
    lambda window: MergeDialog(window.office, Partner.select().get(), window),
    lambda window: PapersOut(window.office, window),
    lambda window: PostponeDialog(window.office, deadlines.due(on=date.today())[0], window),
    lambda window: RecycleBin(window.office, window),
    lambda window: StartWizard("another", window.office.folder, lambda code: None),
    move_dialog,
)


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def window(program: Program, language: str) -> MainWindow:
    program.switch_language(language)
    assert program.window is not None
    return program.window


def test_every_command_of_the_menus_has_a_letter_of_its_own(window: MainWindow, language: str) -> None:
    for _register in every_register(window):
        menus = {menu.title(): commands(menu) for menu in window.menus.all_menus()}
        for texts in (list(menus), *menus.values()):
            assert faults(texts, language) == [], texts
            assert [text for text in texts if not letter(text)] == []


def test_a_dialog_uses_a_letter_once(window: MainWindow, language: str, qtbot: QtBot) -> None:
    for build in DIALOGS:
        dialog = build(window)
        qtbot.addWidget(dialog)

        texts = list(captions(dialog))

        assert texts
        assert faults(texts, language) == [], texts


def test_tabs_and_buttons_with_a_menu_have_no_letter(window: MainWindow) -> None:
    for place in range(len(TABS)):
        window.show_tab(place)
        settle()
        bars = window.findChildren(QTabBar)
        buttons = [button for button in window.findChildren(QToolButton) if button.menu() is not None]
        texts = [bar.tabText(tab) for bar in bars for tab in range(bar.count())]
        texts += [button.text() for button in buttons]

        assert [text for text in texts if letter(text)] == []


def every_register(window: MainWindow) -> Iterator[object]:
    """Brings every page to the front, and on it every register with its own commands."""
    for place, tab in enumerate(TABS):
        window.show_tab(place)
        settle()
        yield tab
        for model in tab.content[1:] if isinstance(tab.content, tuple) else ():
            window.page.show_register(model)
            settle()
            yield model


def commands(menu: QMenu) -> list[str]:
    """The texts of a menu's commands; those of its further menus are choices and have no letters."""
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def captions(dialog: QWidget) -> Iterator[str]:
    """The texts of what a letter can press or reach."""
    yield from (button.text() for button in dialog.findChildren(QAbstractButton) if not button.isHidden())
    yield from (label.text() for label in dialog.findChildren(QLabel) if label.buddy() is not None)


def faults(texts: list[str], language: str) -> list[str]:
    """Letters that stand twice or are not on the keyboard."""
    letters = [letter(text) for text in texts if letter(text)]
    return [each for each in letters if letters.count(each) > 1 or each not in ON_THE_KEYBOARD[language]]


def letter(text: str) -> str:
    return QKeySequence.mnemonic(text).toString().removeprefix("Alt+")
