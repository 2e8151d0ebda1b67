"""A backup copy as one file: a ZIP with the database, the keys, attached files, and a list of what is in it."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import NamedTuple

from kazcoop_desktop import paths
from kazcoop_desktop.errors import Trouble
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import store
from kazcoop_desktop.services import files

ENDING = ".kazcoop"
KEYS = "kazcoop.keys"
_MANIFEST = "manifest.json"
_LONGEST_MANIFEST = 64 * 1024**2  # bytes; a name and a checksum for each of half a million scans
_LARGEST_FILE = files.LARGEST + 1024  # a scan, and what sealing adds to it
_LARGEST_DATABASE = 1024**3  # bytes, or a hundred times what it is packed into; more is no database of ours
_BLOCK = 1024**2
_FILE = re.compile(r"files/[0-9a-f]{2}/([0-9a-f]{64})")

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Manifest:
    """What a copy says of itself. `members` and `beside` are SHA-256 by name, of the bytes as they lie.

    `members` are in the archive; the files of `beside` lie next to it, once for all copies of a folder. `mark` is
    how far the history went, `records` how many records each register had.
    """

    reason: str = ""
    at: str = ""
    who: str = ""
    program: str = ""
    schema: int = 0
    mark: str = ""
    records: Mapping[str, int] = field(default_factory=dict)
    members: Mapping[str, str] = field(default_factory=dict)
    beside: Mapping[str, str] = field(default_factory=dict)


def write(target: Path, manifest: Manifest, members: Mapping[str, Path], *, progress: Progress) -> None:
    """Packs files by the names they get; nothing stands at `target` until what was written has been read again."""
    part = target.with_name(f"{target.name}.part")
    try:
        digests = {}
        with part.open("wb") as written:
            with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as packed:
                for done, (name, path) in enumerate(members.items()):
                    progress(done, len(members))
                    digests[name] = digest_of(path)
                    shrinks = name == store.FILE_NAME and store.is_plain(path)
                    packed.write(path, name, zipfile.ZIP_DEFLATED if shrinks else None, compresslevel=1)
                manifest = replace(manifest, members=digests)
                packed.writestr(_MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
            written.flush()
            os.fsync(written.fileno())
        with opened(part):
            pass
        paths.move(part, target)
    finally:
        part.unlink(missing_ok=True)
    progress(len(members), len(members))


class Archive(NamedTuple):
    """A copy that was looked through and found whole. `packed` is None for a bare database file."""

    source: Path
    manifest: Manifest
    packed: zipfile.ZipFile | None

    def lay_out(self, scratch: Path) -> Path:
        """Writes the database, and the keys if there are any, into a folder; gives the database's place there."""
        if self.packed is None:
            shutil.copyfile(self.source, scratch / store.FILE_NAME)
        else:
            for name in {store.FILE_NAME, KEYS} & set(self.packed.namelist()):
                self.packed.extract(name, scratch)
        return scratch / store.FILE_NAME

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The attached files by name, from the archive and from beside it, as far as they are there and whole."""
        for name in self.packed.namelist() if self.packed else ():
            if _FILE.fullmatch(name):
                yield name, self.packed.read(name)  # type: ignore[union-attr]
        for name, digest in self.manifest.beside.items():
            beside = self.source.parent / name
            if lies_at(beside, digest) and beside.stat().st_size <= _LARGEST_FILE:
                yield name, beside.read_bytes()


@contextlib.contextmanager
def opened(source: Path) -> Iterator[Archive]:
    """A copy, when every file in it is what its list says. Raises Trouble when one is not."""
    if source.suffix == ".db":  # as an upgrade leaves it; it is looked through when it is put back
        yield Archive(source, Manifest(), None)
        return
    with _refusing(source):
        packed = zipfile.ZipFile(source)
    with packed:
        with _refusing(source):
            manifest = _manifest(packed)
            listed = packed.namelist()
            names = set(listed) - {_MANIFEST}
            is_whole = store.FILE_NAME in names and len(listed) == len(set(listed))
            wanted = names | manifest.members.keys()
            if not is_whole or not all(_is_as_listed(packed, name, manifest) for name in wanted):
                raise zipfile.BadZipFile
        yield Archive(source, manifest, packed)


def read(source: Path) -> Manifest:
    """What a copy says of itself, without looking through it; Trouble when it is no copy of this program."""
    with _refusing(source), zipfile.ZipFile(source) as archive:
        return _manifest(archive)


def beginning_and_keys(source: Path) -> tuple[bytes, bytes | None]:
    """The first 16 bytes of the database in a copy, and its file with keys, without looking through the copy.

    Raises Trouble when it is no copy of this program.
    """
    if source.suffix == ".db":
        with source.open("rb") as bare:
            return bare.read(16), None
    with _refusing(source), zipfile.ZipFile(source) as packed:
        listed = packed.namelist()
        if store.FILE_NAME not in listed:
            raise zipfile.BadZipFile
        with packed.open(store.FILE_NAME) as inside:
            return inside.read(16), packed.read(KEYS) if KEYS in listed else None


def digest_of(path: Path) -> str:
    """The SHA-256 of a file's bytes as they lie."""
    with path.open("rb") as opened_file:
        return hashlib.file_digest(opened_file, "sha256").hexdigest()


def lies_at(path: Path, digest: str) -> bool:
    """Whether a file lies there with just these bytes."""
    return path.is_file() and digest_of(path) == digest


def place(source: Path, target: Path) -> None:
    """Copies a file to its place: whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.part")
    try:
        shutil.copyfile(source, part)
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        paths.move(part, target)
    finally:
        part.unlink(missing_ok=True)


@contextlib.contextmanager
def _refusing(source: Path) -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, ValueError) as error:
        sentence = _("The file “{file}” is not a whole backup copy of this program.")
        raise Trouble(sentence.format(file=source)) from error


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    """The list in the archive; an empty one for a copy of the first versions, whose files name their checksums."""
    if _MANIFEST not in archive.namelist():
        return Manifest()
    if archive.getinfo(_MANIFEST).file_size > _LONGEST_MANIFEST:
        raise zipfile.BadZipFile
    told = json.loads(archive.read(_MANIFEST))
    known = {each.name for each in fields(Manifest)}
    manifest = Manifest(**{name: value for name, value in told.items() if name in known})
    if not all(_is_name(name) for name in (*manifest.members, *manifest.beside)):
        raise zipfile.BadZipFile
    return manifest


def _is_name(name: str) -> bool:
    return name in (store.FILE_NAME, KEYS) or bool(_FILE.fullmatch(name))


def _is_as_listed(archive: zipfile.ZipFile, name: str, manifest: Manifest) -> bool:
    """Reading also raises when the archive's own checksum is wrong, or when more comes than there can be."""
    if not _is_name(name) or name not in archive.namelist():
        return False
    digest = _digest_within(archive, name)
    if manifest.members:
        return digest == manifest.members.get(name)
    named = _FILE.fullmatch(name)
    return named is None or digest == named[1]


def _digest_within(archive: zipfile.ZipFile, name: str) -> str:
    """The SHA-256 of a member; counts what comes, as a few packed bytes may say that they are small and be endless."""
    told = archive.getinfo(name)
    if told.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise zipfile.BadZipFile
    is_database = name == store.FILE_NAME
    most = max(_LARGEST_DATABASE, 100 * told.compress_size) if is_database else _LARGEST_FILE
    digest, count = hashlib.sha256(), 0
    with archive.open(name) as member:
        while block := member.read(_BLOCK):
            count += len(block)
            if count > most:
                raise zipfile.BadZipFile
            digest.update(block)
    return digest.hexdigest()
