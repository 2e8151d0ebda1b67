"""Countries, languages and currencies by name, in the current language."""

from functools import lru_cache

from babel import Locale
from babel.core import get_global

from kazcoop_desktop import i18n

# Not ISO 3166-1: regions and private codes that CLDR lists beside the countries.
_NO_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"}
_BETTER_COUNTRIES = {
    "kk": {"CD": "Конго Демократиялық Республикасы", "HK": "Гонконг", "PS": "Палестина"},
    "ru": {
        "CD": "Демократическая Республика Конго",
        "HK": "Гонконг",
        "KG": "Кыргызстан",
        "PS": "Палестина",
        "US": "Соединённые Штаты Америки",
    },
    "en": {"HK": "Hong Kong", "PS": "Palestine"},
}
_BETTER_LANGUAGES = {"kk": {"tl": "тагал тілі"}}
_CURRENCIES = ("KZT", "USD", "EUR", "RUB", "CNY", "GBP", "TRY", "KRW", "JPY", "CHF", "UZS", "KGS")


def country(code: str) -> str:
    """Name of a country by its ISO 3166 alpha-2 code; the code itself when unknown."""
    return countries(i18n.current()).get(code, code)


def language(code: str) -> str:
    """Name of a language by its ISO 639-1 code; the code itself when unknown."""
    return languages(i18n.current()).get(code, code)


def alpha2(alpha3: str) -> str:
    """The two-letter code of a country by its three-letter code (ISO 3166); nothing when unknown."""
    codes: tuple[str, ...] = get_global("territory_aliases").get(alpha3, ())
    found = [code for code in codes if code in countries("en")]
    return found[0] if len(alpha3) == 3 and len(found) == 1 else ""


@lru_cache
def countries(shown_in: str) -> dict[str, str]:
    """All countries by code, named in the language `shown_in`."""
    names = {c: n for c, n in Locale(shown_in).territories.items() if len(c) == 2 and c not in _NO_COUNTRIES}
    return names | _BETTER_COUNTRIES.get(shown_in, {})


@lru_cache
def languages(shown_in: str) -> dict[str, str]:
    """Languages with a two-letter code, named in the language `shown_in`."""
    names = {c: n for c, n in Locale(shown_in).languages.items() if len(c) == 2}
    return names | _BETTER_LANGUAGES.get(shown_in, {})


@lru_cache
def currencies(shown_in: str) -> dict[str, str]:
    """The currencies the office meets, tenge first."""
    names = Locale(shown_in).currencies
    return {code: names.get(code, code) for code in _CURRENCIES}
