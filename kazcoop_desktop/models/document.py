"""Internal documents of the institution: their editions, by which acts they hold, and whom they concern."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import peewee as pw

from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.base import Approved, Outline, Problem, Record
from kazcoop_desktop.models.fields import ChoiceField, LinkField, NameField, PartOfField, UrlField
from kazcoop_desktop.models.institution import Employee, Unit

DOCUMENT_KINDS = [
    ("regulation", N_("Regulation")),
    ("procedure", N_("Documented procedure")),
    ("job_description", N_("Job description")),
    ("policy", N_("Policy")),
    ("rules", N_("Rules")),
    ("instruction", N_("Instruction")),
    ("plan", N_("Plan")),
    ("form_template", N_("Form template")),
    ("other", N_("Other document")),
]
CHANGE_SHEETS = [
    ("registrar", N_("Four columns, as in the registrar regulation")),
    ("procedure", N_("By clauses, as in procedure 717")),
]
DECIDED_BY = [
    ("council", N_("Decision of the Academic Council")),
    ("order", N_("Order of the rector")),
]
MAJORITIES = [
    ("two_thirds", N_("At least two thirds of the participants")),
    ("simple", N_("More than half of the participants")),
    ("none", N_("No vote")),
]
NOTICES_TO = [
    ("chairs", N_("All chairs and the units concerned")),
    ("concerned", N_("The units concerned")),
    ("all", N_("All units")),
]
BODIES = [
    ("academic_council", N_("Academic Council")),
    ("rector", N_("Rector")),
    ("board", N_("Management Board")),
    ("vice_rector", N_("Vice-rector")),
    ("authorised_body", N_("Authorised body")),
]
ACT_KINDS = [
    ("decision", N_("Decision")),
    ("order", N_("Order")),
    ("minutes", N_("Minutes")),
]


class Document(Record):
    """A document that holds within the institution and is changed only by its own rules (regulations, 27-30; 48-58)."""

    title_kk = NameField(verbose_name=N_("Title in Kazakh"))
    title_ru = NameField(verbose_name=N_("Title in Russian"), default="")
    title_en = NameField(verbose_name=N_("Title in English"), default="")
    document_kind = ChoiceField(verbose_name=N_("Kind"), choices=DOCUMENT_KINDS, default="regulation")
    code = pw.CharField(
        verbose_name=N_("Code"), max_length=60, default="", help_text=N_("For example: № 717 ҚП")
    )
    unit = LinkField(Unit, verbose_name=N_("Owner unit"), null=True, backref="documents")
    responsible = LinkField(Employee, verbose_name=N_("Responsible"), null=True, backref="+")
    concerns_all = pw.BooleanField(
        verbose_name=N_("Concerns all employees"),
        default=False,
        help_text=N_("Otherwise the units and positions entered on the page of those concerned"),
    )
    original_place = pw.CharField(
        verbose_name=N_("Place of the original"),
        default="",
        help_text=N_("As a rule the human resources office (registrar regulation, 53)"),
    )
    copy_place = pw.CharField(verbose_name=N_("Place of the first copy"), default="")
    website = UrlField(verbose_name=N_("Scanned copy on the website"), default="")
    published_on = pw.DateField(verbose_name=N_("Published on"), null=True)
    next_review_on = pw.DateField(verbose_name=N_("Next review"), null=True, index=True)
    withdrawn_on = pw.DateField(verbose_name=N_("Withdrawn on"), null=True, index=True)
    decided_by = ChoiceField(verbose_name=N_("Changed by"), choices=DECIDED_BY, default="council")
    majority = ChoiceField(verbose_name=N_("Votes needed"), choices=MAJORITIES, default="two_thirds")
    notices_to = ChoiceField(verbose_name=N_("Notices of change go to"), choices=NOTICES_TO, default="chairs")
    change_sheet = ChoiceField(
        verbose_name=N_("Change registration sheet"), choices=CHANGE_SHEETS, default="registrar"
    )
    note = pw.TextField(verbose_name=N_("Note"), default="")

    outline = Outline(
        title=N_("Documents"),
        singular=N_("Internal document"),
        columns=(title_kk, code, document_kind, unit, next_review_on, withdrawn_on),
        sections={
            N_("Title"): (title_kk, title_ru, title_en, document_kind, code),
            N_("Responsibility"): (unit, responsible, concerns_all),
            N_("Storage"): (original_place, copy_place, website, published_on),
            N_("Validity"): (next_review_on, withdrawn_on),
            N_("How it is changed"): (decided_by, majority, notices_to, change_sheet),
            N_("Note"): (note,),
        },
        search=(title_kk, title_ru, title_en, code, document_kind),
    )

    def __str__(self) -> str:
        title = self.named("title")
        return f"{title} · {self.code}" if self.code else title

    def problems(self) -> Iterator[Problem]:
        if self.published_on and not self.website:
            yield Problem(
                Document.website, _("Fill in “{field}”.").format(field=_("Scanned copy on the website"))
            )
        begins_on = self.began_on()
        for field in (Document.withdrawn_on, Document.published_on):
            day = getattr(self, field.name)
            if day and begins_on and day < begins_on:
                sentence = _("The date is before the document itself ({date}).")
                yield Problem(field, sentence.format(date=f"{begins_on:%d.%m.%Y}"))

    def began_on(self) -> date | None:
        """The day of the document itself: when it was first approved or came into force; None for a draft."""
        if not self.id:
            return None
        found = [
            _first_day(ApprovalAct, ApprovalAct.approved_on, self),
            _first_day(Edition, Edition.in_force_on, self),
        ]
        return min((day for day in found if day), default=None)


class Edition(Record):
    """One edition of a document, «2025-1», in force from a day until the next one replaces it."""

    document = PartOfField(Document, verbose_name=N_("Internal document"), backref="editions")
    name = pw.CharField(verbose_name=N_("Edition"), max_length=30, help_text=N_("For example: 2025-1"))
    in_force_on = pw.DateField(
        verbose_name=N_("In force from"),
        null=True,
        index=True,
        help_text=N_("Leave empty while it is a draft"),
    )
    withdrawn_on = pw.DateField(
        verbose_name=N_("Withdrawn on"),
        null=True,
        help_text=N_("The first day on which it does not hold any more"),
    )
    pages = pw.IntegerField(verbose_name=N_("Pages"), null=True)
    change_sheet_page = pw.IntegerField(verbose_name=N_("Page of the change sheet"), null=True)
    acquaintance_sheet_page = pw.IntegerField(verbose_name=N_("Page of the acquaintance sheet"), null=True)
    acquainted_on = pw.DateField(
        verbose_name=N_("All acquainted on"),
        null=True,
        help_text=N_("Filled in when the last of those concerned has signed"),
    )
    note = pw.CharField(verbose_name=N_("Note"), default="")

    outline = Outline(
        title=N_("Editions"),
        singular=N_("Edition"),
        columns=(name, in_force_on, withdrawn_on, pages, acquainted_on),
        sections={
            N_("Edition"): (name, in_force_on, withdrawn_on, acquainted_on),
            N_("Pages"): (pages, change_sheet_page, acquaintance_sheet_page),
            N_("Note"): (note,),
        },
        search=(name, Document.title_kk, Document.title_ru, Document.code),
    )
    begins = (in_force_on,)
    approved = (Approved(on=in_force_on, fields=(document, name)),)

    def __str__(self) -> str:
        return self.name

    def holds_on(self, day: date) -> bool:
        """Whether this edition is in force on the day."""
        begun = self.in_force_on is not None and self.in_force_on <= day
        return begun and (self.withdrawn_on is None or day < self.withdrawn_on)

    def problems(self) -> Iterator[Problem]:
        for field in (Edition.pages, Edition.change_sheet_page, Edition.acquaintance_sheet_page):
            value = getattr(self, field.name)
            if value is not None and value < 1:
                yield Problem(field, _("The number must be greater than zero."))
        if self.in_force_on is None:
            if self.withdrawn_on:
                yield Problem(Edition.in_force_on, _("Fill in “{field}”.").format(field=_("In force from")))
            return
        if self.withdrawn_on and self.withdrawn_on < self.in_force_on:
            yield Problem(Edition.withdrawn_on, _("The end date is before the start date."))
        if not self._is_approved():
            sentence = _("No act approves the document by this day. Enter the approval act first.")
            yield Problem(Edition.in_force_on, sentence)
        if other := self._at_the_same_time():
            sentence = _(
                "Two editions would be in force on one day: the edition {edition} holds from {date}."
            )
            began = f"{other.in_force_on:%d.%m.%Y}"
            yield Problem(Edition.in_force_on, sentence.format(edition=other, date=began))

    def _is_approved(self) -> bool:
        acts = ApprovalAct.select().where(
            ApprovalAct.document == self.__data__["document"],
            ApprovalAct.deleted_at.is_null(),
            ApprovalAct.approved_on <= self.in_force_on,
            ApprovalAct.edition.is_null() | (ApprovalAct.edition == (self.id or 0)),
        )
        return bool(acts.exists())

    def _at_the_same_time(self) -> Edition | None:
        others = Edition.select().where(
            Edition.document == self.__data__["document"],
            Edition.deleted_at.is_null(),
            Edition.id != (self.id or 0),
            Edition.in_force_on < (self.withdrawn_on or date.max),
            Edition.withdrawn_on.is_null() | (Edition.withdrawn_on > self.in_force_on),
        )
        found: Edition | None = others.order_by(Edition.in_force_on).first()
        return found


class ApprovalAct(Record):
    """By whom and by which act a document is approved; some have several (department regulation, 10, 14, 28, 30)."""

    document = PartOfField(Document, verbose_name=N_("Internal document"), backref="approval_acts")
    edition = LinkField(
        Edition,
        verbose_name=N_("Edition"),
        on_delete="CASCADE",
        null=True,
        backref="approval_acts",
        help_text=N_("Leave empty when the act holds for all editions"),
    )
    body = ChoiceField(verbose_name=N_("Approved by"), choices=BODIES, default="academic_council")
    act_kind = ChoiceField(verbose_name=N_("Kind of act"), choices=ACT_KINDS, default="decision")
    number = pw.CharField(verbose_name=N_("Number"), max_length=60, default="")
    approved_on = pw.DateField(verbose_name=N_("Date"))

    outline = Outline(
        title=N_("Approval acts"),
        singular=N_("Approval act"),
        columns=(body, act_kind, number, approved_on, edition),
        sections={N_("Approval act"): (body, act_kind, number, approved_on, edition)},
        search=(number, body),
    )
    begins = (approved_on,)

    def problems(self) -> Iterator[Problem]:
        yield from of_another_document(self, ApprovalAct.edition)


class LegalBasis(Record):
    """An act on which a document rests, in the edition that was used (registrar regulation, 7)."""

    document = PartOfField(Document, verbose_name=N_("Internal document"), backref="legal_bases")
    sequence = pw.IntegerField(verbose_name=N_("No."), default=1)
    title_kk = pw.CharField(verbose_name=N_("Title in Kazakh"), max_length=500)
    title_ru = pw.CharField(verbose_name=N_("Title in Russian"), max_length=500, default="")
    title_en = pw.CharField(verbose_name=N_("Title in English"), max_length=500, default="")
    number = pw.CharField(verbose_name=N_("Number"), max_length=60, default="")
    dated_on = pw.DateField(verbose_name=N_("Date"), null=True)
    edition = pw.CharField(
        verbose_name=N_("Edition"), default="", help_text=N_("For example: with changes of 30.04.2025 No. 98")
    )
    note = pw.CharField(verbose_name=N_("Note"), default="")

    outline = Outline(
        title=N_("Legal basis"),
        singular=N_("Act of the legal basis"),
        columns=(title_kk, number, dated_on, edition),
        sections={N_("Act"): (sequence, title_kk, title_ru, title_en, number, dated_on, edition, note)},
        search=(title_kk, title_ru, title_en, number),
    )

    def __str__(self) -> str:
        return self.named("title")


def _first_day(model: Any, field: pw.Field[Any], document: Document) -> date | None:
    query = model.select(field).where(
        model.document == document.id, model.deleted_at.is_null(), field.is_null(False)
    )
    first = query.order_by(field).tuples().first()
    return first[0] if first else None


def of_another_document(part: Any, link: pw.ForeignKeyField[Any]) -> Iterator[Problem]:
    """The problem of a part of a document that names a part of another one."""
    named = getattr(part, link.name)
    if named is not None and named.__data__["document"] != part.__data__["document"]:
        yield Problem(link, _("“{name}” belongs to another document.").format(name=named))
