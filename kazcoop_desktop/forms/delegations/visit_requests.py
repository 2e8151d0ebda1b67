"""The service letters of a visit: for vehicles, halls, equipment, photo and video; the layouts are ours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.blocks import Column
from kazcoop_desktop.forms.delegations import visit_words as words
from kazcoop_desktop.forms.delegations.visit_paper import VisitPaper
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.delegation import Delegation
from kazcoop_desktop.models.visit import VisitRequest


class VisitRequestLetter(VisitPaper):
    """What one of the four has of its own: kind of request, subject, sentence, columns and rows."""

    journal = "INT"
    request_kind: ClassVar[str]

    @classmethod
    def is_wanted(cls, delegation: Delegation) -> bool:
        return bool(_requests(delegation, cls.request_kind))

    def subject(self) -> str:
        """What the letter is about."""
        raise NotImplementedError

    def sentence(self) -> str:
        """What is asked for, with blanks for partner and period."""
        raise NotImplementedError

    def row(self, request: VisitRequest) -> list[str]:
        """A request as a row of the table."""
        raise NotImplementedError

    def story(self, records: Sequence[Delegation]) -> list[Flowable]:
        delegation = records[0] if records else None
        (columns,) = self.tables()
        rows = [self.row(request) for request in _requests(delegation, self.request_kind)]
        asked = self.sentence().format(
            partner=blocks.or_line(words.partner_names(delegation), 40), period=words.period(delegation)
        )
        person = delegation.responsible if delegation else None
        contact = words.joined(official.full_name(person), person.phone if person else "")
        said = pgettext("paper", "Contact: {contact}").format(contact=blocks.or_line(contact, 50))
        return [
            *self.code_line(),
            blocks.heading([blocks.or_line(words.unit_name(delegation)), self.sent()], self.addressee()),
            blocks.title(pgettext("paper", "SERVICE LETTER")),
            blocks.subject(self.subject()),
            blocks.text(asked),
            blocks.table(columns, rows or blocks.empty_rows(columns, 6), row_height=blocks.HAND_ROW),
            blocks.kept_together(
                [
                    blocks.plain(said),
                    *blocks.signatures(self.signers(defaults=(pgettext("paper", "Head of the department"),))),
                    blocks.receipt(),
                ]
            ),
        ]


class RequestTransport(VisitRequestLetter):
    """A vehicle."""

    key = "request_transport"
    title = N_("Service letter on transport")
    request_kind = "transport"

    def subject(self) -> str:
        return pgettext("paper", "On providing transport")

    def sentence(self) -> str:
        return pgettext(
            "paper", "In connection with the visit of {partner} ({period}) I ask you to provide a vehicle."
        )

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """The drives."""
        return (
            (
                Column(pgettext("paper", "Date"), 22, "CENTER"),
                Column(pgettext("paper", "Time"), 20, "CENTER"),
                Column(pgettext("paper", "From where"), 38),
                Column(pgettext("paper", "Where to"), 38),
                Column(pgettext("paper", "Persons"), 20, "CENTER"),
                Column(pgettext("paper", "Vehicle, flight"), 32),
            ),
        )

    def row(self, request: VisitRequest) -> list[str]:
        return [
            official.numeric(request.held_on),
            request.starts_at,
            request.route_from,
            request.route_to,
            str(request.people or ""),
            request.details,
        ]


class RequestHall(VisitRequestLetter):
    """A hall."""

    key = "request_hall"
    title = N_("Service letter on halls")
    request_kind = "hall"

    def subject(self) -> str:
        return pgettext("paper", "On providing halls")

    def sentence(self) -> str:
        return pgettext(
            "paper", "In connection with the visit of {partner} ({period}) I ask you to reserve a hall."
        )

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """The events in halls."""
        return (
            (
                Column(pgettext("paper", "Date"), 22, "CENTER"),
                Column(pgettext("paper", "Time"), 25, "CENTER"),
                Column(pgettext("paper", "Hall"), 33),
                Column(pgettext("paper", "Event"), 42),
                Column(pgettext("paper", "Persons"), 20, "CENTER"),
                Column(pgettext("paper", "Layout"), 28),
            ),
        )

    def row(self, request: VisitRequest) -> list[str]:
        return [
            official.numeric(request.held_on),
            words.hours(request.starts_at, request.ends_at),
            words.venue(request.venue),
            words.event(request),
            str(request.people or ""),
            request.details,
        ]


class RequestTechnical(VisitRequestLetter):
    """Equipment and those who work it."""

    key = "request_technical"
    title = N_("Service letter on technical support")
    request_kind = "technical"

    def subject(self) -> str:
        return pgettext("paper", "On technical support")

    def sentence(self) -> str:
        return pgettext(
            "paper",
            "In connection with the visit of {partner} ({period}) I ask you to arrange technical support.",
        )

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """The events that need equipment."""
        return (
            (
                Column(pgettext("paper", "Date, time"), 35, "CENTER"),
                Column(pgettext("paper", "Venue"), 35),
                Column(pgettext("paper", "Equipment (screen, microphone, interpreting, link)"), 70),
                Column(pgettext("paper", "Operator"), 30),
            ),
        )

    def row(self, request: VisitRequest) -> list[str]:
        return [
            words.day_and_hours(request.held_on, request.starts_at, request.ends_at),
            words.venue(request.venue),
            words.joined(words.event(request), request.details, by=": "),
            request.specialist,
        ]


class RequestPhoto(VisitRequestLetter):
    """Photo and video."""

    key = "request_photo"
    title = N_("Service letter on photo and video")
    request_kind = "photo"

    def subject(self) -> str:
        return pgettext("paper", "On photo and video")

    def sentence(self) -> str:
        return pgettext(
            "paper", "In connection with the visit of {partner} ({period}) I ask you to arrange filming."
        )

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """The events to be filmed."""
        return (
            (
                Column(pgettext("paper", "Date, time"), 35, "CENTER"),
                Column(pgettext("paper", "Venue"), 35),
                Column(pgettext("paper", "Event"), 45),
                Column(pgettext("paper", "Kind (photo, video)"), 25),
                Column(pgettext("paper", "Deliver by"), 30, "CENTER"),
            ),
        )

    def row(self, request: VisitRequest) -> list[str]:
        return [
            words.day_and_hours(request.held_on, request.starts_at, request.ends_at),
            words.venue(request.venue),
            words.event(request),
            request.details,
            official.numeric(request.deliver_by),
        ]


def _requests(delegation: Delegation | None, kind: str) -> list[VisitRequest]:
    return [each for each in words.parts(delegation, "requests") if each.request_kind == kind]
