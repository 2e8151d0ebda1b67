import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QEventLoop, Qt, QThreadPool, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from kazcoop_desktop import i18n
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.store import Store, open_store
from kazcoop_desktop.services import records
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.records.tab import RecordsTab

TODAY = date(2026, 11, 20)


class OfficeOfTheDay(Office):
    """An office in which it is always the same day."""

    def today(self) -> date:
        return TODAY


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = i18n.current()
    i18n.use("en")
    yield
    i18n.use(before)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "data")
    yield opened
    _hear_answers()
    opened.close()


def _hear_answers() -> None:
    QThreadPool.globalInstance().waitForDone()
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)


@pytest.fixture
def answered() -> Callable[[], None]:
    """Waits until every question in a thread is answered and heard."""
    return _hear_answers


@pytest.fixture
def office(store: Store, tmp_path: Path, qapp: QApplication) -> Office:
    return OfficeOfTheDay(person="Айгүл", folder=tmp_path / "data")


@pytest.fixture
def partner(store: Store) -> Partner:
    return records.save(Partner(name="Қазақ ұлттық консерваториясы", country="KZ"), by="Айгүл")


@pytest.fixture
def agreement(partner: Partner) -> Agreement:
    return records.save(Agreement(partner=partner, number="КС-1", purpose="Алмасу"), by="Айгүл")


@pytest.fixture
def show_tab(office: Office, qtbot: QtBot) -> Callable[..., RecordsTab]:
    """Shows a tab of these registers on the screen, its questions answered."""

    def show(*models: type[Record]) -> RecordsTab:
        made = RecordsTab(office, models)
        qtbot.addWidget(made, before_close_func=lambda _tab: _hear_answers())
        made.resize(1366, 700)
        made.show()
        qtbot.waitExposed(made)
        _hear_answers()
        return made

    return show


@pytest.fixture
def tab(agreement: Agreement, show_tab: Callable[..., RecordsTab]) -> RecordsTab:
    """The registers of agreements and partners, the agreement shown."""
    made = show_tab(Agreement, Partner)
    made.show_record(Agreement, agreement.id)
    return made


@pytest.fixture
def pressing(qtbot: QtBot) -> Callable[[str], None]:
    """Answers the next question by the button with these words, as soon as it is asked."""

    def press(words: str, *, tries: int = 100) -> None:
        box = QApplication.activeModalWidget()
        if box is None:
            assert tries, "no question was asked"
            QTimer.singleShot(10, lambda: press(words, tries=tries - 1))
            return
        _button(box, words).click()

    return lambda words: QTimer.singleShot(0, lambda: press(words))


def _button(window: QWidget, words: str) -> QAbstractButton:
    for button in window.findChildren(QAbstractButton):
        if button.text().replace("&", "") == words:
            return button
    raise LookupError([button.text() for button in window.findChildren(QAbstractButton)])


@pytest.fixture
def button_of() -> Callable[[QWidget, str], QAbstractButton]:
    """The button of a window with these words."""
    return _button


@pytest.fixture
def dialog_over() -> Callable[[QWidget], Any]:
    """The dialog that is open over a widget."""

    def find(owner: QWidget) -> Any:
        dialogs = [each for each in owner.findChildren(QDialog) if each.isVisible()]
        assert dialogs, "no dialog is open"
        return dialogs[-1]

    return find


@pytest.fixture
def type_into() -> Callable[[QWidget, str], None]:
    """Types letters of any script into a widget; QtTest knows only Latin ones."""

    def type_letters(widget: QWidget, text: str) -> None:
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(widget, event)

    return type_letters
