"""By what people tell one record of a register from another: its number, or its name and country."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from datetime import date
from typing import Any

import peewee as pw

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import text
from kazcoop_desktop.models.base import Record, fields_of, label
from kazcoop_desktop.models.fields import ChoiceField, CountryField, StageField
from kazcoop_desktop.services.reference import SAME
from kazcoop_desktop.services.spreadsheets.linked import Several

_CLOSED = (ChoiceField, CountryField)


class Keys:
    """Finds the records that a row of a spreadsheet may mean."""

    def __init__(self, model: type[Record], mapped: Sequence[pw.Field[Any]]) -> None:
        """Raises UserError when a column is missing without which no record can be told from another."""
        self._model = model
        known = set(mapped)  # not a list: fields compare into SQL, and `in` would find them all
        self._ways = list(_ways(model, known))
        last = len(self._ways) - 1
        self._is_sure: list[bool] = [
            not all(isinstance(field, pw.ForeignKeyField | ChoiceField) for field in way)
            and (number < last or not model.numbered_in)
            for number, way in enumerate(self._ways)
        ]
        self._found: dict[int, dict[Any, list[int]]] = {}
        self.fold_links: Callable[[type[Record], int], str] = lambda target, record_id: str(record_id)
        if not self._ways:
            needed = [*_required(model), model.outline.columns[0]]
            missing = next(field for field in needed if field not in known)
            raise UserError(_("The file has no column “{column}”.").format(column=label(missing)))

    def records_like(self, found: Mapping[str, Any]) -> tuple[Any, list[int]]:
        """The key of a row's values, and the ids of the records with the same key. No key: nothing is like it."""
        first: Any = None
        tried: set[pw.Field[Any]] = set()  # a weaker key that begins alike would find somebody else
        for number, way in enumerate(self._ways):
            if self._model.known_by and way[0] in tried:
                continue
            is_last = number == len(self._ways) - 1
            if is_last or all(found.get(field.name) for field in way):
                key = tuple(self._part(field, _value(field, found)) for field in way)
                if not any(key):
                    break
                first = first or (number, key)
                tried.add(way[0])
                alike = self._index(number, way).get(key, [])
                if alike or not self._model.known_by:  # what people are known by may have been entered later
                    return (number, key), alike
        return first, []

    def is_sure(self, key: Any) -> bool:
        """Whether a key tells records apart by itself: by a number, a name or a date, not by choices alone."""
        number, _parts = key
        return bool(self._is_sure[number])

    def _index(self, number: int, way: Sequence[pw.Field[Any]]) -> dict[Any, list[int]]:
        if number not in self._found:
            index: dict[Any, list[int]] = {}
            model = self._model
            query = model.select(model.id, *way).where(model.deleted_at.is_null()).order_by(model.id)
            rows = query.tuples().iterator()
            for record_id, *parts in rows:
                key = tuple(self._part(field, part) for field, part in zip(way, parts, strict=True))
                index.setdefault(key, []).append(record_id)
            self._found[number] = index
        return self._found[number]

    def _part(self, field: pw.Field[Any], value: Any) -> Any:
        """One part of a key; a linked record by its name, for several may have the same."""
        if value is None:
            return ""
        if isinstance(value, str):
            return value if isinstance(field, _CLOSED) else text.fold(value) or value
        if isinstance(field, pw.ForeignKeyField):
            first = value.ids[0] if isinstance(value, Several) else value
            return self.fold_links(field.rel_model, first)
        return value.isoformat() if isinstance(value, date) else value


def _ways(model: type[Record], mapped: Set[pw.Field[Any]]) -> Iterator[tuple[pw.Field[Any], ...]]:
    """The keys that the columns allow, the surest first; the last one holds for every row."""
    if model.known_by:
        yield from (way for way in model.known_by if all(field in mapped for field in way))
        return
    unique = [field for field in fields_of(model) if field.unique]
    for field in unique:
        if field in mapped:
            yield (field,)
    if unique and unique[0] in mapped:
        return
    if model.numbered_in and (number := _named(model, "number")) in mapped:
        yield (number, *(field for field in model.numbered_with if field in mapped))
    if model in SAME:
        wordings = (*SAME[model], _named(model, "valid_from"))
        if all(field in mapped for field in wordings):
            yield wordings
            return
    if (together := _unique_together(model)) and all(field in mapped for field in together):
        yield together
        return
    required = _required(model)
    if all(field in mapped for field in required):
        own = [field for field in model.outline.columns if field.model is model and field in mapped]
        more = own if model.numbered_in else own[:1]
        told_by = (*required, *(field for field in more if not _is_given(model, field)))
        if told_by:
            yield tuple(dict.fromkeys(told_by))


def _is_given(model: type[Record], field: pw.Field[Any]) -> bool:
    """Whether the program itself sets the field: the number of a journal, the stage of a case."""
    return isinstance(field, StageField) or bool(model.numbered_in and field.name == "number")


def _required(model: type[Record]) -> list[pw.Field[Any]]:
    return [field for field in fields_of(model) if not field.null and field.default is None]


def _unique_together(model: type[Record]) -> tuple[pw.Field[Any], ...]:
    meta: Any = model._meta
    made: list[Any] = [index for index in meta.indexes if isinstance(index, pw.ModelIndex)]
    for index in made:
        if index._unique:
            return tuple(index._expressions)
    return ()


def _named(model: type[Record], name: str) -> pw.Field[Any]:
    field: pw.Field[Any] = getattr(model, name)
    return field


def _value(field: pw.Field[Any], found: Mapping[str, Any]) -> Any:
    """The value of a row, or what an empty cell of it will become."""
    if field.name in found:
        return found[field.name]
    return field.default() if callable(field.default) else field.default
