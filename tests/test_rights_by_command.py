"""What each role learns by the command line and by reports: what the matrix lets it read, and nothing besides."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from kazcoop_desktop import cli, forms
from kazcoop_desktop.errors import Trouble, UserError
from kazcoop_desktop.models.account import ROLES, Account
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.base import Record, database, kind_of
from kazcoop_desktop.models.competition import Competition
from kazcoop_desktop.models.delegation import Delegation
from kazcoop_desktop.models.document import Document, Edition
from kazcoop_desktop.models.foreign_citizen import ForeignCitizen
from kazcoop_desktop.models.letter import Letter
from kazcoop_desktop.models.mobility import Mobility
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.models.reference import Position
from kazcoop_desktop.models.scholar_visit import ScholarVisit
from kazcoop_desktop.models.store import Store, open_store
from kazcoop_desktop.models.trip import Trip
from kazcoop_desktop.models.visa import Visa
from kazcoop_desktop.services import (
    access,
    browse,
    copies,
    counters,
    deadlines,
    history,
    letters,
    records,
    rights,
    search,
    shipped,
    visits,
)
from kazcoop_desktop.services.delegations import visits as delegations
from kazcoop_desktop.services.documents import acquaintance
from kazcoop_desktop.services.foreigners import compliance
from kazcoop_desktop.services.mobility import abroad, balance
from kazcoop_desktop.services.personal import consents, looks, retention
from kazcoop_desktop.services.spreadsheets import exporting
from tests.samples import PERSON, as_administrator, saved

DAY = date(2026, 11, 20)
MODELS = (
    Agreement,
    Competition,
    Delegation,
    Document,
    Edition,
    ForeignCitizen,
    Letter,
    Mobility,
    Person,
    ScholarVisit,
    Trip,
    Visa,
)
every_role = pytest.mark.parametrize("role", [role for role, _name in ROLES])


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """An account of every role and a record of every register that is tried; the same for all tests."""
    opened = open_store(tmp_path_factory.mktemp("office"))
    as_administrator()
    for role, _name in ROLES:
        records.save(Account(user_name=role.replace("_", "-"), role=role), by=PERSON)
    for model in MODELS:
        if model.get_or_none() is None:
            saved(model)
    shipped.load(by=PERSON)
    copies.make("command").rename(Path(opened.database).parent / "copy.kazcoop")
    yield opened
    opened.close()


def sign_in(role: str) -> None:
    access.signed_in(Account.get(Account.user_name == role.replace("_", "-")), today=lambda: DAY)


def is_refused(act: Callable[[], object]) -> bool:
    """Whether an act is refused for want of a right, not for another reason."""
    try:
        act()
    except access.NotAllowed:
        return True
    except (UserError, Trouble, OSError):
        return False
    return False


def is_refused_and_undone(act: Callable[[], object]) -> bool:
    """The same; what was done is undone."""
    with database.atomic() as attempt:
        try:
            return is_refused(act)
        finally:
            attempt.rollback()


def number(model: type[Record]) -> int:
    found: Record = model.select().where(model.deleted_at.is_null()).order_by(model.id).get()
    return found.id


def may_all(role: str, *needed: tuple[str, type[Record] | None]) -> bool:
    return all(rights.allowed(role, action, model) for action, model in needed)


# Reports: what each reads, by the register without which it cannot be told.

REPORTS: dict[str, tuple[Callable[[], object], type[Record]]] = {
    "compliance board": (lambda: compliance.board(on=DAY), ForeignCitizen),
    "conditions of a service": (lambda: compliance.conditions(on=DAY), ForeignCitizen),
    "balance of mobility": (balance.balance, Mobility),
    "years of the balance": (balance.years, Mobility),
    "staff and learners abroad": (lambda: abroad.stays(DAY, DAY), Mobility),
    "citizens studying abroad": (lambda: abroad.studying_on(DAY), Mobility),
    "acquaintance board": (lambda: acquaintance.outstanding(on=DAY), Document),
    "unanswered letters": (lambda: letters.unanswered("incoming"), Letter),
    "journal of letters": (lambda: letters.journal_book("incoming", DAY, DAY), Letter),
    "delegations received": (lambda: delegations.received(DAY, DAY), Delegation),
    "persons without a consent": (lambda: consents.without_ground(on=DAY), Person),
    "persons whose retention is over": (lambda: retention.over(on=DAY), Person),
}


@every_role
@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.usefixtures("office")
def test_a_report_is_told_to_those_who_may_read_what_it_tells_of(role: str, report: str) -> None:
    act, model = REPORTS[report]
    sign_in(role)
    assert is_refused(act) is not rights.allowed(role, "read", model)


@every_role
@pytest.mark.usefixtures("office")
def test_today_counts_and_lists_only_what_the_role_may_read(role: str) -> None:
    sign_in(role)
    shown = {figure.register for figure in counters.figures(on=DAY) if figure.register}
    kinds = {each.kind for each in deadlines.due(on=DAY, horizon=4000)} - {"paper"}
    changed = {change.entry.kind for change in visits.changes_since(datetime(2026, 1, 1))}
    found = {
        kind_of(hit.record) for word in ("Ғұмарбекұлының", "yntymaqtastyq") for hit in search.everywhere(word)
    }

    for model in (*MODELS, Position, Account):
        if not rights.allowed(role, "read", model):
            assert model not in shown
            assert kind_of(model) not in kinds | changed | found
    is_board_told = any(figure.is_of_board for figure in counters.figures(on=DAY))
    assert is_board_told is rights.allowed(role, "read", ForeignCitizen)


@every_role
@pytest.mark.usefixtures("office")
def test_who_looked_at_a_person_names_no_record_that_the_role_may_not_read(role: str) -> None:
    person = Person.get_by_id(number(Person))
    with access.as_program():
        visa = Visa.get(Visa.person == person)
        looks.exported(Visa, [visa.id], by=PERSON)
        history.write("visa", visa.id, "exported", by=PERSON, changes={"list": "Visas"})
    sign_in(role)

    told = any(look.record.startswith("Visa") for look in looks.at(person))

    assert told is (rights.allowed(role, "read", Visa) or rights.allowed(role, "personal_data"))


@every_role
@pytest.mark.usefixtures("office")
def test_everything_about_a_person_is_printed_by_those_who_may_hand_it_out(role: str) -> None:
    form = forms.find("person_file")
    person = Person.get_by_id(number(Person))
    sign_in(role)

    refused = is_refused(lambda: form.render([person], language="kk", on=DAY))

    assert refused is not may_all(role, ("print", Person), ("personal_data", None))


# Commands: how each is called, and which rights it needs. None where it tells nothing of the data.

Rights = tuple[tuple[str, type[Record] | None], ...]
NOTHING: Rights = ()


def commands(folder: Path, store: Store) -> dict[str, tuple[tuple[object, ...], Rights]]:
    """Each command with arguments that would work, and the rights that it takes."""
    spelled = folder / "record.json"
    spelled.write_text('{"name_ru": "Должность"}', encoding="utf-8")
    lines = folder / "lines.txt"
    lines.write_text(
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10\n",
        encoding="utf-8",
    )
    scan = folder / "scan.pdf"
    scan.write_bytes(b"%PDF-1.7\n")
    sheet = folder / "sheet.xlsx"
    target = folder / "out"
    copy = Path(store.database).parent / "copy.kazcoop"
    visa, person = number(Visa), number(Person)
    return {
        "list": (("visa",), (("read", Visa),)),
        "show": (("visa", visa), (("read", Visa),)),
        "add": (("position", spelled), (("enter", Position),)),
        "set": (("position", number(Position), spelled), (("read", Position), ("change", Position))),
        "delete": (("visa", visa), (("read", Visa), ("delete", Visa))),
        "move": (("visa", visa, "issued"), (("read", Visa), ("move_stage", Visa))),
        "revise": (
            ("edition", number(Edition), "--reason", "Түзету"),
            (("read", Edition), ("revise_approved", Edition)),
        ),
        "checklist": (("visa", visa), (("read", Visa),)),
        "tick": (("agreement", number(Agreement), "draft"), (("read", Agreement), ("change", Agreement))),
        "attach": (("visa", visa, scan), (("read", Visa), ("change", Visa))),
        "search": (("Ғұмарбекұлының",), NOTHING),
        "due": ((), NOTHING),
        "history": (("visa", visa), (("read", Visa),)),
        "import": (("visa", sheet), (("import", Visa),)),
        "undo-import": (("visa",), NOTHING),
        "export": (("visa", target), (("read", Visa), ("export", Visa))),
        "received": ((2026, target), (("read", Delegation), ("export", Delegation))),
        "forms": ((), NOTHING),
        "print": (("fee_sheet", visa, "-o", target), (("read", Visa), ("print", Visa))),
        "passport": ((lines,), (("enter", Person),)),
        "enter-stay": ((number(ScholarVisit),), (("read", ScholarVisit), ("enter", Visa))),
        "balance": ((), (("read", Mobility),)),
        "recognise": ((number(Mobility),), (("read", Mobility),)),
        "ranking": ((number(Competition),), (("read", Competition),)),
        "board": ((), (("read", ForeignCitizen),)),
        "fees": ((visa,), (("read", Visa), ("enter", Visa))),
        "person-data": ((person, target), (("read", Person), ("personal_data", None))),
        "without-consent": ((), (("read", Person),)),
        "retention-over": ((), (("read", Person),)),
        "erase-person": ((person,), (("read", Person), ("personal_data", None))),
        "accounts": ((), (("read", Account),)),
        "rights": ((), NOTHING),
        "account": (("password", "asqar"), (("accounts", None),)),
        "encrypt": ((), (("encryption", None),)),
        "decrypt": ((), (("encryption", None),)),
        "recovery-code": ((), (("accounts", None),)),
        "demo": ((), NOTHING),
        "kinds": ((), NOTHING),
        "fields": (("visa",), NOTHING),
        "backup": ((target,), (("back_up", None),)),
        "copies": ((), NOTHING),
        "compare": ((copy,), (("restore", None),)),
        "second-place": ((folder.parent,), (("back_up", None),)),
        "guide": ((), NOTHING),
        "restore": ((folder / "none.kazcoop",), (("restore", None),)),
        "check": ((), (("check", None),)),
        "selftest": ((), NOTHING),
    }


OF_KEYS = {"account", "encrypt", "decrypt", "recovery-code"}  # only refused here: there is no file with keys
NOT_TRIED = {"demo", "selftest", "guide"}  # fill an empty folder, try this computer, read the guide


def test_every_command_is_tried_or_tells_nothing_of_the_data(office: Store, tmp_path: Path) -> None:
    assert commands(tmp_path, office).keys() == {command.name for command in cli.COMMANDS}


@every_role
def test_a_command_does_for_a_role_what_the_matrix_says(
    office: Store, tmp_path: Path, role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAZCOOP_NEW_PASSWORD", "a long new password")
    with access.as_program():
        exporting.export(browse.Query(Visa), tmp_path / "sheet.xlsx")
    for name, (arguments, needed) in commands(tmp_path, office).items():
        if name in NOT_TRIED or (name in OF_KEYS and may_all(role, *needed)):
            continue
        sign_in(role)
        parsed = cli._parser().parse_args([name, *map(str, arguments)])

        is_about_all = any(model is None for _action, model in needed)
        tried = (
            is_refused if is_about_all else is_refused_and_undone
        )  # copies are not made while something is written

        refused = tried(lambda parsed=parsed: parsed.act(parsed))

        assert refused is not may_all(role, *needed), name
