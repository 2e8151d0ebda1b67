"""Competitive selection of learners: the criteria with their weights, the candidates and their points."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import peewee as pw

from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.base import Outline, Problem, Record
from kazcoop_desktop.models.fields import (
    AcademicYearField,
    ChoiceField,
    FigureField,
    LinkField,
    NameField,
    PartOfField,
    StageField,
)
from kazcoop_desktop.models.institution import Employee
from kazcoop_desktop.models.learner import Learner
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.values import as_text

SUBJECTS = [
    ("mobility", N_("Academic mobility")),
    ("dual_degree", N_("Dual degree")),
    ("grant", N_("Grant or scholarship")),
]
COMPETITION_STAGES = [
    ("announced", N_("Announced")),
    ("applications", N_("Applications received")),
    ("assessed", N_("Candidates assessed")),
    ("decided", N_("Decided")),
    ("cancelled", N_("Cancelled")),
]
COMPETITION_DECISIONS = [
    ("recommended", N_("Recommended")),
    ("reserve", N_("In reserve")),
    ("declined", N_("Declined")),
    ("withdrawn", N_("Withdrawn")),
]


class Competition(Record):
    """One selection: announced, applied for, assessed and decided (procedure 717, 5.6.1)."""

    name_kk = NameField(verbose_name=N_("Name in Kazakh"))
    name_ru = NameField(verbose_name=N_("Name in Russian"), default="")
    name_en = NameField(verbose_name=N_("Name in English"), default="")
    subject = ChoiceField(verbose_name=N_("Selection for"), choices=SUBJECTS, default="mobility")
    academic_year = AcademicYearField(verbose_name=N_("Academic year"))
    stage = StageField(
        verbose_name=N_("Stage"), choices=COMPETITION_STAGES, default="announced", aside=("cancelled",)
    )
    partner = LinkField(Partner, verbose_name=N_("Partner university"), null=True, backref="competitions")
    agreement = LinkField(Agreement, verbose_name=N_("Agreement"), null=True, backref="competitions")
    places = pw.IntegerField(verbose_name=N_("Number of places"), default=1)
    announced_on = pw.DateField(verbose_name=N_("Announced on"), null=True)
    apply_until = pw.DateField(verbose_name=N_("Applications until"), null=True, index=True)
    held_on = pw.DateField(verbose_name=N_("Held on"), null=True, index=True)
    held_at = NameField(verbose_name=N_("Place"), default="")
    chair = LinkField(Employee, verbose_name=N_("Chair of the commission"), null=True, backref="+")
    secretary = LinkField(Employee, verbose_name=N_("Secretary"), null=True, backref="+")
    members = pw.TextField(
        verbose_name=N_("Members of the commission"), default="", help_text=N_("Names, one a line")
    )
    votes_for = pw.IntegerField(verbose_name=N_("Votes for"), null=True)
    votes_against = pw.IntegerField(verbose_name=N_("Votes against"), null=True)
    abstained = pw.IntegerField(verbose_name=N_("Abstained"), null=True)
    note = pw.TextField(verbose_name=N_("Note"), default="")

    outline = Outline(
        title=N_("Competitions"),
        singular=N_("Competition"),
        columns=(name_kk, subject, academic_year, partner, places, stage, apply_until, held_on),
        sections={
            N_("Name"): (name_kk, name_ru, name_en),
            N_("What for"): (subject, academic_year, partner, agreement, places),
            N_("Dates"): (announced_on, apply_until, held_on, held_at),
            N_("Commission"): (chair, secretary, members),
            N_("Votes"): (votes_for, votes_against, abstained, note),
        },
        search=(name_kk, name_ru, name_en, academic_year, Partner.name, Partner.name_en),
    )
    begins = (announced_on,)

    def __str__(self) -> str:
        return self.named("name")

    def problems(self) -> Iterator[Problem]:
        if self.places < 1:
            yield Problem(Competition.places, _("The number must be greater than zero."))
        if self.announced_on and self.apply_until and self.apply_until < self.announced_on:
            yield Problem(Competition.apply_until, _("The end date is before the start date."))
        if self.apply_until and self.held_on and self.held_on < self.apply_until:
            yield Problem(Competition.held_on, _("The selection is held before the applications are in."))
        for field in (Competition.votes_for, Competition.votes_against, Competition.abstained):
            value = getattr(self, field.name)
            if value is not None and value < 0:
                yield Problem(field, _("The number must not be negative."))
        if self.id and self.stage in ("assessed", "decided"):
            yield from self._problems_of_the_weights()
        if self.id and self.stage == "decided":
            yield from self._problems_of_the_decision()

    def criteria_in_order(self) -> list[CompetitionCriterion]:
        """The criteria, the weightiest first."""
        mine = (CompetitionCriterion.competition == self.id) & CompetitionCriterion.deleted_at.is_null()
        found = CompetitionCriterion.select().where(mine)
        return list(found.order_by(CompetitionCriterion.weight.desc(), CompetitionCriterion.id))

    def candidates_in_order(self) -> list[CompetitionCandidate]:
        """Who has applied, in the order of the Kazakh alphabet."""
        mine = (CompetitionCandidate.competition == self.id) & CompetitionCandidate.deleted_at.is_null()
        return list(
            CompetitionCandidate.select()
            .where(mine)
            .order_by(CompetitionCandidate.order_key, CompetitionCandidate.id)
        )

    def _problems_of_the_weights(self) -> Iterator[Problem]:
        criteria = self.criteria_in_order()
        whole = sum((each.weight for each in criteria), Decimal())
        if criteria and whole != 100:
            sentence = _("The weights of the criteria add up to {sum}, not to 100.")
            yield Problem(Competition.stage, sentence.format(sum=as_text(CompetitionCriterion.weight, whole)))

    def _problems_of_the_decision(self) -> Iterator[Problem]:
        candidates = self.candidates_in_order()
        open_ones = [str(each) for each in candidates if not each.decision]
        if open_ones:
            sentence = _("No decision yet on: {names}.")
            yield Problem(Competition.stage, sentence.format(names=", ".join(open_ones)))
        recommended = sum(each.decision == "recommended" for each in candidates)
        if recommended > self.places:
            sentence = _("More are recommended than there are places: {recommended} of {places}.")
            told = sentence.format(recommended=recommended, places=self.places)
            yield Problem(Competition.places, told)


class CompetitionCriterion(Record):
    """By what the candidates are compared, and how much of the hundred points of the total it gives."""

    competition = PartOfField(Competition, verbose_name=N_("Competition"), backref="criteria")
    name_kk = NameField(verbose_name=N_("Name in Kazakh"))
    name_ru = NameField(verbose_name=N_("Name in Russian"), default="")
    name_en = NameField(verbose_name=N_("Name in English"), default="")
    weight = FigureField(verbose_name=N_("Weight, percent"))
    most = FigureField(verbose_name=N_("Points at most"), default=Decimal(100))

    outline = Outline(
        title=N_("Selection criteria"),
        singular=N_("Selection criterion"),
        columns=(name_kk, weight, most),
        sections={N_("Selection criterion"): (name_kk, name_ru, name_en, weight, most)},
        search=(name_kk, name_ru, name_en),
    )

    def __str__(self) -> str:
        return self.named("name")

    def problems(self) -> Iterator[Problem]:
        if not 0 < self.weight <= 100:
            yield Problem(CompetitionCriterion.weight, _("A weight is more than 0 and 100 at most."))
        if self.most <= 0:
            yield Problem(CompetitionCriterion.most, _("The number must be greater than zero."))


class CompetitionCandidate(Record):
    """A learner who has applied, with what the criteria look at."""

    competition = PartOfField(Competition, verbose_name=N_("Competition"), backref="candidates")
    learner = LinkField(Learner, verbose_name=N_("Learner"), backref="competitions")
    applied_on = pw.DateField(verbose_name=N_("Applied on"), null=True)
    gpa = FigureField(verbose_name=N_("GPA"), null=True)
    grades = pw.CharField(
        verbose_name=N_("Grades of the transcript"), default="", help_text=N_("For example: A A- B+")
    )
    certificate = pw.CharField(
        verbose_name=N_("Language certificate"), default="", help_text=N_("For example: IELTS 6.5")
    )
    decision = ChoiceField(verbose_name=N_("Decision"), choices=COMPETITION_DECISIONS, default="")
    note = pw.CharField(verbose_name=N_("Note"), default="")

    outline = Outline(
        title=N_("Candidates"),
        singular=N_("Candidate"),
        columns=(learner, gpa, grades, certificate, decision),
        sections={
            N_("Candidate"): (learner, applied_on, gpa, grades, certificate),
            N_("Decision"): (decision, note),
        },
        search=(learner, certificate, note),
    )

    def __str__(self) -> str:
        return str(self.learner)

    def sorted_by(self) -> tuple[str, ...]:
        return tuple(self.learner.sorted_by())

    def problems(self) -> Iterator[Problem]:
        same = (
            (CompetitionCandidate.competition == self.__data__["competition"])
            & (CompetitionCandidate.learner == self.__data__["learner"])
            & CompetitionCandidate.deleted_at.is_null()
            & (CompetitionCandidate.id != (self.id or 0))
        )
        if CompetitionCandidate.select().where(same).exists():
            yield Problem(CompetitionCandidate.learner, _("This learner is among the candidates already."))
        if self.gpa is not None and not 0 <= self.gpa <= 4:
            yield Problem(CompetitionCandidate.gpa, _("A GPA is between 0 and 4."))


class CompetitionMark(Record):
    """The points of a candidate by one criterion."""

    candidate = PartOfField(CompetitionCandidate, verbose_name=N_("Candidate"), backref="marks")
    criterion = LinkField(CompetitionCriterion, verbose_name=N_("Selection criterion"), backref="marks")
    points = FigureField(verbose_name=N_("Points"))

    outline = Outline(
        title=N_("Points of candidates"),
        singular=N_("Points by a criterion"),
        columns=(criterion, points),
        sections={N_("Points by a criterion"): (criterion, points)},
        search=(criterion,),
    )

    def sorted_by(self) -> tuple[str, ...]:
        return (self.criterion.name_kk,)

    def problems(self) -> Iterator[Problem]:
        if self.criterion.__data__["competition"] != self.candidate.__data__["competition"]:
            yield Problem(CompetitionMark.criterion, _("The criterion is one of another competition."))
        if not 0 <= self.points <= self.criterion.most:
            sentence = _("The points by this criterion are between 0 and {most}.")
            yield Problem(
                CompetitionMark.points,
                sentence.format(most=as_text(CompetitionMark.points, self.criterion.most)),
            )
        same = (
            (CompetitionMark.candidate == self.__data__["candidate"])
            & (CompetitionMark.criterion == self.__data__["criterion"])
            & CompetitionMark.deleted_at.is_null()
            & (CompetitionMark.id != (self.id or 0))
        )
        if CompetitionMark.select().where(same).exists():
            yield Problem(CompetitionMark.criterion, _("The candidate has points by this criterion already."))
