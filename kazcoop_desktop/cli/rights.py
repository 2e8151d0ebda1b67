"""Accounts and rights: who may sign in, and what each role may do."""

from __future__ import annotations

from kazcoop_desktop.cli import spelling
from kazcoop_desktop.cli.arguments import Arguments, Command
from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.account import ROLES, Account
from kazcoop_desktop.models.base import fields_of, text_of
from kazcoop_desktop.services import browse, rights

_ANSWERS = {"all": N_("all"), "own": N_("own registers"), "-": "—"}


def _accounts(arguments: Arguments) -> None:
    query = browse.Query(Account)
    rows = query.rows(ids := query.ids())
    accounts = [rows[account_id] for account_id in ids]
    if arguments.json:
        spelling.print_json([spelling.as_json(account) for account in accounts])
        return
    for account in accounts:
        told = (text_of(account, field) for field in fields_of(Account) if field is not Account.note)
        print("  ".join(text or "—" for text in told))


def _rights(arguments: Arguments) -> None:
    rows = list(rights.rows())
    if arguments.json:
        own = {role: sorted(areas) for role, areas in rights.OWN.items()}
        spelling.print_json({"own": own, "rights": {row.action: dict(row.cells) for row in rows}})
        return
    for row in rows:
        print(_(rights.ACTIONS[row.action]))
        for role, title in ROLES:
            cell = _ANSWERS[row.cells[role]]
            print(f"  {_(title)}: {_(cell)}")


COMMANDS: tuple[Command, ...] = (
    Command("accounts", _accounts, N_("lists the accounts"), ("--json",)),
    Command("rights", _rights, N_("tells what each role may do"), ("--json",), needs_data=False),
)
