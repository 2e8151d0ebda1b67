"""The criteria page of a dual-degree candidate: what procedure 717, 5.6.1, asks for, and what is not met yet."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.dual_degree import DualDegreeCandidate
from kazcoop_desktop.views.cards import bold, plain
from kazcoop_desktop.views.office import Office


class CriteriaPage(QWidget):
    """A line for each criterion, with the sentence that tells why it is not met."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self.lines = QScrollArea()
        self.lines.setWidgetResizable(True)
        self.lines.setFrameShape(QScrollArea.Shape.NoFrame)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.lines, 1)

    def show_record(self, record: Record) -> None:
        """Checks the criteria for this candidate."""
        assert isinstance(record, DualDegreeCandidate)
        unmet = {problem.field.name: problem.sentence for problem in record.unmet()}
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(14, 10, 14, 10)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, (caption, fields) in enumerate(_criteria()):
            told = "\n".join(unmet[name] for name in fields if name in unmet)
            answer = plain(told or _("Met"))
            answer.setProperty("warning", bool(told))
            grid.addWidget(bold(caption), row, 0)
            grid.addWidget(answer, row, 1)
        grid.setRowStretch(len(_criteria()), 1)
        self.lines.setWidget(page)


def _criteria() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The criteria with the fields that their problems stand at."""
    return (
        (_("Contract with the partner"), ("programme",)),
        (_("Academic periods completed"), ("periods_completed",)),
        (_("Grades of the transcript"), ("grades",)),
        (_("Language certificate"), ("certificate", "certificate_until")),
    )
