"""Numbers of journals: given in order, never twice."""

from __future__ import annotations

from datetime import date

import peewee as pw

from kazcoop_desktop.models.base import index_words
from kazcoop_desktop.models.reference import Journal, JournalNumber


def give(journal_code: str, *, on: date, subject: str, by: str) -> str:
    """The next number of a journal, taken for `subject`; empty when the office keeps no such journal."""
    journal = Journal.get_or_none(Journal.code == journal_code)
    if journal is None:
        return ""
    year = on.year if journal.yearly else 0
    mine = (JournalNumber.journal == journal) & (JournalNumber.year == year)
    seq = (JournalNumber.select(pw.fn.MAX(JournalNumber.seq)).where(mine).scalar() or 0) + 1
    index = journal.file_index.index if journal.file_index else ""
    shown = f"{seq:0{journal.digits}}"
    number = journal.pattern.format(index=index, seq=shown, year=on.year, suffix=journal.suffix)
    taken = JournalNumber(journal=journal, number=number, year=year, seq=seq, given_on=on, subject=subject)
    index_words(taken)
    taken.save(force_insert=True)
    return number
