"""The programme of a visit: moving its items, moving the whole visit, and the requests that follow from it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import database
from kazcoop_desktop.models.delegation import Delegation
from kazcoop_desktop.models.visit import ProgrammeItem, VisitRequest
from kazcoop_desktop.services import records
from kazcoop_desktop.services.delegations.visits import parts

_LAST_MINUTE = 24 * 60 - 1
_USUAL_LENGTH = 60


def minutes_of(clock: str) -> int:
    """How many minutes after midnight: 570 for 09:30."""
    hours, _colon, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)


def clock_of(minutes: int) -> str:
    """The hour so many minutes after midnight: 09:30 for 570."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def length_of(item: ProgrammeItem) -> int:
    """How many minutes an item lasts; an hour when its end is open."""
    if not item.ends_at:
        return min(_USUAL_LENGTH, _LAST_MINUTE - minutes_of(item.starts_at))
    return minutes_of(item.ends_at) - minutes_of(item.starts_at)


def move(item: ProgrammeItem, *, to: date, starts_at: str, by: str) -> ProgrammeItem:
    """Moves an item to another day or hour; it lasts as long as before. Raises Invalid when it cannot be there."""
    if item.ends_at:
        ends = minutes_of(starts_at) + length_of(item)
        if ends > _LAST_MINUTE:
            raise UserError(_("The item would end after midnight."))
        item.ends_at = clock_of(ends)
    item.held_on, item.starts_at = to, starts_at
    return records.save(item, by=by)


def move_visit(delegation: Delegation, *, arrives_on: date, by: str) -> None:
    """Moves a visit to another day of arrival, with its programme, requests and bookings, all or nothing.

    Raises UserError while its dates are unknown, or a hall is taken on the new day.
    """
    first, last = delegation.arrives_on, delegation.last_day()
    if first is None or last is None:
        raise UserError(_("Enter first when the delegation arrives and leaves."))
    step: timedelta = arrives_on - first
    leaves_on: date = last + step
    with database.atomic():
        _keep_dates(delegation, min(arrives_on, first), max(leaves_on, last), by)
        items = sorted(parts(delegation, "programme"), key=lambda item: item.held_on, reverse=step.days > 0)
        for item in items:
            item.delegation = delegation
            _shift(item, step, ("held_on",), by)
        for request in parts(delegation, "requests"):
            _shift(request, step, ("held_on", "deliver_by"), by)
        for guarantee in parts(delegation, "guarantees"):
            for line in parts(guarantee, "lines"):
                _shift(line, step, ("starts_on", "ends_on"), by)
        _keep_dates(delegation, arrives_on, leaves_on, by)


def ask_for_what_it_needs(delegation: Delegation, *, by: str) -> list[VisitRequest]:
    """Makes the requests that follow from the programme and are not there yet; gives the new ones.

    A hall for each item in one, a vehicle for arrival and departure; filming for signing and for the rector's
    meeting, equipment for talks and lectures.
    """
    there = {
        (request.request_kind, request.held_on, request.starts_at)
        for request in parts(delegation, "requests")
    }
    people = len(parts(delegation, "members")) or None
    made = []
    with database.atomic():
        for item in parts(delegation, "programme"):
            for kind in _needs(item):
                if (kind, item.held_on, item.starts_at) not in there:
                    request = _request(delegation, item, kind, people)
                    made.append(records.save(request, by=by))
    return made


def _needs(item: ProgrammeItem) -> list[str]:
    needs = []
    if item.activity in ("arrival", "departure"):
        needs.append("transport")
    if item.venue is not None and not item.venue.is_shared:
        needs.append("hall")
    if item.activity in ("talks", "lecture"):
        needs.append("technical")
    if item.activity in ("rector", "signing"):
        needs.append("photo")
    return needs


def _request(delegation: Delegation, item: ProgrammeItem, kind: str, people: int | None) -> VisitRequest:
    place = str(item.venue or "") if kind == "transport" else ""
    arrives = item.activity == "arrival"
    return VisitRequest(
        delegation=delegation,
        request_kind=kind,
        held_on=item.held_on,
        starts_at=item.starts_at,
        ends_at=item.ends_at,
        venue=None if kind == "transport" else item.venue,
        route_from=place if arrives else delegation.hotel if kind == "transport" else "",
        route_to=delegation.hotel if kind == "transport" and arrives else place,
        activity=item.activity,
        name_kk=item.name_kk,
        name_ru=item.name_ru,
        name_en=item.name_en,
        people=people,
        details=delegation.arrival if kind == "transport" else "",
    )


def _keep_dates(delegation: Delegation, arrives_on: date, leaves_on: date, by: str) -> None:
    delegation.arrives_on, delegation.leaves_on = arrives_on, leaves_on
    records.save(delegation, by=by)


def _shift(record: Any, step: timedelta, names: tuple[str, ...], by: str) -> None:
    for name in names:
        if (day := getattr(record, name)) is not None:
            setattr(record, name, day + step)
    records.save(record, by=by)
