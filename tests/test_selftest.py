"""What works on a computer is found out by trying it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kazcoop_desktop import cli, i18n, selftest


@pytest.fixture(autouse=True)
def _own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAZCOOP_DATA", str(tmp_path / "data"))


@pytest.mark.skipif("kk" not in i18n.available(), reason="the catalogues are not compiled")
def test_every_part_works_on_this_computer(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"

    assert cli.main(["selftest", str(report)]) == 0, report.read_text(encoding="utf-8")

    lines = report.read_text(encoding="utf-8").splitlines()
    assert len(lines) > 10
    assert all(line.startswith("ok ") for line in lines[1:])


def test_a_part_that_does_not_work_is_named_with_what_was_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "report.txt"
    monkeypatch.setattr(selftest, "_LETTERS", "Ә☐")  # the typeface has no box

    assert cli.main(["selftest", str(report)]) == 1

    assert "FAILED  fonts have every letter" in report.read_text(encoding="utf-8")
    assert "☐" in report.read_text(encoding="utf-8")
    assert str(report) in capsys.readouterr().err


def test_a_database_that_cannot_be_opened_is_reported_and_the_rest_is_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = tmp_path / "report.txt"
    monkeypatch.setattr(selftest.store, "FILE_NAME", "no/such/folder.db")

    assert not selftest.run(report)

    said = report.read_text(encoding="utf-8")
    assert "FAILED  database and migrations" in said
    assert "ok      Qt keeps its reference counts" in said
