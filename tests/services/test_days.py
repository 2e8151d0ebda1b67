from datetime import date, timedelta

import pytest

from kazcoop_desktop import i18n
from kazcoop_desktop.models.reference import SpecialDay
from kazcoop_desktop.services import records
from kazcoop_desktop.services.days import Calendar

pytestmark = pytest.mark.usefixtures("store")


def test_saturday_sunday_and_nauryz_are_not_worked():
    calendar = Calendar()

    assert calendar.is_working(date(2026, 3, 20))
    assert not any(calendar.is_working(date(2026, 3, day)) for day in (21, 22, 23, 24, 25))
    assert calendar.is_working(date(2026, 3, 26))


def test_working_days_are_counted_over_nauryz():
    calendar = Calendar()

    assert calendar.working_days_from(date(2026, 3, 19), 3) == date(2026, 3, 27)
    assert calendar.working_days_from(date(2026, 3, 27), -3) == date(2026, 3, 19)
    assert calendar.days_between(date(2026, 3, 19), date(2026, 3, 27), "working") == 3
    assert calendar.days_between(date(2026, 3, 27), date(2026, 3, 19), "working") == -3


def test_working_days_between_far_days_are_those_counted_one_by_one():
    records.save(SpecialDay(day=date(2025, 2, 1), is_working=True, name_kk="Жұмыс күні"), by="Айгүл")
    records.save(SpecialDay(day=date(2025, 2, 3), name_kk="Демалыс"), by="Айгүл")
    records.save(SpecialDay(day=date(2025, 3, 8), name_kk="Демалыс"), by="Айгүл")
    calendar = Calendar()
    start, end = date(2023, 12, 29), date(2026, 3, 27)

    counted = sum(calendar.is_working(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))

    assert calendar.days_between(start, end, "working") == counted
    assert calendar.days_between(start, start, "working") == 0


def test_the_fifteenth_working_day_after_6_march_is_2_april():
    assert Calendar().shift(date(2026, 3, 6), 15, "working") == date(2026, 4, 2)
    assert Calendar().shift(date(2026, 3, 6), 15, "calendar") == date(2026, 3, 21)


def test_no_days_from_a_holiday_is_the_holiday_itself():
    assert Calendar().working_days_from(date(2026, 1, 1), 0) == date(2026, 1, 1)


def test_the_corrections_of_the_office_win():
    records.save(
        SpecialDay(day=date(2026, 5, 27), is_working=True, name_kk="Жұмыс күні болып ауысты"), by="Айгүл"
    )
    records.save(SpecialDay(day=date(2026, 5, 28), name_kk="Құрбан айт"), by="Айгүл")

    calendar = Calendar()

    assert calendar.is_working(date(2026, 5, 27))
    assert not calendar.is_working(date(2026, 5, 28))
    assert calendar.name_of(date(2026, 5, 28)) == "Құрбан айт"
    assert calendar.working_days_from(date(2026, 5, 26), 2) == date(2026, 5, 29)


def test_a_correction_in_the_recycle_bin_does_not_count():
    correction = records.save(SpecialDay(day=date(2026, 11, 20), name_kk="Демалыс"), by="Айгүл")

    records.delete(correction, by="Айгүл")

    assert Calendar().is_working(date(2026, 11, 20))


def test_holidays_are_named_in_kazakh_and_in_english():
    calendar = Calendar()

    with i18n.language("kk"):
        assert calendar.name_of(date(2026, 3, 21)) == "Наурыз мейрамы"
        assert calendar.name_of(date(2026, 11, 20)) == ""
    with i18n.language("en"):
        assert calendar.name_of(date(2026, 3, 21)) == "Nauryz"
        assert calendar.name_of(date(2026, 3, 24)) == "Nauryz (day off instead of a weekend)"
        assert calendar.name_of(date(2026, 5, 27)) == "Kurban Ait (to be confirmed)"
        assert calendar.name_of(date(2025, 1, 3)) == "Day off (moved from 05.01.2025)"


def test_every_holiday_of_the_library_has_a_name_in_the_catalogue():
    calendar = Calendar()

    with i18n.language("en"):
        said = [
            calendar.name_of(date(year, month, day)) for year in range(2015, 2041) for month, day in _DATES
        ]

    assert all(name.isascii() for name in said)


_DATES = [(month, day) for month in range(1, 13) for day in range(1, 29)]
