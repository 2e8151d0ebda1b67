"""Letters in answer to one another, from an earlier one or to many at once; what is unanswered; the journal as a book."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import peewee as pw

from kazcoop_desktop import i18n
from kazcoop_desktop.i18n import pgettext
from kazcoop_desktop.models import text
from kazcoop_desktop.models.base import Record, address_of, fields_of
from kazcoop_desktop.models.fields import LinkField
from kazcoop_desktop.models.letter import Enclosure, Letter
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.reference import Journal, JournalNumber
from kazcoop_desktop.services import access, browse, numbering, records

_WRITTEN_IN = ("kk", "ru", "en")
_WORDS = tuple(
    f"{part}_{code}" for code in _WRITTEN_IN for part in ("addressee", "salutation", "heading", "text")
)
_BLANK = "______"
_ENCLOSURES, _ANSWERS = "enclosures_read", "answers_read"  # where a letter keeps what was read beforehand
_SAME_PEOPLE = ("partner", "correspondent", "address", "channel", "languages", "executor", "about")


class Entry(NamedTuple):
    """A line of a journal: a letter, or a number that has none, annulled or kept back."""

    number: str
    day: date
    letter: Letter | None
    kept: JournalNumber | None = None


# New letters, not saved yet.


def answer_to(letter: Letter, *, on: date, opening: str = "reply") -> Letter:
    """A letter in answer: to the same correspondent about the same thing, its text begun in their language."""
    answer = _to_the_same(letter, on, answers=letter)
    answer.direction = "incoming" if letter.direction == "outgoing" else "outgoing"
    answer.subject = letter.subject
    if answer.direction == "outgoing":
        _begin(answer, opening, letter)
    return answer


def reminder_of(letter: Letter, *, on: date) -> Letter:
    """A letter that reminds of one of ours, to which no answer has come."""
    reminder = _to_the_same(letter, on)
    reminder.direction = "outgoing"
    reminder.subject = letter.subject
    _begin(reminder, "reminder", letter)
    return reminder


def start_from(letter: Letter, *, on: date) -> Letter:
    """A new letter with the words and people of an earlier one, for letters that go out again and again."""
    again = _to_the_same(letter, on)
    for name in ("direction", "subject", "file_index", "signed_by", "service", *_WORDS):
        setattr(again, name, letter.__data__.get(name))
    return again


def opening(kind: str, earlier: Letter | None = None, *, institution: str = "") -> str:
    """The first sentence of a letter of this kind in the current language; `earlier` is the letter that it names."""
    sentence = {
        "proposal": pgettext(
            "paper", "{institution} is interested in establishing cooperation with your institution."
        ),
        "reply": pgettext(
            "paper", "In reply to your letter No. {number} of {date} we inform you as follows."
        ),
        "request": pgettext("paper", "Please provide the information on … by {date}."),
        "reminder": pgettext(
            "paper", "We have not yet received a reply to our letter No. {number} of {date}."
        ),
        "confirmation": pgettext("paper", "We confirm receipt of your letter."),
        "refusal": pgettext("paper", "We regret that … is not possible."),
    }[kind]
    number, day = known_as(earlier) if earlier is not None else ("", None)
    return sentence.format(
        institution=institution, number=number or _BLANK, date=f"{day:%d.%m.%Y}" if day else _BLANK
    )


def known_as(letter: Letter) -> tuple[str, date | None]:
    """The number and date under which its writer sent a letter: theirs for an incoming one, ours for our own."""
    if letter.direction == "incoming":
        return letter.their_number, letter.their_date
    return letter.number, letter.registered_on


# Letters that are written.


def write_to(
    partner_ids: Sequence[int],
    values: Mapping[str, Any],
    *,
    on: date,
    by: str,
    progress: Callable[[int, int], None] = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[int]:
    """Writes one letter to many partners, each with its own number, and gives their ids.

    `values` are those of the fields that all of them share. What is written when it is cancelled stays.
    """
    written: list[int] = []
    partners = browse.Query(Partner).rows(partner_ids)
    for partner_id in partner_ids:
        if cancelled():
            break
        letter = Letter(**values, direction="outgoing", registered_on=on, partner=partners[partner_id])
        written.append(records.save(letter, by=by).id)
        progress(len(written), len(partner_ids))
    return written


def finish(letter: Letter, *, on: date, by: str) -> Letter:
    """Marks a letter as done; of an answer, the letter that it answers. Gives the letter that is marked."""
    asked = letter.answers
    done: Letter = asked if asked is not None and asked.done_on is None else letter
    done.done_on = on
    return records.save(done, by=by)


def enter_for(record: Record, *, subject: str, addressee: str, on: date, by: str) -> Letter:
    """The entry in the journal of outgoing letters for a paper that another register prints as a letter.

    It goes to the partner of the record, else to the addressee of the form.
    """
    link = next(
        (f for f in fields_of(type(record)) if isinstance(f, LinkField) and f.rel_model is Partner), None
    )
    partner = getattr(record, link.name) if link is not None else None
    letter = Letter(
        direction="outgoing",
        registered_on=on,
        partner=partner,
        correspondent="" if partner else (addressee or str(record))[:255],
        subject=f"{subject}: {record}"[:500],
        about=address_of(record),
    )
    return records.save(letter, by=by)


def withdraw(about: str, number: str, *, by: str) -> None:
    """Puts the entry that was made for a paper into the recycle bin: the paper was not printed.

    `about` is the address of the record that it was to be printed for.
    """
    ours = (Letter.about == about) & (Letter.number == number) & (Letter.direction == "outgoing")
    entry = Letter.select().where(ours, Letter.deleted_at.is_null()).order_by(Letter.id.desc()).first()
    if entry is not None:
        records.delete(entry, by=by)


# Letters that are there.


def unanswered(direction: str) -> list[Letter]:
    """The letters with a day to answer by that are neither answered nor done, the earliest day first.

    Raises NotAllowed for those who may not read letters.
    """
    access.require("read", Letter)
    answer: Any = Letter.alias()
    answered = answer.select(answer.id).where((answer.answers == Letter.id) & answer.deleted_at.is_null())
    waiting = Letter.select().where(
        Letter.deleted_at.is_null(),
        Letter.due_on.is_null(False),
        Letter.done_on.is_null(),
        Letter.direction == direction,
        ~pw.fn.EXISTS(answered),
    )
    found = list(waiting.order_by(Letter.due_on, Letter.order_key, Letter.id))
    load(found)
    return found


def journal_book(direction: str, start: date, end: date) -> list[Entry]:
    """The journal of a period in the order of numbers. A number whose letter is no more stays as a line.

    Raises NotAllowed for those who may not read letters.
    """
    access.require("read", Letter)
    in_period = Letter.select().where(
        Letter.deleted_at.is_null(),
        Letter.direction == direction,
        Letter.registered_on.between(start, end),
    )
    found = list(in_period)
    load(found)
    entries = [Entry(letter.number, letter.registered_on, letter) for letter in found]
    has_letter = {(entry.number, entry.day.year) for entry in entries}
    for kept in _numbers(Letter(direction=direction).series(), start, end):
        if (kept.number, kept.given_on.year) not in has_letter:
            entries.append(Entry(kept.number, kept.given_on, None, kept))
    return sorted(entries, key=lambda entry: (entry.day.year, text.order_key(entry.number), entry.day))


def load(letters: Sequence[Letter]) -> None:
    """Reads what the letters name, their enclosures and their answers, with one query for each register."""
    for field in fields_of(Letter):
        if isinstance(field, LinkField):
            wanted = {letter.__data__.get(field.name) for letter in letters} - {None}
            linked = browse.Query(field.rel_model).rows(sorted(wanted))
            for letter in letters:
                if (linked_id := letter.__data__.get(field.name)) in linked:
                    setattr(letter, field.name, linked[linked_id])
    by_letter: dict[int, list[Enclosure]] = {letter.id: [] for letter in letters}
    for enclosure in _enclosures(list(by_letter)):
        by_letter[enclosure.__data__["letter"]].append(enclosure)
    answers: dict[int, list[Letter]] = {letter.id: [] for letter in letters}
    for answer in _answers(list(answers)):
        answers[answer.__data__["answers"]].append(answer)
    for letter in letters:
        setattr(letter, _ENCLOSURES, by_letter[letter.id])
        setattr(letter, _ANSWERS, answers[letter.id])


def enclosures(letter: Letter) -> list[Enclosure]:
    """What goes with a letter, in the order in which it was entered."""
    found: list[Enclosure] | None = getattr(letter, _ENCLOSURES, None)
    return found if found is not None else _enclosures([letter.id])


def answers_of(letter: Letter) -> list[Letter]:
    """The letters that answer a letter, in the order of the journal."""
    found: list[Letter] | None = getattr(letter, _ANSWERS, None)
    return found if found is not None else _answers([letter.id])


def next_number(direction: str, *, on: date) -> str:
    """The number that the next letter of this direction will get; empty when the office keeps no such journal."""
    return numbering.peek(Letter(direction=direction).series(), on=on)


def _to_the_same(letter: Letter, on: date, **values: Any) -> Letter:
    shared = {name: letter.__data__.get(name) for name in _SAME_PEOPLE}
    return Letter(**{**shared, "registered_on": on, **values})


def _begin(letter: Letter, kind: str, earlier: Letter) -> None:
    """The first sentence in the languages of the letter; in the current one when it names none."""
    for code in [each for each in letter.languages if each in _WRITTEN_IN] or [i18n.current()]:
        with i18n.language(code):
            setattr(letter, f"text_{code}", opening(kind, earlier))


def _enclosures(ids: Sequence[int]) -> list[Enclosure]:
    alive = Enclosure.letter.in_(ids) & Enclosure.deleted_at.is_null()
    return list(Enclosure.select().where(alive).order_by(Enclosure.id))


def _answers(ids: Sequence[int]) -> list[Letter]:
    found = Letter.select().where(Letter.answers.in_(ids) & Letter.deleted_at.is_null())
    return sorted(found, key=lambda letter: (letter.order_key, letter.id))


def _numbers(journal: str, start: date, end: date) -> Iterable[JournalNumber]:
    its = (Journal.code == journal) & JournalNumber.given_on.between(start, end)
    found: Iterable[JournalNumber] = (
        JournalNumber.select().join(Journal).where(its, JournalNumber.deleted_at.is_null())
    )
    return found
