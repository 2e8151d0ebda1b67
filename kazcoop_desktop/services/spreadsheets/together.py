"""One sheet that fills several registers: a list of foreigners holds their persons and passports too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import peewee as pw

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import text
from kazcoop_desktop.models.base import Record, database, fields_of, label, link_to
from kazcoop_desktop.models.person import Passport, Person
from kazcoop_desktop.services import bulk
from kazcoop_desktop.services.spreadsheets import headings, importing, planning
from kazcoop_desktop.services.spreadsheets.columns import scope_of
from kazcoop_desktop.services.spreadsheets.headings import LOOKED_AT, Header
from kazcoop_desktop.services.spreadsheets.packed import Packed
from kazcoop_desktop.services.spreadsheets.planning import Plan, Progress, Wrong, no_progress
from kazcoop_desktop.services.spreadsheets.workbook import Sheet

# A column that stands for another one when a list does not have it: passports are issued by the country of the
# citizen, and lists name that country once.
_INSTEAD: dict[pw.Field[Any], pw.Field[Any]] = {Passport.issuing_country: Person.citizenship}
# Lists write names in either script under the same heading; the Latin fields are those of the passport.
_IN_CYRILLIC: dict[pw.Field[Any], tuple[pw.Field[Any], pw.Field[Any]]] = {
    Person.surname: (Person.surname_kk, Person.surname_ru),
    Person.given_names: (Person.given_name_kk, Person.given_name_ru),
}
_KAZAKH_HEADINGS = ("теги", "аты", "есими")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_Headers = Mapping[type[Record], Header]


def headers(model: type[Record], sheet: Sheet) -> dict[type[Record], Header]:
    """The headings by the register that their fields belong to: those that are filled first, then `model`.

    Each column has its field in one of them. A list that holds this register alone has only its own.
    """
    own = headings.find(model, sheet, importing.remembered(model))
    if not model.entered_with:
        return {model: own}
    chain = (*model.entered_with, model)
    found = {each: headings.find(each, sheet, importing.remembered(each)) for each in chain}
    row = max(found.values(), key=_width).row
    top = replace(sheet, rows=Packed.of(line for line in sheet.rows if row - 1 <= line[0] <= row))
    found = {each: headings.find(each, top, importing.remembered(each)) for each in chain}
    link = link_to(model, chain[0])
    if not _width(found[chain[0]]) or any(field is link for field in found[model].fields):
        return {model: own}
    _tell_scripts_apart(found[chain[0]], sheet)
    taken: set[int] = set()
    for each in (model, *chain[:-1]):
        header = found[each]
        for at, field in enumerate(header.fields):
            if at in taken:
                header.fields[at] = None
            elif field is not None:
                taken.add(at)
    return {each: header for each, header in found.items() if each is model or _width(header)}


def plan(sheet: Sheet, found: _Headers, *, progress: Progress = no_progress) -> Plan:
    """What the sheet would bring into the last register of `found`, and before that into the others.

    A row that is wrong for one of the registers is wrong for all: it is skipped whole. Raises UserError as
    planning does.
    """
    *before, model = found
    if not before:
        return planning.plan(model, sheet, found[model], progress=progress)
    rows = dict(iter(sheet.rows))
    skipped: dict[int, Wrong] = {}
    questions: dict[tuple[str, str], Any] = {}
    while True:
        good = replace(sheet, rows=Packed.of(row for row in sheet.rows if row[0] not in skipped))
        parts = _tried(good, found, progress)
        for part in parts:
            questions |= part.questions
        wrong = {each.row: each for part in reversed(parts) for each in part.wrong}
        if not wrong:
            break
        skipped |= {row: each._replace(cells=rows[row]) for row, each in wrong.items()}
    *firsts, whole = parts
    whole.before = firsts
    whole.wrong = [skipped[row] for row in sorted(skipped)]
    whole.rows += len(skipped)
    whole.questions = questions
    for part in firsts:
        whole.understood = part.understood | whole.understood
    return whole


def _tell_scripts_apart(header: Header, sheet: Sheet) -> None:
    """Names in Cyrillic letters are the Kazakh ones under a Kazakh heading, else the Russian ones."""
    rows = [cells for number, cells in sheet.rows if number > header.row][:LOOKED_AT]
    for at, field in enumerate(header.fields):
        in_cyrillic = _IN_CYRILLIC.get(field) if field is not None else None
        cells = [str(row[at] or "") for row in rows if at < len(row)]
        if in_cyrillic and 2 * sum(bool(_CYRILLIC.search(cell)) for cell in cells) > len(cells):
            is_kazakh = text.fold(header.headings[at]) in _KAZAKH_HEADINGS
            wanted = in_cyrillic[0 if is_kazakh else 1]
            if not any(each is wanted for each in header.fields):
                header.fields[at] = wanted


def _width(header: Header) -> int:
    return sum(field is not None for field in header.fields)


def _tried(sheet: Sheet, found: _Headers, progress: Progress) -> list[Plan]:
    """The plans one after another, each as the register will be when those before it are done."""
    first, *others = found
    made = [planning.plan(first, sheet, found[first])]
    with database.atomic() as attempt:
        following = bulk.next_id(first)
        owners = made[0].found | {row.row: following + at for at, row in enumerate(made[0].new)}
        importing.write(made[0], by="", at=datetime.now())
        for each in others:
            link = link_to(each, first)
            linked, header = _with_owner(sheet, found, each, link, owners)
            answers = {scope_of(link): {text.fold(_named(owner)): owner for owner in owners.values()}}
            part = planning.plan(each, linked, header, answers=answers, progress=progress)
            part.understood.pop(label(link), None)
            _refuse_another_owner(part, link)
            made.append(part)
            if each is not others[-1]:
                importing.write(part, by="", at=datetime.now())
        attempt.rollback()
    return made


def _refuse_another_owner(part: Plan, link: pw.ForeignKeyField[Any]) -> None:
    """A passport does not pass from one person to another because two rows name it."""
    passed_on = [row for row in part.changed if link.name in row.changes]
    part.changed = Packed.of(row for row in part.changed if link.name not in row.changes)
    for row in passed_on:
        record = part.model.get_by_id(row.record_id)
        sentence = _("Row {row}: “{record}” is entered for {owner}.").format(
            row=row.row, record=record, owner=getattr(record, link.name)
        )
        part.wrong.append(Wrong(row.row, label(link), sentence, ()))


def _with_owner(
    sheet: Sheet,
    found: _Headers,
    model: type[Record],
    link: pw.ForeignKeyField[Any],
    owners: Mapping[int, int],
) -> tuple[Sheet, Header]:
    """The rows with the record that they belong to before them; only those that hold something of the register."""
    header = found[model]
    more = list(_instead(found, model))
    needed = [
        at
        for at, field in enumerate(header.fields)
        if field is not None and not field.null and field.default is None
    ]
    rows = []
    for number, cells in sheet.rows:
        if number in owners and all(at < len(cells) and cells[at] not in (None, "") for at in needed):
            borrowed = (cells[at] if at < len(cells) else None for at, _instead_of in more)
            rows.append((number, (_named(owners[number]), *borrowed, *cells)))
    fields = [link, *(field for _place, field in more), *header.fields]
    names = [label(link), *(label(field) for _place, field in more), *header.headings]
    return replace(sheet, rows=Packed.of(rows), merged=()), Header(header.row, names, fields)


def _instead(found: _Headers, model: type[Record]) -> Iterator[tuple[int, pw.Field[Any]]]:
    """Columns of the registers before that stand for fields which this one lacks in the sheet."""
    own = {field.name for field in found[model].fields if field is not None}
    for field in fields_of(model):
        other = _INSTEAD.get(field)
        if other is None or field.name in own or other.model not in found:
            continue
        for at, each in enumerate(found[other.model].fields):
            if each is other:
                yield at, field


def _named(owner: int) -> str:
    return f"id{owner}"
