"""The house itself: invented data, registers and their fields, copies, checks."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from kazcoop_desktop.cli import signing_in, spelling
from kazcoop_desktop.cli.arguments import Arguments, Command
from kazcoop_desktop.errors import Trouble
from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models import RECORDS, find
from kazcoop_desktop.models.base import fields_of, kind_of, label
from kazcoop_desktop.services import access, backup, chain, condition, copies, differences, files, guide


def _demo(arguments: Arguments) -> None:
    from kazcoop_desktop.services import demo

    demo.fill(records_wanted=arguments.records, on=date.today())
    print(_("The data folder is filled: {folder}").format(folder=files.folder()))


def _kinds(arguments: Arguments) -> None:
    for model in RECORDS:
        print(f"{kind_of(model):20} {_(model.outline.title)}")


def _fields(arguments: Arguments) -> None:
    for field in fields_of(find(arguments.kind)):
        choices = ", ".join(key for key, _name in field.choices or ())
        print(
            f"{field.name:28} {type(field).__name__:16} {label(field)}{f'  [{choices}]' if choices else ''}"
        )


def _guide(arguments: Arguments) -> None:
    if arguments.page:
        print(guide.page(arguments.page).text)
        return
    for page in guide.pages():
        print(f"{page.name:20} {page.title}")


def _backup(arguments: Arguments) -> None:
    if arguments.copy is None:
        access.require("back_up")
        made = copies.make_and_send("command", by=spelling.person())
    else:
        made = Path(arguments.copy).absolute()
        for name in backup.make(made, by=spelling.person()):
            print(_("Not in the copy, because its content is lost or was changed: {file}").format(file=name))
    print(_("The backup copy is ready: {file}").format(file=made))


def _copies(arguments: Arguments) -> None:
    for copy in copies.everywhere():
        size = _("{size} MB").format(size=f"{copy.size / 1024**2:.1f}")
        print(f"{copy.at:%Y-%m-%d %H:%M}  {size:>9}  {_(copies.REASONS[copy.reason])}  {copy.path}")
    for reminder in copies.reminders(datetime.now()):
        print(reminder)


def _compare(arguments: Arguments) -> None:
    found = differences.between_now_and(Path(arguments.file), key=_key_of(arguments))
    for each in found:
        title = _(find(each.kind).outline.title)
        for heading, count, names in (
            (_("Would disappear"), each.gone, each.names_gone),
            (_("Would come back"), each.back, each.names_back),
            (_("Would change"), each.changed, each.names_changed),
        ):
            if count:
                print(f"{title}: {heading} {count}: {'; '.join(names)}{'…' if count > len(names) else ''}")
    if not found:
        print(_("Checked: the copy is whole. It holds the same records as there are now."))


def _second_place(arguments: Arguments) -> None:
    copies.choose_second_place(Path(arguments.second).absolute() if arguments.second else None)


def _restore(arguments: Arguments) -> None:
    kept = backup.put_back(Path(arguments.file), by=spelling.person(), key=_key_of(arguments))
    print(_("The data is restored. What was there before is kept in: {file}").format(file=kept))


def _key_of(arguments: Arguments) -> bytes | None:
    """What opens a copy that was made under another key: a password of that time."""
    keys = backup.other_keys(Path(arguments.file))
    return signing_in.key_of_copy(keys, arguments.copy_user) if keys else None


def _check(arguments: Arguments) -> None:
    access.require("check")
    heads = [chain.read_head(typed) for typed in arguments.head]
    if found := condition.faults(datetime.now(), heads=heads):
        raise Trouble("\n".join(found))
    print(_("Checked: no faults found."))


def _selftest(arguments: Arguments) -> None:
    from kazcoop_desktop import selftest

    if not selftest.run(Path(arguments.file)):
        raise Trouble(
            _("Something does not work on this computer. It is written in: {file}").format(
                file=arguments.file
            )
        )


COMMANDS: tuple[Command, ...] = (
    Command("demo", _demo, N_("fills an empty data folder with invented data"), ("--records",)),
    Command("kinds", _kinds, N_("lists the registers"), needs_data=False),
    Command("fields", _fields, N_("lists the fields of a register"), ("kind",), needs_data=False),
    Command(
        "backup", _backup, N_("makes a backup copy: in a file, or among the others of the folder"), ("copy",)
    ),
    Command("copies", _copies, N_("lists the backup copies")),
    Command(
        "compare", _compare, N_("tells what would be otherwise with a backup copy"), ("file", "--copy-user")
    ),
    Command("second-place", _second_place, N_("names the folder that gets every copy as well"), ("second",)),
    Command(
        "guide",
        _guide,
        N_("prints a page of the user guide, or lists its pages"),
        ("page",),
        needs_data=False,
    ),
    Command("restore", _restore, N_("puts a backup copy back"), ("file", "--copy-user")),
    Command("check", _check, N_("checks the database, the files and the history"), ("--head",)),
    Command(
        "selftest",
        _selftest,
        N_("writes into a file what works on this computer"),
        ("file",),
        needs_data=False,
    ),
)
