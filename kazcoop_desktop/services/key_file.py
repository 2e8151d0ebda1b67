"""The key file: one office key, locked once under the password of each account and once under the recovery code."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kazcoop_desktop.errors import Trouble, trouble_behind
from kazcoop_desktop.i18n import _
from kazcoop_desktop.services import files

FILE_NAME = "kazcoop.keys"
_FORMAT = 1
_BOUNDS = {"memory": 2**20, "passes": 64, "lanes": 16}  # beyond them a strange file could stop the computer


@dataclass(frozen=True)
class Cost:
    """What one guess of a password costs: memory in KiB, passes over it, lanes that run side by side."""

    memory: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


@dataclass(frozen=True)
class Lock:
    """The office key, wrapped in a key that argon2id derives from a secret."""

    salt: bytes
    wrapped: bytes
    cost: Cost

    @classmethod
    def around(cls, office_key: bytes, secret: str, *, cost: Cost) -> Lock:
        """Locks the office key under a secret."""
        from cryptography.hazmat.primitives.keywrap import aes_key_wrap  # a start without accounts needs none

        salt = os.urandom(16)
        return cls(salt, aes_key_wrap(_derived(secret, salt, cost), office_key), cost)

    def open(self, secret: str) -> bytes | None:
        """The office key; None when the secret is another one."""
        from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap

        try:
            return aes_key_unwrap(_derived(secret, self.salt, self.cost), self.wrapped)
        except InvalidUnwrap:
            return None


@dataclass
class Entry:
    """An account: its lock, the wrong passwords in a row, those its owner has not been told of, and when the last was."""

    lock: Lock
    failed: int = 0
    untold: int = 0
    failed_at: str = ""


@dataclass
class Keys:
    """What the key file holds. `is_changing`: encryption is just being turned on or off."""

    recovery: Lock
    entries: dict[str, Entry] = field(default_factory=dict)
    is_encrypted: bool = False
    is_changing: bool = False


def exists(folder: Path) -> bool:
    """Whether the data folder has a key file."""
    return (folder / FILE_NAME).exists()


def read(source: Path | bytes) -> Keys:
    """The keys of a data folder, or of a copy's key file. Raises Trouble when it is missing, damaged or newer."""
    file = FILE_NAME if isinstance(source, bytes) else str(source / FILE_NAME)
    try:
        content = source if isinstance(source, bytes) else (source / FILE_NAME).read_bytes()
    except FileNotFoundError as error:
        sentence = _("The key file “{file}” is missing. Restore it from a backup copy.")
        raise Trouble(sentence.format(file=file)) from error
    except OSError as error:
        raise trouble_behind(error) or error from error
    try:
        whole = json.loads(content)
        if whole["format"] > _FORMAT:
            sentence = _("The key file “{file}” was made by a newer version of the program. Update it.")
            raise Trouble(sentence.format(file=file))
        if whole["checksum"] != _checksum(whole["keys"]):
            raise ValueError
        return _keys(whole["keys"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        sentence = _("The key file “{file}” is damaged. Restore it from a backup copy.")
        raise Trouble(sentence.format(file=file)) from error


def write(folder: Path, keys: Keys) -> None:
    """Replaces the key file of a data folder, wholly or not at all; what an interrupted write left goes with it."""
    plain = json.loads(json.dumps(dataclasses.asdict(keys), default=bytes.hex))
    whole = {"format": _FORMAT, "checksum": _checksum(plain), "keys": plain}
    content = json.dumps(whole, ensure_ascii=False, indent=1).encode()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        files.write_whole(folder / FILE_NAME, content)
        for left in folder.glob(f"{FILE_NAME}.*.part"):
            left.unlink(missing_ok=True)
    except OSError as error:
        raise trouble_behind(error) or error from error


def _keys(plain: dict[str, Any]) -> Keys:
    entries = {
        name: Entry(**{**entry, "lock": _lock(entry["lock"])}) for name, entry in plain["entries"].items()
    }
    return Keys(**{**plain, "recovery": _lock(plain["recovery"]), "entries": entries})


def _lock(plain: dict[str, Any]) -> Lock:
    cost = Cost(**plain["cost"])
    if any(not 0 < getattr(cost, name) <= most for name, most in _BOUNDS.items()):
        raise ValueError(cost)
    return Lock(bytes.fromhex(plain["salt"]), bytes.fromhex(plain["wrapped"]), cost)


def _checksum(plain: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()


def _derived(secret: str, salt: bytes, cost: Cost) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    derive = Argon2id(salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory)
    return derive.derive(secret.encode())
