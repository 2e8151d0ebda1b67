"""Accounts and their keys as one act: made, renamed, blocked, given a password; and who comes in by them.

An account is a record in the database and an entry in the key file, and no transaction spans the two. The record is
written first, inside a transaction, and the key file last, before the transaction ends: an error in either leaves
both as they were. Should the power fail between them, whoever comes in still needs both. A key without its record, or
with a blocked one, opens nothing; a record without its key waits for a password from the administrator; and the
recovery code gives any name a password.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.account import Account
from kazcoop_desktop.models.base import Record, database, kind_of
from kazcoop_desktop.models.history import HistoryEntry
from kazcoop_desktop.services import access, history, records, settings, vault

# Words of a position, in the three languages, by which its role is proposed; the first that fits counts.
_ROLES_BY_WORDS = (
    (
        "registrar_head",
        ("тіркеуші бөлімінің бас", "руководитель офиса регистратора", "head of the registrar"),
    ),
    ("registrar_statistician", ("тіркеуші", "регистратор", "registrar")),
    ("council_secretary", ("хатшы", "секретарь", "secretary")),
    ("senior_manager", ("аға менеджер", "старший менеджер", "senior manager")),
    ("manager", ("менеджер", "manager", "маман", "специалист", "specialist")),
    ("head", ("басшы", "бастығы", "директор", "руководитель", "начальник", "head", "director")),
)

SIGN_INS = ("signed_in", "recovered", "refused")  # acts of the history by which somebody came in, or tried to


class _Session(NamedTuple):
    """What this process holds from signing in until its end."""

    folder: Path
    office_key: bytes
    account_id: int


_session: _Session | None = None


def open_without(folder: Path) -> None:
    """Opens a data folder that has no accounts."""
    vault.open_folder(folder)
    access.signed_in(None)


def come_in(folder: Path, name: str, office_key: bytes, *, act: str = "signed_in") -> Account:
    """Opens a data folder with a key that a password or the recovery code has given, and lets the account work.

    `act` is how the history calls it. Raises UserError, with the database closed, when the account is blocked or gone.
    """
    global _session
    opened = vault.open_folder(folder, office_key)
    try:
        if named(name) is None:
            vault.remove(folder, name)  # a key without its record, as after an older copy was put in place
            raise UserError(_no_account(name))
        account = _found(name)
        _let_in(account, act)
    except BaseException:
        opened.close()
        raise
    _session = _Session(folder, office_key, account.id)
    return account


def leave() -> None:
    """Nobody works in this process any longer; what it held to open the data is forgotten."""
    global _session
    _session = None
    access.signed_in(None)


def reopen() -> None:
    """Opens the data again after they were closed for a while, for whoever had signed in."""
    vault.open_folder(_held().folder, _held().office_key)
    access.signed_in(Account.get_by_id(_held().account_id))


def unlock(folder: Path, name: str, password: str, *, now: datetime) -> Account:
    """The account whose password brings a locked program back. Raises WrongPassword, TooSoon, or that it is blocked."""
    vault.sign_in(folder, name, password, now=now)
    return _found(name)


def take_over(account: Account) -> None:
    """From now on another account works in this process; its password was checked by `unlock`."""
    global _session
    _session = _held()._replace(account_id=account.id)
    _let_in(account, "signed_in")


def told_failures(account: Account) -> vault.Failures | None:
    """Wrong passwords typed for an account since its owner came in last; written into the history as they are told."""
    failures = vault.failures(_held().folder, account.user_name)
    if failures is not None:
        changes = {"count": failures.attempts, "last": f"{failures.last_at:%d.%m.%Y %H:%M}"}
        with database.atomic():
            history.write(kind_of(account), account.id, "refused", by=account.user_name, changes=changes)
    return failures


def begin(folder: Path, account: Account, password: str, *, by: str) -> str:
    """Makes the first account, which administers the program; whoever made it has signed in. Gives the recovery code.

    Raises Invalid naming what is wrong with the account, and UserError when the password is too short.
    """
    global _session
    vault.check_password(password)
    with database.atomic(), access.as_program():  # no role can allow what gives the first role
        account.is_administrator = True
        _normalise(account)
        records.save(account, by=by)
        office_key, code = vault.create(folder, account.user_name, password)
    _session = _Session(folder, office_key, account.id)
    access.signed_in(account)
    return code


def add(account: Account, password: str, *, by: str) -> Account:
    """Makes an account with a password for its first sign-in, when it must be changed."""
    access.require("accounts")
    vault.check_password(password)
    account.must_change_password = True
    with database.atomic():
        _normalise(account)
        records.save(account, by=by)
        vault.add(_held().folder, _held().office_key, account.user_name, password)
    access.refresh()
    return account


def give_password(account: Account, password: str, *, by: str) -> None:
    """Gives an account a password for its next sign-in, when it must be changed; a blocked one can sign in again."""
    access.require("accounts")
    vault.check_password(password)
    with database.atomic():
        account.is_blocked = False
        account.must_change_password = True
        records.save(account, by=by)
        history.write(kind_of(account), account.id, "password", by=by)
        vault.set_password(_held().folder, _held().office_key, account.user_name, password)
    access.refresh()


def block(account: Account, *, by: str) -> None:
    """Lets an account not sign in any more; its records and its history stay."""
    account.is_blocked = True
    save(account, by=by)


def save(account: Account, *, by: str) -> Account:
    """Saves an account that was changed in its register, and lets its key follow a new name or a block.

    Raises UserError for the first account, which needs a password, and for an account that is unblocked without one.
    """
    if _session is None:
        raise UserError(_("The first account is made under Tools, Accounts and security."))
    _normalise(account)
    old = Account.get_or_none(Account.id == account.id)
    if old is not None and old.is_blocked and not account.is_blocked:
        raise UserError(_("Give the account a new password: that unblocks it."))
    folder = _session.folder
    with database.atomic():
        records.save(account, by=by)
        if old is not None and old.user_name != account.user_name:
            settings.rename_owner(old.user_name, account.user_name)
            vault.rename(folder, old.user_name, account.user_name)
        if account.is_blocked:
            vault.remove(folder, account.user_name)
    access.refresh()
    return account


def refuse_many(model: type[Record]) -> None:
    """Raises UserError for accounts: a list of them brings no passwords, and would leave the key file as it was."""
    if model is Account:
        raise UserError(
            _("Accounts are made one by one, each with its password: Tools, Accounts and security.")
        )


def change_own_password(old: str, new: str, *, now: datetime) -> None:
    """Replaces the password of whoever has signed in. Raises as signing in does, and when the new one is too short."""
    account = _signed_in()
    if old == new:
        raise UserError(_("The new password is the old one. Choose another."))
    vault.change_password(_held().folder, account.user_name, old, new, now=now)
    with database.atomic():
        history.write(kind_of(account), account.id, "password", by=access.name())
        _forgive_initial(account)
    access.refresh()


def confirm(password: str, *, now: datetime) -> None:
    """Checks that whoever has signed in sits here. Raises WrongPassword or TooSoon."""
    vault.sign_in(_held().folder, _signed_in().user_name, password, now=now)


def new_recovery_code(*, by: str) -> str:
    """A new recovery code, shown once; the one before opens nothing any more."""
    access.require("accounts")
    account = _signed_in()
    with database.atomic():
        history.write(kind_of(account), account.id, "recovery_code", by=by)
        return vault.new_recovery_code(_held().folder, _held().office_key)


def encrypt(*, progress: Callable[[int, int], None]) -> None:
    """Encrypts the data, which must be closed; `reopen` opens them again."""
    vault.encrypt(_held().folder, _held().office_key, progress=progress)


def decrypt(*, progress: Callable[[int, int], None]) -> None:
    """Turns encryption off; the data must be closed, and `reopen` opens them again."""
    vault.decrypt(_held().folder, _held().office_key, progress=progress)


def note_encryption(*, is_on: bool, by: str) -> None:
    """Writes into the history that encryption was turned on or off."""
    account = _signed_in()
    with database.atomic():
        history.write(kind_of(account), account.id, "encrypted" if is_on else "decrypted", by=by)


def can_sign_in(account: Account) -> bool:
    """Whether the account has a password."""
    return not account.is_blocked and account.user_name in vault.names(_held().folder)


def last_sign_ins(limit: int) -> list[HistoryEntry]:
    """Who came in, and who tried to, the latest first."""
    came = (HistoryEntry.kind == kind_of(Account)) & HistoryEntry.act.in_(SIGN_INS)
    return list(HistoryEntry.select().where(came).order_by(HistoryEntry.id.desc()).limit(limit))


def proposed_name(surname: str) -> str:
    """The user name proposed for a person: the surname in small letters, with a number where it is taken."""
    stem = "".join(surname.casefold().split()) or "user"
    taken = {account.user_name.casefold() for account in Account.select(Account.user_name)}
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}{number}", number + 1
    return name


def role_of_position(position: str) -> str:
    """The role proposed for whoever holds a position, by its name in any language."""
    said = position.casefold()
    return next((role for role, words in _ROLES_BY_WORDS if any(word in said for word in words)), "manager")


def _let_in(account: Account, act: str) -> None:
    access.signed_in(account)
    with database.atomic():
        history.write(kind_of(account), account.id, act, by=access.name())
        if act == "recovered":  # with a password that they have chosen themselves
            _forgive_initial(account)


def _forgive_initial(account: Account) -> None:
    """The password is now one that only its owner knows; this follows from what they did, whatever their role."""
    with access.as_program():
        account.must_change_password = False
        records.save(account, by=access.name())


def named(name: str) -> Account | None:
    """The account of this name; None when there is none."""
    found: Account | None = Account.get_or_none(
        (Account.user_name == _nfc(name)) & Account.deleted_at.is_null()
    )
    return found


def _found(name: str) -> Account:
    """The account of this name, unblocked. Raises UserError when it is blocked or not there."""
    account = named(name)
    if account is None:
        raise vault.WrongPassword
    if account.is_blocked:
        sentence = _("Your account is blocked. Ask the administrator: {administrator}.")
        raise UserError(sentence.format(administrator=", ".join(access.administrators())))
    return account


def _no_account(name: str) -> str:
    others = Account.select().where(Account.deleted_at.is_null() & ~Account.is_blocked).order_by(Account.id)
    sentence = _(
        "The data has no account “{name}”. Sign in as another, or give one of these a password by the recovery "
        "code: {names}."
    )
    return sentence.format(name=name, names=", ".join(account.user_name for account in others))


def _held() -> _Session:
    assert _session is not None, "nobody has signed in"
    return _session


def _signed_in() -> Account:
    account = access.who()
    if account is None:
        raise UserError(_("Sign in first: the data has accounts."))
    return account


def _normalise(account: Account) -> None:
    account.user_name = _nfc(account.user_name.strip())


def _nfc(name: str) -> str:
    return unicodedata.normalize("NFC", name)
