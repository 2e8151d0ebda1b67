"""How papers speak of a learner and of a stay at a partner; nothing for nobody."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import peewee as pw

from kazcoop_desktop import i18n
from kazcoop_desktop.forms import official
from kazcoop_desktop.forms.agreements.agreement_words import joined, name_of
from kazcoop_desktop.i18n import ngettext, pgettext
from kazcoop_desktop.models.base import text_of
from kazcoop_desktop.models.dual_degree import DualDegreeCandidate
from kazcoop_desktop.models.learner import Learner
from kazcoop_desktop.models.mobility import Mobility, StudyLine
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.models.values import as_text
from kazcoop_desktop.models.world import country

Case = Mobility | DualDegreeCandidate


def said(case: Any, field: pw.Field[Any]) -> str:
    """A field of a record as the paper prints it."""
    return text_of(case, field) if case is not None else ""


def credits_of(value: Decimal | None) -> str:
    """A number of credits or points."""
    return as_text(StudyLine.host_credits, value)


def person_name(person: Person | None) -> str:
    """As in lists and orders: Серікова Айгүл Маратқызы · Серикова Айгуль Маратовна · SERIKOVA Aigul."""
    if person is None:
        return ""
    if i18n.current() == "en" and person.surname:
        return joined(person.surname.upper(), person.given_names, by=" ")
    return person.full_name(i18n.current())


def learner_name(case: Any) -> str:
    """The full name of the learner of a case."""
    return person_name(case.learner.person) if case is not None else ""


def programme_and_year(learner: Learner | None) -> str:
    """The programme, year of study and group."""
    if learner is None:
        return ""
    year = pgettext("paper", "year {n}").format(n=learner.course) if learner.course else ""
    return joined(learner.programme, year, learner.group)


def partner_of(case: Case | None) -> Partner | None:
    """The university of the other side."""
    if case is None:
        return None
    partner: Partner = case.partner if isinstance(case, Mobility) else case.programme.partner
    return partner


def partner_and_country(case: Case | None) -> str:
    """The partner university with its city and country."""
    partner = partner_of(case)
    return joined(name_of(partner), partner.city, country(partner.country)) if partner else ""


def is_incoming(case: Case | None) -> bool:
    """Whether the learner comes from the partner."""
    return isinstance(case, Mobility) and case.direction == "incoming"


def term(case: Case | None) -> str:
    """From when until when, in numbers."""
    if case is None or case.starts_on is None:
        return ""
    return official.numeric_period(case.starts_on, case.ends_on)


def term_in_text(case: Case) -> str:
    """From when until when, as a sentence says it; a line while it is not known."""
    return official.period(case.starts_on, case.ends_on) if case.starts_on else "_" * 30


def days_of(case: Case) -> str:
    """How many calendar days, both ends counted."""
    if case.starts_on is None or case.ends_on is None:
        return ""
    count = (case.ends_on - case.starts_on).days + 1
    return ngettext("{n} calendar day", "{n} calendar days", count).format(n=count)


def semester_and_year(stay: Mobility | None) -> str:
    """Autumn semester, academic year 2026/2027."""
    if stay is None:
        return ""
    year = pgettext("paper", "academic year {year}").format(year=stay.academic_year)
    return joined(text_of(stay, Mobility.semester), year)


def on_line(day: date | None) -> str:
    """A date in a text, or a place to write it."""
    return official.in_text(day) if day else official.stamp(None)
