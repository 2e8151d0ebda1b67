"""A database of every released version comes up to date with all its rows, links, indexes and triggers."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kazcoop_desktop import paths
from kazcoop_desktop.models import store
from kazcoop_desktop.models.store import FILE_NAME, check, open_store

RELEASED = sorted((Path(__file__).parents[1] / "databases").glob("*.db"))
CONTROL = """
def upgrade(migrator):
    db = migrator.database
    db.execute_sql("CREATE TABLE anew AS SELECT * FROM partner WHERE 0")
    db.execute_sql("DROP TABLE partner")
    db.execute_sql("ALTER TABLE anew RENAME TO partner")
"""


def rows_in(file: Path) -> dict[str, int]:
    """How many rows each table has; the search index, which is made anew, is left out."""
    with closing(sqlite3.connect(file)) as tool:
        tables = [row[0] for row in tool.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            table: tool.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
            for table in tables
            if "_search" not in table
        }


def shape_of(file: Path) -> set[tuple[object, ...]]:
    """Columns with what they must hold, indexes and triggers: all that a database keeps besides rows."""
    with closing(sqlite3.connect(file)) as tool:
        found: set[tuple[object, ...]] = set(
            tool.execute(
                "SELECT type, name, tbl_name FROM sqlite_master WHERE type <> 'table' OR name NOT LIKE '%search%'"
            )
        )
        found |= set(tool.execute("SELECT name, sql FROM sqlite_master WHERE type IN ('index', 'trigger')"))
        for (table,) in tool.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for _at, *column in tool.execute(f'PRAGMA table_info("{table}")').fetchall():
                found.add((table, *column))
            for key in tool.execute(f'PRAGMA foreign_key_list("{table}")').fetchall():
                found.add((table, *key[2:]))
        return found


def lost(before: dict[str, int], after: dict[str, int]) -> dict[str, int]:
    """Tables that have fewer rows than before."""
    return {
        table: count - after.get(table, 0) for table, count in before.items() if after.get(table, 0) < count
    }


@pytest.mark.claim(
    "R8", "Every released database comes up to date: rows, links, indexes and triggers as in a new one"
)
@pytest.mark.parametrize("released", RELEASED, ids=lambda file: file.stem)
def test_a_released_database_comes_up_to_date(released, tmp_path, empty_database, record_property):
    file = Path(shutil.copy(released, tmp_path / FILE_NAME))
    before = rows_in(file)

    with closing(open_store(tmp_path)) as opened:
        assert check(opened) == []
        assert opened.user_version == store.newest_version()

    assert shape_of(file) == shape_of(empty_database)
    assert lost(before, rows_in(file)) == {}
    assert list((tmp_path / "backups").glob("before-upgrade-*.db"))
    record_property(
        "figure", f"{sum(before.values())} rows in {sum(map(bool, before.values()))} tables, 0 lost"
    )


@pytest.mark.claim(
    "R10", "Control: an upgrade that loses rows is seen by the counts, and the copy made before has them"
)
def test_an_upgrade_that_loses_rows_is_seen(tmp_path, monkeypatch):
    migrations = tmp_path / "migrations"
    shutil.copytree(paths.migrations(), migrations)
    (migrations / "9000_control.py").write_text(CONTROL)
    data = tmp_path / "data"
    data.mkdir()
    file = Path(shutil.copy(RELEASED[0], data / FILE_NAME))
    before = rows_in(file)
    monkeypatch.setattr(paths, "migrations", lambda: migrations)

    try:
        open_store(data).close()
    except Exception as error:  # refused is good as well
        assert str(error)  # noqa: PT017

    (copy,) = (data / "backups").glob("before-upgrade-*.db")
    assert rows_in(copy) == before
    after = rows_in(file)
    assert after["partner"] == before["partner"] or "partner" in lost(before, after)
