"""The arguments that commands take, and how help is worded."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from kazcoop_desktop.i18n import N_, _

Arguments = argparse.Namespace


class Command(NamedTuple):
    """A command by its name: what it does, the marked sentence of its help, and its arguments."""

    name: str
    act: Callable[[Arguments], None]
    sentence: str
    arguments: tuple[str, ...] = ()
    needs_data: bool = True


_OF_ARGPARSE = (
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("not allowed with argument %s"),
)


class Help(argparse.HelpFormatter):
    """Help that begins with our word for usage; argparse's own ends in a space, which catalogues lose."""

    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        ours = _("Usage:") + " "
        super().add_usage(usage, actions, groups, ours if prefix is None else prefix)


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        raise argparse.ArgumentTypeError(_("There is no such date: {value}.").format(value=typed)) from error


def _count(typed: str) -> int:
    if not typed.isdecimal() or len(typed) > 9:
        raise argparse.ArgumentTypeError(_("Enter a number, for example: {example}.").format(example=30))
    return int(typed)


ARGUMENTS: dict[str, dict[str, Any]] = {
    "id": {"type": _count},
    "ids": {"type": _count, "nargs": "*"},
    "visa": {"type": _count, "nargs": "?"},
    "page": {"nargs": "?"},
    "year": {"type": _count},
    "copy": {"nargs": "?", "metavar": "FILE"},
    "second": {"nargs": "?", "metavar": "FOLDER"},
    "--language": {"dest": "paper_language", "default": "kk"},
    "--blank": {"action": "store_true"},
    "--kind": {"metavar": "KIND"},
    "--option": {"action": "append", "default": [], "metavar": "NAME=VALUE"},
    "-o": {"dest": "target", "required": True, "metavar": "FILE.pdf"},
    "--json": {"action": "store_true"},
    "--limit": {"type": _count, "default": 50},
    "--records": {"type": _count, "default": 60},
    "--search": {"default": ""},
    "--on": {"type": _day, "metavar": "YYYY-MM-DD"},
    "--anyway": {"action": "store_true"},
    "--apply": {"action": "store_true"},
    "--restricted": {"action": "store_true"},
    "--country": {"default": "", "metavar": "XX"},
    "--sheet": {},
    "--year": {"default": "", "metavar": "2026/2027"},
    "--decide": {"action": "store_true"},
    "--head": {"action": "append", "default": [], "metavar": "NUMBER:CODE"},
    "--reason": {"default": ""},
    "--approve": {"action": "store_true"},
    "--wrong": {"metavar": "FILE", "type": Path},
    "act_of_account": {"metavar": "ACT", "choices": ("add", "block", "unblock", "password")},
    "name": {"nargs": "?", "default": ""},
    "--role": {"default": "manager"},
    "--employee": {"type": _count, "metavar": "ID"},
    "--answer": {"action": "append", "default": [], "metavar": "SPELLING=VALUE"},
}
