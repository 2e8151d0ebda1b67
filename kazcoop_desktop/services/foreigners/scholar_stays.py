"""What a scholar's visit already says about visa, arrival and registration, entered among the papers of foreigners."""

from __future__ import annotations

from typing import Any

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import Record, database
from kazcoop_desktop.models.scholar_visit import ScholarVisit
from kazcoop_desktop.models.stay import StayEvent, StayPaper
from kazcoop_desktop.models.visa import Visa, VisaCategory
from kazcoop_desktop.services import records, reference

_IN_LATIN = str.maketrans("ВС", "BC")  # procedure 717, 5.5 prints the categories in Cyrillic


def enter(visit: ScholarVisit, *, by: str) -> list[Record]:
    """Enters the visa, the arrival, the registration and the departure that are not entered yet, and gives them.

    Raises UserError when the visit has nothing new to tell, or names no visa category that there is.
    """
    with database.atomic():
        visa, made = _visa(visit, by=by)
        made += _event(visit, "arrived", visit.arrived_on, by=by, visa=visa, stays_until=visit.leaves_on)
        made += _registration(visit, by=by)
        made += _event(visit, "departed", visit.left_on, by=by)
    if not made:
        raise UserError(_("Everything that the visit tells about the stay is entered already."))
    return made


def _visa(visit: ScholarVisit, *, by: str) -> tuple[Visa | None, list[Record]]:
    """The visa of the visit, and the same as new when it was not entered before."""
    if not visit.visa_number:
        return None, []
    same = (Visa.person == visit.person) & (Visa.number == visit.visa_number) & Visa.deleted_at.is_null()
    known: Visa | None = Visa.get_or_none(same)
    if known is not None:
        return known, []
    visa = Visa(
        person=visit.person,
        category=_category(visit),
        entries=visit.visa_entries or "single",
        stage="issued",
        issued_at=visit.visa_city,
        address=visit.address,
        transport=visit.transport,
        funding=visit.funding,
        invitation_number=visit.invitation_number,
        invited_on=visit.invitation_on,
        number=visit.visa_number,
        valid_from=visit.visa_from,
        valid_until=visit.visa_until,
    )
    return visa, [records.save(visa, by=by)]


def _category(visit: ScholarVisit) -> VisaCategory:
    day = visit.visa_from or visit.arrives_on
    held = {row.code: row for row in reference.valid(VisaCategory, day)}
    found: VisaCategory | None = held.get(visit.visa_category.upper().translate(_IN_LATIN))
    if found is None:
        sentence = _("There is no visa category “{code}”. There are: {codes}.")
        codes = ", ".join(sorted(held))
        raise UserError(sentence.format(code=visit.visa_category, codes=codes))
    return found


def _event(visit: ScholarVisit, kind: str, day: Any, *, by: str, **more: Any) -> list[Record]:
    if day is None:
        return []
    same = (StayEvent.person == visit.person) & (StayEvent.event_kind == kind)
    known = StayEvent.select().where(same, StayEvent.happened_on == day, StayEvent.deleted_at.is_null())
    if known.exists():
        return []
    event = StayEvent(
        person=visit.person, event_kind=kind, happened_on=day, transport=visit.transport, **more
    )
    if kind == "arrived":
        event.address = visit.address
    return [records.save(event, by=by)]


def _registration(visit: ScholarVisit, *, by: str) -> list[Record]:
    if visit.registered_on is None:
        return []
    same = (StayPaper.person == visit.person) & (StayPaper.paper_kind == "registration")
    alive = StayPaper.deleted_at.is_null() & (StayPaper.valid_from == visit.registered_on)
    if StayPaper.select().where(same, alive).exists():
        return []
    paper = StayPaper(
        person=visit.person,
        paper_kind="registration",
        issued_on=visit.registered_on,
        valid_from=visit.registered_on,
        valid_until=visit.registered_until,
        passport=visit.person.passport,
        address=visit.address,
    )
    return [records.save(paper, by=by)]
