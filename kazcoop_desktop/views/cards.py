"""Cards: quiet boxes with a heading, of which a page of news is made."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from kazcoop_desktop.views.icons import tinted

_SIGN = 16


class Card(QFrame):
    """A box with a heading and, at its right, a remark such as a number; `body` takes what it holds."""

    def __init__(self, heading: str, remark: str = "", *, sign: str = "", hue: str = "") -> None:
        super().__init__()
        self.setProperty("card", True)
        top = QHBoxLayout()
        if sign:
            shown = QLabel()
            shown.setPixmap(tinted(sign, hue).pixmap(_SIGN, _SIGN))
            top.addWidget(shown)
        top.addWidget(bold(heading, larger=1.12), 1)
        top.addWidget(quiet(remark))
        self.body = QVBoxLayout()
        self.body.setSpacing(0)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 12, 12, 10)
        self.column.setSpacing(6)
        self.column.addLayout(top)
        self.column.addLayout(self.body)


class CounterCard(QPushButton):
    """A figure with what it counts; pressing it opens the list behind it."""

    def __init__(self, figure: str, title: str, note: str) -> None:
        super().__init__()
        self.setProperty("counter", True)
        self.setAccessibleName(" ".join((figure, title, note)))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(2)
        for label in (bold(figure, larger=1.9), plain(title), quiet(note)):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            label.setWordWrap(True)
            self._column.addWidget(label)
        self._column.addStretch()

    def sizeHint(self) -> QSize:
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._column.minimumSize()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._column.totalHeightForWidth(width)


def plain(text: str, *, wraps: bool = True) -> QLabel:
    """A line of text that is shown as it is, and can wrap."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wraps)
    return label


def quiet(text: str, *, wraps: bool = False) -> QLabel:
    """A line of less important text."""
    label = plain(text, wraps=wraps)
    label.setProperty("quiet", True)
    return label


def bold(text: str, *, larger: float = 1.0) -> QLabel:
    """A line of text that stands out."""
    label = plain(text)
    font = QFont(label.font())
    font.setBold(True)
    font.setPointSizeF(font.pointSizeF() * larger)
    label.setFont(font)
    return label


def rule() -> QWidget:
    """A thin line between two rows."""
    line = QFrame()
    line.setObjectName("rule")
    line.setFixedHeight(1)
    return line
