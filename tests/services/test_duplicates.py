from datetime import date

import pytest
from PIL import Image

from kazcoop_desktop.models import ForeignCitizen, Passport, Person, Relative
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.institution import Employee
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.store import Store
from kazcoop_desktop.services import browse, duplicates, records
from kazcoop_desktop.services.foreigners import photos


@pytest.fixture
def conservatoire(store: Store) -> Partner:
    return records.save(
        Partner(name="Қазақ ұлттық консерваториясы", name_en="Kazakh National Conservatory", country="KZ"),
        by="Айгүл",
    )


@pytest.mark.parametrize("name", ["КАЗАК УЛТТЫК КОНСЕРВАТОРИЯСЫ", "Kazakh national conservatory"])
def test_the_same_name_in_any_spelling_is_found(conservatoire: Partner, name: str) -> None:
    assert duplicates.similar(Partner(name=name, country="KZ")) == [conservatoire]


def test_a_name_is_found_before_the_country_is_filled_in(conservatoire: Partner) -> None:
    assert duplicates.similar(Partner(name=conservatoire.name)) == [conservatoire]


def test_the_same_name_in_another_country_is_another_partner(conservatoire: Partner) -> None:
    assert duplicates.similar(Partner(name=conservatoire.name, country="KG")) == []


def test_a_longer_name_is_another_partner(conservatoire: Partner) -> None:
    assert duplicates.similar(Partner(name=f"{conservatoire.name} колледжі", country="KZ")) == []


def test_a_record_is_not_like_itself(conservatoire: Partner) -> None:
    assert duplicates.similar(conservatoire) == []


def test_people_are_alike_when_the_whole_name_is(store: Store) -> None:
    known = records.save(Employee(surname="Әбдірахманова", given_name="Гүлбаршын"), by="Айгүл")

    assert duplicates.similar(Employee(surname="Абдирахманова", given_name="Гулбаршын")) == [known]
    assert duplicates.similar(Employee(surname="Әбдірахманова", given_name="Айгүл")) == []


def test_agreements_are_told_apart_by_their_numbers(store: Store) -> None:
    assert not duplicates.can_repeat(Agreement)


@pytest.fixture
def eriksson(store):
    return records.save(Person(surname="ERIKSSON", given_names="ANNA", born_on=date(2004, 8, 12)), by="Айгүл")


def test_a_person_of_the_same_name_born_on_the_same_day_may_be_the_same(eriksson):
    assert duplicates.similar(Person(surname="Eriksson", given_names="Anna", born_on=date(2004, 8, 12)))
    assert duplicates.similar(Person(surname="Eriksson", given_names="Anna"))
    assert not duplicates.similar(Person(surname="Eriksson", given_names="Anna", born_on=date(2001, 1, 1)))
    assert not duplicates.similar(Person(surname="Eriksson", given_names="Lars", born_on=date(2004, 8, 12)))


def test_a_person_with_the_same_passport_number_may_be_the_same(eriksson):
    other = records.save(Person(surname="Эрикссон"), by="Айгүл")
    for person, country in ((eriksson, "SE"), (other, "NO")):
        records.save(Passport(person=person, number="L8989", issuing_country=country), by="Айгүл")

    assert duplicates.similar(other) == [eriksson]


def test_two_records_of_one_person_become_one_and_lose_nothing(eriksson):
    other = records.save(Person(surname="ERIKSON", given_names="ANNA"), by="Айгүл")
    stay = records.save(ForeignCitizen(person=other, specialty="Музыка"), by="Айгүл")
    records.save(Passport(person=other, number="L8989", issuing_country="SE"), by="Айгүл")
    records.save(Relative(person=other, full_name="Eriksson Lars"), by="Айгүл")
    photos.put(other, photos.cut(Image.new("RGB", (300, 400), "red")), by="Айгүл")

    records.merge(eriksson, other, by="Айгүл")

    assert records.get(ForeignCitizen, stay.id).person == eriksson
    assert eriksson.passport.number == "L8989"
    assert [relative.full_name for relative in eriksson.relatives] == ["Eriksson Lars"]
    assert photos.photo_of(eriksson) is not None
    assert [each.id for each in browse.Query(ForeignCitizen, search="ERIKSSON").rows([stay.id]).values()] == [
        stay.id
    ]
