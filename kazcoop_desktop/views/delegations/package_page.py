"""The page of all papers of a delegation: what there is to print, what was printed, and all of it as one PDF."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.attached import Paper
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.delegation import Delegation
from kazcoop_desktop.services import papers
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.records.commands import action, command_row
from kazcoop_desktop.views.records.rights import grey_out

if TYPE_CHECKING:
    from kazcoop_desktop.views.main_window import MainWindow

_TARGET = int(Qt.ItemDataRole.UserRole)


class PackagePage(QWidget):
    """The papers in the order of the procedure, each alone or all of them together."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self._delegation: Delegation | None = None
        self.all_action = action(self, "printer", _("Print all papers…"), self.print_all)
        self.one_action = action(self, "file-text", _("Print the chosen paper…"), self.print_one)
        grey_out("print", self.all_action, self.one_action, model=Delegation)
        self.list = QTreeWidget()
        self.list.setHeaderLabels([_("Paper"), _("For whom"), _("Number"), _("Printed"), _("Signed copy")])
        self.list.setRootIsDecorated(False)
        self.list.setAlternatingRowColors(True)
        self.list.setFrameShape(QTreeWidget.Shape.NoFrame)
        letter = self.fontMetrics().averageCharWidth()
        for column, letters in enumerate((44, 28, 14, 14)):
            self.list.setColumnWidth(column, letter * letters)
        self.list.itemActivated.connect(self.print_one)
        self.list.itemSelectionChanged.connect(self._show_state)
        column_of_all = QVBoxLayout(self)
        column_of_all.setContentsMargins(0, 0, 0, 0)
        column_of_all.addLayout(command_row(self.all_action, self.one_action))
        column_of_all.addWidget(self.list, 1)
        self._show_state()

    def show_record(self, record: Record) -> None:
        """Lists the papers of this delegation."""
        from kazcoop_desktop import forms  # ReportLab is slow to load: not before somebody looks

        assert isinstance(record, Delegation)
        self._delegation = record
        self.list.clear()
        for form, its in forms.find("visit_package").papers_for(record):
            latest = _latest(form.key, papers.of_record(its))
            whom = "" if its.id == record.id and type(its) is Delegation else str(its)
            printed = f"{latest.at:%d.%m.%Y}" if latest else ""
            back = f"{latest.returned_on:%d.%m.%Y}" if latest and latest.returned_on else ""
            item = QTreeWidgetItem([_(form.title), whom, latest.number if latest else "", printed, back])
            item.setToolTip(0, item.text(0))
            item.setData(0, _TARGET, (form.key, its))
            self.list.addTopLevelItem(item)
        self._show_state()

    def print_all(self) -> None:
        """Shows all papers as they will be printed, one after another."""
        if self._delegation is not None:
            self._preview("visit_package", self._delegation)

    def print_one(self) -> None:
        """Shows the chosen paper as it will be printed."""
        if (item := self.list.currentItem()) is not None:
            form, record = item.data(0, _TARGET)
            self._preview(form, record)

    def _preview(self, form: str, record: Record) -> None:
        cast("MainWindow", self.window()).preview(form, [record.id], type(record))

    def _show_state(self) -> None:
        self.one_action.setEnabled(bool(self.list.selectedItems()))


def _latest(form: str, printed: Sequence[Paper]) -> Paper | None:
    return next((paper for paper in printed if paper.form == form), None)
