"""Import and export as jobs of the child process: plain words in, plain words out, the plan itself stays there."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import peewee as pw

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import find, text
from kazcoop_desktop.models.base import Record, kind_of, text_of
from kazcoop_desktop.models.history import Import
from kazcoop_desktop.services import browse
from kazcoop_desktop.services.personal import looks
from kazcoop_desktop.services.spreadsheets import (
    answers,
    exporting,
    headings,
    importing,
    planning,
    together,
    whole_names,
    workbook,
)
from kazcoop_desktop.services.spreadsheets.columns import Column, Links
from kazcoop_desktop.services.spreadsheets.planning import Plan, Progress, Question

MOST_LINES = 2000
_MOST_OPTIONS = 3000
_MOST_QUESTIONS = 50  # answered some at a time

_numbers = itertools.count(1)
_made: dict[int, Plan] = {}  # the last plan, under its number
_read: dict[tuple[str, float, str | None], workbook.Sheet] = {}  # the sheet it was made from


class Line(NamedTuple):
    """A row of the file and what will become of it: "new", "changed" or "wrong"."""

    row: int
    state: str
    said: str


class Asked(NamedTuple):
    """A spelling that was not understood, and the values it may mean, each with its name."""

    scope: str
    list_name: str
    spelled: str
    options: list[tuple[Any, str]]
    guess: Any


@dataclass
class Checked:
    """A plan as the window shows it. `number` names the plan itself; 0 when none could be made, for `refusal`."""

    number: int
    sheet: str
    sheets: list[str]
    headings: list[str]
    fields: list[str]  # field names; empty where a column is left out
    offered: list[tuple[str, str]]  # all field names and what they are called
    rows: int = 0
    counts: str = ""
    refusal: str = ""
    writes: int = 0
    wrong: int = 0
    lines: list[Line] = field(default_factory=list)
    understood: list[tuple[str, str, str]] = field(default_factory=list)
    questions: list[Asked] = field(default_factory=list)
    remembered: list[answers.Answer] = field(default_factory=list)


class Written(NamedTuple):
    """What an import did."""

    number: int
    written: int
    skipped: int


def check(
    kind: str,
    file: str,
    *,
    sheet: str | None = None,
    chosen: dict[int, str] | None = None,
    progress: Progress,
    cancelled: Any,
) -> Checked:
    """Makes the plan of an import and keeps it; `chosen` are field names by column, set by hand."""
    model = find(kind)
    page = whole_names.apart(model, _sheet(Path(file), sheet))
    headers = together.headers(model, page)
    known = {_key(each, model): each for register in headers for each in headings.columns_of(register)}
    for at, name in (chosen or {}).items():
        for register, header in headers.items():
            field = known.get(name)
            header.fields[at] = field if field is not None and field.model is register else None
    titles = _titles(headers, model)
    names = [""] * len(headers[model].headings)
    for header in headers.values():
        for at, field in enumerate(header.fields):
            names[at] = _key(field, model) if field is not None else names[at]
    shown = Checked(0, page.name, list(page.sheets), headers[model].headings, names, titles)
    shown.remembered = answers.remembered()
    try:
        _made.clear()
        plan = together.plan(page, headers, progress=progress)
    except UserError as error:
        shown.refusal = str(error)
        return shown
    shown.number = next(_numbers)
    _made[shown.number] = plan
    _fill(shown, plan)
    return shown


def write(number: int, *, by: str, progress: Progress, cancelled: Any) -> Written:
    """Does the plan that was shown. Raises UserError when it is gone."""
    plan = _plan(number)
    done = importing.apply(plan, by=by, progress=progress)
    _made.clear()
    _read.clear()
    return Written(done.id, plan.writes(), len(plan.wrong))


def undo(number: int, *, by: str, progress: Progress, cancelled: Any) -> None:
    """Takes an import back."""
    importing.undo(Import.get_by_id(number), by=by, progress=progress)


def save_wrong(number: int, target: str, *, progress: Progress, cancelled: Any) -> None:
    """Writes the rows with errors of a plan into a workbook."""
    exporting.save_wrong(_plan(number), Path(target))


def view_of(query: browse.Query) -> dict[str, Any]:
    """A view in plain words, for another process."""

    def named(column: pw.Field[Any]) -> tuple[str, str]:
        return kind_of(column.model), column.name

    return {
        "kind": kind_of(query.model),
        "search": query.search,
        "filters": [(named(column), list(values)) for column, values in query.filters.items()],
        "order": named(query.order) if query.order is not None else None,
        "descending": query.descending,
    }


def export(
    view: dict[str, Any],
    target: str,
    *,
    by: str,
    ids: list[int] | None = None,
    progress: Progress,
    cancelled: Any,
) -> int:
    """Writes the records of a view, or of these ids, and gives their number; with people it is noted who has them."""

    def column(named: tuple[str, str]) -> Any:
        return getattr(find(named[0]), named[1])

    model = find(view["kind"])
    query = browse.Query(
        model,
        search=view["search"],
        filters={column(named): values for named, values in view["filters"]},
        order=column(view["order"]) if view["order"] else None,
        descending=view["descending"],
    )
    wanted = query.ids() if ids is None else ids
    count = exporting.export_ids(model, wanted, Path(target), progress=progress)
    looks.exported(model, wanted, by=by)
    return count


def _plan(number: int) -> Plan:
    if number not in _made:
        raise UserError(_("Check the file again."))
    return _made[number]


def _sheet(path: Path, wanted: str | None) -> workbook.Sheet:
    """The sheet, read once as long as the file stays as it is: columns are chosen again and again."""
    changed_at = path.stat().st_mtime if path.exists() else 0.0
    key = (str(path), changed_at, wanted)
    if key not in _read:
        _read.clear()
        _read[key] = workbook.read(path, sheet=wanted)
    return _read[key]


def _fill(shown: Checked, plan: Plan) -> None:
    parts = (*plan.before, plan)
    shown.rows = plan.rows
    shown.counts = plan.counts()
    shown.writes = plan.writes()
    shown.wrong = len(plan.wrong)
    lines = itertools.chain(
        (Line(wrong.row, "wrong", wrong.sentence) for wrong in plan.wrong),
        (Line(row.row, "changed", _changes(part, row)) for part in parts for row in part.changed),
        (Line(row.row, "new", _new(part, row)) for part in reversed(parts) for row in part.new),
    )
    shown.lines = list(itertools.islice(lines, MOST_LINES))
    shown.understood = [
        (heading, spelled, meant)
        for heading, told in plan.understood.items()
        for spelled, meant in sorted(told.items())
    ]
    links = Links()
    shown.questions = [
        _asked(each, links) for each in itertools.islice(plan.questions.values(), _MOST_QUESTIONS)
    ]


def _key(field: pw.Field[Any], model: type[Record]) -> str:
    """How the window names a field: `number`, or `passport.number` when it is of another register than the one asked for."""
    return field.name if field.model is model else f"{kind_of(field.model)}.{field.name}"


def _titles(headers: Iterable[type[Record]], model: type[Record]) -> list[tuple[str, str]]:
    """The fields that a column may hold, those of the register asked for first."""
    own = [(_key(field, model), title) for field, title in headings.headings_of(model).items()]
    return own + [
        (_key(field, model), f"{_(register.outline.singular)}: {title}")
        for register in headers
        if register is not model
        for field, title in headings.headings_of(register).items()
    ]


def _new(plan: Plan, row: planning.New) -> str:
    return f"{_(plan.model.outline.singular)}: {row.name}" if plan.model.entered_with else row.name


def _changes(plan: Plan, row: planning.Changed) -> str:
    changed = ", ".join(headings.headings_of(plan.model)[getattr(plan.model, name)] for name in row.changes)
    return f"{row.name}: {changed}"


def _asked(question: Question, links: Links) -> Asked:
    column = Column("", question.field, {})
    shown: dict[Any, str] = {}
    if question.among:
        shown = _told_apart(question)
    else:
        for value in column.values(links):
            shown.setdefault(value, column.shown(value, links))
    options = sorted(shown.items(), key=lambda option: text.order_key(option[1]))[:_MOST_OPTIONS]
    guess = question.guess if question.guess in shown else None
    return Asked(question.scope, column.list_name, question.spelled, options, guess)


def _told_apart(question: Question) -> dict[Any, str]:
    """Records of the same name, each with all that a table shows of it."""
    model: type[Record] = question.field.rel_model
    found = browse.Query(model).rows(question.among)
    return {
        record_id: " · ".join(filter(None, (text_of(record, column) for column in model.outline.columns)))
        for record_id, record in found.items()
    }
