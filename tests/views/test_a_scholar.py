"""A scholar as a person keeps the visit in the window: from the plan to the payment, each term on its day in Today."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel
from pytestqt.qtbot import QtBot

from kazcoop_desktop.app import Program
from kazcoop_desktop.models.base import problems_of
from kazcoop_desktop.models.lecture import Lecture
from kazcoop_desktop.models.letter import Letter
from kazcoop_desktop.models.scholar_visit import ScholarVisit
from kazcoop_desktop.services.foreigners import scholars
from kazcoop_desktop.views.foreigners.timeline_page import TimelinePage
from kazcoop_desktop.views.records.checklist import ChecklistPage
from kazcoop_desktop.views.records.dialog import RecordDialog
from kazcoop_desktop.views.records.parts import PartsPage
from tests.views.conftest import settle
from tests.views.test_a_memorandum import Desk

ARRIVAL, DEPARTURE = "15.02.2027", "06.03.2027"
NAME = "KELLER JONAS · 15.02.2027"
FIRST_PAPERS = ("service_note", "passport_copy", "degree_copy", "profile", "timetable")


class ScholarDesk(Desk):
    """The desk of the one who keeps the scholars, on the day that the test says."""

    def __init__(self, program: Program, qtbot: QtBot, folder: Path) -> None:
        super().__init__(program, qtbot, folder)
        self.day = date(2026, 11, 20)
        program.office.today = lambda: self.day  # type: ignore[method-assign]

    def fill(self, **values: str) -> None:
        """Types values into the fields of the visit and saves it."""
        for name, text in values.items():
            self.type(getattr(ScholarVisit, name), text)
        self.save()

    def choose(self, field: Any, key: str) -> None:
        editor: Any = self.form.details.editors[field]
        editor.set_value(key)
        editor.changed.emit()

    def page(self, kind: type[Any], model: Any = None) -> Any:
        """A page of the visit."""
        for place, name in enumerate(self.form.bar.names()):
            if name:
                self.form.bar.choose(place)
                settle()
                shown = self.form.stack.currentWidget()
                if isinstance(shown, kind) and (model is None or shown.model is model):
                    return shown
        raise AssertionError(f"no page {kind.__name__}")

    def tick(self, *items: str) -> None:
        """Ticks items of the checklist."""
        for item in items:
            box: QCheckBox = self.page(ChecklistPage).boxes[item]
            self.qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
            settle()
        self.form.bar.choose(0)

    def lecture(self, day: date, begins: str, ends: str) -> dict[str, str]:
        """Enters a lecture that was held; gives what is wrong with it, by field, and then leaves it."""
        page = self.page(PartsPage, Lecture)
        page.add_action.trigger()
        (dialog,) = (each for each in page.findChildren(RecordDialog) if each.isVisible())
        editors: Any = dialog.details.editors
        typed = {"day": day, "starts_at": begins, "ends_at": ends, "room": "204", "topic": "Ұңғыма"}
        for name, value in {**typed, "is_held": True}.items():
            editor = editors[getattr(Lecture, name)]
            editor.set_value(value)
            editor.changed.emit()
        wrong = {problem.field.name: problem.sentence for problem in problems_of(dialog.details.draft())}
        dialog.save()
        assert dialog.isVisible() == bool(wrong)
        if wrong:
            dialog.details.show_record(dialog.record)
            dialog.reject()
        settle()
        self.form.bar.choose(0)
        return wrong

    def due_today(self, day: date) -> set[str]:
        """What Today says about the visit to be done on this very day, with the paragraph behind it."""
        self.day = day
        visit = self.form.record
        self.program.office.announce(ScholarVisit)
        self.window.show_tab(0)
        settle()
        lines = [
            label.parentWidget() for label in self.window.page.findChildren(QLabel) if label.text() == NAME
        ]
        told = [[label.text() for label in line.findChildren(QLabel)] for line in lines]
        self.window.show_record(ScholarVisit, visit.id)
        settle()
        return {words[-1] for words in told if words[0] == "today"}


@pytest.fixture
def desk(program: Program, qtbot: QtBot, tmp_path: Path) -> ScholarDesk:
    return ScholarDesk(program, qtbot, tmp_path)


def stage_of(desk: ScholarDesk) -> str:
    assert isinstance(desk.form.record, ScholarVisit)
    return str(desk.form.record.stage)


def test_a_scholar_goes_from_the_plan_to_the_payment(desk: ScholarDesk) -> None:
    desk.begin(ScholarVisit)
    desk.type(ScholarVisit.person, "keller jon")
    desk.type(ScholarVisit.unit, "petroleum")
    desk.fill(arrives_on=ARRIVAL, leaves_on=DEPARTURE, course_en="Deep wells", plan_approved_on="20.11.2026")
    assert stage_of(desk) == "planned"
    assert desk.due_today(date(2027, 1, 6)) == {
        "Hand in the scholar's papers to the department · № 717 ҚП, 5.5"
    }

    assert len(desk.next_stage()) == 1 + len(FIRST_PAPERS)
    desk.fill(applied_on="28.12.2026")
    desk.tick(*FIRST_PAPERS)
    assert desk.next_stage() == []
    assert desk.due_today(date(2026, 12, 31)) == {"Decide whether the papers are accepted · № 717 ҚП, 5.5.1"}
    assert "KELLER JONAS" in desk.print("scholar_service_letter")

    desk.choose(ScholarVisit.decision, "accepted")
    desk.fill(decided_on="30.12.2026")
    assert desk.next_stage() == []
    assert desk.due_today(date(2027, 1, 13)) == {"Invitation in process: the seventh day · № 717 ҚП, 5.5.1"}
    assert desk.due_today(date(2027, 1, 18)) == {"Complete the invitation · № 717 ҚП, 5.5.1"}

    assert desk.next_stage() == ["The paper “Letter of invitation to a scholar” is missing."]
    assert "Jonas Keller" in desk.print("scholar_invitation")
    assert Letter.select().where(Letter.about == f"scholar_visit:{desk.form.record.id}").count() == 1
    assert desk.next_stage() == []
    desk.fill(invitation_number="17", invitation_on="15.01.2027")
    assert desk.next_stage() == []
    assert desk.due_today(date(2027, 2, 12)) == {"Get the visa before the arrival · № 717 ҚП, 5.5"}

    desk.fill(visa_number="005", visa_until="01.04.2027", arrived_on=ARRIVAL)
    assert desk.next_stage() == []
    assert desk.due_today(date(2027, 2, 15)) == {
        "Conclude the service contract · № 717 ҚП, 5.5.2",
        "Hand in the papers of the day of arrival · № 717 ҚП, 5.5.2",
    }
    assert desk.due_today(date(2027, 2, 18)) == {
        "Register the scholar with the migration police · № 717 ҚП, 5.5.2"
    }

    desk.tick("residence", "bank", "contract")
    desk.fill(address="Алматы", registered_on="17.02.2027", registered_until=DEPARTURE)
    assert desk.next_stage() == []
    assert "outside the stay" in desk.lecture(date(2027, 2, 14), "10:00", "11:50")["day"]
    assert desk.lecture(date(2027, 2, 18), "10:00", "11:50") == {}
    assert "another lecture" in desk.lecture(date(2027, 2, 18), "11:00", "12:50")["starts_at"]
    assert desk.lecture(date(2027, 2, 19), "10:00", "11:50") == {}
    assert scholars.hours(ScholarVisit.get_by_id(desk.form.record.id)) == 4
    desk.fill(arrival_papers_on=ARRIVAL, contract_on=ARRIVAL, fee="400000", pay_days="5", bank_account="XX00")
    assert "Ұңғыма" in desk.print("lecture_timetable")
    assert "400 000" in " ".join(desk.print("service_contract").split())
    assert desk.next_stage() == []
    assert stage_of(desk) == "lecturing"
    assert desk.due_today(date(2027, 3, 11)) == {"Sign the act of services rendered · № 717 ҚП, 5.5.2"}

    desk.fill(act_on="10.03.2027")
    assert "200 000,00" in " ".join(desk.print("services_act").split())
    assert desk.next_stage() == []
    assert desk.due_today(date(2027, 3, 18)) == {"Pay the scholar · № 717 ҚП, 5.5.2"}

    desk.fill(paid_on="12.03.2027", left_on=DEPARTURE)
    assert desk.next_stage() == []
    assert stage_of(desk) == "paid"
    assert desk.due_today(date(2027, 4, 1)) == set()


def test_the_terms_page_shows_each_term_with_its_holder(desk: ScholarDesk) -> None:
    planned = ScholarVisit.get(ScholarVisit.stage == "planned")
    desk.window.show_record(ScholarVisit, planned.id)
    settle()

    page = desk.page(TimelinePage)

    texts = [label.text() for label in page.findChildren(QLabel)]
    assert "Hand in the scholar's papers to the department" in texts
    assert "Inviting unit (institute, chair) · № 717 ҚП, 5.5" in texts
    assert any(text.startswith("about ") for text in texts)
    assert any(text.startswith("Hours in the timetable:") for text in texts)


def test_papers_that_come_too_late_are_refused_beside_their_field(desk: ScholarDesk) -> None:
    desk.begin(ScholarVisit)
    desk.type(ScholarVisit.person, "keller jon")
    desk.fill(arrives_on=ARRIVAL, leaves_on=DEPARTURE)

    desk.type(ScholarVisit.applied_on, "10.02.2027")
    desk.form.save_action.trigger()
    settle()

    assert desk.form.is_changed()
    shown = [label.text() for label in desk.form.findChildren(QLabel) if label.isVisible()]
    assert any("Days before the arrival: 5, needed: 40." in text for text in shown)
