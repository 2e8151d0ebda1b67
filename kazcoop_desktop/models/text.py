"""Kazakh words: what is sought instead of a word, and the order of the alphabet.

Both are stored beside the record, so that any SQLite tool can sort and search the file.
"""

import re
import unicodedata
from functools import lru_cache

ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
_LOOK_ALIKES = str.maketrans("ABCEHIKMOPTXYaceikhopxy", "АВСЕНІКМОРТХУасеікһорху")
_LATIN_LOOK_ALIKES = {cyrillic: latin for latin, cyrillic in _LOOK_ALIKES.items()}
_ONLY_LATIN = re.compile("[DFGJLNQRSUVWZbdfgjlmnqrstuvwz\u00c0-\u024f]")
_ONLY_CYRILLIC = re.compile("(?![АВСЕНІКМОРТХУасеікһорху])[\u0400-\u04ff]")
_PLAIN = str.maketrans({**dict(zip("әғқңөұүһёіій", "агкноуухеиии", strict=True)), "ъ": None, "ь": None})
_NOT_CYRILLIC = re.compile(r"[^\u0400-\u04ff\W\d_]")
_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_IGNORED = re.compile("[\u00ad\u0300-\u036f\u2010-\u2012\u2060-]|[«»“”„‘’'\"]")
_LATIN = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ð": "d", "Ð": "D"}
    | {"æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th", "ħ": "h", "Ħ": "H"}
)
_LETTERS = {ord(letter): chr(0x100 + place) for place, letter in enumerate(ALPHABET)} | {
    ord(letter): chr(0x200 + place) for place, letter in enumerate("abcdefghijklmnopqrstuvwxyz")
}
_EMPTY_LAST = "\uf8ff"


def fold(text: str) -> str:
    """What is stored and sought instead of the text: қ as к, Latin look-alikes as Cyrillic, no hyphens or quotes."""
    return " ".join(filter(None, map(_folded, text.split())))


def order_key(text: str) -> str:
    """A key whose plain order is the Kazakh order: digits as numbers, the 42 letters, then Latin; empty last."""
    letters = "".join(map(_ordered, text.split()))
    return f"{letters}\x01{text.casefold()}" if letters else _EMPTY_LAST


def in_one_script(line: str) -> str:
    """The line with look-alike letters set right: a Latin a in «Қaзақстан», a Cyrillic а in “Universitаt”."""
    return _WORD.sub(lambda word: _by_its_clear_letters(word[0]), line) if has_two_scripts(line) else line


def has_two_scripts(text: str) -> bool:
    """Whether Cyrillic letters stand beside others in it."""
    return not text.isascii() and bool(_CYRILLIC.search(text) and _NOT_CYRILLIC.search(text))


def _by_its_clear_letters(word: str) -> str:
    """A word is of the script of those letters that only one script has; of both, or of none: it stays."""
    is_cyrillic, is_latin = bool(_ONLY_CYRILLIC.search(word)), bool(_ONLY_LATIN.search(word))
    if is_cyrillic == is_latin:
        return word
    return word.translate(_LOOK_ALIKES if is_cyrillic else _LATIN_LOOK_ALIKES)


@lru_cache(maxsize=2**14)
def _folded(part: str) -> str:
    """What stands between two spaces, folded; texts have the same words again and again."""
    return " ".join(filter(None, (word.translate(_PLAIN) for word in _words(part))))


@lru_cache(maxsize=2**14)
def _ordered(part: str) -> str:
    return "".join(_DIGITS.sub(_number_key, word).translate(_LETTERS) for word in _words(part))


def _words(part: str) -> list[str]:
    if part.isascii() and part.isalnum():
        return [part.casefold()]
    words = _WORD.findall(_IGNORED.sub("", unicodedata.normalize("NFC", part)))
    return [_without_accents(_one_script(word)).casefold() for word in words]


def _one_script(word: str) -> str:
    return word.translate(_LOOK_ALIKES) if _CYRILLIC.search(word) else word


def _without_accents(word: str) -> str:
    """Latin ü is sought as u, ł as l; Cyrillic й and ё are letters of their own and stay."""
    if word.isascii() or _CYRILLIC.search(word):
        return word
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return plain.translate(_LATIN)


def _number_key(digits: re.Match[str]) -> str:
    number = digits[0].lstrip("0")
    return chr(0x40 + min(len(number), 0x7F)) + number
