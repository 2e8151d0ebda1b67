"""The power is cut while records are saved: what was acknowledged is there, and the database is whole."""

import random
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as engine

from kazcoop_desktop.models import store
from tests.reliability.power import Disk

SAVED = 150
FULL, NORMAL = store._PRAGMAS["synchronous"], 1
ENTRY = (
    "INSERT INTO history_entry (at, who, kind, record_id, act, changes)"
    " VALUES ('2026-11-20', 'A', 'partner', ?, 'entered', '{}')"
)


def filled(disk: Disk, file: Path, synchronous: int) -> None:
    """Saves records as the program does: each with its entry in the history, in one transaction."""
    connection = disk.connect(file)
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")  # this file layer has no shared memory
    for name, value in {**store._PRAGMAS, "synchronous": synchronous, "wal_autocheckpoint": 60}.items():
        connection.execute(f"PRAGMA {name} = {value}")
    table = connection.execute("PRAGMA table_info(partner)").fetchall()
    wanted = {
        name: "" if "CHAR" in kind or kind == "TEXT" else 0
        for _at, name, kind, needed, *_more in table
        if needed
    }
    for number in range(1, SAVED + 1):
        values = {**wanted, "id": number, "ver": 1, "name": f"Partner {number}", "country": "DE"}
        values["search_text"] = f"partner {number} " + random.randbytes(random.randrange(400)).hex()
        names, marks = ", ".join(f'"{name}"' for name in values), ", ".join("?" for _value in values)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"INSERT INTO partner ({names}) VALUES ({marks})", tuple(values.values()))
        connection.execute(ENTRY, (number,))
        connection.execute("COMMIT")
        disk.log.append(("acknowledged", number))


def losses(disk: Disk, file: Path, cuts: int, scratch: Path) -> int:
    """After how many of so many cuts something acknowledged was lost. Every time the database must be whole."""
    chance = random.Random(9)
    begin = disk.log.index(("acknowledged", 1))
    lost = 0
    for _cut in range(cuts):
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir()
        acknowledged = disk.after_a_cut(chance.randrange(begin + 1, len(disk.log)), chance, scratch)
        with closing(engine.connect(str(scratch / file.name))) as looked:
            assert looked.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            (partners,) = looked.execute("SELECT max(id) FROM partner").fetchone()
            (entries,) = looked.execute(
                "SELECT max(record_id) FROM history_entry WHERE kind = 'partner'"
            ).fetchone()
            assert partners == entries
            lost += (partners or 0) < acknowledged
    return lost


@pytest.mark.claim("R2", "What was saved outlives a power cut, and the database is whole")
def test_what_was_saved_outlives_a_power_cut(tmp_path, empty_database, times, record_property):
    file = Path(shutil.copy(empty_database, tmp_path / store.FILE_NAME))
    disk = Disk()
    filled(disk, file, FULL)

    cuts = times(fast=200, soak=2000)

    assert losses(disk, file, cuts, tmp_path / "cut") == 0
    record_property("figure", f"0 of {cuts} cuts lost anything, 0 damaged")


@pytest.mark.claim("R2", "Control: with half the syncs the same cuts do lose records, so the test can see it")
def test_with_half_the_syncs_a_power_cut_does_lose_something(
    tmp_path, empty_database, times, record_property
):
    file = Path(shutil.copy(empty_database, tmp_path / store.FILE_NAME))
    disk = Disk()
    filled(disk, file, NORMAL)

    cuts = times(fast=50, soak=500)
    lost = losses(disk, file, cuts, tmp_path / "cut")

    assert lost
    record_property("figure", f"{lost} of {cuts} cuts lost something")
