"""A database of 100 MB: how long starting, saving and copying take is told in the report, and not asserted."""

import time
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from kazcoop_desktop.models.history import HistoryEntry
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.store import FILE_NAME, open_store
from kazcoop_desktop.services import copies, records
from tests.reliability.writers import BY

KILOBYTE = "Қ" * 512


@pytest.mark.claim("R27", "With a large file starting, saving and copying stay quick")
@pytest.mark.parametrize("key", [None, bytes(range(48))], ids=["plain", "encrypted"])
def test_a_large_file_is_started_saved_to_and_copied(tmp_path: Path, key, times, record_property):
    wanted = times(fast=4, soak=100)
    with closing(open_store(tmp_path, key=key)) as store:
        row = {"at": "2026-11-20 12:00:00", "who": BY, "kind": "partner", "record_id": 1, "act": "changed"}
        rows = [{**row, "changes": {"notes": [KILOBYTE, ""]}} for _row in range(125)]
        with store.atomic():
            for _half_megabyte in range(wanted * 2):
                HistoryEntry.insert_many(rows[:125]).execute()
    size = (tmp_path / FILE_NAME).stat().st_size / 1024**2

    moments = [time.perf_counter()]
    with closing(open_store(tmp_path, key=key)):
        moments.append(time.perf_counter())
        records.save(Partner(name="Partner", country="DE"), by=BY)
        moments.append(time.perf_counter())
        copies.make("regular")
        moments.append(time.perf_counter())

    start, save, copy = (later - earlier for earlier, later in pairwise(moments))
    record_property("figure", f"{size:.0f} MB: start {start:.2f} s, save {save:.3f} s, copy {copy:.1f} s")
