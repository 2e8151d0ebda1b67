"""The terms of a scholar's visit: the latest safe day of each, who holds it, what is done."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.scholar_visit import ScholarVisit
from kazcoop_desktop.services.foreigners import scholars
from kazcoop_desktop.services.foreigners.scholars import Stop
from kazcoop_desktop.views.cards import bold, plain, quiet
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.words import distance_in_words, shown


class TimelinePage(QWidget):
    """Procedure 717, 5.5 counted back from the arrival and on from what has happened."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self._terms = QScrollArea()
        self._terms.setWidgetResizable(True)
        self._terms.setFrameShape(QFrame.Shape.NoFrame)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._terms)

    def show_record(self, record: Record) -> None:
        """Shows the terms of this visit."""
        assert isinstance(record, ScholarVisit)
        today = self.office.today()
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(14, 10, 14, 10)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        headings = (_("What is due"), _("Latest day"), _("State"))
        for place, heading in enumerate(headings):
            grid.addWidget(quiet(heading), 0, place)
        stops = scholars.timeline(record, on=today)
        for row, stop in enumerate(stops, 1):
            for place, cell in enumerate(_cells(stop, today)):
                grid.addWidget(cell, row, place, Qt.AlignmentFlag.AlignTop)
        risks = scholars.risks(record, on=today)
        for row, risk in enumerate(risks, len(stops) + 1):
            told = plain(risk)
            told.setProperty("warning", True)
            grid.addWidget(told, row, 0, 1, len(headings))
        last = len(stops) + len(risks) + 1
        grid.addWidget(quiet(_hours(record), wraps=True), last, 0, 1, len(headings))
        grid.setRowStretch(last + 1, 1)
        self._terms.setWidget(page)


def _cells(stop: Stop, today: date) -> tuple[QWidget, ...]:
    is_open = not stop.is_done and not stop.is_reckoned
    day = plain(shown(stop.due_on), wraps=False)
    if stop.is_reckoned and not stop.is_done:
        day = quiet(_("about {date}").format(date=shown(stop.due_on)))
    state = _state(stop, today)
    told = plain(state, wraps=False) if is_open else quiet(state)
    told.setProperty("warning", is_open and stop.due_on < today)
    return _named(stop, is_open=is_open), day, told


def _named(stop: Stop, *, is_open: bool) -> QWidget:
    """What is due, and below it who acts and by which paragraph."""
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    column.addWidget(bold(stop.title) if is_open else plain(stop.title))
    column.addWidget(quiet(" · ".join(filter(None, (stop.actor, stop.paragraph))), wraps=True))
    return both


def _state(stop: Stop, today: date) -> str:
    if stop.done_on:
        return _("done {date}").format(date=shown(stop.done_on))
    if stop.is_done:
        return _("done")
    return distance_in_words((stop.due_on - today).days)


def _hours(visit: ScholarVisit) -> str:
    """How many hours the timetable has, and how many of them were held."""
    lectures = scholars.lectures(visit)
    return _("Hours in the timetable: {hours}, held: {held}, planned: {planned}").format(
        hours=sum(lecture.hours for lecture in lectures),
        held=sum(lecture.hours for lecture in lectures if lecture.is_held),
        planned=visit.hours or 0,
    )
