"""Deleting what is kept about a person: what must stay stays without the person, all the rest is destroyed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

import peewee as pw

from kazcoop_desktop import i18n
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models import guards, word_index
from kazcoop_desktop.models.attached import (
    ATTACHED,
    Attachment,
    ChecklistMark,
    Photo,
    Postponement,
    StageMove,
)
from kazcoop_desktop.models.base import Record, address_of, database, fields_of, index_words, kind_of
from kazcoop_desktop.models.fields import (
    AnyRecordField,
    ChoiceField,
    ChoicesField,
    ClockField,
    CountryField,
    CurrencyField,
    KeysField,
    PartOfField,
)
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.models.reference import JournalNumber
from kazcoop_desktop.services import access, files, history
from kazcoop_desktop.services.personal import links, retention, traces
from kazcoop_desktop.services.personal.links import Mention
from kazcoop_desktop.services.personal.retention import Kept

_CLOSED = (ChoiceField, ChoicesField, ClockField, CountryField, CurrencyField, KeysField, AnyRecordField)
_COPIES_KEPT = 9 * 31  # days; the program keeps monthly copies for nine months
_MARK = N_("Person No. {number}")
_FACTS = (Person.sex, Person.born_on, Person.birth_country, Person.iin)  # citizenship stays, for the reports


@dataclass(frozen=True)
class Plan:
    """What will become of everything about a person, before it happens."""

    person: Person
    destroyed: list[Kept]
    kept: list[Kept]  # without what tells who the person is
    unlinked: list[Mention]  # other records, which no longer name the person
    files: list[Attachment]
    photos: int
    texts: list[Record]  # other records in whose texts the person seems to be named: to be looked at by hand
    state: tuple[Any, ...]  # what tells one plan from another: the records with their versions, and the files

    def too_early(self, on: date) -> list[Kept]:
        """Records that must still be kept on a day, the longest first."""
        early = [(each.until, each) for each in (*self.destroyed, *self.kept) if each.until]
        return [each for until, each in sorted(early, key=lambda pair: pair[0], reverse=True) if until >= on]


def plan(person: Person, *, on: date) -> Plan:
    """What deleting the person's data would do. Raises NotAllowed to a role that may not delete them."""
    access.require("personal_data")
    records = links.about(person)
    rules = retention.rules(on)
    fates = {address_of(record): retention.kept(record, rules) for record in records}
    staying = _staying(records, fates)
    destroyed = [record for record in records if address_of(record) not in staying]
    lost = {address_of(record) for record in destroyed}
    naming = [each for each in links.mentions(destroyed) if address_of(each.record) not in lost]
    attached = list(links.attached(Attachment, records))
    return Plan(
        person=person,
        destroyed=[fates[address_of(record)] for record in destroyed],
        kept=[fates[address_of(record)] for record in records if address_of(record) in staying],
        unlinked=naming,
        files=attached,
        photos=sum(1 for _photo in links.attached(Photo, records)),
        texts=traces.in_texts(person, without=records),
        state=(
            [(address_of(record), record.ver, address_of(record) in staying) for record in records],
            [(address_of(each.record), each.field.name) for each in naming],
            [each.id for each in attached],
        ),
    )


def erase(planned: Plan, *, reason: str, by: str, on: date) -> None:
    """Does what was planned: the whole database part in one transaction, then the files.

    Raises UserError without a reason, or when the person's records have changed since the plan was made.
    """
    if not reason.strip():
        raise UserError(_("Give the reason."))
    access.require("personal_data")
    with database.atomic(), access.as_program():
        person = Person.get_by_id(planned.person.id)
        fresh = plan(person, on=on)
        guards.lift(database.obj)  # the law lets approved records go, too; back in place before it is over
        if fresh.state != planned.state:
            raise UserError(_("The records were changed meanwhile. Look at what will be deleted once more."))
        names = traces.names_of(person)
        staying = [each.record for each in fresh.kept]
        gone = [each.record for each in fresh.destroyed]
        for model, same in groupby(sorted((*staying, *gone), key=kind_of), key=kind_of):
            history.forget(model, [record.id for record in same], by=by)
        held = {address_of(record): record for record in staying}
        for naming, field in fresh.unlinked:
            _unlink(held.get(address_of(naming), naming), field, by=by)
        _empty(
            held, {each.rule.applies_to: each.rule.keeps.split() for each in fresh.kept if each.rule}, person
        )
        _drop_attached(gone, staying)
        traces.remove(names, [*staying, *gone], mark=mark_of(person, "kk"))
        for record in reversed(gone):
            history.write(kind_of(record), record.id, "destroyed", by=by)
            type(record).delete().where(type(record).id == record.id).execute()
        history.write(kind_of(Person), person.id, "forgotten", by=by, changes={"reason": reason.strip()})
        touched: set[type[Record]] = {JournalNumber, *(type(record) for record in (*staying, *gone))}
        touched |= {type(each.record) for each in fresh.unlinked}
        word_index.forget(database.obj, touched)
        guards.keep(database.obj)
    files.sweep()
    database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def copies_until(on: date) -> date:
    """When the last backup copy that the program keeps by itself, and that was made until today, will be gone."""
    return on + timedelta(days=_COPIES_KEPT)


def mark_of(person: Person, language: str) -> str:
    """What stands in the place of a deleted person's name: Тұлға № 123."""
    with i18n.language(language):
        return _(_MARK).format(number=person.id)


def _staying(records: Sequence[Record], fates: dict[str, Kept]) -> set[str]:
    """What is kept: records whose rule says so, those without a rule that are no part of the person's, and what these name."""
    staying: set[str] = set()
    by_address = {address_of(record): record for record in records}
    for record in records:
        rule = fates[address_of(record)].rule
        owner = _owner(record)
        if isinstance(record, Person):
            continue
        if rule is not None:
            stays = rule.outcome == "kept"
        else:
            stays = not isinstance(owner, Person) and (owner is None or address_of(owner) in staying)
            stays = stays or (owner is not None and address_of(owner) not in by_address)
        if stays:
            staying.add(address_of(record))
    waiting = list(staying)
    while waiting:
        for named in _must_name(by_address[waiting.pop()]):
            address = address_of(named)
            if address in by_address and address not in staying:
                staying.add(address)
                waiting.append(address)
    return staying


def _owner(record: Record) -> Record | None:
    """The record that this one is a part of."""
    part_of = next((field for field in fields_of(type(record)) if isinstance(field, PartOfField)), None)
    return getattr(record, part_of.name) if part_of else None


def _must_name(record: Record) -> Iterator[Record]:
    for field in fields_of(type(record)):
        if isinstance(field, pw.ForeignKeyField) and not field.null:
            yield getattr(record, field.name)


def _unlink(record: Record, field: pw.Field[Any], *, by: str) -> None:
    """Lets a record no longer name what will be gone; its history tells which field was emptied."""
    empty = None if field.null else ""
    setattr(record, field.name, empty)
    record.ver += 1
    index_words(record)
    model = type(record)
    record.save(only=[field, model.ver, model.search_text, model.order_key])
    history.write(kind_of(record), record.id, "changed", by=by, changes={field.name: (None, None)})


def _empty(held: dict[str, Record], texts_kept: dict[str, list[str]], person: Person) -> None:
    """Takes the texts out of records that stay; the person itself gets a mark for a name."""
    for record in held.values():
        for field in fields_of(type(record)):
            if isinstance(field, pw.ForeignKeyField) and (named := getattr(record, field.name)) is not None:
                setattr(record, field.name, held.get(address_of(named), named))
            elif _tells_who(field, record, texts_kept.get(kind_of(record), ())):
                setattr(record, field.name, _emptied(field, person))
        if record == person:
            for stem, language in (("surname", "en"), ("surname_kk", "kk"), ("surname_ru", "ru")):
                setattr(record, stem, mark_of(person, language))
            for field in _FACTS:
                setattr(record, field.name, None if field.null else "")
        record.ver += 1
    for record in held.values():  # after all of them are emptied: some are found by the words of others
        index_words(record)
        record.save()


def _tells_who(field: pw.Field[Any], record: Record, kept: Sequence[str]) -> bool:
    is_text = isinstance(field, pw.CharField | pw.TextField | pw.FixedCharField)
    return is_text and not isinstance(field, _CLOSED) and field.name not in kept


def _emptied(field: pw.Field[Any], person: Person) -> Any:
    """Nothing; the mark where a text may not be empty."""
    if field.null:
        return None
    return mark_of(person, "kk")[: getattr(field, "max_length", None)] if field.default is None else ""


def _drop_attached(gone: Sequence[Record], staying: Sequence[Record]) -> None:
    """Takes away what hangs on the records: all of those that go; files, photos and notes of those that stay."""
    for record in gone:
        for model in ATTACHED:
            model.delete().where((model.kind == kind_of(record)) & (model.record_id == record.id)).execute()
    for record in staying:
        for model in (Attachment, Photo):
            model.delete().where((model.kind == kind_of(record)) & (model.record_id == record.id)).execute()
        for noted, field in (
            (StageMove, StageMove.note),
            (ChecklistMark, ChecklistMark.note),
            (Postponement, Postponement.reason),
        ):
            mine = (noted.kind == kind_of(record)) & (noted.record_id == record.id)
            noted.update({field: ""}).where(mine).execute()
