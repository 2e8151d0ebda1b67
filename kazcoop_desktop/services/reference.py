"""Which wording of the reference data holds for a case: the latest one that was valid on the case's own day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

import peewee as pw

from kazcoop_desktop.models.base import Record, kind_of
from kazcoop_desktop.models.fee import FeeKind
from kazcoop_desktop.models.grades import GradeScale
from kazcoop_desktop.models.keys import kind_field
from kazcoop_desktop.models.personal_data import RetentionRule
from kazcoop_desktop.models.reference import ChecklistItem, DeadlineRule, FormCode, Signatory, StageRule
from kazcoop_desktop.models.visa import VisaCategory
from kazcoop_desktop.models.wording import Wording
from kazcoop_desktop.services import records

R = TypeVar("R", bound=Record)
Rule = TypeVar("Rule", ChecklistItem, StageRule)

# What stays the same in all wordings of one entry; `valid_from` tells the wordings apart.
SAME: Mapping[type[Record], tuple[pw.Field[Any], ...]] = {
    DeadlineRule: (DeadlineRule.code,),
    ChecklistItem: (ChecklistItem.applies_to, ChecklistItem.kinds, ChecklistItem.code),
    StageRule: (StageRule.applies_to, StageRule.kinds, StageRule.stage),
    FormCode: (FormCode.form,),
    Signatory: (Signatory.form, Signatory.part, Signatory.sequence),
    VisaCategory: (VisaCategory.code,),
    FeeKind: (FeeKind.code,),
    GradeScale: (GradeScale.letter,),
    RetentionRule: (RetentionRule.applies_to,),
    Wording: (Wording.form, Wording.language, Wording.sentence),
}


def valid(model: type[R], day: date, *conditions: Any) -> list[R]:
    """The entries that hold on a day, each in its latest wording, without those switched off."""
    versions: Any = model
    written = model.select().where(model.deleted_at.is_null(), versions.valid_from <= day, *conditions)
    latest = {
        tuple(getattr(row, field.name) for field in SAME[model]): row
        for row in written.order_by(versions.valid_from, model.id)
    }
    return [row for row in latest.values() if not getattr(row, "is_off", False)]


def of_register(model: type[Rule], record: Record, day: date) -> list[Rule]:
    """The rules that hold on a day for a record: those of its register, for all its kinds or for its own."""
    held = valid(model, day, model.applies_to == kind_of(record))
    told_by = kind_field(type(record))
    kind = getattr(record, told_by.name) if told_by else None
    return [rule for rule in held if not rule.kinds or kind in rule.kinds.split()]


def own_day(record: Record) -> date:
    """The day whose rules hold for a case: when it began or was entered, whichever was first."""
    began = (getattr(record, field.name) for field in type(record).begins)
    first = next((day for day in began if day), None)
    entered = records.entered_on(record)
    return min(first, entered) if first else entered
