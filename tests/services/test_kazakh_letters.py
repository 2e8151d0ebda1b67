"""All forty-two letters in both cases: sorted in the order of the alphabet, found whichever way they are typed."""

import pytest

from kazcoop_desktop.models import RECORDS, Partner
from kazcoop_desktop.models.base import index_words
from kazcoop_desktop.services import beginning, browse, bulk, shipped

LETTERS = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ"


@pytest.fixture
def partners(store):
    """A partner for each letter, in both cases, entered backwards."""
    names = [f"{letter}{letter.lower()}рт" for letter in LETTERS] + [
        f"{letter.lower()}лы" for letter in LETTERS
    ]
    listed = [Partner(name=name, country="KZ") for name in reversed(names)]
    for record_id, record in enumerate(listed, bulk.next_id(Partner)):
        record.id = record_id
        index_words(record)
    bulk.insert(Partner, ((record.id, *bulk.stored(record)) for record in listed))
    return listed


@pytest.mark.usefixtures("partners")
def test_every_page_of_the_table_stands_in_the_order_of_the_alphabet():
    query = browse.Query(Partner)
    ids = list(query.ids())
    rows = query.rows(ids)
    first_letters = [rows[record_id].name[0].upper() for record_id in ids]

    assert len(LETTERS) == 42
    assert list(dict.fromkeys(first_letters)) == list(LETTERS)
    assert query.first(20) == ids[:20]


@pytest.mark.usefixtures("partners")
@pytest.mark.parametrize("letter", LETTERS)
def test_a_letter_is_found_in_either_case(letter):
    upper, lower = (list(browse.Query(Partner, search=typed).ids()) for typed in (letter, letter.lower()))
    found = browse.Query(Partner).rows(upper)

    assert upper == lower
    assert {f"{letter}{letter.lower()}рт", f"{letter.lower()}лы"} <= {row.name for row in found.values()} or (
        letter in "ЪЬ"  # signs that the search passes over
    )


def test_the_stored_keys_are_those_that_the_records_have(store):
    from datetime import date

    shipped.load(by="x")
    beginning.look_around(on=date(2026, 11, 20), owner="x")
    wrong = []
    for model in RECORDS:
        for record in model.select():
            kept = record.order_key, record.search_text
            index_words(record)
            if (record.order_key, record.search_text) != kept:
                wrong.append((model, record.id))

    assert wrong == []
