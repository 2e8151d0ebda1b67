"""Two at once: a second program is refused by name, and two threads or processes that write wait for each other."""

import threading
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile, QSysInfo

from kazcoop_desktop.errors import Trouble
from kazcoop_desktop.models.base import database
from kazcoop_desktop.models.history import HistoryEntry
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.store import check, open_store
from kazcoop_desktop.services import records
from kazcoop_desktop.views.one_window import OneWindow
from tests.reliability import writers
from tests.reliability.writers import BY, started


@pytest.mark.claim("R20", "A second program is refused and told which computer has the folder open")
def test_a_second_program_is_refused_by_name(tmp_path: Path, qapp, monkeypatch):
    first = QLockFile(str(tmp_path / "kazcoop.lock"))
    assert first.tryLock(0)

    with pytest.raises(Trouble, match=QSysInfo.machineHostName()):
        OneWindow(tmp_path)

    first.unlock()


@pytest.mark.claim("R20", "Two threads that read and then write are never told that the database is locked")
def test_two_threads_wait_for_each_other(tmp_path: Path, times, record_property):
    count = times(fast=100, soak=2000)
    failed: list[BaseException] = []

    def work() -> None:
        try:
            with database.connection_context():
                for number in range(count):
                    records.save(Partner(name=f"Partner {number}", country="DE"), by=BY)
        except BaseException as error:  # told to the test below
            failed.append(error)

    with closing(open_store(tmp_path)) as store:
        threads = [threading.Thread(target=work) for _thread in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert failed == []
        assert Partner.select().count() == 2 * count
        assert HistoryEntry.select().where(HistoryEntry.kind == "partner").count() == 2 * count
        assert check(store) == []
    record_property("figure", f"{2 * count} transactions, 0 locked")


@pytest.mark.claim("R20", "Two processes, as the window and its worker are, wait for each other")
def test_two_processes_wait_for_each_other(tmp_path: Path, times, record_property):
    count = times(fast=50, soak=2000)
    open_store(tmp_path).close()

    both = [started(writers.counts, tmp_path, None, count) for _process in range(2)]
    told = [pipe.recv() for _process, pipe in both]
    for process, _pipe in both:
        process.join()

    assert told == [count, count]
    with closing(open_store(tmp_path)) as store:
        assert Partner.select().count() == 2 * count
        assert check(store) == []
    record_property("figure", f"{2 * count} transactions, 0 locked")


@pytest.mark.claim("R20", "A transaction takes the right to write at once, so that it never has to give up")
def test_a_transaction_takes_the_right_to_write_at_once(tmp_path: Path):
    with closing(open_store(tmp_path)) as store:
        said: list[str] = []
        store.connection().set_trace_callback(said.append)

        records.save(Partner(name="Partner", country="DE"), by=BY)

        assert [sentence for sentence in said if sentence.startswith("BEGIN")] == ["BEGIN IMMEDIATE"]
