"""A backup copy in one file: the database and all attached files; made, checked and put back."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from kazcoop_desktop.errors import Trouble
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import store
from kazcoop_desktop.models.base import database
from kazcoop_desktop.services import access, files, settings

_KEPT_BEFORE = 5
_FILE = re.compile(r"files/([0-9a-f]{2})/(\1[0-9a-f]{62})")


def make(target: Path, *, progress: Callable[[int, int], None] = lambda done, total: None) -> list[str]:
    """Writes a verified copy of the data folder to `target`; an older file there stays until it is good.

    Gives the names of the files that are not in the copy because their content is lost or was changed.
    """
    access.require("back_up")
    part = target.with_name(f"{target.name}.part")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".kazcoop-") as scratch:
            copy = Path(scratch, store.FILE_NAME)
            store.copy_to(database.obj, copy)
            with part.open("wb") as written:
                _pack(written, copy, progress)
                written.flush()
                os.fsync(written.fileno())
        part.replace(target)
        settings.put("last_backup", datetime.now().isoformat(timespec="seconds"))
    finally:
        part.unlink(missing_ok=True)
    return files.damaged()


def make_before(act: str) -> None:
    """Keeps a copy of the database in the data folder before many records are changed at once.

    The attached files, which no such act touches, are not in it. Of older copies the last few stay.
    """
    folder = files.folder() / "backups"
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".kazcoop-") as scratch:
        copy = Path(scratch, store.FILE_NAME)
        store.copy_to(database.obj, copy)
        packed = Path(scratch, "packed")
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.write(copy, store.FILE_NAME)
        packed.replace(folder / f"before-{act}-{datetime.now():%Y%m%d-%H%M%S}.kazcoop")
    for old in sorted(folder.glob(f"before-{act}-*.kazcoop"))[:-_KEPT_BEFORE]:
        old.unlink()


def last_made() -> datetime | None:
    """When the last backup copy was made; None before the first one."""
    moment = settings.get("last_backup")
    return datetime.fromisoformat(moment) if moment else None


def put_back(source: Path) -> Path:
    """Replaces all data by those of a backup copy. What was there is kept in a copy of its own, whose path is given.

    Raises Trouble, changing nothing, when the file is not a whole backup copy of this program.
    """
    access.require("restore")
    folder = files.folder()
    kept = folder / "backups" / f"before-restore-{datetime.now():%Y%m%d-%H%M%S}.kazcoop"
    with _opened(source) as archive, tempfile.TemporaryDirectory(dir=folder, prefix=".kazcoop-") as scratch:
        archive.extract(store.FILE_NAME, scratch)
        kept.parent.mkdir(exist_ok=True)
        with access.as_program():
            make(kept)
        for name in archive.namelist():
            if found := _FILE.fullmatch(name):
                files.keep(found[2], archive.read(name))
        store.put_back(database.obj, Path(scratch, store.FILE_NAME))
        access.refresh()
    return kept


def put_in_place(source: Path, folder: Path) -> Path:
    """Puts a backup copy into a data folder that does not open any more; gives where its old database is kept.

    Raises Trouble, changing nothing, when the file is not a whole backup copy of this program.
    """
    kept = folder / "backups" / f"damaged-{datetime.now():%Y%m%d-%H%M%S}"
    with _opened(source) as archive, tempfile.TemporaryDirectory(dir=folder, prefix=".kazcoop-") as scratch:
        archive.extract(store.FILE_NAME, scratch)
        for name in archive.namelist():
            if found := _FILE.fullmatch(name):
                files.keep(found[2], archive.read(name), within=folder)
        kept.mkdir(parents=True)
        for old in folder.glob(f"{store.FILE_NAME}*"):
            old.replace(kept / old.name)
        Path(scratch, store.FILE_NAME).replace(folder / store.FILE_NAME)
    return kept


def _pack(target: object, copy: Path, progress: Callable[[int, int], None]) -> None:
    digests = files.digests()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:  # type: ignore[call-overload]
        archive.write(copy, store.FILE_NAME, zipfile.ZIP_DEFLATED)
        for done, digest in enumerate(digests):
            progress(done, len(digests))
            if files.is_whole(digest):
                archive.write(files.path_of(digest), f"files/{digest[:2]}/{digest}")
    progress(len(digests), len(digests))


def _opened(source: Path) -> zipfile.ZipFile:
    """The archive, when every file in it is what its name says."""
    not_ours = Trouble(_("The file “{file}” is not a whole backup copy of this program.").format(file=source))
    with contextlib.ExitStack() as on_refusal:
        try:
            archive = on_refusal.enter_context(zipfile.ZipFile(source))
            is_ours = store.FILE_NAME in archive.namelist() and all(
                _is_ours(archive, name) for name in archive.namelist()
            )
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError) as error:
            raise not_ours from error
        if not is_ours:
            raise not_ours
        on_refusal.pop_all()
    return archive


def _is_ours(archive: zipfile.ZipFile, name: str) -> bool:
    content = archive.read(name)  # which raises when the checksum is wrong
    found = _FILE.fullmatch(name)
    return name == store.FILE_NAME or bool(found and hashlib.sha256(content).hexdigest() == found[2])
