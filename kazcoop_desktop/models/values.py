"""Values by kind of field: how they read, what is wrong with them, how a file spells them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache, singledispatch
from typing import Any

import peewee as pw

from kazcoop_desktop import i18n
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.models import world
from kazcoop_desktop.models.fields import (
    LONGEST_TEXT,
    AcademicYearField,
    ChoiceField,
    ChoicesField,
    ClockField,
    CountryField,
    CurrencyField,
    EmailField,
    FigureField,
    KeysField,
    LanguagesField,
    MoneyField,
    NameField,
    OwnKeyField,
    PhoneField,
    StageField,
    UrlField,
    choice_keys,
)

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_URL = re.compile(r"(https?://)?[^\s/.]+(\.[^\s/.]+)+(/\S*)?")
_DIGIT = re.compile(r"\d")
_SIGNS = {"KZT": "₸"}
_TEXTS = (pw.CharField, pw.TextField, NameField, EmailField, PhoneField, UrlField)
_SAID_IN_EVERY_LANGUAGE = (CountryField, ChoiceField, ChoicesField)
_LARGEST_NUMBER = 2**31 - 1
_LARGEST_SUM = Decimal(10) ** 13


# How a value reads in the current language.


@singledispatch
def as_text(field: pw.Field[Any], value: Any) -> str:
    """The value as a person reads it in the current language; nothing for an empty one."""
    return "" if value is None else str(value)


@as_text.register
def _(field: pw.DateField, value: date | None) -> str:
    return value.strftime("%d.%m.%Y") if value else ""


@as_text.register
def _(field: pw.DateTimeField, value: datetime | None) -> str:
    return value.strftime("%d.%m.%Y %H:%M") if value else ""


@as_text.register
def _(field: pw.BooleanField, value: bool | None) -> str:
    return "" if value is None else i18n.pgettext("answer", "Yes") if value else i18n.pgettext("answer", "No")


@as_text.register
def _(field: MoneyField, value: Decimal | None) -> str:
    return "" if value is None else grouped(Decimal(value))


@as_text.register
def _(field: FigureField, value: Decimal | None) -> str:
    if value is None:
        return ""
    plain = f"{Decimal(value):.2f}".rstrip("0").rstrip(".")
    return plain if i18n.current() == "en" else plain.replace(".", ",")


@as_text.register
def _(field: ChoiceField, value: str | None) -> str:
    return i18n._(dict(field.choices or ()).get(value, "")) if value else ""


@as_text.register
def _(field: ChoicesField, value: Iterable[str] | None) -> str:
    names = dict(field.choices or ())
    return "; ".join(i18n._(names.get(key, key)) for key in value or ())


@as_text.register
def _(field: CountryField, value: str | None) -> str:
    return world.country(value) if value else ""


@as_text.register
def _(field: LanguagesField, value: Iterable[str] | None) -> str:
    return ", ".join(world.language(code) for code in value or ())


@as_text.register
def _(field: CurrencyField, value: str | None) -> str:
    return value or ""


@as_text.register
def _(field: KeysField, value: str | None) -> str:
    return titles_of(field, value)


@as_text.register
def _(field: OwnKeyField, value: str | None) -> str:
    return value or ""


def titles_of(field: KeysField, value: str | None, kind: str = "") -> str:
    """The titles of the keys, as the register `kind` calls them."""
    return "; ".join(field.known.title(key, kind) for key in (value or "").split())


def grouped(value: Decimal) -> str:
    """A sum with its thousands apart, as the language in force writes it: 4 325,00 (in English 4,325.00)."""
    plain = f"{value:,.2f}"
    return plain if i18n.current() == "en" else plain.replace(",", "\u00a0").replace(".", ",")


def currency_sign(code: str) -> str:
    """₸ for tenge, the code itself for other currencies."""
    return _SIGNS.get(code, code)


def order_text(field: pw.Field[Any], value: Any) -> str:
    """What a value is sorted by, whatever the language: a date by its year first, a choice by its place."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(field, ChoiceField):
        return str(choice_keys(field).index(value) + 1) if value in choice_keys(field) else ""
    if isinstance(field, KeysField):
        with i18n.language("kk"):
            return as_text(field, value)
    return as_text(field, value)


def search_words(field: pw.Field[Any], value: Any) -> str:
    """What a value is found by: in every language where the program has it in several."""
    if not value:
        return ""
    if isinstance(field, pw.ForeignKeyField):
        return " ".join((str(value), *value.other_names()))
    if isinstance(field, _SAID_IN_EVERY_LANGUAGE):
        return _in_all_languages(field, value)
    if isinstance(field, KeysField):
        return f"{value} {_said_in_all_languages(field, value)}"
    return value if is_read_as_it_is(field) else as_text(field, value)


def is_read_as_it_is(field: pw.Field[Any]) -> bool:
    """Whether the field holds texts that `as_text` leaves alone."""
    return type(field) in _TEXTS


@lru_cache(maxsize=4096)
def _in_all_languages(field: pw.Field[Any], value: Any) -> str:
    return _said_in_all_languages(field, value)


def _said_in_all_languages(field: pw.Field[Any], value: Any) -> str:
    said = []
    for code in dict.fromkeys((*i18n.LANGUAGES, *i18n.available())):
        with i18n.language(code):
            said.append(as_text(field, value))
    return " ".join(said)


# What is wrong with a value.


@singledispatch
def problem_with(field: pw.Field[Any], value: Any) -> str | None:
    """The sentence that tells what is wrong with one field's value, or None."""
    if value is None or value == "":
        optional = field.null or field.default is not None
        return None if optional else _said("Fill in “{field}”.", field=_label(field))
    return None


@problem_with.register
def _(field: pw.CharField, value: str | None) -> str | None:
    return too_long(value or "", field.max_length) or _basic(field, value)


@problem_with.register
def _(field: pw.TextField, value: str | None) -> str | None:
    return too_long(value or "", LONGEST_TEXT) or _basic(field, value)


def too_long(value: str, longest: int) -> str:
    """The sentence that tells that a text is longer than allowed; nothing when it is not."""
    if len(value) <= longest:
        return ""
    return _said("The text is too long. Allowed: {max}, entered: {count}.", max=longest, count=len(value))


@problem_with.register
def _(field: ChoiceField, value: str | None) -> str | None:
    if value and value not in choice_keys(field):
        return _said("The list “{list}” has no such value.", list=_label(field))
    return _basic(field, value)


@problem_with.register
def _(field: ChoicesField, value: Iterable[str] | None) -> str | None:
    if any(key not in choice_keys(field) for key in value or ()):
        return _said("The list “{list}” has no such value.", list=_label(field))
    return _basic(field, " ".join(value or ()))


@problem_with.register
def _(field: LanguagesField, value: Iterable[str] | None) -> str | None:
    if any(code not in world.languages("en") for code in value or ()):
        return _said("The list “{list}” has no such value.", list=_label(field))
    return _basic(field, " ".join(value or ()))


@problem_with.register
def _(field: CountryField, value: str | None) -> str | None:
    if value and value not in world.countries("en"):
        return _said("The list “{list}” has no such value.", list=_label(field))
    return _basic(field, value)


@problem_with.register
def _(field: EmailField, value: str | None) -> str | None:
    if value and not _EMAIL.fullmatch(value):
        return i18n._("The e-mail address is incomplete.")
    return _basic(field, value)


@problem_with.register
def _(field: UrlField, value: str | None) -> str | None:
    if value and not _URL.fullmatch(value):
        return i18n._("The web address is incomplete. For example: www.example.kz")
    return _basic(field, value)


@problem_with.register
def _(field: ClockField, value: str | None) -> str | None:
    if value and not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value):
        return _said("Enter a time, for example: {example}.", example="14:30")
    return _basic(field, value)


@problem_with.register
def _(field: PhoneField, value: str | None) -> str | None:
    if value and len(_DIGIT.findall(value)) < 5:
        return i18n._("The telephone number is incomplete. For example: +7 727 000 00 00")
    return _basic(field, value)


@problem_with.register
def _(field: AcademicYearField, value: str | None) -> str | None:
    years = re.fullmatch(r"(\d{4})/(\d{4})", value or "")
    if value and not (years and int(years[2]) == int(years[1]) + 1):
        return _said("Write an academic year by both its years, for example: {example}.", example="2026/2027")
    return _basic(field, value)


@problem_with.register
def _(field: pw.IntegerField, value: Any) -> str | None:
    if value is not None and not isinstance(value, int):
        return _said("Enter a number, for example: {example}.", example=30)
    if value is not None and abs(value) > _LARGEST_NUMBER:
        return _said("The number is too large. At most: {max}.", max=_LARGEST_NUMBER)
    return _basic(field, value)


@problem_with.register
def _(field: MoneyField, value: Any) -> str | None:
    if value is not None and not (isinstance(value, Decimal) and value.is_finite()):
        return _said("Enter a number, for example: {example}.", example="4325.00")
    if value is not None and abs(value) >= _LARGEST_SUM:
        return _said("The number is too large. At most: {max}.", max=grouped(_LARGEST_SUM - 1))
    if value is not None and value != round(value, 2):
        return i18n._("A sum has two decimals at most.")
    return _basic(field, value)


@problem_with.register
def _(field: pw.ForeignKeyField, value: Any) -> str | None:
    if value is not None and field.rel_model.get_or_none(field.rel_model.id == value) is None:
        return _said("The list “{list}” has no such value.", list=i18n._(field.rel_model.outline.title))
    return _basic(field, value)


_basic = problem_with.dispatch(pw.Field)


def _label(field: pw.Field[Any]) -> str:
    return i18n._(field.verbose_name or "")


def _said(sentence: str, **blanks: object) -> str:
    return i18n._(sentence).format(**blanks)


# How a JSON file spells a value.


@singledispatch
def as_plain(field: pw.Field[Any], value: Any) -> Any:
    """The value as JSON spells it: dates ISO 8601, sums as text, a linked record by its id."""
    return value


@as_plain.register(pw.DateField)
@as_plain.register(pw.DateTimeField)
def _(field: pw.Field[Any], value: date | None) -> Any:
    return value.isoformat() if value else None


@as_plain.register
def _(field: MoneyField, value: Decimal | None) -> Any:
    return None if value is None else f"{value:.2f}"


@as_plain.register
def _(field: ChoicesField, value: Iterable[str] | None) -> Any:
    return list(value or ())


def from_stored(field: pw.Field[Any], plain: Any) -> Any:
    """The value that the program itself wrote as JSON, in the history for example; anything unreadable stays."""
    try:
        return plain if isinstance(field, StageField) else from_plain(field, plain)
    except UserError:
        return plain


@singledispatch
def from_plain(field: pw.Field[Any], value: Any) -> Any:
    """The value that JSON text spells. Raises UserError with a sentence that says what would be right."""
    if value is not None and not (isinstance(value, str) and _LONE_SURROGATE.search(value) is None):
        raise UserError(_said("“{field}” is a text.", field=field.name))
    return value


@from_plain.register
def _(field: pw.DateField, value: Any) -> Any:
    if value in (None, ""):
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise UserError(_said("There is no such date: {value}.", value=value)) from error


@from_plain.register
def _(field: pw.BooleanField, value: Any) -> Any:
    if not isinstance(value, bool):
        raise UserError(_said("“{field}” is true or false.", field=field.name))
    return value


@from_plain.register(pw.IntegerField)
@from_plain.register(pw.ForeignKeyField)
def _(field: pw.Field[Any], value: Any) -> Any:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        if abs(value or 0) > _LARGEST_NUMBER:
            raise UserError(_said("The number is too large. At most: {max}.", max=_LARGEST_NUMBER))
        return value
    raise UserError(_said("Enter a number, for example: {example}.", example=30))


@from_plain.register
def _(field: MoneyField, value: Any) -> Any:
    if value in (None, ""):
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation as error:
        raise UserError(_said("Enter a number, for example: {example}.", example="4325.00")) from error


@from_plain.register
def _(field: ChoicesField, value: Any) -> Any:
    if isinstance(value, list) and all(isinstance(key, str) for key in value):
        return tuple(value)
    raise UserError(
        _said("“{field}” is a list of keys, for example: {example}.", field=field.name, example='["kk"]')
    )


@from_plain.register
def _(field: StageField, value: Any) -> Any:
    raise UserError(i18n._("A stage is not written but moved to: kazcoop move."))
