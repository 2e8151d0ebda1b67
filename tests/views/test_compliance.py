"""The compliance board and the commands of a stay, in the window."""

from datetime import date, timedelta

import pytest

from kazcoop_desktop.models import (
    ForeignCitizen,
    Person,
    ScholarVisit,
    StayEvent,
    Visa,
    VisaCategory,
    VisaFee,
)
from kazcoop_desktop.models.stay import StayPaper
from kazcoop_desktop.services import records
from kazcoop_desktop.views.cards import CounterCard
from kazcoop_desktop.views.foreigners.board import ComplianceBoard
from kazcoop_desktop.views.print_preview import PrintPreview
from kazcoop_desktop.views.records.dialog import RecordDialog
from kazcoop_desktop.views.records.due import left_in_words
from kazcoop_desktop.views.tabs import TABS
from tests.views.conftest import settle
from tests.views.test_print_preview import text_of

TODAY = date.today()


def entered(record):
    return records.save(record, by="tester")


def student(surname, citizenship, until, **more):
    person = entered(Person(surname=surname, given_names="Anna", citizenship=citizenship))
    entered(ForeignCitizen(person=person, stage="studying", **more))
    entered(StayPaper(person=person, valid_from=TODAY - timedelta(days=30), valid_until=until))
    return person


@pytest.fixture
def people(program):
    """Three people of whom the first is late and the last is far, alone on the board."""
    for case in ForeignCitizen.select():
        case.stage = "departed"
        entered(case)
    for model in (StayPaper, StayEvent, ScholarVisit):
        for record in model.select():
            records.delete(record, by="tester")
    for visa in Visa.select():
        visa.stage = "ended"
        entered(visa)
    return [
        student("LATE", "CN", TODAY - timedelta(days=2)),
        student("SOON", "UZ", TODAY + timedelta(days=5), citizen_kind="doctoral"),
        student("FAR", "CN", TODAY + timedelta(days=100)),
    ]


@pytest.fixture
def board(program, people):
    window = program.window
    window.show_tab([tab.title for tab in TABS].index("Compliance board"))
    settle()
    assert isinstance(window.page, ComplianceBoard)
    return window.page


def names(board):
    return [board.rows.index(row, 0).data() for row in range(board.rows.rowCount())]


def choose(box, key):
    box.setCurrentIndex(box.findData(key))


def test_the_board_says_in_words_what_runs_out_first(board):
    assert names(board) == ["LATE Anna", "SOON Anna", "FAR Anna"]
    assert board.rows.index(0, 4).data() == "Overdue by 2 days"
    assert board.rows.index(1, 4).data() == "Due in 5 days"
    assert "The registration ends" in board.rows.index(0, 2).data()
    assert board.figures.text() == "All: 3; overdue: 1; ending within 30 days: 1"
    assert "4-тармақ 1)" in board.conditions.text()
    assert "not met" in board.conditions.text()


def test_the_next_working_day_is_not_called_tomorrow():
    assert left_in_words(1, "calendar") == "Due tomorrow"
    assert left_in_words(1, "working") == "Due in 1 working day"


def test_filters_narrow_the_board_together(board):
    choose(board.country, "CN")
    assert names(board) == ["LATE Anna", "FAR Anna"]

    choose(board.when, -1)
    assert names(board) == ["LATE Anna"]

    choose(board.country, None)
    choose(board.when, 30)
    choose(board.kind, "doctoral")
    assert names(board) == ["SOON Anna"]

    choose(board.paper, "visa")
    assert names(board) == []


def test_the_search_finds_a_person_in_any_spelling(board, qtbot):
    board.sought.setText("far")
    qtbot.waitUntil(lambda: names(board) == ["FAR Anna"])


def test_enter_opens_the_person(program, board, people):
    board.open_person()

    register = program.window.page.register
    assert (register.model, register.form.record.id) == (Person, people[0].id)


def test_the_figure_of_today_opens_the_board(program):
    program.window.show_tab(0)
    settle()
    cards = program.window.page.findChildren(CounterCard)
    next(card for card in cards if "foreigners whose papers end" in card.accessibleName()).click()
    settle()

    assert isinstance(program.window.page, ComplianceBoard)


def test_the_board_hears_of_a_paper_that_was_prolonged(program, board, people):
    paper = StayPaper.get(StayPaper.person == people[0])
    paper.valid_until = TODAY + timedelta(days=300)
    entered(paper)

    program.office.announce(StayPaper)
    settle()

    assert names(board)[-1] == "LATE Anna"


def test_the_list_that_is_shown_goes_to_print(program, board, qtbot, tmp_path):
    choose(board.country, "UZ")

    board.print_action.trigger()
    preview = program.window.findChild(PrintPreview)
    qtbot.waitUntil(lambda: preview.pdf is not None, timeout=30_000)

    text = text_of(preview.pdf.content, tmp_path)
    assert "SOON" in text
    assert "LATE" not in text
    preview.close()


def shown(program, record):
    program.window.show_record(type(record), record.id)
    settle()
    return program.window.page.register


def command(register, words):
    return next(action for action in register.own_actions if words in action.text().replace("&", ""))


def test_an_arrival_entered_from_the_person_stands_on_the_board(program, people):
    register = shown(program, people[2])

    command(register, "event of the stay").trigger()
    dialog = register.findChild(RecordDialog)
    dialog.save()
    settle()

    event = StayEvent.get(StayEvent.person == people[2])
    assert (event.event_kind, event.happened_on) == ("arrived", TODAY)

    register = shown(program, event)
    command(register, "notified today").trigger()
    assert StayEvent.get_by_id(event.id).notified_on == TODAY


def test_the_fees_of_a_visa_are_calculated_and_a_new_visa_continues_it(program, people):
    category = VisaCategory.get(VisaCategory.code == "C9")
    visa = entered(
        Visa(
            person=people[0],
            category=category,
            stage="issued",
            valid_from=TODAY,
            valid_until=TODAY + timedelta(days=90),
        )
    )
    register = shown(program, visa)

    command(register, "state fees").trigger()
    assert VisaFee.select().where(VisaFee.visa == visa).count() == 2

    command(register, "Extend").trigger()
    draft = register.form.record
    assert draft.id is None
    assert draft.wanted_from == TODAY + timedelta(days=91)
    assert draft.__data__["person"] == people[0].id
