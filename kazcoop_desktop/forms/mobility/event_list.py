"""The list of international conferences that the staff attended (order 661, annex 2, item 8)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.agreements.agreement_words import joined
from kazcoop_desktop.forms.blocks import Band, Column
from kazcoop_desktop.forms.pages import LANDSCAPE
from kazcoop_desktop.forms.sheet import Options, PrintedForm, option
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.base import text_of
from kazcoop_desktop.models.event import EVENT_KINDS, EventParticipation
from kazcoop_desktop.models.world import country
from kazcoop_desktop.services.mobility import trips


@dataclass(frozen=True, kw_only=True)
class EventOptions(Options):
    """The period; when empty, the year of the day of printing."""

    since: date | None = option(N_("Events from"), default=None)
    until: date | None = option(N_("Events until"), default=None)


class EventList(PrintedForm):
    """Grouped by the three kinds that item 8 names; of the events given those of the period."""

    key = "event_list"
    title = N_("List of international conferences attended")
    kinds = (EventParticipation,)
    page = LANDSCAPE
    per_group = True
    options_type = EventOptions

    @classmethod
    def read(cls, records: Sequence[Any]) -> None:
        trips.load_links(records)

    def story(self, records: Sequence[EventParticipation]) -> list[Flowable]:
        (columns,) = self.tables()
        since = self.options.since or date(self.on.year, 1, 1)
        until = self.options.until or date(self.on.year, 12, 31)
        rows = list(self._rows([each for each in records if since <= each.starts_on <= until]))
        period = official.numeric_period(since, until)
        heading = pgettext(
            "paper", "PARTICIPATION OF STAFF IN INTERNATIONAL CONFERENCES, SYMPOSIA AND SEMINARS"
        )
        return [
            blocks.title(heading),
            blocks.under_title(
                pgettext("paper", "for {year}").format(year="20___") if self.blank else period
            ),
            blocks.table(
                columns,
                blocks.empty_rows(columns, 12) if self.blank else rows,
                size=9,
                row_height=blocks.HAND_ROW,
            ),
            *blocks.signatures(self.signers(defaults=(pgettext("paper", "Head of the department"),))),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """Who took part in what, with which paper."""
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("paper", "Full name, unit"), 50),
                Column(pgettext("paper", "Name of the event"), 60),
                Column(pgettext("paper", "Country, city"), 32),
                Column(pgettext("trips", "Dates"), 25, "CENTER"),
                Column(pgettext("paper", "Role"), 25),
                Column(pgettext("paper", "Topic, publication"), 55),
            ),
        )

    def _rows(self, events: Sequence[EventParticipation]) -> Iterator[list[str] | Band]:
        order = [key for key, _name in EVENT_KINDS]
        listed = sorted(events, key=lambda each: (order.index(each.event_kind), each.starts_on, each.id))
        numbered = enumerate(listed, 1)
        for _kind, members in groupby(numbered, key=lambda entry: entry[1].event_kind):
            group = list(members)
            yield Band(text_of(group[0][1], EventParticipation.event_kind))
            yield from (_row(number, each) for number, each in group)
            yield Band(pgettext("paper", "Total: {n}").format(n=len(group)), total=True)


def _row(number: int, event: EventParticipation) -> list[str]:
    form = text_of(event, EventParticipation.event_form)
    return [
        str(number),
        joined(official.full_name(event.employee), str(event.unit or "")),
        joined(event.name, form, event.organiser, by="; "),
        joined(country(event.country), event.city, pgettext("paper", "remotely") if event.is_remote else ""),
        official.numeric_period(event.starts_on, event.ends_on),
        text_of(event, EventParticipation.role),
        joined(event.topic, event.publication, by="; "),
    ]
