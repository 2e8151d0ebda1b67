"""The acquaintance board: who in the whole office has not yet read what, unit by unit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import text
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.services.documents import acquaintance
from kazcoop_desktop.services.documents.acquaintance import Outstanding, Sheet
from kazcoop_desktop.views import jobs
from kazcoop_desktop.views.cards import bold, quiet
from kazcoop_desktop.views.office import Office

_TARGET = int(Qt.ItemDataRole.UserRole)
_FEW = 60  # people that are shown at once with what they have not read


class AcquaintanceBoard(QWidget):
    """Units, their people, and what each has not signed; a double click opens the document or the change."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self._is_outdated = True
        self._found: Sequence[Outstanding] = ()
        self.figures = quiet("")
        self.sought = QLineEdit()
        self.sought.setPlaceholderText(_("Unit, employee or document"))
        self.sought.setClearButtonEnabled(True)
        self.sought.setMinimumWidth(self.fontMetrics().averageCharWidth() * 40)
        self.sought.textChanged.connect(self._fill)
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels([_("Who has not signed"), _("Position"), _("Since"), _("Days")])
        self.tree.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.tree.setAlternatingRowColors(True)
        letter = self.fontMetrics().averageCharWidth()
        for column, letters in enumerate((84, 34, 18)):
            self.tree.setColumnWidth(column, letter * letters)
        self.tree.itemActivated.connect(self._open)
        row = QHBoxLayout()
        heading = bold(_("Who has not yet read what"), larger=1.2)
        heading.setWordWrap(False)
        row.addWidget(heading)
        row.addWidget(self.figures, 1)
        row.addWidget(self.sought)
        column_of_all = QVBoxLayout(self)
        column_of_all.setContentsMargins(16, 12, 16, 12)
        column_of_all.addLayout(row)
        column_of_all.addWidget(self.tree, 1)
        office.changed.connect(self._hear)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._catch_up()

    def show_outstanding(self, found: Sequence[Outstanding]) -> None:
        """Shows whose signatures are missing."""
        self._found = found
        people = {one.employee.id for one in found}
        signatures = sum(len(one.sheets) for one in found)
        told = _("Signatures outstanding: {signatures}; employees: {people}")
        self.figures.setText(told.format(signatures=signatures, people=len(people)))
        self._fill()

    def _fill(self) -> None:
        words = text.fold(self.sought.text()).split()
        units: dict[str, dict[int, list[Outstanding]]] = {}
        for one in self._found:
            if all(word in _found_by(one) for word in words):
                unit = str(one.employee.unit) if one.employee.unit else _("No unit")
                units.setdefault(unit, {}).setdefault(one.employee.id, []).append(one)
        self.tree.clear()
        for unit in sorted(units, key=text.order_key):
            self.tree.addTopLevelItem(self._unit_item(unit, list(units[unit].values())))
        self.tree.expandToDepth(int(sum(map(len, units.values())) <= _FEW))

    def _unit_item(self, unit: str, people: list[list[Outstanding]]) -> QTreeWidgetItem:
        item = QTreeWidgetItem([f"{unit} · {len(people)}"])
        for its in sorted(people, key=lambda each: each[0].employee.order_key):
            employee = its[0].employee
            person = QTreeWidgetItem([str(employee), str(employee.position or "")])
            for one in its:
                person.addChildren([self._sheet_item(one, sheet) for sheet in one.sheets])
            item.addChild(person)
        return item

    def _sheet_item(self, one: Outstanding, sheet: Sheet) -> QTreeWidgetItem:
        named = str(sheet.amendment) if sheet.amendment else f"{sheet.document}, {sheet.edition}"
        days = Outstanding(one.employee, (sheet,)).days(self.office.today())
        since = self.office.today() - timedelta(days=days)
        item = QTreeWidgetItem([named, "", f"{since:%d.%m.%Y}", str(days)])
        item.setData(0, _TARGET, sheet.amendment or sheet.document)
        return item

    def _open(self, item: QTreeWidgetItem) -> None:
        target: Record | None = item.data(0, _TARGET)
        if target is not None:
            self.office.wanted.emit(type(target), target.id)

    def _hear(self, _models: Any) -> None:
        self._is_outdated = True
        if self.isVisible():
            self._catch_up()

    def _catch_up(self) -> None:
        if self._is_outdated:
            self._is_outdated = False
            today = self.office.today()
            jobs.ask(self, lambda: acquaintance.outstanding(on=today), self.show_outstanding)


def _found_by(one: Outstanding) -> str:
    """The words of a line in every language, folded."""
    named = (one.employee, one.employee.unit, one.sheets[0].document)
    return " ".join(each.search_text for each in named if each is not None)
