"""What a table shows: which records, in which order, a page at a time, however many there are."""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

import peewee as pw

from kazcoop_desktop import i18n
from kazcoop_desktop.models import text, values, world
from kazcoop_desktop.models.base import Record, database, fields_of, is_hidden, kind_of, link_to, value_of
from kazcoop_desktop.models.fields import ChoiceField, CountryField, KeyField, LinkField, choice_keys
from kazcoop_desktop.services import access

FEW = 1000  # so many hits can be put in order while one types
_BEGINNINGS_INDEXED = 3  # letters
_MOST_SPELLINGS = 40
_LATIN = "abceikmoptxyh"
_CYRILLIC = "авсеикмортхун"


@dataclass(frozen=True)
class Query:
    """A view of one register: sought words, filters by field, an order, and the record whose parts are shown.

    Raises NotAllowed when whoever works here may not read the register; records named elsewhere are shown there.
    """

    model: type[Record]
    search: str = ""
    filters: Mapping[pw.Field[Any], Sequence[Any]] = field(default_factory=dict)
    order: pw.Field[Any] | None = None
    descending: bool = False
    parent: tuple[pw.Field[Any], int | str] | None = None

    def first(self, limit: int) -> list[int]:
        """Ids of the first records to show at once. Many hits of a search come as found; `ids` orders them."""
        access.require("read", self.model)
        hits = self._hits(FEW + 1) if self.search else None
        if hits is not None and len(hits) > FEW:
            return _ids_of(self._selected(hits).limit(limit)) if self._is_narrowed() else hits[:limit]
        found: list[int] = []
        for piece in self._pieces(hits):
            found += _ids_of(piece.limit(limit - len(found)))
            if len(found) >= limit:
                break
        return found

    def ids(self) -> array[int]:
        """Ids of all records of the view, in its order: 8 bytes a record."""
        access.require("read", self.model)
        hits = self._hits() if self.search else None
        if hits is None or len(hits) <= FEW:
            return array("q", chain.from_iterable(map(_ids_of, self._pieces(hits))))
        sought = set(hits)
        in_order = chain.from_iterable(map(_ids_of, self._pieces()))
        return array("q", (record_id for record_id in in_order if record_id in sought))

    def count(self) -> int:
        """How many records the view has."""
        access.require("read", self.model)
        if self.search:
            return len(self.ids()) if self._is_narrowed() else len(self._hits())
        return int(self._selected().count())

    def rows(self, ids: Sequence[int], columns: Sequence[pw.Field[Any]] = ()) -> dict[int, Record]:
        """The records with these ids by id, their linked records read along in one query each.

        With `columns` only what the texts of these need is read of the records, which are then not to be saved.
        """
        model = self.model
        fields = {model.id, *_fields_behind(model, columns)} if columns else ()
        found: dict[int, Record] = {
            record.id: record for record in model.select(*fields).where(model.id.in_(list(ids)))
        }
        for link in _links_shown(model):
            _read_along(link, found.values())
        return found

    def without_filters(self) -> Query:
        """The same register with nothing sought and nothing filtered."""
        return replace(self, search="", filters={})

    def _is_narrowed(self) -> bool:
        return bool(self.filters or self.parent)

    def _hits(self, limit: int = -1) -> list[int]:
        """Ids of the records that have the words sought; the recycle bin has no words."""
        words = f"{kind_of(self.model)}_search"
        sought = f"SELECT rowid FROM {words} WHERE {words} MATCH ? LIMIT ?"
        asked = match_words(self.search, in_index=words if limit >= 0 else "")
        hits = [row[0] for row in database.execute_sql(sought, (asked, limit))]
        if _is_found_by_hidden(self.model):
            hits = [
                record.id
                for record in self.model.select().where(self.model.id.in_(hits))
                if _has_words(record, self.search)
            ]
        return hits

    def _selected(
        self, hits: Sequence[int] | None = None, start: pw.ModelSelect[Any] | None = None
    ) -> pw.ModelSelect[Any]:
        """The records of the view, of those hit if a search has some, in no order.

        `start` is a query that already joins them to what they link to.
        """
        model = self.model
        query = model.select(model.id) if start is None else start
        if hits is None:
            query = query.where(model.deleted_at.is_null())
        else:  # the hits lead, not an index
            query = query.where(_not_by_index(model.deleted_at) & model.id.in_(list(hits)))
        if self.parent:
            query = query.where(self.parent[0] == self.parent[1])
        for wanted, chosen in self.filters.items():
            query = query.where(_among(model, wanted, chosen))
        return query

    def _pieces(self, hits: Sequence[int] | None = None) -> Iterator[pw.ModelSelect[Any]]:
        """Queries that one after another give the view in its order, each by an index where there is one.

        What is empty comes last both ways; so the filled-in and the empty ones are two pieces, and a column
        with few values is a piece for each value.
        """
        model, order = self.model, self.order or self.model.outline.columns[0]
        if order is model.outline.columns[0]:
            yield self._in_order(self._selected(hits), model.order_key)
            return
        link = _way_to(model, order)
        linked = _linked(model, link) if link is not None else None
        filled = self._selected(hits, _linked_first(model, link, linked) if link is not None else None)
        between: tuple[Any, ...] = (model.order_key,)  # what counts between records equal in the column
        if linked is not None:
            between = (linked.order_key, linked.id, model.order_key)
        if link is not None and link is order:
            yield self._in_order(filled, *between)
        elif (known := _values_in_order(order)) is not None:
            for value in reversed(known) if self.descending else known:
                yield self._in_order(filled.where(order == value), *between)
        else:
            is_filled = order.is_null(False) & (order != "")
            yield self._in_order(filled.where(is_filled), _key(order), *between)
        yield from self._empty(order, link, hits)

    def _in_order(self, query: pw.ModelSelect[Any], *keys: Any) -> pw.ModelSelect[Any]:
        both = (*keys, self.model.id)
        return query.order_by(*(key.desc() for key in both) if self.descending else both)

    def _empty(
        self, order: pw.Field[Any], link: pw.ForeignKeyField[Any] | None, hits: Sequence[int] | None
    ) -> Iterator[pw.ModelSelect[Any]]:
        """The records that have nothing in the column."""
        if link is not None and link.null:
            yield self._in_order(self._selected(hits).where(link.is_null()), self.model.order_key)
        elif link is None and not isinstance(order, pw.BooleanField):
            empty = order.is_null() if order.null else order == ""
            yield self._in_order(self._selected(hits).where(empty), self.model.order_key)


def match_words(typed: str, *, in_index: str = "") -> str:
    """The words typed so far as a full-text question: every word by its beginning, look-alikes in both scripts.

    With an index named, long words are asked for as that index spells them: whole words come as they are found,
    while all that begin alike are collected before the first one comes.
    """
    words = text.fold(typed).split()
    return " AND ".join(_either_script(word, in_index) for word in words) if words else '""'


def filters_of(model: type[Record]) -> list[pw.Field[Any]]:
    """Columns with a closed set of values: choices, countries, what rules name by keys."""
    closed = (ChoiceField, CountryField, KeyField)
    return [column for column in model.outline.columns if isinstance(column, closed)]


def filter_choices(model: type[Record], column: pw.Field[Any]) -> list[tuple[Any, str]]:
    """The values a filter offers with their names: all choices, or the countries that occur."""
    if isinstance(column, CountryField):
        return list(_countries_used(column))
    if isinstance(column, KeyField):
        return _titles_used(column)
    return [(key, i18n._(name)) for key, name in column.choices or ()]


def _ids_of(query: pw.ModelSelect[Record]) -> list[int]:
    return [row[0] for row in database.execute(query)]


def _is_found_by_hidden(model: type[Record]) -> bool:
    """Whether its words hold some that whoever works here may not see: who guessed would learn them by and by."""
    return any(
        is_hidden(field)
        or (isinstance(field, pw.ForeignKeyField) and is_hidden(field.rel_model.outline.columns[0]))
        for field in model.outline.search
    )


def _has_words(record: Record, typed: str) -> bool:
    """Whether a record has the words typed among those that are not hidden."""
    shown = [field for field in type(record).outline.search if not is_hidden(field)]
    said = text.fold(" ".join(values.search_words(field, value_of(record, field)) for field in shown))
    words = said.split()
    return all(
        any(own.startswith(spelled) for own in words for spelled in _in_scripts(word))
        for word in text.fold(typed).split()
    )


def _in_scripts(word: str) -> set[str]:
    return {word, _respelled(word, _LATIN, _CYRILLIC), _respelled(word, _CYRILLIC, _LATIN)}


def _either_script(word: str, index: str) -> str:
    quoted = sorted(spelling for each in _in_scripts(word) for spelling in _spellings(each, index))
    return f"({' OR '.join(quoted)})" if len(quoted) > 1 else quoted[0]


def _spellings(word: str, index: str) -> list[str]:
    """The whole words of the index that begin so; the beginning itself where they are many, or it is indexed."""
    beginning = [f'"{word}"*']
    if not index or len(word) <= _BEGINNINGS_INDEXED:
        return beginning
    terms = f"temp.{index}_terms"
    database.execute_sql(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {terms} USING fts5vocab('main', '{index}', 'instance')"
    )
    found: list[str] = []
    following = f"SELECT term FROM {terms} WHERE term >= ? LIMIT 1"
    rows = database.execute_sql(following, (word,)).fetchall()
    while rows and rows[0][0].startswith(word):
        if len(found) == _MOST_SPELLINGS:
            return beginning
        found.append(rows[0][0])
        rows = database.execute_sql(following, (f"{found[-1]}\x01",)).fetchall()
    return [f'"{term}"' for term in found] or beginning


def _respelled(word: str, one: str, other: str) -> str:
    """The same-looking word in the other script, when every letter has a look-alike; else the word itself."""
    fits = re.fullmatch(rf"[{one}\d]+", word)
    return word.translate(str.maketrans(one, other)) if fits else word


def _among(model: type[Record], wanted: pw.Field[Any], chosen: Sequence[Any]) -> Any:
    if wanted.model is model:
        return wanted.in_(list(chosen))
    link = link_to(model, wanted.model)
    return link.in_(wanted.model.select(wanted.model.id).where(wanted.in_(list(chosen))))


def _not_by_index(moment: pw.Field[Any]) -> Any:
    """`IS NULL` that leaves the lead to the search: there are fewer hits than records outside the bin."""
    return pw.NodeList((pw.SQL("+"), moment, pw.SQL("IS NULL")), glue="")


def _linked(model: type[Record], link: pw.ForeignKeyField[Any]) -> Any:
    """The register that a link leads to; under a name of its own where records name others of their own register."""
    return model.alias() if link.rel_model is model else link.rel_model


def _linked_first(model: type[Record], link: pw.ForeignKeyField[Any], target: Any) -> pw.ModelSelect[Any]:
    """The linked records in the outer loop, so that their order is kept without sorting."""
    query = target.select(model.id).join(model, pw.JOIN.CROSS)
    joined: pw.ModelSelect[Any] = query.where((link == target.id) & target.deleted_at.is_null())
    return joined


def _way_to(model: type[Record], order: pw.Field[Any]) -> pw.ForeignKeyField[Any] | None:
    """The link through which a column is reached; None for the record's own."""
    if isinstance(order, pw.ForeignKeyField):
        return order
    return link_to(model, order.model) if order.model is not model else None


def _values_in_order(order: pw.Field[Any]) -> list[Any] | None:
    """The values of a column that has few, in the order in which people read them; else None."""
    if isinstance(order, ChoiceField):
        return list(choice_keys(order))
    if isinstance(order, pw.BooleanField):
        return [False, True]
    if isinstance(order, CountryField):
        return [code for code, _name in _countries_used(order)]
    if isinstance(order, KeyField):
        return [key for key, _title in _titles_used(order)]
    return None


def _countries_used(column: pw.Field[Any]) -> list[tuple[str, str]]:
    """The countries that occur, in the order of their names; each is looked up by the index."""
    table, name = kind_of(column.model), column.column_name
    sought = (
        f"SELECT value FROM json_each(?) WHERE EXISTS"
        f' (SELECT 1 FROM {table} WHERE deleted_at IS NULL AND "{name}" = value)'
    )
    codes = json.dumps(list(world.countries("en")))
    used = [row[0] for row in database.execute_sql(sought, (codes,))]
    return sorted(((code, world.country(code)) for code in used), key=lambda pair: text.order_key(pair[1]))


def _titles_used(column: KeyField) -> list[tuple[str, str]]:
    """The keys that occur, in the order of their titles."""
    records: Any = column.model
    used = records.select(column).where(records.deleted_at.is_null(), column != "").distinct()
    titled = ((row[0], column.known.title(row[0])) for row in database.execute(used))
    return sorted(titled, key=lambda pair: text.order_key(pair[1]))


def _key(order: pw.Field[Any]) -> Any:
    """What a column is sorted by: texts in the Kazakh order, others as they are."""
    return pw.fn.order_key(order) if isinstance(order, pw.CharField | pw.TextField) else order


def _fields_behind(model: type[Record], columns: Iterable[pw.Field[Any]]) -> Iterator[pw.Field[Any]]:
    """The fields of a record that the texts of its columns are made of."""
    for column in columns:
        if column.model is not model:
            yield link_to(model, column.model)
            continue
        yield column
        if currency := getattr(model, f"{column.name}_currency", None):
            yield currency


def _links_shown(model: type[Record]) -> list[pw.ForeignKeyField[Any]]:
    """The links that a row needs: those among its columns, and those that its columns and name reach through."""
    columns = set(
        model.outline.columns
    )  # a list would compare fields, and every comparison of fields is true
    reached = {column.model for column in columns} - {model}
    return [
        link
        for link in fields_of(model)
        if isinstance(link, LinkField) and (link in columns or link.rel_model in reached)
    ]


def _read_along(link: pw.ForeignKeyField[Any], records: Iterable[Record]) -> None:
    target = link.rel_model
    by_id: dict[int, list[Record]] = {}
    for record in records:
        if (linked_id := record.__data__.get(link.name)) is not None:
            by_id.setdefault(linked_id, []).append(record)
    if not by_id:
        return
    for linked in target.select().where(target.id.in_(list(by_id))):
        for record in by_id[linked.id]:
            setattr(record, link.name, linked)
