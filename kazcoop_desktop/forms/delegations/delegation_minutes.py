"""The minutes of a meeting, form 403-02; the layout is ours."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable, PageBreak

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.blocks import Column
from kazcoop_desktop.forms.delegations import visit_words as words
from kazcoop_desktop.forms.delegations.visit_paper import VisitPaper
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.base import text_of
from kazcoop_desktop.models.delegation import Delegation
from kazcoop_desktop.models.minutes import Minutes, Promise
from kazcoop_desktop.services.delegations import promises


class DelegationMinutes(VisitPaper):
    """Signed by the director, approved by the head or the vice-rector for academic work: procedure 717, 5.4.3."""

    key = "delegation_minutes"
    title = N_("Minutes of the meeting")

    @classmethod
    def is_wanted(cls, delegation: Delegation) -> bool:
        return bool(words.parts(delegation, "minutes"))

    def own_number(self, records: Sequence[Delegation]) -> str:
        return ", ".join(each.number for each in words.parts(records[0], "minutes")) if records else ""

    def story(self, records: Sequence[Delegation]) -> list[Flowable]:
        delegation = records[0] if records else None
        held: list[Minutes | None] = words.parts(delegation, "minutes") or [None]
        found: list[Flowable] = []
        for minutes in held:
            found += [*([PageBreak()] if found else []), *self._of(delegation, minutes)]
        return found

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """What was agreed on."""
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("paper", "Agreement reached"), 85),
                Column(pgettext("paper", "Responsible (whose side)"), 45),
                Column(pgettext("paper", "Due"), 30, "CENTER"),
            ),
        )

    def _of(self, delegation: Delegation | None, minutes: Minutes | None) -> list[Flowable]:
        title = pgettext("paper", "MINUTES OF THE MEETING No. {number}")
        met = pgettext("paper", "Meeting with a foreign delegation: {partner}")
        recorder = minutes.recorder if minutes else None
        recorded = pgettext("paper", "Recorded by: {name}")
        signers = self.signers(defaults=(pgettext("paper", "Director of the department"),))
        steps = _named(minutes, "steps")
        purpose = words.purpose(delegation)
        return [
            *self.code_line(),
            self.approval(),
            blocks.title(title.format(number=blocks.or_line(minutes.number if minutes else "", 8))),
            blocks.under_title(
                met.format(partner=blocks.or_line(words.partners_and_countries(delegation), 40))
            ),
            *_when_and_where(minutes),
            blocks.caption(pgettext("paper", "1. Participants")),
            self._participants(delegation, minutes),
            blocks.caption(pgettext("paper", "2. Purpose of the meeting")),
            *([blocks.text(purpose)] if purpose else [blocks.ruled(1)]),
            blocks.caption(pgettext("paper", "3. Matters discussed")),
            *_listed(_named(minutes, "matters"), 3),
            blocks.caption(pgettext("paper", "4. Agreements reached")),
            self._agreed(delegation),
            *self._exchanged(delegation, minutes),
            blocks.kept_together(
                [
                    blocks.caption(pgettext("paper", "6. Next steps")),
                    *_listed(steps, 3),
                    *blocks.signatures(signers),
                    blocks.plain(
                        recorded.format(name=blocks.or_line(official.initials_and_surname(recorder), 36))
                    ),
                ]
            ),
        ]

    def _participants(self, delegation: Delegation | None, minutes: Minutes | None) -> Flowable:
        ours = words.lines(minutes.ours) if minutes else []
        theirs = words.lines(minutes.theirs) if minutes else []
        ours = ours or [
            words.joined(words.host_name(host), words.host_position(host))
            for host in words.parts(delegation, "hosts")
        ]
        theirs = theirs or [
            words.joined(words.name_in_list(member.person), words.position_of(member))
            for member in words.parts(delegation, "members")
        ]
        return blocks.kept_together(
            [
                blocks.halves(
                    _side(pgettext("paper", "For the University"), ours),
                    _side(pgettext("paper", "For the delegation"), theirs),
                )
            ]
        )

    def _agreed(self, delegation: Delegation | None) -> Flowable:
        (columns,) = self.tables()
        agreed: list[Promise] = promises.of_delegation(delegation) if delegation else []
        rows = [
            [str(number), str(promise), owner_of(promise), official.numeric(promise.due_on)]
            for number, promise in enumerate(agreed, 1)
        ] or blocks.empty_rows(columns, 6)
        return blocks.table(columns, rows, row_height=blocks.HAND_ROW)

    def _exchanged(self, delegation: Delegation | None, minutes: Minutes | None) -> list[Flowable]:
        gifts = ", ".join(str(gift) for gift in words.parts(delegation, "gifts") if gift.given_on)
        given = words.joined(minutes.exchanged.strip() if minutes else "", gifts, by="; ")
        return [
            blocks.caption(pgettext("paper", "5. Papers and gifts exchanged")),
            *([blocks.text(given)] if given else [blocks.ruled(1)]),
        ]


def owner_of(promise: Promise) -> str:
    """Who keeps the promise, and on whose side."""
    side = text_of(promise, Promise.side)
    name = official.full_name(promise.owner) if promise.side == "university" else promise.owner_name
    return f"{name} ({side})"


def _when_and_where(minutes: Minutes | None) -> list[Flowable]:
    if minutes is None:
        return [blocks.plain(official.stamp(None)), blocks.space()]
    when = words.joined(official.in_text(minutes.held_on), minutes.starts_at)
    language = text_of(minutes, Minutes.languages)
    said = pgettext("paper", "Language of the meeting: {language}").format(language=language)
    return [
        blocks.plain(words.joined(when, minutes.place)),
        *([blocks.plain(said)] if language else []),
        blocks.space(),
    ]


def _named(minutes: Minutes | None, stem: str) -> list[str]:
    return words.lines(minutes.named(stem)) if minutes else []


def _listed(entries: Sequence[str], rows: int) -> list[Flowable]:
    return [blocks.plain(line) for line in words.numbered(entries)] if entries else [blocks.ruled(rows)]


def _side(name: str, people: Sequence[str]) -> list[Flowable]:
    shown = words.numbered(people) or words.numbered(["_" * 38] * 8)
    return [blocks.small_caption(name), *(blocks.small(line) for line in shown)]
