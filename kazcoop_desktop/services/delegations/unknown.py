"""What is still unknown of a visit: the eight items of preliminary information and the five of the visit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kazcoop_desktop.i18n import _, ngettext
from kazcoop_desktop.models.base import text_of
from kazcoop_desktop.models.delegation import Delegation
from kazcoop_desktop.services.delegations.visits import parts


class Item(NamedTuple):
    """One thing to know before a delegation comes: its name, what is known, and what still lacks."""

    name: str
    known: str
    lacking: str


def items(delegation: Delegation) -> list[Item]:
    """All thirteen (procedure 717, 5.4.2), in the order of the procedure."""
    return [*_preliminary(delegation), *_of_the_visit(delegation)]


def still_unknown(delegation: Delegation) -> list[Item]:
    """Those of which something lacks."""
    return [item for item in items(delegation) if item.lacking]


def _preliminary(delegation: Delegation) -> Iterator[Item]:
    yield _members(delegation)
    dates = [day for day in (delegation.arrives_on, delegation.leaves_on) if day]
    yield Item(
        _("Expected dates"),
        " – ".join(f"{day:%d.%m.%Y}" for day in dates),
        _("The day of arrival or of departure is unknown.") if len(dates) < 2 else "",
    )
    purpose = delegation.named("purpose") or text_of(delegation, Delegation.purposes)
    yield Item(_("Main purpose"), purpose, "" if purpose else _("The purpose is unknown."))
    yield _hotel(delegation)
    languages = text_of(delegation, Delegation.languages)
    yield Item(_("Language of communication"), languages, "" if languages else _("The language is unknown."))
    contact = [name for name in (delegation.contact_name, delegation.contact_phone) if name]
    yield Item(
        _("Contact person"),
        ", ".join(contact),
        "" if len(contact) == 2 else _("The name or the telephone of the contact person is unknown."),
    )
    ground = text_of(delegation, Delegation.ground)
    yield Item(_("Ground for receiving"), ground, "" if ground else _("The ground is unknown."))
    other = delegation.other_information
    yield Item(
        _("Other information for a high-level reception"),
        other,
        "" if other else _("Not asked for yet; write so when there is none."),
    )


def _of_the_visit(delegation: Delegation) -> Iterator[Item]:
    hosts = ", ".join(str(host) for host in parts(delegation, "hosts"))
    yield Item(
        _("Who receives the delegation"), hosts, "" if hosts else _("Nobody has been named to receive it.")
    )
    unit = str(delegation.unit or "")
    yield Item(_("Unit visited"), unit, "" if unit else _("The unit is not settled."))
    gifts = ", ".join(str(gift) for gift in parts(delegation, "gifts"))
    yield Item(_("List of souvenirs"), gifts, "" if gifts else _("No souvenirs are set aside."))
    transport = text_of(delegation, Delegation.transport_need)
    yield Item(
        _("Transport"), transport, "" if transport else _("Whether transport is needed is not settled.")
    )
    culture = delegation.cultural_programme
    yield Item(
        _("Cultural programme"), culture, "" if culture else _("Not settled; write so when there is none.")
    )


def _members(delegation: Delegation) -> Item:
    members = parts(delegation, "members")
    if not members:
        return Item(_("Delegation members"), "", _("No members are known."))
    told = ngettext("{n} person", "{n} people", len(members)).format(n=len(members))
    bare = [str(m) for m in members if not (m.position or m.person.position)]
    no_passport = [str(m) for m in members if m.needs_visa and m.person.passport is None]
    lacking = []
    if bare:
        lacking.append(_("The position is unknown: {names}.").format(names=", ".join(bare)))
    if no_passport:
        lacking.append(_("No passport for the visa: {names}.").format(names=", ".join(no_passport)))
    return Item(_("Delegation members"), told, " ".join(lacking))


def _hotel(delegation: Delegation) -> Item:
    need = text_of(delegation, Delegation.hotel_need)
    known = ", ".join(filter(None, (need, delegation.hotel, delegation.room_category)))
    if not need:
        return Item(_("Hotel booking"), known, _("Whether a hotel is needed is not settled."))
    whole = delegation.hotel_need == "no" or (delegation.room_category and delegation.hotel_people)
    return Item(
        _("Hotel booking"), known, "" if whole else _("The room category or the number of people is unknown.")
    )
