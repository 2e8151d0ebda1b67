"""A damaged database gives what still reads of it; its files stay as they are."""

import hashlib
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from kazcoop_desktop.errors import Trouble
from kazcoop_desktop.models.partner import Partner, PartnerContact
from kazcoop_desktop.models.store import FILE_NAME, Store, check, open_store
from kazcoop_desktop.services import archive, backup, browse, records, salvage

BY = "Айгүл"
NOW = datetime(2026, 11, 20, 12, 0)
KEY = bytes(range(48))
COUNT = 300


def damage_page_of_partner(record_id: int, store: Store) -> None:
    """Zeroes the page on which this partner lies: the one that a small change of it writes anew."""
    file = Path(store.database)
    states = []
    for version in (1, 2):
        store.execute_sql("UPDATE partner SET ver = ? WHERE id = ?", (version, record_id))
        store.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        states.append(file.read_bytes())
    store.close()
    pages = range(1, len(states[1]) // 4096)
    (page,) = (n for n in pages if len({state[n * 4096 : (n + 1) * 4096] for state in states}) == 2)
    file.write_bytes(states[1][: page * 4096 + 16] + b"\xff" * 4080 + states[1][(page + 1) * 4096 :])


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def key(request: pytest.FixtureRequest) -> bytes | None:
    return request.param


@pytest.fixture
def folder(tmp_path: Path, key: bytes | None) -> Path:
    folder = tmp_path / "data"
    store = open_store(folder, key=key)
    with store.atomic():
        for number in range(COUNT):
            partner = records.save(Partner(name=f"Partner {number:03}", country="DE"), by=BY)
            records.save(PartnerContact(partner=partner, name=f"Muster {number}", phone="+4930123456"), by=BY)
    damage_page_of_partner(COUNT // 2, store)
    return folder


def test_what_reads_is_saved_beside_and_opens_again(folder: Path, key: bytes | None):
    before = hashlib.sha256((folder / FILE_NAME).read_bytes()).hexdigest()

    saved = salvage.save(folder, key=key, now=NOW)

    assert hashlib.sha256((folder / FILE_NAME).read_bytes()).hexdigest() == before
    losses = {loss.table: loss for loss in saved.losses}
    assert 0 < losses["partner"].lost < COUNT
    assert losses["partner"].saved == COUNT - losses["partner"].lost
    assert losses["partner_contact"].lost == losses["partner"].lost, "they belong to lost partners"
    assert losses["history_entry"].lost == 0
    assert archive.read(saved.copy).records["partner"] == losses["partner"].saved

    kept = backup.put_in_place(saved.copy, folder)
    assert hashlib.sha256((kept / FILE_NAME).read_bytes()).hexdigest() == before
    with closing(open_store(folder, key=key)) as store:
        assert check(store) == []
        assert Partner.select().count() == losses["partner"].saved
        assert browse.Query(Partner, search="Partner 299").count() == 1


def test_of_a_file_that_is_no_database_nothing_is_saved(folder: Path, key: bytes | None):
    (folder / FILE_NAME).write_bytes(b"no database" * 1000)

    with pytest.raises(Trouble, match="Nothing can be read"):
        salvage.save(folder, key=key, now=NOW)

    assert (folder / FILE_NAME).read_bytes() == b"no database" * 1000
