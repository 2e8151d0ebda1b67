"""Windows tells its programs when somebody locks the computer; then this one locks itself too."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from ctypes import wintypes
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray
from PySide6.QtWidgets import QWidget

_SESSION_CHANGED = 0x02B1  # WM_WTSSESSION_CHANGE
_SESSION_LOCKED = 0x7  # WTS_SESSION_LOCK
_OF_THIS_SESSION = 0  # NOTIFY_FOR_THIS_SESSION


class WindowsLock(QAbstractNativeEventFilter):
    """Calls `lock` when Windows says that its session was locked. On Linux no such message comes."""

    def __init__(self, lock: Callable[[], None]) -> None:
        super().__init__()
        self._lock = lock

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        if kind == b"windows_generic_MSG":
            said = wintypes.MSG.from_address(int(message))
            if said.message == _SESSION_CHANGED and said.wParam == _SESSION_LOCKED:
                self._lock()
        return False, 0


def ask_to_be_told(window: QWidget) -> None:
    """Asks Windows to send its messages about the session to a window."""
    if sys.platform == "win32":
        system: Any = ctypes
        system.windll.wtsapi32.WTSRegisterSessionNotification(
            wintypes.HWND(int(window.winId())), _OF_THIS_SESSION
        )
