"""Every public function of the services that writes for somebody refuses whoever has no right, and writes nothing."""

import contextlib
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from kazcoop_desktop import services
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.models import RECORDS
from kazcoop_desktop.models.account import Account
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.history import HistoryEntry
from kazcoop_desktop.models.reference import Journal
from kazcoop_desktop.models.store import Store, open_store
from kazcoop_desktop.services import access, records
from tests.samples import PERSON, as_administrator, saved

DAY = date(2026, 11, 20)
WITHOUT_A_RIGHT = {
    "accounts.begin": "gives the first role, which no role can allow",
    "accounts.block": "asks as accounts.save does",
    "accounts.save": "needs a session with a key; tried with the accounts",
    "accounts.note_encryption": "needs a session with a key; tried with the accounts",
    "chain.append": "history.write asks before it",
    "copies.described": "writes nothing",
    "copies.make": "the copies that the program makes by itself, whoever works",
    "copies.make_and_send": "the same",
    "copies.make_before_many": "the same",
    "documents.acquaintance.follow": "follows from a signature, whose saving asks",
    "letters.write_to": "asks for each letter; without partners nothing is written",
    "personal.looks.exported": "follows from an export, which asks",
    "records.give_number": "follows from saving, which asks",
    "restricted.look_at": "asks for each record that is restricted; notes nothing of others",
    "shipped.load": "the program's own act at the start",
    "numbering.give": "follows from what bears the number, which asks",
    "spreadsheets.jobs.export": "asks as exporting does",
    "spreadsheets.jobs.undo": "asks as importing does",
    "spreadsheets.jobs.write": "asks as importing does",
}


def writers() -> Iterator[tuple[str, Callable[..., Any]]]:
    """The public functions that are told by whom something is done."""
    for found in pkgutil.walk_packages(services.__path__, f"{services.__name__}."):
        if ".demo" in found.name:
            continue
        module = importlib.import_module(found.name)
        for name, function in vars(module).items():
            is_own = inspect.isfunction(function) and function.__module__ == found.name
            if is_own and not name.startswith("_") and "by" in inspect.signature(function).parameters:
                yield f"{found.name.removeprefix(services.__name__ + '.')}.{name}", function


WRITERS = dict(writers())


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Accounts of an administrator and of somebody who may only read."""
    opened = open_store(tmp_path_factory.mktemp("office"))
    as_administrator()
    records.save(Account(user_name="viewer", role="viewer"), by=PERSON)
    saved(Journal, code="OUT")
    yield opened
    opened.close()


def first(model: type[Record]) -> Any:
    """A record of the register, entered when it is first asked for."""
    with access.as_program():
        return model.get_or_none() or saved(model)


def argument(name: str, annotation: str, folder: Path) -> Any:
    """What fits a parameter: a record of the register that it names, else something plain of its kind."""
    by_name: dict[str, Any] = {
        "records": lambda: [first(REGISTERS["Agreement"])],
        "employees": lambda: [first(REGISTERS["Employee"])],
        "owner": lambda: first(REGISTERS["Person"]),
        "record": lambda: first(REGISTERS["Agreement"]),
        "kept": lambda: first(REGISTERS["Partner"]),
        "other": lambda: first(REGISTERS["Partner"]),
        "read": lambda: first(REGISTERS["Edition"]),
        "model": REGISTERS["Relative"],
        "kind": "agreement",
        "told": [(1, {})],
        "act": "changed",
        "code": "draft",
        "stage": "signed",
        "starts_at": "10:00",
        "form": "service_letter",
        "journal_code": "OUT",
        "about": "agreement:1",
        "source": b"%PDF-1.7\n",
        "target": folder / "target",
        "values": {"name_kk": "Жоғары оқу орны"},
    }
    by_kind: dict[str, Any] = {
        "str": "Түзету",
        "date": DAY,
        "datetime": datetime(2026, 11, 20),
        "int": 1,
        "bool": True,
        "bytes": b"\xff\xd8\xff",
        "Decimal | None": None,
        "Path": folder / "none.kazcoop",
        "Sequence[int]": [1],
    }
    model = REGISTERS.get(annotation.split(" | ")[0])
    if name in by_name and model is None:
        found = by_name[name]
        return found() if inspect.isfunction(found) else found
    return first(model) if model is not None else by_kind[annotation]


REGISTERS: dict[str, type[Record]] = {model.__name__: model for model in RECORDS}
OTHERS = {  # want what is no record of a register; each is tried elsewhere as a role
    "deadlines.postpone",
    "files.detach",
    "papers.take_back",
    "papers.returned",
    "personal.erasing.erase",
    "spreadsheets.importing.apply",
    "spreadsheets.importing.undo",
    "spreadsheets.importing.write",
}


NOTHING_TO_DO = {  # with the samples there is nothing to write, so nothing to ask for
    "checklists.tick",
    "checklists.untick",
    "delegations.programme.ask_for_what_it_needs",
    "documents.copies.recall",
    "foreigners.fees.calculate",
    "foreigners.photos.remove",
    "foreigners.scholars.mark_held",
    "letters.withdraw",
    "mobility.ranking.decide",
    "mobility.ranking.give_points",
    "mobility.recognition.recognise",
    "numbering.use_reserved",
    "revisions.approve",
    "revisions.revise",
}


def test_what_is_not_tried_is_there() -> None:
    assert WRITERS.keys() >= WITHOUT_A_RIGHT.keys() | OTHERS | NOTHING_TO_DO


@pytest.mark.parametrize("name", sorted(WRITERS.keys() - WITHOUT_A_RIGHT.keys() - OTHERS))
def test_a_viewer_is_refused_and_nothing_is_written(name: str, office: Store, tmp_path: Path) -> None:
    function = WRITERS[name]
    given = {
        each.name: argument(each.name, str(each.annotation), tmp_path)
        for each in inspect.signature(function).parameters.values()
        if each.default is inspect.Parameter.empty and each.name != "by"
    }
    access.signed_in(Account.get(Account.user_name == "viewer"))
    entries, written = HistoryEntry.select().count(), office.connection().total_changes

    if name in NOTHING_TO_DO:
        with contextlib.suppress(UserError):
            function(**given, by=PERSON)
        assert office.connection().total_changes == written
    else:
        with pytest.raises(access.NotAllowed):
            function(**given, by=PERSON)
    assert HistoryEntry.select().count() == entries
