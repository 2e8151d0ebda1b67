"""Writes what a soak has shown as a table: `python -m tests.reliability.report figures.xml report.md`."""

from __future__ import annotations

import itertools
import platform
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from sqlcipher3 import dbapi2 as engine

from kazcoop_desktop import __version__

_FEW = 3
_RESULTS = {"failure": "**failed**", "error": "**failed**", "skipped": "not on this system"}


class Line(NamedTuple):
    """One test of a claim: its row, the claim, how often it was put to the test, what came out, how long it took."""

    row: str
    claim: str
    case: str
    count: str
    result: str
    seconds: float

    def as_markdown(self) -> str:
        """The line of the table."""
        claim = f"{self.claim} ({self.case})" if self.case else self.claim
        return f"| {self.row} | {claim} | {self.count} | {self.result} | {self.seconds:.0f} |"


def lines(figures: Path) -> list[Line]:
    """The claims in the order of their rows, from what pytest has written."""
    found = []
    for case in ElementTree.parse(figures).iter("testcase"):
        told = {each.get("name", ""): each.get("value", "") for each in case.iter("property")}
        if "row" not in told:
            continue
        _name, _bracket, variant = case.get("name", "").partition("[")
        kinds = [_RESULTS[child.tag] for child in case if child.tag in _RESULTS]
        result = kinds[0] if kinds else told.get("figure", "held")
        seconds = float(case.get("time", 0))
        found.append(
            Line(told["row"], told["claim"], variant.rstrip("]"), told.get("count", ""), result, seconds)
        )
    found.sort(key=lambda line: (int(line.row[1:]), line.claim, line.case))
    return list(_together(found))


def _together(found: list[Line]) -> Iterator[Line]:
    """Many cases of one claim that ended alike are one line."""
    for _claim, same in itertools.groupby(found, key=lambda line: (line.row, line.claim, line.result)):
        cases = list(same)
        if len(cases) <= _FEW:
            yield from cases
            continue
        count = sum(int(case.count or 1) for case in cases)
        seconds = sum(case.seconds for case in cases)
        yield cases[0]._replace(case=f"{len(cases)} cases", count=str(count), seconds=seconds)


def main(figures: Path, target: Path) -> int:
    """Writes the report; the exit status is 0 when every claim held."""
    held = lines(figures)
    about = (
        f"KazCoop Desktop {__version__}, Python {platform.python_version()}, SQLite {engine.sqlite_version}, "
    )
    table = ["| Row | Claim | Times | Result | Seconds |", "| --- | --- | --- | --- | --- |"]
    table += [line.as_markdown() for line in held]
    text = "\n".join(["# What held", "", f"{about}{platform.system()} {platform.machine()}.", "", *table, ""])
    target.write_text(text, encoding="utf-8")
    return int(not held or any("failed" in line.result for line in held))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
