"""Trips of staff abroad, from the application to the reimbursement (procedure 717, 5.3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import peewee as pw

from kazcoop_desktop.i18n import N_
from kazcoop_desktop.models import trip_rules, world
from kazcoop_desktop.models.base import Approved, Outline, Problem, Record
from kazcoop_desktop.models.fields import (
    ChoiceField,
    CountryField,
    CurrencyField,
    LinkField,
    MoneyField,
    NameField,
    StageField,
)
from kazcoop_desktop.models.institution import Employee, Position, Unit
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.reference import days_of
from kazcoop_desktop.models.trip_plan import FUNDING, PURPOSES, PlannedTrip

TRIP_STAGES = [  # procedure 717, 5.3
    ("draft", N_("Draft")),
    ("documents_complete", N_("Papers complete")),
    ("submitted", N_("Submitted")),
    ("decided", N_("Decided")),
    ("order_issued", N_("Order issued")),
    ("on_trip", N_("On a trip")),
    ("returned", N_("Returned from the trip")),
    ("report_accepted", N_("Report accepted")),
    ("expenses_approved", N_("Expense report approved")),
    ("closed", N_("Closed")),
]
EXCEPTIONS = [
    ("late_invitation", N_("The invitation came late")),
    ("instruction", N_("Instruction of the management or the authorised body")),
    ("replacement", N_("Replacement of another traveller")),
    ("other", N_("Other circumstances")),
]


class Trip(Record):
    """One person's trip abroad: papers, order, journey, report and money (procedure 717, 5.3)."""

    number = pw.CharField(
        verbose_name=N_("Registration number"),
        max_length=60,
        default="",
        index=True,
        help_text=N_("Leave empty: the next number of the journal is given on saving"),
    )
    stage = StageField(verbose_name=N_("Stage"), choices=TRIP_STAGES, default="draft")
    traveller = LinkField(Employee, verbose_name=N_("Person sent"), backref="trips")
    unit = LinkField(
        Unit,
        verbose_name=N_("Structural unit"),
        null=True,
        backref="trips",
        help_text=N_("Leave empty: as the person works on the day of entry"),
    )
    position = LinkField(
        Position,
        verbose_name=N_("Position"),
        null=True,
        backref="+",
        help_text=N_("Leave empty: as the person works on the day of entry"),
    )
    planned = LinkField(PlannedTrip, verbose_name=N_("Line of the plan"), null=True, backref="trips")
    country = CountryField(verbose_name=N_("Country"))
    city = NameField(verbose_name=N_("City"), default="", max_length=100)
    partner = LinkField(Partner, verbose_name=N_("Partner"), null=True, backref="trips")
    host = NameField(
        verbose_name=N_("Host organisation"), default="", help_text=N_("When it is not among the partners")
    )
    purpose = ChoiceField(verbose_name=N_("Purpose"), choices=PURPOSES, default="event")
    task = pw.TextField(verbose_name=N_("Assignment"), default="")
    expected_result = pw.TextField(verbose_name=N_("Expected result"), default="")
    invitation = pw.CharField(
        verbose_name=N_("Invitation"), default="", help_text=N_("Its number and date, who invites")
    )
    departs_on = pw.DateField(verbose_name=N_("Departure date"), index=True)
    returns_on = pw.DateField(verbose_name=N_("Return date"), index=True)
    funding = ChoiceField(verbose_name=N_("Source of funding"), choices=FUNDING, default="university")
    funding_note = pw.CharField(
        verbose_name=N_("Details of funding"), default="", help_text=N_("For example: name of the grant")
    )
    host_pays = pw.BooleanField(verbose_name=N_("Host pays the expenses"), default=False)
    estimate = MoneyField(
        verbose_name=N_("Cost estimate"), null=True, help_text=N_("Not needed when the host pays")
    )
    estimate_currency = CurrencyField(verbose_name=N_("Currency"))
    deputy = LinkField(Employee, verbose_name=N_("Duties covered by"), null=True, backref="+")
    classes = pw.CharField(verbose_name=N_("Replacement of classes"), default="")
    papers_complete_on = pw.DateField(verbose_name=N_("Papers complete on"), null=True)
    submitted_on = pw.DateField(verbose_name=N_("Submitted on"), null=True, index=True)
    exception = ChoiceField(
        verbose_name=N_("Exception to the term"),
        choices=EXCEPTIONS,
        default="",
        help_text=N_("When the papers come later than the procedure allows"),
    )
    exception_reason = pw.CharField(verbose_name=N_("Reason of the exception"), default="")
    decision = ChoiceField(
        verbose_name=N_("Decision"),
        choices=[("approved", N_("Approved")), ("refused", N_("Refused"))],
        default="",
    )
    decided_on = pw.DateField(verbose_name=N_("Decided on"), null=True)
    decision_note = pw.CharField(verbose_name=N_("Note on the decision"), default="")
    order_number = pw.CharField(verbose_name=N_("Order No."), max_length=60, default="", index=True)
    ordered_on = pw.DateField(verbose_name=N_("Date of the order"), null=True)
    departed_on = pw.DateField(verbose_name=N_("Really left on"), null=True)
    returned_on = pw.DateField(verbose_name=N_("Really returned on"), null=True, index=True)
    address_abroad = NameField(verbose_name=N_("Temporary residence abroad"), default="")
    late_cause = ChoiceField(
        verbose_name=N_("Cause of the late return"),
        choices=[("own_fault", N_("The person's fault")), ("valid", N_("A valid reason"))],
        default="",
    )
    consequence = pw.TextField(
        verbose_name=N_("Consequence"),
        default="",
        help_text=N_("What followed a late return or leaving without papers: procedure 717, 5.3"),
    )
    reported_on = pw.DateField(verbose_name=N_("Report handed in on"), null=True)
    results = pw.TextField(verbose_name=N_("Results, agreements"), default="")
    materials = pw.TextField(verbose_name=N_("Materials brought"), default="")
    introduced = pw.TextField(
        verbose_name=N_("Results introduced into teaching"),
        default="",
        help_text=N_("What was introduced into teaching, methodical and research work, and when"),
    )
    proposals = pw.TextField(verbose_name=N_("Proposals"), default="")
    fulfilment = ChoiceField(
        verbose_name=N_("Assignment fulfilled"),
        choices=[("full", N_("In full")), ("part", N_("In part")), ("not", N_("Not fulfilled"))],
        default="",
    )
    accepted_on = pw.DateField(verbose_name=N_("Report accepted on"), null=True)
    expense_report_on = pw.DateField(verbose_name=N_("Expense report of"), null=True)
    expense = MoneyField(verbose_name=N_("Amount of the expense report"), null=True)
    expense_currency = CurrencyField(verbose_name=N_("Currency of the expense report"))
    expense_approved_on = pw.DateField(verbose_name=N_("Expense report approved on"), null=True)
    reimbursed = MoneyField(verbose_name=N_("Reimbursed"), null=True)
    reimbursed_currency = CurrencyField(verbose_name=N_("Currency of the reimbursement"))
    reimbursed_on = pw.DateField(verbose_name=N_("Reimbursed on"), null=True)
    cancelled_on = pw.DateField(verbose_name=N_("Cancelled on"), null=True)
    cancel_reason = pw.CharField(verbose_name=N_("Reason of the cancellation"), default="")
    note = pw.TextField(verbose_name=N_("Note"), default="")

    outline = Outline(
        title=N_("Trips abroad"),
        singular=N_("Trip abroad"),
        columns=(
            departs_on,
            traveller,
            country,
            city,
            purpose,
            stage,
            returns_on,
            unit,
            order_number,
            returned_on,
            reported_on,
        ),
        sections={
            N_("Person sent"): (traveller, unit, position, planned, number),
            N_("Destination"): (country, city, partner, host, purpose, task, expected_result, invitation),
            N_("Dates and money"): (
                departs_on,
                returns_on,
                funding,
                funding_note,
                host_pays,
                estimate,
                estimate_currency,
            ),
            N_("Replacement"): (deputy, classes),
            N_("Submission"): (papers_complete_on, submitted_on, exception, exception_reason),
            N_("Decision and order"): (decision, decided_on, decision_note, order_number, ordered_on),
            N_("Journey"): (departed_on, returned_on, address_abroad, late_cause, consequence),
            N_("Report on the assignment"): (
                reported_on,
                results,
                materials,
                introduced,
                proposals,
                fulfilment,
                accepted_on,
            ),
            N_("Expense report"): (
                expense_report_on,
                expense,
                expense_currency,
                expense_approved_on,
                reimbursed,
                reimbursed_currency,
                reimbursed_on,
            ),
            N_("Cancellation"): (cancelled_on, cancel_reason, note),
        },
        search=(
            number,
            Employee.surname,
            Employee.given_name,
            Employee.surname_ru,
            Employee.surname_en,
            country,
            city,
            host,
            Partner.name,
            Partner.name_kk,
            Partner.name_ru,
            Partner.name_en,
            order_number,
            task,
        ),
    )
    begins = (submitted_on,)
    sensitive = ("address_abroad",)
    numbered_in = "TRIP"
    approved = (
        Approved(  # the order of the trip: procedure 717, 5.3
            on=ordered_on,
            fields=(
                traveller,
                country,
                city,
                partner,
                host,
                purpose,
                task,
                departs_on,
                returns_on,
                funding,
                order_number,
            ),
        ),
    )

    if TYPE_CHECKING:
        expenses: pw.ModelSelect
        work: pw.ModelSelect

    class Meta:
        indexes = (
            (("deleted_at", "order_key"), False),
            (("deleted_at", "stage", "order_key"), False),
            (("deleted_at", "country", "order_key"), False),
            (("deleted_at", "unit", "order_key"), False),
            (("deleted_at", "traveller", "order_key"), False),
        )

    def __str__(self) -> str:
        return f"{self.traveller} · {self.place} · {self.departs_on:%d.%m.%Y}"

    @property
    def place(self) -> str:
        """Country and city."""
        return ", ".join(part for part in (world.country(self.country), self.city) if part)

    @property
    def host_name(self) -> str:
        """The partner, or whoever is named instead."""
        return self.host or (str(self.partner) if self.partner else "")

    @property
    def days(self) -> int:
        """How many calendar days the trip takes by its papers, both ends counted."""
        return (self.returns_on - self.departs_on).days + 1

    @property
    def ends_on(self) -> date:
        """The day of return: the real one, else the one of the papers."""
        day: date = self.returned_on or self.returns_on
        return day

    @property
    def days_late(self) -> int:
        """How many days the person returned after the day of the papers; 0 for a return in time."""
        if self.returned_on is None or self.returns_on is None:
            return 0
        return max((self.returned_on - self.returns_on).days, 0)

    @property
    def left_without_papers(self) -> bool:
        """Whether the person left before there was an order."""
        has_order = (
            self.order_number and self.ordered_on and self.ordered_on <= (self.departed_on or date.max)
        )
        return bool(self.departed_on) and not has_order

    @property
    def is_off(self) -> bool:
        """Whether the trip does not take place: refused or cancelled."""
        return self.decision == "refused" or self.cancelled_on is not None

    @property
    def report_due_on(self) -> date | None:
        """The last day for the report (procedure 717, 5.3); None where the office has switched the term off."""
        days = days_of("trip_report", self.ends_on)
        return None if days is None else self.ends_on + timedelta(days=days)

    def complete(self) -> None:
        if self.unit is None:
            self.unit = self.traveller.unit
        if self.position is None:
            self.position = self.traveller.position

    def sorted_by(self) -> tuple[str, ...]:
        return self.departs_on.isoformat(), self.number

    def numbered_on(self) -> date | None:
        day: date = self.departs_on
        return day

    def problems(self) -> Iterator[Problem]:
        yield from trip_rules.problems(self)

    def problems_beside(self, planned: dict[Any, Any]) -> Iterator[Problem]:
        yield from trip_rules.problems_beside(self, planned)

    def warnings(self, on: date) -> Iterator[str]:
        yield from trip_rules.warnings(self, on)

    def lacks(self, stage: str) -> Iterator[str]:
        if stage == "submitted":
            yield from trip_rules.unreported_lines(self)

    @classmethod
    def unreported(cls, person: Employee, but: int = 0) -> list[Trip]:
        """The person's trips that are over and not reported on, the earliest first, without the one with the id `but`."""
        theirs = (cls.traveller == person.id) & cls.deleted_at.is_null() & (cls.id != but)
        over = cls.returned_on.is_null(False) & cls.reported_on.is_null() & cls.cancelled_on.is_null()
        return list(cls.select().where(theirs & over).order_by(cls.returned_on, cls.id))
