from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.store import Store, open_store
from kazcoop_desktop.services import records


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def partner(store: Store) -> Partner:
    return records.save(Partner(name="Universität Musterstadt", country="DE"), by="Айгүл")


@pytest.fixture
def agreement(partner: Partner) -> Agreement:
    """In force, ends on 31 December 2026."""
    values = {
        "signed_on": date(2024, 1, 15),
        "expires_on": date(2026, 12, 31),
        "notified_on": date(2024, 1, 16),
    }
    return records.save(
        Agreement(partner=partner, stage="implementation", number="КС-1", **values), by="Айгүл"
    )
