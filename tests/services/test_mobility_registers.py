"""The reserve, the priority specialties, calls, events and consultations: their rules and their days."""

from datetime import date

import pytest

from kazcoop_desktop.models import (
    Call,
    CallApplication,
    CallNotice,
    Consultation,
    Employee,
    EventParticipation,
    Preparation,
    PrioritySpecialty,
    ReserveCandidate,
    Trip,
    Unit,
)
from kazcoop_desktop.models.base import Invalid
from kazcoop_desktop.services import deadlines, records, shipped

BY = "Айгүл"
TODAY = date(2026, 11, 20)


def saved(record):
    return records.save(record, by=BY)


@pytest.fixture
def employee(store):
    shipped.load(by=BY)
    unit = saved(Unit(name_kk="Кафедра"))
    return saved(Employee(surname="Қасым", given_name="Әсел", unit=unit))


@pytest.fixture
def foreign_trip(employee):
    other = saved(Employee(surname="Бекен", given_name="Нұрлан"))
    days = {"departs_on": date(2026, 3, 1), "returns_on": date(2026, 3, 5)}
    return saved(Trip(traveller=other, country="TR", host="Қор", **days))


def due() -> dict[str, date]:
    return {each.rule: each.due_on for each in deadlines.due(on=TODAY, horizon=400)}


def test_a_call_is_announced_a_month_before_it_closes(employee):
    call = saved(Call(title_kk="Грант", closes_on=date(2027, 1, 15)))
    assert due() == {"call_announced": date(2026, 12, 16), "call_closes": date(2027, 1, 15)}

    call.announced_on = TODAY
    call.closed_on = date(2027, 1, 20)
    saved(call)
    assert due() == {}


def test_who_applies_to_a_call_is_named_and_in_time(employee):
    call = saved(Call(title_kk="Грант", opens_on=date(2026, 10, 1), closes_on=date(2026, 11, 1)))
    saved(CallNotice(call=call, told_on=date(2026, 10, 2), channel="email", people=120))
    saved(CallApplication(call=call, name="Сұлтан Аружан", applied_on=date(2026, 11, 1)))

    with pytest.raises(Invalid, match=r"Applications were accepted until 01\.11\.2026\."):
        saved(CallApplication(call=call, employee=employee, applied_on=date(2026, 11, 2)))
    with pytest.raises(Invalid, match="write the full name"):
        saved(CallApplication(call=call, applied_on=date(2026, 10, 20)))


def test_a_candidate_of_the_reserve_is_an_employee_or_a_named_learner(employee, foreign_trip):
    saved(ReserveCandidate(employee=employee, year=2027, ready_by=date(2027, 3, 1)))
    learner = ReserveCandidate(employee=employee, category="learner", year=2027)
    with pytest.raises(Invalid, match="A learner is not an employee"):
        saved(learner)
    with pytest.raises(Invalid, match="trip of another person"):
        saved(ReserveCandidate(employee=employee, year=2027, trip=foreign_trip))
    assert due()["reserve_ready"] == date(2027, 3, 1)


def test_a_proposal_has_an_outcome_only_after_it_was_sent(employee):
    proposal = PrioritySpecialty(year=2027, name_kk="Мұнай-газ ісі", send_by=date(2027, 3, 1))
    assert due() == {}
    saved(proposal)
    assert due() == {"specialty_sent": date(2027, 3, 1)}
    proposal.outcome = "included"
    with pytest.raises(Invalid, match="has not been sent yet"):
        saved(proposal)


def test_an_event_keeps_the_unit_of_its_day_and_only_a_trip_of_its_own_person(employee, foreign_trip):
    event = saved(
        EventParticipation(employee=employee, name="Форум", country="TR", starts_on=date(2026, 3, 2))
    )
    assert event.unit == employee.unit
    event.trip = foreign_trip
    with pytest.raises(Invalid, match="trip of another person"):
        saved(event)


def test_whoever_asked_for_advice_is_answered_by_the_day(employee):
    asked = Consultation(held_on=TODAY, question="Грант", again_on=date(2026, 11, 25))
    with pytest.raises(Invalid, match="Choose an employee or a unit"):
        saved(asked)
    asked.name = "Сұлтан Аружан"
    saved(asked)
    assert due() == {"consultation_answer": date(2026, 11, 25)}
    asked.done_on = date(2026, 11, 23)
    saved(asked)
    assert due() == {}


def test_a_language_is_named_and_the_result_of_a_preparation_is_awaited(employee):
    course = Preparation(candidate=employee, starts_on=date(2026, 9, 1), ends_on=date(2026, 12, 1))
    with pytest.raises(Invalid, match="Name the language"):
        saved(course)
    course.languages = ("de",)
    saved(course)
    assert due() == {"preparation_result": date(2026, 12, 1)}
