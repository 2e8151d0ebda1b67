"""The scholar's profile that the programme asks for, and the same of many as a list; the layout is ours."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.blocks import Column
from kazcoop_desktop.forms.foreigners import scholar_words as words
from kazcoop_desktop.forms.foreigners.scholar_paper import ScholarPaper
from kazcoop_desktop.forms.pages import LANDSCAPE
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.scholar_visit import ScholarVisit
from kazcoop_desktop.services.foreigners import photos, scholars


class ScholarProfile(ScholarPaper):
    """Procedure 717, 5.5.1: the short profile, in summary form."""

    key = "scholar_profile"
    title = N_("Scholar's profile")

    def story(self, records: Sequence[ScholarVisit]) -> list[Flowable]:
        visit = records[0] if records else None
        roles = (pgettext("paper", "Head of the unit"),)
        photo = photos.photo_of(visit.person) if visit else None
        facts = [(name, value or _room(lines)) for name, value, lines in _facts(visit)]
        signing = self.signers(defaults=roles, unit=visit.unit if visit else None)
        return [
            blocks.beside_photo(
                [blocks.title(pgettext("paper", "SCHOLAR'S PROFILE"))],
                blocks.photo(pgettext("paper", "3×4 photo"), photo),
            ),
            blocks.facts(facts),
            *blocks.signatures(signing),
        ]


class ScholarsList(ScholarPaper):
    """The same of several scholars, a line each."""

    key = "scholars_list"
    title = N_("List of foreign scholars")
    page = LANDSCAPE
    per_group = True

    def story(self, records: Sequence[ScholarVisit]) -> list[Flowable]:
        (columns,) = self.tables()
        rows = [_row(number, visit) for number, visit in enumerate(scholars.in_term(records), 1)]
        signers = self.signers(defaults=(pgettext("paper", "Head of the department"),))
        return [
            blocks.title(pgettext("paper", "LIST OF FOREIGN SCHOLARS")),
            blocks.table(columns, rows or blocks.empty_rows(columns, 10), size=9, row_height=blocks.HAND_ROW),
            *blocks.signatures(signers),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """The scholars."""
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("paper", "Name"), 47),
                Column(pgettext("paper", "University, country"), 50),
                Column(pgettext("paper", "Degree"), 35),
                Column(pgettext("paper", "Field"), 50),
                Column(pgettext("paper", "Stay"), 35, "CENTER"),
                Column(pgettext("paper", "Inviting unit"), 30),
            ),
        )


def _row(number: int, visit: ScholarVisit) -> list[str]:
    return [
        str(number),
        words.name_of(visit.person),
        words.university_and_country(visit),
        visit.person.degree,
        visit.research_field,
        words.stay_in_figures(visit),
        words.unit_name(visit),
    ]


def _facts(visit: ScholarVisit | None) -> list[tuple[str, str, int]]:
    """Each label with its value and with how many lines stay free without one."""
    person = visit.person if visit else None
    born = str(person.born_on.year) if person and person.born_on else ""
    degree = words.joined(person.degree, visit.degree_document, by="; ") if person and visit else ""
    workplace = words.joined(words.university_and_country(visit), person.position if person else "", by="; ")
    return [
        (pgettext("paper", "Name"), words.name_of(person), 1),
        (pgettext("paper", "Year of birth"), born, 1),
        (pgettext("paper", "Citizenship"), words.citizenship(visit), 1),
        (pgettext("paper", "Workplace, position"), workplace, 1),
        (pgettext("paper", "Degree, title (document No.)"), degree, 1),
        (pgettext("paper", "Field"), words.said(visit, ScholarVisit.research_field), 1),
        (pgettext("paper", "Main works (up to 5)"), _works(visit), 5),
        (pgettext("paper", "h-index, database"), words.said(visit, ScholarVisit.h_index), 1),
        (pgettext("paper", "Languages"), words.said(visit, ScholarVisit.known_languages), 1),
        (pgettext("paper", "Earlier visits"), _earlier(visit), 1),
        (pgettext("paper", "Courses offered"), words.course_and_hours(visit), 1),
        (pgettext("paper", "Expected result"), words.said(visit, ScholarVisit.expected_result), 2),
    ]


def _works(visit: ScholarVisit | None) -> str:
    listed = scholars.works(visit) if visit else []
    return "\n".join(
        f"{number}. {words.joined(work.title, work.published_in, str(work.year or ''))}"
        for number, work in enumerate(listed, 1)
    )


def _earlier(visit: ScholarVisit | None) -> str:
    if visit is None:
        return ""
    before = scholars.earlier_visits(visit)
    if not before:
        return pgettext("paper", "none")
    return "; ".join(
        official.numeric_period(each.arrived_on or each.arrives_on, each.left_on or each.leaves_on)
        for each in before
    )


def _room(lines: int) -> list[Flowable]:
    return [blocks.space(lines * blocks.HAND_ROW * 0.8)]
