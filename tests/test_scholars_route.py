"""A scholar through the command line: from the plan to the payment, with every paper of procedure 717, 5.5."""

import json
from typing import Any

import xlsxwriter

from tests.desk import Desk

FIRST_PAPERS = ("service_note", "passport_copy", "degree_copy", "profile", "timetable")


def planned(desk: Desk) -> int:
    partner = desk.add("partner", name="Universität Nordhafen", country="DE")
    unit = desk.add("unit", name_kk="Мұнай-газ ісі институты", name_en="Institute", unit_kind="institute")
    person = desk.add(
        "person",
        surname="KELLER",
        given_names="JONAS",
        sex="male",
        citizenship="DE",
        degree="Professor",
    )
    desk.add("passport", person=person, number="C4TZ9K2L1", issuing_country="DE", expires_on="2033-03-13")
    return desk.add(
        "scholar_visit",
        person=person,
        partner=partner,
        unit=unit,
        arrives_on="2027-02-15",
        leaves_on="2027-03-06",
        course_kk="Геотермалдық жүйелер",
        course_en="Geothermal systems",
        audience=["master", "phd"],
        hours=4,
        plan_approved_on="2026-11-20",
    )


def test_a_scholar_goes_from_the_plan_to_the_payment(desk: Desk) -> None:
    visit = planned(desk)
    assert "KELLER JONAS" in desk.printed("invitation_plan", "--option", "academic_year=2026/2027")
    assert desk.due("2027-01-06") == {"Hand in the scholar's papers to the department"}

    def set_(**values: Any) -> None:
        desk("set", "scholar_visit", visit, desk.spelled(values))

    def move(stage: str, day: str) -> None:
        desk("move", "scholar_visit", visit, stage, "--on", day)

    assert desk.tried("move", "scholar_visit", visit, "application", "--on", "2026-12-28")[0] == 1
    set_(applied_on="2026-12-28")
    for item in FIRST_PAPERS:
        desk("tick", "scholar_visit", visit, item, "--on", "2026-12-28")
    move("application", "2026-12-28")
    assert "49 күн бұрын тапсырылды (қажеттісі: 40)" in desk.printed("scholar_service_letter", visit)
    assert desk.due("2026-12-31") == {"Decide whether the papers are accepted"}

    set_(decision="accepted", decided_on="2026-12-30", passport_copy_by="2027-01-05")
    move("accepted", "2026-12-30")
    letter = desk.printed("scholar_invitation", visit, "--language", "en")
    assert "Dear Professor Keller," in letter
    (entry,) = json.loads(desk("list", "letter", "--json"))
    assert entry["number"] in letter
    move("invitation", "2026-12-30")
    assert desk.due("2027-01-18") == {"Complete the invitation"}

    set_(invitation_number="17", invitation_on="2027-01-15")
    move("visa", "2027-01-15")
    visa = {
        "visa_number": "005",
        "visa_category": "B1",
        "visa_from": "2027-02-10",
        "visa_until": "2027-03-12",
    }
    set_(**visa, visa_entries="single", arrived_on="2027-02-15")
    move("arrived", "2027-02-15")
    assert desk.due("2027-02-15") == {
        "Conclude the service contract",
        "Hand in the papers of the day of arrival",
    }
    assert desk.due("2027-02-18") == {"Register the scholar with the migration police"}

    for item in ("residence", "bank", "contract"):
        desk("tick", "scholar_visit", visit, item, "--on", "2027-02-15")
    set_(
        address="Алматы, Көкжиек көшесі, 3",
        registered_on="2027-02-17",
        registered_until="2027-03-06",
        arrival_papers_on="2027-02-15",
        contract_on="2027-02-15",
        fee="400000.00",
        pay_days=5,
        bank="Invented Bank",
        bank_account="XX00",
    )
    move("registered", "2027-02-17")
    assert [line.split()[0] for line in desk("enter-stay", visit).splitlines()] == [
        "visa",
        "stay_event",
        "stay_paper",
    ]
    for day in ("2027-02-18", "2027-02-19"):
        desk.add(
            "lecture",
            visit=visit,
            day=day,
            starts_at="10:00",
            ends_at="11:50",
            room="204",
            topic="Ұңғыма",
            is_held=True,
        )
    assert "Total hours: 4" in desk.printed("lecture_timetable", visit, "--language", "en")
    contract = desk.printed("service_contract", visit, "--language", "kk+ru")
    assert "400 000 (төрт жүз мың) теңге" in contract
    assert "400 000 (четыреста тысяч) тенге" in contract
    move("lecturing", "2027-02-18")

    status, _out, err = desk.tried("set", "scholar_visit", visit, desk.spelled({"act_on": "2027-02-18"}))
    assert status == 1
    assert "before the last lecture, 19.02.2027" in err
    set_(act_on="2027-03-10")
    assert "200 000,00" in desk.printed("services_act", visit)
    move("act", "2027-03-10")
    assert desk.due("2027-03-18") == {"Pay the scholar"}

    set_(paid_on="2027-03-12")
    move("paid", "2027-03-12")
    set_(left_on="2027-03-07")
    move("closed", "2027-03-12")
    assert json.loads(desk("show", "scholar_visit", visit, "--json"))["stage"] == "closed"
    assert not desk.due("2027-04-01")


def test_visits_come_from_a_spreadsheet_and_go_into_one(desk: Desk) -> None:
    desk.add("person", surname="KELLER", given_names="JONAS", citizenship="DE")
    book = xlsxwriter.Workbook(str(desk.folder / "plan.xlsx"))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ("Foreign scholar", "Planned arrival", "Planned departure", "Course in English"))
    sheet.write_row(1, 0, ("KELLER JONAS", "15.02.2027", "06.03.2027", "Geothermal systems"))
    sheet.write_row(2, 0, ("KELLER JONAS", "15.09.2027", "06.09.2027", "Deep wells"))
    book.close()

    status, out, _err = desk.tried("import", "scholar_visit", desk.folder / "plan.xlsx", "--apply")

    assert status == 1
    assert "The end date is before the start date." in out
    (visit,) = json.loads(desk("list", "scholar_visit", "--search", "geothermal", "--json"))
    assert visit["leaves_on"] == "2027-03-06"
    desk("export", "scholar_visit", desk.folder / "out.xlsx")
    assert "unchanged: 1" in desk("import", "scholar_visit", desk.folder / "out.xlsx")


def test_the_timetable_is_imported_row_by_row_and_refuses_a_room_that_is_taken(desk: Desk) -> None:
    visit = planned(desk)
    rows = {"visit": visit, "day": "2027-02-16", "topic": "Ұңғыма", "room": "204"}
    desk.add("lecture", **rows, starts_at="10:00", ends_at="11:50")

    taken = desk.spelled({**rows, "starts_at": "11:00", "ends_at": "12:50"})
    status, _out, err = desk.tried("add", "lecture", taken)

    assert status == 1
    assert "another lecture at that time" in err
