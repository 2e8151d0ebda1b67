"""A copy holds everything, table by table and scan by scan, whatever lies beside it or is left over."""

import shutil
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.attached import Attachment
from kazcoop_desktop.models.base import database
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.store import FILE_NAME, check, open_store
from kazcoop_desktop.services import backup, copies, demo, files, records, shipped, vault
from tests.reliability import writers
from tests.reliability.writers import BY, killed

KEY = bytes(range(48))


def everything(folder: Path) -> dict[str, object]:
    """Each row of each table, and each attached file; but the settings, and that something was put back."""
    found: dict[str, object] = {}
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'setting'"
    for (table,) in database.execute_sql(tables).fetchall():
        but = "WHERE act <> 'put_back'" if table == "history_entry" else ""
        if "_search" not in table:
            found[table] = sorted(
                map(repr, database.execute_sql(f'SELECT * FROM "{table}" {but}').fetchall())
            )
    for path in (folder / "files").glob("*/*"):
        found[path.name] = path.read_bytes()
    return found


@pytest.mark.claim("R6", "What is put back equals what was copied, table by table and scan by scan")
@pytest.mark.parametrize(
    ("key", "way"), [(None, "with scans beside"), (KEY, "one file")], ids=["plain", "encrypted"]
)
def test_what_is_put_back_equals_what_was_copied(tmp_path, key, way, record_property):
    data = tmp_path / "data"
    with closing(open_store(data, key=key)):
        vault.settle()  # encrypted data keeps its scans encrypted
        shipped.load(by=BY)
        demo.fill(records_wanted=10, on=date(2026, 11, 20))
        for number, agreement in enumerate(Agreement.select().limit(5)):
            files.attach(agreement, b"%PDF-1.7\n" + bytes([number]) * 5000, by=BY, name="scan.pdf")
        before = everything(data)
        source = tmp_path / "copy.kazcoop"
        if way == "one file":
            backup.make(source)
        else:
            source = copies.make("regular")
        for partner in Partner.select().limit(3):
            partner.name += " changed"
            records.save(partner, by=BY)
        Attachment.delete().execute()
        shutil.rmtree(data / "files")

        backup.put_back(source, by=BY)

        assert everything(data) == before
        assert check(database.obj) == []
    rows = sum(len(rows) for rows in before.values() if isinstance(rows, list))
    record_property("figure", f"{len(before) - 5} tables with {rows} rows and 5 scans are equal")


@pytest.mark.claim("R7", "The log of a session that died does not get into what is put back")
def test_a_stale_log_does_not_get_into_what_is_put_back(tmp_path, times):
    data, copy = tmp_path / "data", tmp_path / "copy.kazcoop"
    with closing(open_store(data)):
        records.save(Partner(name="kept", country="DE"), by=BY)
        backup.make(copy)
    for _time in range(times(fast=2, soak=30)):
        killed(writers.saves, data, None)
        assert (data / f"{FILE_NAME}-wal").stat().st_size

        kept = backup.put_in_place(copy, data)

        assert (kept / f"{FILE_NAME}-wal").exists()
        with closing(open_store(data)) as store:
            assert {partner.name for partner in Partner.select()} == {"kept"}
            assert check(store) == []
        shutil.rmtree(kept)


@pytest.mark.claim("R7", "A copy that was cut off leaves nothing that is taken for one")
def test_what_a_copy_left_half_written_is_not_taken_for_one(tmp_path):
    with closing(open_store(tmp_path)):
        records.save(Partner(name="kept", country="DE"), by=BY)
        copies.make("regular")
        half = copies.folder() / "regular-20261120-120000.kazcoop.part"
        half.write_bytes(b"PK half")

        copies.make("regular")

        assert half.name not in {copy.path.name for copy in copies.everywhere()}
        assert len(copies.everywhere()) == 2


def test_the_helpers_see_a_difference(tmp_path):
    with closing(open_store(tmp_path)):
        before = everything(tmp_path)
        records.save(Partner(name="later", country="DE"), by=BY)
        assert everything(tmp_path) != before
