"""Every cell of the matrix, tried on the services: what a role may do is done, all else is refused and undone."""

import ast
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from kazcoop_desktop.errors import Trouble, UserError
from kazcoop_desktop.models.account import ROLES, Account
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.base import Record, database, kind_of
from kazcoop_desktop.models.history import ACTS, HistoryEntry
from kazcoop_desktop.models.institution import Employee, Position
from kazcoop_desktop.models.learner import Learner
from kazcoop_desktop.models.letter import Letter
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.models.questionnaire import Relative
from kazcoop_desktop.models.reference import Journal
from kazcoop_desktop.models.store import Store, open_store
from kazcoop_desktop.models.visa import Visa
from kazcoop_desktop.services import (
    access,
    backup,
    browse,
    history,
    numbering,
    papers,
    records,
    restricted,
    rights,
    stages,
)
from kazcoop_desktop.services.spreadsheets import exporting, headings, importing, planning, workbook
from tests.samples import PERSON, as_administrator, sample, saved

DAY = date(2026, 11, 20)
TEXTS: dict[type[Record], str] = {  # a field of every register that is tried
    Agreement: "note",
    Visa: "note",
    Person: "note",
    Learner: "note",
    Letter: "note",
    Employee: "appointment",
    Position: "name_ru",
    Account: "note",
    Relative: "full_name",
}
REGISTERS = tuple(TEXTS)
SERVICES = Path(access.__file__).parent

every_role = pytest.mark.parametrize("role", [role for role, _name in ROLES])


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """An account of every role, and a record of every register that is tried; the same for all tests."""
    opened = open_store(tmp_path_factory.mktemp("office"))
    as_administrator()
    for role, _name in ROLES:
        records.save(Account(user_name=role.replace("_", "-"), role=role), by=PERSON)
    for model in REGISTERS:
        if model.get_or_none() is None:
            saved(model)
    saved(Journal, code="OUT")
    yield opened
    opened.close()


def sign_in(role: str) -> None:
    access.signed_in(Account.get(Account.user_name == role.replace("_", "-")), today=lambda: DAY)


def is_refused(act: Callable[[], object]) -> bool:
    """Whether an act is refused for want of a right; what it did is undone."""
    with database.atomic() as attempt:
        try:
            act()
        except access.NotAllowed:
            return True
        except (UserError, Trouble, OSError):
            return False  # refused for another reason: the right was there
        finally:
            attempt.rollback()
    return False


def first(model: type[Record]) -> Record:
    record = model.select().order_by(model.id).get()
    record.deleted_at = None
    return record


def enter(model: type[Record]) -> None:
    record = first(model)
    record.id = None
    if isinstance(record, Account):
        record.user_name = "another"
    records.save(record, by=PERSON)


def change(model: type[Record]) -> None:
    record = first(model)
    setattr(record, TEXTS[model], "changed")
    records.save(record, by=PERSON)


def destroy(model: type[Record]) -> None:
    record = first(model)
    record.deleted_at = DAY
    records.destroy(record, by=PERSON)


def merge(model: type[Record]) -> None:
    records.merge(first(model), first(model), by=PERSON)


def move(model: type[Record]) -> None:
    field = stages.stage_field(model)
    record = first(model)
    stage = [key for key, _name in field.choices if key != getattr(record, field.name)][-1]
    stages.move(record, stage, on=DAY, by=PERSON, anyway=True, note="moved")


OF_REGISTERS: dict[str, Callable[[type[Record]], object]] = {
    "read": lambda model: browse.Query(model).ids(),
    "enter": enter,
    "change": change,
    "delete": lambda model: records.delete(first(model), by=PERSON),
    "destroy": destroy,
    "merge": merge,
    "print": lambda model: papers.issue([first(model)], "service_letter", "kk", by=PERSON, on=DAY),
}


@pytest.mark.claim("R13", "Each cell of the matrix of rights is allowed or refused as it says")
@every_role
@pytest.mark.parametrize("act", OF_REGISTERS)
@pytest.mark.usefixtures("office")
def test_a_role_does_with_the_records_of_a_register_what_the_matrix_says(role: str, act: str) -> None:
    sign_in(role)
    before = HistoryEntry.select().count()

    for model in REGISTERS:
        refused = is_refused(lambda model=model: OF_REGISTERS[act](model))

        assert refused is not rights.allowed(role, act, model), kind_of(model)
    assert HistoryEntry.select().count() == before


@every_role
@pytest.mark.usefixtures("office")
def test_a_role_moves_the_cases_that_the_matrix_says(role: str) -> None:
    sign_in(role)
    for model in (Agreement, Visa):
        assert is_refused(lambda model=model: move(model)) is not rights.allowed(role, "move_stage", model)


@every_role
@pytest.mark.usefixtures("office")
def test_a_role_exports_and_imports_the_registers_that_the_matrix_says(role: str, tmp_path: Path) -> None:
    again = tmp_path / "again.xlsx"
    for model in (Agreement, Learner, Position):  # accounts are made one by one, each with its password
        with access.as_program():
            exporting.export(browse.Query(model), tmp_path / "out.xlsx")
            sheet = workbook.read(tmp_path / "out.xlsx")
            plan = planning.plan(model, sheet, headings.find(model, sheet))
        sign_in(role)

        assert is_refused(lambda plan=plan: importing.apply(plan, by=PERSON)) is not rights.allowed(
            role, "import", model
        )
    for model in (Agreement, Learner, Position, Account):
        refused = is_refused(lambda model=model: exporting.export_ids(model, [1], again))
        assert refused is not rights.allowed(role, "export", model)


@pytest.mark.claim("R13", "Each cell of the matrix of rights is allowed or refused as it says")
@every_role
@pytest.mark.usefixtures("office")
def test_a_role_does_with_the_whole_data_what_the_matrix_says(role: str, tmp_path: Path) -> None:
    sign_in(role)
    person = first(Person)
    whole: dict[str, Callable[[], object]] = {
        "annul": lambda: numbering.reserve("OUT", on=DAY, reason="kept", by=PERSON),
        "restore": lambda: backup.put_back(tmp_path / "none.kazcoop"),
        "see_restricted": lambda: restricted.look(person, Relative, by=PERSON),
    }
    for action, act in whole.items():
        assert is_refused(act) is not rights.allowed(role, action), action
    if not rights.allowed(role, "back_up"):
        with pytest.raises(access.NotAllowed):
            backup.make(tmp_path / "copy.kazcoop")
    else:
        backup.make(tmp_path / "copy.kazcoop")
    for action in access.ACTIONS:  # what other parts of the program ask for by name
        assert is_refused(lambda action=action: access.require(action)) is not rights.allowed(role, action)


def test_every_act_that_the_history_tells_comes_under_a_right() -> None:
    assert rights.RIGHTS_OF_ACTS.keys() == {act for act, _name in ACTS}
    assert set(rights.RIGHTS_OF_ACTS.values()) <= access.ACTIONS.keys()


@pytest.mark.parametrize("act", [act for act, right in rights.RIGHTS_OF_ACTS.items() if right != "read"])
@pytest.mark.usefixtures("office")
def test_a_viewer_leaves_no_entry_in_the_history_whatever_they_do(act: str) -> None:
    """What is written tells the history in the same transaction, so nothing is written either."""
    sign_in("viewer")
    for model in REGISTERS:
        with pytest.raises(access.NotAllowed):
            history.write(kind_of(model), 1, act, by=PERSON)
        with pytest.raises(access.NotAllowed):
            history.write_all(kind_of(model), [1], act, by=PERSON)


# What writes without telling the history: what a person's own window remembers, and rows for those who tell it.
UNTOLD = {"settings.py", "drafts.py", "bulk.py", "chain.py", "traces.py"}


def test_what_writes_tells_the_history_or_asks_for_a_right() -> None:
    """A new file of services that writes rows must do one or the other."""
    for file in SERVICES.rglob("*.py"):
        if file.name in UNTOLD or "demo" in file.parts:
            continue
        called = {
            node.func.attr
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        }
        if called & {"create", "insert", "insert_many", "delete_instance", "executemany"}:
            assert called & {"write", "write_all", "require", "require_act", "as_program"}, file.name


@pytest.mark.usefixtures("office")
def test_the_history_names_the_person_of_the_account_whoever_is_said_to_act() -> None:
    sign_in("head")
    with database.atomic() as attempt:
        record = records.save(sample(Position), by="Somebody else")
        assert history.of_record(record)[0].who == "head"
        attempt.rollback()


def test_asking_for_a_right_costs_no_query(office: Store) -> None:
    sign_in("manager")
    access.require("change", Agreement)
    asked: list[str] = []
    office.connection().set_trace_callback(asked.append)

    for _time in range(100):
        access.require("change", Agreement)

    office.connection().set_trace_callback(None)
    assert asked == []
