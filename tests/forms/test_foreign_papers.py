"""The order that admits foreigners, its extract, and the list of foreigners, line by line."""

import io
import re
from datetime import date

import pypdf
import pytest

from kazcoop_desktop import forms
from kazcoop_desktop.forms.foreigners.admission_order import OrderOptions
from kazcoop_desktop.forms.foreigners.foreigners_list import ListOptions
from kazcoop_desktop.models import ForeignCitizen, Person
from tests.forms import foreigners, samples


def pages_of(key, records, language="kk", **more) -> list[str]:
    """The text of each page, with single spaces."""
    pdf = forms.find(key).render(records, language=language, on=samples.DAY, blank=not records, **more)
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return [re.sub(r"[\s\u00ad]+", " ", page.extract_text()).strip() for page in pages]


@pytest.fixture
def student(department):
    return foreigners.foreign_citizen(specialty="Орындаушылық өнер")


def many(count):
    """As many students with nothing but a name."""
    return [
        samples.entered(ForeignCitizen(person=samples.entered(Person(surname=f"NAME{number}"))))
        for number in range(count)
    ]


def test_the_draft_order_admits_by_the_rules_and_the_minutes(student):
    order, sheet = pages_of("admission_order_foreigners", [student])

    assert "ЖОБА" in order
    assert "БҰЙРЫҚ" in order
    assert "№ 118-Ш, 2024 ж. «26» тамыз" in order
    assert "Шетел азаматтарын оқуға қабылдау туралы" in order
    assert "ережесіне сәйкес, қабылдау комиссиясының шешімі (№ 7 хаттама, 20.08.2024) негізінде" in order
    assert "2024 жылғы 1 қыркүйек күнінен бастап Университетке оқуға қабылдансын:" in order
    assert "Эрикссон Анна Мария ERIKSSON ANNA MARIA Швеция Орындаушылық өнер 2" in order
    assert "алдын ала медициналық тексеруді қамтамасыз етсін." in order
    assert sheet.startswith("КЕЛІСУ ПАРАҒЫ")
    assert "Заңгер" in sheet


def test_the_day_and_the_rules_of_the_order_may_be_chosen(student):
    options = OrderOptions(admitted_from=date(2026, 12, 1), legal_basis="Уставом университета")

    order, _sheet = pages_of("admission_order_foreigners", [student], "ru", options=options)

    assert "В соответствии с Уставом университета, на основании решения" in order
    assert "1. Зачислить в Университет с 1 декабря 2026 года следующих иностранных граждан:" in order


def test_eight_people_stand_in_the_order_and_more_in_its_annex(department):
    people = many(9)

    assert len(pages_of("admission_order_foreigners", people[:8])) == 2
    order, annex, sheet = pages_of("admission_order_foreigners", people)

    assert "осы бұйрыққа 1-қосымшадағы тізім" in order.lower()
    assert "NAME8" not in order
    assert "NAME8" in annex
    assert "1-қосымша" in annex
    assert "КЕЛІСУ ПАРАҒЫ" in sheet


def test_an_extract_has_the_clause_of_one_person(student, department):
    (page,) = pages_of("order_extract", [student], "ru")

    assert "ВЫПИСКА ИЗ ПРИКАЗА" in page
    assert "ERIKSSON ANNA MARIA" in page
    assert "Выписка верна" in page
    assert "М.П." in page
    assert "Основание: протокол приёмной комиссии, заявления, договоры" in page


def test_each_person_of_the_order_gets_an_extract(department):
    assert len(pages_of("order_extract", many(3))) == 3


def test_the_list_has_the_columns_of_annex_2_and_its_totals(student, department):
    foreigners.foreign_citizen(
        foreigners.person("SMITH", "JOHN", citizenship="GB", surname_kk="", given_name_kk=""),
        citizen_kind="teacher",
        groups=(),
        residence="flat",
        direction="Дәріс оқу",
    )

    (page,) = pages_of("foreigners_list", list(ForeignCitizen.select()))

    for heading in (
        "Тегі, аты, әкесінің аты (ол болған жағдайда)",
        "Туған жылы",
        "Болатын елі",
        "Болу бағыты",
        "Тұратын жері",
    ):
        assert heading in page
    assert "ERIKSSON ANNA MARIA 2004 Швеция Оқу" in page
    assert "SMITH JOHN 2004 Ұлыбритания Дәріс оқу" in page
    assert page.index("Студент") < page.index("Педагог")
    assert "Барлығы: 2; ТМД елінің азаматы – 1" in page


def test_a_list_for_a_unit_has_no_addresses_and_one_of_dormitories_only_those_who_live_there(student):
    foreigners.foreign_citizen(foreigners.person("SMITH", "JOHN"), residence="flat")
    stays = list(ForeignCitizen.select())

    (unit,) = pages_of("foreigners_list", stays, options=ListOptions(variant="unit"))
    (dormitory,) = pages_of("foreigners_list", stays, options=ListOptions(variant="dormitory"))
    (group,) = pages_of("foreigners_list", stays, options=ListOptions(variant="group"))

    assert "Абай даңғылы" not in unit
    assert "SMITH" in unit
    assert "SMITH" not in dormitory
    assert "ERIKSSON" in dormitory
    assert "ОӨ-24" in group
