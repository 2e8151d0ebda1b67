"""Ways to do one job, timed in turn (A B C, A B C, …), so that a busy machine slows all of them alike."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Way = Callable[[], object]


@dataclass(frozen=True)
class Line:
    """One line of the printed table; times in seconds. `ratio` is to the floor, the first way of its group."""

    job: str
    way: str
    median: float
    worst: float
    ratio: float
    note: str = ""


def compare(job: str, ways: Mapping[str, Way], *, rounds: int, note: str = "") -> list[Line]:
    """Runs the ways in turn; the ratio is the median of the ratios of each round to the first way."""
    spent: dict[str, list[float]] = {name: [] for name in ways}
    for _round in range(rounds):
        for name, way in ways.items():
            began = time.perf_counter()
            way()
            spent[name].append(time.perf_counter() - began)
    return summed(job, spent, note=note)


def summed(job: str, spent: Mapping[str, Sequence[float]], *, note: str = "") -> list[Line]:
    """The lines of a group that was timed elsewhere, one series of equal length for each way."""
    floor = next(iter(spent.values()))
    return [
        Line(
            job,
            name,
            statistics.median(times),
            max(times),
            statistics.median(time_ / base for time_, base in zip(times, floor, strict=True)),
            note if name != next(iter(spent)) else "",
        )
        for name, times in spent.items()
    ]


def table(lines: Sequence[Line]) -> str:
    """The lines as a table in Markdown."""
    rows = ["| Job | Way | Median | Worst | To the floor | |", "| --- | --- | ---: | ---: | ---: | --- |"]
    job = ""
    for line in lines:
        shown = "" if line.job == job else line.job
        job = line.job
        rows.append(
            f"| {shown} | {line.way} | {_said(line.median)} | {_said(line.worst)} | {line.ratio:.2f} | {line.note} |"
        )
    return "\n".join(rows)


def _said(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.2f} ms"
