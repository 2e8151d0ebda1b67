"""Spreadsheets in and out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kazcoop_desktop.cli import spelling
from kazcoop_desktop.cli.arguments import Arguments, Command
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models import find
from kazcoop_desktop.models.base import kind_of
from kazcoop_desktop.models.delegation import Delegation
from kazcoop_desktop.services import browse
from kazcoop_desktop.services.personal import looks


def _import(arguments: Arguments) -> None:
    """Rows with errors end the command with status 1 both ways, so that a script notices them."""
    from kazcoop_desktop.services.spreadsheets import (
        answers,
        exporting,
        importing,
        planning,
        together,
        whole_names,
        workbook,
    )

    model = find(arguments.kind)
    sheet = whole_names.apart(model, workbook.read(Path(arguments.file), sheet=arguments.sheet))
    headers = together.headers(model, sheet)
    plan = together.plan(sheet, headers)
    for typed in arguments.answer:
        answers.take(plan.questions.values(), typed)
    if arguments.answer:
        plan = together.plan(sheet, headers)
    for line in planning.report(plan):
        print(line)
    if plan.wrong and arguments.wrong:
        exporting.save_wrong(plan, arguments.wrong)
    if not arguments.apply:
        print(_("This is only a check: nothing has been written yet."))
    else:
        importing.apply(plan, by=spelling.person())
        sentence = _("Import finished. Written: {written}, skipped: {skipped}.")
        print(sentence.format(written=plan.writes(), skipped=len(plan.wrong)))
    if plan.wrong and arguments.apply:
        raise UserError(_("Save the rows with errors to a file, correct them and import it again."))
    if plan.wrong:
        raise UserError(_("Rows with errors will be skipped."))


def _undo_import(arguments: Arguments) -> None:
    from kazcoop_desktop.services.spreadsheets import importing

    last = importing.latest(kind_of(find(arguments.kind)))
    if last is None:
        raise UserError(_("There is no import to undo."))
    importing.undo(last, by=spelling.person())
    print(_("The import was undone; the records are as before."))


def _export(arguments: Arguments) -> None:
    from kazcoop_desktop.services.spreadsheets import exporting

    model = find(arguments.kind)
    query = browse.Query(model, search=arguments.search)
    if model.is_restricted:
        spelling.look_at(query.rows(query.ids()).values(), arguments)
    ids = query.ids()
    count = exporting.export_ids(model, ids, Path(arguments.file))
    looks.exported(model, ids, by=spelling.person())
    print(_("Rows in the file “{file}”: {rows}").format(file=arguments.file, rows=count))


def _received(arguments: Arguments) -> None:
    from kazcoop_desktop.services.delegations import visits
    from kazcoop_desktop.services.spreadsheets import exporting

    year = arguments.year
    if not date.min.year <= year <= date.max.year:
        raise UserError(_("There is no such date: {value}.").format(value=year))
    found = visits.received(date(year, 1, 1), date(year, 12, 31))
    count = exporting.export_ids(Delegation, [delegation.id for delegation in found], Path(arguments.file))
    print(_("Rows in the file “{file}”: {rows}").format(file=arguments.file, rows=count))


COMMANDS: tuple[Command, ...] = (
    Command(
        "import",
        _import,
        N_("shows what a spreadsheet would bring; with --apply does it. Status 1 when rows are wrong"),
        ("kind", "file", "--sheet", "--apply", "--wrong", "--answer"),
    ),
    Command("undo-import", _undo_import, N_("takes the last import of a register back"), ("kind",)),
    Command(
        "export",
        _export,
        N_("writes records into a spreadsheet"),
        ("kind", "file", "--search", "--restricted"),
    ),
    Command(
        "received",
        _received,
        N_("writes the delegations received in a year into a spreadsheet"),
        ("year", "file"),
    ),
)
