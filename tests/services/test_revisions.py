"""What was approved is changed by nobody and nothing but a new version with a reason."""

from datetime import date
from typing import Any

import peewee as pw
import pytest

from kazcoop_desktop.errors import UserError, trouble_behind
from kazcoop_desktop.models import RECORDS
from kazcoop_desktop.models.attached import Paper
from kazcoop_desktop.models.base import Record, database, fields_of, kind_of
from kazcoop_desktop.models.history import HistoryEntry, Revision
from kazcoop_desktop.services import bulk, files, history, papers, records, revisions
from kazcoop_desktop.services.revisions import IsApproved
from tests.samples import PERSON, free, owner_of, saved

DECLARED = [model for model in RECORDS if model.approved]
_STAGES = {"mobility": "recognised"}
PDF = b"%PDF-1.4 x"

every_declared = pytest.mark.parametrize("model", DECLARED, ids=kind_of)


def approved_sample(model: type[Record]) -> Record:
    """A record of the register that is approved, put into that state past the rules."""
    record = saved(model)
    for approved in model.approved:
        owner = owner_of(approved, record)
        told = approved.stages[0] if approved.stages else date(2026, 11, 20)
        if getattr(owner, approved.told_by) not in (approved.stages or (told,)):
            table = kind_of(owner)
            database.execute_sql(f"UPDATE {table} SET {approved.told_by} = ? WHERE id = ?", (told, owner.id))
    return model.get_by_id(record.id)


def a_frozen_text(model: type[Record]) -> pw.Field:
    """A field that holds a text or a number and is approved with the record."""
    fields = [field for approved in model.approved for field in approved.frozen(fields_of(model))]
    texts = [field for field in fields if type(field) in (pw.CharField, pw.TextField, pw.IntegerField)]
    return next(iter(texts), fields[0])


def other_value(field: pw.Field) -> Any:
    if isinstance(field, pw.ForeignKeyField):
        return None
    return (
        77
        if isinstance(field, pw.IntegerField)
        else date(2020, 1, 1)
        if isinstance(field, pw.DateField)
        else "77"
    )


@pytest.mark.claim("R14", "What was approved is not changed by the window")
@every_declared
def test_a_save_is_refused_with_the_reason(model, store):
    record = approved_sample(model)
    field = a_frozen_text(model)
    setattr(record, field.name, other_value(field))

    with pytest.raises(IsApproved, match="To change it, open a new version with a reason"):
        records.save(record, by=PERSON, checked=False)


@pytest.mark.claim("R14", "What was approved is not changed by SQL")
@every_declared
def test_the_engine_refuses_what_passes_by_the_services(model, store):
    record = approved_sample(model)
    field = a_frozen_text(model)
    row = store.execute_sql(f"SELECT * FROM {kind_of(model)} WHERE id = ?", (record.id,)).fetchone()
    marks = ", ".join("?" * len(row))

    for statement, values in (
        (
            f'UPDATE {kind_of(model)} SET "{field.column_name}" = ? WHERE id = ?',
            (other_value(field), record.id),
        ),
        (f"UPDATE {kind_of(model)} SET deleted_at = ? WHERE id = ?", ("2026-11-20 00:00:00", record.id)),
        (f"DELETE FROM {kind_of(model)} WHERE id = ?", (record.id,)),
        (f"REPLACE INTO {kind_of(model)} VALUES ({marks})", row),
    ):
        with pytest.raises(pw.IntegrityError) as refused, store.atomic():
            store.execute_sql(statement, values)
        assert "new version" in str(trouble_behind(refused.value))


@pytest.mark.claim("R14", "What was approved is not changed by an import")
@every_declared
def test_a_row_of_a_spreadsheet_cannot_write_past_it(model, store):
    record = approved_sample(model)
    field = a_frozen_text(model)
    names = bulk.stored_names(model)
    row = list(bulk.stored(record))
    row[names.index(field.name)] = other_value(field)

    with pytest.raises(store.connection().IntegrityError), store.atomic():
        bulk.update(model, [(*row, record.id)])


@every_declared
def test_a_new_version_lets_it_be_changed_and_deleted(model, store):
    record = approved_sample(model)
    free(record)

    records.delete(record, by=PERSON)
    records.restore(records.recycle_bin()[0], by=PERSON)

    assert history.verify() == []


def a_trip() -> Any:
    return approved_sample(next(model for model in RECORDS if kind_of(model) == "trip"))


def test_a_version_keeps_what_was_and_is_approved_again(store):
    trip = a_trip()
    before = trip.city

    revisions.revise(trip, reason="Қала өзгерді", by=PERSON)
    trip.city = "Мюнхен"
    records.save(trip, by=PERSON)
    revisions.approve(trip, by=PERSON)

    (version,) = revisions.of_record(trip)
    assert (version.number, version.reason, revisions.version_of(trip)) == (2, "Қала өзгерді", 2)
    assert any(before in line for line in revisions.lines(version))
    assert [entry.act for entry in history.of_record(trip)][:3] == ["approved", "changed", "revised"]
    trip.city = "Бонн"
    with pytest.raises(IsApproved):
        records.save(trip, by=PERSON)


def test_a_version_needs_a_reason_and_something_approved(store):
    trip = a_trip()
    with pytest.raises(UserError):
        revisions.revise(trip, reason=" ", by=PERSON)
    with pytest.raises(UserError):
        revisions.approve(trip, by=PERSON)
    revisions.revise(trip, reason="Қате", by=PERSON)
    with pytest.raises(UserError, match="2"):
        revisions.revise(trip, reason="Қате", by=PERSON)


def test_versions_themselves_stay(store):
    trip = a_trip()
    revisions.revise(trip, reason="Қате", by=PERSON)
    revisions.approve(trip, by=PERSON)

    for statement in (
        "DELETE FROM revision",
        "UPDATE revision SET reason = 'x'",
        "UPDATE revision SET content = '{}'",
        "UPDATE revision SET approved_at = NULL",
        "INSERT INTO revision SELECT NULL, kind, record_id, 3, reason, who, at, content, NULL, '' FROM revision",
    ):
        with pytest.raises(pw.IntegrityError), store.atomic():
            store.execute_sql(statement)
    assert Revision.select().count() == 1


def test_a_paper_whose_signed_copy_is_filed_stays(store):
    trip = a_trip()
    (paper,) = papers.issue([trip], "trip_order", "kk", by=PERSON, on=date(2026, 11, 20))
    scan = files.attach(trip, PDF, by=PERSON, name="scan.pdf")
    papers.returned(paper, scan, on=date(2026, 11, 20), by=PERSON)

    for statement in ("UPDATE paper SET number = 'x'", "DELETE FROM paper", "DELETE FROM attachment"):
        with pytest.raises(pw.IntegrityError), store.atomic():
            store.execute_sql(statement)
    assert Paper.get_by_id(paper.id).signed_scan == scan


def test_a_version_is_opened_once_in_the_history(store):
    trip = a_trip()
    count = HistoryEntry.select().count()

    revisions.revise(trip, reason="Қате", by=PERSON)

    assert HistoryEntry.select().count() == count + 1
