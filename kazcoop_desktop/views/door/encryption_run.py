"""Turning encryption on or off: the data are closed meanwhile, and how far the work is can be seen."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QObject, Qt, Signal
from PySide6.QtWidgets import QProgressDialog

from kazcoop_desktop import i18n
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import database
from kazcoop_desktop.services import access, accounts


class _Run(QObject):
    """The work in a thread of its own; `ended` carries what went wrong, or None."""

    progressed = Signal(int, int)
    ended = Signal(object)

    def __init__(self, work: Callable[..., None]) -> None:
        super().__init__()
        self._work = work
        self._language = i18n.current()

    def start(self) -> None:
        threading.Thread(target=self._do, daemon=False).start()

    def _do(self) -> None:
        try:
            with i18n.language(self._language):
                self._work(progress=self.progressed.emit)
        except Exception as error:  # carried to the window's thread, which tells whose fault it is
            self.ended.emit(error)
        else:
            self.ended.emit(None)


def run(*, on: bool) -> Exception | None:
    """Closes the data, encrypts or decrypts them and opens them again; gives what went wrong, the data being as before."""
    database.close()
    work = _Run(accounts.encrypt if on else accounts.decrypt)
    what = _("Encrypting the data…") if on else _("Decrypting the data…")
    shown = QProgressDialog(what, "", 0, 0)
    shown.setWindowTitle("KazCoop")
    shown.setWindowFlag(Qt.WindowType.WindowCloseButtonHint, on=False)
    shown.setCancelButton(None)
    shown.setMinimumDuration(0)
    shown.setAutoClose(False)
    shown.setAutoReset(False)
    waiting = QEventLoop()
    found: list[Exception | None] = []

    def tell(done: int, total: int) -> None:
        shown.setMaximum(total)
        shown.setValue(done)

    def end(error: Exception | None) -> None:
        found.append(error)
        waiting.quit()

    work.progressed.connect(tell, Qt.ConnectionType.QueuedConnection)
    work.ended.connect(end, Qt.ConnectionType.QueuedConnection)
    shown.show()
    work.start()
    waiting.exec()
    shown.close()
    shown.deleteLater()
    accounts.reopen()
    if found[0] is None:
        accounts.note_encryption(is_on=on, by=access.name())
    return found[0]
