"""One column of somebody else's spreadsheet: how its cells are read, and how its values are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import peewee as pw

from kazcoop_desktop.models import values
from kazcoop_desktop.models.base import Record, kind_of
from kazcoop_desktop.models.fields import ChoicesField, CountryField, CurrencyField, LanguagesField
from kazcoop_desktop.services.spreadsheets import cells
from kazcoop_desktop.services.spreadsheets.linked import Linked, Several


def scope_of(field: pw.Field[Any]) -> str:
    """Under which name answers about a field's list are remembered: countries are the same everywhere."""
    if isinstance(field, CountryField | LanguagesField | CurrencyField):
        return type(field).__name__.removesuffix("Field").lower()
    if isinstance(field, pw.ForeignKeyField):
        return kind_of(field.rel_model)
    return f"{kind_of(field.model)}.{field.name}"


class Column:
    """One column of the file: how its cells are read, each spelling of a closed list only once."""

    def __init__(self, heading: str, field: pw.Field[Any], answers: Mapping[str, Any]) -> None:
        self.heading = heading
        self.field = field
        self.is_closed = isinstance(field, pw.ForeignKeyField) or bool(cells.names_of(field))
        self.known: dict[Any, Any] = {}  # what cells read so far say: the value, or what is wrong
        self._answers = answers
        self._names: dict[str, Any] | None = None
        self._read = cells.reader(field)
        self._problem: Callable[[pw.Field[Any], Any], str | None] = values.problem_with.dispatch(type(field))
        self.is_link = isinstance(field, pw.ForeignKeyField)
        is_text = isinstance(field, pw.CharField | pw.TextField)
        self._keeps = self.is_closed or not is_text
        self._longest = cells.longest_line(field)

    def read(self, column: Sequence[Any], links: Links) -> tuple[list[Any], dict[int, cells.Unread]]:
        """The values that some cells spell, None for the empty ones, and by place what cannot be understood."""
        if self._longest and cells.are_clean([cell for cell in column if cell is not None], self._longest):
            return list(column), {}
        found: list[Any] = []
        unread: dict[int, cells.Unread] = {}
        for place, cell in enumerate(column):
            value = None if cell is None or cell == "" else self._value(cell, links)
            if isinstance(value, cells.Unread):
                unread[place] = value
            found.append(None if value == "" else value)
        return found, unread

    @property
    def list_name(self) -> str:
        """The name of the list that the values come from."""
        return cells.list_of(self.field)

    def names(self, links: Links) -> Mapping[str, Any]:
        """The values of the list under every folded spelling, those answered by hand included."""
        if self._names is None:
            known = links.of(self.field.rel_model).names if self.is_link else cells.names_of(self.field)  # type: ignore[attr-defined]
            self._names = {**known, **self._answers}
            for name, answer in self._answers.items():  # records that have another one of the name keep it
                if isinstance(several := known.get(name), Several) and answer in several.ids:
                    self._names[name] = several._replace(meant=answer)
        return self._names

    def values(self, links: Links) -> list[Any]:
        """The values of the list."""
        if self.is_link:
            return list(links.of(self.field.rel_model).called)  # type: ignore[attr-defined]
        return list(self.names(links).values())

    def same(self, old: Any, new: Any) -> bool:
        """Whether a record with another value says what the cell says: spaces too many are no difference."""
        is_text = (
            isinstance(self.field, pw.CharField | pw.TextField)
            and isinstance(old, str)
            and not self.is_closed
        )
        return is_text and bool(old) and self._read(self.field, old, {}) == new

    def shown(self, value: Any, links: Links) -> str:
        """A value of this column as the person reads it."""
        if not self.is_link:
            several = isinstance(self.field, ChoicesField) and isinstance(value, str)
            return values.as_text(self.field, (value,) if several else value)
        first = value.ids[0] if isinstance(value, Several) else value
        return links.of(self.field.rel_model).called.get(first, "")  # type: ignore[attr-defined]

    def _value(self, cell: Any, links: Links) -> Any:
        """What a filled cell spells, or what is wrong with it; each spelling of a list is looked at once."""
        if not self._keeps:
            return self._understood(cell, {})
        spelling = (type(cell), cell)  # 1 and True are the same key
        if spelling not in self.known:
            self.known[spelling] = self._understood(cell, self.names(links))
        return self.known[spelling]

    def _understood(self, cell: Any, names: Mapping[str, Any]) -> Any:
        try:
            value = self._read(self.field, cell, names)
        except cells.Unread as error:
            return error
        if not self.is_link and (sentence := self._problem(self.field, value)):
            return cells.Unread(sentence)
        return value


class Links:
    """The registers that the rows name, each read when it is first named."""

    def __init__(self) -> None:
        self._read: dict[type[Record], Linked] = {}

    def of(self, model: type[Record]) -> Linked:
        """All records of a register under their names."""
        if model not in self._read:
            self._read[model] = Linked(model)
        return self._read[model]
