"""The lists of a large office in, out and in again: python benchmarks/lists.py [--partners 50000 --letters 100000]."""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent.parent)]

_COUNTRIES = ("Germany", "Russian Federation", "Korea, Republic of", "Қазақстан", "Франция")
_FIRST_DAY = date(2016, 1, 4)
_LETTERS_A_DAY = 40


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--partners", type=int, default=50_000)
    options.add_argument("--letters", type=int, default=100_000)
    wanted = options.parse_args()
    print("| Job | Rows | Time | Memory, MB | of the reader |\n| --- | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for kind, rows in (("partner", wanted.partners), ("letter", wanted.letters)):
            _write(
                folder / f"{kind}.xlsx",
                _partners(rows) if kind == "partner" else _letters(rows, wanted.partners),
            )
            for job in (_import, _again, _export, _exported_again):
                _run(job, folder, kind, rows)
        _run(_check, folder, "letter", wanted.letters)


def _run(job: Callable[[Path, str, int], None], folder: Path, kind: str, rows: int) -> None:
    """Does a job in a process of its own, whose memory is its own."""
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe(duplex=False)
    process = spawn.Process(target=_measured, args=(theirs, job, folder, kind, rows))
    process.start()
    theirs.close()
    seconds, memory, reader = ours.recv()
    process.join()
    print(f"| {job.__doc__} {kind} | {rows:,} | {seconds:.1f} s | {memory} | {reader} |", flush=True)


def _measured(
    connection: Any, job: Callable[[Path, str, int], None], folder: Path, kind: str, rows: int
) -> None:
    began = time.perf_counter()
    job(folder, kind, rows)
    seconds = time.perf_counter() - began
    own, reader = (
        resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    connection.send((seconds, own, reader))


def _import(folder: Path, kind: str, rows: int) -> None:
    """Check and import:"""
    from kazcoop_desktop.services.spreadsheets import importing

    plan = _plan(folder, kind, folder / f"{kind}.xlsx")
    assert (len(plan.new), len(plan.wrong)) == (rows, 0), plan.counts()
    importing.apply(plan, by="benchmark")


def _again(folder: Path, kind: str, rows: int) -> None:
    """The same file again, all unchanged:"""
    plan = _plan(folder, kind, folder / f"{kind}.xlsx")
    assert plan.unchanged == rows, plan.counts()


def _export(folder: Path, kind: str, rows: int) -> None:
    """Export:"""
    from kazcoop_desktop.models import find, store
    from kazcoop_desktop.services import browse
    from kazcoop_desktop.services.spreadsheets import exporting

    store.open_store(folder / "data")
    assert exporting.export(browse.Query(find(kind)), folder / f"{kind}-out.xlsx") == rows


def _exported_again(folder: Path, kind: str, rows: int) -> None:
    """The export in again, all unchanged:"""
    plan = _plan(folder, kind, folder / f"{kind}-out.xlsx")
    assert plan.unchanged == rows, plan.counts()


def _check(folder: Path, kind: str, rows: int) -> None:
    """Check of the database with every"""
    from kazcoop_desktop.models import store

    with closing(store.open_store(folder / "data")) as opened:
        assert store.check(opened) == []


def _plan(folder: Path, kind: str, file: Path) -> Any:
    from kazcoop_desktop.models import find, store
    from kazcoop_desktop.services.spreadsheets import headings, planning, workbook

    store.open_store(folder / "data")
    sheet = workbook.read(file)
    return planning.plan(find(kind), sheet, headings.find(find(kind), sheet))


def _partners(rows: int) -> Iterator[list[Any]]:
    yield ["Name", "Name in Kazakh", "Country", "City", "Kind", "Website", "E-mail", "Phone", "Note"]
    for number in range(rows):
        yield [
            f"Universität {number} Musterstadt",
            f"Мұстерштадт университеті {number}",
            _COUNTRIES[number % len(_COUNTRIES)],
            "Musterstadt",
            "University",
            f"www.u{number}.example",
            f"a{number}@u.example",
            f"+7 727 {number % 10_000_000:07}",
            f"Ынтымақтастық туралы мәтін {number}",
        ]


def _letters(rows: int, partners: int) -> Iterator[list[Any]]:
    yield [
        "Direction",
        "Registration number",
        "Registered on",
        "Partner",
        "Their number",
        "Their date",
        "Subject",
        "Received or sent by",
        "Answer by",
        "Sheets",
        "Note",
    ]
    for number in range(rows):
        day = _FIRST_DAY + timedelta(days=number // _LETTERS_A_DAY)
        is_incoming = number % 2 == 0
        yield [
            "Incoming" if is_incoming else "Outgoing",
            f"07-0{6 if is_incoming else 5}/{number}",
            day,
            f"Universität {number * 7 % partners} Musterstadt",
            f"INT-{number}" if is_incoming else None,
            day - timedelta(days=3) if is_incoming else None,
            f"Оқытушылар алмасу туралы, {number}",
            "E-mail",
            day + timedelta(days=15),
            1 + number % 3,
            f"Ескерту {number}",
        ]


def _write(target: Path, rows: Iterator[list[Any]]) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(
        str(target), {"constant_memory": True, "default_date_format": "dd.mm.yyyy"}
    ) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)


if __name__ == "__main__":
    main()
