"""The recovery code: a random secret that a person can copy from paper, with a check sign at its end."""

from __future__ import annotations

import secrets
import unicodedata

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _

_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # a prime number of signs; no 0 and O, no 1, I and L
_LENGTH = 25  # with the check sign; what is random is worth 118 bits
_GROUP = 5
_LOOK_ALIKES = str.maketrans("АВЕЗКМНРСТХУҮЅЈ", "ABE3KMHPCTXYYSJ")


def new() -> str:
    """A code in groups, as it is printed."""
    signs = "".join(secrets.choice(_SIGNS) for _sign in range(_LENGTH - 1))
    signs += _check_sign(signs)
    return "-".join(signs[start : start + _GROUP] for start in range(0, _LENGTH, _GROUP))


def read(typed: str) -> str:
    """The signs of a code as it was typed: in small letters, Cyrillic ones that look alike, grouped anyhow.

    Raises UserError when it cannot be a code: one wrong sign, or two in each other's place, are always seen.
    """
    plain = unicodedata.normalize("NFKC", typed).upper().translate(_LOOK_ALIKES)
    signs = "".join(sign for sign in plain if sign.isalnum())
    if len(signs) != _LENGTH:
        sentence = _("The recovery code has {wanted} letters and digits; {typed} were typed.")
        raise UserError(sentence.format(wanted=_LENGTH, typed=len(signs)))
    if strange := sorted(set(signs) - set(_SIGNS)):
        raise UserError(_("The recovery code has no sign “{sign}”.").format(sign=strange[0]))
    if signs[-1] != _check_sign(signs[:-1]):
        raise UserError(_("The recovery code was mistyped. Compare it with the sheet, sign by sign."))
    return signs


def _check_sign(signs: str) -> str:
    """Weighted by place, modulo a prime, so that every single slip of the pen changes it."""
    return _SIGNS[sum(place * _SIGNS.index(sign) for place, sign in enumerate(signs, 1)) % len(_SIGNS)]
