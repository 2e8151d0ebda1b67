"""What the papers of letters have in common: how they are numbered, whom they go to, who signs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable

from kazcoop_desktop import i18n
from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.letterhead_paper import LetterheadPaper
from kazcoop_desktop.forms.sheet import PrintedForm
from kazcoop_desktop.i18n import pgettext
from kazcoop_desktop.models.institution import Employee
from kazcoop_desktop.models.letter import Letter
from kazcoop_desktop.models.world import country
from kazcoop_desktop.services import letters


class LettersPaper(PrintedForm):
    """A paper about letters."""

    kinds = (Letter,)

    @classmethod
    def read(cls, records: Sequence[Any]) -> None:
        letters.load(records)


class LetterPaper(LettersPaper, LetterheadPaper):
    """A letter on the institution's letterhead."""

    def executor(self, records: Sequence[Letter]) -> Employee | None:
        return records[0].executor if records else None

    def own_number(self, records: Sequence[Letter]) -> str:
        return records[0].number if records else ""

    def head(self, letter: Letter | None, *, with_addressee: bool = True) -> list[Flowable]:
        """The letterhead, date, number and addressee."""
        day = None if letter is None else letter.registered_on
        left = [blocks.date_and_number(day, letter.number if letter else "")]
        if letter and letter.answers:
            number, their_day = letters.known_as(letter.answers)
            left += [blocks.reply_to(number, their_day)] if number else []
        return [
            *blocks.letterhead(self.office.institution, self.office.emblem),
            blocks.addressed(left, addressee(letter) if letter and with_addressee else []),
        ]

    def subject(self, content: str) -> list[Flowable]:
        """[SUBJ], where there is one."""
        return [blocks.subject(content)] if content else []

    def end(self, letter: Letter, *, polite: bool = True) -> Flowable:
        """What is enclosed, the polite line and the signature, kept on one page."""
        line = [blocks.closing(farewell(letter))] if polite else []
        return blocks.kept_together([*self.enclosed(letter), *line, *blocks.signatures(self.signing(letter))])

    def enclosed(self, letter: Letter, *, narrow: bool = False) -> list[Flowable]:
        """[ATT] for one enclosure, [ATTN] for several."""
        found = letters.enclosures(letter)
        if len(found) == 1:
            return [blocks.attached_copies(found[0].sheets, found[0].copies, narrow=narrow)]
        names = [each.name for each in found]
        return blocks.attachments(names, [each.sheets for each in found], narrow=narrow)

    def signing(self, letter: Letter) -> list[blocks.Signer]:
        """Who signs: the person named in the letter, else by the reference data."""
        if letter.signed_by is not None:
            person = letter.signed_by
            position = official.position_name(person.position)
            return [blocks.Signer(position, official.initials_and_surname(person))]
        return self.signers(defaults=(pgettext("paper", "Rector"),))


def addressee(letter: Letter) -> list[str]:
    """The lines of [ADDR] in the language in force; in English with the postal address."""
    if i18n.current() == "en":
        return [*addressee_lines(letter), *postal_address(letter)]
    return [*addressee_lines(letter), *([letter.address] if letter.address else [])]


def addressee_lines(letter: Letter) -> list[str]:
    """Organisation, position, name in the language in force; in English the person first."""
    organisation = letter.correspondent_name
    person = [line for line in written(letter, "addressee").splitlines() if line.strip()]
    if not person and letter.partner is not None:
        person = _head_of_partner(letter)
    return [*person, organisation] if i18n.current() == "en" else [organisation, *person]


def written(letter: Letter, part: str) -> str:
    """A part of the letter in the language in force: its text, heading, addressee or salutation."""
    return str(getattr(letter, f"{part}_{i18n.current()}", ""))


def paragraphs(letter: Letter) -> list[str]:
    """The text in the language in force, paragraph by paragraph."""
    return [line.strip() for line in written(letter, "text").splitlines() if line.strip()]


def heading(letter: Letter) -> str:
    """[SUBJ]: the heading in the language in force; the subject while no language has one of its own."""
    if any(getattr(letter, f"heading_{code}") for code in i18n.LANGUAGES):
        return written(letter, "heading")
    return str(letter.subject)


def salutation(letter: Letter) -> str:
    """[SAL]: as typed in the letter, else to colleagues."""
    return written(letter, "salutation") or pgettext("paper", "Dear colleagues,")


def farewell(letter: Letter) -> str:
    """Құрметпен, · С уважением, · Yours sincerely, to a person named; Yours faithfully, to others."""
    if written(letter, "salutation"):
        return pgettext("paper", "Yours sincerely,")
    return pgettext("paper", "Yours faithfully,")


def postal_address(letter: Letter) -> list[str]:
    """The address typed in the letter, else that of the partner with its city and country."""
    if letter.address or letter.partner is None:
        return [letter.address] if letter.address else []
    partner = letter.partner
    return [line for line in (partner.address, partner.city, country(partner.country)) if line]


def _head_of_partner(letter: Letter) -> list[str]:
    """The head of the partner: the position after a colon, for it is never declined here."""
    partner = letter.partner
    if not (partner.head_name or partner.head_position):
        return []
    if i18n.current() == "en":
        return [line for line in (partner.head_name, partner.head_position) if line]
    whom = pgettext("paper", "To: {position}").format(position=partner.head_position or partner.head_name)
    return [whom, partner.head_name] if partner.head_position and partner.head_name else [whom]
