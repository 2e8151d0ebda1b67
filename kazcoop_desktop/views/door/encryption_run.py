"""Turning encryption on or off: the data are closed meanwhile, and how far the work is can be seen."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QObject, Qt, Signal
from PySide6.QtWidgets import QProgressDialog

from kazcoop_desktop.i18n import _
from kazcoop_desktop.services import accounts


class _Run(QObject):
    """The work in a thread of its own; `ended` carries what went wrong, or None."""

    progressed = Signal(int, int)
    ended = Signal(object)

    def __init__(self, work: Callable[..., None], language: str) -> None:
        super().__init__()
        self._work = work
        self._language = language

    def start(self) -> None:
        threading.Thread(target=self._do, daemon=False).start()

    def _do(self) -> None:
        from kazcoop_desktop import i18n

        try:
            with i18n.language(self._language):
                self._work(progress=self.progressed.emit)
        except Exception as error:  # carried to the window's thread, which tells whose fault it is
            self.ended.emit(error)
        else:
            self.ended.emit(None)


def run(*, on: bool, language: str) -> Exception | None:
    """Encrypts or decrypts the closed data and opens them again; gives what went wrong, the data being as they were."""
    work = _Run(accounts.encrypt if on else accounts.decrypt, language)
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
    return found[0]
