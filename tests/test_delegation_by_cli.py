"""A delegation of six from two partners through the command line: from the proposal to closed."""

import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pypdf
import pytest

from kazcoop_desktop import cli

ARRIVES = date.today() - timedelta(days=3)


class Desk:
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

    def refused(self, kind: str, **values: Any) -> str:
        status, _out, err = self.tried("add", kind, self.spelled(values))
        assert status == 1
        return err

    def spelled(self, values: dict[str, Any]) -> Path:
        plain = {name: f"{value}" if isinstance(value, date) else value for name, value in values.items()}
        file = self.folder / "record.json"
        file.write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
        return file

    def printed(self, form: str, *arguments: object) -> list[str]:
        target = self.folder / f"{form}.pdf"
        self("print", form, *arguments, "-o", target)
        return [re.sub(r"\s+", " ", page.extract_text()) for page in pypdf.PdfReader(target).pages]


@pytest.fixture
def desk(tmp_path, capfd, monkeypatch):
    monkeypatch.setenv("LOGNAME", "aigul")
    return Desk(tmp_path, capfd)


def day(number):
    return ARRIVES + timedelta(days=number)


def test_a_delegation_runs_from_proposal_to_closed_and_into_the_report(desk):
    first, second = (
        desk.add("partner", name=name, country=code) for name, code in (("Ulm", "DE"), ("Kuusi", "FI"))
    )
    host = desk.add("employee", surname="Сейіт", given_name="Айнұр")
    unit = desk.add("unit", name_kk="Институт")
    visit = desk.add(
        "delegation",
        partner=first,
        proposed_on=day(-60),
        arrives_on=ARRIVES,
        leaves_on=day(2),
        purposes=["research"],
        unit=unit,
        responsible=host,
    )
    desk.add("delegation_partner", delegation=visit, partner=second)
    for number in range(6):
        person = desk.add(
            "person", surname=f"Member{'abcdef'[number]}", given_names="A", position="Professor"
        )
        desk.add(
            "delegation_member",
            delegation=visit,
            person=person,
            role="head" if number == 0 else "member",
            partner=first if number < 3 else second,
        )
    hall = desk.add("venue", name_kk="Мәжіліс залы")

    status, _out, err = desk.tried("move", "delegation", visit, "approved")
    assert status == 1
    assert "Decision of the rector" in err

    desk.printed("delegation_proposal", visit)
    desk("set", "delegation", visit, desk.spelled({"decided_on": day(-50)}))
    desk("move", "delegation", visit, "approved", "--on", day(-50))
    desk.printed("delegation_invitation", visit, "--language", "en")
    desk("set", "delegation", visit, desk.spelled({"invited_on": day(-40)}))
    desk("move", "delegation", visit, "invited", "--on", day(-40))

    item = {"delegation": visit, "held_on": ARRIVES, "starts_at": "10:00", "ends_at": "11:00", "venue": hall}
    assert "outside the visit" in desk.refused("programme_item", **{**item, "held_on": day(9)})
    desk.add("programme_item", **item)
    assert "is taken" in desk.refused("programme_item", **{**item, "starts_at": "10:30", "ends_at": "12:00"})
    desk.add("estimate_line", delegation=visit, people=6, quantity=2, price="30000")
    foreign = {"delegation": visit, "price": "250", "price_currency": "EUR"}
    assert "enter the rate of EUR" in desk.refused("estimate_line", **foreign)
    desk.add("estimate_line", **foreign, rate="560.12")
    desk.printed("visit_programme", visit)
    desk.printed("visit_estimate", visit)
    desk("set", "delegation", visit, desk.spelled({"prepared_on": day(-10)}))
    desk("move", "delegation", visit, "prepared", "--on", day(-10))
    desk("move", "delegation", visit, "received", "--on", ARRIVES)

    minutes = {"delegation": visit, "matters_kk": "Оқу жоспары"}
    assert "cannot be dated earlier" in desk.refused("minutes", **minutes, held_on=day(-1))
    desk.add("minutes", **minutes, held_on=day(1))
    promise = {"delegation": visit, "partner": second, "text_en": "Send the draft", "due_on": day(10)}
    assert "A promise has an owner" in desk.refused("promise", **promise, side="university")
    desk.add("promise", **promise, side="university", owner=host)
    assert "Send the draft" in desk("due", "--on", day(5))
    desk.printed("delegation_minutes", visit)
    desk("set", "delegation", visit, desk.spelled({"minutes_signed_on": day(3)}))
    desk("move", "delegation", visit, "minutes_signed")
    scan = desk.folder / "minutes.pdf"
    scan.write_bytes(b"%PDF-1.7 signed")
    desk("attach", "delegation", visit, scan)
    desk("set", "delegation", visit, desk.spelled({"minutes_approved_on": day(3)}))
    desk("move", "delegation", visit, "minutes_approved")
    desk.printed("thank_you_letter", visit, "--language", "en")
    desk("set", "delegation", visit, desk.spelled({"thanked_on": day(3)}))
    desk("move", "delegation", visit, "closed")

    for language in ("kk", "ru", "en"):
        assert len(desk.printed("visit_package", visit, "--language", language)) > 10
    register = desk.printed("delegations_register", "--language", "en", "--option", "state=received")
    assert "Delegations: 1; people: 6." in register[-1]
    assert "Rows in the file" in desk("received", ARRIVES.year, desk.folder / "report.xlsx")
    letters = json.loads(desk("list", "letter", "--json"))
    assert {letter["about"] for letter in letters} == {f"delegation:{visit}"}
    assert len({letter["number"] for letter in letters}) == 2
