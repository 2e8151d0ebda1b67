"""Encryption is turned on and off with everything in place, whenever the computer goes off."""

import os
import random
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from kazcoop_desktop import paths
from kazcoop_desktop.errors import Trouble
from kazcoop_desktop.models import store as stores
from kazcoop_desktop.models.base import database
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.store import FILE_NAME, Store, check, put_back, rewrite
from kazcoop_desktop.services import browse, files, key_file, records, vault

BY = "Айгүл"
PASSWORD = "Көк аспан йод 7"
NOW = datetime(2026, 11, 20, 9, 0)
SCANS = [b"%PDF-1.7 signed and sealed " + bytes([letter]) * 3000 for letter in b"abc"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "Деректер [2026] № 1"


@pytest.fixture
def office_key(folder: Path) -> bytes:
    """The key of a plain folder with a partner, twenty more, and three scans."""
    key, _code = vault.create(folder, BY, PASSWORD)
    with closing(vault.open_folder(folder)) as store, store.atomic():
        partner = records.save(Partner(name="Universität Musterstadt", country="DE"), by=BY)
        for number, scan in enumerate(SCANS):
            files.attach(partner, scan, by=BY, name=f"{number}.pdf")
        for number in range(20):
            records.save(Partner(name=f"Partner {number}", country="FR"), by=BY)
    return key


def rows(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Everything in the database, and what it is built of; but not the key of the files."""
    tables = store.execute_sql(
        "SELECT name FROM sqlite_master WHERE rootpage > 0 AND type = 'table'"
    ).fetchall()
    found = {name: store.execute_sql(f'SELECT * FROM "{name}"').fetchall() for (name,) in tables}
    found["setting"] = [row for row in found["setting"] if files._KEY not in row]
    found["sqlite_master"] = store.execute_sql("SELECT type, name, sql FROM sqlite_master").fetchall()
    found["pragmas"] = [(store.application_id, store.user_version, store.pragma("auto_vacuum"))]
    return {name: sorted(map(repr, each)) for name, each in found.items()}  # type: ignore[misc]


def contents() -> set[bytes]:
    partner = Partner.get(Partner.name == "Universität Musterstadt")
    return {files.content_of(attachment) for attachment in files.of_record(partner)}


def lying(folder: Path) -> list[str]:
    """The names of all files in the folder."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def shown(folder: Path) -> list[str]:
    """The files in which something of the data can be read."""
    plain = (b"SQLite format 3", b"Musterstadt", b"musterstadt", b"signed and sealed")
    return [name for name in lying(folder) if any(word in (folder / name).read_bytes() for word in plain)]


# On and off.


def test_encryption_is_turned_on_and_off_and_everything_stays(folder, office_key):
    with closing(vault.open_folder(folder)) as store:
        before, names = rows(store), lying(folder)

    vault.encrypt(folder, office_key)

    assert vault.is_encrypted(folder)
    assert shown(folder) == []
    with closing(vault.open_folder(folder, office_key)) as store:
        assert rows(store) == before
        assert check(store) == []
        assert contents() == set(SCANS)
        assert files.damaged() == []
        assert len(browse.Query(Partner, search="musterstadt").ids()) == 1
        records.save(Partner(name="P", country="KZ"), by=BY)
        database.execute_sql("DELETE FROM partner WHERE name = 'P'")
        before = rows(store)

    vault.decrypt(folder, office_key)

    assert not vault.is_encrypted(folder)
    with closing(vault.open_folder(folder)) as store:
        assert rows(store) == before
        assert check(store) == []
        assert contents() == set(SCANS)
    assert lying(folder) == [name for name in names if not name.endswith(("-wal", "-shm"))]


def test_a_folder_without_a_database_is_encrypted_from_its_first_day(folder):
    office_key, _code = vault.create(folder, BY, PASSWORD)

    vault.encrypt(folder, office_key)

    assert vault.is_encrypted(folder)
    with closing(vault.open_folder(folder, office_key)) as store:
        assert store.key == vault.database_key(office_key)
        assert files.are_sealed()


def test_turning_on_twice_changes_nothing(folder, office_key):
    vault.encrypt(folder, office_key)
    before = lying(folder)

    vault.encrypt(folder, office_key)

    assert lying(folder) == before
    with closing(vault.open_folder(folder, office_key)):
        assert contents() == set(SCANS)


def test_progress_is_told_for_every_file(folder, office_key):
    told: list[tuple[int, int]] = []

    vault.encrypt(folder, office_key, progress=lambda done, total: told.append((done, total)))

    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_a_damaged_file_stays_what_it_was(folder, office_key):
    with closing(vault.open_folder(folder)):
        digest = files.digests()[0]
        files.path_of(digest).write_bytes(b"%PDF-1.7 half of it")
        missing = files.digests()[1]
        files.path_of(missing).unlink()
        damaged = files.damaged()

    vault.encrypt(folder, office_key)
    with closing(vault.open_folder(folder, office_key)):
        assert files.damaged() == damaged
    vault.decrypt(folder, office_key)

    with closing(vault.open_folder(folder)):
        assert files.damaged() == damaged
        assert files.path_of(digest).read_bytes() == b"%PDF-1.7 half of it"


def test_a_database_in_use_is_not_encrypted(folder, office_key, monkeypatch):
    monkeypatch.setitem(stores._PRAGMAS, "busy_timeout", 10)
    with closing(vault.open_folder(folder)) as store:
        store.execute_sql("SELECT count(*) FROM partner").fetchone()
        with pytest.raises(Trouble, match="Another program holds the database"):
            vault.encrypt(folder, office_key)
        records.save(Partner(name="P", country="KZ"), by=BY)

    with closing(vault.open_folder(folder)):
        assert Partner.select().count() == 22
        assert contents() == set(SCANS)
    assert not key_file.read(folder).is_changing
    assert not [name for name in lying(folder) if ".part" in name]


def test_a_damaged_database_is_not_encrypted(folder, office_key):
    content = bytearray((folder / FILE_NAME).read_bytes())
    content[-4096:] = bytes(4096)
    (folder / FILE_NAME).write_bytes(content)

    with pytest.raises(Trouble, match="damaged"):
        vault.encrypt(folder, office_key)

    assert (folder / FILE_NAME).read_bytes() == content


# What opens and what does not.


def test_encrypted_data_opens_by_its_own_key_alone(folder, office_key):
    vault.encrypt(folder, office_key)
    before = (folder / FILE_NAME).read_bytes()

    with pytest.raises(Trouble, match=r"encrypted\. Sign in"):
        vault.open_folder(folder)
    with pytest.raises(Trouble, match="not a database of this program, or it has another key"):
        vault.open_folder(folder, bytes(32))
    (folder / key_file.FILE_NAME).unlink()
    with pytest.raises(Trouble, match="not a database of this program, or it is encrypted and its key file"):
        vault.open_folder(folder)

    assert (folder / FILE_NAME).read_bytes() == before


def test_a_damaged_first_page_is_told_from_another_key(folder, office_key):
    vault.encrypt(folder, office_key)
    content = bytearray((folder / FILE_NAME).read_bytes())
    content[1000] ^= 1
    (folder / FILE_NAME).write_bytes(content)

    with pytest.raises(Trouble, match="The database is damaged"):
        vault.open_folder(folder, office_key)


def test_without_encryption_whoever_opens_the_folder_reads_it(folder, office_key):
    assert shown(folder) != []
    with closing(vault.open_folder(folder)):
        assert contents() == set(SCANS)


# Attached files.


@pytest.fixture
def sealed(folder: Path, office_key: bytes) -> Iterator[Store]:
    vault.encrypt(folder, office_key)
    with closing(vault.open_folder(folder, office_key)) as store:
        yield store


@pytest.mark.usefixtures("sealed")
def test_a_known_form_cannot_be_looked_for_by_its_name(folder):
    names = [Path(name).name for name in lying(folder) if name.startswith("files/")]

    assert len(names) == len(SCANS)
    assert not set(names) & set(files.digests())


@pytest.mark.usefixtures("sealed")
def test_sealed_files_come_and_go_like_plain_ones(folder):
    partner = Partner.get()
    attachment = files.attach(partner, b"%PDF-1.7 signed and sealed, too", by=BY, name="d.pdf")

    assert files.content_of(attachment) == b"%PDF-1.7 signed and sealed, too"
    assert files.is_whole(attachment.sha256)
    assert len([name for name in lying(folder) if name.startswith("files/")]) == len(SCANS) + 1
    files.detach(attachment, by=BY)
    files.sweep()
    assert len([name for name in lying(folder) if name.startswith("files/")]) == len(SCANS)
    assert contents() == set(SCANS)
    assert [name for name in shown(folder) if name.startswith("files/")] == []


@pytest.mark.usefixtures("sealed")
@pytest.mark.parametrize("damage", ["flipped", "cut", "empty", "gone", "another", "plain"])
def test_a_sealed_file_that_was_tampered_with_is_named(damage):
    attachment, other, _third = files.of_record(Partner.get())
    path = files.path_of(attachment.sha256)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    changes: dict[str, Callable[[], object]] = {
        "flipped": lambda: path.write_bytes(content),
        "cut": lambda: path.write_bytes(content[:20]),
        "empty": lambda: path.write_bytes(b""),
        "gone": path.unlink,
        "another": lambda: path.write_bytes(files.path_of(other.sha256).read_bytes()),
        "plain": lambda: path.write_bytes(SCANS[0]),
    }

    changes[damage]()

    assert files.damaged() == [attachment.name]
    with pytest.raises(Trouble, match=attachment.name):
        files.content_of(attachment)


@pytest.mark.usefixtures("sealed")
def test_a_readable_copy_lies_in_the_own_folder_until_it_is_wiped(folder):
    copy = files.copy_out(files.of_record(Partner.get())[0])

    assert copy.is_relative_to(folder)
    assert copy.read_bytes() in SCANS
    files.wipe_scratch()
    assert not copy.exists()
    files.wipe_scratch()


@pytest.mark.parametrize("goes_off", [False, True])
def test_what_a_plain_copy_brings_back_is_sealed_again(folder, office_key, tmp_path, goes_off):
    shutil.copytree(folder, tmp_path / "copy")
    vault.encrypt(folder, office_key)
    with closing(vault.open_folder(folder, office_key)) as store:
        for attachment in files.of_record(Partner.get()):
            files.detach(attachment, by=BY)
        rewrite(tmp_path / "copy" / FILE_NAME, None, store.key)
        shutil.copytree(tmp_path / "copy" / "files", folder / "files", dirs_exist_ok=True)
        put_back(store, tmp_path / "copy" / FILE_NAME)
        assert not files.are_sealed()
        if not goes_off:
            vault.settle()

    with closing(vault.open_folder(folder, office_key)):
        assert files.are_sealed()
        assert contents() == set(SCANS)
    assert shown(folder) == []


# The computer goes off.

PROGRAM = """
    import os, sys
    from pathlib import Path
    from kazcoop_desktop.services import vault

    folder, act, key, left = sys.argv[1], sys.argv[2], bytes.fromhex(sys.argv[3]), int(sys.argv[4])

    def count(event, arguments):
        global left
        if event in ("open", "os.rename", "os.remove", "os.mkdir") and str(arguments[0]).startswith(folder):
            left -= 1
            if left == 0:
                os._exit(9)

    sys.addaudithook(count)
    getattr(vault, act)(Path(folder), key)
    print(left)
"""


def run(folder: Path, act: str, key: bytes, *, steps: int) -> tuple[int, int]:
    """Lets a process of its own work until it has touched a file so often; gives its exit status and what was left."""
    child = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(PROGRAM), str(folder), act, key.hex(), str(steps)],
        env={**os.environ, "PYTHONPATH": str(paths.root())},
        capture_output=True,
        text=True,
        check=False,
    )
    assert child.returncode in (0, 9), child.stderr
    return child.returncode, int(child.stdout or 0)


@pytest.mark.claim(
    "R22", "Encryption is turned on or off wholly or not at all, and nothing is lost by a kill"
)
def test_a_kill_at_any_step_loses_nothing_and_leaves_nothing_behind(folder, office_key, times):
    many = 10**6
    steps = {}
    for act in ("encrypt", "decrypt"):
        steps[act] = many - run(folder, act, office_key, steps=many)[1]
    with closing(vault.open_folder(folder)) as store:
        before, names = rows(store), lying(folder)
    chance = random.Random(717)

    for _kill in range(times(fast=5, soak=200)):
        was_encrypted = vault.is_encrypted(folder)
        act = "decrypt" if was_encrypted else "encrypt"
        status, _left = run(folder, act, office_key, steps=chance.randint(1, steps[act]))
        assert status == 9
        is_encrypted = vault.is_encrypted(folder)
        assert vault.sign_in(folder, BY, PASSWORD, now=NOW) == office_key
        with closing(vault.open_folder(folder, office_key)) as store:
            assert rows(store) == before
            assert check(store) == []
            assert contents() == set(SCANS)
            assert files.are_sealed() == is_encrypted
        assert len(lying(folder)) == len([name for name in names if not name.endswith(("-wal", "-shm"))])
        if is_encrypted:
            assert shown(folder) == []
        assert not key_file.read(folder).is_changing
