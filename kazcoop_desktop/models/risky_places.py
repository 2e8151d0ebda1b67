"""Places where SQLite cannot keep its promises: network drives, and folders that a cloud program copies."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from kazcoop_desktop.errors import Trouble
from kazcoop_desktop.i18n import _

_CLOUDS = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "yandex.disk",
    "yandexdisk",
    "яндекс.диск",
    "icloud",
)
_WINDOWS_REMOTE_DRIVE = 4


def refuse(folder: Path) -> None:
    """Raises Trouble with a sentence when the data folder lies in such a place."""
    if str(folder).startswith(("\\\\", "//")) or _is_remote_drive(folder):
        sentence = _("The folder “{folder}” lies on a network drive. Choose a folder on this computer.")
        raise Trouble(sentence.format(folder=folder))
    if any(cloud in part.casefold() for part in folder.parts for cloud in _CLOUDS):
        sentence = _(
            "A cloud program copies the folder “{folder}” and can damage the database. Choose another folder."
        )
        raise Trouble(sentence.format(folder=folder))


def _is_remote_drive(folder: Path) -> bool:
    if os.name != "nt" or not folder.drive:
        return False
    import ctypes

    windows: Any = ctypes
    return bool(windows.windll.kernel32.GetDriveTypeW(f"{folder.drive}\\") == _WINDOWS_REMOTE_DRIVE)
