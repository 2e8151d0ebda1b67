"""Invented but plausible data to look around in, the same every time; or very many, to work on speed."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from kazcoop_desktop import paths
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import word_index
from kazcoop_desktop.models.agreement import (
    FORMS_OF_COOPERATION,
    STAGES,
    Activity,
    Agreement,
    AgreementContact,
    AgreementCopy,
    Annex,
    Approval,
)
from kazcoop_desktop.models.attached import StageMove
from kazcoop_desktop.models.base import Record, database, fields_of, index_words, kind_of
from kazcoop_desktop.models.institution import Employee, Institution, Position, Unit
from kazcoop_desktop.models.letter import Letter
from kazcoop_desktop.models.partner import Partner, PartnerContact
from kazcoop_desktop.models.reference import Signatory
from kazcoop_desktop.services import records
from kazcoop_desktop.services.demo import (
    delegations,
    documents,
    foreigners,
    incidents,
    mobility,
    scholars,
    stays,
    trips,
)
from kazcoop_desktop.services.demo import letters as demo_letters

PERSON = "Сейіт А."  # the senior manager, who has entered all of it
_HAND_MADE = 60
_STAGE_KEYS = [key for key, _name in STAGES]
_SIGNED = _STAGE_KEYS.index("signed")
_LIKELY = [8, 6, 5, 5, 3, 4, 6, 55, 4, 4]  # how many of a hundred agreements stand at each stage
_KINDS = ["memorandum"] * 5 + ["agreement"] * 3 + ["contract", "protocol_of_intent", "dual_degree"]


def fill(
    *, records_wanted: int, on: date, progress: Callable[[int, int], None] = lambda done, total: None
) -> None:
    """Fills an empty data folder: an office, partners and so many agreements, around the day `on`.

    Raises UserError when something has been entered already.
    """
    if Agreement.select().exists() or Partner.select().exists():
        raise UserError(_("Invented data goes only into an empty data folder; this one has records."))
    invented = tomllib.loads(paths.resource("demo", "office.toml").read_text(encoding="utf-8"))
    chance = Random(717)
    with database.atomic():
        units, employees = _office(invented)
        partners = [_saved(_partner(entry, chance)) for entry in invented["partner"]]
        for place, partner in enumerate(partners):
            _saved(_contact(partner, place, chance))
        writer = _Writer(chance, on, invented["agreements"], units, employees)
        for number in range(min(records_wanted, _HAND_MADE)):
            writer.agreement(number, partners[number % len(partners)])
        demo_letters.fill(partners, employees, on=on, by=PERSON)
        by_abbreviation = {unit.abbreviation: unit for unit in units}
        trips.fill(by_abbreviation, employees, partners, on=on, by=PERSON)
        delegations.fill(partners, employees, on=on, by=PERSON)
        scholars.fill(partners, units, employees, on=on, by=PERSON)
        foreigners.fill(employees, on=on, by=PERSON)
        documents.fill(by_abbreviation, on=on, by=PERSON)
        stays.fill(on=on, by=PERSON)
        mobility.fill(partners, employees, by_abbreviation, on=on, by=PERSON)
        incidents.fill(employees, on=on, by=PERSON)
    if records_wanted > _HAND_MADE:
        _multiply(partners, records_wanted - _HAND_MADE, on, chance, progress)


def _saved(record: Any) -> Any:
    return records.save(record, by=PERSON)


def _office(invented: dict[str, Any]) -> tuple[list[Unit], list[Employee]]:
    units = {entry["abbreviation"]: _saved(Unit(**entry)) for entry in invented["unit"]}
    employees = []
    for entry in invented["employee"]:
        position = Position.get_or_none(Position.name_kk == entry.get("position", ""))
        unit = units.get(entry.get("unit", ""))
        employee = _saved(Employee(**{**entry, "position": position, "unit": unit}))
        employees.append(employee)
        for signatory in Signatory.select().where(Signatory.position == position):
            signatory.employee = employee
            _saved(signatory)
    _saved(Institution(**invented["institution"], head=employees[0]))
    return list(units.values()), employees


def _partner(entry: dict[str, Any], chance: Random) -> Partner:
    name, name_kk, name_ru, name_en = entry["names"]
    country, city, website = entry["place"]
    return Partner(
        name=name,
        name_kk=name_kk,
        name_ru=name_ru,
        name_en=name_en,
        country=country,
        city=city,
        website=website,
        partner_kind="foundation" if "Fund" in name_en or "Foundation" in name_en else "university",
        email=f"international@{website.removeprefix('www.')}",
        level=chance.choice(["contact", "negotiations", "in_force", "in_force"]),
        ranking=f"QS 2026 – {chance.randrange(150, 1200)}",
        about="1965 жылы құрылған, он екі факультеті, екі жүзге жуық бағдарламасы бар.",
        prospects="студент алмасу, бірлескен жобалар",
    )


def _contact(partner: Partner, place: int, chance: Random) -> PartnerContact:
    given = ["Anna", "Marco", "Elif", "Jonas", "Mei", "Sofia", "Piotr", "Laura"][place % 8]
    surname = ["Lindqvist", "Moretti", "Yildiz", "Keller", "Zhang", "Navarro", "Nowak", "Ferris"][
        chance.randrange(8)
    ]
    return PartnerContact(
        partner=partner,
        name=f"{given} {surname}",
        position="International Relations Office",
        email=f"{given}.{surname}@{partner.website.removeprefix('www.')}".lower(),
    )


class _Writer:
    """Writes agreements one by one, each with the life that fits its stage."""

    def __init__(
        self, chance: Random, on: date, words: dict[str, Any], units: list[Unit], employees: list[Employee]
    ) -> None:
        self._chance = chance
        self._on = on
        self._words = words
        self._units = units
        self._employees = employees

    def agreement(self, number: int, partner: Partner) -> None:
        chance = self._chance
        stage = chance.choices(range(len(_STAGE_KEYS)), _LIKELY)[0] if number >= len(_STAGE_KEYS) else number
        agreement = Agreement(
            partner=partner,
            agreement_kind=_KINDS[number % len(_KINDS)],
            unit=chance.choice(self._units[1:5]),
            responsible=chance.choice(self._employees[2:6]),
            purpose=self._words["purposes"][number % len(self._words["purposes"])],
            directions=self._words["directions"][number % len(self._words["directions"])],
            prospects=chance.choice(self._words["prospects"]),
            level="ниет хаттары алмасылды",
            expected_result="жылына екі бірлескен іс-шара",
            forms=tuple(chance.sample([key for key, _name in FORMS_OF_COOPERATION], 3)),
            languages=("kk", "en"),
        )
        if stage >= _SIGNED:
            self._sign(agreement, stage)
        else:
            agreement.stage = _STAGE_KEYS[stage]
        _saved(agreement)
        self._moves(agreement, stage)
        self._parts(agreement, stage)

    def _sign(self, agreement: Agreement, stage: int) -> None:
        chance = self._chance
        years = chance.choice([3, 5])
        ended = _STAGE_KEYS[stage] == "ended"
        ends_on = self._on + timedelta(
            days=-chance.randrange(10, 400) if ended else chance.randrange(20, years * 300)
        )
        agreement.stage = _STAGE_KEYS[stage]
        agreement.signed_on = ends_on - timedelta(days=365 * years)
        if _STAGE_KEYS[stage] in ("signed", "filed"):
            agreement.signed_on = self._on - timedelta(days=chance.randrange(1, 9))
            ends_on = agreement.signed_on + timedelta(days=365 * years)
        agreement.in_force_on = agreement.signed_on
        agreement.expires_on = ends_on
        agreement.signed_at = "Алматы"
        agreement.our_signatory = self._employees[0]
        agreement.partner_signatory = "Prof. Dr. M. Keller"
        agreement.partner_signatory_position = "Rector"
        agreement.sheets = chance.randrange(2, 8)
        agreement.notice_days = chance.choice([None, 30, 60, 90])
        agreement.original_place = "Бухгалтерия, 3-шкаф"
        if stage > _SIGNED:
            agreement.notified_on = agreement.signed_on + timedelta(days=2)

    def _moves(self, agreement: Agreement, stage: int) -> None:
        day = (agreement.signed_on or self._on) - timedelta(days=20 * min(stage, _SIGNED))
        for step in range(1, stage + 1):
            day = min(day + timedelta(days=20), self._on)
            old, new = _STAGE_KEYS[step - 1], _STAGE_KEYS[step]
            moment = datetime.combine(day, datetime.min.time())
            StageMove.create(
                kind=kind_of(agreement),
                record_id=agreement.id,
                who=PERSON,
                at=moment,
                on=day,
                old_stage=old,
                new_stage=new,
            )

    def _parts(self, agreement: Agreement, stage: int) -> None:
        chance = self._chance
        _saved(
            AgreementContact(
                agreement=agreement, name="Anna Lindqvist", position="Coordinator", email="a@partner.example"
            )
        )
        if stage >= _STAGE_KEYS.index("legal_approval"):
            handed_on = (agreement.signed_on or self._on) - timedelta(days=chance.randrange(4, 20))
            returned = (
                {"returned_on": handed_on + timedelta(days=3), "answer": "approved"}
                if stage >= _SIGNED
                else {}
            )
            _saved(
                Approval(
                    agreement=agreement, step="legal", with_whom="Һәкім І.Ғ.", handed_on=handed_on, **returned
                )
            )
        if stage < _SIGNED or agreement.signed_on is None:
            return
        for kind, place, language in (
            ("original", "accounting", "kk"),
            ("copy", "institute", "kk"),
            ("copy", "department", "en"),
        ):
            _saved(
                AgreementCopy(
                    agreement=agreement,
                    copy_kind=kind,
                    place=place,
                    language=(language,),
                    shelf=f"{chance.randrange(1, 6)}-шкаф, {chance.randrange(1, 40)}-папка",
                    placed_on=agreement.signed_on + timedelta(days=2),
                )
            )
        for number in range(chance.randrange(1, 4)):
            self._activity(agreement, number)
        if agreement.stage == "amended":
            _saved(
                Annex(
                    agreement=agreement,
                    number=1,
                    signed_on=self._on - timedelta(days=40),
                    in_force_on=self._on - timedelta(days=40),
                    content_kk="5-тармақ мынадай редакцияда жазылсын: «Келісім екі жылға ұзартылады».",
                    content_ru="Пункт 5 изложить в следующей редакции: «Соглашение продлевается на два года».",
                    content_en="Clause 5 shall read: “The Agreement is extended by two years.”",
                    new_expires_on=agreement.expires_on + timedelta(days=730)
                    if agreement.expires_on
                    else None,
                )
            )

    def _activity(self, agreement: Agreement, number: int) -> None:
        chance = self._chance
        name, form = self._words["activities"][(agreement.id + number) % len(self._words["activities"])]
        starts_on = self._on + timedelta(days=chance.randrange(-300, 120))
        ends_on = starts_on + timedelta(days=chance.randrange(1, 10))
        is_done = ends_on < self._on and chance.random() < 0.93
        _saved(
            Activity(
                agreement=agreement,
                name=name,
                form=form,
                starts_on=starts_on,
                ends_on=ends_on,
                our_responsible=chance.choice(self._employees[2:6]),
                partner_responsible="Anna Lindqvist",
                done_on=ends_on if is_done else None,
                result="үш мақала жарияланды" if is_done else "",
                participants=chance.randrange(2, 40) if is_done else None,
            )
        )


def _multiply(
    partners: list[Partner], wanted: int, on: date, chance: Random, progress: Callable[[int, int], None]
) -> None:
    """Very many agreements, as many letters and a fifth as many partners, made from the ones there are, in bulk."""
    agreements = list(Agreement.select())
    with word_index.made_later(database.obj, Partner), database.atomic():
        _insert(Partner, _copies_of_partners(partners, wanted // 5))
    ids = [row[0] for row in database.execute(Partner.select(Partner.id))]
    with word_index.made_later(database.obj, Agreement), database.atomic():
        _insert(Agreement, _copies_of_agreements(agreements, ids, wanted, on, chance, progress))
    named = list(Partner.select())
    with word_index.made_later(database.obj, Letter), database.atomic():
        _insert(Letter, demo_letters.many(wanted, named, on=on, chance=chance))


def _copies_of_partners(partners: list[Partner], wanted: int) -> Iterator[Partner]:
    for number in range(wanted):
        copy = Partner(**partners[number % len(partners)].__data__)
        for name in ("name", "name_kk", "name_ru", "name_en"):
            setattr(copy, name, f"{getattr(copy, name)} № {number + 2}")
        yield copy


def _copies_of_agreements(
    agreements: list[Agreement],
    partner_ids: list[int],
    wanted: int,
    on: date,
    chance: Random,
    progress: Callable[[int, int], None],
) -> Iterator[Agreement]:
    named = {partner.id: partner for partner in Partner.select()}
    for number in range(wanted):
        if number % 5000 == 0:
            progress(number, wanted)
        copy = Agreement(**agreements[number % len(agreements)].__data__)
        copy.partner = named[partner_ids[chance.randrange(len(partner_ids))]]
        copy.number = f"К-{1990 + number % 36}/{number:07}"
        if copy.signed_on and copy.expires_on:
            moved = timedelta(days=chance.randrange(-3000, 800))
            copy.signed_on = copy.in_force_on = copy.signed_on + moved
            copy.expires_on += moved
            if copy.notified_on:
                copy.notified_on += moved
            if copy.expires_on < on:
                copy.stage = "ended"
        yield copy


def _insert(model: type[Record], made: Iterator[Any]) -> None:
    """Writes many records by one statement; the search index follows in one go."""
    stored = ["ver", "order_key", "search_text", *(field.name for field in fields_of(model))]
    columns = [getattr(model, name) for name in stored]
    marks = ", ".join("?" for _column in columns)
    names = ", ".join(f'"{column.column_name}"' for column in columns)
    statement = f"INSERT INTO {kind_of(model)} ({names}) VALUES ({marks})"

    def row(record: Record) -> tuple[Any, ...]:
        index_words(record)
        return tuple(column.db_value(record.__data__.get(column.name)) for column in columns)

    database.obj.connection().executemany(statement, (row(record) for record in made))
