"""What a cell of somebody else's spreadsheet says, by kind of field."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache, singledispatch
from typing import Any

import peewee as pw
from babel import Locale

from kazcoop_desktop import i18n, paths
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import text, world
from kazcoop_desktop.models.base import kind_of, label
from kazcoop_desktop.models.fields import (
    LONGEST_TEXT,
    ChoiceField,
    ChoicesField,
    ClockField,
    CountryField,
    CurrencyField,
    EmailField,
    KeysField,
    LanguagesField,
    MoneyField,
    NameField,
    OwnKeyField,
    UrlField,
)

_FIRST_DAY = date(1899, 12, 30)  # day 0 of Excel
_SERIALS = range(1, 109_575)  # to the year 2199
_LANGUAGES = ("kk", "ru", "en")


class Unread(Exception):
    """A cell that cannot be understood; its text is the reason that the person reads."""


class NotInList(Unread):
    """A spelling that a list does not have; `guess` is the value spelled most like it, or None."""

    ids = ()

    def __init__(self, name: str, value: str, guess: Any = None) -> None:
        super().__init__(_("The list “{list}” has no such value.").format(list=name))
        self.name = name
        self.value = value
        self.guess = guess


class Ambiguous(Unread):
    """A name that several records have; `ids` are theirs."""

    guess = None

    def __init__(self, value: str, ids: tuple[int, ...]) -> None:
        sentence = _("There are several records “{name}”. Write the number or the full name.")
        super().__init__(sentence.format(name=value))
        self.value = value
        self.ids = ids


class NoDate(Unread):
    """A text that is not a date."""

    def __init__(self, value: str) -> None:
        super().__init__(_("There is no such date: {value}.").format(value=value))
        self.value = value


Names = Mapping[str, Any]  # folded spelling → value of the field


@singledispatch
def from_cell(field: pw.Field[Any], value: Any, names: Names) -> Any:
    """The field's value that a filled cell spells; `names` are the spellings of a closed list.

    Raises Unread with the reason.
    """
    return as_line(value)


@from_cell.register
def _text(field: pw.TextField, value: Any, names: Names) -> str:
    lines = [as_line(line) for line in said(value).splitlines()]
    return "\n".join(lines).strip()


@from_cell.register
def _email(field: EmailField, value: Any, names: Names) -> str:
    return said(value).strip().removeprefix("mailto:")


@from_cell.register
def _url(field: UrlField, value: Any, names: Names) -> str:
    return "".join(said(value).split())


@from_cell.register(ChoiceField)
@from_cell.register(CountryField)
@from_cell.register(CurrencyField)
@from_cell.register(pw.ForeignKeyField)
def _one_of(field: pw.Field[Any], value: Any, names: Names) -> Any:
    spelled = as_line(value)
    found = names.get(text.fold(spelled), _NOWHERE)
    if found is _NOWHERE:
        raise NotInList(list_of(field), spelled, _nearest(spelled, names))
    return found


@from_cell.register
def _several_of(field: ChoicesField, value: Any, names: Names) -> tuple[str, ...]:
    separated = r"[;\n]" if not isinstance(field, LanguagesField) else r"[;,/\n]|\s(?:and|и|және|мен)\s"
    parts = [part for part in map(as_line, re.split(separated, said(value))) if part]
    return tuple(dict.fromkeys(_one_of(field, part, names) for part in parts))


@from_cell.register
def _keys(field: KeysField, value: Any, names: Names) -> str:
    parts = [part for part in map(as_line, re.split(r"[;\n]", said(value))) if part]
    return " ".join(dict.fromkeys(_key(field, part, names) for part in parts))


@from_cell.register
def _own_key(field: OwnKeyField, value: Any, names: Names) -> str:
    return as_line(value)


def _key(field: KeysField, spelled: str, names: Names) -> str:
    """The key that a title stands for; a key is taken as it is, and what it names is asked when the row is saved."""
    return spelled if re.fullmatch("[a-z][a-z0-9_]*", spelled) else _one_of(field, spelled, names)


@from_cell.register
def _day(field: pw.DateField, value: Any, names: Names) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and int(value) in _SERIALS:
        return _FIRST_DAY + timedelta(days=int(value))
    spelled = as_line(value)
    found = _spelled_day(spelled)
    if found is None:
        raise NoDate(spelled)
    return found


@from_cell.register
def _moment(field: pw.DateTimeField, value: Any, names: Names) -> datetime:
    if isinstance(value, datetime):
        return value
    if isinstance(value, float):
        return datetime.combine(_FIRST_DAY, time()) + timedelta(minutes=round(value * 24 * 60))
    spelled = as_line(value)
    clock = re.search(r"\s([0-2]?\d):([0-5]\d)(?::[0-5]\d)?$", spelled)
    day = _day(
        pw.DateField(),
        value if isinstance(value, date) else spelled[: clock.start() if clock else None],
        names,
    )
    return datetime.combine(day, time(int(clock[1]), int(clock[2])) if clock else time())


@from_cell.register
def _clock(field: pw.TimeField, value: Any, names: Names) -> time:
    if isinstance(value, time):
        return value
    if isinstance(value, datetime):
        return value.time()
    parts = re.fullmatch(r"([01]?\d|2[0-3])[:.]([0-5]\d)(?::[0-5]\d)?", as_line(value))
    if parts is None:
        raise Unread(_("Enter a time, for example: {example}.").format(example="14:30"))
    return time(int(parts[1]), int(parts[2]))


@from_cell.register
def _clock_as_kept(field: ClockField, value: Any, names: Names) -> str:
    return f"{_clock(pw.TimeField(), value, names):%H:%M}"


@from_cell.register
def _yes_or_no(field: pw.BooleanField, value: Any, names: Names) -> bool:
    if isinstance(value, bool):
        return value
    found = _answers().get(as_line(value).casefold())
    if found is None:
        raise NotInList(label(field), as_line(value))
    return found


@from_cell.register
def _number(field: pw.IntegerField, value: Any, names: Names) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    digits = re.sub(r"\s", "", said(value))
    if not re.fullmatch(r"[+-]?\d{1,12}", digits):
        raise Unread(_("Enter a number, for example: {example}.").format(example=30))
    return int(digits)


@from_cell.register
def _sum(field: MoneyField, value: Any, names: Names) -> Decimal:
    if isinstance(value, bool):
        raise Unread(_("Enter a number, for example: {example}.").format(example="4325.00"))
    spelled = repr(value) if isinstance(value, int | float) else _plain_sum(said(value))
    try:
        return Decimal(spelled).quantize(Decimal("0.01"))
    except InvalidOperation as error:
        raise Unread(_("Enter a number, for example: {example}.").format(example="4325.00")) from error


def reader(field: pw.Field[Any]) -> Callable[[pw.Field[Any], Any, Names], Any]:
    """The function that reads cells of this field, found once for a whole column."""
    return from_cell.dispatch(type(field))


def names_of(field: pw.Field[Any]) -> Names:
    """The spellings of a closed list that stands in the program: choices, countries, languages, currencies."""
    if isinstance(field, CountryField):
        return _countries()
    if isinstance(field, LanguagesField):
        return _languages()
    if isinstance(field, CurrencyField):
        return _currencies()
    if isinstance(field, ChoiceField | ChoicesField):
        return _choices(field)
    if isinstance(field, KeysField) and not isinstance(field, OwnKeyField):
        return _titles(field)
    return {}


def list_of(field: pw.Field[Any]) -> str:
    """The name of the list that a field's values come from."""
    target: Any = getattr(field, "rel_model", None)
    return _(target.outline.title) if target is not None else label(field)


def currency_in(value: Any) -> str | None:
    """The currency that a text with a sum names: «1 200 USD», «500 ₸»."""
    if not isinstance(value, str):
        return None
    word = re.sub(r"[\d\s.,'+-]", " ", value).strip()
    return _currencies().get(text.fold(word)) or _SIGNS.get(word)


def said(value: Any) -> str:
    """A cell's value as Excel shows it."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, bool):
        return i18n.pgettext("answer", "Yes") if value else i18n.pgettext("answer", "No")
    if isinstance(value, datetime):
        return f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return str(value)


def as_line(value: Any) -> str:
    """A cell's text on one line, without spaces too many and without letters of the wrong script."""
    spelled = value if type(value) is str else said(value)
    line = " ".join(spelled.split())
    return line if line.isascii() else text.in_one_script(line)


def longest_line(field: pw.Field[Any]) -> int:
    """How many letters a field takes that holds any line as it is; 0 for fields that want something of it."""
    if type(field) is pw.TextField:
        return LONGEST_TEXT
    return int(field.max_length) if type(field) in (pw.CharField, NameField) else 0  # type: ignore[attr-defined]


def are_clean(column: Sequence[Any], longest: int) -> bool:
    """Whether the cells are texts that stand as they are, seen at one glance: no spaces or letters to set right."""
    if not all(type(cell) is str for cell in column):
        return False
    whole = "\n".join(column)
    return (
        "".join(column).isprintable()
        and not whole.startswith(" ")
        and not whole.endswith(" ")
        and not any(spaces in whole for spaces in ("  ", " \n", "\n "))
        and not text.has_two_scripts(whole)
        and max(map(len, column), default=0) <= longest
    )


_NOWHERE = object()
_COMPARED = 5000  # of a long list the guess looks at so many spellings
_SIGNS = {"₸": "KZT", "$": "USD", "€": "EUR", "₽": "RUB", "£": "GBP", "¥": "CNY", "₺": "TRY", "₩": "KRW"}
_MORE_CURRENCIES = {
    "KZT": ("тенге", "теңге", "тг", "tenge"),
    "USD": ("доллар", "доллар сша", "долл", "ақш доллары", "dollar", "us dollar", "us dollars"),
    "EUR": ("евро", "еуро", "euro"),
    "RUB": ("рубль", "рублей", "руб", "рубл", "rouble", "ruble"),
    "CNY": ("юань", "yuan", "rmb"),
}


def _nearest(spelled: str, names: Names) -> Any:
    """The value whose spelling is most like a mistyped one."""
    alike = difflib.get_close_matches(text.fold(spelled), list(names)[:_COMPARED], 1, 0.75)
    return names[alike[0]] if alike else None


@lru_cache
def _countries() -> Names:
    found = {code.casefold(): code for code in world.countries("en")}
    for language in _LANGUAGES:
        found |= {text.fold(name): code for code, name in world.countries(language).items()}
    for code, name in world.countries("en").items():  # CLDR writes & and St., lists write the words
        found.setdefault(text.fold(name.replace("&", "and").replace("St. ", "Saint ")), code)
    spellings = tomllib.loads(paths.resource("spreadsheets", "countries.toml").read_text(encoding="utf-8"))
    return found | {text.fold(name): code for code, names in spellings.items() for name in names}


@lru_cache
def _languages() -> Names:
    found = {code: code for code in world.languages("en")}
    for language in _LANGUAGES:
        found |= {text.fold(name): code for code, name in world.languages(language).items()}
    # Kazakh says «қазақ тілі» and «қазақша», lists say «қаз.»
    short = {
        "каз": "kk",
        "казахша": "kk",
        "рус": "ru",
        "орысша": "ru",
        "англ": "en",
        "агылшынша": "en",
        "eng": "en",
    }
    return found | {name.removesuffix(" тили"): code for name, code in found.items()} | short


@lru_cache
def _currencies() -> Names:
    found = {code.casefold(): code for code in world.currencies("en")}
    for language in _LANGUAGES:
        found |= {text.fold(name): code for code, name in world.currencies(language).items()}
    return found | {text.fold(word): code for code, words in _MORE_CURRENCIES.items() for word in words}


@lru_cache
def _choices(field: pw.Field[Any]) -> Names:
    found: dict[str, str] = {}
    for key, name in field.choices or ():
        found[text.fold(key)] = key
        for language in (*_LANGUAGES, *i18n.available()):
            with i18n.language(language):
                found.setdefault(text.fold(_(name)), key)
    for key, words in _habits().get(f"{kind_of(field.model)}.{field.name}", {}).items():
        for word in words:
            found.setdefault(text.fold(word), key)
    return found


@lru_cache
def _habits() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """What lists write instead of the names of values."""
    return tomllib.loads(paths.resource("spreadsheets", "choices.toml").read_text(encoding="utf-8"))


def _titles(field: KeysField) -> Names:
    found: dict[str, str] = {}
    for language in (*_LANGUAGES, *i18n.available()):
        with i18n.language(language):
            for key, title in field.known.titles().items():
                found.setdefault(text.fold(title), key)
    return found


@lru_cache
def _answers() -> Mapping[str, bool]:
    found = dict.fromkeys(
        ("1", "+", "true", "yes", "y", "да", "иә", "ия", "бар", "есть", "ақиқат", "истина"), True
    )
    found |= dict.fromkeys(("0", "-", "–", "—", "false", "no", "n", "нет", "жоқ", "жалған", "ложь"), False)
    for language in i18n.available():
        with i18n.language(language):
            found |= {said(answer).casefold(): answer for answer in (True, False)}
    return found


def _spelled_day(spelled: str) -> date | None:
    """«12.03.2026», «12/3/26», «2026-03-12», «12 наурыз 2026 ж.», «2026 жылғы 12 наурыз», «12 March 2026»."""
    plain = re.sub(r"[T\s]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?$", "", spelled)
    if parts := re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})\s*(?:г|ж|y)?\.?", plain):
        return _date(int(parts[3]), int(parts[2]), int(parts[1]))
    if parts := re.fullmatch(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})", plain):
        return _date(int(parts[1]), int(parts[2]), int(parts[3]))
    words = text.fold(re.sub(r"[«»\"“”]", " ", plain)).split()
    month = next((_months()[word] for word in words if word in _months()), None)
    numbers = [int(word) for word in words if word.isdigit()]
    if month is None or len(numbers) != 2 or len(words) > 5:
        return None
    day, year = sorted(numbers)
    return _date(year, month, day) if year > 31 else None


def _date(year: int, month: int, day: int) -> date | None:
    if year < 100:
        year += 2000 if year < 70 else 1900
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache
def _months() -> Mapping[str, int]:
    found: dict[str, int] = {}
    for language in _LANGUAGES:
        for kind in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                names = Locale(language).months[kind][width]
                found |= {text.fold(name): month for month, name in names.items()}
    return found


def _plain_sum(spelled: str) -> str:
    """4325.00 of «4 325,00 ₸», «$4,325.00», «4.325,00»: the last mark before two digits or fewer is the decimal one."""
    digits = re.sub(r"[^\d.,+-]", "", spelled).strip(".,")
    whole, mark, cents = re.fullmatch(r"(.*?)(?:([.,])(\d{1,2}))?", digits).groups()  # type: ignore[union-attr]
    return re.sub(r"[.,]", "", whole) + (f".{cents}" if mark else "")
