import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import gc
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from kazcoop_desktop import i18n
from kazcoop_desktop.app import Program
from kazcoop_desktop.models.store import open_store
from kazcoop_desktop.services import beginning, shipped

OWNER = "tester"


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["kazcoop", "-style", "fusion"]  # as the program begins


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("LOGNAME", OWNER)
    before = i18n.current()
    i18n.use("en")
    yield
    i18n.use(before)


@pytest.fixture(autouse=True)
def swept(qapp: QApplication) -> Iterator[None]:
    """Windows end with their test, in their own thread: never later, and never where a thread needs memory."""
    gc.disable()
    yield
    settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect(1)
    gc.enable()


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with invented data and somebody at work; copied for each test."""
    folder = tmp_path_factory.mktemp("invented")
    opened = open_store(folder)
    shipped.load(by=OWNER)
    beginning.look_around(on=date.today(), owner=OWNER)
    opened.close()
    return folder


@pytest.fixture
def home(invented: Path, tmp_path: Path) -> Path:
    """A data folder of the test's own, with invented data."""
    return Path(shutil.copytree(invented, tmp_path / "Деректер қоры"))


@pytest.fixture
def new_program(qapp: QApplication, tmp_path: Path) -> Iterator[Callable[[], Program]]:
    """Programs that end before their folder goes: windows remember their columns when they are hidden."""
    made: list[Program] = []

    def new() -> Program:
        made.append(Program(qapp, language="en"))
        return made[-1]

    yield new
    for program in made:
        if program.window is not None:
            program.window.hide()
            program.window.deleteLater()
        program.end()
        program.deleteLater()
    settle()


@pytest.fixture
def program(new_program: Callable[[], Program], home: Path) -> Program:
    """The program with its window open over invented data."""
    program = new_program()
    assert program.open(home)
    settle()
    return program


def settle() -> None:
    """Lets every question in a thread be answered, and what came of it be shown."""
    for _turn in range(3):
        QThreadPool.globalInstance().waitForDone()
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        QApplication.sendPostedEvents()


@pytest.fixture
def with_dialog(qtbot: QtBot) -> Callable[[Callable[[QDialog], object]], None]:
    """Does something with the next dialog that waits for an answer."""

    def watch(act: Callable[[QDialog], object]) -> None:
        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, QDialog):
                act(dialog)
            else:
                QTimer.singleShot(10, look)

        QTimer.singleShot(0, look)

    return watch
