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
    text = _IGNORED.sub("", unicodedata.normalize("NFC", text))
    return " ".join(map(_folded, re.findall(r"\w+", text)))


def order_key(text: str) -> str:
    """A key whose plain order is the Kazakh order: digits as numbers, the 42 letters, then Latin; empty last."""
    words = re.findall(r"\w+", _IGNORED.sub("", unicodedata.normalize("NFC", text)))
    plain = "".join(_without_accents(_one_script(word)) for word in words).casefold()
    if not plain:
        return _EMPTY_LAST
    letters = re.sub(r"\d+", _number_key, plain).translate(_LETTERS)
    return f"{letters}\x01{text.casefold()}"


def in_one_script(line: str) -> str:
    """The line with look-alike letters set right: a Latin a in «Қaзақстан», a Cyrillic а in “Universitаt”."""
    return line if _is_plain(line) else _WORD.sub(lambda word: _by_its_clear_letters(word[0]), line)


def _is_plain(line: str) -> bool:
    """Whether all its letters are Cyrillic, or all of them Latin without accents."""
    return line.isascii() or not _NOT_CYRILLIC.search(line)


def _by_its_clear_letters(word: str) -> str:
    """A word is of the script of those letters that only one script has; of both, or of none: it stays."""
    is_cyrillic, is_latin = bool(_ONLY_CYRILLIC.search(word)), bool(_ONLY_LATIN.search(word))
    if is_cyrillic == is_latin:
        return word
    return word.translate(_LOOK_ALIKES if is_cyrillic else _LATIN_LOOK_ALIKES)


@lru_cache(maxsize=2**14)
def _folded(word: str) -> str:
    return _without_accents(_one_script(word)).casefold().translate(_PLAIN)


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
