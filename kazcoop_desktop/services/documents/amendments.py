"""The route of a change: what its steps still lack, its entry in the change sheet, the notices to the units."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import peewee as pw

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.amendment import Amendment, ChangeNotice
from kazcoop_desktop.models.base import database
from kazcoop_desktop.models.circulation import Concern
from kazcoop_desktop.models.document import Document
from kazcoop_desktop.models.institution import Employee, Unit
from kazcoop_desktop.services import documents, records, stages


class Lack(NamedTuple):
    """A step of the route that is not complete, and the sentences that say what it lacks."""

    stage: str
    label: str
    sentences: list[str]


def missing_steps(amendment: Amendment, *, on: date) -> list[Lack]:
    """The steps up to the present stage that lack something, in their order; a rejected change ends at its vote."""
    if amendment.outcome == "rejected":
        return []
    steps = [step for step in stages.steps(amendment, on=on) if step.state in ("done", "current")]
    found = []
    for step in steps:
        if step.key == "considered" and amendment.document.decided_by == "order":
            continue  # department regulation, 28: by the rector's order only
        lacks = stages.missing_for(amendment, step.key, on=on)
        if lacks:
            found.append(Lack(step.key, step.label, lacks))
    return found


def enter_in_sheet(amendment: Amendment, *, on: date, by: str, entered_by: Employee | None = None) -> int:
    """Marks an adopted change in the change registration sheet of its edition and gives its number there."""
    if amendment.sequence is not None:
        sentence = _("The change stands in the change registration sheet already, under No. {number}.")
        raise UserError(sentence.format(number=amendment.sequence))
    with database.atomic():
        amendment.edition = documents.edition_of(amendment)
        amendment.sequence = _last_number(amendment) + 1
        amendment.entered_on = on
        amendment.entered_by = entered_by
        try:
            records.save(amendment, by=by)
        except UserError:
            amendment.sequence = amendment.entered_on = None
            raise
    return int(amendment.sequence)


def distribution(document: Document) -> list[Unit]:
    """The units that get a notice of each change, in the Kazakh order (registrar regulation, 52)."""
    units = Unit.select().where(Unit.deleted_at.is_null())
    if document.notices_to != "all":
        mine = (Concern.document == document) & Concern.deleted_at.is_null() & Concern.unit.is_null(False)
        wanted = Unit.id.in_(Concern.select(Concern.unit).where(mine))
        if document.notices_to == "chairs":
            wanted |= Unit.unit_kind == "chair"
        units = units.where(wanted)
    return list(units.order_by(Unit.order_key, Unit.id))


def notify(amendment: Amendment, *, on: date, by: str) -> list[ChangeNotice]:
    """A numbered notice for each unit of the distribution list that has none yet; all new ones are given back."""
    with database.atomic():
        sent = (ChangeNotice.amendment == amendment) & ChangeNotice.deleted_at.is_null()
        told = {row[0] for row in database.execute(ChangeNotice.select(ChangeNotice.unit).where(sent))}
        notices = [
            records.save(ChangeNotice(amendment=amendment, unit=unit, sent_on=on), by=by)
            for unit in distribution(amendment.document)
            if unit.id not in told
        ]
        if amendment.notified_on is None and (notices or told):
            amendment.notified_on = on
            records.save(amendment, by=by)
    return notices


def _last_number(amendment: Amendment) -> int:
    mine = (Amendment.document == amendment.document) & (Amendment.edition == amendment.edition)
    return int(Amendment.select(pw.fn.MAX(Amendment.sequence)).where(mine).scalar() or 0)
