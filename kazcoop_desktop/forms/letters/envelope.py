"""Envelopes and address labels for letters and partners; each address stays whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from kazcoop_desktop import i18n
from kazcoop_desktop.forms import blocks
from kazcoop_desktop.forms.letters import letter_paper
from kazcoop_desktop.forms.pages import PORTRAIT, Page
from kazcoop_desktop.forms.sheet import Options, PrintedForm, option
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.institution import Institution
from kazcoop_desktop.models.letter import Letter
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.world import country
from kazcoop_desktop.services import letters

_HOME = "KZ"
_EDGE = 8 * mm
_SIZES = {  # width and height in mm
    "DL": (220, 110),
    "C5": (229, 162),
    "C4": (324, 229),
}
_LABELS = {  # columns, rows, width and height of a label, from the left and the upper edge, gap between columns: mm
    "2x7": (2, 7, 99.1, 38.1, 4.65, 15.15, 2.5),
    "3x8": (3, 8, 70.0, 37.0, 0.0, 0.5, 0.0),
}


@dataclass(frozen=True, kw_only=True)
class EnvelopeOptions(Options):
    """The size of the envelope."""

    size: str = option(N_("Size"), default="DL", choices=tuple((size, size) for size in _SIZES))


@dataclass(frozen=True, kw_only=True)
class LabelOptions(Options):
    """The sheet of labels, and the first one of it that is still there."""

    sheet: str = option(
        N_("Sheet of labels"),
        default="2x7",
        choices=(("2x7", N_("2 × 7, 99.1 × 38.1 mm")), ("3x8", N_("3 × 8, 70 × 37 mm"))),
    )
    start: str = option(N_("First label"), default="1")


class Envelope(PrintedForm):
    """The sender above at the left, the addressee below at the right."""

    key = "envelope"
    title = N_("Envelope")
    kinds = (Letter, Partner)
    has_code = False
    options_type = EnvelopeOptions

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        width, height = _SIZES[self.options.size]
        self.page = _bare(width * mm, height * mm)

    @classmethod
    def read(cls, records: Sequence[Any]) -> None:
        _read(records)

    def story(self, records: Sequence[Letter | Partner]) -> list[Flowable]:
        foreign = bool(records) and _is_foreign(records[0])
        with i18n.language("en" if foreign else i18n.current()):
            sender = _sender(self.office.institution, foreign=foreign)
        to = _addressed_in_full(records[0]) if records else ["_" * 36] * 4
        width, height = self.page.width, self.page.height
        return [
            blocks.placed(
                width,
                height,
                [
                    blocks.Spot(_EDGE, _EDGE, 80 * mm, sender, size=9),
                    blocks.Spot(width - _EDGE - 90 * mm, _EDGE, 90 * mm, to, size=12, from_foot=True),
                ],
            )
        ]

    def _draw_footer(self, *_given: Any, **_more: Any) -> None:
        """An envelope has none."""


class AddressLabel(PrintedForm):
    """Labels one after another on sheets, from the first one that is still there."""

    key = "address_label"
    title = N_("Address labels")
    kinds = (Letter, Partner)
    page = Page(PORTRAIT.width, PORTRAIT.height, left=0, right=0, top=0, bottom=0, foot=0)
    per_group = True
    has_code = False
    options_type = LabelOptions

    @classmethod
    def read(cls, records: Sequence[Any]) -> None:
        _read(records)

    def story(self, records: Sequence[Letter | Partner]) -> list[Flowable]:
        columns, rows = _LABELS[self.options.sheet][:2]
        on_sheet = columns * rows
        typed = self.options.start.strip()
        before = min(int(typed) if typed.isdecimal() and int(typed) else 1, on_sheet) - 1
        labels = [_addressed_in_full(record) for record in records] or [["_" * 30] * 4] * on_sheet
        filled = [*[[] for _label in range(before)], *labels]
        sheets = [filled[start : start + on_sheet] for start in range(0, len(filled), on_sheet)]
        return [
            blocks.placed(self.page.width, self.page.height, list(self._spots(sheet))) for sheet in sheets
        ]

    def _spots(self, labels: Sequence[Sequence[str]]) -> list[blocks.Spot]:
        columns, _rows, width, height, left, top, gap = _LABELS[self.options.sheet]
        spots = []
        for place, lines in enumerate(labels):
            row, column = divmod(place, columns)
            x, y = left + column * (width + gap) + 4, top + row * height + 3
            spots.append(
                blocks.Spot(x * mm, y * mm, (width - 8) * mm, lines, size=10, highest=(height - 6) * mm)
            )
        return spots

    def _draw_footer(self, *_given: Any, **_more: Any) -> None:
        """A sheet of labels has none."""


def _bare(width: float, height: float) -> Page:
    return Page(width, height, left=0, right=0, top=0, bottom=0, foot=0)


def _read(records: Sequence[Letter | Partner]) -> None:
    letters.load([record for record in records if isinstance(record, Letter)])


def _is_foreign(record: Letter | Partner) -> bool:
    partner = record.partner if isinstance(record, Letter) else record
    return partner is not None and partner.country != _HOME


def _sender(institution: Institution, *, foreign: bool) -> list[str]:
    lines = [institution.named("name"), institution.named("address")]
    home = [f"{_country_in('kk')} / {_country_in('en')}".upper()] if foreign else []
    return [line for line in (*lines, *home) if line]


def _country_in(language: str) -> str:
    with i18n.language(language):
        return country(_HOME)


def _addressed_in_full(record: Letter | Partner) -> list[str]:
    """Whom and where: in Kazakhstan «Кімге» and «Қайда»; abroad in English, the country last, in capitals."""
    letter = record if isinstance(record, Letter) else Letter(partner=record)
    if _is_foreign(record):
        with i18n.language("en"):
            partner = letter.partner
            street = letter.address or partner.address
            return [
                *letter_paper.addressee_lines(letter),
                *(line for line in (street, partner.city) if line),
                country(partner.country).upper(),
            ]
    organisation, *person = letter_paper.addressee_lines(letter)
    whom = pgettext("paper", "To: {name}").format(name=organisation)
    where = [letter.address] if letter.address or letter.partner is None else _at_home(letter.partner)
    first, *others = [line for line in where if line] or [""]
    return [whom, *person, pgettext("paper", "Where: {address}").format(address=first), *others]


def _at_home(partner: Partner) -> list[str]:
    return [partner.address, partner.city]
