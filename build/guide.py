"""Makes what the user guide shows: the table of all commands, and pictures of the window at work on invented data.

`python3 dev.py guide` makes all of it, `python3 dev.py guide commands` the table alone. Made twice, it is the same: the
day is fixed, and no picture shows the clock or the folder.
"""

from __future__ import annotations

import sys
from pathlib import Path

from kazcoop_desktop import cli
from kazcoop_desktop.cli.arguments import ARGUMENTS, Command

GUIDE = Path(__file__).resolve().parent.parent / "resources" / "guide"


def main(words: list[str]) -> int:
    (GUIDE / "commands.md").write_text(table_of_commands(), encoding="utf-8", newline="\n")
    if words != ["commands"]:
        import guide_pictures

        guide_pictures.take_all(GUIDE)
    return 0


def table_of_commands() -> str:
    """A row for each command, its sentence to be said in the language of the guide."""
    rows = [f"| `{usage(command)}` | [[={command.sentence}]] |" for command in cli.COMMANDS]
    return "\n".join(rows)


def usage(command: Command) -> str:
    return " ".join(["kazcoop", command.name, *map(argument_of, command.arguments)])


def argument_of(name: str) -> str:
    how = ARGUMENTS.get(name, {})
    if not name.startswith("-"):
        return {"*": f"[{name.upper()} …]", "?": f"[{name.upper()}]"}.get(how.get("nargs", ""), name.upper())
    metavar = how.get("metavar") or how.get("dest", name.lstrip("-")).upper()
    words = name if how.get("action") == "store_true" else f"{name} {metavar}"
    return words if how.get("required") else f"[{words}]"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
