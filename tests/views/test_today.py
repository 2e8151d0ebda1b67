from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from kazcoop_desktop.app import Program
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.attached import Postponement
from kazcoop_desktop.services import deadlines, records
from kazcoop_desktop.views.cards import CounterCard
from kazcoop_desktop.views.postpone import PostponeDialog
from tests.samples import free
from tests.views.conftest import settle
from tests.views.test_window import window_of


def texts(program: Program) -> list[str]:
    return [label.text() for label in window_of(program).page.findChildren(QLabel)]


def button(program: Program, name: str) -> QPushButton:
    buttons = window_of(program).page.findChildren(QPushButton)
    return next(each for each in buttons if each.accessibleName().startswith(name))


def test_today_shows_what_is_overdue_with_its_paragraph(program: Program) -> None:
    first = deadlines.due(on=program.office.today())[0]

    shown = texts(program)

    assert "Overdue" in shown
    assert first.name in shown
    assert any(first.title in text and first.paragraph in text for text in shown)


def test_a_line_opens_its_record(program: Program) -> None:
    first = deadlines.due(on=program.office.today())[0]

    button(program, "Open").click()

    assert window_of(program).place()[1:] == (type(first.shown), first.shown.id)


def test_a_deadline_is_put_off_only_with_a_reason(program: Program, qtbot: QtBot) -> None:
    first = deadlines.due(on=program.office.today())[0]
    dialog = PostponeDialog(program.office, first)
    qtbot.addWidget(dialog)

    dialog.postpone()

    assert dialog.notice.text() == "Give the reason."
    assert not Postponement.select().exists()


def test_a_postponed_deadline_shows_under_its_new_date(
    program: Program, with_dialog: Callable[[Callable[[QDialog], object]], None]
) -> None:
    until = program.office.today() + timedelta(days=3)

    def put_off(dialog: QDialog) -> None:
        assert isinstance(dialog, PostponeDialog)
        dialog.until.setDate(QDate(until.year, until.month, until.day))
        dialog.reason.setText("серіктестің жауабын күтудеміз")
        dialog.postpone()

    with_dialog(put_off)
    button(program, "Postpone").click()
    settle()

    assert any("серіктестің жауабын күтудеміз" in text for text in texts(program))


def test_the_figures_follow_the_data_and_open_their_lists(program: Program) -> None:
    def figure() -> CounterCard:
        return next(iter(window_of(program).page.findChildren(CounterCard)))

    before = figure().accessibleName()
    ended = Agreement.select().where(Agreement.stage == "implementation").get()
    free(ended)
    records.delete(ended, by="Айгүл")
    program.office.announce(Agreement)
    settle()

    assert figure().accessibleName() != before
    figure().click()
    assert window_of(program).place().model is Agreement


def test_what_others_did_since_the_last_visit_is_told(program: Program) -> None:
    agreement = Agreement.select().get()
    program.end_visit()
    program.office.last_visit = program.last_visit()
    agreement.note = "Ескертпе"
    records.save(agreement, by="Бекенова С.")
    program.office.announce(Agreement)
    settle()

    assert any("Бекенова С." in text for text in texts(program))
