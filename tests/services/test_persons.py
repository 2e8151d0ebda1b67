"""What is refused beside its field: ranks, dates, numbers of persons and foreign citizens."""

from datetime import date, timedelta

import pytest

from kazcoop_desktop.models import Education, ForeignCitizen, Passport, Person, PersonLanguage, Relative
from kazcoop_desktop.models.base import Invalid, problems_of
from kazcoop_desktop.services import records

ME = "Айгүл"
pytestmark = pytest.mark.usefixtures("store")


@pytest.fixture
def person():
    return records.save(Person(surname="ERIKSSON", given_names="ANNA"), by=ME)


def told(record):
    return {problem.field.name: problem.sentence for problem in problems_of(record)}


def test_the_ranks_1_1_2_are_refused(person):
    stay = ForeignCitizen(person=person, reason_fee=1, reason_quality=1, reason_country=2)

    assert told(stay) == {
        "reason_quality": "“Inexpensive tuition” has the rank 1 already. Each reason has a rank of its own."
    }
    with pytest.raises(Invalid):
        records.save(stay, by=ME)
    assert ForeignCitizen.select().count() == 0


def test_a_rank_is_from_one_to_eight(person):
    assert "from 1 to 8" in told(ForeignCitizen(person=person, reason_fee=9))["reason_fee"]
    assert told(ForeignCitizen(person=person, reason_fee=2, reason_other=1)) == {}


def test_a_birth_date_in_the_future_is_refused():
    tomorrow = date.today() + timedelta(days=1)

    assert told(Person(surname="A", born_on=tomorrow)) == {"born_on": "The date of birth lies in the future."}


def test_a_wrong_digit_of_an_iin_is_refused():
    assert "check digit" in told(Person(surname="A", iin="990101100112"))["iin"]


def test_two_passports_of_one_number_are_refused(person):
    records.save(Passport(person=person, number="L8989", issuing_country="SE"), by=ME)
    other = records.save(Person(surname="SMITH"), by=ME)

    sentence = told(Passport(person=other, number="L8989", issuing_country="SE"))["number"]
    assert "ERIKSSON ANNA" in sentence


def test_a_stay_does_not_end_before_it_begins(person):
    stay = ForeignCitizen(person=person, arrived_on=date(2026, 9, 1), departed_on=date(2026, 8, 1), course=12)

    assert set(told(stay)) == {"departed_on", "course"}


@pytest.mark.parametrize(
    ("part", "field"),
    [
        (PersonLanguage(language=("kk", "ru")), "language"),
        (Relative(full_name="Lars", birth_year=20), "birth_year"),
        (Education(name="Мектеп", from_year=2020, until_year=2010), "until_year"),
    ],
)
def test_the_parts_of_the_questionnaire_say_what_would_be_right(person, part, field):
    part.person = person

    assert list(told(part)) == [field]


def test_foreign_citizens_stand_in_the_order_of_their_kazakh_names():
    for surname, kazakh in (("ZHANG", "Чжан"), ("AYDIN", "Айдын"), ("ADAMS", "")):
        made = records.save(Person(surname=surname, surname_kk=kazakh), by=ME)
        records.save(ForeignCitizen(person=made), by=ME)

    in_order = ForeignCitizen.select().order_by(ForeignCitizen.order_key)
    assert [stay.person.surname for stay in in_order] == ["AYDIN", "ZHANG", "ADAMS"]
