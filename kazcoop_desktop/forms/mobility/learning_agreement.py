"""The learning agreement of three parties: what is studied abroad, and what is recognised at home; ours."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.agreements.agreement_words import joined, name_of
from kazcoop_desktop.forms.blocks import Band, Column
from kazcoop_desktop.forms.mobility import learner_words as words
from kazcoop_desktop.forms.sheet import PrintedForm
from kazcoop_desktop.i18n import N_, _, pgettext
from kazcoop_desktop.models.base import text_of
from kazcoop_desktop.models.mobility import CHANGES, SEMESTERS, Mobility, StudyLine

_EMPTY = 7


class LearningAgreement(PrintedForm):
    """Three parties sign; the practice of exchange programmes."""

    key = "learning_agreement"
    title = N_("Learning agreement")
    shows_sensitive = True
    kinds = (Mobility,)

    def story(self, records: Sequence[Mobility]) -> list[Flowable]:
        stay = records[0] if records else None
        host, home, changed, parties = self.tables()
        lines = stay.study_lines(with_removed=True) if stay else []
        agreed = [line for line in lines if line.change != "added"]
        changes = [line for line in lines if line.change]
        return [
            blocks.title(pgettext("paper", "LEARNING AGREEMENT")),
            blocks.under_title(words.semester_and_year(stay) or blocks.or_line("", 40)),
            blocks.facts(self._facts(stay)),
            blocks.caption(pgettext("paper", "A. Study programme at the receiving university")),
            blocks.table(host, _host_rows(agreed, host)),
            blocks.caption(pgettext("paper", "B. Disciplines to be recognised at the sending university")),
            blocks.table(home, _home_rows(agreed, home)),
            *self._sums(agreed),
            blocks.text(
                pgettext(
                    "paper",
                    "The three parties approve this agreement; the sending university recognises the credits "
                    "earned.",
                )
            ),
            *self._changes(changes, changed),
            blocks.kept_together(
                [blocks.table(parties, self._parties(stay), row_height=blocks.HAND_ROW, signed=True)]
            ),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """A, B, the changes, the signatures."""
        code = Column(pgettext("paper", "Code"), 20)
        semester = Column(pgettext("paper", "Semester"), 30)
        return (
            (
                code,
                Column(pgettext("paper", "Discipline of the receiving university"), 90),
                semester,
                Column("ECTS", 30, "CENTER"),
            ),
            (
                code,
                Column(pgettext("paper", "Discipline of the sending university"), 90),
                semester,
                Column(pgettext("paper", "Credits"), 30, "CENTER"),
            ),
            (
                Column(pgettext("paper", "Date"), 22, "CENTER"),
                Column(pgettext("paper", "Change"), 25),
                Column(pgettext("paper", "Discipline"), 63),
                Column("ECTS", 15, "CENTER"),
                Column(pgettext("paper", "Reason"), 45),
            ),
            (
                Column(pgettext("paper", "Party"), 60),
                Column(pgettext("paper", "Full name"), 50),
                Column(pgettext("paper", "Signature"), 35),
                Column(pgettext("paper", "Date"), 25),
            ),
        )

    def _facts(self, stay: Mobility | None) -> list[tuple[str, str | Sequence[Flowable]]]:
        learner = stay.learner if stay else None
        person = learner.person if learner else None
        sending, receiving = self._universities(stay)
        period = joined(words.term(stay), words.days_of(stay) if stay else "", by="; ")
        return [
            (
                pgettext("paper", "Learner"),
                joined(words.person_name(person), learner.number if learner else ""),
            ),
            (pgettext("paper", "Programme, year, group"), words.programme_and_year(learner)),
            (pgettext("paper", "Level of study"), text_of(learner, type(learner).level) if learner else ""),
            (
                pgettext("paper", "Citizenship, e-mail"),
                joined(text_of(person, type(person).citizenship), person.email) if person else "",
            ),
            (pgettext("paper", "Sending university"), sending),
            (pgettext("paper", "Receiving university"), receiving),
            (pgettext("paper", "Period of the stay"), period),
        ]

    def _universities(self, stay: Mobility | None) -> tuple[str, str]:
        """The sending and the receiving one, each with its unit and coordinator."""
        if stay is None:
            return "", ""
        unit = stay.unit if words.is_incoming(stay) else stay.learner.unit
        coordinator = official.initials_and_surname(stay.coordinator)
        ours = joined(self.office.institution.named("name"), str(unit) if unit else "", coordinator, by="; ")
        partner = stay.partner
        theirs = joined(name_of(partner), partner.city, stay.partner_coordinator, stay.partner_email, by="; ")
        return (theirs, ours) if words.is_incoming(stay) else (ours, theirs)

    def _sums(self, lines: Sequence[StudyLine]) -> list[Flowable]:
        """The sums of both tables beside one another."""
        if not lines:
            return []
        host = sum((line.host_credits or Decimal() for line in lines), Decimal())
        home = sum((line.home_credits or Decimal() for line in lines), Decimal())
        told = pgettext("paper", "Sum of A: {host}; sum of B: {home}")
        return [blocks.plain(told.format(host=words.credits_of(host), home=words.credits_of(home)))]

    def _changes(self, changes: Sequence[StudyLine], columns: Sequence[Column]) -> list[Flowable]:
        """The changes during the stay, where there are any."""
        if not changes:
            return []
        names = dict(CHANGES)
        rows = [
            [
                official.numeric(line.changed_on),
                _(names[line.change]),
                joined(line.host_course, line.home_course, by=" → "),
                words.credits_of(line.host_credits),
                line.change_reason,
            ]
            for line in changes
        ]
        return [
            blocks.caption(pgettext("paper", "Changes during the stay")),
            blocks.table(columns, rows),
        ]

    def _parties(self, stay: Mobility | None) -> list[list[str]]:
        ours, theirs = pgettext("paper", "Sending university"), pgettext("paper", "Receiving university")
        if words.is_incoming(stay):
            ours, theirs = theirs, ours
        us = official.initials_and_surname(stay.coordinator) if stay else ""
        them = stay.partner_coordinator if stay else ""
        return [
            [pgettext("paper", "Learner"), words.learner_name(stay), "", ""],
            [ours, us, "", ""],
            [theirs, them, "", ""],
        ]


def _host_rows(lines: Sequence[StudyLine], columns: Sequence[Column]) -> list[list[str] | Band]:
    studied = [line for line in lines if line.host_course or line.host_credits]
    rows = [
        [line.host_code, line.host_course, _semester(line), words.credits_of(line.host_credits)]
        for line in studied
    ]
    return _with_total(rows, [line.host_credits for line in studied], columns)


def _home_rows(lines: Sequence[StudyLine], columns: Sequence[Column]) -> list[list[str] | Band]:
    recognised = [line for line in lines if line.home_course or line.home_credits]
    rows = [
        [line.home_code, line.home_course, _semester(line), words.credits_of(line.home_credits)]
        for line in recognised
    ]
    return _with_total(rows, [line.home_credits for line in recognised], columns)


def _with_total(
    rows: list[list[str]], credits: Sequence[Decimal | None], columns: Sequence[Column]
) -> list[list[str] | Band]:
    if not rows:
        return [*blocks.empty_rows(columns, _EMPTY)]
    whole = sum((each or Decimal() for each in credits), Decimal())
    return [*rows, blocks.Strong(["", pgettext("paper", "Total"), "", words.credits_of(whole)])]


def _semester(line: StudyLine) -> str:
    key = line.semester or line.mobility.semester
    return _(dict(SEMESTERS)[key])
