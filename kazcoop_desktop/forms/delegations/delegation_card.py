"""The delegation card: everything about one visit on a sheet or two, for the file; ours."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.blocks import Column
from kazcoop_desktop.forms.delegations import visit_words as words
from kazcoop_desktop.forms.delegations.delegation_minutes import owner_of
from kazcoop_desktop.forms.delegations.visit_paper import VisitPaper
from kazcoop_desktop.i18n import N_, _, pgettext
from kazcoop_desktop.models.delegation import STAGES, Delegation
from kazcoop_desktop.models.minutes import Promise
from kazcoop_desktop.services import stages
from kazcoop_desktop.services.delegations import money, promises, unknown


class DelegationCard(VisitPaper):
    """The thirteen things of procedure 717, 5.4.2, the steps, the money and the promises."""

    key = "delegation_card"
    title = N_("Delegation card")

    def executor(self, records: Sequence[Delegation]) -> None:
        """The keeper who signs the card has made it."""

    def own_number(self, records: Sequence[Delegation]) -> str:
        return records[0].number if records else ""

    def story(self, records: Sequence[Delegation]) -> list[Flowable]:
        delegation = records[0] if records else None
        stage_columns, member_columns, promise_columns = self.tables()
        title = pgettext("paper", "DELEGATION CARD No. {number}")
        return [
            blocks.title(title.format(number=blocks.or_line(self.own_number(records), 12))),
            blocks.facts(_facts(delegation)),
            *_part(pgettext("paper", "Members of the delegation"), member_columns, _members(delegation), 6),
            *_part(pgettext("paper", "Stages"), stage_columns, _moves(delegation), 0 if delegation else 8),
            *_part(
                pgettext("paper", "Agreements reached"),
                promise_columns,
                _promised(delegation),
                0 if delegation else 3,
            ),
            *blocks.signatures(self.signers(defaults=(pgettext("paper", "Keeper of the file"),))),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """Stages; members; promises."""
        number = Column(pgettext("paper", "No."), 10, "CENTER")
        return (
            (
                number,
                Column(pgettext("paper", "Stage"), 85),
                Column(pgettext("paper", "Date"), 30, "CENTER"),
                Column(pgettext("paper", "Who"), 45),
            ),
            (
                number,
                Column(pgettext("paper", "Full name"), 60),
                Column(pgettext("paper", "Position"), 50),
                Column(pgettext("paper", "Workplace"), 50),
            ),
            (
                number,
                Column(pgettext("paper", "Agreement reached"), 75),
                Column(pgettext("paper", "Responsible"), 35),
                Column(pgettext("paper", "Due"), 22, "CENTER"),
                Column(pgettext("paper", "Done"), 28, "CENTER"),
            ),
        )


def _facts(delegation: Delegation | None) -> list[tuple[str, str]]:
    whole = money.total(delegation) if delegation else None
    planned = f"{words.tenge(whole.planned)}\u00a0₸" if whole and whole.planned else ""
    spent = f"{words.tenge(whole.spent)}\u00a0₸" if whole and whole.spent else ""
    first = [
        (pgettext("paper", "Delegation"), words.partners_and_countries(delegation)),
        (pgettext("paper", "State"), words.said(delegation, Delegation.stage)),
    ]
    known = unknown.items(delegation) if delegation else []
    named = [(item.name, words.joined(item.known, item.lacking, by=" – ")) for item in known]
    last = [
        (pgettext("paper", "Planned"), planned),
        (pgettext("paper", "Spent"), spent),
        (pgettext("paper", "Note"), delegation.note if delegation else ""),
    ]
    facts = [*first, *(named or [(name, "") for name in _names()]), *last]
    return [(name, value) for name, value in facts if value or delegation is None]


def _names() -> list[str]:
    """What a blank card asks for."""
    return [item.name for item in unknown.items(Delegation())]


def _part(name: str, columns: Sequence[Column], rows: Sequence[Sequence[str]], empty: int) -> list[Flowable]:
    shown = list(rows) or blocks.empty_rows(columns, empty)
    return [blocks.caption(name), blocks.table(columns, shown, row_height=blocks.HAND_ROW)] if shown else []


def _members(delegation: Delegation | None) -> list[list[str]]:
    return [
        [str(n), words.name_in_list(m.person), words.position_of(m), words.workplace_of(m)]
        for n, m in enumerate(words.parts(delegation, "members"), 1)
    ]


def _moves(delegation: Delegation | None) -> list[list[str]]:
    names = dict(STAGES)
    moves = stages.moves_of(delegation) if delegation else []
    return [
        [str(n), _(names.get(move.new_stage, "")), official.numeric(move.on), move.who]
        for n, move in enumerate(moves, 1)
    ]


def _promised(delegation: Delegation | None) -> list[list[str]]:
    found: list[Promise] = promises.of_delegation(delegation) if delegation else []
    return [
        [str(n), str(each), owner_of(each), official.numeric(each.due_on), official.numeric(each.done_on)]
        for n, each in enumerate(found, 1)
    ]
