"""Work beside the window: questions to the database in a thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

from kazcoop_desktop import i18n
from kazcoop_desktop.models.base import database


class Answer(QObject):
    """What comes back from a thread: `done` with the result, or `failed` with the exception."""

    done = Signal(object)
    failed = Signal(object)


class _Question(QRunnable):
    def __init__(self, work: Callable[[], Any], answer: Answer) -> None:
        super().__init__()
        self._work = work
        self._answer = answer
        self._language = i18n.current()

    @Slot()
    def run(self) -> None:
        try:
            with i18n.language(self._language), database.connection_context():
                result = self._work()
        except Exception as error:  # carried to the window's thread, which tells whose fault it is
            self._answer.failed.emit(error)
        else:
            self._answer.done.emit(result)


def ask(owner: QObject, work: Callable[[], Any], done: Callable[[Any], None]) -> Answer:
    """Runs `work` in a thread with a database connection of its own; `done` gets its result in the window's thread.

    SQLite lets go of the interpreter while it works, so the window stays live; pure Python work does not belong here.
    """
    answer = Answer(owner)
    answer.done.connect(done)
    answer.failed.connect(_raise)
    QThreadPool.globalInstance().start(_Question(work, answer))
    return answer


def _raise(error: Exception) -> None:
    raise error
