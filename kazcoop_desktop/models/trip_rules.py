"""What holds for a trip: dates in their order, no two trips at once, papers in time, one order for one journey."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import peewee as pw

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import Problem, label
from kazcoop_desktop.models.reference import days_of

if TYPE_CHECKING:
    from kazcoop_desktop.models.trip import Trip

_PAPERS_ARE_IN = ("submitted", "decided", "order_issued")
_GOES_ON = (
    "order_issued",
    "on_trip",
    "returned",
    "report_accepted",
    "expenses_approved",
)


def problems(trip: Trip) -> Iterator[Problem]:
    """All rules between the fields of a trip."""
    yield from _of_the_place(trip)
    yield from _of_the_days(trip)
    yield from _of_the_submission(trip)
    yield from _of_the_decision(trip)
    yield from _of_the_order(trip)
    yield from _of_the_money(trip)
    yield from _of_the_end(trip)
    if not trip.is_off and (other := _at_the_same_time(trip)) is not None:
        sentence = _("{person} is on another trip then: {place}, {first} – {last}.")
        told = sentence.format(
            person=trip.traveller, place=other.place, first=_said(other.departs_on), last=_said(other.ends_on)
        )
        yield Problem(_field(trip, "departs_on"), told)


def warnings(trip: Trip, on: date) -> Iterator[str]:
    """What whoever looks at the trip should know: its lateness and what follows, reports that are missing."""
    if trip.left_without_papers:
        yield _(
            "The person left without an order: that counts as absence from work and has disciplinary "
            "consequences (procedure 717, 5.3)."
        )
    if trip.days_late:
        yield _late(trip)
    due_on = trip.report_due_on if trip.returned_on and not trip.reported_on else None
    if due_on and on > due_on and not trip.cancelled_on:
        sentence = _("{person}: the trip report was due on {date}.")
        yield sentence.format(person=trip.traveller, date=_said(due_on))
    if not trip.reported_on and not trip.is_off:
        yield from unreported_lines(trip)


def unreported_lines(trip: Trip) -> Iterator[str]:
    """A sentence for each earlier trip on which the same person has not reported yet."""
    if trip.__data__.get("traveller") is None:
        return
    for other in type(trip).unreported(trip.traveller, but=trip.id or 0):
        sentence = _("{person} has an unreported trip: {place}, returned on {date}, report due on {due}.")
        yield sentence.format(
            person=trip.traveller,
            place=other.place,
            date=_said(other.ends_on),
            due=_said(other.report_due_on or other.ends_on),
        )


def _late(trip: Trip) -> str:
    if trip.late_cause == "valid":
        return _("The person returned later than the order says, for a valid reason. Days late: {n}.").format(
            n=trip.days_late
        )
    sentence = _(
        "The person returned later than the order says. Days late: {n}. Through the person's fault that "
        "counts as absence from work and has disciplinary consequences (procedure 717, 5.3)."
    )
    return sentence.format(n=trip.days_late)


def _of_the_place(trip: Trip) -> Iterator[Problem]:
    if not trip.host_name:
        yield Problem(
            _field(trip, "host"), _("Name the partner, or the organisation that receives the person.")
        )
    if trip.country == "KZ":
        yield Problem(_field(trip, "country"), _("A trip abroad does not lead to Kazakhstan."))


def _of_the_days(trip: Trip) -> Iterator[Problem]:
    for later, before, after in (
        ("returns_on", trip.departs_on, trip.returns_on),
        ("returned_on", trip.departed_on or trip.departs_on, trip.returned_on),
    ):
        if before and after and after < before:
            yield Problem(_field(trip, later), _("The return is before the departure."))
    for earlier, later in (
        ("papers_complete_on", "submitted_on"),
        ("submitted_on", "decided_on"),
        ("decided_on", "ordered_on"),
        ("returned_on", "reported_on"),
        ("reported_on", "accepted_on"),
        ("returned_on", "expense_report_on"),
        ("expense_report_on", "expense_approved_on"),
        ("expense_approved_on", "reimbursed_on"),
    ):
        before, after = getattr(trip, earlier), getattr(trip, later)
        if before and after and after < before:
            sentence = _("The date is before that of “{field}” ({date}).")
            told = sentence.format(field=label(_field(trip, earlier)), date=_said(before))
            yield Problem(_field(trip, later), told)


def _of_the_submission(trip: Trip) -> Iterator[Problem]:
    if trip.exception and not trip.exception_reason:
        yield Problem(_field(trip, "exception_reason"), _("Give the reason."))
    if trip.submitted_on is None:
        if trip.stage in _PAPERS_ARE_IN and not trip.is_off:
            yield _fill_in(trip, "submitted_on")
        return
    needed = -(days_of("trip_papers", trip.submitted_on) or 0)
    days = (trip.departs_on - trip.submitted_on).days
    if days < needed and not trip.exception:
        sentence = _(
            "Days from the submission to the departure: {days}; at least {needed} are needed. Name the "
            "exception and give its reason."
        )
        yield Problem(_field(trip, "exception"), sentence.format(days=days, needed=needed))


def _of_the_decision(trip: Trip) -> Iterator[Problem]:
    if bool(trip.decision) != bool(trip.decided_on):
        yield _fill_in(trip, "decided_on" if trip.decision else "decision")
    if trip.stage == "decided" and not trip.decision:
        yield _fill_in(trip, "decision")
    if trip.decision == "refused" and (trip.stage in _GOES_ON or trip.order_number):
        yield Problem(_field(trip, "decision"), _("The trip was refused: it can only be closed."))
    if trip.cancelled_on and not trip.cancel_reason:
        yield _fill_in(trip, "cancel_reason")
    if trip.cancelled_on and (trip.departed_on or trip.stage in _GOES_ON[1:]):
        yield Problem(_field(trip, "cancelled_on"), _("The trip has begun: it cannot be cancelled."))


def _of_the_order(trip: Trip) -> Iterator[Problem]:
    ordered_on = trip.ordered_on
    if bool(trip.order_number) != bool(ordered_on):
        yield _fill_in(trip, "ordered_on" if trip.order_number else "order_number")
    elif ordered_on and (other := _another_by_the_same_order(trip, ordered_on.year)) is not None:
        sentence = _("Order No. {number} of {year} sends somebody elsewhere already: {trip}.")
        told = sentence.format(number=trip.order_number, year=ordered_on.year, trip=other)
        yield Problem(_field(trip, "order_number"), told)


def _of_the_money(trip: Trip) -> Iterator[Problem]:
    for name in ("estimate", "expense", "reimbursed"):
        value = getattr(trip, name)
        if value is not None and value < 0:
            yield Problem(_field(trip, name), _("The number cannot be less than zero."))
    if trip.funding == "host" and not trip.host_pays:
        sentence = _("The host is the source of funding: tick “{field}”.")
        told = sentence.format(field=label(_field(trip, "host_pays")))
        yield Problem(_field(trip, "host_pays"), told)
    if trip.reimbursed_on and not trip.expense_approved_on:
        sentence = _("Expenses are reimbursed after the expense report is approved.")
        yield Problem(_field(trip, "expense_approved_on"), sentence)
    if (
        trip.reimbursed is not None
        and trip.expense is not None
        and trip.reimbursed_currency == trip.expense_currency
        and trip.reimbursed > trip.expense
    ):
        yield Problem(_field(trip, "reimbursed"), _("More is reimbursed than was spent."))


def _of_the_end(trip: Trip) -> Iterator[Problem]:
    if trip.stage != "closed" or trip.is_off:
        return
    if trip.days_late and not trip.late_cause:
        yield Problem(_field(trip, "late_cause"), _("The person returned late: name the cause."))
    is_to_blame = trip.left_without_papers or (trip.days_late and trip.late_cause == "own_fault")
    if is_to_blame and not trip.consequence:
        sentence = _("Write what followed the late return or the leaving without papers.")
        yield Problem(_field(trip, "consequence"), sentence)


def _at_the_same_time(trip: Trip) -> Trip | None:
    """Another trip of the same person on one of its days."""
    model: Any = type(trip)
    theirs = (model.traveller == trip.__data__["traveller"]) & (model.id != (trip.id or 0))
    takes_place = model.deleted_at.is_null() & model.cancelled_on.is_null() & (model.decision != "refused")
    last = pw.fn.COALESCE(model.returned_on, model.returns_on)
    return _first(model, theirs, takes_place, model.departs_on <= trip.ends_on, last >= trip.departs_on)


def _another_by_the_same_order(trip: Trip, year: int) -> Trip | None:
    """A trip sent by an order of the same number and year that is not the same journey of another person.

    One order may send several people, but to one place on one day; and it has one date.
    """
    model: Any = type(trip)
    same = (model.order_number == trip.order_number) & (model.id != (trip.id or 0))
    same_year = model.ordered_on.between(date(year, 1, 1), date(year, 12, 31))
    elsewhere = (
        (model.ordered_on != trip.ordered_on)
        | (model.country != trip.country)
        | (model.departs_on != trip.departs_on)
    )
    return _first(model, same, same_year, model.deleted_at.is_null(), elsewhere)


def _first(model: Any, *conditions: Any) -> Trip | None:
    """The first trip that meets these; mostly none does, so only its id is asked for."""
    found = model.select(model.id).where(*conditions).limit(1).scalar()
    return None if found is None else model.get_by_id(found)


def _fill_in(trip: Trip, name: str) -> Problem:
    field = _field(trip, name)
    return Problem(field, _("Fill in “{field}”.").format(field=label(field)))


def _field(trip: Trip, name: str) -> Any:
    return getattr(type(trip), name)


def _said(day: date) -> str:
    return f"{day:%d.%m.%Y}"
