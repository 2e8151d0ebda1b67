"""Which edition and wording of an internal document holds on a day, and what is wrong with a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.amendment import Amendment
from kazcoop_desktop.models.base import database
from kazcoop_desktop.models.circulation import DocumentCopy
from kazcoop_desktop.models.document import ApprovalAct, Document, Edition, LegalBasis
from kazcoop_desktop.services import access, records
from kazcoop_desktop.services.documents import copies


@dataclass(frozen=True)
class Wording:
    """What holds on a day: the edition, and its changes that had taken effect by then, in their order."""

    edition: Edition
    changes: Sequence[Amendment]


@dataclass(frozen=True)
class Event:
    """What became of a document on a day: an edition came into force or was withdrawn, a change took effect."""

    on: date
    record: Edition | Amendment
    ended: bool = False


def edition_in_force(document: Document, day: date) -> Edition | None:
    """The edition that holds on the day; None for a draft and for a document withdrawn by then."""
    if document.withdrawn_on and document.withdrawn_on <= day:
        return None
    return next((edition for edition in editions(document) if edition.holds_on(day)), None)


def editions(document: Document) -> list[Edition]:
    """All editions, the latest first; drafts before them."""
    mine = Edition.select().where((Edition.document == document) & Edition.deleted_at.is_null())
    return sorted(mine, key=lambda edition: (edition.in_force_on or date.max, edition.id), reverse=True)


def in_force(day: date) -> list[tuple[Document, Edition]]:
    """All documents that hold on the day with their editions, in the Kazakh order. Raises NotAllowed."""
    access.require("read", Document)
    written = Document.select().where(Document.deleted_at.is_null()).order_by(Document.order_key, Document.id)
    return [(document, edition) for document in written if (edition := edition_in_force(document, day))]


def edition_of(amendment: Amendment) -> Edition | None:
    """The edition that a change belongs to: the one it names, else the one in force when it was proposed."""
    if amendment.edition is not None:
        named: Edition = amendment.edition
        return named
    return edition_in_force(amendment.document, amendment.proposed_on)


def wording_on(document: Document, day: date) -> Wording | None:
    """The wording that held on the day; None when nothing did."""
    edition = edition_in_force(document, day)
    if edition is None:
        return None
    return Wording(edition, [change for change in adopted(edition) if _has_effect(change, day)])


def adopted(edition: Edition) -> list[Amendment]:
    """The changes of an edition that were adopted, in the order in which they took effect."""
    mine = Amendment.select().where(
        Amendment.document == edition.__data__["document"],
        Amendment.deleted_at.is_null(),
        Amendment.outcome == "adopted",
    )
    dated = [change for change in mine if change.takes_effect_on and edition_of(change) == edition]
    return sorted(dated, key=lambda change: (change.takes_effect_on, change.sequence or 0, change.id))


def change_entries(edition: Edition) -> list[Amendment]:
    """What stands in the change registration sheet of an edition, by number."""
    entered = [change for change in adopted(edition) if change.sequence is not None]
    return sorted(entered, key=lambda change: change.sequence or 0)


def events(document: Document) -> list[Event]:
    """How the wording of a document has changed, the first event first."""
    found = []
    for edition in editions(document):
        if edition.in_force_on:
            found.append(Event(edition.in_force_on, edition))
        if edition.withdrawn_on:
            found.append(Event(edition.withdrawn_on, edition, ended=True))
        found += [
            Event(change.takes_effect_on, change) for change in adopted(edition) if change.takes_effect_on
        ]
    return sorted(found, key=lambda event: (event.on, not event.ended))


def put_in_force(edition: Edition, *, on: date, by: str) -> list[DocumentCopy]:
    """Lets an edition hold from the day, withdraws the one before it and recalls its copies, which it gives back."""
    document: Document = edition.document
    with database.atomic():
        before = edition_in_force(document, on)
        if before is not None and before != edition:
            before.withdrawn_on = on
            records.save(before, by=by)
        edition.in_force_on = on
        records.save(edition, by=by)
        return copies.recall(document, on=on, by=by)


def findings(document: Document, *, on: date) -> list[str]:
    """What is wrong with a document on the day, a sentence each; nothing for a document in order."""
    edition = edition_in_force(document, on)
    return list(_findings(document, edition, on)) if edition else []


def _findings(document: Document, edition: Edition, on: date) -> Iterator[str]:
    for record in (document, edition):
        yield from (problem.sentence for problem in record.problems())
    for change in adopted(edition):
        if change.sequence is None:
            yield _(
                "The change “{name}” is adopted and not entered in the change registration sheet."
            ).format(name=change)
    out = copies.to_recall(document, on=on)
    if out:
        numbers = ", ".join(str(copy.number) for copy in out)
        yield _("Copies of an edition that no longer holds are still out: {numbers}.").format(numbers=numbers)
    if document.original_place == "":
        yield _("It is not entered where the original lies.")
    if document.next_review_on and document.next_review_on < on:
        yield _("The review was due on {date}.").format(date=f"{document.next_review_on:%d.%m.%Y}")


def acts_of(edition: Edition) -> list[ApprovalAct]:
    """The acts by which an edition is approved, the first one first."""
    mine = ApprovalAct.select().where(
        ApprovalAct.document == edition.__data__["document"],
        ApprovalAct.deleted_at.is_null(),
        ApprovalAct.edition.is_null() | (ApprovalAct.edition == edition.id),
    )
    return list(mine.order_by(ApprovalAct.approved_on, ApprovalAct.id))


def legal_bases(document: Document) -> list[LegalBasis]:
    """The acts on which a document rests, in their order."""
    mine = (LegalBasis.document == document) & LegalBasis.deleted_at.is_null()
    return list(LegalBasis.select().where(mine).order_by(LegalBasis.sequence, LegalBasis.id))


def _has_effect(change: Amendment, day: date) -> bool:
    begins_on = change.takes_effect_on
    return begins_on is not None and begins_on <= day
