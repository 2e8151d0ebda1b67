"""Signing in on the command line, and the accounts: made, blocked, given a password; encryption, recovery code."""

from __future__ import annotations

import getpass
import os
import sys
from datetime import datetime
from pathlib import Path

from kazcoop_desktop.cli import spelling
from kazcoop_desktop.cli.arguments import Arguments, Command
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.account import ROLES, Account
from kazcoop_desktop.models.base import database
from kazcoop_desktop.models.institution import Employee
from kazcoop_desktop.services import access, accounts, files, records, vault

_PASSWORD = "KAZCOOP_PASSWORD"
_NEW_PASSWORD = "KAZCOOP_NEW_PASSWORD"


def open_data(folder: Path, user: str | None) -> None:
    """Opens the data folder; where it has accounts, for the user, whose password is asked for.

    Raises UserError when no user is named, or as signing in does.
    """
    if not vault.exists(folder):
        accounts.open_without(folder)
        return
    if not user:
        sentence = _("The data has accounts. Say who you are: kazcoop --user NAME … ({names})")
        raise UserError(sentence.format(names=", ".join(vault.names(folder))))
    key = vault.sign_in(folder, user, _asked(_("Password"), _PASSWORD), now=datetime.now())
    account = accounts.come_in(folder, user, key)
    if failures := accounts.told_failures(account):
        sentence = _(
            "Wrong passwords typed for your account since you were here: {count}, the last one {when}."
        )
        when = f"{failures.last_at:%d.%m.%Y %H:%M}"
        print(sentence.format(count=failures.attempts, when=when), file=sys.stderr)


def _account(arguments: Arguments) -> None:
    match arguments.act_of_account:
        case "add":
            _add(arguments)
        case "block":
            accounts.block(_named(arguments.name), by=spelling.person())
        case "unblock":
            accounts.give_password(_named(arguments.name), _new_password(), by=spelling.person())
        case "password":
            _change_password(arguments.name)


def _add(arguments: Arguments) -> None:
    """The first account of a data folder is made here, too; then the recovery code is printed."""
    if arguments.role not in dict(ROLES):
        sentence = _("There is no role “{role}”. There are: {roles}.")
        raise UserError(sentence.format(role=arguments.role, roles=", ".join(dict(ROLES))))
    employee = records.get(Employee, arguments.employee) if arguments.employee else None
    account = Account(user_name=arguments.name, employee=employee, role=arguments.role)
    if access.has_accounts():
        accounts.add(account, _new_password(), by=spelling.person())
        return
    _show(accounts.begin(files.folder(), account, _new_password(), by=spelling.person()))


def _change_password(name: str) -> None:
    """One's own password, or that of another account for its next sign-in."""
    own = access.who()
    if own is None or (name and name != own.user_name):
        accounts.give_password(_named(name), _new_password(), by=spelling.person())
    else:
        old = _asked(_("Current password"), _PASSWORD)
        accounts.change_own_password(old, _new_password(), now=datetime.now())


def _encrypt(arguments: Arguments) -> None:
    _switch(on=True)


def _decrypt(arguments: Arguments) -> None:
    _switch(on=False)


def _switch(*, on: bool) -> None:
    access.require("encryption")
    if access.who() is None:
        raise UserError(_("Make an account first: kazcoop account add NAME"))
    database.close()
    (accounts.encrypt if on else accounts.decrypt)(progress=lambda done, total: None)
    accounts.reopen()
    accounts.note_encryption(is_on=on, by=spelling.person())
    print(_("The data is encrypted.") if on else _("The data is no longer encrypted."))


def _recovery_code(arguments: Arguments) -> None:
    if access.who() is None:
        raise UserError(_("Make an account first: kazcoop account add NAME"))
    _show(accounts.new_recovery_code(by=spelling.person()))


def _show(code: str) -> None:
    print(code)
    sentence = _(
        "Write the recovery code down and keep it in the safe. Without it the data cannot be opened."
    )
    print(sentence, file=sys.stderr)


def _named(name: str) -> Account:
    account = accounts.named(name)
    if account is None:
        raise UserError(_("There is no account “{name}”.").format(name=name))
    return account


def _new_password() -> str:
    """The new password, asked for twice on a terminal."""
    if _NEW_PASSWORD in os.environ:
        return os.environ[_NEW_PASSWORD]
    new = _asked(_("New password"), _NEW_PASSWORD)
    if new != _asked(_("New password once more"), _NEW_PASSWORD):
        raise UserError(_("The passwords do not match."))
    return new


def _asked(what: str, variable: str) -> str:
    """A password of the environment, else typed unseen. Raises UserError where nobody can type."""
    if variable in os.environ:
        return os.environ[variable]
    if not sys.stdin.isatty():
        raise UserError(
            _("Enter the password on a terminal, or set the variable {name}.").format(name=variable)
        )
    return getpass.getpass(f"{what}: ")


COMMANDS: tuple[Command, ...] = (
    Command(
        "account",
        _account,
        N_("makes an account, blocks or unblocks it, or sets a password"),
        ("act_of_account", "name", "--role", "--employee"),
    ),
    Command("encrypt", _encrypt, N_("encrypts the data folder")),
    Command("decrypt", _decrypt, N_("turns the encryption of the data folder off")),
    Command("recovery-code", _recovery_code, N_("makes a new recovery code and prints it")),
)
