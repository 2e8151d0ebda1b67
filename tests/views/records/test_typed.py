from datetime import date
from decimal import Decimal

import pytest

from kazcoop_desktop.views.records.typed import digits_meant, read_date, read_sum, read_whole

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    "text",
    [
        "01.02.2026",
        "1.2.26",
        "1/2/2026",
        "2026-02-01",
        "01022026",
        "010226",
        "1.2",
        "1.2.2026 ж.",
        "1.ә.әқә6",
    ],
)
def test_a_date_is_read_in_every_usual_spelling(text: str) -> None:
    assert read_date(text, today=TODAY) == date(2026, 2, 1)


@pytest.mark.parametrize("text", ["31.02.2026", "32.1.2026", "tomorrow", "1", "1.2.3.4"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  the sentence is the editor's
        read_date(text, today=TODAY)


def test_a_short_year_after_the_middle_of_the_century_is_of_the_last_one() -> None:
    assert read_date("5.3.87", today=TODAY) == date(1987, 3, 5)


@pytest.mark.parametrize(
    "text", ["4325", "4 325", "4\u00a0325,00", "4325.00", "4,325.00", "4.325,00", "ң3ә5"]
)
def test_a_sum_is_read_in_every_usual_spelling(text: str) -> None:
    assert read_sum(text) == Decimal("4325.00")


def test_letters_of_the_kazakh_digit_row_mean_its_digits() -> None:
    assert digits_meant("әіңғүұқ") == "2345890"
    assert read_whole("1 ұқ") == 190
