import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from kazcoop_desktop import __version__, cli, paths
from kazcoop_desktop.models import RECORDS, find
from kazcoop_desktop.models.base import kind_of

PDF = b"%PDF-1.7\n a signed agreement"


class Said(NamedTuple):
    """What a command gave back."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Said]


@pytest.fixture
def run(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command on a data folder of its own, in English."""
    monkeypatch.setenv("LOGNAME", "aigul")

    def run_(*arguments: object) -> Said:
        capfd.readouterr()
        try:
            status = cli.main(["--data", str(tmp_path / "data"), "--language", "en", *map(str, arguments)])
        except SystemExit as ended:
            status = int(ended.code or 0)
        return Said(status, *capfd.readouterr())

    return run_


@pytest.fixture
def written(tmp_path: Path) -> Callable[[Any], Path]:
    """A JSON file with this content."""

    def write(content: Any) -> Path:
        file = tmp_path / "record.json"
        file.write_text(
            content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), encoding="utf-8"
        )
        return file

    return write


@pytest.fixture
def partner(run: Run, written: Callable[[Any], Path]) -> int:
    return int(run("add", "partner", written({"name": "Universität Musterstadt", "country": "DE"})).out)


@pytest.fixture
def agreement(run: Run, written: Callable[[Any], Path], partner: int) -> int:
    values = {"partner": partner, "number": "КС-1", "languages": ["kk", "en"], "cost": "4325.50"}
    return int(run("add", "agreement", written(values)).out)


def test_the_registers_are_listed(run):
    said = run("kinds")

    assert said.status == 0
    assert [line.split()[0] for line in said.out.splitlines()] == [kind_of(model) for model in RECORDS]


@pytest.mark.parametrize("kind", [kind_of(model) for model in RECORDS])
def test_every_register_can_be_described_and_listed(run, kind):
    assert run("fields", kind).out.count("\n") >= 3
    asked = ("--restricted",) if find(kind).is_restricted else ()
    assert run("list", kind, *asked).status == 0
    assert isinstance(run("list", kind, "--json", *asked).json, list)


def test_a_record_is_entered_shown_changed_and_told_about(run, agreement, written):
    shown = run("show", "agreement", agreement, "--json").json
    assert (shown["number"], shown["cost"], shown["languages"]) == ("КС-1", "4325.50", ["kk", "en"])

    assert run("set", "agreement", agreement, written({"title": "Алмасу", "cost": None})).status == 0

    assert "Title: Алмасу" in run("show", "agreement", agreement).out
    history = run("history", "agreement", agreement, "--json").json
    assert [entry["act"] for entry in history] == ["changed", "entered"]
    assert history[0]["changes"] == {"title": ["", "Алмасу"], "cost": ["4325.50", None]}
    assert "filled in “Title”: Алмасу" in run("history", "agreement", agreement).out


def test_what_a_record_shows_can_be_given_back_unchanged(run, agreement, written):
    shown = run("show", "agreement", agreement, "--json").json

    assert run("set", "agreement", agreement, written(shown)).status == 0

    assert len(run("history", "agreement", agreement, "--json").json) == 1


def test_records_are_listed_in_the_kazakh_order_and_sought(run, written):
    for name in ("Қызылорда", "Zürich", "Әл-Фараби", "Алматы"):
        run("add", "partner", written({"name": name, "country": "KZ"}))

    listed = [entry["name"] for entry in run("list", "partner", "--json").json]
    assert listed == ["Алматы", "Әл-Фараби", "Қызылорда", "Zürich"]
    assert [e["name"] for e in run("list", "partner", "--json", "--search", "зurich").json] == []
    assert [e["name"] for e in run("list", "partner", "--json", "--search", "кызыл").json] == ["Қызылорда"]
    assert len(run("list", "partner", "--json", "--limit", 2).json) == 2
    assert "Kazakhstan" in run("list", "partner").out


def test_a_record_is_deleted_unless_another_names_it(run, agreement, partner):
    refused = run("delete", "partner", partner)
    assert (refused.status, refused.out) == (1, "")
    assert "it is named in “КС-1" in refused.err

    assert run("delete", "agreement", agreement).status == 0
    assert run("show", "agreement", agreement).status == 1
    assert run("delete", "partner", partner).status == 0


def test_a_case_moves_on_the_day_it_is_told(run, agreement):
    refused = run("move", "agreement", agreement, "somewhere")
    assert refused.status == 1
    assert "initiated" in refused.err

    assert run("move", "agreement", agreement, "draft", "--on", "2026-02-03", "--anyway").status == 0

    assert run("show", "agreement", agreement, "--json").json["stage"] == "draft"
    assert "moved the case: Initiated → Draft" in run("history", "agreement", agreement).out


def test_files_are_attached_and_found(run, agreement, tmp_path):
    scan = tmp_path / "Қосымша.pdf"
    scan.write_bytes(PDF)

    assert run("attach", "agreement", agreement, scan).status == 0

    hits = [(hit["kind"], hit["id"], hit["file"]) for hit in run("search", "қосымша", "--json").json]
    assert hits[-1] == ("agreement", agreement, "Қосымша.pdf")
    assert "Қосымша.pdf" in run("search", "қосымша").out
    assert run("attach", "agreement", agreement, scan).status == 1
    assert run("attach", "agreement", agreement, tmp_path / "gone.pdf").status == 1
    assert run("attach", "agreement", agreement, tmp_path).status == 1


def test_deadlines_are_listed_for_a_day(run, agreement, written):
    run("set", "agreement", agreement, written({"signed_on": "2024-01-15", "expires_on": "2026-12-31"}))
    run("move", "agreement", agreement, "implementation", "--on", "2024-01-15", "--anyway")

    due = run("due", "--on", "2026-11-20", "--json").json

    assert {(entry["kind"], entry["id"]) for entry in due} == {("agreement", agreement)}
    assert run("due", "--on", "2026-11-20").out.count("\n") == len(due)
    assert run("due").status == 0


def test_all_is_copied_and_put_back(run, agreement, partner, tmp_path):
    copy = tmp_path / "copy.kazcoop"
    assert run("backup", copy).status == 0
    run("delete", "agreement", agreement)

    said = run("restore", copy)

    assert said.status == 0
    assert re.search(r"before-restore-.*\.kazcoop", said.out)
    assert run("show", "agreement", agreement).status == 0
    assert run("check").out == "Checked: no faults found.\n"


def test_lost_content_is_told_by_the_check_and_the_copy(run, agreement, tmp_path):
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(PDF)
    run("attach", "agreement", agreement, scan)
    for path in (tmp_path / "data" / "files").rglob("*"):
        if path.is_file():
            path.unlink()

    checked = run("check")

    assert (checked.status, checked.err) == (1, "scan.pdf\n")
    assert "scan.pdf" in run("backup", tmp_path / "copy.kazcoop").out


def test_invented_data_fill_an_empty_folder_once(run):
    assert run("demo", "--records", 12).status == 0
    assert len(run("list", "agreement", "--json").json) == 12

    again = run("demo")

    assert again.status == 1
    assert "has records" in again.err
    assert run("check").status == 0


# What is refused.


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["list", "treaty"], 1),
        (["fields", "treaty"], 1),
        (["show", "treaty", "1"], 1),
        (["add", "treaty", "x.json"], 1),
        (["show", "agreement", "99"], 1),
        (["history", "agreement", "99"], 1),
        (["delete", "agreement", "99"], 1),
        (["show", "agreement", "999999999999999999999"], 2),
        (["show", "agreement", "-1"], 2),
        (["show", "agreement", "first"], 2),
        (["show", "agreement"], 2),
        (["list", "agreement", "--limit", "-5"], 2),
        (["list", "agreement", "--limit", "many"], 2),
        (["due", "--on", "20.11.2026"], 2),
        (["due", "--on", "2026-02-30"], 2),
        (["move", "agreement", "1", "signed", "--on", "tomorrow"], 2),
        (["dance"], 2),
        ([], 2),
        (["restore", "gone.kazcoop"], 1),
        (["backup", "no/such/folder/a.kazcoop"], 1),
        (["add", "partner", "gone.json"], 1),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(run, arguments, status):
    said = run(*arguments)

    assert said.status == status
    assert said.out == ""
    assert said.err.strip()
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "is not JSON"),
        ("", "is not JSON"),
        ("[]", "holds no record"),
        ("null", "holds no record"),
        ({"nam": "x"}, "has no field “nam”"),
        ({"ver": 7}, "has no field “ver”"),
        ({"name": 7, "country": "DE"}, "is a text"),
        ({"name": "x" * 300, "country": "DE"}, "too long"),
        ({"name": "x", "country": "Germany"}, "no such value"),
        ({"name": "x"}, "Fill in “Country”"),
        ({"name": "x", "country": "DE", "email": "x"}, "e-mail"),
        ('{"name": "\\ud800", "country": "DE"}', "is a text"),
    ],
)
def test_a_wrong_file_enters_nothing(run, written, content, said):
    refused = run("add", "partner", written(content))

    assert (refused.status, refused.out) == (1, "")
    assert said in refused.err
    assert run("list", "partner", "--json").json == []


@pytest.mark.parametrize(
    "values",
    [
        {"partner": 99},
        {"partner": "Musterstadt"},
        {"partner": None},
        {"partner": 2**70},
        {"signed_on": "2026-02-30"},
        {"signed_on": 20260230},
        {"cost": "NaN"},
        {"cost": "1e300"},
        {"cost": [1]},
        {"sheets": 2**64},
        {"sheets": "4"},
        {"renews": "yes"},
        {"languages": "kk"},
        {"languages": ["klingon"]},
        {"agreement_kind": "treaty"},
        {"stage": "signed"},
        {"signed_on": "2026-05-01", "expires_on": "2026-04-01"},
    ],
)
def test_a_wrong_change_changes_nothing(run, written, agreement, values):
    before = run("show", "agreement", agreement, "--json").out

    refused = run("set", "agreement", agreement, written({"title": "half", **values}))

    assert (refused.status, refused.out) == (1, "")
    assert refused.err.strip()
    assert run("show", "agreement", agreement, "--json").out == before
    assert len(run("history", "agreement", agreement, "--json").json) == 1


def test_a_file_in_another_encoding_is_told(run, tmp_path):
    file = tmp_path / "a.json"
    file.write_bytes('{"name": "Алматы"}'.encode("cp1251"))

    assert "is not JSON" in run("add", "partner", file).err


def test_a_folder_that_holds_another_database_is_told(run, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "kazcoop.db").write_text("a list", encoding="utf-8")

    said = run("list", "partner")

    assert said.status == 1
    assert "not a database of this program" in said.err


# From outside.


@pytest.mark.skipif(not (paths.root() / "kazcoop_desktop" / "__main__.py").exists(), reason="no __main__ yet")
def test_the_program_speaks_utf_8_whatever_the_console(tmp_path):
    def outside(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "kazcoop_desktop", "--data", str(tmp_path / "data"), *arguments],
            cwd=paths.root(),
            env={**os.environ, "PYTHONIOENCODING": "cp1251", "LC_ALL": "C", "PYTHONUTF8": "0"},
            input='{"name": "Қызылорда", "country": "KZ"}'.encode(),
            capture_output=True,
            check=False,
        )

    entered = outside("add", "partner", "-")
    assert (entered.returncode, entered.stdout.strip()) == (0, b"1"), entered.stderr.decode()
    assert "Қызылорда" in outside("list", "partner").stdout.decode()
    assert outside("show", "partner", "7").returncode == 1


def test_help_tells_the_options_before_a_command_and_the_commands(run: Run) -> None:
    told = run("--help")

    assert told.status == 0
    assert all(word in told.out for word in ("--data DIR", "--user NAME", "prints a form", "--version"))


def test_the_version_is_told_without_a_command(run: Run) -> None:
    assert run("--version").out.strip() == __version__


@pytest.mark.parametrize(
    ("language", "usage"), [("kk", "Қолданылуы:"), ("ru", "Использование:"), ("en", "Usage:")]
)
def test_what_is_missing_on_the_command_line_is_said_in_the_language_asked_for(
    language: str, usage: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", language)
    with pytest.raises(SystemExit) as ended:
        cli.main(["--language", language, "move", "agreement"])

    said = capfd.readouterr().err
    assert ended.value.code == 2
    assert said.count(usage) == 1
    assert ("the following arguments" in said) == (language == "en")


@pytest.fixture
def arrived(run: Run, written: Callable[[Any], Path]) -> int:
    """Somebody who arrives on Friday, 11 December 2026, before a weekend and a holiday; gives the person's id."""
    person = int(run("add", "person", written({"surname": "KARIMOV", "citizenship": "UZ"})).out)
    run("add", "stay_event", written({"person": person, "happened_on": "2026-12-11"}))
    return person


def test_an_arrival_is_due_in_three_working_days_by_the_rule_and_its_source(run, arrived):
    (due,) = run("due", "--on", "2026-12-11", "--json").json

    assert (due["due_on"], due["days_left"], due["kind"]) == ("2026-12-17", 3, "stay_event")
    assert "№ 148" in due["paragraph"]
    assert "register" in due["title"]


def test_the_board_lists_every_term_of_everybody_and_the_conditions_of_order_661(run, arrived, written):
    paper = {"person": arrived, "paper_kind": "insurance", "valid_from": "2026-09-01"}
    run("add", "stay_paper", written({**paper, "valid_until": "2026-12-31"}))

    listed = run("board", "--on", "2026-12-11", "--json").json
    said = run("board", "--on", "2026-12-11").out

    assert [(term["paper"], term["until"]) for term in listed] == [
        ("notice", "2026-12-17"),
        ("insurance", "2026-12-31"),
    ]
    assert "2026-12-17      3  KARIMOV: Notify the migration service of the arrival and register" in said
    assert "Foreigners: 0. From 10 on" in said
    assert "4-тармақ 1)" in said


def test_fees_of_a_day_are_told_and_those_of_a_visa_are_kept(run, arrived, written):
    told = run("fees", "--on", "2026-11-20")
    assert (
        "0.50 × 4,325.00 = 2,162.50  Accepting and agreeing the invitation  The university  108126 911"
        in told.out
    )
    assert [fee["amount"] for fee in run("fees", "--on", "2025-03-01", "--json").json] == [
        "1966.00",
        "27524.00",
        "117960.00",
    ]

    category = next(row["id"] for row in run("list", "visa_category", "--json").json if row["code"] == "C9")
    visa = int(run("add", "visa", written({"person": arrived, "category": category})).out)
    first = run("fees", visa, "--on", "2025-12-30", "--json").json
    again = run("fees", visa, "--on", "2026-01-10", "--json").json

    assert [fee["mci"] for fee in first] == ["3932.00", "3932.00"]
    assert again == first


def test_copies_are_made_listed_compared_and_sent_to_a_second_place(run, tmp_path):
    (tmp_path / "stick").mkdir()
    assert run("second-place", str(tmp_path / "stick"))[0] == 0
    status, said, _errors = run("backup")
    assert status == 0
    made = said.strip().rpartition(": ")[2]
    assert list((tmp_path / "stick").glob("KazCoop */*.kazcoop"))

    assert "By the command line" in run("copies")[1]
    assert "the same records" in run("compare", made)[1]
