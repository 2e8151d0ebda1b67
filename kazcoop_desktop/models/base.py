"""What every record of the office has in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, ClassVar, NamedTuple, Self

import peewee as pw

from kazcoop_desktop import i18n
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import text, values
from kazcoop_desktop.models.fields import (
    AnyRecordField,
    KeysField,
    LinkField,
    OwnKeyField,
    PartOfField,
    StageField,
)

database = pw.DatabaseProxy()

HIDDEN = "••••"  # what a sensitive field reads for those who may not see it
_may_see: Callable[[], bool] | None = None
_is_indexing: ContextVar[bool] = ContextVar("_is_indexing", default=False)


class Problem(NamedTuple):
    """What is wrong with a value: the field, and the sentence the person reads."""

    field: pw.Field[Any]
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Outline:
    """How a record is laid out; everything else about its fields stands on the fields themselves.

    `columns` are those of its table, the first one giving the record's order; a column or a searched field
    may belong to a record that this one links to. Closed kinds of fields among the columns become filters.
    """

    title: str
    singular: str
    columns: tuple[pw.Field[Any], ...]
    sections: Mapping[str, tuple[pw.Field[Any], ...]]
    search: tuple[pw.Field[Any], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Approved:
    """From when on a record has legal effect, and what of it may then change in a new version only.

    It holds once the date `on` is filled in; with `stages`, while the case stands in one of these. A part names the
    date of the record that it belongs to. Without `fields` all of them are meant, but the stage and notes.
    """

    on: pw.Field[Any]
    stages: tuple[str, ...] = ()
    where: pw.Field[Any] | None = None  # the field that tells the stage, where it is not `stage`
    fields: tuple[pw.Field[Any], ...] = ()
    grows: bool = False  # whether a part may still be added

    @property
    def told_by(self) -> str:
        """The name of the field that tells whether it holds."""
        if self.where is not None:
            return str(self.where.name)
        return "stage" if self.stages else str(self.on.name)

    @property
    def owner(self) -> type[Record]:
        """The register whose record is approved."""
        owner: type[Record] = self.on.model
        return owner

    def frozen(self, known: tuple[pw.Field[Any], ...]) -> Iterator[pw.Field[Any]]:
        """Those of the fields known to people that stay as they are."""
        named = {self.on.name, *(field.name for field in self.fields)}
        for field in known:
            is_meant = field.name in named or (
                not self.fields and not isinstance(field, StageField) and field.name != "note"
            )
            if is_meant:
                yield field


class Record(pw.Model):
    """A line of a register, with what all registers need: version, order, search and the recycle bin."""

    id = pw.AutoField()
    ver = pw.IntegerField(default=1)
    order_key = pw.TextField(default="")
    search_text = pw.TextField(default="")
    deleted_at = pw.DateTimeField(null=True)

    outline: ClassVar[Outline]
    begins: ClassVar[tuple[pw.Field[Any], ...]] = ()  # of its first date filled in the rules hold for it
    numbered_in: ClassVar[str] = ""  # the series from which `number` is given when it is left empty
    numbered_with: ClassVar[tuple[pw.Field[Any], ...]] = ()  # what tells two records of one number apart
    known_by: ClassVar[tuple[tuple[pw.Field[Any], ...], ...]] = ()  # in a spreadsheet; the surest key first
    entered_with: ClassVar[
        tuple[type[Record], ...]
    ] = ()  # registers that its spreadsheet fills too, the first one named by it
    sensitive: ClassVar[tuple[str, ...]] = ()  # names of fields that read as dots for who may not see them
    approved: ClassVar[tuple[Approved, ...]] = ()  # what an act has made binding
    is_restricted: ClassVar[bool] = False  # shown only when asked for, and each look is recorded

    class Meta:
        database = database
        legacy_table_names = False
        indexes = ((("deleted_at", "order_key"), False),)

    def __str__(self) -> str:
        return text_of(self, type(self).outline.columns[0])

    def problems(self) -> Iterator[Problem]:
        """Rules between the fields; the rules of single fields are found by `problems_of`."""
        yield from ()

    def complete(self) -> None:
        """Fills in what was left empty and follows from the rest, when the record is entered."""

    def warnings(self, on: date) -> Iterator[str]:
        """What whoever looks at the record on that day should know, a sentence each; it hinders nothing."""
        yield from ()

    def lacks(self, stage: str) -> Iterator[str]:
        """What the case lacks for a stage beyond the rules of the reference data, a sentence each."""
        yield from ()

    def problems_beside(self, planned: dict[Any, Any]) -> Iterator[Problem]:
        """What is wrong beside the earlier rows of the same spreadsheet; `planned` is what they left to be known."""
        yield from ()

    def series(self) -> str:
        """The journal that gives this record its number; one of `numbered_in` where there are several."""
        return type(self).numbered_in

    def numbered_on(self) -> date | None:
        """The day under which its journal enters the record; None for the day of saving."""
        return None

    @classmethod
    def has_number(cls, number: str, series: str, year: int) -> bool:
        """Whether a record bears this number, in that journal and year where numbers begin anew."""
        numbered: Any = cls
        return bool(cls.select().where(numbered.number == number).exists())

    def sorted_by(self) -> tuple[str, ...]:
        """What the record is sorted by, the same in every language; a later text counts between equals."""
        first = type(self).outline.columns[0]
        value = value_of(self, first)
        return value.sorted_by() if isinstance(value, Record) else (values.order_text(first, value),)

    def follow(self, old: Self) -> None:
        """Sets in the record what follows from how it was changed since it was `old`."""

    def why_kept(self) -> str:
        """The sentence that says why this record is never deleted; nothing when it may be."""
        return ""

    def other_names(self) -> Iterator[str]:
        """How a list may name the record besides its name in each language: «Сейіт А.Т.», «А.Т. Сейіт»."""
        yield from ()

    def why_gone(self) -> str:
        """The sentence that says why this record cannot come back from the recycle bin; nothing when it can."""
        return ""

    def named(self, stem: str) -> str:
        """The text entered in several languages, in the current one; else the first that is filled in."""
        for code in (i18n.current(), "kk", "ru", "en"):
            if found := getattr(self, f"{stem}_{code}", ""):
                return str(found)
        return ""


INTERNAL = ("id", "ver", "order_key", "search_text", "deleted_at")


class Invalid(UserError):
    """A record cannot be saved; `problems` tells which fields and why."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(_named(problem) for problem in problems))


def _named(problem: Problem) -> str:
    """The sentence, with the name of its field before it where it does not name the field itself."""
    name = label(problem.field)
    return problem.sentence if name in problem.sentence else f"{name}: {problem.sentence}"


def kind_of(record: Record | type[Record]) -> str:
    """The English name of a register, as the command line and the history spell it: `agreement`."""
    meta: Any = record._meta
    return str(meta.table_name)


def hide_unless(may_see: Callable[[], bool]) -> None:
    """Sensitive fields read as dots from now on, unless `may_see` says that whoever works here may see them."""
    global _may_see
    _may_see = may_see


def is_hidden(field: pw.Field[Any]) -> bool:
    """Whether a field is sensitive, and whoever works here may not see it."""
    return (
        field.name in field.model.sensitive
        and _may_see is not None
        and not _is_indexing.get()
        and not _may_see()
    )


def label(field: pw.Field[Any]) -> str:
    """What a field is called, in the current language."""
    return _(field.verbose_name or "")


@cache
def fields_of(model: type[Record]) -> tuple[pw.Field[Any], ...]:
    """The fields that people know, in the order in which they were written: no internal ones."""
    meta: Any = model._meta
    return tuple(field for field in meta.sorted_fields if field.name not in INTERNAL)


def editable_fields(model: type[Record]) -> tuple[pw.Field[Any], ...]:
    """The fields that a form shows, section by section."""
    return tuple(field for fields in model.outline.sections.values() for field in fields)


def backrefs(model: type[Record]) -> dict[str, pw.ForeignKeyField[Any]]:
    """The links by which other records name those of `model`, by the names that they have from this side."""
    meta: Any = model._meta
    return {link.backref: link for link in meta.backrefs if link.backref and link.backref != "+"}


@cache
def link_to(model: type[Record], target: type[Record]) -> pw.ForeignKeyField[Any]:
    """The field by which a record of `model` names a record of `target`."""
    for field in fields_of(model):
        if isinstance(field, pw.ForeignKeyField) and field.rel_model is target:
            return field
    raise LookupError(f"{kind_of(model)} does not name any {kind_of(target)}")


def value_of(record: Record, field: pw.Field[Any]) -> Any:
    """The value of a field of the record, or of a record that it links to."""
    if field.model is not type(record):
        linked = getattr(record, link_to(type(record), field.model).name)
        return getattr(linked, field.name) if linked is not None else None
    return getattr(record, field.name)


def text_of(record: Record, field: pw.Field[Any]) -> str:
    """The value as the person reads it: a sum with its currency, a key as its register calls it, or hidden."""
    value = value_of(record, field)
    if is_hidden(field):
        return HIDDEN if value else ""
    if isinstance(field, KeysField) and not isinstance(field, OwnKeyField):
        return values.titles_of(field, value, getattr(record, "applies_to", ""))
    said = values.as_text(field, value)
    currency = getattr(record, f"{field.name}_currency", "") if said else ""
    return f"{said}\u00a0{values.currency_sign(currency)}" if currency else said


def problems_of(record: Record) -> list[Problem]:
    """All that keeps a record from being saved: each field by itself, then the rules between fields."""
    found = [
        Problem(field, sentence)
        for field in fields_of(type(record))
        if not isinstance(field, StageField)
        and (sentence := values.problem_with(field, record.__data__.get(field.name)))
    ]
    found += [
        Problem(
            field, _("The dots stand for a hidden value. Enter the value itself, or leave the field out.")
        )
        for field in fields_of(type(record))
        if field.name in type(record).sensitive and record.__data__.get(field.name) == HIDDEN
    ]
    return found or [*_taken(record), *record.problems()]


@values.as_text.register
def _name_at(field: AnyRecordField, value: str | None) -> str:
    record = record_at(value)
    return str(record) if record is not None else value or ""


@values.problem_with.register
def _no_such_record(field: AnyRecordField, value: str | None) -> str | None:
    if value and record_at(value) is None:
        return _("There is no such record: {value}.").format(value=value)
    return None


def address_of(record: Record) -> str:
    """How an AnyRecordField spells a record: `agreement:12`."""
    return f"{kind_of(record)}:{record.id}"


def record_at(address: str | None) -> Record | None:
    """The record that an AnyRecordField names, in the recycle bin or not; None when there is none."""
    kind, _colon, number = (address or "").partition(":")
    models = [model for model in Record.__subclasses__() if kind_of(model) == kind]
    return models[0].get_or_none(models[0].id == int(number)) if models and number.isdecimal() else None


def _taken(record: Record) -> Iterator[Problem]:
    """Values that must be unique and are not."""
    model = type(record)
    for field in fields_of(model):
        value = record.__data__.get(field.name)
        if field.unique and value:
            other = model.get_or_none((field == value) & (model.id != (record.id or 0)))
            if other is not None:
                yield Problem(field, _("This number is already taken: {record}.").format(record=other))


def index_words(record: Record) -> None:
    """Fills in what the record is sorted and found by, with what is hidden from whoever works here."""
    outline = type(record).outline
    outer = _is_indexing.set(True)
    try:
        record.order_key = "\x01".join(map(text.order_key, record.sorted_by()))
        found_by = [values.search_words(field, value_of(record, field)) for field in outline.search]
    finally:
        _is_indexing.reset(outer)
    record.search_text = text.fold(" ".join(found_by))


@cache
def parts_and_links(
    model: type[Record], registers: tuple[type[Record], ...]
) -> tuple[pw.ForeignKeyField[Any], ...]:
    """Fields of all registers that name a record of `model`: its parts first, then what refers to it."""
    found = (
        field
        for register in registers
        for field in fields_of(register)
        if isinstance(field, (PartOfField, LinkField)) and field.rel_model is model
    )
    return tuple(sorted(found, key=lambda field: not isinstance(field, PartOfField)))


@cache
def fields_for_any(registers: tuple[type[Record], ...]) -> tuple[AnyRecordField, ...]:
    """Fields of all registers that may name a record of any kind."""
    return tuple(
        field for register in registers for field in fields_of(register) if isinstance(field, AnyRecordField)
    )
