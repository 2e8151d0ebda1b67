"""What somebody reads when the data folder does not open at once: a stick that is gone, full of locks, or read-only."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QMessageBox

from kazcoop_desktop.app import Program

WithDialog = Callable[[Callable[[QDialog], object]], None]
_OPEN_AND_DIE = """
import os, sys
from PySide6.QtCore import QLockFile
lock = QLockFile(sys.argv[1])
assert lock.tryLock(100)
os._exit(1)
"""


def lock_of(computer: str) -> str:
    """A lock as Qt writes it: process, program, computer, its id and that of its start."""
    return f"4711\nkazcoop\n{computer}\nab12\ncd34\n"


def leave_with(with_dialog: WithDialog) -> list[tuple[str, str]]:
    """Reads the next dialog, and leaves."""
    said: list[tuple[str, str]] = []

    def read(box: QDialog) -> None:
        assert isinstance(box, QMessageBox)
        said.append((box.text(), box.informativeText()))
        box.reject()

    with_dialog(read)
    return said


def test_a_folder_that_the_power_cut_left_locked_opens_without_a_word(
    new_program: Callable[[], Program], home: Path
) -> None:
    left = subprocess.run([sys.executable, "-c", _OPEN_AND_DIE, str(home / "kazcoop.lock")], check=False)

    assert left.returncode == 1
    assert (home / "kazcoop.lock").exists()
    assert new_program().open(home)


def test_a_stick_pulled_out_of_another_computer_says_which_and_opens_here_when_asked(
    new_program: Callable[[], Program], home: Path, with_dialog: WithDialog
) -> None:
    (home / "kazcoop.lock").write_text(lock_of("BOLIM-7"), encoding="utf-8")
    said = []

    def open_here(box: QDialog) -> None:
        assert isinstance(box, QMessageBox)
        said.append(f"{box.text()} {box.informativeText()}")
        next(button for button in box.buttons() if button.text() == "Open &here").click()

    with_dialog(open_here)
    opened = new_program().open(home)

    assert opened
    assert said == [
        "The data folder is open on the computer “BOLIM-7”. Close the program there."
        " If the program does not run there any more, open the folder here."
    ]


def test_whoever_leaves_another_computer_its_folder_changes_nothing(
    new_program: Callable[[], Program], home: Path, with_dialog: WithDialog
) -> None:
    (home / "kazcoop.lock").write_text(lock_of("BOLIM-7"), encoding="utf-8")
    leave_with(with_dialog)

    opened = new_program().open(home)

    assert not opened
    assert (home / "kazcoop.lock").read_text(encoding="utf-8") == lock_of("BOLIM-7")


def test_a_folder_that_is_gone_is_said(
    new_program: Callable[[], Program], tmp_path: Path, with_dialog: WithDialog
) -> None:
    gone = Path("Q:/KazCoop-data") if sys.platform == "win32" else tmp_path / "stick" / "KazCoop-data"
    (tmp_path / "stick").write_text("not a folder")
    said = leave_with(with_dialog)

    opened = new_program().open(gone)

    assert not opened
    assert said[0][0].startswith(("The file or folder was not found.", "This is a file; a folder is wanted."))
    assert str(gone) in said[0][1]


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is read-only to whoever builds on Windows")
def test_a_stick_that_cannot_be_written_to_is_said(
    new_program: Callable[[], Program], with_dialog: WithDialog
) -> None:
    said = leave_with(with_dialog)

    opened = new_program().open(Path("/sys/kernel"))  # where even the superuser cannot make a file

    assert not opened
    assert said[0][0] == "The folder “/sys/kernel” cannot be written to. Choose another folder."
