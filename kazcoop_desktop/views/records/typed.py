"""What was typed, read forgivingly: dates, whole numbers and sums."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

# Letters that stand on the digit row of the Kazakh layout, key by key from 2 to 0.
_LETTERS_OF_DIGITS = str.maketrans("әіңғүұқӘІҢҒҮҰҚ", "23458902345890")
_CENTURY_TURNS_AT = 50


def digits_meant(text: str) -> str:
    """The text with the letters of the Kazakh digit row read as the digits of the same keys."""
    return text.translate(_LETTERS_OF_DIGITS)


def read_date(text: str, *, today: date) -> date:
    """The date that 1.2.26, 01/02/2026, 2026-02-01, 01022026 or 1.2 of this year means. Raises ValueError."""
    parts = re.findall(r"\d+", digits_meant(text))
    if len(parts) == 1 and len(parts[0]) in (6, 8):
        parts = [parts[0][:2], parts[0][2:4], parts[0][4:]]
    if len(parts) == 3 and len(parts[0]) == 4:
        parts.reverse()
    if len(parts) == 2:
        parts.append(str(today.year))
    if len(parts) != 3:
        raise ValueError(text)
    day, month, year = (int(part) for part in parts)
    if len(parts[2]) <= 2:
        year += 2000 if year < _CENTURY_TURNS_AT else 1900
    return date(year, month, day)


def read_whole(text: str) -> int:
    """The whole number typed, spaces between its digits allowed. Raises ValueError."""
    return int(re.sub(r"\s", "", digits_meant(text)))


def read_sum(text: str) -> Decimal:
    """The sum typed as 4 325,00 or 4325.00 or 4,325.00. Raises ValueError."""
    plain = re.sub(r"\s", "", digits_meant(text))
    if "," in plain and "." in plain:
        plain = plain.replace(min(",", ".", key=plain.rfind), "")
    try:
        return Decimal(plain.replace(",", ".")).quantize(Decimal("0.01"))
    except InvalidOperation as error:
        raise ValueError(text) from error
