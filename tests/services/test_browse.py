import random
from datetime import date, timedelta
from decimal import Decimal

import peewee as pw
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kazcoop_desktop import i18n
from kazcoop_desktop.models import RECORDS
from kazcoop_desktop.models.agreement import Agreement, AgreementCopy, Annex
from kazcoop_desktop.models.amendment import ChangeNotice
from kazcoop_desktop.models.base import database, fields_of, index_words, kind_of, value_of
from kazcoop_desktop.models.fields import (
    ChoiceField,
    ChoicesField,
    CountryField,
    CurrencyField,
    KeyField,
    PartOfField,
    choice_keys,
)
from kazcoop_desktop.models.institution import Employee, Position, Unit
from kazcoop_desktop.models.partner import Partner, PartnerContact
from kazcoop_desktop.models.text import order_key
from kazcoop_desktop.services import access, browse, records
from tests.samples import free, sample, saved

BY = "Айгүл"
NAMES = ["Әбдіров", "Ғалымов", "Абаев", "Іле", "Ыбырай", "Zürich", "Łódź", "10-шкаф", "2-шкаф", "Қасымов"]
COLUMNS = [(model, column) for model in RECORDS for column in model.outline.columns]


def _invented(field: pw.Field, chance: random.Random) -> object:
    if isinstance(field, pw.ForeignKeyField):
        ids = [row.id for row in field.rel_model.select(field.rel_model.id)]
        return chance.choice([*ids, None] if field.null else ids) if ids else None
    if field.null and chance.random() < 0.3:
        return None
    if isinstance(field, CountryField):
        return chance.choice(["DE", "KZ", "FR", "AT"])
    if isinstance(field, CurrencyField):
        return "EUR"
    if isinstance(field, ChoiceField):
        return chance.choice([*choice_keys(field), ""] if field.default == "" else choice_keys(field))
    if isinstance(field, ChoicesField):
        return tuple(chance.sample(["kk", "ru", "en"], chance.randrange(3)))
    if isinstance(field, pw.BooleanField):
        return chance.random() < 0.5
    if isinstance(field, pw.IntegerField):
        return chance.randrange(1, 30)
    if isinstance(field, pw.DecimalField):
        return Decimal(chance.randrange(1000))
    if isinstance(field, pw.DateField) and field.unique:
        return date(2000, 1, 1) + timedelta(days=chance.randrange(9000))
    if isinstance(field, pw.DateField):
        return date(2026, 1, 1).replace(day=chance.randrange(1, 28), month=chance.randrange(1, 12))
    if field.unique:
        return f"{chance.choice(NAMES)} {chance.randrange(10**9)}"
    return (
        chance.choice([*NAMES, ""] if field.default == "" else NAMES)[: field.max_length or None]
        if isinstance(field, pw.CharField)
        else chance.choice([*NAMES, ""])
    )


@pytest.fixture
def filled(store):
    """Some records of every register with values of all kinds, among them empty ones."""
    chance = random.Random(717)
    with database.atomic():
        for model in sorted(RECORDS, key=lambda model: pw.sort_models(RECORDS).index(model)):
            for _number in range(12):
                record = model(**{field.name: _invented(field, chance) for field in fields_of(model)})
                index_words(record)
                record.save(force_insert=True)
    with access.as_program():  # nobody has signed in to the invented accounts
        yield store


def _sort_key(column: pw.Field, value: object) -> object:
    if isinstance(column, pw.ForeignKeyField):
        return value.order_key
    if isinstance(column, CountryField):
        with i18n.language(i18n.current()):
            from kazcoop_desktop.models import world

            return order_key(world.country(value))
    if isinstance(column, ChoiceField):
        return choice_keys(column).index(value)
    if isinstance(column, ChoicesField):
        return column.db_value(value)
    if isinstance(column, KeyField):
        return order_key(column.known.title(value))
    return order_key(value) if isinstance(value, str) else value


@pytest.mark.parametrize("descending", [False, True], ids=["up", "down"])
def test_every_column_of_every_register_sorts_with_the_empty_last(filled, descending):
    for model, column in COLUMNS:
        query = browse.Query(model, order=column, descending=descending)
        ids = list(query.ids())
        shown = query.rows(ids)
        values = [value_of(shown[record_id], column) for record_id in ids]
        said = f"{kind_of(model)}.{column.name}"

        assert sorted(ids) == list(range(1, 13)), said
        assert query.count() == 12, said
        assert query.first(5) == ids[:5], said
        if column is model.outline.columns[0]:
            keys = [shown[record_id].order_key for record_id in ids]
            assert keys == sorted(keys, reverse=descending), said
            continue
        filled_in = [value for value in values if value not in (None, "", ())]
        assert values[: len(filled_in)] == filled_in, said
        keys = [_sort_key(column, value) for value in filled_in]
        assert keys == sorted(keys, reverse=descending), said


def test_nothing_is_lost_at_the_edges_of_pages(filled):
    for model, column in COLUMNS:
        query = browse.Query(model, order=column)
        for limit in (0, 1, 11, 12, 13, 100):
            assert query.first(limit) == list(query.ids())[:limit]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_countries_stand_in_the_order_of_their_names(store, language):
    for code in ("DE", "AT", "KZ", "FR", "CN"):
        records.save(Partner(name=f"Partner {code}", country=code), by=BY)
    query = browse.Query(Partner, order=Partner.country)

    with i18n.language(language):
        rows = query.rows(query.ids())
        said = [browse.world.country(rows[record_id].country) for record_id in query.ids()]
        assert said == sorted(said, key=order_key)


def test_filters_take_own_values_and_those_of_linked_records(agreement, store):
    french = records.save(Partner(name="Université Exemple", country="FR"), by=BY)
    other = records.save(Agreement(partner=french, agreement_kind="contract"), by=BY)

    def ids(filters, search=""):
        return set(browse.Query(Agreement, filters=filters, search=search).ids())

    assert ids({Partner.country: ["FR"]}) == {other.id}
    assert ids({Partner.country: ["FR", "DE"]}) == {agreement.id, other.id}
    assert ids({Agreement.agreement_kind: ["contract"], Partner.country: ["DE"]}) == set()
    assert ids({Agreement.partner: [french.id]}) == {other.id}
    assert ids({Agreement.stage: []}) == set()
    assert ids({Partner.country: ["DE"]}, search="muster") == {agreement.id}
    query = browse.Query(Agreement, search="x", filters={Partner.country: ["FR"]})
    assert query.without_filters().count() == 2


def test_the_filters_of_a_register_are_its_closed_columns(agreement):
    assert browse.filters_of(Agreement) == [Partner.country, Agreement.agreement_kind, Agreement.stage]
    with i18n.language("en"):
        assert browse.filter_choices(Agreement, Partner.country) == [("DE", "Germany")]
        assert browse.filter_choices(Agreement, Agreement.agreement_kind)[0] == ("memorandum", "Memorandum")


def test_parts_are_shown_of_one_record_only(agreement, partner):
    other = records.save(Agreement(partner=partner, number="КС-2"), by=BY)
    mine = records.save(AgreementCopy(agreement=agreement, shelf="3"), by=BY)
    records.save(AgreementCopy(agreement=other, shelf="3"), by=BY)

    for column in AgreementCopy.outline.columns:
        query = browse.Query(AgreementCopy, parent=(AgreementCopy.agreement, agreement.id), order=column)
        assert list(query.ids()) == [mine.id]
        assert query.count() == 1


def test_what_is_in_the_recycle_bin_is_not_shown(agreement):
    free(agreement)
    records.delete(agreement, by=BY)

    for column in Agreement.outline.columns:
        assert list(browse.Query(Agreement, order=column).ids()) == []
    assert list(browse.Query(Agreement, search="muster").ids()) == []


@pytest.mark.parametrize(
    "typed",
    [
        "Universität",
        "universitat",
        "MUSTER",
        "muster uni",
        "КС-1",
        "KC-1",
        "кс1",
        "Германия",
        "germany",
        "меморандум",
    ],
)
def test_an_agreement_is_found_as_people_type_it(agreement, typed):
    assert list(browse.Query(Agreement, search=typed).ids()) == [agreement.id]


@pytest.mark.parametrize("typed", ["versität", "xyz", "muster xyz", "КС-2"])
def test_what_is_not_there_is_not_found(agreement, typed):
    assert list(browse.Query(Agreement, search=typed).ids()) == []


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("EXPO", "ЕХРО"),
        ("ЕХРО", "expo"),
        ("СО", "co"),
        ("Келісім", "келiсiм"),
        ("Hұрлан", "нурлан"),
        ("Өмір", "омир"),
    ],
)
def test_look_alikes_are_found_in_both_scripts(store, name, typed):
    partner = records.save(Partner(name=name, country="KZ"), by=BY)

    assert list(browse.Query(Partner, search=typed).ids()) == [partner.id]


SIGNS = ['"', '""', "*", "AND", "OR", "NOT", "NEAR", "NEAR(", "-", ":", "^", "(", ")", "name:", "a AND", "{", "'", "%",
         "_", "\\", "\0", "—", "№", ";--", "a*b", "+", ]  # fmt: skip


@pytest.mark.parametrize("typed", SIGNS)
def test_signs_of_the_search_engine_are_nothing_special(agreement, typed):
    query = browse.Query(Agreement, search=typed)

    assert set(query.ids()) <= {agreement.id}
    assert query.count() == len(query.first(10))
    assert set(browse.Query(Agreement, search=f"muster {typed} 1").ids()) <= {agreement.id}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(typed=st.text(max_size=12))
def test_whatever_is_typed_never_raises(agreement, typed):
    browse.Query(Agreement, search=typed).ids()


def test_the_number_of_questions_to_the_database_does_not_grow(store):
    unit = records.save(Unit(name_kk="Деканат"), by=BY)
    position = records.save(Position(name_kk="Маман"), by=BY)
    asked = []
    for round_ in range(2):
        for number in range(40):
            partner = records.save(Partner(name=f"P {round_} {number}", country="DE"), by=BY)
            employee = records.save(
                Employee(surname=f"С {number}", given_name="А", position=position, unit=unit), by=BY
            )
            records.save(Agreement(partner=partner, responsible=employee, unit=unit), by=BY)
        statements: list[str] = []
        connection = store.connection()
        connection.set_trace_callback(statements.append)
        query = browse.Query(Agreement, order=Agreement.partner)
        rows = query.rows(query.first(60))
        for row in rows.values():
            for column in Agreement.outline.columns:
                str(value_of(row, column))
        connection.set_trace_callback(None)
        asked.append(len(statements))

    assert len(set(asked)) == 1
    assert asked[0] <= 8


def test_rows_come_back_by_id_and_missing_ones_are_left_out(agreement):
    rows = browse.Query(Agreement).rows([agreement.id, 999])

    assert list(rows) == [agreement.id]


def test_annexes_stand_by_their_number(agreement):
    for number in (10, 2, 1):
        records.save(Annex(agreement=agreement, number=number, content_kk="мәтін"), by=BY)

    rows = browse.Query(Annex).rows(browse.Query(Annex).ids())
    assert [rows[i].number for i in browse.Query(Annex).ids()] == [1, 2, 10]
    assert isinstance(Annex.agreement, PartOfField)
    assert PartnerContact.select().count() == 0


@pytest.mark.usefixtures("store")
def test_a_record_that_begins_with_another_is_sorted_by_it_whatever_the_language():
    unit = saved(Unit, name_kk="Әндер кафедрасы", name_ru="Кафедра песни", name_en="Chair of Songs")

    keys = set()
    for language in ("kk", "ru", "en"):
        with i18n.language(language):
            notice = sample(ChangeNotice, unit=unit)
            index_words(notice)
            keys.add(notice.order_key)

    assert len(keys) == 1


def test_the_first_hits_of_a_long_word_are_those_of_the_whole_answer(store):
    for number in range(60):
        records.save(Partner(name=f"Университет{'абвгдежзик'[number % 10]} {number}", country="KZ"), by=BY)
    for number in range(60):
        records.save(Partner(name=f"Колледж{number:02}", country="KZ"), by=BY)

    for typed in (
        "унив",
        "университет",
        "университета",
        "колледж",
        "колледж1",
        "жоқ сөз",
        "унив кол",
        "унив 17",
    ):
        query = browse.Query(Partner, search=typed)
        assert sorted(query.first(200)) == sorted(query.ids()), typed


def test_a_word_that_is_entered_later_is_found_by_its_beginning(store):
    assert browse.Query(Partner, search="жаңа серік").first(10) == []

    partner = records.save(Partner(name="Жаңа серіктестік", country="KZ"), by=BY)

    assert browse.Query(Partner, search="жаңа серік").first(10) == [partner.id]
