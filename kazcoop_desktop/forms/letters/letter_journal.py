"""The journals of incoming and outgoing letters as books: cover, rows in the order of numbers, certifying line."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.agreements.agreement_words import joined
from kazcoop_desktop.forms.blocks import Column
from kazcoop_desktop.forms.fonts import REGULAR
from kazcoop_desktop.forms.letters.letter_paper import LettersPaper
from kazcoop_desktop.forms.pages import LANDSCAPE, laid_out
from kazcoop_desktop.forms.sheet import Options, option
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.base import text_of
from kazcoop_desktop.models.letter import Letter
from kazcoop_desktop.models.reference import Journal
from kazcoop_desktop.services import letters
from kazcoop_desktop.services.letters import Entry

_ROWS = 14  # of 11 mm, as many as a sheet holds
_HEAD = 20 * mm


@dataclass(frozen=True, kw_only=True)
class JournalOptions(Options):
    """The period of the journal; when empty, the year of the day of printing."""

    since: date | None = option(N_("Letters from"), default=None)
    until: date | None = option(N_("Letters until"), default=None)


class LetterJournal(LettersPaper):
    """A journal holds every letter of its period, whichever are chosen in the table (department regulation, 18.6)."""

    page = LANDSCAPE
    per_group = True
    shows_history = True
    options_type = JournalOptions
    direction: ClassVar[str]

    def heading(self) -> str:
        """The title on the cover."""
        raise NotImplementedError

    def row(self, entry: Entry) -> list[str]:
        """The cells of a letter after its number in the book."""
        raise NotImplementedError

    def story(self, records: Sequence[Letter]) -> list[Flowable]:
        signers = self.signers(defaults=(pgettext("paper", "Clerk"),))
        if self.blank:
            (columns,) = self.tables()
            rows = blocks.table(columns, blocks.empty_rows(columns, _ROWS), row_height=blocks.BOOK_ROW)
            cover = self._cover("", "")
            return [*cover, PageBreak(), rows, PageBreak(), *blocks.certifying_line(blocks.Signer())]
        since = self.options.since or date(self.on.year, 1, 1)
        until = self.options.until or date(self.on.year, 12, 31)
        entries = letters.journal_book(self.direction, since, until)
        return [
            *self._book(entries, since, until, signers),
            PageBreak(),
            *blocks.certifying_line(signers[0], self._sheets(entries, since, until, signers)),
        ]

    def _sheets(
        self, entries: Sequence[Entry], since: date, until: date, signers: Sequence[blocks.Signer]
    ) -> int:
        """How many sheets the book has; the certifying line stands on the back of the last one."""
        book = self._book(entries, since, until, signers)
        return len(laid_out(book, self.page, Canvas(io.BytesIO())))

    def _book(
        self, entries: Sequence[Entry], since: date, until: date, signers: Sequence[blocks.Signer]
    ) -> list[Flowable]:
        (columns,) = self.tables()
        rows = [[str(place), *self.row(entry)] for place, entry in enumerate(entries, 1)]
        end = [blocks.text(_year_end(entries)), *blocks.signatures(signers)]
        return [
            *self._cover(official.in_text(since), official.in_text(until)),
            PageBreak(),
            blocks.table(columns, rows, size=9),
            blocks.kept_together(end),
        ]

    def _cover(self, since: str, until: str) -> list[Flowable]:
        ours, series = self.office.institution, Letter(direction=self.direction).series()
        journal = Journal.get_or_none((Journal.code == series) & Journal.deleted_at.is_null())
        file = journal.file_index if journal else None
        unit = str(file.unit) if file and file.unit else ""
        lines = [
            pgettext("paper", "File index: {index}").format(
                index=blocks.or_line(file.code if file else "", 12)
            ),
            pgettext("paper", "Begun: {date}").format(date=blocks.or_line(since, 16)),
            pgettext("paper", "Ended: {date}").format(date=blocks.or_line(until, 16)),
            pgettext("paper", "Retention: {term}").format(
                term=blocks.or_line(file.named("retention") if file else "", 16)
            ),
        ]
        return [
            blocks.space(14 * mm),
            blocks.under_title(blocks.or_line(ours.named("name"))),
            *([blocks.under_title(unit)] if unit else []),
            blocks.space(16 * mm),
            blocks.title(self.heading()),
            blocks.space(16 * mm),
            *(blocks.under_title(line) for line in lines),
        ]

    def _draw_footer(
        self, canvas: Canvas, name: str, number: int, count: int, code: str, *, beside_qr: bool
    ) -> None:
        """The number of the sheet at the top right."""
        canvas.setFont(REGULAR, 10)
        right = self.page.width - self.page.right
        if number < count:
            canvas.drawRightString(right, self.page.height - _HEAD, str(number))
        canvas.setFont(REGULAR, 8)
        canvas.drawRightString(right - (22 * mm if beside_qr else 0), self.page.foot, self.beside_code(code))


class IncomingJournal(LetterJournal):
    """What has come in, with resolution, executor and execution mark."""

    key = "incoming_journal"
    title = N_("Journal of incoming letters")
    direction = "incoming"

    def heading(self) -> str:
        return pgettext("paper", "JOURNAL OF INCOMING LETTERS")

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """The letters."""
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("paper", "Received, index"), 26),
                Column(pgettext("paper", "Correspondent"), 48),
                Column(pgettext("paper", "Date and No. of letter"), 28),
                Column(pgettext("paper", "Subject"), 47),
                Column(pgettext("paper", "Resolution, executor"), 32),
                Column(pgettext("paper", "Due"), 20, "CENTER"),
                Column(pgettext("paper", "Received by"), 20),
                Column(pgettext("paper", "Done, file No."), 26),
            ),
        )

    def row(self, entry: Entry) -> list[str]:
        received = joined(official.numeric(entry.day), entry.number)
        letter = entry.letter
        if letter is None:
            return [received, _cancelled(entry), "", "", "", "", "", ""]
        return [
            received,
            letter.correspondent_name,
            joined(official.numeric(letter.their_date), letter.their_number),
            letter.subject,
            joined(letter.resolution.removesuffix("."), official.initials_and_surname(letter.executor)),
            official.numeric(letter.due_on),
            "",
            joined(_done(letter), letter.file_index.code if letter.file_index else ""),
        ]


class OutgoingJournal(LetterJournal):
    """What has gone out, to whom and how."""

    key = "outgoing_journal"
    title = N_("Journal of outgoing letters")
    direction = "outgoing"

    def heading(self) -> str:
        return pgettext("paper", "JOURNAL OF OUTGOING LETTERS")

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """The letters."""
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("paper", "Date, index"), 28),
                Column(pgettext("paper", "Addressee (to whom)"), 60),
                Column(pgettext("paper", "Subject"), 70),
                Column(pgettext("paper", "Sheets"), 15, "CENTER"),
                Column(pgettext("paper", "Executor"), 30),
                Column(pgettext("paper", "Sent by"), 24),
                Column(pgettext("paper", "File No."), 20),
            ),
        )

    def row(self, entry: Entry) -> list[str]:
        sent = joined(official.numeric(entry.day), entry.number)
        letter = entry.letter
        if letter is None:
            return [sent, _cancelled(entry), "", "", "", "", ""]
        return [
            sent,
            letter.correspondent_name,
            letter.subject,
            str(letter.sheets or ""),
            official.initials_and_surname(letter.executor),
            text_of(letter, Letter.channel),
            letter.file_index.code if letter.file_index else "",
        ]


def _cancelled(entry: Entry) -> str:
    """A number without a letter: cancelled, or kept back for one."""
    if entry.kept is not None and entry.kept.state == "reserved":
        return pgettext("paper", "Kept back")
    return pgettext("paper", "Cancelled")


def _done(letter: Letter) -> str:
    """When and how a letter was dealt with; an answer by its date and number."""
    answers = [
        joined(official.numeric(each.registered_on), each.number) for each in letters.answers_of(letter)
    ]
    return joined(*answers, official.numeric(letter.done_on), letter.done_note, by="; ")


def _year_end(entries: Sequence[Entry]) -> str:
    """How many letters the journal has, and from which number to which."""
    if not entries:
        return pgettext("paper", "No documents were registered.")
    said = pgettext("paper", "Registered: No. {first} – No. {last}, {n} ({words}) in all.")
    first, last = entries[0].number, entries[-1].number
    return said.format(first=first, last=last, n=len(entries), words=official.in_words(len(entries)))
