"""What was done under an agreement, and which terms are in force on a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import peewee as pw

from kazcoop_desktop.models import RECORDS
from kazcoop_desktop.models.agreement import FORMS_OF_COOPERATION, IN_FORCE, Agreement, Annex
from kazcoop_desktop.models.base import Record, fields_of, parts_and_links
from kazcoop_desktop.models.fields import LinkField, PartOfField

EVIDENCE_MONTHS = 24
_PARTS = {
    field.backref: field for field in parts_and_links(Agreement, RECORDS) if isinstance(field, PartOfField)
}


@dataclass(frozen=True)
class Terms:
    """The end date in force on a day, and the annex that set it; no annex: the agreement itself did."""

    expires_on: date | None
    annex: Annex | None


@dataclass(frozen=True)
class Evidence:
    """Activities done in a period, counted by form of cooperation in the order of procedure 717, 5.1.2."""

    since: date
    until: date
    counts: dict[str, int]

    @property
    def total(self) -> int:
        """How many activities were done."""
        return sum(self.counts.values())


def terms_on(agreement: Agreement, day: date) -> Terms:
    """The terms in force on the day: the latest annex with a new end date that had taken effect by then counts."""
    taken_effect = [
        (starts_on, annex.number, annex.id, annex)
        for annex in parts(agreement, "annexes")
        if annex.new_expires_on and (starts_on := annex.in_force_on or annex.signed_on) and starts_on <= day
    ]
    annex = max(taken_effect)[-1] if taken_effect else None
    return Terms(annex.new_expires_on if annex else agreement.expires_on, annex)


def evidence(agreement: Agreement, on: date, *, months: int = EVIDENCE_MONTHS) -> Evidence:
    """What was done under the agreement in the months before the day, the day included."""
    since = months_before(on, months)
    done = [each for each in parts(agreement, "activities") if each.done_on and since < each.done_on <= on]
    found = Counter(activity.form for activity in done)
    return Evidence(since, on, {form: found[form] for form, _name in FORMS_OF_COOPERATION if found[form]})


def is_dormant(agreement: Agreement, on: date, *, months: int = EVIDENCE_MONTHS) -> bool:
    """Whether an agreement in force for that long has had nothing done under it: a memorandum on paper only."""
    starts_on = agreement.in_force_on or agreement.signed_on
    in_force = agreement.stage in IN_FORCE and starts_on and starts_on <= months_before(on, months)
    return bool(in_force) and evidence(agreement, on, months=months).total == 0


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier; the last day of the month where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in range(day.day, 27, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, day.day)


def parts(agreement: Agreement, name: str) -> list[Any]:
    """The parts of an agreement that are not in the recycle bin, for example its `contacts`, as they were entered."""
    if name in vars(agreement):
        return list(vars(agreement)[name])
    return _read(_PARTS[name], [agreement.id])


def load(agreements: Sequence[Agreement]) -> None:
    """Reads the parts of many agreements, and the records that they name, with one query for each register."""
    ids = [agreement.id for agreement in agreements]
    all_parts: list[Record] = []
    for name, field in _PARTS.items():
        by_agreement: dict[int, list[Record]] = {}
        for part in _read(field, ids):
            by_agreement.setdefault(part.__data__[field.name], []).append(part)
            all_parts.append(part)
        for agreement in agreements:
            setattr(agreement, name, by_agreement.get(agreement.id, []))
    named = _load_named([*agreements, *all_parts])
    _load_named(named)  # the position of a person


def _read(field: pw.ForeignKeyField[Any], ids: Sequence[int]) -> list[Any]:
    model: type[Record] = field.model
    return list(model.select().where(field.in_(ids) & model.deleted_at.is_null()).order_by(model.id))


def _load_named(naming: Sequence[Record]) -> list[Record]:
    """Reads all records that these name by a link, and hands each to those that name it."""
    wanted: dict[type[Record], set[int]] = {}
    links = [
        (record, field, record.__data__[field.name])
        for record in naming
        for field in fields_of(type(record))
        if isinstance(field, LinkField) and record.__data__.get(field.name)
    ]
    for _record, field, linked_id in links:
        wanted.setdefault(field.rel_model, set()).add(linked_id)
    found = {
        (model, row.id): row
        for model, ids in wanted.items()
        for row in model.select().where(model.id.in_(list(ids)))
    }
    for record, field, linked_id in links:
        setattr(record, field.name, found[field.rel_model, linked_id])
    return list(found.values())
