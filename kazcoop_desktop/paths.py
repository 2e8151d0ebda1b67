"""Where things lie: data, logs, catalogues and fonts, from source and from the frozen bundle."""

import os
import sys
import time
from pathlib import Path

import platformdirs

_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)  # seconds, three in all


def root() -> Path:
    """The folder that holds `resources`: the bundle when frozen, else the checkout or the installed package."""
    if bundle := getattr(sys, "_MEIPASS", None):
        return Path(bundle)
    package = Path(__file__).parent
    return package if (package / "resources").is_dir() else package.parent


def resource(*parts: str) -> Path:
    """A shipped file or folder, for example `resource("fonts", "Tinos-Regular.ttf")`."""
    return root().joinpath("resources", *parts)


def migrations() -> Path:
    """The folder of numbered migrations."""
    bundle = getattr(sys, "_MEIPASS", None)
    package = Path(bundle, "kazcoop_desktop") if bundle else Path(__file__).parent
    return package / "models" / "migrations"


def data_folder(chosen: str | Path | None = None) -> Path:
    """The folder with the database and the files.

    The one chosen, else KAZCOOP_DATA, else the one that lies beside the program on a stick, else the user's own.
    """
    if chosen or (chosen := os.environ.get("KAZCOOP_DATA")):
        return Path(chosen).expanduser().absolute()
    return _beside_the_program() or platformdirs.user_data_path("KazCoop", appauthor=False)


def log_folder() -> Path:
    """Where the program writes its log."""
    beside = _beside_the_program()
    return beside / "logs" if beside else platformdirs.user_log_path("KazCoop", appauthor=False)


def move(part: Path, target: Path) -> None:
    """Puts a finished file into its place, over an older one.

    A virus scanner that holds one of the two on Windows is waited for; after three seconds PermissionError is raised.
    """
    for wait in _WAITS:
        try:
            part.replace(target)
        except PermissionError:
            time.sleep(wait)
        else:
            return
    part.replace(target)


def _beside_the_program() -> Path | None:
    """The folder `KazCoop-data` next to the frozen program: with it, the program and its data travel together."""
    folder = Path(sys.executable).parent / "KazCoop-data"
    return folder if getattr(sys, "frozen", False) and folder.is_dir() else None
