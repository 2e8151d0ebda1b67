"""How papers speak of an agreement: its partner, people, parts and terms, as short texts; nothing for no agreement."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import peewee as pw

from kazcoop_desktop.forms import official
from kazcoop_desktop.forms.blocks import Label
from kazcoop_desktop.forms.fonts import REGULAR, missing
from kazcoop_desktop.i18n import ngettext, pgettext
from kazcoop_desktop.models.agreement import Agreement, AgreementContact
from kazcoop_desktop.models.base import text_of
from kazcoop_desktop.models.partner import Partner, PartnerContact
from kazcoop_desktop.models.world import country
from kazcoop_desktop.services import agreements


def said(agreement: Agreement | None, field: pw.Field[Any]) -> str:
    """A field of the agreement or its partner as the paper prints it."""
    return text_of(agreement, field) if agreement else ""


def joined(*parts: str, by: str = ", ") -> str:
    """The parts that are not empty, with commas between."""
    return by.join(part for part in parts if part)


def parts(agreement: Agreement | None, name: str) -> list[Any]:
    """The parts of an agreement that are not in the recycle bin, for example its `contacts`."""
    return agreements.parts(agreement, name) if agreement else []


def partners(agreement: Agreement | None) -> list[Partner]:
    """All partners of the agreement, the first one first."""
    if agreement is None:
        return []
    return [agreement.partner, *(party.partner for party in parts(agreement, "parties"))]


def name_of(partner: Partner) -> str:
    """The partner's name in the language of the paper.

    A name in letters that the paper's typeface lacks would print as nothing; then it is the one in English,
    Russian or Kazakh.
    """
    names = (str(partner), partner.name_en, partner.name_ru, partner.name_kk)
    return next((name for name in names if name and not missing(REGULAR, name)), str(partner))


def partner_and_country(agreement: Agreement | None) -> str:
    """Ульм техникалық университеті, Германия; several partners with semicolons."""
    return "; ".join(joined(name_of(partner), country(partner.country)) for partner in partners(agreement))


def partner_names(agreement: Agreement | None) -> str:
    """The names of all partners."""
    return "; ".join(name_of(partner) for partner in partners(agreement))


def unit_name(agreement: Agreement | None) -> str:
    """The initiating unit."""
    return str(agreement.unit) if agreement and agreement.unit else ""


def partner_information(agreement: Agreement | None) -> str:
    """What is known of the partner, and its place in rankings."""
    about = said(agreement, Partner.about).removesuffix(".")
    return joined(about, said(agreement, Partner.ranking), by="; ")


def level_reached(agreement: Agreement | None) -> str:
    """The level of cooperation: as written in the agreement, else as noted with the partner."""
    return (
        said(agreement, Agreement.level)
        or said(agreement, Partner.level_note)
        or said(agreement, Partner.level)
    )


def prospects(agreement: Agreement | None) -> str:
    """The prospects: of the agreement, else of the partner."""
    return said(agreement, Agreement.prospects) or said(agreement, Partner.prospects)


def partner_contact(agreement: Agreement | None) -> str:
    """The partner's contact person for this agreement, else the partner's first one."""
    for contact in parts(agreement, "contacts"):
        if contact.side == "partner":
            return contact_line(contact)
    if agreement:
        known = agreement.partner.contacts.where(PartnerContact.deleted_at.is_null()).order_by(
            PartnerContact.id
        )
        return "; ".join(contact_line(contact) for contact in known.limit(1))
    return ""


def contact_line(contact: AgreementContact | PartnerContact) -> str:
    """Name, position, e-mail and telephone."""
    return joined(contact.name, contact.position, contact.email, contact.phone)


def contacts_of_both_sides(agreement: Agreement | None) -> str:
    """The contact persons, a line for each side."""
    lines = []
    for side, heading in (
        ("university", pgettext("paper", "University: {people}")),
        ("partner", pgettext("paper", "Partner: {people}")),
    ):
        people = [contact_line(contact) for contact in parts(agreement, "contacts") if contact.side == side]
        if people:
            lines.append(heading.format(people="; ".join(people)))
    return "\n".join(lines)


def signed_by(agreement: Agreement | None) -> str:
    """Who signed for each side."""
    if agreement is None:
        return ""
    ours = agreement.our_signatory
    people = (
        [joined(official.position_name(ours.position), official.initials_and_surname(ours))] if ours else []
    )
    people.append(joined(agreement.partner_signatory_position, agreement.partner_signatory))
    people += [joined(party.signatory_position, party.signatory) for party in parts(agreement, "parties")]
    return joined(*people, by="; ")


def years(count: int) -> str:
    """5 жыл · 5 лет · 5 years."""
    return ngettext("{n} year", "{n} years", count).format(n=count)


def days(count: int) -> str:
    """30 күн · 30 дней · 30 days."""
    return ngettext("{n} day", "{n} days", count).format(n=count)


def renewal_clause(agreement: Agreement | None) -> str:
    """Whether and for how long the agreement is renewed, and when a party must speak up."""
    if agreement is None:
        return ""
    said_so = pgettext("paper", "renewed by agreement of the parties")
    if agreement.renews:
        said_so = pgettext("paper", "renewed automatically for {term}").format(
            term=years(agreement.renewal_years or 1)
        )
    notice = ""
    if agreement.notice_days:
        notice = pgettext("paper", "notice {term} before the end").format(term=days(agreement.notice_days))
    return joined(said_so, notice, by="; ")


def until(expires_on: date | None) -> str:
    """The end date, or that there is none."""
    return official.numeric(expires_on) if expires_on else pgettext("paper", "no end date")


def validity(agreement: Agreement | None, expires_on: date | None) -> str:
    """From when until when."""
    if agreement is None:
        return ""
    starts_on = agreement.in_force_on or agreement.signed_on
    return f"{official.numeric(starts_on)} – {until(expires_on)}" if starts_on else until(expires_on)


def languages_and_copies(agreement: Agreement | None) -> str:
    """қазақ тілі, ағылшын тілі; 2 дана."""
    if agreement is None:
        return ""
    copies = ngettext("{n} copy", "{n} copies", agreement.copies).format(n=agreement.copies)
    return joined(text_of(agreement, Agreement.languages), copies, by="; ")


def agreement_name(agreement: Agreement | None) -> str:
    """Its title, else its kind."""
    return said(agreement, Agreement.title) or said(agreement, Agreement.agreement_kind)


def short_form(form: str) -> str:
    """A form of cooperation in a word or two, for a narrow column."""
    return {
        "staff_trips": pgettext("paper", "Teaching staff exchange"),
        "literature": pgettext("paper", "Literature exchange"),
        "training_experience": pgettext("paper", "Staff training"),
        "conferences": pgettext("paper", "Conferences"),
        "education": pgettext("paper", "Education"),
        "informatisation": pgettext("paper", "Informatisation"),
        "publications": pgettext("paper", "Publications"),
        "projects": pgettext("paper", "Projects"),
    }.get(form, form)


def state_on(agreement: Agreement, day: date) -> str:
    """A word for how the agreement stands on a day, its annexes considered."""
    expires_on = agreements.terms_on(agreement, day).expires_on
    if not agreement.signed_on or agreement.signed_on > day:
        return pgettext("paper", "draft")
    if agreement.stage == "ended" or (expires_on and expires_on < day):
        return pgettext("paper", "ended")
    return pgettext("paper", "in force")


def case_labels(agreement: Agreement | None) -> list[Label]:
    """The seven labels by which a unit puts a partner forward (procedure 717, 5.1.1)."""
    return [
        Label(pgettext("paper", "Organisation, country"), partner_and_country(agreement)),
        Label(pgettext("paper", "Purpose of the partnership"), said(agreement, Agreement.purpose)),
        Label(
            pgettext("paper", "Information on the institution"), partner_information(agreement), optional=True
        ),
        Label(pgettext("paper", "Level of cooperation reached"), level_reached(agreement)),
        Label(pgettext("paper", "Prospects"), prospects(agreement)),
        Label(pgettext("paper", "Proposed forms"), said(agreement, Agreement.forms), optional=True),
        Label(pgettext("paper", "Contact person"), partner_contact(agreement), optional=True),
    ]


def dual_degree_labels() -> list[Label]:
    """What a dual-degree case adds: written by hand until the programmes have their own register (5.6.1)."""
    return [
        Label(pgettext("paper", "Programme and level")),
        Label(pgettext("paper", "Correspondence of curricula")),
    ]


def first_last_years(dates: Iterable[date]) -> str:
    """2026 or 2026–2028: the years that the dates cover."""
    covered = sorted({day.year for day in dates})
    if not covered:
        return ""
    return str(covered[0]) if len(covered) == 1 else f"{covered[0]}–{covered[-1]}"
