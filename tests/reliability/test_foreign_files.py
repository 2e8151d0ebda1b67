"""Any file may lie where the database is looked for: it is opened or refused in words, and never changed by looking."""

import random
import sqlite3
from contextlib import closing

import pytest

from kazcoop_desktop.errors import Trouble
from kazcoop_desktop.models import store
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.services import records

NOT_OURS = "not a database of this program"
ANY = ""


def flipped(content: bytearray, chance: random.Random) -> bytes:
    for _flip in range(chance.choice([1, 1, 40])):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


def other_program(content: bytearray, _chance: random.Random) -> bytes:
    return bytes(content[:68] + b"ABCD" + content[72:])


def newer(content: bytearray, _chance: random.Random) -> bytes:
    return bytes(content[:60] + (9000).to_bytes(4, "big") + content[64:])


KINDS = {
    "flipped": (flipped, ANY),
    "cut": (lambda content, chance: bytes(content[: chance.randrange(100, len(content) - 1)]), "damaged"),
    "longer": (
        lambda content, chance: bytes(content) + chance.randbytes(chance.randrange(1, 9000)),
        "damaged",
    ),
    "empty": (lambda content, chance: b"", NOT_OURS),
    "text": (lambda content, chance: "Келісімдер\n".encode() * chance.randrange(1, 500), NOT_OURS),
    "noise": (lambda content, chance: chance.randbytes(chance.randrange(1, 20_000)), NOT_OURS),
    "header alone": (lambda content, chance: bytes(content[:100]), "damaged"),
    "other program": (other_program, NOT_OURS),
    "newer": (newer, "newer version"),
}


@pytest.mark.claim(
    "R4", "Any file offered as database is opened or refused by the right words; looking changes nothing"
)
def test_any_file_is_refused_in_words_or_read(tmp_path, empty_database, times, record_property):
    whole = empty_database.read_bytes()
    chance = random.Random(4)
    file = tmp_path / store.FILE_NAME
    refused = 0
    count = times(fast=300, soak=6000)
    for number in range(count):
        change, verdict = KINDS[list(KINDS)[number % len(KINDS)]]
        content = change(bytearray(whole), chance)
        file.write_bytes(content)
        try:
            store._look(file, None)
        except Trouble as trouble:
            refused += 1
            assert verdict in str(trouble)  # noqa: PT017
        except sqlite3.Error as error:
            pytest.fail(f"{verdict}: {error}")
        except Exception as error:
            with pytest.raises(Trouble), store._plain_words():
                raise error
            refused += 1
        else:
            assert verdict == ANY
        assert file.read_bytes() == content
    record_property("figure", f"{refused} of {count} refused, the others read; 0 crashes, 0 bytes changed")


@pytest.mark.claim("R9", "An older program refuses the file of a newer one by name and changes nothing")
def test_a_newer_file_is_refused_by_name(tmp_path, empty_database):
    content = newer(bytearray(empty_database.read_bytes()), random.Random(1))
    file = tmp_path / store.FILE_NAME
    file.write_bytes(content)

    with pytest.raises(Trouble, match=r"newer version of the program \(9000\)"):
        store.open_store(tmp_path)

    assert file.read_bytes() == content


@pytest.mark.claim(
    "R7", "The copied file of a running program opens as it was at its last checkpoint, or is refused"
)
def test_the_copied_file_of_a_running_program_opens_whole(tmp_path, times):
    for number in range(times(fast=1, soak=30)):
        live, copied = tmp_path / f"live {number}", tmp_path / f"copied {number}"
        with closing(store.open_store(live)) as opened:
            records.save(Partner(name="kept", country="DE"), by="A")
            opened.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            records.save(Partner(name="in the log", country="DE"), by="A")
            copied.mkdir()
            (copied / store.FILE_NAME).write_bytes((live / store.FILE_NAME).read_bytes())
        with closing(store.open_store(copied)) as opened:
            assert {partner.name for partner in Partner.select()} == {"kept"}
            assert store.check(opened) == []
