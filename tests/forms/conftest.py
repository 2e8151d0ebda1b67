from collections.abc import Iterator
from pathlib import Path

import pytest

from kazcoop_desktop.models.store import Store, open_store
from tests.forms import samples


@pytest.fixture(autouse=True)
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def department(store):
    """The office is entered; gives the director of the department."""
    return samples.office()


@pytest.fixture
def agreement(department):
    return samples.full_agreement(responsible=department)
