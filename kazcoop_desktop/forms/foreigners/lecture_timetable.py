"""The lecture timetable 717-03: before the visit as a plan, after it as the proof for the act; the layout is ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from babel import Locale
from reportlab.platypus import Flowable

from kazcoop_desktop import i18n
from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.blocks import Column
from kazcoop_desktop.forms.foreigners import scholar_words as words
from kazcoop_desktop.forms.foreigners.scholar_paper import ScholarPaper
from kazcoop_desktop.forms.sheet import Options, option
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.lecture import Lecture
from kazcoop_desktop.models.scholar_visit import ScholarVisit
from kazcoop_desktop.services.foreigners import scholars

_BLANK_ROWS = 13  # as many as one page holds


@dataclass(frozen=True, kw_only=True)
class TimetableOptions(Options):
    """The plan, or the same sheet with a column in which each lecture is signed for."""

    variant: str = option(
        N_("Sheet"),
        default="before",
        choices=(("before", N_("Before the visit")), ("after", N_("After the visit"))),
    )


class LectureTimetable(ScholarPaper):
    """Procedure 717, 5.5.1 names the form and its code."""

    key = "lecture_timetable"
    title = N_("Lecture timetable")
    options_type = TimetableOptions

    def story(self, records: Sequence[ScholarVisit]) -> list[Flowable]:
        visit = records[0] if records else None
        lectures = scholars.lectures(visit) if visit else []
        (columns,) = self.tables()
        roles = (pgettext("paper", "Director of the Institute"), pgettext("paper", "Head of the Chair"))
        approving = self.signers("approves", (pgettext("paper", "Vice-rector"),))[0]
        agreeing = self.signers("agrees", (pgettext("paper", "Head of the department"),))[0]
        rows = list(self._rows(visit, lectures)) if lectures else blocks.empty_rows(columns, _BLANK_ROWS)
        total = pgettext("paper", "Total hours: {n}").format(
            n=sum(lecture.hours for lecture in lectures) if lectures else "______"
        )
        return [
            *self.code_line(),
            blocks.halves(blocks.agreed(agreeing), blocks.approved(approving)),
            blocks.title(pgettext("paper", "LECTURE TIMETABLE")),
            *blocks.labels(_labels(visit), blank=self.blank, numbered=False),
            blocks.space(4),
            blocks.table(columns, rows, row_height=blocks.HAND_ROW),
            blocks.kept_together(
                [
                    blocks.plain(total),
                    *blocks.signatures(self.signers(defaults=roles, unit=visit.unit if visit else None)),
                ]
            ),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """The lectures; after the visit with one column more."""
        is_after = self.options.variant == "after"
        columns = (
            Column(pgettext("paper", "No."), 10, "CENTER"),
            Column(pgettext("paper", "Date"), 22, "CENTER"),
            Column(pgettext("paper", "Time"), 20, "CENTER"),
            Column(pgettext("paper", "Room"), 22, "CENTER"),
            Column(pgettext("paper", "Topic, course"), 36 if is_after else 56),
            Column(pgettext("paper", "Group"), 25),
            Column(pgettext("paper", "Hours"), 15, "CENTER"),
        )
        held = Column(pgettext("paper", "Held, signed"), 20, "CENTER")
        return ((*columns, held) if is_after else columns,)

    def _rows(self, visit: ScholarVisit | None, lectures: Sequence[Lecture]) -> Iterator[list[str]]:
        for number, lecture in enumerate(lectures, 1):
            topic = words.joined(lecture.topic, lecture.course, by="; ")
            if lecture.interpreter and visit and lecture.interpreter != visit.interpreter:
                said = pgettext("paper", "interpreter: {name}").format(name=lecture.interpreter)
                topic = words.joined(topic, said, by="; ")
            row = [
                str(number),
                f"{official.numeric(lecture.day)}\n({_weekday(lecture.day)})",
                lecture.time,
                lecture.room,
                topic,
                lecture.groups,
                str(lecture.hours),
            ]
            if self.options.variant == "after":
                row.append(pgettext("paper", "held") if lecture.is_held else "")
            yield row


def _weekday(day: date) -> str:
    """The day of the week, in short."""
    names = Locale(i18n.current()).days["format"]["abbreviated"]
    return str(names[day.weekday()])


def _labels(visit: ScholarVisit | None) -> list[blocks.Label]:
    return [
        blocks.Label(pgettext("paper", "Scholar, degree"), words.name_and_degree(visit), lines=1),
        blocks.Label(pgettext("paper", "University, country"), words.university_and_country(visit), lines=1),
        blocks.Label(pgettext("paper", "Period of stay"), words.stay(visit), lines=1),
        blocks.Label(pgettext("paper", "Inviting unit"), words.unit_name(visit), lines=1),
        blocks.Label(
            pgettext("paper", "Language / interpreter"), words.language_and_interpreter(visit), lines=1
        ),
    ]
