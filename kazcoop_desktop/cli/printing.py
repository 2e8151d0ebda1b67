"""Printed forms."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from kazcoop_desktop.cli import spelling
from kazcoop_desktop.cli.arguments import Arguments, Command
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models import find
from kazcoop_desktop.models.base import Record, kind_of
from kazcoop_desktop.services import (
    browse,
    files,
    records,
)


def _forms(arguments: Arguments) -> None:
    from kazcoop_desktop.forms import FORMS

    for form in FORMS:
        kinds = ", ".join(kind_of(model) for model in form.kinds)
        print(f"{form.key:24} {kinds:24} {_(form.title)}")


def _print(arguments: Arguments) -> None:
    from kazcoop_desktop import forms
    from kazcoop_desktop.forms.press import options_of, print_papers

    form = forms.find(arguments.form)
    options = options_of(form, arguments.option)
    language, today, target = arguments.paper_language, date.today(), Path(arguments.target).absolute()
    if arguments.blank:
        files.write_whole(target, form.render([], language=language, on=today, blank=True, options=options))
        return
    model = find(arguments.kind) if arguments.kind else form.kinds[0]
    if model not in form.kinds:
        kinds = ", ".join(map(kind_of, form.kinds))
        raise UserError(_("The form “{form}” is printed for: {kinds}.").format(form=form.key, kinds=kinds))
    wanted: list[Record] = [records.get(model, record_id) for record_id in arguments.ids]
    if not wanted and form.per_group:
        query = browse.Query(model)
        rows = query.rows(ids := query.ids())
        wanted = [rows[record_id] for record_id in ids]
    if not wanted:
        raise UserError(_("Name the records to print, or ask for a blank form with --blank."))
    for line in form.lacking(wanted):
        print(_("Not filled in: {names}").format(names=line), file=sys.stderr)
    print_papers(
        form,
        wanted,
        language=language,
        on=today,
        by=spelling.person(),
        deliver=lambda content: files.write_whole(target, content),
        options=options,
    )


COMMANDS: tuple[Command, ...] = (
    Command("forms", _forms, N_("lists the printed forms"), needs_data=False),
    Command(
        "print",
        _print,
        N_("prints a form for records, or a blank one"),
        ("form", "ids", "--kind", "--option", "--language", "--blank", "-o"),
    ),
)
