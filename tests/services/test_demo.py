import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.models import RECORDS
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.base import problems_of
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.store import check, open_store
from kazcoop_desktop.services import browse, demo, records, shipped

DAY = date(2026, 11, 20)


def dump(folder: Path) -> list[str]:
    """Everything in the file but moments, which are those of the filling."""
    with closing(open_store(folder)):
        shipped.load(by="A")
        demo.fill(records_wanted=80, on=DAY)
    with closing(sqlite3.connect(folder / "kazcoop.db")) as tool:
        lines = []
        for model in RECORDS:
            names = [row[1] for row in tool.execute(f"PRAGMA table_info({model._meta.table_name})")]
            lines += [
                f"{model.__name__} {dict(zip(names, row, strict=True))}"
                for row in tool.execute(f"SELECT * FROM {model._meta.table_name} ORDER BY id")
            ]
    return lines


def test_invented_data_are_the_same_every_time(tmp_path):
    first, second = dump(tmp_path / "one"), dump(tmp_path / "two")

    assert first == second
    assert len(first) > 500


def test_invented_data_go_only_into_an_empty_folder(partner):
    with pytest.raises(UserError):
        demo.fill(records_wanted=5, on=DAY)

    assert Partner.select().count() == 1


@pytest.mark.parametrize("wanted", [1, 60, 300])
def test_invented_records_keep_all_the_rules_and_are_found(store, wanted):
    shipped.load(by="A")
    told = []

    demo.fill(records_wanted=wanted, on=DAY, progress=lambda done, total: told.append((done, total)))

    assert Agreement.select().count() == wanted
    for model in RECORDS:
        for record in model.select():
            assert problems_of(record) == [], f"{model.__name__} {record.id}"
    assert check(store) == []
    first = Agreement.get_by_id(wanted)
    assert wanted in browse.Query(Agreement, search=first.number).ids()
    first.title = "өзгерді"
    records.save(first, by="A")
    assert wanted in browse.Query(Agreement, search="өзгерді").ids()
