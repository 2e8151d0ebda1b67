"""What all tests have in common."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kazcoop_desktop import i18n
from kazcoop_desktop.models import store
from kazcoop_desktop.models.base import database
from kazcoop_desktop.services import key_file, vault
from tests.desk import Desk


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What a test claims goes into the report of a soak beside its result."""
    for item in items:
        for mark in item.iter_markers("claim"):
            item.user_properties += zip(("row", "claim"), mark.args, strict=True)


@pytest.fixture
def times(record_property: Callable[[str, object], None]) -> Callable[..., int]:
    """How often a test breaks something: `times(fast=20, soak=2000)`.

    In every run `fast`; under `dev.py soak` the larger number, under `dev.py soak --short` a tenth of it.
    """

    def times(*, fast: int, soak: int) -> int:
        counts = {"": fast, "short": max(fast, soak // 10), "long": soak}
        count = counts[os.environ.get("KAZCOOP_SOAK", "")]
        record_property("count", count)
        return count

    return times


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
def _no_database_is_left_open() -> Iterator[None]:
    """A test that reads the database opens one: it does not lean on the folder of a test before it."""
    before = database.obj  # one that several tests share
    yield
    database.initialize(before)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """The window speaks English, so that a test reads its sentences as the sources write them."""
    monkeypatch.setattr(i18n, "_window_language", "en")


@pytest.fixture
def desk(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The command line over a data folder of the test's own."""
    monkeypatch.setenv("LOGNAME", "aigul")
    return Desk(tmp_path, capfd)


@pytest.fixture(autouse=True)
def _passwords_are_cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A guess of a password costs next to nothing, else each sign-in takes half a second."""
    monkeypatch.setattr(vault, "COST", key_file.Cost(memory=8, passes=1, lanes=1))
