import tomllib
from datetime import date

import pytest

from kazcoop_desktop import paths
from kazcoop_desktop.models.base import problems_of
from kazcoop_desktop.models.fee import FeeKind, Mci
from kazcoop_desktop.models.grades import GradeScale
from kazcoop_desktop.models.history import HistoryEntry
from kazcoop_desktop.models.institution import Position
from kazcoop_desktop.models.personal_data import RetentionRule
from kazcoop_desktop.models.reference import (
    ChecklistItem,
    DeadlineRule,
    FileIndex,
    FormCode,
    Journal,
    Signatory,
    StageRule,
)
from kazcoop_desktop.models.visa import VisaCategory
from kazcoop_desktop.services import records, shipped

pytestmark = pytest.mark.usefixtures("store")
SHIPPED = (
    Position,
    FileIndex,
    Journal,
    DeadlineRule,
    ChecklistItem,
    StageRule,
    FormCode,
    Signatory,
    VisaCategory,
    FeeKind,
    Mci,
    GradeScale,
    RetentionRule,
)


def test_the_first_start_fills_in_everything_at_once():
    count = shipped.load(by="KazCoop")

    assert count == sum(model.select().count() for model in SHIPPED) > 80
    assert all(model.select().count() for model in SHIPPED)
    assert HistoryEntry.select().where(HistoryEntry.act == "entered").count() == count


def test_every_shipped_row_is_one_the_office_could_save():
    shipped.load(by="KazCoop")

    assert [(row, problems_of(row)) for model in SHIPPED for row in model.select() if problems_of(row)] == []


def test_every_shipped_row_is_named_in_three_languages():
    shipped.load(by="KazCoop")

    for model in SHIPPED:
        for field in ("name", "actor"):
            if hasattr(model, f"{field}_kk"):
                rows = list(model.select())
                assert all(getattr(row, f"{field}_{code}") for row in rows for code in ("kk", "ru", "en"))


def test_every_shipped_rule_names_its_paragraph():
    shipped.load(by="KazCoop")

    for model in (DeadlineRule, ChecklistItem, StageRule, FileIndex):
        assert all(row.paragraph for row in model.select())


def test_every_file_of_reference_data_is_loaded():
    shipped.load(by="KazCoop")

    for file in paths.resource("reference").glob("*.toml"):
        for kind in tomllib.loads(file.read_text(encoding="utf-8")):
            assert kind in {model._meta.table_name for model in SHIPPED}


def test_a_second_start_adds_nothing():
    shipped.load(by="KazCoop")

    assert shipped.load(by="KazCoop") == 0


def test_what_the_office_changed_renamed_or_deleted_stays_so():
    shipped.load(by="KazCoop")
    folder = FileIndex.get(FileIndex.code == "07-02")
    folder.code = "11-04"
    records.save(folder, by="Айгүл")
    item = ChecklistItem.get(ChecklistItem.code == "draft")
    records.delete(item, by="Айгүл")
    records.destroy(ChecklistItem.get_by_id(item.id), by="Айгүл")

    assert shipped.load(by="KazCoop") == 0

    assert not FileIndex.select().where(FileIndex.code == "07-02").exists()
    assert not ChecklistItem.select().where(ChecklistItem.code == "draft").exists()
    assert Journal.get(Journal.code == "AGR").file_index.code == "11-04"


def test_a_row_that_the_office_entered_itself_is_not_doubled():
    records.save(Position(name_kk="Ректор", addressee_kk="Құрметті Ректорға"), by="Айгүл")

    shipped.load(by="KazCoop")

    assert Position.get(Position.name_kk == "Ректор").addressee_kk == "Құрметті Ректорға"


def test_a_new_version_of_the_program_adds_only_its_new_rows():
    shipped.load(by="KazCoop")
    newer = {kind: list(listed) for kind, listed in shipped.rows().items()}
    notified = next(row for row in newer["deadline_rule"] if row["code"] == "agreement_notified")
    newer["deadline_rule"].append({**notified, "days": 5, "valid_from": date(2027, 1, 1)})
    newer["signatory"].append(
        {"form": "agreement_notice", "part": "agrees", "position": "Ректор", "paragraph": "5.1.4"}
    )

    assert shipped.load(by="KazCoop", shipped=newer) == 2

    terms = DeadlineRule.select().where(DeadlineRule.code == "agreement_notified").order_by(DeadlineRule.id)
    assert [(rule.days, rule.valid_from) for rule in terms] == [(3, date(2000, 1, 1)), (5, date(2027, 1, 1))]
