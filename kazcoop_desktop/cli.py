"""The same services without a window: `kazcoop COMMAND …`."""

from __future__ import annotations

import argparse
import getpass
import gettext
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from kazcoop_desktop import __version__, i18n, paths
from kazcoop_desktop.errors import Trouble, UserError, trouble_behind
from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models import RECORDS, find, store, values
from kazcoop_desktop.models.base import Record, database, fields_of, kind_of, label, text_of
from kazcoop_desktop.models.delegation import Delegation
from kazcoop_desktop.services import (
    backup,
    browse,
    checklists,
    deadlines,
    files,
    follow_ups,
    history,
    records,
    restricted,
    search,
    shipped,
    stages,
)

Arguments = argparse.Namespace
# What argparse says by itself, looked up by it in our catalogue.
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


def main(argv: Sequence[str]) -> int:
    """Does one command and gives the exit status: 0 done, 1 refused with a sentence, 2 not understood."""
    _speak_unicode()
    common = common_options()
    common.add_argument("command", nargs=argparse.REMAINDER)
    first = common.parse_args(argv)
    _speak(first.language)
    arguments = _parser().parse_args(first.command)
    try:
        if arguments.act in _WITHOUT_DATA:
            arguments.act(arguments)
        else:
            with closing(store.open_store(paths.data_folder(first.data))):
                shipped.load(by=_person())
                arguments.act(arguments)
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


class _Help(argparse.HelpFormatter):
    """Help that begins with our word for usage; argparse's own ends in a space, which catalogues lose."""

    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        ours = _("Usage:") + " "
        super().add_usage(usage, actions, groups, ours if prefix is None else prefix)


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
        "--language", choices=i18n.available(), default=i18n.current(), help=_("the language")
    )
    return options


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kazcoop", description=_("Without a command the window opens."), formatter_class=_Help
    )
    parser.add_argument(
        "--version", action="version", version=__version__, help=_("shows the version of the program")
    )
    commands = parser.add_subparsers(metavar=_("COMMAND"), required=True)

    def command(
        name: str, act: Callable[[Arguments], None], sentence: str, *arguments: str
    ) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=sentence, description=sentence, formatter_class=_Help)
        added.set_defaults(act=act)
        for argument in arguments:
            added.add_argument(argument, **_ARGUMENTS.get(argument, {}))
        return added

    command("demo", _demo, _("fills an empty data folder with invented data"), "--records")
    command("kinds", _kinds, _("lists the registers"))
    command("fields", _fields, _("lists the fields of a register"), "kind")
    command(
        "list",
        _list,
        _("lists records in the Kazakh order"),
        "kind",
        "--search",
        "--limit",
        "--json",
        "--restricted",
    )
    command("show", _show, _("shows one record"), "kind", "id", "--json", "--restricted")
    command("add", _add, _("enters a record from a JSON file and prints its id"), "kind", "file")
    command(
        "passport",
        _passport,
        _("enters a person from the two lines of a passport in a file"),
        "file",
        "--country",
    )
    command("set", _set, _("changes fields of a record by a JSON file"), "kind", "id", "file")
    command("delete", _delete, _("puts a record into the recycle bin"), "kind", "id")
    command("move", _move, _("moves a case to a stage"), "kind", "id", "stage", "--on", "--anyway")
    command("checklist", _checklist, _("shows the checklist of a case"), "kind", "id", "--json")
    command("tick", _tick, _("ticks an item of the checklist off"), "kind", "id", "item", "--on")
    command("enter-stay", _enter_stay, _("enters the stay of a scholar among the papers of foreigners"), "id")
    command("attach", _attach, _("files a scan with a record"), "kind", "id", "file")
    command("search", _search, _("searches everywhere"), "text", "--json")
    command("due", _due, _("lists deadlines"), "--on", "--json")
    command(
        "balance",
        _balance,
        _("counts who went to each partner and came from it, by academic year"),
        "--year",
        "--json",
    )
    command("recognise", _recognise, _("decides on the graded lines of a stay abroad by the scale"), "id")
    command("ranking", _ranking, _("ranks the candidates of a competition"), "id", "--decide", "--json")
    command("board", _board, _("lists whose papers of the stay run out next"), "--on", "--json")
    command(
        "fees",
        _fees,
        _("tells the state fees of a day; with the id of a visa enters them there"),
        "visa",
        "--on",
        "--json",
    )
    command("history", _history, _("tells who changed a record, and when"), "kind", "id", "--json")
    command(
        "import",
        _import,
        _("shows what a spreadsheet would bring; with --apply does it. Status 1 when rows are wrong"),
        "kind",
        "file",
        "--sheet",
        "--apply",
        "--wrong",
        "--answer",
    )
    command("undo-import", _undo_import, _("takes the last import of a register back"), "kind")
    command(
        "received",
        _received,
        _("writes the delegations received in a year into a spreadsheet"),
        "year",
        "file",
    )
    command(
        "export", _export, _("writes records into a spreadsheet"), "kind", "file", "--search", "--restricted"
    )
    command("forms", _forms, _("lists the printed forms"))
    command(
        "print",
        _print,
        _("prints a form for records, or a blank one"),
        "form",
        "ids",
        "--kind",
        "--option",
        "--language",
        "--blank",
        "-o",
    )
    command("backup", _backup, _("makes a backup copy"), "file")
    command("restore", _restore, _("puts a backup copy back"), "file")
    command("check", _check, _("checks the database and the files"))
    command("selftest", _selftest, _("writes into a file what works on this computer"), "file")
    return parser


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        raise argparse.ArgumentTypeError(_("There is no such date: {value}.").format(value=typed)) from error


def _count(typed: str) -> int:
    if not typed.isdecimal() or len(typed) > 9:
        raise argparse.ArgumentTypeError(_("Enter a number, for example: {example}.").format(example=30))
    return int(typed)


_ARGUMENTS: dict[str, dict[str, Any]] = {
    "id": {"type": _count},
    "ids": {"type": _count, "nargs": "*"},
    "visa": {"type": _count, "nargs": "?"},
    "year": {"type": _count},
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
    "--wrong": {"metavar": "FILE", "type": Path},
    "--answer": {"action": "append", "default": [], "metavar": "SPELLING=VALUE"},
}


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


def _list(arguments: Arguments) -> None:
    model = find(arguments.kind)
    query = browse.Query(model, search=arguments.search)
    ids = query.ids()[: arguments.limit]
    rows = query.rows(ids)
    shown = [rows[record_id] for record_id in ids]
    _look_at(shown, arguments)
    if arguments.json:
        _print_json([_as_json(record) for record in shown])
    for record in () if arguments.json else shown:
        print(
            f"{record.id:6}  " + "  ".join(text_of(record, column) or "—" for column in model.outline.columns)
        )


def _show(arguments: Arguments) -> None:
    record = _record(arguments)
    _look_at([record], arguments)
    if arguments.json:
        _print_json(_as_json(record))
        return
    print(record)
    for field in fields_of(type(record)):
        if shown := text_of(record, field):
            print(f"  {label(field)}: {shown}")


def _add(arguments: Arguments) -> None:
    record = find(arguments.kind)()
    _fill(record, _read_json(arguments.file))
    print(follow_ups.save(record, by=_person()).id)


def _passport(arguments: Arguments) -> None:
    from kazcoop_desktop.models.identity import read_passport_lines
    from kazcoop_desktop.services.foreigners import passport_lines

    read = read_passport_lines(_text_of(arguments.file), today=date.today())
    person, passport = passport_lines.drafts(read, issuing_country=arguments.country)
    passport_lines.enter(person, passport, by=_person())
    for warning in passport.warnings(date.today()):
        print(warning, file=sys.stderr)
    print(person.id)


def _set(arguments: Arguments) -> None:
    record = _record(arguments)
    _fill(record, _read_json(arguments.file))
    follow_ups.save(record, by=_person())


def _delete(arguments: Arguments) -> None:
    records.delete(_record(arguments), by=_person())


def _move(arguments: Arguments) -> None:
    record = _record(arguments)
    stages.move(
        record, arguments.stage, on=arguments.on or date.today(), by=_person(), anyway=arguments.anyway
    )


def _checklist(arguments: Arguments) -> None:
    lines = checklists.items(_record(arguments), on=date.today())
    if arguments.json:
        done = [
            {"item": line.code, "name": line.name, "done_on": line.done_on and line.done_on.isoformat()}
            for line in lines
        ]
        _print_json(done)
    for line in () if arguments.json else lines:
        done_on = f"{line.done_on:%d.%m.%Y}" if line.done_on else "—"
        print(f"{line.code:20} {done_on:10}  {line.name}  ({line.paragraph})")


def _tick(arguments: Arguments) -> None:
    day = arguments.on or date.today()
    checklists.tick(_record(arguments), arguments.item, on=day, by=_person())


def _enter_stay(arguments: Arguments) -> None:
    from kazcoop_desktop.models.scholar_visit import ScholarVisit
    from kazcoop_desktop.services.foreigners import scholar_stays

    for made in scholar_stays.enter(records.get(ScholarVisit, arguments.id), by=_person()):
        print(f"{kind_of(made)} {made.id}  {made}")


def _attach(arguments: Arguments) -> None:
    files.attach(_record(arguments), Path(arguments.file), by=_person())


def _search(arguments: Arguments) -> None:
    hits = search.everywhere(arguments.text)
    if arguments.json:
        _print_json([{"kind": kind_of(hit.record), **_as_json(hit.record), "file": hit.file} for hit in hits])
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
        _print_json(for_json)
    for line in () if arguments.json else for_json:
        print("{due_on}  {days_left:>5}  {title}: {name}  ({kind} {id}; {paragraph})".format(**line))


def _balance(arguments: Arguments) -> None:
    from kazcoop_desktop.services.mobility import balance as mobility_balance

    lines = mobility_balance.balance(year=arguments.year)
    if arguments.json:
        _print_json(
            [
                {
                    "year": line.year,
                    "partner": line.partner.id,
                    "name": str(line.partner),
                    "outgoing": line.outgoing,
                    "incoming": line.incoming,
                    "places_out": line.places_out,
                    "places_in": line.places_in,
                }
                for line in lines
            ]
        )
        return
    for line in lines:
        print(f"{line.year}  {line.outgoing:>6} {line.incoming:>6} {line.balance:>+6}  {line.partner}")
    went, came = mobility_balance.totals(lines)
    sentence = _("Went: {went}, came: {came}, balance: {balance}")
    print(sentence.format(went=went, came=came, balance=came - went))


def _recognise(arguments: Arguments) -> None:
    from kazcoop_desktop.models.mobility import Mobility
    from kazcoop_desktop.services.mobility import recognition

    count = recognition.recognise(records.get(Mobility, arguments.id), by=_person())
    print(i18n.ngettext("{n} line is decided.", "{n} lines are decided.", count).format(n=count))


def _ranking(arguments: Arguments) -> None:
    from kazcoop_desktop.models.competition import Competition
    from kazcoop_desktop.services.mobility import ranking

    competition = records.get(Competition, arguments.id)
    if arguments.decide:
        ranking.decide(competition, by=_person())
    listed = ranking.ranking(competition)
    if arguments.json:
        _print_json(
            [
                {
                    "candidate": each.candidate.id,
                    "name": str(each.candidate),
                    "total": None if each.total is None else f"{each.total:f}",
                    "rank": each.rank,
                    "decision": each.candidate.decision,
                }
                for each in listed
            ]
        )
    for each in () if arguments.json else listed:
        print(f"{each.rank or '—':>4}  {each.total or '—':>8}  {each.candidate}  {each.candidate.decision}")


def _board(arguments: Arguments) -> None:
    from kazcoop_desktop.services.foreigners import compliance

    on = arguments.on or date.today()
    board = compliance.board(on=on)
    listed = [
        (line, term)
        for line in board.lines
        for term in sorted(line.terms.values(), key=lambda term: term.until)
    ]
    if arguments.json:
        _print_json(
            [
                {
                    "person": line.person_id,
                    "name": line.name,
                    "citizenship": line.country,
                    "paper": term.paper,
                    "until": term.until.isoformat(),
                    "days_left": term.days_left,
                    "unit": term.unit,
                    "step": board.step(term),
                    "paragraph": board.sources.get(term.paper, ""),
                }
                for line, term in listed
            ]
        )
        return
    for line, term in listed:
        source = board.sources.get(term.paper, "")
        print(f"{term.until}  {term.days_left:>5}  {line.name}: {board.step(term)}  ({source})")
    for condition in compliance.conditions(on=on):
        print(f"{condition.sentence}  ({condition.paragraph})")


def _fees(arguments: Arguments) -> None:
    from kazcoop_desktop.models.visa import Visa
    from kazcoop_desktop.services.foreigners import fees

    on = arguments.on or date.today()
    if arguments.visa is None:
        counted = fees.of_day(on)
    else:
        counted = fees.calculate(records.get(Visa, arguments.visa), on=on, by=_person())
    if arguments.json:
        _print_json([_as_json(fee) for fee in counted])
        return
    for fee in counted:
        kind = fee.fee_kind
        codes = " ".join(code for code in (kind.kbk, kind.knp) if code)
        factor, mci, amount = map(values.grouped, (fee.factor, fee.mci, fee.amount))
        print(f"{factor} × {mci} = {amount}  {kind}  {text_of(kind, type(kind).payer)}  {codes}")


def _history(arguments: Arguments) -> None:
    entries = history.of_record(_record(arguments))
    if arguments.json:
        _print_json(
            [
                {"at": f"{e.at:%Y-%m-%dT%H:%M:%S}", "who": e.who, "act": e.act, "changes": e.changes}
                for e in entries
            ]
        )
    for entry in () if arguments.json else entries:
        for line in history.lines(entry):
            print(f"{entry.at:%d.%m.%Y %H:%M}  {line}")


def _import(arguments: Arguments) -> None:
    """Rows with errors end the command with status 1 both ways, so that a script notices them."""
    from kazcoop_desktop.services.spreadsheets import (
        answers,
        exporting,
        importing,
        planning,
        together,
        workbook,
    )

    sheet = workbook.read(Path(arguments.file), sheet=arguments.sheet)
    headers = together.headers(find(arguments.kind), sheet)
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
        importing.apply(plan, by=_person())
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
    importing.undo(last, by=_person())
    print(_("The import was undone; the records are as before."))


def _export(arguments: Arguments) -> None:
    from kazcoop_desktop.services.spreadsheets import exporting

    model = find(arguments.kind)
    query = browse.Query(model, search=arguments.search)
    if model.is_restricted:
        _look_at(query.rows(query.ids()).values(), arguments)
    count = exporting.export(query, Path(arguments.file))
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
        by=_person(),
        deliver=lambda content: files.write_whole(target, content),
        options=options,
    )


def _selftest(arguments: Arguments) -> None:
    from kazcoop_desktop import selftest

    if not selftest.run(Path(arguments.file)):
        raise Trouble(
            _("Something does not work on this computer. It is written in: {file}").format(
                file=arguments.file
            )
        )


def _backup(arguments: Arguments) -> None:
    for name in backup.make(Path(arguments.file).absolute()):
        print(_("Not in the copy, because its content is lost or was changed: {file}").format(file=name))
    print(_("The backup copy is ready: {file}").format(file=arguments.file))


def _restore(arguments: Arguments) -> None:
    kept = backup.put_back(Path(arguments.file))
    print(_("The data is restored. What was there before is kept in: {file}").format(file=kept))


def _check(arguments: Arguments) -> None:
    found = [*store.check(database.obj), *files.damaged()]
    if found:
        raise Trouble("\n".join(found))
    print(_("Checked: no faults found."))


def _record(arguments: Arguments) -> Record:
    return records.get(find(arguments.kind), arguments.id)


def _look_at(shown: Iterable[Record], arguments: Arguments) -> None:
    """Restricted facts are shown only to those who ask for them, and that they did is recorded."""
    model = find(arguments.kind)
    if model.is_restricted and not arguments.restricted:
        sentence = _("“{list}” are shown only when asked for: --restricted. Each look is recorded.")
        raise UserError(sentence.format(list=_(model.outline.title)))
    restricted.look_at(shown, by=_person())


def _fill(record: Record, spelled: dict[str, Any]) -> None:
    """Sets fields by their JSON names. Raises UserError naming the field that is unknown or wrongly spelled."""
    known = {field.name: field for field in fields_of(type(record))}
    for name, value in spelled.items():
        if name == "id":
            continue
        if name not in known:
            sentence = _("“{list}” has no field “{field}”. Its fields: kazcoop fields {kind}")
            raise UserError(
                sentence.format(list=_(type(record).outline.title), field=name, kind=kind_of(record))
            )
        if name == "stage" and value == record.stage:  # type: ignore[attr-defined]
            continue
        setattr(record, name, values.from_plain(known[name], value))


def _as_json(record: Record) -> dict[str, Any]:
    return {"id": record.id} | {
        field.name: values.as_plain(field, record.__data__.get(field.name))
        for field in fields_of(type(record))
    }


def _text_of(name: str) -> str:
    return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")


def _read_json(name: str) -> dict[str, Any]:
    try:
        spelled = json.loads(_text_of(name))
    except ValueError as error:
        raise UserError(
            _("The file “{file}” is not JSON: {reason}").format(file=name, reason=error)
        ) from error
    if not isinstance(spelled, dict):
        raise UserError(_("The file “{file}” holds no record: a JSON object is wanted.").format(file=name))
    return spelled


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _person() -> str:
    """Who is working, as the operating system names them."""
    return getpass.getuser()


_WITHOUT_DATA = (_kinds, _fields, _forms, _selftest)
