"""The lock: while the person is away nothing of the data is seen or reached, and what was typed waits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QToolTip, QVBoxLayout, QWidget

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.account import Account
from kazcoop_desktop.services import access, settings
from kazcoop_desktop.views.door.unlock import UnlockDialog

IDLE_MINUTES = 5
LEAST_IDLE, MOST_IDLE = 1, 60
_MINUTE = 60_000  # milliseconds
_ACTIVITY = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
)


def idle_minutes(owner: str) -> int:
    """After how many minutes without a touch the program is locked for a person."""
    return int(settings.get("idle_minutes", IDLE_MINUTES, owner=owner))


class Lock(QObject):
    """Locks the window of whoever is signed in; `switched` tells when another person has come in instead."""

    switched = Signal(object, str)  # Account, the password typed

    def __init__(self, folder: Path, why_not_switch: Callable[[], str], parent: QObject) -> None:
        """`why_not_switch` gives the sentence that says why nobody else can come in, or nothing."""
        super().__init__(parent)
        self._folder = folder
        self._why_not_switch = why_not_switch
        self._covers: list[_Cover] = []
        self._dialog: UnlockDialog | None = None
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self.lock)
        # Input reaches the window with the focus: to look at all events of the application would slow it down.
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._watch)

    @property
    def is_locked(self) -> bool:
        """Whether nothing can be seen at the moment."""
        return self._dialog is not None

    @property
    def dialog(self) -> UnlockDialog | None:
        """What asks for the password while the program is locked."""
        return self._dialog

    def begin(self) -> None:
        """Counts from now how long nobody has touched the program; without an account there is nothing to lock."""
        account = access.who()
        self._idle.stop()
        if account is not None:
            self._idle.start(idle_minutes(account.user_name) * _MINUTE)

    def end(self) -> None:
        """Locks no more."""
        self._idle.stop()
        self._uncover()

    def lock(self) -> None:
        """Hides every window behind a cover and asks for the password."""
        account = access.who()
        if account is None or self.is_locked:
            return
        self._idle.stop()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        QToolTip.hideText()
        for window in QApplication.topLevelWidgets():
            if window.isVisible():
                self._cover(window)
        self._dialog = UnlockDialog(self._folder, account, self._why_not_switch)
        self._dialog.entered.connect(self._let_in)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        self._dialog.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self.is_locked:
            if event.type() in _ACTIVITY and self._idle.isActive():
                self._idle.start()
        elif event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self._meet(watched)
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def _meet(self, window: QWidget) -> None:
        """Covers what work that goes on has opened, and stays before it."""
        if window is self._dialog or self._dialog is None or self._dialog.isAncestorOf(window):
            return
        if window.windowType() in (Qt.WindowType.ToolTip, Qt.WindowType.Popup):
            return
        self._cover(window)
        QTimer.singleShot(0, self, self._come_forward)

    def _come_forward(self) -> None:
        """Of the dialogs that wait for an answer the one shown last is before all others."""
        if self._dialog is not None:
            self._dialog.hide()
            self._dialog.show()

    def _cover(self, window: QWidget) -> None:
        if isinstance(window, QFileDialog):  # the system's own cannot be covered; nothing is typed in it
            window.reject()
        elif all(cover.window() is not window for cover in self._covers):
            self._covers.append(_Cover(window))

    def _let_in(self, account: Account, password: str) -> None:
        before = access.who()
        if before is not None and before.id == account.id:
            self._uncover()
            self.begin()
            return
        for cover in self._covers:  # dialogs of the first end here; their window is built anew
            if shiboken6.isValid(cover) and isinstance(cover.window(), QDialog):
                cover.window().hide()
                cover.window().deleteLater()
        self._covers.clear()
        self._end_locking()
        self.switched.emit(account, password)

    def _uncover(self) -> None:
        self._end_locking()
        for cover in self._covers:
            if shiboken6.isValid(cover):
                cover.lift()
        self._covers.clear()

    def _end_locking(self) -> None:
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        if self._dialog is not None:
            self._dialog.hide()
            self._dialog.deleteLater()
            self._dialog = None


class _Cover(QWidget):
    """Lies over a whole window and hides what is in it, from the eye and from programs that read screens aloud."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._title = window.windowTitle()
        self._focus = window.focusWidget()
        self._hidden = [
            child
            for child in window.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
            if child is not self and not child.isWindow() and not child.isHidden()
        ]
        self.setAutoFillBackground(True)
        words = QLabel(_("The program is locked."), alignment=Qt.AlignmentFlag.AlignCenter)
        QVBoxLayout(self).addWidget(words)
        window.setWindowTitle("KazCoop")
        for child in self._hidden:
            child.hide()
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self.window().rect())
        return False

    def lift(self) -> None:
        """Shows the window as it was."""
        window = self.window()
        window.removeEventFilter(self)
        window.setWindowTitle(self._title)
        for child in self._hidden:
            if shiboken6.isValid(child):
                child.show()
        self.hide()
        self.deleteLater()
        if self._focus is not None and shiboken6.isValid(self._focus):
            self._focus.setFocus()
