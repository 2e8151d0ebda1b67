"""A layout that goes on in the next line when a line is full, and the bar of pages that uses it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QLayout,
    QLayoutItem,
    QSizePolicy,
    QToolButton,
    QWidget,
)


class FlowLayout(QLayout):
    """Puts widgets side by side and begins a new line where the width ends."""

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 2) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, place: int) -> QLayoutItem | None:
        return self._items[place] if 0 <= place < len(self._items) else None

    def takeAt(self, place: int) -> QLayoutItem | None:
        return self._items.pop(place) if 0 <= place < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        self._place(area, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, area: QRect, *, move: bool) -> int:
        x, y, line = area.x(), area.y(), 0
        for item in self._items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            size = item.sizeHint()
            if line and x + size.width() > area.right() + 1:
                x, y, line = area.x(), y + line, 0
            if move:
                item.setGeometry(QRect(x, y, size.width(), size.height()))
            x += size.width() + self.spacing()
            line = max(line, size.height())
        return y + line - area.y()


class PageBar(QWidget):
    """The names of a record's pages, in as many lines as they need; Left and Right go from page to page."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.choose)
        self._layout = FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_names(self, names: Sequence[str]) -> None:
        """Writes the names of the pages, an empty one hides its page."""
        for number in range(len(self._group.buttons()), len(names)):
            added = _PageName()
            self._group.addButton(added, number)
            self._layout.addWidget(added)
        for number, name in enumerate(names):
            button = self._group.button(number)
            button.setText(name)
            button.setVisible(bool(name))
        self.updateGeometry()

    def names(self) -> list[str]:
        """The names of the pages that are shown."""
        return [button.text() for button in self.buttons()]

    def buttons(self) -> list[QAbstractButton]:
        """The buttons of the pages that are shown."""
        return [button for button in self._group.buttons() if not button.isHidden()]

    def current(self) -> int:
        """The number of the chosen page."""
        return self._group.checkedId()

    def choose(self, number: int) -> None:
        """Goes to a page."""
        self._group.button(number).setChecked(True)
        self.chosen.emit(number)

    def step(self, by: int) -> None:
        """Goes to the next page that is shown, or the one before."""
        shown = [
            number
            for number in range(len(self._group.buttons()))
            if not self._group.button(number).isHidden()
        ]
        place = shown.index(self.current()) if self.current() in shown else 0
        self.choose(shown[(place + by) % len(shown)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self.step(step)
        self._group.button(self.current()).setFocus()


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
