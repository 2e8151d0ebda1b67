"""The representation 403-10, with which the director of an institute puts a learner forward; the layout is ours."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks
from kazcoop_desktop.forms.agreements.agreement_words import joined
from kazcoop_desktop.forms.blocks import Label
from kazcoop_desktop.forms.mobility import learner_words as words
from kazcoop_desktop.forms.sheet import PrintedForm
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.dual_degree import DualDegreeCandidate
from kazcoop_desktop.models.mobility import Mobility


class CandidateRepresentation(PrintedForm):
    """Procedure 717, 5.6.2, names the form only."""

    key = "candidate_representation"
    title = N_("Representation of a learner")
    kinds = (DualDegreeCandidate, Mobility)
    journal = "INT"

    def story(self, records: Sequence[words.Case]) -> list[Flowable]:
        case = records[0] if records else None
        unit = case.learner.unit if case else None
        sent = blocks.sent_line(self.number, None if self.blank else self.on)
        labels, annex = blocks.with_annex(_labels(case), blank=self.blank)
        roles = (pgettext("paper", "Head of the Chair"), pgettext("paper", "Head of the department"))
        signing = self.signers(defaults=(pgettext("paper", "Director of the Institute"),), unit=unit)
        agreeing = self.signers("agrees", roles, unit)
        return [
            *self.code_line(),
            blocks.heading([str(unit) if unit else blocks.or_line(""), sent], self.addressee()),
            blocks.title(pgettext("paper", "REPRESENTATION")),
            blocks.text(_sentence(case)),
            *labels,
            blocks.kept_together(
                [
                    blocks.text(pgettext("paper", "I ask you to support this candidate.")),
                    *blocks.signatures(signing),
                    *blocks.agreement_places(agreeing),
                ]
            ),
            *annex,
        ]


def _sentence(case: words.Case | None) -> str:
    learner = case.learner if case else None
    person = blocks.or_line(joined(words.learner_name(case), words.programme_and_year(learner)), 60)
    if isinstance(case, Mobility):
        return pgettext("paper", "Put forward for academic mobility: {person}.").format(person=person)
    return pgettext("paper", "Put forward for the dual-degree programme: {person}.").format(person=person)


def _labels(case: words.Case | None) -> list[Label]:
    host = Label(pgettext("paper", "Partner university, country"), words.partner_and_country(case))
    period = Label(pgettext("paper", "Period"), words.term(case), optional=True)
    if isinstance(case, Mobility):
        return [
            host,
            Label(pgettext("paper", "Semester"), words.semester_and_year(case)),
            period,
            Label(pgettext("paper", "Purpose of the stay"), words.said(case, Mobility.purpose)),
            Label(pgettext("paper", "Source of funding"), words.said(case, Mobility.funding)),
        ]
    completed = str(case.periods_completed) if case and case.periods_completed is not None else ""
    gpa = words.credits_of(case.gpa) if case else ""
    return [
        Label(pgettext("paper", "Dual-degree programme"), str(case.programme) if case else ""),
        host,
        period,
        Label(pgettext("paper", "GPA, academic periods completed"), joined(gpa, completed)),
        Label(pgettext("paper", "Grades"), case.grades if case else ""),
        Label(pgettext("paper", "Foreign language, certificate"), case.certificate if case else ""),
        Label(pgettext("paper", "Research, public work"), case.public_work if case else "", optional=True),
        Label(pgettext("paper", "Character"), case.character if case else "", optional=True),
    ]
