"""A column with whole names becomes columns of surname, given name and patronymic, as the registers have them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from kazcoop_desktop.models import text
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.institution import Employee
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.services.spreadsheets import cells
from kazcoop_desktop.services.spreadsheets.headings import (
    LOOKED_AT,
    headings_of,
    means,
    whole_name_headings,
)
from kazcoop_desktop.services.spreadsheets.packed import Packed
from kazcoop_desktop.services.spreadsheets.workbook import Row, Sheet

_Fields = tuple[Any, ...]  # of a register
_OF_EMPLOYEES: _Fields = (Employee.surname, Employee.given_name, Employee.patronymic)
_IN_LATIN: _Fields = (Person.surname, Person.given_names)
_IN_KAZAKH: _Fields = (Person.surname_kk, Person.given_name_kk, Person.patronymic_kk)
_IN_RUSSIAN: _Fields = (Person.surname_ru, Person.given_name_ru, Person.patronymic_ru)
_CYRILLIC = re.compile("[\u0400-\u04ff]")


def apart(model: type[Record], sheet: Sheet) -> Sheet:
    """The sheet with its first column of whole names taken apart; the same sheet when it has none.

    Only for registers in which people are entered by the parts of their names.
    """
    people = {Person, Employee} & {model, *model.entered_with}
    found = _found(sheet) if people else None
    if found is None:
        return sheet
    row, at, _heading = found
    fields = _OF_EMPLOYEES if Employee in people else _spelled(sheet, found)
    titles = tuple(headings_of(fields[0].model)[field] for field in fields)
    more = len(fields) - 1

    def widened(line: Row) -> Row:
        number, values = line
        if number < row or at >= len(values):
            parts: tuple[Any, ...] = (*values[at : at + 1], *[None] * more)
        else:
            parts = titles if number == row else parts_of(values[at], len(fields))
        return number, (*values[:at], *parts, *values[at + 1 :])

    merged = [
        ((top, left + more * (left > at)), (bottom, right + more * (right > at)))
        for (top, left), (bottom, right) in sheet.merged
    ]
    return replace(sheet, rows=Packed.of(map(widened, sheet.rows)), merged=merged)


def parts_of(name: Any, count: int) -> tuple[str | None, ...]:
    """Surname, given name and whatever else there is room for, of a name as lists write it.

    The surname ends at a comma; else it is what stands in capitals among other letters; else the first word.
    """
    written = cells.as_line(name) if name is not None else ""
    surname, comma, others = written.partition(",")
    words = others.split() if comma else written.split()
    if not comma:
        capitals = [word for word in words if len(word) > 1 and word.isupper()]
        first = capitals if 0 < len(capitals) < len(words) else words[:1]
        surname = " ".join(first)
        words = [word for word in words if word not in first]
    parts = [surname.strip(), *words[: count - 2], " ".join(words[count - 2 :])]
    return tuple((*[part or None for part in parts], *[None] * count)[:count])


def _found(sheet: Sheet) -> tuple[int, int, str] | None:
    """Row, place and text of the heading above whole names; None where the list has a surname by itself."""
    for number, values in itertools.islice(sheet.rows, LOOKED_AT):
        named = ["" if value is None else cells.as_line(value) for value in values]
        if any(means(name, "surname") for name in named):
            return None
        for at, name in enumerate(named):
            if any(text.fold(name) in known for known in whole_name_headings()):
                return number, at, name
    return None


def _spelled(sheet: Sheet, found: tuple[int, int, str]) -> _Fields:
    """The spelling that most of the names have: in Latin letters, or in those of the heading's language."""
    row, at, heading = found
    names = [str(values[at] or "") for number, values in _below(sheet, row) if at < len(values)]
    if 2 * sum(bool(_CYRILLIC.search(name)) for name in names) <= len(names):
        return _IN_LATIN
    _russian, kazakh = whole_name_headings()
    return _IN_KAZAKH if text.fold(heading) in kazakh else _IN_RUSSIAN


def _below(sheet: Sheet, row: int) -> Iterator[Row]:
    return itertools.islice((line for line in sheet.rows if line[0] > row), LOOKED_AT)
