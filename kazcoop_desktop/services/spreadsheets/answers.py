"""What spellings in spreadsheets were said to mean: asked once, remembered, and forgotten when a person says so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import peewee as pw

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import RECORDS, text
from kazcoop_desktop.models.base import Record, fields_of, kind_of
from kazcoop_desktop.services import settings
from kazcoop_desktop.services.spreadsheets import cells
from kazcoop_desktop.services.spreadsheets.columns import Column, Links, scope_of
from kazcoop_desktop.services.spreadsheets.planning import ANSWERS, Question


class Answer(NamedTuple):
    """A spelling of a list, as it is compared, and the name of the value that it means."""

    scope: str
    list_name: str
    spelled: str
    shown: str


def remember(scope: str, spelled: str, value: Any) -> None:
    """Keeps what a spelling means, for this and all further imports."""
    kept = _kept()
    kept.setdefault(scope, {})[text.fold(spelled)] = value
    settings.put(ANSWERS, kept)


def forget(scope: str, spelled: str) -> None:
    """Lets an answer go; the next file with this spelling is asked about again."""
    kept = _kept()
    kept.get(scope, {}).pop(text.fold(spelled), None)
    settings.put(ANSWERS, kept)


def forget_meaning(record: Record) -> None:
    """Lets go every spelling that was said to mean this record."""
    kept = _kept()
    meant = kept.get(kind_of(record), {})
    if left := {spelled: value for spelled, value in meant.items() if value != record.id}:
        kept[kind_of(record)] = left
    else:
        kept.pop(kind_of(record), None)
    if len(left) != len(meant):
        settings.put(ANSWERS, kept)


def remembered() -> list[Answer]:
    """Every answer that is kept, list by list; those about records that are gone show no name."""
    fields = {scope_of(field): field for model in reversed(RECORDS) for field in fields_of(model)}
    found = [
        Answer(scope, cells.list_of(fields[scope]), spelled, _shown(fields[scope], value))
        for scope, kept in _kept().items()
        if scope in fields
        for spelled, value in kept.items()
    ]
    return sorted(found, key=lambda answer: (text.order_key(answer.list_name), answer.spelled))


def take(questions: Iterable[Question], typed: str) -> None:
    """Answers the questions about a spelling, as `Korea, Republic of=KR`, and keeps the answer.

    Raises UserError when nothing is asked about this spelling, or when the list has no such value.
    """
    asked = list(questions)
    spelled, _sign, meant = typed.rpartition("=")
    those = [question for question in asked if text.fold(question.spelled) == text.fold(spelled)]
    if not those:
        sentence = _("There is no “{name}” here. There are: {names}.")
        names = ", ".join(question.spelled for question in asked)
        raise UserError(sentence.format(name=spelled or typed, names=names or "–"))
    for question in those:
        remember(question.scope, spelled, _value(question, meant))


def _value(question: Question, meant: str) -> Any:
    """The value that is named; of records of the same name, the one with this id."""
    if question.among:
        if meant.strip() not in map(str, question.among):
            records = question.field.rel_model.select().where(question.field.rel_model.id.in_(question.among))
            names = ", ".join(f"{record} ({record.id})" for record in records)
            sentence = _("There is no “{name}” here. There are: {names}.")
            raise UserError(sentence.format(name=meant, names=names))
        return int(meant)
    found = Column("", question.field, {}).names(Links()).get(text.fold(meant))
    if found is None or isinstance(found, tuple):
        raise UserError(str(cells.NotInList(cells.list_of(question.field), meant)))
    return found


def _shown(field: pw.Field[Any], value: Any) -> str:
    if isinstance(field, pw.ForeignKeyField):
        linked = field.rel_model.get_or_none(field.rel_model.id == value)
        return str(linked) if linked is not None else ""
    return Column("", field, {}).shown(value, Links())


def _kept() -> dict[str, dict[str, Any]]:
    kept: dict[str, dict[str, Any]] = settings.get(ANSWERS, {})
    return kept
