"""What learners ask for in the application 601-03: a stay at a partner, or a dual degree (procedure 717, 5.6.2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reportlab.platypus import Flowable

from kazcoop_desktop.forms.mobility import learner_words as words
from kazcoop_desktop.forms.mobility.request import Request
from kazcoop_desktop.i18n import pgettext
from kazcoop_desktop.models.dual_degree import DualDegreeCandidate
from kazcoop_desktop.models.mobility import Mobility

Facts = list[tuple[str, str | Sequence[Flowable]]]


def of_mobility(stay: Mobility | None, on: date) -> Request:
    """The request to be sent to study at a partner."""
    learner = stay.learner if stay else None
    facts: Facts = [
        (pgettext("paper", "Programme, year, group"), words.programme_and_year(learner)),
        (pgettext("paper", "Partner university, country"), words.partner_and_country(stay)),
        (pgettext("paper", "Semester"), words.semester_and_year(stay)),
        (pgettext("paper", "Period"), words.term(stay)),
        (pgettext("paper", "Purpose of the stay"), words.said(stay, Mobility.purpose)),
        (pgettext("paper", "Costs paid by"), words.said(stay, Mobility.funding)),
    ]
    if stay is None or stay.programme:
        facts.append((pgettext("paper", "Mobility programme"), stay.programme if stay else ""))
    sentence = pgettext("paper", "I ask to be sent to study at a partner university under academic mobility.")
    return _request(stay, sentence, facts)


def of_candidate(candidate: DualDegreeCandidate | None, on: date) -> Request:
    """The request to be considered for a dual degree."""
    learner = candidate.learner if candidate else None
    facts: Facts = [
        (pgettext("paper", "Programme, year, group"), words.programme_and_year(learner)),
        (pgettext("paper", "Dual-degree programme"), str(candidate.programme) if candidate else ""),
        (pgettext("paper", "Partner university, country"), words.partner_and_country(candidate)),
        (pgettext("paper", "Period"), words.term(candidate)),
        ("GPA", words.credits_of(candidate.gpa) if candidate else ""),
        (pgettext("paper", "Foreign language, certificate"), candidate.certificate if candidate else ""),
        (pgettext("paper", "Costs paid by"), words.said(candidate, DualDegreeCandidate.funding)),
    ]
    sentence = pgettext(
        "paper", "I ask to be considered a candidate for study under the dual-degree programme."
    )
    return _request(candidate, sentence, facts)


def _request(case: words.Case | None, sentence: str, facts: Facts) -> Request:
    if case is None:
        return Request(sentence=sentence, facts=facts, asks_consent=True)
    learner = case.learner
    return Request(
        applicant=words.learner_name(case),
        position=words.programme_and_year(learner),
        phone=learner.person.phone,
        signature=words.learner_name(case),
        unit=learner.unit,
        sentence=sentence,
        facts=facts,
        asks_consent=True,
    )
