"""Asking for files, in the folder where one for the same purpose was last."""

from __future__ import annotations

import getpass
import re
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from kazcoop_desktop.services import settings

_LONGEST = 120  # letters of a proposed name; with its folders a path may have 260 on Windows
_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')  # by Windows, in the name of a file


def to_open(
    parent: QWidget | None, title: str, kinds: str = "", *, purpose: str, first: Path | None = None
) -> Path | None:
    """The file that the person chooses; None when they give up.

    `kinds` are written as Qt wants them; `first` is the folder to begin in the first time.
    """
    chosen, _kind = QFileDialog.getOpenFileName(parent, title, _folder(purpose, first), kinds)
    return _noted(chosen, purpose)


def to_open_many(parent: QWidget | None, title: str, *, purpose: str) -> list[Path]:
    """The files that the person chooses."""
    chosen, _kind = QFileDialog.getOpenFileNames(parent, title, _folder(purpose, None))
    return [path for name in chosen if (path := _noted(name, purpose))]


def to_save(
    parent: QWidget | None,
    title: str,
    proposed: str,
    kinds: str = "",
    *,
    purpose: str,
    first: Path | None = None,
) -> Path | None:
    """Where the person wants a file; `proposed` is its name, in which all may stand that a record has in its own."""
    folder, name = _folder(purpose, first), file_name(proposed)
    chosen, _kind = QFileDialog.getSaveFileName(
        parent, title, str(Path(folder, name)) if folder else name, kinds
    )
    return _noted(chosen, purpose)


def file_name(proposed: str) -> str:
    """The name as Windows takes it: № 12/4 becomes № 12-4."""
    stem, dot, ending = proposed.rpartition(".")
    stem, ending = (stem, dot + ending) if dot else (ending, "")
    return _REFUSED.sub("-", stem)[:_LONGEST].strip(" .") + ending


def _folder(purpose: str, first: Path | None) -> str:
    """Where the last file was; the first folder when that is gone, as a stick that was taken out."""
    last = str(settings.get(f"folder: {purpose}", "", owner=getpass.getuser()))
    if last and Path(last).is_dir():
        return last
    return str(first) if first else ""


def _noted(chosen: str, purpose: str) -> Path | None:
    if not chosen:
        return None
    settings.put(f"folder: {purpose}", str(Path(chosen).parent), owner=getpass.getuser())
    return Path(chosen)
