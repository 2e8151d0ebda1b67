"""Where a dialog for files begins, and the names it proposes."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from kazcoop_desktop.app import Program
from kazcoop_desktop.views import file_dialogs


def answer(monkeypatch: pytest.MonkeyPatch, asked: list[str], chosen: Path | str) -> None:
    def choose(_parent: object, _title: str, place: str, *_kinds: str) -> tuple[str, str]:
        asked.append(place)
        return str(chosen), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)


def test_the_next_file_is_looked_for_where_the_last_one_was(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    stick = tmp_path / "Флешка"
    stick.mkdir()
    answer(monkeypatch, asked, stick / "scan.pdf")

    file_dialogs.to_open(None, "Scan", purpose="scan")
    file_dialogs.to_open(None, "Scan", purpose="scan")
    file_dialogs.to_open(None, "Photo", purpose="photo")

    assert asked == ["", str(stick), ""]


def test_a_folder_that_is_gone_is_not_proposed(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    stick = tmp_path / "stick"
    stick.mkdir()
    answer(monkeypatch, asked, stick / "copy.kazcoop")
    file_dialogs.to_save(None, "Copy", "copy.kazcoop", purpose="backup", first=tmp_path)
    shutil.rmtree(stick)

    file_dialogs.to_save(None, "Copy", "copy.kazcoop", purpose="backup", first=tmp_path)

    assert asked == [str(tmp_path / "copy.kazcoop")] * 2


def test_giving_up_changes_nothing(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    answer(monkeypatch, asked, "")

    chosen = file_dialogs.to_open(None, "Scan", purpose="scan", first=tmp_path)
    file_dialogs.to_open(None, "Scan", purpose="scan")

    assert chosen is None
    assert asked == [str(tmp_path), ""]


@pytest.mark.parametrize(
    ("proposed", "name"),
    [
        ("Келісім № 12/4.pdf", "Келісім № 12-4.pdf"),
        ("What: “a” <b>?.pdf", "What- “a” -b-.pdf"),
        ("Ереже.\t.pdf", "Ереже.-.pdf"),
        ("x" * 300 + ".xlsx", "x" * 120 + ".xlsx"),
    ],
)
def test_a_proposed_name_is_one_that_windows_takes(proposed: str, name: str) -> None:
    assert file_dialogs.file_name(proposed) == name
