"""Who looked at, printed or exported what is kept about a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import Record, kind_of, link_to
from kazcoop_desktop.models.history import HistoryEntry
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.services import access, history
from kazcoop_desktop.services.personal import links

ACTS = ("looked", "printed", "exported")
_AT_ONCE = 500


class Look(NamedTuple):
    """An entry of the history by which somebody saw a record about the person, and what the record is."""

    entry: HistoryEntry
    record: str

    def in_words(self) -> str:
        """Who saw what, in the current language."""
        return " ".join(history.lines(self.entry))


def at(person: Person) -> list[Look]:
    """Every look at the person's records, the latest first; at those that whoever works here may read or hand out."""
    found = []
    for record in links.about(person):
        model = type(record)
        if not (access.may("read", model) or access.may("personal_data")):
            continue
        name = _(model.outline.singular) if model.is_restricted or record == person else ""
        shown = name or _("{kind}: {name}").format(kind=_(model.outline.singular), name=record)
        found += [Look(entry, shown) for entry in history.of_record(record) if entry.act in ACTS]
    return sorted(found, key=lambda look: look.entry.id, reverse=True)


def exported(model: type[Record], ids: Iterable[int], *, by: str) -> None:
    """Notes with each person named by exported records that somebody has them now outside; nothing for other registers."""
    wanted = list(ids)
    if model is Person:
        people = set(wanted)
    else:
        try:
            link = link_to(model, Person)
        except LookupError:
            return
        people = set()
        for start in range(0, len(wanted), _AT_ONCE):
            batch = wanted[start : start + _AT_ONCE]
            named = model.select().where(model.id.in_(batch), link.is_null(False))
            people |= {record.__data__[link.name] for record in named}
    with access.as_program():  # whoever may export the register may have this noted with the persons
        told = {"list": model.outline.title}
        history.write_all(kind_of(Person), ((each, told) for each in sorted(people)), "exported", by=by)
