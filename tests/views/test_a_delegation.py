"""A delegation of six from two partners as a person keeps it in the window: from the proposal to closed."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kazcoop_desktop.app import Program
from kazcoop_desktop.models import (
    Delegation,
    DelegationHost,
    DelegationMember,
    DelegationPartner,
    Employee,
    EstimateLine,
    Guarantee,
    GuaranteeLine,
    Letter,
    Minutes,
    Partner,
    ProgrammeItem,
    Promise,
    Souvenir,
    SouvenirIssue,
    Venue,
)
from kazcoop_desktop.models.attached import Paper
from kazcoop_desktop.services import deadlines, records
from kazcoop_desktop.services.delegations import visits
from kazcoop_desktop.views.delegations import commands
from kazcoop_desktop.views.delegations.commands import MoveVisit
from kazcoop_desktop.views.delegations.package_page import PackagePage
from kazcoop_desktop.views.delegations.preparation_page import PreparationPage
from kazcoop_desktop.views.delegations.programme_page import ProgrammePage
from kazcoop_desktop.views.delegations.promises_page import PromisesPage
from kazcoop_desktop.views.delegations.stock_page import StockPage
from kazcoop_desktop.views.print_preview import PrintPreview
from kazcoop_desktop.views.records.dialog import RecordDialog
from kazcoop_desktop.views.records.parts import PartsPage
from tests.views.conftest import settle
from tests.views.test_a_memorandum import WAIT, Desk

TODAY = date.today()
ARRIVES, LEAVES = TODAY, TODAY + timedelta(days=2)


class Visit(Desk):
    """The desk of the person who prepares a visit."""

    def page(self, kind: type[Any], model: Any = None) -> Any:
        """Brings a page of the record to the front: of this kind, for a list of these parts."""
        for place, name in enumerate(self.form._pages):
            if place and self.form.record is not None and name.title(self.form.record):
                self.form.bar.choose(place)
                page = name.widget
                if isinstance(page, kind) and (model is None or page.model is model):
                    settle()
                    return page
        raise AssertionError((kind, model))

    def enter(self, model: Any, **values: Any) -> None:
        """Enters a part of the record in the dialog of its list."""
        page = self.page(PartsPage, model)
        page.add_action.trigger()
        self.fill(page, model, values)

    def fill(self, page: Any, model: Any, values: dict[str, Any]) -> None:
        (dialog,) = (each for each in page.findChildren(RecordDialog) if each.isVisible())
        for name, value in values.items():
            dialog.details.put(getattr(model, name), value)
        dialog.save_button.click()
        told = [cell.sentence for cell in dialog.details._cells.values() if cell.sentence]
        assert dialog.result(), (told, dialog.notice.isVisible())
        settle()

    def put(self, **values: Any) -> None:
        """Fills fields of the record and saves it."""
        for name, value in values.items():
            self.form.details.put(getattr(Delegation, name), value)
        self.save()

    def go_on(self) -> str:
        """Moves the case on; nothing may lack."""
        assert self.next_stage() == []
        return self.visit().stage

    def visit(self) -> Delegation:
        assert isinstance(self.form.record, Delegation)
        return self.form.record


@pytest.fixture
def desk(program: Program, qtbot: QtBot, tmp_path: Path) -> Visit:
    return Visit(program, qtbot, tmp_path)


def proposed(desk: Visit) -> int:
    """A delegation of six from two partners is entered, as far as it is known."""
    desk.begin(Delegation)
    desk.type(Delegation.partner, "монтелаго")
    desk.put(arrives_on=ARRIVES, leaves_on=LEAVES, purposes=("negotiations",), ground="letter")
    others = [each.id for each in Partner.select().where(Partner.id != desk.visit().partner.id).limit(1)]
    desk.enter(DelegationPartner, partner=others[0])
    came_before = visits.parts(Delegation.get(Delegation.stage == "closed"), "members")
    for place, person in enumerate(member.person for member in came_before):
        values = {"person": person.id, "role": "head" if place == 0 else "member", "sequence": place}
        desk.enter(DelegationMember, **values, **({"partner": others[0]} if place > 2 else {}))
    return desk.visit().id


def test_a_delegation_goes_from_the_proposal_to_closed(desk: Visit) -> None:
    number = proposed(desk)
    assert desk.visit().number.startswith("Д-")
    members = visits.parts(desk.visit(), "members")
    assert len(members) == 6
    assert len({member.partner.id for member in members}) == 2
    host = Employee.select().order_by(Employee.id).first()

    assert len(desk.next_stage()) == 2
    assert "MORETTI Giulia Francesca" in desk.print("delegation_proposal")
    desk.put(decided_on=TODAY, responsible=host.id, unit=1)
    assert desk.go_on() == "approved"

    assert "YB1234567" in desk.print("delegation_invitation")
    desk.put(invited_on=TODAY)
    assert desk.go_on() == "invited"

    desk.enter(DelegationHost, employee=host.id, role="receives")
    hall = records.save(Venue(name_kk="Сынақ залы"), by="tester")
    timetable = desk.page(ProgrammePage)
    timetable.add_action.trigger()
    desk.fill(timetable, ProgrammeItem, {"starts_at": "10:00", "ends_at": "11:30", "venue": hall.id})
    timetable.ask_action.trigger()
    settle()
    assert {request.request_kind for request in visits.parts(desk.visit(), "requests")} == {
        "hall",
        "technical",
    }
    desk.enter(EstimateLine, people=6, quantity=2, price=Decimal("30000"))
    desk.enter(Guarantee, organisation="Қонақүй «Сынақ»")
    (guarantee,) = visits.parts(desk.visit(), "guarantees")
    records.save(
        GuaranteeLine(guarantee=guarantee, name="Люкс", starts_on=ARRIVES, price=Decimal("1000")), by="tester"
    )
    assert "Сынақ залы" in desk.print("visit_programme")
    assert "360 000,00" in desk.print("visit_estimate").replace("\u00a0", " ")
    desk.put(prepared_on=TODAY, passed_on=TODAY)
    assert desk.go_on() == "prepared"
    assert desk.go_on() == "received"

    gift = Souvenir.select().first()
    desk.enter(SouvenirIssue, souvenir=gift.id, quantity=2, given_on=TODAY)
    desk.enter(Minutes, held_on=ARRIVES, matters_kk="Оқу жоспары", recorder=host.id)
    desk.enter(Promise, text_en="Send the draft", owner=host.id, due_on=TODAY)
    assert "Send the draft" in desk.print("delegation_minutes")
    desk.put(minutes_signed_on=LEAVES)
    assert desk.go_on() == "minutes_signed"

    desk.put(minutes_approved_on=LEAVES)
    assert desk.next_stage()
    scan = desk.folder / "хаттама.pdf"
    scan.write_bytes(b"%PDF-1.7 signed")
    desk.drop(scan)
    assert desk.go_on() == "minutes_approved"

    desk.print("thank_you_letter")
    desk.put(thanked_on=LEAVES)
    assert desk.go_on() == "closed"

    package = desk.page(PackagePage)
    package.all_action.trigger()
    preview = desk.window.findChildren(PrintPreview)[-1]
    desk.qtbot.waitUntil(lambda: preview.pdf is not None, timeout=WAIT)
    target = desk.folder / "пакет.pdf"
    preview.save_to(target)
    desk.qtbot.waitUntil(target.exists, timeout=WAIT)
    preview.close()
    settle()
    assert len(PdfReader(target).pages) > 15
    outgoing = {letter.about for letter in Letter.select().where(Letter.direction == "outgoing")}
    assert {f"delegation:{number}", f"guarantee:{guarantee.id}"} <= outgoing
    kept = Paper.select().where(Paper.form == "delegation_invitation", Paper.record_id == number)
    assert len({paper.number for paper in kept}) == 1

    due = [
        each for each in deadlines.due(on=TODAY) if each.rule == "promise_kept" and each.shown.id == number
    ]
    assert [each.name.split(" · ")[-1] for each in due] == ["Send the draft"]
    desk.window.show_record(Partner, desk.visit().partner.id)
    settle()
    assert any(name.startswith("Open promises") for name in desk.form.bar.names())
    assert desk.page(PromisesPage)


def test_an_item_is_moved_by_the_mouse_and_by_the_keys(desk: Visit) -> None:
    delegation = Delegation.get(Delegation.stage == "approved")
    desk.window.show_record(Delegation, delegation.id)
    settle()
    page = desk.page(ProgrammePage)
    page.resize(900, 700)
    settle()
    first = visits.parts(delegation, "programme")[0]
    box = page.timetable.box_of(first.id)

    box.setFocus()
    desk.qtbot.keyClick(box, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert ProgrammeItem.get_by_id(first.id).hours() == "09:45–10:45"

    box = page.timetable.box_of(first.id)
    assert page.timetable.current().id == first.id
    desk.qtbot.keyClick(box, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert ProgrammeItem.get_by_id(first.id).held_on == delegation.arrives_on + timedelta(days=1)

    box = page.timetable.box_of(first.id)
    _drag(box, QPoint(0, -46))
    settle()
    assert ProgrammeItem.get_by_id(first.id).hours() == "08:45–09:45"


def test_an_item_that_cannot_be_there_goes_back_and_says_why(desk: Visit) -> None:
    delegation = Delegation.get(Delegation.stage == "approved")
    desk.window.show_record(Delegation, delegation.id)
    settle()
    page = desk.page(ProgrammePage)
    first = visits.parts(delegation, "programme")[0]

    desk.qtbot.keyClick(page.timetable.box_of(first.id), Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    settle()

    assert ProgrammeItem.get_by_id(first.id).held_on == delegation.arrives_on
    assert not page.notice.isHidden()


def test_the_preparation_page_tells_what_lacks_and_what_was_promised(desk: Visit) -> None:
    bare = Delegation.get(Delegation.stage == "proposed")
    old = Promise.get(Promise.done_on.is_null())
    old.partner = bare.partner
    records.save(old, by="tester")
    desk.window.show_record(Delegation, bare.id)
    settle()

    page = desk.page(PreparationPage)

    shown = " ".join(label.text() for label in page.findChildren(QLabel))
    assert "Still unknown" in shown
    assert "No members are known." in shown
    assert "Promises from earlier meetings" in shown
    assert str(old) in shown


def test_the_stock_page_tells_what_is_left(desk: Visit) -> None:
    gift = Souvenir.select().first()
    desk.window.show_record(Souvenir, gift.id)
    settle()

    page = desk.page(StockPage)

    assert page.left.text() == f"In stock: {gift.in_stock()}"
    assert page.list.topLevelItemCount() >= 3


def test_a_letter_of_the_partner_shows_what_was_promised(desk: Visit) -> None:
    promise = Promise.get(Promise.done_on.is_null())
    letter = records.save(Letter(partner=promise.partner, subject="Сұрау"), by="tester")
    desk.window.show_record(Letter, letter.id)
    settle()

    page = desk.page(PromisesPage)

    assert str(promise) in " ".join(label.text() for label in page.findChildren(QLabel))


def test_a_visit_is_moved_by_its_command(desk: Visit) -> None:
    delegation = Delegation.get(Delegation.stage == "approved")
    desk.window.show_record(Delegation, delegation.id)
    settle()
    move = next(each for each in desk.register.own_actions if each.text().startswith("&Move"))

    move.trigger()
    (dialog,) = desk.register.findChildren(MoveVisit)
    dialog.day.set_value(delegation.arrives_on + timedelta(days=7))
    dialog.move_button.click()
    settle()

    moved = Delegation.get_by_id(delegation.id)
    assert moved.arrives_on == delegation.arrives_on + timedelta(days=7)
    assert visits.parts(moved, "programme")[0].held_on == moved.arrives_on


def test_a_year_without_delegations_is_told(desk: Visit) -> None:
    desk.window.show_list(Delegation)
    settle()

    commands.export_received(desk.register, 1999)

    assert not desk.register.notice.isHidden()


def test_a_guarantee_letter_opens_in_its_tab_where_its_lines_are(desk: Visit) -> None:
    delegation = Delegation.get(Delegation.stage == "approved")
    desk.window.show_record(Delegation, delegation.id)
    settle()
    page = desk.page(PartsPage, Guarantee)
    page.table.selectRow(0)

    page.open_action.trigger()
    settle()

    assert isinstance(desk.form.record, Guarantee)
    assert desk.page(PartsPage, GuaranteeLine)


def _drag(box: Any, way: QPoint) -> None:
    start = QPointF(12, 8)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for kind, place in (
        (QEvent.Type.MouseButtonPress, start),
        (QEvent.Type.MouseMove, start + QPointF(way)),
    ):
        event = QMouseEvent(kind, place, box.mapToGlobal(place), left, left, none)
        QApplication.sendEvent(box, event)
    release = QMouseEvent(
        QEvent.Type.MouseButtonRelease, start, box.mapToGlobal(start), left, Qt.MouseButton.NoButton, none
    )
    QApplication.sendEvent(box, release)
