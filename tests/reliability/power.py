"""A disk whose power is cut: a file layer notes what SQLite writes and syncs, and what a disk may then hold is rebuilt.

All that was synced is there. Of what was written since the last sync of a file each sector of 512 bytes is there or
not, by chance; a deletion that was not synced may be undone until anything is synced after it.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import apsw

_SECTOR = 512
_NAME = "recorded"


class Disk(apsw.VFS):
    """Notes, in the order of time: (written, file, place, bytes), (cut, file, size), (synced, file), (deleted, file, synced)."""

    def __init__(self) -> None:
        self.log: list[tuple[Any, ...]] = []
        self.first: dict[str, bytes] = {}
        super().__init__(_NAME, "")

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:
        opened = _File(self.log, name, flags)
        if opened.name:
            self.log.append(("opened", opened.name))
        return opened

    def xDelete(self, name: str, synced: bool) -> None:
        self.log.append(("deleted", Path(name).name, bool(synced)))
        super().xDelete(name, synced)

    def connect(self, file: Path) -> apsw.Connection:
        """Opens a database whose bytes until now are on the disk for good."""
        self.first[file.name] = file.read_bytes()
        return apsw.Connection(str(file), vfs=_NAME)

    def after_a_cut(self, moment: int, chance: random.Random, folder: Path) -> int:
        """Writes the files that may be there after the first so many notes; gives the last acknowledged number."""
        synced = {name: bytearray(content) for name, content in self.first.items()}
        waiting: dict[str, list[tuple[Any, ...]]] = {}
        deleted: set[str] = set()
        acknowledged = 0
        for what, name, *rest in self.log[:moment]:
            match what:
                case "acknowledged":
                    acknowledged = name
                case "opened" if name in deleted:
                    deleted.discard(name)
                    synced[name] = bytearray()
                    waiting[name] = []
                case "opened":
                    synced.setdefault(name, bytearray())
                case "written" | "cut":
                    synced.setdefault(name, bytearray())
                    waiting.setdefault(name, []).append((what, *rest))
                case "synced":
                    for act in waiting.pop(name, []):
                        _do(synced[name], *act)
                    for gone in deleted:
                        synced.pop(gone, None)
                        waiting.pop(gone, None)
                    deleted.clear()
                case "deleted" if rest[0]:
                    synced.pop(name, None)
                    waiting.pop(name, None)
                case "deleted":
                    deleted.add(name)
        for name, content in synced.items():
            if name in deleted and chance.random() < 0.5:
                continue
            for act in waiting.get(name, []):
                _do_partly(content, chance, *act)
            (folder / name).write_bytes(content)
        return acknowledged


class _File(apsw.VFSFile):
    def __init__(self, log: list[tuple[Any, ...]], name: Any, flags: list[int]) -> None:
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        self.name = Path(path or "").name
        self._log = log
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, place: int) -> None:
        self._log.append(("written", self.name, place, bytes(data)))
        super().xWrite(data, place)

    def xTruncate(self, size: int) -> None:
        self._log.append(("cut", self.name, size))
        super().xTruncate(size)

    def xSync(self, flags: int) -> None:
        self._log.append(("synced", self.name))
        super().xSync(flags)


def _do(content: bytearray, what: str, place: int, data: bytes = b"") -> None:
    if what == "cut":
        del content[place:]
        return
    content.extend(bytes(max(0, place + len(data) - len(content))))
    content[place : place + len(data)] = data


def _do_partly(content: bytearray, chance: random.Random, what: str, place: int, data: bytes = b"") -> None:
    if what == "cut" and chance.random() < 0.5:
        _do(content, what, place)
    for start in range(0, len(data), _SECTOR):
        if chance.random() < 0.5:
            _do(content, what, place + start, data[start : start + _SECTOR])
