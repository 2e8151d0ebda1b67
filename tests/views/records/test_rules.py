"""Rules of the reference data are entered by titles, never by keys."""

from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.fields import StageField
from kazcoop_desktop.models.reference import DeadlineRule, FormCode, StageRule
from kazcoop_desktop.services import records
from tests.samples import PERSON


def titles(editor):
    return [offer.name for offer in editor.offers("")]


def test_a_stage_rule_offers_the_stages_and_fields_of_its_register(office, show_tab, type_into):
    tab = show_tab(StageRule)
    tab.register.new_action.trigger()
    editors = tab.register.form.details.editors

    type_into(editors[StageRule.applies_to].line, "Agreements")
    editors[StageRule.applies_to]._popup.hide()
    editors[StageRule.applies_to].line.editingFinished.emit()
    type_into(editors[StageRule.fields].line, "Signed on; Registration number")
    editors[StageRule.fields]._popup.hide()
    editors[StageRule.fields].line.editingFinished.emit()

    stages = next(field for field in Agreement._meta.sorted_fields if isinstance(field, StageField))
    assert editors[StageRule.applies_to].value() == "agreement"
    assert titles(editors[StageRule.stage]) == [name for _key, name in stages.choices]
    assert editors[StageRule.fields].value() == "signed_on number"


def test_a_rule_shows_titles_in_its_row_and_in_its_form(office, show_tab):
    records.save(
        FormCode(form="service_letter", name_kk="Қызметтік хат", name_en="Service letter"), by=PERSON
    )
    rule = records.save(
        StageRule(applies_to="agreement", stage="draft", papers="service_letter", fields="partner"), by=PERSON
    )

    tab = show_tab(StageRule)
    tab.register.show_record(rule.id)
    editors = tab.register.form.details.editors

    row = [tab.register.records.index(0, column).data() for column in (0, 1, 3)]
    assert row == ["Agreements", "Draft", "Service letter"]
    assert editors[StageRule.stage].line.text() == "Draft"
    assert editors[StageRule.papers].line.text() == "Service letter"


def test_a_deadline_rule_counts_from_dates_of_its_register_only(office, show_tab):
    tab = show_tab(DeadlineRule)
    tab.register.new_record({"applies_to": "agreement"})
    editors = tab.register.form.details.editors

    offered = titles(editors[DeadlineRule.counted_from])

    assert "Valid until" in offered
    assert "Partner" not in offered
