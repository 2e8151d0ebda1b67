"""Where Kazakh words may be divided: by syllables, with soft hyphens for narrow cells."""

import re
from itertools import pairwise

SOFT_HYPHEN = "\u00ad"
_VOWELS = "аәеёиоөуұүыіэюя"
_WORD = re.compile(r"[^\W\d_]+")


def syllable_breaks(word: str) -> list[int]:
    """Where a word may be divided: indexes of the letters that may begin the next line."""
    lower = word.lower()
    if not lower.isalpha() or len(lower) < 4 or any(letter.isupper() for letter in word[1:]):
        return []  # numbers, hyphenated words, abbreviations (ҚазҰТЗУ, ЖОО) stay whole
    vowels = [
        place
        for place, letter in enumerate(lower)
        if letter in _VOWELS and not (letter == "у" and place and lower[place - 1] in _VOWELS)
    ]
    breaks = []
    for left, right in pairwise(vowels):
        consonants = [place for place in range(left + 1, right) if lower[place] not in "ьъ"]
        if not consonants or lower[right - 1] == "ъ":
            cut = right
        elif len(consonants) <= 3:
            cut = consonants[-1]
        else:
            cut = consonants[len(consonants) // 2]
        breaks.append(cut)
    edges = [0, *breaks, len(lower)]
    return [cut for cut, end in zip(breaks, edges[2:], strict=True) if cut > 1 and end - cut > 1]


def hyphenated(text: str) -> str:
    """The text with soft hyphens where its words may be divided; a word with a hyphen breaks only there."""
    return re.sub(r"\S+", lambda found: _divided(found[0]), text)


def _divided(chunk: str) -> str:
    return chunk if "-" in chunk else _WORD.sub(lambda word: _with_soft_hyphens(word[0]), chunk)


def _with_soft_hyphens(word: str) -> str:
    edges = [0, *syllable_breaks(word), len(word)]
    return SOFT_HYPHEN.join(word[start:end] for start, end in pairwise(edges))
