"""The letter of recommendation in English to the foreign university, whatever the language of the run; ours."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from kazcoop_desktop import i18n
from kazcoop_desktop.forms import blocks
from kazcoop_desktop.forms.agreements.agreement_words import name_of
from kazcoop_desktop.forms.mobility import learner_words as words
from kazcoop_desktop.forms.sheet import PrintedForm
from kazcoop_desktop.i18n import N_, ngettext, pgettext
from kazcoop_desktop.models.dual_degree import DualDegreeCandidate
from kazcoop_desktop.models.mobility import Mobility
from kazcoop_desktop.models.person import Person

_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth"}


class RecommendationLetter(PrintedForm):
    """Procedure 717, 5.6.2: for the foreign university, therefore always in English."""

    key = "recommendation_letter"
    title = N_("Letter of recommendation in English")
    kinds = (DualDegreeCandidate, Mobility)
    journal = "OUT"

    def story(self, records: Sequence[words.Case]) -> list[Flowable]:
        with i18n.language("en"):
            return self._letter(records[0] if records else None)

    def _letter(self, case: words.Case | None) -> list[Flowable]:
        partner = words.partner_of(case)
        host = name_of(partner) if partner else ""
        day = None if self.blank else self.on
        whom = [pgettext("paper", "To: Admissions Office, {partner}").format(partner=blocks.or_line(host))]
        person = case.learner.person if case else None
        about = pgettext("paper", "Re: Letter of recommendation for {name}")
        signing = self.signers(
            defaults=(pgettext("paper", "Director of the Institute"),),
            unit=case.learner.unit if case else None,
        )
        return [
            *blocks.letterhead(self.office.institution, self.office.emblem),
            blocks.addressed([blocks.date_and_number(day, self.number)], whom),
            blocks.subject(about.format(name=blocks.or_line(_full_name(person)))),
            blocks.salutation(pgettext("paper", "Dear Colleagues,")),
            *(blocks.text(sentence) for sentence in self._sentences(case, host)),
            blocks.kept_together(
                [
                    blocks.closing(pgettext("paper", "Yours faithfully,")),
                    *blocks.signatures(signing),
                ]
            ),
        ]

    def _sentences(self, case: words.Case | None, host: str) -> list[str]:
        learner = case.learner if case else None
        person = learner.person if learner else None
        ordinal = _ORDINALS.get(learner.course or 0, "") if learner else ""
        year = f"{ordinal}-year student" if ordinal else "student"
        programme = learner.programme if learner else ""
        dual = pgettext("paper", "the dual-degree programme with {partner}").format(
            partner=blocks.or_line(host)
        )
        exchange = pgettext("paper", "a period of study at {partner}").format(partner=blocks.or_line(host))
        opening = pgettext(
            "paper", "I am pleased to recommend {name}, a {year} of {programme} at {institution}, for {aim}."
        )
        told = [
            opening.format(
                name=blocks.or_line(_full_name(person)),
                year=year,
                programme=blocks.or_line(programme),
                institution=self.office.institution.named("name") or blocks.or_line(""),
                aim=exchange if isinstance(case, Mobility) else dual,
            )
        ]
        if case is None:
            told.append("_" * 170)
        if isinstance(case, DualDegreeCandidate):
            told.append(" ".join(_achievements(case, person)))
        closing = pgettext(
            "paper",
            "In my view {name} is well prepared for the programme, and I support the application without "
            "reservation. I remain at your disposal for further information.",
        )
        told.append(closing.format(name=_surname(person) or pgettext("paper", "the student")))
        return [sentence for sentence in told if sentence]


def _achievements(case: DualDegreeCandidate, person: Person | None) -> list[str]:
    subject = {
        "female": pgettext("paper", "She"),
        "male": pgettext("paper", "He"),
    }.get(person.sex if person else "", pgettext("paper", "The student"))
    told = []
    if case.periods_completed and case.gpa is not None:
        completed = ngettext(
            "{subject} has completed {n} academic period with a GPA of {gpa} on the 4.0 scale.",
            "{subject} has completed {n} academic periods with a GPA of {gpa} on the 4.0 scale.",
            case.periods_completed,
        )
        gpa = words.credits_of(case.gpa)
        told.append(completed.format(subject=subject, n=case.periods_completed, gpa=gpa))
    if case.strengths_en:
        told.append(case.strengths_en)
    if case.certificate:
        held = pgettext("paper", "{subject} holds the language certificate {certificate}.")
        told.append(held.format(subject=subject, certificate=case.certificate))
    return told


def _full_name(person: Person | None) -> str:
    """Given names and surname in running text."""
    if person is None:
        return ""
    return f"{person.given_names} {person.surname}".strip() or person.full_name("en")


def _surname(person: Person | None) -> str:
    """Mr or Ms with the surname; the full name when the sex is not known."""
    title = {"female": "Ms", "male": "Mr"}.get(person.sex if person else "", "")
    return f"{title} {person.surname}" if person and title and person.surname else _full_name(person)
