"""Agreements with partners, from the first note to the last day, and all that belongs to one."""

from __future__ import annotations

from collections.abc import Iterator

import peewee as pw

from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.base import Approved, Outline, Problem, Record
from kazcoop_desktop.models.fields import (
    ChoiceField,
    ChoicesField,
    CurrencyField,
    EmailField,
    LanguagesField,
    LinkField,
    MoneyField,
    NameField,
    PartOfField,
    PhoneField,
    StageField,
)
from kazcoop_desktop.models.institution import Employee, Unit
from kazcoop_desktop.models.partner import Partner

AGREEMENT_KINDS = [
    ("memorandum", N_("Memorandum")),
    ("agreement", N_("Cooperation agreement")),
    ("contract", N_("Contract")),
    ("protocol_of_intent", N_("Protocol of intent")),
    ("work_programme", N_("Work programme")),
    ("dual_degree", N_("Dual-degree agreement")),
    ("service_contract", N_("Service contract with a scholar")),
    ("interstate", N_("Interstate or inter-agency agreement")),
]
SIDES = [("bilateral", N_("Bilateral")), ("multilateral", N_("Multilateral"))]
FORMS_OF_COOPERATION = [  # procedure 717, 5.1.2
    ("staff_trips", N_("Mutual trips of teaching staff for lecturing and reforming curricula")),
    ("literature", N_("Exchange of scientific and methodical literature, joint scientific councils")),
    ("training_experience", N_("Exchange of experience in training highly qualified staff")),
    ("conferences", N_("Inviting teachers and researchers to conferences, seminars and symposia")),
    ("education", N_("Educating students and training scientific staff under agreements")),
    ("informatisation", N_("Exchange of experience in informatisation of teaching and research")),
    ("publications", N_("Joint publications")),
    ("projects", N_("Joint education and research projects and international programmes")),
]
STAGES = [  # procedure 717, 5.1.1-5.1.5
    ("initiated", N_("Initiated")),
    ("negotiations", N_("Negotiations")),
    ("draft", N_("Draft")),
    ("legal_approval", N_("Legal approval")),
    ("management_review", N_("Review by the management")),
    ("signed", N_("Signed")),
    ("filed", N_("Filed and notified")),
    ("implementation", N_("Implementation")),
    ("amended", N_("Amended")),
    ("ended", N_("Ended")),
]
IN_FORCE = ("signed", "filed", "implementation", "amended")


class Agreement(Record):
    """An agreement signed, or being negotiated, with a partner (procedure 717, 5.1)."""

    number = pw.CharField(
        verbose_name=N_("Registration number"),
        max_length=60,
        default="",
        index=True,
        help_text=N_("Leave empty: the next number of the journal is given on saving"),
    )
    agreement_kind = ChoiceField(verbose_name=N_("Kind"), choices=AGREEMENT_KINDS, default="memorandum")
    title = pw.CharField(verbose_name=N_("Title"), default="")
    sides = ChoiceField(verbose_name=N_("Sides"), choices=SIDES, default="bilateral")
    partner = LinkField(Partner, verbose_name=N_("Partner"), backref="agreements")
    unit = LinkField(Unit, verbose_name=N_("Initiating unit"), null=True, backref="agreements")
    responsible = LinkField(Employee, verbose_name=N_("Responsible"), null=True, backref="agreements")
    stage = StageField(verbose_name=N_("Stage"), choices=STAGES, default="initiated")
    purpose = pw.TextField(verbose_name=N_("Purpose"), default="")
    level = pw.TextField(verbose_name=N_("Level of cooperation reached"), default="")
    prospects = pw.TextField(verbose_name=N_("Prospects"), default="")
    expected_result = pw.TextField(verbose_name=N_("Expected result for the university"), default="")
    forms = ChoicesField(verbose_name=N_("Forms of cooperation"), choices=FORMS_OF_COOPERATION, default=())
    directions = pw.TextField(verbose_name=N_("Priority directions"), default="")
    conditions = pw.TextField(verbose_name=N_("Conditions of implementation"), default="")
    cost = MoneyField(verbose_name=N_("Amount"), null=True)
    cost_currency = CurrencyField(verbose_name=N_("Currency"))
    financial_terms = pw.TextField(verbose_name=N_("Financial terms"), default="")
    body_consent = pw.CharField(verbose_name=N_("Consent of the authorised body"), default="")
    languages = LanguagesField(verbose_name=N_("Languages"), default=("kk", "en"))
    copies = pw.IntegerField(
        verbose_name=N_("Number of copies"), default=2, help_text=N_("All copies have equal legal force")
    )
    sheets = pw.IntegerField(verbose_name=N_("Sheets"), null=True)
    signed_on = pw.DateField(verbose_name=N_("Signed on"), null=True, index=True)
    signed_at = NameField(verbose_name=N_("Place of signing"), default="", max_length=100)
    our_signatory = LinkField(Employee, verbose_name=N_("Signed for the university"), null=True, backref="+")
    partner_signatory = NameField(verbose_name=N_("Signed for the partner"), default="")
    partner_signatory_position = NameField(verbose_name=N_("Position of the partner's signatory"), default="")
    in_force_on = pw.DateField(
        verbose_name=N_("In force from"),
        null=True,
        help_text=N_("The day of signing, unless the agreement says otherwise"),
    )
    expires_on = pw.DateField(
        verbose_name=N_("Valid until"),
        null=True,
        index=True,
        help_text=N_("Leave empty when there is no end date"),
    )
    renews = pw.BooleanField(verbose_name=N_("Renewed automatically"), default=False)
    renewal_years = pw.IntegerField(verbose_name=N_("Renewed for, years"), null=True)
    notice_days = pw.IntegerField(
        verbose_name=N_("Notice before the end, days"),
        null=True,
        index=True,
        help_text=N_("Calendar days; when empty, the rule of the reference data applies"),
    )
    notified_on = pw.DateField(
        verbose_name=N_("Department notified on"),
        null=True,
        help_text=N_("Written notice with a copy: procedure 717, 5.1.4"),
    )
    renewal_decided_on = pw.DateField(verbose_name=N_("Renewal decided on"), null=True)
    original_place = pw.CharField(
        verbose_name=N_("Original: place, file"), default="", help_text=N_("As a rule the accounting office")
    )
    annex_to = LinkField(
        "self", verbose_name=N_("Work programme or addition to"), null=True, backref="additions"
    )
    note = pw.TextField(verbose_name=N_("Note"), default="")

    outline = Outline(
        title=N_("Agreements"),
        singular=N_("Agreement"),
        columns=(number, partner, Partner.country, agreement_kind, stage, expires_on, unit, responsible),
        sections={
            N_("Parties"): (partner, sides, agreement_kind, number, title, unit, responsible, annex_to),
            N_("Grounds"): (purpose, level, prospects, expected_result),
            N_("Content"): (
                forms,
                directions,
                conditions,
                cost,
                cost_currency,
                financial_terms,
                body_consent,
            ),
            N_("Signing"): (
                signed_on,
                signed_at,
                our_signatory,
                partner_signatory,
                partner_signatory_position,
                languages,
                copies,
                sheets,
            ),
            N_("Validity"): (in_force_on, expires_on, renews, renewal_years, notice_days, renewal_decided_on),
            N_("Filing"): (notified_on, original_place, note),
        },
        search=(
            number,
            title,
            Partner.name,
            Partner.name_kk,
            Partner.name_ru,
            Partner.name_en,
            Partner.country,
            agreement_kind,
            purpose,
        ),
    )
    begins = (in_force_on, signed_on)
    numbered_in = "AGR"
    approved = (Approved(on=signed_on, fields=(number, agreement_kind, sides, partner)),)

    class Meta:
        indexes = (
            (("deleted_at", "order_key"), False),
            (("deleted_at", "expires_on", "order_key"), False),
            (("deleted_at", "stage", "order_key"), False),
            (("deleted_at", "agreement_kind", "order_key"), False),
            (("deleted_at", "partner", "order_key"), False),
            (("deleted_at", "unit", "order_key"), False),
            (("deleted_at", "responsible", "order_key"), False),
        )

    def __str__(self) -> str:
        return f"{self.number} · {self.partner}" if self.number else str(self.partner)

    def follow(self, old: Agreement) -> None:
        """A decision on renewal belongs to one end date: with a later one the next decision is awaited."""
        if old.expires_on and self.expires_on and self.expires_on > old.expires_on:
            self.renewal_decided_on = None

    def problems(self) -> Iterator[Problem]:
        if self.number and self._number_is_taken():
            taken = _("This number is already taken: {record}.")
            yield Problem(Agreement.number, taken.format(record=self.number))
        starts_on = self.in_force_on or self.signed_on
        if starts_on and self.expires_on and self.expires_on < starts_on:
            yield Problem(Agreement.expires_on, _("The end date is before the start date."))
        if self.signed_on and self.in_force_on and self.in_force_on < self.signed_on:
            yield Problem(Agreement.in_force_on, _("The agreement enters into force before it is signed."))
        if self.signed_on and self.notified_on and self.notified_on < self.signed_on:
            yield Problem(Agreement.notified_on, _("The notice is dated before the signing."))
        if self.stage in IN_FORCE and not self.signed_on:
            yield Problem(Agreement.signed_on, _("Fill in “{field}”.").format(field=_("Signed on")))
        for field in (Agreement.copies, Agreement.sheets, Agreement.renewal_years, Agreement.notice_days):
            value = getattr(self, field.name)
            if value is not None and value < 1:
                yield Problem(field, _("The number must be greater than zero."))
        if self.renews and not self.renewal_years:
            yield Problem(Agreement.renewal_years, _("For how many years is the agreement renewed?"))
        if self.cost is not None and self.cost < 0:
            yield Problem(Agreement.cost, _("The amount must be greater than zero."))
        if self.id and self.__data__.get("annex_to") == self.id:
            yield Problem(Agreement.annex_to, _("An agreement cannot be an addition to itself."))

    def _number_is_taken(self) -> bool:
        same = (Agreement.number == self.number) & (Agreement.id != (self.id or 0))
        return bool(Agreement.select().where(same).exists())


Agreement.add_index(Agreement.stage, Agreement.expires_on)


class AgreementParty(Record):
    """One more party of a multilateral agreement (order 661, 3)."""

    agreement = PartOfField(Agreement, verbose_name=N_("Agreement"), backref="parties")
    partner = LinkField(Partner, verbose_name=N_("Partner"), backref="+")
    signatory = NameField(verbose_name=N_("Signed by"), default="")
    signatory_position = NameField(verbose_name=N_("Position"), default="")

    outline = Outline(
        title=N_("Parties"),
        singular=N_("Party"),
        columns=(partner, signatory, signatory_position),
        sections={N_("Party"): (partner, signatory, signatory_position)},
        search=(Partner.name, Partner.name_en, signatory),
    )
    approved = (Approved(on=Agreement.signed_on, fields=(agreement, partner), grows=True),)

    def sorted_by(self) -> tuple[str, ...]:
        return (self.partner.name,)


class AgreementContact(Record):
    """A person of either side responsible for the agreement (procedure 717, 3.1)."""

    agreement = PartOfField(Agreement, verbose_name=N_("Agreement"), backref="contacts")
    side = ChoiceField(
        verbose_name=N_("Side"),
        choices=[("university", N_("University")), ("partner", N_("Partner"))],
        default="partner",
    )
    name = NameField(verbose_name=N_("Full name"))
    position = NameField(verbose_name=N_("Position"), default="")
    email = EmailField(verbose_name=N_("E-mail"), default="")
    phone = PhoneField(verbose_name=N_("Phone"), default="")

    outline = Outline(
        title=N_("Contact persons"),
        singular=N_("Contact person"),
        columns=(name, side, position, email, phone),
        sections={N_("Contact person"): (side, name, position, email, phone)},
        search=(name, email),
    )


class Approval(Record):
    """The draft on somebody's desk: handed over, returned, with what answer (procedure 717, 5.1.3)."""

    agreement = PartOfField(Agreement, verbose_name=N_("Agreement"), backref="approvals")
    step = ChoiceField(
        verbose_name=N_("Step"),
        choices=[
            ("legal", N_("Legal approval")),
            ("management", N_("Review by the management")),
            ("finance", N_("Finance and accounting")),
            ("unit", N_("Interested unit")),
            ("authorised_body", N_("Authorised body")),
            ("partner", N_("Partner")),
        ],
        default="legal",
    )
    with_whom = pw.CharField(verbose_name=N_("With whom"), default="")
    handed_on = pw.DateField(verbose_name=N_("Handed over on"), index=True)
    answer_by = pw.DateField(verbose_name=N_("Answer expected by"), null=True)
    returned_on = pw.DateField(verbose_name=N_("Returned on"), null=True, index=True)
    answer = ChoiceField(
        verbose_name=N_("Answer"),
        choices=[
            ("approved", N_("Agreed")),
            ("remarks", N_("Returned for revision")),
            ("refused", N_("Refused")),
        ],
        default="",
    )
    remarks = pw.TextField(verbose_name=N_("Remarks"), default="")

    outline = Outline(
        title=N_("Approvals"),
        singular=N_("Approval"),
        columns=(step, with_whom, handed_on, returned_on, answer),
        sections={N_("Approval"): (step, with_whom, handed_on, answer_by, returned_on, answer, remarks)},
        search=(with_whom, remarks),
    )
    begins = (handed_on,)

    def problems(self) -> Iterator[Problem]:
        if self.returned_on and self.returned_on < self.handed_on:
            yield Problem(Approval.returned_on, _("The end date is before the start date."))
        if self.returned_on and not self.answer:
            yield Problem(Approval.answer, _("Choose a value from the list."))


class AgreementCopy(Record):
    """Where one original or copy lies, in which language, and who has it (procedure 717, 5.1.4)."""

    agreement = PartOfField(Agreement, verbose_name=N_("Agreement"), backref="kept_copies")
    copy_kind = ChoiceField(
        verbose_name=N_("Kind"),
        choices=[("original", N_("Original")), ("copy", N_("Copy of a document"))],
        default="original",
    )
    language = LanguagesField(verbose_name=N_("Language"), default=())
    place = ChoiceField(
        verbose_name=N_("Kept in"),
        choices=[
            ("accounting", N_("Accounting office")),
            ("institute", N_("Institute")),
            ("department", N_("Department")),
            ("partner", N_("Partner")),
            ("archive", N_("Archive")),
        ],
        default="accounting",
    )
    shelf = pw.CharField(verbose_name=N_("Cabinet, folder"), default="")
    placed_on = pw.DateField(verbose_name=N_("Handed over on"), null=True)
    issued_to = pw.CharField(verbose_name=N_("Issued to"), default="")
    issued_on = pw.DateField(verbose_name=N_("Issued on"), null=True)
    return_by = pw.DateField(verbose_name=N_("To be returned by"), null=True, index=True)
    returned_on = pw.DateField(verbose_name=N_("Returned on"), null=True)

    outline = Outline(
        title=N_("Originals and copies"),
        singular=N_("Original or copy"),
        columns=(copy_kind, language, place, shelf, issued_to, returned_on),
        sections={
            N_("Storage"): (copy_kind, language, place, shelf, placed_on),
            N_("Issue"): (issued_to, issued_on, return_by, returned_on),
        },
        search=(shelf, issued_to),
    )
    begins = (issued_on,)

    def problems(self) -> Iterator[Problem]:
        if self.issued_to and not self.issued_on:
            yield Problem(AgreementCopy.issued_on, _("Fill in “{field}”.").format(field=_("Issued on")))
        if self.issued_on and self.returned_on and self.returned_on < self.issued_on:
            yield Problem(AgreementCopy.returned_on, _("The end date is before the start date."))


class Activity(Record):
    """A line of the work programme: what is done, when, by whom, for what money, with what result (5.1.5)."""

    agreement = PartOfField(Agreement, verbose_name=N_("Agreement"), backref="activities")
    name = pw.CharField(verbose_name=N_("Activity"), max_length=500)
    form = ChoiceField(
        verbose_name=N_("Form of cooperation"), choices=FORMS_OF_COOPERATION, default="projects"
    )
    starts_on = pw.DateField(verbose_name=N_("Start date"))
    ends_on = pw.DateField(verbose_name=N_("End date"), null=True, index=True)
    our_responsible = LinkField(Employee, verbose_name=N_("Responsible (university)"), null=True, backref="+")
    partner_responsible = NameField(verbose_name=N_("Responsible (partner)"), default="")
    cost = MoneyField(verbose_name=N_("Amount"), null=True)
    cost_currency = CurrencyField(verbose_name=N_("Currency"))
    financial_terms = pw.CharField(verbose_name=N_("Financial terms"), default="")
    done_on = pw.DateField(verbose_name=N_("Done on"), null=True, index=True)
    result = pw.TextField(verbose_name=N_("Result"), default="")
    participants = pw.IntegerField(verbose_name=N_("Participants"), null=True)

    outline = Outline(
        title=N_("Activities"),
        singular=N_("Activity"),
        columns=(name, form, starts_on, ends_on, our_responsible, done_on),
        sections={
            N_("Activity"): (name, form, starts_on, ends_on, our_responsible, partner_responsible),
            N_("Money"): (cost, cost_currency, financial_terms),
            N_("Fulfilment"): (done_on, result, participants),
        },
        search=(name, result),
    )
    begins = (starts_on,)

    def problems(self) -> Iterator[Problem]:
        if self.ends_on and self.ends_on < self.starts_on:
            yield Problem(Activity.ends_on, _("The end date is before the start date."))
        if self.result and not self.done_on:
            yield Problem(Activity.done_on, _("Fill in “{field}”.").format(field=_("Done on")))


class Annex(Record):
    """An addition to the agreement, an integral part of it; the latest one in force on a day holds (5.1.5)."""

    agreement = PartOfField(Agreement, verbose_name=N_("Agreement"), backref="annexes")
    number = pw.IntegerField(verbose_name=N_("No."), default=1)
    signed_on = pw.DateField(verbose_name=N_("Signed on"), null=True)
    in_force_on = pw.DateField(verbose_name=N_("In force from"), null=True)
    content_kk = pw.TextField(verbose_name=N_("Content in Kazakh"), default="")
    content_ru = pw.TextField(verbose_name=N_("Content in Russian"), default="")
    content_en = pw.TextField(verbose_name=N_("Content in English"), default="")
    new_expires_on = pw.DateField(
        verbose_name=N_("New end date"),
        null=True,
        help_text=N_("Leave empty when the annex does not change the term"),
    )

    outline = Outline(
        title=N_("Annexes"),
        singular=N_("Annex"),
        columns=(number, signed_on, in_force_on, content_kk, new_expires_on),
        sections={
            N_("Annex"): (number, signed_on, in_force_on, new_expires_on),
            N_("Content"): (content_kk, content_ru, content_en),
        },
        search=(content_kk, content_ru, content_en),
    )
    approved = (Approved(on=signed_on),)

    def problems(self) -> Iterator[Problem]:
        if not (self.content_kk or self.content_ru or self.content_en):
            yield Problem(Annex.content_kk, _("Write in one language at least what is changed."))
        if self.signed_on and self.in_force_on and self.in_force_on < self.signed_on:
            yield Problem(Annex.in_force_on, _("The agreement enters into force before it is signed."))
