"""The law on personal data: everything about one person, persons without a consent or kept long enough, deletion."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kazcoop_desktop.cli import spelling
from kazcoop_desktop.cli.arguments import Arguments, Command
from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.base import address_of
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.services import records
from kazcoop_desktop.services.personal import consents, erasing, retention


def _person_data(arguments: Arguments) -> None:
    from kazcoop_desktop.forms.personal import handing_over  # ReportLab is slow to load

    names = handing_over.hand_over(
        records.get(Person, arguments.id),
        Path(arguments.file).absolute(),
        language=arguments.paper_language,
        on=date.today(),
        by=spelling.person(),
        with_restricted=arguments.restricted,
    )
    for name in names:
        print(name)


def _without_consent(arguments: Arguments) -> None:
    found = consents.without_ground(on=arguments.on or date.today())
    if arguments.json:
        spelling.print_json([{"id": person.id, "name": str(person)} for person in found])
    for person in () if arguments.json else found:
        print(f"{person.id:6}  {person}")


def _retention_over(arguments: Arguments) -> None:
    found = retention.over(on=arguments.on or date.today())
    if arguments.json:
        spelling.print_json(
            [
                {"id": each.person.id, "name": str(each.person), "until": each.until.isoformat()}
                for each in found
            ]
        )
    for each in () if arguments.json else found:
        print(f"{each.person.id:6}  {each.until}  {each.person}")


def _erase_person(arguments: Arguments) -> None:
    today = date.today()
    planned = erasing.plan(records.get(Person, arguments.id), on=today)
    for name, listed in (
        (_("Will be destroyed"), planned.destroyed),
        (_("Stays without the person's data"), planned.kept),
    ):
        for each in listed:
            until = f"{each.until}" if each.until else ""
            print(f"{name}: {address_of(each.record)}  {each.record}  {until}".rstrip())
    for mention in planned.unlinked:
        told = _("No longer names the person")
        print(f"{told}: {address_of(mention.record)}  {mention.record}")
    for record in planned.texts:
        told = _("Seems to name the person in a text: change it by hand")
        print(f"{told}: {address_of(record)}  {record}")
    if not arguments.apply:
        print(_("This is only a check: nothing has been deleted yet."))
        return
    erasing.erase(planned, reason=arguments.reason, by=spelling.person(), on=today)
    print(_("The personal data are deleted."))


COMMANDS: tuple[Command, ...] = (
    Command(
        "person-data",
        _person_data,
        N_("writes everything about a person into a new folder or a ZIP file"),
        ("id", "file", "--language", "--restricted"),
    ),
    Command(
        "without-consent",
        _without_consent,
        N_("lists persons whose data are processed on no ground"),
        ("--on", "--json"),
    ),
    Command(
        "retention-over",
        _retention_over,
        N_("lists persons about whom nothing must be kept any longer"),
        ("--on", "--json"),
    ),
    Command(
        "erase-person",
        _erase_person,
        N_("shows what deleting a person's data would do; with --apply does it"),
        ("id", "--reason", "--apply"),
    ),
)
