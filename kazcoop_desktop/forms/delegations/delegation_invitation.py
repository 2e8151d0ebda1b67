"""The letter of invitation to the partners of a delegation; the wording is ours."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks
from kazcoop_desktop.forms.blocks import Column
from kazcoop_desktop.forms.delegations import visit_words as words
from kazcoop_desktop.forms.delegations.visit_paper import VisitLetter
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.delegation import Delegation
from kazcoop_desktop.models.world import country


class DelegationInvitation(VisitLetter):
    """After the rector's decision, signed by the head or a vice-rector: procedure 717, 5.4.1."""

    key = "delegation_invitation"
    title = N_("Letter of invitation of a delegation")
    shows_sensitive = True

    def story(self, records: Sequence[Delegation]) -> list[Flowable]:
        delegation = records[0] if records else None
        return [
            *self.top(self.partners_addressed(delegation)),
            blocks.salutation(words.salutation(delegation)),
            *(blocks.text(sentence) for sentence in self._sentences(delegation)),
            *self._members(delegation),
            self.bottom(pgettext("paper", "Yours sincerely,")),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """The members, for their visas."""
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("paper", "Full name"), 55),
                Column(pgettext("paper", "Position"), 50),
                Column(pgettext("paper", "Citizenship"), 25),
                Column(pgettext("paper", "Passport No."), 30),
            ),
        )

    def _sentences(self, delegation: Delegation | None) -> list[str]:
        invited = pgettext(
            "paper",
            "On behalf of {institution} I have the honour of inviting you and your delegation to visit us on {period}.",
        )
        institution = blocks.or_line(self.office.institution.named("name"))
        found = [invited.format(institution=institution, period=words.period(delegation))]
        purpose = words.purpose(delegation) or ("" if delegation else "_" * 60)
        if purpose:
            found.append(pgettext("paper", "The purpose of the visit: {purpose}.").format(purpose=purpose))
        if topics := words.topics(delegation):
            said = pgettext("paper", "We propose to discuss: {topics}.")
            found.append(said.format(topics="; ".join(topics)))
        if delegation and delegation.costs == "university":
            found.append(pgettext("paper", "The University will cover accommodation and meals."))
        if delegation and delegation.costs == "visitors":
            found.append(pgettext("paper", "Travel and accommodation are borne by the visitors."))
        needed = [m for m in words.parts(delegation, "members") if m.needs_visa and not m.person.passport]
        if needed:
            found.append(
                pgettext("paper", "Please send us copies of the passports so that we can arrange the visas.")
            )
        city = self.office.institution.named("city")
        if city:
            found.append(pgettext("paper", "We look forward to welcoming you in {city}.").format(city=city))
        return found

    def _members(self, delegation: Delegation | None) -> list[Flowable]:
        members = words.parts(delegation, "members")
        if not members and not self.blank:
            return []
        (columns,) = self.tables()
        rows = [
            [
                str(number),
                words.latin_name(member.person),
                words.position_of(member),
                country(member.person.citizenship) if member.person.citizenship else "",
                words.document_of(member.person),
            ]
            for number, member in enumerate(members, 1)
        ] or blocks.empty_rows(columns, 5)
        return [
            blocks.caption(pgettext("paper", "Members of the delegation")),
            blocks.table(columns, rows, row_height=blocks.HAND_ROW),
        ]
