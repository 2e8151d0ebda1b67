"""The page of a plan of trips: each line with the trips made by it, what nobody planned, and the sums of both."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.trip import Trip
from kazcoop_desktop.models.trip_plan import PlannedTrip, TripPlan
from kazcoop_desktop.services.mobility import trips
from kazcoop_desktop.services.mobility.trips import Fulfilment, Line
from kazcoop_desktop.views.cards import quiet
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.records.commands import action, command_row
from kazcoop_desktop.views.records.notice import Notice
from kazcoop_desktop.views.records.rights import grey_out

_LINE = int(Qt.ItemDataRole.UserRole)
_TRIP = _LINE + 1


class PlanPage(QWidget):
    """Plan against fact in trips and money; a line becomes a trip by a command, a trip opens by a double click."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self.notice = Notice()
        self.begin_action = action(self, "plus", _("Begin the trip of this line"), self.begin)
        grey_out("enter", self.begin_action, model=Trip)
        self.figures = quiet("", wraps=True)
        self.list = QTreeWidget()
        headings = [_("Person sent"), _("Place"), _("Dates"), _("Amount")]
        self.list.setHeaderLabels(headings)
        self.list.setAlternatingRowColors(True)
        self.list.setFrameShape(QTreeWidget.Shape.NoFrame)
        letter = self.fontMetrics().averageCharWidth()
        for column, letters in enumerate((28, 22, 26)):
            self.list.setColumnWidth(column, letter * letters)
        self.list.itemActivated.connect(self._open)
        self.list.currentItemChanged.connect(self._show_state)
        column_of_all = QVBoxLayout(self)
        column_of_all.setContentsMargins(0, 0, 0, 0)
        column_of_all.addLayout(command_row(self.begin_action))
        column_of_all.addWidget(self.notice)
        column_of_all.addWidget(self.figures)
        column_of_all.addWidget(self.list, 1)

    def show_record(self, record: Record) -> None:
        """Shows the lines of this plan and what came of them."""
        assert isinstance(record, TripPlan)
        found = trips.fulfilment(record)
        self.figures.setText(_summary(found))
        self.list.clear()
        for line in found.lines:
            self.list.addTopLevelItem(_item(line))
        self.list.expandAll()
        self._show_state()

    def begin(self) -> None:
        """Enters the trip that the chosen line foresees, and shows it."""
        planned = self._chosen()
        if planned is None:
            return
        with self.notice.telling():
            trip = trips.begin(planned, by=self.office.person)
            self.notice.hide()
            self.office.announce(Trip)
            self.office.wanted.emit(Trip, trip.id)

    def _chosen(self) -> PlannedTrip | None:
        item = self.list.currentItem()
        planned: PlannedTrip | None = item.data(0, _LINE) if item is not None else None
        return planned

    def _show_state(self) -> None:
        self.begin_action.setEnabled(self._chosen() is not None)

    def _open(self, item: QTreeWidgetItem) -> None:
        trip: Trip | None = item.data(0, _TRIP)
        if trip is not None:
            self.office.wanted.emit(Trip, trip.id)


def _summary(found: Fulfilment) -> str:
    sentence = _(
        "Planned trips: {planned}, made: {made}; not planned: {unplanned}. Planned: {money}. Spent: {spent}."
    )
    return sentence.format(
        planned=found.planned_count,
        made=found.made_count,
        unplanned=found.unplanned_count,
        money=trips.in_words(found.planned_money) or "0",
        spent=trips.in_words(found.spent) or "0",
    )


def _item(line: Line) -> QTreeWidgetItem:
    planned = line.planned
    if planned is None:
        item = QTreeWidgetItem([_("Not planned")])
    else:
        until = planned.ends_on or planned.starts_on
        item = QTreeWidgetItem(
            [
                str(planned.candidate or ""),
                planned.place,
                f"{planned.starts_on:%d.%m.%Y} – {until:%d.%m.%Y}",
                trips.said(planned.amount, planned.amount_currency),
            ]
        )
        item.setData(0, _LINE, planned)
    for trip in line.trips:
        made = QTreeWidgetItem(
            [
                str(trip.traveller),
                trip.place,
                f"{trip.departs_on:%d.%m.%Y} – {trip.ends_on:%d.%m.%Y}",
                trips.said(trip.expense, trip.expense_currency),
            ]
        )
        made.setData(0, _TRIP, trip)
        item.addChild(made)
    return item
