"""The letterhead of the institution, and the lines under it: date and number, addressee, salutation."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Image

from kazcoop_desktop import i18n
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.forms import official
from kazcoop_desktop.forms.blocks.texts import GAP, paragraph, plain, side_by_side, space, style_of
from kazcoop_desktop.forms.fonts import BOLD
from kazcoop_desktop.i18n import _, pgettext
from kazcoop_desktop.models.institution import Institution

_SIDE, _MIDDLE = 75 * mm, 20 * mm
_RULE = 0.8
_EMBLEM = 22 * mm
_NAME = style_of("letterhead name", 10, 12, fontName=BOLD, alignment=TA_CENTER)
_LINES = style_of("letterhead lines", 8, 10, alignment=TA_CENTER)
_ENGLISH_NAME = style_of("letterhead name en", 13, 16, fontName=BOLD, alignment=TA_RIGHT)
_ENGLISH_LINES = style_of("letterhead lines en", 8, 10, alignment=TA_RIGHT)
_SALUTATION = style_of("salutation", 12, 14.5, alignment=TA_CENTER, spaceBefore=6, spaceAfter=6)
_SALUTATION_EN = style_of("salutation en", 12, 14.5, spaceBefore=6, spaceAfter=6)
_NARROW_SUBJECT = style_of("narrow subject", 11, 13.5, fontName=BOLD, spaceAfter=GAP)
_CLOSING = style_of("closing", 12, 14.5, spaceBefore=GAP)


def letterhead(institution: Institution, emblem: bytes | None = None) -> list[Flowable]:
    """[LH]: names in Kazakh and Russian with the emblem between, addresses, rule; in English all of it at the right."""
    if i18n.current() == "en":
        return _english(institution, emblem)
    names, contacts = [], []
    for code in ("kk", "ru"):
        with i18n.language(code):
            names.append([paragraph(_name(institution).upper(), _NAME)])
            contacts.append([paragraph(line, _LINES) for line in _contacts(institution)])
    return [
        side_by_side([(_SIDE, names[0]), (_MIDDLE, _emblem(emblem, _MIDDLE)), (_SIDE, names[1])], after=3),
        side_by_side([(_SIDE, contacts[0]), (_MIDDLE, []), (_SIDE, contacts[1])], after=3),
        _Rule(),
        space(6),
    ]


def date_and_number(day: date | None, number: str) -> Flowable:
    """[NUM]: the date and the number of a letter, or blanks to fill in."""
    said = pgettext("paper", "Date: {date} Ref. No. {number}")
    return plain(said.format(date=official.stamp(day), number=number or "________"))


def reply_to(number: str, day: date | None) -> Flowable:
    """[REF]: to which letter this one is the answer."""
    said = pgettext("paper", "Your ref. No. {number} of {date}")
    return plain(said.format(number=number, date=official.numeric(day)))


def addressed(left: Sequence[Flowable], addressee: Sequence[str]) -> Flowable:
    """[NUM] and [REF] at the left, [ADDR] in the right half; in English the addressee stands below, at the left."""
    lines = [plain(line) for line in addressee]
    if i18n.current() == "en":
        return side_by_side([(170 * mm, [*left, space(GAP), *lines])])
    return side_by_side([(80 * mm, left), (15 * mm, []), (75 * mm, lines)])


def salutation(content: str) -> Flowable:
    """[SAL]: how the addressee is addressed; centred, in English at the left."""
    return paragraph(content, _SALUTATION_EN if i18n.current() == "en" else _SALUTATION)


def narrow_subject(content: str) -> Flowable:
    """[SUBJ] in a column of 82 mm."""
    return paragraph(content, _NARROW_SUBJECT)


def closing(content: str) -> Flowable:
    """The polite line above the signature."""
    return paragraph(content, _CLOSING)


def _english(institution: Institution, emblem: bytes | None) -> list[Flowable]:
    lines = [paragraph(line, _ENGLISH_LINES) for line in _contacts(institution)]
    name = paragraph(_name(institution), _ENGLISH_NAME)
    head = side_by_side([(30 * mm, _emblem(emblem, 22 * mm)), (140 * mm, [name, space(4), *lines])], after=3)
    return [head, _Rule(), space(6)]


def _name(institution: Institution) -> str:
    return institution.named("name") or "_" * 24


def _contacts(institution: Institution) -> list[str]:
    """Address, telephone, e-mail and BIN; in English the website instead of the BIN."""
    phone = pgettext("paper", "tel.: {phone}").format(phone=institution.phone) if institution.phone else ""
    mail = f"e-mail: {institution.email}" if institution.email else ""
    number = pgettext("paper", "BIN {bin}").format(bin=institution.bin) if institution.bin else ""
    last = institution.website if i18n.current() == "en" else number
    return [line for line in (institution.named("address"), phone, mail, last) if line]


def _emblem(content: bytes | None, widest: float) -> list[Flowable]:
    if content is None:
        return []
    picture = Image(io.BytesIO(content), hAlign="CENTER")
    try:
        scale = min(_EMBLEM / picture.imageHeight, widest / picture.imageWidth)
    except OSError as error:
        raise UserError(_("The picture attached to the institution cannot be read.")) from error
    picture.drawHeight, picture.drawWidth = picture.imageHeight * scale, picture.imageWidth * scale
    return [picture]


class _Rule(Flowable):  # type: ignore[misc]  # ReportLab has no types
    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        self.width, self.height = available, _RULE
        return available, self.height

    def draw(self) -> None:
        self.canv.setLineWidth(_RULE)
        self.canv.line(0, 0, self.width, 0)
