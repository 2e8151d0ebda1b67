"""The notice of a breach of the safety of personal data to the authorised body; the layout is ours.

It says what the rules of Order No. 481/НҚ of 9 August 2024 want to be told: who answers for the processing, what was
done, and, in a list that is enclosed, whom the authorised body is to warn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.agreements.agreement_words import joined
from kazcoop_desktop.forms.letterhead_paper import LetterheadPaper
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.base import text_of
from kazcoop_desktop.models.incident import Incident, IncidentTold
from kazcoop_desktop.models.institution import Employee
from kazcoop_desktop.models.letter import OUT

_LINES = 2  # to write on by hand


class IncidentNote(LetterheadPaper):
    """What happened, when, whose data and how many, whose fault, what was done, and who was told."""

    key = "incident_note"
    title = N_("Notice of an incident with personal data")
    kinds = (Incident,)
    journal = OUT

    def story(self, records: Sequence[Incident]) -> list[Flowable]:
        incident = records[0] if records else None
        ours = self.office.institution
        sentence = pgettext(
            "paper",
            "{institution} (BIN {bin}) notifies of a breach of the safety of personal data under the Law of the "
            "Republic of Kazakhstan No. 94-V of 21 May 2013 “On Personal Data and their Protection”.",
        )
        left = [blocks.date_and_number(None if self.blank else self.on, self.number)]
        (signer, *_others) = self.signers(defaults=(pgettext("paper", "Head of the institution"),))
        return [
            *blocks.letterhead(ours, self.office.emblem),
            blocks.addressed(left, self.addressee()),
            blocks.title(pgettext("paper", "NOTICE OF A BREACH OF THE SAFETY\nOF PERSONAL DATA")),
            blocks.text(
                sentence.format(institution=blocks.or_line(ours.named("name")), bin=ours.bin or "_" * 12)
            ),
            blocks.facts([(name, value or self._lines(name)) for name, value in _facts(incident)]),
            blocks.kept_together(
                [
                    *blocks.attachments([pgettext("paper", "list of the persons to be warned")]),
                    blocks.Signature(signer, seal=bool(ours.uses_seal)),
                ]
            ),
        ]

    def executor(self, records: Sequence[Incident]) -> Employee | None:
        return records[0].responsible if records else None

    def _lines(self, name: str) -> str | Sequence[Flowable]:
        """What stands where nothing was entered: lines to write on, or only one in a filled paper."""
        return [blocks.ruled(_LINES if name in _long() else 1)] if self.blank else blocks.or_line("", 40)


def _long() -> tuple[str, ...]:
    """What takes several lines by hand."""
    return (
        pgettext("paper", "What happened"),
        pgettext("paper", "Cause, and by whose fault"),
        pgettext("paper", "What was done"),
        pgettext("paper", "Who else was told, and when"),
    )


def _facts(incident: Incident | None) -> Iterator[tuple[str, str]]:
    """Each thing that is told, with what was entered of it."""
    happened, cause, done, told = _long()
    empty = Incident(what_happened="", noticed_on=None, incident_kind="")
    known = incident or empty
    yield (
        pgettext("paper", "No. and kind of the incident"),
        joined(known.number, _said(known, "incident_kind")),
    )
    yield pgettext("paper", "Date of the incident"), official.numeric(known.happened_on)
    yield (
        pgettext("paper", "Noticed: date, hour, by whom"),
        joined(official.numeric(known.noticed_on), known.noticed_at, _name(known.noticed_by)),
    )
    yield happened, known.what_happened
    yield pgettext("paper", "Kinds of data"), _said(known, "data_kinds")
    yield pgettext("paper", "How many persons"), _said(known, "person_count")
    yield cause, known.cause
    yield done, joined(official.numeric(known.measures_on), known.measures, by=": ")
    yield told, "\n".join(map(_told_line, _told(incident))) if incident else ""
    yield (
        pgettext("paper", "Answers for the processing of personal data: position, name, telephone, e-mail"),
        (_contact(known.responsible)),
    )


def _said(incident: Incident, name: str) -> str:
    return text_of(incident, getattr(Incident, name))


def _name(person: Employee | None) -> str:
    return official.initials_and_surname(person) if person else ""


def _contact(person: Employee | None) -> str:
    if person is None:
        return ""
    return joined(official.position_name(person.position), str(person), person.phone, person.email)


def _told(incident: Incident) -> Iterator[IncidentTold]:
    kept = (IncidentTold.incident == incident.id) & IncidentTold.deleted_at.is_null()
    yield from IncidentTold.select().where(kept).order_by(IncidentTold.told_on, IncidentTold.id)


def _told_line(each: IncidentTold) -> str:
    said = joined(text_of(each, IncidentTold.whom), each.name, each.how)
    return f"{official.numeric(each.told_on)}: {said}"
