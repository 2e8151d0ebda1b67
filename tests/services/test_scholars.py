"""Foreign scholars: the rules of procedure 717, 5.5, what wrong input is told, the terms day by day."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.models.base import Invalid, kind_of, problems_of
from kazcoop_desktop.models.institution import Employee
from kazcoop_desktop.models.lecture import Lecture
from kazcoop_desktop.models.person import Passport, Person
from kazcoop_desktop.models.reference import DeadlineRule
from kazcoop_desktop.models.scholar_visit import ScholarVisit
from kazcoop_desktop.models.scholar_work import ScholarWork
from kazcoop_desktop.models.stay import StayEvent
from kazcoop_desktop.services import checklists, deadlines, records, shipped, stages
from kazcoop_desktop.services.foreigners import scholar_stays, scholars

BY = "Айгүл"
ARRIVAL, DEPARTURE = date(2027, 2, 15), date(2027, 3, 6)  # a Monday, a Saturday


@pytest.fixture(autouse=True)
def rules(store):
    shipped.load(by="KazCoop")


@pytest.fixture
def person():
    return records.save(Person(surname="FERRIS", given_names="LAURA", citizenship="GB"), by=BY)


@pytest.fixture
def visit(person):
    return records.save(ScholarVisit(person=person, arrives_on=ARRIVAL, leaves_on=DEPARTURE, hours=6), by=BY)


def changed(visit, **values):
    for name, value in values.items():
        setattr(visit, name, value)
    return records.save(visit, by=BY)


def accepted(visit):
    return changed(visit, applied_on=date(2026, 12, 28), decision="accepted", decided_on=date(2026, 12, 30))


def arrived(visit):
    return changed(accepted(visit), arrived_on=ARRIVAL, contract_on=ARRIVAL, fee=Decimal(600000))


def lecture(visit, day=date(2027, 2, 16), starts_at="10:00", ends_at="11:50", room="204", **more):
    values = {"topic": "Дыбыс", "hours": 2, **more}
    return records.save(
        Lecture(visit=visit, day=day, starts_at=starts_at, ends_at=ends_at, room=room, **values), by=BY
    )


def told(visit, **values):
    """What the record says about these values, by field."""
    for name, value in values.items():
        setattr(visit, name, value)
    return {problem.field.name: problem.sentence for problem in problems_of(visit)}


# Wrong input.


def test_papers_that_come_too_late_need_a_name_and_a_reason(visit):
    late = ARRIVAL - timedelta(days=39)

    assert told(visit, applied_on=late) == {
        "applied_on": "Days before the arrival: 39, needed: 40. Say who allowed the exception, and why."
    }

    head = records.save(Employee(surname="Сәрсен", given_name="Гүлнұр"), by=BY)
    assert told(visit, exception_by=head, exception_reason="виза бар") == {}
    assert told(visit, exception_by=None, applied_on=ARRIVAL - timedelta(days=40)) == {}


def test_the_office_may_ask_for_another_number_of_days(visit):
    rule = DeadlineRule.get(DeadlineRule.code == "scholar_application")
    rule.days = -60
    records.save(rule, by=BY)

    assert "needed: 60" in told(visit, applied_on=ARRIVAL - timedelta(days=59))["applied_on"]


def test_nobody_arrives_before_the_papers_are_accepted(visit):
    assert told(visit, arrived_on=ARRIVAL)["arrived_on"] == (
        "The scholar cannot arrive before the papers are accepted."
    )

    late = {"applied_on": date(2026, 12, 28), "decision": "accepted", "decided_on": date(2027, 2, 16)}
    assert told(visit, **late)["arrived_on"] == "The arrival is dated before the decision."


def test_a_decision_comes_with_its_date_and_after_the_application(visit):
    assert "decision" in told(visit, decision="accepted")
    assert "decided_on" in told(visit, decided_on=date(2026, 12, 30))
    assert told(visit, decision="refused", applied_on=date(2026, 12, 28)) == {
        "refusal_reason": "Give the reason."
    }


def test_a_refused_application_does_not_go_on(visit):
    changed(
        visit,
        applied_on=date(2026, 12, 28),
        decision="refused",
        decided_on=date(2026, 12, 30),
        refusal_reason="Құжаттар толық емес",
    )

    with pytest.raises(Invalid, match="does not go on"):
        stages.move(visit, "accepted", on=date(2026, 12, 30), by=BY, anyway=True)

    stages.move(visit, "refused", on=date(2026, 12, 30), by=BY)
    assert records.get(ScholarVisit, visit.id).stage == "refused"


def test_an_act_is_not_signed_before_the_last_lecture_nor_paid_before_the_act(visit):
    arrived(visit)
    lecture(visit, day=date(2027, 3, 4))

    assert told(visit, act_on=date(2027, 3, 3)) == {
        "act_on": "The act is dated before the last lecture, 04.03.2027."
    }
    assert told(visit, act_on=date(2027, 3, 5), paid_on=date(2027, 3, 4)) == {
        "paid_on": "Payment is made on the act, not before it."
    }
    assert "contract_on" in told(visit, paid_on=None, contract_on=None)


def test_an_amount_has_a_currency_and_is_more_than_nothing(visit):
    assert told(visit, fee=Decimal(100), fee_currency="") == {
        "fee_currency": "In which currency is the amount?"
    }
    assert told(visit, fee=Decimal(0), fee_currency="USD") == {"fee": "The amount must be greater than zero."}


def test_visa_and_passport_last_as_long_as_the_stay(visit, person):
    assert "before the stay ends" in told(visit, visa_until=DEPARTURE - timedelta(days=1))["visa_until"]

    expires_on = DEPARTURE - timedelta(days=1)
    records.save(Passport(person=person, number="1", issuing_country="GB", expires_on=expires_on), by=BY)
    assert told(visit, visa_until=None) == {}
    assert "The passport expires on 05.03.2027" in told(visit, applied_on=date(2026, 12, 28))["person"]


def test_the_academic_year_is_two_years_that_follow_each_other(visit):
    assert "academic_year" in told(visit, academic_year="2026/2028")
    assert told(visit, academic_year="2026/2027") == {}


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"day": date(2027, 2, 14)}, "The lecture lies outside the stay: 15.02.2027 – 06.03.2027."),
        ({"starts_at": "25:00"}, "Enter hours and minutes"),
        ({"starts_at": "ten"}, "Enter hours and minutes"),
        ({"ends_at": "09:50"}, "The lecture ends before it begins."),
        ({"hours": 0}, "The number must be greater than zero."),
    ],
)
def test_a_wrong_lecture_is_told_what_would_be_right(visit, values, sentence):
    with pytest.raises(Invalid, match=sentence.replace(".", r"\.")):
        lecture(visit, **values)


def test_two_lectures_are_not_in_one_room_at_one_time(visit, person):
    lecture(visit, room="Үлкен зал")
    other = records.save(ScholarVisit(person=person, arrives_on=ARRIVAL, leaves_on=DEPARTURE), by=BY)

    with pytest.raises(Invalid, match="In room үлкен зал there is another lecture at that time"):
        lecture(other, room="үлкен зал", starts_at="11:00", ends_at="12:50")

    lecture(other, room="Үлкен зал", starts_at="11:50", ends_at="12:50")
    lecture(other, room="311", starts_at="9:00", ends_at="10:50")


def test_a_scholar_is_not_in_two_rooms_at_one_time(visit):
    lecture(visit)

    with pytest.raises(Invalid, match="The scholar has another lecture at that time"):
        lecture(visit, room="311")


def test_a_visit_that_was_called_off_keeps_no_room(visit, person):
    lecture(visit)
    stages.move(visit, "cancelled", on=date(2027, 1, 5), by=BY)
    other = records.save(ScholarVisit(person=person, arrives_on=ARRIVAL, leaves_on=DEPARTURE), by=BY)

    assert lecture(other).id


def test_the_stay_cannot_be_shortened_past_a_lecture(visit):
    lecture(visit, day=date(2027, 3, 4))

    assert "04.03.2027" in told(visit, leaves_on=date(2027, 3, 3))["leaves_on"]


def test_the_profile_names_five_works_at_most(visit):
    for number in range(5):
        records.save(ScholarWork(visit=visit, title=f"Еңбек {number}"), by=BY)

    with pytest.raises(Invalid, match="5 works at most"):
        records.save(ScholarWork(visit=visit, title="Еңбек 6"), by=BY)


# Stages and their needs.


def test_an_application_needs_the_five_papers_of_the_programme(visit):
    missing = stages.missing_for(visit, "application", on=date(2026, 12, 28))

    assert len(missing) == 3 + 5
    assert "Tick off in the checklist: Copy of the passport" in missing

    for code in ("service_note", "passport_copy", "degree_copy", "profile", "timetable"):
        checklists.tick(visit, code, on=date(2026, 12, 28), by=BY)
    assert len(stages.missing_for(visit, "application", on=date(2026, 12, 28))) == 3


def test_the_way_of_a_visit_that_was_called_off_ends_where_it_was(visit):
    for stage in ("application", "accepted", "cancelled"):
        stages.move(visit, stage, on=date(2026, 12, 30), by=BY, anyway=True)

    states = {step.key: step.state for step in stages.steps(visit, on=date(2026, 12, 30))}

    assert states["planned"] == states["accepted"] == "done"
    assert states["visa"] == states["closed"] == "later"
    assert states["refused"] == "aside"
    assert states["cancelled"] == "current"


def test_after_the_last_step_nothing_is_next(visit):
    visit.stage = "closed"

    assert "next" not in {step.state for step in stages.steps(visit, on=ARRIVAL)}


# Terms.


def due(day, rule):
    """Whether the rule is due on this day, as Today shows it."""
    return any(each.rule == rule and each.due_on == day for each in deadlines.due(on=day))


def test_every_term_of_the_procedure_is_due_on_its_day(visit):
    assert due(date(2027, 1, 6), "scholar_application")  # 40 days before the arrival

    changed(visit, applied_on=date(2026, 12, 28))
    stages.move(visit, "application", on=date(2026, 12, 28), by=BY, anyway=True)
    assert due(date(2026, 12, 31), "scholar_decision")  # 3 working days

    changed(visit, decision="accepted", decided_on=date(2026, 12, 30))
    stages.move(visit, "accepted", on=date(2026, 12, 30), by=BY, anyway=True)
    assert due(date(2027, 1, 13), "scholar_invitation_begun")
    assert due(date(2027, 1, 18), "scholar_invitation_ready")

    changed(visit, invitation_number="17", invitation_on=date(2027, 1, 15))
    stages.move(visit, "visa", on=date(2027, 1, 15), by=BY, anyway=True)
    assert due(date(2027, 2, 12), "scholar_visa")
    assert due(ARRIVAL, "scholar_arrival_papers")

    changed(visit, visa_number="1", visa_until=date(2027, 4, 1), arrived_on=ARRIVAL)
    stages.move(visit, "arrived", on=ARRIVAL, by=BY, anyway=True)
    assert due(ARRIVAL, "scholar_arrival_papers")
    assert due(ARRIVAL, "scholar_contract")
    assert due(date(2027, 2, 18), "scholar_registration")  # 3 working days
    assert due(date(2027, 4, 1), "scholar_visa_ends")

    changed(visit, registered_on=date(2027, 2, 17), registered_until=DEPARTURE, contract_on=ARRIVAL)
    stages.move(visit, "lecturing", on=date(2027, 2, 17), by=BY, anyway=True)
    assert due(DEPARTURE, "scholar_registration_ends")
    assert due(date(2027, 3, 11), "scholar_act")  # 3 working days, 8 March is a feast

    changed(visit, act_on=date(2027, 3, 10), pay_days=5)
    stages.move(visit, "act", on=date(2027, 3, 10), by=BY, anyway=True)
    assert due(date(2027, 3, 18), "scholar_payment")  # 5 banking days; 15 March is a feast

    changed(visit, paid_on=date(2027, 3, 12), left_on=DEPARTURE)
    stages.move(visit, "paid", on=date(2027, 3, 12), by=BY, anyway=True)
    assert [each for each in deadlines.due(on=date(2027, 6, 1)) if each.kind == "scholar_visit"] == []


def test_the_terms_are_reckoned_from_the_arrival_until_they_are_known(visit):
    planned = {stop.rule: stop for stop in scholars.timeline(visit, on=date(2026, 11, 20))}

    assert planned["scholar_application"].due_on == date(2027, 1, 6)
    assert not planned["scholar_application"].is_reckoned
    assert planned["scholar_decision"].due_on == date(2027, 1, 12)  # after the feast of 7 January
    assert planned["scholar_decision"].is_reckoned
    assert planned["scholar_invitation_ready"].due_on == date(2027, 1, 26)
    assert planned["scholar_registration"].due_on == date(2027, 2, 18)
    assert planned["scholar_application"].actor == "Inviting unit (institute, chair)"
    assert planned["scholar_payment"].actor == "Accounting office"

    accepted(visit)
    known = {stop.rule: stop for stop in scholars.timeline(visit, on=date(2026, 12, 30))}
    assert known["scholar_application"].done_on == date(2026, 12, 28)
    assert known["scholar_invitation_ready"].due_on < date(2027, 1, 20)
    assert not known["scholar_invitation_ready"].is_reckoned


def test_late_papers_and_a_payment_at_the_end_of_the_year_put_the_money_at_risk(visit):
    assert scholars.risks(visit, on=date(2027, 1, 6)) == []
    assert "papers are late" in scholars.risks(visit, on=date(2027, 1, 7))[0]

    changed(visit, arrives_on=date(2027, 11, 15), leaves_on=date(2027, 11, 27))
    (risk,) = scholars.risks(visit, on=date(2027, 1, 7))
    assert "end of the year, on 15.12.2027" in risk

    visit.stage = "cancelled"
    assert scholars.risks(visit, on=date(2027, 1, 7)) == []


# What is derived.


def test_the_term_of_a_visit_is_entered_or_told_by_the_arrival(visit):
    assert scholars.term_of(visit) == ("spring", "2026/2027")

    visit.arrives_on = date(2026, 9, 1)
    assert scholars.term_of(visit) == ("autumn", "2026/2027")

    visit.semester, visit.academic_year = "summer", "2025/2026"
    assert scholars.term_of(visit) == ("summer", "2025/2026")


def test_earlier_visits_are_those_that_took_place(visit, person):
    before = ScholarVisit(
        person=person,
        arrives_on=date(2025, 3, 3),
        leaves_on=date(2025, 3, 20),
        applied_on=date(2025, 1, 3),
        decision="accepted",
        decided_on=date(2025, 1, 6),
        arrived_on=date(2025, 3, 3),
    )
    records.save(before, by=BY)
    records.save(ScholarVisit(person=person, arrives_on=date(2024, 3, 3), leaves_on=date(2024, 3, 9)), by=BY)

    assert scholars.earlier_visits(visit) == [before]


def test_the_hours_are_those_of_the_timetable_when_there_is_one(visit):
    assert scholars.hours(visit) == 6

    lecture(visit, hours=3)
    assert scholars.hours(visit) == 3


# The stay among the papers of foreigners.


def settled(visit):
    return changed(
        arrived(visit),
        visa_number="005",
        visa_category="В1",  # in Cyrillic, as the procedure prints it
        visa_entries="single",
        visa_from=date(2027, 2, 10),
        visa_until=date(2027, 3, 20),
        registered_on=date(2027, 2, 17),
        registered_until=DEPARTURE,
        address="Алматы",
    )


def test_the_stay_of_a_scholar_is_entered_among_the_papers_once(visit):
    made = scholar_stays.enter(settled(visit), by=BY)

    assert [kind_of(record) for record in made] == ["visa", "stay_event", "stay_paper"]
    assert (made[0].category.code, made[0].valid_until) == ("B1", date(2027, 3, 20))
    assert (made[1].event_kind, made[1].visa, made[1].stays_until) == ("arrived", made[0], DEPARTURE)
    assert (made[2].valid_from, made[2].valid_until) == (date(2027, 2, 17), DEPARTURE)
    with pytest.raises(UserError, match="entered already"):
        scholar_stays.enter(visit, by=BY)

    changed(visit, left_on=DEPARTURE)
    assert [record.event_kind for record in scholar_stays.enter(visit, by=BY)] == ["departed"]


def test_a_visa_of_an_unknown_category_is_not_entered(visit):
    settled(visit)
    changed(visit, visa_category="Q9")

    with pytest.raises(UserError, match=r"There is no visa category “Q9”\. There are: .*B1"):
        scholar_stays.enter(visit, by=BY)

    assert not StayEvent.select().exists()


def test_the_lectures_up_to_a_day_are_marked_as_held(visit):
    lecture(visit)
    lecture(visit, day=date(2027, 2, 17))
    lecture(visit, day=date(2027, 2, 18))

    assert scholars.mark_held(visit, on=date(2027, 2, 17), by=BY) == 2
    assert scholars.mark_held(visit, on=date(2027, 2, 17), by=BY) == 0
    assert [each.is_held for each in scholars.lectures(visit)] == [True, True, False]
