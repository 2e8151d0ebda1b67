"""A quiet line that tells what could not be done, beside what caused it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.views.icons import icon, tinted

_SIGN = 16


class Notice(QFrame):
    """Hidden until there is something to say; what can be done about it stands beside it as buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = QLabel()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self._close = QToolButton()
        self._close.setAutoRaise(True)
        self._close.setIcon(icon("x"))
        self._close.setToolTip(_("Close"))
        self._close.clicked.connect(self.hide)
        self._buttons = QHBoxLayout()
        words = QVBoxLayout()
        words.addWidget(self._text)
        words.addLayout(self._buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 6, 6)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.link_activated = self._text.linkActivated
        self.setAutoFillBackground(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.hide()

    def text(self) -> str:
        """What is said now."""
        return "" if self.isHidden() else self._text.text()

    def say(self, sentence: str, *actions: tuple[str, Callable[[], object]]) -> None:
        """Shows a sentence with a button for each thing that can be done."""
        self._text.setText(sentence)
        while (item := self._buttons.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for name, act in actions:
            button = QPushButton(name)
            button.clicked.connect(self.hide)
            button.clicked.connect(act)
            self._buttons.addWidget(button)
        if actions:
            self._buttons.addStretch(1)
        ground = tint(self.palette(), warning_colour(self.palette()), 0.16)
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Window, ground)
        self.setPalette(palette)
        self._sign.setPixmap(tinted("circle-alert", warning_colour(palette)).pixmap(_SIGN, _SIGN))
        self.show()

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Within this block what the person cannot do is said here; other errors pass on."""
        try:
            yield
        except UserError as error:
            self.say(str(error))


def is_dark(palette: QPalette) -> bool:
    """Whether the window is drawn light on dark."""
    return (
        palette.color(QPalette.ColorRole.Base).lightness()
        < palette.color(QPalette.ColorRole.Text).lightness()
    )


def warning_colour(palette: QPalette) -> QColor:
    """The colour of what needs attention, legible on the palette's base."""
    return QColor("#f2a65a") if is_dark(palette) else QColor("#9a5b00")


def error_colour(palette: QPalette) -> QColor:
    """The colour of what is overdue or wrong, legible on the palette's base."""
    return QColor("#ff8f80") if is_dark(palette) else QColor("#b3261e")


def tint(palette: QPalette, colour: QColor, share: float) -> QColor:
    """The palette's base with a share of another colour."""
    base = palette.color(QPalette.ColorRole.Base)
    red, green, blue = (
        round(one * share + other * (1 - share))
        for one, other in (
            (colour.red(), base.red()),
            (colour.green(), base.green()),
            (colour.blue(), base.blue()),
        )
    )
    return QColor(red, green, blue)
