"""A delegation with all that belongs to it: partners, members, hosts, and the delegations received in a period."""

from __future__ import annotations

from datetime import date
from typing import Any

from kazcoop_desktop.models.base import Record, backrefs
from kazcoop_desktop.models.delegation import RECEIVED, Delegation
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.services import access, browse


def parts(record: Record, name: str) -> list[Any]:
    """The parts of a delegation or guarantee letter that are not in the recycle bin, for example its `members`."""
    link = backrefs(type(record))[name]
    return _all(browse.Query(link.model, parent=(link, record.id)))


def partners(delegation: Delegation) -> list[Partner]:
    """All institutions from which the delegation comes, the first one first."""
    return [delegation.partner, *(other.partner for other in parts(delegation, "others"))]


def of_partner(partner: Partner) -> list[Delegation]:
    """The delegations in which a partner takes part, the latest first."""
    others = backrefs(Delegation)["others"].model
    also = others.select(others.delegation).where(others.partner == partner, others.deleted_at.is_null())
    found = Delegation.select().where(
        Delegation.deleted_at.is_null(), (Delegation.partner == partner) | Delegation.id.in_(also)
    )
    latest = (Delegation.arrives_on.desc(), Delegation.id.desc())
    return list(found.order_by(*latest))


def received(start: date, end: date) -> list[Delegation]:
    """The delegations that arrived in a period and were received, in the order of arrival (procedure 717, 7.1).

    Raises NotAllowed for those who may not read about delegations.
    """
    access.require("read", Delegation)
    came = Delegation.arrives_on.between(start, end) & Delegation.stage.in_(RECEIVED)
    found = Delegation.select(Delegation.id).where(Delegation.deleted_at.is_null(), came)
    ordered: Any = found.order_by(Delegation.arrives_on, Delegation.order_key).tuples()
    rows: dict[int, Any] = dict(browse.Query(Delegation).rows(ids := [row[0] for row in ordered]))
    return [rows[record_id] for record_id in ids]


def _all(query: browse.Query) -> list[Any]:
    ids = query.ids()
    rows = query.rows(ids)
    return [rows[record_id] for record_id in ids]
