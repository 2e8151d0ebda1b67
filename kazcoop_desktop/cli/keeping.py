"""Records: listed, shown, entered, changed, moved along; what is due; who did what."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kazcoop_desktop.cli import spelling
from kazcoop_desktop.cli.arguments import Arguments, Command
from kazcoop_desktop.i18n import N_
from kazcoop_desktop.models import find
from kazcoop_desktop.models.base import fields_of, kind_of, label, text_of
from kazcoop_desktop.services import (
    browse,
    checklists,
    deadlines,
    files,
    follow_ups,
    history,
    records,
    revisions,
    search,
    stages,
)


def _list(arguments: Arguments) -> None:
    model = find(arguments.kind)
    query = browse.Query(model, search=arguments.search)
    ids = query.ids()[: arguments.limit]
    rows = query.rows(ids)
    shown = [rows[record_id] for record_id in ids]
    spelling.look_at(shown, arguments)
    if arguments.json:
        spelling.print_json([spelling.as_json(record) for record in shown])
    for record in () if arguments.json else shown:
        print(
            f"{record.id:6}  " + "  ".join(text_of(record, column) or "—" for column in model.outline.columns)
        )


def _show(arguments: Arguments) -> None:
    record = spelling.record(arguments)
    spelling.look_at([record], arguments)
    if arguments.json:
        spelling.print_json(spelling.as_json(record))
        return
    print(record)
    for field in fields_of(type(record)):
        if shown := text_of(record, field):
            print(f"  {label(field)}: {shown}")


def _add(arguments: Arguments) -> None:
    record = find(arguments.kind)()
    spelling.fill(record, spelling.read_json(arguments.file))
    print(follow_ups.save(record, by=spelling.person()).id)


def _set(arguments: Arguments) -> None:
    record = spelling.record(arguments)
    spelling.fill(record, spelling.read_json(arguments.file))
    follow_ups.save(record, by=spelling.person())


def _delete(arguments: Arguments) -> None:
    records.delete(spelling.record(arguments), by=spelling.person())


def _move(arguments: Arguments) -> None:
    record = spelling.record(arguments)
    stages.move(
        record,
        arguments.stage,
        on=arguments.on or date.today(),
        by=spelling.person(),
        anyway=arguments.anyway,
    )


def _revise(arguments: Arguments) -> None:
    record = spelling.record(arguments)
    if arguments.approve:
        revisions.approve(record, by=spelling.person())
        return
    print(revisions.revise(record, reason=arguments.reason, by=spelling.person()).number)


def _checklist(arguments: Arguments) -> None:
    lines = checklists.items(spelling.record(arguments), on=date.today())
    if arguments.json:
        done = [
            {"item": line.code, "name": line.name, "done_on": line.done_on and line.done_on.isoformat()}
            for line in lines
        ]
        spelling.print_json(done)
    for line in () if arguments.json else lines:
        done_on = f"{line.done_on:%d.%m.%Y}" if line.done_on else "—"
        print(f"{line.code:20} {done_on:10}  {line.name}  ({line.paragraph})")


def _tick(arguments: Arguments) -> None:
    day = arguments.on or date.today()
    checklists.tick(spelling.record(arguments), arguments.item, on=day, by=spelling.person())


def _attach(arguments: Arguments) -> None:
    files.attach(spelling.record(arguments), Path(arguments.file), by=spelling.person())


def _search(arguments: Arguments) -> None:
    hits = search.everywhere(arguments.text)
    if arguments.json:
        spelling.print_json(
            [{"kind": kind_of(hit.record), **spelling.as_json(hit.record), "file": hit.file} for hit in hits]
        )
    for hit in () if arguments.json else hits:
        print(f"{kind_of(hit.record)} {hit.record.id}  {hit.record}{f'  ({hit.file})' if hit.file else ''}")


def _due(arguments: Arguments) -> None:
    for_json = []
    for deadline in deadlines.due(on=arguments.on or date.today()):
        for_json.append(
            {
                "due_on": deadline.due_on.isoformat(),
                "days_left": deadline.days_left,
                "title": deadline.title,
                "kind": deadline.kind,
                "id": deadline.record_id,
                "name": deadline.name,
                "paragraph": deadline.paragraph,
            }
        )
    if arguments.json:
        spelling.print_json(for_json)
    for line in () if arguments.json else for_json:
        print("{due_on}  {days_left:>5}  {title}: {name}  ({kind} {id}; {paragraph})".format(**line))


def _history(arguments: Arguments) -> None:
    entries = history.of_record(spelling.record(arguments))
    if arguments.json:
        spelling.print_json(
            [
                {
                    "at": f"{e.at:%Y-%m-%dT%H:%M:%S}",
                    "who": e.who,
                    "act": e.act,
                    "changes": history.visible_changes(e),
                }
                for e in entries
            ]
        )
    for entry in () if arguments.json else entries:
        for line in history.lines(entry):
            print(f"{entry.at:%d.%m.%Y %H:%M}  {line}")


COMMANDS: tuple[Command, ...] = (
    Command(
        "list",
        _list,
        N_("lists records in the Kazakh order"),
        ("kind", "--search", "--limit", "--json", "--restricted"),
    ),
    Command("show", _show, N_("shows one record"), ("kind", "id", "--json", "--restricted")),
    Command("add", _add, N_("enters a record from a JSON file and prints its id"), ("kind", "file")),
    Command("set", _set, N_("changes fields of a record by a JSON file"), ("kind", "id", "file")),
    Command("delete", _delete, N_("puts a record into the recycle bin"), ("kind", "id")),
    Command("move", _move, N_("moves a case to a stage"), ("kind", "id", "stage", "--on", "--anyway")),
    Command(
        "revise",
        _revise,
        N_("opens a new version of what was approved, or approves it"),
        ("kind", "id", "--reason", "--approve"),
    ),
    Command("checklist", _checklist, N_("shows the checklist of a case"), ("kind", "id", "--json")),
    Command("tick", _tick, N_("ticks an item of the checklist off"), ("kind", "id", "item", "--on")),
    Command("attach", _attach, N_("files a scan with a record"), ("kind", "id", "file")),
    Command("search", _search, N_("searches everywhere"), ("text", "--json")),
    Command("due", _due, N_("lists deadlines"), ("--on", "--json")),
    Command("history", _history, N_("tells who changed a record, and when"), ("kind", "id", "--json")),
)
