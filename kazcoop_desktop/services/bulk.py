"""Very many records written at once: one statement for all, the search index in one go."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

import peewee as pw

from kazcoop_desktop.models import word_index
from kazcoop_desktop.models.base import Record, database, fields_of, index_words, kind_of

_DERIVED = 3  # of the fields that are written so many follow from the rest
_EMPTY = (None, "", "[]")
_FEW = 500  # so many rows are indexed one by one sooner than the whole register anew


def stored_names(model: type[Record]) -> tuple[str, ...]:
    """The fields that are written, in the order of `stored`: all but the id and the recycle bin."""
    return ("ver", "order_key", "search_text", *(field.name for field in fields_of(model)))


def stored(record: Record) -> tuple[Any, ...]:
    """The record as the database keeps it, with what it is sorted and found by."""
    index_words(record)
    data = record.__data__
    return tuple(
        [
            data.get(name) if convert is None else convert(data.get(name))
            for name, convert in _conversions(type(record))
        ]
    )


def content(model: type[Record], row: tuple[Any, ...]) -> dict[str, Any]:
    """What a row made by `stored` holds of the fields that people know; nothing of what is empty or restricted."""
    if model.is_restricted:
        return {}
    return {
        name: value
        for name, value in zip(stored_names(model)[_DERIVED:], row[_DERIVED:], strict=True)
        if value not in _EMPTY
    }


def insert(model: type[Record], rows: Iterable[tuple[Any, ...]]) -> None:
    """Writes rows made by `stored`, each with its id before it."""
    meta: Any = model._meta
    names = ["id", *(meta.fields[name].column_name for name in stored_names(model))]
    columns = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" for _name in names)
    statement = f"INSERT INTO {kind_of(model)} ({columns}) VALUES ({marks})"
    database.obj.connection().executemany(statement, rows)


def update(model: type[Record], rows: Iterable[tuple[Any, ...]]) -> None:
    """Writes rows made by `stored`, each with its id behind it."""
    meta: Any = model._meta
    names = ", ".join(f'"{meta.fields[name].column_name}" = ?' for name in stored_names(model))
    database.obj.connection().executemany(f"UPDATE {kind_of(model)} SET {names} WHERE id = ?", rows)


def next_id(model: type[Record]) -> int:
    """The id that the next record of a register gets; holds within the transaction."""
    return int(model.select(model.id).order_by(model.id.desc()).limit(1).scalar() or 0) + 1


@lru_cache
def _conversions(model: type[Record]) -> tuple[tuple[str, Callable[[Any], Any] | None], ...]:
    """How each field's value becomes the database's; None for texts, which stay as they are."""
    meta: Any = model._meta
    return tuple(
        (
            name,
            None
            if type(field).db_value is pw.CharField.db_value
            and isinstance(field, pw.CharField | pw.TextField)
            else field.db_value,
        )
        for name, field in ((name, meta.fields[name]) for name in stored_names(model))
    )


@contextlib.contextmanager
def indexed_at_the_end(model: type[Record], count: int) -> Iterator[None]:
    """One transaction for so many rows; of very many the search index is made once, when all are written."""
    is_many = count > _FEW and count * 10 > model.select().count()
    with word_index.made_later(database.obj, model) if is_many else database.atomic():
        yield
