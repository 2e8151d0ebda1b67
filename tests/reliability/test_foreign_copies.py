"""Any archive may be offered as a backup copy: it is put back whole or refused in words, and then nothing is changed."""

import hashlib
import json
import random
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kazcoop_desktop.errors import Trouble
from kazcoop_desktop.models import store
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.services import archive, backup, files, records

PDF = b"%PDF-1.7\n a signed agreement " * 100
REFUSED = "is not a whole backup copy of this program"
MIB = 1024**2


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Path]:
    """A copy of one partner with a scan; its database is open, and has one partner more."""
    with closing(store.open_store(tmp_path / "data")):
        partner = records.save(Partner(name="Universität Musterstadt", country="DE"), by="x")
        files.attach(partner, PDF, by="x", name="scan.pdf")
        made = tmp_path / "copy.kazcoop"
        backup.make(made)
        records.save(Partner(name="later", country="DE"), by="x")
        yield made


def names() -> set[str]:
    return {partner.name for partner in Partner.select()}


def members(source: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(source) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def packed_as(
    target: Path, content: dict[str, bytes], *, listed: bool = True, way: int = zipfile.ZIP_DEFLATED
) -> Path:
    """An archive of these members, with a list that fits them unless it is to stay as it was."""
    told = json.loads(content["manifest.json"])
    if listed:
        told["members"] = {
            name: hashlib.sha256(held).hexdigest()
            for name, held in content.items()
            if name != "manifest.json"
        }
    with zipfile.ZipFile(target, "w", way) as packed:
        for name, held in {**content, "manifest.json": json.dumps(told).encode()}.items():
            packed.writestr(name, held)
    return target


def test_the_helper_packs_what_is_put_back(copy, tmp_path):
    backup.put_back(packed_as(tmp_path / "again.kazcoop", members(copy)))
    assert names() == {"Universität Musterstadt"}


def traversal(content: dict[str, bytes]) -> dict[str, bytes]:
    return content | {"files/../../outside.pdf": PDF}


def absolute(content: dict[str, bytes]) -> dict[str, bytes]:
    return content | {"/outside.pdf": PDF}


def from_windows(content: dict[str, bytes]) -> dict[str, bytes]:
    return content | {"files\\..\\..\\outside.pdf": PDF}


def a_program(content: dict[str, bytes]) -> dict[str, bytes]:
    return content | {"files/kazcoop.exe": b"MZ"}


def large_scan(content: dict[str, bytes]) -> dict[str, bytes]:
    held = bytes(files.LARGEST + 4096)
    digest = hashlib.sha256(held).hexdigest()
    return content | {f"files/{digest[:2]}/{digest}": held}


def large_keys(content: dict[str, bytes]) -> dict[str, bytes]:
    return content | {"kazcoop.keys": bytes(files.LARGEST + 4096)}


@pytest.mark.claim(
    "R19", "An archive with a foreign, oversized or doubled member is refused; nothing is written"
)
@pytest.mark.parametrize("change", [traversal, absolute, from_windows, a_program, large_scan, large_keys])
def test_a_member_that_no_copy_has_is_refused(
    copy: Path, tmp_path: Path, change: Callable[[dict[str, bytes]], dict[str, bytes]]
) -> None:
    forged = packed_as(tmp_path / "forged.kazcoop", change(members(copy)))

    with pytest.raises(Trouble, match=REFUSED):
        backup.put_back(forged)

    assert names() == {"Universität Musterstadt", "later"}
    assert not list(tmp_path.rglob("outside*"))


@pytest.mark.claim(
    "R19", "An archive with a foreign, oversized or doubled member is refused; nothing is written"
)
def test_a_name_that_stands_there_twice_is_refused(copy, tmp_path):
    forged = packed_as(tmp_path / "forged.kazcoop", members(copy))
    with zipfile.ZipFile(forged, "a") as packed, pytest.warns(UserWarning, match="Duplicate name"):
        packed.writestr(store.FILE_NAME, b"another database")

    with pytest.raises(Trouble, match=REFUSED):
        backup.put_back(forged)


@pytest.mark.parametrize("way", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_way_of_packing_that_no_copy_uses_is_refused(copy, tmp_path, way):
    forged = packed_as(tmp_path / "forged.kazcoop", members(copy), way=way)

    with pytest.raises(Trouble, match=REFUSED):
        backup.put_back(forged)


@pytest.mark.claim("R6", "A bomb is refused after what a copy can hold, with less than 50 MB of memory")
def test_a_bomb_is_refused_before_it_is_unpacked(copy, tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "_LARGEST_DATABASE", 64 * MIB)
    content = members(copy)
    forged = packed_as(tmp_path / "forged.kazcoop", content | {store.FILE_NAME: bytes(200 * MIB)})
    del content
    before = {path: path.stat().st_size for path in (tmp_path / "data").rglob("*")}

    tracemalloc.start()
    with pytest.raises(Trouble, match=REFUSED):
        backup.put_back(forged)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 50 * MIB
    assert {path: path.stat().st_size for path in (tmp_path / "data").rglob("*")} == before


@pytest.mark.claim("R6", "A member that is larger than it says is refused")
def test_a_member_that_says_it_is_smaller_is_refused(copy, tmp_path):
    held = members(copy)
    forged = packed_as(tmp_path / "forged.kazcoop", held)
    size = len(held[store.FILE_NAME])
    content = forged.read_bytes()
    lied = content.replace(size.to_bytes(4, "little"), (size // 2).to_bytes(4, "little"))
    assert lied != content
    forged.write_bytes(lied)

    with pytest.raises(Trouble, match=REFUSED):
        backup.put_back(forged)
    assert names() == {"Universität Musterstadt", "later"}


@pytest.mark.claim(
    "R19", "A mutated copy is put back whole or refused in words; nothing dies, nothing is written"
)
def test_a_mutated_copy_is_put_back_whole_or_refused(copy, tmp_path, times, record_property):
    whole = copy.read_bytes()
    chance = random.Random(19)
    forged = tmp_path / "forged.kazcoop"
    refused, count = 0, times(fast=60, soak=3000)
    for _number in range(count):
        content = bytearray(whole)
        if chance.random() < 0.2:
            del content[chance.randrange(len(content)) :]
        else:
            for _flip in range(chance.choice([1, 1, 30])):
                content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        forged.write_bytes(content)
        try:
            with archive.opened(forged) as found:
                scans = dict(found.files())
                laid_out = found.lay_out(tmp_path)
        except Trouble as trouble:
            refused += 1
            assert REFUSED in str(trouble)  # noqa: PT017
        else:
            assert list(scans.values()) == [PDF]
            assert laid_out.read_bytes() == members(copy)[store.FILE_NAME]
    assert names() == {"Universität Musterstadt", "later"}
    record_property("figure", f"{refused} of {count} refused, the others whole; 0 crashes, 0 bytes changed")
