"""Who has signed in, and whether they may do what they are about to do; every service asks before it acts.

While the data has no account everybody may do everything. From the first account on nobody may do anything
without having signed in. On a local file a role is a rule of the program and no lock: what locks is the key.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import NamedTuple

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import find
from kazcoop_desktop.models.account import ROLES as ROLES
from kazcoop_desktop.models.account import Account, ActingFor
from kazcoop_desktop.models.base import Problem, Record, database, fields_of, hide_unless, is_hidden
from kazcoop_desktop.services import people
from kazcoop_desktop.services.rights import ACCOUNTS, RIGHTS_OF_ACTS, WRITES, denied
from kazcoop_desktop.services.rights import ACTIONS as ACTIONS
from kazcoop_desktop.services.rights import AREAS as AREAS
from kazcoop_desktop.services.rights import MATRIX as MATRIX
from kazcoop_desktop.services.rights import OWN as OWN
from kazcoop_desktop.services.rights import rows as rows

_TOLD_OF_ACCOUNTS = ("account", "acting_for", "employee")  # after these, accounts are read anew


class NotAllowed(UserError):
    """The role of whoever has signed in does not allow this; or nobody has signed in."""


class _Known(NamedTuple):
    """What was read of the accounts of one open database for one day."""

    store: object
    on: date
    has_accounts: bool
    account: Account | None
    roles: frozenset[str]
    in_transaction: bool  # which may still be taken back


_account_id: int | None = None
_store: object = None
_today: Callable[[], date] = date.today
_known: _Known | None = None
_is_program: ContextVar[bool] = ContextVar("_is_program", default=False)


def signed_in(account: Account | None, *, today: Callable[[], date] = date.today) -> None:
    """Whoever this account belongs to works in this process from now on; nobody, with None."""
    global _account_id, _store, _today
    _account_id = account.id if account is not None else None
    _store, _today = database.obj, today
    refresh()


def refresh() -> None:
    """Accounts have changed: what was read of them is read anew when it is next asked for."""
    global _known
    _known = None


def who() -> Account | None:
    """The account that has signed in; None when nobody has."""
    return _read().account


def name() -> str:
    """The person whom the history names: of the account that has signed in; empty when nobody has."""
    account = who()
    if account is None:
        return ""
    return people.short_name(account.employee) if account.employee is not None else account.user_name


def has_accounts() -> bool:
    """Whether the data has accounts, so that nothing is done without signing in."""
    return _read().has_accounts


def roles() -> frozenset[str]:
    """The roles that whoever has signed in has today: their own, and those that they act for."""
    return _read().roles


def may(action: str, model: type[Record] | None = None) -> bool:
    """Whether this may be done here and now; with records, those of this register."""
    if _is_program.get():
        return True
    known = _read()
    if not known.has_accounts:
        return not _is_first_account(action, model)
    return not denied(known.roles, action, model)


def require(action: str, model: type[Record] | None = None) -> None:
    """Goes on when this may be done. Raises NotAllowed with the sentence that says why not."""
    if not may(action, model):
        raise NotAllowed(why_not(action, model))


def require_act(act: str, kind: str) -> None:
    """Goes on when an act that the history tells may be done to records of this kind. Raises NotAllowed."""
    if kind in _TOLD_OF_ACCOUNTS:
        refresh()
    require(RIGHTS_OF_ACTS[act], find(kind))


@contextmanager
def as_program() -> Iterator[None]:
    """What is done within is the program's own act or follows from one that was allowed: no role is asked."""
    outer = _is_program.set(True)
    try:
        yield
    finally:
        _is_program.reset(outer)


def why_own(record: Record) -> str:
    """Why the account that one works under stays: the next act would be refused. Nothing for other records."""
    if record != who():
        return ""
    return _("This is your own account. Another administrator can block or delete it.")


def hidden_ones(model: type[Record], changed: Container[str]) -> list[Problem]:
    """The problems of changing fields that whoever works here may not see."""
    return [
        Problem(field, _("This field is hidden for your role."))
        for field in fields_of(model)
        if field.name in changed and is_hidden(field)
    ]


def why_not(action: str, model: type[Record] | None = None) -> str:
    """The sentence that says why this may not be done here and now; nothing when it may."""
    if may(action, model):
        return ""
    if not has_accounts():
        return _("The first account is made together with its password: Tools, Accounts and security.")
    account = who()
    if account is None:
        return _("Sign in first: the data has accounts.")
    if account.is_blocked:
        sentence = _("Your account is blocked. Ask the administrator: {administrator}.")
        return sentence.format(administrator=", ".join(administrators()))
    title = _(ACTIONS[denied(roles(), action, model)])
    if model is None:
        return _("Your role does not allow this: {action}.").format(action=title)
    sentence = _("Your role does not allow this in “{list}”: {action}.")
    return sentence.format(list=_(model.outline.title), action=title)


def administrators() -> list[str]:
    """The user names of those who keep the accounts."""
    able = Account.is_administrator | (Account.role == "administrator")
    held = Account.deleted_at.is_null() & ~Account.is_blocked
    return [account.user_name for account in Account.select().where(able & held).order_by(Account.id)]


def _is_first_account(action: str, model: type[Record] | None) -> bool:
    """Whether an account would come without a password, after which nobody could sign in."""
    return action in WRITES and model in ACCOUNTS


def _read() -> _Known:
    """What is known of the accounts; asked of the database once for each day and each change of accounts."""
    global _known
    on = _today()
    if _known is None or not _still_holds(_known, on):
        has_accounts = Account.select().where(Account.deleted_at.is_null()).exists()
        account = _signed_in_here() if has_accounts else None
        is_open = database.in_transaction()
        _known = _Known(database.obj, on, has_accounts, account, _roles_of(account, on), is_open)
    return _known


def _still_holds(known: _Known, on: date) -> bool:
    is_done = known.in_transaction and not database.in_transaction()
    return known.store is database.obj and known.on == on and not is_done


def _signed_in_here() -> Account | None:
    """The account of this process as it is now; it holds for the database in which it signed in."""
    if _account_id is None or _store is not database.obj:
        return None
    found: Account | None = Account.get_or_none((Account.id == _account_id) & Account.deleted_at.is_null())
    return found


def _roles_of(account: Account | None, on: date) -> frozenset[str]:
    if account is None or account.is_blocked:
        return frozenset()
    within = (ActingFor.acts_from <= on) & (ActingFor.acts_until >= on) & ActingFor.deleted_at.is_null()
    acting = ActingFor.select().where((ActingFor.account == account) & within)
    own = {account.role, *(["administrator"] if account.is_administrator else [])}
    return frozenset({*own, *(each.role for each in acting)})


hide_unless(lambda: may("see_sensitive"))
