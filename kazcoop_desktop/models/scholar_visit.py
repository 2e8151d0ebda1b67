"""Visits of foreign scholars: planned, applied for, invited, lectured, paid (procedure 717, 5.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import peewee as pw

from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.base import Outline, Problem, Record
from kazcoop_desktop.models.fields import (
    ChoiceField,
    ChoicesField,
    CountryField,
    CurrencyField,
    LanguagesField,
    LinkField,
    MoneyField,
    NameField,
    StageField,
)
from kazcoop_desktop.models.institution import Employee, Unit
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.models.reference import DeadlineRule

STAGES = [  # procedure 717, 5.5-5.5.2
    ("planned", N_("Planned")),
    ("application", N_("Application received")),
    ("accepted", N_("Accepted")),
    ("invitation", N_("Invitation in process")),
    ("visa", N_("Visa")),
    ("arrived", N_("Arrived")),
    ("registered", N_("Registered")),
    ("lecturing", N_("Lecturing")),
    ("act", N_("Act of services")),
    ("paid", N_("Payment made")),
    ("closed", N_("Closed")),
    ("refused", N_("Refused")),
    ("cancelled", N_("Called off")),
]
GIVEN_UP = ("refused", "cancelled")
STAGES_BEFORE_DECISION = ("planned", "application")
PROGRAMMES = [
    ("invited_scholar", N_("Programme “Invited foreign scholar”")),
    ("agreement", N_("Under a cooperation agreement")),
    ("project", N_("Research project or grant")),
    ("university", N_("Invitation of the university")),
]
AUDIENCES = [
    ("bachelor", N_("Bachelor students")),
    ("master", N_("Master students")),
    ("phd", N_("PhD students")),
    ("staff", N_("Teaching staff")),
]
SEMESTERS = [
    ("autumn", N_("Autumn semester")),
    ("spring", N_("Spring semester")),
    ("summer", N_("Summer semester")),
]
DECISIONS = [("accepted", N_("Accepted")), ("refused", N_("Refused"))]
ENTRIES = [("single", N_("Single-entry")), ("multiple", N_("Multiple-entry"))]
_APPLICATION_RULE = "scholar_application"  # the deadline rule that says how early the papers must come


class ScholarVisit(Record):
    """A foreign scholar's stay at the university to lecture, from the plan to the payment (procedure 717, 5.5)."""

    number = pw.CharField(
        verbose_name=N_("Registration number"),
        max_length=60,
        default="",
        index=True,
        help_text=N_("Leave empty: the next number of the journal is given on saving"),
    )
    person = LinkField(Person, verbose_name=N_("Foreign scholar"), backref="scholar_visits")
    partner = LinkField(
        Partner,
        verbose_name=N_("University"),
        null=True,
        backref="scholar_visits",
        help_text=N_("When empty, the place of work of the person"),
    )
    stage = StageField(verbose_name=N_("Stage"), choices=STAGES, default="planned", aside=GIVEN_UP)
    research_field = NameField(verbose_name=N_("Research field"), default="")
    degree_document = pw.CharField(
        verbose_name=N_("Document confirming the academic degree"),
        default="",
        help_text=N_("Its number and date"),
    )
    h_index = pw.CharField(
        verbose_name=N_("h-index, database"),
        default="",
        max_length=60,
        help_text=N_("For example: 21, Scopus"),
    )
    known_languages = LanguagesField(verbose_name=N_("Languages of the scholar"), default=())
    unit = LinkField(Unit, verbose_name=N_("Inviting unit"), null=True, backref="scholar_visits")
    responsible = LinkField(Employee, verbose_name=N_("Responsible"), null=True, backref="scholar_visits")
    programme = ChoiceField(verbose_name=N_("Programme"), choices=PROGRAMMES, default="university")
    funding = NameField(verbose_name=N_("Source of funding"), default="")
    plan_approved_on = pw.DateField(
        verbose_name=N_("Plan approved on"),
        null=True,
        help_text=N_("The plan of invitations: procedure 717, 5.5.1"),
    )
    academic_year = pw.CharField(
        verbose_name=N_("Academic year"),
        default="",
        max_length=9,
        help_text=N_("For example: 2026/2027; when empty, by the date of arrival"),
    )
    semester = ChoiceField(verbose_name=N_("Semester"), choices=SEMESTERS, default="")
    arrives_on = pw.DateField(verbose_name=N_("Planned arrival"), index=True)
    leaves_on = pw.DateField(verbose_name=N_("Planned departure"), index=True)
    course_kk = NameField(verbose_name=N_("Course in Kazakh"), default="")
    course_ru = NameField(verbose_name=N_("Course in Russian"), default="")
    course_en = NameField(verbose_name=N_("Course in English"), default="")
    audience = ChoicesField(verbose_name=N_("Audience"), choices=AUDIENCES, default=())
    hours = pw.IntegerField(
        verbose_name=N_("Hours"),
        null=True,
        help_text=N_("As planned; the timetable counts its own"),
    )
    teaching_languages = LanguagesField(verbose_name=N_("Teaching languages"), default=("en",))
    interpreter = NameField(verbose_name=N_("Interpreter"), default="")
    venue = NameField(verbose_name=N_("Venue"), default="")
    expected_result = pw.TextField(verbose_name=N_("Expected result"), default="")
    costs_kk = NameField(verbose_name=N_("Travel, accommodation, fee in Kazakh"), default="")
    costs_ru = NameField(verbose_name=N_("Travel, accommodation, fee in Russian"), default="")
    costs_en = NameField(verbose_name=N_("Travel, accommodation, fee in English"), default="")
    applied_on = pw.DateField(verbose_name=N_("Application received on"), null=True)
    exception_by = LinkField(
        Employee,
        verbose_name=N_("Late papers allowed by"),
        null=True,
        backref="+",
        help_text=N_("Only for papers that come too late"),
    )
    exception_reason = pw.CharField(verbose_name=N_("Reason of the exception"), default="")
    decision = ChoiceField(verbose_name=N_("Decision"), choices=DECISIONS, default="")
    decided_on = pw.DateField(verbose_name=N_("Decided on"), null=True)
    refusal_reason = pw.CharField(verbose_name=N_("Reason of the refusal"), default="")
    invitation_number = pw.CharField(verbose_name=N_("Invitation No."), default="", max_length=60)
    invitation_on = pw.DateField(
        verbose_name=N_("Invitation received on"), null=True, help_text=N_("From the migration service")
    )
    passport_copy_by = pw.DateField(
        verbose_name=N_("Passport copy wanted by"),
        null=True,
        help_text=N_("As the letter of invitation says"),
    )
    visa_country = CountryField(verbose_name=N_("Country where the visa is issued"), default="")
    visa_city = NameField(verbose_name=N_("City where the visa is issued"), default="", max_length=100)
    visa_category = pw.CharField(
        verbose_name=N_("Visa category"), default="", max_length=10, help_text=N_("For example: B1")
    )
    visa_entries = ChoiceField(verbose_name=N_("Entries"), choices=ENTRIES, default="")
    visa_number = pw.CharField(verbose_name=N_("Visa No."), default="", max_length=30)
    visa_from = pw.DateField(verbose_name=N_("Visa valid from"), null=True)
    visa_until = pw.DateField(verbose_name=N_("Visa valid until"), null=True)
    transport = NameField(verbose_name=N_("Transport, flight"), default="")
    arrived_on = pw.DateField(verbose_name=N_("Arrived on"), null=True)
    arrival_papers_on = pw.DateField(
        verbose_name=N_("Arrival papers handed in on"),
        null=True,
        help_text=N_("All of the day of arrival: procedure 717, 5.5.2"),
    )
    registered_on = pw.DateField(verbose_name=N_("Registered on"), null=True)
    registered_until = pw.DateField(verbose_name=N_("Registered until"), null=True)
    address = NameField(verbose_name=N_("Residence in Kazakhstan"), default="")
    left_on = pw.DateField(verbose_name=N_("Left the country on"), null=True)
    contract_number = pw.CharField(
        verbose_name=N_("Contract No."),
        default="",
        max_length=60,
        help_text=N_("When empty, the registration number"),
    )
    contract_on = pw.DateField(verbose_name=N_("Contract signed on"), null=True)
    fee = MoneyField(verbose_name=N_("Amount"), null=True)
    fee_currency = CurrencyField(verbose_name=N_("Currency"))
    pay_days = pw.IntegerField(
        verbose_name=N_("Paid within, banking days"), null=True, help_text=N_("As the contract says")
    )
    act_number = pw.CharField(
        verbose_name=N_("Act No."),
        default="",
        max_length=60,
        help_text=N_("When empty, the number under which the act is printed"),
    )
    act_on = pw.DateField(verbose_name=N_("Act signed on"), null=True)
    paid_on = pw.DateField(verbose_name=N_("Paid on"), null=True)
    tax_number = pw.CharField(verbose_name=N_("Taxpayer number"), default="", max_length=40)
    bank = NameField(verbose_name=N_("Bank"), default="")
    bank_account = pw.CharField(verbose_name=N_("Account (IBAN)"), default="", max_length=40)
    bank_code = pw.CharField(verbose_name=N_("SWIFT (BIC)"), default="", max_length=15)
    note = pw.TextField(verbose_name=N_("Note"), default="")

    outline = Outline(
        title=N_("Foreign scholars"),
        singular=N_("Scholar's visit"),
        columns=(
            arrives_on,
            leaves_on,
            person,
            Person.citizenship,
            partner,
            unit,
            stage,
            programme,
            responsible,
            number,
        ),
        sections={
            N_("Foreign scholar"): (
                person,
                partner,
                research_field,
                degree_document,
                h_index,
                known_languages,
            ),
            N_("Plan"): (
                unit,
                responsible,
                programme,
                funding,
                academic_year,
                semester,
                arrives_on,
                leaves_on,
                plan_approved_on,
                number,
            ),
            N_("Lectures"): (
                course_kk,
                course_ru,
                course_en,
                audience,
                hours,
                teaching_languages,
                interpreter,
                venue,
                expected_result,
            ),
            N_("Application and decision"): (
                applied_on,
                exception_by,
                exception_reason,
                decision,
                decided_on,
                refusal_reason,
            ),
            N_("Invitation and visa"): (
                costs_kk,
                costs_ru,
                costs_en,
                passport_copy_by,
                invitation_number,
                invitation_on,
                visa_country,
                visa_city,
                visa_category,
                visa_entries,
                visa_number,
                visa_from,
                visa_until,
                transport,
            ),
            N_("Stay"): (
                arrived_on,
                arrival_papers_on,
                address,
                registered_on,
                registered_until,
                left_on,
            ),
            N_("Contract and payment"): (
                contract_number,
                contract_on,
                fee,
                fee_currency,
                pay_days,
                act_number,
                act_on,
                paid_on,
            ),
            N_("Bank details"): (tax_number, bank, bank_account, bank_code),
            N_("Note"): (note,),
        },
        search=(
            number,
            Person.surname,
            Person.given_names,
            Person.surname_kk,
            Person.surname_ru,
            Person.citizenship,
            Partner.name,
            Partner.name_kk,
            Partner.name_ru,
            Partner.name_en,
            course_kk,
            course_ru,
            course_en,
            research_field,
            contract_number,
        ),
    )
    begins = (applied_on, arrives_on)
    sensitive = ("address",)
    numbered_in = "SCH"

    class Meta:
        indexes = (
            (("deleted_at", "order_key"), False),
            (("deleted_at", "leaves_on", "order_key"), False),
            (("deleted_at", "person", "order_key"), False),
            (("deleted_at", "partner", "order_key"), False),
            (("deleted_at", "unit", "order_key"), False),
            (("deleted_at", "stage", "order_key"), False),
        )

    def __str__(self) -> str:
        return f"{self.person} · {self.arrives_on:%d.%m.%Y}" if self.arrives_on else str(self.person)

    def sorted_by(self) -> tuple[str, ...]:
        return self.arrives_on.isoformat(), str(self.person.sorted_by())

    @property
    def days_ahead(self) -> int | None:
        """How many days before the arrival the papers came; None while they have not."""
        return (self.arrives_on - self.applied_on).days if self.applied_on else None

    def problems(self) -> Iterator[Problem]:
        yield from self._problems_of_the_plan()
        yield from self._problems_of_the_application()
        yield from self._problems_of_the_stay()
        yield from self._problems_of_the_payment()

    def _problems_of_the_plan(self) -> Iterator[Problem]:
        if self.leaves_on < self.arrives_on:
            yield Problem(ScholarVisit.leaves_on, _("The end date is before the start date."))
        outside = [day for day in self._lecture_days() if not self.arrives_on <= day <= self.leaves_on]
        if outside:
            sentence = _("The timetable has a lecture outside the stay, on {date}.")
            yield Problem(ScholarVisit.leaves_on, sentence.format(date=f"{min(outside):%d.%m.%Y}"))
        if self.academic_year and not _is_academic_year(self.academic_year):
            sentence = _("Enter two years that follow each other, for example: 2026/2027.")
            yield Problem(ScholarVisit.academic_year, sentence)
        for field in (ScholarVisit.hours, ScholarVisit.pay_days):
            value = getattr(self, field.name)
            if value is not None and value < 1:
                yield Problem(field, _("The number must be greater than zero."))

    def _problems_of_the_application(self) -> Iterator[Problem]:
        needed = days_needed(self.applied_on)
        is_late = self.days_ahead is not None and self.days_ahead < needed
        if is_late and not (self.exception_by and self.exception_reason):
            sentence = _(
                "Days before the arrival: {days}, needed: {needed}. Say who allowed the exception, and why."
            )
            yield Problem(
                ScholarVisit.applied_on, sentence.format(days=self.days_ahead, needed=needed)
            )  # procedure 717, 5.5: 40 days
        if bool(self.decision) != bool(self.decided_on):
            yield Problem(ScholarVisit.decision, _("Enter the decision together with its date."))
        if self.decided_on and (self.applied_on is None or self.decided_on < self.applied_on):
            sentence = _("The decision is dated before the application was received.")
            yield Problem(ScholarVisit.decided_on, sentence)
        if self.decision == "refused" and self.stage not in (*STAGES_BEFORE_DECISION, *GIVEN_UP):
            yield Problem(ScholarVisit.decision, _("A refused application does not go on."))
        if self.decision == "refused" and not self.refusal_reason:
            yield Problem(ScholarVisit.refusal_reason, _("Give the reason."))

    def _problems_of_the_stay(self) -> Iterator[Problem]:
        if self.visa_from and self.visa_until and self.visa_until < self.visa_from:
            yield Problem(ScholarVisit.visa_until, _("The end date is before the start date."))
        if self.visa_until and self.visa_until < self.leaves_on:
            sentence = _("The visa expires on {date}, before the stay ends.")
            yield Problem(ScholarVisit.visa_until, sentence.format(date=f"{self.visa_until:%d.%m.%Y}"))
        passport = self.person.passport
        if self.applied_on and passport and passport.expires_on and passport.expires_on < self.leaves_on:
            sentence = _("The passport expires on {date}, before the stay ends.")
            yield Problem(ScholarVisit.person, sentence.format(date=f"{passport.expires_on:%d.%m.%Y}"))
        if self.arrived_on and self.decision != "accepted":
            sentence = _("The scholar cannot arrive before the papers are accepted.")
            yield Problem(ScholarVisit.arrived_on, sentence)
        elif self.arrived_on and self.decided_on and self.arrived_on < self.decided_on:
            yield Problem(ScholarVisit.arrived_on, _("The arrival is dated before the decision."))
        for field in (ScholarVisit.arrival_papers_on, ScholarVisit.registered_on, ScholarVisit.left_on):
            day = getattr(self, field.name)
            if day and (self.arrived_on is None or day < self.arrived_on):
                yield Problem(field, _("The scholar had not arrived yet on that day."))
        if self.registered_until and self.registered_on and self.registered_until < self.registered_on:
            yield Problem(ScholarVisit.registered_until, _("The end date is before the start date."))

    def _problems_of_the_payment(self) -> Iterator[Problem]:
        if self.fee is not None and self.fee <= 0:
            yield Problem(ScholarVisit.fee, _("The amount must be greater than zero."))
        if self.fee is not None and not self.fee_currency:
            yield Problem(ScholarVisit.fee_currency, _("In which currency is the amount?"))
        if self.act_on:
            if not self.contract_on:
                yield Problem(ScholarVisit.contract_on, _("There is no contract for the act yet."))
            last = self.last_lecture_on()
            if last and self.act_on < last:
                sentence = _("The act is dated before the last lecture, {date}.")
                yield Problem(ScholarVisit.act_on, sentence.format(date=f"{last:%d.%m.%Y}"))
        if self.paid_on and (self.act_on is None or self.paid_on < self.act_on):
            yield Problem(
                ScholarVisit.paid_on, _("Payment is made on the act, not before it.")
            )  # procedure 717, 5.5.2

    def last_lecture_on(self) -> date | None:
        """The day of the last lecture of the timetable; None while it has none."""
        return max(self._lecture_days(), default=None)

    def _lecture_days(self) -> list[date]:
        """The days of the lectures that are entered; none for a visit not saved yet."""
        if not self.id:
            return []
        lectures: Any = self.lectures  # type: ignore[attr-defined]  # the link of a lecture gives it
        return [lecture.day for lecture in lectures.where(lectures.model.deleted_at.is_null())]


def days_needed(day: date | None) -> int:
    """How many days before the arrival the papers must come, by the rule that held on a day; 0 without one."""
    wordings = DeadlineRule.select().where(
        DeadlineRule.code == _APPLICATION_RULE,
        DeadlineRule.deleted_at.is_null(),
        DeadlineRule.valid_from <= (day or date.max),
    )
    rule: DeadlineRule | None = wordings.order_by(DeadlineRule.valid_from.desc()).first()
    return -rule.days if rule is not None and not rule.is_off else 0


def _is_academic_year(text: str) -> bool:
    years = re.fullmatch(r"(\d{4})/(\d{4})", text)
    return years is not None and int(years[2]) == int(years[1]) + 1
