"""The side of the child process: does jobs of pure Python, so that the window stays live; knows no window."""

from __future__ import annotations

import os
import threading
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kazcoop_desktop import i18n
from kazcoop_desktop.errors import UserError, trouble_behind
from kazcoop_desktop.models import store
from kazcoop_desktop.models.account import Account
from kazcoop_desktop.services import access

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_PAUSE = 0.05  # seconds between two words of progress


class Stopped(Exception):
    """The person has cancelled the job."""


def serve(connection: Connection, folder: str, key: bytes | None) -> None:
    """Does one job after another until the connection ends, with a database connection of its own.

    A job comes as (number, language, id of the account that has signed in, function, arguments); the function is called with `progress` and
    `cancelled` besides. What goes back is (number, what, …): progress, done, stopped, refused, trouble or failed.
    """
    threading.Thread(target=_end_with_parent, daemon=True).start()
    attached = store.attach(Path(folder), key=key)
    try:
        while (message := connection.recv()) is not None:
            if message[1] != "cancel":  # one that came too late for its job is dropped
                _do(connection, *message)
    except (EOFError, OSError):
        pass
    finally:
        attached.close()


def _do(
    connection: Connection,
    number: int,
    language: str,
    account_id: int | None,
    function: Any,
    arguments: dict[str, Any],
) -> None:
    talk = _Talk(connection, number)
    i18n.use(language)
    try:
        access.signed_in(Account.get_or_none(Account.id == account_id))
        result = function(**arguments, progress=talk.progress, cancelled=talk.cancelled)
    except Stopped:
        connection.send((number, "stopped"))
    except UserError as error:
        connection.send((number, "refused", str(error)))
    except Exception as error:  # carried over to the window, which tells whose fault it is
        if trouble := trouble_behind(error):
            connection.send((number, "trouble", str(trouble)))
        else:
            places = "".join(traceback.format_tb(error.__traceback__))
            connection.send((number, "failed", f"{places}{type(error).__name__}", str(error)))
    else:
        connection.send((number, "stopped") if talk.is_cancelled else (number, "done", result))


class _Talk:
    """What a job says while it works, and what it hears."""

    def __init__(self, connection: Connection, number: int) -> None:
        self._connection = connection
        self._number = number
        self._next = 0.0
        self.is_cancelled = False

    def progress(self, done: int, total: int) -> None:
        """Tells how far the job is. Raises Stopped when it has been cancelled."""
        if self.cancelled():
            raise Stopped
        now = time.monotonic()
        if now >= self._next or done == total:
            self._next = now + _PAUSE
            self._connection.send((self._number, "progress", done, total))

    def cancelled(self) -> bool:
        """Whether the person has cancelled the job."""
        while self._connection.poll():
            message = self._connection.recv()
            self.is_cancelled |= message is None or message[0] == self._number
        return self.is_cancelled


def _end_with_parent() -> None:
    import multiprocessing  # the window, which knows this module too, needs it only when it starts the child

    if (parent := multiprocessing.parent_process()) is not None:
        parent.join()
        os._exit(0)
