"""The list of visitors for the pass office; the layout is ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.blocks import Column
from kazcoop_desktop.forms.delegations import visit_words as words
from kazcoop_desktop.forms.delegations.visit_paper import VisitPaper
from kazcoop_desktop.forms.sheet import Options, option
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.delegation import Delegation


@dataclass(frozen=True, kw_only=True)
class PassOptions(Options):
    """Whether document numbers are told; they are personal data."""

    documents: str = option(
        N_("Numbers of documents"),
        default="yes",
        choices=(("yes", N_("With them")), ("no", N_("Without them"))),
    )


class PassList(VisitPaper):
    """Who comes, when, and who meets them; agreed by security."""

    key = "pass_list"
    title = N_("List of visitors for the pass office")
    shows_sensitive = True
    options_type = PassOptions

    @classmethod
    def is_wanted(cls, delegation: Delegation) -> bool:
        return bool(words.parts(delegation, "members"))

    def story(self, records: Sequence[Delegation]) -> list[Flowable]:
        delegation = records[0] if records else None
        (columns,) = self.tables()
        meets = next(
            (host for host in words.parts(delegation, "hosts") if host.role in ("meets", "receives")), None
        )
        meeting = words.joined(words.host_name(meets), meets.employee.phone) if meets else ""
        unit = str(delegation.unit) if delegation and delegation.unit else ""
        entries = (
            (pgettext("paper", "Delegation"), words.partners_and_countries(delegation)),
            (pgettext("paper", "Dates of the visit"), words.period(delegation)),
            (pgettext("paper", "Building, unit"), unit),
            (pgettext("paper", "Meeting person"), meeting),
        )
        agreed = self.signers("agrees", defaults=(pgettext("paper", "Head of security"),))
        signed = blocks.signatures(self.signers(defaults=(pgettext("paper", "Head of the department"),)))
        return [
            blocks.title(pgettext("paper", "VISITORS FOR THE PASS OFFICE")),
            *(blocks.plain(f"{name}: {blocks.or_line(value, 46)}") for name, value in entries),
            blocks.space(),
            blocks.table(columns, self._rows(delegation), row_height=blocks.HAND_ROW),
            *self._cars(delegation),
            blocks.kept_together(
                [blocks.text(pgettext("paper", "Please admit.")), *signed, *blocks.agreement_places(agreed)]
            ),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """The visitors."""
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("paper", "Full name"), 60),
                Column(pgettext("paper", "Organisation, position"), 50),
                Column(pgettext("paper", "Document No."), 28),
                Column(pgettext("paper", "Mark"), 22),
            ),
        )

    def _rows(self, delegation: Delegation | None) -> list[list[str]]:
        if delegation is None:
            return blocks.empty_rows(self.tables()[0], 12)
        with_documents = self.options.documents == "yes"
        return [
            [
                str(number),
                words.latin_name(member.person),
                words.joined(words.workplace_of(member), words.position_of(member)),
                words.document_of(member.person) if with_documents else "",
                "",
            ]
            for number, member in enumerate(words.parts(delegation, "members"), 1)
        ]

    def _cars(self, delegation: Delegation | None) -> list[Flowable]:
        """The cars, as the answers to the requests for transport name them."""
        requests = words.parts(delegation, "requests")
        cars = [
            words.joined(official.numeric(each.held_on), each.answer_note)
            for each in requests
            if each.request_kind == "transport" and each.answer_note
        ]
        if not cars and delegation is not None:
            return []
        said = pgettext("paper", "Cars (make, plate): {cars}")
        return [blocks.plain(said.format(cars=blocks.or_line("; ".join(cars), 44)))]
