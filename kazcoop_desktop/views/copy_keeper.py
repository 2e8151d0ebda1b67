"""Copies while the window is open: every half hour when something was changed, and one more when it closes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QProgressDialog

from kazcoop_desktop.errors import Trouble
from kazcoop_desktop.i18n import _
from kazcoop_desktop.services import copies
from kazcoop_desktop.views import backups, jobs, messages

if TYPE_CHECKING:
    from kazcoop_desktop.views.main_window import MainWindow

_AFTER_A_FAILURE = timedelta(minutes=30)


class CopyKeeper(QObject):
    """Makes copies in the child process; the window asks it before it closes."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._job: jobs.Job | None = None
        self._shown: QProgressDialog | None = None
        self._may_close = False
        self._not_before = datetime.min

    def look(self) -> None:
        """Makes a copy if one is due."""
        now = datetime.now()
        if self._job is None and now >= self._not_before and copies.is_due(now):
            self._begin("regular")

    def may_close(self) -> bool:
        """Whether the window may close now. Else a copy is made first, and the window then closes by itself."""
        if self._may_close or _is_ending_the_session():
            return True
        if self._shown is not None:
            return self._is_given_up()
        if self._job is None and not copies.is_outdated():
            return True
        job = self._job or self._begin("closing")
        self._shown = backups.progress_of(job, _("Making a backup copy…"), self._window)
        self._shown.canceled.disconnect()
        self._shown.canceled.connect(self._insist)
        for ended in (job.done, job.stopped, job.failed):
            ended.connect(self._close)
        self._shown.show()
        return False

    def _begin(self, reason: str) -> jobs.Job:
        job = self._job = self._window.worker.run(_made, reason=reason, by=self._window.office.person)
        job.done.connect(self._tell_done)
        job.stopped.connect(self._forget)
        job.failed.connect(self._tell_failed)
        return job

    def _tell_done(self, _made_at: object) -> None:
        self._forget()
        if self._shown is None:
            self._window.office.announce()

    def _tell_failed(self, error: Exception) -> None:
        self._forget()
        self._not_before = datetime.now() + _AFTER_A_FAILURE
        if isinstance(error, Trouble) and self._shown is None:
            messages.complain(str(error), near=self._window)
        else:
            messages.tell(error, near=self._window)

    def _forget(self) -> None:
        self._job = None

    def _insist(self) -> None:
        """The person wants to close without waiting; a dialog that closes because the copy is there says so, too."""
        if self._job is None:
            return
        if self._is_given_up():
            self._window.close()
        elif self._shown is not None and self._job is not None:
            self._shown.show()

    def _is_given_up(self) -> bool:
        question = _("Close the program? The backup copy is still being made.")
        self._may_close = messages.confirmed(question, _("&Close"), near=self._window)
        if self._may_close and self._job is not None:
            self._job.cancel()
        return self._may_close

    def _close(self) -> None:
        self._may_close = True
        if self._window.isVisible():
            self._window.close()


def _is_ending_the_session() -> bool:
    """Whether the computer is being switched off: it does not wait for a copy."""
    return bool(QGuiApplication.instance().isSavingSession())  # type: ignore[union-attr]


def _made(reason: str, by: str, progress: Any, cancelled: Any) -> None:
    """The job of the child process."""
    copies.make_and_send(reason, by=by, progress=progress)
