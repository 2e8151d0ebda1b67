"""The list behind a figure of Today: papers whose signed copy has not come back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kazcoop_desktop import forms
from kazcoop_desktop.i18n import _
from kazcoop_desktop.services import counters
from kazcoop_desktop.views.office import Office

_RECORD = int(Qt.ItemDataRole.UserRole)


class PapersOut(QDialog):
    """Lists the papers, the oldest first; each opens its record."""

    guide_page = "printing"

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Papers not come back"))
        self.resize(760, 440)
        self.list = QTreeWidget()
        self.list.setHeaderLabels([_("Printed"), _("Form"), _("Record"), _("No."), _("Who")])
        self.list.setRootIsDecorated(False)
        self.list.setAlternatingRowColors(True)
        for paper, record in counters.papers_out(on=office.today()):
            texts = [
                f"{paper.at:%d.%m.%Y}",
                _(forms.find(paper.form).title),
                str(record),
                paper.number,
                paper.who,
            ]
            item = QTreeWidgetItem(texts)
            item.setData(0, _RECORD, record)
            self.list.addTopLevelItem(item)
        for place, width in enumerate((90, 200, 250, 90)):
            self.list.setColumnWidth(place, width)
        open_it = QPushButton(_("&Open record"))
        close = QPushButton(_("&Close"))
        buttons = QHBoxLayout()
        buttons.addWidget(open_it)
        buttons.addStretch()
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        if self.list.topLevelItemCount():
            column.addWidget(self.list)
            self.list.setCurrentIndex(self.list.model().index(0, 0))
        else:
            column.addWidget(
                QLabel(_("All signed copies have come back."), alignment=Qt.AlignmentFlag.AlignCenter)
            )
            open_it.hide()
        column.addLayout(buttons)
        self.list.itemActivated.connect(self._open)
        open_it.clicked.connect(self._open)
        close.clicked.connect(self.close)

    def _open(self) -> None:
        if (item := self.list.currentItem()) is not None:
            record = item.data(0, _RECORD)
            self.close()
            self._office.wanted.emit(type(record), record.id)
