"""What stands before a list of restricted facts until somebody asks to see it."""

from __future__ import annotations

from typing import Any

import peewee as pw
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.services import restricted
from kazcoop_desktop.views.icons import icon
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.records.parts import PartsPage


class Veil(QStackedWidget):
    """Hides the list of a record's restricted parts; lifting it is written into the record's history."""

    guide_page = "personal_data"

    def __init__(self, office: Office, field: pw.ForeignKeyField[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self.parts = PartsPage(office, field)
        self._record: Record | None = None
        self._seen: int | None = None
        self.show_button = QPushButton(icon("eye"), _("Show"))
        self.show_button.clicked.connect(self.lift)
        words = QLabel(_("These facts are restricted. Who looks at them, and when, is recorded."))
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        before = QWidget()
        column = QVBoxLayout(before)
        column.addStretch(1)
        column.addWidget(words)
        column.addWidget(self.show_button, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(2)
        self.addWidget(before)
        self.addWidget(self.parts)

    def show_record(self, record: Record) -> None:
        """Goes on showing the list of the record that was asked for; hides that of any other."""
        self._record = record
        if record.id == self._seen:
            self.parts.show_record(record)
            return
        self._seen = None
        self.setCurrentIndex(0)

    def lift(self) -> None:
        """Shows the list and records who looked."""
        assert self._record is not None
        restricted.look(self._record, self.parts.model, by=self.office.person)
        self._seen = self._record.id
        self.parts.show_record(self._record)
        self.setCurrentWidget(self.parts)
