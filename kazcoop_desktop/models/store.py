"""The database file: looked at before it is opened, copied before it is brought up to date, then opened."""

from __future__ import annotations

import contextlib
import errno
import glob
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import peewee as pw
from playhouse.sqlcipher_ext import SqlCipherDatabase
from sqlcipher3 import dbapi2 as engine

from kazcoop_desktop import paths
from kazcoop_desktop.errors import Damage, Trouble, trouble_behind
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import RECORDS, guards, risky_places, text, word_index
from kazcoop_desktop.models.base import database, kind_of

APPLICATION_ID = 0x4B5A4350  # "KZCP"
FILE_NAME = "kazcoop.db"
_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "busy_timeout": 5000,
    "secure_delete": 1,
    "recursive_triggers": 1,  # REPLACE removes rows past the triggers otherwise
}
_WITH_KEY = {"cache_size": -16_000}  # KiB; reading a register anew would mean decrypting it anew
_PLAIN = b"SQLite format 3\0"
_SMALL = 8 * 1024**2  # bytes: looked through at opening; a larger file later, beside the work

engine.connect(":memory:").execute(
    "PRAGMA cipher_log = off"
)  # a wrong key is our sentence, not lines on stderr


class Store(SqlCipherDatabase):
    """Peewee's SQLite over SQLCipher: encrypted with a key, a plain SQLite file without one.

    The key is 32 bytes to encrypt with, and the 16 with which the file begins: by them a file under another key is
    told from a damaged one.
    """

    key: bytes | None = None

    def get_binary_type(self) -> type:
        """Peewee would take the standard library's sqlite3 for this, a second SQLite in the process."""
        return memoryview


def open_store(folder: Path, *, key: bytes | None = None) -> Store:
    """Opens the data folder's database, making or upgrading it first, and gives it to all models.

    Raises Trouble with a sentence, leaving the file as it was, when it is not ours, newer, damaged, locked,
    read-only, or lies where SQLite cannot keep its promises (network drives, cloud folders).
    """
    risky_places.refuse(folder)
    with _plain_words():
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / FILE_NAME
        _remove(_beside(file))
        if not file.exists():
            _make(file, key)
        _look(file, key)
        if not os.access(file, os.W_OK):  # SQLite would open it and fail at the first save
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(file))
        store = _connection(file, key)
        try:
            store.connect()
            _bring_up_to_date(store, folder)
        except BaseException:
            store.close()
            raise
    database.initialize(store)
    return store


def attach(folder: Path, *, key: bytes | None = None) -> Store:
    """Opens, for a child process, the database that its parent has open: it is neither looked at nor upgraded."""
    store = _connection(folder / FILE_NAME, key)
    store.connect()
    database.initialize(store)
    return store


def is_plain(file: Path) -> bool:
    """Whether a database file is not encrypted."""
    return _head(file)[:16] == _PLAIN


def newest_version() -> int:
    """The schema version that this program writes: the number of its last migration."""
    return max(int(file.name[:4]) for file in paths.migrations().glob("[0-9]*.py"))


def is_large(store: Store) -> bool:
    """Whether the file is too large to be looked through at opening; `quick_check` then belongs to a worker."""
    return Path(store.database).stat().st_size > _SMALL


def quick_check(store: Store) -> list[str]:
    """The damage that a quick look through the open database finds; an empty list is good."""
    return [row[0] for row in _told(store, "quick_check") if row[0] != "ok"]


def check(store: Store) -> list[str]:
    """Everything that the engine finds wrong with the open database; an empty list is good."""
    found = [row[0] for row in _told(store, "integrity_check") if row[0] != "ok"]
    if store.key:
        found += [row[0] for row in _told(store, "cipher_integrity_check")]
    found += [" ".join(map(str, row)) for row in _told(store, "foreign_key_check")]
    for model in RECORDS:
        words = f"{kind_of(model)}_search"
        try:
            store.execute_sql(f"INSERT INTO {words}({words}, rank) VALUES('integrity-check', 1)")
        except pw.DatabaseError:
            found.append(words)
    return found


def _told(store: Store, check: str) -> list[tuple[Any, ...]]:
    """What a check of the engine tells; some damage it does not list but stumbles over."""
    try:
        return list(store.execute_sql(f"PRAGMA {check}").fetchall())
    except (pw.DatabaseError, engine.Error) as error:
        return [(str(error),)]


def copy_to(store: Store, target: Path) -> None:
    """A verified copy of the open database under the same key; nothing stands at `target` until it is good."""
    part = _beside(target)
    with _plain_words():
        _remove(part)
        copy = _connection(part, store.key, journal="delete")
        try:
            copy.connect()
            store.connection().backup(copy.connection())
            copy.pragma("journal_mode", "delete")
        finally:
            copy.close()
        _look(part, store.key, deep=True)
        _put_in_place(part, target)


def put_back(store: Store, source: Path) -> None:
    """Replaces the content of the open database by that of a copy: wholly, or not at all. Upgrades an old copy."""
    with _plain_words():
        _look(source, store.key, deep=True)
        copy = _connection(source, store.key, journal=None)
        copy.connect()
        try:
            copy.connection().backup(store.connection())
        finally:
            copy.close()
        store.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        _migrate(store)


def has_same_key(file: Path, other: Path) -> bool:
    """Whether two databases are encrypted under the same key, by how they begin; damage is not looked at."""
    return other.exists() and not is_plain(file) and _head(file)[:16] == _head(other)[:16]


def opens(file: Path, key: bytes | None) -> bool:
    """Whether a key is that of a database file, by how the file begins; nothing else about it is looked at."""
    return _head(file)[:16] == beginning_under(key)


def beginning_under(key: bytes | None) -> bytes:
    """The 16 bytes with which a database file under this key begins, or a plain one."""
    return key[32:] if key else _PLAIN


def rewrite(file: Path, old: bytes | None, new: bytes | None) -> None:
    """Writes a database that nobody has open anew under another key, or under none.

    A verified copy is made beside it and takes its place in one step. Raises Trouble, leaving the file as it was,
    when it is not whole or another program holds it.
    """
    part = _beside(file)
    with _plain_words(), contextlib.ExitStack() as at_the_end:
        _remove(part)
        at_the_end.callback(_remove, part)
        _look(file, old)
        opened = _connection(
            file, old, journal="delete"
        )  # a log left beside it would be read into the new file
        opened.connect()
        try:
            opened.execute_sql("ATTACH ? AS anew KEY ?", (str(part), _spelled(new) if new else ""))
            opened.execute_sql("SELECT sqlcipher_export('anew')")
            for pragma in ("application_id", "user_version"):
                opened.execute_sql(f"PRAGMA anew.{pragma} = {opened.pragma(pragma)}")
            is_whole = _counts(opened, "anew") == _counts(opened, "main")
        finally:
            opened.close()
        _look(part, new, deep=True)
        if not is_whole:
            raise Damage(_("The database is damaged. Restore it from a backup copy."))
        _put_in_place(part, file)


def _counts(opened: Store, schema: str) -> dict[str, int]:
    """How many rows each table has."""
    tables = f"SELECT name FROM {schema}.sqlite_master WHERE type = 'table' AND rootpage > 0"
    return {
        name: opened.execute_sql(f'SELECT count(*) FROM {schema}."{name}"').fetchone()[0]
        for (name,) in opened.execute_sql(tables).fetchall()
    }


def _beside(file: Path) -> Path:
    """Where a copy is made that is to take the file's place."""
    return file.with_name(file.name + ".part")


def _make(file: Path, key: bytes | None) -> None:
    """A new empty database, made beside its place and moved there: never half of one."""
    if Path(f"{file}-wal").exists():
        sentence = _(
            "The database “{file}” is gone, but its log is still there. Restore it from a backup copy."
        )
        raise Trouble(sentence.format(file=file))
    part = _beside(file)
    store = _connection(part, key, journal="delete")
    try:
        store.connect()
        _migrate(store)
    finally:
        store.close()
    _put_in_place(part, file)


def _put_in_place(part: Path, target: Path) -> None:
    with part.open("rb+") as written:
        os.fsync(written.fileno())
    paths.move(part, target)


def _connection(file: Path, key: bytes | None, *, journal: str | None = "wal") -> Store:
    pragmas = {**_PRAGMAS, "journal_mode": journal, **(_WITH_KEY if key else {})}
    secret: dict[str, Any] = {"passphrase": _spelled(key)} if key else {}
    used = {name: value for name, value in pragmas.items() if value is not None}
    store = Store(str(file), pragmas=used, lock_type="IMMEDIATE", **secret)
    store.key = key
    store.register_function(text.order_key, "order_key", 1)
    store.register_function(text.fold, "fold", 1)
    return store


def _spelled(key: bytes) -> str:
    """A raw key as SQLCipher wants it, which would take other words for a password."""
    return f"x'{key.hex()}'"


def _look(file: Path, key: bytes | None, *, deep: bool = False) -> None:
    """Reads, without writing a byte, whether the file is a whole database of this program that it can open."""
    if file.is_dir():
        raise Trouble(_("“{file}” is a folder, not a database.").format(file=file))
    head = _head(file)
    if len(head) < 100 or (key is None and head[:16] != _PLAIN):
        raise Trouble(_("The file “{file}” is not a database of this program.").format(file=file))
    if key is not None and head[:16] != key[32:]:
        foreign = _("The file “{file}” is not a database of this program, or it has another key.")
        raise Trouble(foreign.format(file=file))
    quoted = str(file).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    look = engine.connect(f"file:{quoted}?mode=ro", uri=True, isolation_level=None, timeout=2)
    try:
        if key:
            look.execute(f'PRAGMA key = "{_spelled(key)}"')
        look.execute("PRAGMA query_only = ON")
        look.execute("PRAGMA trusted_schema = OFF")
        (application,) = look.execute("PRAGMA application_id").fetchone()
        (version,) = look.execute("PRAGMA user_version").fetchone()
        if application != APPLICATION_ID:
            raise Trouble(_("The file “{file}” is not a database of this program.").format(file=file))
        if version > newest_version():
            newer = _(
                "The database was made by a newer version of the program ({version}). Update the program."
            )
            raise Trouble(newer.format(version=version))
        if not _length_fits(look, file) or _has_damage(look, deep=deep, has_key=key is not None, file=file):
            raise Damage(_("The database is damaged. Restore it from a backup copy."))
    except engine.DatabaseError as error:
        if key is None or error.sqlite_errorname != "SQLITE_NOTADB":
            raise
        raise Damage(_("The database is damaged. Restore it from a backup copy.")) from error
    finally:
        look.close()


def _has_damage(look: Any, *, deep: bool, has_key: bool, file: Path) -> bool:
    if deep:
        pages = look.execute("PRAGMA cipher_integrity_check").fetchall() if has_key else []
        return bool(pages) or look.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok"
    return file.stat().st_size <= _SMALL and look.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok"


def _head(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(100)


def _length_fits(look: Any, file: Path) -> bool:
    """Whether the file is as long as its pages; unknown while a write-ahead log lies beside it."""
    log = Path(f"{file}-wal")
    if log.exists() and log.stat().st_size:
        return True
    (pages,) = look.execute("PRAGMA page_count").fetchone()
    (size,) = look.execute("PRAGMA page_size").fetchone()
    return bool(file.stat().st_size == pages * int(size))  # SQLCipher gives the size as a text


def _bring_up_to_date(store: Store, folder: Path) -> None:
    """Runs the migrations that are missing, after a copy of the file."""
    if store.user_version < newest_version():
        copies = folder / "backups"
        copies.mkdir(exist_ok=True)
        name = f"before-upgrade-{store.user_version:04}-{datetime.now():%Y%m%d-%H%M%S}.db"
        copy_to(store, copies / name)
    _migrate(store)


def _migrate(store: Store) -> None:
    if not _is_up_to_date(store):
        _run_migrations(store)
    with store.atomic():
        kept = {row[0] for row in store.execute_sql("SELECT name FROM sqlite_master")}
        for model in RECORDS:
            if not kept.issuperset(word_index.names(model)):
                word_index.keep(store, model)
        guards.keep(store)


def _is_up_to_date(store: Store) -> bool:
    if store.user_version != newest_version():
        return False
    applied = {row[0] for row in store.execute_sql("SELECT name FROM schema_migration")}
    return applied == {file.stem for file in paths.migrations().glob("[0-9]*.py")}


def _run_migrations(store: Store) -> None:
    from playhouse.migrations import Runner  # not needed for a file that is up to date

    runner = Runner(store, glob.escape(str(paths.migrations())))
    status = runner.status()
    if not any(migration.path for migration in status):
        raise FileNotFoundError(paths.migrations())
    if any(migration.path is None for migration in status):
        raise Trouble(_("The database was made by a newer version of the program. Update the program."))
    guards.lift(store)
    runner.up()
    store.pragma("application_id", APPLICATION_ID)
    store.pragma("user_version", newest_version())


def _remove(file: Path) -> None:
    for tail in ("", "-wal", "-shm", "-journal"):
        Path(f"{file}{tail}").unlink(missing_ok=True)


@contextlib.contextmanager
def _plain_words() -> Iterator[None]:
    """Turns what the engine or the system says into a sentence for the person."""
    try:
        yield
    except Trouble:
        raise
    except (pw.DatabaseError, engine.Error, OSError, UnicodeDecodeError) as error:
        trouble = trouble_behind(error)
        if trouble is None:
            trouble = Damage(_("The database is damaged. Restore it from a backup copy."))
        raise trouble from error
