"""Who did what to a record, and when: one entry for each write, in the same transaction, each sealed upon the last."""

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
    ("exported", N_("Exported")),
    ("forgotten", N_("Personal data deleted")),
    ("attached", N_("File attached")),
    ("detached", N_("File removed")),
    ("ticked", N_("Checklist item marked")),
    ("postponed", N_("Deadline moved")),
    ("merged", N_("Merged")),
    ("deleted", N_("Deleted")),
    ("restored", N_("Taken back from the recycle bin")),
    ("imported", N_("Imported")),
    ("signed_in", N_("Signed in")),
    ("recovered", N_("Signed in by the recovery code")),
    ("refused", N_("Wrong passwords")),
    ("password", N_("Password changed")),
    ("recovery_code", N_("New recovery code")),
    ("encrypted", N_("Encryption turned on")),
    ("decrypted", N_("Encryption turned off")),
    ("import_undone", N_("Import undone")),
    ("destroyed", N_("Deleted for good")),
    ("erased", N_("Personal data erased from the history")),
    ("revised", N_("New version opened")),
    ("approved", N_("New version approved")),
    ("put_back", N_("Restored from a backup copy")),
]
ENDS = ("destroyed", "import_undone")  # with these acts a record is gone; its id may be given again


class HistoryEntry(pw.Model):
    """One act. `changes` holds, by field name, the old and the new value as JSON spells them.

    Entries are numbered without gaps. `mac` is a keyed hash of the entry and of the mac before it, so that no
    entry can be changed, taken out or put in unseen. The content of an entry may be erased when the law asks for
    it: then `digest` keeps the hash of what was there, and the chain holds.
    """

    id = pw.AutoField()
    at = pw.DateTimeField(index=True)
    who = pw.CharField()
    kind = pw.CharField()
    record_id = pw.IntegerField()
    act = pw.CharField(choices=ACTS)
    changes: Any = pw.JSONField(default=dict)
    digest = pw.BlobField(null=True)
    mac = pw.BlobField(default=b"")

    class Meta:
        database = database
        legacy_table_names = False
        indexes = ((("kind", "record_id", "id"), False),)


class HistoryKey(pw.Model):
    """The random key under which the entries of this database are sealed; one row, made with the database."""

    id = pw.AutoField()
    key = pw.BlobField()

    class Meta:
        database = database
        legacy_table_names = False


class PrintedHead(pw.Model):
    """The number and code of the last entry as they were printed on a paper; what was printed cannot be rewritten."""

    id = pw.AutoField()
    number = pw.IntegerField()
    code = pw.CharField(max_length=12)
    paper = pw.CharField(default="", index=True)  # the code of the paper
    at = pw.DateTimeField()

    class Meta:
        database = database
        legacy_table_names = False


class Revision(pw.Model):
    """A new version of an approved record: why, and all that the record and its parts held before.

    While it is open the record may be changed; `approved_at` closes it.
    """

    id = pw.AutoField()
    kind = pw.CharField()
    record_id = pw.IntegerField()
    number = pw.IntegerField()  # of the version that it opens: 2 and on
    reason = pw.CharField()
    who = pw.CharField()
    at = pw.DateTimeField()
    content: Any = pw.JSONField(default=dict)
    approved_at = pw.DateTimeField(null=True)
    approved_by = pw.CharField(default="")

    class Meta:
        database = database
        legacy_table_names = False
        indexes = ((("kind", "record_id", "number"), True),)


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
