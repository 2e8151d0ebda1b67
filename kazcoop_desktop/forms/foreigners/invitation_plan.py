"""The plan by which foreign scholars are invited to lecture, by institute; the layout is ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.blocks import Band, Column
from kazcoop_desktop.forms.foreigners import scholar_words as words
from kazcoop_desktop.forms.foreigners.scholar_paper import ScholarPaper
from kazcoop_desktop.forms.pages import LANDSCAPE
from kazcoop_desktop.forms.sheet import Options, option
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.scholar_visit import SEMESTERS, ScholarVisit
from kazcoop_desktop.models.text import order_key
from kazcoop_desktop.services.foreigners import scholars


@dataclass(frozen=True, kw_only=True)
class PlanOptions(Options):
    """For which semester and academic year; without them all the visits given are listed."""

    semester: str = option(N_("Semester"), choices=(("", N_("All semesters")), *SEMESTERS))
    academic_year: str = option(N_("Academic year"))


class InvitationPlan(ScholarPaper):
    """Procedure 717, 5.5.1: agreed with the department, approved by the head or the vice-rector for science."""

    key = "invitation_plan"
    title = N_("Plan of invitations")
    page = LANDSCAPE
    per_group = True
    options_type = PlanOptions

    def story(self, records: Sequence[ScholarVisit]) -> list[Flowable]:
        (columns,) = self.tables()
        chosen = self.options
        listed = scholars.in_term(records, semester=chosen.semester, academic_year=chosen.academic_year)
        approving = self.signers("approves", (pgettext("paper", "Vice-rector"),))[0]
        agreeing = self.signers("agrees", (pgettext("paper", "Head of the department"),))[0]
        rows = list(_rows(listed)) or blocks.empty_rows(columns, 15)
        directors = self.signers(defaults=(pgettext("paper", "Director of the Institute"),))
        years = {scholars.term_of(visit).academic_year for visit in listed}
        year = chosen.academic_year or (years.pop() if len(years) == 1 else "")
        under = words.term(chosen.semester, year)
        return [
            blocks.opposite(blocks.agreed(agreeing), blocks.approved(approving)),
            blocks.title(pgettext("paper", "PLAN OF INVITATIONS OF FOREIGN SCHOLARS")),
            blocks.under_title(blocks.or_line(under)),
            blocks.table(columns, rows, size=9, row_height=blocks.HAND_ROW),
            *blocks.signatures(directors),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """The scholars who are to come."""
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("paper", "Full name, degree"), 45),
                Column(pgettext("paper", "University, country"), 43),
                Column(pgettext("paper", "Course"), 40),
                Column(pgettext("paper", "Level"), 25),
                Column(pgettext("paper", "Hours"), 15, "CENTER"),
                Column(pgettext("plan", "Dates"), 25, "CENTER"),
                Column(pgettext("paper", "Financing"), 28),
                Column(pgettext("paper", "Responsible"), 26),
            ),
        )


def _rows(visits: Sequence[ScholarVisit]) -> Iterator[list[str] | Band]:
    by_institute = sorted(visits, key=lambda visit: order_key(_institute_name(visit)))
    number = 0
    for institute, members in groupby(by_institute, key=_institute_name):
        yield Band(institute or pgettext("paper", "Unit not named"))
        for visit in members:
            number += 1
            yield _row(number, visit)
    if visits:
        said = pgettext("paper", "Total: scholars {people}, hours {hours}")
        whole = sum(scholars.hours(visit) for visit in visits)
        yield Band(said.format(people=len(visits), hours=whole), total=True)


def _row(number: int, visit: ScholarVisit) -> list[str]:
    return [
        str(number),
        words.name_and_degree(visit),
        words.university_and_country(visit),
        words.course(visit),
        words.levels(visit),
        str(scholars.hours(visit) or ""),
        words.stay_in_figures(visit),
        words.funding(visit),
        official.initials_and_surname(visit.responsible),
    ]


def _institute_name(visit: ScholarVisit) -> str:
    unit = words.institute(visit)
    return str(unit) if unit else ""
