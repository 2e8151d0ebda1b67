"""The search over everything: all registers, their numbers, and the names of attached files."""

from __future__ import annotations

from typing import NamedTuple

import peewee as pw

from kazcoop_desktop.models import RECORDS, find, text
from kazcoop_desktop.models.attached import Attachment
from kazcoop_desktop.models.base import Record, fields_of
from kazcoop_desktop.models.fields import PartOfField
from kazcoop_desktop.services import access, browse

_PER_REGISTER = 8


class Hit(NamedTuple):
    """A record found, and the file name that led to it, if one did."""

    record: Record
    file: str = ""

    def shown(self) -> Record:
        """What opens: the record, or the one that it is a part of."""
        shown = self.record
        while parent := next((f for f in fields_of(type(shown)) if isinstance(f, PartOfField)), None):
            shown = getattr(shown, parent.name)
        return shown


def everywhere(typed: str, *, limit: int = 40) -> list[Hit]:
    """Records of all registers whose words begin as typed, register by register, then those with such a file.

    Restricted facts are found by nobody, other records by those who may read them.
    """
    if not typed.strip():
        return []
    hits: list[Hit] = []
    for model in (each for each in RECORDS if not each.is_restricted and access.may("read", each)):
        query = browse.Query(model, search=typed)
        ids = query.first(_PER_REGISTER)
        rows = query.rows(ids)
        hits += [Hit(rows[record_id]) for record_id in ids if record_id in rows]
    return (hits + _by_file(typed))[:limit]


def _by_file(typed: str) -> list[Hit]:
    hits = []
    folded = text.fold(typed)
    named_so = pw.fn.fold(Attachment.name).contains(folded)
    for attachment in Attachment.select().where(named_so).limit(_PER_REGISTER) if folded else ():
        model = find(attachment.kind)
        if not access.may("read", model):
            continue
        record = model.get_or_none((model.id == attachment.record_id) & model.deleted_at.is_null())
        if record is not None:
            hits.append(Hit(record, attachment.name))
    return hits
