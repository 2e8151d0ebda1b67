"""How papers speak of a foreigner's stay: the person, the passport, the visa; nothing for what is not there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import peewee as pw
from reportlab.platypus import Flowable

from kazcoop_desktop import i18n
from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.agreements.agreement_words import joined
from kazcoop_desktop.forms.blocks import Column
from kazcoop_desktop.i18n import pgettext
from kazcoop_desktop.models.base import Record, text_of
from kazcoop_desktop.models.foreign_citizen import ForeignCitizen
from kazcoop_desktop.models.person import Passport, Person
from kazcoop_desktop.models.stay import StayEvent
from kazcoop_desktop.models.visa import Visa
from kazcoop_desktop.services.foreigners import stays


@dataclass(frozen=True, kw_only=True)
class Subject:
    """Whom a paper is about: the person, the visa and the event, as far as the paper has them."""

    person: Person
    visa: Visa | None = None
    event: StayEvent | None = None

    @property
    def case(self) -> ForeignCitizen | None:
        """What the person is here."""
        return stays.case_of(self.person)

    @property
    def passport(self) -> Passport | None:
        """The passport of the visa, else the one held now."""
        return stays.passport_of(self.visa, self.person)


def said(record: Record | None, field: pw.Field[Any]) -> str:
    """A field as the paper prints it."""
    return text_of(record, field) if record is not None else ""


def latin_name(person: Person | None) -> str:
    """ERIKSSON Anna Maria: as in the passport; in another spelling while no Latin one is entered."""
    if person is None:
        return ""
    latin = joined(person.surname.upper(), person.given_names, by=" ")
    return latin or person.full_name(i18n.current())


def passport_number_and_end(passport: Passport | None) -> str:
    """Number and last day, for lists."""
    return joined(passport.number, official.numeric(passport.expires_on)) if passport else ""


def visa_data(subject: Subject | None, *, blank: bool, more: list[tuple[str, str]] | None = None) -> Flowable:
    """[VD]: what the migration service asks for; rows without a value are left out of a filled paper."""
    found = [*(_visa_data(subject) if subject else _visa_data(None)), *(more or [])]
    return blocks.facts([(name, value) for name, value in found if value or blank], left=65)


def list_columns() -> tuple[Column, ...]:
    """The columns of a list of foreigners in a petition or notice."""
    return (
        Column(pgettext("paper", "No."), 10, "CENTER"),
        Column(pgettext("paper", "Full name (Latin)"), 45),
        Column(pgettext("paper", "Born"), 20, "CENTER"),
        Column(pgettext("paper", "Citizenship"), 25),
        Column(pgettext("paper", "Passport No., valid"), 30),
        Column(pgettext("paper", "Visa until"), 20, "CENTER"),
        Column(pgettext("paper", "Wanted until"), 20, "CENTER"),
    )


def _visa_data(subject: Subject | None) -> list[tuple[str, str]]:
    person = subject.person if subject else None
    visa = subject.visa if subject else None
    event = subject.event if subject else None
    case = subject.case if subject else None
    passport = subject.passport if subject else None
    return [
        (pgettext("paper", "Surname, given names (as in passport)"), latin_name(person)),
        (pgettext("paper", "Sex"), said(person, Person.sex)),
        (
            pgettext("paper", "Date and place of birth"),
            joined(
                said(person, Person.born_on),
                said(person, Person.birth_city),
                said(person, Person.birth_country),
            ),
        ),
        (pgettext("paper", "Citizenship"), said(person, Person.citizenship)),
        (
            pgettext("paper", "Passport No., issued, valid until"),
            joined(
                said(passport, Passport.number),
                said(passport, Passport.issued_on),
                said(passport, Passport.expires_on),
            ),
        ),
        (pgettext("paper", "Place of work (study), position"), _place_of_work(person, case)),
        (pgettext("paper", "Permanent address"), said(person, Person.home_address)),
        (pgettext("paper", "Where the visa will be issued"), said(visa, Visa.issued_at)),
        (pgettext("paper", "Period of stay"), _period(visa, event)),
        (
            pgettext("paper", "Visa category, entries"),
            joined(visa.category.code, said(visa, Visa.entries)) if visa else "",
        ),
        (pgettext("paper", "Purpose"), _purpose(visa, case)),
        (pgettext("paper", "Address in Kazakhstan, route"), _address(visa, event, case)),
        (
            pgettext("paper", "Transport, flight"),
            said(event, StayEvent.transport) or said(visa, Visa.transport),
        ),
        (pgettext("paper", "Costs borne by"), said(visa, Visa.funding)),
    ]


def _place_of_work(person: Person | None, case: ForeignCitizen | None) -> str:
    """Here: the kind, the specialty and the year of study; of others, where they work."""
    if case is None:
        return joined(said(person, Person.workplace), said(person, Person.position))
    return joined(said(case, ForeignCitizen.citizen_kind), case.specialty, course(case))


def course(case: ForeignCitizen | None) -> str:
    """2-курс · 2 курс · year 2."""
    if case is None or not case.course:
        return ""
    return pgettext("paper", "year {n}").format(n=case.course)


def _period(visa: Visa | None, event: StayEvent | None) -> str:
    if event is not None:
        last = event.stays_until or (visa.valid_until if visa else None)
        return _days(event.happened_on, last)
    if visa is None:
        return ""
    return _days(visa.wanted_from or visa.valid_from, visa.wanted_until or visa.valid_until)


def _days(start: date | None, end: date | None) -> str:
    return joined(official.numeric(start), official.numeric(end), by=" – ")


def _purpose(visa: Visa | None, case: ForeignCitizen | None) -> str:
    if visa is not None and visa.purpose:
        return str(visa.purpose)
    return said(case, ForeignCitizen.purpose) or (visa.category.named("name") if visa else "")


def _address(visa: Visa | None, event: StayEvent | None, case: ForeignCitizen | None) -> str:
    of_event = joined(said(event, StayEvent.residence), said(event, StayEvent.address))
    of_case = joined(
        said(case, ForeignCitizen.residence),
        said(case, ForeignCitizen.address),
        said(case, ForeignCitizen.room),
    )
    return of_event or said(visa, Visa.address) or of_case
