"""The checklist page: what a case needs, ticked with the day and the person."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QLabel,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.services import checklists
from kazcoop_desktop.services.checklists import Line
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.records.rights import grey_out


class ChecklistPage(QScrollArea):
    """The items of a record's checklist as boxes to tick."""

    guide_page = "records"

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self.boxes: dict[str, QCheckBox] = {}
        self._record: Record | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def show_record(self, record: Record) -> None:
        """Lists the items that hold for this record."""
        self._record = record
        self.boxes.clear()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(14, 10, 14, 10)
        lines = checklists.items(record, on=self.office.today())
        done = sum(line.done_on is not None for line in lines)
        progress = QProgressBar()
        progress.setMaximum(max(len(lines), 1))
        progress.setValue(done)
        progress.setFormat(_("Done: {done} of {total}").format(done=done, total=len(lines)))
        column.addWidget(progress)
        if lines and done == len(lines):
            column.addWidget(QLabel(_("All items of the checklist are done.")))
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setVerticalSpacing(8)
        grid.setHorizontalSpacing(10)
        for row, line in enumerate(lines):
            self._add(grid, row, line)
        column.addLayout(grid)
        column.addStretch(1)
        self.setWidget(page)

    def _add(self, grid: QGridLayout, row: int, line: Line) -> None:
        assert self._record is not None
        box = QCheckBox()
        box.setAccessibleName(line.name)
        box.setChecked(line.done_on is not None)
        box.clicked.connect(lambda checked: self._tick(line.code, checked))
        self.boxes[line.code] = box
        grey_out("change", box, model=type(self._record))
        name, source = QLabel(line.name), QLabel(line.paragraph)
        name.setWordWrap(True)
        name.setBuddy(box)
        source.setProperty("quiet", True)
        source.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(name)
        if line.paragraph:
            words.addWidget(source)
        grid.addWidget(box, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(words, row, 1)
        if line.done_on:
            when = QLabel(_("{date}, {user}").format(date=f"{line.done_on:%d.%m.%Y}", user=line.who))
            when.setProperty("quiet", True)
            grid.addWidget(when, row, 2, Qt.AlignmentFlag.AlignTop)

    def _tick(self, code: str, checked: bool) -> None:
        assert self._record is not None
        change = checklists.tick if checked else checklists.untick
        change(self._record, code, on=self.office.today(), by=self.office.person)
        self.office.announce(type(self._record))
        if code in self.boxes:
            self.boxes[code].setFocus()
