"""Visits of foreign scholars: their lectures and hours, earlier visits, and the way to the payment day by day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import peewee as pw

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import Record, database, fields_of, kind_of
from kazcoop_desktop.models.fields import LinkField
from kazcoop_desktop.models.lecture import Lecture
from kazcoop_desktop.models.reference import DeadlineRule, StageRule
from kazcoop_desktop.models.scholar_visit import GIVEN_UP, ScholarVisit
from kazcoop_desktop.models.scholar_work import ScholarWork
from kazcoop_desktop.services import browse, records, reference
from kazcoop_desktop.services.days import Calendar

_READ = "_parts_read"  # where a visit keeps what was read beforehand
_AUTUMN, _SPRING = (8, 9, 10, 11, 12), (1, 2, 3, 4, 5, 6)
_LAST_MONTH = 12


class Term(NamedTuple):
    """The semester and the academic year of a visit."""

    semester: str
    academic_year: str


class Stop(NamedTuple):
    """A step on the way of a visit: by when, whether that day is only reckoned from the plan, whether and when it was done."""

    rule: str
    title: str
    due_on: date
    is_reckoned: bool
    is_done: bool
    done_on: date | None
    actor: str
    paragraph: str


def load(visits: Sequence[ScholarVisit]) -> None:
    """Reads whom the visits name, their lectures and works, with one query for each register."""
    for field in fields_of(ScholarVisit):
        if isinstance(field, LinkField):
            wanted = {visit.__data__.get(field.name) for visit in visits} - {None}
            linked = browse.Query(field.rel_model).rows(sorted(wanted))
            for visit in visits:
                if (linked_id := visit.__data__.get(field.name)) in linked:
                    setattr(visit, field.name, linked[linked_id])
    ids = [visit.id for visit in visits]
    found = {model: _parts(model, ids) for model in (Lecture, ScholarWork)}
    for visit in visits:
        mine = {
            model: [part for part in parts if part.__data__["visit"] == visit.id]
            for model, parts in found.items()
        }
        setattr(visit, _READ, mine)


def lectures(visit: ScholarVisit) -> list[Lecture]:
    """The lectures of a visit in the order of days and hours."""
    return _own(visit, Lecture)


def works(visit: ScholarVisit) -> list[ScholarWork]:
    """The main works that the profile names, as they were entered."""
    return _own(visit, ScholarWork)


def hours(visit: ScholarVisit) -> int:
    """The hours of the timetable; while it is empty, those of the plan."""
    return sum(lecture.hours for lecture in lectures(visit)) or visit.hours or 0


def mark_held(visit: ScholarVisit, *, on: date, by: str) -> int:
    """Marks the lectures up to a day, the day included, as held, and tells how many they were."""
    due = [lecture for lecture in _parts(Lecture, [visit.id]) if lecture.day <= on and not lecture.is_held]
    with database.atomic():
        for lecture in due:
            lecture.is_held = True
            records.save(lecture, by=by)
    return len(due)


def earlier_visits(visit: ScholarVisit) -> list[ScholarVisit]:
    """The visits of the same scholar before this one that took place, the latest first."""
    before = ScholarVisit.select().where(
        ScholarVisit.person == visit.__data__["person"],
        ScholarVisit.id != visit.id,
        ScholarVisit.deleted_at.is_null(),
        ScholarVisit.arrived_on < visit.arrives_on,
        ScholarVisit.stage.not_in(GIVEN_UP),
    )
    return list(before.order_by(ScholarVisit.arrived_on.desc()))


def term_of(visit: ScholarVisit) -> Term:
    """The semester and academic year as entered, else by the date of arrival."""
    day = visit.arrives_on
    semester = "autumn" if day.month in _AUTUMN else "spring" if day.month in _SPRING else "summer"
    first = day.year if semester == "autumn" else day.year - 1
    return Term(visit.semester or semester, visit.academic_year or f"{first}/{first + 1}")


def in_term(visits: Sequence[ScholarVisit], *, semester: str = "", academic_year: str = "") -> list[Any]:
    """The visits of a semester or an academic year that were not given up, in the order of arrival."""
    chosen = []
    for visit in visits:
        term = term_of(visit)
        fits = semester in ("", term.semester) and academic_year in ("", term.academic_year)
        if fits and visit.stage not in GIVEN_UP:
            chosen.append(visit)
    return sorted(chosen, key=lambda visit: (visit.arrives_on, visit.order_key, visit.id))


def timeline(visit: ScholarVisit, *, on: date) -> list[Stop]:
    """Each term of procedure 717, 5.5 on its latest safe day, in the order of the reference data.

    A day from which a term is counted and that has not come yet is reckoned from the terms before it.
    """
    rules = reference.valid(DeadlineRule, reference.own_day(visit), DeadlineRule.applies_to == kind_of(visit))
    actors = {
        rule.stage: rule.named("actor")
        for rule in reference.valid(StageRule, on, StageRule.applies_to == kind_of(visit))
    }
    reckoning = _Reckoning(visit, rules)
    stops = []
    for rule in rules:
        due_on = reckoning.due(rule)
        if due_on is not None:
            stops.append(
                Stop(
                    rule=rule.code,
                    title=str(rule),
                    due_on=due_on,
                    is_reckoned=not reckoning.is_counted(rule),
                    is_done=reckoning.is_done(rule),
                    done_on=reckoning.done_on(rule),
                    actor=actors.get(rule.stages.split()[0], "") if rule.stages else "",
                    paragraph=rule.paragraph,
                )
            )
    return stops


def risks(visit: ScholarVisit, *, on: date) -> list[str]:
    """Why the money allotted for a visit may stay unused, a sentence each (procedure 717, 6)."""
    if visit.paid_on or visit.stage in GIVEN_UP:
        return []
    stops = {stop.rule: stop for stop in timeline(visit, on=on)}
    found = []
    papers, payment = stops.get("scholar_application"), stops.get("scholar_payment")
    if papers is not None and not papers.is_done and papers.due_on < on:
        found.append(_("The papers are late: the money allotted for the visit may stay unused."))
    if payment is not None and payment.due_on.month == _LAST_MONTH:
        sentence = _(
            "The payment falls due at the end of the year, on {date}: make sure that the money is there."
        )
        found.append(sentence.format(date=f"{payment.due_on:%d.%m.%Y}"))
    return found


class _Reckoning:
    """The days of a visit: those that are filled in, the others by the rule that fills them in."""

    def __init__(self, visit: ScholarVisit, rules: Sequence[DeadlineRule]) -> None:
        self._visit = visit
        self._calendar = Calendar()
        self._filled_by = {name: rule for rule in rules for name in _own_fields(rule)}

    def due(self, rule: DeadlineRule) -> date | None:
        """The latest day of a term; None while nothing tells from when it counts."""
        days = (self._day(name) for name in rule.counted_from.split())
        counted_from = next(filter(None, days), None)
        if counted_from is None:
            return None
        own = getattr(self._visit, rule.days_field, None) if rule.days_field else None
        return self._calendar.shift(counted_from, rule.days if own is None else own, rule.day_unit)

    def is_counted(self, rule: DeadlineRule) -> bool:
        """Whether the day from which the term is counted is filled in."""
        return bool(getattr(self._visit, rule.counted_from.split()[0]))

    def is_done(self, rule: DeadlineRule) -> bool:
        """Whether the term was met."""
        return any(getattr(self._visit, name) for name in _own_fields(rule))

    def done_on(self, rule: DeadlineRule) -> date | None:
        """When the term was met; None when it was not, or only the number of a paper tells so."""
        for name in _own_fields(rule):
            value = getattr(self._visit, name)
            if isinstance(value, date):
                return value
        return None

    def _day(self, name: str) -> date | None:
        known: date | None = getattr(self._visit, name)
        if known is not None:
            return known
        if name == "arrived_on":
            arrival: date = self._visit.arrives_on
            return arrival
        rule = self._filled_by.get(name)
        return self.due(rule) if rule is not None else None


def _own_fields(rule: DeadlineRule) -> list[str]:
    """The fields of the visit that tell when a term was met; not what else ends it."""
    return [name for name in rule.done_field.split() if "." not in name]


def _own(visit: ScholarVisit, model: Any) -> list[Any]:
    read: dict[type[Record], list[Any]] | None = getattr(visit, _READ, None)
    return read[model] if read is not None else _parts(model, [visit.id])


def _parts(model: Any, ids: Sequence[int]) -> list[Any]:
    alive: pw.Expression = model.visit.in_(list(ids)) & model.deleted_at.is_null()
    order = (model.order_key, model.id) if model is Lecture else (model.id,)
    return list(model.select().where(alive).order_by(*order))
