"""The contract page of a dual-degree programme: how far the agreement with the partner has come."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.dual_degree import DualDegreeProgramme
from kazcoop_desktop.services import stages
from kazcoop_desktop.views.cards import bold, plain, quiet
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.records.commands import action, command_row


class ContractPage(QWidget):
    """The stages of the contract, from the service letter to its force, with a command that opens it."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self._agreement: Agreement | None = None
        self.open_action = action(self, "handshake", _("Open the agreement"), self.open_agreement)
        self.lines = QScrollArea()
        self.lines.setWidgetResizable(True)
        self.lines.setFrameShape(QScrollArea.Shape.NoFrame)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(command_row(self.open_action))
        column.addWidget(self.lines, 1)

    def show_record(self, record: Record) -> None:
        """Shows the way of this programme's contract."""
        assert isinstance(record, DualDegreeProgramme)
        self._agreement = record.agreement
        self.open_action.setEnabled(self._agreement is not None)
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(14, 10, 14, 10)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(2, 1)
        line = stages.steps(self._agreement, on=self.office.today()) if self._agreement is not None else []
        if not line:
            grid.addWidget(
                quiet(_("No agreement is named yet: enter it among the agreements."), wraps=True), 0, 0
            )
        for row, step in enumerate(line):
            name = bold(step.label) if step.state == "current" else plain(step.label)
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(quiet(f"{step.moved_on:%d.%m.%Y}" if step.moved_on else ""), row, 1)
            grid.addWidget(quiet(f"{step.actor} ({step.paragraph})", wraps=True), row, 2)
        grid.setRowStretch(max(len(line), 1), 1)
        self.lines.setWidget(page)

    def open_agreement(self) -> None:
        """Shows the agreement on its own page."""
        if self._agreement is not None:
            self.office.wanted.emit(Agreement, self._agreement.id)
