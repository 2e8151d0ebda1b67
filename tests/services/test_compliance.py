"""The compliance board: who stands on it, what runs out first, the conditions of order 661."""

from contextlib import contextmanager
from datetime import date, timedelta

import pytest

from kazcoop_desktop import i18n
from kazcoop_desktop.models import (
    Employee,
    ForeignCitizen,
    Passport,
    Person,
    ScholarVisit,
    StayEvent,
    StayPaper,
    Visa,
    VisaCategory,
)
from kazcoop_desktop.services import counters, deadlines, records, shipped
from kazcoop_desktop.services.demo import stays as demo_stays
from kazcoop_desktop.services.foreigners import compliance

FRIDAY = date(2026, 12, 11)  # before a weekend and Independence Day, 16 December


@pytest.fixture(autouse=True)
def rules(store):
    shipped.load(by="KazCoop")
    with i18n.language("kk"):
        yield


def entered(record):
    return records.save(record, by="Айгүл")


def student(surname="KARIMOV", citizenship="UZ", **more):
    person = entered(Person(surname=surname, given_names="BEHRUZ", citizenship=citizenship))
    entered(ForeignCitizen(**{"person": person, "stage": "studying", **more}))
    return person


def study_visa(person, until, **more):
    its = VisaCategory.select().where(VisaCategory.code == "C9")
    given = {"stage": "issued", "valid_from": date(2026, 9, 1), "valid_until": until}
    return entered(Visa(**{"person": person, "category": its.get(), **given, **more}))


def paper(person, kind, until, **more):
    return entered(
        StayPaper(person=person, paper_kind=kind, valid_from=date(2026, 9, 1), valid_until=until, **more)
    )


def visiting(person, **more):
    """A scholar's visit that begins on the Friday."""
    days = {"arrives_on": FRIDAY, "leaves_on": date(2026, 12, 30), "arrived_on": FRIDAY}
    accepted = {"applied_on": date(2026, 10, 1), "decided_on": date(2026, 10, 2), "decision": "accepted"}
    return entered(ScholarVisit(person=person, stage="arrived", **days, **accepted, **more))


def lines():
    return compliance.board(on=FRIDAY).lines


def test_who_arrives_today_is_to_be_registered_in_three_working_days_with_the_source():
    person = student()
    event = entered(StayEvent(person=person, happened_on=FRIDAY))

    board = compliance.board(on=FRIDAY)

    (line,) = board.lines
    notice = line.nearest
    assert (notice.paper, notice.until, notice.days_left) == ("notice", date(2026, 12, 17), 3)
    assert notice.unit == "working"
    assert "хабарлап, тіркеу" in board.step(notice)
    assert "№ 148" in board.sources["notice"]
    (due,) = deadlines.due(on=FRIDAY)  # what Today and the command line show
    assert (due.record_id, due.due_on, due.paragraph) == (event.id, notice.until, board.sources["notice"])


def test_the_nearest_term_stands_first_whatever_it_is():
    first, second, third = student("AAA"), student("BBB"), student("CCC")
    study_visa(first, date(2027, 6, 30))
    paper(second, "insurance", date(2026, 12, 1))
    entered(Passport(person=third, number="F1", issuing_country="UZ", expires_on=date(2027, 1, 5)))

    assert [line.name for line in lines()] == ["BBB BEHRUZ", "CCC BEHRUZ", "AAA BEHRUZ"]
    assert [line.nearest.paper for line in lines()] == ["insurance", "passport", "visa"]


def test_of_two_papers_of_one_kind_the_later_one_counts_and_one_without_an_end_is_held():
    person = student()
    study_visa(person, date(2026, 12, 20), number="1")
    study_visa(person, date(2027, 6, 30), number="2")
    paper(person, "insurance", date(2026, 12, 20), ended_on=FRIDAY)
    paper(person, "medical", None)

    (line,) = lines()

    assert line.terms["visa"].until == date(2027, 6, 30)
    assert set(line.terms) == {"visa"}
    assert line.held == {"medical"}


def test_those_who_left_for_good_are_not_on_the_board_and_guests_with_a_visa_are():
    gone = student("GONE", stage="departed")
    paper(gone, "insurance", FRIDAY)
    guest = entered(Person(surname="GUEST", citizenship="DE"))
    study_visa(guest, date(2027, 1, 1))
    entered(Person(surname="STRANGER", citizenship="FR"))
    here = entered(Person(surname="HERE", citizenship="FR"))
    entered(StayEvent(person=here, happened_on=FRIDAY))

    assert {line.name for line in lines()} == {"GUEST", "HERE"}


def test_a_line_tells_what_the_person_is_here():
    adviser = entered(Employee(surname="Сейіт", given_name="Айгүл"))
    student(citizen_kind="doctoral", adviser=adviser, declared_on=FRIDAY)

    (line,) = lines()

    assert (line.kind, line.adviser, line.has_questionnaire) == ("doctoral", "Сейіт Айгүл", True)


def test_a_scholar_whose_arrival_is_an_event_is_notified_once():
    scholar = entered(Person(surname="ROSSI", given_names="ANNA", citizenship="IT"))
    visit = visiting(scholar)

    def notices():
        rules = ("arrival_notice", "scholar_registration")
        return [(due.rule, due.record_id) for due in deadlines.due(on=FRIDAY) if due.rule in rules]

    assert notices() == [("scholar_registration", visit.id)]

    event = entered(StayEvent(person=scholar, happened_on=FRIDAY))
    assert notices() == [("arrival_notice", event.id)]
    assert lines()[0].nearest.step == ""

    event.notified_on = FRIDAY
    entered(event)
    assert notices() == []

    records.delete(event, by="Айгүл")
    assert notices() == [("scholar_registration", visit.id)]


def test_events_of_an_earlier_stay_do_not_stand_for_the_arrival_of_a_scholar():
    scholar = entered(Person(surname="ROSSI", given_names="ANNA", citizenship="IT"))
    entered(StayEvent(person=scholar, happened_on=date(2026, 2, 1), notified_on=date(2026, 2, 2)))
    entered(StayEvent(person=scholar, event_kind="departed", happened_on=date(2026, 3, 1)))
    visiting(scholar)

    assert "scholar_registration" in {due.rule for due in deadlines.due(on=FRIDAY)}


def test_today_counts_the_foreigners_whose_papers_end_soon():
    study_visa(student("SOON"), FRIDAY + timedelta(days=30))
    study_visa(student("LATE"), FRIDAY - timedelta(days=1))
    study_visa(student("FAR"), FRIDAY + timedelta(days=31))

    figure = next(each for each in counters.figures(on=FRIDAY) if each.is_of_board)

    assert (figure.number, figure.note) == (1, "мерзімі өткені: 1")


def test_the_counters_tell_overdue_and_soon_apart():
    paper(student("LATE"), "insurance", date(2026, 12, 1))
    paper(student("SOON"), "insurance", FRIDAY + timedelta(days=30))
    paper(student("FAR"), "insurance", FRIDAY + timedelta(days=31))

    board = compliance.board(on=FRIDAY)

    assert (len(board.lines), board.overdue, board.soon) == (3, 1, 1)


def test_the_conditions_of_order_661_stand_each_by_itself_with_its_paragraph():
    for number in range(9):
        student(f"N{number}")
    conditions = compliance.conditions(on=FRIDAY)
    assert [condition.is_met for condition in conditions] == [False, False, False]
    assert "9" in conditions[0].sentence
    assert [condition.paragraph for condition in conditions] == [
        f"№ 661 бұйрық, 4-тармақ {number})" for number in (1, 2, 3)
    ]

    student("N9")
    assert compliance.conditions(on=FRIDAY)[0].is_met


def test_a_scholar_who_has_arrived_stands_on_the_board_with_the_terms_of_the_visit():
    person = entered(Person(surname="ROSSI", given_names="MARIO", citizenship="IT"))
    visiting(person, visa_until=date(2026, 12, 31))

    (line,) = lines()

    assert line.kind == compliance.SCHOLAR
    assert (line.nearest.paper, line.nearest.until) == ("notice", date(2026, 12, 17))
    assert line.terms["visa"].until == date(2026, 12, 31)


def test_more_people_do_not_mean_more_queries(store):
    def life(number):
        person = student(f"N{number}")
        entered(StayEvent(person=person, happened_on=FRIDAY))
        study_visa(person, date(2027, 6, 30))
        paper(person, "registration", date(2027, 6, 30))
        entered(Passport(person=person, number=f"F{number}", issuing_country="UZ"))

    life(1)
    with counted_queries(store) as few:
        compliance.board(on=FRIDAY)
    for number in range(2, 14):
        life(number)
    with counted_queries(store) as many:
        assert len(lines()) == 13

    assert len(many) == len(few) < 50


def test_the_demonstration_gives_every_foreigner_a_stay_that_is_valid():
    for number, stage in enumerate(("studying", "arrived", "settled", "studying", "studying", "admitted")):
        came_on = FRIDAY if stage == "arrived" else None
        student(f"N{number}", ("UZ", "CN", "IN")[number % 3], stage=stage, arrived_on=came_on)

    demo_stays.fill(on=FRIDAY, by="Айгүл")

    board = compliance.board(on=FRIDAY)
    assert sum(line.nearest is not None for line in board.lines) == 5
    assert board.overdue
    assert Visa.select().where(Visa.stage == "papers").count() == 1
    assert any(due.rule == "arrival_notice" and due.days_left == 3 for due in deadlines.due(on=FRIDAY))


@contextmanager
def counted_queries(store):
    asked = []
    original = store.execute_sql

    def execute_sql(sql, *arguments, **options):
        asked.append(sql)
        return original(sql, *arguments, **options)

    store.execute_sql = execute_sql
    try:
        yield asked
    finally:
        del store.execute_sql
