"""A timetable: days side by side, hours downwards; its items are moved with the mouse or the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from kazcoop_desktop.models.visit import ProgrammeItem
from kazcoop_desktop.services.delegations.programme import clock_of, length_of, minutes_of
from kazcoop_desktop.views.theme import hues
from kazcoop_desktop.views.words import day_in_words

STEP = 15  # minutes
_FIRST, _LAST = 8 * 60, 20 * 60
_HOUR = 46  # pixels
_DRAG_AFTER = 6
_LOW = 22


class ItemBox(QWidget):
    """One item: it takes the focus, is dragged, and hears the keys that move, open and delete it."""

    moved = Signal(object, object, int)  # item, day, minutes after midnight
    opened = Signal(object)
    delete_wanted = Signal(object)

    def __init__(self, item: ProgrammeItem, timetable: Timetable) -> None:
        super().__init__(timetable)
        self.item = item
        self._timetable = timetable
        self._pressed: QPoint | None = None
        self._is_dragged = False
        self._lines = [f"{item.hours()}  {item}", str(item.venue or ""), str(item.responsible or "")]
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        said = ", ".join(line for line in (f"{item.held_on:%d.%m.%Y}", *self._lines) if line)
        self.setAccessibleName(said)
        self.setToolTip("\n".join(line for line in self._lines if line))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._timetable.choose(self.item)
        key = Qt.Key(event.key())
        step = {Qt.Key.Key_Up: -STEP, Qt.Key.Key_Down: STEP}.get(key)
        days = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and (step or days):
            day = self.item.held_on + timedelta(days=days or 0)
            self.moved.emit(self.item, day, minutes_of(self.item.starts_at) + (step or 0))
        elif step:
            self._timetable.focus_beside(self, 1 if step > 0 else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.item)
        elif key == Qt.Key.Key_Delete:
            self.delete_wanted.emit(self.item)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._timetable.choose(self.item)
            self._pressed = event.position().toPoint()
            self.raise_()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        way = event.position().toPoint() - self._pressed
        if self._is_dragged or way.manhattanLength() > _DRAG_AFTER:
            self._is_dragged = True
            self.move(self.pos() + way)
            _day, minutes = self._timetable.place_of(self)
            QToolTip.showText(event.globalPosition().toPoint(), clock_of(minutes), self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._is_dragged:
            day, minutes = self._timetable.place_of(self)
            self._timetable.arrange()
            self.moved.emit(self.item, day, minutes)
        self._pressed, self._is_dragged = None, False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        self.opened.emit(self.item)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette = self.palette()
        painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.Highlight))
        accent = palette.color(QPalette.ColorRole.Accent)
        painter.fillRect(0, 0, 3, self.height(), accent)
        if self.hasFocus():
            painter.setPen(accent)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.setPen(palette.color(QPalette.ColorRole.HighlightedText))
        metrics = self.fontMetrics()
        room = self.width() - 12
        for number, line in enumerate(line for line in self._lines if line):
            top = 2 + number * metrics.height()
            if top + metrics.height() <= self.height() + 3:
                shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, room)
                painter.drawText(8, top + metrics.ascent(), shown)
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._timetable.choose(self.item)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()


class Timetable(QWidget):
    """The days of a visit with their items."""

    moved = Signal(object, object, int)  # item, day, minutes after midnight
    opened = Signal(object)
    delete_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: list[ItemBox] = []
        self._days: list[date] = []
        self._first, self._last = _FIRST, _LAST
        self._chosen = 0

    def show_items(self, days: Sequence[date], items: Sequence[ProgrammeItem]) -> None:
        """Shows the items of these days; the item that was chosen stays chosen, and keeps the focus."""
        had_focus = any(box.hasFocus() for box in self.boxes)
        for box in self.boxes:
            box.hide()
            box.deleteLater()
        self._days = list(days)
        starts = [minutes_of(item.starts_at) for item in items]
        ends = [minutes_of(item.starts_at) + length_of(item) for item in items]
        self._first = min([_FIRST, *(start // 60 * 60 for start in starts)])
        self._last = max([_LAST, *(-(-end // 60) * 60 for end in ends)])
        self.boxes = []
        for item in items:
            box = ItemBox(item, self)
            box.moved.connect(self.moved)
            box.opened.connect(self.opened)
            box.delete_wanted.connect(self.delete_wanted)
            box.show()
            self.boxes.append(box)
            if item.id == self._chosen and had_focus:
                box.setFocus()
        self.setMinimumHeight(self.sizeHint().height())
        self.arrange()
        self.update()

    def box_of(self, item_id: int) -> ItemBox:
        """The box of an item by its id."""
        return next(box for box in self.boxes if box.item.id == item_id)

    def choose(self, item: ProgrammeItem) -> None:
        """Makes an item the current one."""
        self._chosen = item.id

    def current(self) -> ProgrammeItem | None:
        """The item that was chosen last, by the mouse or by the keys."""
        return next((box.item for box in self.boxes if box.item.id == self._chosen), None)

    def focus_beside(self, box: ItemBox, step: int) -> None:
        """Gives the focus to the next item in the order of time, or the one before."""
        self.boxes[(self.boxes.index(box) + step) % len(self.boxes)].setFocus()

    def place_of(self, box: QWidget) -> tuple[date, int]:
        """The day and the minutes after midnight where a box lies now, to the quarter of an hour."""
        middle = box.x() + min(box.width(), self._day_width()) // 2 - self._gutter()
        place = min(max(middle // max(self._day_width(), 1), 0), len(self._days) - 1)
        minutes = self._first + (box.y() - self._head()) * 60 / _HOUR
        rounded = round(minutes / STEP) * STEP
        return self._days[place], min(max(rounded, 0), 24 * 60 - STEP)

    def arrange(self) -> None:
        """Puts every box where its item belongs; those at the same time stand side by side."""
        for day_place, day in enumerate(self._days):
            its = [box for box in self.boxes if box.item.held_on == day]
            lanes = _lanes([box.item for box in its])
            across = max(lanes, default=0) + 1
            wide = (self._day_width() - 6) // across
            for box, lane in zip(its, lanes, strict=True):
                start = minutes_of(box.item.starts_at)
                top = self._head() + (start - self._first) * _HOUR // 60
                high = max(length_of(box.item) * _HOUR // 60 - 2, _LOW)
                left = self._gutter() + day_place * self._day_width() + 3 + lane * wide
                box.setGeometry(QRect(left, top + 1, wide - 2, high))

    def sizeHint(self) -> QSize:
        return QSize(600, self._head() + (self._last - self._first) * _HOUR // 60 + 8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Base))
        colours = hues()
        metrics = self.fontMetrics()
        for hour in range(self._first // 60, self._last // 60 + 1):
            y = self._head() + (hour * 60 - self._first) * _HOUR // 60
            painter.setPen(QColor(colours.line))
            painter.drawLine(self._gutter(), y, self.width(), y)
            painter.setPen(QColor(colours.quiet))
            painter.drawText(6, y + metrics.ascent() // 2, f"{hour:02}:00")
        for place, day in enumerate(self._days):
            x = self._gutter() + place * self._day_width()
            painter.setPen(QColor(colours.line))
            painter.drawLine(x, 0, x, self.height())
            painter.setPen(QColor(colours.text))
            name = metrics.elidedText(day_in_words(day), Qt.TextElideMode.ElideRight, self._day_width() - 12)
            painter.drawText(x + 6, metrics.ascent() + 6, name)
        painter.end()

    def _gutter(self) -> int:
        return self.fontMetrics().horizontalAdvance("00:00") + 14

    def _head(self) -> int:
        return self.fontMetrics().height() + 14

    def _day_width(self) -> int:
        return max((self.width() - self._gutter()) // max(len(self._days), 1), 60)


def _lanes(items: Sequence[ProgrammeItem]) -> list[int]:
    """For each item of a day the lane in which it does not cover an earlier one."""
    ends: list[int] = []
    lanes = []
    for item in items:
        start = minutes_of(item.starts_at)
        lane = next((place for place, end in enumerate(ends) if end <= start), len(ends))
        ends[lane : lane + 1] = [start + length_of(item)]
        lanes.append(lane)
    return lanes
