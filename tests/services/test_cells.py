from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazcoop_desktop import i18n
from kazcoop_desktop.models import Agreement, Partner, values, world
from kazcoop_desktop.models.text import fold, in_one_script
from kazcoop_desktop.services.spreadsheets import cells


def said(field, cell):
    return cells.reader(field)(field, cell, cells.names_of(field))


@pytest.mark.parametrize(
    "cell",
    [
        "12.03.2026",
        " 12.03.2026 ",
        "12.3.26",
        "12/03/2026",
        "12.03.2026 г.",
        "12.03.2026 ж.",
        "2026-03-12",
        "2026-03-12 00:00:00",
        "2026-03-12T09:30",
        "12 наурыз 2026",
        "2026 жылғы 12 наурыз",
        "«12» марта 2026 г.",
        "12 March 2026",
        "March 12, 2026",
        46093,
        46093.5,
        date(2026, 3, 12),
        datetime(2026, 3, 12, 9, 30),
    ],
)
def test_a_date_is_understood_however_it_is_written(cell):
    assert said(Agreement.signed_on, cell) == date(2026, 3, 12)


@pytest.mark.parametrize(
    "cell", ["31.02.2026", "бүгін", "2026", 0, -1, 10**9, True, "12.03", "March 2026", "99.99.9999"]
)
def test_what_is_no_date_is_said_so(cell):
    with pytest.raises(cells.Unread):
        said(Agreement.signed_on, cell)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("Korea, Republic of", "KR"),
        ("Viet Nam", "VN"),
        ("Russian Federation", "RU"),
        ("Iran, Islamic Republic of", "IR"),
        ("Taiwan, Province of China", "TW"),
        ("Venezuela, Bolivarian Republic of", "VE"),
        ("Bosnia and Herzegovina", "BA"),
        ("Trinidad and Tobago", "TT"),
        ("U.S.A.", "US"),
        ("  Қазақстан  ", "KZ"),
        ("Kазахстан", "KZ"),
        ("РК", "KZ"),
        ("Оңтүстік Корея", "KR"),
        ("ФРГ", "DE"),
        ("de", "DE"),
    ],
)
def test_a_country_is_understood_however_it_is_called(cell, code):
    assert said(Partner.country, cell) == code


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_country_is_understood_by_the_name_that_the_program_shows(language):
    with i18n.language(language):
        for code, name in world.countries(language).items():
            assert said(Partner.country, name) == code, name


def test_a_country_mistyped_is_guessed():
    with pytest.raises(cells.NotInList) as unread:
        said(Partner.country, "Gemrany")

    assert unread.value.guess == "DE"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize(
    "field", [Partner.partner_kind, Partner.level, Agreement.agreement_kind, Agreement.sides]
)
def test_a_choice_is_understood_by_its_label_in_any_language(field, language):
    for key, _name in field.choices:
        with i18n.language(language):
            shown = values.as_text(field, key)
        with i18n.language("kk"):
            assert said(field, f" {shown.upper()} ") == key


@pytest.mark.parametrize(
    "cell",
    [
        "kk, en",
        "қазақ тілі; ағылшын тілі",
        "казахский и английский",
        "Kazakh, English",
        "қаз./ағылш."[:4] + ", en",
    ],
)
def test_languages_are_understood_together(cell):
    assert said(Agreement.languages, cell) == ("kk", "en")


@pytest.mark.parametrize(
    ("cell", "amount", "currency"),
    [
        ("4 325,00 ₸", "4325.00", "KZT"),
        ("4\u00a0325,5 тг", "4325.50", "KZT"),
        ("$1,200.00", "1200.00", "USD"),
        ("1.200,50 EUR", "1200.50", "EUR"),
        ("1 200 000", "1200000.00", None),
        (1200, "1200.00", None),
        (0.1, "0.10", None),
        (9999999999999.99, "9999999999999.99", None),
    ],
)
def test_a_sum_is_understood_with_its_currency(cell, amount, currency):
    assert said(Agreement.cost, cell) == Decimal(amount)
    assert cells.currency_in(cell) == currency


@pytest.mark.parametrize("cell", ["иә", "Да", "YES", "+", 1, True, "бар"])
def test_yes_is_understood(cell):
    assert said(Agreement.renews, cell) is True


@pytest.mark.parametrize("cell", ["жоқ", "Нет", "no", "-", 0, False])
def test_no_is_understood(cell):
    assert said(Agreement.renews, cell) is False


def test_neither_yes_nor_no_is_not_guessed():
    with pytest.raises(cells.Unread):
        said(Agreement.renews, "мүмкін")


@pytest.mark.parametrize(("cell", "number"), [(3, 3), ("3", 3), (" 1 200 ", 1200), ("-5", -5)])
def test_a_number_is_understood(cell, number):
    assert said(Agreement.sheets, cell) == number


@pytest.mark.parametrize("cell", ["үш", "3.5", 3.5, True, "1e9", "9" * 30])
def test_what_is_no_number_is_said_so(cell):
    with pytest.raises(cells.Unread):
        said(Agreement.sheets, cell)


def test_look_alikes_of_the_other_script_are_set_right():
    assert said(Partner.name, "Қaзақ  ұлттық yниверситеті ") == "Қазақ ұлттық университеті"
    assert said(Partner.name, "Universitаt Wien") == "Universitat Wien"
    assert said(Partner.name, "ҚазҰУ COVID-19 МОК") == "ҚазҰУ COVID-19 МОК"


@given(st.text(alphabet="АВСЕНІКМОРТХУасеікһорхуABCEHIKMOPTXYaceikhopxyқжdz19 -", max_size=30))
def test_setting_letters_right_changes_neither_meaning_nor_what_is_right(line):
    once = in_one_script(line)

    assert in_one_script(once) == once
    assert len(once) == len(line)


@given(st.text(max_size=40))
def test_any_text_can_stand_in_any_field(typed):
    for field in (
        Partner.name,
        Partner.country,
        Agreement.signed_on,
        Agreement.cost,
        Agreement.renews,
        Agreement.sheets,
    ):
        with suppress(cells.Unread):
            said(field, typed)


def test_folding_is_the_same_word_by_word():
    line = "Université d’Orléans Қазақ Kaзақ Straße Łódź ҮНДІ abc"

    assert fold(line) == " ".join(fold(word) for word in line.split())
