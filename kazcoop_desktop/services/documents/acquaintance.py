"""Who has to read a document or a change of it, who has signed for it, and who has not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.amendment import Amendment
from kazcoop_desktop.models.base import database
from kazcoop_desktop.models.circulation import Acquaintance, Concern
from kazcoop_desktop.models.document import Document, Edition
from kazcoop_desktop.models.institution import Employee, Unit
from kazcoop_desktop.services import browse, documents, files, records


@dataclass(frozen=True)
class Line:
    """An employee on the sheet; `signed_on` is empty while the signature is missing."""

    employee: Employee
    signed_on: date | None


@dataclass(frozen=True)
class Sheet:
    """The acquaintance sheet of an edition, or of one change of it, as it stands on a day, in the Kazakh order."""

    document: Document
    edition: Edition
    amendment: Amendment | None
    lines: Sequence[Line]

    @property
    def missing(self) -> list[Employee]:
        """Those who have not signed."""
        return [line.employee for line in self.lines if line.signed_on is None]

    @property
    def signed(self) -> list[Line]:
        """Those who have signed."""
        return [line for line in self.lines if line.signed_on is not None]

    @property
    def begins_on(self) -> date | None:
        """The day from which the signature is awaited."""
        return self.amendment.takes_effect_on if self.amendment else self.edition.in_force_on


@dataclass(frozen=True)
class Outstanding:
    """Somebody whose signature one document misses: for its edition, or for changes of it."""

    employee: Employee
    sheets: Sequence[Sheet]

    def days(self, on: date) -> int:
        """How many days the signature has been awaited: since the wording holds, or since the person came."""
        since = max(filter(None, (self.sheets[0].begins_on, self.employee.hired_on)), default=on)
        return max((on - since).days, 0)


def of_edition(edition: Edition, *, on: date) -> Sheet:
    """The sheet of an edition: all whom its document concerns on the day, and all who have signed ever."""
    return _Office(on).sheet(edition.document, edition)


def of_amendment(amendment: Amendment, *, on: date) -> Sheet | None:
    """The sheet of a change: those concerned, without those who read the document after the change took effect.

    None when the change belongs to no edition.
    """
    edition = documents.edition_of(amendment)
    return _Office(on).sheet(amendment.document, edition, amendment) if edition else None


def concerned(document: Document, *, on: date, amendment: Amendment | None = None) -> list[Employee]:
    """The employees whom a document, or a change of it, concerns on the day, in the Kazakh order."""
    return _Office(on).concerned(document, amendment)


def sheets_of(document: Document, *, on: date) -> list[Sheet]:
    """The sheet of the edition in force on the day, and those of its changes that stand in the change sheet."""
    return _sheets(_Office(on), document, on)


def outstanding_for(document: Document, *, on: date) -> list[Outstanding]:
    """Whose signatures a document misses on the day; who has not read the edition reads its changes with it."""
    return list(_outstanding(sheets_of(document, on=on)))


def outstanding(*, on: date) -> list[Outstanding]:
    """Who in the whole office has not yet read what, documents in the Kazakh order."""
    office = _Office(on)
    held = (document for document, _edition in documents.in_force(on))
    return [one for document in held for one in _outstanding(_sheets(office, document, on))]


def _sheets(office: _Office, document: Document, on: date) -> list[Sheet]:
    wording = documents.wording_on(document, on)
    if wording is None:
        return []
    entered = [change for change in wording.changes if change.sequence is not None]
    return [office.sheet(document, wording.edition, change) for change in (None, *entered)]


def _outstanding(sheets: Sequence[Sheet]) -> Iterator[Outstanding]:
    if not sheets:
        return
    edition, *changes = sheets
    unread = {employee.id for employee in edition.missing}
    yield from (Outstanding(employee, (edition,)) for employee in edition.missing)
    behind: dict[int, Outstanding] = {}
    for sheet in changes:
        for employee in sheet.missing:
            if employee.id not in unread:
                before = behind.get(employee.id, Outstanding(employee, ()))
                behind[employee.id] = Outstanding(employee, (*before.sheets, sheet))
    yield from behind.values()


def sign(
    read: Edition | Amendment,
    employees: Iterable[Employee],
    *,
    on: date,
    by: str,
    scan: Path | bytes | None = None,
    scan_name: str = "",
) -> list[Acquaintance]:
    """Enters the signatures of a signed sheet and files its scan with the document; nothing at all when one is refused.

    Those who have signed before keep their date. Raises Invalid for a signature that cannot be.
    """
    amendment = read if isinstance(read, Amendment) else None
    with database.atomic():
        filed = None if scan is None else files.attach(read.document, scan, by=by, name=scan_name)
        sheet = _sheet_of(read, on)
        before = {line.employee.id for line in sheet.signed}
        entered = [
            records.save(
                Acquaintance(
                    document=read.document,
                    employee=employee,
                    edition=sheet.edition,
                    amendment=amendment,
                    signed_on=on,
                    note=filed.name if filed else "",
                ),
                by=by,
            )
            for employee in employees
            if employee.id not in before
        ]
        _complete(read, on=on, by=by)
    return entered


def follow(signature: Acquaintance, *, by: str) -> None:
    """Notes the day on which all have read, when the signature that was entered is the last one missing."""
    read = signature.amendment or signature.edition
    if read is not None:
        _complete(read, on=signature.signed_on, by=by)


def _complete(read: Edition | Amendment, *, on: date, by: str) -> None:
    if read.acquainted_on is None and not _sheet_of(read, on).missing:
        read.acquainted_on = on
        records.save(read, by=by)


def _sheet_of(read: Edition | Amendment, on: date) -> Sheet:
    sheet = of_edition(read, on=on) if isinstance(read, Edition) else of_amendment(read, on=on)
    if sheet is None:
        raise UserError(_("“{name}” belongs to no edition. Choose one.").format(name=read))
    return sheet


class _Office:
    """All employees of a day, whom what concerns, and all signatures: read once, asked for each sheet."""

    def __init__(self, on: date) -> None:
        self._on = on
        query = Employee.select(Employee.id).where(Employee.deleted_at.is_null())
        ids = [row[0] for row in database.execute(query.order_by(Employee.order_key, Employee.id))]
        rows: Mapping[int, Any] = browse.Query(Employee).rows(ids)
        self._employees: list[Employee] = [rows[employee_id] for employee_id in ids]
        self._above = {unit.id: unit.__data__["part_of"] for unit in Unit.select(Unit.id, Unit.part_of)}
        self._concerns: dict[int, list[Concern]] = {}
        for concern in Concern.select().where(Concern.deleted_at.is_null()):
            self._concerns.setdefault(concern.__data__["document"], []).append(concern)
        self._read: dict[int, dict[int, date]] = {}  # who signed for an edition, and when
        self._read_change: dict[int, dict[int, date]] = {}  # the same for a change
        for signature in Acquaintance.select().where(Acquaintance.deleted_at.is_null()):
            data = signature.__data__
            by_what = self._read_change if data["amendment"] else self._read
            of_whom = by_what.setdefault(data["amendment"] or data["edition"], {})
            of_whom[data["employee"]] = signature.signed_on

    def concerned(self, document: Document, amendment: Amendment | None = None) -> list[Employee]:
        """Those employed on the day whom the document concerns, or the change when it names its own."""
        concerns = self._concerns.get(document.id, [])
        own = [concern for concern in concerns if amendment and concern.__data__["amendment"] == amendment.id]
        whole = [concern for concern in concerns if concern.__data__["amendment"] is None]
        everyone = document.concerns_all and not own
        return [
            employee
            for employee in self._employees
            if self._works(employee) and (everyone or any(self._fits(employee, one) for one in own or whole))
        ]

    def sheet(self, document: Document, edition: Edition, amendment: Amendment | None = None) -> Sheet:
        """The sheet of the edition, or of one of its changes."""
        signed = self._read.get(edition.id, {})
        concerned = self.concerned(document, amendment)
        if amendment is not None:
            begins_on = amendment.takes_effect_on or date.max
            concerned = [one for one in concerned if signed.get(one.id, date.min) < begins_on]
            signed = self._read_change.get(amendment.id, {})
        wanted = {employee.id for employee in concerned} | signed.keys()
        lines = [
            Line(employee, signed.get(employee.id)) for employee in self._employees if employee.id in wanted
        ]
        return Sheet(document, edition, amendment, lines)

    def _works(self, employee: Employee) -> bool:
        hired = employee.hired_on is None or employee.hired_on <= self._on
        return hired and (employee.left_on is None or self._on <= employee.left_on)

    def _fits(self, employee: Employee, concern: Concern) -> bool:
        unit, position = concern.__data__["unit"], concern.__data__["position"]
        if position is not None and employee.__data__["position"] != position:
            return False
        return unit is None or self._is_in(employee.__data__["unit"], unit)

    def _is_in(self, unit: int | None, wanted: int) -> bool:
        """Whether a unit is the wanted one or a part of it, however deep."""
        seen: set[int] = set()
        while unit is not None and unit not in seen:
            if unit == wanted:
                return True
            seen.add(unit)
            unit = self._above.get(unit)
        return False
