"""The program is killed in the middle of its work: what it said was saved is there, and nothing is half there."""

from contextlib import closing
from pathlib import Path

import pytest

from kazcoop_desktop.models.attached import Attachment
from kazcoop_desktop.models.history import HistoryEntry
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.store import check, open_store, quick_check
from kazcoop_desktop.services import archive, backup, browse, copies, files, records
from tests.reliability import writers
from tests.reliability.writers import BY, killed

KEY = bytes(range(48))


@pytest.mark.claim("R1", "What was saved outlives a kill, plain and encrypted; no half transaction")
@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
def test_what_was_saved_outlives_a_kill(tmp_path: Path, key: bytes | None, times, record_property):
    saved: set[int] = set()
    for _kill in range(times(fast=20, soak=300)):
        saved |= set(killed(writers.saves, tmp_path, key))

        with closing(open_store(tmp_path, key=key)) as store:
            there = {partner.id for partner in Partner.select(Partner.id)}
            assert saved <= there
            assert quick_check(store) == []
            entered = (HistoryEntry.kind == "partner") & (HistoryEntry.act == "entered")
            told = {entry.record_id for entry in HistoryEntry.select().where(entered)}
            assert told == there
            assert browse.Query(Partner, search="Partner").count() == len(there)
    with closing(open_store(tmp_path, key=key)) as store:
        assert check(store) == []
    record_property("figure", f"0 of {len(saved)} acknowledged records lost")


@pytest.mark.claim("R19", "A kill while scans are filed leaves no record without its file")
def test_a_kill_leaves_no_record_without_its_scan(tmp_path: Path, times, record_property):
    filed: set[str] = set()
    for _kill in range(times(fast=20, soak=300)):
        filed |= set(killed(writers.attaches, tmp_path, None))

        with closing(open_store(tmp_path)):
            there = {attachment.sha256 for attachment in Attachment.select()}
            assert filed <= there
            assert all(files.path_of(digest).is_file() for digest in there)
            latest = Attachment.select().order_by(Attachment.id.desc()).limit(20)
            assert all(files.is_whole(attachment.sha256) for attachment in latest)
    with closing(open_store(tmp_path)):
        assert files.damaged() == []
    record_property("figure", f"0 of {len(filed)} scans lost or changed")


@pytest.mark.claim("R6", "A kill while a copy is made leaves only whole copies")
def test_a_kill_leaves_only_whole_copies(tmp_path: Path, times, record_property):
    with closing(open_store(tmp_path)):
        partner = records.save(Partner(name="Partner", country="DE"), by=BY)
        files.attach(partner, b"%PDF-1.7\n scan", by=BY, name="scan.pdf")
    seen = set()
    for _kill in range(times(fast=5, soak=100)):
        killed(writers.copies_itself, tmp_path, None, within=0.3)
        for copy in copies.all_in(tmp_path / "backups"):
            with archive.opened(copy.path) as opened:
                assert len(list(opened.files())) == 1
            seen.add(copy.path)
    with closing(open_store(tmp_path)) as store:
        backup.put_back(copies.all_in(copies.folder())[0].path, by=BY)
        assert check(store) == []
    record_property("figure", f"{len(seen)} copies, all whole")


@pytest.mark.claim("R6", "A kill while data is put back leaves it wholly old or wholly new")
def test_a_kill_while_restoring_leaves_old_or_new(tmp_path: Path, times, record_property):
    data = tmp_path / "data"
    states = []
    with closing(open_store(data)):
        for state in range(2):
            for number in range(100):
                records.save(Partner(name=f"{state} {number}", country="DE"), by=BY)
            target = tmp_path / f"{state}.kazcoop"
            backup.make(target)
            states.append({partner.name for partner in Partner.select()})
    for _kill in range(times(fast=5, soak=100)):
        killed(writers.puts_back, data, (tmp_path / "0.kazcoop", tmp_path / "1.kazcoop"), within=0.4)
        with closing(open_store(data)) as store:
            assert {partner.name for partner in Partner.select()} in states
            assert quick_check(store) == []
    record_property("figure", "0 mixed states")
