"""Records as an Excel workbook that comes back by import unchanged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import singledispatch
from pathlib import Path
from typing import Any

import peewee as pw
import xlsxwriter

from kazcoop_desktop import paths
from kazcoop_desktop.errors import Trouble, UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import values
from kazcoop_desktop.models.base import HIDDEN, Record, is_hidden
from kazcoop_desktop.models.fields import AnyRecordField, MoneyField
from kazcoop_desktop.services import access, browse, files
from kazcoop_desktop.services.spreadsheets import headings
from kazcoop_desktop.services.spreadsheets.planning import Plan, Progress, no_progress

LONGEST = 32_767  # characters in a cell of Excel
_BATCH = 500
_FIRST_YEAR = 1901  # Excel knows no earlier dates, and counts those of 1900 wrongly
_SHEET_NAME = 31
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}

_Formats = Mapping[str, Any]
_Column = tuple[Any, str, Any]


@singledispatch
def write_cell(
    field: pw.Field[Any], sheet: Any, place: tuple[int, int], value: Any, formats: _Formats
) -> None:
    """Writes a filled value as Excel keeps it: texts as texts, whatever sign they begin with."""
    sheet.write_string(*place, values.as_text(field, value))


@write_cell.register
def _number(
    field: pw.IntegerField, sheet: Any, place: tuple[int, int], value: int, formats: _Formats
) -> None:
    sheet.write_number(*place, value)


@write_cell.register
def _sum(field: MoneyField, sheet: Any, place: tuple[int, int], value: Decimal, formats: _Formats) -> None:
    sheet.write_number(*place, float(value), formats["sum"])


@write_cell.register
def _day(field: pw.DateField, sheet: Any, place: tuple[int, int], value: date, formats: _Formats) -> None:
    if value.year < _FIRST_YEAR:
        sheet.write_string(*place, f"{value:%d.%m}.{value.year:04}")
    else:
        sheet.write_datetime(*place, value, formats["date"])


@write_cell.register
def _moment(
    field: pw.DateTimeField, sheet: Any, place: tuple[int, int], value: datetime, formats: _Formats
) -> None:
    sheet.write_datetime(*place, value, formats["moment"])


@write_cell.register
def _address(
    field: AnyRecordField, sheet: Any, place: tuple[int, int], value: str, formats: _Formats
) -> None:
    sheet.write_string(*place, value)


@write_cell.register
def _linked(
    field: pw.ForeignKeyField, sheet: Any, place: tuple[int, int], value: Any, formats: _Formats
) -> None:
    sheet.write_string(*place, str(value))


def export(query: browse.Query, target: Path, *, progress: Progress = no_progress) -> int:
    """Writes the records of a view, in its order, and gives their number."""
    return export_ids(query.model, query.ids(), target, progress=progress)


def export_ids(
    model: type[Record], ids: Sequence[int], target: Path, *, progress: Progress = no_progress
) -> int:
    """Writes these records with all fields that their form shows, and gives their number.

    Nothing stands at `target` until it is whole. Raises UserError for a text that no cell can hold.
    """
    access.require("export", model)
    columns = headings.headings_of(model)
    with _Book(target, _(model.outline.title), list(columns.values()), list(map(_width, columns))) as book:
        query = browse.Query(model)
        written = [_column(field) for field in columns]
        for start in range(0, len(ids), _BATCH):
            batch = ids[start : start + _BATCH]
            found = query.rows(batch)
            read_links(model, found.values())
            for record in (found[record_id] for record_id in batch if record_id in found):
                _write(book, record, written)
            progress(min(start + _BATCH, len(ids)), len(ids))
    return len(ids)


def save_wrong(plan: Plan, target: Path) -> None:
    """Writes the rows that an import skips, as they came, each with the reason behind it."""
    names = [*plan.header.headings, _("Reason")]
    with _Book(target, _(plan.model.outline.title), names, [24] * len(names)) as book:
        for wrong in plan.wrong:
            book.row += 1
            for at, cell in enumerate(wrong.cells[: len(plan.header.headings)]):
                book.write_as_it_came(at, cell)
            book.sheet.write_string(book.row, len(names) - 1, wrong.sentence)


def read_links(model: type[Record], records: Iterable[Record]) -> None:
    """The records that these name, each register in one go."""
    found = list(records)
    for link in (field for field in headings.columns_of(model) if isinstance(field, pw.ForeignKeyField)):
        wanted = {record.__data__.get(link.name) for record in found} - {None}
        linked = browse.Query(link.rel_model).rows(sorted(wanted))
        for record in found:
            if (linked_id := record.__data__.get(link.name)) in linked:
                setattr(record, link.name, linked[linked_id])


def _write(book: _Book, record: Record, columns: Iterable[_Column]) -> None:
    book.row += 1
    row, data, write_text = book.row, record.__data__, book.sheet.write_string
    for at, (field, name, write) in enumerate(columns):
        if write is not None:
            value = getattr(record, name)
            if value is not None and value != "" and value != ():
                write(field, book.sheet, (row, at), value, book.formats)
        elif value := data[name]:
            if len(value) > LONGEST:
                sentence = _("“{field}” of “{record}” is too long for a cell of Excel.")
                raise UserError(
                    sentence.format(field=headings.headings_of(type(record))[field], record=record)
                )
            write_text(row, at, value)


def _column(field: pw.Field[Any]) -> _Column:
    """A field, its name, and the function that writes its cells; None for texts, which stay as they are."""
    if is_hidden(field):
        return field, field.name, _hidden
    write = None if values.is_read_as_it_is(field) else write_cell.dispatch(type(field))
    return field, field.name, write


def _hidden(field: pw.Field[Any], sheet: Any, place: tuple[int, int], value: Any, formats: _Formats) -> None:
    sheet.write_string(*place, HIDDEN)


class _Book:
    """A workbook with one sheet, put in its place when it is whole."""

    def __init__(self, target: Path, title: str, names: Sequence[str], widths: Sequence[int]) -> None:
        self._target = target
        self._part = target.with_name(target.name + ".part")
        self._book = xlsxwriter.Workbook(str(self._part), {**_OPTIONS, "tmpdir": str(files.scratch())})
        self.sheet = self._book.add_worksheet(_sheet_name(title))
        self.formats = {
            "date": self._book.add_format({"num_format": "dd.mm.yyyy"}),
            "moment": self._book.add_format({"num_format": "dd.mm.yyyy hh:mm"}),
            "sum": self._book.add_format({"num_format": "#,##0.00"}),
        }
        self.row = 0
        self._names = names
        for at, width in enumerate(widths):
            self.sheet.set_column(at, at, width)
        head = self._book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        for at, name in enumerate(names):
            self.sheet.write_string(0, at, name, head)
        self.sheet.freeze_panes(1, 0)

    def write_as_it_came(self, at: int, cell: Any) -> None:
        """A cell of somebody else's sheet, by its own kind."""
        if isinstance(cell, date | datetime):
            self.sheet.write_datetime(self.row, at, cell, self.formats["date"])
        elif isinstance(cell, int | float) and not isinstance(cell, bool):
            self.sheet.write_number(self.row, at, cell)
        elif cell is not None:
            self.sheet.write_string(self.row, at, str(cell)[:LONGEST])

    def __enter__(self) -> _Book:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_more: object) -> None:
        try:
            self.sheet.autofilter(0, 0, max(self.row, 1), len(self._names) - 1)
            self._book.close()
            if kind is None:
                paths.move(self._part, self._target)
        except PermissionError as error:
            sentence = _("The file “{file}” is open in another program. Close it there and try again.")
            raise Trouble(sentence.format(file=self._target.name)) from error
        finally:
            self._part.unlink(missing_ok=True)


def _width(field: pw.Field[Any]) -> int:
    """Signs that a column shows at once."""
    if isinstance(field, pw.DateField):
        return 12
    return 40 if isinstance(field, pw.TextField) else 14 if isinstance(field, pw.IntegerField) else 24


def _sheet_name(title: str) -> str:
    r"""Excel allows 31 signs and none of []:*?/\\ in the name of a sheet."""
    return "".join(" " if sign in "[]:*?/\\'" else sign for sign in title)[:_SHEET_NAME]
