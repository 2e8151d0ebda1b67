"""The registrar's regulation through the command line: 55 employees from a workbook, a change on its whole way."""

import json
import re

import pytest
import xlsxwriter

from tests import regulation as given

HEADINGS = ("Surname", "Given name", "Structural unit", "Position", "Hired on")


def workbook_of_55(file):
    """Employees of seven units, as a human resources office would list them."""
    book = xlsxwriter.Workbook(str(file))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADINGS)
    row = 0
    for unit, *_names, count in given.UNITS:
        for place in range(count):
            row += 1
            surname = given.SURNAMES[row % len(given.SURNAMES)]
            name = given.GIVEN[row // len(given.SURNAMES)]
            position = "Кафедра меңгерушісі" if place == 0 else "Аға статистик-регистратор"
            sheet.write_row(row, 0, (surname, name, unit, position, "01.09.2020"))
    book.close()


def entered(desk):
    """The document with its units, employees and edition; gives the ids of document and edition."""
    for unit, ru, en, kind, _count in given.UNITS:
        desk.add("unit", name_kk=unit, name_ru=ru, name_en=en, unit_kind=kind)
    workbook_of_55(desk.folder / "people.xlsx")
    desk("import", "employee", desk.folder / "people.xlsx", "--apply")
    units = desk.ids("unit")
    document = desk.add(
        "document",
        title_kk="Құрылым туралы Ереже",
        code="ОТ Ережесі",
        original_place="Персоналмен жұмыс жасау бөлімі",
        unit=units[0],
    )
    for unit in units:
        desk.add("concern", document=document, unit=unit)
    desk.add("approval_act", document=document, number="1", approved_on="2025-08-27")
    edition = desk.add(
        "edition", document=document, name="2025-1", in_force_on="2025-09-01", pages=10, change_sheet_page=9
    )
    return document, edition


def signed(desk, people, day, **read):
    for person in people:
        desk.add("acquaintance", employee=person, signed_on=day, **read)


def test_the_regulation_and_a_change_of_it_go_the_whole_way(desk):
    document, edition = entered(desk)
    people = desk.ids("employee")
    assert len(people) == 55

    signed(desk, people[:50], "2025-09-03", document=document, edition=edition)
    missing = desk.printed("acquaintance_sheet", document, "--option", "people=missing")
    assert len(re.findall(r"\d+ \S+ \S+ (?:Кафедра|Аға)", missing)) == 5

    change = desk.add(
        "amendment",
        document=document,
        subject="Мерзімдер",
        sections="20-тармақ",
        reason="кешігу",
        old_kk=given.OLD,
        new_kk=given.NEW,
        proposed_on="2026-09-07",
    )
    assert "Мерзімдер" in desk.printed("amendment_letter", change)
    desk.set("amendment", change, agreed_on="2026-09-10")
    desk("move", "amendment", change, "agreed", "--on", "2026-09-10")
    votes = {"considered_on": "2026-09-30", "participants": 21, "votes_for": 15, "outcome": "adopted"}
    desk.set("amendment", change, **votes)
    desk("move", "amendment", change, "considered", "--on", "2026-09-30")
    desk.set("amendment", change, act_number="2", decided_on="2026-09-30")
    desk("move", "amendment", change, "decided", "--on", "2026-09-30")
    desk.set("amendment", change, sequence=1, entered_on="2026-10-02", edition=edition)
    desk("move", "amendment", change, "entered_in_sheet", "--on", "2026-10-02")
    for unit in desk.ids("unit"):
        desk.add("change_notice", amendment=change, unit=unit, sent_on="2026-10-05")
    desk.set("amendment", change, notified_on="2026-10-05")
    desk("move", "amendment", change, "notified", "--on", "2026-10-05")
    assert "Acquaint the employees with the change" in desk("due", "--on", "2026-10-14")

    sheet = desk.printed("change_sheet", document)
    assert "1 02.10.2026 20-тармақ: Мерзімдер" in sheet
    assert "10 беттің 9 беті" in sheet
    notices = desk.printed("change_notice", *desk.ids("change_notice"))
    assert notices.count("ӨЗГЕРІС ТУРАЛЫ ХАБАРЛАМА") == 7

    signed(desk, people[:40], "2026-10-06", document=document, amendment=change)
    delta = desk.printed("change_acquaintance_sheet", change, "--option", "people=missing")
    assert "үш жұмыс күні ішінде дайындау" in delta
    assert len(re.findall(r"\d+ \S+ \S+ (?:Кафедра|Аға)", delta)) == 15

    signed(desk, people[40:], "2026-10-08", document=document, amendment=change)
    desk.set("amendment", change, acquainted_on="2026-10-08", job_descriptions="not_affected")
    desk("move", "amendment", change, "acquainted", "--on", "2026-10-08")
    desk("move", "amendment", change, "closed", "--on", "2026-10-09")
    assert json.loads(desk("show", "amendment", change, "--json"))["stage"] == "closed"
    assert desk.tried("delete", "amendment", change)[0] == 1


def test_a_step_that_lacks_something_is_refused_and_says_what(desk):
    document, _edition = entered(desk)
    change = desk.add(
        "amendment", document=document, subject="Мерзімдер", new_kk=given.NEW, proposed_on="2026-09-07"
    )

    status, _out, err = desk.tried("move", "amendment", change, "agreed", "--on", "2026-09-10")

    assert status == 1
    assert "Agreed with the vice-rector on" in err


@pytest.mark.parametrize(
    ("option", "sentence"),
    [("people=nobody", "all, missing"), ("whom=all", "people"), ("edition=2020", "2025-1")],
)
def test_an_option_that_there_is_not_is_refused_with_those_there_are(desk, option, sentence):
    document, _edition = entered(desk)

    status, _out, err = desk.tried(
        "print", "acquaintance_sheet", document, "--option", option, "-o", desk.folder / "x.pdf"
    )

    assert status == 1
    assert sentence in err
