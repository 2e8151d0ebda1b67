"""Reference data that comes with the program: filled in once, and from then on the office's own."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import peewee as pw

from kazcoop_desktop import paths
from kazcoop_desktop.models.base import Record, database, kind_of
from kazcoop_desktop.models.fee import FeeKind, Mci
from kazcoop_desktop.models.grades import GradeScale
from kazcoop_desktop.models.institution import Position
from kazcoop_desktop.models.personal_data import RetentionRule
from kazcoop_desktop.models.reference import (
    ChecklistItem,
    DeadlineRule,
    FileIndex,
    FormCode,
    Journal,
    Signatory,
    StageRule,
)
from kazcoop_desktop.models.visa import VisaCategory
from kazcoop_desktop.services import access, bulk, history, reference, settings

Rows = Mapping[str, list[dict[str, Any]]]

# The registers that are shipped, those that others name first, with the fields by which a row is known.
_KEYS: dict[type[Record], tuple[pw.Field[Any], ...]] = {
    Position: (Position.name_kk,),
    FileIndex: (FileIndex.code,),
    Journal: (Journal.code,),
    **{
        model: (*reference.SAME[model], model.valid_from)
        for model in (
            DeadlineRule,
            ChecklistItem,
            StageRule,
            FormCode,
            Signatory,
            VisaCategory,
            FeeKind,
            GradeScale,
            RetentionRule,
        )
    },
    Mci: (Mci.valid_from,),
}
_LINKS = {"position": Position, "file_index": FileIndex}  # written in the files by the key of the row named
_FILES = "shipped_files"  # the setting that remembers the state of the files that were filled in last
_FILLED_IN = "shipped"  # the setting that remembers the id of every row ever filled in, by register and key


def rows() -> Rows:
    """What the program ships, by register."""
    import tomllib  # not needed when there is nothing new to fill in

    found: dict[str, list[dict[str, Any]]] = {}
    for file in sorted(paths.resource("reference").glob("*.toml")):
        for kind, listed in tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal).items():
            found.setdefault(kind, []).extend(listed)
    return found


def load(*, by: str, shipped: Rows | None = None) -> int:
    """Fills in the shipped rows that this database never had, and tells how many they were.

    What the office has changed, renamed or deleted since stays as the office has it.
    """
    files = _state() if shipped is None else ""
    if files and settings.get(_FILES) == files:
        return 0
    shipped = rows() if shipped is None else shipped
    filled_in: dict[str, dict[str, int]] = settings.get(_FILLED_IN, {})
    count = 0
    with database.atomic():
        for model in _KEYS:
            known = filled_in.setdefault(kind_of(model), {})
            new = [values for values in shipped.get(kind_of(model), ()) if _key(model(**values)) not in known]
            own = {_key(record): record.id for record in model.select()} if new else {}
            records = {_key(record): record for record in (model(**_linked(each, filled_in)) for each in new)}
            entered = [record for key, record in records.items() if key not in own]
            _enter(model, entered, by=by)
            count += len(entered)
            known |= {key: own.get(key, record.id) for key, record in records.items()}
        if count:
            settings.put(_FILLED_IN, filled_in)
        if files:
            settings.put(_FILES, files)
    return count


def _state() -> str:
    """Tells one state of the shipped files from another without opening them: a start has no time for that."""
    with os.scandir(paths.resource("reference")) as found:
        files = [file for file in found if file.name.endswith(".toml")]
    known = sorted((file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in files)
    return hashlib.sha256(repr(known).encode()).hexdigest()


def _key(record: Record) -> str:
    return " | ".join(str(getattr(record, field.name)) for field in _KEYS[type(record)])


def _linked(values: dict[str, Any], filled_in: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    """The values with the ids of the rows they name, whatever the office calls those by now."""
    links = {
        name: filled_in[kind_of(target)][values[name]] for name, target in _LINKS.items() if name in values
    }
    return {**values, **links}


def _enter(model: type[Record], entered: list[Record], *, by: str) -> None:
    """Writes new rows together, and in the history that they were entered."""
    for record_id, record in enumerate(entered, bulk.next_id(model)):
        record.id = record_id
    rows = [(record.id, bulk.stored(record)) for record in entered]
    bulk.insert(model, ((record_id, *stored) for record_id, stored in rows))
    told = ((record_id, {"content": bulk.content(model, stored)}) for record_id, stored in rows)
    with access.as_program():  # at the start, before anybody has signed in
        history.write_all(kind_of(model), told, "entered", by=by)
