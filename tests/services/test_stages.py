from datetime import date

import pytest

from kazcoop_desktop import i18n
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.attached import Paper, StageMove
from kazcoop_desktop.models.base import Invalid
from kazcoop_desktop.models.reference import StageRule
from kazcoop_desktop.services import files, history, records, shipped, stages

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def in_english():
    with i18n.language("en"):
        yield


@pytest.fixture
def case(partner):
    shipped.load(by="KazCoop")
    return records.save(Agreement(partner=partner), by="Айгүл")


def printed(case, form):
    Paper.create(kind="agreement", record_id=case.id, form=form, language="kk")


def move(case, stage, **options):
    stages.move(case, stage, on=TODAY, by="Айгүл", **options)


def test_the_line_shows_who_acts_and_what_comes_next(case):
    line = stages.steps(case, on=TODAY)

    assert [step.key for step in line][:3] == ["initiated", "negotiations", "draft"]
    assert [step.state for step in line][:3] == ["current", "next", "later"]
    assert line[0].actor == "Interested unit (institute)"
    assert line[0].label == "Initiated"
    assert line[3].paragraph == "№ 717 ҚП, 5.1.3"


def test_the_line_shows_when_the_case_came_to_a_stage_and_who_moved_it(case):
    stages.move(case, "negotiations", on=date(2026, 11, 2), by="Болат", anyway=True)

    step = stages.steps(case, on=TODAY)[1]

    assert (step.state, step.moved_on, step.who) == ("current", date(2026, 11, 2), "Болат")


def test_negotiations_want_the_service_letter_and_the_representation(case):
    printed(case, "service_letter")

    assert stages.missing_for(case, "negotiations", on=TODAY) == ["The paper “Representation” is missing."]


def test_a_case_that_lacks_something_stays_where_it_is(case):
    with pytest.raises(stages.NotReady, match="Representation"):
        move(case, "negotiations")

    assert Agreement.get_by_id(case.id).stage == case.stage == "initiated"
    assert not StageMove.select().exists()


def test_a_case_that_has_everything_moves_and_the_history_tells_it(case):
    printed(case, "service_letter")
    printed(case, "representation")

    move(case, "negotiations")

    assert Agreement.get_by_id(case.id).stage == case.stage == "negotiations"
    assert list(history.lines(history.of_record(case)[0])) == [
        "Айгүл moved the case: Initiated → Negotiations"
    ]


def test_a_case_can_move_anyway(case):
    move(case, "draft", anyway=True)

    assert Agreement.get_by_id(case.id).stage == "draft"


def test_signing_wants_the_date_and_the_scan(case, tmp_path):
    assert stages.missing_for(case, "signed", on=TODAY) == [
        "Fill in “Signed on”.",
        "Attach the scan of the signed document.",
    ]

    case.signed_on = TODAY
    records.save(case, by="Айгүл")
    files.attach(case, b"%PDF-1.4 invented", name="scan.pdf", by="Айгүл")

    assert stages.missing_for(case, "signed", on=TODAY) == []


def test_the_rules_of_the_record_hold_even_when_it_moves_anyway(case):
    with pytest.raises(Invalid, match="Signed on"):
        move(case, "signed", anyway=True)

    assert case.stage == "initiated"


def test_a_case_goes_back_only_with_a_note(case):
    move(case, "draft", anyway=True)

    with pytest.raises(UserError, match="reason"):
        move(case, "negotiations")
    move(case, "negotiations", note="Серіктес талаптарын өзгертті")

    assert stages.moves_of(case)[-1].note == "Серіктес талаптарын өзгертті"


def test_nobody_moves_a_case_that_somebody_else_has_changed_meanwhile(case):
    theirs = Agreement.get_by_id(case.id)
    theirs.purpose = "Бірлескен зерттеу"
    records.save(theirs, by="Болат")

    with pytest.raises(records.Conflict, match="Болат"):
        move(case, "draft", anyway=True)


def test_edits_not_saved_yet_are_not_saved_by_a_move(case):
    case.purpose = "Бірлескен зерттеу"

    move(case, "draft", anyway=True)

    assert Agreement.get_by_id(case.id).purpose == ""
    records.save(case, by="Айгүл")
    assert Agreement.get_by_id(case.id).purpose == "Бірлескен зерттеу"


def test_an_old_case_keeps_the_rules_of_its_day(case):
    rule = {"applies_to": "agreement", "stage": "draft", "fields": "purpose"}
    records.save(StageRule(valid_from=date(2099, 1, 1), **rule), by="Айгүл")

    assert stages.missing_for(case, "draft", on=date(2099, 6, 1)) == []
    assert stages.missing_for(Agreement(), "draft", on=date(2099, 6, 1)) == ["Fill in “Purpose”."]


def test_an_unknown_stage_is_refused_with_the_stages_there_are(case):
    with pytest.raises(UserError, match="negotiations, draft"):
        move(case, "finished")


def test_a_register_without_stages_has_none(partner):
    with pytest.raises(UserError, match="Partners"):
        stages.steps(partner, on=TODAY)
