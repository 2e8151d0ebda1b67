"""Where a person is named besides their own records: in texts, in journals of numbers, in what was typed and imported."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import peewee as pw

from kazcoop_desktop.models import RECORDS
from kazcoop_desktop.models.attached import Paper, Setting
from kazcoop_desktop.models.base import Record, address_of, fields_of, index_words, kind_of
from kazcoop_desktop.models.fields import ChoiceField, CountryField, CurrencyField, KeysField
from kazcoop_desktop.models.history import Import
from kazcoop_desktop.models.person import Passport, Person
from kazcoop_desktop.models.reference import JournalNumber
from kazcoop_desktop.services.personal import links
from kazcoop_desktop.services.spreadsheets import answers

_MOST = 50  # records shown to be looked at by hand
_SHORTEST = 5  # letters of a surname that tells a person by itself


def names_of(person: Person) -> list[str]:
    """How texts may name the person, the longest first: names in each spelling, the IIN, passports, mail and phone."""
    full = {person.full_name(code) for code in ("kk", "ru", "en")} | set(person.other_names())
    surnames = {
        name for name in (person.surname, person.surname_kk, person.surname_ru) if len(name) >= _SHORTEST
    }
    numbers = {row.number for row in Passport.select(Passport.number).where(Passport.person == person)}
    plain = {person.iin, person.email, person.phone}
    names = {name.strip() for name in full | surnames | numbers | plain}
    return sorted(filter(None, names), key=len, reverse=True)


def in_texts(person: Person, *, without: Sequence[Record]) -> list[Record]:
    """Records in whose texts the person seems to be named, apart from these; the program does not change them."""
    names = names_of(person)
    own = {address_of(record) for record in without}
    found: list[Record] = []
    for model in RECORDS:
        texts = [field for field in fields_of(model) if _is_text(field)]
        if texts and names and model is not JournalNumber:
            naming = model.select().where(_says(texts, names)).limit(_MOST)
            found += [each for each in naming if address_of(each) not in own]
    return found[:_MOST]


def remove(names: Sequence[str], records: Sequence[Record], *, mark: str) -> None:
    """Takes the person out of subjects of numbers, unsaved edits, remembered spellings, and what could undo an import."""
    _rename_subjects(names, records, mark)
    own = {f"draft/{kind_of(record)}/{record.id}" for record in records}
    for kept in Setting.select().where(Setting.name.startswith("draft/")):
        typed = json.dumps(kept.value, ensure_ascii=False)
        if kept.name in own or any(name in typed for name in names):
            kept.delete_instance()
    ids: dict[str, set[int]] = {}
    for record in records:
        ids.setdefault(kind_of(record), set()).add(record.id)
        answers.forget_meaning(record)
    for done in Import.select().where(Import.kind.in_(list(ids))):
        left = {key: value for key, value in done.changed.items() if int(key) not in ids[done.kind]}
        if left != done.changed:
            Import.update(changed=left).where(Import.id == done.id).execute()


def _rename_subjects(names: Sequence[str], records: Sequence[Record], mark: str) -> None:
    """In the journals the numbers given for these records and their papers stay, under the mark."""
    numbers = {paper.number for paper in links.attached(Paper, records)}
    numbers |= {getattr(record, "number", "") for record in records if type(record).numbered_in}
    given = JournalNumber.number.in_(sorted(numbers - {""}))
    for row in JournalNumber.select().where(given, _says([JournalNumber.subject], names)) if names else ():
        for name in names:
            row.subject = row.subject.replace(name, mark)
        index_words(row)
        row.save(only=[JournalNumber.subject, JournalNumber.search_text, JournalNumber.order_key])


def _says(texts: Sequence[pw.Field[Any]], names: Sequence[str]) -> Any:
    """That one of these fields holds one of these names, letter for letter."""
    said = pw.fn.concat_ws(
        "\n", *texts
    )  # one term for each field and name would nest too deep for many of both
    holds: Any = pw.fn.instr(said, names[0]) > 0
    for name in names[1:]:
        holds |= pw.fn.instr(said, name) > 0
    return holds


def _is_text(field: pw.Field[Any]) -> bool:
    closed = (ChoiceField, CountryField, CurrencyField, KeysField)
    return isinstance(field, pw.CharField | pw.TextField) and not isinstance(field, closed)
