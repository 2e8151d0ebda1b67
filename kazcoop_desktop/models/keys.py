"""What the rules of the reference data name by keys: registers, their stages, kinds and fields, printed forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import peewee as pw

from kazcoop_desktop import i18n
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import Record, backrefs, fields_of, kind_of, label
from kazcoop_desktop.models.fields import ChoiceField, KeysField, LinkField, StageField

PAPER = "paper"  # what a rule applies to that waits for the signed copy of a print

Titled = Iterable[tuple[str, str]]


class Registers:
    """All registers, and the papers printed."""

    def titles(self, kind: str = "") -> Mapping[str, str]:
        """The title of every register by its kind."""
        return _registers(i18n.current())

    def title(self, key: str, kind: str = "") -> str:
        """The title of a register."""
        return self.titles().get(key, key)


class OfRegister:
    """What registers have: stages, or fields of some kinds."""

    def __init__(self, listed: Callable[[type[Record]], Titled]) -> None:
        self._listed = listed

    def titles(self, kind: str = "") -> Mapping[str, str]:
        """The titles in one register; over all registers a title that several keys have tells the key too."""
        return _of_register(self._listed, kind, i18n.current())

    def title(self, key: str, kind: str = "") -> str:
        """The title in the register, or in any that has the key."""
        return self.titles(kind).get(key) or self.titles().get(key, key)


class Forms:
    """Printed forms, by the names that the office gives them."""

    def __init__(self, named_in: Callable[[], Any]) -> None:
        self._named_in = named_in  # the register of form codes, which stands below

    def titles(self, kind: str = "") -> Mapping[str, str]:
        """The name of every form by its key, in its latest wording."""
        return {row.form: str(row) for row in self._rows()}

    def title(self, key: str, kind: str = "") -> str:
        """The latest name of a form."""
        rows = list(self._rows().where(self._named_in().form == key))
        return str(rows[-1]) if rows else key

    def _rows(self) -> Any:
        codes = self._named_in()
        return codes.select().where(codes.deleted_at.is_null()).order_by(codes.valid_from, codes.id)


class ChecklistItems:
    """Items of checklists, by the names that the office gives them."""

    def __init__(self, kept_in: Callable[[], Any]) -> None:
        self._kept_in = kept_in  # the register of checklists, which stands below

    def titles(self, kind: str = "") -> Mapping[str, str]:
        """The name of every item of a register by its key, in its latest wording."""
        items = self._kept_in()
        found = items.select().where(items.deleted_at.is_null()).order_by(items.valid_from, items.sequence)
        return {row.code: str(row) for row in found if kind in ("", row.applies_to)}

    def title(self, key: str, kind: str = "") -> str:
        """The latest name of an item."""
        return self.titles(kind).get(key, key)


def _stages_of(model: type[Record]) -> Titled:
    for field in fields_of(model):
        if isinstance(field, StageField):
            yield from ((key, _(name)) for key, name in field.choices or ())


def _fields_in(model: type[Record]) -> Titled:
    return ((field.name, label(field)) for field in fields_of(model))


def _dates_of(model: type[Record]) -> Titled:
    """Its own dates, and those of the records that it names: `passport.expires_on`."""
    dates = [field for field in fields_of(model) if isinstance(field, pw.DateField)]
    yield from ((field.name, label(field)) for field in dates)
    for link in fields_of(model):
        if isinstance(link, LinkField) and link.rel_model is not model:
            for field in fields_of(link.rel_model):
                if isinstance(field, pw.DateField):
                    yield f"{link.name}.{field.name}", f"{label(link)}: {label(field)}"


def kind_field(model: type[Record]) -> ChoiceField | None:
    """The field that tells the kinds of a register's records apart; None without one."""
    named = (field for field in fields_of(model) if field.name.endswith(("_kind", "direction")))
    return next((field for field in named if isinstance(field, ChoiceField)), None)


def _kinds_of(model: type[Record]) -> Titled:
    field = kind_field(model)
    return ((key, _(name)) for key, name in field.choices or ()) if field is not None else ()


def _terms_of(model: type[Record]) -> Titled:
    """Fields in which a record names its own date or number of days."""
    kinds = (pw.DateField, pw.IntegerField)
    return ((field.name, label(field)) for field in fields_of(model) if isinstance(field, kinds))


def _filled_in(model: type[Record]) -> Titled:
    """Fields, the lists of what names the record, and of what dated names one that it names: `person.stay_events`."""
    yield from _fields_in(model)
    yield from ((name, _(link.model.outline.title)) for name, link in backrefs(model).items())
    for own in fields_of(model):
        if isinstance(own, LinkField):
            for name, link in backrefs(own.rel_model).items():
                if link.model.begins and link.model is not model:
                    yield f"{own.name}.{name}", f"{label(own)}: {_(link.model.outline.title)}"


REGISTERS = Registers()
STAGES = OfRegister(_stages_of)
KINDS = OfRegister(_kinds_of)
FIELDS = OfRegister(_fields_in)
DATES = OfRegister(_dates_of)
TERMS = OfRegister(_terms_of)
FILLED_IN = OfRegister(_filled_in)


def unknown_keys(record: Record, field: KeysField, kind: str) -> Iterator[str]:
    """The keys of a field that the register `kind` does not have."""
    known = field.known.titles(kind)
    yield from (key for key in getattr(record, field.name).split() if key not in known)


@cache
def _registers(language: str) -> Mapping[str, str]:
    named = {kind_of(model): _(model.outline.title) for model in Record.__subclasses__()}
    return _told_apart({**named, PAPER: _("Signed copies of papers")})


@cache
def _of_register(listed: Callable[[type[Record]], Titled], kind: str, language: str) -> Mapping[str, str]:
    models = [model for model in Record.__subclasses__() if kind in ("", kind_of(model))]
    found: dict[str, str] = {}
    for model in models:
        for key, title in listed(model):
            found.setdefault(key, title)
    return _told_apart(found)


def _told_apart(titles: Mapping[str, str]) -> Mapping[str, str]:
    """The titles, with the key behind those that several keys have."""
    counted = Counter(titles.values())
    return {key: title if counted[title] == 1 else f"{title} ({key})" for key, title in titles.items()}
