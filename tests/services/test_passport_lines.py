"""A person and a passport from the lines of the passport, in the service and on the command line."""

from datetime import date

import pytest

from kazcoop_desktop import cli
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.models import Passport, Person
from kazcoop_desktop.models.identity import read_passport_lines
from kazcoop_desktop.services import records
from kazcoop_desktop.services.foreigners import passport_lines

ME = "Айгүл"
TODAY = date(2026, 11, 20)
SPECIMEN = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
SWEDISH = SPECIMEN.replace("UTO", "SWE")

pytestmark = pytest.mark.usefixtures("store")


def entered(lines=SWEDISH, **more):
    return passport_lines.enter(
        *passport_lines.drafts(read_passport_lines(lines, today=TODAY), **more), by=ME
    )


def test_the_specimen_of_icao_fills_the_fields_of_person_and_passport():
    person, passport = passport_lines.drafts(read_passport_lines(SPECIMEN, today=TODAY))

    assert (person.surname, person.given_names, person.sex) == ("ERIKSSON", "ANNA MARIA", "female")
    assert person.born_on == date(1974, 8, 12)
    assert (passport.number, passport.expires_on) == ("L898902C3", date(2012, 4, 15))


def test_a_state_that_is_no_country_is_asked_for():
    with pytest.raises(records.Invalid, match="Issuing country"):
        entered(SPECIMEN)
    assert Person.select().count() == 0  # nothing half-written

    assert entered(SPECIMEN, issuing_country="SE").passport.issuing_country == "SE"


def test_the_lines_bring_a_known_person_up_to_date():
    typed = records.save(
        Person(
            surname="ERIKSSON", given_names="ANNA MARIA", born_on=date(1974, 8, 12), phone="+46 18 000 00"
        ),
        by=ME,
    )

    person = entered()

    assert person.id == typed.id
    assert (person.citizenship, person.sex, person.phone) == ("SE", "female", "+46 18 000 00")


def test_the_same_lines_once_more_enter_nothing():
    first = entered()

    assert entered().id == first.id
    assert (Person.select().count(), Passport.select().count()) == (1, 1)


def test_a_passport_of_somebody_else_is_refused():
    entered()
    other = records.save(Person(surname="SMITH"), by=ME)

    with pytest.raises(UserError, match="The passport L898902C3 is entered for ERIKSSON ANNA MARIA"):
        passport_lines.drafts(read_passport_lines(SWEDISH, today=TODAY), person=other)


def test_an_expired_passport_is_told_until_another_one_replaces_it():
    person = entered()

    assert list(person.warnings(TODAY)) == ["The passport expired on 15.04.2012. Enter the new one."]
    records.save(
        Passport(person=person, number="X1", issuing_country="SE", expires_on=date(2030, 1, 1)), by=ME
    )
    assert list(person.warnings(TODAY)) == []


def test_the_command_line_enters_a_person_from_a_file(tmp_path, capsys):
    (tmp_path / "mrz.txt").write_text(SWEDISH, encoding="utf-8")
    data = ("--data", str(tmp_path / "data2"), "--language", "en")

    assert cli.main([*data, "passport", str(tmp_path / "mrz.txt")]) == 0
    told = capsys.readouterr()
    assert told.out.strip() == "1"
    assert "expired on 15.04.2012" in told.err

    (tmp_path / "mrz.txt").write_text(SWEDISH.replace("7408122F", "7408123F"), encoding="utf-8")
    assert cli.main([*data, "passport", str(tmp_path / "mrz.txt")]) == 1
    assert "date of birth" in capsys.readouterr().err
