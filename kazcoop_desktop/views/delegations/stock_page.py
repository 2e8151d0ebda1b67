"""The stock of a souvenir: how many there are, what came in, and to which delegations they went."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.souvenir import Souvenir, SouvenirIssue, SouvenirReceipt
from kazcoop_desktop.services.delegations.visits import parts
from kazcoop_desktop.views.cards import bold
from kazcoop_desktop.views.office import Office


class StockPage(QWidget):
    """Receipts and issues of a souvenir, with what is left."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self.left = bold("", larger=1.2)
        self.left.setContentsMargins(14, 10, 14, 6)
        self.list = QTreeWidget()
        self.list.setHeaderLabels([_("Date"), _("In"), _("Out"), _("Document or delegation")])
        self.list.setRootIsDecorated(False)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.left)
        column.addWidget(self.list, 1)

    def show_record(self, record: Record) -> None:
        """Shows the stock of this souvenir."""
        assert isinstance(record, Souvenir)
        self.left.setText(_("In stock: {n}").format(n=record.in_stock() if record.id else record.opening))
        self.list.clear()
        first = QTreeWidgetItem(["", str(record.opening), "", _("In stock at first")])
        self.list.addTopLevelItem(first)
        receipts: list[SouvenirReceipt] = parts(record, "receipts") if record.id else []
        issues: list[SouvenirIssue] = parts(record, "issues") if record.id else []
        for receipt in receipts:
            said = [f"{receipt.received_on:%d.%m.%Y}", str(receipt.quantity), "", receipt.document]
            self.list.addTopLevelItem(QTreeWidgetItem(said))
        for issue in issues:
            day = f"{issue.given_on:%d.%m.%Y}" if issue.given_on else _("set aside")
            self.list.addTopLevelItem(QTreeWidgetItem([day, "", str(issue.quantity), str(issue.delegation)]))
