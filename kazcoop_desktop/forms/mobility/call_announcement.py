"""The announcement of a call for the notice board and for mailing; the layout is ours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.agreements.agreement_words import joined, name_of
from kazcoop_desktop.forms.mobility import trip_words as words
from kazcoop_desktop.forms.sheet import PrintedForm
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.base import text_of
from kazcoop_desktop.models.call import Call
from kazcoop_desktop.models.world import country
from kazcoop_desktop.services.mobility import trips


class CallAnnouncement(PrintedForm):
    """Department regulation, 18.14: students and staff are told of current competitions and programmes."""

    key = "call_announcement"
    title = N_("Announcement of a call")
    kinds = (Call,)

    @classmethod
    def read(cls, records: Sequence[Any]) -> None:
        trips.load_links(records)

    def story(self, records: Sequence[Call]) -> list[Flowable]:
        call = records[0] if records else None
        facts = words.fact_rows(_facts(call), blank=self.blank)
        shown = [entry for entry in facts if self.blank or entry[1]]
        conditions = call.named("conditions") if call else ""
        body: list[Flowable] = [blocks.text(line) for line in conditions.splitlines() if line.strip()]
        day = pgettext("paper", "Announced: {date}").format(
            date=official.in_text((call.announced_on if call else None) or self.on)
            if call
            else official.stamp(None)
        )
        return [
            blocks.under_title(self.office.institution.named("name") or "_" * 40),
            blocks.title(pgettext("paper", "ANNOUNCEMENT")),
            blocks.under_title(blocks.or_line(call.named("title") if call else "", 60)),
            blocks.facts(shown),
            blocks.caption(pgettext("paper", "Conditions")),
            *(body or [blocks.ruled(8 if self.blank else 3)]),
            blocks.plain(day),
            *blocks.signatures(self._responsible(call)),
        ]

    def _responsible(self, call: Call | None) -> list[blocks.Signer]:
        person = call.responsible if call else None
        if person is None:
            return self.signers(defaults=(pgettext("paper", "Head of the department"),))
        return [blocks.Signer(official.position_name(person.position), official.initials_and_surname(person))]


def _facts(call: Call | None) -> list[tuple[str, str]]:
    if call is None:
        provider = where = contact = ""
    else:
        provider = call.provider or (name_of(call.partner) if call.partner else "")
        where = country(call.country) if call.country else ""
        person = call.responsible
        contact = joined(official.full_name(person), person.phone, person.email) if person is not None else ""
    return [
        (pgettext("paper", "Kind"), words.said(call, Call.call_kind)),
        (pgettext("paper", "Provider, country"), joined(provider, where)),
        (pgettext("paper", "For whom"), words.said(call, Call.audience)),
        (pgettext("paper", "Number of places"), words.said(call, Call.places)),
        (pgettext("paper", "Amount"), text_of(call, Call.amount) if call else ""),
        (pgettext("paper", "Applications from"), words.said(call, Call.opens_on)),
        (pgettext("paper", "Applications until"), words.said(call, Call.closes_on)),
        (pgettext("paper", "Website"), call.website if call else ""),
        (pgettext("paper", "Contact person"), contact),
    ]
