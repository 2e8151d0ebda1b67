"""Invented letters for the demonstration: some answered, some overdue, some awaiting an answer from others."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from kazcoop_desktop import paths
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.base import address_of
from kazcoop_desktop.models.institution import Employee
from kazcoop_desktop.models.letter import Enclosure, Letter
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.reference import FileIndex
from kazcoop_desktop.services import letters, records

_CASES = 12
_UNANSWERED = (3, 7, 10)
_OWN = 9
_RESOLUTION = "Жауап хат дайындаңыз."
_YEARS = 20


def fill(partners: Sequence[Partner], people: Sequence[Employee], *, on: date, by: str) -> None:
    """Writes some thirty letters of the last three months, up to the day `on`."""
    words = tomllib.loads(paths.resource("demo", "letters.toml").read_text(encoding="utf-8"))
    files = {index.code: index for index in FileIndex.select()}
    incoming, outgoing = files.get("07-06"), files.get("07-05")
    for number in range(_CASES):
        day = on - timedelta(days=7 * (_CASES - number))
        partner = partners[number % len(partners)]
        words_of_case = words["case"][number % len(words["case"])]
        received = records.save(
            Letter(
                registered_on=day,
                partner=partner,
                their_number=f"INT-{number + 11}",
                their_date=day - timedelta(days=3),
                subject=words_of_case["incoming"],
                about=_case_of(partner),
                executor=people[number % 3 + 2],
                due_on=day + timedelta(days=15),
                resolution=_RESOLUTION,
                resolved_by=people[2],
                resolved_on=day,
                languages=(words_of_case["language"],),
                sheets=number % 3 + 1,
                file_index=incoming,
            ),
            by=by,
        )
        if number < _OWN:
            _own(
                words["own"][number % len(words["own"])], day + timedelta(days=1), outgoing, people[2], by=by
            )
        if number not in _UNANSWERED:
            _answer(received, words_of_case, outgoing, by=by)


def many(wanted: int, partners: Sequence[Partner], *, on: date, chance: Random) -> Iterator[Letter]:
    """Very many letters over twenty years, made from the ones there are."""
    patterns = list(Letter.select())
    for number in range(wanted):
        pattern = patterns[number % len(patterns)]
        letter = Letter(**pattern.__data__)
        letter.registered_on = on - timedelta(days=100 + chance.randrange(365 * _YEARS))
        letter.number = f"К-{number:07}"
        letter.their_date = letter.due_on = letter.resolved_on = letter.answers = None
        letter.done_on = letter.registered_on
        letter.about = ""
        if letter.partner is not None:
            letter.partner = partners[chance.randrange(len(partners))]
        yield letter


def _answer(received: Letter, words: dict[str, str], file: FileIndex | None, *, by: str) -> None:
    answer = letters.answer_to(received, on=received.registered_on + timedelta(days=4))
    answer.subject = words["outgoing"]
    language = words["language"]
    begun = getattr(answer, f"text_{language}")
    setattr(answer, f"heading_{language}", words[f"heading_{language}"])
    setattr(answer, f"text_{language}", f"{begun}\n{words[f'text_{language}']}")
    answer.file_index = file
    answer.sheets = 1
    answer.sent_on = answer.registered_on
    answer = records.save(answer, by=by)
    records.save(Enclosure(letter=answer, name=words["enclosure"], sheets=2), by=by)


def _own(words: dict[str, Any], day: date, file: FileIndex | None, executor: Employee, *, by: str) -> None:
    language = words["language"]
    records.save(
        Letter(
            direction="outgoing",
            registered_on=day,
            correspondent=words["correspondent"],
            address=words["address"],
            subject=words["subject"],
            languages=(language,),
            executor=executor,
            due_on=day + timedelta(days=20),
            channel="post",
            service="registered",
            weight=20,
            sheets=1,
            file_index=file,
            sent_on=day,
            **{f"text_{language}": words[f"text_{language}"]},
        ),
        by=by,
    )


def _case_of(partner: Partner) -> str:
    """The agreement with the partner that a letter concerns; empty when there is none."""
    case = Agreement.get_or_none(Agreement.partner == partner)
    return address_of(case) if case is not None else ""
