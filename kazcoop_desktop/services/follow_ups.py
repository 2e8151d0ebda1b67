"""What follows in other records when one is entered by itself: in a form, by the command line, in a dialog."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kazcoop_desktop.models.account import Account
from kazcoop_desktop.models.base import Record, database
from kazcoop_desktop.models.circulation import Acquaintance
from kazcoop_desktop.services import accounts, records
from kazcoop_desktop.services.documents import acquaintance

_FOLLOWS: Mapping[type[Record], Callable[..., None]] = {Acquaintance: acquaintance.follow}


def save(record: Any, *, by: str) -> Any:
    """Saves a record with what follows from it, both or neither. Raises what `records.save` raises."""
    if isinstance(record, Account):
        return accounts.save(record, by=by)
    with database.atomic():
        saved = records.save(record, by=by)
        if follow := _FOLLOWS.get(type(saved)):
            follow(saved, by=by)
        return saved
