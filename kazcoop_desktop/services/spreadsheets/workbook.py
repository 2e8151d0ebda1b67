"""Reading an Excel workbook that may come from anywhere: looked at first, then read in a process of its own."""

from __future__ import annotations

import itertools
import logging
import multiprocessing
import re
import struct
import time
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from kazcoop_desktop.errors import Trouble, UserError
from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.services.spreadsheets import workbook_child
from kazcoop_desktop.services.spreadsheets.packed import Packed

LARGEST_FILE = 30 << 20
LARGEST_UNPACKED = 400 << 20
LARGEST_PART = 200 << 20
MOST_PARTS = 2000
MOST_ROWS = 200_000
MOST_COLUMNS = 400
MOST_CELLS = 10_000_000  # from A1 to the last filled row and column
LONGEST_TEXT = 8 * 32_767  # bytes; Excel itself allows 32,767 characters in a cell
SECONDS = 30

_DAMAGED = N_("The file “{file}” is damaged or not complete. Copy it again from where it came.")
_HARMFUL = N_(
    "The file “{file}” is built in a way that can harm the computer and was not opened."
    " Save it again in Excel as .xlsx."
)
_LOCKED = N_(
    "The file “{file}” has a password or the old format .xls. Save it in Excel as .xlsx without a password."
)
_STORED, _DEFLATED = 0, 8
_CELL = re.compile(rb'r="([A-Za-z]{1,4})\d')
_ROW = re.compile(rb'r="(\d{1,9})"')
_FILLED = re.compile(
    rb'<(?:\w+:)?c\s[^>]{0,200}?\br="([A-Za-z]{1,4})(\d{1,9})"[^>]{0,200}(?<!/)>\s{0,20}<(?:\w+:)?(?:v|is)\b'
)
_OVERLAP = 500  # bytes looked at twice, so that nothing hides on the border of two pieces

Row = tuple[int, tuple[Any, ...]]  # its number in the sheet, and its cells; None is an empty one


@dataclass
class Sheet:
    """One sheet of a workbook: only its filled rows, each with the number that Excel shows beside it."""

    file: str
    name: str = ""
    sheets: Sequence[str] = ()
    height: int = 0
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]] = ()  # at the top, counted from 0
    rows: Packed[Row] = field(default_factory=Packed)


def read(path: Path, *, sheet: str | None = None) -> Sheet:
    """The cached values of a sheet, the first visible one unless named; formulas are never kept.

    Raises UserError with a sentence when the file is not a workbook, is damaged, or is built to do harm.
    """
    found = Sheet(path.name)
    for kind, *content in _child_says(path, sheet):
        match kind:
            case "sheets":
                found.sheets = content[0]
            case "sheet":
                found.name, found.height, found.merged = content
            case "rows":
                found.rows.add_piece(*content)
            case "error":
                logging.getLogger(__name__).info("workbook not read: %s", content[0])
                raise _refused(_DAMAGED, path)
    if sheet is not None and found.name != sheet:
        sentence = _("The file “{file}” has no sheet “{sheet}”. It has: {sheets}.")
        raise UserError(sentence.format(file=path.name, sheet=sheet, sheets=", ".join(found.sheets)))
    return found


def _child_says(path: Path, sheet: str | None) -> Iterator[tuple[Any, ...]]:
    """The messages of the reading process, until it says that it has ended. It gets so much time and no more."""
    current = multiprocessing.current_process()
    if current.daemon:  # Python lets no daemon have a child; this one ends by itself
        current.daemon = False
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe()
    process = spawn.Process(target=workbook_child.read, args=(theirs, str(path), sheet), daemon=True)
    process.start()
    theirs.close()
    try:
        look(path)  # while the process starts
        ours.send("read")
        yield from _messages(ours, path)
    finally:
        process.terminate()
        process.join()
        ours.close()


def _messages(connection: Connection, path: Path) -> Iterator[tuple[Any, ...]]:
    ends_at = time.monotonic() + SECONDS
    while True:
        if not connection.poll(max(0.0, ends_at - time.monotonic())):
            raise UserError(
                _("Reading the file “{file}” takes too long. Divide it into parts.").format(file=path.name)
            )
        try:
            message = connection.recv()
        except (EOFError, OSError) as error:  # the process has broken down over the file
            raise _refused(_DAMAGED, path) from error
        if message[0] == "end":
            return
        yield message


# Looking at a file before any parser does.


class _Part(NamedTuple):
    name: str
    offset: int
    packed: int
    unpacked: int
    method: int


def look(path: Path) -> None:
    """Refuses what no honest workbook is: bombs, false sizes, entities, far cells, giant texts.

    Every part is unpacked here piece by piece with a ceiling, so a false size in the directory helps nobody.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as opened:
            head = opened.read(8)
    except FileNotFoundError as error:
        sentence = _("The file “{file}” was not found. It may have been moved or renamed.")
        raise UserError(sentence.format(file=path.name)) from error
    except PermissionError as error:
        sentence = _("The file “{file}” is open in another program. Close it there and try again.")
        raise Trouble(sentence.format(file=path.name)) from error
    if size > LARGEST_FILE:
        raise _too_large(size, LARGEST_FILE)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise _refused(_LOCKED, path)
    try:
        _look_inside(path)
    except (zlib.error, struct.error, EOFError, NotImplementedError, ValueError, zipfile.BadZipFile) as error:
        looks_packed = head.startswith(b"PK")
        raise _refused(_DAMAGED if looks_packed else _NO_WORKBOOK, path) from error


_NO_WORKBOOK = N_("The file “{file}” is not an Excel table.")


def _look_inside(path: Path) -> None:
    parts = _parts(path)
    names = {part.name for part in parts}
    if not {"[Content_Types].xml", "xl/workbook.xml"} <= names:
        raise _refused(_NO_WORKBOOK, path)
    total = 0
    for part in parts:
        seen = _Seen(path)
        for piece in _unpacked(path, part):
            total += len(piece)
            if total > LARGEST_UNPACKED:
                raise _too_large(total, LARGEST_UNPACKED)
            if part.name.lower().endswith((".xml", ".rels", ".vml")):
                seen.look(piece)
        if part.name.startswith("xl/worksheets/") and seen.is_far():
            _refuse_far_cells(path, part)


def _parts(path: Path) -> list[_Part]:
    with zipfile.ZipFile(path) as packed:
        infos = packed.infolist()
    if len(infos) > MOST_PARTS or len({info.filename for info in infos}) != len(infos):
        raise _refused(_HARMFUL, path)
    spans = sorted((info.header_offset, info.header_offset + info.compress_size) for info in infos)
    if any(one[1] > other[0] for one, other in itertools.pairwise(spans)):
        raise _refused(_HARMFUL, path)
    if any(info.flag_bits & 1 for info in infos):
        raise _refused(_LOCKED, path)
    if any(info.compress_type not in (_STORED, _DEFLATED) for info in infos):
        raise _refused(_HARMFUL, path)
    return [
        _Part(info.filename, info.header_offset, info.compress_size, info.file_size, info.compress_type)
        for info in infos
    ]


def _unpacked(path: Path, part: _Part) -> Iterator[bytes]:
    """The content of a part in small pieces, by its local header: never by the size that the directory claims."""
    with path.open("rb") as opened:
        if part.offset < 0 or part.packed < 0:
            raise EOFError
        opened.seek(part.offset)
        header = opened.read(30)
        if header[:4] != b"PK\x03\x04":
            raise EOFError
        opened.seek(sum(struct.unpack("<HH", header[26:30])), 1)
        inflate = zlib.decompressobj(-15)
        left, size = part.packed, 0
        while left > 0:
            packed = opened.read(min(1 << 16, left))
            if not packed:
                raise EOFError
            left -= len(packed)
            while packed:
                piece = packed if part.method == _STORED else inflate.decompress(packed, 1 << 18)
                packed = b"" if part.method == _STORED else inflate.unconsumed_tail
                size += len(piece)
                if size > LARGEST_PART:
                    raise _too_large(size, LARGEST_PART)
                yield piece
        if part.method == _DEFLATED and not inflate.eof:
            raise EOFError
        if size != part.unpacked:
            raise _refused(_HARMFUL, path)


class _Seen:
    """What was seen of one XML part so far."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._tail = b""
        self._text = 0
        self._is_first = True
        self._columns: set[bytes] = set()
        self._last_row = 0

    def look(self, piece: bytes) -> None:
        """Looks at the next piece. Raises UserError for what no workbook of Excel has."""
        if self._is_first and piece:
            self._is_first = False
            encoding = re.search(rb"<\?xml[^>]*encoding=[\"']([^\"']+)", piece[:200])
            known = encoding is None or encoding[1].lower() in (b"utf-8", b"us-ascii")
            if b"\0" in piece[:64] or not known:
                raise _refused(_HARMFUL, self._path)
        both = self._tail + piece
        if b"<!DOCTYPE" in both or b"<!ENTITY" in both:
            raise _refused(_HARMFUL, self._path)
        self._text = len(piece) - piece.rindex(b"<") if b"<" in piece else self._text + len(piece)
        if self._text > LONGEST_TEXT:
            raise UserError(
                _("A cell of the file “{file}” holds a text that is too long.").format(file=self._path.name)
            )
        self._columns.update(_CELL.findall(both))
        rows = _ROW.findall(both)
        self._last_row = max([self._last_row, *map(int, rows)])
        self._tail = both[-_OVERLAP:]

    def is_far(self) -> bool:
        """Whether the sheet could be too large; cells that are only coloured count here, too."""
        columns = max(map(_number_of, self._columns), default=0)
        return _is_too_large(self._last_row, columns)


def _refuse_far_cells(path: Path, part: _Part) -> None:
    """Reads the part once more, now for filled cells only: offices colour whole columns to the last row."""
    last_row = columns = 0
    tail = b""
    for piece in _unpacked(path, part):
        both = tail + piece
        for letters, row in _FILLED.findall(both):
            last_row, columns = max(last_row, int(row)), max(columns, _number_of(letters))
        tail = both[-_OVERLAP:]
    if _is_too_large(last_row, columns):
        sentence = _("The sheet is too large: {rows} rows and {columns} columns. Divide it into parts.")
        raise UserError(sentence.format(rows=last_row, columns=columns))


def _is_too_large(rows: int, columns: int) -> bool:
    return rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > MOST_CELLS


def _number_of(letters: bytes) -> int:
    """The number of a column: A is 1, XFD is 16384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _refused(sentence: str, path: Path) -> UserError:
    return UserError(_(sentence).format(file=path.name))


def _too_large(size: int, largest: int) -> UserError:
    shown = [_("{size} MB").format(size=each >> 20) for each in (size, largest)]
    return UserError(_("The file is too large: {size}. At most: {max}.").format(size=shown[0], max=shown[1]))
