"""Linked records by their names, as a spreadsheet names them: a partner by any of its names, an agreement by its number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import peewee as pw

from kazcoop_desktop import i18n
from kazcoop_desktop.models import text
from kazcoop_desktop.models.base import Record, database, fields_of
from kazcoop_desktop.models.fields import NameField
from kazcoop_desktop.services import browse

_BATCH = 500
_NAMED_BY = ("number", "abbreviation", "code", "title")


class Several(NamedTuple):
    """Records of the same name; which one is meant only the record itself can tell."""

    ids: tuple[int, ...]


class Linked:
    """All records of one register under their names."""

    def __init__(self, model: type[Record]) -> None:
        self.model = model
        self.names: dict[str, Any] = {}
        self.records: dict[int, Record] = {}
        self.folded: dict[int, str] = {}
        named_by = _fields_that_name(model)
        for record in _all(model):
            self.records[record.id] = record
            self.folded[record.id] = text.fold(str(record))
            for name in _names(record, named_by):
                self._add(name, record.id)

    def _add(self, name: str, record_id: int) -> None:
        before = self.names.get(name)
        if before is None:
            self.names[name] = record_id
        elif isinstance(before, Several):
            if record_id not in before.ids:
                self.names[name] = Several((*before.ids, record_id))
        elif before != record_id:
            self.names[name] = Several((before, record_id))


def _all(model: type[Record]) -> Iterator[Record]:
    """The records with those that they name themselves, some at a time."""
    live = model.select(model.id).where(model.deleted_at.is_null()).order_by(model.id)
    ids = [row[0] for row in database.execute(live)]
    for start in range(0, len(ids), _BATCH):
        yield from browse.Query(model).rows(ids[start : start + _BATCH]).values()


def _fields_that_name(model: type[Record]) -> list[pw.Field[Any]]:
    """Names in each language, numbers and codes, whatever is unique."""
    return [
        field
        for field in fields_of(model)
        if field.unique
        or field.name in _NAMED_BY
        or (isinstance(field, NameField) and field.name.partition("_")[0] == "name")
    ]


def _names(record: Record, named_by: list[pw.Field[Any]]) -> set[str]:
    said = {str(getattr(record, field.name) or "") for field in named_by} | {*record.other_names()}
    for language in dict.fromkeys((*i18n.LANGUAGES, *i18n.available())):
        with i18n.language(language):
            said.add(str(record))
    return {folded for name in said if (folded := text.fold(name))}
