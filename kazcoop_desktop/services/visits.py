"""When a person was here last, and what has changed since."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from kazcoop_desktop.models import find
from kazcoop_desktop.models.account import Account
from kazcoop_desktop.models.base import kind_of
from kazcoop_desktop.models.history import HistoryEntry
from kazcoop_desktop.services import access, browse, settings

_LAST = "last_visit"


class Change(NamedTuple):
    """An entry of the history, and what its record is called now; no name when the record is gone for good."""

    entry: HistoryEntry
    name: str


def last_visit(person: str) -> datetime | None:
    """When this person was here last; None for somebody new."""
    found = settings.get(_LAST, owner=person)
    return datetime.fromisoformat(found) if found else None


def mark(person: str, now: datetime) -> None:
    """Remembers that this person is here now. Ask for the last visit first."""
    settings.put(_LAST, now.isoformat(), owner=person)


def changes_since(moment: datetime, *, limit: int = 200) -> list[Change]:
    """What was done to records after a moment, the latest first; who signed in is not news."""
    entries = list(
        HistoryEntry.select()
        .where((HistoryEntry.at > moment) & (HistoryEntry.kind != kind_of(Account)))
        .order_by(HistoryEntry.at.desc(), HistoryEntry.id.desc())
        .limit(limit)
    )
    entries = [entry for entry in entries if access.may("read", find(entry.kind))]
    names: dict[tuple[str, int], str] = {}
    for kind in {entry.kind for entry in entries}:
        rows = browse.Query(find(kind)).rows([entry.record_id for entry in entries if entry.kind == kind])
        names |= {(kind, record_id): str(record) for record_id, record in rows.items()}
    return [Change(entry, names.get((entry.kind, entry.record_id), "")) for entry in entries]
