"""The service letter 403-03 that asks the rector to receive a delegation; the layout is ours."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable, PageBreak

from kazcoop_desktop.forms import blocks
from kazcoop_desktop.forms.blocks import Column, Label
from kazcoop_desktop.forms.delegations import visit_words as words
from kazcoop_desktop.forms.delegations.visit_paper import VisitPaper
from kazcoop_desktop.i18n import N_, ngettext, pgettext
from kazcoop_desktop.models.base import text_of
from kazcoop_desktop.models.delegation import Delegation
from kazcoop_desktop.models.partner import Partner


class DelegationProposal(VisitPaper):
    """Procedure 717, 5.4.1 names the letter and what it must say; 5.4.2 the information."""

    key = "delegation_proposal"
    title = N_("Service letter on receiving a delegation")
    journal = "INT"

    def story(self, records: Sequence[Delegation]) -> list[Flowable]:
        delegation = records[0] if records else None
        unit = blocks.or_line(words.unit_name(delegation))
        sentence = pgettext("paper", "{unit} asks that the delegation named below be received.")
        request = pgettext("paper", "I request permission and your signature on the letter of invitation.")
        return [
            *self.code_line(),
            blocks.heading([unit, self.sent()], self.addressee(), resolution=True),
            blocks.title(pgettext("paper", "SERVICE LETTER")),
            blocks.subject(pgettext("paper", "On receiving a foreign delegation")),
            blocks.text(sentence.format(unit=unit)),
            *blocks.labels(_labels(delegation), blank=self.blank),
            blocks.kept_together(
                [
                    blocks.text(request),
                    *blocks.signatures(self.signers(defaults=(pgettext("paper", "Head of the department"),))),
                ]
            ),
            *self._annex(delegation),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """The members."""
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("paper", "Full name"), 60),
                Column(pgettext("paper", "Position"), 50),
                Column(pgettext("paper", "Workplace"), 50),
            ),
        )

    def _annex(self, delegation: Delegation | None) -> list[Flowable]:
        members = words.parts(delegation, "members")
        if not members:
            return []
        (columns,) = self.tables()
        rows = [
            [str(n), words.name_in_list(m.person), words.position_of(m), words.workplace_of(m)]
            for n, m in enumerate(members, 1)
        ]
        return [
            PageBreak(),
            blocks.title(pgettext("paper", "ANNEX")),
            blocks.under_title(pgettext("paper", "Members of the delegation")),
            blocks.table(columns, rows),
        ]


def _labels(delegation: Delegation | None) -> list[Label]:
    partner = delegation.partner if delegation else None
    level = prospects = costs = members = ""
    if delegation and partner:
        level = delegation.level or partner.level_note or text_of(partner, Partner.level)
        prospects = delegation.prospects or partner.prospects
        costs = words.joined(
            words.said(delegation, Delegation.costs), delegation.costs_note, delegation.funding
        )
        count = len(words.parts(delegation, "members"))
        if count:
            members = ngettext("{n} person, see annex", "{n} people, see annex", count).format(n=count)
    period = words.period(delegation) if delegation and delegation.arrives_on else ""
    return [
        Label(pgettext("paper", "Institution, country"), words.partners_and_countries(delegation)),
        Label(pgettext("paper", "Level reached"), level, lines=1),
        Label(pgettext("paper", "Prospects"), prospects, lines=1),
        Label(pgettext("paper", "Members"), members, lines=1),
        Label(pgettext("paper", "Expected period"), period, lines=1),
        Label(pgettext("paper", "Main purpose"), words.purpose(delegation)),
        Label(pgettext("paper", "Ground for receiving"), words.ground(delegation), lines=1),
        Label(
            pgettext("paper", "Language of communication"),
            words.said(delegation, Delegation.languages),
            lines=1,
        ),
        Label(pgettext("paper", "Contact person"), words.contact(delegation), lines=1),
        Label(pgettext("paper", "Costs"), costs, optional=True, lines=1),
    ]
