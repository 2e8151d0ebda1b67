"""Which records are about one person, found by the links of the registers themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import peewee as pw

from kazcoop_desktop.models import RECORDS
from kazcoop_desktop.models.attached import Attached
from kazcoop_desktop.models.base import (
    Record,
    address_of,
    fields_for_any,
    fields_of,
    kind_of,
    parts_and_links,
    record_at,
)
from kazcoop_desktop.models.fields import AnyRecordField, LinkField, PartOfField
from kazcoop_desktop.models.person import Person


class Mention(NamedTuple):
    """A record that names one about the person, by a field that may be empty."""

    record: Record
    field: pw.Field[Any]


def about(person: Person, *, as_employee: bool = False) -> list[Record]:
    """The person, its parts, the records that cannot be without it, and so on from these; in the recycle bin or not.

    Each stands behind the one that it names. As an employee also the entry of the staff register and what is
    about it, which may be without a person and is therefore not there otherwise.
    """
    found: dict[str, Record] = {address_of(person): person}
    waiting: list[Record] = [person]
    while waiting:
        named = waiting.pop(0)
        for record, field in _naming(named):
            holds = not field.null or (as_employee and named is person)
            if holds and (address := address_of(record)) not in found:
                found[address] = record
                waiting.append(record)
    return list(found.values())


def mentions(records: Sequence[Record]) -> list[Mention]:
    """Records, not among these, that name one of them by a field that may be empty; and these themselves where they do."""
    addresses = {address_of(record) for record in records}
    found = [
        Mention(naming, field)
        for record in records
        for naming, field in _naming(record)
        if field.null or address_of(naming) not in addresses
    ]
    for field in fields_for_any(RECORDS):
        model: type[Record] = field.model
        found += [Mention(naming, field) for naming in model.select().where(field.in_(list(addresses)))]
    return found


def of_person(record: Record) -> Person | None:
    """The person that a record is about; None for a record about nobody."""
    seen: Record | None = record
    while seen is not None and not isinstance(seen, Person):
        seen = _named_by(seen)
    return seen


def attached(model: type[Attached], records: Iterable[Record]) -> Iterator[Any]:
    """What hangs on records: their files, papers, moves."""
    for record in records:
        yield from model.select().where((model.kind == kind_of(record)) & (model.record_id == record.id))


def _naming(record: Record) -> Iterator[tuple[Record, pw.ForeignKeyField[Any]]]:
    for field in parts_and_links(type(record), RECORDS):
        for naming in field.model.select().where(field == record.id):
            yield naming, field


def _named_by(record: Record) -> Record | None:
    """The record that this one cannot be without and that leads to a person: the person itself before others."""
    fields = fields_of(type(record))
    links = [each for each in fields if isinstance(each, LinkField | PartOfField) and not each.null]
    links.sort(key=lambda field: field.rel_model is not Person)
    for field in links:
        if field.rel_model is Person or _leads_to_person(field.rel_model, (type(record),)):
            named: Record | None = getattr(record, field.name)
            return named
    about_any = next((each for each in fields if isinstance(each, AnyRecordField)), None)
    return record_at(getattr(record, about_any.name)) if about_any is not None else None


def _leads_to_person(model: type[Record], seen: tuple[type[Record], ...]) -> bool:
    links = [
        field.rel_model
        for field in fields_of(model)
        if isinstance(field, LinkField | PartOfField) and not field.null
    ]
    return Person in links or any(
        _leads_to_person(link, (*seen, model)) for link in links if link not in (*seen, model)
    )
