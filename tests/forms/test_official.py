from datetime import date
from decimal import Decimal

import pytest

from kazcoop_desktop.forms import official
from kazcoop_desktop.i18n import language
from kazcoop_desktop.models import Employee

DAY = date(2026, 11, 20)
WORDS = {
    85: ("сексен бес", "восемьдесят пять", "eighty-five"),
    436: ("төрт жүз отыз алты", "четыреста тридцать шесть", "four hundred and thirty-six"),
    1001: ("бір мың бір", "одна тысяча один", "one thousand and one"),
    4325: (
        "төрт мың үш жүз жиырма бес",
        "четыре тысячи триста двадцать пять",
        "four thousand three hundred and twenty-five",
    ),
    129750: (
        "жүз жиырма тоғыз мың жеті жүз елу",
        "сто двадцать девять тысяч семьсот пятьдесят",
        "one hundred and twenty-nine thousand seven hundred and fifty",
    ),
    0: ("нөл", "ноль", "zero"),
    2000012: ("екі миллион он екі", "два миллиона двенадцать", "two million and twelve"),
}


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(("number", "words"), WORDS.items())
def test_a_number_is_written_in_words_in_each_language(number, words):
    for code, expected in zip(("kk", "ru", "en"), words, strict=True):
        with language(code):
            assert official.in_words(number) == expected


def test_a_sum_names_tenge_and_its_tiyn():
    amount = Decimal("2162.50")
    expected = {
        "kk": "екі мың жүз алпыс екі теңге 50 тиын",
        "ru": "две тысячи сто шестьдесят два тенге 50 тиын",
        "en": "two thousand one hundred and sixty-two tenge 50 tiyn",
    }
    for code, words in expected.items():
        with language(code):
            assert official.tenge_in_words(amount) == words


@pytest.mark.parametrize(
    ("code", "text", "attributive", "stamp", "empty"),
    [
        (
            "kk",
            "2026 жылғы 20 қараша",
            "2026 жылғы 20 қарашадағы",
            "2026 ж. «20» қараша",
            "20___ ж. «___» ______________",
        ),
        (
            "ru",
            "20 ноября 2026 года",
            "20 ноября 2026 года",
            "«20» ноября 2026 г.",
            "«___» ______________ 20___ г.",
        ),
        ("en", "20 November 2026", "20 November 2026", "20 November 2026", "___ ______________ 20___"),
    ],
)
def test_a_date_is_written_as_official_papers_write_it(code, text, attributive, stamp, empty):
    with language(code):
        assert plain(official.in_text(DAY)) == text
        assert plain(official.before_noun(DAY)) == attributive
        assert plain(official.stamp(DAY)) == stamp
        assert official.stamp(None) == empty
        assert official.numeric(DAY) == "20.11.2026"


@pytest.mark.parametrize(
    ("code", "end", "expected"),
    [
        ("kk", date(2026, 11, 25), "2026 жылғы 20–25 қараша"),
        ("kk", date(2026, 12, 3), "2026 жылғы 20 қараша – 3 желтоқсан"),
        ("ru", date(2026, 11, 25), "20–25 ноября 2026 года"),
        ("ru", date(2027, 1, 3), "20 ноября 2026 года – 3 января 2027 года"),
        ("en", date(2026, 11, 25), "20–25 November 2026"),
    ],
)
def test_a_range_says_the_year_once_where_it_can(code, end, expected):
    with language(code):
        assert plain(official.period(DAY, end)) == expected


def test_russian_counts_sheets_by_their_number():
    forms = ("лист", "листа", "листов")
    assert [official.ru_form(n, *forms) for n in (1, 2, 5, 11, 21, 112)] == [
        "лист",
        "листа",
        "листов",
        "листов",
        "лист",
        "листов",
    ]


def test_a_signature_has_initials_first_in_the_language_of_the_paper():
    person = Employee(
        surname="Серікова",
        given_name="Айгүл",
        patronymic="Маратқызы",
        surname_ru="Серикова",
        given_name_ru="Айгуль",
        patronymic_ru="Маратовна",
        surname_en="Serikova",
        given_name_en="Aigul",
    )
    said = {}
    for code in ("kk", "ru", "en"):
        with language(code):
            said[code] = (plain(official.initials_and_surname(person)), official.full_name(person))

    assert said == {
        "kk": ("А.М. Серікова", "Серікова Айгүл Маратқызы"),
        "ru": ("А.М. Серикова", "Серикова Айгуль Маратовна"),
        "en": ("A. Serikova", "SERIKOVA Aigul"),
    }


def test_a_name_of_two_parts_keeps_both_initials_and_a_missing_patronymic_none():
    person = Employee(surname="Мартен", given_name="Жан-Жак")
    with language("kk"):
        assert plain(official.initials_and_surname(person)) == "Ж.-Ж. Мартен"
