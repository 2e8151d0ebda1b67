"""Who may open the data folder: sign-in, passwords, the recovery code, and the keys that follow from them."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from math import ceil
from pathlib import Path
from typing import NamedTuple

from kazcoop_desktop.errors import Trouble, UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import store
from kazcoop_desktop.models.base import database
from kazcoop_desktop.services import files, key_file, recovery_code
from kazcoop_desktop.services.key_file import Cost, Entry, Keys, Lock

Progress = Callable[[int, int], None]
SHORTEST = 12  # letters of a password
COST = Cost()
_FREE = 3  # wrong passwords in a row before the first wait
_LONGEST_WAIT = timedelta(minutes=30)


class WrongPassword(UserError):
    """The name or the password is wrong; the sentence never says which."""

    def __init__(self) -> None:
        super().__init__(_("Wrong user name or password."))


class TooSoon(UserError):
    """After several wrong passwords the next attempt must wait."""

    def __init__(self, minutes: int) -> None:
        super().__init__(_("Too many attempts. Try again in {minutes} min.").format(minutes=minutes))


class Failures(NamedTuple):
    """Wrong passwords since their owner was last told of them."""

    attempts: int
    last_at: datetime


def exists(folder: Path) -> bool:
    """Whether the data folder has accounts. Without them everyone opens it."""
    return key_file.exists(folder)


def names(source: Path | bytes) -> list[str]:
    """The user names that can sign in to a data folder, or to a copy by its key file; empty without accounts."""
    if isinstance(source, Path) and not exists(source):
        return []
    return list(key_file.read(source).entries)


def create(folder: Path, name: str, password: str) -> tuple[bytes, str]:
    """Makes the key file with its first account; gives the office key and the recovery code, which is shown once.

    Raises UserError when the password is too short, or when there are accounts already.
    """
    if exists(folder):
        raise UserError(_("There are accounts already. Sign in."))
    office_key, code = os.urandom(32), recovery_code.new()
    entries = {_nfc(name): Entry(_lock(office_key, password))}
    recovery = Lock.around(office_key, recovery_code.read(code), cost=COST)
    key_file.write(folder, Keys(recovery, entries))
    return office_key, code


def sign_in(source: Path | bytes, name: str, password: str, *, now: datetime) -> bytes:
    """The office key of a data folder, or of a copy by its key file.

    Raises WrongPassword, and TooSoon when wrong passwords were typed in a row: after the third a minute, then
    twice as long each time, half an hour at most. A copy does not count them.
    """
    keys = key_file.read(source)
    entry = keys.entries.get(_nfc(name))
    if entry is None:
        raise WrongPassword
    if (wait := _wait(entry, now)) > timedelta(0):
        raise TooSoon(ceil(wait / timedelta(minutes=1)))
    office_key = entry.lock.open(_nfc(password))
    if isinstance(source, Path):
        _note(entry, office_key, now)
        if office_key and entry.lock.cost != COST:  # costs rise with the years
            entry.lock = Lock.around(office_key, _nfc(password), cost=COST)
        key_file.write(source, keys)
    if office_key is None:
        raise WrongPassword
    return office_key


def failures(folder: Path, name: str) -> Failures | None:
    """The wrong passwords typed for a name since this was last asked; None when there were none.

    Asked after each sign-in, to be written to the history and told to the person.
    """
    keys = key_file.read(folder)
    entry = keys.entries.get(_nfc(name))
    if entry is None or not entry.untold:
        return None
    found = Failures(entry.untold, datetime.fromisoformat(entry.failed_at))
    entry.untold = 0
    key_file.write(folder, keys)
    return found


def by_code(source: Path | bytes, code: str) -> bytes:
    """The office key of a data folder or a copy, by the recovery code. Raises UserError when it is not the right one."""
    office_key = key_file.read(source).recovery.open(recovery_code.read(code))
    if office_key is None:
        raise UserError(_("This recovery code belongs to other data, or a newer one was made after it."))
    return office_key


def recover(folder: Path, code: str, name: str, new_password: str) -> bytes:
    """Gives an account a new password by the recovery code, whether it could sign in before or not."""
    office_key = by_code(folder, code)
    set_password(folder, office_key, name, new_password)
    return office_key


def add(folder: Path, office_key: bytes, name: str, password: str) -> None:
    """Lets another account sign in. Raises UserError when the name is taken or the password too short."""
    if _nfc(name) in key_file.read(folder).entries:
        raise UserError(_("The user name “{name}” is taken.").format(name=name))
    set_password(folder, office_key, name, password)


def set_password(folder: Path, office_key: bytes, name: str, password: str) -> None:
    """Gives an account a password without its old one; wrong attempts before are forgiven, but still told."""
    keys = key_file.read(folder)
    old = keys.entries.get(_nfc(name))
    entry = Entry(_lock(office_key, password))
    if old is not None:
        entry.untold, entry.failed_at = old.untold, old.failed_at
    keys.entries[_nfc(name)] = entry
    key_file.write(folder, keys)


def change_password(folder: Path, name: str, old: str, new: str, *, now: datetime) -> None:
    """Replaces the password of an account. Raises as `sign_in`, and UserError when the new one is too short."""
    check_password(new)
    set_password(folder, sign_in(folder, name, old, now=now), name, new)


def check_password(password: str) -> None:
    """Raises UserError when the password is too short to be one."""
    if len(_nfc(password)) < SHORTEST:
        raise UserError(_("The password must have at least {min} characters.").format(min=SHORTEST))


def remove(folder: Path, name: str) -> None:
    """Blocks an account: its password opens nothing any more."""
    keys = key_file.read(folder)
    if keys.entries.pop(_nfc(name), None) is not None:
        key_file.write(folder, keys)


def rename(folder: Path, name: str, new_name: str) -> None:
    """Lets an account sign in under another name. Raises UserError when that is taken."""
    keys = key_file.read(folder)
    if _nfc(new_name) in keys.entries and _nfc(new_name) != _nfc(name):
        raise UserError(_("The user name “{name}” is taken.").format(name=new_name))
    keys.entries = {
        _nfc(new_name) if each == _nfc(name) else each: entry for each, entry in keys.entries.items()
    }
    key_file.write(folder, keys)


def new_recovery_code(folder: Path, office_key: bytes) -> str:
    """A new recovery code, shown once; the one before opens nothing any more."""
    keys, code = key_file.read(folder), recovery_code.new()
    keys.recovery = Lock.around(office_key, recovery_code.read(code), cost=COST)
    key_file.write(folder, keys)
    return code


def database_key(office_key: bytes) -> bytes:
    """The key of the database: 32 bytes to encrypt it with, 16 by which the office's own files begin."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), length=48, salt=None, info=b"kazcoop database").derive(office_key)


def is_encrypted(folder: Path) -> bool:
    """Whether the data are encrypted; before there is a database, whether they are going to be."""
    file = folder / store.FILE_NAME
    if file.is_file():
        return not store.is_plain(file)
    return exists(folder) and key_file.read(folder).is_encrypted


def open_folder(folder: Path, office_key: bytes | None = None) -> store.Store:
    """Opens the data folder, encrypted or not, and ends what an interrupted `encrypt`, `decrypt` or restore has left.

    Without the office key only plain data opens. Raises Trouble as `store.open_store`.
    """
    if not is_encrypted(folder):
        opened = store.open_store(folder)
    elif office_key is not None:
        opened = store.open_store(folder, key=database_key(office_key))
    elif exists(folder):
        raise Trouble(_("The data is encrypted. Sign in."))
    else:
        sentence = _(
            "“{file}” is not a database of this program, or it is encrypted and its key file is gone."
        )
        raise Trouble(sentence.format(file=folder / store.FILE_NAME))
    is_changing = exists(folder) and key_file.read(folder).is_changing
    if is_changing or files.are_sealed() != (opened.key is not None):
        settle()
    return opened


def encrypt(folder: Path, office_key: bytes, *, progress: Progress = lambda done, total: None) -> None:
    """Encrypts a data folder that is closed: first the database, then the attached files by a key within it.

    Killed at any step, the folder still opens by `open_folder`, encrypted or plain, and nothing is lost. Backup
    copies made before stay readable to anyone. Raises Trouble when the database is not whole or in use.
    """
    key = database_key(office_key)
    _mark(folder, is_encrypted=True, is_changing=True)
    if (folder / store.FILE_NAME).exists() and not is_encrypted(folder):
        store.rewrite(folder / store.FILE_NAME, None, key)
    with closing(store.open_store(folder, key=key)):
        settle(progress=progress)


def decrypt(folder: Path, office_key: bytes, *, progress: Progress = lambda done, total: None) -> None:
    """Turns the encryption of a closed data folder off: first of the attached files, then of the database.

    Killed at any step, as `encrypt`; what it had decrypted is encrypted again at the next opening.
    """
    key = database_key(office_key)
    _mark(folder, is_encrypted=True, is_changing=True)
    if is_encrypted(folder):
        with closing(store.open_store(folder, key=key)):
            files.rewrite(sealed=False, progress=progress)
        store.rewrite(folder / store.FILE_NAME, key, None)
    with closing(store.open_store(folder)):
        settle(progress=progress)


def settle(*, progress: Progress = lambda done, total: None) -> None:
    """Lets the attached files of the open data folder follow its database: encrypted like it, or plain.

    Needed after a copy was put back that was plain where the folder is encrypted, or the other way round.
    """
    is_sealed = database.obj.key is not None
    if files.are_sealed() == is_sealed:
        files.sweep()
    else:
        files.rewrite(sealed=is_sealed, progress=progress)
    if exists(files.folder()):
        _mark(files.folder(), is_encrypted=is_sealed, is_changing=False)


def _mark(folder: Path, *, is_encrypted: bool, is_changing: bool) -> None:
    keys = key_file.read(folder)
    keys.is_encrypted, keys.is_changing = is_encrypted, is_changing
    key_file.write(folder, keys)


def _lock(office_key: bytes, password: str) -> Lock:
    check_password(password)
    return Lock.around(office_key, _nfc(password), cost=COST)


def _nfc(typed: str) -> str:
    """One spelling for what looks the same: another keyboard may send и and a breve for й."""
    return unicodedata.normalize("NFC", typed)


def _wait(entry: Entry, now: datetime) -> timedelta:
    """How long the next attempt must still wait; a clock set back does not make it longer."""
    if entry.failed < _FREE:
        return timedelta(0)
    whole = min(timedelta(minutes=2 ** min(entry.failed - _FREE, 10)), _LONGEST_WAIT)
    return min(whole, datetime.fromisoformat(entry.failed_at) + whole - now)


def _note(entry: Entry, office_key: bytes | None, now: datetime) -> None:
    if office_key is not None:
        entry.failed = 0
        return
    entry.failed += 1
    entry.untold += 1
    entry.failed_at = now.isoformat(timespec="seconds")
