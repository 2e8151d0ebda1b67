"""The contingent of foreigners: their persons and units read for many at once."""

from __future__ import annotations

from collections.abc import Sequence

from kazcoop_desktop.models.base import fields_of
from kazcoop_desktop.models.fields import LinkField
from kazcoop_desktop.models.foreign_citizen import ForeignCitizen


def load(stays: Sequence[ForeignCitizen]) -> None:
    """Reads the records that these name, with one query for each register."""
    for link in (field for field in fields_of(ForeignCitizen) if isinstance(field, LinkField)):
        wanted = {stay.__data__.get(link.name) for stay in stays} - {None}
        target = link.rel_model
        found = {row.id: row for row in target.select().where(target.id.in_(list(wanted)))}
        for stay in stays:
            if (linked_id := stay.__data__.get(link.name)) in found:
                setattr(stay, link.name, found[linked_id])
