"""The programme of a visit, hour by hour: the copy of the office, and the one that the guests get."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from reportlab.platypus import Flowable, PageBreak

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.blocks import Band, Column
from kazcoop_desktop.forms.delegations import visit_words as words
from kazcoop_desktop.forms.delegations.visit_paper import VisitPaper
from kazcoop_desktop.forms.sheet import Options, option
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.delegation import Delegation
from kazcoop_desktop.models.visit import ProgrammeItem

_DAY_ON_A_PAGE = 10  # so many items of a day are never parted


@dataclass(frozen=True, kw_only=True)
class ProgrammeOptions(Options):
    """For whom the programme is."""

    copy: str = option(
        N_("Copy"),
        default="both",
        choices=(
            ("both", N_("For the office and for the guests")),
            ("office", N_("For the office")),
            ("guests", N_("For the guests")),
        ),
    )


class VisitProgramme(VisitPaper):
    """Approved by the head or the vice-rector for academic work: procedure 717, 5.4.3."""

    key = "visit_programme"
    title = N_("Programme of the visit")
    options_type = ProgrammeOptions

    def story(self, records: Sequence[Delegation]) -> list[Flowable]:
        delegation = records[0] if records else None
        if delegation is None:
            return self._for_the_office(None)
        copy = self.options.copy
        office = self._for_the_office(delegation) if copy != "guests" else []
        guests = self._for_the_guests(delegation) if copy != "office" else []
        return [*office, *([PageBreak()] if office and guests else []), *guests]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """The items for the office; the items for the guests."""
        time, event = pgettext("paper", "Time"), pgettext("paper", "Event")
        venue = pgettext("paper", "Venue")
        return (
            (
                Column(time, 25, "CENTER"),
                Column(event, 65),
                Column(venue, 40),
                Column(pgettext("paper", "Responsible, phone"), 40),
            ),
            (Column(time, 30, "CENTER"), Column(event, 85), Column(venue, 55)),
        )

    def _for_the_office(self, delegation: Delegation | None) -> list[Flowable]:
        columns, _guests = self.tables()
        items = words.parts(delegation, "programme")
        rows = list(_by_day(items, _office_row)) or _empty_days(columns)
        signers = self.signers(defaults=(pgettext("paper", "Head of the department"),))
        return [
            self.approval(),
            blocks.title(pgettext("paper", "PROGRAMME OF THE VISIT OF A FOREIGN DELEGATION")),
            *self.about(delegation),
            *self._both_sides(delegation),
            blocks.table(columns, rows, row_height=blocks.HAND_ROW, with_heading=_DAY_ON_A_PAGE),
            *blocks.signatures(signers),
        ]

    def _for_the_guests(self, delegation: Delegation) -> list[Flowable]:
        _office, columns = self.tables()
        shown = [item for item in words.parts(delegation, "programme") if item.is_for_guests]
        person = delegation.responsible
        contact = words.joined(
            official.full_name(person) if person else "", str(person.phone) if person else ""
        )
        asked = pgettext("paper", "Contact at the University: {contact}").format(contact=contact)
        return [
            *blocks.letterhead(self.office.institution, self.office.emblem),
            blocks.title(pgettext("paper", "PROGRAMME OF THE VISIT")),
            blocks.under_title(words.joined(words.partner_names(delegation), words.period(delegation))),
            *([blocks.under_title(asked)] if contact else []),
            *self._both_sides(delegation),
            blocks.table(columns, list(_by_day(shown, _guest_row)), with_heading=_DAY_ON_A_PAGE),
        ]

    def _both_sides(self, delegation: Delegation | None) -> list[Flowable]:
        """The people of both sides with their ranks, level with one another."""
        guests = [
            words.joined(
                words.name_in_list(member.person), words.position_of(member), words.workplace_of(member)
            )
            for member in words.parts(delegation, "members")
        ]
        hosts = [
            words.joined(words.host_name(host), words.host_position(host))
            for host in words.parts(delegation, "hosts")
        ]
        if not guests and not hosts:
            return []
        left = [blocks.small_caption(pgettext("paper", "For the delegation"))]
        right = [blocks.small_caption(pgettext("paper", "For the University"))]
        return [
            blocks.halves(
                [*left, *(blocks.small(line) for line in words.numbered(guests))],
                [*right, *(blocks.small(line) for line in words.numbered(hosts))],
            ),
            blocks.space(),
        ]


def _by_day(
    items: Sequence[ProgrammeItem], row: Callable[[ProgrammeItem], list[str]]
) -> Iterator[list[str] | Band]:
    for day, its in groupby(items, key=lambda item: item.held_on):
        yield Band(words.day_with_weekday(day))
        for item in its:
            yield row(item)


def _empty_days(columns: Sequence[Column]) -> list[list[str] | Band]:
    """Four days with six rows each, to be filled in by hand."""
    rows: list[list[str] | Band] = []
    for _day in range(4):
        rows += [Band("_" * 40), *blocks.empty_rows(columns, 6)]
    return rows


def _office_row(item: ProgrammeItem) -> list[str]:
    person = item.responsible
    phone = str(person.phone).replace(" ", official.NBSP) if person else ""
    who = words.joined(official.initials_and_surname(person), phone, by="\n")
    if item.interpreter:
        said = pgettext("paper", "interpreter: {name}").format(name=item.interpreter)
        who = words.joined(who, said, by="\n")
    return [words.hours(item.starts_at, item.ends_at), words.event(item), words.venue(item.venue), who]


def _guest_row(item: ProgrammeItem) -> list[str]:
    return [words.hours(item.starts_at, item.ends_at), words.event(item), words.venue(item.venue)]
