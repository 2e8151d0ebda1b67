"""Stays of learners: what is refused, what is counted, what the credits come to."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.base import Invalid, database
from kazcoop_desktop.models.fields import academic_year_of
from kazcoop_desktop.models.grades import latin, scale_on
from kazcoop_desktop.models.learner import Learner
from kazcoop_desktop.models.mobility import Mobility, StudyLine
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.models.places import ExchangePlaces
from kazcoop_desktop.services import checklists, deadlines, records, shipped, stages
from kazcoop_desktop.services.mobility import balance as mobility_balance
from kazcoop_desktop.services.mobility import learners_abroad, recognition

pytestmark = pytest.mark.usefixtures("store")
BY = "Ысқақова Ұ."
AUTUMN = {"academic_year": "2026/2027", "semester": "autumn"}
DAYS = {"starts_on": date(2026, 9, 1), "ends_on": date(2027, 1, 20)}


def saved(record: Any) -> Any:
    return records.save(record, by=BY)


def learner(number: str = "", **person: Any) -> Learner:
    who = saved(Person(**{"surname_kk": "Серікова", "given_name_kk": "Айгүл", "citizenship": "KZ"} | person))
    return saved(Learner(person=who, number=number))


def partner(name: str = "Ulm", **more: Any) -> Partner:
    return saved(Partner(name=name, country="DE", **more))


def stay(**more: Any) -> Mobility:
    given = {"direction": "outgoing", **AUTUMN} | more
    given.setdefault("partner", Partner.get_or_none() or partner())
    given.setdefault("learner", Learner.get_or_none() or learner())
    return saved(Mobility(**given))


def line(of: Mobility, **more: Any) -> StudyLine:
    given = {"host_course": "Thermodynamik", "host_credits": Decimal(6), "home_course": "Термодинамика"}
    return saved(StudyLine(mobility=of, **given | {"home_credits": Decimal(6)} | more))


def refusal(act: Any) -> str:
    with pytest.raises(UserError) as raised:
        act()
    return str(raised.value)


# What is refused.


def test_two_stays_of_one_person_do_not_overlap():
    person = saved(Person(surname_kk="Серікова"))
    bachelor, master = (saved(Learner(person=person, number=number)) for number in ("1", "2"))
    stay(learner=bachelor, **DAYS)

    said = refusal(
        lambda: stay(
            learner=master,
            partner=partner("Lodz"),
            academic_year="2026/2027",
            semester="spring",
            starts_on=date(2027, 1, 20),
            ends_on=date(2027, 6, 1),
        )
    )

    assert "The learner is away at the same time: Ulm, 01.09.2026 to 20.01.2027." in said
    assert Mobility.select().count() == 1


def test_a_stay_may_begin_on_the_day_after_an_earlier_return():
    first = stay(**DAYS)
    first.returned_on = date(2026, 12, 20)
    saved(first)

    second = stay(semester="year", starts_on=date(2026, 12, 21), ends_on=date(2027, 6, 1))

    assert second.id


def test_a_cancelled_stay_leaves_its_days_and_its_place_free():
    agreement = saved(Agreement(partner=partner()))
    saved(ExchangePlaces(agreement=agreement, places=1))
    first = stay(agreement=agreement, **DAYS)
    stages.move(first, "cancelled", on=date(2026, 8, 1), by=BY)

    assert stay(semester="year", agreement=agreement, **DAYS).id


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({**DAYS, "ends_on": date(2026, 8, 31)}, "The end date is before the start date."),
        ({**DAYS, "returned_on": date(2026, 8, 31)}, "The return is before the departure."),
        ({**DAYS, "academic_year": "2025/2026"}, "The stay begins in another academic year: 2026/2027."),
        ({"academic_year": "2026/2028"}, "Write an academic year by both its years, for example: 2026/2027."),
        ({"academic_year": "2026"}, "Write an academic year by both its years, for example: 2026/2027."),
        ({"order_number": "15"}, "Fill in “Order date”."),
    ],
)
def test_days_that_do_not_fit_are_refused_with_a_sentence(values, sentence):
    assert sentence in refusal(lambda: stay(**values))
    assert Mobility.select().count() == 0


def test_places_of_an_agreement_are_counted_by_year_and_direction():
    host = partner()
    agreement = saved(Agreement(partner=host))
    saved(ExchangePlaces(agreement=agreement, places=1, first_year="2026/2027"))
    stay(agreement=agreement)

    said = refusal(lambda: stay(agreement=agreement, learner=learner("2")))
    unlimited_year = stay(agreement=agreement, learner=learner("3"), academic_year="2025/2026")
    incoming = stay(agreement=agreement, learner=learner("4"), direction="incoming")

    assert "All places of the agreement in 2026/2027 are taken: 1 of 1." in said
    assert unlimited_year.id
    assert incoming.id


def test_an_agreement_with_another_partner_is_refused():
    agreement = saved(Agreement(partner=partner("Lodz")))

    said = refusal(lambda: stay(partner=partner("Ulm"), agreement=agreement))

    assert "The agreement is with another partner: Lodz." in said


def test_an_order_number_belongs_to_one_order_a_year():
    stay(order_number="15", order_on=date(2026, 8, 20))

    same_number = {"order_number": "15", "semester": "spring"}
    other_day = refusal(lambda: stay(learner=learner("2"), order_on=date(2026, 8, 21), **same_number))
    same_learner = refusal(lambda: stay(order_on=date(2026, 8, 20), **same_number))
    of_the_group = stay(learner=learner("3"), order_on=date(2026, 8, 20), **same_number)
    next_year = stay(learner=learner("4"), order_on=date(2027, 8, 20), **same_number)

    for said in (other_day, same_learner):
        assert "The number is used already: order No. 15 of 20.08.2026." in said
    assert of_the_group.id
    assert next_year.id


# Credits and grades.


@pytest.fixture
def scale(store):
    shipped.load(by=BY)


def test_credits_that_do_not_add_up_stop_the_order():
    case = stay()
    line(case, host_credits=Decimal("5.5"))

    said = refusal(lambda: stages.move(case, "order", on=date(2026, 8, 1), by=BY, anyway=True))

    assert "The credits do not add up: the host gives 5.5, 6 are to be recognised." in said
    assert records.get(Mobility, case.id).stage == "announced"


def test_a_deleted_line_does_not_count():
    case = stay()
    line(case)
    line(case, host_credits=Decimal(1), change="removed", changed_on=date(2026, 9, 20))

    stages.move(case, "order", on=date(2026, 8, 1), by=BY, anyway=True)

    assert case.stage == "order"


@pytest.mark.usefixtures("scale")
@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"letter": "G"}, "The scale has no grade “G”. It has: A, A-, B+, B, B-, C+, C, C-, D+, D, FX, F."),
        ({"letter": "В"}, "The scale has no grade “В”."),
        ({"letter": "B", "percent": 91}, "“B” is 80 to 84 percent, not 91."),
        ({"percent": 101}, "A percentage is between 0 and 100."),
        (
            {"recognised_credits": Decimal("6.5"), "letter": "A"},
            "The home discipline has 6 credits: no more can be recognised.",
        ),
        (
            {"recognised_credits": Decimal(6), "letter": "FX"},
            "With the grade “FX” no credits are earned.",
        ),
    ],
)
def test_a_grade_outside_the_scale_is_refused_with_a_sentence(values, sentence):
    case = stay(**DAYS)

    assert sentence in refusal(lambda: line(case, **values))
    assert StudyLine.select().count() == 0


@pytest.mark.usefixtures("scale")
def test_the_scale_of_the_day_holds():
    old, new = scale_on(date(2015, 1, 1)), scale_on(date(2026, 1, 1))

    assert "FX" not in old
    assert (old["F"].percent_to, new["F"].percent_to) == (49, 24)
    assert (old["C+"].traditional, new["C+"].traditional) == ("satisfactory", "good")


@pytest.mark.usefixtures("scale")
@given(percent=st.integers(0, 100), day=st.dates(date(2011, 4, 20), date(2040, 1, 1)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=200)
def test_every_percentage_has_exactly_one_grade(percent, day):
    scale = scale_on(day)

    found = [row for row in scale.values() if row.percent_from <= percent <= row.percent_to]

    assert len(found) == 1
    assert recognition.letter_for(percent, scale) == found[0]


def test_cyrillic_letters_are_read_as_latin_ones():
    assert [latin(spelled) for spelled in ("А", "В+", "в-", "С−", "ҒX"[1:])] == ["A", "B+", "B-", "C-", "X"]


@pytest.mark.usefixtures("scale")
def test_recognition_turns_grades_into_credits_and_differences():
    case = stay(**DAYS)
    by_percent = line(case, percent=87, host_grade="gut")
    by_ects = line(case, host_grade="B", host_course="Mechanik")
    failed = line(case, host_grade="FX", home_credits=Decimal(5), host_course="Chemie")
    more = line(case, home_course="", home_credits=None, percent=100, host_course="Deutsch")

    count = recognition.recognise(case, by=BY)

    lines = {each.id: each for each in case.study_lines()}
    assert count == 4
    assert [lines[each.id].letter for each in (by_percent, by_ects, failed, more)] == ["B+", "B+", "FX", "A"]
    assert [lines[each.id].decision for each in (by_percent, by_ects, failed, more)] == [
        "recognised",
        "recognised",
        "difference",
        "not_recognised",
    ]
    found = recognition.totals(case)
    assert (found.host_credits, found.home_credits, found.recognised) == (24, 17, 12)
    assert found.gpa == Decimal("2.89")  # (3.33 × 12 + 0.5 × 5 + 4 × 6) / 23
    assert [each.id for each in found.differences] == [failed.id]


@pytest.mark.usefixtures("scale")
def test_a_grade_that_several_letters_may_stand_for_is_left_to_the_person():
    case = stay(**DAYS)
    line(case, percent=95)
    line(case, host_grade="C", host_course="Mechanik")

    said = refusal(lambda: recognition.recognise(case, by=BY))

    assert said == "“Mechanik”: the grade “C” stands for B, B-, C+. Choose the letter or enter percent."
    assert not any(each.decision for each in case.study_lines())


# The way of a stay, its checklist and its terms.


@pytest.mark.usefixtures("scale")
def test_each_direction_has_its_own_checklist_and_papers():
    out, back = stay(), stay(direction="incoming", learner=learner("2"))

    assert [each.code for each in checklists.items(out, on=date(2026, 8, 1))][:2] == [
        "application",
        "invitation",
    ]
    assert next(iter(checklists.items(back, on=date(2026, 8, 1)))).code == "nomination"
    missing = stages.missing_for(out, "papers", on=date(2026, 8, 1))
    assert len(missing) == len(stages.missing_for(back, "papers", on=date(2026, 8, 1))) + 1


def test_a_case_set_aside_shows_how_far_it_had_come():
    case = stay()
    stages.move(case, "selected", on=date(2026, 5, 1), by=BY)
    before = {step.key: step.state for step in stages.steps(case, on=date(2026, 5, 1))}

    stages.move(case, "cancelled", on=date(2026, 6, 1), by=BY)
    after = {step.key: step.state for step in stages.steps(case, on=date(2026, 6, 1))}

    assert (before["cancelled"], before["papers"], before["recognised"]) == ("aside", "next", "later")
    assert (after["cancelled"], after["announced"], after["selected"]) == ("current", "done", "done")
    assert after["papers"] == "later"


@pytest.mark.usefixtures("scale")
@given(starts_on=st.dates(date(2020, 1, 1), date(2040, 12, 31)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
def test_the_order_is_due_fifteen_days_before_the_departure(starts_on):
    Mobility.delete().execute()
    case = stay(academic_year=academic_year_of(starts_on), starts_on=starts_on)

    found = deadlines.of_record(case, on=starts_on - timedelta(days=30))

    assert found is not None
    assert (found.rule, found.due_on) == ("mobility_order", starts_on - timedelta(days=15))


@pytest.mark.usefixtures("scale")
@given(returned_on=st.dates(date(2027, 1, 21), date(2040, 12, 31)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
def test_credits_are_due_thirty_days_after_the_return(returned_on):
    with database.atomic() as tried:  # a stay with an order is not deleted
        case = stay(
            **DAYS, returned_on=returned_on, order_on=date(2026, 8, 1), order_number="1", stage="returned"
        )
        found = deadlines.of_record(case, on=returned_on)
        tried.rollback()

    assert found is not None
    assert (found.rule, found.due_on) == ("mobility_recognition", returned_on + timedelta(days=30))


@given(day=st.dates(date(1991, 1, 1), date(2099, 12, 31)))
def test_an_academic_year_goes_from_august_to_july(day):
    first = int(academic_year_of(day)[:4])

    assert date(first, 8, 1) <= day <= date(first + 1, 7, 31)


# The balance, and who is abroad.


def test_the_balance_is_right_to_the_unit_against_a_plain_count(store):
    hosts = [partner(name) for name in ("Ulm", "Lodz", "Sassari")]
    agreement = saved(Agreement(partner=hosts[0]))
    saved(ExchangePlaces(agreement=agreement, places=50, last_year="2026/2027"))
    for number in range(60):
        year = 2020 + number % 7
        case = stay(
            learner=learner(str(number)),
            partner=hosts[number % 3],
            direction="outgoing" if number % 4 else "incoming",
            academic_year=f"{year}/{year + 1}",
        )
        if number % 11 == 0:
            stages.move(case, "cancelled", on=date(2026, 1, 1), by=BY)
        if number % 13 == 0:
            records.delete(case, by=BY)

    lines = mobility_balance.balance()

    for each in lines:
        for direction, shown in (("outgoing", each.outgoing), ("incoming", each.incoming)):
            counted = database.execute_sql(
                "SELECT count(*) FROM mobility WHERE partner_id = ? AND academic_year = ? AND direction = ?"
                " AND deleted_at IS NULL AND stage <> 'cancelled'",
                (each.partner.id, each.year, direction),
            ).fetchone()[0]
            assert shown == counted
        assert each.balance == each.incoming - each.outgoing
        expected = 50 if each.partner.name == "Ulm" and each.year <= "2026/2027" else None
        assert (each.places_out, each.places_in) == (expected, None)
    whole = database.execute_sql(
        "SELECT count(*) FROM mobility WHERE deleted_at IS NULL AND stage <> 'cancelled'"
    ).fetchone()[0]
    assert sum(mobility_balance.totals(lines)) == whole
    assert [each.year for each in lines] == sorted((each.year for each in lines), reverse=True)
    assert {each.year for each in mobility_balance.balance(year="2021/2022")} == {"2021/2022"}


def test_the_list_of_citizens_abroad_has_those_whose_stay_touches_the_period():
    person = {"born_on": date(2004, 3, 1), "home_address": "Алматы, Абай даңғылы, 5"}
    ours = stay(learner=learner("1", **person), **DAYS, stage="abroad", address_abroad="Ulm, Allee 9")
    stay(learner=learner("2", citizenship="DE"), **DAYS, stage="abroad")
    stay(learner=learner("3"), **DAYS, stage="papers")
    stay(learner=learner("4"), **DAYS, stage="abroad", direction="incoming")

    (line_,) = learners_abroad.citizens_abroad(date(2027, 1, 20), date(2027, 3, 1))

    assert line_ == (
        "Серікова Айгүл",
        "2004",
        "Алматы, Абай даңғылы, 5",
        "Ulm, Allee 9",
        "Study for a semester or a year",
        ours.starts_on,
        ours.ends_on,
        "Germany, Ulm",
        None,
    )
    assert learners_abroad.citizens_abroad(date(2027, 1, 21), date(2027, 3, 1)) == []


def test_a_learner_is_found_among_the_stays_by_a_name_changed_later():
    from kazcoop_desktop.services import browse

    case = stay()
    person = records.get(Person, case.learner.person.id)
    person.surname_kk = "Өмірзақова"
    saved(person)

    assert list(browse.Query(Mobility, search="омирзакова").ids()) == [case.id]


def test_a_student_number_is_taken_once():
    learner("21-001")

    with pytest.raises(Invalid, match="already taken"):
        learner("21-001")
