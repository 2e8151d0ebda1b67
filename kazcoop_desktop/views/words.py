"""Days and moments as the window says them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QLocale

from kazcoop_desktop import i18n
from kazcoop_desktop.i18n import _, ngettext

LANGUAGE_NAMES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
_LOCALES = {"kk": "kk_KZ", "ru": "ru_KZ", "en": "en_GB"}


def locale(code: str) -> QLocale:
    """Qt's locale for a language of the program, as Kazakhstan writes it."""
    return QLocale(_LOCALES.get(code, code))


def shown(day: date) -> str:
    """A day as tables show it: 20.11.2026."""
    return f"{day:%d.%m.%Y}"


def day_in_words(day: date) -> str:
    """A day with its weekday: 20.11.2026, Friday."""
    weekday = locale(i18n.current()).dayName(day.isoweekday(), QLocale.FormatType.LongFormat)
    return f"{shown(day)}, {weekday}"


def moment_in_words(moment: datetime, *, now: datetime) -> str:
    """A moment as one says it: today 09:12, yesterday 18:04, 18.11.2026 10:00."""
    time = f"{moment:%H:%M}"
    if moment.date() == now.date():
        return _("today {time}").format(time=time)
    if moment.date() == now.date() - timedelta(days=1):
        return _("yesterday {time}").format(time=time)
    return f"{shown(moment.date())} {time}"


def distance_in_words(days_left: int) -> str:
    """How far a day is: 2 days ago, yesterday, today, tomorrow, 3 days left."""
    match days_left:
        case 0:
            return _("today")
        case 1:
            return _("tomorrow")
        case -1:
            return _("yesterday")
    if days_left < 0:
        return ngettext("{n} day ago", "{n} days ago", -days_left).format(n=-days_left)
    return ngettext("{n} day left", "{n} days left", days_left).format(n=days_left)
