"""What a table shows: which records, in which order, a page at a time, however many there are."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import peewee as pw

from kazcoop_desktop import i18n
from kazcoop_desktop.models import text, world
from kazcoop_desktop.models.base import Record, database, fields_of, kind_of, link_to
from kazcoop_desktop.models.fields import ChoiceField, CountryField, LinkField, NameField

FEW = 1000  # so many hits can be put in order while one types
_LATIN = "abceikmoptxyh"
_CYRILLIC = "авсеикмортхун"


@dataclass(frozen=True)
class Query:
    """A view of one register: sought words, filters by field, an order, and the record whose parts are shown."""

    model: type[Record]
    search: str = ""
    filters: Mapping[pw.Field[Any], Sequence[Any]] = field(default_factory=dict)
    order: pw.Field[Any] | None = None
    descending: bool = False
    parent: tuple[pw.ForeignKeyField[Any], int] | None = None

    def first(self, limit: int) -> list[int]:
        """Ids of the first records to show at once. Many hits of a search come as found; `ids` orders them."""
        if self.search:
            hits = self._hits(FEW + 1)
            if len(hits) > FEW:
                return hits[:limit]
        return _ids_of(self._ordered().limit(limit))

    def ids(self) -> array[int]:
        """Ids of all records of the view, in its order: 8 bytes a record."""
        return array("q", _ids_of(self._ordered()))

    def count(self) -> int:
        """How many records the view has."""
        return int(self._selected().count())

    def rows(self, ids: Sequence[int]) -> dict[int, Record]:
        """The records with these ids by id, their linked records read along in one query each."""
        model = self.model
        found: dict[int, Record] = {
            record.id: record for record in model.select().where(model.id.in_(list(ids)))
        }
        for link in _links_shown(model):
            _read_along(link, found.values())
        return found

    def without_filters(self) -> Query:
        """The same register with nothing sought and nothing filtered."""
        return replace(self, search="", filters={})

    def _selected(self) -> pw.ModelSelect[Record]:
        model = self.model
        query = model.select(model.id).where(model.deleted_at.is_null())
        if self.parent:
            query = query.where(self.parent[0] == self.parent[1])
        for wanted, chosen in self.filters.items():
            query = query.where(_among(model, wanted, chosen))
        if self.search:
            words = match_words(self.search)
            query = query.where(model.id.in_(pw.SQL(_HITS.format(table=kind_of(model)), [words])))
        return query

    def _ordered(self) -> pw.ModelSelect[Record]:
        model, order = self.model, self.order or self.model.outline.columns[0]
        query = self._selected()
        if order is model.outline.columns[0]:
            key: Any = model.order_key
        elif isinstance(order, pw.ForeignKeyField) or order.model is not model:
            link = order if isinstance(order, pw.ForeignKeyField) else link_to(model, order.model)
            query = query.join(link.rel_model, pw.JOIN.LEFT_OUTER, on=(link == link.rel_model.id))
            key = link.rel_model.order_key if link is order else _key(order)
        else:
            key = _key(order)
        by_key = key.desc(nulls="LAST") if self.descending else key.asc(nulls="LAST")
        if key is model.order_key:  # the indexed order; it has no empty keys to put last
            by_key = key.desc() if self.descending else key
        return query.order_by(by_key, model.id)

    def _hits(self, limit: int) -> list[int]:
        return _ids_of(self._selected().limit(limit))


_HITS = "(SELECT rowid FROM {table}_search WHERE {table}_search MATCH ?)"


def match_words(typed: str) -> str:
    """The words typed so far as a full-text question: every word by its beginning, look-alikes in both scripts."""
    words = text.fold(typed).split()
    return " ".join(_either_script(word) for word in words) if words else '""'


def filters_of(model: type[Record]) -> list[pw.Field[Any]]:
    """Columns with a closed set of values: choices, countries, short lists of linked records."""
    return [column for column in model.outline.columns if isinstance(column, ChoiceField | CountryField)]


def filter_choices(model: type[Record], column: pw.Field[Any]) -> list[tuple[Any, str]]:
    """The values a filter offers with their names: all choices, or the countries that occur."""
    if isinstance(column, CountryField):
        used = column.model.select(column).where(column.model.deleted_at.is_null()).distinct().tuples()
        named = [(row[0], world.country(row[0])) for row in used if row[0]]
        return sorted(named, key=lambda pair: text.order_key(pair[1]))
    return [(key, i18n._(name)) for key, name in column.choices or ()]


def _ids_of(query: pw.ModelSelect[Record]) -> list[int]:
    return [row[0] for row in database.execute(query)]


def _either_script(word: str) -> str:
    asked = {word, _respelled(word, _LATIN, _CYRILLIC), _respelled(word, _CYRILLIC, _LATIN)}
    quoted = sorted(f'"{spelling}"*' for spelling in asked)
    return f"({' OR '.join(quoted)})" if len(quoted) > 1 else quoted[0]


def _respelled(word: str, one: str, other: str) -> str:
    """The same-looking word in the other script, when every letter has a look-alike; else the word itself."""
    fits = re.fullmatch(rf"[{one}\d]+", word)
    return word.translate(str.maketrans(one, other)) if fits else word


def _among(model: type[Record], wanted: pw.Field[Any], chosen: Sequence[Any]) -> Any:
    if wanted.model is model:
        return wanted.in_(list(chosen))
    link = link_to(model, wanted.model)
    return link.in_(wanted.model.select(wanted.model.id).where(wanted.in_(list(chosen))))


def _key(order: pw.Field[Any]) -> Any:
    """What a column is sorted by: names in the Kazakh order, countries by their shown name, others as they are."""
    if isinstance(order, CountryField):
        return pw.fn.country_order(order, i18n.current())
    if isinstance(order, ChoiceField):
        places = [(key, place) for place, (key, _name) in enumerate(order.choices or ())]
        return pw.Case(order, places, len(places))
    if isinstance(order, NameField) or type(order) in (pw.CharField, pw.TextField):
        return pw.fn.order_key(order)
    return order


def _links_shown(model: type[Record]) -> list[pw.ForeignKeyField[Any]]:
    """The links that a row needs: those among its columns, and those that its columns and name reach through."""
    return [
        link
        for link in fields_of(model)
        if isinstance(link, LinkField)
        and (
            link in model.outline.columns
            or any(column.model is link.rel_model is not model for column in model.outline.columns)
        )
    ]


def _read_along(link: pw.ForeignKeyField[Any], records: Iterable[Record]) -> None:
    target = link.rel_model
    by_id: dict[int, list[Record]] = {}
    for record in records:
        if (linked_id := record.__data__.get(link.name)) is not None:
            by_id.setdefault(linked_id, []).append(record)
    for linked in target.select().where(target.id.in_(list(by_id))):
        for record in by_id[linked.id]:
            setattr(record, link.name, linked)
