"""Persons whose data need a decision: those without a consent, and those whose retention is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.services.personal import consents, retention
from kazcoop_desktop.views import jobs
from kazcoop_desktop.views.office import Office

if TYPE_CHECKING:
    from kazcoop_desktop.views.main_window import MainWindow

_ID = int(Qt.ItemDataRole.UserRole)
_Rows = list[tuple[Person, str]]


def open_for(window: MainWindow) -> None:
    """Shows both lists over the window."""
    PersonalLists(window.office, window).exec()


class PersonalLists(QDialog):
    """Two lists of persons; a double click opens the person."""

    guide_page = "personal_data"

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self.setWindowTitle(_("Personal data"))
        self.resize(720, 480)
        today = office.today()
        self.tabs = QTabWidget()
        self.without = self._list(
            _("No consent"),
            _("Their data are processed without a consent or a law that stands in its place."),
        )
        self.over = self._list(
            _("Retention is over"), _("Nothing about them must be kept any longer; look and delete.")
        )
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.tabs)
        column.addWidget(close)
        self._fill(self.without, [(person, "") for person in consents.without_ground(on=today)])
        jobs.ask(self, lambda: retention.over(on=today), self._show_over)

    def _list(self, title: str, sentence: str) -> QTreeWidget:
        listed = QTreeWidget()
        listed.setHeaderLabels([_("Person"), _("To be kept until")])
        listed.setRootIsDecorated(False)
        listed.setAlternatingRowColors(True)
        listed.setColumnWidth(0, 440)
        listed.itemActivated.connect(self._open)
        page = QWidget()
        column = QVBoxLayout(page)
        column.addWidget(QLabel(sentence, wordWrap=True))
        column.addWidget(listed, 1)
        self.tabs.addTab(page, title)
        return listed

    def _show_over(self, found: list[retention.Over]) -> None:
        self._fill(self.over, [(each.person, f"{each.until:%d.%m.%Y}") for each in found])

    def _fill(self, listed: QTreeWidget, rows: _Rows) -> None:
        for person, until in rows:
            item = QTreeWidgetItem([str(person), until])
            item.setData(0, _ID, person.id)
            listed.addTopLevelItem(item)
        place = (self.without, self.over).index(listed)
        self.tabs.setTabText(place, f"{self.tabs.tabText(place)} {len(rows)}")

    def _open(self, item: QTreeWidgetItem) -> None:
        self.accept()
        self.office.wanted.emit(Person, item.data(0, _ID))
