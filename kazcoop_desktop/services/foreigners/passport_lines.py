"""A person and a passport entered from the two machine-readable lines at the foot of the passport's page."""

from __future__ import annotations

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import database
from kazcoop_desktop.models.identity import PassportLines
from kazcoop_desktop.models.person import Passport, Person
from kazcoop_desktop.services import records


def known_person(read: PassportLines) -> Person | None:
    """The person who has this passport, else the one of the same name born on the same day; None for a new one."""
    passport = _known_passport(read)
    if passport is not None:
        person: Person = passport.person
        return person
    same = (Person.surname == read.surname) & (Person.given_names == read.given_names)
    return Person.get_or_none(same & (Person.born_on == read.born_on) & Person.deleted_at.is_null())


def drafts(
    read: PassportLines, *, person: Person | None = None, issuing_country: str = ""
) -> tuple[Person, Passport]:
    """The person and the passport as the lines fill them in, not saved; the lines win over what was typed.

    `issuing_country` stands for a state that the lines name by a code which is no country. Raises UserError when
    the passport is somebody else's.
    """
    passport = _known_passport(read)
    owner = person or known_person(read) or Person()
    if passport is not None and passport.person.id != owner.id:
        sentence = _("The passport {number} is entered for {person}.")
        raise UserError(sentence.format(number=read.number, person=passport.person))
    owner.surname, owner.given_names = read.surname, read.given_names
    owner.born_on = read.born_on
    owner.sex = read.sex or owner.sex
    owner.citizenship = read.citizenship or owner.citizenship
    passport = passport or Passport(number=read.number)
    passport.issuing_country = read.issuing_country or issuing_country or passport.issuing_country
    passport.expires_on = read.expires_on
    return owner, passport


def enter(person: Person, passport: Passport, *, by: str) -> Person:
    """Writes both or neither. Raises Invalid with the problems."""
    with database.atomic():
        saved = records.save(person, by=by)
        passport.person = saved
        records.save(passport, by=by)
    return saved


def _known_passport(read: PassportLines) -> Passport | None:
    same = (Passport.number == read.number) & Passport.deleted_at.is_null()
    if read.issuing_country:
        same &= Passport.issuing_country == read.issuing_country
    return Passport.get_or_none(same)
