"""Persons and foreign citizens in the window: the lines of a passport, the photo, facts that are hidden."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from kazcoop_desktop.app import Program
from kazcoop_desktop.models import ForeignCitizen, Passport, Person, Relative
from kazcoop_desktop.services import history, records
from kazcoop_desktop.services.foreigners import photos
from kazcoop_desktop.views.foreigners.passport_dialog import PassportDialog
from kazcoop_desktop.views.foreigners.photo_page import PhotoPage
from kazcoop_desktop.views.print_preview import PrintPreview
from kazcoop_desktop.views.records.register import Register
from kazcoop_desktop.views.records.veil import Veil
from tests.views.conftest import OWNER, settle

WAIT = 30_000
LINES = "P<SWEERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36SWE7408122F3104150ZE184226B<<<<<16"


def register_of(program: Program, model: type[Any]) -> Register:
    assert program.window is not None
    program.window.show()
    program.window.show_list(model)
    settle()
    register: Register = program.window.page.register
    return register


def own(register: Register, words: str) -> Any:
    return {action.text().replace("&", ""): action for action in register.own_actions}[words]


def page_called(register: Register, name: str) -> Any:
    """The page of the record whose name begins so."""
    form = register.form
    place = next(at for at, each in enumerate(form.bar.names()) if each.startswith(name))
    form.bar.choose(place)
    settle()
    return form._pages[place].widget


@pytest.fixture
def person(program: Program) -> Person:
    return records.save(Person(surname="ERIKSSON", given_names="ANNA", born_on=date(2004, 8, 12)), by=OWNER)


def test_the_lines_of_a_passport_fill_the_fields_and_enter_the_person(program: Program) -> None:
    register = register_of(program, Person)
    own(register, "From the passport lines…").trigger()
    (dialog,) = register.findChildren(PassportDialog)

    dialog.lines.setPlainText(LINES)

    said = {field.name: shown.text() for field, shown in dialog.facts.items()}
    assert said["surname"] == "ERIKSSON"
    assert (said["born_on"], said["number"], said["citizenship"]) == ("12.08.1974", "L898902C3", "Sweden")
    dialog.save_button.click()
    settle()
    assert Passport.get(Passport.number == "L898902C3").person.surname == "ERIKSSON"
    assert register.form.record is not None
    assert str(register.form.record) == "ERIKSSON ANNA MARIA"


def test_the_wrong_digit_is_named_while_one_types(program: Program) -> None:
    dialog = PassportDialog(program.window.office)

    dialog.lines.setPlainText(LINES.replace("7408122F", "7408124F"))

    assert "date of birth" in dialog.notice.text()
    assert not dialog.save_button.isEnabled()


def test_a_new_foreign_citizen_begins_with_the_person_of_the_passport(program: Program) -> None:
    register = register_of(program, ForeignCitizen)
    own(register, "From the passport lines…").trigger()
    (dialog,) = register.findChildren(PassportDialog)
    dialog.lines.setPlainText(LINES)

    dialog.save_button.click()
    settle()

    assert register.form.details.draft().person.surname == "ERIKSSON"


def test_relatives_are_hidden_until_asked_for_and_the_look_is_recorded(
    program: Program, person: Person
) -> None:
    records.save(Relative(person=person, full_name="Eriksson Lars"), by=OWNER)
    register = register_of(program, Person)
    register.show_record(person.id)
    settle()
    veil = page_called(register, "Relatives")
    assert isinstance(veil, Veil)
    assert veil.currentIndex() == 0

    veil.show_button.click()
    settle()

    assert veil.currentWidget() is veil.parts
    assert veil.parts.records.rowCount() == 1
    (look,) = [entry for entry in history.of_record(person) if entry.act == "looked"]
    assert look.who == program.window.office.person
    other = records.save(Person(surname="SMITH"), by=OWNER)
    veil.show_record(other)
    assert veil.currentIndex() == 0


def test_a_photo_is_chosen_turned_cut_and_kept(program: Program, person: Person, tmp_path: Path) -> None:
    picture = Image.new("RGB", (800, 600), "green")
    picture.save(tmp_path / "photo.png")
    page = PhotoPage(program.window.office)
    page.resize(420, 420)
    page.show_record(person)

    page.open(tmp_path / "photo.png")
    page.turn()
    page.frame.resize_frame(0.5)
    page.frame.move_frame(QPointF(-900, -900))

    left, top, right, bottom = page.frame.box()
    assert (left, top) == (0, 0)
    assert abs((right - left) * 4 - (bottom - top) * 3) <= 4
    page.grab()
    page.keep()
    assert photos.photo_of(person) is not None
    assert not page.shown.pixmap().isNull()


def test_a_file_that_is_no_picture_is_refused_on_the_page(
    program: Program, person: Person, tmp_path: Path
) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"not a picture")
    page = PhotoPage(program.window.office)
    page.show_record(person)

    page.open(tmp_path / "photo.jpg")

    assert "photo.jpg" in page.notice.text()
    assert not page.keep_action.isEnabled()


def test_what_the_questionnaire_lacks_is_told_before_printing(
    program: Program, person: Person, qtbot: QtBot
) -> None:
    stay = records.save(ForeignCitizen(person=person), by=OWNER)
    window = program.window

    preview = PrintPreview(window.office, window.worker, "questionnaire", [stay.id], parent=window)
    qtbot.waitUntil(lambda: preview.pdf is not None, timeout=WAIT)

    assert "Not filled in: ERIKSSON ANNA: Photo 3 × 4" in preview.notice.text()
    preview.reject()
