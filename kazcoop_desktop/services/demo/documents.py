"""An invented registrar's regulation for the demonstration: its edition, its readers, its changes and copies."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import cycle, islice, pairwise
from typing import Any

from kazcoop_desktop import paths
from kazcoop_desktop.models.amendment import AMENDMENT_STAGES, Amendment
from kazcoop_desktop.models.attached import StageMove
from kazcoop_desktop.models.base import kind_of
from kazcoop_desktop.models.circulation import Concern
from kazcoop_desktop.models.document import ApprovalAct, Document, Edition, LegalBasis
from kazcoop_desktop.models.institution import Employee, Position, Unit
from kazcoop_desktop.services import records
from kazcoop_desktop.services.documents import acquaintance, amendments, copies

_AGE = 440  # days since the edition came into force
_READ_BY = 50  # have signed for the edition
_READ_CHANGE = 34  # of them for the first change


def fill(units: Mapping[str, Unit], *, on: date, by: str) -> None:
    """Adds the registrar's office, people up to 55 in seven units, and the regulation, around the day `on`."""
    invented = tomllib.loads(paths.resource("demo", "documents.toml").read_text(encoding="utf-8"))
    writer = _Writer(invented, on, by)
    registrar = writer.saved(Unit(**invented["unit"]))
    seven = {**units, registrar.abbreviation: registrar}
    writer.people({seven[name]: count for name, count in invented["people"].items()})
    edition = writer.document(registrar, [seven[name] for name in invented["people"]])
    writer.changes(edition)


class _Writer:
    def __init__(self, invented: dict[str, Any], on: date, by: str) -> None:
        self._invented = invented
        self._on = on
        self._by = by
        self._begins_on = on - timedelta(days=_AGE)

    def saved(self, record: Any) -> Any:
        return records.save(record, by=self._by)

    def people(self, wanted: Mapping[Unit, int]) -> None:
        """Fills each unit up with invented people; the registrar's office gets its head first."""
        positions: dict[str, Position] = {}
        for entry in self._invented["position"]:
            named = {name: entry[name] for name in ("name_kk", "name_ru", "name_en")}
            positions |= dict.fromkeys(entry["unit_kinds"], self.saved(Position(**named)))
        head = Position.get_or_none(Position.name_kk == self._invented["head_position"])
        names = self._names()
        for place, (unit, count) in enumerate(wanted.items()):
            there = Employee.select().where(Employee.unit == unit).count()
            for number, name in enumerate(islice(names, count - there)):
                leads = place == number == 0
                position = head if leads else positions[unit.unit_kind]
                self.saved(Employee(**name, unit=unit, position=position, hired_on=date(2021, 9, 1)))

    def _names(self) -> Iterator[dict[str, str]]:
        """Names that do not repeat for a long time, women and men in turn."""
        said = self._invented["names"]
        women, men = cycle(said["women"]), cycle(said["men"])
        for place, surname in enumerate(cycle(said["surnames"])):
            given = next(men if place % 2 else women)
            yield {
                "surname": surname[0],
                "given_name": given[0],
                "surname_ru": surname[1],
                "given_name_ru": given[1],
                "surname_en": surname[2],
                "given_name_en": given[2],
                "sex": "male" if place % 2 else "female",
            }

    def document(self, registrar: Unit, units: list[Unit]) -> Edition:
        """The regulation with its edition, its acts, those it concerns, its copies and most of the signatures."""
        head = Employee.select().where(Employee.unit == registrar).order_by(Employee.id).first()
        document = self.saved(
            Document(
                **self._invented["document"],
                unit=registrar,
                responsible=head,
                published_on=self._begins_on + timedelta(days=2),
                next_review_on=self._on + timedelta(days=45),
            )
        )
        for place, act in enumerate(self._invented["legal_basis"], 1):
            self.saved(LegalBasis(document=document, sequence=place, **act))
        approved_on = self._begins_on - timedelta(days=5)
        self.saved(ApprovalAct(document=document, number="1", approved_on=approved_on))
        for unit in units:
            self.saved(Concern(document=document, unit=unit))
        edition: Edition = self.saved(
            Edition(document=document, in_force_on=self._begins_on, **self._invented["edition"])
        )
        for unit in units:
            copies.issue(edition, unit, on=self._begins_on + timedelta(days=3), by=self._by)
        readers = acquaintance.concerned(document, on=self._begins_on + timedelta(days=8))
        first, others = readers[: _READ_BY // 2], readers[_READ_BY // 2 : _READ_BY]
        acquaintance.sign(edition, first, on=self._begins_on + timedelta(days=6), by=self._by)
        acquaintance.sign(edition, others, on=self._begins_on + timedelta(days=8), by=self._by)
        return edition

    def changes(self, edition: Edition) -> None:
        """One change that all but some have read, and one that waits for the council."""
        nearly_done, waiting = self._invented["amendment"]
        proposed_on = self._on - timedelta(days=60)
        change = self._change(edition, nearly_done, proposed_on)
        change.agreed_on = proposed_on + timedelta(days=4)
        change.considered_on = change.decided_on = proposed_on + timedelta(days=20)
        change.participants, change.votes_for, change.votes_against = 21, 17, 2
        change.outcome, change.act_number = "adopted", "2"
        self.saved(change)
        entered_on = change.decided_on + timedelta(days=2)
        amendments.enter_in_sheet(change, on=entered_on, by=self._by, entered_by=change.proposed_by)
        notices = amendments.notify(change, on=entered_on + timedelta(days=1), by=self._by)
        for notice in notices[:-2]:
            notice.received_on = entered_on + timedelta(days=4)
            self.saved(notice)
        readers = acquaintance.concerned(edition.document, on=entered_on)[:_READ_CHANGE]
        acquaintance.sign(change, readers, on=entered_on + timedelta(days=6), by=self._by)
        self._walk(change, "notified", proposed_on)
        second = self._change(edition, waiting, self._on - timedelta(days=12))
        second.agreed_on = self._on - timedelta(days=7)
        self.saved(second)
        self._walk(second, "agreed", second.proposed_on)

    def _change(self, edition: Edition, words: dict[str, Any], proposed_on: date) -> Amendment:
        document = edition.document
        return Amendment(
            document=document,
            edition=edition,
            proposed_on=proposed_on,
            proposed_by=document.responsible,
            **words,
        )

    def _walk(self, change: Amendment, stage: str, day: date) -> None:
        """The stages up to this one, a few days apart, as if they had been moved one by one."""
        keys = [key for key, _name in AMENDMENT_STAGES]
        for old, new in pairwise(keys[: keys.index(stage) + 1]):
            day = min(day + timedelta(days=5), self._on)
            StageMove.create(
                kind=kind_of(change), record_id=change.id, who=self._by, old_stage=old, new_stage=new, on=day
            )
        change.stage = stage
        self.saved(change)
