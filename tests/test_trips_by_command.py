"""A trip on the command line, from the first paper to closed, all deadlines on their days."""

import json
from pathlib import Path

import pytest
import xlsxwriter
from pypdf import PdfReader

from kazcoop_desktop import cli

PAPERS = ("application", "representation", "invitation", "estimate")


@pytest.fixture
def command(tmp_path, monkeypatch, capsys):
    """Does a command in a data folder of its own and gives what it prints."""
    monkeypatch.setenv("LOGNAME", "Айгүл")

    def do(*words: object, refused: str = "") -> str:
        status = cli.main(["--language", "en", "--data", str(tmp_path / "data"), *map(str, words)])
        told = capsys.readouterr()
        if refused:
            assert status == 1
            assert refused in told.err
        else:
            assert status == 0, told.err
        return told.out

    def enter(kind: str, record_id: int = 0, **values: object) -> int:
        file = tmp_path / "values.json"
        file.write_text(json.dumps(values), encoding="utf-8")
        if record_id:
            do("set", kind, record_id, file)
            return record_id
        return int(do("add", kind, file))

    do.enter = enter
    return do


def due(command, on: str) -> dict[str, str]:
    lines = json.loads(command("due", "--on", on, "--json"))
    return {line["title"]: line["due_on"] for line in lines if line["kind"] == "trip"}


def test_a_trip_runs_from_the_application_to_closed(command, tmp_path: Path):
    unit = command.enter("unit", name_kk="Халықаралық қатынастар кафедрасы")
    person = command.enter("employee", surname="Серікова", given_name="Айгүл", unit=unit)
    trip = command.enter(
        "trip",
        traveller=person,
        country="DE",
        city="Leipzig",
        host="Музыка және театр жоғары мектебі",
        departs_on="2028-03-10",
        returns_on="2028-03-18",
        estimate="1250000",
    )
    assert due(command, "2028-02-10")["Submit the trip papers"] == "2028-02-24"  # a leap year

    command("move", "trip", trip, "documents_complete", refused="Cost estimate of the trip")
    for paper in PAPERS:
        command("tick", "trip", trip, paper, "--on", "2028-02-20")
    command.enter("trip", trip, invitation="№ 214", papers_complete_on="2028-02-20")
    command("move", "trip", trip, "documents_complete", "--on", "2028-02-20")
    for form in ("application", "representation", "trip_estimate", "trip_order"):
        command("print", form, trip, "--kind", "trip", "--language", "kk+ru", "-o", tmp_path / f"{form}.pdf")
    assert len(PdfReader(tmp_path / "trip_order.pdf").pages) == 4

    file = tmp_path / "late.json"
    file.write_text('{"submitted_on": "2028-02-25"}', encoding="utf-8")
    command("set", "trip", trip, file, refused="14; at least 15 are needed")
    command.enter("trip", trip, submitted_on="2028-02-24")
    command("move", "trip", trip, "submitted", "--on", "2028-02-24")
    command.enter("trip", trip, decision="approved", decided_on="2028-02-28")
    command("move", "trip", trip, "decided", "--on", "2028-02-28")
    command.enter("trip", trip, order_number="15-І", ordered_on="2028-02-29")
    command("move", "trip", trip, "order_issued", "--on", "2028-02-29")
    assert due(command, "2028-03-18")["Return from the trip"] == "2028-03-18"
    command.enter("trip", trip, departed_on="2028-03-10")
    command("move", "trip", trip, "on_trip", "--on", "2028-03-10")
    command.enter("trip", trip, returned_on="2028-03-22")
    command("move", "trip", trip, "returned", "--on", "2028-03-22")
    assert due(command, "2028-03-22")["Hand in the trip report (717-02)"] == "2028-04-01"

    command.enter("trip", trip, reported_on="2028-03-30", results="меморандум", fulfilment="full")
    command.enter("trip", trip, accepted_on="2028-03-31")
    command("tick", "trip", trip, "trip_report", "--on", "2028-03-30")
    command("tick", "trip", trip, "expense_report", "--on", "2028-03-30")
    command("move", "trip", trip, "report_accepted", "--on", "2028-03-31")
    command.enter(
        "trip", trip, expense_report_on="2028-03-30", expense="1190500", expense_approved_on="2028-04-03"
    )
    command("move", "trip", trip, "expenses_approved", "--on", "2028-04-03")
    command.enter("trip", trip, reimbursed="1190500", reimbursed_on="2028-04-10")
    command("move", "trip", trip, "closed", refused="The person returned late: name the cause.")
    command.enter("trip", trip, late_cause="own_fault", consequence="Ескерту")
    command("move", "trip", trip, "closed", "--on", "2028-04-10")

    assert due(command, "2028-05-01") == {}
    assert "Closed" in command("show", "trip", trip)


def test_an_offices_own_list_of_trips_comes_in_and_its_mistakes_are_told_row_by_row(command, tmp_path: Path):
    command.enter("employee", surname="Серікова", given_name="Айгүл", patronymic="Маратқызы")
    command.enter("employee", surname="Бекен", given_name="Нұрлан")
    book = xlsxwriter.Workbook(tmp_path / "командировки.xlsx")
    sheet = book.add_worksheet()
    for row, cells in enumerate(
        (
            ("ФИО", "Страна", "Город", "Принимающая организация", "Дата выезда", "Дата возвращения", "Цель"),
            ("Серікова А.М.", "Германия", "Лейпциг", "Высшая школа", "10.03.2026", "18.03.2026", "Учёба"),
            ("Серікова Айгүл Маратқызы", "Турция", "Анкара", "Фонд", "18.03.2026", "20.03.2026", "Учёба"),
            ("Бекен Нұрлан", "Турция", "Анкара", "Фонд", "18.03.2026", "16.03.2026", "Учёба"),
            ("Бекен Нұрлан", "Казахстан", "Астана", "Фонд", "01.04.2026", "02.04.2026", "Учёба"),
            ("Бекен Нұрлан", "Турция", "Анкара", "Фонд", "05.04.2026", "09.04.2026", "Учёба"),
        )
    ):
        sheet.write_row(row, 0, cells)
    book.close()

    told = command("import", "trip", book.filename, "--apply", refused="Save the rows with errors")

    assert "Row 3, “Дата выезда”: Серікова Айгүл Маратқызы is on another trip then" in told
    assert "Row 4, “Дата возвращения”: The return is before the departure." in told
    assert "Row 5, “Страна”: A trip abroad does not lead to Kazakhstan." in told
    entered = json.loads(command("list", "trip", "--json"))
    assert [(trip["city"], trip["departs_on"]) for trip in entered] == [
        ("Лейпциг", "2026-03-10"),
        ("Анкара", "2026-04-05"),
    ]
