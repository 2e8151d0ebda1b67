"""The notice of a foreigner's arrival, departure or new address: what is entered on the portal, or sent on paper."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.agreements.agreement_words import joined
from kazcoop_desktop.forms.foreigners import stay_words as words
from kazcoop_desktop.forms.foreigners.stay_words import Subject
from kazcoop_desktop.forms.letterhead_paper import LetterheadPaper
from kazcoop_desktop.i18n import N_, ngettext, pgettext
from kazcoop_desktop.models.institution import Employee
from kazcoop_desktop.models.letter import OUT
from kazcoop_desktop.models.stay import ENTRY_KINDS, EXIT_KINDS, StayEvent
from kazcoop_desktop.services.foreigners import stays


class RegistrationNotice(LetterheadPaper):
    """The host notifies within three working days of every entry: Government decree 148 of 2012; procedure 717, 5.5.2."""

    key = "registration_notice"
    title = N_("Notice of a foreigner's arrival")
    kinds = (StayEvent,)
    journal = OUT

    @classmethod
    def read(cls, records: Sequence[StayEvent]) -> None:
        stays.load(records)

    def executor(self, records: Sequence[StayEvent]) -> Employee | None:
        case = stays.case_of(records[0].person) if records else None
        adviser: Employee | None = case.adviser if case else None
        return adviser

    def story(self, records: Sequence[StayEvent]) -> list[Flowable]:
        event = records[0] if records else None
        heading, sentence = _wording(event.event_kind if event else ENTRY_KINDS[0])
        left = [blocks.date_and_number(None if self.blank else self.on, self.number)]
        institution = blocks.or_line(self.office.institution.named("name"))
        subject = Subject(person=event.person, visa=event.visa, event=event) if event else None
        signing = self.signers(defaults=(pgettext("paper", "Head of the department"),))
        return [
            *blocks.letterhead(self.office.institution, self.office.emblem),
            blocks.addressed(left, self.addressee()),
            blocks.title(heading),
            blocks.text(sentence.format(institution=institution)),
            words.visa_data(subject, blank=self.blank, more=_more(event)),
            *blocks.signatures(signing),
        ]


def _wording(kind: str) -> tuple[str, str]:
    """The title and the sentence for a kind of event."""
    if kind in EXIT_KINDS:
        return (
            pgettext("paper", "NOTICE OF A FOREIGNER'S DEPARTURE"),
            pgettext("paper", "{institution}, as host, notifies the departure of the foreigner named below."),
        )
    return {
        "moved": (
            pgettext("paper", "NOTICE OF A FOREIGNER'S NEW ADDRESS"),
            pgettext(
                "paper", "{institution}, as host, notifies the new address of the foreigner named below."
            ),
        ),
        "new_passport": (
            pgettext("paper", "NOTICE OF A FOREIGNER'S NEW PASSPORT"),
            pgettext(
                "paper", "{institution}, as host, notifies the new passport of the foreigner named below."
            ),
        ),
        "expelled": (
            pgettext("paper", "NOTICE OF A FOREIGNER'S EXPULSION"),
            pgettext("paper", "{institution}, as host, notifies the expulsion of the foreigner named below."),
        ),
    }.get(
        kind,
        (
            pgettext("paper", "NOTICE OF A FOREIGNER'S ARRIVAL"),
            pgettext("paper", "{institution}, as host, notifies the arrival of the foreigner named below."),
        ),
    )


def _more(event: StayEvent | None) -> list[tuple[str, str]]:
    """The rows that only a notice has."""
    crossing = due = order = ""
    term = stays.notice_term(event) if event else None
    if event is not None and event.event_kind in (*ENTRY_KINDS, *EXIT_KINDS):
        crossing = joined(official.numeric(event.happened_on), event.place)
    if event is not None and event.order_number:
        order = pgettext("paper", "order No. {number}, {date}").format(
            number=event.order_number, date=official.numeric(event.ordered_on) or "________"
        )
    due_label = pgettext("paper", "Notify by")
    if term is not None:
        days = ngettext("{n} working day", "{n} working days", term.rule.days).format(n=term.rule.days)
        due_label = pgettext("paper", "Notify by ({days})").format(days=days)
        due = official.numeric(term.due_on)
    return [
        (pgettext("paper", "Border crossing, point"), crossing),
        (pgettext("paper", "Order"), order),
        (due_label, due),
        (pgettext("paper", "Portal No."), event.notice_number if event else ""),
    ]
