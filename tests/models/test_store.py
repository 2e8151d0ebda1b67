import hashlib
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kazcoop_desktop import paths
from kazcoop_desktop.errors import Trouble
from kazcoop_desktop.models import RECORDS
from kazcoop_desktop.models import store as stores
from kazcoop_desktop.models.base import Invalid, kind_of
from kazcoop_desktop.models.history import HistoryEntry
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.store import FILE_NAME, Store, check, copy_to, open_store, put_back
from kazcoop_desktop.models.word_index import made_later
from kazcoop_desktop.services import browse, records

KEY = bytes(range(48))
BY = "Айгүл"


def partner(name: str) -> Partner:
    return records.save(Partner(name=name, country="DE"), by=BY)


def names() -> set[str]:
    return {found.name for found in Partner.select()}


def fingerprint(file: Path) -> tuple[str, int]:
    return hashlib.sha256(file.read_bytes()).hexdigest(), file.stat().st_mtime_ns


def in_child(program: str, *arguments: object) -> subprocess.Popen[str]:
    """Runs Python lines in a process of their own, in which `folder` is the first argument."""
    start = (
        "import sys\nfrom pathlib import Path\nfrom kazcoop_desktop import i18n\ni18n.use('en')\nfolder = Path(sys.argv[1])\n"
        "from kazcoop_desktop.models.store import *\n"
        "from kazcoop_desktop.models.partner import Partner\n"
        "from kazcoop_desktop.services import records\n"
    )
    return subprocess.Popen(
        [sys.executable, "-c", start + textwrap.dedent(program), *map(str, arguments)],
        cwd=paths.root(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


# Opening.


def test_a_new_folder_gets_a_whole_empty_database(store: Store, folder: Path):
    assert sorted(file.name for file in folder.iterdir() if not file.name.endswith(("-wal", "-shm"))) == [
        FILE_NAME
    ]
    assert store.application_id == stores.APPLICATION_ID
    assert store.user_version == stores.newest_version()
    assert check(store) == []


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", 5000),
        ("secure_delete", 1),
    ],
)
def test_every_connection_keeps_the_promises(store: Store, pragma: str, value: object):
    assert store.pragma(pragma) == value

    store.close()
    store.connect()

    assert store.pragma(pragma) == value


def test_what_was_saved_is_there_when_the_folder_is_opened_again(
    store: Store, folder: Path, key: bytes | None
):
    partner("Universität Musterstadt")
    store.close()

    with closing(open_store(folder, key=key)):
        assert names() == {"Universität Musterstadt"}
        assert not list(folder.glob("backups/*"))


def test_the_log_is_gone_after_closing(store: Store, folder: Path):
    partner("Universität Musterstadt")
    store.close()

    assert [file.name for file in folder.iterdir()] == [FILE_NAME]


def test_a_plain_file_opens_in_any_sqlite_tool(folder: Path):
    open_store(folder).close()

    with closing(sqlite3.connect(folder / FILE_NAME)) as tool:
        assert tool.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert tool.execute("SELECT count(*) FROM partner").fetchone() == (0,)


def test_an_encrypted_file_shows_nothing_of_what_it_holds(folder: Path):
    store = open_store(folder, key=KEY)
    partner("Musterstadt")
    in_log = Path(f"{folder / FILE_NAME}-wal").read_bytes()
    store.close()

    written = (folder / FILE_NAME).read_bytes() + in_log
    assert b"Musterstadt" not in written
    assert b"SQLite format 3" not in written


# What is refused, and left as it was.


def _text(file: Path) -> None:
    file.write_text("Келісімдер тізімі\n" * 50, encoding="utf-8")


def _zip(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "a" * 1000)


def _other_program(file: Path) -> None:
    with closing(sqlite3.connect(file)) as tool:
        tool.execute("CREATE TABLE t(a)")
        tool.commit()


def _newer(file: Path) -> None:
    open_store(file.parent).close()
    with closing(sqlite3.connect(file)) as tool:
        tool.execute("PRAGMA user_version = 9000")
        tool.commit()


def _unknown_migration(file: Path) -> None:
    open_store(file.parent).close()
    with closing(sqlite3.connect(file)) as tool:
        tool.execute("INSERT INTO schema_migration(name, applied) VALUES ('0999_later', '2030-01-01')")
        tool.commit()


def _filled(file: Path) -> bytearray:
    store = open_store(file.parent)
    with store.atomic():
        for number in range(200):
            partner(f"Partner {number}")
    store.close()
    return bytearray(file.read_bytes())


def _truncated(file: Path) -> None:
    file.write_bytes(_filled(file)[:-1000])


def _cut_by_a_page(file: Path) -> None:
    file.write_bytes(_filled(file)[:-4096])


def _lengthened(file: Path) -> None:
    file.write_bytes(_filled(file) + b"garbage" * 100)


def _with_a_zeroed_page(file: Path) -> None:
    content = _filled(file)
    start = content.index(b"Partner 150") // 4096 * 4096
    content[start : start + 4096] = bytes(4096)
    file.write_bytes(content)


def _header_only(file: Path) -> None:
    file.write_bytes(_filled(file)[:100])


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (_text, "not a database of this program"),
        (_zip, "not a database of this program"),
        (lambda file: file.write_bytes(bytes(8192)), "not a database of this program"),
        (lambda file: file.write_bytes(b""), "not a database of this program"),
        (lambda file: file.write_bytes(b"SQLite format 3\0"), "not a database of this program"),
        (_other_program, "not a database of this program"),
        (_newer, "newer version of the program"),
        (_unknown_migration, "newer version of the program"),
        (_truncated, "damaged"),
        (_cut_by_a_page, "damaged"),
        (_lengthened, "damaged"),
        (_with_a_zeroed_page, "damaged"),
        (_header_only, "damaged"),
        (lambda file: file.mkdir(), "is a folder"),
    ],
)
def test_a_file_that_is_not_a_whole_database_is_refused_and_left_as_it_was(
    folder: Path, make: Callable[[Path], object], said: str
):
    folder.mkdir()
    file = folder / FILE_NAME
    make(file)
    before = fingerprint(file) if file.is_file() else None

    with pytest.raises(Trouble, match=said):
        open_store(folder)

    assert file.is_dir() or fingerprint(file) == before
    assert {found.name for found in folder.iterdir()} <= {FILE_NAME, f"{FILE_NAME}-wal", f"{FILE_NAME}-shm"}


@pytest.mark.parametrize(("written_with", "opened_with"), [(KEY, None), (KEY, bytes(48)), (None, KEY)])
def test_a_wrong_key_is_refused_and_the_file_left_as_it_was(
    folder: Path, written_with: bytes | None, opened_with: bytes | None
):
    open_store(folder, key=written_with).close()
    before = fingerprint(folder / FILE_NAME)

    with pytest.raises(Trouble, match=r"not a database of this program"):
        open_store(folder, key=opened_with)

    assert fingerprint(folder / FILE_NAME) == before


@pytest.mark.parametrize("damage", ["cut", "lengthened", "flipped"])
def test_a_damaged_encrypted_file_is_refused(folder: Path, damage: str):
    store = open_store(folder, key=KEY)
    with store.atomic():
        for number in range(200):
            partner(f"Partner {number}")
    store.close()
    file = folder / FILE_NAME
    content = bytearray(file.read_bytes())
    if damage == "cut":
        content = content[:-1000]
    elif damage == "lengthened":
        content += b"garbage" * 100
    else:
        content[len(content) // 2] ^= 1
    file.write_bytes(content)
    before = fingerprint(file)

    with pytest.raises(Trouble):
        open_store(folder, key=KEY)

    assert fingerprint(file) == before


def test_random_damage_is_refused_or_harmless_but_never_crashes(tmp_path: Path):
    whole = _filled(tmp_path / FILE_NAME)
    chance = random.Random(717)
    for number in range(40):
        folder = tmp_path / str(number)
        folder.mkdir()
        content = bytearray(whole)
        for _flip in range(chance.choice([1, 20, 400])):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        (folder / FILE_NAME).write_bytes(content)
        try:
            open_store(folder).close()
        except Trouble as trouble:
            assert str(trouble)  # noqa: PT017


def test_a_log_without_its_database_is_not_taken_for_a_new_folder(folder: Path):
    folder.mkdir()
    log = folder / f"{FILE_NAME}-wal"
    log.write_bytes(b"x" * 5000)

    with pytest.raises(Trouble, match="is gone"):
        open_store(folder)

    assert log.read_bytes() == b"x" * 5000
    assert not (folder / FILE_NAME).exists()


@pytest.mark.parametrize(
    "place",
    ["//server/share/office", "\\\\server\\share\\office", "OneDrive - University/data", "Dropbox/data"],
)
def test_a_network_drive_or_a_cloud_folder_is_refused(tmp_path: Path, place: str):
    folder = Path(place) if place.startswith(("/", "\\")) else tmp_path / place

    with pytest.raises(Trouble, match="Choose a"):
        open_store(folder)

    assert not folder.exists()


@pytest.mark.skipif(not hasattr(os, "setuid") or os.getuid() != 0, reason="needs to become another user")
@pytest.mark.parametrize("mode", ["the folder", "the file", "nothing is there yet"])
def test_a_folder_that_cannot_be_written_to_is_told(mode: str):
    # Not in tmp_path: that one lies in a folder only its owner may enter.
    with tempfile.TemporaryDirectory() as made:
        Path(made).chmod(0o755)
        folder = Path(made, "data")
        folder.mkdir(mode=0o755)
        if mode != "nothing is there yet":
            open_store(folder).close()
        if mode == "the file":
            folder.chmod(0o777)
        child = in_child(
            """
            import os
            import kazcoop_desktop.services.browse
            os.setuid(65534)
            try:
                open_store(folder)
            except Exception as error:
                print(type(error).__name__, error)
            """,
            folder,
        )
        said, errors = child.communicate(timeout=30)

    assert said.startswith("Trouble "), said + errors
    assert "Check" in said or "choose another place" in said


@pytest.mark.parametrize("how", ["EXCLUSIVE", "exclusive for life"])
def test_a_database_that_another_program_holds_is_told(folder: Path, how: str):
    open_store(folder).close()
    lasting = "held.execute('PRAGMA locking_mode = EXCLUSIVE')" if how == "exclusive for life" else ""
    child = in_child(
        f"""
        import sqlite3, time
        held = sqlite3.connect(folder / FILE_NAME, isolation_level=None)
        {lasting}
        held.execute("BEGIN EXCLUSIVE")
        held.execute("CREATE TABLE other(a)")
        print("held", flush=True)
        time.sleep(30)
        """,
        folder,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    before = fingerprint(folder / FILE_NAME)

    try:
        with pytest.raises(Trouble, match="Another program holds the database"):
            open_store(folder)
    finally:
        child.kill()
        child.communicate()

    assert fingerprint(folder / FILE_NAME) == before


# A full disk.


@pytest.mark.skipif(os.name == "nt", reason="needs limits on the size of files")
def test_a_full_disk_is_told_and_what_was_saved_stays(folder: Path, key: bytes | None):
    child = in_child(
        """
        import resource, signal
        from kazcoop_desktop.errors import trouble_behind
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        key = bytes.fromhex(sys.argv[2]) or None
        store = open_store(folder, key=key)
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))
        kept = Partner(name="kept", country="DE", about="я" * 3000)
        for number in range(10_000):
            record = Partner(name=f"P {number}", country="DE", about="я" * 3000)
            try:
                records.save(record, by="A")
            except Exception as error:
                print("told:", trouble_behind(error), flush=True)
                break
            print(record.name, flush=True)
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        records.save(record, by="A")
        print(record.name, flush=True)
        print(check(store))
        """,
        folder,
        (key or b"").hex(),
    )
    said, errors = child.communicate(timeout=60)
    lines = said.splitlines()
    told = [line for line in lines if line.startswith("told:")]

    assert told, said + errors
    assert "No space is left" in told[0] or "The disk did not answer" in told[0], told
    assert lines[-1] == "[]", said + errors
    with closing(open_store(folder, key=key)):
        assert names() == {line for line in lines if line.startswith("P ")}


# Killing.


def test_every_acknowledged_record_outlives_a_kill(folder: Path, key: bytes | None):
    chance = random.Random(717)
    acknowledged: set[str] = set()
    for life in range(8):
        child = in_child(
            """
            store = open_store(folder, key=bytes.fromhex(sys.argv[2]) or None)
            for number in range(100_000):
                record = records.save(Partner(name=f"{sys.argv[3]}-{number}", country="DE"), by="A")
                print(record.id, record.name, flush=True)
            """,
            folder,
            (key or b"").hex(),
            life,
        )
        assert child.stdout is not None
        for _line in range(chance.randrange(0, 40)):
            acknowledged.add(child.stdout.readline())
        child.kill()
        acknowledged |= {
            line for line in child.communicate()[0].splitlines(keepends=True) if line.endswith("\n")
        }

        with closing(open_store(folder, key=key)) as store:
            assert check(store) == []
            saved = {f"{found.id} {found.name}\n" for found in Partner.select()}
            entries = {entry.record_id for entry in HistoryEntry.select()}
        assert acknowledged - {""} <= saved
        assert {int(line.split()[0]) for line in saved} == entries


def test_a_first_start_that_is_killed_does_not_bar_the_second(folder: Path):
    chance = random.Random(3)
    for _life in range(8):
        child = in_child("print('ready', flush=True)\nopen_store(folder)\nsys.stdin.read()", folder)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(chance.random() * 0.04)
        child.kill()
        child.communicate()

        with closing(open_store(folder)) as store:
            assert check(store) == []
        shutil.rmtree(folder)


# Copies.


def test_a_copy_holds_the_same_and_opens_under_the_same_key(store: Store, tmp_path: Path, key: bytes | None):
    partner("Universität Musterstadt")
    copies = tmp_path / "copy"
    copies.mkdir()

    copy_to(store, copies / FILE_NAME)
    store.close()

    assert [file.name for file in copies.iterdir()] == [FILE_NAME]
    with closing(open_store(copies, key=key)) as copied:
        assert names() == {"Universität Musterstadt"}
        assert check(copied) == []


def test_putting_a_copy_back_gives_its_content_and_no_more(store: Store, tmp_path: Path):
    partner("in the copy")
    copy_to(store, tmp_path / "copy.db")
    before = fingerprint(tmp_path / "copy.db")
    partner("later")

    put_back(store, tmp_path / "copy.db")

    assert names() == {"in the copy"}
    assert list(browse.Query(Partner, search="later").ids()) == []
    assert len(browse.Query(Partner, search="copy").ids()) == 1
    assert check(store) == []
    assert fingerprint(tmp_path / "copy.db") == before
    partner("after")
    assert names() == {"in the copy", "after"}


@pytest.mark.parametrize("damage", ["cut", "flipped"])
def test_a_damaged_copy_is_not_put_back(store: Store, tmp_path: Path, damage: str, key: bytes | None):
    with store.atomic():
        for number in range(100):
            partner(f"Partner {number}")
    copy = tmp_path / "copy.db"
    copy_to(store, copy)
    content = bytearray(copy.read_bytes())
    if damage == "cut":
        content = content[:-4096]
    else:
        middle = len(content) // 4096 // 2 * 4096
        content[middle : middle + 4096] = bytes(4096)
    copy.write_bytes(content)
    partner("later")

    with pytest.raises(Trouble):
        put_back(store, copy)

    assert "later" in names()
    assert check(store) == []


@pytest.mark.parametrize("act", ["copy_to(store, Path(sys.argv[3]))", "put_back(store, Path(sys.argv[3]))"])
def test_copying_that_is_killed_leaves_the_old_or_the_new_whole(
    store: Store, folder: Path, tmp_path: Path, key: bytes | None, act: str
):
    def fill(first: int) -> None:
        with store.atomic():
            for number in range(first, first + 120):
                partner(f"Partner {number}")

    copy = tmp_path / "copy.db"
    fill(0)
    copy_to(store, copy)
    fill(1000)
    few, many = 120, 240
    store.close()
    chance = random.Random(5)
    seen = set()
    for _life in range(5):
        child = in_child(
            f"""
            store = open_store(folder, key=bytes.fromhex(sys.argv[2]) or None)
            print("ready", flush=True)
            while True:
                {act}
            """,
            folder,
            (key or b"").hex(),
            copy,
        )
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(chance.random() * 0.15)
        child.kill()
        child.communicate()

        with closing(open_store(folder, key=key)) as opened:
            seen.add(len(names()))
            assert check(opened) == []
            assert len(names()) in (few, many)
        whole = tmp_path / "whole"
        whole.mkdir(exist_ok=True)
        shutil.copy(copy, whole / FILE_NAME)
        with closing(open_store(whole, key=key)) as copied:
            assert len(names()) in (few, many)
            assert check(copied) == []
    assert seen


# Upgrades.


@pytest.fixture
def later_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Makes the program a later one, with one more migration of these lines."""
    bundle = tmp_path / "bundle"
    migrations = bundle / "kazcoop_desktop" / "models" / "migrations"

    def become(lines: str) -> None:
        shutil.copytree(paths.migrations(), migrations, dirs_exist_ok=True)
        body = textwrap.indent(textwrap.dedent(lines), "    ")
        (migrations / "9000_later.py").write_text(f"def up(migrator, db):\n{body}\n", encoding="utf-8")
        monkeypatch.setattr(sys, "_MEIPASS", str(bundle), raising=False)

    return become


def test_an_older_file_is_copied_before_it_is_brought_up_to_date(
    store: Store, folder: Path, key: bytes | None, later_program: Callable[[str], None], tmp_path: Path
):
    partner("Universität Musterstadt")
    store.close()
    before = stores.newest_version()
    later_program("db.execute_sql('CREATE TABLE later(a)')")

    with closing(open_store(folder, key=key)) as opened:
        assert opened.user_version == 9000
        assert opened.table_exists("later")
        assert names() == {"Universität Musterstadt"}
    with closing(open_store(folder, key=key)):
        pass

    (copy,) = (folder / "backups").iterdir()
    assert copy.name.startswith(f"before-upgrade-{before:04}-")
    stores._look(copy, key, deep=True)


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    store: Store,
    folder: Path,
    key: bytes | None,
    later_program: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
):
    partner("Universität Musterstadt")
    store.close()
    before = stores.newest_version()
    later_program(
        "db.execute_sql('CREATE TABLE later(a)')\ndb.execute_sql('UPDATE partner SET name = 1')\nraise OSError(28, 'full')"
    )

    with pytest.raises(Trouble, match="No space is left"):
        open_store(folder, key=key)

    monkeypatch.undo()
    with closing(open_store(folder, key=key)) as opened:
        assert not opened.table_exists("later")
        assert opened.user_version == before
        assert names() == {"Universität Musterstadt"}


def test_an_older_copy_is_put_back_and_brought_up_to_date(
    store: Store, folder: Path, key: bytes | None, later_program: Callable[[str], None], tmp_path: Path
):
    partner("old")
    copy_to(store, tmp_path / "old.db")
    store.close()
    later_program("db.execute_sql('CREATE TABLE later(a)')")

    with closing(open_store(folder, key=key)) as opened:
        partner("new")
        put_back(opened, tmp_path / "old.db")

        assert names() == {"old"}
        assert opened.table_exists("later")
        assert opened.user_version == 9000


def test_an_upgrade_that_rebuilds_a_table_gets_its_search_index_back(
    store: Store, folder: Path, key: bytes | None, later_program: Callable[[str], None]
):
    partner("Universität Musterstadt")
    store.close()
    later_program("db.execute_sql('DROP TRIGGER partner_search_insert')")

    with closing(open_store(folder, key=key)) as opened:
        partner("Université Exemple")

        assert len(browse.Query(Partner, search="exemple").ids()) == 1
        assert check(opened) == []


# The search index.


def test_the_check_sees_a_search_index_that_is_out_of_step(store: Store):
    partner("Universität Musterstadt")
    store.execute_sql("DROP TRIGGER partner_search_update")
    store.execute_sql("UPDATE partner SET search_text = 'other'")

    assert check(store) == ["partner_search"]


def test_words_put_off_are_found_afterwards(store: Store):
    partner("before")
    with made_later(store, Partner):
        partner("within")
    partner("after")

    for word in ("before", "within", "after"):
        assert len(browse.Query(Partner, search=word).ids()) == 1
    assert check(store) == []


def test_words_put_off_are_as_before_when_the_work_fails(store: Store):
    partner("before")

    with pytest.raises(Invalid), made_later(store, Partner):
        partner("")

    partner("after")
    assert names() == {"before", "after"}
    assert len(browse.Query(Partner, search="after").ids()) == 1
    assert check(store) == []


def test_every_register_has_a_search_index(store: Store):
    assert {f"{kind_of(model)}_search" for model in RECORDS} <= set(store.get_tables())


def test_a_large_file_is_left_for_a_later_look(folder: Path, monkeypatch: pytest.MonkeyPatch):
    file = folder / FILE_NAME
    folder.mkdir()
    _with_a_zeroed_page(file)
    monkeypatch.setattr(stores, "_SMALL", 10_000)

    with closing(open_store(folder)) as store:
        assert stores.is_large(store)
        assert stores.quick_check(store)
