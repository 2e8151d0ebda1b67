"""What goes wrong, noted in a file: with places in the program and ids, never with what is in a record."""

from __future__ import annotations

import faulthandler
import logging
import re
import sys
import threading
from logging.handlers import RotatingFileHandler

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from kazcoop_desktop import paths
from kazcoop_desktop.views import messages

_log = logging.getLogger(__name__)
_SIZE = 1024 * 1024
_FILES = 5
_QUOTED = re.compile(  # what Qt quotes, paths, and words that are not its own: they may name a person
    r'"[^"]*"|\S*[/\\]\S*|\S*[^\x00-\x7f]\S*'
)


def begin() -> None:
    """Notes from now on what the program tells of itself, and where it stood should the system end it."""
    folder = paths.log_folder()
    folder.mkdir(parents=True, exist_ok=True)
    log_file = RotatingFileHandler(
        folder / "kazcoop.log", maxBytes=_SIZE, backupCount=_FILES, encoding="utf-8"
    )
    log_file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(log_file)
    logging.getLogger().setLevel(logging.INFO)
    faulthandler.enable((folder / "crash.log").open("a"))


def watch_for_errors() -> None:
    """From now on an error that nothing has caught is told to the person, and what Qt says is noted."""
    sys.excepthook = lambda kind, error, places: messages.tell(error)
    threading.excepthook = lambda what: messages.note(what.exc_value)
    qInstallMessageHandler(note_of_qt)


def note_of_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Notes what Qt says, without what it quotes."""
    level = logging.INFO if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) else logging.WARNING
    _log.log(level, "Qt: %s", _QUOTED.sub("…", message))
