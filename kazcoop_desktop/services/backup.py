"""Backup copies made by the person, and any copy put back."""

from __future__ import annotations

import contextlib
import hashlib
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from kazcoop_desktop.errors import Trouble, UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import store
from kazcoop_desktop.models.account import Account, ActingFor
from kazcoop_desktop.models.base import database
from kazcoop_desktop.models.institution import Institution
from kazcoop_desktop.services import access, archive, copies, files, history, settings, vault
from kazcoop_desktop.services.archive import Archive, Progress

_OF_NOW = (Account, ActingFor)


class NeedsPassword(UserError):
    """The copy was made under other passwords; `keys` is its file with keys, which a password of then opens."""

    def __init__(self, keys: bytes) -> None:
        super().__init__(_("This copy is encrypted. Enter the password that was set when it was made."))
        self.keys = keys


def make(target: Path, *, by: str = "", progress: Progress = lambda done, total: None) -> list[str]:
    """Writes a verified copy of the data folder to `target`; an older file there stays until it is good.

    Gives the names of the files that are not in the copy because their content is lost or was changed.
    """
    access.require("back_up")
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".kazcoop-") as scratch:
        copy = Path(scratch, store.FILE_NAME)
        store.copy_to(database.obj, copy)
        whole = [files.path_of(digest) for digest in files.digests() if files.is_whole(digest)]
        named = {path.relative_to(files.folder()).as_posix(): path for path in whole}
        moment = datetime.now()
        members = {store.FILE_NAME: copy, **copies.with_keys(), **named}
        archive.write(target, copies.described("", by, moment), members, progress=progress)
    settings.put("last_backup", moment.isoformat(timespec="seconds"))
    return files.damaged()


def last_made() -> datetime | None:
    """When the last backup copy was made; None before the first one."""
    moment = settings.get("last_backup")
    return datetime.fromisoformat(moment) if moment else None


def made_at(source: Path) -> datetime:
    """When a copy was made: as it says, else as its file is dated."""
    told = archive.read(source).at if source.suffix != ".db" else ""
    return datetime.fromisoformat(told) if told else datetime.fromtimestamp(source.stat().st_mtime)


def put_back(source: Path, *, by: str = "", key: bytes | None = None) -> Path:
    """Replaces all data by those of a backup copy. What was there is kept in a copy of its own, whose path is given.

    Accounts stay as they are, since the passwords do. `key` opens a copy that was made under another one. Raises
    Trouble, changing nothing, when the file is not a whole backup copy of this program, and NeedsPassword when it is
    one that only another key opens.
    """
    access.require("restore")
    with _scratch_in(files.folder()) as scratch, archive.opened(source) as copy:
        laid_out = readable(copy, scratch, key=key)
        kept = copies.make("before-restore", by=by)
        _put_files(copy, files.folder())
        accounts: list[Any] = [(model, list(model.select().dicts())) for model in _OF_NOW]
        store.put_back(database.obj, laid_out)
    _keep(accounts)
    vault.settle()
    made = made_at(source).isoformat(timespec="seconds")
    institution = Institution.select().first()
    subject = institution.id if institution else 0
    with access.as_program():
        history.write("institution", subject, "put_back", by=by, changes={"copy": source.name, "made": made})
    return kept


def other_keys(source: Path) -> bytes | None:
    """The keys of a copy that the key of the open data does not open; None when that opens it, or nothing does.

    Raises NotAllowed for those who may not put a copy back.
    """
    access.require("restore")
    beginning, keys = archive.beginning_and_keys(source)
    is_ours = beginning in (store.beginning_under(None), store.beginning_under(database.obj.key))
    return None if is_ours else keys


def readable(copy: Archive, scratch: Path, *, key: bytes | None = None) -> Path:
    """The database of a copy, laid out under the key of the open one, whichever it was made under."""
    laid_out = copy.lay_out(scratch)
    ours = database.obj.key
    theirs = None if store.is_plain(laid_out) else key or ours
    if not store.opens(laid_out, theirs):
        keys = scratch / archive.KEYS
        if key is None and keys.exists():
            raise NeedsPassword(keys.read_bytes())
        sentence = _("The file “{file}” is not a whole backup copy of this program.")
        raise Trouble(sentence.format(file=copy.source))
    if theirs != ours:
        store.rewrite(laid_out, theirs, ours)
    return laid_out


def put_in_place(source: Path, folder: Path) -> Path:
    """Puts a backup copy into a data folder that does not open any more; gives where its old database is kept.

    Raises Trouble, changing nothing, when the file is not a whole backup copy of this program.
    """
    kept = folder / "backups" / f"damaged-{datetime.now():%Y%m%d-%H%M%S}"
    with _scratch_in(folder) as scratch, archive.opened(source) as copy:
        laid_out = copy.lay_out(scratch)
        _put_files(copy, folder)
        kept.mkdir(parents=True)
        for old in folder.glob(f"{store.FILE_NAME}*"):
            old.replace(kept / old.name)
        keys = scratch / archive.KEYS
        if keys.exists() and not store.has_same_key(laid_out, kept / store.FILE_NAME):
            if (old_keys := folder / archive.KEYS).exists():
                old_keys.replace(kept / archive.KEYS)
            keys.replace(folder / archive.KEYS)
        laid_out.replace(folder / store.FILE_NAME)
    return kept


def _keep(accounts: list[Any]) -> None:
    """Puts the accounts of now into the place of those of then; an employee who is not there yet is left out."""
    with database.atomic():
        for model, _rows in reversed(accounts):
            model.delete().execute()
        for model, rows in accounts:
            for row in rows:
                for field in model._meta.refs:
                    if not field.rel_model.select().where(field.rel_model.id == row[field.name]).exists():
                        row[field.name] = None
                model.insert(row).execute()
    access.refresh()


def _put_files(copy: Archive, folder: Path) -> None:
    for name, content in copy.files():
        if not archive.lies_at(folder / name, hashlib.sha256(content).hexdigest()):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            files.write_whole(folder / name, content)


@contextlib.contextmanager
def _scratch_in(folder: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=folder, prefix=".kazcoop-") as made:
        yield Path(made)
