"""A foreigner's stay: what falls due, what is refused and with which sentence, which checklist an event opens."""

from datetime import date

import pytest

from kazcoop_desktop.models import (
    DeadlineRule,
    Passport,
    Person,
    SpecialDay,
    StayEvent,
    StayPaper,
    Visa,
    VisaCategory,
)
from kazcoop_desktop.models.base import Invalid
from kazcoop_desktop.services import browse, checklists, deadlines, records, shipped, stages
from kazcoop_desktop.services.spreadsheets import exporting, headings, planning, workbook

FRIDAY = date(2026, 12, 11)  # before a weekend and Independence Day, 16 December


@pytest.fixture(autouse=True)
def rules(store):
    shipped.load(by="KazCoop")


@pytest.fixture
def person():
    return entered(Person(surname="KARIMOV", given_names="BEHRUZ", citizenship="UZ"))


@pytest.fixture
def passport(person):
    return entered(
        Passport(
            person=person,
            number="FA1234567",
            issuing_country="UZ",
            issued_on=date(2022, 1, 10),
            expires_on=date(2027, 6, 30),
        )
    )


def entered(record):
    return records.save(record, by="Айгүл")


def category(code):
    """The category that holds today under this code."""
    its = VisaCategory.select().where(VisaCategory.code == code)
    return its.order_by(VisaCategory.valid_from.desc()).first()


def visa(person, **more):
    given = {"category": category("C9"), "valid_from": date(2026, 9, 1), "valid_until": date(2027, 6, 30)}
    return Visa(**{"person": person, "number": "1234567", "stage": "issued", **given, **more})


def event(person, kind, day, **more):
    return StayEvent(person=person, event_kind=kind, happened_on=day, **more)


def paper(person, kind="registration", **more):
    given = {"valid_from": date(2026, 9, 3), "valid_until": date(2027, 6, 30)}
    return StayPaper(**{"person": person, "paper_kind": kind, **given, **more})


def refused(record):
    """The sentences with which a record is refused, by field."""
    with pytest.raises(Invalid) as caught:
        entered(record)
    return {problem.field.name: problem.sentence for problem in caught.value.problems}


# What falls due.


def test_an_arrival_is_notified_in_three_working_days_across_a_weekend_and_a_holiday(person):
    entered(event(person, "arrived", FRIDAY))

    (due,) = deadlines.due(on=FRIDAY)

    assert (due.rule, due.due_on, due.days_left) == ("arrival_notice", date(2026, 12, 17), 3)
    assert due.unit == "working"
    assert "№ 148" in due.paragraph
    assert "5.5.2" in due.paragraph
    assert "KARIMOV BEHRUZ" in due.name


def test_a_working_saturday_of_the_office_brings_the_notice_forward(person):
    entered(SpecialDay(day=date(2026, 12, 12), is_working=True, name_kk="Жұмыс күні"))
    entered(event(person, "arrived", FRIDAY))

    (due,) = deadlines.due(on=FRIDAY)

    assert due.due_on == date(2026, 12, 15)


def test_every_entry_has_its_own_notice_and_the_notice_ends_it(person):
    entered(event(person, "arrived", date(2026, 9, 1), notified_on=date(2026, 9, 2)))
    entered(event(person, "left_for_holidays", date(2026, 12, 1)))
    back = entered(event(person, "came_back", FRIDAY))

    assert [due.record_id for due in deadlines.due(on=FRIDAY)] == [back.id]

    back.notified_on = FRIDAY
    entered(back)
    assert deadlines.due(on=FRIDAY) == []


def test_a_notice_that_was_not_given_stays_overdue(person):
    entered(event(person, "arrived", FRIDAY))

    (due,) = deadlines.due(on=date(2026, 12, 21))

    assert due.days_left == -2


def test_the_visa_in_use_ends_and_the_ended_one_does_not(person):
    entered(visa(person, valid_until=date(2026, 12, 20), number="1"))
    entered(visa(person, valid_until=date(2026, 12, 25), number="2", stage="ended"))

    (due,) = deadlines.due(on=FRIDAY)

    assert (due.rule, due.due_on) == ("visa_end", date(2026, 12, 20))


def test_every_paper_of_the_stay_has_the_rule_of_its_kind(person):
    kinds = ("registration", "residence_permit", "visa_free", "insurance", "medical", "study_contract")
    for kind in kinds:
        entered(paper(person, kind, valid_until=date(2026, 12, 20)))
    entered(paper(person, "labour_contract", valid_until=date(2026, 12, 20), ended_on=FRIDAY))

    due = deadlines.due(on=FRIDAY)

    assert {each.rule for each in due} == {
        "registration_end",
        "residence_permit_end",
        "visa_free_end",
        "insurance_end",
        "medical_end",
        "contract_end",
    }
    assert {each.due_on for each in due} == {date(2026, 12, 20)}


def test_the_passport_of_a_registration_that_holds_falls_due(person, passport):
    registered = entered(paper(person, passport=passport))

    (due,) = [each for each in deadlines.due(on=date(2027, 2, 1)) if each.rule == "passport_end"]
    assert (due.due_on, due.record_id) == (date(2027, 6, 30), registered.id)

    registered.ended_on = date(2027, 1, 31)
    entered(registered)
    assert deadlines.due(on=date(2027, 2, 1)) == []


def test_a_rule_may_count_from_a_date_of_a_record_that_is_named_and_from_no_other():
    rule = DeadlineRule.get(DeadlineRule.code == "passport_end")
    rule.counted_from = "passport.number"

    assert "passport.expires_on" in refused(rule)["counted_from"]


def test_a_rule_names_only_kinds_that_there_are():
    rule = DeadlineRule.get(DeadlineRule.code == "insurance_end")
    rule.kinds = "insurance polis"

    assert "polis" in refused(rule)["kinds"]


# Checklists.


def test_each_event_opens_its_own_checklist(person):
    arrived = entered(event(person, "arrived", date(2026, 9, 1)))
    moved = entered(event(person, "moved", date(2026, 10, 1)))

    lines = {each.event_kind: checklists.items(each, on=FRIDAY) for each in (arrived, moved)}

    assert len(lines["arrived"]) == 8
    assert {line.code.partition("_")[0] for line in lines["moved"]} == {"moved"}
    assert not {line.code for line in lines["arrived"]} & {line.code for line in lines["moved"]}


def test_the_visa_has_the_eleven_lines_of_procedure_717(person):
    lines = checklists.items(entered(visa(person)), on=FRIDAY)

    assert len(lines) == 11
    assert {line.paragraph for line in lines} == {"№ 717 ҚП, 5.5"}


def test_a_visa_is_issued_only_with_its_number_and_days(person, passport):
    asked = entered(Visa(person=person, category=category("C9")))

    missing = stages.missing_for(asked, "issued", on=FRIDAY)

    assert len(missing) == 4


# Excel.


def test_papers_and_events_of_one_day_come_back_from_excel_as_they_went(person, tmp_path):
    for kind in ("registration", "insurance", "medical"):
        entered(paper(person, kind))
    for kind in ("arrived", "moved"):
        entered(event(person, kind, FRIDAY))
    entered(visa(person))
    entered(visa(person, number=""))

    for model, count in ((StayPaper, 3), (StayEvent, 2), (Visa, 2)):
        exporting.export(browse.Query(model), tmp_path / "out.xlsx")
        sheet = workbook.read(tmp_path / "out.xlsx")
        plan = planning.plan(model, sheet, headings.find(model, sheet))

        assert [wrong.sentence for wrong in plan.wrong] == []
        assert (plan.unchanged, len(plan.new), len(plan.changed)) == (count, 0, 0)


# What is refused.


def test_a_visa_shorter_than_the_stay_is_refused(person):
    said = refused(visa(person, wanted_until=date(2027, 7, 15)))

    assert "30.06.2027" in said["valid_until"]


def test_a_visa_that_outlasts_the_passport_is_refused(person, passport):
    passport.expires_on = date(2027, 3, 1)
    entered(passport)

    assert "01.03.2027" in refused(visa(person, passport=passport))["passport"]


def test_an_expired_passport_is_refused(person, passport):
    passport.expires_on = date(2026, 8, 1)
    entered(passport)

    assert "01.08.2026" in refused(visa(person, passport=passport))["passport"]
    assert "01.08.2026" in refused(paper(person, passport=passport))["passport"]


def test_the_passport_and_visa_of_somebody_else_are_refused(person, passport):
    other = entered(Person(surname="LEE", given_names="JI", citizenship="KR"))

    assert "KARIMOV" in refused(visa(other, passport=passport))["passport"]
    theirs = entered(visa(person))
    assert "KARIMOV" in refused(event(other, "arrived", FRIDAY, visa=theirs))["visa"]


def test_a_visa_longer_than_its_category_allows_is_refused(person):
    said = refused(visa(person, entries="single"))

    assert "90" in said["valid_until"]
    assert "30.11.2026" in said["valid_until"]


def test_a_category_holds_only_in_its_own_time(person):
    former = VisaCategory.get(VisaCategory.code == "C3", VisaCategory.valid_from < date(2010, 1, 1))

    assert "C3" in refused(visa(person, category=former))["category"]
    entered(visa(person, category=former, valid_from=date(2014, 9, 1), valid_until=date(2015, 6, 30)))


def test_an_exit_before_any_entry_is_refused(person):
    assert "happened_on" in refused(event(person, "left_for_holidays", FRIDAY))
    entered(event(person, "arrived", FRIDAY))
    assert "happened_on" in refused(event(person, "departed", date(2026, 12, 10)))


def test_nobody_enters_twice_without_leaving(person):
    entered(event(person, "arrived", date(2026, 9, 1)))

    assert "01.09.2026" in refused(event(person, "came_back", FRIDAY))["happened_on"]


def test_an_entry_outside_the_visa_or_a_stay_beyond_it_is_refused(person):
    given = entered(visa(person))

    assert "visa" in refused(event(person, "arrived", date(2026, 8, 30), visa=given))
    late = event(person, "arrived", FRIDAY, visa=given, stays_until=date(2027, 7, 1))
    assert "30.06.2027" in refused(late)["stays_until"]


def test_a_notice_before_the_entry_is_refused(person):
    assert "notified_on" in refused(event(person, "arrived", FRIDAY, notified_on=date(2026, 12, 10)))


def test_overlapping_registrations_are_refused_and_those_that_follow_are_not(person):
    first = entered(paper(person, number="17"))

    said = refused(paper(person, number="18", valid_from=date(2027, 1, 10)))
    assert "17 (03.09.2026 – 30.06.2027)" in said["valid_from"]

    first.ended_on = date(2027, 1, 10)
    entered(first)
    entered(paper(person, number="18", valid_from=date(2027, 1, 10)))
