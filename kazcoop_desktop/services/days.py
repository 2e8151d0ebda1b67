"""Working days and holidays of Kazakhstan, as the office has corrected them."""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from typing import Any

from kazcoop_desktop import i18n
from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.reference import SpecialDay

_DAY = timedelta(days=1)
_MOVED_HERE = "қайта белгіленген демалыс"
_ESTIMATED = "бағаланған"
_NAMES = {  # the library names days in Kazakh; other languages come from the catalogue
    "Жаңа жыл": N_("New Year"),
    "Православиелік Рождество": N_("Orthodox Christmas"),
    "Халықаралық әйелдер күні": N_("International Women's Day"),
    "Наурыз мейрамы": N_("Nauryz"),
    "Қазақстан халқының бірлігі мерекесі": N_("Day of Unity of the People of Kazakhstan"),
    "Отан Қорғаушы күні": N_("Defender of the Fatherland Day"),
    "Жеңіс күні": N_("Victory Day"),
    "Астана күні": N_("Capital Day"),
    "Қазақстан Республикасының Конституциясы күні": N_("Constitution Day"),
    "Қазақстан Республикасының Тұңғыш Президенті күні": N_("Day of the First President"),
    "Тәуелсіздік күні": N_("Independence Day"),
    "Республика күні": N_("Republic Day"),
    "Қазақстан Республикасы күні": N_("Republic Day"),
    "Құрбан айт": N_("Kurban Ait"),
    "Демалыс күні": N_("Day off"),
}


def _special_days() -> dict[date, SpecialDay]:
    return {special.day: special for special in SpecialDay.select().where(SpecialDay.deleted_at.is_null())}


@dataclass(frozen=True)
class Calendar:
    """The calendar with the office's corrections as they stand when it is made. Make one for each piece of work."""

    special: Mapping[date, SpecialDay] = field(default_factory=_special_days)

    def is_working(self, day: date) -> bool:
        """Whether the office works on this day."""
        if corrected := self.special.get(day):
            return corrected.is_working
        return bool(_kazakhstan().is_working_day(day))

    def name_of(self, day: date) -> str:
        """What the day is called in the current language; nothing for an ordinary day."""
        if corrected := self.special.get(day):
            return corrected.named("name")
        named = str(_kazakhstan().get(day, ""))
        return named if i18n.current() == "kk" else "; ".join(map(_translated, named.split("; ")))

    def working_days_from(self, day: date, n: int) -> date:
        """The n-th working day after a day, which is not counted itself; before it when n is negative."""
        step = _DAY if n > 0 else -_DAY
        left = abs(n)
        while left:
            day += step
            left -= self.is_working(day)
        return day

    def shift(self, day: date, days: int, unit: str) -> date:
        """The day so many `calendar` or `working` days later; earlier with a minus."""
        return self.working_days_from(day, days) if unit == "working" else day + timedelta(days=days)

    def days_between(self, start: date, end: date, unit: str) -> int:
        """How many `calendar` or `working` days lead from `start` to `end`; with a minus when `end` is past."""
        if unit != "working":
            return (end - start).days
        if end < start:
            return -self.days_between(end, start, unit)
        corrected = [day for day in self.special if start < day <= end]
        by_library: int = sum(map(_kazakhstan().is_working_day, corrected))
        return _worked(start, end) - by_library + sum(map(self.is_working, corrected))


def _worked(start: date, end: date) -> int:
    """Working days after `start` up to `end` by the library's calendar; years on end are counted once only."""
    whole_years = sum(_worked_by_day(year)[-1] for year in range(start.year, end.year))
    return whole_years + _worked_by_day(end.year)[_place(end)] - _worked_by_day(start.year)[_place(start)]


@cache
def _worked_by_day(year: int) -> tuple[int, ...]:
    """How many days of the year have been worked by the end of each day; the first number stands before it."""
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(366 if isleap(year) else 365))
    return tuple(accumulate(map(_kazakhstan().is_working_day, days), initial=0))


def _place(day: date) -> int:
    return day.timetuple().tm_yday


@cache
def _kazakhstan() -> Any:
    import holidays  # takes 0.1 s: only when days are first counted

    # Without a language, and for "ru", the library answers in English.
    return holidays.country_holidays("KZ", language="kk")


def _translated(named: str) -> str:
    plain, note = re.fullmatch(r"(.*?)(?: \((.+)\))?", named).groups()  # type: ignore[union-attr]
    holiday = _(_NAMES.get(plain, plain))
    if not note:
        return holiday
    if note == _ESTIMATED:
        return _("{holiday} (to be confirmed)").format(holiday=holiday)
    if note == _MOVED_HERE:
        return _("{holiday} (day off instead of a weekend)").format(holiday=holiday)
    return _("{holiday} (moved from {date})").format(holiday=holiday, date=note.split()[0])
