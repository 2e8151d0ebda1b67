"""Printed papers: their numbers and codes, what has come back signed, and who signs by the reference data."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import PurePath

from kazcoop_desktop import i18n
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.attached import Attachment, Paper
from kazcoop_desktop.models.base import Record, database, kind_of
from kazcoop_desktop.models.institution import Employee, Institution, Position, Unit
from kazcoop_desktop.models.letter import OUT
from kazcoop_desktop.models.reference import FormCode, Signatory
from kazcoop_desktop.models.wording import Wording
from kazcoop_desktop.services import access, files, history, letters, numbering, reference

_SIGNS_OF_A_CODE = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that looks like another
_CODE_LENGTH = 6
_PICTURES = ("image/png", "image/jpeg")


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
    anew: bool = False,
) -> list[Paper]:
    """A paper with its code for each record, before anything is printed; with a number when the form has a journal.

    A paper printed once more keeps its number until the signed one has come back, unless it is numbered `anew`.
    `title` is what the form is called, for the journal and the history. What is numbered as an outgoing letter is
    entered among the letters.
    """
    with database.atomic():
        return [
            _issued(record, form, language, by, on, title or form, journal, anew=anew) for record in records
        ]


def take_back(papers: Sequence[Paper], *, by: str, journal: str = "") -> None:
    """Undoes the papers that a cancelled run did not print; a number that was taken for them alone is annulled."""
    with database.atomic():
        for paper in papers:
            paper.delete_instance()
            if paper.number and _numbered(paper.kind, paper.record_id, paper.form) != paper.number:
                with access.as_program():  # what printing took, cancelling gives back
                    numbering.annul(journal, paper.number, reason=_("The printing was cancelled"), by=by)
                    if journal == OUT:
                        letters.withdraw(f"{paper.kind}:{paper.record_id}", paper.number, by=by)
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
    """Papers printed `days` days ago or earlier whose signed copy is awaited and has not come back, the oldest first."""
    awaited = [row.form for row in reference.valid(FormCode, on) if row.comes_back]
    until = datetime.combine(on - timedelta(days=days), datetime.max.time())
    still_out = Paper.returned_on.is_null() & (Paper.at <= until) & Paper.form.in_(awaited)
    return list(Paper.select().where(still_out).order_by(Paper.at, Paper.id))


def by_code(code: str) -> Paper | None:
    """The paper whose QR code was read, or None."""
    return Paper.get_or_none(Paper.code == code.strip().upper())


def _issued(
    record: Record, form: str, language: str, by: str, on: date, title: str, journal: str, *, anew: bool
) -> Paper:
    kind = kind_of(record)
    number = _numbered(kind, record.id, form) if journal and not anew else ""
    if journal == OUT and not number:
        office = Office(form, on)
        addressee = next(iter(office.people("addressee")), None)
        whom = str(office.place(addressee)[0]) if addressee else ""
        number = letters.enter_for(record, subject=title, addressee=whom, on=on, by=by).number
    elif journal and not number:
        number = numbering.give(journal, on=on, subject=f"{title}: {record}", by=by)
    history.write(kind, record.id, "printed", by=by, changes={"form": form, "language": language})
    return Paper.create(
        kind=kind, record_id=record.id, who=by, form=form, language=language, number=number, code=_new_code()
    )


def _numbered(kind: str, record_id: int, form: str) -> str:
    """The number of the record's paper that was printed and has not come back signed."""
    mine = (Paper.kind == kind) & (Paper.record_id == record_id) & (Paper.form == form)
    still_out = Paper.select().where(mine & Paper.returned_on.is_null() & (Paper.number != ""))
    latest = still_out.order_by(Paper.id.desc()).first()
    return latest.number if latest else ""


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


class Office:
    """What the institution and the reference data say about a form on a day; asked once for a whole run of papers."""

    def __init__(self, form: str, on: date) -> None:
        self._form = form
        self._on = on

    @cached_property
    def institution(self) -> Institution:
        """The institution that the papers come from; an empty one until it is entered."""
        return institution() or Institution()

    @cached_property
    def emblem(self) -> bytes | None:
        """The picture filed last with the institution, for its letterhead; None without one."""
        ours = self.institution
        filed = files.of_record(ours) if ours.id else []
        picture = next((each for each in filed if each.media_type in _PICTURES), None)
        return files.content_of(picture) if picture else None

    @cached_property
    def code(self) -> str:
        """The prefix of the institution and the code of the form: ҚазҰТЗУ 403-03; empty without a code."""
        found = reference.valid(FormCode, self._on, FormCode.form == self._form)
        code = found[0].code if found else ""
        return f"{self.institution.form_prefix} {code}".strip() if code else ""

    def worded(self, sentence: str) -> str:
        """A sentence of the form as the office words it in the language in force."""
        return self._wordings.get((i18n.current(), sentence), sentence)

    @cached_property
    def _wordings(self) -> dict[tuple[str, str], str]:
        found = reference.valid(Wording, self._on, Wording.form == self._form)
        return {(row.language, row.sentence): row.wording for row in found}

    def people(self, part: str) -> list[Signatory]:
        """Who signs, approves, agrees or receives the form, in order."""
        return [entry for entry in self._people if entry.part == part]

    def place(self, entry: Signatory, unit: Unit | None = None) -> tuple[Position | None, Employee | None]:
        """The position that stands on the paper, and who holds it.

        While nobody is entered with a position of the first head, the head of the institution stands there,
        with their own position.
        """
        person = self.holder(entry, unit)
        head = self.institution.head
        if person is None and head is not None and entry.position.is_head and not self._holders[entry.id]:
            return head.position or entry.position, head
        return entry.position, person

    def holder(self, entry: Signatory, unit: Unit | None = None) -> Employee | None:
        """The person entered with the position, else the one who holds it in this unit, else its only holder.

        The only director of an institute does not sign for another institute.
        """
        if entry.employee is not None:
            person: Employee = entry.employee
            return person
        holders = self._holders[entry.id]
        for person in holders:
            if unit is not None and person.unit == unit:
                return person
        if len(holders) != 1:
            return None
        theirs = holders[0].unit
        is_of_another = unit is not None and theirs is not None and theirs.unit_kind == unit.unit_kind
        return None if is_of_another else holders[0]

    @cached_property
    def _people(self) -> list[Signatory]:
        named = reference.valid(Signatory, self._on, Signatory.form == self._form)
        return sorted(named, key=lambda entry: int(entry.sequence))

    @cached_property
    def _holders(self) -> dict[int, list[Employee]]:
        """Who holds the position of each entry."""
        return {
            entry.id: list(entry.position.employees.where(Employee.deleted_at.is_null()))
            for entry in self._people
        }


def attached_names(record: Record) -> list[str]:
    """The names of the record's files, without their endings, in the order of filing; no signed papers of ours."""
    mine = (Attachment.kind == kind_of(record)) & (Attachment.record_id == record.id)
    ours = Paper.select(Paper.signed_scan).where(Paper.signed_scan.is_null(False))
    filed = Attachment.select().where(mine & Attachment.id.not_in(ours)).order_by(Attachment.id)
    return [PurePath(attachment.name).stem for attachment in filed]
