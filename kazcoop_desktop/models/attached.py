"""What hangs on a record of any kind, by kind and id: files, papers, checklist marks, stage moves, postponements, photos."""

from __future__ import annotations

from datetime import date, datetime

import peewee as pw

from kazcoop_desktop.models.base import database


class Attached(pw.Model):
    """Something that belongs to the record `record_id` of the register `kind`."""

    id = pw.AutoField()
    kind = pw.CharField()
    record_id = pw.IntegerField()
    at = pw.DateTimeField(default=datetime.now)
    who = pw.CharField(default="")

    class Meta:
        database = database
        legacy_table_names = False
        indexes = ((("kind", "record_id"), False),)


class Attachment(Attached):
    """A scan or other file, kept once under its SHA-256 in the folder `files`."""

    name = pw.CharField()
    sha256 = pw.CharField(max_length=64, index=True)
    size = pw.IntegerField()
    media_type = pw.CharField()


class Paper(Attached):
    """One print of a form for a record. `number` is empty until the paper is numbered in its journal."""

    form = pw.CharField()
    language = pw.CharField(max_length=5)
    number = pw.CharField(default="")
    code = pw.CharField(default="", index=True)
    signed_scan = pw.ForeignKeyField(Attachment, null=True, on_delete="SET NULL", backref="papers")
    returned_on = pw.DateField(null=True)


class ChecklistMark(Attached):
    """An item of the record's checklist that is done."""

    item = pw.CharField()
    done_on = pw.DateField(default=date.today)
    note = pw.CharField(default="")


class StageMove(Attached):
    """A step of a case from one stage to another, on the day it really happened."""

    old_stage = pw.CharField(default="")
    new_stage = pw.CharField()
    on = pw.DateField()
    note = pw.CharField(default="")


class Postponement(Attached):
    """A deadline put off with a reason; until then Today shows it under the new date."""

    rule = pw.CharField()
    until = pw.DateField()
    reason = pw.CharField()


class Photo(Attached):
    """The photo 3 × 4 of a person, a JPEG without any data about where and when it was taken."""

    content = pw.BlobField()


class Setting(pw.Model):
    """A choice that the program remembers: for a person (`owner`), or for the office when the owner is empty."""

    id = pw.AutoField()
    owner = pw.CharField(default="")
    name = pw.CharField()
    value: pw.JSONField = pw.JSONField(default=dict)

    class Meta:
        database = database
        legacy_table_names = False
        indexes = ((("owner", "name"), True),)


ATTACHED: tuple[type[Attached], ...] = (Attachment, Paper, ChecklistMark, StageMove, Postponement, Photo)
