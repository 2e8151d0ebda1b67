"""How papers speak of a scholar and the visit: names, terms, sums, as short texts; nothing for no visit."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import peewee as pw

from kazcoop_desktop import i18n
from kazcoop_desktop.forms import official
from kazcoop_desktop.forms.fonts import REGULAR, missing
from kazcoop_desktop.i18n import _, ngettext, pgettext
from kazcoop_desktop.models import values, world
from kazcoop_desktop.models.base import text_of
from kazcoop_desktop.models.institution import Unit
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.person import Passport, Person
from kazcoop_desktop.models.scholar_visit import SEMESTERS, ScholarVisit
from kazcoop_desktop.services.foreigners import scholars

_TENGE = "KZT"


def said(visit: ScholarVisit | None, field: pw.Field[Any]) -> str:
    """A field of the visit, or of whom it names, as the paper prints it."""
    return text_of(visit, field) if visit else ""


def joined(*parts: str, by: str = ", ") -> str:
    """The parts that are not empty, with commas between."""
    return by.join(part for part in parts if part)


# The scholar.


def name_of(person: Person | None) -> str:
    """As in the passport, the surname in capitals; in Kazakh and Russian with the Cyrillic spelling in brackets."""
    if person is None:
        return ""
    latin = joined(person.surname.upper(), person.given_names, by=" ")
    cyrillic = _cyrillic(person)
    if not latin:
        return cyrillic
    return f"{latin} ({cyrillic})" if cyrillic and i18n.current() != "en" else latin


def signing_name(person: Person | None) -> str:
    """As under a signature and in running text: given name and surname, as in the passport."""
    if person is None:
        return ""
    return joined(_natural(person.given_names), _natural(person.surname), by=" ") or _cyrillic(person)


def _natural(name: str) -> str:
    """A name that the passport has in capitals, as a text writes it: Laura Jane."""
    return name.title() if name.isupper() else name


def _cyrillic(person: Person) -> str:
    russian = (person.surname_ru, person.given_name_ru)
    kazakh = (person.surname_kk, person.given_name_kk)
    wanted = (russian, kazakh) if i18n.current() == "ru" else (kazakh, russian)
    return next((" ".join(filter(None, name)) for name in wanted if any(name)), "")


def salutation(person: Person) -> str:
    """How a letter addresses the scholar: by the title where there is one, else by sex."""
    surname = _natural(person.surname) or person.surname_kk or person.surname_ru
    is_professor = any(word in f"{person.degree} {person.position}".lower() for word in ("prof", "проф"))
    if is_professor:
        said_so = {
            "male": pgettext("to a man", "Dear Professor {surname},"),
            "female": pgettext("to a woman", "Dear Professor {surname},"),
        }.get(person.sex, pgettext("paper", "Dear Professor {surname},"))
    else:
        said_so = {
            "male": pgettext("paper", "Dear Mr {surname},"),
            "female": pgettext("paper", "Dear Ms {surname},"),
        }.get(person.sex, pgettext("paper", "Dear {surname},"))
    return said_so.format(surname=surname)


def university(visit: ScholarVisit | None) -> str:
    """The scholar's university: the partner of the visit or of the person, else the place of work."""
    if visit is None:
        return ""
    partner: Partner | None = visit.partner or visit.person.partner
    if partner is None:
        return str(visit.person.workplace)
    names = (str(partner), partner.name_en, partner.name_ru, partner.name_kk)
    return next((name for name in names if name and not missing(REGULAR, name)), str(partner))


def country(visit: ScholarVisit | None) -> str:
    """The country of the university, else the citizenship."""
    if visit is None:
        return ""
    partner = visit.partner or visit.person.partner
    return world.country(partner.country if partner else visit.person.citizenship)


def university_and_country(visit: ScholarVisit | None) -> str:
    """Вальклер университеті, Франция."""
    return joined(university(visit), country(visit))


def name_and_degree(visit: ScholarVisit | None) -> str:
    """SMITH John, PhD."""
    return joined(name_of(visit.person), visit.person.degree) if visit else ""


def citizenship(visit: ScholarVisit | None) -> str:
    """The name of the country whose citizen the scholar is."""
    return said(visit, Person.citizenship)


def passport_line(passport: Passport | None) -> str:
    """Number, day of issue and end of validity."""
    if passport is None:
        return ""
    until = official.numeric(passport.expires_on)
    return joined(
        passport.number,
        official.numeric(passport.issued_on),
        pgettext("paper", "valid until {date}").format(date=until) if until else "",
    )


def passport_of(visit: ScholarVisit | None) -> Passport | None:
    """The passport that holds now."""
    return visit.person.passport if visit else None


# The visit.


def stay(visit: ScholarVisit | None) -> str:
    """The period of stay as a text writes it."""
    return official.period(visit.arrives_on, visit.leaves_on) if visit else ""


def stay_in_figures(visit: ScholarVisit | None) -> str:
    """The period of stay as a table writes it."""
    return official.numeric_period(visit.arrives_on, visit.leaves_on) if visit else ""


def unit_name(visit: ScholarVisit | None) -> str:
    """The inviting unit."""
    return str(visit.unit) if visit and visit.unit else ""


def institute(visit: ScholarVisit) -> Unit | None:
    """The institute or faculty that the inviting unit belongs to; the unit itself when it is one."""
    unit: Unit | None = visit.unit
    while unit is not None and unit.unit_kind == "chair" and unit.part_of is not None:
        unit = unit.part_of
    return unit


def course(visit: ScholarVisit | None) -> str:
    """The course in the language of the paper."""
    return visit.named("course") if visit else ""


def course_and_hours(visit: ScholarVisit | None) -> str:
    """The course and how many hours it takes."""
    return joined(course(visit), hours(visit))


def hours(visit: ScholarVisit | None) -> str:
    """20 сағат · 20 часов · 20 hours; nothing while no hours are known."""
    count = scholars.hours(visit) if visit else 0
    return hours_in_text(count) if count else ""


def hours_in_text(count: int) -> str:
    """A number of hours with its word."""
    return ngettext("{n} hour", "{n} hours", count).format(n=count)


def audience(visit: ScholarVisit | None) -> str:
    """For whom the lectures are, inside a sentence."""
    names = {
        "bachelor": pgettext("paper", "bachelor students"),
        "master": pgettext("paper", "master students"),
        "phd": pgettext("paper", "PhD students"),
        "staff": pgettext("paper", "teaching staff"),
    }
    return ", ".join(names[key] for key in visit.audience) if visit else ""


def levels(visit: ScholarVisit) -> str:
    """For whom the lectures are, in a narrow column."""
    names = {
        "bachelor": pgettext("paper", "bachelor"),
        "master": pgettext("paper", "master"),
        "phd": pgettext("paper", "PhD"),
        "staff": pgettext("paper", "teachers"),
    }
    return ", ".join(names[key] for key in visit.audience)


def language_and_interpreter(visit: ScholarVisit | None) -> str:
    """In which languages the lectures are held, and who interprets."""
    if visit is None:
        return ""
    return joined(text_of(visit, ScholarVisit.teaching_languages), visit.interpreter, by=" / ")


def funding(visit: ScholarVisit | None) -> str:
    """The source of funding as entered, else the programme."""
    return (visit.funding or text_of(visit, ScholarVisit.programme)) if visit else ""


def visa(visit: ScholarVisit | None) -> str:
    """The category of the visa with its entries, and the number of the invitation."""
    if visit is None:
        return ""
    invitation = pgettext("paper", "invitation No. {number}").format(number=visit.invitation_number)
    return joined(visa_category(visit), invitation if visit.invitation_number else "")


def visa_category(visit: ScholarVisit | None) -> str:
    """The category of the visa and its entries."""
    entries = text_of(visit, ScholarVisit.visa_entries).lower() if visit else ""
    return joined(visit.visa_category, entries) if visit else ""


def contract_number(visit: ScholarVisit | None) -> str:
    """The number of the contract as entered, else that of the visit."""
    return (visit.contract_number or visit.number) if visit else ""


def term(semester: str, academic_year: str) -> str:
    """Көктемгі семестр, 2026/2027 оқу жылы; either may be missing."""
    year = pgettext("paper", "academic year {year}").format(year=academic_year) if academic_year else ""
    return joined(_(dict(SEMESTERS).get(semester, "")), year)


# Sums.


def sum_in_text(amount: Decimal, currency: str) -> str:
    """A sum with its words: 4 325 (төрт мың үш жүз жиырма бес) теңге; other currencies by their code."""
    whole, small = divmod(int(amount * 100), 100)
    figures = values.grouped(Decimal(whole))[:-3]
    words = official.in_words(whole)
    if currency == _TENGE:
        tiyn = pgettext("paper", "{n} tiyn").format(n=f"{small:02}") if small else ""
        named = pgettext("paper", "{figures} ({words}) tenge").format(figures=figures, words=words)
        return joined(named, tiyn, by=" ")
    if small:
        figures, words = values.grouped(amount), f"{words}, {small:02}/100"
    return f"{figures} ({words}) {currency}"


def currency_name(currency: str) -> str:
    """What a column of sums is in: tenge by its name, other currencies by their code."""
    return pgettext("paper", "tenge") if currency == _TENGE else currency


def shares(amount: Decimal, parts: Sequence[int]) -> list[Decimal]:
    """A sum divided by hours, so that the parts together are the sum again: the last one takes the rest."""
    whole = sum(parts)
    shared: list[Decimal] = []
    for part in parts[:-1]:
        shared.append((amount * part / whole).quantize(Decimal("0.01")))
    return [*shared, amount - sum(shared, Decimal())] if parts else []
