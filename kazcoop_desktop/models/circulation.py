"""Who has to read a document, who has signed, and who holds a copy of it."""

from __future__ import annotations

from collections.abc import Iterator

import peewee as pw

from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.amendment import Amendment
from kazcoop_desktop.models.base import Outline, Problem, Record
from kazcoop_desktop.models.document import Document, Edition, of_another_document
from kazcoop_desktop.models.fields import ChoiceField, LinkField, NameField, PartOfField
from kazcoop_desktop.models.institution import Employee, Position, Unit


class Concern(Record):
    """Whom a document or one change of it concerns: a unit with all in it, a position, or a position in a unit."""

    document = PartOfField(Document, verbose_name=N_("Internal document"), backref="concerns")
    unit = LinkField(Unit, verbose_name=N_("Structural unit"), null=True, backref="+")
    position = LinkField(Position, verbose_name=N_("Position"), null=True, backref="+")
    amendment = LinkField(
        Amendment,
        verbose_name=N_("Only for the change"),
        null=True,
        backref="concerns",
        help_text=N_("Leave empty when the whole document concerns them"),
    )

    outline = Outline(
        title=N_("Those concerned"),
        singular=N_("Unit or position concerned"),
        columns=(unit, position, amendment),
        sections={N_("Those concerned"): (unit, position, amendment)},
        search=(Unit.name_kk, Unit.name_ru, Position.name_kk, Position.name_ru),
    )

    def __str__(self) -> str:
        return " · ".join(str(named) for named in (self.unit, self.position) if named is not None)

    def problems(self) -> Iterator[Problem]:
        if self.unit is None and self.position is None:
            yield Problem(Concern.unit, _("Choose a unit, a position, or both."))
        yield from of_another_document(self, Concern.amendment)


class Acquaintance(Record):
    """The signature of one employee on the acquaintance sheet: of an edition, or of one change of it."""

    document = PartOfField(Document, verbose_name=N_("Internal document"), backref="acquaintances")
    employee = LinkField(Employee, verbose_name=N_("Employee"), backref="acquaintances")
    edition = LinkField(
        Edition, verbose_name=N_("Edition"), on_delete="CASCADE", null=True, backref="acquaintances"
    )
    amendment = LinkField(
        Amendment,
        verbose_name=N_("Change of a document"),
        null=True,
        backref="acquaintances",
        help_text=N_("Leave empty when the whole edition was read"),
    )
    signed_on = pw.DateField(verbose_name=N_("Signed on"), index=True)
    note = pw.CharField(verbose_name=N_("Note"), default="")

    outline = Outline(
        title=N_("Signatures"),
        singular=N_("Signature of acquaintance"),
        columns=(employee, edition, amendment, signed_on, note),
        sections={N_("Signature of acquaintance"): (employee, edition, amendment, signed_on, note)},
        search=(Employee.surname, Employee.given_name, note),
    )
    begins = (signed_on,)

    def __str__(self) -> str:
        return str(self.employee)

    def problems(self) -> Iterator[Problem]:
        yield from of_another_document(self, Acquaintance.edition)
        yield from of_another_document(self, Acquaintance.amendment)
        read = self.amendment or self.edition
        if read is None:
            yield Problem(Acquaintance.edition, _("Choose the edition or the change that was read."))
            return
        begins_on = read.takes_effect_on if isinstance(read, Amendment) else read.in_force_on
        if begins_on is None:
            yield Problem(Acquaintance.signed_on, _("“{name}” is not in force yet.").format(name=read))
        elif self.signed_on < begins_on:
            sentence = _("Signed before “{name}” was in force ({date}).")
            told = sentence.format(name=read, date=f"{begins_on:%d.%m.%Y}")
            yield Problem(Acquaintance.signed_on, told)
        yield from self._problems_of_the_person()
        if self._is_signed_already():
            yield Problem(
                Acquaintance.employee, _("{person} has signed already.").format(person=self.employee)
            )

    def _problems_of_the_person(self) -> Iterator[Problem]:
        person = self.employee
        if person.left_on and person.left_on < self.signed_on:
            sentence = _("{person} left on {date} and cannot have signed later.")
            told = sentence.format(person=person, date=f"{person.left_on:%d.%m.%Y}")
            yield Problem(Acquaintance.employee, told)
        if person.hired_on and self.signed_on < person.hired_on:
            sentence = _("{person} was hired on {date} and cannot have signed earlier.")
            told = sentence.format(person=person, date=f"{person.hired_on:%d.%m.%Y}")
            yield Problem(Acquaintance.employee, told)

    def _is_signed_already(self) -> bool:
        amendment, edition = self.__data__.get("amendment"), self.__data__.get("edition")
        the_edition = Acquaintance.amendment.is_null() & (Acquaintance.edition == edition)
        others = Acquaintance.select().where(
            Acquaintance.employee == self.employee.id,
            (Acquaintance.amendment == amendment) if amendment else the_edition,
            Acquaintance.deleted_at.is_null(),
            Acquaintance.id != (self.id or 0),
        )
        return bool(others.exists())


class DocumentCopy(Record):
    """A numbered copy of a document in a unit, and what became of it (registrar regulation, 53, 56)."""

    document = PartOfField(Document, verbose_name=N_("Internal document"), backref="copies")
    number = pw.IntegerField(verbose_name=N_("Copy No."))
    edition = LinkField(Edition, verbose_name=N_("Edition"), on_delete="CASCADE", backref="copies")
    unit = LinkField(Unit, verbose_name=N_("Structural unit"), backref="+")
    received_by = LinkField(Employee, verbose_name=N_("Received by"), null=True, backref="+")
    issued_on = pw.DateField(verbose_name=N_("Issued on"))
    recalled_on = pw.DateField(
        verbose_name=N_("Recalled on"),
        null=True,
        index=True,
        help_text=N_("When the edition no longer holds and the unit is asked for the copy"),
    )
    end = ChoiceField(
        verbose_name=N_("What became of it"),
        choices=[
            ("returned", N_("Returned")),
            ("replaced", N_("Replaced by a new copy")),
            ("destroyed", N_("Destroyed")),
            ("lost", N_("Lost")),
        ],
        default="",
    )
    ended_on = pw.DateField(verbose_name=N_("Returned or destroyed on"), null=True)
    act = pw.CharField(
        verbose_name=N_("Act of destruction or loss"), default="", help_text=N_("Its number and date")
    )

    outline = Outline(
        title=N_("Copies of the document"),
        singular=N_("Numbered copy"),
        columns=(number, unit, edition, received_by, issued_on, recalled_on, end, ended_on),
        sections={
            N_("Numbered copy"): (number, edition, unit, received_by, issued_on),
            N_("Return of the copy"): (recalled_on, end, ended_on, act),
        },
        search=(Unit.name_kk, Unit.name_ru, Employee.surname, act),
    )
    begins = (issued_on,)

    def __str__(self) -> str:
        return _("Copy No. {number}").format(number=self.number)

    def problems(self) -> Iterator[Problem]:
        yield from of_another_document(self, DocumentCopy.edition)
        if self.number < 1:
            yield Problem(DocumentCopy.number, _("The number must be greater than zero."))
        begins_on = self.edition.in_force_on
        if begins_on is None or self.issued_on < begins_on:
            sentence = _("“{name}” is not in force yet.").format(name=self.edition)
            yield Problem(DocumentCopy.issued_on, sentence)
        for field in (DocumentCopy.recalled_on, DocumentCopy.ended_on):
            day = getattr(self, field.name)
            if day and day < self.issued_on:
                yield Problem(field, _("The end date is before the start date."))
        if bool(self.end) != bool(self.ended_on):
            empty = DocumentCopy.ended_on if self.end else DocumentCopy.end
            yield Problem(empty, _("Say both what became of the copy and when."))
        if self.end in ("destroyed", "lost") and not self.act:
            yield Problem(DocumentCopy.act, _("A copy that is destroyed or lost needs an act."))
        if other := self._with_the_same_number():
            yield Problem(
                DocumentCopy.number, _("This number is already taken: {record}.").format(record=other)
            )

    def _with_the_same_number(self) -> Unit | None:
        same = (DocumentCopy.edition == self.edition.id) & (DocumentCopy.number == self.number)
        others = DocumentCopy.deleted_at.is_null() & (DocumentCopy.id != (self.id or 0))
        found: DocumentCopy | None = DocumentCopy.get_or_none(same & others)
        return found.unit if found else None


class Disclosure(Record):
    """A copy-protected file given to an outsider: to whom, with whose permission (registrar regulation, 56, 58)."""

    document = PartOfField(Document, verbose_name=N_("Internal document"), backref="disclosures")
    edition = LinkField(Edition, verbose_name=N_("Edition"), on_delete="CASCADE", null=True, backref="+")
    recipient = NameField(verbose_name=N_("Recipient"))
    organisation = NameField(verbose_name=N_("Organisation"), default="")
    purpose = pw.CharField(verbose_name=N_("Purpose"), default="")
    given_on = pw.DateField(verbose_name=N_("Handed over on"))
    permitted_by = LinkField(Employee, verbose_name=N_("Permitted by"), backref="+")
    permission = pw.CharField(
        verbose_name=N_("Written permission"), help_text=N_("The number and date of the paper")
    )
    password_by = ChoiceField(
        verbose_name=N_("How the password was given"),
        choices=[
            ("in_person", N_("In person")),
            ("phone", N_("By telephone")),
            ("message", N_("By message to a telephone")),
            ("letter", N_("By a separate letter")),
        ],
        default="in_person",
    )
    file_name = pw.CharField(verbose_name=N_("File"), default="")

    outline = Outline(
        title=N_("Protected copies"),
        singular=N_("Protected copy"),
        columns=(recipient, organisation, given_on, permitted_by, permission, password_by),
        sections={
            N_("Recipient"): (recipient, organisation, purpose),
            N_("Protected copy"): (edition, given_on, password_by, file_name),
            N_("Permission"): (permitted_by, permission),
        },
        search=(recipient, organisation, permission),
    )
    begins = (given_on,)

    def problems(self) -> Iterator[Problem]:
        yield from of_another_document(self, Disclosure.edition)
        person: Employee = self.permitted_by
        if person.left_on and person.left_on < self.given_on:
            sentence = _("{person} left on {date} and cannot permit this.")
            told = sentence.format(person=person, date=f"{person.left_on:%d.%m.%Y}")
            yield Problem(Disclosure.permitted_by, told)
