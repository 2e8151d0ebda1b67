"""The table of a register: any number of records, a page of them in memory at a time."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import Any

import peewee as pw
from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QGuiApplication, QHelpEvent, QIcon, QKeyEvent, QPixmap
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
from kazcoop_desktop.models.base import Record, label, text_of
from kazcoop_desktop.services.browse import Query
from kazcoop_desktop.views import jobs

Index = QModelIndex | QPersistentModelIndex
PAGE = 128
_PAGES_KEPT = 16
_LETTERS, _NAME_LETTERS = 20, 40  # average letters in a column before the person widens it
_DISPLAY, _DECORATION, _TOOL_TIP = (
    int(role)
    for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.DecorationRole, Qt.ItemDataRole.ToolTipRole)
)


class RecordsModel(QAbstractTableModel):
    """Records of a query as rows: the first page at once, all ids from a thread, texts when they are painted."""

    counted = Signal(int, int)  # shown, of all

    def __init__(self, model: type[Record], *, without: pw.Field[Any] | None = None, parent: QObject) -> None:
        super().__init__(parent)
        self.model = model
        self.columns = [column for column in model.outline.columns if column is not without]
        self.query = Query(model)
        self.total = 0
        self._ids: array[int] = array("q")
        self._pages: OrderedDict[int, list[tuple[str, ...]]] = OrderedDict()
        self._marks: Mapping[int, tuple[QIcon, str]] = {}
        self._no_mark = _blank()
        self._answer: jobs.Answer | None = None

    def show(self, query: Query) -> None:
        """Fills the table with a query; the answer to an earlier one is not waited for any longer."""
        if self._answer is not None:
            self._answer.drop()
            self._answer = None
        self.query = query
        first = query.first(PAGE)
        self._replace(array("q", first))
        is_narrowed = bool(query.search or query.filters)
        if len(first) < PAGE:  # they are all there are
            self._count(max(self.total, len(first)) if is_narrowed else len(first))
            if not is_narrowed:
                return
        self._answer = jobs.ask(self, lambda: _whole(query), lambda answer: self._complete(*answer))

    def mark(self, marks: Mapping[int, tuple[QIcon, str]]) -> None:
        """Puts a sign with its explanation before the records with these ids."""
        self._marks = marks
        if self._ids:
            last = self.index(len(self._ids) - 1, 0)
            self.dataChanged.emit(self.index(0, 0), last, [_DECORATION, _TOOL_TIP])

    def id_at(self, row: int) -> int:
        """The id of the record in a row."""
        return self._ids[row]

    def row_of(self, record_id: int) -> int:
        """The row in which a record stands; -1 when it is not shown."""
        try:
            return self._ids.index(record_id)
        except ValueError:
            return -1

    def texts(self, rows: Sequence[int]) -> list[tuple[str, ...]]:
        """What the cells of these rows say."""
        return [self._row(row) for row in rows]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role == _DISPLAY:
            return self._row(index.row())[index.column()]
        if role == _DECORATION and index.column() == 0 and self._marks:
            mark = self._marks.get(self._ids[index.row()])
            return mark[0] if mark else self._no_mark
        if role == _TOOL_TIP and index.column() == 0 and self._marks:
            mark = self._marks.get(self._ids[index.row()])
            return mark[1] if mark else None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            column = self.columns[section]
            if role == _DISPLAY:
                return label(column)
            if role == _TOOL_TIP:
                return "\n".join(text for text in (label(column), _(column.help_text or "")) if text)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        descending = order == Qt.SortOrder.DescendingOrder
        self.show(replace(self.query, order=self.columns[column], descending=descending))

    def _row(self, row: int) -> tuple[str, ...]:
        number, place = divmod(row, PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self._pages[number] = self._read(number)
            while len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page[place]

    def _read(self, number: int) -> list[tuple[str, ...]]:
        ids = self._ids[number * PAGE : (number + 1) * PAGE]
        found = self.query.rows(ids)
        gone = ("",) * len(self.columns)
        return [
            tuple(text_of(found[record_id], column).replace("\n", " ") for column in self.columns)
            if record_id in found
            else gone
            for record_id in ids
        ]

    def _replace(self, ids: array[int]) -> None:
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self.endResetModel()

    def _complete(self, ids: array[int], total: int) -> None:
        shown = len(self._ids)
        if ids[:shown] != self._ids:
            self._replace(ids)
        elif len(ids) > shown:
            self._pages.pop(shown // PAGE, None)
            self.beginInsertRows(QModelIndex(), shown, len(ids) - 1)
            self._ids = ids
            self.endInsertRows()
        self._count(total)

    def _count(self, total: int) -> None:
        self.total = total
        self.counted.emit(len(self._ids), total)


def _blank() -> QIcon:
    """Keeps the place of a sign, so that all names begin in one line."""
    nothing = QPixmap(16, 16)
    nothing.fill(Qt.GlobalColor.transparent)
    return QIcon(nothing)


def _whole(query: Query) -> tuple[array[int], int]:
    ids = query.ids()
    return ids, query.without_filters().count() if query.search or query.filters else len(ids)


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
        """Dates as wide as a date, links and a leading name wide, the rest between."""
        column, metrics = self.records.columns[place], self.fontMetrics()
        if isinstance(column, pw.DateField):
            return metrics.horizontalAdvance("00.00.0000") + 20
        is_link = isinstance(column, pw.ForeignKeyField)
        if isinstance(column, pw.IntegerField) and not is_link:
            return metrics.averageCharWidth() * 11
        letters = _NAME_LETTERS if is_link or (place == 0 and column.name.startswith("name")) else _LETTERS
        return max(metrics.averageCharWidth() * letters, _in_two_lines(label(column), metrics))

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
