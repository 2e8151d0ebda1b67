"""Every register goes out to Excel and comes back the same. A new register needs no new tests."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kazcoop_desktop import i18n, paths
from kazcoop_desktop.models import RECORDS, Partner, store
from kazcoop_desktop.models.account import Account
from kazcoop_desktop.models.base import Record, kind_of, text_of
from kazcoop_desktop.models.fields import choice_keys
from kazcoop_desktop.services import browse, records
from kazcoop_desktop.services.spreadsheets import exporting, headings, importing, planning, workbook
from tests.samples import PERSON, free, saved

# Accounts are made one by one, each with its password.
every_register = pytest.mark.parametrize(
    "model", [model for model in RECORDS if model is not Account], ids=kind_of
)
every_language = pytest.mark.parametrize("language", i18n.LANGUAGES)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[store.Store]:
    opened = store.open_store(tmp_path)
    yield opened
    opened.close()


def came_back(model: type[Record], target: Path) -> planning.Plan:
    sheet = workbook.read(target)
    return planning.plan(model, sheet, headings.find(model, sheet))


def state_of(model: type[Record]) -> list[dict[str, str]]:
    """What all records of a register say, without the ids, which nobody sees."""
    return [
        {field.name: text_of(record, field) for field in headings.columns_of(model)}
        for record in model.select().order_by(model.order_key, model.id)
    ]


@every_register
@every_language
@pytest.mark.usefixtures("database")
def test_what_was_exported_comes_back_unchanged(model: type[Record], language: str, tmp_path: Path) -> None:
    saved(model)
    with i18n.language(language):
        count = exporting.export(browse.Query(model), tmp_path / "out.xlsx")
        plan = came_back(model, tmp_path / "out.xlsx")

    assert [wrong.sentence for wrong in plan.wrong] == []
    assert [changed.changes for changed in plan.changed] == []
    assert (plan.unchanged, len(plan.new)) == (count, 0)
    assert plan.header.left_out() == []


@every_register
@pytest.mark.usefixtures("database")
def test_what_was_deleted_comes_back_from_its_export(model: type[Record], tmp_path: Path) -> None:
    record = saved(model)
    before = state_of(model)
    exporting.export(browse.Query(model), tmp_path / "out.xlsx")
    if next(records._named_by(record), None) is not None:
        pytest.skip("another record names it, so it cannot be destroyed")
    free(record)
    records.delete(record, by=PERSON)
    records.destroy(record, by=PERSON)

    plan = came_back(model, tmp_path / "out.xlsx")
    importing.apply(plan, by=PERSON)

    assert [wrong.sentence for wrong in plan.wrong] == []
    assert state_of(model) == before


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=8))
@pytest.mark.usefixtures("database")
def test_any_text_that_can_be_saved_comes_back(tmp_path: Path, notes: list[str]) -> None:
    Partner.delete().execute()
    for number, note in enumerate(notes):
        records.save(Partner(name=f"Серіктес {number}", country="KZ", note=note, city=note), by=PERSON)

    exporting.export(browse.Query(Partner), tmp_path / "out.xlsx")
    plan = came_back(Partner, tmp_path / "out.xlsx")

    assert [wrong.sentence for wrong in plan.wrong] == []
    assert [changed.changes for changed in plan.changed] == []
    assert plan.unchanged == len(notes)


def test_the_words_of_lists_stand_for_fields_and_values_that_there_are() -> None:
    known = {field.name for model in RECORDS for field in headings.columns_of(model)}
    known |= {"whole name", "whole name in Kazakh"}  # columns that are taken apart before
    fields = {
        f"{kind_of(model)}.{field.name}": field for model in RECORDS for field in headings.columns_of(model)
    }

    def shipped(name: str) -> dict[str, Any]:
        return tomllib.loads(paths.resource("spreadsheets", name).read_text(encoding="utf-8"))

    for entry in shipped("headings.toml")["heading"]:
        assert set(entry["fields"]) <= known | fields.keys()
    for spelled, words in shipped("choices.toml").items():
        assert set(words) <= set(choice_keys(fields[spelled]))
