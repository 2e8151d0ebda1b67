"""What narrows a table: the search box and a choice for each closed column."""

from __future__ import annotations

from typing import Any

import peewee as pw
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from kazcoop_desktop.i18n import _, ngettext
from kazcoop_desktop.models.base import Record, label, link_to
from kazcoop_desktop.services import deadlines
from kazcoop_desktop.services.browse import filter_choices, filters_of
from kazcoop_desktop.views.icons import icon
from kazcoop_desktop.views.records.table import debounced

_MOST_FILTERS = 3
_OVERDUE = -1
_HORIZONS = (7, 30, 90)  # days
_PAUSE = 130  # milliseconds after the last letter
_SEARCHED_NAMED = 3
_NAME_LETTERS = 16  # of a filter's name; its tooltip has all
_FILTER_LETTERS = 22


class SearchBox(QLineEdit):
    """Searches as one types; Esc clears, Down goes to the table."""

    guide_page = "search"

    sought = Signal(str)
    left_down = Signal()

    def __init__(self, model: type[Record]) -> None:
        super().__init__()
        labels = list(dict.fromkeys(_searched(model, field) for field in model.outline.search))
        named = ", ".join(name[:1].lower() + name[1:] for name in labels[:_SEARCHED_NAMED])
        self.setPlaceholderText(_("Search: {fields}…").format(fields=named))
        self.setToolTip(_("Search: {fields}…").format(fields=", ".join(labels)) + "  Ctrl+F")
        self.setAccessibleName(_("Search"))
        self.setClearButtonEnabled(True)
        self.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 18)
        self._soon = debounced(self, _PAUSE)
        self._soon.timeout.connect(lambda: self.sought.emit(self.text().strip()))
        self.textChanged.connect(lambda _text: self._soon.start())

    def search_at_once(self) -> None:
        """Searches without waiting for more letters."""
        self._soon.stop()
        self.sought.emit(self.text().strip())

    def keyPressEvent(self, event: Any) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.search_at_once()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.search_at_once()
        elif event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
        else:
            super().keyPressEvent(event)


def _searched(model: type[Record], field: pw.Field[Any]) -> str:
    """A field by its label; one of a linked record by the label of the link."""
    return label(field if field.model is model else link_to(model, field.model))


class Filter(QComboBox):
    """One closed column: all of its values, or one."""

    def __init__(self, model: type[Record], column: pw.Field[Any]) -> None:
        super().__init__()
        self.column = column
        self._model = model
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(min(len(self._all()), _FILTER_LETTERS))
        self.setMaxVisibleItems(20)
        self.setAccessibleName(label(column))
        self.setToolTip(label(column))
        self.refresh()

    def refresh(self) -> None:
        """Offers the values that there are now; the chosen one stays."""
        chosen = self.chosen()
        self.clear()
        self.addItem(self._all(), None)
        for key, name in filter_choices(self._model, self.column):
            self.addItem(name, key)
        self.choose(chosen)
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + 28)

    def chosen(self) -> Any:
        """The chosen value; None when all are shown."""
        return self.currentData()

    def choose(self, value: Any) -> None:
        """Chooses a value, or all when it is not offered."""
        self.setCurrentIndex(max(self.findData(value), 0))

    def _all(self) -> str:
        name = label(self.column)
        short = name if len(name) <= _NAME_LETTERS else f"{name[: _NAME_LETTERS - 1]}…"
        return _("{field}: all").format(field=short)


class DueFilter(QComboBox):
    """Which records have something to be done soon: all of them, or those overdue or due in so many days."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Deadline"))
        self.setToolTip(_("Deadline"))
        self.addItem(_("{field}: all").format(field=_("Deadline")), None)
        self.addItem(_("Overdue"), _OVERDUE)
        for days in _HORIZONS:
            self.addItem(ngettext("Within {n} day", "Within {n} days", days).format(n=days), days)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def chosen(self) -> int | None:
        """The days within which something must be due; -1 for what is overdue, None for all records."""
        found: int | None = self.currentData()
        return found

    def choose(self, value: int | None) -> None:
        """Chooses what is offered for these days, or all."""
        self.setCurrentIndex(max(self.findData(value), 0))


def filters_for(model: type[Record], *, most: int = _MOST_FILTERS) -> list[Filter]:
    """The filters of a register, stages first: the few that matter."""
    columns = sorted(filters_of(model), key=lambda column: column.name != "stage")
    return [Filter(model, column) for column in columns[:most]]


def due_filter_for(model: type[Record]) -> DueFilter | None:
    """The filter by deadline, where something of the register can fall due."""
    return DueFilter() if deadlines.has_rules(model) else None


def find_action(box: SearchBox, owner: QWidget) -> QAction:
    """The command that puts the cursor into the search box."""
    action = QAction(icon("search"), _("Find"), owner)
    action.setShortcut(QKeySequence.StandardKey.Find)
    action.triggered.connect(box.setFocus)
    action.triggered.connect(box.selectAll)
    return action
