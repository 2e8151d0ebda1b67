import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kazcoop_desktop.models.store import Store, open_store

KEY = bytes(range(48))


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def key(request: pytest.FixtureRequest) -> bytes | None:
    return request.param


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    not_on_windows = "" if sys.platform == "win32" else " ?"
    return tmp_path / f"Деректер [2026] №1 % #{not_on_windows}"


@pytest.fixture
def store(folder: Path, key: bytes | None) -> Iterator[Store]:
    opened = open_store(folder, key=key)
    yield opened
    opened.close()
