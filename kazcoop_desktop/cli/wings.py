"""What only one wing knows: passports, stays, balances, rankings, the board, fees."""

from __future__ import annotations

import sys
from datetime import date

from kazcoop_desktop import i18n
from kazcoop_desktop.cli import spelling
from kazcoop_desktop.cli.arguments import Arguments, Command
from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models import values
from kazcoop_desktop.models.base import kind_of, text_of
from kazcoop_desktop.services import (
    records,
)


def _passport(arguments: Arguments) -> None:
    from kazcoop_desktop.models.identity import read_passport_lines
    from kazcoop_desktop.services.foreigners import passport_lines

    read = read_passport_lines(spelling.text_of_file(arguments.file), today=date.today())
    person, passport = passport_lines.drafts(read, issuing_country=arguments.country)
    passport_lines.enter(person, passport, by=spelling.person())
    for warning in passport.warnings(date.today()):
        print(warning, file=sys.stderr)
    print(person.id)


def _enter_stay(arguments: Arguments) -> None:
    from kazcoop_desktop.models.scholar_visit import ScholarVisit
    from kazcoop_desktop.services.foreigners import scholar_stays

    for made in scholar_stays.enter(records.get(ScholarVisit, arguments.id), by=spelling.person()):
        print(f"{kind_of(made)} {made.id}  {made}")


def _balance(arguments: Arguments) -> None:
    from kazcoop_desktop.services.mobility import balance as mobility_balance

    lines = mobility_balance.balance(year=arguments.year)
    if arguments.json:
        spelling.print_json(
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

    count = recognition.recognise(records.get(Mobility, arguments.id), by=spelling.person())
    print(i18n.ngettext("{n} line is decided.", "{n} lines are decided.", count).format(n=count))


def _ranking(arguments: Arguments) -> None:
    from kazcoop_desktop.models.competition import Competition
    from kazcoop_desktop.services.mobility import ranking

    competition = records.get(Competition, arguments.id)
    if arguments.decide:
        ranking.decide(competition, by=spelling.person())
    listed = ranking.ranking(competition)
    if arguments.json:
        spelling.print_json(
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
        spelling.print_json(
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
        counted = fees.calculate(records.get(Visa, arguments.visa), on=on, by=spelling.person())
    if arguments.json:
        spelling.print_json([spelling.as_json(fee) for fee in counted])
        return
    for fee in counted:
        kind = fee.fee_kind
        codes = " ".join(code for code in (kind.kbk, kind.knp) if code)
        factor, mci, amount = map(values.grouped, (fee.factor, fee.mci, fee.amount))
        print(f"{factor} × {mci} = {amount}  {kind}  {text_of(kind, type(kind).payer)}  {codes}")


COMMANDS: tuple[Command, ...] = (
    Command(
        "passport",
        _passport,
        N_("enters a person from the two lines of a passport in a file"),
        ("file", "--country"),
    ),
    Command(
        "enter-stay", _enter_stay, N_("enters the stay of a scholar among the papers of foreigners"), ("id",)
    ),
    Command(
        "balance",
        _balance,
        N_("counts who went to each partner and came from it, by academic year"),
        ("--year", "--json"),
    ),
    Command(
        "recognise", _recognise, N_("decides on the graded lines of a stay abroad by the scale"), ("id",)
    ),
    Command("ranking", _ranking, N_("ranks the candidates of a competition"), ("id", "--decide", "--json")),
    Command("board", _board, N_("lists whose papers of the stay run out next"), ("--on", "--json")),
    Command(
        "fees",
        _fees,
        N_("tells the state fees of a day; with the id of a visa enters them there"),
        ("visa", "--on", "--json"),
    ),
)
