"""The list of foreigners, in the words of section 3 of annex 2; also by dormitory, by group, for a unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, ClassVar

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.blocks import Band, Column
from kazcoop_desktop.forms.foreigners import foreign_words as words
from kazcoop_desktop.forms.pages import LANDSCAPE
from kazcoop_desktop.forms.sheet import Options, PrintedForm, option
from kazcoop_desktop.i18n import N_, _, pgettext
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.fields import choice_keys
from kazcoop_desktop.models.foreign_citizen import GROUPS, ForeignCitizen
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.models.text import order_key
from kazcoop_desktop.services.foreigners import contingent

_ROWS_OF_A_BLANK = 12


@dataclass(frozen=True, kw_only=True)
class ListOptions(Options):
    """For whom the list is."""

    variant: str = option(
        N_("List"),
        default="full",
        choices=(
            ("full", N_("Full, as in annex 2")),
            ("dormitory", N_("Of those who live in dormitories")),
            ("group", N_("By groups")),
            ("unit", N_("For a unit, without addresses")),
        ),
    )


class ForeignersList(PrintedForm):
    """Order 661, annex 2, section 3: the same columns, in the same words."""

    key = "foreigners_list"
    title = N_("List of foreigners")
    shows_sensitive = True
    kinds: ClassVar[tuple[type[Record], ...]] = (ForeignCitizen,)
    page = LANDSCAPE
    per_group = True
    shows_history = True
    options_type: ClassVar[type[Options]] = ListOptions

    @classmethod
    def read(cls, records: Sequence[Any]) -> None:
        contingent.load(records)

    def story(self, records: Sequence[ForeignCitizen]) -> list[Flowable]:
        (columns,) = self.tables()
        title = blocks.title(pgettext("paper", "LIST OF FOREIGNERS"))
        if self.blank:
            return [
                title,
                blocks.table(
                    columns, blocks.empty_rows(columns, _ROWS_OF_A_BLANK), row_height=blocks.HAND_ROW
                ),
            ]
        as_of = pgettext("paper", "as of {date}").format(date=official.in_text(self.on))
        listed = [stay for stay in records if self._is_listed(stay)]
        return [
            title,
            blocks.under_title(as_of),
            blocks.table(columns, list(self._rows(listed)), size=9),
            blocks.kept_together(
                [
                    blocks.plain(_totals(listed)),
                    *blocks.signatures(self.signers(defaults=(pgettext("paper", "Head of the department"),))),
                ]
            ),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """The people; fewer columns in a list for a unit or a dormitory."""
        number = Column(pgettext("paper", "No."), 10, "CENTER")
        name = pgettext("annex 2", "Full name")
        born = pgettext("annex 2", "Year of birth")
        country = pgettext("annex 2", "Country")
        direction = pgettext("annex 2", "Direction of stay")
        specialty = pgettext("annex 2", "Specialty")
        course = pgettext("annex 2", "Year of study")
        residence = pgettext("annex 2", "Residence")
        end = pgettext("annex 2", "Expected date of completing study (work, research)")
        widths = {
            name: 48,
            born: 19,
            country: 27,
            direction: 30,
            specialty: 44,
            course: 14,
            residence: 38,
            end: 27,
        }
        if self.options.variant == "unit":
            del widths[residence]
            widths |= {name: 60, country: 33, direction: 38, specialty: 56}
        centred = {born, course, end}
        return (
            (
                number,
                *(
                    Column(heading, width, "CENTER" if heading in centred else "LEFT")
                    for heading, width in widths.items()
                ),
            ),
        )

    def _is_listed(self, stay: ForeignCitizen) -> bool:
        return bool(self.options.variant != "dormitory" or stay.residence == "dormitory")

    def _rows(self, listed: Sequence[ForeignCitizen]) -> Iterator[list[str] | Band]:
        in_order = enumerate(sorted(listed, key=self._order), 1)
        for group, members in groupby(in_order, key=lambda entry: self._group(entry[1])):
            rows = [self._row(number, stay) for number, stay in members]
            yield Band(group)
            yield from rows
            yield Band(pgettext("paper", "Total: {n}").format(n=len(rows)), total=True)

    def _row(self, number: int, stay: ForeignCitizen) -> list[str]:
        person = stay.person
        row = [
            str(number),
            words.name_in_lists(person),
            str(person.born_on.year) if person.born_on else "",
            words.said(stay, Person.citizenship),
            words.direction(stay),
            stay.specialty,
            str(stay.course or ""),
            words.residence(stay),
            official.numeric(stay.expected_end_on),
        ]
        if self.options.variant == "unit":
            del row[7]
        return row

    def _group(self, stay: ForeignCitizen) -> str:
        """The band that a person stands under: the kind, the dormitory, the group or the unit."""
        nowhere = pgettext("paper", "not given")
        match self.options.variant:
            case "dormitory":
                return stay.address or nowhere
            case "group":
                return stay.group or nowhere
            case "unit":
                return str(stay.unit) if stay.unit else nowhere
            case _:
                return words.said(stay, ForeignCitizen.citizen_kind)

    def _order(self, stay: ForeignCitizen) -> tuple[Any, ...]:
        kinds = choice_keys(ForeignCitizen.citizen_kind)
        first = kinds.index(stay.citizen_kind) if self.options.variant == "full" else 0
        return first, order_key(self._group(stay)), stay.order_key, stay.id


def _totals(listed: Sequence[ForeignCitizen]) -> str:
    """How many there are, and of which belonging."""
    counted = Counter(group for stay in listed for group in stay.groups)
    parts = [f"{_(name)} – {counted[key]}" for key, name in GROUPS if counted[key]]
    return words.joined(pgettext("paper", "Total: {n}").format(n=len(listed)), *parts, by="; ")
