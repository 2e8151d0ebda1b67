from datetime import date

import pytest

from kazcoop_desktop import i18n
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.reference import ChecklistItem
from kazcoop_desktop.services import checklists, history, records, shipped

TODAY = date(2026, 11, 20)


@pytest.fixture
def case(partner):
    shipped.load(by="KazCoop")
    return records.save(Agreement(partner=partner), by="Айгүл")


def line(case, code):
    return next(line for line in checklists.items(case, on=TODAY) if line.code == code)


def test_a_new_agreement_has_ten_open_items_in_order(case):
    lines = checklists.items(case, on=TODAY)

    assert [line.code for line in lines][:2] == ["service_letter", "representation"]
    assert checklists.progress(case, on=TODAY) == (0, 10)


def test_items_read_in_the_language_in_force(case):
    with i18n.language("kk"):
        assert line(case, "representation").name == "Ұсыныс (403-10)"
    with i18n.language("ru"):
        assert line(case, "representation").name == "Представление (403-10)"


def test_a_ticked_item_tells_who_when_and_why(case):
    checklists.tick(case, "draft", on=TODAY, by="Болат", note="2-нұсқа")

    ticked = line(case, "draft")
    assert (ticked.done_on, ticked.who, ticked.note) == (TODAY, "Болат", "2-нұсқа")
    assert checklists.progress(case, on=TODAY) == (1, 10)


def test_ticking_twice_keeps_the_first_mark(case):
    checklists.tick(case, "draft", on=date(2026, 11, 1), by="Болат")
    checklists.tick(case, "draft", on=TODAY, by="Айгүл")

    assert line(case, "draft").who == "Болат"
    assert checklists.progress(case, on=TODAY) == (1, 10)


def test_an_item_can_be_opened_again(case):
    checklists.tick(case, "draft", on=TODAY, by="Болат")

    checklists.untick(case, "draft", on=TODAY, by="Болат")

    assert line(case, "draft").done_on is None


def test_the_history_tells_of_both(case):
    with i18n.language("en"):
        checklists.tick(case, "representation", on=TODAY, by="Болат")
        checklists.untick(case, "representation", on=TODAY, by="Болат")
        told = [sentence for entry in history.of_record(case)[:2] for sentence in history.lines(entry)]

    assert told == [
        "Болат marked the checklist item “Representation (403-10)”: open",
        "Болат marked the checklist item “Representation (403-10)”: done",
    ]


def test_an_item_that_holds_from_a_later_day_does_not_touch_an_older_case(case):
    later = {"applies_to": "agreement", "code": "translation", "sequence": 11, "paragraph": "2099, 1"}
    records.save(ChecklistItem(name_kk="Аударма", valid_from=date(2099, 1, 1), **later), by="Айгүл")

    assert len(checklists.items(case, on=date(2099, 6, 1))) == 10
    assert len(checklists.items(Agreement(), on=date(2099, 6, 1))) == 11


def test_an_item_switched_off_or_deleted_is_not_asked_for(case):
    off = ChecklistItem.get(ChecklistItem.code == "work_programme")
    off.is_off = True
    records.save(off, by="Айгүл")
    records.delete(ChecklistItem.get(ChecklistItem.code == "draft"), by="Айгүл")

    assert checklists.progress(case, on=TODAY) == (0, 8)


def test_an_item_that_is_not_there_cannot_be_ticked(case):
    with pytest.raises(UserError, match="passport"):
        checklists.tick(case, "passport", on=TODAY, by="Айгүл")
