"""Opening, sorting, searching and saving, against the least SQL that could do it."""

from __future__ import annotations

import statistics
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as engine

from kazcoop_desktop.models import store, text
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.base import text_of
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.services import browse, records
from measure import Line, compare, summed

_PAGE = 128
_WORDS = ("нордхафен", "университет", "келісім", "музыка", "франция", "memorandum", "К-2001/0000", "EXPO")


def opening(folder: Path, rounds: int) -> list[Line]:
    """Opening the data folder: what the start of the program pays before its window."""

    def bare() -> None:
        with closing(engine.connect(str(folder / store.FILE_NAME))) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()

    return compare(
        "Open the data folder",
        {
            "floor: connect, read the schema": bare,
            "store.open_store": lambda: store.open_store(folder).close(),
        },
        rounds=rounds,
    )


def sorting(opened: store.Store, rounds: int) -> list[Line]:
    """The first page and all ids, by the register's own order and by every other column."""
    connection = opened.connection()
    first = "SELECT id FROM agreement WHERE deleted_at IS NULL ORDER BY order_key, id LIMIT 128"
    every = first.removesuffix(" LIMIT 128")
    lines = []
    for job, sql, ours, target in (
        ("Sort: first page", first, lambda query: query.first(_PAGE), "target 1.3"),
        ("Sort: all ids", every, lambda query: query.ids(), "target 10"),
    ):
        ways: dict[str, Any] = {"floor: by the index": lambda sql=sql: connection.execute(sql).fetchall()}
        for column in Agreement.outline.columns:
            query = browse.Query(Agreement, order=column)
            ways[f"by {column.model.__name__}.{column.name}"] = lambda query=query, ours=ours: ours(query)
        lines += compare(job, ways, rounds=rounds if job.endswith("page") else min(rounds, 3), note=target)
    ids = browse.Query(Agreement).ids()

    def page_of_records() -> None:
        some = ids[:: max(1, len(ids) // _PAGE)][:_PAGE]
        for record in browse.Query(Agreement).rows(some, Agreement.outline.columns).values():
            for column in Agreement.outline.columns:
                text_of(record, column)

    def page_raw() -> None:
        some = ",".join(map(str, ids[:: max(1, len(ids) // _PAGE)][:_PAGE]))
        connection.execute(f"SELECT * FROM agreement WHERE id IN ({some})").fetchall()

    lines += compare(
        "A page of 128 rows from all over",
        {"floor: one SELECT": page_raw, "rows and their texts": page_of_records},
        rounds=rounds,
    )
    return lines


def searching(opened: store.Store) -> list[Line]:
    """Every keystroke of some words: the first hits, and the whole answer."""
    connection = opened.connection()
    range_ = "SELECT id FROM agreement WHERE deleted_at IS NULL AND order_key >= ? AND order_key < ? LIMIT 50"
    spent: dict[str, list[float]] = {"floor: range of the name's index": [], "first hits": [], "count": []}
    for word in _WORDS:
        for end in range(1, len(word) + 1):
            typed = word[:end]
            key = text.order_key(typed).split("\x01")[0]
            query = browse.Query(Agreement, search=typed)
            for name, way in zip(
                spent,
                (
                    lambda key=key: connection.execute(range_, (key, key + "\uffff")).fetchall(),
                    lambda query=query: query.first(_PAGE),
                    lambda query=query: query.count(),
                ),
                strict=True,
            ):
                began = time.perf_counter()
                way()
                spent[name].append(time.perf_counter() - began)
    p95 = {name: statistics.quantiles(times, n=20)[18] * 1000 for name, times in spent.items()}
    return [
        Line(line.job, line.way, line.median, line.worst, line.ratio, f"p95 {p95[line.way]:.1f} ms")
        for line in summed("Search: a keystroke", spent)
    ]


def saving(rounds: int) -> list[Line]:
    """One record with its history and search words, against one bare row, both on the disk before they return."""
    with tempfile.TemporaryDirectory() as scratch, closing(store.open_store(Path(scratch))) as opened:
        bare = engine.connect(str(Path(scratch, "bare.db")), isolation_level=None)
        bare.executescript(
            "PRAGMA journal_mode = wal; PRAGMA synchronous = 2; CREATE TABLE t(id INTEGER PRIMARY KEY, a, b, c)"
        )
        kept = records.save(Partner(name="Universität Musterstadt", country="DE"), by="A")
        numbers = iter(range(10**9))

        def change() -> None:
            kept.city = f"Musterstadt {next(numbers)}"
            records.save(kept, by="A")

        lines = compare(
            "Save one record",
            {
                "floor: bare row, WAL FULL": lambda: bare.execute(
                    "INSERT INTO t(a, b, c) VALUES ('Universität', 'DE', 'x')"
                ),
                "enter": lambda: records.save(Partner(name=f"P {next(numbers)}", country="DE"), by="A"),
                "change": change,
            },
            rounds=rounds * 20,
            note="target 4.5",
        )
        bare.close()
        opened.pragma("wal_checkpoint", "TRUNCATE")
    return lines
