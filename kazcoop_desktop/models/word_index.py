"""The full-text index of each register, and the triggers that keep it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator

import peewee as pw

from kazcoop_desktop.models.base import Record, kind_of


def names(model: type[Record]) -> list[str]:
    """What belongs to the index of a register: its table, and the triggers that keep it."""
    words = f"{kind_of(model)}_search"
    return [words, *(f"{words}_{event}" for event in ("insert", "delete", "update"))]


def keep(store: pw.SqliteDatabase, model: type[Record]) -> None:
    """The full-text index of a register and the triggers that keep it; made anew where an upgrade lost them.

    Records in the recycle bin have no words in it, so that a search need not look at the records themselves.
    """
    table = kind_of(model)
    words, live = f"{table}_search", f"{table}_live"
    is_new = not store.table_exists(words)
    if is_new:
        store.execute_sql(
            f"CREATE VIEW {live} AS SELECT id, search_text FROM {table} WHERE deleted_at IS NULL"
        )
        store.execute_sql(
            f"CREATE VIRTUAL TABLE {words} USING fts5(search_text, content='{live}', content_rowid='id',"
            " tokenize='unicode61 remove_diacritics 0', prefix='1 2 3')"
        )
    add = f"INSERT INTO {words}(rowid, search_text) SELECT new.id, new.search_text WHERE new.deleted_at IS NULL;"
    remove = (
        f"INSERT INTO {words}({words}, rowid, search_text)"
        " SELECT 'delete', old.id, old.search_text WHERE old.deleted_at IS NULL;"
    )
    for event, act in (
        ("INSERT", add),
        ("DELETE", remove),
        ("UPDATE OF search_text, deleted_at", remove + add),
    ):
        name = f"{words}_{event.split()[0].lower()}"
        store.execute_sql(f"CREATE TRIGGER IF NOT EXISTS {name} AFTER {event} ON {table} BEGIN {act} END")
    if is_new:
        store.execute_sql(f"INSERT INTO {words}({words}) VALUES ('rebuild')")


def forget(store: pw.SqliteDatabase, models: Iterable[type[Record]]) -> None:
    """Makes the search indexes of registers anew: words that were taken out of an index stay in its pages till then."""
    for model in models:
        words, *_triggers = names(model)
        store.execute_sql(f"INSERT INTO {words}({words}) VALUES ('rebuild')")


@contextlib.contextmanager
def made_later(store: pw.SqliteDatabase, model: type[Record]) -> Iterator[None]:
    """Within this block the search index of a register rests; it is made anew at the end. For very many records."""
    words, *triggers = names(model)
    with store.atomic():
        for trigger in triggers:
            store.execute_sql(f"DROP TRIGGER {trigger}")
        yield
        store.execute_sql(f"INSERT INTO {words}({words}) VALUES ('rebuild')")
        keep(store, model)
