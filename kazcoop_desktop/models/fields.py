"""Kinds of fields beyond Peewee's own: bare subclasses that tell editors, texts and checks what a value is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

import peewee as pw

LONGEST_TEXT = 30_000  # characters of a text of several lines: some ten pages; a cell of Excel holds 32 767


class NameField(pw.CharField):
    """A name or title in one language; `name_kk`, `name_ru`, `name_en` stand together in the form."""


class EmailField(pw.CharField):
    """An e-mail address."""


class PhoneField(pw.CharField):
    """A telephone number, with + and the country code."""


class UrlField(pw.CharField):
    """An address on the internet."""


class ClockField(pw.CharField):
    """A time of day, kept as 14:05, so that its order is that of the hours."""

    def __init__(self, **options: object) -> None:
        super().__init__(**{"max_length": 5, **options})


class ChoiceField(pw.CharField):
    """One of a few values; the database keeps the English key, `choices` give its marked name."""


class ChoicesField(pw.CharField):
    """Several of a few values, kept as their keys with a space between."""

    def db_value(self, value: Iterable[str] | None) -> str:
        return " ".join(value or ())

    def python_value(self, value: str | None) -> tuple[str, ...]:
        return tuple((value or "").split())


class StageField(ChoiceField):
    """Where a case stands on its way; moved by `services.stages`, never typed.

    Stages `aside` are off the way: a case may go there from any other, and none comes next.
    """

    def __init__(self, *, aside: Sequence[str] = (), **options: object) -> None:
        super().__init__(**options)
        self.aside = tuple(aside)


class CountryField(pw.FixedCharField):
    """A country, ISO 3166 alpha-2."""

    def __init__(self, **options: object) -> None:
        super().__init__(max_length=2, **options)


class LanguagesField(ChoicesField):
    """Languages, ISO 639-1, in the order in which the paper names them."""


class CurrencyField(pw.FixedCharField):
    """A currency, ISO 4217; stands beside its MoneyField."""

    def __init__(self, **options: object) -> None:
        super().__init__(max_length=3, **{"default": "KZT", **options})


class MoneyField(pw.DecimalField):
    """A sum with two decimals; its currency is the CurrencyField named `<name>_currency`."""

    def __init__(self, **options: object) -> None:
        super().__init__(max_digits=15, decimal_places=2, **options)


class FigureField(MoneyField):
    """A number with two decimals that is no sum: points, credits, a weight."""


class AcademicYearField(pw.CharField):
    """An academic year by both its calendar years: 2026/2027."""

    def __init__(self, **options: object) -> None:
        super().__init__(**{"max_length": 9, **options})


class PartOfField(pw.ForeignKeyField):
    """The record that this one is a part of: shown on its page, deleted and restored with it."""

    def __init__(self, model: type[pw.Model], **options: object) -> None:
        super().__init__(model, on_delete="CASCADE", **options)


class LinkField(pw.ForeignKeyField):
    """Another record that this one names; it cannot be destroyed while it is named."""

    def __init__(self, model: type[pw.Model] | str, **options: object) -> None:
        super().__init__(model, **{"on_delete": "RESTRICT", **options})


class AnyRecordField(pw.CharField):
    """A record of any register, kept as its kind and id: `agreement:12`; it cannot be deleted while it is named."""


class Known(Protocol):
    """Things of the program that rules name by keys; people read their titles."""

    def titles(self, kind: str = "") -> Mapping[str, str]:
        """The title of every key: those of one register, or of all when no register is named."""

    def title(self, key: str, kind: str = "") -> str:
        """The title of a key; the key itself when it is not known."""


class KeysField(pw.CharField):
    """Keys of what the program knows, with a space between; which register has them tells `applies_to`."""

    def __init__(self, known: Known, **options: object) -> None:
        super().__init__(**options)
        self.known = known


class KeyField(KeysField):
    """One such key."""


class OwnKeyField(KeyField):
    """The key of the thing that the record itself gives a name; files spell it as it is."""


class SentenceField(pw.TextField):
    """A sentence of a printed form, as the program prints it; picked from those that the form has."""


def choice_keys(field: pw.Field) -> Sequence[str]:
    """The keys that a choice field admits, in the order shown."""
    return [key for key, _ in field.choices or ()]


def academic_year_of(day: date) -> str:
    """The academic year of a day, which begins with August: 2026/2027."""
    first = day.year if day.month >= 8 else day.year - 1
    return f"{first}/{first + 1}"
