"""Learners in the window: a semester abroad, a learner from a partner, a dual degree, each from first paper to closed."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kazcoop_desktop.app import Program
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.competition import (
    Competition,
    CompetitionCandidate,
    CompetitionCriterion,
    CompetitionMark,
)
from kazcoop_desktop.models.dual_degree import DualDegreeCandidate, DualDegreeProgramme, PlanLine
from kazcoop_desktop.models.learner import Learner
from kazcoop_desktop.models.mobility import Mobility, StudyLine
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.models.places import ExchangePlaces
from kazcoop_desktop.services import checklists, records
from kazcoop_desktop.views.mobility.balance import BalanceDialog, BalancePage
from kazcoop_desktop.views.mobility.contract_page import ContractPage
from kazcoop_desktop.views.mobility.criteria_page import CriteriaPage
from kazcoop_desktop.views.mobility.ranking_page import RankingPage
from kazcoop_desktop.views.mobility.recognition_page import RecognitionPage
from kazcoop_desktop.views.records.dialog import RecordDialog
from kazcoop_desktop.views.records.parts import PartsPage
from tests.views.conftest import settle
from tests.views.test_a_memorandum import Desk

BY = "Айгүл"


class Office(Desk):
    """The hands of a person who keeps learners."""

    def choose(self, field: Any, name: str) -> None:
        combo = self.form.details.editors[field].combo
        combo.setCurrentIndex(combo.findText(name))
        combo.activated.emit(combo.currentIndex())

    def fill(self, **values: str) -> None:
        """Types into fields of the record shown, and saves."""
        model = type(self.form.record)
        for name, text in values.items():
            self.type(getattr(model, name), text)
        self.save()

    def page(self, kind: type[Any], parts: type[Record] | None = None) -> Any:
        """The page of the record with this widget, or with the list of these parts."""
        for number, page in enumerate(self.form._pages):
            widget = page.widget
            if widget is None:
                self.form._show_page(number)
                settle()
                widget = page.widget
            if isinstance(widget, kind) and (parts is None or widget.model is parts):
                self.form._show_page(number)
                settle()
                return widget
        raise AssertionError(kind)

    def add_part(self, parts: type[Record], **values: str) -> None:
        page = self.page(PartsPage, parts)
        page.add_action.trigger()
        (dialog,) = (each for each in page.findChildren(RecordDialog) if each.isVisible())
        for name, text in values.items():
            editor = dialog.details.editors[getattr(parts, name)]
            into = getattr(editor, "line", None) or editor.text
            into.setFocus()
            into.clear()
            for letter in text:
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                    QApplication.sendEvent(into, event)
            settle()
        dialog.save_button.click()
        settle()
        assert not dialog.isVisible()

    def move(self, times: int = 1) -> None:
        for _time in range(times):
            assert self.next_stage() == []


@pytest.fixture
def office(program: Program, qtbot: QtBot, tmp_path: Path) -> Office:
    return Office(program, qtbot, tmp_path)


def saved(record: Any) -> Any:
    return records.save(record, by=BY)


def entered_learner(surname: str, number: str, **more: Any) -> Learner:
    person = saved(Person(surname=surname, given_names="Dana", sex="female", citizenship="KZ"))
    learner: Learner = saved(Learner(person=person, number=number, course=2, programme_en="Music", **more))
    return learner


def words_on(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def begun_stay(office: Office, direction: str, learner: str, semester: str) -> None:
    office.begin(Mobility)
    office.choose(Mobility.direction, direction)
    office.choose(Mobility.semester, semester)
    office.type(Mobility.learner, learner)
    office.type(Mobility.partner, "самал")
    office.type(Mobility.academic_year, "2031/2032")
    office.save()


def test_an_outgoing_semester_goes_from_the_announcement_to_the_recognised_credits(office: Office) -> None:
    host = saved(Partner(name="Самал академиясы", country="JP"))
    agreement = saved(Agreement(partner=host))
    saved(ExchangePlaces(agreement=agreement, places=1))
    entered_learner("Zhumabai", "31-7")

    begun_stay(office, "Outgoing mobility", "zhumabai", "Autumn semester")
    stay = office.form.record
    assert isinstance(stay, Mobility)
    office.move()
    assert len(office.next_stage()) == 4
    office.fill(starts_on="01.09.2031", ends_on="20.01.2032")
    for number, course in (("1", "Harmony"), ("2", "Counterpoint")):
        office.add_part(
            StudyLine,
            sequence=number,
            host_course=course,
            host_credits="5",
            home_course=course,
            home_credits="5",
        )
    assert "Zhumabai Dana" in office.print("application")
    assert "A қосындысы: 10; B қосындысы: 10" in office.print("learning_agreement")
    office.move()

    assert len(office.next_stage()) == 2
    office.fill(order_number="77-С", order_on="10.08.2031", address_abroad="1 Sakura St.")
    assert "1. Zhumabai Dana, Music, 2-курс оқуға жіберілсін" in " ".join(
        office.print("mobility_order").split()
    )
    office.move(2)
    office.fill(returned_on="19.01.2032", transcript="No. 5", recognised_on="30.01.2032")
    office.move()

    for line, percent in zip(stay.study_lines(), (97, 40), strict=True):
        line.percent = percent
        saved(line)
    recognition = office.page(RecognitionPage)
    recognition.recognise_action.trigger()
    settle()
    assert recognition.figures["recognised"].text() == "5"
    assert recognition.figures["differences"].text() == "Counterpoint"
    assert "Академиялық айырма: Counterpoint, 5." in office.print("recognition_sheet")
    office.move()

    assert records.get(Mobility, stay.id).stage == "recognised"
    office.window.show_record(Partner, host.id)
    settle()
    assert office.page(BalancePage).figures.text() == "Went: 1, came: 0, balance: -1"


def test_a_stay_that_breaks_a_rule_is_told_in_the_form_and_not_saved(office: Office) -> None:
    host = saved(Partner(name="Самал академиясы", country="JP"))
    learner = entered_learner("Zhumabai", "31-7")
    stay = {"direction": "outgoing", "partner": host, "academic_year": "2031/2032", "semester": "year"}
    saved(Mobility(learner=learner, starts_on=date(2031, 9, 1), ends_on=date(2032, 6, 1), **stay))

    begun_stay(office, "Outgoing mobility", "zhumabai", "Spring semester")
    office.type(Mobility.starts_on, "01.02.2032")
    office.type(Mobility.ends_on, "01.06.2032")
    office.form.save_action.trigger()
    settle()

    assert office.form.is_changed()
    told = words_on(office.form)
    assert "The learner is away at the same time: Самал академиясы, 01.09.2031 to 01.06.2032." in told
    office.form.details.undo_stack.setIndex(0)
    settle()


def test_a_learner_from_a_partner_comes_and_goes(office: Office) -> None:
    home = saved(Partner(name="Самал академиясы", country="JP"))
    entered_learner("Tanaka", "", home_university=home)

    begun_stay(office, "Incoming mobility", "tanaka", "Spring semester")
    office.move()
    office.fill(starts_on="01.02.2032", ends_on="10.06.2032", address_abroad="Алматы, 2-жатақхана")
    office.add_part(StudyLine, host_course="Домбыра", host_credits="5", home_course="Lute", home_credits="5")
    office.print("learning_agreement")
    office.move()
    office.fill(order_number="78-С", order_on="10.01.2032")
    assert "оқуға қабылдансын" in " ".join(office.print("mobility_order").split())
    office.move(2)
    office.fill(returned_on="11.06.2032", transcript="No. 6", recognised_on="20.06.2032")
    office.move()
    (line,) = office.form.record.study_lines()  # type: ignore[union-attr]
    line.percent = 88
    saved(line)
    office.page(RecognitionPage).recognise_action.trigger()
    settle()
    office.move()

    assert Mobility.get_by_id(office.form.record.id).stage == "recognised"  # type: ignore[union-attr]


def test_a_competition_is_ranked_by_the_points_that_are_typed(office: Office) -> None:
    held = saved(Competition(name_kk="Іріктеу", academic_year="2031/2032", places=1))
    for name, weight in (("GPA", 70), ("Interview", 30)):
        saved(CompetitionCriterion(competition=held, name_kk=name, weight=Decimal(weight)))
    for surname in ("Zhumabai", "Abenova"):
        learner = entered_learner(surname, surname)
        saved(CompetitionCandidate(competition=held, learner=learner, grades="A"))
    office.window.show_record(Competition, held.id)
    settle()
    ranking = office.page(RankingPage)

    for row, points in ((0, ("60", "100")), (1, ("90", "80"))):
        for column, typed in enumerate(points, 1):
            name = ranking.table.item(row, 0).text()
            at = next(r for r in range(2) if ranking.table.item(r, 0).text() == name)
            ranking.table.item(at, column).setText(typed)
            settle()
    ranking.table.item(0, 1).setText("101")
    settle()
    marks = CompetitionMark.select().join(CompetitionCandidate)
    assert marks.where(CompetitionCandidate.competition == held).count() == 4
    assert ranking.notice.isVisibleTo(ranking)
    ranking.decide_action.trigger()
    settle()

    shown = [[ranking.table.item(row, column).text() for column in (0, 3, 4, 5)] for row in range(2)]
    assert [row[1:] for row in shown] == [["87", "1", "Recommended"], ["72", "2", "In reserve"]]


def test_a_dual_degree_goes_from_the_application_to_both_diplomas(office: Office) -> None:
    partner = saved(Partner(name="Самал академиясы", country="JP"))
    contract = saved(Agreement(partner=partner, agreement_kind="dual_degree"))
    programme = saved(
        DualDegreeProgramme(
            name_kk="Музыка",
            name_en="Music",
            partner=partner,
            agreement=contract,
            partner_credits=Decimal(15),
        )
    )
    learner = entered_learner("Zhumabai", "31-7")
    office.window.show_record(DualDegreeProgramme, programme.id)
    settle()
    assert office.page(ContractPage).open_action.isEnabled()

    office.begin(DualDegreeCandidate)
    office.type(DualDegreeCandidate.learner, "zhumabai")
    office.type(DualDegreeCandidate.programme, "music")
    office.type(DualDegreeCandidate.applied_on, "01.03.2031")
    office.save()
    case = office.form.record
    assert isinstance(case, DualDegreeCandidate)
    assert len(office.next_stage()) == 11
    for form in ("application", "candidate_representation", "recommendation_letter"):
        assert "Music" in office.print(form)
    for item in checklists.items(case, on=date.today()):
        checklists.tick(case, item.code, on=date.today(), by=BY)
    assert "Шет тілін меңгеру" in office.print("dual_degree_checklist")
    office.move()

    held = saved(Competition(name_kk="Іріктеу", academic_year="2030/2031"))
    saved(CompetitionCandidate(competition=held, learner=learner, decision="recommended"))
    office.type(DualDegreeCandidate.competition, "Іріктеу")
    office.save()
    assert "The contract with the partner is not signed yet." in words_on(office.page(CriteriaPage))
    contract.signed_on = date(2030, 5, 5)
    contract.stage = "signed"
    saved(contract)
    office.fill(periods_completed="2", grades="A A-", certificate="JLPT N1", gpa="3,67")
    office.move()

    office.add_part(
        PlanLine, home_course="Гармония", home_credits="5", partner_course="Harmony", partner_credits="15"
    )
    office.fill(directorate_agreed_on="05.05.2031", registrar_agreed_on="06.05.2031")
    assert "Harmony" in office.print("individual_plan")
    office.move()
    office.fill(
        order_number="79-С",
        order_on="10.08.2031",
        starts_on="01.09.2031",
        ends_on="30.06.2032",
        partner_number="S-1",
        address_abroad="1 Sakura St.",
    )
    office.print("mobility_order")
    office.move(2)
    office.fill(
        returned_on="01.07.2032",
        home_diploma="ЖБ-1",
        home_diploma_on="30.06.2032",
        partner_diploma="M-2",
        partner_diploma_on="30.06.2032",
    )
    office.move(2)

    assert records.get(DualDegreeCandidate, case.id).stage == "graduated"


def test_the_balance_of_all_partners_opens_from_the_menu_and_leads_to_a_partner(office: Office) -> None:
    office.window.show_list(Mobility)
    settle()
    (command,) = (each for each in office.register.actions() if "alance" in each.text())
    command.trigger()
    settle()
    (dialog,) = office.window.findChildren(BalanceDialog)
    lines = dialog.list.topLevelItemCount()
    went, came = (
        Mobility.select().where(Mobility.direction == direction, Mobility.stage != "cancelled").count()
        for direction in ("outgoing", "incoming")
    )

    assert dialog.figures.text().startswith(f"Went: {went}, came: {came}, ")
    dialog.year.setCurrentIndex(1)
    assert 0 < dialog.list.topLevelItemCount() < lines
    dialog.list.itemActivated.emit(dialog.list.topLevelItem(0), 0)
    settle()
    assert isinstance(office.form.record, Partner)
