"""What falls due, and when, by the rules of the reference data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any, NamedTuple

import peewee as pw

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import RECORDS, find
from kazcoop_desktop.models.attached import Paper, Postponement
from kazcoop_desktop.models.base import Record, backrefs, database, fields_of, kind_of
from kazcoop_desktop.models.fields import PartOfField
from kazcoop_desktop.models.keys import PAPER, kind_field
from kazcoop_desktop.models.reference import DeadlineRule, FormCode
from kazcoop_desktop.services import access, browse, history, reference, stages
from kazcoop_desktop.services.days import Calendar

MOST = 1000  # of one rule; the latest ones, where an office has left very many undone


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """Something due: by which rule, for which record, when. Put off, it stands under its new date."""

    rule: str
    kind: str  # the register of what is due; `paper` for a signed copy awaited back
    record_id: int
    record: Record  # for a paper: the record it was printed for
    shown: Record  # what opens: the record, or the one it is a part of
    title: str
    name: str
    counted_from: date
    due_on: date
    days_left: int  # in the unit of the rule; with a minus when overdue
    unit: str
    paragraph: str
    postponed_until: date | None = None
    reason: str = ""


class _Term(NamedTuple):
    """A wording of a rule with the days on which it holds: from `rule.valid_from` to the day before `ends`."""

    rule: DeadlineRule
    ends: date


class _Open(NamedTuple):
    """Something not done yet: under which rule, its id, the day it is counted from, the record, what is shown."""

    rule: DeadlineRule
    id: int
    counted_from: date
    record: Record
    shown: Record
    name: str


def due(*, on: date, horizon: int | None = None) -> list[Deadline]:
    """Everything overdue, and what falls due within so many days or else within the days of its rule."""

    def last_day(rule: DeadlineRule) -> date:
        return on + timedelta(days=rule.lead_days if horizon is None else horizon)

    return _deadlines(_terms(), on, last_day)


def ids_due(model: type[Record], *, on: date, horizon: int) -> list[int]:
    """Records of a register that have, with their parts and papers, something overdue or due in so many days."""
    terms = _terms_of(model)
    found = _deadlines(terms, on, lambda _rule: on + timedelta(days=horizon))
    return list(dict.fromkeys(each.shown.id for each in found if type(each.shown) is model))


def has_rules(model: type[Record]) -> bool:
    """Whether anything of a register can fall due by itself."""
    return any(term.rule.applies_to != PAPER for term in _terms_of(model))


def of_record(record: Record, *, on: date) -> Deadline | None:
    """The nearest deadline of a record with its parts and papers, however far off."""
    terms = _terms_of(type(record))
    return next(iter(_deadlines(terms, on, lambda _rule: None, only=record)), None)


def of_register(model: type[Record], *, on: date) -> list[Deadline]:
    """All that is open of a register, however far off, the nearest first."""
    terms = [term for term in _terms() if term.rule.applies_to == kind_of(model)]
    return _deadlines(terms, on, lambda _rule: None)


def postpone(deadline: Deadline, *, until: date, reason: str, by: str, on: date) -> None:
    """Puts a deadline off to a later day, with the reason. Raises UserError without one, or for an earlier day."""
    latest = max(deadline.due_on, on)
    if until <= latest:
        sentence = _("The new date must be later than {date}.")
        raise UserError(sentence.format(date=f"{latest:%d.%m.%Y}"))
    if not reason.strip():
        raise UserError(_("Give the reason."))
    with database.atomic():
        Postponement.create(
            kind=deadline.kind,
            record_id=deadline.record_id,
            who=by,
            rule=deadline.rule,
            until=until,
            reason=reason,
        )
        told = {"old": f"{deadline.due_on:%d.%m.%Y}", "new": f"{until:%d.%m.%Y}", "reason": reason}
        told_of = deadline.record
        history.write(kind_of(told_of), told_of.id, "postponed", by=by, changes=told)


def _terms_of(model: type[Record]) -> list[_Term]:
    """The terms of a register, of its parts and of the papers printed for its records."""
    kinds = {kind_of(model), PAPER, *(kind_of(part) for part in RECORDS if _part_of(part) is model)}
    return [term for term in _terms() if term.rule.applies_to in kinds]


def _terms() -> list[_Term]:
    """All terms by now, of the registers that whoever works here may read."""
    rules = DeadlineRule.select().where(DeadlineRule.deleted_at.is_null())
    ordered = rules.order_by(DeadlineRule.code, DeadlineRule.valid_from, DeadlineRule.id)
    terms = []
    for _code, same in groupby(ordered, key=lambda rule: rule.code):
        wordings = list(same)
        ends = [*(rule.valid_from for rule in wordings[1:]), date.max]
        kind = wordings[0].applies_to
        if kind == PAPER or access.may("read", find(kind)):
            terms += [_Term(rule, end) for rule, end in zip(wordings, ends, strict=True) if not rule.is_off]
    return terms


def _deadlines(
    terms: Iterable[_Term],
    on: date,
    last_day: Callable[[DeadlineRule], date | None],
    *,
    only: Record | None = None,
) -> list[Deadline]:
    calendar = Calendar()
    found: list[_Open] = []
    ids: list[tuple[DeadlineRule, type[Record], list[int]]] = []
    for term in terms:
        last = last_day(term.rule)
        if term.rule.applies_to == PAPER:
            found += _papers(term, on, last, only)
        else:
            model = find(term.rule.applies_to)
            ids.append((term.rule, model, _ids(model, term, last, only)))
    found += _records(ids)
    put_off = _postponements()
    listed = (_deadline(each, put_off, calendar, on) for each in found)
    shown = [
        deadline
        for each, deadline in zip(found, listed, strict=True)
        if (last := last_day(each.rule)) is None or deadline.due_on <= last
    ]
    return sorted(shown, key=lambda deadline: (deadline.due_on, deadline.name))


def _deadline(
    each: _Open, put_off: dict[tuple[str, int, str], Postponement], calendar: Calendar, on: date
) -> Deadline:
    rule = each.rule
    by_rule = _due_by_rule(each, calendar)
    postponement = put_off.get((rule.applies_to, each.id, rule.code))
    if postponement and postponement.until <= by_rule:  # put off before the dates of the record changed
        postponement = None
    due_on = postponement.until if postponement else by_rule
    return Deadline(
        rule=rule.code,
        kind=rule.applies_to,
        record_id=each.id,
        record=each.record,
        shown=each.shown,
        title=rule.named("name"),
        name=each.name,
        counted_from=each.counted_from,
        due_on=due_on,
        days_left=calendar.days_between(on, due_on, rule.day_unit),
        unit=rule.day_unit,
        paragraph=rule.paragraph,
        postponed_until=postponement.until if postponement else None,
        reason=postponement.reason if postponement else "",
    )


def _due_by_rule(each: _Open, calendar: Calendar) -> date:
    rule = each.rule
    own = getattr(each.record, rule.days_field, None) if rule.days_field else None
    if isinstance(own, date):
        return own
    days = rule.days if own is None else _sign(rule) * own
    return calendar.shift(each.counted_from, days, rule.day_unit)


def _sign(rule: DeadlineRule) -> int:
    """A number of days that a record names counts in the direction of the rule's own."""
    return -1 if rule.days < 0 else 1


def _postponements() -> dict[tuple[str, int, str], Postponement]:
    """The latest postponement of each deadline."""
    return {
        (each.kind, each.record_id, each.rule): each
        for each in Postponement.select().order_by(Postponement.id)
    }


# Records: the database finds the ids by its indexes, the exact day is counted afterwards.


def _ids(model: type[Record], term: _Term, last: date | None, only: Record | None) -> list[int]:
    rule = term.rule
    counted = _first([_column(model, name) for name in rule.counted_from.split()])
    began = _first([*model.begins, counted])
    query: Any = model.select(model.id).where(
        model.deleted_at.is_null(), counted.is_null(False), began >= rule.valid_from, began < term.ends
    )
    query = query.where(*(_undone(model, name, counted) for name in rule.done_field.split()))
    if rule.stages and (stage := stages.stage_field(model)) is not None:
        query = query.where(stage.in_(rule.stages.split()))
    if rule.kinds and (kind := kind_field(model)) is not None:
        query = query.where(kind.in_(rule.kinds.split()))
    if last:
        query = query.where(*_not_after(model, rule, counted, last))
    if only:
        own: Any = model.id if type(only) is model else _parent_field(model)
        query = query.where(own == only.id)
    return [row[0] for row in query.order_by(counted.desc()).limit(MOST).tuples()]


def _column(model: type[Record], name: str) -> Any:
    """A date of the record, or of one that it names: `passport.expires_on`."""
    link_name, _dot, of_the_other = name.rpartition(".")
    if not link_name:
        return getattr(model, name)
    link: Any = getattr(model, link_name)
    other: Any = link.rel_model.alias()
    day = other.select(getattr(other, of_the_other)).where(other.id == link)
    return pw.fn.COALESCE(day, None)  # an expression to compare, not a query


def _date(record: Record, name: str) -> date | None:
    """The same date of a record that is read."""
    link_name, _dot, own_name = name.rpartition(".")
    holder = getattr(record, link_name) if link_name else record
    day: date | None = getattr(holder, own_name) if holder is not None else None
    return day


def _undone(model: type[Record], name: str, counted: Any) -> Any:
    """That a field is empty; or, by the name that a link has from the other side, that no record names this one.

    `person.stay_events`: that no record since the day counted from names the same person.
    """
    link_name, _dot, of_the_other = name.rpartition(".")
    if link_name:
        own: Any = getattr(model, link_name)
        link = backrefs(own.rel_model)[of_the_other]
        other: Any = link.model.alias()
        since = _first([getattr(other, field.name) for field in link.model.begins])
        later = (getattr(other, link.name) == own) & other.deleted_at.is_null() & (since >= counted)
        return ~pw.fn.EXISTS(other.select(other.id).where(later))
    meta: Any = model._meta
    if name in meta.fields:
        done: Any = getattr(model, name)
        return done.is_null() if done.null else done == ""
    link = backrefs(model)[name]
    naming: Any = link.model.alias()
    ours = (getattr(naming, link.name) == model.id) & naming.deleted_at.is_null()
    return ~pw.fn.EXISTS(naming.select(naming.id).where(ours))


def _first(fields: list[Any]) -> Any:
    return fields[0] if len(fields) == 1 else pw.fn.COALESCE(*fields)


def _not_after(model: type[Record], rule: DeadlineRule, counted: Any, last: date) -> Iterator[Any]:
    """Conditions that leave what may be due by the day `last`; for working days a little more."""
    by_rule = counted <= _latest_start(rule, rule.days, last)
    if not rule.days_field:
        yield by_rule
        return
    own: Any = getattr(model, rule.days_field)
    if isinstance(own, pw.DateField):
        yield (own <= last) | (own.is_null() & by_rule)
        return
    most = _sign(rule) * (model.select(pw.fn.MAX(own)).scalar() or 0) if rule.days < 0 else 0
    yield counted <= max(_latest_start(rule, rule.days, last), _latest_start(rule, most, last))
    if rule.day_unit == "calendar":
        moved = pw.fn.date(counted, pw.fn.printf("%+d days", _sign(rule) * own))
        yield (own.is_null() & by_rule) | (moved <= last)


def _latest_start(rule: DeadlineRule, days: int, last: date) -> date:
    """The latest day from which so many days can end by `last`; working days back take two each, and feasts."""
    if rule.day_unit == "working" and days < 0:
        days = 2 * days - 14
    return last - timedelta(days=days)


def _records(ids: Iterable[tuple[DeadlineRule, type[Record], list[int]]]) -> Iterator[_Open]:
    wanted: dict[type[Record], set[int]] = {}
    for _rule, model, its in ids:
        wanted.setdefault(model, set()).update(its)
    rows = {model: _with_parents(model, its) for model, its in wanted.items() if its}
    for rule, model, its in ids:
        for record_id in its:
            record, parent = rows[model][record_id]
            if parent is None or parent.deleted_at is None:
                dates = (_date(record, name) for name in rule.counted_from.split())
                name = f"{parent} · {record}" if parent else str(record)
                yield _Open(rule, record_id, next(filter(None, dates)), record, parent or record, name)


def _with_parents(model: type[Record], ids: Iterable[int]) -> dict[int, tuple[Record, Record | None]]:
    """Records with the one that each is a part of, all links that their names need read along."""
    rows = browse.Query(model).rows(list(ids))
    field = _parent_field(model)
    if field is None:
        return {record_id: (record, None) for record_id, record in rows.items()}
    parent_ids = {record.__data__[field.name] for record in rows.values()}
    parents = browse.Query(field.rel_model).rows(list(parent_ids))
    return {record_id: (record, parents[record.__data__[field.name]]) for record_id, record in rows.items()}


def _parent_field(model: type[Record]) -> PartOfField | None:
    return next((field for field in fields_of(model) if isinstance(field, PartOfField)), None)


def _part_of(model: type[Record]) -> type[Record] | None:
    field = _parent_field(model)
    return field.rel_model if field else None


# Papers: printed, and the signed copy has not come back.


def _papers(term: _Term, on: date, last: date | None, only: Record | None) -> Iterator[_Open]:
    awaited = {form.form: form for form in reference.valid(FormCode, on) if form.comes_back}
    newer: Any = Paper.alias()
    same = [
        getattr(newer, name) == getattr(Paper, name) for name in ("kind", "record_id", "form", "language")
    ]
    query = Paper.select().where(
        Paper.form.in_(list(awaited)),
        Paper.signed_scan.is_null(),
        Paper.returned_on.is_null(),
        Paper.at >= _moment(term.rule.valid_from),
        Paper.at < _moment(term.ends),
        ~pw.fn.EXISTS(newer.select(newer.id).where(*same, newer.id > Paper.id)),
    )
    if last:
        query = query.where(
            Paper.at < _moment(_latest_start(term.rule, term.rule.days, last) + timedelta(days=1))
        )
    if only:
        query = query.where(Paper.kind == kind_of(only), Paper.record_id == only.id)
    papers = list(query.order_by(Paper.id.desc()).limit(MOST))
    for kind in {paper.kind for paper in papers if access.may("read", find(paper.kind))}:
        its = [paper for paper in papers if paper.kind == kind]
        rows = browse.Query(find(kind)).rows([paper.record_id for paper in its])
        for paper in its:
            record = rows.get(paper.record_id)
            if record is not None and record.deleted_at is None:
                name = f"{record} · {awaited[paper.form]}"
                yield _Open(term.rule, paper.id, paper.at.date(), record, record, name)


def _moment(day: date) -> datetime:
    return datetime.combine(day, time())
