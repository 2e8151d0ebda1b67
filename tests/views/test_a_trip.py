"""A trip as a person keeps it in the window: from the application to the reimbursement, all deadlines on their days."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kazcoop_desktop.app import Program
from kazcoop_desktop.models.attached import Paper, StageMove
from kazcoop_desktop.models.trip import Trip
from kazcoop_desktop.models.trip_plan import PlannedTrip, TripPlan
from kazcoop_desktop.services import deadlines, records
from kazcoop_desktop.views.mobility.plan_page import PlanPage
from kazcoop_desktop.views.records.checklist import ChecklistPage
from tests.views.conftest import settle
from tests.views.test_a_memorandum import Desk

TODAY = date.today()


def ago(days: int) -> str:
    return f"{TODAY - timedelta(days=days):%d.%m.%Y}"


class TripDesk(Desk):
    """What a trip needs besides: choices and the checklist."""

    @property
    def trip(self) -> Trip:
        assert isinstance(self.form.record, Trip)
        return self.form.record

    def pick(self, field: Any, key: str) -> None:
        editor: Any = self.form.details.editors[field]
        editor.combo.setCurrentIndex(editor.combo.findData(key))
        editor.combo.activated.emit(editor.combo.currentIndex())

    def tick(self, *codes: str) -> None:
        self.form.bar.choose(
            next(n for n, page in enumerate(self.form._pages) if "Checklist" in page.title(self.trip))
        )
        for code in codes:
            page: Any = self.form.stack.currentWidget()
            assert isinstance(page, ChecklistPage)
            self.qtbot.mouseClick(page.boxes[code], Qt.MouseButton.LeftButton)
            settle()
        self.form.bar.choose(0)

    def due(self) -> dict[str, date]:
        return {
            each.rule: each.due_on
            for each in deadlines.due(on=TODAY)
            if each.kind == "trip" and each.record_id == self.trip.id
        }


@pytest.fixture
def desk(program: Program, qtbot: QtBot, tmp_path: Path) -> TripDesk:
    return TripDesk(program, qtbot, tmp_path)


def test_a_trip_goes_from_the_application_to_the_reimbursement(desk: TripDesk) -> None:
    desk.begin(Trip)
    desk.type(Trip.traveller, "өтеген")
    desk.type(Trip.country, "Japan")
    desk.type(Trip.host, "Самал музыка академиясы")
    desk.type(Trip.departs_on, ago(20))
    desk.type(Trip.returns_on, ago(15))
    desk.type(Trip.estimate, "900000")
    desk.save()
    assert desk.trip.number
    assert desk.trip.unit is not None
    assert desk.due() == {"trip_papers": TODAY - timedelta(days=35)}

    assert len(desk.next_stage()) == 6  # four papers, the invitation, the day on which they are complete
    assert "Самал музыка академиясы" in desk.print("application")
    assert "Өтеген" in desk.print("representation")
    desk.print("trip_estimate")
    desk.tick("application", "representation", "invitation", "estimate")
    desk.type(Trip.invitation, "№ 7")
    desk.type(Trip.papers_complete_on, ago(40))
    desk.save()
    assert desk.next_stage() == []

    desk.type(Trip.submitted_on, ago(34))  # fourteen days before
    desk.form.save_action.trigger()
    settle()
    assert desk.form.is_changed()
    editor: Any = desk.form.details.editors[Trip.submitted_on]
    editor.line.clear()
    desk.type(Trip.submitted_on, ago(36))
    desk.save()
    assert desk.next_stage() == []

    desk.pick(Trip.decision, "approved")
    desk.type(Trip.decided_on, ago(33))
    desk.save()
    assert desk.next_stage() == []
    assert "Қ" in desk.print("trip_order")
    desk.type(Trip.order_number, "77-І")
    desk.type(Trip.ordered_on, ago(30))
    desk.save()
    assert desk.next_stage() == []
    assert desk.due() == {"trip_return": TODAY - timedelta(days=15)}

    desk.type(Trip.departed_on, ago(20))
    desk.save()
    assert desk.next_stage() == []
    desk.type(Trip.returned_on, ago(15))
    desk.save()
    assert desk.next_stage() == []
    assert desk.trip.stage == "returned"
    assert desk.due()["trip_report"] == TODAY - timedelta(days=5)
    assert "trip report was due" in desk.form.notice.text()

    desk.begin(Trip)  # the next application of the same person is warned of
    desk.type(Trip.traveller, "өтеген")
    desk.qtbot.waitUntil(lambda: "has an unreported trip" in desk.form.notice.text(), timeout=5000)
    desk.form.undo_edits()
    trip = Trip.get(Trip.order_number == "77-І")
    desk.window.show_record(Trip, trip.id)
    settle()

    desk.print("trip_report")
    desk.tick("trip_report", "expense_report")
    desk.type(Trip.reported_on, ago(8))
    desk.type(Trip.results, "Келісім жобасы")
    desk.pick(Trip.fulfilment, "full")
    desk.type(Trip.accepted_on, ago(7))
    desk.save()
    assert desk.next_stage() == []
    desk.type(Trip.expense_report_on, ago(8))
    desk.type(Trip.expense, "870500")
    desk.type(Trip.expense_approved_on, ago(6))
    desk.save()
    assert desk.next_stage() == []
    assert list(desk.due()) == ["trip_reimbursement"]
    desk.type(Trip.reimbursed, "870500")
    desk.type(Trip.reimbursed_on, ago(2))
    desk.save()
    assert desk.next_stage() == []

    assert desk.trip.stage == "closed"
    assert desk.due() == {}
    assert StageMove.select().where(StageMove.record_id == trip.id, StageMove.kind == "trip").count() == 9
    assert Paper.select().where(Paper.record_id == trip.id, Paper.kind == "trip").count() == 5


def test_a_line_of_the_plan_becomes_a_trip_by_its_button(desk: TripDesk) -> None:
    line = PlannedTrip.select().where(PlannedTrip.starts_on > TODAY).order_by(PlannedTrip.id.desc()).get()
    for trip in line.trips:
        records.delete(trip, by="Айгүл")
    desk.window.show_record(TripPlan, line.plan.id)
    settle()
    desk.form.bar.choose(1)
    page: Any = desk.form.stack.currentWidget()
    assert isinstance(page, PlanPage)
    rows = [page.list.topLevelItem(row) for row in range(page.list.topLevelItemCount())]
    page.list.setCurrentItem(next(row for row in rows if row.text(0) == str(line.candidate)))

    page.begin_action.trigger()
    settle()

    assert desk.trip.planned == line
    assert desk.trip.departs_on == line.starts_on
