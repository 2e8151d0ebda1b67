"""How papers speak of a foreign citizen: names, where they live, what they study; nothing for nobody."""

from __future__ import annotations

from typing import Any

import peewee as pw

from kazcoop_desktop import i18n
from kazcoop_desktop.models.base import Record, text_of
from kazcoop_desktop.models.foreign_citizen import ForeignCitizen
from kazcoop_desktop.models.person import Person


def said(record: Record | None, field: pw.Field[Any]) -> str:
    """A field of the record, or of the one it names, as the paper prints it."""
    return text_of(record, field) if record is not None else ""


def joined(*parts: str, by: str = ", ") -> str:
    """The parts that are not empty, with commas between."""
    return by.join(part for part in parts if part)


def latin_name(person: Person) -> str:
    """ERIKSSON ANNA MARIA, as in the passport."""
    return joined(person.surname, person.given_names, by=" ").upper()


def name_in_lists(person: Person) -> str:
    """The name as the paper's language writes it, under it the spelling of the passport where that is another."""
    latin, own = latin_name(person), person.full_name(i18n.current())
    if i18n.current() == "en" or own.upper() == latin:
        return latin or own
    return joined(own, latin, by="\n")


def residence(stay: ForeignCitizen) -> str:
    """Dormitory, address, room."""
    return joined(said(stay, ForeignCitizen.residence), stay.address, stay.room)


def direction(stay: ForeignCitizen) -> str:
    """The direction of stay; where none is entered, the purpose of coming."""
    return stay.direction or said(stay, ForeignCitizen.purpose)
