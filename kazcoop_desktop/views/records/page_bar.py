"""The bar with the names of pages: one line, with a menu of those for which it has no room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from kazcoop_desktop.i18n import _

_GAP = 2


class PageBar(QWidget):
    """The names of pages, the chosen one always among those seen; Left and Right go from page to page."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: list[str] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.choose)
        self.more = QToolButton()
        self.more.setText(_("More…"))
        self.more.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        self.more.setAutoRaise(True)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(QMenu(self.more))
        self.more.menu().aboutToShow.connect(self._offer_others)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        self._row.addWidget(self.more)
        self._row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_names(self, names: Sequence[str]) -> None:
        """Writes the names of the pages, an empty one hides its page."""
        for number in range(len(self._group.buttons()), len(names)):
            added = _PageName()
            self._group.addButton(added, number)
            self._row.insertWidget(number, added)
        self._names = list(names)
        for number, name in enumerate(names):
            self._group.button(number).setText(name)
        self._fit()

    def names(self) -> list[str]:
        """The names of the pages that there are, in the line or in its menu."""
        return [name for name in self._names if name]

    def buttons(self) -> list[QAbstractButton]:
        """The buttons of the pages that there are."""
        return [self._group.button(number) for number in self._numbers()]

    def current(self) -> int:
        """The number of the chosen page."""
        return self._group.checkedId()

    def choose(self, number: int) -> None:
        """Goes to a page."""
        self._group.button(number).setChecked(True)
        self._fit()
        self.chosen.emit(number)

    def step(self, by: int) -> None:
        """Goes to the next page that there is, or the one before."""
        numbers = self._numbers()
        place = numbers.index(self.current()) if self.current() in numbers else 0
        self.choose(numbers[(place + by) % len(numbers)])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self.step(step)
        self._group.button(self.current()).setFocus()

    def _numbers(self) -> list[int]:
        return [number for number, name in enumerate(self._names) if name]

    def _fit(self) -> None:
        """Shows the names that the line has room for: the chosen one, the first, those with a count, others."""
        numbers = self._numbers()
        widths = {number: self._group.button(number).sizeHint().width() + _GAP for number in numbers}
        is_short = sum(widths.values()) > self.width()
        room = self.width() - (self.more.sizeHint().width() if is_short else 0)
        seen: set[int] = set()
        for number in sorted(numbers, key=self._rank):
            if widths[number] <= room or not seen:
                room -= widths[number]
                seen.add(number)
        for number in range(len(self._names)):
            self._group.button(number).setVisible(number in seen)
        self.more.setVisible(is_short)

    def _rank(self, number: int) -> int:
        if number in (self.current(), 0):
            return int(number != self.current())
        return 2 if self._names[number][-1].isdigit() else 3

    def _offer_others(self) -> None:
        menu = self.more.menu()
        menu.clear()
        for number in self._numbers():
            if self._group.button(number).isHidden():
                offered = menu.addAction(self._names[number].replace("&", "&&"))
                offered.triggered.connect(lambda _checked=False, number=number: self.choose(number))


class _PageName(QToolButton):
    """A flat name with a line below it when its page is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 16, metrics.height() + 12)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette = self.palette()
        accent = palette.color(QPalette.ColorRole.Accent)
        if self.underMouse() or self.hasFocus():
            ground = palette.color(QPalette.ColorRole.Text)
            ground.setAlpha(16)
            painter.fillRect(self.rect(), ground)
        painter.setPen(accent if self.isChecked() else palette.color(QPalette.ColorRole.WindowText))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.isChecked():
            painter.fillRect(QRect(4, self.height() - 3, self.width() - 8, 2), accent)
        painter.end()
