"""What was typed and not saved: kept for its person until it is, for the program may end at any moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kazcoop_desktop.models import RECORDS
from kazcoop_desktop.models.attached import Setting
from kazcoop_desktop.models.base import Record, fields_of, kind_of
from kazcoop_desktop.models.values import as_plain, from_stored
from kazcoop_desktop.services import settings

_NAMED = "draft/"


@dataclass(frozen=True)
class Draft:
    """Edits of one record that were not saved; `record_id` is 0 for a new one."""

    model: type[Record]
    record_id: int
    changes: Mapping[str, Any]  # by field name
    typed_at: datetime

    def record(self) -> Record | None:
        """The record as it stands in its register, without the edits; None when it is gone."""
        model = self.model
        if not self.record_id:
            return model()
        return model.get_or_none((model.id == self.record_id) & model.deleted_at.is_null())


def keep(record: Record, changes: Mapping[str, Any], *, at: datetime, owner: str) -> None:
    """Keeps the edits of a record; of a new one also the values with which it was begun."""
    model = type(record)
    begun = {} if record.id else {name: value for name, value in record.__data__.items() if value}
    fields = {field.name: field for field in fields_of(model)}
    plain = {
        name: as_plain(fields[name], value) for name, value in {**begun, **changes}.items() if name in fields
    }
    settings.put(_name(record), {"changes": plain, "at": at.isoformat(timespec="seconds")}, owner=owner)


def forget(record: Record, *, owner: str) -> None:
    """Keeps nothing of this record any longer: it was saved, or its edits given up."""
    Setting.delete().where((Setting.owner == owner) & (Setting.name == _name(record))).execute()


def kept(*, owner: str) -> list[Draft]:
    """What the person had typed when the program ended, the latest first. Drafts of what is gone are dropped."""
    found = []
    models = {kind_of(model): model for model in RECORDS}
    for row in Setting.select().where((Setting.owner == owner) & Setting.name.startswith(_NAMED)):
        kind, record_id = row.name.removeprefix(_NAMED).split("/")
        if draft := _read(models.get(kind), int(record_id), row.value):
            found.append(draft)
        else:
            row.delete_instance()
    return sorted(found, key=lambda draft: draft.typed_at, reverse=True)


def _read(model: type[Record] | None, record_id: int, value: Any) -> Draft | None:
    if model is None:
        return None
    fields = {field.name: field for field in fields_of(model)}
    changes = {
        name: from_stored(fields[name], plain) for name, plain in value["changes"].items() if name in fields
    }
    draft = Draft(model, record_id, changes, datetime.fromisoformat(value["at"]))
    return draft if draft.record() is not None else None


def _name(record: Record) -> str:
    return f"{_NAMED}{kind_of(record)}/{record.id or 0}"
