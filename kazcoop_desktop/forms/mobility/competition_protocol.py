"""The minutes of a competitive selection: the ranking list, the votes and the decision; the layout is ours."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.blocks import Column, Signer
from kazcoop_desktop.forms.mobility import learner_words as words
from kazcoop_desktop.forms.pages import LANDSCAPE
from kazcoop_desktop.forms.sheet import PrintedForm
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.base import text_of
from kazcoop_desktop.models.competition import Competition, CompetitionCandidate
from kazcoop_desktop.services.mobility import ranking as mobility_ranking
from kazcoop_desktop.services.mobility.ranking import Ranked

_EMPTY = 7


class CompetitionProtocol(PrintedForm):
    """Procedure 717, 5.6.1: candidates are selected by a competition."""

    key = "competition_protocol"
    title = N_("Minutes of the competitive selection")
    kinds = (Competition,)
    page = LANDSCAPE
    journal = "MIN-COMP"
    code_place = 200 * mm

    def story(self, records: Sequence[Competition]) -> list[Flowable]:
        competition = records[0] if records else None
        ranked = mobility_ranking.ranking(competition) if competition else []
        (columns,) = self.tables()
        rows = [_row(number, each) for number, each in enumerate(ranked, 1)]
        title = pgettext("paper", "MINUTES OF THE COMPETITIVE SELECTION No. {number}")
        said = pgettext("paper", "Competition: {name}; places {places}; applications {n}.")
        city = self.office.institution.named("city")
        return [
            blocks.title(title.format(number=self.number or "____")),
            blocks.ends(words.on_line(competition.held_on if competition else None), city),
            *(blocks.plain(line) for line in _commission(competition)),
            blocks.text(
                said.format(
                    name=blocks.or_line(str(competition) if competition else "", 50),
                    places=competition.places if competition else "____",
                    n=len(ranked) if competition else "____",
                )
            ),
            blocks.table(
                columns, rows or blocks.empty_rows(columns, _EMPTY), size=9, row_height=blocks.HAND_ROW
            ),
            blocks.kept_together(
                [*_decision(competition, ranked), *blocks.signatures(self._signing(competition))]
            ),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("paper", "Full name"), 55),
                Column(pgettext("paper", "Programme, year"), 53),
                Column("GPA", 16, "CENTER"),
                Column(pgettext("paper", "Grades fit"), 25, "CENTER"),
                Column(pgettext("paper", "Certificate"), 27),
                Column(pgettext("paper", "Total"), 20, "CENTER"),
                Column(pgettext("paper", "Rank"), 17, "CENTER"),
                Column(pgettext("paper", "Decision"), 34),
            ),
        )

    def _signing(self, competition: Competition | None) -> list[Signer]:
        chair = official.initials_and_surname(competition.chair) if competition else ""
        secretary = official.initials_and_surname(competition.secretary) if competition else ""
        members = competition.members.split("\n") if competition else ["", ""]
        return [
            Signer(pgettext("paper", "Chair of the commission"), chair),
            *(
                Signer(pgettext("paper", "Member of the commission"), name.strip())
                for name in members
                if name.strip() or competition is None
            ),
            Signer(pgettext("paper", "Secretary"), secretary),
        ]


def _row(number: int, each: Ranked) -> list[str]:
    candidate = each.candidate
    fits = pgettext("paper", "fit") if each.grades_fit else pgettext("paper", "do not fit")
    return [
        str(number),
        words.learner_name(candidate),
        words.programme_and_year(candidate.learner),
        words.credits_of(candidate.gpa),
        fits if candidate.grades else "",
        candidate.certificate,
        words.credits_of(each.total),
        "" if each.rank is None else str(each.rank),
        text_of(candidate, CompetitionCandidate.decision),
    ]


def _commission(competition: Competition | None) -> list[str]:
    chair = official.full_name(competition.chair) if competition else ""
    secretary = official.full_name(competition.secretary) if competition else ""
    members = ", ".join(competition.members.splitlines()) if competition else ""
    told = (
        (pgettext("paper", "Chair: {value}"), chair),
        (pgettext("paper", "Members: {value}"), members),
        (pgettext("paper", "Secretary: {value}"), secretary),
    )
    return [said.format(value=blocks.or_line(value, 50)) for said, value in told]


def _decision(competition: Competition | None, ranked: Sequence[Ranked]) -> list[Flowable]:
    if competition is None:
        return [
            blocks.text(pgettext("paper", "DECIDED to recommend: {names}.").format(names="_" * 60)),
            _votes(None),
        ]
    chosen = [each for each in ranked if each.candidate.decision == "recommended"]
    reserve = [each for each in ranked if each.candidate.decision == "reserve"]
    told = []
    for said, listed in (
        (pgettext("paper", "DECIDED to recommend: {names}."), chosen),
        (pgettext("paper", "In reserve: {names}."), reserve),
    ):
        if listed:
            names = "; ".join(words.learner_name(each.candidate) for each in listed)
            told.append(blocks.text(said.format(names=names)))
    return [*told, _votes(competition)]


def _votes(competition: Competition | None) -> Flowable:
    def count(value: int | None) -> str:
        return "____" if value is None else str(value)

    said = pgettext("paper", "Votes: for {votes_for}, against {against}, abstained {abstained}.")
    return blocks.text(
        said.format(
            votes_for=count(competition.votes_for if competition else None),
            against=count(competition.votes_against if competition else None),
            abstained=count(competition.abstained if competition else None),
        )
    )
