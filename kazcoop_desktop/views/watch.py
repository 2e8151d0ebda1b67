"""Looks for damage beside the work: a little at every start, all of it after an end that was none and every week."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from kazcoop_desktop.errors import Trouble
from kazcoop_desktop.i18n import _
from kazcoop_desktop.services import condition
from kazcoop_desktop.views import jobs, messages

_NAMED = 10  # faults that a thorough check names


class Watch(QObject):
    """Asks in a thread, and tells what was found near the window that is there by then."""

    def __init__(self, window: Callable[[], QWidget | None], parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._answer: jobs.Answer | None = None
        self._ended = threading.Event()

    def begin(self) -> None:
        """Looks once the window has been painted."""
        is_due = condition.begin(datetime.now())
        QTimer.singleShot(0, self, self._check_thoroughly if is_due else self._look)

    def end(self) -> None:
        """Looks no further; whoever waits for threads does not wait for this."""
        self._ended.set()
        if self._answer is not None:
            self._answer.drop()

    def _look(self) -> None:
        """Whether the end of the history is whole, and what opening does to a small file."""
        self._answer = jobs.ask(self, condition.quick_faults, self._tell_of_damage)

    def _check_thoroughly(self) -> None:
        is_over = self._ended.is_set
        self._answer = jobs.ask(
            self,
            lambda: condition.faults(datetime.now(), is_wanted=lambda: not is_over()),
            self._tell_of_faults,
        )

    def _tell_of_faults(self, found: list[str]) -> None:
        if found:
            sentence = _("The check found faults. Restore the data from a backup copy.")
            messages.tell(Trouble("\n".join([sentence, "", *found[:_NAMED]])), near=self._window())

    def _tell_of_damage(self, found: list[str]) -> None:
        if found:
            messages.tell(Trouble(condition.told(found)), near=self._window())
