"""The notice of a foreigner's arrival, departure or new address: what is entered on the portal, or sent on paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reportlab.platypus import Flowable

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.agreements.agreement_words import joined
from kazcoop_desktop.forms.blocks import Column
from kazcoop_desktop.forms.foreigners import stay_words as words
from kazcoop_desktop.forms.foreigners.stay_words import Subject, said
from kazcoop_desktop.forms.letterhead_paper import LetterheadPaper
from kazcoop_desktop.i18n import N_, _, ngettext, pgettext
from kazcoop_desktop.models.institution import Employee
from kazcoop_desktop.models.letter import OUT
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.models.stay import ENTRY_KINDS, EXIT_KINDS, StayEvent
from kazcoop_desktop.services.foreigners import stays


class Notice(LetterheadPaper):
    """The host notifies within three working days of every entry: Government decree 148 of 2012; procedure 717, 5.5.2."""

    kinds = (StayEvent,)
    journal = OUT

    @classmethod
    def read(cls, records: Sequence[StayEvent]) -> None:
        stays.load(records)

    def executor(self, records: Sequence[StayEvent]) -> Employee | None:
        case = stays.case_of(records[0].person) if records else None
        adviser: Employee | None = case.adviser if case else None
        return adviser

    def head(self, title: str, sentence: str) -> list[Flowable]:
        """The letterhead, the date and number, the migration police, the title, and who notifies of what."""
        left = [blocks.date_and_number(None if self.blank else self.on, self.number)]
        institution = blocks.or_line(self.office.institution.named("name"))
        return [
            *blocks.letterhead(self.office.institution, self.office.emblem),
            blocks.addressed(left, self.addressee()),
            blocks.title(title),
            blocks.text(sentence.format(institution=institution)),
        ]

    def end(self) -> list[Flowable]:
        """The signatures."""
        return blocks.signatures(self.signers(defaults=(pgettext("paper", "Head of the department"),)))


class RegistrationNotice(Notice):
    """A notice of one person, with the table of particulars."""

    key = "registration_notice"
    title = N_("Notice of a foreigner's arrival")
    shows_sensitive = True

    def story(self, records: Sequence[StayEvent]) -> list[Flowable]:
        event = records[0] if records else None
        subject = Subject(person=event.person, visa=event.visa, event=event) if event else None
        worded = _wording(event.event_kind if event else ENTRY_KINDS[0])
        return [
            *self.head(worded.title, worded.about_one),
            words.visa_data(subject, blank=self.blank, more=_more(event)),
            *self.end(),
        ]


class RegistrationNoticeForSeveral(Notice):
    """A notice of several people with the same kind of event, as a list; of the group it is one letter."""

    key = "registration_notice_list"
    title = N_("Notice of the arrival of foreigners, list")
    shows_sensitive = True
    per_group = True

    @classmethod
    def read(cls, records: Sequence[StayEvent]) -> None:
        """Raises UserError for events of which one notice cannot tell."""
        worded = {_wording(event.event_kind): said(event, StayEvent.event_kind) for event in records}
        if len(worded) > 1:
            sentence = _("One notice is about one kind of event. Chosen: {kinds}. Print one for each.")
            raise UserError(sentence.format(kinds=", ".join(worded.values())))
        super().read(records)

    def story(self, records: Sequence[StayEvent]) -> list[Flowable]:
        wording = _wording(records[0].event_kind if records else ENTRY_KINDS[0])
        (columns,) = self.tables()
        rows = [_row(number, event) for number, event in enumerate(records, 1)]
        return [
            *self.head(wording.title_of_several, wording.about_several),
            blocks.table(columns, rows or blocks.empty_rows(columns, 10), size=9, row_height=blocks.HAND_ROW),
            *self.end(),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        *columns, _wanted_until = words.list_columns()
        return ((*columns, Column(pgettext("paper", "Date"), 20, "CENTER")),)


class _Wording(NamedTuple):
    """How a notice is called and what it says, of one person and of several."""

    title: str
    about_one: str
    title_of_several: str
    about_several: str


def _wording(kind: str) -> _Wording:
    """How a notice of a kind of event is worded."""
    if kind in EXIT_KINDS:
        return _Wording(
            pgettext("paper", "NOTICE OF A FOREIGNER'S DEPARTURE"),
            pgettext("paper", "{institution}, as host, notifies the departure of the foreigner named below."),
            pgettext("paper", "NOTICE OF FOREIGNERS' DEPARTURE"),
            pgettext(
                "paper", "{institution}, as host, notifies the departure of the foreigners listed below."
            ),
        )
    return {
        "moved": _Wording(
            pgettext("paper", "NOTICE OF A FOREIGNER'S NEW ADDRESS"),
            pgettext(
                "paper", "{institution}, as host, notifies the new address of the foreigner named below."
            ),
            pgettext("paper", "NOTICE OF FOREIGNERS' NEW ADDRESSES"),
            pgettext(
                "paper", "{institution}, as host, notifies the new addresses of the foreigners listed below."
            ),
        ),
        "new_passport": _Wording(
            pgettext("paper", "NOTICE OF A FOREIGNER'S NEW PASSPORT"),
            pgettext(
                "paper", "{institution}, as host, notifies the new passport of the foreigner named below."
            ),
            pgettext("paper", "NOTICE OF FOREIGNERS' NEW PASSPORTS"),
            pgettext(
                "paper", "{institution}, as host, notifies the new passports of the foreigners listed below."
            ),
        ),
        "expelled": _Wording(
            pgettext("paper", "NOTICE OF A FOREIGNER'S EXPULSION"),
            pgettext("paper", "{institution}, as host, notifies the expulsion of the foreigner named below."),
            pgettext("paper", "NOTICE OF FOREIGNERS' EXPULSION"),
            pgettext(
                "paper", "{institution}, as host, notifies the expulsion of the foreigners listed below."
            ),
        ),
    }.get(
        kind,
        _Wording(
            pgettext("paper", "NOTICE OF A FOREIGNER'S ARRIVAL"),
            pgettext("paper", "{institution}, as host, notifies the arrival of the foreigner named below."),
            pgettext("paper", "NOTICE OF FOREIGNERS' ARRIVAL"),
            pgettext("paper", "{institution}, as host, notifies the arrival of the foreigners listed below."),
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


def _row(number: int, event: StayEvent) -> list[str]:
    person, visa = event.person, event.visa
    return [
        str(number),
        words.latin_name(person),
        official.numeric(person.born_on),
        said(person, Person.citizenship),
        words.passport_number_and_end(stays.passport_of(visa, person)),
        official.numeric(visa.valid_until) if visa else "",
        official.numeric(event.happened_on),
    ]
