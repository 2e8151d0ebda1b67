"""What is sensitive reads as dots for those who may not see it, and is not written by them."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from kazcoop_desktop import cli
from kazcoop_desktop.models import RECORDS
from kazcoop_desktop.models.account import Account
from kazcoop_desktop.models.base import HIDDEN, Invalid, Record, fields_of, kind_of, text_of
from kazcoop_desktop.models.fields import PhoneField
from kazcoop_desktop.models.person import Passport, Person
from kazcoop_desktop.services import access, browse, files, history, records, rights, search
from kazcoop_desktop.services.spreadsheets import exporting, headings, importing, planning, workbook
from tests.samples import PERSON, as_administrator

NUMBER = "C01X00T47"
IIN = "990101100111"
PHONE = "+7 701 555 11 22"
ADDRESS = "Алматы, Абай даңғылы, 1"


@pytest.fixture
def person(store) -> Person:
    """Somebody with a passport; a viewer has signed in."""
    as_administrator()
    records.save(Account(user_name="zhanar", role="viewer"), by=PERSON)
    entered = records.save(
        Person(
            surname="Eriksson",
            given_names="Anna",
            sex="male",
            born_on=date(1899, 1, 1),
            iin=IIN,
            phone=PHONE,
            home_address=ADDRESS,
            citizenship="SE",
        ),
        by=PERSON,
    )
    records.save(Passport(person=entered, number=NUMBER, issuing_country="SE"), by=PERSON)
    sign_in("zhanar")
    return entered


def sign_in(user_name: str) -> None:
    access.signed_in(Account.get(Account.user_name == user_name))


def test_every_field_that_tells_where_a_person_lives_or_is_called_is_sensitive():
    told = ("iin", "home_address", "address_abroad", "phone_abroad")
    of_persons = ("foreigners", "persons", "mobility")
    for model in RECORDS:
        names = {field.name for field in fields_of(model)}
        assert set(model.sensitive) <= names, kind_of(model)
        wanted = {name for name in told if name in names}
        if rights.area_of(model) in of_persons and not model.is_restricted:
            wanted |= {field.name for field in fields_of(model) if isinstance(field, PhoneField)}
        assert wanted <= set(model.sensitive), kind_of(model)


def test_a_viewer_sees_dots_where_a_manager_sees_the_number(person):
    passport = Passport.get()
    assert (text_of(person, Person.iin), text_of(passport, Passport.number)) == (HIDDEN, HIDDEN)
    assert str(passport) == HIDDEN
    assert text_of(person, Person.email) == ""  # what is empty stays empty

    sign_in("asqar")
    assert (text_of(person, Person.iin), str(passport)) == (IIN, NUMBER)


def test_the_history_does_not_tell_a_viewer_what_was_hidden(person):
    sign_in("asqar")
    person = records.get(Person, person.id)
    person.phone = "+7 701 000 00 00"
    records.save(person, by=PERSON)
    sign_in("zhanar")

    entries = history.of_record(person)
    told = " ".join(line for entry in entries for line in history.lines(entry))

    assert HIDDEN in told
    assert "701" not in told
    kept = [history.visible_changes(entry) for entry in entries]
    assert kept[0] == {"phone": [HIDDEN, HIDDEN]}
    assert kept[-1]["content"]["iin"] == HIDDEN
    assert kept[-1]["content"]["surname"] == person.surname


def test_a_hit_of_the_search_shows_no_number(person):
    shown = " ".join(str(hit.record) for hit in search.everywhere("Eriksson"))

    assert "Eriksson" in shown
    assert not any(secret in shown for secret in (NUMBER, IIN, PHONE))


def test_who_may_not_see_a_number_does_not_find_by_it(person):
    """Else whoever types its beginnings would learn it sign by sign."""
    assert search.everywhere(NUMBER[:4]) == []
    assert list(browse.Query(Person, search=IIN[:6]).ids()) == []
    assert list(browse.Query(Person, search="Eriks").ids()) == [person.id]

    sign_in("asqar")
    assert list(browse.Query(Person, search=IIN[:6]).ids()) == [person.id]


def test_a_workbook_holds_dots_and_gives_none_back(person, tmp_path: Path, monkeypatch):
    monkeypatch.setitem(access.MATRIX["export"], "viewer", "all")
    exporting.export(browse.Query(Person), tmp_path / "out.xlsx")

    sheet = workbook.read(tmp_path / "out.xlsx")
    said = str(list(sheet.rows))
    assert HIDDEN in said
    assert not any(secret in said for secret in (IIN, PHONE, ADDRESS))

    sign_in("asqar")
    plan = planning.plan(Person, sheet, headings.find(Person, sheet))
    importing.apply(plan, by=PERSON)
    kept = records.get(Person, person.id)
    assert (kept.iin, kept.phone, kept.home_address) == (IIN, PHONE, ADDRESS)
    assert plan.wrong


def test_who_may_not_see_a_field_does_not_write_it(person, monkeypatch):
    monkeypatch.setitem(access.MATRIX["change"], "viewer", "all")
    monkeypatch.setitem(rights.OWN, "viewer", frozenset(rights.AREAS))
    person = records.get(Person, person.id)
    person.phone = HIDDEN
    with pytest.raises(Invalid, match="This field is hidden for your role"):
        records.save(person, by=PERSON)

    person = records.get(Person, person.id)
    person.note = "seen"
    records.save(person, by=PERSON)
    assert records.get(Person, person.id).phone == PHONE


def test_dots_are_no_value_for_those_who_may_write_either(person):
    sign_in("asqar")
    person = records.get(Person, person.id)
    person.home_address = HIDDEN
    with pytest.raises(Invalid, match="The dots stand for a hidden value"):
        records.save(person, by=PERSON)


def test_what_a_record_is_found_by_stays_whole_whoever_saves_it(person, monkeypatch):
    monkeypatch.setitem(access.MATRIX["change"], "viewer", "all")
    monkeypatch.setitem(rights.OWN, "viewer", frozenset(rights.AREAS))
    passport = Passport.get()
    passport.issued_by = "Polisen"
    records.save(passport, by=PERSON)

    assert NUMBER.casefold() in Passport.get().search_text


def test_a_scan_of_a_person_is_not_opened_by_who_may_not_see_the_number(person):
    sign_in("asqar")
    scan = files.attach(person, b"%PDF-1.4 passport", by=PERSON, name="passport.pdf")
    sign_in("zhanar")

    with pytest.raises(access.NotAllowed, match="See numbers of documents"):
        files.content_of(scan)


@pytest.mark.parametrize("model", [Person, Passport], ids=kind_of)
def test_the_command_line_shows_dots(person, model: type[Record], capsys):
    commands = {command.name: command.act for command in cli.COMMANDS}
    for as_json in (False, True):
        arguments = SimpleNamespace(
            kind=kind_of(model), id=1, search="", limit=10, json=as_json, restricted=False
        )
        commands["list"](arguments)
        commands["show"](arguments)
    said = capsys.readouterr().out
    assert HIDDEN in said
    assert not any(secret in said for secret in (NUMBER, IIN, PHONE, ADDRESS))
