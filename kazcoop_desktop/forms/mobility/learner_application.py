"""The application 601-03 of a learner for a stay abroad or a dual degree; the layout is ours."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.blocks import Label
from kazcoop_desktop.forms.mobility import learner_words as words
from kazcoop_desktop.forms.sheet import PrintedForm
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.dual_degree import DualDegreeCandidate
from kazcoop_desktop.models.mobility import Mobility
from kazcoop_desktop.services import checklists


class LearnerApplication(PrintedForm):
    """Procedure 717, 5.3 and 5.6.2, name the form; it shows the dates and who pays."""

    key = "learner_application"
    title = N_("Application of a learner")
    kinds = (Mobility, DualDegreeCandidate)
    journal = "INT"

    def story(self, records: Sequence[words.Case]) -> list[Flowable]:
        case = records[0] if records else None
        sent = blocks.sent_line(self.number, None if self.blank else self.on)
        signed = pgettext("paper", "Applicant")
        name = words.learner_name(case)
        return [
            *self.code_line(),
            blocks.heading([sent], [*self.addressee(), "", *_from(case)], resolution=True),
            blocks.title(pgettext("paper", "APPLICATION")),
            blocks.text(_request(case)),
            *blocks.labels(_labels(case), blank=self.blank),
            *blocks.attachments(self._papers_given(case)),
            blocks.kept_together(
                [
                    blocks.text(
                        pgettext("paper", "I consent to the collection and processing of my personal data.")
                    ),
                    *blocks.signatures([blocks.Signer(signed, name)]),
                    *(blocks.plain(line) for line in _visas()),
                ]
            ),
        ]

    def _papers_given(self, case: words.Case | None) -> list[str]:
        if case is None:
            return []
        return [line.name for line in checklists.items(case, on=self.on) if line.done_on]


def _from(case: words.Case | None) -> list[str]:
    """[FROM]: the applicant with programme and telephone."""
    learner = case.learner if case else None
    whom = pgettext("paper", "From: {name}").format(name=blocks.or_line(words.learner_name(case), 24))
    phone = learner.person.phone if learner else ""
    reached = pgettext("paper", "tel.: {phone}").format(phone=phone) if phone else ""
    return [line for line in (whom, words.programme_and_year(learner), reached) if line]


def _request(case: words.Case | None) -> str:
    if isinstance(case, DualDegreeCandidate):
        return pgettext(
            "paper", "I ask to be considered a candidate for study under the dual-degree programme."
        )
    return pgettext("paper", "I ask to be sent to study at a partner university under academic mobility.")


def _labels(case: words.Case | None) -> list[Label]:
    learner = case.learner if case else None
    host = Label(pgettext("paper", "Partner university, country"), words.partner_and_country(case))
    if isinstance(case, DualDegreeCandidate):
        particular = [
            Label(pgettext("paper", "Dual-degree programme"), str(case.programme)),
            host,
            Label(pgettext("paper", "Period"), words.term(case)),
            Label("GPA", words.credits_of(case.gpa)),
            Label(pgettext("paper", "Foreign language, certificate"), case.certificate),
        ]
    else:
        particular = [
            host,
            Label(pgettext("paper", "Semester"), words.semester_and_year(case)),
            Label(pgettext("paper", "Period"), words.term(case)),
            Label(pgettext("paper", "Purpose"), words.said(case, Mobility.purpose)),
            Label(pgettext("paper", "Mobility programme"), case.programme if case else "", optional=True),
        ]
    return [
        Label(pgettext("paper", "Programme, year, group"), words.programme_and_year(learner)),
        *particular,
        Label(pgettext("paper", "Costs paid by"), words.said(case, type(case).funding) if case else ""),
    ]


def _visas() -> list[str]:
    """Who writes under the application that there is no objection."""
    said = pgettext("paper", "{position}: no objection ____________ {date}")
    roles = (pgettext("paper", "Director of the Institute"), pgettext("paper", "Head of the Chair"))
    day = official.stamp(None).replace("______________", "________")
    return [said.format(position=role, date=day) for role in roles]
