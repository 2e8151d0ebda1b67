"""Foreign citizens who study, teach or do research here: their stay from the application to the departure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import peewee as pw

from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.base import Approved, Outline, Problem, Record
from kazcoop_desktop.models.fields import (
    ChoiceField,
    ChoicesField,
    LanguagesField,
    LinkField,
    NameField,
    StageField,
)
from kazcoop_desktop.models.institution import Employee, Unit
from kazcoop_desktop.models.person import Passport, Person

CITIZEN_KINDS = [
    ("student", N_("Student")),
    ("preparatory", N_("Learner of the preparatory department")),
    ("doctoral", N_("Doctoral student")),
    ("teacher", N_("Teacher")),
    ("researcher", N_("Researcher")),
]
GROUPS = [  # order 661, annex 2, section 3
    ("diaspora", N_("Kazakh diaspora abroad")),
    ("kandas", N_("Kandas")),
    ("cis", N_("Citizen of a CIS country")),
]
PURPOSES = [("study", N_("Study")), ("work", N_("Work")), ("research", N_("Research"))]
FUNDING = [
    ("grant", N_("State grant")),
    ("quota", N_("Quota or intergovernmental agreement")),
    ("paid", N_("Tuition fee")),
    ("exchange", N_("Exchange")),
    ("contract", N_("Employment contract")),
]
RESIDENCES = [
    ("dormitory", N_("Dormitory")),
    ("flat", N_("Rented flat")),
    ("relatives", N_("With relatives")),
    ("hotel", N_("Hotel")),
    ("own", N_("Own dwelling")),
]
STAGES = [  # order 661, 8.4 and 8.8-8.10; procedure 717, 5.5
    ("application", N_("Application")),
    ("admitted", N_("Admitted by order")),
    ("visa", N_("Visa issued")),
    ("arrived", N_("Arrived")),
    ("settled", N_("Settled and registered")),
    ("studying", N_("Studies or works")),
    ("completed", N_("Studies or work ended")),
    ("departed", N_("Departed")),
]
REASONS = (  # order 661, annex 1, item 14: in the order printed
    "reason_state",
    "reason_relatives",
    "reason_others",
    "reason_fee",
    "reason_quality",
    "reason_country",
    "reason_contract",
    "reason_other",
)


def _rank(name: str) -> pw.IntegerField:
    return pw.IntegerField(
        verbose_name=name, null=True, help_text=N_("1 for the first reason, 2 for the second and so on")
    )


class ForeignCitizen(Record):
    """A foreigner's stay at the institution, with the questionnaire of annex 1 (order 661, 8.4)."""

    person = LinkField(Person, verbose_name=N_("Person"), backref="foreign_citizens")
    citizen_kind = ChoiceField(verbose_name=N_("Kind"), choices=CITIZEN_KINDS, default="student")
    stage = StageField(verbose_name=N_("Stage"), choices=STAGES, default="application")
    groups = ChoicesField(verbose_name=N_("Category of foreigner"), choices=GROUPS, default=())
    purpose = ChoiceField(verbose_name=N_("Purpose of coming"), choices=PURPOSES, default="study")
    direction = NameField(
        verbose_name=N_("Direction of stay"),
        default="",
        help_text=N_("As the list of annex 2 shows it; when empty, the purpose of coming"),
    )
    specialty = NameField(
        verbose_name=N_("Specialty"), default="", help_text=N_("The educational programme, or the chair")
    )
    topic = pw.TextField(verbose_name=N_("Purpose of work or topic of research"), default="")
    course = pw.IntegerField(verbose_name=N_("Year of study"), null=True)
    group = pw.CharField(verbose_name=N_("Group"), default="", max_length=60)
    teaching_language = LanguagesField(verbose_name=N_("Language of teaching"), default=())
    funding = ChoiceField(verbose_name=N_("Funding"), choices=FUNDING, default="")
    unit = LinkField(Unit, verbose_name=N_("Structural unit"), null=True, backref="foreign_citizens")
    adviser = LinkField(Employee, verbose_name=N_("Adviser"), null=True, backref="advised")
    starts_on = pw.DateField(verbose_name=N_("Period from"), null=True)
    ends_on = pw.DateField(verbose_name=N_("Period until"), null=True)
    expected_end_on = pw.DateField(
        verbose_name=N_("Expected end"),
        null=True,
        index=True,
        help_text=N_("When studies, work or research are expected to end: annex 2, section 3"),
    )
    residence = ChoiceField(verbose_name=N_("Lives in"), choices=RESIDENCES, default="")
    address = NameField(verbose_name=N_("Address in Kazakhstan"), default="")
    room = pw.CharField(verbose_name=N_("Room"), default="", max_length=30)
    arrived_on = pw.DateField(verbose_name=N_("Arrived on"), null=True, index=True)
    departed_on = pw.DateField(verbose_name=N_("Departed on"), null=True, index=True)
    protocol_number = pw.CharField(
        verbose_name=N_("Minutes of the admission commission No."), default="", max_length=60
    )
    protocol_on = pw.DateField(verbose_name=N_("Minutes of"), null=True)
    order_number = pw.CharField(verbose_name=N_("Admission order No."), default="", max_length=60)
    ordered_on = pw.DateField(verbose_name=N_("Admission order of"), null=True)
    contract_number = pw.CharField(verbose_name=N_("Contract No."), default="", max_length=60)
    contract_on = pw.DateField(verbose_name=N_("Contract of"), null=True)
    dismissal_number = pw.CharField(
        verbose_name=N_("Order of expulsion or dismissal No."), default="", max_length=60
    )
    dismissed_on = pw.DateField(verbose_name=N_("Order of expulsion or dismissal of"), null=True)
    reason_state = _rank(N_("Sent by the state"))
    reason_relatives = _rank(N_("Advice of relatives"))
    reason_others = _rank(N_("Advice of other persons"))
    reason_fee = _rank(N_("Inexpensive tuition"))
    reason_quality = _rank(N_("High level of education"))
    reason_country = _rank(N_("Wish to get to know the country"))
    reason_contract = _rank(N_("Contractual obligations"))
    reason_other = _rank(N_("Other reasons"))
    wishes = pw.TextField(
        verbose_name=N_("About oneself, other information, wishes, suggestions"), default=""
    )
    declared_on = pw.DateField(
        verbose_name=N_("Declaration signed on"),
        null=True,
        help_text=N_("Item 17: acquainted with the laws and rules that hold for foreigners"),
    )
    note = pw.TextField(verbose_name=N_("Note"), default="")

    outline = Outline(
        title=N_("Foreign citizens"),
        singular=N_("Foreign citizen"),
        columns=(
            person,
            Person.citizenship,
            citizen_kind,
            stage,
            specialty,
            course,
            group,
            residence,
            expected_end_on,
            adviser,
        ),
        sections={
            N_("Person"): (person, citizen_kind, groups),
            N_("Studies or work"): (
                specialty,
                direction,
                course,
                group,
                teaching_language,
                funding,
                unit,
                adviser,
            ),
            N_("Stay"): (starts_on, ends_on, expected_end_on, arrived_on, departed_on),
            N_("Residence"): (residence, address, room),
            N_("Orders and contract"): (
                protocol_number,
                protocol_on,
                order_number,
                ordered_on,
                contract_number,
                contract_on,
                dismissal_number,
                dismissed_on,
            ),
            N_("Questionnaire: why in Kazakhstan"): (
                purpose,
                topic,
                reason_state,
                reason_relatives,
                reason_others,
                reason_fee,
                reason_quality,
                reason_country,
                reason_contract,
                reason_other,
            ),
            N_("Questionnaire: declaration"): (wishes, declared_on, note),
        },
        search=(
            Person.surname,
            Person.given_names,
            Person.surname_kk,
            Person.given_name_kk,
            Person.surname_ru,
            Person.given_name_ru,
            Person.citizenship,
            specialty,
            group,
            order_number,
        ),
    )
    begins = (arrived_on, starts_on)
    sensitive = ("address",)
    approved = (
        Approved(on=ordered_on, fields=(person, protocol_number, protocol_on, order_number)),  # of admission
        Approved(on=dismissed_on, fields=(person, dismissal_number)),
    )
    entered_with = (Person, Passport)

    class Meta:
        indexes = (
            (("deleted_at", "order_key"), False),
            (("deleted_at", "citizen_kind", "order_key"), False),
            (("deleted_at", "stage", "order_key"), False),
            (("deleted_at", "residence", "order_key"), False),
            (("deleted_at", "person", "order_key"), False),
            (("deleted_at", "adviser", "order_key"), False),
        )

    def __str__(self) -> str:
        return str(self.person)

    def sorted_by(self) -> tuple[str, ...]:
        person: Person = self.person
        kazakh = (person.surname_kk, person.given_name_kk)
        return kazakh if any(kazakh) else person.sorted_by()

    def warnings(self, on: date) -> Iterator[str]:
        if not self.departed_on:
            person: Person = self.person
            yield from person.warnings(on)

    def problems(self) -> Iterator[Problem]:
        for field, start, end in (
            (ForeignCitizen.ends_on, self.starts_on, self.ends_on),
            (ForeignCitizen.expected_end_on, self.starts_on, self.expected_end_on),
            (ForeignCitizen.departed_on, self.arrived_on, self.departed_on),
        ):
            if start and end and end < start:
                yield Problem(field, _("The end date is before the start date."))
        if self.course is not None and not 1 <= self.course <= 8:
            yield Problem(ForeignCitizen.course, _("The year of study is from 1 to 8."))
        yield from self._problems_of_ranks()

    def _problems_of_ranks(self) -> Iterator[Problem]:
        """Each reason has a rank of its own, from 1 on (annex 1, item 14)."""
        taken: dict[int, str] = {}
        for name in REASONS:
            field, rank = getattr(ForeignCitizen, name), getattr(self, name)
            if rank is None:
                continue
            if not 1 <= rank <= len(REASONS):
                sentence = _("A rank is from 1 to {max}.").format(max=len(REASONS))
                yield Problem(field, sentence)
            elif rank in taken:
                sentence = _("“{other}” has the rank {rank} already. Each reason has a rank of its own.")
                yield Problem(field, sentence.format(other=_(taken[rank]), rank=rank))
            else:
                taken[rank] = field.verbose_name
