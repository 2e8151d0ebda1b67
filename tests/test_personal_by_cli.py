"""A person's data by the command line: listed, handed out, deleted after a look."""

import json
from pathlib import Path

import pytest

from kazcoop_desktop import cli
from kazcoop_desktop.models import Passport, Person
from kazcoop_desktop.models.store import open_store
from kazcoop_desktop.services import records


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    store = open_store(folder)
    person = records.save(Person(surname="QOSMANTEGIN", citizenship="KG"), by="x")
    records.save(Passport(person=person, number="AN7654321", issuing_country="KG"), by="x")
    store.close()
    return folder


def said(home: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert cli.main(["--data", str(home), "--language", "en", *words]) == 0
    return capsys.readouterr().out


def test_a_person_is_listed_handed_out_and_deleted(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "QOSMANTEGIN" in said(home, capsys, "without-consent")
    assert json.loads(said(home, capsys, "retention-over", "--json")) == []

    names = said(home, capsys, "person-data", "1", str(tmp_path / "out")).split()

    assert names == ["person-1.pdf", "data.json"]
    told = json.loads((tmp_path / "out" / "data.json").read_text(encoding="utf-8"))
    assert [record["kind"] for record in told["records"]] == ["person", "passport"]
    assert told["records"][1]["fields"]["number"] == "AN7654321"

    assert "passport:1" in said(home, capsys, "erase-person", "1")
    assert "deleted" in said(home, capsys, "erase-person", "1", "--reason", "asked for", "--apply")
    assert said(home, capsys, "list", "person").strip() == ""


def test_a_deletion_without_a_reason_is_refused(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--data", str(home), "--language", "en", "erase-person", "1", "--apply"]) == 1
    assert "Give the reason" in capsys.readouterr().err
