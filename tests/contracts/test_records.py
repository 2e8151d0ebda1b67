"""What every register keeps to. These tests walk `RECORDS`; a new register needs no new ones."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import peewee as pw
import pytest
from babel.messages import pofile

from kazcoop_desktop import paths
from kazcoop_desktop.models import RECORDS, find, store
from kazcoop_desktop.models.attached import ATTACHED, Setting
from kazcoop_desktop.models.base import (
    INTERNAL,
    Record,
    editable_fields,
    fields_of,
    kind_of,
    link_to,
    problems_of,
    text_of,
)
from kazcoop_desktop.models.fields import PartOfField, StageField
from kazcoop_desktop.models.history import ACTS, HistoryEntry
from kazcoop_desktop.models.values import as_plain, from_plain
from kazcoop_desktop.services import browse, history, records
from tests.samples import PERSON, free, sample, saved

RELEASED = sorted(Path(__file__).parents[1].glob("databases/*.db"))

every_register = pytest.mark.parametrize("model", RECORDS, ids=kind_of)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[store.Store]:
    opened = store.open_store(tmp_path)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def catalogues() -> dict[str, Any]:
    read = {}
    for language in ("kk", "ru", "en"):
        with paths.resource("i18n", language, "LC_MESSAGES", "kazcoop.po").open("rb") as opened:
            read[language] = pofile.read_po(opened)
    return read


def said_by(model: type[Record]) -> Iterator[str]:
    """All words that a register shows: its titles, sections, fields, hints and choices."""
    yield from (model.outline.title, model.outline.singular, *model.outline.sections)
    for field in fields_of(model):
        yield field.verbose_name
        yield from (name for _key, name in field.choices or ())
        if field.help_text:
            yield field.help_text


def values_of(record: Record) -> dict[str, Any]:
    return {field.name: record.__data__[field.name] for field in fields_of(type(record))}


@every_register
def test_a_register_is_found_by_its_kind(model):
    assert find(kind_of(model)) is model


@every_register
def test_every_field_stands_once_in_the_sections_or_is_set_otherwise(model):
    otherwise = [field for field in fields_of(model) if isinstance(field, StageField | PartOfField)]
    shown = [*editable_fields(model), *otherwise]

    assert sorted(field.name for field in shown) == sorted(field.name for field in fields_of(model))
    assert not {field.name for field in shown} & set(INTERNAL)


@every_register
def test_columns_and_sought_fields_are_its_own_or_of_a_record_it_names(model):
    assert model.outline.search
    for field in (*model.outline.columns, *model.outline.search):
        assert field.model is model or (
            link_to(model, field.model) and not isinstance(field, pw.ForeignKeyField)
        )  # a table shows what a linked record says, not what that one links to


@every_register
def test_all_it_says_is_said_in_every_language(model, catalogues):
    for sentence in said_by(model):
        assert all(sentence in catalogue for catalogue in catalogues.values()), sentence


def test_the_acts_of_the_history_are_said_in_every_language(catalogues):
    for _key, name in ACTS:
        assert all(name in catalogue for catalogue in catalogues.values()), name


@every_register
@pytest.mark.usefixtures("database")
def test_a_filled_record_is_valid_saved_and_found(model):
    filled = sample(model)
    assert problems_of(filled) == []

    entered = records.save(filled, by=PERSON)

    sought = text_of(entered, model.outline.search[0])
    assert entered.id in browse.Query(model, search=sought).ids()
    assert values_of(records.get(model, entered.id)) == values_of(entered)


@every_register
@pytest.mark.usefixtures("database")
def test_a_record_saved_as_it_was_read_leaves_no_trace(model):
    entered = saved(model)
    told = history.of_record(entered)

    again = records.save(records.get(model, entered.id), by=PERSON)

    assert again.ver == entered.ver
    assert history.of_record(again) == told


@every_register
@pytest.mark.usefixtures("database")
def test_a_record_goes_through_json_and_back(model):
    entered = records.get(model, saved(model).id)
    fields = [field for field in fields_of(model) if not isinstance(field, StageField)]

    spelled = json.loads(json.dumps({f.name: as_plain(f, entered.__data__[f.name]) for f in fields}))

    for field in fields:
        assert from_plain(field, spelled[field.name]) == entered.__data__[field.name], field.name


@every_register
@pytest.mark.usefixtures("database")
def test_a_record_comes_back_from_the_recycle_bin_as_it_went(model):
    entered = saved(model)
    before = values_of(records.get(model, entered.id))
    free(entered)

    records.delete(entered, by=PERSON)
    assert entered.id not in browse.Query(model).ids()
    records.restore(records.recycle_bin()[0], by=PERSON)

    assert values_of(records.get(model, entered.id)) == before
    assert entered.id in browse.Query(model, search=text_of(entered, model.outline.search[0])).ids()


def test_migrations_make_the_tables_that_the_models_describe(database):
    modelled = pw.SqliteDatabase(":memory:")
    every_model = (*RECORDS, *ATTACHED, Setting, HistoryEntry)
    with modelled.bind_ctx(every_model):
        modelled.create_tables(every_model)

        described = {kind_of(model): layout(modelled, kind_of(model)) for model in every_model}

    assert {table: layout(database, table) for table in described} == described


def layout(engine: pw.SqliteDatabase, table: str) -> dict[str, set[Any]]:
    """Columns, indexes and references of a table, in no order: a column added later stands last."""
    columns = engine.execute_sql(f"PRAGMA table_info({table})").fetchall()
    indexes = engine.execute_sql(f"PRAGMA index_list({table})").fetchall()
    references = engine.execute_sql(f"PRAGMA foreign_key_list({table})").fetchall()
    return {
        "columns": {(name, kind, needed, key) for _n, name, kind, needed, _default, key in columns},
        "indexes": {
            (unique, tuple(row[2] for row in engine.execute_sql(f"PRAGMA index_info({name})").fetchall()))
            for _n, name, unique, *_rest in indexes
        },
        "references": {tuple(reference[2:7]) for reference in references},
    }


@pytest.mark.parametrize("released", RELEASED, ids=lambda file: file.stem)
def test_a_released_database_is_brought_up_to_date_with_all_it_holds(released, tmp_path):
    copy = shutil.copy(released, tmp_path / store.FILE_NAME)
    with closing(sqlite3.connect(copy)) as old:
        held = {kind_of(model): rows_in(old, kind_of(model)) for model in RECORDS}

    opened = store.open_store(tmp_path)

    assert opened.user_version == store.newest_version()
    assert store.check(opened) == []
    assert {kind_of(model): model.select().count() for model in RECORDS} == held
    opened.close()


def rows_in(engine: sqlite3.Connection, table: str) -> int:
    """How many rows a table has; none when that schema had no such table yet."""
    known = engine.execute("SELECT count(*) FROM sqlite_master WHERE name = ?", [table]).fetchone()[0]
    return engine.execute(f"SELECT count(*) FROM {table}").fetchone()[0] if known else 0
