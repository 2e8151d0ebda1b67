"""The one door through which errors, notices and questions reach the person."""

from __future__ import annotations

import logging
import traceback

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QToolButton,
    QWidget,
)

from kazcoop_desktop import __version__
from kazcoop_desktop.errors import UserError, trouble_behind
from kazcoop_desktop.i18n import _
from kazcoop_desktop.views.icons import icon, tinted
from kazcoop_desktop.views.jobs import ChildError
from kazcoop_desktop.views.theme import hues

_log = logging.getLogger(__name__)
_PASSING = 6000  # milliseconds for which news stays that asks for nothing
_is_telling = False


class Notice(QFrame):
    """A quiet bar that says one sentence beside what it is about, until it is closed or outdated."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._sign = QLabel()
        self._sentence = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = QToolButton(autoRaise=True)
        close.setToolTip(_("Close"))
        close.setIcon(icon("x"))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.addWidget(self._sign)
        row.addWidget(self._sentence, 1)
        row.addWidget(close)
        self._clock = QTimer(self, singleShot=True, interval=_PASSING)
        self._clock.timeout.connect(self.hide)
        close.clicked.connect(self.hide)
        self.hide()

    def text(self) -> str:
        """The sentence shown; empty while the bar is hidden."""
        return "" if self.isHidden() else self._sentence.text()

    def complain(self, sentence: str) -> None:
        """Says what could not be done; stays until it is closed."""
        self._say(sentence, "circle-alert", "danger")
        self._clock.stop()

    def tell(self, sentence: str) -> None:
        """Says what was done; goes by itself."""
        self._say(sentence, "circle-check", "good")
        self._clock.start()

    def _say(self, sentence: str, sign: str, hue: str) -> None:
        self._sign.setPixmap(tinted(sign, getattr(hues(), hue)).pixmap(18, 18))
        self._sentence.setText(sentence)
        self._sentence.setAccessibleName(sentence)
        self.show()


def tell(error: BaseException, *, near: QWidget | None = None) -> None:
    """Tells the person of an error: a notice for their own, what to do for trouble, details for ours."""
    global _is_telling
    if isinstance(error, UserError):
        complain(str(error), near=near)
        return
    trouble = trouble_behind(error)
    _log.log(logging.WARNING if trouble else logging.ERROR, "%s", _without_values(error))
    if _is_telling:  # an error that comes while one is being told stands in the log
        return
    _is_telling = True
    try:
        if trouble:
            explain(str(trouble), near=near)
        else:
            _own_up(error, near)
    finally:
        _is_telling = False


def note(error: BaseException | None) -> None:
    """Writes an error into the log that happened where no dialog can be shown."""
    if error is not None:
        _log.error("%s", _without_values(error))


def complain(sentence: str, *, near: QWidget | None = None) -> None:
    """Says in the notice bar nearest to a widget what could not be done; in a dialog where there is no bar."""
    if notice := _notice_of(near):
        notice.complain(sentence)
    else:
        explain(sentence, near=near)


def news(sentence: str, *, near: QWidget) -> None:
    """Says in the notice bar nearest to a widget what was done."""
    if notice := _notice_of(near):
        notice.tell(sentence)


def explain(sentence: str, *, near: QWidget | None = None) -> None:
    """A dialog with one sentence that must be read before going on."""
    box = _box(QMessageBox.Icon.Warning, sentence, near)
    box.addButton(_("Close"), QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def confirmed(question: str, verb: str, *, near: QWidget | None = None) -> bool:
    """Whether the person agrees by the button that repeats the verb; the other button is the default."""
    box = _box(QMessageBox.Icon.Question, question, near)
    yes = box.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
    no = box.addButton(_("&Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(no)
    box.setEscapeButton(no)
    box.exec()
    return box.clickedButton() is yes


def _own_up(error: BaseException, near: QWidget | None) -> None:
    sentence = _("The program met an error. Your data is safe. Copy the details for the administrator.")
    box = _box(QMessageBox.Icon.Critical, sentence, near)
    details = f"KazCoop Desktop {__version__}\n{_without_values(error)}"
    box.setDetailedText(details)
    copy = box.addButton(_("&Copy details"), QMessageBox.ButtonRole.AcceptRole)
    copy.setIcon(icon("copy"))
    onward = box.addButton(_("C&ontinue"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(onward)
    box.setEscapeButton(onward)
    box.exec()
    if box.clickedButton() is copy:
        QGuiApplication.clipboard().setText(details)


def _box(sign: QMessageBox.Icon, sentence: str, near: QWidget | None) -> QMessageBox:
    box = QMessageBox(sign, "KazCoop", sentence, parent=near or QApplication.activeWindow())
    box.setTextFormat(Qt.TextFormat.PlainText)
    return box


def _notice_of(near: QWidget | None) -> Notice | None:
    """The notice bar of the widget's surroundings, from the inside out; of the active window without a widget."""
    place = near or QApplication.activeWindow()
    while place is not None:
        if (notice := place.findChild(Notice)) is not None:
            return notice
        place = place.parentWidget()
    return None


def _without_values(error: BaseException) -> str:
    """The traceback without what the exception says: a message may hold a name, and the log must not."""
    if isinstance(error, ChildError):
        return error.places
    lines = traceback.format_tb(error.__traceback__)
    code = getattr(error.__context__, "sqlite_errorname", "")
    return f"{''.join(lines)}{type(error).__name__} {code}".rstrip()
