"""The balance of mobility: who went to a partner and came from it, year by year."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.mobility import Mobility
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.world import country
from kazcoop_desktop.services import access
from kazcoop_desktop.services.mobility import balance as mobility_balance
from kazcoop_desktop.services.mobility.balance import Line
from kazcoop_desktop.views.cards import quiet
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.records.register import Register

_PARTNER = int(Qt.ItemDataRole.UserRole)
_FIGURES = range(3, 8)


class BalanceList(QTreeWidget):
    """The lines of a balance."""

    def __init__(self) -> None:
        super().__init__()
        self.setHeaderLabels(
            [
                _("Academic year"),
                _("Partner"),
                _("Country"),
                _("Went"),
                _("Came"),
                _("Balance"),
                _("Places out"),
                _("Places in"),
            ]
        )
        self.setRootIsDecorated(False)
        self.setAlternatingRowColors(True)
        self.setFrameShape(QTreeWidget.Shape.NoFrame)
        letter = self.fontMetrics().averageCharWidth()
        for column, letters in enumerate((14, 44, 18, 12, 12, 12, 20, 20)):
            self.setColumnWidth(column, letter * letters)

    def show_lines(self, lines: list[Line]) -> None:
        """Shows a line for each partner and year."""
        self.clear()
        for line in lines:
            self.addTopLevelItem(_item(line))


class BalancePage(QWidget):
    """The balance of one partner on its page."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self.figures = quiet("", wraps=True)
        self.list = BalanceList()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 8)
        column.addWidget(self.figures)
        column.addWidget(self.list, 1)

    def show_record(self, record: Record) -> None:
        """Shows all years of this partner."""
        assert isinstance(record, Partner)
        lines = mobility_balance.balance(partner=record)
        self.figures.setText(_told(lines))
        self.list.show_lines(lines)


class BalanceDialog(QDialog):
    """The balance of all partners, of one year or of all; a double click opens the partner."""

    guide_page = "mobility"

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Balance of academic mobility"))
        self.year = QComboBox()
        self.year.addItem(_("All years"), "")
        for year in mobility_balance.years():
            self.year.addItem(year, year)
        self.figures = quiet("")
        self.list = BalanceList()
        buttons = QDialogButtonBox()
        close = buttons.addButton(_("&Close"), QDialogButtonBox.ButtonRole.RejectRole)
        row = QHBoxLayout()
        row.addWidget(self.year)
        row.addWidget(self.figures, 1)
        column = QVBoxLayout(self)
        column.addLayout(row)
        column.addWidget(self.list, 1)
        column.addWidget(buttons)
        self.year.currentIndexChanged.connect(self.fill)
        self.list.itemActivated.connect(self._open)
        close.clicked.connect(self.reject)
        letter = self.fontMetrics().averageCharWidth()
        self.resize(letter * 170, letter * 80)
        self.fill()

    def fill(self) -> None:
        """Shows the lines of the year chosen."""
        lines = mobility_balance.balance(year=self.year.currentData())
        self.figures.setText(_told(lines))
        self.list.show_lines(lines)

    def _open(self, item: QTreeWidgetItem) -> None:
        self.office.wanted.emit(Partner, item.data(0, _PARTNER))
        self.accept()


def title(_record: Record) -> str:
    """The name of the page; no page for those who may not read stays."""
    return _("Balance of mobility") if access.may("read", Mobility) else ""


def show_balance(register: Register) -> None:
    """Opens the balance of all partners."""
    BalanceDialog(register.office, register.window()).open()


def _told(lines: list[Line]) -> str:
    went, came = mobility_balance.totals(lines)
    return _("Went: {went}, came: {came}, balance: {balance}").format(
        went=went, came=came, balance=_signed(came - went)
    )


def _item(line: Line) -> QTreeWidgetItem:
    places = ("" if each is None else str(each) for each in (line.places_out, line.places_in))
    item = QTreeWidgetItem(
        [
            line.year,
            str(line.partner),
            country(line.partner.country),
            str(line.outgoing),
            str(line.incoming),
            _signed(line.balance),
            *places,
        ]
    )
    item.setData(0, _PARTNER, line.partner.id)
    for column in _FIGURES:
        item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return item


def _signed(number: int) -> str:
    return f"{number:+}" if number else "0"
