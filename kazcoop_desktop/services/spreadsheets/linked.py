"""Linked records by their names, as a spreadsheet names them: a partner by any of its names, an agreement by its number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    """Records of the same name, and the one that is meant where a person has said so."""

    ids: tuple[int, ...]
    meant: int | None = None


class Linked:
    """All records of one register under their names; the records themselves are read when they are wanted."""

    def __init__(self, model: type[Record]) -> None:
        self.model = model
        self.names: dict[str, Any] = {}
        self.called: dict[int, str] = {}  # in the current language
        self._records: dict[int, Record] = {}
        named_by = _fields_that_name(model)
        for record in _all(model):
            self.called[record.id] = str(record)
            for name in _names(record, named_by):
                self._add(name, record.id)

    def read(self, ids: Iterable[int]) -> None:
        """Reads some records in one go, before each of them is asked for; those read before are let go."""
        wanted = sorted(set(ids) & self.called.keys())
        self._records = browse.Query(self.model).rows(wanted) if wanted else {}

    def record(self, record_id: int) -> Record | None:
        """One of the records; None when it is no more."""
        if record_id not in self._records and record_id in self.called:
            self._records |= browse.Query(self.model).rows([record_id])
        return self._records.get(record_id)

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
