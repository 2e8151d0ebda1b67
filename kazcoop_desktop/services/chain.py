"""The seal of the history: each entry is hashed upon the one before it, so that nothing in it changes unseen.

Triggers keep a clumsy hand off the entries, the keyed hash tells of a hand without the key, and the number and
code of the last entry, printed on registers, tell of a hand that has everything but the paper.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import RECORDS
from kazcoop_desktop.models.base import database, kind_of
from kazcoop_desktop.models.history import ENDS, PrintedHead

_BEGINNING = bytes(32)
_CODE = 12  # signs of a mac that are printed
_ERASED = "{}"
_ENCODED = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode
_INSERT = "INSERT INTO history_entry (id, at, who, kind, record_id, act, changes, mac) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_ENTRIES = "SELECT id, at, who, kind, record_id, act, changes, digest, mac FROM history_entry WHERE id > ? ORDER BY id"


class Head(NamedTuple):
    """The last entry as it is printed: its number and the first signs of its mac."""

    number: int
    code: str

    def __str__(self) -> str:
        return f"{self.number}:{self.code}"


class Fault(NamedTuple):
    """Something wrong with the history: the number of the entry, and the sentence that says what."""

    number: int
    sentence: str


def append(
    kind: str, told: Iterable[tuple[int, Mapping[str, Any]]], act: str, *, by: str, at: datetime
) -> None:
    """Writes the entry of each record, all of one register and one act; within the transaction of the act."""
    moment = at.isoformat(" ")
    with database.atomic():
        key, (number, mac) = _key(), _last()
        database.obj.connection().executemany(
            _INSERT, _sealed(key, number, mac, (moment, by, kind), act, told)
        )


def erase(kind: str, ids: Sequence[int]) -> None:
    """Takes the content out of the entries of records that are gone or forgotten; their hashes stay in its place.

    The entry that says so must have been written before: without it neither the engine nor `verify` allows it.
    """
    key = _key()
    connection = database.obj.connection()
    with database.atomic():
        for record_id in ids:
            entries = connection.execute(
                "SELECT id, changes FROM history_entry"
                " WHERE kind = ? AND record_id = ? AND digest IS NULL AND changes <> ?",
                (kind, record_id, _ERASED),
            ).fetchall()
            connection.executemany(
                "UPDATE history_entry SET changes = ?, digest = ? WHERE id = ?",
                [(_ERASED, _digest(key, changes), number) for number, changes in entries],
            )
            connection.execute(
                "UPDATE revision SET content = ? WHERE kind = ? AND record_id = ?",
                (_ERASED, kind, record_id),
            )


def head() -> Head:
    """The last entry; number 0 while there is none."""
    number, mac = _last()
    return Head(number, mac.hex()[:_CODE] if number else "")


def read_head(typed: str) -> Head:
    """A head as it stands on a paper: 1234:0a1b2c3d4e5f. Raises UserError for anything else."""
    number, _colon, code = typed.strip().partition(":")
    if not number.isdecimal() or len(code) != _CODE:
        sentence = _("Enter the number and the code as they are printed: {example}.")
        raise UserError(sentence.format(example="1234:0a1b2c3d4e5f"))
    return Head(int(number), code.lower())


def note_printed(paper: str) -> Head:
    """Keeps the head that is printed on a paper with this code, and gives it."""
    now = head()
    PrintedHead.create(number=now.number, code=now.code, paper=paper, at=datetime.now())
    return now


def printed_on(paper: str) -> Head | None:
    """The head that stands on the paper with this code."""
    found = PrintedHead.get_or_none(PrintedHead.paper == paper)
    return Head(found.number, found.code) if found else None


def verify(heads: Iterable[Head] = (), *, last: int | None = None) -> list[Fault]:
    """What is wrong with the history, the first broken entry first; an empty list is good.

    `heads` are those read off papers; heads that this database knows to be printed are compared besides.
    With `last` only so many entries at the end are looked at.
    """
    newest = _last()[0]
    start = max(newest - last, 0) if last is not None else 0
    wanted = [Head(each.number, each.code) for each in PrintedHead.select()]
    wanted += heads
    return sorted(_faults(start, {each for each in wanted if each.number > start}))


def _faults(start: int, heads: set[Head]) -> Iterator[Fault]:
    key = _key()
    codes: dict[int, set[str]] = {}
    for each in heads:
        codes.setdefault(each.number, set()).add(each.code)
    erased: dict[tuple[str, int], tuple[int, object]] = {}
    number, mac = start, _mac_of(start)
    for row in database.obj.connection().execute(_ENTRIES, (start,)):
        found, at, _who, kind, record_id, act, changes, digest, stored = row
        if found != number + 1:
            yield Fault(number + 1, _missing(number + 1, found - 1))
        number = found
        if digest is not None:
            erased.setdefault((kind, record_id), (found, at))
        if act in _EXCUSES:
            erased.pop((kind, record_id), None)
        content = digest if isinstance(digest, bytes) else _digest(key, str(changes))
        is_whole = digest is None or changes == _ERASED
        sealed = _mac(key, mac, row[:6], content)
        mac = stored if isinstance(stored, bytes) else b""
        if not is_whole or not hmac.compare_digest(sealed, mac):
            yield Fault(found, _changed(found, at, kind, record_id))
        for code in codes.pop(found, ()):
            if code != mac.hex()[:_CODE]:
                yield Fault(found, _otherwise_printed(found, code))
    for (kind, record_id), (found, at) in erased.items():
        yield Fault(found, _changed(found, at, kind, record_id))
    for missing, printed in codes.items():
        for code in printed:
            yield Fault(missing, _cut_off(missing, code, number))


_EXCUSES = (*ENDS, "erased")


def _sealed(
    key: bytes,
    number: int,
    mac: bytes,
    same: tuple[str, str, str],
    act: str,
    told: Iterable[tuple[int, Mapping[str, Any]]],
) -> Iterator[tuple[Any, ...]]:
    for record_id, changes in told:
        number += 1
        row = (number, *same, record_id, act)
        content = _ENCODED(changes)
        mac = _mac(key, mac, row, _digest(key, content))
        yield (*row, content, mac)


def _mac(key: bytes, previous: bytes, row: Sequence[Any], digest: bytes) -> bytes:
    """The seal of one entry: of the seal before it, of its content, and of all else that it says."""
    return hmac.digest(key, previous + digest + _ENCODED(row).encode(), "sha256")


def _digest(key: bytes, changes: str) -> bytes:
    return hmac.digest(key, changes.encode(), "sha256")


def _key() -> bytes:
    (key,) = database.obj.connection().execute("SELECT key FROM history_key ORDER BY id LIMIT 1").fetchone()
    return bytes(key)


def _last() -> tuple[int, bytes]:
    latest = "SELECT id, mac FROM history_entry ORDER BY id DESC LIMIT 1"
    found = database.obj.connection().execute(latest).fetchone()
    return (found[0], bytes(found[1])) if found else (0, _BEGINNING)


def _mac_of(number: int) -> bytes:
    """The seal that the next entry is hashed upon."""
    found = (
        database.obj.connection().execute("SELECT mac FROM history_entry WHERE id = ?", (number,)).fetchone()
    )
    return bytes(found[0]) if found else _BEGINNING


def _missing(first: int, last: int) -> str:
    if first == last:
        return _("Entry No. {number} of the history is missing.").format(number=first)
    return _("Entries No. {first}–{last} of the history are missing.").format(first=first, last=last)


def _changed(number: int, at: object, kind: str, record_id: int) -> str:
    names = {kind_of(model): _(model.outline.singular) for model in RECORDS}
    sentence = _(
        "Entry No. {number} of the history ({time}, {register} {id}) was changed outside the program."
    )
    return sentence.format(number=number, time=_moment(at), register=names.get(kind, kind), id=record_id)


def _otherwise_printed(number: int, code: str) -> str:
    sentence = _("Entry No. {number} of the history is not the one that was printed with the code {code}.")
    return sentence.format(number=number, code=code)


def _cut_off(number: int, code: str, last: int) -> str:
    sentence = _(
        "The history ends with entry No. {last}; entry No. {number} was printed with the code {code}."
        " Its end was cut off, or the database is an older copy."
    )
    return sentence.format(last=last, number=number, code=code)


def _moment(at: object) -> str:
    try:
        return f"{datetime.fromisoformat(str(at)):%d.%m.%Y %H:%M}"
    except ValueError:
        return str(at)
