"""What encryption costs: the same work on the same data, plain and encrypted, in turn."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path

from kazcoop_desktop.models import store
from kazcoop_desktop.models.base import database
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.services import files, vault
from measure import Line, Way, compare

_ROWS = [("Universität Musterstadt", number, "x" * 200) for number in range(10_000)]
_SCAN = 300_000  # bytes


def costs(folder: Path, scratch: Path, rounds: int) -> list[Line]:
    """Each kind of work on a copy of the data folder's database, and on the same copy encrypted."""
    office_key = os.urandom(32)
    key = vault.database_key(office_key)
    keys: dict[str, bytes | None] = {"floor: plain": None, "encrypted": key}
    folders = {name: scratch / name.split()[-1] for name in keys}
    for place in folders.values():
        place.mkdir()
        shutil.copyfile(folder / store.FILE_NAME, place / store.FILE_NAME)
    store.rewrite(folders["encrypted"] / store.FILE_NAME, None, key)
    lines = compare(
        "Open the data folder",
        {name: _opening(folders[name], each) for name, each in keys.items()},
        rounds=rounds,
    )
    with ExitStack() as kept:
        opened = {
            name: kept.enter_context(closing(store.open_store(folders[name], key=each)))
            for name, each in keys.items()
        }
        for each in opened.values():
            each.execute_sql("CREATE TABLE scratch(id INTEGER PRIMARY KEY, a, b, c)")
        _use(opened["encrypted"])
        files.rewrite(sealed=True)
        for job, way in _JOBS.items():
            ways = {name: _on(each, way) for name, each in opened.items()}
            lines += compare(job, ways, rounds=rounds)
    return lines


def _opening(folder: Path, key: bytes | None) -> Way:
    return lambda: store.open_store(folder, key=key).close()


def _on(opened: store.Store, way: Callable[[store.Store, random.Random], object]) -> Way:
    chance = random.Random(717)  # the same for both
    return lambda: way(opened, chance)


def _use(opened: store.Store) -> None:
    database.initialize(opened)


def _bulk(opened: store.Store, chance: random.Random) -> None:
    with opened.atomic():
        opened.connection().executemany("INSERT INTO scratch(a, b, c) VALUES (?, ?, ?)", _ROWS)


def _commits(opened: store.Store, chance: random.Random) -> None:
    for row in _ROWS[:20]:
        with opened.atomic():
            opened.execute_sql("INSERT INTO scratch(a, b, c) VALUES (?, ?, ?)", row)


def _points(opened: store.Store, chance: random.Random) -> None:
    (largest,) = opened.execute_sql("SELECT max(id) FROM agreement").fetchone()
    for _read in range(500):
        opened.execute_sql("SELECT * FROM agreement WHERE id = ?", (chance.randint(1, largest),)).fetchone()


def _scan(opened: store.Store, chance: random.Random) -> None:
    opened.execute_sql("SELECT sum(length(search_text)) FROM agreement").fetchone()


def _match(opened: store.Store, chance: random.Random) -> None:
    words = "SELECT count(*) FROM agreement_search WHERE agreement_search MATCH ?"
    for word in ("university*", "келісім*", "ф*", "musterstadt*", "нордхафен*", "м*"):
        opened.execute_sql(words, (word,)).fetchone()


def _attach(opened: store.Store, chance: random.Random) -> None:
    _use(opened)
    files.attach(Partner.get(), b"%PDF-1.7" + chance.randbytes(_SCAN), by="benchmark", name="scan.pdf")


def _read(opened: store.Store, chance: random.Random) -> None:
    _use(opened)
    for attachment in files.of_record(Partner.get())[:5]:
        files.content_of(attachment)


_JOBS: dict[str, Callable[[store.Store, random.Random], object]] = {
    "Insert 10,000 rows in one transaction": _bulk,
    "Save 20 rows, each by itself": _commits,
    "Read 500 rows from all over": _points,
    "Read a whole register": _scan,
    "Count what six words find": _match,
    "Attach a scan of 300 kB": _attach,
    "Open five such scans": _read,
    "Look through the database": lambda opened, chance: store.quick_check(opened),
}
