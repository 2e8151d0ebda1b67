"""The rows of a register: any number of records, a few pages of them in memory."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import peewee as pw
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import Record, label, text_of
from kazcoop_desktop.services.browse import Query
from kazcoop_desktop.views import jobs

Index = QModelIndex | QPersistentModelIndex
PAGE = 64  # more than a screen shows
_PAGES_KEPT = 32
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
        found = self.query.rows(ids, self.columns)
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
