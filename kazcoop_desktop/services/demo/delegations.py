"""Invented delegations for the demonstration: one closed, one just received, one on its way, one proposed."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from kazcoop_desktop import paths
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.attached import StageMove
from kazcoop_desktop.models.base import kind_of
from kazcoop_desktop.models.delegation import (
    STAGES,
    Delegation,
    DelegationHost,
    DelegationMember,
    DelegationPartner,
)
from kazcoop_desktop.models.institution import Employee, Position, Unit
from kazcoop_desktop.models.minutes import Minutes, Promise
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.person import Passport, Person
from kazcoop_desktop.models.reference import Signatory
from kazcoop_desktop.models.souvenir import Souvenir, SouvenirIssue, SouvenirReceipt
from kazcoop_desktop.models.visit import (
    EstimateLine,
    Guarantee,
    GuaranteeLine,
    ProgrammeItem,
    Venue,
)
from kazcoop_desktop.services import records
from kazcoop_desktop.services.delegations import programme

_ORDER = [key for key, _name in STAGES]
_LAST_DAY = 2  # after that of arrival
_VISITS = (  # days from today to the arrival, stage, first partner by its number
    (-62, "closed", 0),
    (-4, "received", 2),
    (24, "approved", 4),
    (52, "proposed", 6),
)


def fill(partners: Sequence[Partner], people: Sequence[Employee], *, on: date, by: str) -> None:
    """Writes four delegations around the day `on`, with all that belongs to them."""
    invented = tomllib.loads(paths.resource("demo", "delegations.toml").read_text(encoding="utf-8"))
    for entry in invented["employee"]:
        _employee(entry, by)
    _Writer(invented, partners, people, on, by).write()


def _employee(entry: dict[str, Any], by: str) -> None:
    position = Position.get_or_none(Position.name_kk == entry["position"])
    employee = records.save(Employee(**{**entry, "position": position}), by=by)
    for signatory in Signatory.select().where(Signatory.position == position):
        signatory.employee = employee
        records.save(signatory, by=by)


class _Writer:
    """Writes the visits one by one, each with what it has by its stage."""

    def __init__(
        self,
        invented: dict[str, Any],
        partners: Sequence[Partner],
        people: Sequence[Employee],
        on: date,
        by: str,
    ) -> None:
        self._invented = invented
        self._partners = partners
        self._people = people
        self._on = on
        self._by = by
        self._venues = [self._saved(Venue(**entry)) for entry in invented["venue"]]
        self._souvenirs = [self._souvenir(dict(entry)) for entry in invented["souvenir"]]
        self._persons = [self._person(dict(entry)) for entry in invented["person"]]

    def write(self) -> None:
        for days, stage, first in _VISITS:
            self._visit(self._on + timedelta(days=days), stage, first)

    def _saved(self, record: Any) -> Any:
        return records.save(record, by=self._by)

    def _visit(self, arrives_on: date, stage: str, first: int) -> None:
        place = _ORDER.index(stage)
        delegation = self._delegation(arrives_on, stage, first, is_bare=place == 0)
        if place == 0:
            return
        self._people_of(delegation, self._partners[first + 1])
        self._programme(delegation)
        self._money(delegation)
        if place >= _ORDER.index("received"):
            self._answers(delegation)
            self._gifts(delegation)
            self._minutes(delegation)
        self._moves(delegation, place)

    def _delegation(self, arrives_on: date, stage: str, first: int, *, is_bare: bool) -> Delegation:
        place = _ORDER.index(stage)
        partner = self._partners[first]
        delegation = Delegation(
            partner=partner,
            stage=stage,
            proposed_on=min(arrives_on - timedelta(days=60), self._on),
            responsible=self._people[3],
            arrives_on=arrives_on,
            purposes=("programmes", "negotiations"),
            ground="email",
            contact_name="Giulia Moretti",
        )
        if is_bare:
            return self._saved(delegation)  # type: ignore[no-any-return]
        whole = {
            "leaves_on": arrives_on + timedelta(days=_LAST_DAY),
            "arrival": "KC 942, 09:10; KC 941, 16:40",
            "hotel_need": "yes",
            "hotel": "«Алатау» қонақүйі",
            "room_category": "бір орындық стандарт",
            "hotel_people": 6,
            "languages": ("en",),
            "contact_phone": "+39 06 000 00 00",
            "contact_email": "g.moretti@partner.example",
            "ground": "agreement",
            "ground_agreement": Agreement.get_or_none(Agreement.partner == partner),
            "other_information": "екі қонақ вегетариандық тағам сұрайды",
            "unit": Unit.get_or_none(Unit.abbreviation == "МГИ"),
            "transport_need": "yes",
            "cultural_programme": "Өңірлік мұражай, ұлттық аспаптар оркестрінің концерті",
            "costs": "university",
            "funding": "университеттің өз қаражаты",
            "decided_on": arrives_on - timedelta(days=48),
            **self._invented["wording"],
        }
        for name, value in whole.items():
            setattr(delegation, name, value)
        for name, since, days in (
            ("invited_on", "invited", -42),
            ("prepared_on", "prepared", -15),
            ("passed_on", "received", -3),
            ("minutes_signed_on", "minutes_signed", 3),
            ("minutes_approved_on", "minutes_approved", 5),
            ("thanked_on", "closed", 6),
        ):
            if place >= _ORDER.index(since):
                setattr(delegation, name, arrives_on + timedelta(days=days))
        return self._saved(delegation)  # type: ignore[no-any-return]

    def _people_of(self, delegation: Delegation, second: Partner) -> None:
        self._saved(DelegationPartner(delegation=delegation, partner=second))
        for place, person in enumerate(self._persons):
            self._saved(
                DelegationMember(
                    delegation=delegation,
                    person=person,
                    role="head" if place == 0 else "member",
                    sequence=10 * (place + 1),
                    partner=delegation.partner if place < 3 else second,
                    needs_visa=place == 5,
                    diet="вегетариандық" if place == 2 else "",
                )
            )
        for place, role in ((0, "receives"), (1, "takes_part"), (2, "takes_part"), (3, "meets")):
            self._saved(
                DelegationHost(
                    delegation=delegation, employee=self._people[place], role=role, sequence=10 * place
                )
            )

    def _programme(self, delegation: Delegation) -> None:
        for entry in self._invented["item"]:
            values = {**entry, "venue": self._venues[entry["venue"]]}
            values["responsible"] = self._people[entry["responsible"]]
            values["held_on"] = _day(delegation, values.pop("day"))
            self._saved(ProgrammeItem(delegation=delegation, **values))

    def _money(self, delegation: Delegation) -> None:
        is_over = delegation.stage == "closed"
        for entry in self._invented["estimate"]:
            sums = {
                name: Decimal(entry[name])
                for name in ("price", "rate", "spent")
                if name in entry and (is_over or name != "spent")
            }
            values = {**entry, "funding": delegation.funding, "spent": None, **sums}
            if "rate" in entry:
                values |= {"rate_on": delegation.proposed_on, "funding": ""}
            if not is_over:
                values["spent_note"] = ""
            self._saved(EstimateLine(delegation=delegation, **values))
        for entry in self._invented["guarantee"]:
            values = {name: value for name, value in entry.items() if name != "lines"}
            guarantee = self._saved(Guarantee(delegation=delegation, **values))
            for line in entry["lines"]:
                self._line(guarantee, delegation, dict(line))

    def _line(self, guarantee: Guarantee, delegation: Delegation, line: dict[str, Any]) -> None:
        starts_on = _day(delegation, line.pop("day"))
        ends = line.pop("ends", None)
        ends_on = _day(delegation, ends) if ends is not None else None
        line["price"] = Decimal(line["price"])
        self._saved(GuaranteeLine(guarantee=guarantee, starts_on=starts_on, ends_on=ends_on, **line))

    def _answers(self, delegation: Delegation) -> None:
        for request in programme.ask_for_what_it_needs(delegation, by=self._by):
            request.answer, request.answered_on = "granted", _day(delegation, -5)
            if request.request_kind == "transport":
                request.answer_note = "шағын автобус, 001 AAA 02"
            if request.request_kind == "technical":
                request.details = "экран, екі микрофон, ілеспе аударма"
                request.specialist = "Жұмабек Е."
            if request.request_kind == "photo":
                request.details = "фото, бейне"
                request.deliver_by = delegation.leaves_on
            self._saved(request)

    def _gifts(self, delegation: Delegation) -> None:
        whom = ("G. Moretti, K. Lindholm", "барлық мүшелерге", "A. Bianchi")
        for souvenir, count, to_whom in zip(self._souvenirs, (2, 6, 1), whom, strict=True):
            self._saved(
                SouvenirIssue(
                    delegation=delegation,
                    souvenir=souvenir,
                    quantity=count,
                    to_whom=to_whom,
                    given_on=delegation.leaves_on,
                )
            )

    def _minutes(self, delegation: Delegation) -> None:
        self._saved(
            Minutes(
                delegation=delegation,
                held_on=_day(delegation, 1),
                starts_at="10:00",
                place="Ректораттың мәжіліс залы",
                languages=("en", "kk"),
                recorder=self._people[3],
                **self._invented["minutes"],
            )
        )
        is_over = delegation.stage == "closed"
        for place, entry in enumerate(self._invented["promise"]):
            values = {**entry, "owner": self._people[entry["owner"]] if "owner" in entry else None}
            due_on = _day(delegation, _LAST_DAY + values.pop("due"))
            kept = is_over and place == 0
            self._saved(
                Promise(
                    delegation=delegation,
                    partner=delegation.partner,
                    due_on=due_on,
                    done_on=due_on if kept else None,
                    result="жоба жіберілді" if kept else "",
                    **values,
                )
            )

    def _moves(self, delegation: Delegation, place: int) -> None:
        days = (
            delegation.decided_on,
            delegation.invited_on,
            delegation.prepared_on,
            delegation.arrives_on,
            delegation.minutes_signed_on,
            delegation.minutes_approved_on,
            delegation.thanked_on,
        )
        for number in range(1, place + 1):
            day = days[number - 1] or self._on
            StageMove.create(
                kind=kind_of(delegation),
                record_id=delegation.id,
                who=self._by,
                at=datetime.combine(day, time()),
                on=day,
                old_stage=_ORDER[number - 1],
                new_stage=_ORDER[number],
            )

    def _souvenir(self, entry: dict[str, Any]) -> Souvenir:
        received = entry.pop("received")
        souvenir = self._saved(Souvenir(**{**entry, "price": Decimal(entry["price"])}))
        if received:
            self._saved(
                SouvenirReceipt(
                    souvenir=souvenir,
                    received_on=self._on - timedelta(days=90),
                    quantity=received,
                    document="жүкқұжат № 31",
                )
            )
        return souvenir  # type: ignore[no-any-return]

    def _person(self, entry: dict[str, Any]) -> Person:
        number = entry.pop("passport", "")
        person = self._saved(Person(**entry))
        if number:
            self._saved(
                Passport(
                    person=person,
                    number=number,
                    issuing_country=person.citizenship,
                    expires_on=self._on + timedelta(days=1500),
                )
            )
        return person  # type: ignore[no-any-return]


def _day(delegation: Delegation, days: int) -> date:
    """So many days after the arrival."""
    assert delegation.arrives_on is not None
    day: date = delegation.arrives_on + timedelta(days=days)
    return day
