"""The recovery code is copied from paper by a person, at the worst of moments."""

import itertools

import pytest

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.services import recovery_code

CODE = "RSZKY-R69CT-SKNSN-VAWDA-BW4MY"
SIGNS = CODE.replace("-", "")


def test_codes_are_all_different_and_read_back_as_they_were_printed():
    codes = {recovery_code.new() for _time in range(50)}

    assert len(codes) == 50
    assert all(recovery_code.read(code) == code.replace("-", "") for code in codes)
    assert not set("".join(codes)) & set("0O1IL")


@pytest.mark.parametrize(
    "typed",
    [
        SIGNS,
        CODE.lower(),
        " rszky r69ct  sknsn\nvawda — bw4my ",
        "RSZКУ-R69СТ-SКNSN-VАWDА-ВW4МУ",  # Cyrillic letters that look alike
        "rszку.r69ст.sкnsn.vаwdа.вw4му",
        "ＲＳＺＫＹＲ６９ＣＴＳＫＮＳＮＶＡＷＤＡＢＷ４ＭＹ",
    ],
)
def test_a_code_is_read_however_it_was_typed(typed):
    assert recovery_code.read(typed) == SIGNS


def test_every_single_slip_is_seen():
    signs = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
    slips = [
        SIGNS[:place] + sign + SIGNS[place + 1 :]
        for place, sign in itertools.product(range(len(SIGNS)), signs)
        if SIGNS[place] != sign
    ]
    assert len(slips) == 25 * 30

    for slip in slips:
        with pytest.raises(UserError, match="mistyped"):
            recovery_code.read(slip)


def test_two_neighbours_that_changed_places_are_seen():
    for place in range(len(SIGNS) - 1):
        swapped = SIGNS[:place] + SIGNS[place + 1] + SIGNS[place] + SIGNS[place + 2 :]
        if swapped != SIGNS:
            with pytest.raises(UserError, match="mistyped"):
                recovery_code.read(swapped)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "25 letters and digits; 0 were typed"),
        (SIGNS[:-1], "25 letters and digits; 24 were typed"),
        (SIGNS + "2", "25 letters and digits; 26 were typed"),
        ("0" + SIGNS[1:], "no sign “0”"),
        ("Ж" + SIGNS[1:], "no sign “Ж”"),
    ],
)
def test_what_cannot_be_a_code_is_refused_with_its_reason(typed, said):
    with pytest.raises(UserError, match=said):
        recovery_code.read(typed)
