"""One window for a data folder: a second start of the program brings the first one's to the front."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from kazcoop_desktop.errors import Trouble, trouble_behind
from kazcoop_desktop.i18n import _

_WAIT = 2000  # milliseconds
_LOCK = "kazcoop.lock"


class OpenElsewhere(Trouble):
    """Another computer has the folder open, or had it when it lost the stick with it."""


class OneWindow(QObject):
    """Holds the data folder for this process, if it is the first one there, and hears from later ones."""

    asked_to_show = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """Raises Trouble when another user or computer has the folder open, or it cannot be written to."""
        super().__init__(parent)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise trouble_behind(error) or Trouble(str(error)) from error
        name = f"kazcoop-{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:24]}"
        self._lock = QLockFile(str(folder / _LOCK))
        self._lock.setStaleLockTime(0)
        self.is_first = self._lock.tryLock(0)
        if self.is_first:
            self._listen(name)
            return
        _want_writable(folder)
        if not _knock(name):
            _process, computer, _program = self._lock.getLockInfo()
            sentence = _("The data folder is open on the computer “{computer}”. Close the program there.")
            raise OpenElsewhere(sentence.format(computer=computer))

    def release(self) -> None:
        """Lets others have the folder."""
        if self.is_first:
            self._server.close()
            self._lock.unlock()

    def _listen(self, name: str) -> None:
        QLocalServer.removeServer(name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        self._server.listen(name)

    def _answer(self) -> None:
        while (visitor := self._server.nextPendingConnection()) is not None:
            visitor.disconnected.connect(visitor.deleteLater)
            self.asked_to_show.emit()


def forget_lock(folder: Path) -> None:
    """Takes the folder from whoever had it, when a person knows that nobody has it open any more.

    Raises Trouble when the program does run: on Windows its lock cannot be removed.
    """
    try:
        (folder / _LOCK).unlink(missing_ok=True)
    except OSError as error:
        raise trouble_behind(error) or Trouble(str(error)) from error


def _want_writable(folder: Path) -> None:
    """On Windows a lock that cannot be had does not tell a folder that is open from one that is read-only."""
    try:
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        sentence = _("The folder “{folder}” cannot be written to. Choose another folder.")
        raise Trouble(sentence.format(folder=folder)) from error


def _knock(name: str) -> bool:
    """Asks the process that holds the folder to show its window; False when it does not answer."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    answered = socket.waitForConnected(_WAIT)
    socket.disconnectFromServer()
    return answered
