"""The acquaintance page of a document or a change: who has signed, who has not, and a signed sheet dropped on it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.amendment import Amendment
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.circulation import Acquaintance
from kazcoop_desktop.models.document import Document
from kazcoop_desktop.models.institution import Employee
from kazcoop_desktop.services import documents
from kazcoop_desktop.services.documents import acquaintance
from kazcoop_desktop.services.documents.acquaintance import Line, Sheet
from kazcoop_desktop.views.cards import quiet
from kazcoop_desktop.views.documents.sign_dialog import SignDialog
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.records.commands import action, command_row
from kazcoop_desktop.views.records.files_page import sources_in
from kazcoop_desktop.views.records.notice import Notice
from kazcoop_desktop.views.records.rights import grey_out

_EMPLOYEE = int(Qt.ItemDataRole.UserRole)


class AcquaintancePage(QWidget):
    """The acquaintance sheet as a list. A scan dropped here is the signed sheet of those who are ticked."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self.sheet: Sheet | None = None
        self.notice = Notice()
        self.sign_action = action(self, "check", _("Enter signatures…"), self.sign)
        self.all_action = action(self, "list-checks", _("Tick all"), self.tick_all)
        grey_out("enter", self.sign_action, self.all_action, model=Document)
        self.only_missing = QCheckBox(_("Only those who have not signed"))
        self.only_missing.toggled.connect(self._fill)
        self.figures = quiet("", wraps=True)
        self.list = QTreeWidget()
        self.list.setHeaderLabels([_("Employee"), _("Signed on"), _("Position"), _("Structural unit")])
        self.list.setRootIsDecorated(False)
        self.list.setAlternatingRowColors(True)
        self.list.setFrameShape(QTreeWidget.Shape.NoFrame)
        letter = self.fontMetrics().averageCharWidth()
        for column, letters in enumerate((34, 14, 28)):
            self.list.setColumnWidth(column, letter * letters)
        row = QHBoxLayout()
        row.setContentsMargins(14, 0, 14, 0)
        row.addWidget(self.figures, 1)
        row.addWidget(self.only_missing)
        column_of_all = QVBoxLayout(self)
        column_of_all.setContentsMargins(0, 0, 0, 0)
        column_of_all.addLayout(command_row(self.sign_action, self.all_action))
        column_of_all.addWidget(self.notice)
        column_of_all.addLayout(row)
        column_of_all.addWidget(self.list, 1)
        self.setAcceptDrops(True)

    def show_record(self, record: Record) -> None:
        """Shows the sheet of this document's edition in force, or of this change, as of today."""
        self.sheet = _sheet_of(record, self.office)
        for each in (self.sign_action, self.all_action):
            each.setEnabled(self.sheet is not None and bool(self.sheet.missing))
        if self.sheet is None:
            self.figures.setText(_("No edition is in force today: nobody has to sign yet."))
        else:
            self.figures.setText(
                _("To be acquainted: {n}, signed: {m}, outstanding: {k}").format(
                    n=len(self.sheet.lines), m=len(self.sheet.signed), k=len(self.sheet.missing)
                )
            )
        self._fill()

    def ticked(self) -> list[Employee]:
        """Those who are ticked."""
        items = (self.list.topLevelItem(row) for row in range(self.list.topLevelItemCount()))
        return [
            item.data(0, _EMPLOYEE)
            for item in items
            if item is not None and item.checkState(0) == Qt.CheckState.Checked and _is_open(item)
        ]

    def tick_all(self) -> None:
        """Ticks everybody who has not signed."""
        for row in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(row)
            if item is not None and _is_open(item):
                item.setCheckState(0, Qt.CheckState.Checked)

    def sign(self, scan: Path | None = None) -> None:
        """Asks for the day, and for the scan unless it was dropped, and enters the signatures of those ticked."""
        if self.sheet is None:
            return
        people = self.ticked()
        if not people:
            self.notice.complain(_("Tick those who have signed the sheet first."))
            return
        dialog = SignDialog(self.office, self.sheet, people, scan=scan, parent=self)
        dialog.accepted.connect(self._tell)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.sheet is not None and any(
            isinstance(source, Path) for source in sources_in(event.mimeData())
        ):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [source for source in sources_in(event.mimeData()) if isinstance(source, Path)]
        if paths:
            event.acceptProposedAction()
            self.sign(paths[0])

    def _tell(self) -> None:
        self.notice.hide()
        self.office.announce(Document, Amendment, Acquaintance)

    def _fill(self) -> None:
        self.list.clear()
        lines = self.sheet.lines if self.sheet else ()
        for line in lines:
            if line.signed_on is None or not self.only_missing.isChecked():
                self.list.addTopLevelItem(_item(line))


def _sheet_of(record: Record, office: Office) -> Sheet | None:
    today = office.today()
    if isinstance(record, Amendment):
        adopted = record.takes_effect_on is not None
        return acquaintance.of_amendment(record, on=today) if adopted else None
    if isinstance(record, Document):
        edition = documents.edition_in_force(record, today)
        return acquaintance.of_edition(edition, on=today) if edition else None
    return None


def _item(line: Line) -> QTreeWidgetItem:
    employee = line.employee
    day = f"{line.signed_on:%d.%m.%Y}" if line.signed_on else ""
    item = QTreeWidgetItem([str(employee), day, str(employee.position or ""), str(employee.unit or "")])
    item.setData(0, _EMPLOYEE, employee)
    if line.signed_on is None:
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(0, Qt.CheckState.Unchecked)
    return item


def _is_open(item: QTreeWidgetItem) -> bool:
    return bool(item.flags() & Qt.ItemFlag.ItemIsUserCheckable) and not item.text(1)
