"""Dates, numbers, sums and names as official papers write them, in the language in force."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kazcoop_desktop import i18n
from kazcoop_desktop.i18n import pgettext
from kazcoop_desktop.models.institution import Employee, Position

NBSP = "\u00a0"
_MONTHS = {
    code: names.split()
    for code, names in {
        "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
        "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "en": "January February March April May June July August September October November December",
        "kk before a noun": (
            "қаңтардағы ақпандағы наурыздағы сәуірдегі мамырдағы маусымдағы "
            "шілдедегі тамыздағы қыркүйектегі қазандағы қарашадағы желтоқсандағы"
        ),
    }.items()
}


# Dates.


def in_text(day: date) -> str:
    """2026 жылғы 20 қараша · 20 ноября 2026 года · 20 November 2026."""
    month = month_name(day)
    match i18n.current():
        case "kk":
            return f"{day.year} жылғы {day.day}{NBSP}{month}"
        case "ru":
            return f"{day.day}{NBSP}{month} {day.year} года"
        case _:
            return f"{day.day}{NBSP}{month} {day.year}"


def before_noun(day: date) -> str:
    """Kazakh before a noun: 2026 жылғы 20 қарашадағы; in Russian and English as in a text."""
    if i18n.current() != "kk":
        return in_text(day)
    return f"{day.year} жылғы {day.day}{NBSP}{_MONTHS['kk before a noun'][day.month - 1]}"


def numeric(day: date | None) -> str:
    """20.11.2026 in every language; nothing for no date."""
    return day.strftime("%d.%m.%Y") if day else ""


def stamp(day: date | None) -> str:
    """The date of a letterhead or stamp: 2026 ж. «20» қараша; with blanks to fill in when there is no date."""
    if day is None:
        return {
            "kk": "20___ ж. «___» ______________",
            "ru": "«___» ______________ 20___ г.",
        }.get(i18n.current(), "___ ______________ 20___")
    month = month_name(day)
    match i18n.current():
        case "kk":
            return f"{day.year}{NBSP}ж. «{day.day:02}»{NBSP}{month}"
        case "ru":
            return f"«{day.day:02}»{NBSP}{month} {day.year}{NBSP}г."
        case _:
            return f"{day.day}{NBSP}{month} {day.year}"


def period(start: date, end: date | None) -> str:
    """A range in a text: 2026 жылғы 20–25 қараша; both dates in full when the years differ."""
    if end is None or end == start:
        return in_text(start)
    if start.year != end.year:
        return f"{in_text(start)} – {in_text(end)}"
    same_month = start.month == end.month
    days = f"{start.day}–{end.day}{NBSP}{month_name(end)}"
    if not same_month:
        days = f"{start.day}{NBSP}{month_name(start)} – {end.day}{NBSP}{month_name(end)}"
    return {"kk": f"{start.year} жылғы {days}", "ru": f"{days} {start.year} года"}.get(
        i18n.current(), f"{days} {start.year}"
    )


def numeric_period(start: date, end: date | None) -> str:
    """A range in a table: 20.11.2026 – 25.11.2026."""
    return numeric(start) if end is None or end == start else f"{numeric(start)} – {numeric(end)}"


def month_name(day: date) -> str:
    """The month as a date in a text has it: қараша · ноября · November."""
    return _MONTHS[i18n.current() if i18n.current() in _MONTHS else "en"][day.month - 1]


# Numbers and sums.

_WORDS = {
    "kk": (
        "нөл бір екі үш төрт бес алты жеті сегіз тоғыз",
        "он жиырма отыз қырық елу алпыс жетпіс сексен тоқсан",
    ),
    "ru": (
        "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать "
        "четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать",
        "десять двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
    ),
    "en": (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen",
        "ten twenty thirty forty fifty sixty seventy eighty ninety",
    ),
}
_UNITS = {code: units.split() for code, (units, _tens) in _WORDS.items()}
_TENS = {code: ["", *tens.split()] for code, (_units, tens) in _WORDS.items()}
_HUNDREDS_RU = ("", "сто", "двести", "триста", "четыреста", *(f"{n}сот" for n in _UNITS["ru"][5:10]))
_POWERS = {
    "kk": ("", "мың", "миллион", "миллиард", "триллион"),
    "en": ("", "thousand", "million", "billion", "trillion"),
}
_POWERS_RU = (
    (),
    ("тысяча", "тысячи", "тысяч"),
    ("миллион", "миллиона", "миллионов"),
    ("миллиард", "миллиарда", "миллиардов"),
    ("триллион", "триллиона", "триллионов"),
)


def in_words(number: int) -> str:
    """A whole number from 0 to 999 trillion in words: төрт мың үш жүз жиырма бес."""
    language = i18n.current() if i18n.current() in _UNITS else "en"
    if number == 0:
        return _UNITS[language][0]
    words: list[str] = []
    for power in range(len(_POWERS["kk"]) - 1, -1, -1):
        group = number // 1000**power % 1000
        if group:
            words += {"kk": _group_kk, "ru": _group_ru, "en": _group_en}[language](group, power, bool(words))
    return " ".join(words)


def _group_kk(group: int, power: int, _follows: bool) -> list[str]:
    hundreds, rest = divmod(group, 100)
    tens, unit = divmod(rest, 10)
    words = [_UNITS["kk"][hundreds]] if hundreds > 1 else []
    words += ["жүз"] if hundreds else []
    words += [_TENS["kk"][tens]] if tens else []
    words += [_UNITS["kk"][unit]] if unit else []
    return [*words, _POWERS["kk"][power]] if power else words


def _group_ru(group: int, power: int, _follows: bool) -> list[str]:
    hundreds, rest = divmod(group, 100)
    words = [_HUNDREDS_RU[hundreds]] if hundreds else []
    if rest >= 20:
        words.append(_TENS["ru"][rest // 10])
        rest %= 10
    if rest:
        feminine = {1: "одна", 2: "две"} if power == 1 else {}
        words.append(feminine.get(rest, _UNITS["ru"][rest]))
    return [*words, ru_form(group, *_POWERS_RU[power])] if power else words


def _group_en(group: int, power: int, follows: bool) -> list[str]:
    hundreds, rest = divmod(group, 100)
    words = [_UNITS["en"][hundreds], "hundred"] if hundreds else []
    if rest:
        words += ["and"] if hundreds or (follows and power == 0) else []
        tens, unit = divmod(rest, 10)
        below_hundred = _TENS["en"][tens] + (f"-{_UNITS['en'][unit]}" if unit else "")
        words.append(_UNITS["en"][rest] if rest < 20 else below_hundred)
    return [*words, _POWERS["en"][power]] if power else words


def ru_form(number: int, one: str, few: str, many: str) -> str:
    """The Russian form that fits the number: лист, листа, листов."""
    if number % 10 == 1 and number % 100 != 11:
        return one
    return few if 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14 else many


def tenge_in_words(amount: Decimal) -> str:
    """A sum in words: екі мың жүз алпыс екі теңге 50 тиын; tiyn only when there are any."""
    whole, tiyn = divmod(int(amount * 100), 100)
    tenge, small = {"kk": ("теңге", "тиын"), "ru": ("тенге", "тиын")}.get(i18n.current(), ("tenge", "tiyn"))
    return f"{in_words(whole)} {tenge}" + (f" {tiyn:02} {small}" if tiyn else "")


# People.


def initials_and_surname(person: Employee | None) -> str:
    """As under a signature: А.М. Серікова · А.М. Серикова · A. Serikova; nothing for nobody."""
    if person is None:
        return ""
    surname, given, patronymic = _name_parts(person)
    initials = "".join(_initial(name) for name in (given, patronymic) if name)
    return f"{initials}{NBSP}{surname}" if initials else surname


def full_name(person: Employee | None) -> str:
    """As in lists and orders: Серікова Айгүл Маратқызы · Серикова Айгуль Маратовна · SERIKOVA Aigul."""
    if person is None:
        return ""
    surname, given, patronymic = _name_parts(person)
    if i18n.current() not in ("kk", "ru"):
        surname = surname.upper()
    return " ".join(part for part in (surname, given, patronymic) if part)


def _name_parts(person: Employee) -> tuple[str, str, str]:
    """Surname, given name, patronymic in the language in force, else as in Kazakh."""
    kazakh = (person.surname, person.given_name, person.patronymic)
    match i18n.current():
        case "kk":
            return kazakh
        case "ru":
            return (
                (person.surname_ru, person.given_name_ru, person.patronymic_ru)
                if person.surname_ru
                else kazakh
            )
        case _:
            return (person.surname_en, person.given_name_en, "") if person.surname_en else (*kazakh[:2], "")


def _initial(name: str) -> str:
    """А. · Ж.-Ж. for a name of two parts."""
    return "-".join(f"{part[0]}." for part in name.split("-") if part)


def position_name(position: Position | None) -> str:
    """The position with its unit, as the one who holds it signs."""
    return position.named("name") if position else ""


def addressee(position: Position | None, person: Employee | None) -> list[str]:
    """The lines of an addressee. The dative of the position is entered, never computed; a Russian surname has none.

    Басқарма төрағасы – Ректорға / А.Ә. Асанов мырзаға · Кому: Ректор / А.А. Асанов · A. Assanov / Rector.
    """
    name = initials_and_surname(person)
    if i18n.current() == "en" and name:
        return [name, position_name(position)]
    if position and i18n.current() == "kk" and position.addressee_kk:
        carrier = {"male": "мырзаға", "female": "ханымға"}.get(person.sex if person else "", "")
        return [position.addressee_kk, f"{name} {carrier}".strip()]
    if position and i18n.current() == "ru" and position.addressee_ru and not name:
        return [position.addressee_ru]
    whom = position_name(position) or "_" * 24
    return [pgettext("paper", "To: {position}").format(position=whom), name or "_" * 28]
