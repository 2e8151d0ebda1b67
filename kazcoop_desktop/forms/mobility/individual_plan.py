"""The individual study plan of a dual-degree candidate, agreed by both universities; ours."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.agreements.agreement_words import joined
from kazcoop_desktop.forms.blocks import Band, Column, Signer
from kazcoop_desktop.forms.mobility import learner_words as words
from kazcoop_desktop.forms.pages import LANDSCAPE
from kazcoop_desktop.forms.sheet import PrintedForm
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.base import text_of
from kazcoop_desktop.models.dual_degree import DualDegreeCandidate, PlanLine

_EMPTY_SEMESTERS, _EMPTY_ROWS = 4, 8


class IndividualPlan(PrintedForm):
    """Procedure 717, 5.6.2: by the graduating chair with the partner, agreed with the directorate and the registrar."""

    key = "individual_plan"
    title = N_("Individual study plan (dual degree)")
    kinds = (DualDegreeCandidate,)
    page = LANDSCAPE
    code_place = 200 * mm

    def story(self, records: Sequence[DualDegreeCandidate]) -> list[Flowable]:
        candidate = records[0] if records else None
        unit = candidate.learner.unit if candidate else None
        (columns,) = self.tables()
        agreeing = self.signers(
            "agrees", (pgettext("paper", "Director of the Institute"), pgettext("paper", "Registrar")), unit
        )
        signing = [
            *self.signers(defaults=(pgettext("paper", "Head of the Chair"),), unit=unit),
            Signer(
                pgettext("paper", "Coordinator of the partner"),
                candidate.programme.partner_coordinator if candidate else "",
            ),
            Signer(pgettext("paper", "Learner"), words.learner_name(candidate)),
        ]
        approving = self.signers("approves", (pgettext("paper", "Vice-rector"),))[0]
        return [
            blocks.opposite([], blocks.approved(approving)),
            blocks.title(pgettext("paper", "INDIVIDUAL STUDY PLAN (DUAL DEGREE)")),
            *(blocks.plain(line) for line in _head(candidate)),
            blocks.space(4),
            blocks.table(columns, _rows(candidate, columns), size=9, row_height=blocks.HAND_ROW),
            *blocks.agreement_places(agreeing),
            blocks.kept_together(blocks.signatures(signing)),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("paper", "Home discipline"), 64),
                Column(pgettext("paper", "Credits"), 17, "CENTER"),
                Column(pgettext("paper", "Discipline of the partner"), 64),
                Column("ECTS", 15, "CENTER"),
                Column(pgettext("paper", "Correspondence"), 33),
                Column(pgettext("paper", "Studied at"), 32),
                Column(pgettext("paper", "Grade"), 22, "CENTER"),
            ),
        )


def _head(candidate: DualDegreeCandidate | None) -> list[str]:
    learner = candidate.learner if candidate else None
    numbers = joined(
        learner.number if learner else "", candidate.partner_number if candidate else "", by=" / "
    )
    agreed = joined(
        official.numeric(candidate.directorate_agreed_on) if candidate else "",
        official.numeric(candidate.registrar_agreed_on) if candidate else "",
    )
    told = (
        (
            pgettext("paper", "Learner: {value}"),
            joined(words.learner_name(candidate), words.programme_and_year(learner)),
        ),
        (pgettext("paper", "Dual-degree programme: {value}"), str(candidate.programme) if candidate else ""),
        (pgettext("paper", "Partner university: {value}"), words.partner_and_country(candidate)),
        (pgettext("paper", "Numbers at both universities: {value}"), numbers),
        (pgettext("paper", "Agreed by the directorate and the registrar: {value}"), agreed),
    )
    return [said.format(value=blocks.or_line(value, 50)) for said, value in told]


def _rows(candidate: DualDegreeCandidate | None, columns: Sequence[Column]) -> list[list[str] | Band]:
    if candidate is None:
        rows: list[list[str] | Band] = []
        for number in range(1, _EMPTY_SEMESTERS + 1):
            rows += [_band(number), *blocks.empty_rows(columns, _EMPTY_ROWS)]
        return rows
    lines = candidate.plan_lines()
    found: list[list[str] | Band] = []
    at = 0
    for semester, of_it in groupby(lines, key=lambda line: line.semester):
        group = list(of_it)
        found.append(_band(semester))
        for line in group:
            at += 1
            found.append(_row(at, line))
        found.append(_sum(pgettext("paper", "Total of the semester"), group))
    return [*found, _sum(pgettext("paper", "Total"), lines)]


def _band(semester: int) -> Band:
    return Band(pgettext("paper", "Semester {n}").format(n=semester))


def _row(number: int, line: PlanLine) -> list[str]:
    percent = "" if line.percent is None else f"{line.percent} %"
    return [
        str(number),
        joined(line.home_code, line.home_course, by=" "),
        words.credits_of(line.home_credits),
        joined(line.partner_code, line.partner_course, by=" "),
        words.credits_of(line.partner_credits),
        text_of(line, PlanLine.equivalence),
        text_of(line, PlanLine.studied_at),
        joined(line.letter, percent),
    ]


def _sum(name: str, lines: Sequence[PlanLine]) -> list[str]:
    home = sum((line.home_credits or Decimal() for line in lines), Decimal())
    partner = sum((line.partner_credits or Decimal() for line in lines), Decimal())
    return blocks.Strong(["", name, words.credits_of(home), "", words.credits_of(partner), "", "", ""])
