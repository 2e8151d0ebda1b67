"""Accounts: who may work with the program, in which role, and for whom they act while that one is away."""

from __future__ import annotations

from collections.abc import Iterator

import peewee as pw

from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.base import Outline, Problem, Record
from kazcoop_desktop.models.fields import ChoiceField, LinkField, PartOfField
from kazcoop_desktop.models.institution import Employee

# The positions of the two offices (conservatory regulations, international department 11, registrar 13), the
# secretary of the councils (regulation on the councils, 11, 22), and two that the program needs besides.
ROLES = [
    ("head", N_("Head of the department")),
    ("senior_manager", N_("Senior manager")),
    ("manager", N_("Manager")),
    ("registrar_head", N_("Head of the registrar's office")),
    ("registrar_statistician", N_("Statistician-registrar")),
    ("council_secretary", N_("Council secretary")),
    ("viewer", N_("Viewer")),
    ("administrator", N_("Administrator")),
]


class Account(Record):
    """Somebody who signs in; the password is not here but in the key file, where the user name opens the data.

    A small office has no administrator of its own: `is_administrator` gives one of another role that work too.
    """

    user_name = pw.CharField(verbose_name=N_("User name"), max_length=60, unique=True)
    employee = LinkField(
        Employee,
        verbose_name=N_("Employee"),
        null=True,
        backref="accounts",
        help_text=N_("The history and the papers name this person"),
    )
    role = ChoiceField(verbose_name=N_("Role"), choices=ROLES, default="manager")
    is_administrator = pw.BooleanField(
        verbose_name=N_("Administers the program too"),
        default=False,
        help_text=N_("Besides the work of the role: accounts, reference data, copies and checks"),
    )
    is_blocked = pw.BooleanField(
        verbose_name=N_("Blocked"), default=False, help_text=N_("A blocked account cannot sign in")
    )
    must_change_password = pw.BooleanField(verbose_name=N_("Must change the password"), default=False)
    note = pw.CharField(verbose_name=N_("Note"), default="")

    outline = Outline(
        title=N_("Accounts"),
        singular=N_("Account"),
        columns=(user_name, employee, role, is_administrator, is_blocked),
        sections={
            N_("Account"): (user_name, employee, role, is_administrator),
            N_("Signing in"): (is_blocked, must_change_password),
            N_("Note"): (note,),
        },
        search=(user_name, employee),
    )

    @property
    def administers(self) -> bool:
        """Whether the account may keep accounts, as one of them always must."""
        is_able = self.is_administrator or self.role == "administrator"
        return is_able and not self.is_blocked and self.deleted_at is None

    def problems(self) -> Iterator[Problem]:
        if self.user_name != self.user_name.strip() or len(self.user_name.split()) > 1:
            yield Problem(Account.user_name, _("A user name is one word, without spaces."))
        if not self.administers and not _another_administers(self):
            field = Account.is_blocked if self.is_blocked else Account.role
            if self.id is None:
                yield Problem(field, _("The first account is that of an administrator."))
            else:
                yield Problem(field, _("This is the last administrator. Name another one first."))

    def why_kept(self) -> str:
        if self.administers and not _another_administers(self):
            return _("This is the last administrator. Name another one first.")
        return ""


class ActingFor(Record):
    """While somebody is away their role is another's too, by an act (conservatory regulation, 26)."""

    account = PartOfField(Account, verbose_name=N_("Account"), backref="acting")
    role = ChoiceField(verbose_name=N_("Acts as"), choices=ROLES, default="head")
    acts_from = pw.DateField(verbose_name=N_("Acting from"))
    acts_until = pw.DateField(verbose_name=N_("Acting until"), help_text=N_("The last day, inclusive"))
    act_number = pw.CharField(verbose_name=N_("Number of the act"), max_length=60)
    act_date = pw.DateField(verbose_name=N_("Date of the act"))

    outline = Outline(
        title=N_("Acting for others"),
        singular=N_("Acting for another"),
        columns=(acts_from, acts_until, role, act_number, act_date),
        sections={
            N_("Acting for another"): (role, acts_from, acts_until),
            N_("Act"): (act_number, act_date),
        },
        search=(act_number,),
    )

    def __str__(self) -> str:
        return f"{_(dict(ROLES)[self.role])}, {self.acts_from:%d.%m.%Y}–{self.acts_until:%d.%m.%Y}"

    def problems(self) -> Iterator[Problem]:
        if self.acts_until < self.acts_from:
            yield Problem(ActingFor.acts_until, _("The end date is before the start date."))
            return
        if self.role == "administrator":
            yield Problem(ActingFor.role, _("Nobody acts for an administrator. Name another one."))
        other = (
            ActingFor.select()
            .where(
                ActingFor.deleted_at.is_null(),
                ActingFor.id != (self.id or 0),
                ActingFor.account == self.account_id,  # type: ignore[attr-defined]
                ActingFor.role == self.role,
                ActingFor.acts_from <= self.acts_until,
                ActingFor.acts_until >= self.acts_from,
            )
            .first()
        )
        if other is not None:
            sentence = _("These days are entered already: {period}.")
            yield Problem(ActingFor.acts_from, sentence.format(period=other))


def _another_administers(account: Account) -> bool:
    able = Account.is_administrator | (Account.role == "administrator")
    others = (Account.id != (account.id or 0)) & Account.deleted_at.is_null() & ~Account.is_blocked
    return bool(Account.select().where(able & others).exists())
