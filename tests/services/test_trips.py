"""Trips of staff by procedure 717, 5.3: papers in time, one person at one place, one order, reports and money."""

import calendar
from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kazcoop_desktop.models import DeadlineRule, Employee, Partner, Person, PlannedTrip, Trip, TripPlan, Unit
from kazcoop_desktop.models.base import Invalid, database
from kazcoop_desktop.models.store import open_store
from kazcoop_desktop.services import checklists, counters, deadlines, records, shipped, stages
from kazcoop_desktop.services.mobility import abroad, trips

BY = "Айгүл"
DEPARTS = date(2027, 3, 16)
FIFTEEN_BEFORE = date(2027, 3, 1)


def saved(record):
    return records.save(record, by=BY)


@pytest.fixture
def unit(store):
    shipped.load(by=BY)
    return saved(Unit(name_kk="Халықаралық қатынастар кафедрасы", abbreviation="ХҚК"))


@pytest.fixture
def traveller(unit):
    return saved(Employee(surname="Серікова", given_name="Айгүл", unit=unit))


def trip_of(traveller, **more):
    given_by_the_test = {
        "traveller": traveller,
        "country": "DE",
        "city": "Leipzig",
        "host": "Музыка және театр жоғары мектебі",
        "departs_on": DEPARTS,
        "returns_on": DEPARTS + timedelta(days=8),
        **more,
    }
    return Trip(**given_by_the_test)


def gone(traveller, **more):
    """A trip that was ordered, begun and ended on its days."""
    departs_on = more.get("departs_on", DEPARTS)
    returns_on = more.get("returns_on", departs_on + timedelta(days=8))
    values = {
        "submitted_on": departs_on - timedelta(days=20),
        "decision": "approved",
        "decided_on": departs_on - timedelta(days=16),
        "order_number": "15",
        "ordered_on": departs_on - timedelta(days=14),
        "departed_on": departs_on,
        "returned_on": returns_on,
        "stage": "returned",
    }
    return trip_of(traveller, **{**values, "departs_on": departs_on, "returns_on": returns_on, **more})


def problem_of(record) -> str:
    with pytest.raises(Invalid) as refused:
        saved(record)
    return str(refused.value)


# Papers in time.


def test_papers_submitted_fifteen_days_before_departure_are_in_time(traveller):
    assert saved(trip_of(traveller, submitted_on=FIFTEEN_BEFORE)).id


def test_a_departure_fourteen_days_away_needs_a_named_exception_with_its_reason(traveller):
    late = trip_of(traveller, submitted_on=FIFTEEN_BEFORE + timedelta(days=1))
    assert "14; at least 15 are needed" in problem_of(late)

    late.exception = "late_invitation"
    assert "Give the reason." in problem_of(late)
    assert Trip.select().count() == 0

    late.exception_reason = "шақыру кеше келді"
    assert saved(late).id


def test_the_office_sets_the_term_and_an_older_trip_keeps_the_one_of_its_day(traveller):
    rule = DeadlineRule.get(DeadlineRule.code == "trip_papers")
    newer = DeadlineRule(**{**rule.__data__, "id": None, "days": -20, "valid_from": date(2027, 2, 1)})
    saved(newer)

    assert "at least 20 are needed" in problem_of(trip_of(traveller, submitted_on=FIFTEEN_BEFORE))
    january = trip_of(traveller, departs_on=date(2027, 1, 20), returns_on=date(2027, 1, 22))
    january.submitted_on = date(2027, 1, 5)
    assert saved(january).id


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    with closing(open_store(tmp_path_factory.mktemp("trips"))):
        shipped.load(by=BY)
        yield saved(Employee(surname="Оспан", given_name="Дәурен"))


DAYS = st.dates(date(2023, 12, 1), date(2029, 3, 31))


@settings(max_examples=60, deadline=None)
@given(departs_on=DAYS, before=st.integers(0, 40))
def test_the_fifteenth_calendar_day_before_is_the_last_one_over_month_ends_and_leap_years(
    office, departs_on, before
):
    trip = trip_of(office, departs_on=departs_on, returns_on=departs_on)
    trip.submitted_on = departs_on - timedelta(days=before)
    spelled = [problem.sentence for problem in trip.problems()]

    assert bool(spelled) == (before < 15)


@settings(max_examples=40, deadline=None)
@given(returned_on=DAYS, length=st.integers(0, 40))
def test_the_report_is_due_on_the_tenth_calendar_day_after_the_return(office, returned_on, length):
    departs_on = returned_on - timedelta(days=length)
    trip = gone(office, departs_on=departs_on, returns_on=returned_on)
    with database.atomic() as tried:  # an ordered trip is not deleted
        saved(trip)
        due = {each.rule: each.due_on for each in deadlines.due(on=returned_on) if each.kind == "trip"}
        tried.rollback()

    counted = returned_on
    for _day in range(10):  # one by one, by the calendar on the wall
        last = calendar.monthrange(counted.year, counted.month)[1]
        if counted.day < last:
            counted = counted.replace(day=counted.day + 1)
        elif counted.month < 12:
            counted = counted.replace(month=counted.month + 1, day=1)
        else:
            counted = date(counted.year + 1, 1, 1)
    assert due["trip_report"] == due["trip_expense_report"] == counted == trip.report_due_on


# One person, one place; one order, one journey.


def test_a_return_before_the_departure_is_refused(traveller):
    sentence = "The return is before the departure."
    assert sentence in problem_of(trip_of(traveller, returns_on=DEPARTS - timedelta(days=1)))
    assert sentence in problem_of(gone(traveller, returned_on=DEPARTS - timedelta(days=1)))


@pytest.mark.parametrize("shift", [-8, 0, 8])
def test_two_trips_of_one_person_do_not_share_a_day(traveller, shift):
    saved(trip_of(traveller))
    begins = DEPARTS + timedelta(days=shift)

    told = problem_of(trip_of(traveller, departs_on=begins, returns_on=begins + timedelta(days=8)))

    assert "is on another trip then" in told
    assert "16.03.2027 – 24.03.2027" in told


def test_the_day_after_a_return_is_free_and_a_cancelled_trip_takes_no_day(traveller):
    first = saved(trip_of(traveller))
    saved(trip_of(traveller, departs_on=date(2027, 3, 25), returns_on=date(2027, 3, 26)))
    first.cancelled_on, first.cancel_reason = date(2027, 3, 1), "шақыру кері қайтарылды"
    saved(first)

    assert saved(trip_of(traveller)).id


def test_a_late_return_takes_the_days_until_it(traveller):
    saved(gone(traveller, returned_on=DEPARTS + timedelta(days=12), late_cause="valid"))
    begins = DEPARTS + timedelta(days=11)
    assert "is on another trip then" in problem_of(
        trip_of(traveller, departs_on=begins, returns_on=begins + timedelta(days=2))
    )


def test_an_order_number_used_twice_is_refused_but_one_order_sends_a_group(traveller, unit):
    saved(gone(traveller))
    other = saved(Employee(surname="Бекен", given_name="Нұрлан", unit=unit))

    assert "Order No. 15 of 2027 sends somebody elsewhere already" in problem_of(gone(other, country="FR"))
    assert saved(gone(other)).id


def test_a_refused_trip_is_only_closed(traveller):
    trip = trip_of(traveller, submitted_on=FIFTEEN_BEFORE, decision="refused", decided_on=FIFTEEN_BEFORE)
    trip = saved(trip)
    with pytest.raises(Invalid, match="can only be closed"):
        stages.move(trip, "order_issued", on=FIFTEEN_BEFORE, by=BY, anyway=True)
    stages.move(trip, "closed", on=FIFTEEN_BEFORE, by=BY)
    assert not [each for each in deadlines.due(on=DEPARTS) if each.kind == "trip"]


# Papers, consequences, reports.


def test_the_estimate_is_not_asked_when_the_host_pays(traveller):
    trip = saved(trip_of(traveller, host_pays=True, funding="host"))
    codes = [line.code for line in checklists.items(trip, on=DEPARTS)]
    assert codes == ["application", "representation", "invitation", "trip_report", "expense_report"]

    trip.host_pays, trip.funding = False, "university"
    saved(trip)
    assert "estimate" in [line.code for line in checklists.items(trip, on=DEPARTS)]
    missing = stages.missing_for(trip, "documents_complete", on=DEPARTS)
    assert len([sentence for sentence in missing if "checklist" in sentence]) == 4


def test_a_late_return_and_leaving_without_papers_are_flagged_with_what_follows(traveller):
    late = saved(gone(traveller, returned_on=DEPARTS + timedelta(days=10), late_cause="own_fault"))
    told = "\n".join(late.warnings(DEPARTS + timedelta(days=10)))
    assert "Days late: 2." in told
    assert "absence from work" in told

    without = trip_of(traveller, departs_on=date(2027, 6, 1), returns_on=date(2027, 6, 4))
    without.departed_on = date(2027, 6, 1)
    assert "left without an order" in "\n".join(saved(without).warnings(date(2027, 6, 2)))


def test_a_trip_through_fault_is_not_closed_before_its_consequence_is_written(traveller):
    late = saved(gone(traveller, returned_on=DEPARTS + timedelta(days=10), late_cause="own_fault"))
    with pytest.raises(Invalid, match="Write what followed"):
        stages.move(late, "closed", on=date(2027, 4, 10), by=BY, anyway=True)
    late.consequence = "Ескерту жасалды"
    saved(late)
    stages.move(late, "closed", on=date(2027, 4, 10), by=BY, anyway=True)


def test_an_unreported_trip_is_told_at_the_next_application(traveller):
    saved(gone(traveller))
    new = trip_of(traveller, departs_on=date(2027, 5, 20), returns_on=date(2027, 5, 22))

    (sentence,) = new.warnings(date(2027, 4, 28))
    assert (
        "has an unreported trip: Germany, Leipzig, returned on 24.03.2027, report due on 03.04.2027"
        in sentence
    )

    new = saved(new)
    assert sentence in stages.missing_for(new, "submitted", on=date(2027, 4, 28))


def test_expenses_are_reimbursed_after_approval_and_not_beyond_what_was_spent(traveller):
    trip = gone(traveller, expense_report_on=date(2027, 4, 1), expense=Decimal("900"))
    trip.reimbursed, trip.reimbursed_on = Decimal("950"), date(2027, 4, 20)
    told = problem_of(trip)
    assert "after the expense report is approved" in told
    assert "More is reimbursed than was spent." in told


# The plan, those abroad, the counter.


@pytest.fixture
def plan(unit, traveller):
    plan = saved(TripPlan(unit=unit, year=2027))
    for month, amount in ((3, "1200000"), (9, "800000")):
        line = PlannedTrip(
            plan=plan,
            candidate=traveller,
            country="DE",
            city="Leipzig",
            host="Мектеп",
            starts_on=date(2027, month, 16),
            ends_on=date(2027, month, 24),
            amount=Decimal(amount),
        )
        saved(line)
    return plan


def test_a_line_of_the_plan_becomes_a_trip_with_what_it_foresees(plan, traveller):
    line = trips.planned_in([plan])[0]

    trip = trips.begin(line, by=BY)

    assert (trip.traveller, trip.planned, trip.departs_on) == (traveller, line, date(2027, 3, 16))
    assert (trip.estimate, trip.unit) == (Decimal("1200000"), plan.unit)


def test_plan_and_fact_are_counted_in_trips_and_money(plan, traveller):
    line = trips.planned_in([plan])[0]
    saved(gone(traveller, planned=line, expense=Decimal("1150000"), expense_report_on=date(2027, 4, 1)))
    unplanned = gone(traveller, departs_on=date(2027, 6, 1), returns_on=date(2027, 6, 5), country="TR")
    unplanned.order_number = "31"
    unplanned.expense, unplanned.expense_currency = Decimal("700"), "EUR"
    unplanned.expense_report_on = date(2027, 6, 8)
    saved(unplanned)
    saved(trip_of(traveller, departs_on=date(2027, 11, 1), returns_on=date(2027, 11, 2)))  # nobody has left

    found = trips.fulfilment(plan)

    assert (found.planned_count, found.made_count, found.unplanned_count) == (2, 1, 1)
    assert found.planned_money == {"KZT": Decimal("2000000")}
    assert found.spent == {"KZT": Decimal("1150000"), "EUR": Decimal("700")}


def test_a_unit_has_one_plan_a_year_and_its_trips_begin_in_it(plan, unit):
    assert "has a plan for that year already" in problem_of(TripPlan(unit=unit, year=2027))
    astray = PlannedTrip(plan=plan, country="DE", starts_on=date(2028, 1, 5))
    assert "The plan is for 2027" in problem_of(astray)


def test_a_plan_goes_from_its_unit_to_the_approval_by_its_day(plan):
    plan.approve_by = date(2026, 12, 25)
    saved(plan)
    due = {each.rule: each.due_on for each in deadlines.due(on=date(2026, 12, 1)) if each.kind == "trip_plan"}
    assert due == {"trip_plan_approved": date(2026, 12, 25)}

    for stage, field, day in (
        ("submitted", "submitted_on", date(2026, 11, 20)),
        ("agreed", "agreed_on", date(2026, 12, 5)),
        ("approved", "approved_on", date(2026, 12, 20)),
    ):
        assert stages.missing_for(plan, stage, on=day)
        setattr(plan, field, day)
        plan = saved(plan)
        stages.move(plan, stage, on=day, by=BY)

    assert not [each for each in deadlines.due(on=date(2026, 12, 21)) if each.kind == "trip_plan"]


def test_those_abroad_are_the_citizens_sent_to_study_work_or_do_research(traveller):
    person = Person(surname="Serikova", surname_kk="Серікова", born_on=date(1985, 2, 28), citizenship="KZ")
    person.home_address = "Алматы қ., Абай даңғылы, 1"
    traveller.person = saved(person)
    saved(traveller)
    saved(gone(traveller, purpose="study", address_abroad="Leipzig, Gästehaus"))
    event = gone(traveller, departs_on=date(2027, 6, 1), returns_on=date(2027, 6, 5), order_number="31")
    saved(event)
    saved(trip_of(traveller, departs_on=date(2027, 9, 1), returns_on=date(2027, 9, 9), purpose="study"))

    (stay,) = abroad.citizens_abroad(date(2027, 1, 1), date(2027, 12, 31))

    assert (stay.birth_year, stay.address_abroad) == ("1985", "Leipzig, Gästehaus")
    assert stay.home_address == "Алматы қ., Абай даңғылы, 1"
    assert len(abroad.stays(date(2027, 1, 1), date(2027, 12, 31))) == 2
    assert abroad.studying_on(DEPARTS) == 1
    assert abroad.studying_on(DEPARTS - timedelta(days=1)) == 0
    figure = next(each for each in counters.figures(on=DEPARTS) if "studying" in each.title)
    assert figure.number == 1


def test_the_partner_names_the_host(traveller):
    partner = saved(Partner(name="Hochschule Leipzig", country="DE"))
    assert saved(trip_of(traveller, host="", partner=partner)).host_name == "Hochschule Leipzig"
    assert "Name the partner" in problem_of(
        trip_of(traveller, host="", departs_on=date(2027, 9, 1), returns_on=date(2027, 9, 2))
    )


def test_a_trip_gets_its_number_and_keeps_the_unit_and_position_of_its_day(traveller, unit):
    trip = saved(trip_of(traveller))
    traveller.unit = saved(Unit(name_kk="Басқа кафедра"))
    saved(traveller)

    assert records.get(Trip, trip.id).unit == unit
    assert trip.number == "ІС-2027/1"
