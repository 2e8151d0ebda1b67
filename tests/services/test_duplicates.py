import pytest

from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.institution import Employee
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.store import Store
from kazcoop_desktop.services import duplicates, records


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
