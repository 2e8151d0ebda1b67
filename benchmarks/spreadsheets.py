"""Lists in and out of Excel, against the libraries alone: calamine with executemany, XlsxWriter."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import python_calamine
import xlsxwriter
from sqlcipher3 import dbapi2 as engine

from kazcoop_desktop import i18n
from kazcoop_desktop.models import store
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.services import browse
from kazcoop_desktop.services.spreadsheets import exporting, headings, importing, planning, workbook
from measure import Line, compare

_COUNTRIES = ("Germany", "Russian Federation", "Korea, Republic of", "Қазақстан", "Франция")


def in_and_out(rows: int, rounds: int) -> list[Line]:
    """A list of so many partners, with every column of the register: read, checked and written; then exported."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        file, out = folder / "list.xlsx", folder / "out.xlsx"
        _write(file, list(_invented(rows)))
        number = iter(range(1000))

        def the_least() -> None:
            read = python_calamine.CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
            with closing(engine.connect(str(folder / f"bare{next(number)}.db"))) as bare:
                names = [f"c{at}" for at in range(len(read[0]))]
                bare.execute("PRAGMA journal_mode = WAL")
                bare.execute(f"CREATE TABLE t({', '.join(names)})")
                for name in names[:4]:
                    bare.execute(f"CREATE INDEX i{name} ON t({name})")
                with bare:
                    bare.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(names))})", read[1:])

        def ours() -> None:
            with closing(store.open_store(folder / f"data{next(number)}")):
                sheet = workbook.read(file)
                made = planning.plan(Partner, sheet, headings.find(Partner, sheet))
                importing.apply(made, by="benchmark")

        def again() -> None:
            sheet = workbook.read(file)
            made = planning.plan(Partner, sheet, headings.find(Partner, sheet))
            assert made.unchanged == rows

        lines = compare(
            f"Import {rows:,} rows",
            {"floor: calamine and executemany": the_least, "checked, written, found by search": ours},
            rounds=rounds,
            note="target 2.5",
        )
        with closing(store.open_store(folder / "data")):
            sheet = workbook.read(file)
            made = planning.plan(Partner, sheet, headings.find(Partner, sheet))
            importing.apply(made, by="benchmark")
            lines += compare(
                f"The same {rows:,} rows again",
                {"floor: calamine and executemany": the_least, "all found unchanged": again},
                rounds=rounds,
            )
            texts = [list(row) for _row, row in sheet.rows]
            lines += compare(
                f"Export {rows:,} rows",
                {
                    "floor: XlsxWriter": lambda: _write(out, texts),
                    "exporting.export": lambda: exporting.export(browse.Query(Partner), out),
                },
                rounds=rounds,
                note="target 1.2",
            )
    return lines


def _invented(rows: int) -> Iterator[list[str]]:
    with i18n.language("en"):
        columns = headings.headings_of(Partner)
    yield list(columns.values())
    for number in range(1, rows + 1):
        known = {
            "name": f"Universität {number} Musterstadt",
            "country": _COUNTRIES[number % len(_COUNTRIES)],
            "partner_kind": "University",
            "level": "Negotiations",
            "website": f"www.u{number}.example",
            "email": f"a{number}@u.example",
            "phone": f"+7 727 000 {number % 10000:04}",
        }
        yield [
            known.get(field.name, f"Ынтымақтастық туралы мәтін {number}" if at % 2 else f"A text {number}")
            for at, field in enumerate(columns)
        ]


def _write(target: Path, rows: list[list[str]]) -> None:
    with xlsxwriter.Workbook(str(target), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for at, cell in enumerate(row):
                if cell is not None:
                    sheet.write_string(number, at, cell)
