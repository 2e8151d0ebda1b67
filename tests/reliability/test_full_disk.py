"""The disk is full: the person reads so, nothing that was saved is lost, and work goes on when there is space again."""

from contextlib import closing
from pathlib import Path

import pytest

from kazcoop_desktop.errors import trouble_behind
from kazcoop_desktop.models.history import HistoryEntry
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.store import check, open_store
from kazcoop_desktop.services import records
from tests.reliability.writers import BY

ENDLESS = 2**30


def behind(error: BaseException | None) -> list[str]:
    """What SQLite calls the errors in the chain behind one."""
    found = []
    while error is not None:
        found.append(getattr(error, "sqlite_errorname", ""))
        error = error.__cause__ or error.__context__
    return found


@pytest.mark.claim(
    "R3", "A full disk is told in words; nothing saved is lost; work goes on when there is space"
)
@pytest.mark.parametrize("key", [None, bytes(range(48))], ids=["plain", "encrypted"])
def test_a_full_disk_is_told_and_nothing_is_lost(tmp_path: Path, key: bytes | None, times, record_property):
    points = times(fast=4, soak=50)
    with closing(open_store(tmp_path, key=key)) as store:
        for point in range(points):
            (pages,) = store.execute_sql("PRAGMA page_count").fetchone()
            store.execute_sql(f"PRAGMA max_page_count = {pages + 2 + point * 3}")
            saved = Partner.select().count()
            failed = None
            while failed is None:
                try:
                    records.save(Partner(name="Partner " * 20, country="DE"), by=BY)
                    saved += 1
                except Exception as error:
                    failed = error

            assert "No space is left on the disk" in str(trouble_behind(failed))
            assert "SQLITE_FULL" in behind(failed)
            assert Partner.select().count() == saved
            assert HistoryEntry.select().where(HistoryEntry.kind == "partner").count() == saved
            store.execute_sql(f"PRAGMA max_page_count = {ENDLESS}")
            records.save(Partner(name="after", country="DE"), by=BY)
        assert check(store) == []
    record_property("figure", f"full at {points} points, 0 records lost")
