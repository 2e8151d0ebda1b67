"""The recycle bin: what was deleted, to be taken back or removed for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.services import copies, records
from kazcoop_desktop.views import messages
from kazcoop_desktop.views.icons import icon
from kazcoop_desktop.views.office import Office

if TYPE_CHECKING:
    from kazcoop_desktop.views.main_window import MainWindow

_RECORD = int(Qt.ItemDataRole.UserRole)


def open_for(window: MainWindow) -> None:
    """Shows the recycle bin over the window."""
    RecycleBin(window.office, window).exec()


class RecycleBin(QDialog):
    """Lists deleted records, the latest first."""

    guide_page = "nothing_is_lost"

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self.setWindowTitle(_("Recycle bin"))
        self.resize(720, 460)
        self.list = QTreeWidget()
        self.list.setHeaderLabels([_("Record"), _("Register"), _("Deleted")])
        self.list.setRootIsDecorated(False)
        self.list.setAlternatingRowColors(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setColumnWidth(0, 380)
        self.list.setColumnWidth(1, 160)
        self._empty = QLabel(_("The recycle bin is empty."), alignment=Qt.AlignmentFlag.AlignCenter)
        self._restore = QPushButton(icon("undo-2"), _("&Take back"))
        self._destroy = QPushButton(icon("trash-2"), _("&Delete for good…"))
        close = QPushButton(_("&Close"))
        buttons = QHBoxLayout()
        buttons.addWidget(self._restore)
        buttons.addWidget(self._destroy)
        buttons.addStretch()
        buttons.addWidget(close)
        self.notice = messages.Notice()
        column = QVBoxLayout(self)
        column.addWidget(self.notice)
        column.addWidget(self._empty, 1)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        self._restore.clicked.connect(self.restore)
        self._destroy.clicked.connect(self.destroy_for_good)
        self.list.itemSelectionChanged.connect(self._enable)
        close.clicked.connect(self.accept)
        self._fill()

    def chosen(self) -> list[Record]:
        """The records selected in the list."""
        return [item.data(0, _RECORD) for item in self.list.selectedItems()]

    def restore(self) -> None:
        """Takes the selected records back."""
        for record in self.chosen():
            records.restore(record, by=self._office.person)
            self._office.announce(type(record))
        self._fill()

    def destroy_for_good(self) -> None:
        """Removes the selected records, each after a question."""
        copies.make_before_many(len(self.chosen()), by=self._office.person)
        for record in self.chosen():
            question = _("Delete “{name}” for good? This cannot be undone.").format(name=record)
            if not messages.confirmed(question, _("&Delete"), near=self):
                break
            records.destroy(record, by=self._office.person)
        self._fill()

    def _fill(self) -> None:
        self.list.clear()
        for record in records.recycle_bin():
            deleted = f"{record.deleted_at:%d.%m.%Y %H:%M}" if record.deleted_at else ""
            item = QTreeWidgetItem([str(record), _(type(record).outline.singular), deleted])
            item.setData(0, _RECORD, record)
            self.list.addTopLevelItem(item)
        is_empty = self.list.topLevelItemCount() == 0
        self.list.setHidden(is_empty)
        self._empty.setVisible(is_empty)
        self._enable()

    def _enable(self) -> None:
        has_choice = bool(self.list.selectedItems())
        self._restore.setEnabled(has_choice)
        self._destroy.setEnabled(has_choice)
