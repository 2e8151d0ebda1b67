"""Numbered copies of a document: issued, replaced, recalled when their edition no longer holds."""

from __future__ import annotations

from datetime import date

import peewee as pw

from kazcoop_desktop.models.base import database
from kazcoop_desktop.models.circulation import DocumentCopy
from kazcoop_desktop.models.document import Document, Edition
from kazcoop_desktop.models.institution import Employee, Unit
from kazcoop_desktop.services import records


def issue(
    edition: Edition, unit: Unit, *, on: date, by: str, received_by: Employee | None = None
) -> DocumentCopy:
    """A new copy for a unit, under the next number of the document."""
    document = edition.document
    with database.atomic():
        copy = DocumentCopy(
            document=document,
            edition=edition,
            unit=unit,
            number=_last_number(document) + 1,
            issued_on=on,
            received_by=received_by,
        )
        return records.save(copy, by=by)


def of_document(document: Document) -> list[DocumentCopy]:
    """All copies there were, by number, the older edition first."""
    mine = (DocumentCopy.document == document) & DocumentCopy.deleted_at.is_null()
    return list(DocumentCopy.select().where(mine).order_by(DocumentCopy.number, DocumentCopy.id))


def out(document: Document) -> list[DocumentCopy]:
    """The copies that units hold."""
    return [copy for copy in of_document(document) if not copy.end]


def to_recall(document: Document, *, on: date) -> list[DocumentCopy]:
    """Copies still out whose edition does not hold on the day."""
    withdrawn = document.withdrawn_on is not None and document.withdrawn_on <= on
    return [copy for copy in out(document) if withdrawn or not copy.edition.holds_on(on)]


def recall(document: Document, *, on: date, by: str) -> list[DocumentCopy]:
    """Asks for all copies of editions that no longer hold, and gives them back; those asked for before keep their day."""
    with database.atomic():
        recalled = [copy for copy in to_recall(document, on=on) if copy.recalled_on is None]
        for copy in recalled:
            copy.recalled_on = on
            records.save(copy, by=by)
    return recalled


def replace(copy: DocumentCopy, edition: Edition, *, on: date, by: str) -> DocumentCopy:
    """Takes a copy back and gives the unit one of another edition under the same number."""
    with database.atomic():
        copy.end, copy.ended_on = "replaced", on
        records.save(copy, by=by)
        new = DocumentCopy(
            document=copy.document,
            edition=edition,
            unit=copy.unit,
            number=copy.number,
            issued_on=on,
            received_by=copy.received_by,
        )
        return records.save(new, by=by)


def _last_number(document: Document) -> int:
    last = DocumentCopy.select(pw.fn.MAX(DocumentCopy.number)).where(DocumentCopy.document == document)
    return int(last.scalar() or 0)
