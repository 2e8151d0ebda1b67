"""The ranking list of a competition: the weighted points of the candidates, and what each may still lack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import database
from kazcoop_desktop.models.competition import (
    Competition,
    CompetitionCandidate,
    CompetitionCriterion,
    CompetitionMark,
)
from kazcoop_desktop.models.grades import grades_admit
from kazcoop_desktop.services import records


@dataclass(frozen=True, kw_only=True)
class Ranked:
    """A candidate with the points by criterion; without all of them there is no total and no rank."""

    candidate: CompetitionCandidate
    points: Mapping[int, Decimal]
    total: Decimal | None
    rank: int | None
    grades_fit: bool


def ranking(competition: Competition) -> list[Ranked]:
    """The candidates by their totals, the best first; equal totals share a rank, the unranked come last.

    The total is the sum of the criteria's weights, each by the share of its points that the candidate has: 100 at
    most. Who has withdrawn is not ranked.
    """
    criteria = competition.criteria_in_order()
    found = [_unranked(competition, candidate, criteria) for candidate in competition.candidates_in_order()]
    ranked = sorted(
        (each for each in found if each.total is not None), key=lambda each: each.total or 0, reverse=True
    )
    placed = [
        Ranked(
            candidate=each.candidate,
            points=each.points,
            total=each.total,
            rank=1 + sum((other.total or 0) > (each.total or 0) for other in ranked),
            grades_fit=each.grades_fit,
        )
        for each in ranked
    ]
    return placed + [each for each in found if each.total is None]


def give_points(
    candidate: CompetitionCandidate, criterion: CompetitionCriterion, points: Decimal | None, *, by: str
) -> None:
    """Enters or changes the points of a candidate by a criterion; None takes them away. Raises Invalid."""
    its = (CompetitionMark.candidate == candidate.id) & (CompetitionMark.criterion == criterion.id)
    mark = CompetitionMark.select().where(its & CompetitionMark.deleted_at.is_null()).first()
    if points is None:
        if mark is not None:
            records.delete(mark, by=by)
        return
    mark = mark or CompetitionMark(candidate=candidate, criterion=criterion)
    mark.points = points
    records.save(mark, by=by)


def decide(competition: Competition, *, by: str) -> int:
    """Recommends the best as far as the places reach and puts the others in reserve; gives how many it recommends.

    Of equals at the last place none is chosen by the program. Decisions that stand already stay.
    Raises UserError while somebody has not all points, or when equals compete for the last place.
    """
    listed = [each for each in ranking(competition) if each.candidate.decision != "withdrawn"]
    if missing := [str(each.candidate) for each in listed if each.rank is None]:
        raise UserError(_("Points are missing for: {names}.").format(names=", ".join(missing)))
    fitting = [each for each in listed if each.grades_fit or competition.subject != "dual_degree"]
    chosen = [each for each in fitting if (each.rank or 0) <= competition.places]
    if len(chosen) > competition.places:
        sentence = _("Candidates with equal points compete for the last place. Decide by hand.")
        raise UserError(sentence)
    with database.atomic():
        for each in listed:
            if each.candidate.decision:
                continue
            suits = any(each.candidate.id == one.candidate.id for one in fitting)
            is_chosen = any(each.candidate.id == one.candidate.id for one in chosen)
            each.candidate.decision = "recommended" if is_chosen else "reserve" if suits else "declined"
            records.save(each.candidate, by=by)
    return len(chosen)


def _unranked(
    competition: Competition, candidate: CompetitionCandidate, criteria: list[CompetitionCriterion]
) -> Ranked:
    alive = (CompetitionMark.candidate == candidate.id) & CompetitionMark.deleted_at.is_null()
    points = {
        mark.__data__["criterion"]: Decimal(mark.points) for mark in CompetitionMark.select().where(alive)
    }
    total = None
    if candidate.decision != "withdrawn" and criteria and all(each.id in points for each in criteria):
        shares = (points[each.id] / each.most * each.weight for each in criteria)
        total = sum(shares, Decimal()).quantize(Decimal("0.01"), ROUND_HALF_UP)
    fits = grades_admit(candidate.grades, competition.announced_on)
    return Ranked(candidate=candidate, points=points, total=total, rank=None, grades_fit=fits)
