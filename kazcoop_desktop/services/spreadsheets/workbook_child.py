"""The process that reads a workbook, so that a file that breaks the reader breaks nothing else."""

from __future__ import annotations

import sys
from datetime import datetime, time
from multiprocessing.connection import Connection
from typing import Any

import python_calamine

from kazcoop_desktop.services.spreadsheets.packed import pickled

MEMORY = 1 << 30  # bytes of address space
SECONDS = 30  # of the processor
_BATCH = 500  # rows in one message
_TOP = 60  # merged cells matter only above the rows of a list


def read(connection: Connection, file: str, wanted: str | None) -> None:
    """Sends the sheets' names, the merged cells at the top, then the rows of one sheet; or ("error", what).

    Waits for a word first: the file is looked at meanwhile, and may be one that is not to be opened.
    """
    _limit()
    try:
        connection.recv()
    except EOFError:
        return
    try:
        with python_calamine.CalamineWorkbook.from_path(file) as book:
            _send(connection, book, wanted)
    except (MemoryError, Exception) as error:  # of a dozen kinds, all of which say that the file is bad
        connection.send(("error", type(error).__name__))  # what it says may quote a cell
    finally:
        connection.close()


def _limit() -> None:
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _send(connection: Connection, book: python_calamine.CalamineWorkbook, wanted: str | None) -> None:
    names = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ is python_calamine.SheetTypeEnum.WorkSheet
        and sheet.visible is python_calamine.SheetVisibleEnum.Visible
    ]
    connection.send(("sheets", names))
    name = wanted if wanted is not None else next(iter(names), None)
    if name not in names:
        connection.send(("end",))
        return
    sheet = book.get_sheet_by_name(name)
    merged = [span for span in sheet.merged_cell_ranges or () if span[0][0] < _TOP]
    connection.send(("sheet", name, sheet.total_height, merged))
    batch: list[tuple[int, tuple[Any, ...]]] = []
    shared: dict[str, str] = {}  # equal texts are one and the same, which packs them once
    before = (None,) * (sheet.start[1] if sheet.start else 0)  # empty columns on the left are not given
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if any(cell != "" for cell in cells):
            plain = [
                shared.setdefault(cell, cell) or None if type(cell) is str else _plain(cell) for cell in cells
            ]
            batch.append((number, (*before, *plain)))
        if len(batch) >= _BATCH:
            connection.send(("rows", pickled(batch), len(batch)))
            batch, shared = [], {}
    connection.send(("rows", pickled(batch), len(batch)))
    connection.send(("end",))


def _plain(cell: Any) -> Any:
    """A whole number as int, midnight as its day."""
    if type(cell) is float:
        return int(cell) if cell.is_integer() and abs(cell) < 1e15 else cell
    if type(cell) is datetime and cell.time() == time():
        return cell.date()
    return cell
