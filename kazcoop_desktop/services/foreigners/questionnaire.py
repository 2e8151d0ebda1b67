"""What a person answers in the questionnaire of annex 1, gathered from the records, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import peewee as pw

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.attached import Photo
from kazcoop_desktop.models.base import Record, kind_of, label
from kazcoop_desktop.models.fields import PartOfField
from kazcoop_desktop.models.foreign_citizen import REASONS, ForeignCitizen
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.models.questionnaire import (
    Education,
    PastActivity,
    PersonLanguage,
    Relative,
    RestrictedFacts,
)

YEARS_ASKED = 5  # order 661, annex 1, item 13
_PARTS: dict[str, PartOfField] = {
    "relatives": Relative.person,
    "educations": Education.person,
    "languages": PersonLanguage.person,
    "activities": PastActivity.person,
}


@dataclass
class Answers:
    """All that the questionnaire asks of one person; `stay` is empty for somebody who is no foreign citizen here."""

    person: Person
    stay: ForeignCitizen | None = None
    facts: RestrictedFacts | None = None
    relatives: list[Relative] = field(default_factory=list)
    educations: list[Education] = field(default_factory=list)
    languages: list[PersonLanguage] = field(default_factory=list)
    activities: list[PastActivity] = field(default_factory=list)
    photo: bytes | None = None


def load(records: Sequence[Record]) -> None:
    """Reads the answers of many records at once, with a query for each register."""
    for record, answers in zip(records, answers_of(records), strict=True):
        vars(record)["answers"] = answers


def answers_of(records: Sequence[Record]) -> list[Answers]:
    """The answers of foreign citizens, or of persons by their latest stay; those that `load` has read as they are."""
    unread = {record.id: record for record in records if "answers" not in vars(record)}
    read = _read(list(unread.values())) if unread else {}
    return [vars(record).get("answers") or read[record.id] for record in records]


def _read(records: Sequence[Record]) -> dict[int, Answers]:
    """The answers by the ids of the records, all of them of one register."""
    stays = {record.id: record for record in records if isinstance(record, ForeignCitizen)}
    persons = {record.id: record for record in records if isinstance(record, Person)}
    if not persons:
        ids = [stay.__data__["person"] for stay in stays.values()]
        persons = {person.id: person for person in Person.select().where(Person.id.in_(ids))}
        given = {stay.id: Answers(persons[stay.__data__["person"]], stay) for stay in stays.values()}
    else:
        latest = {stay.__data__["person"]: stay for stay in _of(ForeignCitizen.person, persons)}
        given = {person.id: Answers(person, latest.get(person.id)) for person in persons.values()}
    facts = {each.__data__["person"]: each for each in _of(RestrictedFacts.person, persons)}
    photos = _photos(persons)
    parts = {name: _by_person(link, persons) for name, link in _PARTS.items()}
    for each in given.values():
        each.facts = facts.get(each.person.id)
        each.photo = photos.get(each.person.id)
        for name, found in parts.items():
            setattr(each, name, found.get(each.person.id, []))
    return given


def missing(answers: Answers) -> list[str]:
    """The names of what the questionnaire asks for and the records do not tell, in its order."""
    return list(_missing(answers))


def _missing(answers: Answers) -> Iterator[str]:
    person, facts, stay = answers.person, answers.facts, answers.stay
    if answers.photo is None:
        yield _("Photo 3 × 4")
    for name in ("sex", "citizenship", "birth_country", "birth_city"):
        if not getattr(person, name):
            yield label(getattr(Person, name))
    for name in ("ethnicity", "religion", "organisations"):
        if facts is None or not getattr(facts, name):
            yield label(getattr(RestrictedFacts, name))
    for name in ("home_address", "phone"):
        if not getattr(person, name):
            yield label(getattr(Person, name))
    if facts is None or not facts.marital_status:
        yield label(RestrictedFacts.marital_status)
    for name, link in _PARTS.items():
        if not getattr(answers, name):
            yield _(link.model.outline.title)
    if answers.activities and stay is not None and not _cover_the_years(answers.activities, stay):
        yield _("activity of all five years before coming")
    if stay is None or not any(getattr(stay, name) for name in REASONS):
        yield _("reasons for coming, in their order")
    if stay is None or not (stay.specialty or stay.topic):
        yield label(ForeignCitizen.specialty)
    if stay is None or not stay.declared_on:
        yield label(ForeignCitizen.declared_on)


def _cover_the_years(activities: Sequence[PastActivity], stay: ForeignCitizen) -> bool:
    """Whether what the person did reaches back five years from the day of coming."""
    came_on: date = stay.arrived_on or stay.starts_on or date.today()
    since = came_on.replace(year=came_on.year - YEARS_ASKED, day=min(came_on.day, 28))
    first = min((each.started_on for each in activities if each.started_on), default=None)
    return first is not None and first <= since


def _of(link: pw.ForeignKeyField[Any], persons: dict[int, Person]) -> list[Any]:
    model = link.model
    return list(model.select().where(link.in_(list(persons)) & model.deleted_at.is_null()).order_by(model.id))


def _by_person(link: PartOfField, persons: dict[int, Person]) -> dict[int, list[Record]]:
    found: dict[int, list[Record]] = {}
    for part in sorted(_of(link, persons), key=lambda part: (part.order_key, part.id)):
        found.setdefault(part.__data__["person"], []).append(part)
    return found


def _photos(persons: dict[int, Person]) -> dict[int, bytes]:
    """The latest photo of each."""
    mine = (Photo.kind == kind_of(Person)) & Photo.record_id.in_(list(persons))
    return {photo.record_id: bytes(photo.content) for photo in Photo.select().where(mine).order_by(Photo.id)}
