"""The columns of a register's spreadsheet: what they are called, and which of them an office's own list has."""

from __future__ import annotations

import itertools
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import peewee as pw

from kazcoop_desktop import i18n, paths
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import text
from kazcoop_desktop.models.base import Record, editable_fields, fields_of, kind_of, label
from kazcoop_desktop.models.fields import PartOfField, StageField
from kazcoop_desktop.services.spreadsheets import cells
from kazcoop_desktop.services.spreadsheets.workbook import Row, Sheet

LOOKED_AT = 30  # rows at the top among which the headings are sought
_REMEMBERED, _LABEL, _HABIT = 3, 2, 1  # how sure a heading makes of its field


@dataclass
class Header:
    """The headings of a sheet, column by column, and the fields that they stand for; the list begins below."""

    row: int  # the last row of the headings, as Excel counts
    headings: list[str] = field(default_factory=list)
    fields: list[pw.Field[Any] | None] = field(default_factory=list)

    def left_out(self) -> list[str]:
        """Headings of the columns that no field takes."""
        return [
            name for name, taken in zip(self.headings, self.fields, strict=True) if name and taken is None
        ]


def columns_of(model: type[Record]) -> tuple[pw.Field[Any], ...]:
    """The fields that stand in a spreadsheet: what the record is a part of, all that its form shows, its stage."""
    known = fields_of(model)
    parents = [field for field in known if isinstance(field, PartOfField)]
    stages = [field for field in known if isinstance(field, StageField)]
    return tuple(dict.fromkeys((*parents, *editable_fields(model), *stages)))


def headings_of(model: type[Record]) -> dict[pw.Field[Any], str]:
    """What each column is called in the current language; with its section where two would be called the same."""
    columns = columns_of(model)
    sections = {field: _(name) for name, fields in model.outline.sections.items() for field in fields}
    counted = Counter(map(label, columns))
    return {
        field: f"{label(field)} ({sections.get(field, field.name)})"
        if counted[label(field)] > 1
        else label(field)
        for field in columns
    }


def find(model: type[Record], sheet: Sheet, remembered: Mapping[str, str] | None = None) -> Header:
    """Where the headings stand and which fields they name: of all rows at the top, those that name most.

    `remembered` is what the person chose before: field names by folded heading, "" for a column left out.
    """
    top = list(itertools.islice(sheet.rows, LOOKED_AT + 1))
    best, most = Header(top[0][0] if top else 1), -1
    for place in range(min(LOOKED_AT, len(top))):
        for rows in (top[place : place + 1], top[place : place + 2]):
            candidate = _header(model, sheet, rows, remembered or {})
            found = sum(each is not None for each in candidate.fields)
            if found > most and (found or most < 0):
                best, most = candidate, found
    return best


def means(heading: str, name: str) -> bool:
    """Whether lists use this heading for a field of that name."""
    return name in _habits().get(text.fold(heading), ())


def whole_name_headings() -> tuple[frozenset[str], frozenset[str]]:
    """The folded headings under which lists write whole names: for names in Russian, and for those in Kazakh."""
    russian, kazakh = (frozenset(map(text.fold, entry["words"])) for entry in _shipped()["whole_name"])
    return russian, kazakh


def _header(model: type[Record], sheet: Sheet, rows: Sequence[Row], remembered: Mapping[str, str]) -> Header:
    """The headings when they stand in these rows: one, or two with common headings above."""
    spread = [_spread(sheet, row) for row in rows]
    width = max(map(len, spread))
    names = [[row[at] if at < len(row) else "" for row in spread] for at in range(width)]
    header = Header(rows[-1][0])
    sure: dict[pw.Field[Any], tuple[int, int]] = {}
    for at, above_and_below in enumerate(names):
        own = [name for name in dict.fromkeys(above_and_below) if name]
        header.headings.append(" ".join(own))
        header.fields.append(None)
        for spelling in (" ".join(own), *reversed(own)):
            guess = _field_named(model, spelling, remembered, set(sure))
            if guess is not None:
                _take(header, sure, at, *guess)
                break
    return header


def _take(
    header: Header, sure: dict[pw.Field[Any], tuple[int, int]], at: int, field: pw.Field[Any], how: int
) -> None:
    """Gives a column its field; of two columns with the same field the surer one has it, else the first."""
    before = sure.get(field)
    if before is not None and before[0] >= how:
        return
    if before is not None:
        header.fields[before[1]] = None
    header.fields[at] = field
    sure[field] = (how, at)


def _spread(sheet: Sheet, row: Row) -> list[str]:
    """The texts of a row, those of merged cells in every cell that they cover."""
    number, values = row
    names = ["" if value is None else cells.as_line(value) for value in values]
    for (top, left), (bottom, right) in sheet.merged:
        if top <= number - 1 <= bottom and left < len(names):
            first = names[left] if number - 1 == top else ""
            names += [""] * (right + 1 - len(names))
            for at in range(left, right + 1):
                names[at] = names[at] or first
    return names


def _field_named(
    model: type[Record], heading: str, remembered: Mapping[str, str], taken: set[pw.Field[Any]]
) -> tuple[pw.Field[Any], int] | None:
    folded = text.fold(heading)
    if not folded:
        return None
    columns = {field.name: field for field in columns_of(model)}
    if folded in remembered:
        chosen = columns.get(remembered[folded])
        return (chosen, _REMEMBERED) if chosen is not None else None
    if (named := _labels(model).get(folded)) is not None:
        return columns[named], _LABEL
    called = columns | {f"{kind_of(model)}.{name}": field for name, field in columns.items()}
    wanted = [called[name] for name in _habits().get(folded, ()) if name in called]
    free = [field for field in wanted if field not in taken]
    return (free[0], _HABIT) if free else None


@lru_cache
def _labels(model: type[Record]) -> Mapping[str, str]:
    """pw.Field[Any] names by what they are called in any language, and by their English names."""
    found: dict[str, str] = {}
    for language in dict.fromkeys((*i18n.LANGUAGES, *i18n.available())):
        with i18n.language(language):
            for field, heading in headings_of(model).items():
                found.setdefault(text.fold(heading), field.name)
    for field in columns_of(model):
        found.setdefault(text.fold(field.name), field.name)
    return found


@lru_cache
def _habits() -> Mapping[str, tuple[str, ...]]:
    """pw.Field[Any] names by the headings that lists have."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in _shipped()["heading"]:
        for word in entry["words"]:
            folded = text.fold(word)
            found[folded] = (*found.get(folded, ()), *entry["fields"])
    return found


@lru_cache
def _shipped() -> dict[str, Any]:
    return tomllib.loads(paths.resource("spreadsheets", "headings.toml").read_text(encoding="utf-8"))
