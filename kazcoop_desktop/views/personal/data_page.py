"""On what ground a person's data are processed, and who has seen them."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.services.personal import consents, looks
from kazcoop_desktop.views.cards import bold
from kazcoop_desktop.views.office import Office


class DataPage(QWidget):
    """A sentence about the ground, and the list of looks, prints and exports."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self.ground = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.seen = QTreeWidget()
        self.seen.setHeaderLabels([_("Date and time"), _("Who did what"), _("Record")])
        self.seen.setRootIsDecorated(False)
        self.seen.setAlternatingRowColors(True)
        self.seen.setAccessibleName(_("Who has seen this"))
        self.seen.setColumnWidth(0, 130)
        self.seen.setColumnWidth(1, 330)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 14)
        column.addWidget(self.ground)
        column.addSpacing(10)
        column.addWidget(bold(_("Who has seen this")))
        column.addWidget(self.seen, 1)

    def show_record(self, record: Record) -> None:
        """Tells of this person."""
        assert isinstance(record, Person)
        self.ground.setText(consents.in_words(record, on=self.office.today()))
        self.seen.clear()
        for look in looks.at(record):
            texts = [f"{look.entry.at:%d.%m.%Y %H:%M}", look.in_words(), look.record]
            item = QTreeWidgetItem(texts)
            for place, text in enumerate(texts):
                item.setToolTip(place, text)
            self.seen.addTopLevelItem(item)
        if not self.seen.topLevelItemCount():
            self.seen.addTopLevelItem(QTreeWidgetItem(["", _("Nobody so far")]))


def title(record: Record) -> str:
    """The name of the page; it says when there is no ground."""
    assert isinstance(record, Person)
    if consents.ground(record, on=date.today()) is None:
        return _("Personal data: no consent")
    return _("Personal data")
