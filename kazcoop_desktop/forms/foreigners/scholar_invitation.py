"""The letter that invites a scholar to lecture, and serves for the visa; the layout is ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable, PageBreak

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.foreigners import scholar_words as words
from kazcoop_desktop.forms.foreigners.scholar_paper import ScholarPaper
from kazcoop_desktop.forms.letterhead_paper import LetterheadPaper
from kazcoop_desktop.forms.sheet import Options, option
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.base import text_of
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.models.scholar_visit import ScholarVisit


@dataclass(frozen=True, kw_only=True)
class InvitationOptions(Options):
    """Whether the particulars for the visa go along on a sheet of their own."""

    visa_data: str = option(
        N_("Particulars for the visa"),
        default="no",
        choices=(("no", N_("Without it")), ("yes", N_("With it"))),
    )


class ScholarInvitation(ScholarPaper, LetterheadPaper):
    """Procedure 717, 5.5: the scholar gets the visa in his country on this letter."""

    key = "scholar_invitation"
    title = N_("Letter of invitation to a scholar")
    journal = "OUT"
    options_type = InvitationOptions

    def story(self, records: Sequence[ScholarVisit]) -> list[Flowable]:
        visit = records[0] if records else None
        left = [blocks.date_and_number(None if self.blank else self.on, self.number)]
        signing = self.signers(defaults=(pgettext("paper", "Vice-rector"),))
        asked = _passport_asked(visit) if visit and visit.passport_copy_by else None
        particulars = self.blank or self.options.visa_data == "yes"
        return [
            *blocks.letterhead(self.office.institution, self.office.emblem),
            blocks.addressed(left, _addressee(visit)),
            blocks.salutation(words.salutation(visit.person) if visit else "_" * 40),
            blocks.text(self._sentence(visit)),
            blocks.kept_together(
                [
                    blocks.facts(_facts(visit, blank=self.blank), left=55),
                    *([blocks.text(asked)] if asked else []),
                    blocks.text(
                        pgettext("paper", "The decision to issue a visa rests with the consulate.")
                    ),  # procedure 717, 5.5.2
                    blocks.closing(pgettext("paper", "Yours sincerely,")),
                    *blocks.signatures(signing),
                ]
            ),
            *([PageBreak(), *_visa_data(visit, blank=self.blank)] if particulars else []),
        ]

    def _sentence(self, visit: ScholarVisit | None) -> str:
        said = pgettext(
            "paper",
            "{institution} has the pleasure of inviting you to lecture to our {audience} in the period {period}.",
        )
        return said.format(
            institution=blocks.or_line(self.office.institution.named("name")),
            audience=blocks.or_line(words.audience(visit)),
            period=blocks.or_line(words.stay(visit)),
        )


def _addressee(visit: ScholarVisit | None) -> list[str]:
    if visit is None:
        return ["_" * 28] * 3
    person = visit.person
    lines = [
        words.joined(words.signing_name(person), person.degree),
        person.position,
        words.university(visit),
        words.country(visit),
    ]
    return [line for line in lines if line]


def _passport_asked(visit: ScholarVisit) -> str:
    said = pgettext(
        "paper", "Please send us a copy of your passport by {date} so that we can arrange the visa."
    )
    return said.format(date=official.numeric(visit.passport_copy_by))


def _facts(visit: ScholarVisit | None, *, blank: bool) -> list[tuple[str, str]]:
    responsible = visit.responsible if visit else None
    contact = (
        words.joined(official.full_name(responsible), responsible.phone, responsible.email)
        if responsible
        else ""
    )
    found = [
        (pgettext("paper", "Course and hours"), words.course_and_hours(visit)),
        (pgettext("paper", "Venue"), words.said(visit, ScholarVisit.venue)),
        (pgettext("paper", "Language"), words.said(visit, ScholarVisit.teaching_languages)),
        (pgettext("paper", "Travel, accommodation, fee"), visit.named("costs") if visit else ""),
        (pgettext("paper", "Visa"), words.visa(visit)),
        (pgettext("paper", "Contact"), contact),
    ]
    return [(name, value) for name, value in found if value or blank]


def _visa_data(visit: ScholarVisit | None, *, blank: bool) -> list[Flowable]:
    """[VD]: what the consulate and the migration service ask for; rows without a value are left out."""
    person = visit.person if visit else None

    def own(name: str) -> str:
        return text_of(person, getattr(Person, name)) if person else ""

    found = [
        (pgettext("paper", "Surname, given names (as in passport)"), _latin_name(person)),
        (pgettext("paper", "Sex"), own("sex")),
        (
            pgettext("paper", "Date and place of birth"),
            words.joined(own("born_on"), own("birth_city"), own("birth_country")),
        ),
        (pgettext("paper", "Citizenship"), own("citizenship")),
        (
            pgettext("paper", "Passport No., issued, valid until"),
            words.passport_line(words.passport_of(visit)),
        ),
        (
            pgettext("paper", "Place of work (study), position"),
            words.joined(words.university(visit), own("position")),
        ),
        (pgettext("paper", "Permanent address"), own("home_address")),
        (
            pgettext("paper", "Where the visa will be issued"),
            words.joined(words.said(visit, ScholarVisit.visa_country), visit.visa_city if visit else ""),
        ),
        (pgettext("paper", "Period of stay"), words.stay_in_figures(visit)),
        (pgettext("paper", "Visa category, entries"), words.visa_category(visit)),
        (pgettext("paper", "Purpose"), pgettext("paper", "reading lectures") if visit else ""),
        (
            pgettext("paper", "Address in Kazakhstan, route"),
            words.said(visit, ScholarVisit.address),
        ),
        (pgettext("paper", "Transport, flight"), words.said(visit, ScholarVisit.transport)),
        (pgettext("paper", "Costs borne by"), words.funding(visit)),
    ]
    return [
        blocks.title(pgettext("paper", "PARTICULARS FOR THE VISA")),
        blocks.facts([(name, value) for name, value in found if value or blank], left=65),
    ]


def _latin_name(person: Person | None) -> str:
    return words.joined(person.surname, person.given_names, by=" ") if person else ""
