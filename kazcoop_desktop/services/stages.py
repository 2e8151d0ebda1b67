"""The way of a case: its stages, what each needs, and the move from one to another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.attached import Attachment, Paper, StageMove
from kazcoop_desktop.models.base import Record, database, fields_of, kind_of, label
from kazcoop_desktop.models.fields import StageField, choice_keys
from kazcoop_desktop.models.reference import FormCode, StageRule
from kazcoop_desktop.services import access, checklists, records, reference


@dataclass(frozen=True, kw_only=True)
class Step:
    """One stage in the line of a case. `state` is `done`, `current`, `next`, `later` or `aside`: off the way."""

    key: str
    label: str
    state: str
    actor: str
    paragraph: str
    moved_on: date | None
    who: str


class NotReady(UserError):
    """A case cannot come to a stage yet; `missing` are the sentences that say why."""

    def __init__(self, missing: list[str]) -> None:
        self.missing = missing
        super().__init__("\n".join(missing))


def stage_field(model: type[Record]) -> StageField | None:
    """The field that tells where a case of this register stands; None where there are no cases."""
    return next((field for field in fields_of(model) if isinstance(field, StageField)), None)


def steps(record: Record, *, on: date) -> list[Step]:
    """The line of stages of a case, with who acts and when the case came there."""
    field = _stage_field(record)
    keys = choice_keys(field)
    names = dict(field.choices or ())
    here = getattr(record, field.name)
    rules = {rule.stage: rule for rule in _rules(record, on)}
    moves = {move.new_stage: move for move in moves_of(record)}
    states = _states(field, here, moves)
    line = []
    for key in keys:
        rule, move = rules.get(key), moves.get(key) if states[key] in ("done", "current") else None
        line.append(
            Step(
                key=key,
                label=_(names[key]),
                state=states[key],
                actor=rule.named("actor") if rule else "",
                paragraph=rule.paragraph if rule else "",
                moved_on=move.on if move else None,
                who=move.who if move else "",
            )
        )
    return line


def moves_of(record: Record) -> list[StageMove]:
    """All moves of a case, the first one first."""
    mine = (StageMove.kind == kind_of(record)) & (StageMove.record_id == record.id)
    return list(StageMove.select().where(mine).order_by(StageMove.id))


def missing_for(record: Record, stage: str, *, on: date) -> list[str]:
    """What a case still lacks for a stage, a sentence each: fields, printed papers, checklist items, a scan."""
    rules = [rule for rule in _rules(record, on) if rule.stage == stage]
    return [*(sentence for rule in rules for sentence in _missing(record, rule, on)), *record.lacks(stage)]


def move(record: Record, stage: str, *, on: date, by: str, anyway: bool = False, note: str = "") -> None:
    """Moves a case to a stage on the day when that really happened, and writes it down.

    Raises NotReady when something is missing, unless it is to move `anyway`; a move back needs a note.
    What the record's own rules demand, is demanded always. Edits not saved yet stay in `record`, unsaved.
    """
    access.require("move_stage", type(record))
    field = _stage_field(record)
    old, keys = getattr(record, field.name), choice_keys(field)
    if stage not in keys:
        sentence = _("There is no “{name}” here. There are: {names}.")
        raise UserError(sentence.format(name=stage, names=", ".join(keys)))
    if stage == old:
        return
    is_back = keys.index(stage) < keys.index(old)
    if is_back and not note.strip():
        raise UserError(_("The case goes back. Give the reason."))
    missing = [] if is_back or anyway else missing_for(record, stage, on=on)
    if missing:
        raise NotReady(missing)
    with database.atomic():
        moved = records.get(type(record), record.id)
        moved.ver = record.ver
        setattr(moved, field.name, stage)
        records.save(moved, by=by, act="moved")
        StageMove.create(
            kind=kind_of(record),
            record_id=record.id,
            who=by,
            old_stage=old,
            new_stage=stage,
            on=on,
            note=note,
        )
    setattr(record, field.name, stage)
    record.ver = moved.ver


def _stage_field(record: Record) -> StageField:
    field = stage_field(type(record))
    if field is None:
        raise UserError(_("Records of “{list}” have no stages.").format(list=_(type(record).outline.title)))
    return field


def _rules(record: Record, on: date) -> list[StageRule]:
    day = min(reference.own_day(record), on) if record.id else on
    return reference.of_register(StageRule, record, day)


def _states(field: StageField, here: str, moves: Mapping[str, StageMove]) -> dict[str, str]:
    """How each stage stands to the one where the case is; off its way, done is what it had come to."""
    way = [key for key in choice_keys(field) if key not in field.aside]
    states = dict.fromkeys(field.aside, "aside")
    if here in field.aside:
        states |= {key: "done" if key in moves or key == way[0] else "later" for key in way}
        return states | {here: "current"}
    place = way.index(here)
    for number, key in enumerate(way):
        states[key] = "done" if number < place else {0: "current", 1: "next"}.get(number - place, "later")
    return states


def _missing(record: Record, rule: StageRule, on: date) -> Iterator[str]:
    for name in rule.fields.split():
        field: Any = getattr(type(record), name)
        if getattr(record, name) in (None, "", ()):
            yield _("Fill in “{field}”.").format(field=label(field))
    printed = {row[0] for row in _of(Paper, record).select(Paper.form).tuples()} if rule.papers else set()
    names = {form.form: str(form) for form in reference.valid(FormCode, on)} if rule.papers else {}
    for key in rule.papers.split():
        if key not in printed:
            yield _("The paper “{paper}” is missing.").format(paper=names.get(key, key))
    asked = checklists.items(record, on=on) if rule.checklist else []
    for item in asked:
        if item.code in rule.checklist.split() and item.done_on is None:
            yield _("Tick off in the checklist: {item}").format(item=item.name)
    if rule.needs_scan and not _of(Attachment, record).exists():
        yield _("Attach the scan of the signed document.")


def _of(model: Any, record: Record) -> Any:
    return model.select().where((model.kind == kind_of(record)) & (model.record_id == record.id))
