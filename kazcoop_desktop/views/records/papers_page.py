"""The papers page: what was printed for a record, and what has come back signed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.attached import Paper
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.services import files, papers
from kazcoop_desktop.views import file_dialogs, messages
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.records.commands import action, command_row
from kazcoop_desktop.views.records.notice import Notice
from kazcoop_desktop.views.records.rights import grey_out

_PAPER = int(Qt.ItemDataRole.UserRole)


class PapersPage(QWidget):
    """The printed papers of a record as a list; a signed scan is attached to the paper that it shows."""

    guide_page = "printing"

    def __init__(self, office: Office, model: type[Record], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self._record: Record | None = None
        self.notice = Notice()
        self.scan_action = action(self, "paperclip", _("Add the signed copy"), self.add_scan, "Ctrl+Shift+S")
        self.returned_action = action(self, "check", _("Mark as signed"), self.mark_returned)
        grey_out("change", self.scan_action, self.returned_action, model=model)
        self.list = QTreeWidget()
        self.list.setHeaderLabels(
            [_("Form"), _("Number"), _("Language"), _("Printed"), _("By whom"), _("Signed copy")]
        )
        self.list.setRootIsDecorated(False)
        self.list.setAlternatingRowColors(True)
        self.list.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.list.setColumnWidth(0, self.fontMetrics().averageCharWidth() * 30)
        self.list.setColumnWidth(3, self.fontMetrics().horizontalAdvance("00.00.0000 00:00") + 24)
        self.list.itemSelectionChanged.connect(self._show_state)
        self.setFocusProxy(self.list)
        self._empty = QLabel(_("Nothing printed yet"))
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(command_row(self.scan_action, self.returned_action))
        column.addWidget(self.notice)
        column.addWidget(self._empty, 1)
        column.addWidget(self.list, 1)

    def show_record(self, record: Record) -> None:
        """Lists the papers of this record."""
        self._record = record
        self.list.clear()
        for paper in papers.of_record(record):
            back = f"{paper.returned_on:%d.%m.%Y}" if paper.returned_on else _("not back yet")
            moment = f"{paper.at:%d.%m.%Y %H:%M}"
            item = QTreeWidgetItem(
                [form_title(paper.form), paper.number, paper.language, moment, paper.who, back]
            )
            item.setToolTip(0, item.text(0))
            item.setData(0, _PAPER, paper)
            self.list.addTopLevelItem(item)
        is_empty = self.list.topLevelItemCount() == 0
        self.list.setHidden(is_empty)
        self._empty.setVisible(is_empty)
        self._choose_the_one_awaited()
        self._show_state()

    def _choose_the_one_awaited(self) -> None:
        """Chooses the latest paper that is not back yet, whose signed copy is most likely at hand."""
        items = (self.list.topLevelItem(row) for row in range(self.list.topLevelItemCount()))
        awaited = (item for item in items if item and item.data(0, _PAPER).returned_on is None)
        if (item := next(awaited, None)) is not None:
            self.list.setCurrentItem(item)

    def chosen(self) -> Paper | None:
        """The paper selected in the list."""
        items = self.list.selectedItems()
        return items[0].data(0, _PAPER) if items else None

    def add_scan(self) -> None:
        """Lets the person choose the signed scan of the chosen paper and files it."""
        if scan := file_dialogs.to_open(self, _("Add the signed copy"), purpose="scan"):
            self.file_scan(scan)

    def file_scan(self, scan: Path) -> None:
        """Files a scan with the record as the signed copy of the chosen paper."""
        paper, record = self.chosen(), self._record
        if paper is None or record is None:
            return
        with self.notice.telling():
            attachment = files.attach(record, scan, by=self.office.person)
            papers.returned(paper, attachment, on=self.office.today(), by=self.office.person)
        self.office.announce(type(record))

    def mark_returned(self) -> None:
        """Notes, after a question, that the chosen paper came back signed, without a scan."""
        paper, record = self.chosen(), self._record
        if paper is None or record is None:
            return
        if messages.confirmed(_("Mark the paper as signed?"), _("&Mark as signed"), near=self):
            papers.returned(paper, None, on=self.office.today(), by=self.office.person)
            self.office.announce(type(record))

    def _show_state(self) -> None:
        paper = self.chosen()
        self.scan_action.setEnabled(paper is not None and paper.signed_scan is None)
        self.returned_action.setEnabled(paper is not None and paper.returned_on is None)


def form_title(key: str) -> str:
    """The title of a printed form; its key when the program no longer has it."""
    from kazcoop_desktop import forms  # ReportLab is slow to load: not before papers are looked at

    try:
        return _(forms.find(key).title)
    except UserError:
        return key
