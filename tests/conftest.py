"""What all tests have in common."""

import shutil
from pathlib import Path

import pytest

from kazcoop_desktop import i18n
from kazcoop_desktop.models import store
from tests.desk import Desk


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database, made by the program."""
    folder = tmp_path_factory.mktemp("empty")
    store.open_store(folder).close()
    return folder / store.FILE_NAME


@pytest.fixture(autouse=True)
def _new_databases_are_copies(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, empty_database: Path
) -> None:
    """A new plain database is a copy of the empty one: making each anew took most of the time of all tests.

    The tests of the store itself make their own.
    """
    make = store._make

    def copied(file: Path, key: bytes | None) -> None:
        make(file, key) if key else shutil.copyfile(empty_database, file)

    if request.path.parent.name != "models":
        monkeypatch.setattr(store, "_make", copied)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """The window speaks English, so that a test reads its sentences as the sources write them."""
    monkeypatch.setattr(i18n, "_window_language", "en")


@pytest.fixture
def desk(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The command line over a data folder of the test's own."""
    monkeypatch.setenv("LOGNAME", "aigul")
    return Desk(tmp_path, capfd)
