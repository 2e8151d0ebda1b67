"""A foreigner's way from the application to the departure: what each stage needs, and the checklist."""

from datetime import date

import pytest

from kazcoop_desktop.models import ForeignCitizen, Person
from kazcoop_desktop.services import checklists, papers, records, shipped, stages

ME = "Айгүл"
DAY = date(2026, 11, 20)


@pytest.fixture
def stay(store):
    shipped.load(by=ME)
    person = records.save(Person(surname="ERIKSSON"), by=ME)
    return records.save(ForeignCitizen(person=person), by=ME)


def test_admission_needs_the_order_and_its_number(stay):
    with pytest.raises(stages.NotReady) as refused:
        stages.move(stay, "admitted", on=DAY, by=ME)

    assert len(refused.value.missing) == 3
    assert "order" in refused.value.missing[-1]


def test_a_foreigner_goes_all_the_way(stay):
    stay.order_number, stay.ordered_on = "118-Ш", DAY
    stay.arrived_on = stay.declared_on = DAY
    stay.residence, stay.address, stay.departed_on = "dormitory", "Алматы", DAY
    records.save(stay, by=ME)
    for form in ("admission_order_foreigners", "questionnaire"):
        papers.issue([stay], form, "kk", by=ME, on=DAY)

    for stage in ("admitted", "visa", "arrived", "settled", "studying", "completed", "departed"):
        stages.move(stay, stage, on=DAY, by=ME)

    assert ForeignCitizen.get_by_id(stay.id).stage == "departed"
    assert [step.actor for step in stages.steps(stay, on=DAY) if not step.actor] == []


def test_the_checklist_is_the_one_of_order_661(stay):
    lines = checklists.items(stay, on=DAY)

    assert [line.code for line in lines] == [
        "questionnaire",
        "law_explained",
        "medical_examination",
        "admission_order",
        "settlement",
        "registration",
    ]
    assert all(line.paragraph for line in lines)
