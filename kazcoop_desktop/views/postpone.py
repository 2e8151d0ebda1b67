"""Putting off a deadline: until when, and why."""

from __future__ import annotations

from datetime import date, timedelta
from typing import cast

from PySide6.QtCore import QDate
from PySide6.QtWidgets import (
    QDateEdit,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.services import deadlines
from kazcoop_desktop.services.deadlines import Deadline
from kazcoop_desktop.views.cards import bold, quiet
from kazcoop_desktop.views.messages import Notice
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.words import shown

_USUAL = timedelta(days=7)


class PostponeDialog(QDialog):
    """Asks for the new date and the reason; nothing is put off without one."""

    guide_page = "today"

    def __init__(self, office: Office, deadline: Deadline, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._deadline = deadline
        self.setWindowTitle(_("Postpone"))
        self.setMinimumWidth(460)
        self.until = QDateEdit()
        self.until.setCalendarPopup(True)
        self.until.setDisplayFormat("dd.MM.yyyy")
        later = max(deadline.due_on, office.today()) + _USUAL
        self.until.setDate(QDate(later.year, later.month, later.day))
        self.reason = QLineEdit()
        self.notice = Notice()
        fields = QFormLayout()
        fields.addRow(_("New date:"), self.until)
        fields.addRow(_("Reason:"), self.reason)
        postpone = QPushButton(_("&Postpone"), default=True)
        postpone.setProperty("primary", True)
        cancel = QPushButton(_("&Cancel"))
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(postpone)
        buttons.addWidget(cancel)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(bold(f"{deadline.name}: {deadline.title}"))
        column.addWidget(quiet(_("Due on {date}").format(date=shown(deadline.due_on))))
        column.addWidget(self.notice)
        column.addLayout(fields)
        column.addLayout(buttons)
        postpone.clicked.connect(self.postpone)
        cancel.clicked.connect(self.reject)
        self.reason.setFocus()

    def postpone(self) -> None:
        """Puts the deadline off and closes, or says what is missing."""
        try:
            deadlines.postpone(
                self._deadline,
                until=cast(date, self.until.date().toPython()),
                reason=self.reason.text(),
                by=self._office.person,
                on=self._office.today(),
            )
        except UserError as error:
            self.notice.complain(str(error))
            return
        self.accept()
