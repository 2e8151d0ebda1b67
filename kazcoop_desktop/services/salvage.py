"""What can still be read of a damaged database, saved into a copy beside it; the damaged files stay as they are."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as engine

from kazcoop_desktop import __version__
from kazcoop_desktop.errors import Trouble
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import RECORDS, store
from kazcoop_desktop.models.base import kind_of
from kazcoop_desktop.services import archive
from kazcoop_desktop.services.archive import Manifest

_TITLES = {kind_of(model): model.outline.title for model in RECORDS}


@dataclass(frozen=True)
class Loss:
    """How many rows of a table were saved and how many are lost. `title` is its register; empty for other tables."""

    table: str
    title: str
    saved: int
    lost: int


@dataclass(frozen=True)
class Salvaged:
    """The copy that holds what was saved, and what of each table was lost."""

    copy: Path
    losses: list[Loss]


def save(folder: Path, *, key: bytes | None, now: datetime) -> Salvaged:
    """Reads all that reads of the database in a data folder, and makes a copy of it in the folder of copies.

    The database and its log are read from a copy of theirs, so that not a byte of them is touched. Raises Trouble
    when not even the list of tables can be read.
    """
    copies = folder / "backups"
    copies.mkdir(exist_ok=True)
    target = copies / f"salvaged-{now:%Y%m%d-%H%M%S}{archive.ENDING}"
    with tempfile.TemporaryDirectory(dir=folder, prefix=".kazcoop-") as made:
        scratch = Path(made)
        for file in folder.glob(f"{store.FILE_NAME}*"):
            if not file.name.endswith("-shm"):
                shutil.copyfile(file, scratch / file.name)
        saved = scratch / "saved.db"
        with (
            _nothing_readable(),
            contextlib.closing(_Reader(scratch / store.FILE_NAME, key)) as damaged,
            contextlib.closing(_connected(saved, key)) as new,
        ):
            losses = _carry_over(damaged, new)
        keys = folder / archive.KEYS
        members = {store.FILE_NAME: saved, **({archive.KEYS: keys} if keys.exists() else {})}
        manifest = Manifest(
            reason="salvaged",
            at=now.isoformat(timespec="seconds"),
            program=__version__,
            records={loss.table: loss.saved for loss in losses if loss.title},
        )
        archive.write(target, manifest, members, progress=lambda done, total: None)
    return Salvaged(target, losses)


@contextlib.contextmanager
def _nothing_readable() -> Iterator[None]:
    try:
        yield
    except engine.Error as error:
        sentence = _("Nothing can be read of the database any more. Restore it from a backup copy.")
        raise Trouble(sentence) from error


class _Reader:
    """Reads a damaged database. After a damaged page SQLCipher reads nothing more, so a new connection is taken."""

    def __init__(self, file: Path, key: bytes | None) -> None:
        self._file = file
        self._key = key
        self._connection = _connected(file, key)

    def rows(self, question: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """The rows up to the first damaged page, at which engine.Error is raised."""
        try:
            yield from self._connection.execute(question, values)
        except engine.Error:
            self.close()
            self._connection = _connected(self._file, self._key)
            raise

    def close(self) -> None:
        self._connection.close()


def _connected(file: Path, key: bytes | None) -> Any:
    connection = engine.connect(str(file), isolation_level=None)
    if key:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    return connection


def _carry_over(damaged: _Reader, new: Any) -> list[Loss]:
    """Tables, their indexes and rows, then the triggers; the search index is made anew when the copy is opened."""
    listed = damaged.rows("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    schema = [row for row in listed if not _is_of_search(row[1]) and not _is_of_search(row[2])]
    new.execute("PRAGMA foreign_keys = OFF")
    new.execute("BEGIN")
    for kind in ("table", "index"):
        for row in schema:
            if row[0] == kind:
                new.execute(row[3])
    counts = {row[1]: _carry_rows(damaged, new, row[1]) for row in schema if row[0] == "table"}
    _part_orphans(new, counts)
    for kind in ("view", "trigger"):
        for row in schema:
            if row[0] == kind:
                new.execute(row[3])
    for pragma in ("application_id", "user_version"):
        ((number,),) = damaged.rows(f"PRAGMA {pragma}")
        new.execute(f"PRAGMA {pragma} = {number}")
    new.execute("COMMIT")
    return [Loss(table, _TITLES.get(table, ""), saved, lost) for table, (saved, lost) in counts.items()]


def _is_of_search(name: str) -> bool:
    return name.endswith(("_search", "_live")) or "_search_" in name or name.startswith("sqlite_")


def _carry_rows(damaged: _Reader, new: Any, table: str) -> tuple[int, int]:
    """Gives how many rows were saved, and how many are known to be lost."""
    known = _ids_by_indexes(damaged, table)
    rows = _rows_of(damaged, table, known)
    saved = 0
    for values in rows.values():
        marks = ", ".join("?" for _value in values)
        saved += new.execute(f'INSERT OR IGNORE INTO "{table}" VALUES ({marks})', values).rowcount
    return saved, len(known | rows.keys()) - saved


def _rows_of(damaged: _Reader, table: str, known: set[int]) -> dict[int, tuple[Any, ...]]:
    """The rows that read, by rowid: from the front to the first damaged page, from the back, then one by one."""
    rows: dict[int, tuple[Any, ...]] = {}
    for order in ("ASC", "DESC"):
        try:
            for row in damaged.rows(f'SELECT rowid, * FROM "{table}" NOT INDEXED ORDER BY rowid {order}'):
                rows[row[0]] = row[1:]
        except engine.Error:
            continue
        return rows
    for row_id in known - rows.keys():
        with contextlib.suppress(engine.Error):
            one = f'SELECT * FROM "{table}" NOT INDEXED WHERE rowid = ?'
            rows.update((row_id, values) for values in damaged.rows(one, row_id))
    return rows


def _ids_by_indexes(damaged: _Reader, table: str) -> set[int]:
    """The rowids that the table's indexes know, which lie on other pages than the rows."""
    found: set[int] = set()
    for index in list(damaged.rows(f'PRAGMA index_list("{table}")')):
        try:
            for (row_id,) in damaged.rows(f'SELECT rowid FROM "{table}" INDEXED BY "{index[1]}"'):
                found.add(row_id)
        except engine.Error:
            continue
    return found


def _part_orphans(new: Any, counts: dict[str, tuple[int, int]]) -> None:
    """Rows that name a lost record name none any more; where they must name one they are lost with it."""
    while orphans := new.execute("PRAGMA foreign_key_check").fetchall():
        for table, row_id, _parent, key in orphans:
            columns = {row[0]: row[3] for row in new.execute(f'PRAGMA foreign_key_list("{table}")')}
            try:
                new.execute(f'UPDATE "{table}" SET "{columns[key]}" = NULL WHERE rowid = ?', (row_id,))
            except engine.IntegrityError:
                gone = new.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (row_id,)).rowcount
                saved, lost = counts[table]
                counts[table] = (saved - gone, lost + gone)
