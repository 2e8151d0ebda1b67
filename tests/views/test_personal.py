"""Personal data in the window: the page of a person, handing out, the lists, deleting after a preview."""

import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from kazcoop_desktop.app import Program
from kazcoop_desktop.models import Consent, Passport, Person, RestrictedFacts
from kazcoop_desktop.services import history, records, restricted
from kazcoop_desktop.views import messages
from kazcoop_desktop.views.personal import commands
from kazcoop_desktop.views.personal.data_page import DataPage, title
from kazcoop_desktop.views.personal.erase_dialog import EraseDialog
from kazcoop_desktop.views.personal.lists import PersonalLists
from tests.views.conftest import settle
from tests.views.test_window import window_of


@pytest.fixture
def person(program: Program) -> Person:
    return Consent.select().first().person


def test_the_page_tells_the_ground_and_who_has_seen(program: Program, person: Person) -> None:
    restricted.look(person, RestrictedFacts, by="Болат Н.")
    page = DataPage(program.office)

    page.show_record(person)

    assert page.ground.text().startswith("Consent of ")
    assert page.seen.topLevelItem(0).text(1) == "Болат Н. looked at “Restricted facts”"
    assert title(person) == "Personal data"


def test_the_page_says_by_its_name_that_there_is_no_ground(program: Program, person: Person) -> None:
    for consent in Consent.select().where(Consent.person == person):
        consent.withdrawn_on = program.office.today()
        consent.given_on = program.office.today() - timedelta(1)
        records.save(consent, by="x")

    assert title(person) == "Personal data: no consent"


def test_everything_about_a_person_is_written_into_one_file(
    program: Program, person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "confirmed", lambda *_asked, **_more: False)
    window = window_of(program)
    window.show_record(Person, person.id)
    settle()

    commands.hand_out_to(window.page.register, person, tmp_path / "person")

    with zipfile.ZipFile(tmp_path / "person.zip") as packed:
        assert {"data.json", f"person-{person.id}.pdf"} <= set(packed.namelist())
        assert b'"kind": "restricted_facts"' not in packed.read("data.json")
    latest = history.of_record(person)[0]
    assert "exported “Everything about a person”" in next(history.lines(latest))


def test_the_lists_name_persons_and_open_them(program: Program, qtbot: QtBot) -> None:
    lists = PersonalLists(program.office, window_of(program))
    qtbot.addWidget(lists)
    settle()
    assert lists.without.topLevelItemCount() > 0

    with qtbot.waitSignal(program.office.wanted) as wanted:
        lists.without.itemActivated.emit(lists.without.topLevelItem(0), 0)

    assert wanted.args[0] is Person


def test_deleting_asks_for_a_reason_and_a_tick(program: Program, person: Person, qtbot: QtBot) -> None:
    dialog = EraseDialog(program.office, person, window_of(program))
    qtbot.addWidget(dialog)
    groups = [dialog.list.topLevelItem(place).text(0) for place in range(dialog.list.topLevelItemCount())]
    assert groups[0].startswith("Will be destroyed: ")
    assert groups[1].startswith("Stays without the person's data: ")
    assert not dialog.erase_button.isEnabled()

    dialog.reason.setText("Өтініш бойынша")
    dialog.looked.setChecked(True)
    dialog.erase_button.click()

    assert dialog.result() == 1
    assert not Passport.select().where(Passport.person == person.id).exists()
    window = window_of(program)
    program.office.announce(Person)
    window.show_record(Person, person.id)
    settle()
    assert not Person.get_by_id(person.id).phone


def test_nothing_is_written_over(program: Program, person: Person, tmp_path: Path) -> None:
    (tmp_path / "full.d").mkdir()
    (tmp_path / "full.d" / "x").write_text("x", encoding="utf-8")
    window = window_of(program)
    window.show_record(Person, person.id)
    settle()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QMessageBox, "exec", lambda box: 0)
        commands.hand_out_to(window.page.register, person, tmp_path / "full.d")

    assert "is there already" in window.page.register.notice.text()
