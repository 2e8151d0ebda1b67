"""The lectures of a visiting scholar: the lines of the timetable 717-03 (procedure 717, 5.5.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import peewee as pw

from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models import text
from kazcoop_desktop.models.base import Outline, Problem, Record
from kazcoop_desktop.models.fields import NameField, PartOfField
from kazcoop_desktop.models.scholar_visit import GIVEN_UP, ScholarVisit

_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


class Lecture(Record):
    """One lecture: when, where, on what, for whom, and whether it was held."""

    visit = PartOfField(ScholarVisit, verbose_name=N_("Scholar's visit"), backref="lectures")
    day = pw.DateField(verbose_name=N_("Date"), index=True)
    starts_at = pw.CharField(verbose_name=N_("Begins at"), max_length=5, help_text=N_("For example: 10:00"))
    ends_at = pw.CharField(verbose_name=N_("Ends at"), max_length=5, help_text=N_("For example: 11:50"))
    room = pw.CharField(verbose_name=N_("Room"), default="", max_length=60)
    topic = pw.CharField(verbose_name=N_("Topic"), max_length=500)
    course = NameField(
        verbose_name=N_("Course"), default="", help_text=N_("When it is another one than that of the visit")
    )
    groups = pw.CharField(
        verbose_name=N_("Groups"), default="", max_length=200, help_text=N_("Who listens to the lecture")
    )
    hours = pw.IntegerField(verbose_name=N_("Hours"), default=2, help_text=N_("Academic hours"))
    interpreter = NameField(verbose_name=N_("Interpreter"), default="")
    is_held = pw.BooleanField(verbose_name=N_("Held"), default=False)

    outline = Outline(
        title=N_("Lecture timetable"),
        singular=N_("Lecture"),
        columns=(day, starts_at, ends_at, room, topic, groups, hours, is_held),
        sections={
            N_("Lecture"): (
                day,
                starts_at,
                ends_at,
                room,
                topic,
                course,
                groups,
                hours,
                interpreter,
                is_held,
            )
        },
        search=(topic, room, groups, course),
    )
    begins = (day,)

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y} {self.time} · {self.visit.person}"

    @property
    def time(self) -> str:
        """From when until when: 10:00–11:50."""
        return f"{self.starts_at}–{self.ends_at}"

    def sorted_by(self) -> tuple[str, ...]:
        return self.day.isoformat(), f"{self.starts_at:0>5}"

    def problems(self) -> Iterator[Problem]:
        visit = self.visit
        if not visit.arrives_on <= self.day <= visit.leaves_on:
            stay = f"{visit.arrives_on:%d.%m.%Y} – {visit.leaves_on:%d.%m.%Y}"
            yield Problem(Lecture.day, _("The lecture lies outside the stay: {stay}.").format(stay=stay))
        if self.hours < 1:
            yield Problem(Lecture.hours, _("The number must be greater than zero."))
        unreadable = [
            field
            for field in (Lecture.starts_at, Lecture.ends_at)
            if not _TIME.fullmatch(getattr(self, field.name))
        ]
        for field in unreadable:
            yield Problem(
                field, _("Enter hours and minutes, for example: {example}.").format(example="10:00")
            )
        if unreadable:
            return
        start, end = self._minutes()
        if end <= start:
            yield Problem(Lecture.ends_at, _("The lecture ends before it begins."))
        for other in self.at_the_same_time():
            if other.__data__["visit"] == visit.id:
                sentence = _("The scholar has another lecture at that time: {lecture}.")
                yield Problem(Lecture.starts_at, sentence.format(lecture=other))
            elif self.room and text.fold(other.room) == text.fold(self.room):
                sentence = _("In room {room} there is another lecture at that time: {lecture}.")
                yield Problem(Lecture.room, sentence.format(room=self.room, lecture=other))

    def at_the_same_time(self) -> list[Lecture]:
        """The other lectures of the day, of this scholar or another one, that go on at the same time."""
        same_day = (
            Lecture.select()
            .join(ScholarVisit)
            .where(
                Lecture.day == self.day,
                Lecture.id != (self.id or 0),
                Lecture.deleted_at.is_null(),
                ScholarVisit.deleted_at.is_null(),
                ScholarVisit.stage.not_in(GIVEN_UP),
            )
            .order_by(Lecture.order_key)
        )
        start, end = self._minutes()
        return [other for other in same_day if _overlap(other._minutes(), (start, end))]

    def _minutes(self) -> tuple[int, int]:
        """When it begins and ends, in minutes of the day."""
        return _minutes(self.starts_at), _minutes(self.ends_at)


def _minutes(time: str) -> int:
    hours, minutes = time.split(":")
    return int(hours) * 60 + int(minutes)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
