"""What every printed form is: its title, its kind of record, its story, and how it becomes a PDF."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

import zxingcpp
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from kazcoop_desktop import i18n
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.fonts import REGULAR, width
from kazcoop_desktop.forms.pages import PORTRAIT, Page, Placed, laid_out, with_margins
from kazcoop_desktop.i18n import N_, _, pgettext
from kazcoop_desktop.models.attached import Paper
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.institution import Employee, Unit
from kazcoop_desktop.services import access, chain, revisions
from kazcoop_desktop.services import papers as printed

LANGUAGES = ("kk", "ru", "en")
_LOCALES = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}
_READ_AT_ONCE = 100
_QR = 20 * mm
_QR_FOOT = 8 * mm


def option(label: str, default: Any = "", choices: Sequence[tuple[str, str]] = ()) -> Any:
    """A choice made at the moment of printing: its marked label, what it is at first, and what there is to choose."""
    return dataclasses.field(default=default, metadata={"label": label, "choices": tuple(choices)})


@dataclass(frozen=True, kw_only=True)
class Options:
    """What is chosen at the moment of printing; a form with more to choose extends it."""

    mark: str = option(
        N_("Mark"),
        choices=(("", N_("No mark")), ("draft", N_("Draft")), ("translation", N_("Translation"))),
    )


class PrintedForm:
    """One printed form. A subclass says what it is called, whose paper it is, and tells its story.

    An instance is one paper: the day on which it is made, whether it is blank, its number and its options.
    """

    key: ClassVar[str]
    title: ClassVar[str]
    kinds: ClassVar[tuple[type[Record], ...]]  # the registers whose records it prints
    page: Page = PORTRAIT
    per_group: ClassVar[bool] = False  # one paper for all the records, not one for each
    side_by_side: ClassVar[bool] = False  # two languages in columns, not on two sheets
    shows_sensitive: ClassVar[bool] = False  # fields that some roles see as dots; those do not print it
    shows_restricted: ClassVar[bool] = False  # religion, relatives and the like
    has_code: ClassVar[bool] = True  # papers that nobody gives back carry no QR code
    journal: ClassVar[str] = ""  # the series that numbers it; empty: the record's own number is printed

    shows_history: ClassVar[bool] = (
        False  # registers and journals end with the number and code of the last entry
    )
    code_place: ClassVar[float | None] = (
        None  # where the QR code begins from the left edge; at the right margin
    )
    options_type: ClassVar[type[Options]] = Options

    def __init__(
        self,
        *,
        on: date,
        languages: Sequence[str],
        blank: bool = False,
        number: str = "",
        options: Options | None = None,
        office: printed.Office | None = None,
    ) -> None:
        self.on = on
        self.languages = tuple(languages)
        self.blank = blank
        self.number = number
        self.options: Any = options or self.options_type()
        self.office = office or printed.Office(self.key, on)
        self.last_entry: chain.Head | None = None
        ours = self.office.institution
        self.page = with_margins(
            self.page, left=ours.margin_left, top=ours.margin_top, bottom=ours.margin_bottom
        )

    @classmethod
    def read(cls, records: Sequence[Any]) -> None:
        """Reads beforehand what the papers of many records need, so that a run does not ask for each by itself."""

    @classmethod
    def papers_for(cls, record: Record) -> Iterator[tuple[type[PrintedForm], Record]]:
        """What printing for a record makes: one paper of this form; a package names each of its papers."""
        yield cls, record

    @classmethod
    def in_columns(cls, options: Options) -> bool:
        """Whether two languages stand side by side with these options."""
        return cls.side_by_side

    @classmethod
    def lacking(cls, records: Sequence[Any]) -> list[str]:
        """What the form asks for and these records do not tell, a line for each record; told before printing."""
        return []

    @classmethod
    def refuse(cls, records: Sequence[Any], languages: Sequence[str]) -> None:
        """Raises UserError when a record has nothing to say in one of these languages."""

    def story(self, records: Sequence[Any]) -> list[Flowable]:
        """The blocks of the paper about its record (about all of the group, about none for a blank one)."""
        raise NotImplementedError

    def tables(self) -> Sequence[Sequence[blocks.Column]]:
        """The columns of each table that the form prints, headed in the language in force."""
        return ()

    def executor(self, records: Sequence[Any]) -> Employee | None:
        """Who prepared the paper, for the last lines of its last page."""
        return None

    def own_number(self, records: Sequence[Any]) -> str:
        """The number in the footer: the paper's own, where it has one."""
        return self.number

    # Who stands on the paper, by the reference data; where it names nobody, lines to write on.

    def code_line(self) -> list[Flowable]:
        """[CODE], when the form has a code on this day."""
        code = self.office.code
        return [blocks.corner(pgettext("paper", "Form {code}").format(code=code))] if code else []

    def signers(
        self, part: str = "signs", defaults: Sequence[str] = ("",), unit: Unit | None = None
    ) -> list[blocks.Signer]:
        """Who signs, approves or agrees; `defaults` name the roles while the reference data names nobody.

        `unit` is the one whose head is meant where several people hold the position.
        """
        found = [
            blocks.Signer(official.position_name(position), official.initials_and_surname(person))
            for position, person in (self.office.place(entry, unit) for entry in self.office.people(part))
        ]
        if self.blank and found:
            found = [blocks.Signer(signer.position) for signer in found]
        return found or [blocks.Signer(role) for role in defaults]

    def addressee(self) -> list[str]:
        """The lines of [ADDR]."""
        entry = next(iter(self.office.people("addressee")), None)
        if entry is None:
            return official.addressee(None, None)
        return official.addressee(*self.office.place(entry))

    # From stories to a file.

    @classmethod
    def require(cls, records: Sequence[Any]) -> None:
        """Goes on when whoever works here may print this form. Raises NotAllowed with the sentence."""
        for model in {type(record) for record in records}:
            access.require("print", model)
        if cls.shows_sensitive:
            access.require("see_sensitive")
        if cls.shows_restricted:
            access.require("see_restricted")

    @classmethod
    def render(
        cls,
        records: Sequence[Any],
        *,
        language: str,
        on: date,
        blank: bool = False,
        papers: Sequence[Paper] = (),
        options: Options | None = None,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> bytes:
        """The PDF of the papers about these records, or of one to be filled in by hand.

        `language` is kk, ru, en or two of them with a plus between. `papers` give numbers and codes, one for each
        paper; without them the number stays open and there is no QR code. `progress` hears (done, total) after
        each paper; when `cancelled` says so, the file ends with the papers that are done.
        Raises NotAllowed, or UserError for a language that the form does not know, or in which a record has
        nothing to say.
        """
        languages = _languages(language)
        chosen = options or cls.options_type()
        if not blank:
            cls.require(records)
            cls.refuse(records, languages)
        sheets = [languages] if cls.in_columns(chosen) else [(code,) for code in languages]
        subjects = [()] if blank else [tuple(records)] if cls.per_group else [(record,) for record in records]
        office = printed.Office(cls.key, on)
        out = io.BytesIO()
        canvas = Canvas(
            out, pagesize=(cls.page.width, cls.page.height), pageCompression=1, lang=_LOCALES[languages[0]]
        )
        with i18n.language(languages[0]):
            canvas.setTitle(_(cls.title))
            canvas.setAuthor(office.institution.named("name"))
            canvas.setCreator("KazCoop Desktop")
        for done, subject in enumerate(subjects):
            if done % _READ_AT_ONCE == 0:
                cls.read([record for each in subjects[done : done + _READ_AT_ONCE] for record in each])
            if cancelled and cancelled():
                break
            paper = papers[done] if papers and not blank else None
            for sheet in sheets:
                with i18n.language(sheet[0]), i18n.reworded(office.worded):
                    number = paper.number if paper else ""
                    form = cls(
                        on=on, languages=sheet, blank=blank, number=number, options=chosen, office=office
                    )
                    if paper and cls.shows_history:
                        form.last_entry = chain.printed_on(paper.code)
                    form._draw(canvas, subject, paper.code if paper and cls.has_code else "")
            if progress:
                progress(done + 1, len(subjects))
        canvas.save()
        return out.getvalue()

    def _draw(self, canvas: Canvas, records: Sequence[Any], code: str) -> None:
        """Draws one paper, all its pages."""
        person = None if self.blank else self.executor(records)
        made_by = blocks.executor_lines(official.initials_and_surname(person), person.phone if person else "")
        story = [*blocks.corner_mark(self.options.mark), *_version(records), *self.story(records)]
        pages = laid_out(story, self.page, canvas, tail=self._tail(made_by, code, story[-1]))
        name = " ".join([_(self.title), *self._number_sign(records)])
        canvas.setPageSize((self.page.width, self.page.height))
        for number, placed in enumerate(pages, 1):
            self._draw_page(canvas, placed)
            last = number == len(pages)
            if last and made_by:
                self._draw_executor(canvas, made_by)
            if last and code:
                _draw_qr(canvas, code, self.code_place or self.page.width - self.page.right - _QR, _QR_FOOT)
            self._draw_footer(
                canvas, name, number, len(pages), code, beside_qr=last and bool(code) and not self.code_place
            )
            canvas.showPage()

    def _number_sign(self, records: Sequence[Any]) -> Iterator[str]:
        if number := self.own_number(records):
            yield pgettext("paper", "No. {number}").format(number=number)

    def _tail(self, made_by: Sequence[str], code: str, last: Flowable) -> float:
        """How much stays free under the last block, for the executor and the QR code."""
        height = len(made_by) * 11 + 6 if made_by else 0.0
        if code:
            height = max(height, _QR_FOOT + _QR + 2 * mm - self.page.bottom)
        leaves_corner = self.code_place or (
            isinstance(last, blocks.Signature) and self.page.width > self.page.height
        )
        return 0.0 if leaves_corner and not made_by else height

    def _draw_page(self, canvas: Canvas, placed: Sequence[Placed]) -> None:
        for block, y in placed:
            block.drawOn(canvas, self.page.left, y, _sW=0)

    def _draw_executor(self, canvas: Canvas, lines: Sequence[str]) -> None:
        canvas.setFont(REGULAR, 9)
        for up, line in enumerate(reversed(lines)):
            canvas.drawString(self.page.left, self.page.bottom + 2 + up * 11, line)

    def _draw_footer(
        self, canvas: Canvas, name: str, number: int, count: int, code: str, *, beside_qr: bool
    ) -> None:
        right = self.page.width - self.page.right - (_QR + 2 * mm if beside_qr else 0)
        middle = self.page.left + self.page.text_width / 2
        pages = pgettext("paper", "Page {n} of {count}").format(n=number, count=count)
        canvas.setFont(REGULAR, 8)
        longest = middle - self.page.left - width(pages, REGULAR, 8) / 2 - 3 * mm
        canvas.drawString(self.page.left, self.page.foot, _shortened(name, longest))
        canvas.drawCentredString(middle, self.page.foot, pages)
        canvas.drawRightString(right, self.page.foot, self.beside_code(code))

    def beside_code(self, code: str) -> str:
        """The code of the paper; on a register with the last entry of the history, which then cannot be rewritten."""
        if self.last_entry is None:
            return code
        told = pgettext("paper", "History {number_and_code}").format(number_and_code=self.last_entry)
        return f"{told} · {code}"


def _version(records: Sequence[Record]) -> list[Flowable]:
    """Of the paper of one approved record: in which later version it stands, when it does."""
    record = records[0] if len(records) == 1 else None
    if record is None or not type(record).approved or (number := revisions.version_of(record)) == 1:
        return []
    is_open = revisions.open_one(record) is not None
    said = (
        pgettext("paper", "Version {number}, not approved")
        if is_open
        else pgettext("paper", "Version {number}")
    )
    return [blocks.corner(said.format(number=number))]


def _languages(language: str) -> tuple[str, ...]:
    chosen = tuple(language.split("+"))
    if len(chosen) > 2 or len(set(chosen)) < len(chosen) or not set(chosen) <= set(LANGUAGES):
        sentence = _("A paper is printed in {languages}, or in two of them: kk+ru. Asked for: {language}.")
        raise UserError(sentence.format(languages=", ".join(LANGUAGES), language=language))
    return chosen


def _shortened(name: str, longest: float) -> str:
    if width(name, REGULAR, 8) <= longest:
        return name
    while name and width(f"{name}…", REGULAR, 8) > longest:
        name = name[:-1]
    return f"{name.rstrip()}…"


def _draw_qr(canvas: Canvas, code: str, x: float, y: float) -> None:
    """The code as a QR of 20 mm with its quiet zone, drawn as one path."""
    barcode = zxingcpp.create_barcode(code, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image: Any = barcode.to_image(scale=1, add_quiet_zones=False)
    cells: Any = memoryview(image)
    rows: list[list[int]] = cells.tolist()
    unit = _QR / (len(rows) + 8)
    path = canvas.beginPath()
    for down, row in enumerate(rows):
        for start, length in _dark_runs(row):
            path.rect(x + (start + 4) * unit, y + _QR - (down + 5) * unit, length * unit, unit)
    canvas.drawPath(path, stroke=0, fill=1)


def _dark_runs(row: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where dark cells begin and how many follow one another; 0 is dark."""
    start = None
    for place, value in enumerate([*row, 255]):
        if value == 0 and start is None:
            start = place
        elif value and start is not None:
            yield start, place - start
            start = None
