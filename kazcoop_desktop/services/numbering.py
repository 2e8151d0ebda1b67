"""Numbers of journals: given in order, never twice; some kept back for later, some annulled."""

from __future__ import annotations

from datetime import date
from typing import Any

import peewee as pw

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import RECORDS
from kazcoop_desktop.models.base import Invalid, database, index_words, kind_of, problems_of
from kazcoop_desktop.models.reference import Journal, JournalNumber
from kazcoop_desktop.services import access, history


def give(journal_code: str, *, on: date, subject: str, by: str) -> str:
    """The next number of a journal, taken for `subject`; empty when the office keeps no such journal."""
    journal = _journal(journal_code)
    if journal is None:
        return ""
    return _take(journal, on=on, by=by, subject=subject).number


def peek(journal_code: str, *, on: date) -> str:
    """The number that `give` would give; empty when the office keeps no such journal."""
    journal = _journal(journal_code)
    return _next(journal, on).number if journal else ""


def reserve(journal_code: str, *, on: date, reason: str, by: str, count: int = 1) -> list[str]:
    """Keeps back the next numbers of a journal; `give` passes over them. Raises Invalid without a reason."""
    access.require("annul")
    journal = _open_journal(journal_code)
    with database.atomic():
        return [_take(journal, on=on, by=by, state="reserved", reason=reason).number for _n in range(count)]


def reserved(journal_code: str) -> list[JournalNumber]:
    """The numbers of a journal that are kept back, the oldest first."""
    journal = _open_journal(journal_code)
    kept = (JournalNumber.journal == journal) & (JournalNumber.state == "reserved")
    return list(JournalNumber.select().where(kept).order_by(JournalNumber.id))


def use_reserved(journal_code: str, number: str, *, on: date, subject: str, by: str) -> str:
    """Gives a number that was kept back. Raises UserError when it is not one."""
    with database.atomic():
        kept = _numbered(journal_code, number)
        if kept.state != "reserved":
            raise UserError(_("The number {number} is not kept back.").format(number=number))
        _change(kept, by=by, state="given", given_on=on, subject=subject)
    return kept.number


def annul(journal_code: str, number: str, *, reason: str, by: str) -> None:
    """Annuls a number; it will not be given again. Raises Invalid without a reason."""
    access.require("annul")
    with database.atomic():
        _change(_numbered(journal_code, number), by=by, state="annulled", reason=reason)


def _journal(code: str) -> Journal | None:
    return Journal.get_or_none((Journal.code == code) & Journal.deleted_at.is_null())


def _open_journal(code: str) -> Journal:
    journal = _journal(code)
    if journal is None:
        raise UserError(_("There is no journal of numbers “{code}”.").format(code=code))
    return journal


def _numbered(journal_code: str, number: str) -> JournalNumber:
    journal = _open_journal(journal_code)
    same = (JournalNumber.journal == journal) & (JournalNumber.number == number)
    latest = JournalNumber.select().where(same).order_by(JournalNumber.id.desc())  # each year may have one
    found: JournalNumber | None = latest.first()
    if found is None:
        sentence = _("The journal “{journal}” has no number {number}.")
        raise UserError(sentence.format(journal=journal, number=number))
    return found


def _take(
    journal: Journal, *, on: date, by: str, state: str = "given", subject: str = "", reason: str = ""
) -> JournalNumber:
    with database.atomic():
        taken = _next(journal, on)
        taken.state, taken.subject, taken.reason = state, subject[:255], reason
        if found := problems_of(taken):
            raise Invalid(found)
        index_words(taken)
        taken.save(force_insert=True)
        with access.as_program():  # a number follows from what bears it
            told = {"content": history.content_of(taken)}
            history.write(kind_of(taken), taken.id, "entered", by=by, changes=told)
    return taken


def _next(journal: Journal, on: date) -> JournalNumber:
    """The first number that nobody has: not in the journal, and not typed by hand into a record."""
    year = on.year if journal.yearly else 0
    series = (JournalNumber.journal == journal) & (JournalNumber.year == year)
    seq = JournalNumber.select(pw.fn.MAX(JournalNumber.seq)).where(series).scalar() or 0
    while True:
        seq += 1
        number = _written(journal, on.year, seq)
        if not _is_used(journal, number, on.year):
            return JournalNumber(journal=journal, number=number, year=year, seq=seq, given_on=on)


def _written(journal: Journal, year: int, seq: int) -> str:
    index = journal.file_index.code if journal.file_index else ""
    shown = f"{seq:0{journal.digits}}"
    return journal.pattern.format(index=index, seq=shown, year=year, suffix=journal.suffix)


def _is_used(journal: Journal, number: str, year: int) -> bool:
    registers = [model for model in RECORDS if journal.code in model.numbered_in.split()]
    return any(model.has_number(number, journal.code, year) for model in registers)


def _change(number: JournalNumber, *, by: str, **values: Any) -> None:
    changes = {}
    for name, value in values.items():
        old = getattr(number, name)
        if old != value:
            changes[name] = (str(old), str(value))
        setattr(number, name, value)
    if found := problems_of(number):
        raise Invalid(found)
    index_words(number)
    number.ver += 1
    number.save()
    with access.as_program():
        history.write(kind_of(number), number.id, "changed", by=by, changes=changes)
