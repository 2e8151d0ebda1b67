"""Rules name registers, stages, fields and forms by keys; people read and write their titles."""

import pytest

from kazcoop_desktop import i18n
from kazcoop_desktop.models import DeadlineRule, FormCode, Signatory, StageRule, keys
from kazcoop_desktop.models.base import Record, text_of
from kazcoop_desktop.models.values import as_text
from kazcoop_desktop.services import browse, records
from kazcoop_desktop.services.spreadsheets import cells
from kazcoop_desktop.services.spreadsheets.columns import Column, Links
from tests.samples import PERSON, sample, saved

RULE = StageRule(applies_to="agreement", stage="signed", fields="signed_on number", papers="service_letter")


def test_a_rule_reads_in_the_titles_of_its_register():
    with i18n.language("en"):
        assert text_of(RULE, StageRule.applies_to) == "Agreements"
        assert text_of(RULE, StageRule.stage) == "Signed"
        assert text_of(RULE, StageRule.fields) == "Signed on; Registration number"


@pytest.mark.usefixtures("store")
def test_a_form_reads_by_the_name_that_the_office_gives_it():
    records.save(FormCode(form="service_letter", name_kk="Қызметтік хат"), by=PERSON)

    assert text_of(RULE, StageRule.papers) == "Қызметтік хат"
    assert text_of(Signatory(form="service_letter"), Signatory.form) == "Қызметтік хат"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_titles_tell_the_keys_of_all_registers_apart(language):
    with i18n.language(language):
        for known in (keys.REGISTERS, keys.STAGES, keys.FIELDS, keys.FILLED_IN):
            titles = known.titles()
            assert len(set(titles.values())) == len(titles)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_spreadsheet_names_keys_by_their_titles(language):
    column = Column("", StageRule.fields, {})

    with i18n.language(language):
        spelled = as_text(StageRule.fields, "signed_on number")

    assert spelled != "signed_on number"
    read = ["signed_on number", "signed_on number"]
    assert column.read([spelled, "signed_on; number"], Links()) == (read, {})


def test_a_spreadsheet_with_a_strange_title_is_told_so():
    _read, unread = Column("", StageRule.applies_to, {}).read(["Ғарыш кемелері"], Links())

    assert isinstance(unread[0], cells.NotInList)


@pytest.mark.usefixtures("store")
def test_rules_are_filtered_and_found_by_the_title_of_their_register():
    saved(DeadlineRule)
    letters = records.save(
        sample(
            DeadlineRule,
            applies_to="letter",
            counted_from="due_on",
            days_field="",
            done_field="done_on answered_by",
            stages="",
            kinds="",
        ),
        by=PERSON,
    )

    with i18n.language("en"):
        offered = browse.filter_choices(DeadlineRule, DeadlineRule.applies_to)

    assert offered == [("agreement", "Agreements"), ("letter", "Letters")]
    chosen = browse.Query(DeadlineRule, filters={DeadlineRule.applies_to: ["letter"]})
    assert list(chosen.ids()) == [letters.id]


@pytest.mark.usefixtures("store")
def test_the_stages_of_a_register_stand_in_the_order_of_their_way():
    for stage in ("signed", "initiated", "draft"):
        saved(StageRule, stage=stage)

    rows: list[Record] = list(StageRule.select().order_by(StageRule.order_key))

    assert [row.stage for row in rows] == ["initiated", "draft", "signed"]
