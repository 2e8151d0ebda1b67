"""Numbers that prove who somebody is: the IIN of Kazakhstan and the machine-readable lines of a passport."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import world

_FIRST_WEIGHTS = range(1, 12)
_SECOND_WEIGHTS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
_CENTURIES = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}
_LINE_LENGTH = 44
_MRZ_WEIGHTS = (7, 3, 1)
_STATES_OF_ICAO = {"D": "DE", "GBD": "GB", "GBN": "GB", "GBO": "GB", "GBP": "GB", "GBS": "GB"}


def iin_problem(iin: str, *, born_on: date | None = None, sex: str = "") -> str | None:
    """What is wrong with an IIN, by itself and beside the birth date and sex; None when nothing is.

    Its seventh digit tells century and sex; some are issued to foreigners with a zero there, which tells
    neither (Government decree 565 of 11 June 2003).
    """
    if not re.fullmatch(r"[0-9]{12}", iin):
        return _("An IIN has 12 digits; entered: {count}.").format(count=len(re.findall(r"\d", iin)))
    if check_digit(iin[:11]) != int(iin[11]):
        return _("The check digit of the IIN is wrong. Compare it with the document.")
    if iin[6] not in "0123456":
        return _("The seventh digit of the IIN tells the century and the sex; it is from 0 to 6.")
    return _problem_beside(iin, born_on, sex)


def _problem_beside(iin: str, born_on: date | None, sex: str) -> str | None:
    century = _CENTURIES.get(iin[6])
    year = (century or 2000) + int(iin[:2])
    try:
        born = date(year, int(iin[2:4]), int(iin[4:6]))
    except ValueError:
        return _("The IIN begins with the date of birth; there is no such date: {digits}.").format(
            digits=iin[:6]
        )
    digits = "%Y%m%d" if century else "%y%m%d"
    if born_on and f"{born_on:{digits}}" != f"{born:{digits}}":
        return _("The IIN and the date of birth do not agree: the IIN says {date}.").format(
            date=f"{born:%d.%m.%Y}"
        )
    if century and sex and sex != ("male" if int(iin[6]) % 2 else "female"):
        return _("The IIN and the sex do not agree.")
    return None


def check_digit(digits: str) -> int | None:
    """The twelfth digit that belongs to eleven digits of an IIN or BIN; None when no number may begin so."""
    for weights in (_FIRST_WEIGHTS, _SECOND_WEIGHTS):
        rest = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11
        if rest != 10:
            return rest
    return None


class PassportLines(NamedTuple):
    """What the two machine-readable lines of a passport say; countries are ISO 3166 alpha-2, empty when unknown."""

    surname: str
    given_names: str
    issuing_country: str
    number: str
    citizenship: str
    born_on: date
    sex: str
    expires_on: date
    personal_number: str


def read_passport_lines(lines: str, *, today: date) -> PassportLines:
    """Reads the two lines of 44 characters of a passport (ICAO 9303, TD3).

    Raises UserError that says what is wrong, naming the part whose check digit does not agree.
    """
    first, second = _two_lines(lines)
    if first[0] != "P":
        raise UserError(
            _("The first line of a passport begins with P. Enter both lines as they are printed.")
        )
    for part, name in _checked_parts(second):
        if not _agrees(part):
            raise UserError(
                _("The check digit does not agree: {part}. Compare the line with the passport.").format(
                    part=name
                )
            )
    surname, _gap, given_names = first[5:].rstrip("<").partition("<<")
    return PassportLines(
        surname=_words(surname),
        given_names=_words(given_names),
        issuing_country=_country(first[2:5]),
        number=second[:9].rstrip("<"),
        citizenship=_country(second[10:13]),
        born_on=_date(second[13:19], latest=today),
        sex={"M": "male", "F": "female"}.get(second[20], ""),
        expires_on=_date(second[21:27], latest=None),
        personal_number=second[28:42].strip("<"),
    )


def _two_lines(lines: str) -> tuple[str, str]:
    found = [line for line in re.sub(r"[ \t\u00a0«]", _fillers, lines.upper()).splitlines() if line]
    if len(found) == 1 and len(found[0]) == 2 * _LINE_LENGTH:
        found = [found[0][:_LINE_LENGTH], found[0][_LINE_LENGTH:]]
    if len(found) != 2:
        raise UserError(
            _("Enter the two lines at the foot of the passport's page; lines found: {count}.").format(
                count=len(found)
            )
        )
    for number, line in enumerate(found, 1):
        if len(line) != _LINE_LENGTH:
            raise UserError(
                _("Line {number} has {count} characters; it must have 44.").format(
                    number=number, count=len(line)
                )
            )
        if strange := re.search(r"[^A-Z0-9<]", line):
            raise UserError(
                _("Line {number} holds “{sign}”; only Latin letters, digits and < stand there.").format(
                    number=number, sign=strange[0]
                )
            )
    return found[0], found[1]


def _fillers(sign: re.Match[str]) -> str:
    """A scanner or a word processor turns << into a quotation mark; blanks it adds mean nothing."""
    return "<<" if sign[0] == "«" else ""


def _checked_parts(second: str) -> tuple[tuple[str, str], ...]:
    """The parts of the second line that end with a check digit, with what each is called."""
    personal = second[28:43]
    return (
        (second[:10], _("passport number")),
        (second[13:20], _("date of birth")),
        (second[21:28], _("date of expiry")),
        (f"{personal[:14]}0" if personal == "<" * 15 else personal, _("personal number")),
        (second[:10] + second[13:20] + second[21:44], _("the whole line")),
    )


def _agrees(part: str) -> bool:
    values = (0 if sign == "<" else int(sign, 36) for sign in part[:-1])
    total = sum(value * _MRZ_WEIGHTS[place % 3] for place, value in enumerate(values))
    return part[-1] == str(total % 10)


def _words(part: str) -> str:
    return re.sub("<+", " ", part).strip()


def _country(code: str) -> str:
    alpha3 = code.rstrip("<")
    return _STATES_OF_ICAO.get(alpha3) or world.alpha2(alpha3)


def _date(digits: str, *, latest: date | None) -> date:
    """The date of YYMMDD: of this century, or of the last one when it would lie after `latest`."""
    try:
        found = date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
        return found.replace(year=found.year - 100) if latest and found > latest else found
    except ValueError as error:
        raise UserError(_("There is no such date: {value}.").format(value=digits)) from error
