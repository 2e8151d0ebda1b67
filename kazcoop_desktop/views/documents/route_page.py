"""The route page of a change: each step with its day and what it lacks, and the two acts that the program does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from kazcoop_desktop.i18n import _, ngettext
from kazcoop_desktop.models.amendment import Amendment, ChangeNotice
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.services import stages
from kazcoop_desktop.services.documents import amendments
from kazcoop_desktop.views.cards import bold, plain, quiet
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.records.commands import action, command_row
from kazcoop_desktop.views.records.notice import Notice
from kazcoop_desktop.views.records.rights import grey_out


class RoutePage(QWidget):
    """Where a change stands on its way, and the commands to enter it in the sheet and to notify the units."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self._amendment: Amendment | None = None
        self.notice = Notice()
        self.enter_action = action(self, "file-text", _("Enter in the change sheet"), self.enter)
        self.notify_action = action(self, "mail", _("Notify the units"), self.notify)
        grey_out("change", self.enter_action, self.notify_action, model=Amendment)
        self._steps = QScrollArea()
        self._steps.setWidgetResizable(True)
        self._steps.setFrameShape(QFrame.Shape.NoFrame)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(command_row(self.enter_action, self.notify_action))
        column.addWidget(self.notice)
        column.addWidget(self._steps, 1)

    def show_record(self, record: Record) -> None:
        """Shows the steps of this change."""
        assert isinstance(record, Amendment)
        self._amendment = record
        self.enter_action.setEnabled(record.outcome == "adopted" and record.sequence is None)
        self.notify_action.setEnabled(record.entered_on is not None)
        today = self.office.today()
        lacks = {lack.stage: lack.sentences for lack in amendments.missing_steps(record, on=today)}
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(14, 10, 14, 10)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(2, 1)
        line = stages.steps(record, on=today)
        for row, step in enumerate(line):
            name = bold(step.label) if step.state == "current" else plain(step.label)
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            moved = f"{step.moved_on:%d.%m.%Y}" if step.moved_on else ""
            grid.addWidget(quiet(moved), row, 1, Qt.AlignmentFlag.AlignTop)
            told = "\n".join(lacks.get(step.key, ())) or f"{step.actor} ({step.paragraph})"
            words = plain(told) if step.key in lacks else quiet(told, wraps=True)
            words.setProperty("warning", step.key in lacks)
            grid.addWidget(words, row, 2, Qt.AlignmentFlag.AlignTop)
        grid.setRowStretch(len(line), 1)
        self._steps.setWidget(page)

    def enter(self) -> None:
        """Gives the change its number in the change registration sheet, as of today."""
        if self._amendment is not None:
            with self.notice.telling():
                amendments.enter_in_sheet(self._amendment, on=self.office.today(), by=self.office.person)
            self.office.announce(Amendment)

    def notify(self) -> None:
        """Makes a numbered notice for each unit that has none yet."""
        if self._amendment is not None:
            with self.notice.telling():
                made = amendments.notify(self._amendment, on=self.office.today(), by=self.office.person)
                said = ngettext("{n} notice is ready to print.", "{n} notices are ready to print.", len(made))
                self.notice.complain(said.format(n=len(made)))
            self.office.announce(Amendment, ChangeNotice)
