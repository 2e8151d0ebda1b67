"""The engine's own refusals, as triggers: what was approved stays as it is, and the history is only added to.

They are made from what the models declare, each time the database is opened: a trigger that was taken out or changed
stands again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import peewee as pw

from kazcoop_desktop.errors import APPROVED
from kazcoop_desktop.models import RECORDS
from kazcoop_desktop.models.base import Approved, Record, fields_of, kind_of, link_to
from kazcoop_desktop.models.history import ENDS

_REFUSED = f"SELECT RAISE(ABORT, '{APPROVED}')"
_ENDS = ", ".join(f"'{act}'" for act in ENDS)
_GONE = f"{_ENDS}, 'erased'"


def keep(store: pw.SqliteDatabase) -> None:
    """Makes the triggers that are missing or not as they should be."""
    kept = dict(store.execute_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall())
    for name, statement in _wanted().items():
        if kept.get(name) != statement:
            store.execute_sql(f"DROP TRIGGER IF EXISTS {name}")
            store.execute_sql(statement)


def lift(store: pw.SqliteDatabase) -> None:
    """Takes the triggers away for an upgrade of the schema; `keep` makes them again."""
    for name in _wanted():
        store.execute_sql(f"DROP TRIGGER IF EXISTS {name}")


def _wanted() -> dict[str, str]:
    """All triggers by their names."""
    found = {}
    for name, event, table, when in (*_of_history(), *_of_papers(), *_of_records()):
        found[name] = f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {when} BEGIN {_REFUSED}; END"
    return found


_Trigger = tuple[str, str, str, str]  # name, event, table, condition


def _of_history() -> Iterator[_Trigger]:
    """Entries stay; only their content may go, when the record is gone or forgotten."""
    same = _same("id at who kind record_id act mac")
    forgotten = (
        "new.changes = '{}' AND old.digest IS NULL AND length(new.digest) = 32 AND EXISTS (SELECT 1 FROM"
        " history_entry later WHERE later.kind = old.kind AND later.record_id = old.record_id"
        f" AND later.id > old.id AND later.act IN ({_GONE}))"
    )
    yield "history_entry_stays", "UPDATE", "history_entry", f"NOT ({same} AND {forgotten})"
    yield "history_entry_kept", "DELETE", "history_entry", "1"
    yield "history_key_one", "INSERT", "history_key", "EXISTS (SELECT 1 FROM history_key)"
    for table in ("history_key", "printed_head"):
        yield f"{table}_stays", "UPDATE", table, "1"
        yield f"{table}_kept", "DELETE", table, "1"
    row = _same("id kind record_id number reason who at")
    closed = f"{_same('content')} AND old.approved_at IS NULL AND new.approved_at IS NOT NULL"
    erased = (
        f"{_same('approved_at approved_by')} AND new.content = '{{}}' AND"
        f" {_last_act('old.kind', 'old.record_id')} IN ({_GONE})"
    )
    told = f"{_last_act('new.kind', 'new.record_id')} IS NOT 'revised'"
    yield "revision_told", "INSERT", "revision", told
    yield "revision_stays", "UPDATE", "revision", f"NOT ({row} AND (({closed}) OR ({erased})))"
    yield "revision_kept", "DELETE", "revision", "1"


def _of_papers() -> Iterator[_Trigger]:
    """A paper whose signed copy is filed is what was signed."""
    signed = "old.signed_scan_id IS NOT NULL AND old.returned_on IS NOT NULL"
    free = _is_free("old.kind", "old.record_id")
    same = _same("id at who form language number code signed_scan_id returned_on")
    yield "paper_signed_stays", "UPDATE", "paper", f"{signed} AND NOT ({same}) AND NOT {free}"
    yield "paper_signed_kept", "DELETE", "paper", f"{signed} AND NOT {free}"


def _of_records() -> Iterator[_Trigger]:
    for model in RECORDS:
        for number, approved in enumerate(model.approved, start=1):
            yield from _of_record(model, f"{kind_of(model)}_approved_{number}", approved)


def _of_record(model: type[Record], name: str, approved: Approved) -> Iterator[_Trigger]:
    table, owner = kind_of(model), approved.owner
    stays = [_stays(field) for field in approved.frozen(fields_of(model))]
    changed = f"NOT ({' AND '.join([*stays, _same('deleted_at')])})"
    if owner is model:
        held = f"{_holds(approved, 'old')} AND NOT {_is_free(_quoted(table), 'old.id')}"
        leaves = f" OR NOT ({_holds(approved, 'new')})" if approved.stages else ""
        yield f"{name}_stays", "UPDATE", table, f"{held} AND ({changed}{leaves})"
        yield f"{name}_kept", "DELETE", table, held
        return
    link = link_to(model, owner).column_name
    old, new = (_held_by_its_owner(approved, f"{row}.{link}") for row in ("old", "new"))
    moved = f"new.{link} IS NOT old.{link} AND {new}"
    yield f"{name}_stays", "UPDATE", table, f"{changed} AND {old} OR {moved}"
    yield f"{name}_kept", "DELETE", table, f"{old} AND NOT {_is_gone(_quoted(table), 'old.id')}"
    if not approved.grows:
        yield f"{name}_whole", "INSERT", table, new


def _held_by_its_owner(approved: Approved, owner_id: str) -> str:
    """Whether the record that a part belongs to is approved."""
    kind = kind_of(approved.owner)
    return (
        f"EXISTS (SELECT 1 FROM {kind} owner WHERE owner.id = {owner_id} AND {_holds(approved, 'owner')})"
        f" AND NOT {_is_free(_quoted(kind), owner_id)}"
    )


def _quoted(text: str) -> str:
    return f"'{text}'"


def _holds(approved: Approved, row: str) -> str:
    """Whether a row of the register that is approved has been so."""
    if approved.stages:
        keys = ", ".join(f"'{key}'" for key in approved.stages)
        return f"{row}.{approved.told_by} IN ({keys})"
    return f"{row}.{approved.told_by} IS NOT NULL"


def _is_free(kind: str, record_id: str) -> str:
    """Whether a new version of the record is open, or it is going for good."""
    opened = (
        f"EXISTS (SELECT 1 FROM revision WHERE revision.kind = {kind}"
        f" AND revision.record_id = {record_id} AND revision.approved_at IS NULL)"
    )
    return f"({opened} OR {_is_gone(kind, record_id)})"


def _is_gone(kind: str, record_id: str) -> str:
    return f"coalesce({_last_act(kind, record_id)} IN ({_ENDS}), 0)"


def _last_act(kind: str, record_id: str) -> str:
    return (
        f"(SELECT last.act FROM history_entry last WHERE last.kind = {kind}"
        f" AND last.record_id = {record_id} ORDER BY last.id DESC LIMIT 1)"
    )


def _stays(field: pw.Field[Any]) -> str:
    """A field that keeps its value; a link may follow a record that was merged into another."""
    same = _same(field.column_name)
    if not isinstance(field, pw.ForeignKeyField):
        return same
    last = _last_act(_quoted(kind_of(field.rel_model)), f"old.{field.column_name}")
    return f"({same} OR coalesce({last} = 'merged', 0))"


def _same(columns: str) -> str:
    return " AND ".join(f'new."{name}" IS old."{name}"' for name in columns.split())
