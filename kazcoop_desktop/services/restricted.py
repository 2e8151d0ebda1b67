"""Restricted facts about a person: nobody sees them unasked, and each look is written into the person's history."""

from __future__ import annotations

from collections.abc import Iterable

from kazcoop_desktop.models.base import Record, database, fields_of, kind_of
from kazcoop_desktop.models.fields import PartOfField
from kazcoop_desktop.services import history


def look(owner: Record, model: type[Record], *, by: str) -> None:
    """Records that somebody looked at one of the restricted lists of `owner`."""
    history.write(kind_of(owner), owner.id, "looked", by=by, changes={"list": model.outline.title})


def look_at(records: Iterable[Record], *, by: str) -> None:
    """Records the looks at restricted records, one for each owner; nothing for other records."""
    owners: dict[tuple[int, type[Record]], Record] = {}
    for record in records:
        if type(record).is_restricted:
            parent = next(field for field in fields_of(type(record)) if isinstance(field, PartOfField))
            owner = getattr(record, parent.name)
            owners[owner.id, type(record)] = owner
    with database.atomic():
        for (_owner_id, model), owner in owners.items():
            look(owner, model, by=by)
