"""The words of the program in the language asked for. Source strings are English; knows no Qt."""

import gettext
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from kazcoop_desktop import paths

DOMAIN = "kazcoop"
LANGUAGES = ("kk", "ru", "en")  # of the papers; the window may speak further ones
_window_language = "kk"
_paper_language: ContextVar[str | None] = ContextVar("paper_language", default=None)
_rewording: ContextVar[Callable[[str], str] | None] = ContextVar("rewording", default=None)


def N_(message: str) -> str:
    """Marks a sentence for the catalogues where it is written; `_` looks it up where it is shown."""
    return message


def _(message: str) -> str:
    """The sentence in the current language; an empty sentence stays empty."""
    return _worded(_catalogue(current()).gettext(message)) if message else ""


def pgettext(context: str, message: str) -> str:
    """The sentence in the current language, where one English word has two meanings."""
    return _worded(_catalogue(current()).pgettext(context, message))


def ngettext(one: str, many: str, n: int) -> str:
    """The plural form that fits the number, in the current language."""
    return _worded(_catalogue(current()).ngettext(one, many, n))


def current() -> str:
    """The language in force: the one of the enclosing `language(…)`, else the window's."""
    return _paper_language.get() or _window_language


def use(code: str) -> None:
    """Sets the window's language."""
    global _window_language
    _window_language = code


@contextmanager
def language(code: str) -> Iterator[None]:
    """Within this block everything is said in the language `code`: a Kazakh letter from a Russian window."""
    token = _paper_language.set(code)
    try:
        yield
    finally:
        _paper_language.reset(token)


@contextmanager
def reworded(change: Callable[[str], str]) -> Iterator[None]:
    """Within this block every sentence is said as `change` makes it; an enclosing block changes it before."""
    outer = _rewording.get()
    token = _rewording.set(change if outer is None else lambda sentence: change(outer(sentence)))
    try:
        yield
    finally:
        _rewording.reset(token)


def _worded(sentence: str) -> str:
    change = _rewording.get()
    return change(sentence) if change else sentence


def available() -> tuple[str, ...]:
    """Languages that have a catalogue, Kazakh first."""
    found = {folder.parent.name for folder in paths.resource("i18n").glob("*/LC_MESSAGES")}
    return (*(code for code in LANGUAGES if code in found), *sorted(found.difference(LANGUAGES)))


@lru_cache
def _catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, paths.resource("i18n"), [code], fallback=True)
