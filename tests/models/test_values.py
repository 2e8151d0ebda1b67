from datetime import date, datetime
from decimal import Decimal

import peewee as pw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazcoop_desktop import i18n
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.models.agreement import AGREEMENT_KINDS, STAGES, Agreement, AgreementParty, Approval
from kazcoop_desktop.models.attached import Attached
from kazcoop_desktop.models.base import index_words, text_of
from kazcoop_desktop.models.fields import LONGEST_TEXT
from kazcoop_desktop.models.institution import Employee, Institution
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.reference import SpecialDay
from kazcoop_desktop.models.values import (
    as_plain,
    as_text,
    from_plain,
    from_stored,
    order_text,
    problem_with,
    search_words,
)

LANGUAGES = ("kk", "ru", "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        (Agreement.number, "КС-1", "КС-1"),
        (Agreement.number, None, ""),
        (Agreement.signed_on, date(2026, 11, 5), "05.11.2026"),
        (Agreement.signed_on, None, ""),
        (Attached.at, datetime(2026, 11, 5, 9, 7), "05.11.2026 09:07"),
        (Agreement.sheets, 4, "4"),
        (Agreement.sheets, 0, "0"),
        (Agreement.cost_currency, "EUR", "EUR"),
        (Agreement.agreement_kind, "", ""),
        (Agreement.forms, (), ""),
        (Partner.country, "", ""),
        (Institution.uses_seal, None, ""),
    ],
)
def test_a_value_reads_the_same_in_every_language(language, field, value, shown):
    with i18n.language(language):
        assert as_text(field, value) == shown


@pytest.mark.parametrize(
    ("field", "value", "language", "shown"),
    [
        (Agreement.cost, Decimal("4325"), "kk", "4\u00a0325,00"),
        (Agreement.cost, Decimal("1234567.5"), "ru", "1\u00a0234\u00a0567,50"),
        (Agreement.cost, Decimal("1234567.5"), "en", "1,234,567.50"),
        (Agreement.cost, Decimal("0"), "en", "0.00"),
        (Partner.country, "DE", "kk", "Германия"),
        (Partner.country, "KR", "ru", "Республика Корея"),
        (Partner.country, "DE", "en", "Germany"),
        (Partner.country, "QQ", "en", "QQ"),
        (Agreement.languages, ("kk", "en"), "ru", "казахский, английский"),
        (Agreement.languages, ("kk", "en"), "en", "Kazakh, English"),
        (Agreement.agreement_kind, "memorandum", "en", "Memorandum"),
        (Agreement.forms, ("projects", "publications"), "en", None),
        (Institution.uses_seal, True, "en", "Yes"),
        (Institution.uses_seal, False, "en", "No"),
    ],
)
def test_a_value_reads_as_its_language_writes_it(field, value, language, shown):
    with i18n.language(language):
        if shown is None:
            shown = "; ".join(dict(field.choices)[key] for key in value)
        assert as_text(field, value) == shown


def test_a_sum_is_shown_with_its_currency():
    agreement = Agreement(cost=Decimal("4325"), cost_currency="KZT")

    with i18n.language("kk"):
        assert text_of(agreement, Agreement.cost) == "4\u00a0325,00\u00a0₸"
        assert text_of(Agreement(cost=Decimal(5), cost_currency="EUR"), Agreement.cost) == "5,00\u00a0EUR"
        assert text_of(Agreement(cost=None), Agreement.cost) == ""


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (Partner.name, None),
        (Partner.name, ""),
        (Partner.name, "x" * 256),
        (Partner.country, ""),
        (Partner.country, "QQ"),
        (Partner.country, "kz"),
        (Partner.partner_kind, "club"),
        (Partner.email, "name"),
        (Partner.email, "name@host"),
        (Partner.email, "a b@host.kz"),
        (Partner.website, "www"),
        (Partner.website, "javascript:alert(1)"),
        (Partner.phone, "12"),
        (Agreement.forms, ("projects", "dances")),
        (Agreement.languages, ("kk", "xx-unknown")),
        (Agreement.sheets, "four"),
        (Agreement.sheets, 2**31),
        (Agreement.sheets, 2.5),
        (Agreement.cost, Decimal("NaN")),
        (Agreement.cost, Decimal("Infinity")),
        (Agreement.cost, Decimal("1e13")),
        (Agreement.cost, Decimal("0.001")),
        (Agreement.cost, "a lot"),
    ],
)
def test_a_wrong_value_is_told_in_a_sentence(field, value):
    sentence = problem_with(field, value)

    assert sentence
    assert sentence[0].isupper()
    assert "{" not in sentence


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (Partner.name, "Universität Musterstadt"),
        (Partner.name_kk, ""),
        (Partner.country, "KZ"),
        (Partner.email, ""),
        (Partner.email, "office@musterstadt.example"),
        (Partner.website, "www.musterstadt.example"),
        (Partner.website, "https://musterstadt.example/a?b=1"),
        (Partner.phone, "+7 (727) 000-00-00"),
        (Agreement.forms, ()),
        (Agreement.languages, ("kk", "ru")),
        (Agreement.sheets, None),
        (Agreement.sheets, 12),
        (Agreement.cost, None),
        (Agreement.cost, Decimal("4325.50")),
        (Agreement.signed_on, None),
    ],
)
def test_a_right_value_has_no_problem(field, value):
    assert problem_with(field, value) is None


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
KEYS = st.sampled_from([key for key, _name in AGREEMENT_KINDS])


@given(
    number=TEXTS,
    kind=KEYS,
    signed_on=st.none() | st.dates(),
    sheets=st.none() | st.integers(-(2**31) + 1, 2**31 - 1),
    cost=st.none() | st.decimals(-(10**12), 10**12, places=2),
    languages=st.lists(st.sampled_from(["kk", "ru", "en"]), unique=True).map(tuple),
    renews=st.booleans(),
)
def test_every_value_comes_back_from_json_as_it_went(**values):
    fields = {
        Agreement.number: values["number"],
        Agreement.agreement_kind: values["kind"],
        Agreement.signed_on: values["signed_on"],
        Agreement.sheets: values["sheets"],
        Agreement.cost: values["cost"],
        Agreement.languages: values["languages"],
        Agreement.renews: values["renews"],
    }

    for field, value in fields.items():
        assert from_plain(field, as_plain(field, value)) == value


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(value=JUNK)
def test_whatever_json_holds_is_taken_or_refused_with_a_sentence(value):
    for field in (
        Agreement.number,
        Agreement.signed_on,
        Agreement.sheets,
        Agreement.cost,
        Agreement.languages,
        Agreement.renews,
        Agreement.partner,
        Agreement.agreement_kind,
    ):
        try:
            taken = from_plain(field, value)
        except UserError as refusal:
            assert str(refusal)  # noqa: PT017
            continue
        if not isinstance(field, pw.ForeignKeyField):  # those ask the database
            problem_with(field, taken)


def test_a_stage_is_not_written_by_a_file():
    with pytest.raises(UserError, match="kazcoop move"):
        from_plain(Agreement.stage, "signed")


def test_the_history_reads_a_stage_and_keeps_what_it_cannot_read():
    assert from_stored(Agreement.stage, "signed") == "signed"
    assert from_stored(Agreement.signed_on, "the other day") == "the other day"


def test_a_country_is_found_by_its_name_in_every_language():
    assert {"Германия", "Germany"} <= set(search_words(Partner.country, "DE").split())


def test_the_order_of_a_value_does_not_hang_on_the_language():
    days = [SpecialDay(day=date(2026, 2, 1)), SpecialDay(day=date(2025, 12, 31))]
    steps = [Approval(step="management"), Approval(step="legal")]
    for record in (*days, *steps):
        index_words(record)

    assert days[1].order_key < days[0].order_key
    assert steps[1].order_key < steps[0].order_key
    assert order_text(Agreement.stage, STAGES[9][0]) == "10"
    assert order_text(Agreement.stage, "") == ""


def test_people_stand_by_surname_then_name_then_patronymic():
    people = [
        Employee(surname="Абаева", given_name="Анар"),
        Employee(surname="Абаев", given_name="Ян", patronymic="Қайратұлы"),
        Employee(surname="Абаев", given_name="Ян", patronymic="Кеңесұлы"),
        Employee(surname="Абаев", given_name="Әли"),
    ]
    for person in people:
        index_words(person)

    assert [str(person) for person in sorted(people, key=lambda person: person.order_key)] == [
        "Абаев Әли",
        "Абаев Ян Кеңесұлы",
        "Абаев Ян Қайратұлы",
        "Абаева Анар",
    ]


def test_a_party_stands_by_its_name_in_its_own_language():
    keys = set()
    for language in LANGUAGES:
        party = AgreementParty(partner=Partner(name="Musterstadt", name_kk="Ә", name_ru="Я", name_en="M"))
        with i18n.language(language):
            index_words(party)
        keys.add(party.order_key)

    assert len(keys) == 1


def test_a_text_longer_than_a_record_holds_is_told_so():
    assert problem_with(Partner.note, "ә" * LONGEST_TEXT) is None
    assert problem_with(Partner.note, "ә" * (LONGEST_TEXT + 1)) == (
        f"The text is too long. Allowed: {LONGEST_TEXT}, entered: {LONGEST_TEXT + 1}."
    )
