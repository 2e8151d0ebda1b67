"""What an import of a spreadsheet would do: which rows are new, changed, unchanged or wrong, and why."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import peewee as pw

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import text, values
from kazcoop_desktop.models.base import Record, fields_of, kind_of, label
from kazcoop_desktop.models.fields import (
    ChoicesField,
    MoneyField,
    StageField,
)
from kazcoop_desktop.services import access, accounts, bulk, revisions, settings
from kazcoop_desktop.services.spreadsheets import cells
from kazcoop_desktop.services.spreadsheets.columns import Column, Links, scope_of
from kazcoop_desktop.services.spreadsheets.headings import Header
from kazcoop_desktop.services.spreadsheets.linked import Several
from kazcoop_desktop.services.spreadsheets.natural_keys import Keys
from kazcoop_desktop.services.spreadsheets.packed import Packed
from kazcoop_desktop.services.spreadsheets.workbook import Row, Sheet

ANSWERS = "import_answers"
_BATCH = 500

Progress = Callable[[int, int], None]


class New(NamedTuple):
    """A row that no record is like; `stored` is what will be written."""

    row: int
    name: str
    stored: tuple[Any, ...]


class Changed(NamedTuple):
    """A row that differs from its record; `changes` holds old and new values as JSON spells them."""

    row: int
    name: str
    record_id: int
    changes: dict[str, tuple[Any, Any]]
    stored: tuple[Any, ...]


class Wrong(NamedTuple):
    """A row that will be skipped, the sentence that says why, and its cells."""

    row: int
    column: str
    sentence: str
    cells: tuple[Any, ...]


class Question(NamedTuple):
    """A spelling that no list has, or that several records have; its answer is remembered for all further imports."""

    scope: str
    field: pw.Field[Any]
    spelled: str
    guess: Any = None
    among: tuple[int, ...] = ()


@dataclass
class Plan:
    """What is shown and then done, the very same. `state` tells whether the register has changed since."""

    model: type[Record]
    file: str
    header: Header
    rows: int = 0
    new: Packed[New] = field(default_factory=Packed)
    changed: Packed[Changed] = field(default_factory=Packed)
    unchanged: int = 0
    wrong: list[Wrong] = field(default_factory=list)
    understood: dict[str, dict[str, str]] = field(
        default_factory=dict
    )  # heading → as written → as understood
    questions: dict[tuple[str, str], Question] = field(default_factory=dict)
    state: list[tuple[Any, ...]] = field(default_factory=list)
    found: dict[int, int] = field(default_factory=dict)  # of people: row → the record that it means
    before: list[Plan] = field(default_factory=list)  # of the registers that the same sheet fills first

    def counts(self) -> str:
        """How many rows are new, changed, unchanged and wrong; a line for each register."""
        if not self.before:
            return self._counts()
        return "\n".join(f"{_(part.model.outline.title)}: {part._counts()}" for part in (*self.before, self))

    def writes(self) -> int:
        """How many records will be entered or changed, in all registers."""
        return len(self.new) + len(self.changed) + sum(part.writes() for part in self.before)

    def _counts(self) -> str:
        sentence = _("New: {new}, changed: {changed}, unchanged: {same}, with errors: {wrong}")
        return sentence.format(
            new=len(self.new), changed=len(self.changed), same=self.unchanged, wrong=len(self.wrong)
        )


def no_progress(done: int, total: int) -> None:
    """For those who do not want to know how far a job is."""


def plan(
    model: type[Record],
    sheet: Sheet,
    header: Header,
    *,
    answers: Mapping[str, Mapping[str, Any]] | None = None,
    progress: Progress = no_progress,
) -> Plan:
    """Reads every row below the headings and compares it with the register; writes nothing.

    `answers` are values by folded spelling and by list; those remembered hold besides. Raises UserError when
    the file lacks a column without which no record can be entered or found. Raises NotAllowed for those who may not import.
    """
    access.require("import", model)

    def is_above(row: Row) -> bool:
        return row[0] <= header.row

    accounts.refuse_many(model)
    made = Plan(model, sheet.file, header)
    mapped = [each for each in header.fields if each is not None]
    keys = Keys(model, mapped)
    remembered: dict[str, dict[str, Any]] = settings.get(ANSWERS, {})
    for scope, given in (answers or {}).items():
        remembered.setdefault(scope, {}).update(given)
    made.rows = len(sheet.rows) - sum(1 for _row in itertools.takewhile(is_above, sheet.rows))
    made.state = state_of(model, mapped)
    reading = _Reading(made, keys, remembered)
    waiting = itertools.dropwhile(is_above, sheet.rows)
    done = 0
    while batch := list(itertools.islice(waiting, _BATCH)):
        reading.read(batch)
        done += len(batch)
        progress(done, made.rows)
    made.wrong.sort(key=lambda wrong: wrong.row)
    reading.tell_what_was_understood()
    return made


def report(plan: Plan) -> Iterator[str]:
    """What the plan says, line by line: the columns, what was understood, the counts, every wrong row."""
    yield _("Rows in the file “{file}”: {rows}").format(file=plan.file, rows=plan.rows)
    for part in (*plan.before, plan):
        for heading, taken in zip(part.header.headings, part.header.fields, strict=True):
            if heading and (taken is not None or not plan.before):
                shown = label(taken) if taken is not None else _("left out")
                yield f"  {heading} → {shown}"
    for heading, told in plan.understood.items():
        for spelled, shown in sorted(told.items()):
            yield f"  {heading}: {spelled} → {shown}"
    yield plan.counts()
    yield from (wrong.sentence for wrong in plan.wrong)


def state_of(model: type[Record], mapped: Sequence[pw.Field[Any]]) -> list[tuple[Any, ...]]:
    """A sign of the register and of those it names, which any writing changes."""
    linked = {each.rel_model for each in mapped if isinstance(each, pw.ForeignKeyField)}
    signs = []
    for each in (model, *sorted(linked - {model}, key=kind_of)):
        counted = each.select(pw.fn.COUNT(each.id), pw.fn.MAX(each.id), pw.fn.SUM(each.ver))
        signs.append((kind_of(each), *counted.where(each.deleted_at.is_null()).tuples().get()))
    return signs


class _Bad(Exception):
    """What is wrong with a row: the column and what its cell says."""

    def __init__(self, heading: str, error: cells.Unread, column: Column | None = None) -> None:
        super().__init__(str(error))
        self.heading = heading
        self.error = error
        self.column = column


class _Reading:
    """Goes through the rows and sorts them into the plan."""

    def __init__(self, made: Plan, keys: Keys, answers: Mapping[str, Mapping[str, Any]]) -> None:
        self._made = made
        self._model = made.model
        self._links = Links()
        self._keys = keys
        self._keys.fold_links = lambda target, record_id: text.fold(
            self._links.of(target).called.get(record_id, "")
        )
        self._columns = [
            (at, Column(heading, field, answers.get(scope_of(field), {})))
            for at, (heading, field) in enumerate(zip(made.header.headings, made.header.fields, strict=True))
            if field is not None
        ]
        self._sums = [(at, column) for at, column in self._columns if isinstance(column.field, MoneyField)]
        self._headings = {column.field.name: column.heading for _at, column in self._columns}
        self._by_name = {column.field.name: column for _at, column in self._columns}
        self._linking = {column.field.name: (at, column) for at, column in self._columns if column.is_link}
        self._links_of_model = [
            field for field in fields_of(self._model) if isinstance(field, pw.ForeignKeyField)
        ]
        self._required = [
            field for field in fields_of(self._model) if not field.null and field.default is None
        ]
        self._has_rules = self._model.problems is not Record.problems
        self._taken: dict[int, int] = {}  # record → the row that is its
        self._numbers: set[tuple[str, int | None, str]] = set()
        self._new_rows: dict[Any, int] = {}
        self._planned: dict[Any, Any] = {}  # what rules between rows need to know of the rows before

    def read(self, batch: Sequence[Row]) -> None:
        """Sorts some rows: reads their cells, looks for their records, compares."""
        parsed = list(self._values(batch))
        candidates = [self._keys.records_like(found) for _row, found in parsed]
        wanted = {record_id for _key, ids in candidates for record_id in ids}
        old = {each["id"]: each for each in self._records(sorted(wanted))}
        self._read_links(
            [found for (_row, found), (_key, ids) in zip(parsed, candidates, strict=True) if not ids]
        )
        for (row, found), (key, ids) in zip(parsed, candidates, strict=True):
            try:
                self._sort(row, found, key, [old[record_id] for record_id in ids if record_id in old])
            except _Bad as bad:
                self._put_aside(row, bad)

    def tell_what_was_understood(self) -> None:
        """Notes how dates and values of lists are spelled where the program calls them otherwise."""
        for _at, column in self._columns:
            is_told = column.is_closed or isinstance(column.field, pw.DateField)
            if not is_told or isinstance(column.field, ChoicesField):
                continue
            told = {}
            for (_kind, cell), value in column.known.items():
                if not isinstance(value, cells.Unread):
                    spelled, shown = cells.as_line(cell), column.shown(value, self._links)
                    if spelled.casefold() != shown.casefold():
                        told[spelled] = shown
            if told:
                self._made.understood[column.heading] = told

    def _read_links(self, rows: Sequence[dict[str, Any]]) -> None:
        """The records that new rows name."""
        for name, (_at, column) in self._linking.items():
            named = {found.get(name) for found in rows}
            ids = {value.meant if isinstance(value, Several) else value for value in named} - {None}
            self._links.of(column.field.rel_model).read(ids)  # type: ignore[attr-defined,arg-type]

    def _records(self, ids: list[int]) -> Iterator[dict[str, Any]]:
        for start in range(0, len(ids), _BATCH):
            batch = self._model.select().where(self._model.id.in_(ids[start : start + _BATCH]))
            rows: Any = batch.dicts()
            yield from rows

    def _values(self, batch: Sequence[Row]) -> Iterator[tuple[Row, dict[str, Any]]]:
        """The rows that are understood, each with the values of its filled cells by field name."""
        wrong: dict[int, _Bad] = {}
        values_by_column = []
        for at, column in self._columns:
            column_cells = [row[at] if at < len(row) else None for _number, row in batch]
            read, unread = column.read(column_cells, self._links)
            values_by_column.append(read)
            for place, error in unread.items():
                wrong.setdefault(place, _Bad(column.heading, error, column))
        names = [column.field.name for _at, column in self._columns]
        for place, (row, *read) in enumerate(zip(batch, *values_by_column, strict=True)):
            if place in wrong:
                self._put_aside(row, wrong[place])
                continue
            found = {name: value for name, value in zip(names, read, strict=True) if value is not None}
            for at, column in self._sums:
                if column.field.name in found and (currency := cells.currency_in(row[1][at])):
                    found.setdefault(f"{column.field.name}_currency", currency)
            yield row, found

    def _sort(self, row: Row, found: dict[str, Any], key: Any, alike: list[dict[str, Any]]) -> None:
        """Finds the one record that the row means: of several alike, the one that differs least."""
        is_sure = key is not None and self._keys.is_sure(key)
        free = [(self._changes(old, found), old) for old in alike if old["id"] not in self._taken]
        differing, old = min(free, key=lambda pair: len(pair[0]), default=(found, None))
        if old is not None and (is_sure or len(differing) * 2 <= len(found)):
            if differing:
                self._made.changed.append(self._changed(row, old, differing))
            else:
                self._made.unchanged += 1
            self._taken[old["id"]] = row[0]
            if self._model.known_by:  # others of the same sheet may name it
                self._made.found[row[0]] = old["id"]
            return
        key = key if is_sure else tuple(sorted((name, str(value)) for name, value in found.items()))
        first = self._taken[alike[0]["id"]] if alike and is_sure else self._new_rows.get(key)
        if first is not None:
            raise _Bad("", _Repeated(first))
        self._made.new.append(self._new(row, found))
        self._new_rows[key] = row[0]

    def _changes(self, old: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
        """What of the row differs from the record."""
        differing = {}
        for name, value in found.items():
            if old[name] == value or (isinstance(value, Several) and old[name] in value.ids):
                continue
            column = self._by_name.get(name)
            if column is None or not column.same(old[name], value):
                differing[name] = value
        return differing

    def _new(self, row: Row, found: dict[str, Any]) -> New:
        for needed in self._required:
            if needed.name not in found:
                sentence = _("Fill in “{field}”.").format(field=label(needed))
                raise _Bad(self._headings.get(needed.name, label(needed)), cells.Unread(sentence))
        record = self._model()
        self._fill(record, found, row)
        self._check(record)
        with self._telling(next(iter(found), "")):
            revisions.refuse_new(record)
        if self._model.numbered_with:
            self._check_number(record)
        record.complete()
        return New(row[0], str(record), bulk.stored(record))

    def _changed(self, row: Row, old: dict[str, Any], differing: dict[str, Any]) -> Changed:
        for name in differing:
            if isinstance(getattr(self._model, name), StageField):
                sentence = _("The stage of a record is not typed: move it on the record's own page.")
                raise _Bad(self._headings[name], cells.Unread(sentence))
        record = self._model(**old)
        kept = self._model(**old) if self._model.approved else record
        self._fill(record, differing, row)
        self._join(record)
        self._check(record)
        with self._telling(next(iter(differing))):
            revisions.refuse_change(record, set(differing), old=kept)
        record.ver += 1
        changes = {}
        for name in differing:
            field = getattr(self._model, name)
            changes[name] = (
                values.as_plain(field, old[name]),
                values.as_plain(field, record.__data__.get(name)),
            )
        return Changed(row[0], str(record), record.id, changes, bulk.stored(record))

    @contextlib.contextmanager
    def _telling(self, name: str) -> Iterator[None]:
        """What has been approved makes a row wrong, beside the column of this field."""
        try:
            yield
        except revisions.IsApproved as error:
            raise _Bad(self._headings.get(name, ""), cells.Unread(str(error))) from error

    def _fill(self, record: Record, found: dict[str, Any], row: Row) -> None:
        """Sets values; a linked record as itself, so that it need not be read again."""
        record.__data__.update(found)
        for name, (at, column) in self._linking.items():
            value = found.get(name)
            if value is None:
                continue
            spelled = cells.as_line(row[1][at])
            if isinstance(value, Several):
                if value.meant is None:
                    raise _Bad(column.heading, cells.Ambiguous(spelled, value.ids), column)
                value = value.meant
            linked = self._links.of(column.field.rel_model).record(value)  # type: ignore[attr-defined]
            if linked is None:  # an answer remembered about a record that is gone
                raise _Bad(column.heading, cells.NotInList(cells.list_of(column.field), spelled), column)
            setattr(record, name, linked)

    def _join(self, record: Record) -> None:
        """The linked records of a record read from the database, without asking for each by itself."""
        for link in self._links_of_model:
            linked_id = record.__data__.get(link.name)
            if linked_id is not None:
                linked = self._links.of(link.rel_model).record(linked_id)
                if linked is not None:
                    setattr(record, link.name, linked)

    def _check(self, record: Record) -> None:
        if not self._has_rules:
            return
        for problem in itertools.chain(record.problems(), record.problems_beside(self._planned)):
            heading = self._headings.get(problem.field.name, label(problem.field))
            raise _Bad(heading, cells.Unread(problem.sentence))

    def _check_number(self, record: Record) -> None:
        """Numbers that begin anew each year are told apart by the day; within a year they still differ."""
        number, on = record.number, record.numbered_on()  # type: ignore[attr-defined]
        used = (record.series(), on.year if on else None, number)
        if number and used in self._numbers:
            sentence = _("This number is already taken: {record}.").format(record=number)
            raise _Bad(self._headings.get("number", ""), cells.Unread(sentence))
        self._numbers.add(used)

    def _put_aside(self, row: Row, bad: _Bad) -> None:
        error, column = bad.error, bad.column
        if isinstance(error, cells.NotInList | cells.Ambiguous) and column is not None:
            asked = Question(scope_of(column.field), column.field, error.value, error.guess, error.ids)
            self._made.questions.setdefault((asked.scope, text.fold(error.value)), asked)
        self._made.wrong.append(Wrong(row[0], bad.heading, self._sentence(row[0], bad), row[1]))

    def _sentence(self, row: int, bad: _Bad) -> str:
        match bad.error:
            case _Repeated(other=other):
                sentence = _("Row {row}: the same record as in row {other}.")
                return sentence.format(row=row, other=other)
            case cells.NoDate(value=value):
                sentence = _("Row {row}: the date is not written correctly: “{value}”.")
                return sentence.format(row=row, value=value)
            case cells.NotInList(guess=guess) as error if guess is not None and bad.column is not None:
                sentence = _("Row {row}: the list “{list}” has no “{value}”. Perhaps: {guess}")
                shown = bad.column.shown(guess, self._links)
                return sentence.format(row=row, list=error.name, value=error.value, guess=shown)
        sentence = _("Row {row}, “{column}”: {reason}")
        return sentence.format(row=row, column=bad.heading, reason=bad.error)


class _Repeated(cells.Unread):
    def __init__(self, other: int) -> None:
        super().__init__("")
        self.other = other
