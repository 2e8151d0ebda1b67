"""The same services without a window: `kazcoop COMMAND …`."""

from __future__ import annotations

import argparse
import gettext
import io
import os
import sys
from collections.abc import Sequence

from kazcoop_desktop import __version__, i18n, paths
from kazcoop_desktop.cli import (
    house,
    keeping,
    lists,
    personal,
    printing,
    rights,
    signing_in,
    spelling,
    wings,
)
from kazcoop_desktop.cli.arguments import ARGUMENTS, Help
from kazcoop_desktop.errors import Trouble, UserError, trouble_behind
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import database
from kazcoop_desktop.services import accounts, shipped

COMMANDS = (
    *keeping.COMMANDS,
    *lists.COMMANDS,
    *printing.COMMANDS,
    *wings.COMMANDS,
    *personal.COMMANDS,
    *rights.COMMANDS,
    *house.COMMANDS,
    *signing_in.COMMANDS,
)


def main(argv: Sequence[str]) -> int:
    """Does one command and gives the exit status: 0 done, 1 refused with a sentence, 2 not understood."""
    _speak_unicode()
    common = common_options()
    common.add_argument("command", nargs=argparse.REMAINDER)
    first = common.parse_args(argv)
    _speak(first.language)
    arguments = _parser().parse_args(first.command)
    try:
        if not arguments.needs_data:
            arguments.act(arguments)
        else:
            signing_in.open_data(paths.data_folder(first.data), first.user)
            try:
                shipped.load(by=spelling.person())
                arguments.act(arguments)
            finally:
                database.close()
                accounts.leave()
    except (UserError, Trouble) as error:
        print(error, file=sys.stderr)
        return 1
    except Exception as error:
        if (trouble := trouble_behind(error)) is None:
            raise
        print(trouble, file=sys.stderr)
        return 1
    return 0


def _speak(language: str) -> None:
    """Says everything in a language, what argparse says included."""
    i18n.use(language)
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(i18n.DOMAIN, str(paths.resource("i18n")))
    gettext.textdomain(i18n.DOMAIN)


def _speak_unicode() -> None:
    """Windows would read and write pipes and files with a code page that lacks Kazakh letters."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


def common_options() -> argparse.ArgumentParser:
    """The options that stand before a command, and with the window: the data folder and the language."""
    options = argparse.ArgumentParser(prog="kazcoop", add_help=False)
    options.add_argument("--data", metavar="DIR", help=_("the data folder"))
    options.add_argument(
        "--user",
        metavar="NAME",
        help=_("the user name; the password is asked for, or taken from KAZCOOP_PASSWORD"),
    )
    options.add_argument(
        "--language", choices=i18n.available(), default=i18n.current(), help=_("the language")
    )
    return options


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kazcoop", description=_("Without a command the window opens."), formatter_class=Help
    )
    parser.add_argument(
        "--version", action="version", version=__version__, help=_("shows the version of the program")
    )
    commands = parser.add_subparsers(metavar=_("COMMAND"), required=True)
    for command in COMMANDS:
        sentence = _(command.sentence)
        added = commands.add_parser(command.name, help=sentence, description=sentence, formatter_class=Help)
        added.set_defaults(act=command.act, needs_data=command.needs_data)
        for argument in command.arguments:
            added.add_argument(argument, **ARGUMENTS.get(argument, {}))
    return parser
