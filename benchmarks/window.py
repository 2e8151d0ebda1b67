"""The window: start, the table of a register, and how it feels while something else works."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject
from PySide6.QtWidgets import QApplication, QTableView

from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.services.browse import Query
from kazcoop_desktop.views import jobs
from kazcoop_desktop.views.records.rows import RecordsModel
from kazcoop_desktop.views.records.table import RecordsTable
from measure import Line, compare, summed

_SIZE = (1300, 760)


class _Constant(QAbstractTableModel):
    """The floor of every table: as many rows, each cell the same text."""

    def __init__(self, rows: int, columns: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows, self._columns = rows, columns

    def rowCount(self, parent: Any = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: Any = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._columns

    def data(self, index: Any, role: int = 0) -> Any:
        return "Ынтымақтастық туралы" if role == 0 else None


def start(folder: Path, rounds: int) -> list[Line]:
    """From nothing to the first painted window, each in a process of its own."""

    # as it is installed: with the bytecode that the first start leaves behind
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

    def run(*words: str) -> Callable[[], object]:
        command = [sys.executable, *words]
        return lambda: subprocess.run(command, check=True, cwd=_root(), env=kept, stderr=subprocess.DEVNULL)

    empty = run("build/empty.py")
    program = run("-m", "kazcoop_desktop", "--data", str(folder), "--language", "kk", "--until-shown")
    program()
    return compare(
        "Start to the first painted window",
        {"floor: empty window": empty, "the program": program},
        rounds=rounds,
        note="target 1.8",
    )


def table(application: QApplication, rows: int, rounds: int) -> list[Line]:
    """Opening, scrolling, jumping to the end and sorting of the largest register."""
    constant = QTableView()
    constant.setModel(_Constant(rows, len(Agreement.outline.columns), constant))
    ours = RecordsTable(_filled(application))
    views = {"floor: constant model": constant, "register": ours}
    for view in views.values():
        view.resize(*_SIZE)
        view.show()
        application.processEvents()

    def opened_constant() -> None:
        view = QTableView()
        view.setModel(_Constant(rows, len(Agreement.outline.columns), view))
        _painted(view)

    def opened_ours() -> None:
        model = RecordsModel(Agreement, parent=application)
        view = RecordsTable(model)
        model.show(Query(Agreement))
        _painted(view)

    lines = compare(
        f"Open a table of {rows:,}",
        {"floor: constant model": opened_constant, "register": opened_ours},
        rounds=rounds,
        note="target 1.3",
    )
    _wait(application)
    places = [place * rows // 47 for place in range(1, 40)]
    spent: dict[str, list[float]] = {name: [] for name in views}
    for place in places:
        for name, view in views.items():
            view.verticalScrollBar().setValue(place)
            application.processEvents()
            spent[name].append(_page_down(view))
    lines += summed("Scroll by a page", spent, note="target 1.15, p95 30 ms")
    ways: dict[str, Callable[[], object]] = {}
    for name, view in views.items():
        ways[name] = lambda view=view: _jump(view)
    lines += compare("Jump to the end and back", ways, rounds=rounds, note="target 1.2")
    for view in views.values():
        view.close()
    return lines


def memory(application: QApplication, rows: int) -> str:
    """How much larger the process grows for the open table."""
    before = _resident()
    table_ = RecordsTable(_filled(application))
    _painted(table_)
    after = _resident()
    return f"Memory for the open table of {rows:,}: +{after - before:.0f} MB (target 80 at a million)"


def beside_work(application: QApplication) -> list[Line]:
    """Painting while all ids are read in a thread: every answer is a whole sort of the register."""
    ours = RecordsTable(_filled(application))
    _painted(ours)
    spent: dict[str, list[float]] = {"floor: idle": [], "while a thread sorts": []}
    for name in spent:
        answers: list[object] = []
        if name != "floor: idle":
            for _question in range(4):
                jobs.ask(application, lambda: _sorted_again(), answers.append)
        for place in range(60):
            ours.verticalScrollBar().setValue(place * 40)
            began = time.perf_counter()
            application.processEvents()
            ours.viewport().grab()
            spent[name].append(time.perf_counter() - began)
        _wait(application)
    return summed("Paint while something works", spent, note="target 1.5")


def _sorted_again() -> array[int]:
    return Query(Agreement, order=Agreement.partner).ids()


def _filled(application: QApplication) -> RecordsModel:
    model = RecordsModel(Agreement, parent=application)
    model.show(Query(Agreement))
    _wait(application)
    return model


def _wait(application: QApplication) -> None:
    from PySide6.QtCore import QThreadPool

    QThreadPool.globalInstance().waitForDone()
    application.processEvents()


def _painted(view: QTableView) -> None:
    view.resize(*_SIZE)
    view.show()
    view.grab()


def _page_down(view: QTableView) -> float:
    bar = view.verticalScrollBar()
    began = time.perf_counter()
    bar.setValue(bar.value() + bar.pageStep())
    view.viewport().grab()
    return time.perf_counter() - began


def _jump(view: QTableView) -> None:
    for step in (view.scrollToBottom, view.scrollToTop):
        step()
        view.viewport().grab()


def _resident() -> float:
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def _root() -> Path:
    return Path(__file__).parents[1]
