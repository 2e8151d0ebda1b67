"""The user guide: its pages in the language in force, worded as the window is, and a search over them.

A page is Markdown. A command, button or title of the window stands in it as `[[msgid]]`, or `[[context^^msgid]]`, and is
said as the window says it, bold; `[[=msgid]]` is said plainly. `[](page.md)` is a link by the title of that page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from kazcoop_desktop import i18n, paths
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import N_, _, pgettext
from kazcoop_desktop.models.text import fold

CHAPTERS = (
    (N_("First steps"), ("first_day", "window", "records")),
    (
        N_("The tabs"),
        (
            "today",
            "agreements",
            "letters",
            "mobility",
            "trips",
            "delegations",
            "foreign_students",
            "compliance_board",
            "scholars",
            "documents",
            "acquaintance",
            "reference_data",
        ),
    ),
    (N_("Every day"), ("printing", "excel", "search", "nothing_is_lost")),
    (N_("Safety"), ("accounts", "encryption", "backup", "personal_data")),
    (N_("For the administrator"), ("new_computer", "trouble", "command_line")),
)
NAMES = tuple(name for _heading, names in CHAPTERS for name in names)

_WORD = re.compile(r"\[\[(=?)(?:([^\[\]^=]+)\^\^)?([^\[\]]+)\]\]")
_LINK = re.compile(r"\[\]\((\w+)\.md\)")
_COMMANDS = "<!-- commands -->"


class Page(NamedTuple):
    """A page in one language: its name, its title, and all of it as Markdown."""

    name: str
    title: str
    text: str


def folder() -> Path:
    """Where the pages and pictures of the language in force lie; of English, when it has none."""
    own = paths.resource("guide", i18n.current())
    return own if own.is_dir() else paths.resource("guide", "en")


def page(name: str) -> Page:
    """A page by its name, in the language in force. Raises UserError when there is none."""
    if name not in NAMES:
        sentence = _("There is no “{name}” here. There are: {names}.")
        raise UserError(sentence.format(name=name, names=", ".join(NAMES)))
    return _page(name, i18n.current())


def pages() -> Iterator[Page]:
    """All pages, in the order of the contents."""
    return map(page, NAMES)


def found(typed: str) -> list[Page]:
    """The pages that have all the words typed; those that have them in their title come first."""
    words = fold(typed).split()
    having = [each for each in pages() if all(word in fold(each.text) for word in words)]
    return sorted(having, key=lambda each: not all(word in fold(each.title) for word in words))


def words_in(text: str) -> Iterator[tuple[str | None, str]]:
    """The words of the window that a page names, each with its context."""
    return ((context or None, message) for _plainly, context, message in _WORD.findall(text))


@lru_cache
def _page(name: str, language: str) -> Page:
    with i18n.language(language):
        text = (folder() / f"{name}.md").read_text(encoding="utf-8")
        if _COMMANDS in text:
            commands = paths.resource("guide", "commands.md").read_text(encoding="utf-8")
            text = text.replace(_COMMANDS, commands)
        lines = [_worded(line, is_title=line.startswith("#")) for line in text.splitlines()]
        title = lines[0].removeprefix("# ")
        text = _LINK.sub(lambda link: f"[{_title(link[1])}]({link[1]}.md)", "\n".join(lines))
    return Page(name, title, text.replace("![](", f"![{title}]("))


def _title(name: str) -> str:
    with (folder() / f"{name}.md").open(encoding="utf-8") as file:
        return _worded(file.readline().strip().removeprefix("# "), is_title=True)


def _worded(line: str, *, is_title: bool) -> str:
    def said(found: re.Match[str]) -> str:
        plainly, context, message = found.groups()
        word = pgettext(context, message) if context else _(message)
        word = word.replace("&", "").partition("{")[0].rstrip("…: ")
        return word if plainly or is_title else f"**{word}**"

    return _WORD.sub(said, line)
