"""An import is written whole or not at all, whenever the computer goes off."""

import subprocess
import sys
import textwrap
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import xlsxwriter

from kazcoop_desktop import paths
from kazcoop_desktop.models import Partner
from kazcoop_desktop.models.history import HistoryEntry, Import
from kazcoop_desktop.models.store import check, open_store
from kazcoop_desktop.services import browse, files

ROWS = 1500
PROGRAM = """
    import sys
    from pathlib import Path
    from kazcoop_desktop.models import Partner
    from kazcoop_desktop.models.store import open_store
    from kazcoop_desktop.services.spreadsheets import headings, importing, planning, workbook

    def tell(done, total):
        print(done, flush=True)

    if __name__ == "__main__":
        store = open_store(Path(sys.argv[1]))
        sheet = workbook.read(Path(sys.argv[2]))
        plan = planning.plan(Partner, sheet, headings.find(Partner, sheet))
        print("planned", flush=True)
        importing.apply(plan, by="A", progress=tell)
        print("written", flush=True)
        sys.stdin.read()
"""


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Name", "Country"])
        for row in range(1, ROWS + 1):
            sheet.write_row(row, 0, [f"Musterstadt {row}", "Germany"])
    return path


def killed_after(line: str, folder: Path, listed: Path, program: Path) -> None:
    """Starts the import in a process of its own and kills it as soon as it says this."""
    program.write_text(textwrap.dedent(PROGRAM), encoding="utf-8")
    child = subprocess.Popen(
        [sys.executable, str(program), str(folder), str(listed)],
        env={"PYTHONPATH": str(paths.root())},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert line in iter(lambda: child.stdout.readline().strip(), "")  # type: ignore[union-attr]
    child.kill()
    child.communicate()


@pytest.mark.claim("R16", "An import that is killed has written all or nothing")
@pytest.mark.parametrize("line", ["planned", "500", "1000", "1500"])
def test_an_import_that_is_killed_leaves_nothing_half_written(
    line: str, tmp_path: Path, listed: Path, times: Callable[..., int]
) -> None:
    for kill in range(times(fast=1, soak=10)):
        data = tmp_path / f"data {kill}"
        killed_after(line, data, listed, tmp_path / "program.py")

        with closing(open_store(data)) as store:
            assert check(store) == []
            written = Partner.select().count()
            assert written in (0, ROWS)
            assert HistoryEntry.select().count() == written
            assert Import.select().count() == (1 if written else 0)
            assert browse.Query(Partner, search="Musterstadt").count() == written


def test_what_an_import_has_written_outlives_a_kill(tmp_path: Path, listed: Path) -> None:
    killed_after("written", tmp_path / "data", listed, tmp_path / "program.py")

    with closing(open_store(tmp_path / "data")) as store:
        assert check(store) == []
        assert Partner.select().count() == ROWS
        assert list((files.folder() / "backups").glob("before-import-*.kazcoop"))
