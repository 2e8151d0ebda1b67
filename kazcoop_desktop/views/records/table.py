"""The table of a register, with columns that each person arranges."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import peewee as pw
from PySide6.QtCore import (
    QItemSelectionModel,
    QMimeData,
    QObject,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QGuiApplication, QHelpEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import label
from kazcoop_desktop.views.records.rows import Index, RecordsModel

_LETTERS, _NAME_LETTERS = 20, 40  # average letters in a column before the person widens it
_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)


class RecordsTable(QTableView):
    """A register as a table: whole rows selected, columns moved, hidden and sorted by the person."""

    opened = Signal(int)  # id: shown large
    chosen = Signal(int)  # id: shown beside the table
    columns_changed = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, records: RecordsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.records = records
        self.setModel(records)
        self.setItemDelegate(_CutCells(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self._arrange_headers()
        self._empty = QLabel(self.viewport())
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.hide()
        QVBoxLayout(self.viewport()).addWidget(self._empty)
        self.doubleClicked.connect(lambda index: self.opened.emit(records.id_at(index.row())))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self.menu_wanted)

    def say_when_empty(self, sentence: str) -> None:
        """Shows a sentence in place of rows; an empty one takes it away."""
        self._empty.setText(sentence)
        self._empty.setVisible(bool(sentence))

    def sentence_when_empty(self) -> str:
        """The sentence that stands in place of rows now."""
        return "" if self._empty.isHidden() else self._empty.text()

    def selected_ids(self) -> list[int]:
        """Ids of the selected records, in the order of the table."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.records.id_at(row) for row in rows]

    def current_id(self) -> int:
        """The id of the current record; 0 when there is none."""
        index = self.currentIndex()
        return self.records.id_at(index.row()) if index.isValid() else 0

    def select(self, record_id: int) -> bool:
        """Makes a record the current one without telling that it was chosen; False when it is not shown."""
        row = self.records.row_of(record_id) if record_id else -1
        if row < 0:
            return False
        flags = QItemSelectionModel.SelectionFlag
        column = self.horizontalHeader().logicalIndex(0)
        while self.isColumnHidden(column) and column + 1 < len(self.records.columns):
            column += 1
        index = self.records.index(row, column)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)
        return True

    def copy(self) -> None:
        """Puts the selected rows on the clipboard: as a table for Word, with tabs for Excel, headings first."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        if rows:
            QGuiApplication.clipboard().setMimeData(self._copied(rows))

    def column_state(self) -> dict[str, Any]:
        """Order, widths, hidden columns and sorting, by the names of the columns."""
        header, names = self.horizontalHeader(), self._names()
        places = range(len(names))
        return {
            "order": [names[header.logicalIndex(place)] for place in places],
            "widths": {
                names[place]: header.sectionSize(place) for place in places if self.columnWidth(place)
            },
            "hidden": [names[place] for place in places if self.isColumnHidden(place)],
            "sort": [names[header.sortIndicatorSection()], header.sortIndicatorOrder().value],
        }

    def restore_columns(self, state: dict[str, Any]) -> None:
        """Arranges the columns as they were kept; columns that are new since stand where they usually do."""
        header, names = self.horizontalHeader(), self._names()
        known = [name for name in state["order"] if name in names]
        for place, name in enumerate(known):
            header.moveSection(header.visualIndex(names.index(name)), place)
        for name, width in state["widths"].items():
            if name in names:
                self.setColumnWidth(names.index(name), width)
        for name in state["hidden"]:
            if name in names and len(state["hidden"]) < len(names):
                self.setColumnHidden(names.index(name), True)
        name, order = state["sort"]
        if name in names:
            header.setSortIndicator(names.index(name), Qt.SortOrder(order))

    def _names(self) -> list[str]:
        return [column.name for column in self.records.columns]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and self.current_id():
            self.opened.emit(self.current_id())
            return
        super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and current.row() != previous.row():
            self.chosen.emit(self.records.id_at(current.row()))

    def _arrange_headers(self) -> None:
        letter = self.fontMetrics().averageCharWidth()
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + 12)
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        header.setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        )
        header.setMinimumSectionSize(letter * 5)
        header.setStretchLastSection(True)
        for place in range(len(self.records.columns)):
            self.setColumnWidth(place, self._usual_width(place))
        header.setMinimumHeight(2 * self.fontMetrics().height() + 6)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._offer_columns)
        header.sectionResized.connect(self.columns_changed)
        header.sectionMoved.connect(self.columns_changed)
        header.sortIndicatorChanged.connect(self.records.sort)
        header.sortIndicatorChanged.connect(self.columns_changed)

    def _offer_columns(self, where: QPoint) -> None:
        header = self.horizontalHeader()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column, field in enumerate(self.records.columns):
            action = menu.addAction(label(field))
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(column))
            action.setEnabled(self.isColumnHidden(column) or header.hiddenSectionCount() + 1 < header.count())
            action.toggled.connect(lambda shown, column=column: self._show_column(column, shown=shown))
        menu.addSeparator()
        menu.addAction(_("Restore the usual columns")).triggered.connect(self._usual_columns)
        menu.popup(header.mapToGlobal(where))

    def _show_column(self, column: int, *, shown: bool) -> None:
        self.setColumnHidden(column, not shown)
        self.columns_changed.emit()

    def _usual_columns(self) -> None:
        header = self.horizontalHeader()
        for place in range(len(self.records.columns)):
            self.setColumnHidden(place, False)
            header.moveSection(header.visualIndex(place), place)
            self.setColumnWidth(place, self._usual_width(place))

    def _usual_width(self, place: int) -> int:
        """Dates as wide as a date, links and a leading name wide, the rest between; room for every heading."""
        column, metrics = self.records.columns[place], self.fontMetrics()
        is_link = isinstance(column, pw.ForeignKeyField)
        if isinstance(column, pw.DateField):
            width = metrics.horizontalAdvance("00.00.0000") + 20
        elif isinstance(column, pw.IntegerField) and not is_link:
            width = metrics.averageCharWidth() * 11
        elif is_link or (place == 0 and column.name.startswith("name")):
            width = metrics.averageCharWidth() * _NAME_LETTERS
        else:
            width = metrics.averageCharWidth() * _LETTERS
        for_the_sign = metrics.height() + 6 if place == 0 else 0
        return max(width, _in_two_lines(label(column), metrics)) + for_the_sign

    def _copied(self, rows: Sequence[int]) -> QMimeData:
        header = self.horizontalHeader()
        shown = [
            header.logicalIndex(place)
            for place in range(header.count())
            if not self.isColumnHidden(header.logicalIndex(place))
        ]
        lines = [[label(self.records.columns[column]) for column in shown]]
        lines += [[texts[column] for column in shown] for texts in self.records.texts(rows)]
        copied = QMimeData()
        copied.setText("\n".join("\t".join(cell.replace("\t", " ") for cell in line) for line in lines))
        cells = "".join(
            f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in line)}</tr>"
            for tag, line in (("th" if place == 0 else "td", line) for place, line in enumerate(lines))
        )
        copied.setHtml(f"<table>{cells}</table>")
        return copied


class _CutCells(QStyledItemDelegate):
    """Tells the whole text of a cell that is cut, when the mouse rests on it."""

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        text = str(index.data() or "")
        why = str(index.data(_TOOL_TIP) or "")
        if self.sizeHint(option, index).width() > view.visualRect(index).width():
            why = "\n".join(line for line in (text, why) if line)
        QToolTip.showText(event.globalPos(), why, view)
        return True


def _in_two_lines(heading: str, metrics: QFontMetrics) -> int:
    """How wide a heading must be to take no more than two lines, with room for the sort sign."""
    words = heading.split()
    splits = [(words[:place], words[place:]) for place in range(1, len(words) + 1)]
    widest = (max(metrics.horizontalAdvance(" ".join(line)) for line in lines) for lines in splits)
    return min(widest, default=0) + 28


def debounced(owner: QObject, milliseconds: int) -> QTimer:
    """A timer that fires once, so long after it was last started."""
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    return timer
