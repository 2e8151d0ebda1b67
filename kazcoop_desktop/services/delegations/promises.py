"""What was promised to partners and by them: open promises, wherever a partner is met again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kazcoop_desktop.models.delegation import Delegation
from kazcoop_desktop.models.minutes import Promise
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.services import browse
from kazcoop_desktop.services.delegations.visits import partners, parts


def open_with(those: Iterable[Partner]) -> list[Promise]:
    """The promises to and by these partners that are not kept yet, the earliest first."""
    ids = [partner.id for partner in those]
    waiting = Promise.select(Promise.id).where(
        Promise.deleted_at.is_null(), Promise.done_on.is_null(), Promise.partner.in_(ids)
    )
    return _rows(waiting)


def of_delegation(delegation: Delegation) -> list[Promise]:
    """All promises of a delegation, the earliest first."""
    found: list[Promise] = parts(delegation, "promises")
    return sorted(found, key=lambda promise: (promise.due_on, promise.id))


def from_before(delegation: Delegation) -> list[Promise]:
    """The open promises with the partners of a delegation that were made at other meetings."""
    return [promise for promise in open_with(partners(delegation)) if promise.delegation != delegation]


def is_overdue(promise: Promise, on: date) -> bool:
    """Whether a promise should have been kept before the day, and was not."""
    return promise.done_on is None and promise.due_on < on


def _rows(found: object) -> list[Promise]:
    ids = [row[0] for row in found.order_by(Promise.due_on, Promise.id).tuples()]  # type: ignore[attr-defined]
    rows = browse.Query(Promise).rows(ids)
    return [rows[record_id] for record_id in ids]  # type: ignore[misc]
