"""Whose data are processed on which ground, and whose without any."""

from __future__ import annotations

from datetime import date

import peewee as pw

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import kind_of
from kazcoop_desktop.models.history import HistoryEntry
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.models.personal_data import Consent
from kazcoop_desktop.services import access


def ground(person: Person, *, on: date) -> Consent | None:
    """The consent, or the law in its place, on which the person's data may be processed on a day; None without one."""
    mine = (Consent.person == person) & Consent.deleted_at.is_null()
    listed = Consent.select().where(mine).order_by(Consent.given_on.desc(), Consent.id.desc())
    return next((consent for consent in listed if consent.holds_on(on)), None)


def withdrawn(person: Person, *, on: date) -> Consent | None:
    """The consent that was withdrawn last, while nothing stands in its place."""
    if ground(person, on=on) is not None:
        return None
    mine = (Consent.person == person) & Consent.deleted_at.is_null() & (Consent.withdrawn_on <= on)
    latest: Consent | None = Consent.select().where(mine).order_by(Consent.withdrawn_on.desc()).first()
    return latest


def in_words(person: Person, *, on: date) -> str:
    """On what ground the person's data are processed, or what follows from there being none."""
    if held := ground(person, on=on):
        if held.ground == "law":
            return _("Processed by law, without consent: {act}").format(act=held.wording)
        until = f"{held.valid_until:%d.%m.%Y}" if held.valid_until else _("no end date")
        sentence = _("Consent of {date}, valid until: {until}. {purpose}")
        return sentence.format(date=f"{held.given_on:%d.%m.%Y}", until=until, purpose=held.purpose).rstrip()
    if gone := withdrawn(person, on=on):
        sentence = _(
            "The consent was withdrawn on {date}. The data may now be kept only where a law asks for it: "
            "hand over what the person asks for, then delete the rest."
        )
        return sentence.format(date=f"{gone.withdrawn_on:%d.%m.%Y}")
    return _("There is neither a consent nor a law on which these data are processed.")


def without_ground(*, on: date) -> list[Person]:
    """Persons whose data are processed on no ground on a day, in the order of their register; not those deleted.

    Raises NotAllowed for those who may not read about persons.
    """
    access.require("read", Person)
    lasts = Consent.valid_until.is_null() | (Consent.valid_until >= on)
    stands = Consent.withdrawn_on.is_null() | (Consent.withdrawn_on > on)
    holds = Consent.deleted_at.is_null() & (Consent.given_on <= on) & lasts & stands
    missing = (
        Person.select()
        .where(Person.deleted_at.is_null())
        .where(Person.id.not_in(Consent.select(Consent.person).where(holds)))
        .where(Person.id.not_in(_deleted()))
    )
    return list(missing.order_by(Person.order_key, Person.id))


def _deleted() -> list[int]:
    """Ids of persons of whom only a mark is left; an id may have been given again since."""
    acts = HistoryEntry.act.in_(("entered", "imported", "forgotten"))
    latest = (
        HistoryEntry.select(pw.fn.MAX(HistoryEntry.id))
        .where((HistoryEntry.kind == kind_of(Person)) & acts)
        .group_by(HistoryEntry.record_id)
    )
    gone = HistoryEntry.select().where(HistoryEntry.id.in_(latest), HistoryEntry.act == "forgotten")
    return [entry.record_id for entry in gone]
