"""Printed papers: their numbers and codes, what has come back signed, and who signs by the reference data."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import PurePath

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.attached import Attachment, Paper
from kazcoop_desktop.models.base import Record, database, kind_of
from kazcoop_desktop.models.institution import Employee, Institution
from kazcoop_desktop.models.reference import FormCode, Journal, JournalNumber, Signatory
from kazcoop_desktop.services import history, numbering

_SIGNS_OF_A_CODE = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that looks like another
_CODE_LENGTH = 6


# Papers and their way back.


def issue(
    records: Sequence[Record],
    form: str,
    language: str,
    *,
    by: str,
    on: date,
    title: str = "",
    journal: str = "",
) -> list[Paper]:
    """A paper with its code for each record, before anything is printed; with a number when the form has a journal.

    A paper printed once more keeps its number until the signed one has come back. `title` is what the form is
    called, for the journal and the history.
    """
    with database.atomic():
        return [_issued(record, form, language, by, on, title or form, journal) for record in records]


def take_back(papers: Sequence[Paper], *, by: str, journal: str = "") -> None:
    """Undoes the papers that a cancelled run did not print; a number that was taken for them alone is annulled."""
    with database.atomic():
        for paper in papers:
            paper.delete_instance()
            if paper.number and not _numbered(paper.kind, paper.record_id, paper.form):
                _annul(paper.number, journal)
            changes = {"form": paper.form, "language": paper.language}
            history.write(paper.kind, paper.record_id, "unprinted", by=by, changes=changes)


def returned(paper: Paper, scan: Attachment | None, *, on: date, by: str) -> None:
    """Notes that the signed paper is back, with its scan when there is one."""
    paper.signed_scan = scan
    paper.returned_on = on
    with database.atomic():
        paper.save()
        changes = {"form": paper.form, "code": paper.code}
        history.write(paper.kind, paper.record_id, "returned", by=by, changes=changes)


def of_record(record: Record) -> list[Paper]:
    """The papers of a record, the latest first."""
    mine = (Paper.kind == kind_of(record)) & (Paper.record_id == record.id)
    return list(Paper.select().where(mine).order_by(Paper.id.desc()))


def outstanding(on: date, *, days: int = 0) -> list[Paper]:
    """Papers printed `days` days ago or earlier that have not come back signed, the oldest first."""
    until = datetime.combine(on - timedelta(days=days), datetime.max.time())
    return list(
        Paper.select().where(Paper.returned_on.is_null() & (Paper.at <= until)).order_by(Paper.at, Paper.id)
    )


def by_code(code: str) -> Paper | None:
    """The paper whose QR code was read, or None."""
    return Paper.get_or_none(Paper.code == code.strip().upper())


def _issued(record: Record, form: str, language: str, by: str, on: date, title: str, journal: str) -> Paper:
    kind = kind_of(record)
    number = _numbered(kind, record.id, form) if journal else ""
    if journal and not number:
        number = numbering.give(journal, on=on, subject=f"{title}: {record}", by=by)
    history.write(kind, record.id, "printed", by=by, changes={"form": title, "language": language})
    return Paper.create(
        kind=kind, record_id=record.id, who=by, form=form, language=language, number=number, code=_new_code()
    )


def _numbered(kind: str, record_id: int, form: str) -> str:
    """The number of the record's paper that was printed and has not come back signed."""
    mine = (Paper.kind == kind) & (Paper.record_id == record_id) & (Paper.form == form)
    still_out = Paper.select().where(mine & Paper.returned_on.is_null() & (Paper.number != ""))
    latest = still_out.order_by(Paper.id.desc()).first()
    return latest.number if latest else ""


def _annul(number: str, journal: str) -> None:
    taken = (
        JournalNumber.select()
        .join(Journal)
        .where((Journal.code == journal) & (JournalNumber.number == number))
    )
    latest = taken.order_by(JournalNumber.id.desc()).get()
    latest.state = "annulled"
    latest.reason = _("The printing was cancelled")
    latest.save()


def _new_code() -> str:
    """A code that no paper has and nobody guesses: KC-7F3K9Q."""
    while True:
        code = "KC-" + "".join(secrets.choice(_SIGNS_OF_A_CODE) for _place in range(_CODE_LENGTH))
        if by_code(code) is None:
            return code


# What the reference data says about a form on a day.


def institution() -> Institution | None:
    """The institution that the papers come from; None until it is entered."""
    first: Institution | None = (
        Institution.select().where(Institution.deleted_at.is_null()).order_by(Institution.id).first()
    )
    return first


def form_code(form: str, on: date) -> str:
    """The prefix of the institution and the code of the form valid on the day: ҚазҰТЗУ 403-03."""
    valid = FormCode.deleted_at.is_null() & (FormCode.form == form) & (FormCode.valid_from <= on)
    code = FormCode.select().where(valid).order_by(FormCode.valid_from.desc(), FormCode.id.desc()).first()
    if code is None:
        return ""
    ours = institution()
    return f"{ours.form_prefix if ours else ''} {code.code}".strip()


def people(form: str, part: str, on: date) -> list[Signatory]:
    """Who signs, approves, agrees or receives a form on a day, in order; the latest entry of each place counts."""
    valid = Signatory.deleted_at.is_null() & (Signatory.form == form) & (Signatory.part == part)
    latest: dict[int, Signatory] = {}
    for entry in (
        Signatory.select()
        .where(valid & (Signatory.valid_from <= on))
        .order_by(Signatory.valid_from, Signatory.id)
    ):
        latest[entry.sequence] = entry
    return [latest[place] for place in sorted(latest)]


def holder(entry: Signatory) -> Employee | None:
    """The person entered with the position, else the only employee who holds it."""
    if entry.employee is not None:
        person: Employee = entry.employee
        return person
    found: list[Employee] = list(entry.position.employees.where(Employee.deleted_at.is_null()).limit(2))
    return found[0] if len(found) == 1 else None


def attached_names(record: Record) -> list[str]:
    """The names of the record's files, without their endings, in the order of filing; no signed papers of ours."""
    mine = (Attachment.kind == kind_of(record)) & (Attachment.record_id == record.id)
    ours = Paper.select(Paper.signed_scan).where(Paper.signed_scan.is_null(False))
    filed = Attachment.select().where(mine & Attachment.id.not_in(ours)).order_by(Attachment.id)
    return [PurePath(attachment.name).stem for attachment in filed]
