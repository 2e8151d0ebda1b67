"""The benchmarks part by part, and the table of what they measured."""

from __future__ import annotations

import argparse
import getpass
import tempfile
import time
from contextlib import closing
from datetime import date
from pathlib import Path

import database
import measure
from kazcoop_desktop.models import store
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.institution import Employee
from kazcoop_desktop.services import demo, settings, shipped

PARTS = ("database", "encryption", "papers", "window", "spreadsheets")


def main() -> None:
    options = argparse.ArgumentParser(prog="run.py", description=__doc__)
    options.add_argument("--rows", type=int, default=10_000, help="agreements in the data folder")
    options.add_argument("--data", type=Path, help="a data folder to make once and use again")
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--copies", type=int, default=1000, help="papers in a batch")
    options.add_argument("--listed", type=int, default=50_000, help="rows of a list from Excel")
    options.add_argument("--parts", default=",".join(PARTS), help="some of: %(default)s")
    wanted = options.parse_args()
    parts = wanted.parts.split(",")
    with tempfile.TemporaryDirectory() as scratch:
        folder = wanted.data or Path(scratch, "data")
        _fill(folder, wanted.rows)
        lines: list[measure.Line] = []
        if "database" in parts:
            lines += database.opening(folder, wanted.rounds)
            lines += database.saving(wanted.rounds)
        if "encryption" in parts:
            import encryption

            lines += encryption.costs(folder, Path(scratch), wanted.rounds)
        with closing(store.open_store(folder)) as opened:
            rows = Agreement.select().count()
            if "database" in parts:
                lines += database.sorting(opened, wanted.rounds)
                lines += database.searching(opened)
            if "papers" in parts:
                import papers

                lines += papers.printing(wanted.copies, wanted.rounds)
            if "spreadsheets" in parts:
                import spreadsheets

                lines += spreadsheets.in_and_out(wanted.listed, min(wanted.rounds, 3))
            if "window" in parts:
                lines += _window(folder, rows, wanted.rounds)
    print(f"\n{rows:,} agreements\n\n{measure.table(lines)}")


def _fill(folder: Path, rows: int) -> None:
    with closing(store.open_store(folder)):
        shipped.load(by="benchmark")
        if not Agreement.select().exists():
            began = time.perf_counter()
            demo.fill(records_wanted=rows, on=date(2026, 11, 20))
            settings.put("employee", Employee.select().first().id, owner=getpass.getuser())
            print(f"Filled with {rows:,} agreements in {time.perf_counter() - began:.1f} s")


def _window(folder: Path, rows: int, rounds: int) -> list[measure.Line]:
    from PySide6.QtWidgets import QApplication

    import window

    application = QApplication.instance() or QApplication([])
    print(window.memory(application, rows))  # first, before other tables have grown the process
    lines = window.table(application, rows, rounds)
    lines += window.beside_work(application)
    return [*window.start(folder, rounds), *lines]
