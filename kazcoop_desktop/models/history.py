"""Who did what to a record, and when: one entry for each write, in the same transaction."""

from __future__ import annotations

from typing import Any

import peewee as pw

from kazcoop_desktop.i18n import N_
from kazcoop_desktop.models.base import database

ACTS = [
    ("entered", N_("Entered")),
    ("changed", N_("Changed")),
    ("moved", N_("Moved to a stage")),
    ("printed", N_("Printed")),
    ("unprinted", N_("Printing cancelled")),
    ("returned", N_("Signed paper returned")),
    ("looked", N_("Restricted facts shown")),
    ("attached", N_("File attached")),
    ("detached", N_("File removed")),
    ("ticked", N_("Checklist item marked")),
    ("postponed", N_("Deadline moved")),
    ("merged", N_("Merged")),
    ("deleted", N_("Deleted")),
    ("restored", N_("Taken back from the recycle bin")),
    ("imported", N_("Imported")),
    ("put_back", N_("Restored from a backup copy")),
]


class HistoryEntry(pw.Model):
    """One act. `changes` holds, by field name, the old and the new value as JSON spells them."""

    id = pw.AutoField()
    at = pw.DateTimeField(index=True)
    who = pw.CharField()
    kind = pw.CharField()
    record_id = pw.IntegerField()
    act = pw.CharField(choices=ACTS)
    changes: Any = pw.JSONField(default=dict)

    class Meta:
        database = database
        legacy_table_names = False
        indexes = ((("kind", "record_id", "id"), False),)


class Import(pw.Model):
    """One import of a spreadsheet, with what is needed to undo it.

    `added` are the ids of the records that it entered, `changed` the versions it left the others in, by id, and
    their old and new values.
    """

    id = pw.AutoField()
    at = pw.DateTimeField()
    who = pw.CharField()
    kind = pw.CharField()
    file = pw.CharField()
    added: Any = pw.JSONField(default=list)
    changed: Any = pw.JSONField(default=dict)
    undone_at = pw.DateTimeField(null=True)

    class Meta:
        database = database
        legacy_table_names = False
