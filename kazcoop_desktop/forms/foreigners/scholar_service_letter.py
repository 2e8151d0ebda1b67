"""The service letter 403-03 with which a unit asks to invite a scholar; the layout is ours."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks
from kazcoop_desktop.forms.blocks import Label
from kazcoop_desktop.forms.foreigners import scholar_words as words
from kazcoop_desktop.forms.foreigners.scholar_paper import ScholarPaper
from kazcoop_desktop.i18n import N_, ngettext, pgettext
from kazcoop_desktop.models.reference import ChecklistItem
from kazcoop_desktop.models.scholar_visit import ScholarVisit, days_needed
from kazcoop_desktop.services import reference

_ENCLOSED = ("passport_copy", "degree_copy", "profile", "timetable")


class ScholarServiceLetter(ScholarPaper):
    """Procedure 717, 5.5.1: the professor, the period of stay, and with it the papers of the programme."""

    key = "scholar_service_letter"
    title = N_("Service letter on inviting a scholar")
    journal = "INT"

    def story(self, records: Sequence[ScholarVisit]) -> list[Flowable]:
        visit = records[0] if records else None
        unit = blocks.or_line(words.unit_name(visit))
        sent = blocks.sent_line(self.number, None if self.blank else self.on)
        sentence = pgettext(
            "paper", "{unit} asks that the foreign scholar named below be invited to lecture."
        )
        roles = (pgettext("paper", "Director of the Institute"),)
        end = [
            blocks.text(pgettext("paper", "I ask that the invitation be considered.")),
            *blocks.attachments(self._enclosed()),
            *blocks.signatures(self.signers(defaults=roles, unit=visit.unit if visit else None)),
        ]
        return [
            *self.code_line(),
            blocks.heading([unit, sent, _submitted(visit)], self.addressee(), resolution=True),
            blocks.title(pgettext("paper", "SERVICE LETTER")),
            blocks.subject(pgettext("paper", "On inviting a foreign scholar")),
            blocks.text(sentence.format(unit=unit)),
            *blocks.labels(_labels(visit), blank=self.blank),
            blocks.kept_together(end),
        ]

    def _enclosed(self) -> list[str]:
        """The papers of the programme that go with the letter, as the checklist names them."""
        of_visit = ChecklistItem.applies_to == "scholar_visit"
        held = {item.code: str(item) for item in reference.valid(ChecklistItem, self.on, of_visit)}
        return [held[code] for code in _ENCLOSED if code in held]


def _submitted(visit: ScholarVisit | None) -> str:
    """How many days before the arrival the papers came, against the number of the rule."""
    days = visit.days_ahead if visit else None
    if visit is None or days is None:
        return ""
    sentence = ngettext(
        "Papers submitted {n} day before arrival (needed: {needed})",
        "Papers submitted {n} days before arrival (needed: {needed})",
        days,
    )
    return sentence.format(n=days, needed=days_needed(visit.applied_on))


def _labels(visit: ScholarVisit | None) -> list[Label]:
    person = visit.person if visit else None
    scholar = words.joined(
        words.name_of(person), person.degree if person else "", words.university_and_country(visit)
    )
    return [
        Label(pgettext("paper", "Scholar, degree, place of work, country"), scholar),
        Label(pgettext("paper", "Period of stay"), words.stay(visit), lines=1),
        Label(
            pgettext("paper", "Course and audience"),
            words.joined(words.course_and_hours(visit), words.audience(visit), by="; "),
        ),
        Label(pgettext("paper", "Research field"), words.said(visit, ScholarVisit.research_field), lines=1),
        Label(pgettext("paper", "Expected result"), words.said(visit, ScholarVisit.expected_result)),
        Label(pgettext("paper", "Source of funding"), words.funding(visit), lines=1),
        Label(
            pgettext("paper", "Late papers allowed by"),
            words.joined(
                words.said(visit, ScholarVisit.exception_by), words.said(visit, ScholarVisit.exception_reason)
            ),
            optional=True,
            lines=1,
        ),
    ]
