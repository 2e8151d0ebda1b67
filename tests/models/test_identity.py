"""The IIN and the lines of a passport: read when right, and the wrong digit named."""

from datetime import date

import pytest

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.models.identity import iin_problem, read_passport_lines

TODAY = date(2026, 11, 20)
SPECIMEN = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"


@pytest.mark.parametrize(
    "iin", ["990101100111", "990101100123", "990101100135", "990101100160", "990101100209"]
)
def test_an_iin_with_its_check_digit_is_right(iin):
    assert iin_problem(iin) is None


@pytest.mark.parametrize("last", "0123456789")
def test_an_iin_for_which_both_passes_give_ten_is_never_issued(last):
    assert iin_problem(f"99010110010{last}")


@pytest.mark.parametrize("iin", ["990101100112", "99010110011", "9901011001111", "99010110011X", ""])
def test_another_number_is_no_iin(iin):
    assert iin_problem(iin)


def test_an_iin_is_compared_with_the_date_of_birth_and_the_sex():
    assert iin_problem("990101100111", born_on=date(1899, 1, 1), sex="male") is None
    assert "01.01.1899" in str(iin_problem("990101100111", born_on=date(1999, 1, 1)))
    assert iin_problem("990101100111", sex="female") == "The IIN and the sex do not agree."


def test_the_lines_of_a_passport_tell_who_holds_it():
    read = read_passport_lines(SPECIMEN, today=TODAY)

    assert (read.surname, read.given_names, read.number) == ("ERIKSSON", "ANNA MARIA", "L898902C3")
    assert (read.born_on, read.sex, read.expires_on) == (date(1974, 8, 12), "female", date(2012, 4, 15))
    assert read.personal_number == "ZE184226B"


def test_three_letters_of_a_country_become_its_two():
    kazakh = SPECIMEN.replace("UTO", "KAZ")

    read = read_passport_lines(kazakh, today=TODAY)

    assert (read.issuing_country, read.citizenship) == ("KZ", "KZ")


def test_lines_with_the_marks_of_a_word_processor_are_read():
    typed = SPECIMEN.replace("<<ANNA", "«anna").replace("\n", " \r\n\r\n ").lower()

    assert read_passport_lines(typed, today=TODAY) == read_passport_lines(SPECIMEN, today=TODAY)


def test_an_empty_personal_number_may_lack_its_check_digit():
    empty = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159<<<<<<<<<<<<<<<8"

    assert read_passport_lines(empty, today=TODAY).personal_number == ""


@pytest.mark.parametrize(
    ("place", "part"),
    [
        (9, "passport number"),
        (19, "date of birth"),
        (27, "date of expiry"),
        (42, "personal number"),
        (43, "the whole line"),
    ],
)
def test_the_check_digit_that_is_wrong_is_named(place, part):
    first, second = SPECIMEN.splitlines()
    wrong = str((int(second[place]) + 1) % 10)

    with pytest.raises(UserError, match=part):
        read_passport_lines(f"{first}\n{second[:place]}{wrong}{second[place + 1 :]}", today=TODAY)


@pytest.mark.parametrize(
    "lines", ["", "P<UTO", SPECIMEN.replace("P<", "I<"), SPECIMEN.replace("ANNA", "АННА"), SPECIMEN * 2]
)
def test_anything_else_is_refused_with_a_sentence(lines):
    with pytest.raises(UserError):
        read_passport_lines(lines, today=TODAY)
