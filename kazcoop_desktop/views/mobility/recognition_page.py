"""The recognition page of a stay: what its lines add up to, and the command that decides on their grades."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kazcoop_desktop.i18n import _, ngettext
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.mobility import Mobility, StudyLine
from kazcoop_desktop.models.values import as_text
from kazcoop_desktop.services.mobility import recognition as mobility_recognition
from kazcoop_desktop.views.cards import bold, plain
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.records.commands import action, command_row
from kazcoop_desktop.views.records.notice import Notice
from kazcoop_desktop.views.records.rights import grey_out


class RecognitionPage(QWidget):
    """Credits of both sides, recognised ones, the GPA of the stay, and what is left to pass at home."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self._stay: Mobility | None = None
        self.notice = Notice()
        self.recognise_action = action(self, "list-checks", _("Recognise by the scale"), self.recognise)
        grey_out("change", self.recognise_action, model=Mobility)
        self.figures = {
            name: plain("") for name in ("host_credits", "home_credits", "recognised", "gpa", "differences")
        }
        grid = QGridLayout()
        grid.setContentsMargins(14, 10, 14, 10)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, (name, label) in enumerate(self.figures.items()):
            grid.addWidget(bold(_captions()[name]), row, 0)
            grid.addWidget(label, row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(command_row(self.recognise_action))
        column.addWidget(self.notice)
        column.addLayout(grid)
        column.addStretch(1)

    def show_record(self, record: Record) -> None:
        """Shows what the lines of this stay add up to."""
        assert isinstance(record, Mobility)
        self._stay = record
        found = mobility_recognition.totals(record)
        for name in ("host_credits", "home_credits", "recognised", "gpa"):
            self.figures[name].setText(as_text(StudyLine.host_credits, getattr(found, name)) or "–")
        left = "; ".join(line.home_course for line in found.differences)
        self.figures["differences"].setText(left or "–")

    def recognise(self) -> None:
        """Decides on every line that has a grade and no decision yet."""
        if self._stay is None:
            return
        with self.notice.telling():
            count = mobility_recognition.recognise(self._stay, by=self.office.person)
            said = ngettext("{n} line is decided.", "{n} lines are decided.", count)
            self.notice.complain(said.format(n=count))
        self.show_record(self._stay)
        self.office.announce(StudyLine)


def _captions() -> dict[str, str]:
    return {
        "host_credits": _("Credits (host)"),
        "home_credits": _("Credits (home)"),
        "recognised": _("Recognised credits"),
        "gpa": _("GPA"),
        "differences": _("Academic difference"),
    }
