"""A virus scanner holds a file for a moment: it is waited for; for good: the file is named, and nothing is lost."""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from kazcoop_desktop import paths
from kazcoop_desktop.errors import trouble_behind
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.store import open_store
from kazcoop_desktop.services import copies, files, records
from tests.reliability.writers import BY

on_windows = pytest.mark.skipif(os.name != "nt", reason="only Windows keeps others from a file that is held")


@pytest.fixture
def partner(tmp_path: Path) -> Iterator[Partner]:
    with closing(open_store(tmp_path / "data")):
        yield records.save(Partner(name="Partner", country="DE"), by=BY)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many times more a file is refused to be moved, as if a scanner held it; nobody waits really."""
    left = [0]
    move = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if left[0]:
            left[0] -= 1
            raise PermissionError(13, "The process cannot access the file", str(target))
        return move(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(paths.time, "sleep", lambda _seconds: None)
    return left


@pytest.mark.claim("R21", "A file that is held for a moment is waited for")
def test_a_scan_that_is_held_for_a_moment_is_filed(partner, held):
    held[0] = 4

    attachment = files.attach(partner, b"%PDF-1.7\n scan", by=BY, name="scan.pdf")

    assert files.is_whole(attachment.sha256)


@pytest.mark.claim("R21", "A file that stays held is named, and nothing is lost")
def test_a_scan_that_stays_held_is_named_and_nothing_is_half_filed(partner, held):
    held[0] = 100

    with pytest.raises(PermissionError) as failed:
        files.attach(partner, b"%PDF-1.7\n scan", by=BY, name="scan.pdf")

    assert "Close it in other programs" in str(trouble_behind(failed.value))
    assert files.of_record(partner) == []
    assert not [path for path in (files.folder() / "files").rglob("*") if path.is_file()]


@pytest.mark.claim("R21", "A copy that cannot be put into its place leaves the older ones")
def test_a_copy_that_stays_held_leaves_the_older_ones(partner, held):
    made = copies.make("regular")
    held[0] = 100

    with pytest.raises(Exception) as failed:  # noqa: PT011
        copies.make("regular")

    assert trouble_behind(failed.value) is not None
    assert [copy.path for copy in copies.everywhere()] == [made]


@contextmanager
def holding(path: Path) -> Iterator[None]:
    """Opens a file so that nobody else may read, write or delete it, as a scanner does."""
    import ctypes

    windows: Any = ctypes
    kernel = windows.WinDLL("kernel32", use_last_error=True)
    kernel.CreateFileW.restype = ctypes.c_void_p
    handle = kernel.CreateFileW(str(path), 0x80000000, 0, None, 3, 0, None)
    assert handle not in (None, ctypes.c_void_p(-1).value)
    try:
        yield
    finally:
        kernel.CloseHandle(ctypes.c_void_p(handle))


@on_windows
@pytest.mark.claim("R21", "On Windows: a file really held for a second is waited for")
def test_a_file_really_held_for_a_second_is_waited_for(tmp_path: Path):
    part, target = tmp_path / "part", tmp_path / "target"
    part.write_bytes(b"new")
    target.write_bytes(b"old")
    is_held = threading.Event()

    def hold() -> None:
        with holding(target):
            is_held.set()
            time.sleep(1)

    scanner = threading.Thread(target=hold)
    scanner.start()
    is_held.wait()
    paths.move(part, target)
    scanner.join()

    assert target.read_bytes() == b"new"


@on_windows
@pytest.mark.claim("R21", "On Windows: a file really held for ten seconds is named, and the older one stays")
def test_a_file_really_held_for_long_is_named(tmp_path: Path):
    part, target = tmp_path / "part", tmp_path / "target"
    part.write_bytes(b"new")
    target.write_bytes(b"old")

    with holding(target), pytest.raises(PermissionError) as failed:
        paths.move(part, target)

    assert str(target) in str(trouble_behind(failed.value)) or "part" in str(trouble_behind(failed.value))
    assert target.read_bytes() == b"old"
    assert part.read_bytes() == b"new"
