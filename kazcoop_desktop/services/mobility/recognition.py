"""Grades of the host turned into grades and credits of the home university, by the scale of the day."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import database
from kazcoop_desktop.models.grades import GradeScale, latin, scale_on
from kazcoop_desktop.models.mobility import Mobility, StudyLine
from kazcoop_desktop.services import records


@dataclass(frozen=True, kw_only=True)
class Totals:
    """What the lines of a stay add up to; the GPA is None while no line has a grade."""

    host_credits: Decimal
    home_credits: Decimal
    recognised: Decimal
    gpa: Decimal | None
    differences: list[StudyLine]


def recognise(stay: Mobility, *, by: str) -> int:
    """Decides on every line that has a grade and no decision, and tells how many they were.

    A percentage gives the letter; an ECTS grade does where only one letter has it. A passing grade earns the
    credits of the home discipline, as far as the host's credits reach; another makes an academic difference.
    Raises UserError that names a grade outside the scale, or one that several letters may stand for.
    """
    decided = 0
    with database.atomic():
        for line in stay.study_lines():
            if line.decision or not (line.percent is not None or line.letter or line.host_grade):
                continue
            grade = _grade_of(line)
            line.letter = grade.letter
            if not line.home_course:
                line.decision = "not_recognised"
            elif grade.is_pass:
                line.decision = "recognised"
                line.recognised_credits = line.home_credits
            else:
                line.decision = "difference"
                line.recognised_credits = Decimal()
            records.save(line, by=by)
            decided += 1
    return decided


def letter_for(percent: int, scale: dict[str, GradeScale]) -> GradeScale | None:
    """The grade in whose range a percentage lies."""
    return next((row for row in scale.values() if row.percent_from <= percent <= row.percent_to), None)


def totals(stay: Mobility) -> Totals:
    """The credits of both sides, what is recognised, the GPA by the recognised credits, what is left to pass."""
    lines = stay.study_lines()
    graded = []
    for line in lines:
        grade = scale_on(line.graded_on).get(line.letter)
        weight = line.home_credits or line.host_credits
        if grade is not None and weight:
            graded.append((grade.points * weight, weight))
    weights = sum((weight for _points, weight in graded), Decimal())
    points = sum((each for each, _weight in graded), Decimal())
    return Totals(
        host_credits=sum((line.host_credits or Decimal() for line in lines), Decimal()),
        home_credits=sum((line.home_credits or Decimal() for line in lines), Decimal()),
        recognised=sum((line.recognised_credits or Decimal() for line in lines), Decimal()),
        gpa=(points / weights).quantize(Decimal("0.01"), ROUND_HALF_UP) if weights else None,
        differences=[line for line in lines if line.decision == "difference"],
    )


def _grade_of(line: StudyLine) -> GradeScale:
    scale = scale_on(line.graded_on)
    if line.letter in scale:
        return scale[line.letter]
    if line.percent is not None and (found := letter_for(line.percent, scale)) is not None:
        return found
    spelled = latin(line.letter or line.host_grade)
    by_ects = [row for row in scale.values() if row.ects == spelled]
    if len(by_ects) == 1:
        return by_ects[0]
    if by_ects:
        sentence = _(
            "“{discipline}”: the grade “{grade}” stands for {letters}. Choose the letter or enter percent."
        )
        letters = ", ".join(row.letter for row in by_ects)
        raise UserError(sentence.format(discipline=line, grade=spelled, letters=letters))
    sentence = _("“{discipline}”: the scale has no grade “{grade}”. It has: {grades}.")
    told = line.letter or line.host_grade or str(line.percent)
    raise UserError(sentence.format(discipline=line, grade=told, grades=", ".join(scale)))
