"""What would be otherwise after a copy was put back: records that would disappear, come back, or change."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kazcoop_desktop.models import RECORDS, store
from kazcoop_desktop.models.base import Record, database, kind_of
from kazcoop_desktop.services import access, archive, backup, files

_NAMED = 5  # of each kind of difference in each register


@dataclass(frozen=True)
class Difference:
    """What a copy has otherwise in one register: how many records, and the names of the first of them."""

    kind: str
    gone: int
    back: int
    changed: int
    names_gone: tuple[str, ...]
    names_back: tuple[str, ...]
    names_changed: tuple[str, ...]


def between_now_and(source: Path, *, key: bytes | None = None) -> list[Difference]:
    """The registers in which a copy differs from the open data, most differences first; empty when in none.

    Belongs where nothing else reads the data meanwhile: in the child process, or the command line. Raises what
    `backup.put_back` would raise.
    """
    access.require("restore")
    now = database.obj
    with (
        tempfile.TemporaryDirectory(dir=files.folder(), prefix=".kazcoop-") as scratch,
        archive.opened(source) as copy,
    ):
        laid_out = backup.readable(copy, Path(scratch), key=key)
        try:
            with closing(store.open_store(laid_out.parent, key=now.key)) as then:  # brought up to date there
                return _all(now, then)
        finally:
            database.initialize(now)


def _all(now: store.Store, then: store.Store) -> list[Difference]:
    found = []
    for model in RECORDS:
        before, after = _states(now, model), _states(then, model)
        gone = [record_id for record_id in before if record_id not in after]
        back = [record_id for record_id in after if record_id not in before]
        changed = [
            record_id for record_id in before if before[record_id] != after.get(record_id, before[record_id])
        ]
        if gone or back or changed:
            counts = (len(gone), len(back), len(changed))
            names = (_names(now, model, gone), _names(then, model, back), _names(now, model, changed))
            found.append(Difference(kind_of(model), *counts, *names))
    return sorted(found, key=lambda difference: -difference.gone - difference.back - difference.changed)


def _states(of: store.Store, model: type[Record]) -> dict[int, tuple[object, ...]]:
    """What tells one state of a record from another, by id."""
    database.initialize(of)
    fields = (model.id, model.ver, model.order_key, model.search_text)
    rows = database.execute(model.select(*fields).where(model.deleted_at.is_null()).tuples())
    return {row[0]: tuple(row[1:]) for row in rows}


def _names(of: store.Store, model: type[Record], ids: Iterable[int]) -> tuple[str, ...]:
    database.initialize(of)
    first = list(ids)[:_NAMED]
    return tuple(
        str(record) for record in model.select().where(model.id.in_(first)).order_by(model.order_key)
    )
