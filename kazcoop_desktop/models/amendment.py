"""Changes of an internal document, each on its way from the proposal to the signatures, and the notices of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import peewee as pw

from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.base import Approved, Outline, Problem, Record, label
from kazcoop_desktop.models.document import ACT_KINDS, Document, Edition, of_another_document
from kazcoop_desktop.models.fields import ChoiceField, LinkField, StageField, choice_keys
from kazcoop_desktop.models.institution import Employee, Unit

AMENDMENT_STAGES = [  # registrar regulation, 48-52; department regulation, 27-29
    ("proposed", N_("Proposed")),
    ("agreed", N_("Agreed with the vice-rector")),
    ("considered", N_("Considered")),
    ("decided", N_("Adopted")),
    ("entered_in_sheet", N_("Entered in the change sheet")),
    ("notified", N_("Units notified")),
    ("acquainted", N_("All acquainted")),
    ("closed", N_("Closed")),
]
OUTCOMES = [("adopted", N_("Adopted")), ("rejected", N_("Rejected"))]
JOB_DESCRIPTIONS = [("not_affected", N_("Not affected")), ("reviewed", N_("Reviewed"))]


class Amendment(Record):
    """One change of a document, from the head's proposal to its place in the change registration sheet."""

    document = LinkField(Document, verbose_name=N_("Internal document"), backref="amendments")
    edition = LinkField(
        Edition,
        verbose_name=N_("Edition"),
        null=True,
        backref="amendments",
        help_text=N_("Leave empty: the edition in force on the day of the proposal"),
    )
    stage = StageField(verbose_name=N_("Stage"), choices=AMENDMENT_STAGES, default="proposed")
    subject = pw.CharField(verbose_name=N_("What is changed"), help_text=N_("In a few words"))
    sections = pw.CharField(
        verbose_name=N_("Sections, pages"), default="", help_text=N_("For example: clause 20, page 4")
    )
    reason = pw.TextField(verbose_name=N_("Reason"), default="")
    old_kk = pw.TextField(verbose_name=N_("Old wording in Kazakh"), default="")
    new_kk = pw.TextField(verbose_name=N_("New wording in Kazakh"), default="")
    old_ru = pw.TextField(verbose_name=N_("Old wording in Russian"), default="")
    new_ru = pw.TextField(verbose_name=N_("New wording in Russian"), default="")
    old_en = pw.TextField(verbose_name=N_("Old wording in English"), default="")
    new_en = pw.TextField(verbose_name=N_("New wording in English"), default="")
    proposed_on = pw.DateField(verbose_name=N_("Proposed on"))
    proposed_by = LinkField(Employee, verbose_name=N_("Proposed by"), null=True, backref="+")
    agreed_on = pw.DateField(verbose_name=N_("Agreed with the vice-rector on"), null=True)
    considered_on = pw.DateField(verbose_name=N_("Considered on"), null=True)
    participants = pw.IntegerField(verbose_name=N_("Participants"), null=True)
    votes_for = pw.IntegerField(verbose_name=N_("Votes for"), null=True)
    votes_against = pw.IntegerField(verbose_name=N_("Votes against"), null=True)
    outcome = ChoiceField(verbose_name=N_("Outcome"), choices=OUTCOMES, default="")
    act_kind = ChoiceField(verbose_name=N_("Kind of act"), choices=ACT_KINDS, default="decision")
    act_number = pw.CharField(verbose_name=N_("Number of the act"), max_length=60, default="")
    decided_on = pw.DateField(verbose_name=N_("Date of the act"), null=True, index=True)
    in_force_on = pw.DateField(
        verbose_name=N_("In force from"), null=True, help_text=N_("Leave empty: from the date of the act")
    )
    sequence = pw.IntegerField(
        verbose_name=N_("Registration number"),
        null=True,
        help_text=N_("Its number in the change registration sheet of the edition"),
    )
    entered_on = pw.DateField(verbose_name=N_("Registration date"), null=True, index=True)
    entered_by = LinkField(Employee, verbose_name=N_("Entered by"), null=True, backref="+")
    replacement = pw.CharField(
        verbose_name=N_("How to replace pages"), default="", help_text=N_("For example: page 4 is replaced")
    )
    notified_on = pw.DateField(verbose_name=N_("Units notified on"), null=True)
    acquainted_on = pw.DateField(
        verbose_name=N_("All acquainted on"),
        null=True,
        help_text=N_("Filled in when the last of those concerned has signed"),
    )
    job_descriptions = ChoiceField(verbose_name=N_("Job descriptions"), choices=JOB_DESCRIPTIONS, default="")

    outline = Outline(
        title=N_("Changes of documents"),
        singular=N_("Change of a document"),
        columns=(subject, document, sections, stage, sequence, proposed_on, decided_on, entered_on),
        sections={
            N_("Change of a document"): (document, edition, subject, sections, reason),
            N_("Wording in Kazakh"): (old_kk, new_kk),
            N_("Wording in Russian"): (old_ru, new_ru),
            N_("Wording in English"): (old_en, new_en),
            N_("Proposal"): (proposed_on, proposed_by, agreed_on),
            N_("Decision"): (
                considered_on,
                participants,
                votes_for,
                votes_against,
                outcome,
                act_kind,
                act_number,
                decided_on,
                in_force_on,
            ),
            N_("Change registration sheet"): (sequence, entered_on, entered_by, replacement),
            N_("After the change"): (notified_on, acquainted_on, job_descriptions),
        },
        search=(subject, sections, act_number, Document.title_kk, Document.title_ru, Document.code),
    )
    begins = (proposed_on,)
    approved = (
        Approved(  # entered in the change registration sheet
            on=entered_on,
            fields=(
                document,
                subject,
                sections,
                old_kk,
                new_kk,
                old_ru,
                new_ru,
                old_en,
                new_en,
                outcome,
                act_kind,
                act_number,
                decided_on,
                in_force_on,
                sequence,
            ),
        ),
    )

    def __str__(self) -> str:
        named = self.document.code or self.document.named("title")
        if self.sequence is None:
            return f"{named} · {self.subject}"
        return _("{document} · No. {number}: {subject}").format(
            document=named, number=self.sequence, subject=self.subject
        )

    @property
    def takes_effect_on(self) -> date | None:
        """The day from which the new wording holds; None while nothing has been adopted."""
        return (self.in_force_on or self.decided_on) if self.outcome == "adopted" else None

    @property
    def votes_needed(self) -> int:
        """How many votes the document's rule asks for among the participants; none where nobody votes."""
        participants = self.participants or 0
        match self.document.majority:
            case "two_thirds":  # registrar regulation, 48
                return -(-2 * participants // 3)
            case "simple":
                return participants // 2 + 1
            case _:
                return 0

    def why_kept(self) -> str:
        if self.sequence is None:
            return ""
        return _("“{name}” stands in the change registration sheet and stays there.").format(name=self)

    def problems(self) -> Iterator[Problem]:
        yield from of_another_document(self, Amendment.edition)
        yield from self._problems_of_the_wording()
        yield from self._problems_of_the_days()
        yield from self._problems_of_the_vote()
        yield from self._problems_of_the_entry()

    def _problems_of_the_wording(self) -> Iterator[Problem]:
        if not any(
            getattr(self, f"{which}_{code}") for which in ("old", "new") for code in ("kk", "ru", "en")
        ):
            yield Problem(Amendment.new_kk, _("Write in one language at least what is changed."))

    def _problems_of_the_days(self) -> Iterator[Problem]:
        begins_on = self.document.began_on()
        if begins_on and self.proposed_on < begins_on:
            sentence = _("The change is dated before its document ({date}).")
            yield Problem(Amendment.proposed_on, sentence.format(date=f"{begins_on:%d.%m.%Y}"))
        dated = [(field, getattr(self, field.name)) for field in _STEPS if getattr(self, field.name)]
        for (earlier, before), (later, after) in pairwise(dated):
            if after < before:
                sentence = _("The date is before that of “{field}” ({date}).")
                yield Problem(later, sentence.format(field=label(earlier), date=f"{before:%d.%m.%Y}"))
        if self.in_force_on and self.decided_on and self.in_force_on < self.decided_on:
            yield Problem(Amendment.in_force_on, _("The change takes effect before it is adopted."))

    def _problems_of_the_vote(self) -> Iterator[Problem]:
        for field in (Amendment.participants, Amendment.votes_for, Amendment.votes_against):
            value = getattr(self, field.name)
            if value is not None and value < 0:
                yield Problem(field, _("The number cannot be less than zero."))
        votes = (self.votes_for or 0) + (self.votes_against or 0)
        if votes > (self.participants or 0):
            sentence = _("There are more votes ({votes}) than participants ({participants}).")
            told = sentence.format(votes=votes, participants=self.participants or 0)
            yield Problem(Amendment.participants, told)
        if self.outcome == "adopted" and self.document.majority != "none":
            if not self.participants:
                yield Problem(Amendment.participants, _("How many took part in the vote?"))
            elif (self.votes_for or 0) < self.votes_needed:
                sentence = _(
                    "To adopt the change {needed} votes of {participants} are needed; there are {votes}."
                )
                told = sentence.format(
                    needed=self.votes_needed, participants=self.participants, votes=self.votes_for or 0
                )
                yield Problem(Amendment.votes_for, told)

    def _problems_of_the_entry(self) -> Iterator[Problem]:
        stage = choice_keys(Amendment.stage).index(self.stage)
        is_past_decision = _DECIDED <= stage < _CLOSED or self.sequence is not None
        if is_past_decision and self.outcome != "adopted":
            yield Problem(
                Amendment.outcome, _("Only an adopted change goes into the change registration sheet.")
            )
        if is_past_decision and not self.decided_on:
            yield Problem(
                Amendment.decided_on, _("Fill in “{field}”.").format(field=label(Amendment.decided_on))
            )
        if self.sequence is not None and not self.entered_on:
            yield Problem(
                Amendment.entered_on, _("Fill in “{field}”.").format(field=label(Amendment.entered_on))
            )
        stored = Amendment.get_or_none(Amendment.id == self.id) if self.id else None
        if stored is not None and stored.sequence is not None and stored.sequence != self.sequence:
            sentence = _("An entry of the change registration sheet keeps its number: {number}.")
            yield Problem(Amendment.sequence, sentence.format(number=stored.sequence))
        elif self.sequence is not None and (other := self._with_the_same_number()) is not None:
            yield Problem(
                Amendment.sequence, _("This number is already taken: {record}.").format(record=other)
            )

    def _with_the_same_number(self) -> Amendment | None:
        mine = Amendment.edition.is_null() if self.edition is None else Amendment.edition == self.edition.id
        same = (Amendment.document == self.document.id) & (Amendment.sequence == self.sequence) & mine
        found: Amendment | None = Amendment.get_or_none(same & (Amendment.id != (self.id or 0)))
        return found


_DECIDED = choice_keys(Amendment.stage).index("decided")
_CLOSED = choice_keys(Amendment.stage).index("closed")
_STEPS = (
    Amendment.proposed_on,
    Amendment.agreed_on,
    Amendment.considered_on,
    Amendment.decided_on,
    Amendment.entered_on,
    Amendment.notified_on,
)


class ChangeNotice(Record):
    """The notice of a change to one unit, and its answer (registrar regulation, 52)."""

    amendment = LinkField(Amendment, verbose_name=N_("Change of a document"), backref="notices")
    unit = LinkField(Unit, verbose_name=N_("Structural unit"), backref="+")
    number = pw.CharField(
        verbose_name=N_("Number"),
        max_length=60,
        default="",
        help_text=N_("Leave empty: the next number of the journal is given on saving"),
    )
    sent_on = pw.DateField(verbose_name=N_("Sent on"), index=True)
    received_on = pw.DateField(verbose_name=N_("Received on"), null=True)
    received_by = LinkField(Employee, verbose_name=N_("Received by"), null=True, backref="+")

    outline = Outline(
        title=N_("Notices of change"),
        singular=N_("Notice of change"),
        columns=(unit, number, amendment, sent_on, received_on, received_by),
        sections={
            N_("Notice of change"): (amendment, unit, number, sent_on),
            N_("Receipt"): (received_on, received_by),
        },
        search=(number, Unit.name_kk, Unit.name_ru),
    )
    begins = (sent_on,)
    numbered_in = "INT"

    def problems(self) -> Iterator[Problem]:
        entered_on = self.amendment.entered_on
        if entered_on is None or self.sent_on < entered_on:
            yield Problem(
                ChangeNotice.sent_on, _("The change is entered in the change registration sheet first.")
            )
        if self.received_on and self.received_on < self.sent_on:
            yield Problem(ChangeNotice.received_on, _("The end date is before the start date."))
        twice = (ChangeNotice.amendment == self.amendment.id) & (ChangeNotice.unit == self.unit.id)
        others = ChangeNotice.deleted_at.is_null() & (ChangeNotice.id != (self.id or 0))
        if ChangeNotice.select().where(twice & others).exists():
            yield Problem(ChangeNotice.unit, _("This unit has been notified of the change already."))
