"""What is to be done before and after a visit, and when: counted from the days of arrival and departure."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from kazcoop_desktop.models.base import backrefs, fields_of, kind_of
from kazcoop_desktop.models.delegation import STAGES, Delegation
from kazcoop_desktop.models.reference import DeadlineRule
from kazcoop_desktop.services import reference
from kazcoop_desktop.services.days import Calendar
from kazcoop_desktop.services.delegations.visits import parts

_ORDER = [key for key, _name in STAGES]


class Step(NamedTuple):
    """A step of the preparation: what, by which day, whether it is done, where it stands in the procedure."""

    name: str
    due_on: date
    is_done: bool
    paragraph: str


def steps(delegation: Delegation, *, on: date) -> list[Step]:
    """The steps by the deadline rules that hold for the delegation, in the order of their days.

    Those counted from a day that is not known yet are left out.
    """
    calendar = Calendar()
    day = reference.own_day(delegation) if delegation.id else on
    rules = reference.valid(DeadlineRule, day, DeadlineRule.applies_to == kind_of(Delegation))
    found = []
    for rule in rules:
        counted = next(filter(None, (getattr(delegation, name) for name in rule.counted_from.split())), None)
        if counted is not None:
            due_on = calendar.shift(counted, rule.days, rule.day_unit)
            found.append(Step(rule.named("name"), due_on, _is_done(delegation, rule), rule.paragraph))
    return sorted(found, key=lambda step: (step.due_on, step.name))


def _is_done(delegation: Delegation, rule: DeadlineRule) -> bool:
    """By the fields or parts that the rule names; else when the case has gone past the stages of the rule."""
    names = rule.done_field.split()
    fields = {field.name for field in fields_of(Delegation)}
    named_by = backrefs(Delegation)
    done = any(
        bool(getattr(delegation, name)) if name in fields else bool(parts(delegation, name))
        for name in names
        if name in fields or name in named_by
    )
    stages = [_ORDER.index(key) for key in rule.stages.split() if key in _ORDER]
    return done or (bool(stages) and _ORDER.index(delegation.stage) > max(stages))
