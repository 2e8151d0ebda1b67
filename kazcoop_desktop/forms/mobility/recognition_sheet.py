"""The credit recognition sheet: grades of the host and what they are at home, line by line; ours."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks
from kazcoop_desktop.forms.agreements.agreement_words import joined
from kazcoop_desktop.forms.blocks import Column
from kazcoop_desktop.forms.mobility import learner_words as words
from kazcoop_desktop.forms.pages import LANDSCAPE
from kazcoop_desktop.forms.sheet import PrintedForm
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.base import text_of
from kazcoop_desktop.models.grades import scale_on
from kazcoop_desktop.models.mobility import Mobility, StudyLine
from kazcoop_desktop.services.mobility import recognition as mobility_recognition

_EMPTY = 5


class RecognitionSheet(PrintedForm):
    """The scale of the day on which the stay ended holds."""

    key = "recognition_sheet"
    title = N_("Credit recognition sheet")
    kinds = (Mobility,)
    page = LANDSCAPE
    code_place = 200 * mm

    def story(self, records: Sequence[Mobility]) -> list[Flowable]:
        stay = records[0] if records else None
        (columns,) = self.tables()
        rows = _rows(stay) if stay else blocks.empty_rows(columns, _EMPTY)
        unit = stay.learner.unit if stay else None
        roles = (pgettext("paper", "Head of the Chair"), pgettext("paper", "Registrar"))
        signing = [
            *self.signers(defaults=roles, unit=unit),
            blocks.Signer(pgettext("paper", "Learner"), words.learner_name(stay)),
        ]
        head = [blocks.plain(line) for line in self._head(stay)]
        return [
            blocks.opposite(
                [], blocks.approved(self.signers("approves", (pgettext("paper", "Vice-rector"),))[0])
            ),
            blocks.title(pgettext("paper", "CREDIT RECOGNITION SHEET")),
            *head,
            blocks.space(4),
            blocks.table(columns, rows, size=9, row_height=blocks.HAND_ROW),
            *_differences(stay),
            blocks.kept_together(blocks.signatures(signing)),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("paper", "Discipline of the host"), 60),
                Column("ECTS", 15, "CENTER"),
                Column(pgettext("paper", "Grade"), 20, "CENTER"),
                Column(pgettext("paper", "Home discipline"), 60),
                Column(pgettext("paper", "Credits"), 17, "CENTER"),
                Column("%", 15, "CENTER"),
                Column(pgettext("paper", "Letter, points"), 20, "CENTER"),
                Column(pgettext("paper", "Decision"), 40),
            ),
        )

    def _head(self, stay: Mobility | None) -> list[str]:
        learner = stay.learner if stay else None
        name = joined(words.learner_name(stay), words.programme_and_year(learner))
        told = (
            (pgettext("paper", "Learner: {value}"), name),
            (pgettext("paper", "Host university: {value}"), self._host(stay)),
            (pgettext("paper", "Period: {value}"), joined(words.semester_and_year(stay), words.term(stay))),
            (pgettext("paper", "Transcript: {value}"), stay.transcript if stay else ""),
        )
        return [said.format(value=blocks.or_line(value, 60)) for said, value in told]

    def _host(self, stay: Mobility | None) -> str:
        if words.is_incoming(stay):
            return self.office.institution.named("name")
        return words.partner_and_country(stay)


def _rows(stay: Mobility) -> list[list[str]]:
    rows = []
    for number, line in enumerate(stay.study_lines(), 1):
        grade = scale_on(line.graded_on).get(line.letter)
        points = words.credits_of(grade.points) if grade else ""
        rows.append(
            [
                str(number),
                joined(line.host_code, line.host_course, by=" "),
                words.credits_of(line.host_credits),
                line.host_grade,
                joined(line.home_code, line.home_course, by=" "),
                words.credits_of(line.home_credits),
                "" if line.percent is None else str(line.percent),
                joined(line.letter, points, by=" / "),
                joined(text_of(line, StudyLine.decision), words.credits_of(line.recognised_credits) or ""),
            ]
        )
    found = mobility_recognition.totals(stay)
    gpa = (
        pgettext("paper", "GPA {gpa}").format(gpa=words.credits_of(found.gpa))
        if found.gpa is not None
        else ""
    )
    rows.append(
        blocks.Strong(
            [
                "",
                pgettext("paper", "Total"),
                words.credits_of(found.host_credits),
                "",
                "",
                words.credits_of(found.home_credits),
                "",
                gpa,
                words.credits_of(found.recognised),
            ]
        )
    )
    return rows


def _differences(stay: Mobility | None) -> list[Flowable]:
    """What is left to be passed at home."""
    left = mobility_recognition.totals(stay).differences if stay else []
    if not left:
        return []
    named = "; ".join(joined(line.home_course, words.credits_of(line.home_credits)) for line in left)
    return [blocks.text(pgettext("paper", "Academic difference: {disciplines}.").format(disciplines=named))]
