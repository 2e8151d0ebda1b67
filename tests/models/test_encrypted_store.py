"""What encryption gives besides secrecy: every page is signed, so that no damage goes unseen."""

import random
from contextlib import closing
from pathlib import Path

import pytest

from kazcoop_desktop.errors import Trouble, trouble_behind
from kazcoop_desktop.models import store as stores
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.store import FILE_NAME, Store, check, copy_to, open_store, quick_check, rewrite
from kazcoop_desktop.services import records

KEY = bytes(range(48))
OTHER_KEY = bytes(range(48, 96))
PAGE = 4096


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder whose file counts as large: it is not looked through at opening."""
    monkeypatch.setattr(stores, "_SMALL", 0)
    return tmp_path / "data"


@pytest.fixture
def whole(folder: Path, key: bytes | None) -> bytes:
    with closing(open_store(folder, key=key)) as store, store.atomic():
        for number in range(200):
            records.save(Partner(name=f"Universität {number}", country="DE"), by="Айгүл")
    return (folder / FILE_NAME).read_bytes()


def found_in(folder: Path, key: bytes | None, content: bytes) -> bool:
    """Whether damage in this file is seen by opening it, or by the look through it that follows."""
    (folder / FILE_NAME).write_bytes(content)
    try:
        opened = open_store(folder, key=key)
    except Trouble:
        return True
    with closing(opened):
        return quick_check(opened) != []


def with_a_flipped_bit(whole: bytes, chance: random.Random) -> bytes:
    content = bytearray(whole)
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


@pytest.mark.claim("R5", "A flipped bit anywhere in an encrypted database is seen")
@pytest.mark.parametrize("key", [KEY], ids=["encrypted"])
def test_every_flipped_bit_is_seen(folder: Path, whole: bytes, key: bytes, times):
    chance = random.Random(717)

    assert all(
        found_in(folder, key, with_a_flipped_bit(whole, chance))
        for _flip in range(times(fast=100, soak=10_000))
    )
    assert not found_in(folder, key, whole)


@pytest.mark.parametrize("key", [KEY], ids=["encrypted"])
def test_the_check_names_the_pages_whose_signature_is_wrong(folder: Path, whole: bytes, key: bytes):
    content = bytearray(whole)
    content[-100] ^= 1
    (folder / FILE_NAME).write_bytes(content)

    with closing(open_store(folder, key=key)) as opened:
        assert any(f"page {len(whole) // PAGE}" in found for found in check(opened))


@pytest.mark.parametrize("key", [None], ids=["plain"])
def test_in_a_plain_database_many_flipped_bits_stay_unseen(folder: Path, whole: bytes, key: None):
    """The control: were all seen here too, the test above would show nothing."""
    chance = random.Random(717)

    seen = sum(found_in(folder, key, with_a_flipped_bit(whole, chance)) for _flip in range(40))

    assert seen < 40


@pytest.mark.claim("R5", "A damaged page met at work is called so, and the program goes on")
@pytest.mark.parametrize("key", [KEY], ids=["encrypted"])
def test_a_damaged_page_is_told_when_it_is_read(folder: Path, whole: bytes, key: bytes):
    told = 0
    for page in range(1, len(whole) // PAGE, 31):
        content = bytearray(whole)
        content[page * PAGE + 100] ^= 1
        (folder / FILE_NAME).write_bytes(content)
        try:
            with closing(open_store(folder, key=key)):
                assert sum(1 for _partner in Partner.select()) == 200
                assert Partner.get(Partner.name == "Universität 7").country == "DE"
        except Exception as error:
            trouble = trouble_behind(error)
            assert str(trouble) == "The database is damaged. Restore it from a backup copy."
            told += 1
    assert told > 0
    (folder / FILE_NAME).write_bytes(whole)
    with closing(open_store(folder, key=key)):
        assert Partner.select().count() == 200


@pytest.mark.parametrize("key", [KEY], ids=["encrypted"])
def test_all_files_of_an_office_begin_alike_and_show_nothing(store: Store, folder: Path, tmp_path: Path):
    copy_to(store, tmp_path / "copy.db")

    for file in (folder / FILE_NAME, tmp_path / "copy.db"):
        assert file.read_bytes()[:16] == KEY[32:]
        assert b"SQLite" not in file.read_bytes()


@pytest.mark.parametrize(
    ("old", "new"), [(KEY, OTHER_KEY), (KEY, None), (None, KEY)], ids=["other", "none", "first"]
)
def test_a_database_is_rewritten_under_another_key(folder: Path, old: bytes | None, new: bytes | None):
    with closing(open_store(folder, key=old)):
        records.save(Partner(name="Universität Musterstadt", country="DE"), by="Айгүл")

    rewrite(folder / FILE_NAME, old, new)

    with closing(open_store(folder, key=new)) as store:
        assert Partner.get().name == "Universität Musterstadt"
        assert check(store) == []
    with pytest.raises(Trouble):
        open_store(folder, key=old)
    assert [file.name for file in folder.iterdir()] == [FILE_NAME]


def test_what_a_rewrite_left_half_done_goes_at_the_next_opening(folder: Path):
    open_store(folder).close()
    for tail in ("", "-wal", "-journal"):
        (folder / f"{FILE_NAME}.part{tail}").write_bytes(b"half of a copy")

    open_store(folder).close()

    assert [file.name for file in folder.iterdir()] == [FILE_NAME]
