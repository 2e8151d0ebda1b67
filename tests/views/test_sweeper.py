import gc
import threading
import weakref

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kazcoop_desktop.views.jobs import Sweeper


class Window(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.itself = self


@pytest.fixture
def sweeper(qapp: QApplication) -> Sweeper:
    made = Sweeper(qapp)
    made.setInterval(10)
    return made


def test_a_window_left_behind_ends_in_its_own_thread(sweeper: Sweeper, qtbot: QtBot) -> None:
    sweeper.begin()
    ended_in: list[threading.Thread] = []
    weakref.finalize(Window(), lambda: ended_in.append(threading.current_thread()))

    needed: list[list[int]] = []
    thread = threading.Thread(target=lambda: needed.extend([number] for number in range(100_000)))
    thread.start()
    thread.join()
    assert ended_in == []

    qtbot.waitUntil(lambda: bool(ended_in))
    assert ended_in == [threading.main_thread()]
    sweeper.end()


def test_collecting_is_given_back_to_python(sweeper: Sweeper) -> None:
    sweeper.begin()
    assert not gc.isenabled()

    sweeper.end()

    assert gc.isenabled()
