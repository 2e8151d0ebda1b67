"""The registrar's regulation through the command line: 55 employees from a workbook, a change on its whole way."""

import json
import re
from pathlib import Path
from typing import Any

import pypdf
import pytest
import xlsxwriter

from kazcoop_desktop import cli
from tests import regulation as given

HEADINGS = ("Surname", "Given name", "Structural unit", "Position", "Hired on")


class Office:
    """Commands on a data folder of the test's own."""

    def __init__(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capfd = capfd

    def __call__(self, *arguments: object) -> str:
        status, out, err = self.tried(*arguments)
        assert status == 0, err
        return out

    def tried(self, *arguments: object) -> tuple[int, str, str]:
        self._capfd.readouterr()
        status = cli.main(["--data", str(self.folder / "data"), "--language", "en", *map(str, arguments)])
        return (status, *self._capfd.readouterr())

    def add(self, kind: str, **values: Any) -> int:
        return int(self("add", kind, self.spelled(values)))

    def set(self, kind: str, record_id: int, **values: Any) -> None:
        self("set", kind, record_id, self.spelled(values))

    def spelled(self, values: dict[str, Any]) -> Path:
        file = self.folder / "record.json"
        file.write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
        return file

    def printed(self, form: str, *arguments: object) -> str:
        target = self.folder / f"{form}.pdf"
        self("print", form, *arguments, "-o", target)
        pages = (page.extract_text() for page in pypdf.PdfReader(target).pages)
        return re.sub(r"\s+", " ", " ".join(pages))

    def ids(self, kind: str) -> list[int]:
        return [record["id"] for record in json.loads(self("list", kind, "--limit", 100, "--json"))]


@pytest.fixture
def office(tmp_path, capfd, monkeypatch):
    monkeypatch.setenv("LOGNAME", "aigul")
    return Office(tmp_path, capfd)


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


def entered(office):
    """The document with its units, employees and edition; gives the ids of document and edition."""
    for unit, ru, en, kind, _count in given.UNITS:
        office.add("unit", name_kk=unit, name_ru=ru, name_en=en, unit_kind=kind)
    workbook_of_55(office.folder / "people.xlsx")
    office("import", "employee", office.folder / "people.xlsx", "--apply")
    units = office.ids("unit")
    document = office.add(
        "document",
        title_kk="Құрылым туралы Ереже",
        code="ОТ Ережесі",
        original_place="Персоналмен жұмыс жасау бөлімі",
        unit=units[0],
    )
    for unit in units:
        office.add("concern", document=document, unit=unit)
    office.add("approval_act", document=document, number="1", approved_on="2025-08-27")
    edition = office.add(
        "edition", document=document, name="2025-1", in_force_on="2025-09-01", pages=10, change_sheet_page=9
    )
    return document, edition


def signed(office, people, day, **read):
    for person in people:
        office.add("acquaintance", employee=person, signed_on=day, **read)


def test_the_regulation_and_a_change_of_it_go_the_whole_way(office):
    document, edition = entered(office)
    people = office.ids("employee")
    assert len(people) == 55

    signed(office, people[:50], "2025-09-03", document=document, edition=edition)
    missing = office.printed("acquaintance_sheet", document, "--option", "people=missing")
    assert len(re.findall(r"\d+ \S+ \S+ (?:Кафедра|Аға)", missing)) == 5

    change = office.add(
        "amendment",
        document=document,
        subject="Мерзімдер",
        sections="20-тармақ",
        reason="кешігу",
        old_kk=given.OLD,
        new_kk=given.NEW,
        proposed_on="2026-09-07",
    )
    assert "Мерзімдер" in office.printed("amendment_letter", change)
    office.set("amendment", change, agreed_on="2026-09-10")
    office("move", "amendment", change, "agreed", "--on", "2026-09-10")
    votes = {"considered_on": "2026-09-30", "participants": 21, "votes_for": 15, "outcome": "adopted"}
    office.set("amendment", change, **votes)
    office("move", "amendment", change, "considered", "--on", "2026-09-30")
    office.set("amendment", change, act_number="2", decided_on="2026-09-30")
    office("move", "amendment", change, "decided", "--on", "2026-09-30")
    office.set("amendment", change, sequence=1, entered_on="2026-10-02", edition=edition)
    office("move", "amendment", change, "entered_in_sheet", "--on", "2026-10-02")
    for unit in office.ids("unit"):
        office.add("change_notice", amendment=change, unit=unit, sent_on="2026-10-05")
    office.set("amendment", change, notified_on="2026-10-05")
    office("move", "amendment", change, "notified", "--on", "2026-10-05")
    assert "Acquaint the employees with the change" in office("due", "--on", "2026-10-14")

    sheet = office.printed("change_sheet", document)
    assert "1 02.10.2026 20-тармақ: Мерзімдер" in sheet
    assert "10 беттің 9 беті" in sheet
    notices = office.printed("change_notice", *office.ids("change_notice"))
    assert notices.count("ӨЗГЕРІС ТУРАЛЫ ХАБАРЛАМА") == 7

    signed(office, people[:40], "2026-10-06", document=document, amendment=change)
    delta = office.printed("change_acquaintance_sheet", change, "--option", "people=missing")
    assert "үш жұмыс күні ішінде дайындау" in delta
    assert len(re.findall(r"\d+ \S+ \S+ (?:Кафедра|Аға)", delta)) == 15

    signed(office, people[40:], "2026-10-08", document=document, amendment=change)
    office.set("amendment", change, acquainted_on="2026-10-08", job_descriptions="not_affected")
    office("move", "amendment", change, "acquainted", "--on", "2026-10-08")
    office("move", "amendment", change, "closed", "--on", "2026-10-09")
    assert json.loads(office("show", "amendment", change, "--json"))["stage"] == "closed"
    assert office.tried("delete", "amendment", change)[0] == 1


def test_a_step_that_lacks_something_is_refused_and_says_what(office):
    document, _edition = entered(office)
    change = office.add(
        "amendment", document=document, subject="Мерзімдер", new_kk=given.NEW, proposed_on="2026-09-07"
    )

    status, _out, err = office.tried("move", "amendment", change, "agreed", "--on", "2026-09-10")

    assert status == 1
    assert "Agreed with the vice-rector on" in err


@pytest.mark.parametrize(
    ("option", "sentence"),
    [("people=nobody", "all, missing"), ("whom=all", "people"), ("edition=2020", "2025-1")],
)
def test_an_option_that_there_is_not_is_refused_with_those_there_are(office, option, sentence):
    document, _edition = entered(office)

    status, _out, err = office.tried(
        "print", "acquaintance_sheet", document, "--option", option, "-o", office.folder / "x.pdf"
    )

    assert status == 1
    assert sentence in err
