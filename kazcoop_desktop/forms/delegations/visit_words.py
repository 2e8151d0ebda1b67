"""How papers speak of a delegation: partners, people, dates, purpose; nothing for no delegation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import peewee as pw

from kazcoop_desktop import i18n
from kazcoop_desktop.forms import official
from kazcoop_desktop.forms.agreements.agreement_words import joined, name_of
from kazcoop_desktop.forms.fonts import REGULAR, missing
from kazcoop_desktop.i18n import pgettext
from kazcoop_desktop.models.base import Record, text_of
from kazcoop_desktop.models.delegation import Delegation, DelegationHost, DelegationMember
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.models.values import grouped
from kazcoop_desktop.models.visit import ProgrammeItem, Venue, VisitRequest
from kazcoop_desktop.models.world import country
from kazcoop_desktop.services.delegations import visits

__all__ = ["joined", "name_of"]


def said(delegation: Delegation | None, field: pw.Field[Any]) -> str:
    """A field of the delegation as the paper prints it."""
    return text_of(delegation, field) if delegation else ""


def parts(record: Record | None, name: str) -> list[Any]:
    """The parts of a delegation or guarantee letter; none for a blank paper."""
    return visits.parts(record, name) if record else []


def partner_names(delegation: Delegation | None) -> str:
    """The names of all partners."""
    return "; ".join(name_of(partner) for partner in visits.partners(delegation)) if delegation else ""


def partners_and_countries(delegation: Delegation | None) -> str:
    """Ульм техникалық университеті, Германия; several partners with semicolons."""
    if delegation is None:
        return ""
    each = (joined(name_of(partner), country(partner.country)) for partner in visits.partners(delegation))
    return "; ".join(each)


def period(delegation: Delegation | None) -> str:
    """The dates of the visit in a text: 2026 жылғы 20–25 қараша; a line to write them on while unknown."""
    if delegation is None or delegation.arrives_on is None:
        return "_" * 24
    return official.period(delegation.arrives_on, delegation.leaves_on)


def unit_name(delegation: Delegation | None) -> str:
    """The unit that prepares the visit: that of the person responsible."""
    person = delegation.responsible if delegation else None
    return str(person.unit) if person and person.unit else ""


def purpose(delegation: Delegation | None) -> str:
    """The purpose as worded in the language of the paper, else as chosen from the list."""
    if delegation is None:
        return ""
    own = str(getattr(delegation, f"purpose_{i18n.current()}", ""))
    return (
        own.strip().removesuffix(".")
        or text_of(delegation, Delegation.purposes)
        or delegation.named("purpose")
    )


def topics(delegation: Delegation | None) -> list[str]:
    """What is to be talked about, topic by topic."""
    return lines(delegation.named("topics")) if delegation else []


def lines(typed: str) -> list[str]:
    """The lines of a typed text that are not empty, without a stop at their ends."""
    return [line.strip().removesuffix(".") for line in typed.splitlines() if line.strip()]


def ground(delegation: Delegation | None) -> str:
    """On what ground the delegation is received, with the document."""
    if delegation is None:
        return ""
    agreement, letter = delegation.ground_agreement, delegation.ground_letter
    named = [
        pgettext("paper", "agreement {number}").format(number=agreement.number) if agreement else "",
        pgettext("paper", "letter No. {number} of {date}").format(
            number=letter.their_number or letter.number,
            date=official.numeric(letter.their_date or letter.registered_on),
        )
        if letter
        else "",
    ]
    return joined(text_of(delegation, Delegation.ground), *named, delegation.ground_note)


def contact(delegation: Delegation | None) -> str:
    """The person who acts for the delegation, with telephone and e-mail."""
    if delegation is None:
        return ""
    return joined(delegation.contact_name, delegation.contact_phone, delegation.contact_email)


# People.


def latin_name(person: Person) -> str:
    """The name as in the passport: SMITH John; as in Kazakh or Russian while the passport is unknown."""
    latin = joined(person.surname.upper(), person.given_names, by=" ")
    return latin or person.full_name(i18n.current())


def name_in_list(person: Person) -> str:
    """The name as in the passport, in Kazakh and Russian papers with its spelling there in brackets."""
    latin = latin_name(person)
    code = i18n.current()
    own = {"kk": person.surname_kk, "ru": person.surname_ru}.get(code, "")
    return f"{latin} ({person.full_name(code)})" if own and person.surname else latin


def running_name(person: Person) -> str:
    """The name in a text or on a badge, given names first: John Smith."""
    return joined(person.given_names, person.surname, by=" ") or person.full_name(i18n.current())


def position_of(member: DelegationMember) -> str:
    """The position in which somebody comes."""
    return str(member.position or member.person.position)


def workplace_of(member: DelegationMember) -> str:
    """Where somebody works: as entered with the delegation, else the partner, else as entered with the person."""
    partner = member.partner or member.person.partner
    return str(member.workplace or (name_of(partner) if partner else "") or member.person.workplace)


def country_of(member: DelegationMember) -> str:
    """The country of the partner that somebody comes from, else of their citizenship."""
    partner = member.partner or member.person.partner
    return country(partner.country if partner else member.person.citizenship or "")


def document_of(person: Person) -> str:
    """The number of the passport in force."""
    passport = person.passport
    return str(passport.number) if passport else ""


def head_of(delegation: Delegation) -> DelegationMember | None:
    """The head of the delegation, while one is named."""
    members = parts(delegation, "members")
    return next((member for member in members if member.role == "head"), None)


def salutation(delegation: Delegation | None) -> str:
    """How a letter addresses the head of the delegation; else to colleagues."""
    head = head_of(delegation) if delegation else None
    if head is None or not head.person.sex:
        return pgettext("paper", "Dear colleagues,")
    person = head.person
    surname = {"kk": person.surname_kk, "ru": person.surname_ru}.get(i18n.current(), "") or person.surname
    if person.sex == "male":
        return pgettext("paper", "Dear Mr {surname},").format(surname=surname)
    return pgettext("paper", "Dear Ms {surname},").format(surname=surname)


def host_name(host: DelegationHost) -> str:
    """An employee who receives the delegation."""
    return official.full_name(host.employee)


def host_position(host: DelegationHost) -> str:
    """The position of an employee who receives the delegation."""
    return official.position_name(host.employee.position)


# Time, place and money.


def day_with_weekday(day: date) -> str:
    """2026 жылғы 20 қараша, жұма · 20 ноября 2026 года, пятница · Friday, 20 November 2026."""
    said = pgettext("paper", "{weekday}, {date}")
    return said.format(weekday=weekdays()[day.weekday()], date=official.in_text(day))


def weekdays() -> tuple[str, ...]:
    """The days of the week from Monday on."""
    return (
        pgettext("paper", "Monday"),
        pgettext("paper", "Tuesday"),
        pgettext("paper", "Wednesday"),
        pgettext("paper", "Thursday"),
        pgettext("paper", "Friday"),
        pgettext("paper", "Saturday"),
        pgettext("paper", "Sunday"),
    )


def event(item: ProgrammeItem | VisitRequest) -> str:
    """What happens: as worded in the language of the paper, else as chosen from the list."""
    own = str(getattr(item, f"name_{i18n.current()}", ""))
    from_list = text_of(item, type(item).activity) if item.activity != "other" else ""
    return own or from_list or item.named("name")


def venue(place: Venue | None) -> str:
    """A hall or place, with its building or address."""
    return joined(place.named("name"), place.address) if place else ""


def hours(starts_at: str, ends_at: str) -> str:
    """From when to when: 10:00–11:30."""
    return f"{starts_at}–{ends_at}" if starts_at and ends_at else starts_at or ends_at


def day_and_hours(day: date, starts_at: str, ends_at: str = "") -> str:
    """20.11.2026, 10:00–11:30."""
    return joined(official.numeric(day), hours(starts_at, ends_at))


def tenge(amount: Decimal | None) -> str:
    """A sum in a column of tenge."""
    return grouped(amount) if amount is not None else ""


def total_in_words(amount: Decimal | None) -> str:
    """The total with its words, or a line to write them on."""
    if amount is None:
        return pgettext("paper", "Total: {amount} ({words}).").format(amount="_" * 16, words="_" * 40)
    said = pgettext("paper", "Total: {amount} ({words}).")
    return said.format(amount=f"{grouped(amount)}\u00a0₸", words=official.tenge_in_words(amount))


def printable(text: str) -> str:
    """The text, or nothing where the typeface lacks its letters."""
    return "" if missing(REGULAR, text) else text


def numbered(entries: Sequence[str]) -> list[str]:
    """The entries with their numbers before them."""
    return [f"{number}. {entry}" for number, entry in enumerate(entries, 1)]
