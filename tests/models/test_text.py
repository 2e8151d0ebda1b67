import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazcoop_desktop.models.text import ALPHABET, fold, order_key

_LISTED = (
    "Абаев, Әбдіров, Габдуллин, Ғалымов, Егоров, Ёлкин, Жұмабай, Ибраев, Кенжебаев, Қасымов, Құрманов, "
    "Омаров, Оспанов, Өмірбек, Усенов, Ұзақов, Үсенов, Харитонов, Һәкім, Щукин, Ыбырай, Ысқақов, Іле, "
    "Іргебай, Эльдар"
)
TESTED_ORDER = _LISTED.split(", ")
ANY_NAMES = st.text(alphabet=ALPHABET + ALPHABET.upper() + "abcXYZ019 -«»", max_size=20)


@pytest.mark.claim("R24", "Names stand in the Kazakh order")
def test_the_alphabet_has_forty_two_letters_each_with_its_own_place():
    keys = [order_key(letter) for letter in ALPHABET]

    assert len(set(ALPHABET)) == 42
    assert keys == sorted(keys)


@pytest.mark.claim("R24", "Names stand in the Kazakh order")
def test_names_stand_in_the_kazakh_order():
    shuffled = random.Random(1).sample(TESTED_ORDER, len(TESTED_ORDER))

    assert sorted(shuffled, key=order_key) == TESTED_ORDER


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2-шкаф", "10-шкаф"),
        ("КС-9/2026", "КС-10/2026"),
        ("КС-007", "КС-8"),
        ("10 қабат", "Абай"),
        ("Яковлев", "Abel"),
        ("Abel", "Zürich"),
        ("Zagreb", "Zürich"),
        ("Oslo", "Øvre"),
        ("Øvre", "Paris"),
        ("Lodz A", "Łódź B"),
        ("Ким", "Ким-Ли"),
        ("А", ""),
        ("«Я»", "—"),
        ("Қ", "Л"),
    ],
)
def test_the_first_comes_before_the_second(first, second):
    assert order_key(first) < order_key(second)


@pytest.mark.parametrize(
    ("one", "other"),
    [("«Абай» қоры", "Абай  қоры"), ("Ким-Ли", "КимЛи"), ("абай", "АБАЙ"), ("КC-1", "КС-1")],
)
def test_quotes_hyphens_spaces_case_and_look_alikes_count_only_between_equals(one, other):
    assert order_key(one).split("\x01")[0] == order_key(other).split("\x01")[0]


def test_the_case_of_a_letter_does_not_part_a_family():
    assert sorted(["АБАЕВ Я", "Абаев А", "абаев Б"], key=order_key) == ["Абаев А", "абаев Б", "АБАЕВ Я"]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Казакстан", "Қазақстан"),
        ("отиниш", "Өтініш"),
        ("Абаи", "Абай"),
        ("Петр", "Пётр"),
        ("келісімшарт", "Келісім-шарт"),
        ("обект", "объект"),
        ("Келiсiм", "Келісім"),
        ("бірлескен", "бiрлескен"),
        ("Hұрлан", "Нұрлан"),
        ("ҰЛТТЫҚ", "ұлттық"),
        ("Һәкім", "хаким"),
        ("universitat", "Universität"),
        ("lodz", "Łódź"),
        ("Tromso", "Tromsø"),
        ("strasse", "Straße"),
        ("istanbul", "İstanbul"),
        ("Абай", "«Аба\u0301й»"),
        ("келісім", "келі\u00adсім"),
    ],
)
def test_what_is_typed_finds_what_is_stored(typed, stored):
    assert fold(typed) == fold(stored)


def test_words_stay_apart():
    assert fold("Абай  атындағы\tҚазҰПУ, №5") == "абаи атындагы казупу 5"


@pytest.mark.parametrize("name", [*TESTED_ORDER, "Йод", "Zürich", "Ёлкин Й. — «Łódź»"])
def test_decomposed_letters_are_the_same_letters(name):
    decomposed = unicodedata.normalize("NFD", name)

    assert fold(decomposed) == fold(name)
    assert order_key(decomposed).split("\x01")[0] == order_key(name).split("\x01")[0]


@given(ANY_NAMES)
def test_folding_twice_changes_nothing_more(name):
    assert fold(fold(name)) == fold(name)


@given(st.lists(ANY_NAMES.filter(lambda name: bool(fold(name)))))
def test_nothing_comes_after_the_empty(names):
    assert sorted([*names, "  "], key=order_key)[-1] == "  "


@given(st.text())
def test_any_text_whatever_can_be_sorted_and_sought(typed):
    assert isinstance(order_key(typed), str)
    assert isinstance(fold(typed), str)
