"""A list of very many stays: read, checked, written from the same plan, and the balance against a plain count.

python benchmarks/mobility.py [--rows 100000]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import xlsxwriter

from kazcoop_desktop import i18n
from kazcoop_desktop.models import store
from kazcoop_desktop.models.base import database
from kazcoop_desktop.models.learner import Learner
from kazcoop_desktop.models.mobility import Mobility
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.services import bulk, shipped
from kazcoop_desktop.services.mobility import balance as mobility_balance
from kazcoop_desktop.services.spreadsheets import headings, importing, planning, workbook

_HEADINGS = (
    "Direction",
    "Learner",
    "Partner university",
    "Academic year",
    "Semester",
    "Start date",
    "End date",
    "Order No.",
    "Order date",
    "Source of funding",
)
_PARTNERS, _STAYS_EACH = 200, 5
_COUNT = (
    "SELECT partner_id, academic_year, direction, count(*) FROM mobility"
    " WHERE deleted_at IS NULL AND stage <> 'cancelled' GROUP BY partner_id, academic_year, direction"
)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=100_000, help="stays in the workbook")
    rows = options.parse_args().rows
    i18n.use("en")
    with tempfile.TemporaryDirectory() as scratch, closing(store.open_store(Path(scratch, "data"))):
        shipped.load(by="benchmark")
        _learners(rows // _STAYS_EACH)
        file = Path(scratch, "stays.xlsx")
        _write(file, rows)
        began = time.perf_counter()
        sheet = workbook.read(file)
        plan = planning.plan(Mobility, sheet, headings.find(Mobility, sheet))
        planned = time.perf_counter()
        print(f"Dry run: {planned - began:.1f} s. {plan.counts()}")
        importing.apply(plan, by="benchmark")
        written = time.perf_counter()
        print(f"Written from the same plan: {written - planned:.1f} s")
        lines = mobility_balance.balance()
        print(f"Balance of {len(lines)} partners and years: {time.perf_counter() - written:.2f} s")
        shown = {
            (line.partner.id, line.year, direction): count
            for line in lines
            for direction, count in (("outgoing", line.outgoing), ("incoming", line.incoming))
            if count
        }
        counted = {(*key, direction): n for *key, direction, n in database.execute_sql(_COUNT).fetchall()}
        assert shown == counted
        assert sum(counted.values()) == len(plan.new)
        print(f"The balance is the plain count, to the unit: {sum(counted.values()):,} stays")


def _learners(count: int) -> None:
    """People and learners with a number each, and the partners."""
    partners = [Partner(name=f"University {n}", country="DE") for n in range(1, _PARTNERS + 1)]
    people = [
        Person(surname=f"Learner{n}", given_names="Dana", citizenship="KZ") for n in range(1, count + 1)
    ]
    for model, made in ((Partner, partners), (Person, people)):
        _insert(model, made)
    _insert(Learner, [Learner(person=person, number=f"S{n:06}") for n, person in enumerate(people, 1)])


def _insert(model: type, made: list) -> None:  # type: ignore[type-arg]
    with bulk.indexed_at_the_end(model, len(made)):
        for number, record in enumerate(made, 1):
            record.id = number
        bulk.insert(model, ((record.id, *bulk.stored(record)) for record in made))


def _write(file: Path, rows: int) -> None:
    """Stays of learners, each of whom goes once a year and at the end of it comes back."""
    with xlsxwriter.Workbook(str(file), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, _HEADINGS)
        for row in range(1, rows + 1):
            learner, turn = (row - 1) // _STAYS_EACH + 1, (row - 1) % _STAYS_EACH
            year = 2010 + learner % 10 + turn
            sheet.write_row(
                row,
                0,
                (
                    "Incoming mobility" if learner % 3 == 0 else "Outgoing mobility",
                    f"S{learner:06}",
                    f"University {(learner * 7 + turn) % _PARTNERS + 1}",
                    f"{year}/{year + 1}",
                    "Autumn semester",
                    f"01.09.{year}",
                    f"20.01.{year + 1}",
                    f"{year % 100}-{row}",
                    f"10.08.{year}",
                    "Own funds",
                ),
            )


if __name__ == "__main__":
    main()
