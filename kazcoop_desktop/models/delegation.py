"""Foreign delegations: who comes, when, what for and on what ground, and who of the university receives them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import peewee as pw

from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.base import Approved, Outline, Problem, Record, backrefs
from kazcoop_desktop.models.fields import (
    ChoiceField,
    ChoicesField,
    EmailField,
    LanguagesField,
    LinkField,
    NameField,
    PartOfField,
    PhoneField,
    StageField,
)
from kazcoop_desktop.models.institution import Employee, Unit
from kazcoop_desktop.models.letter import Letter
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.person import Person

STAGES = [  # procedure 717, 5.4
    ("proposed", N_("Proposed")),
    ("approved", N_("Approved by the rector")),
    ("invited", N_("Invitation sent")),
    ("prepared", N_("Programme and estimate approved")),
    ("received", N_("Delegation received")),
    ("minutes_signed", N_("Minutes signed")),
    ("minutes_approved", N_("Minutes approved")),
    ("closed", N_("Closed")),
]
RECEIVED = tuple(key for key, _name in STAGES[4:])
PURPOSES = [  # procedure 717, 4.2
    ("community", N_("Integration into the international community")),
    ("centre", N_("Building a world-level centre")),
    ("ties", N_("Development of international ties")),
    ("research", N_("Joint research")),
    ("programmes", N_("Joint educational programmes")),
    ("training", N_("Internships, qualification upgrading, retraining")),
    ("events", N_("Round tables, symposia, seminars, conferences, forums, exhibitions")),
    ("negotiations", N_("Negotiations and consultations")),
    ("projects", N_("Work on projects and programmes")),
    ("tasks", N_("Tasks under contracts, agreements and grants")),
    ("other", N_("Other purposes in the interest of the university")),
]
GROUNDS = [  # procedure 717, 5.4.2 and 5.4.3
    ("invitation", N_("Invitation of the rector")),
    ("agreement", N_("Cooperation agreement")),
    ("letter", N_("Official letter")),
    ("email", N_("E-mail")),
    ("embassy", N_("Letter of an embassy")),
    ("other", N_("Other ground")),
]
NEEDS = [("yes", N_("Needed")), ("no", N_("Not needed"))]
COSTS = [
    ("university", N_("Accommodation and meals: the university")),
    ("visitors", N_("Travel and accommodation: the visitors")),
]
MEMBER_ROLES = [
    ("head", N_("Head of the delegation")),
    ("member", N_("Member of the delegation")),
    ("interpreter", N_("Interpreter")),
    ("accompanying", N_("Accompanying person")),
]
HOST_ROLES = [
    ("receives", N_("Receives the delegation")),
    ("takes_part", N_("Takes part in the meeting")),
    ("meets", N_("Meets and accompanies")),
    ("interpreter", N_("Interpreter")),
]
_NONE = N_("When there is none, write so")


class Delegation(Record):
    """A visit from abroad, from the proposal to the approved minutes (procedure 717, 5.4)."""

    number = pw.CharField(
        verbose_name=N_("Reg. No."),
        max_length=60,
        default="",
        index=True,
        help_text=N_("Leave empty: the next number of the journal is given on saving"),
    )
    partner = LinkField(Partner, verbose_name=N_("Partner"), backref="delegations")
    stage = StageField(verbose_name=N_("Stage"), choices=STAGES, default="proposed")
    proposed_on = pw.DateField(verbose_name=N_("Proposed on"), default=date.today)
    responsible = LinkField(Employee, verbose_name=N_("Responsible"), null=True, backref="+")
    level = pw.TextField(
        verbose_name=N_("Level of cooperation reached"),
        default="",
        help_text=N_("When empty, what is noted with the partner"),
    )
    prospects = pw.TextField(
        verbose_name=N_("Prospects"), default="", help_text=N_("When empty, what is noted with the partner")
    )
    arrives_on = pw.DateField(verbose_name=N_("Arrives on"), null=True)
    leaves_on = pw.DateField(verbose_name=N_("Leaves on"), null=True)
    arrival = pw.CharField(
        verbose_name=N_("Flights"), default="", help_text=N_("Numbers and hours of arrival and departure")
    )
    purposes = ChoicesField(verbose_name=N_("Main purpose"), choices=PURPOSES, default=())
    hotel_need = ChoiceField(verbose_name=N_("Hotel booking"), choices=NEEDS, default="")
    hotel = NameField(verbose_name=N_("Hotel"), default="")
    room_category = NameField(verbose_name=N_("Room category"), default="", max_length=100)
    hotel_people = pw.IntegerField(verbose_name=N_("People in the hotel"), null=True)
    languages = LanguagesField(verbose_name=N_("Language of communication"), default=())
    contact_name = NameField(verbose_name=N_("Contact person"), default="")
    contact_phone = PhoneField(verbose_name=N_("Phone of the contact person"), default="")
    contact_email = EmailField(verbose_name=N_("E-mail of the contact person"), default="")
    ground = ChoiceField(verbose_name=N_("Ground for receiving"), choices=GROUNDS, default="")
    ground_agreement = LinkField(Agreement, verbose_name=N_("Agreement"), null=True, backref="delegations")
    ground_letter = LinkField(Letter, verbose_name=N_("Letter"), null=True, backref="delegations")
    ground_note = pw.CharField(
        verbose_name=N_("About the ground"), default="", help_text=N_("For example: number and date")
    )
    other_information = pw.TextField(
        verbose_name=N_("Other information for a high-level reception"), default="", help_text=_NONE
    )
    unit = LinkField(Unit, verbose_name=N_("Unit visited"), null=True, backref="+")
    transport_need = ChoiceField(verbose_name=N_("Transport"), choices=NEEDS, default="")
    cultural_programme = pw.TextField(verbose_name=N_("Cultural programme"), default="", help_text=_NONE)
    costs = ChoiceField(verbose_name=N_("Who bears the costs"), choices=COSTS, default="")
    funding = pw.CharField(verbose_name=N_("Funding source"), default="")
    costs_note = pw.CharField(verbose_name=N_("Proposal on costs"), default="")
    purpose_kk = pw.TextField(verbose_name=N_("Purpose in Kazakh"), default="")
    topics_kk = pw.TextField(
        verbose_name=N_("Topics in Kazakh"), default="", help_text=N_("A line for each topic")
    )
    purpose_ru = pw.TextField(verbose_name=N_("Purpose in Russian"), default="")
    topics_ru = pw.TextField(
        verbose_name=N_("Topics in Russian"), default="", help_text=N_("A line for each topic")
    )
    purpose_en = pw.TextField(verbose_name=N_("Purpose in English"), default="")
    topics_en = pw.TextField(
        verbose_name=N_("Topics in English"), default="", help_text=N_("A line for each topic")
    )
    decided_on = pw.DateField(verbose_name=N_("Decision of the rector"), null=True)
    invited_on = pw.DateField(verbose_name=N_("Invitation sent on"), null=True)
    prepared_on = pw.DateField(verbose_name=N_("Programme and estimate approved on"), null=True)
    passed_on = pw.DateField(verbose_name=N_("Pass list handed over on"), null=True)
    minutes_signed_on = pw.DateField(verbose_name=N_("Minutes signed on"), null=True)
    minutes_approved_on = pw.DateField(verbose_name=N_("Minutes approved on"), null=True)
    thanked_on = pw.DateField(verbose_name=N_("Thank-you letter sent on"), null=True)
    note = pw.TextField(verbose_name=N_("Note"), default="")

    outline = Outline(
        title=N_("Delegations"),
        singular=N_("Delegation"),
        columns=(arrives_on, leaves_on, number, partner, Partner.country, stage, unit, responsible),
        sections={
            N_("Delegation"): (partner, number, proposed_on, responsible, level, prospects),
            N_("Preliminary information"): (
                arrives_on,
                leaves_on,
                arrival,
                purposes,
                hotel_need,
                hotel,
                room_category,
                hotel_people,
                languages,
                contact_name,
                contact_phone,
                contact_email,
                ground,
                ground_agreement,
                ground_letter,
                ground_note,
                other_information,
            ),
            N_("Visit"): (unit, transport_need, cultural_programme),
            N_("Costs"): (costs, funding, costs_note),
            N_("Wording for the papers"): (
                purpose_kk,
                topics_kk,
                purpose_ru,
                topics_ru,
                purpose_en,
                topics_en,
            ),
            N_("Course"): (
                decided_on,
                invited_on,
                prepared_on,
                passed_on,
                minutes_signed_on,
                minutes_approved_on,
                thanked_on,
                note,
            ),
        },
        search=(
            number,
            Partner.name,
            Partner.name_kk,
            Partner.name_ru,
            Partner.name_en,
            Partner.country,
            purposes,
            arrives_on,
            hotel,
            contact_name,
        ),
    )
    begins = (proposed_on,)
    numbered_in = "DEL"
    approved = (Approved(on=minutes_approved_on, fields=(minutes_signed_on,)),)

    class Meta:
        indexes = (
            (("deleted_at", "order_key"), False),
            (("deleted_at", "leaves_on", "order_key"), False),
            (("deleted_at", "partner", "order_key"), False),
            (("deleted_at", "stage", "order_key"), False),
            (("deleted_at", "unit", "order_key"), False),
            (("deleted_at", "responsible", "order_key"), False),
        )

    def __str__(self) -> str:
        return f"{self.number} · {self.partner}" if self.number else str(self.partner)

    def sorted_by(self) -> tuple[str, ...]:
        return self.arrives_on.isoformat() if self.arrives_on else "9999", self.number

    def numbered_on(self) -> date | None:
        day: date = self.proposed_on
        return day

    def last_day(self) -> date | None:
        """The last day of the visit; that of the arrival while no other is known."""
        day: date | None = self.leaves_on or self.arrives_on
        return day

    def problems(self) -> Iterator[Problem]:
        if self.number and self._number_is_taken():
            taken = _("This number is already taken: {record}.")
            yield Problem(Delegation.number, taken.format(record=self.number))
        if self.arrives_on and self.leaves_on and self.leaves_on < self.arrives_on:
            yield Problem(Delegation.leaves_on, _("The delegation leaves before it arrives."))
        yield from self._outside()
        if self.hotel_people is not None and self.hotel_people < 1:
            yield Problem(Delegation.hotel_people, _("The number must be greater than zero."))
        if self.minutes_signed_on and not (self.arrives_on and self.minutes_signed_on >= self.arrives_on):
            yield Problem(
                Delegation.minutes_signed_on, _("The minutes are signed after the delegation has arrived.")
            )
        approved_on, signed_on = self.minutes_approved_on, self.minutes_signed_on
        if approved_on and not (signed_on and approved_on >= signed_on):
            yield Problem(Delegation.minutes_approved_on, _("The minutes are signed first, then approved."))

    def _number_is_taken(self) -> bool:
        same = (Delegation.number == self.number) & (Delegation.id != (self.id or 0))
        return bool(Delegation.select().where(same).exists())

    def _outside(self) -> Iterator[Problem]:
        """What has a day of its own must stay within the visit when the visit is moved."""
        if not self.id or self.arrives_on is None:
            return
        for name, sentence in (
            ("programme", _("The programme has an item on {date}, outside the visit: “{item}”.")),
            ("minutes", _("The minutes are dated {date}, before the delegation arrives: “{item}”.")),
        ):
            link = backrefs(Delegation)[name]
            parts: Any = link.model
            day = parts.held_on
            outside = day < self.arrives_on
            if name == "programme":
                outside |= day > self.last_day()
            its = (link == self.id) & parts.deleted_at.is_null() & outside
            if (item := parts.select().where(its).order_by(day).first()) is not None:
                yield Problem(
                    Delegation.arrives_on, sentence.format(date=f"{item.held_on:%d.%m.%Y}", item=item)
                )


class DelegationPartner(Record):
    """One more institution from which members of the delegation come."""

    delegation = PartOfField(Delegation, verbose_name=N_("Delegation"), backref="others")
    partner = LinkField(Partner, verbose_name=N_("Partner"), backref="+")
    note = pw.CharField(verbose_name=N_("Note"), default="")

    outline = Outline(
        title=N_("Other partners of the delegation"),
        singular=N_("Partner of the delegation"),
        columns=(partner, Partner.country, note),
        sections={N_("Partner"): (partner, note)},
        search=(Partner.name, Partner.name_en, Partner.name_ru, Partner.name_kk),
    )

    def __str__(self) -> str:
        return str(self.partner)

    def sorted_by(self) -> tuple[str, ...]:
        return (self.partner.name,)

    def problems(self) -> Iterator[Problem]:
        same = (DelegationPartner.delegation == self.delegation) & (DelegationPartner.partner == self.partner)
        alive = (DelegationPartner.id != (self.id or 0)) & DelegationPartner.deleted_at.is_null()
        if self.delegation.partner == self.partner or DelegationPartner.select().where(same, alive).exists():
            yield Problem(DelegationPartner.partner, _("The delegation has this partner already."))


class DelegationMember(Record):
    """Somebody who comes: the person, and as what they come (procedure 717, 5.4.2)."""

    delegation = PartOfField(Delegation, verbose_name=N_("Delegation"), backref="members")
    person = LinkField(Person, verbose_name=N_("Person"), backref="delegations")
    role = ChoiceField(verbose_name=N_("Role"), choices=MEMBER_ROLES, default="member")
    sequence = pw.IntegerField(
        verbose_name=N_("Place in lists"), default=10, help_text=N_("In lists the lower number stands first")
    )
    partner = LinkField(Partner, verbose_name=N_("Partner"), null=True, backref="delegation_members")
    position = NameField(
        verbose_name=N_("Position"), default="", help_text=N_("When empty, that of the person")
    )
    workplace = NameField(
        verbose_name=N_("Workplace"),
        default="",
        help_text=N_("When empty, the partner, else that of the person"),
    )
    needs_visa = pw.BooleanField(verbose_name=N_("A visa is needed"), default=False)
    diet = pw.CharField(
        verbose_name=N_("Diet"), default="", help_text=N_("For example: halal, vegetarian, allergy")
    )
    note = pw.CharField(verbose_name=N_("Note"), default="")

    outline = Outline(
        title=N_("Delegation members"),
        singular=N_("Member of the delegation"),
        columns=(person, role, position, partner, sequence),
        sections={
            N_("Member"): (person, role, sequence, partner, position, workplace),
            N_("Arrangements"): (needs_visa, diet, note),
        },
        search=(Person.surname, Person.given_names, Person.surname_kk, Person.surname_ru, position),
    )

    def __str__(self) -> str:
        return str(self.person)

    def sorted_by(self) -> tuple[str, ...]:
        roles = [key for key, _name in MEMBER_ROLES]
        return str(roles.index(self.role)), str(self.sequence), *self.person.sorted_by()

    def problems(self) -> Iterator[Problem]:
        same = (DelegationMember.delegation == self.delegation) & (DelegationMember.person == self.person)
        alive = (DelegationMember.id != (self.id or 0)) & DelegationMember.deleted_at.is_null()
        if DelegationMember.select().where(same, alive).exists():
            yield Problem(DelegationMember.person, _("This person is a member of the delegation already."))


class DelegationHost(Record):
    """Somebody of the university who meets the delegation or sees to the visit (procedure 717, 5.4.2)."""

    delegation = PartOfField(Delegation, verbose_name=N_("Delegation"), backref="hosts")
    employee = LinkField(Employee, verbose_name=N_("Employee"), backref="+")
    role = ChoiceField(verbose_name=N_("Role"), choices=HOST_ROLES, default="takes_part")
    sequence = pw.IntegerField(
        verbose_name=N_("Place in lists"), default=10, help_text=N_("In lists the lower number stands first")
    )

    outline = Outline(
        title=N_("Who receives the delegation"),
        singular=N_("Who receives the delegation"),
        columns=(employee, role, sequence),
        sections={N_("Employee"): (employee, role, sequence)},
        search=(Employee.surname, Employee.given_name, Employee.surname_ru),
    )

    def __str__(self) -> str:
        return str(self.employee)

    def sorted_by(self) -> tuple[str, ...]:
        roles = [key for key, _name in HOST_ROLES]
        return str(roles.index(self.role)), str(self.sequence), *self.employee.sorted_by()

    def problems(self) -> Iterator[Problem]:
        same = (DelegationHost.delegation == self.delegation) & (DelegationHost.employee == self.employee)
        alive = (DelegationHost.id != (self.id or 0)) & DelegationHost.deleted_at.is_null()
        if DelegationHost.select().where(same, alive).exists():
            yield Problem(DelegationHost.employee, _("This employee is entered already."))
