"""A list of foreigners from Excel: persons, passports and stays in one sheet."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import xlsxwriter

from kazcoop_desktop.models import ForeignCitizen, Passport, Person, world
from kazcoop_desktop.models.history import Import
from kazcoop_desktop.services import records
from kazcoop_desktop.services.spreadsheets import importing, jobs, together, whole_names, workbook

ME = "Айгүл"
HEADINGS = (
    "№",
    "Фамилия",
    "Имя",
    "Отчество",
    "Пол",
    "Дата рождения",
    "Гражданство",
    "Паспорт №",
    "Паспорт до",
    "Специальность",
    "Курс",
    "Группа",
    "Место проживания",
    "Окончание обучения",
)
COUNTRIES = (
    "UZ KG TJ TM RU BY AM AZ MD CN MN KR JP IN PK AF IR TR SE DE FR IT ES PL CZ US CA GB NG GH EG MA VN ID MY TH BD"
    " NP LK GE"
).split()


def row(number, **more):
    """The cells of an invented person."""
    country = COUNTRIES[number % len(COUNTRIES)]
    cells = {
        "№": number + 1,
        "Фамилия": f"FAMILY{number // 3}",
        "Имя": ("ANNA", "BORIS", "CHEN")[number % 3],
        "Отчество": "",
        "Пол": "Женский" if number % 2 else "Мужской",
        "Дата рождения": date(2000, 1, 1) + timedelta(days=11 * number),
        "Гражданство": world.countries("ru")[country],
        "Паспорт №": f"P{1000000 + number}",
        "Паспорт до": date(2029, 1, 1) + timedelta(days=number),
        "Специальность": "Музыкальное образование",
        "Курс": number % 4 + 1,
        "Группа": f"МО-{number % 7}",
        "Место проживания": "Алматы, общежитие 1",
        "Окончание обучения": date(2028, 6, 30),
    }
    return {**cells, **more}


def book(target: Path, rows, headings=HEADINGS) -> Path:
    """The list as an office keeps it, under a title."""
    made = xlsxwriter.Workbook(str(target))
    sheet = made.add_worksheet("Контингент")
    day = made.add_format({"num_format": "dd.mm.yyyy"})
    sheet.write(0, 0, "Список иностранных студентов на 2026/2027 учебный год")
    for at, name in enumerate(headings):
        sheet.write(2, at, name)
    for down, cells in enumerate(rows, 3):
        for at, name in enumerate(headings):
            value = cells[name]
            if isinstance(value, date):
                sheet.write_datetime(down, at, value, day)
            else:
                sheet.write(down, at, value)
    made.close()
    return target


def planned(file: Path):
    sheet = whole_names.apart(ForeignCitizen, workbook.read(file))
    return together.plan(sheet, together.headers(ForeignCitizen, sheet))


def counts(plan):
    return [(len(part.new), len(part.changed), part.unchanged) for part in (*plan.before, plan)]


def everything():
    return [model.select().count() for model in (Person, Passport, ForeignCitizen)]


@pytest.mark.usefixtures("store")
def test_three_hundred_people_from_forty_countries_come_in_with_passports_and_stays(tmp_path):
    file = book(tmp_path / "list.xlsx", [row(number) for number in range(300)])

    plan = planned(file)
    assert everything() == [0, 0, 0]
    importing.apply(plan, by=ME)

    assert plan.wrong == []
    assert everything() == [300, 300, 300]
    assert len({person.citizenship for person in Person.select()}) == 40
    anna = (
        ForeignCitizen.select()
        .join(Person)
        .where(Person.surname == "FAMILY1", Person.given_names == "ANNA")
        .get()
    )
    assert anna.person.born_on == date(2000, 2, 3)
    assert anna.person.passport.number == "P1000003"
    assert anna.person.passport.issuing_country == anna.person.citizenship == "TM"
    assert (anna.course, anna.group, anna.address) == (4, "МО-3", "Алматы, общежитие 1")


@pytest.mark.usefixtures("store")
def test_the_same_list_once_more_changes_nothing(tmp_path):
    file = book(tmp_path / "list.xlsx", [row(number) for number in range(12)])
    importing.apply(planned(file), by=ME)

    assert counts(planned(file)) == [(0, 0, 12), (0, 0, 12), (0, 0, 12)]


@pytest.mark.usefixtures("store")
def test_next_years_list_changes_the_stay_and_enters_the_new_people(tmp_path):
    importing.apply(planned(book(tmp_path / "a.xlsx", [row(number) for number in range(5)])), by=ME)
    later = [row(number, Курс=number % 4 + 2) for number in range(6)]

    plan = planned(book(tmp_path / "b.xlsx", later))
    importing.apply(plan, by=ME)

    assert counts(plan) == [(1, 0, 5), (1, 0, 5), (1, 5, 0)]
    assert everything() == [6, 6, 6]


@pytest.mark.usefixtures("store")
def test_a_row_that_is_wrong_anywhere_is_skipped_whole(tmp_path):
    rows = [row(0), row(1, **{"Дата рождения": date(2090, 1, 1)}), row(2, Курс=99), row(3)]
    rows.append(row(4, **{"Паспорт №": "P1000000", "Гражданство": rows[0]["Гражданство"]}))

    plan = planned(book(tmp_path / "list.xlsx", rows))
    importing.apply(plan, by=ME)

    assert [wrong.row for wrong in plan.wrong] == [5, 6, 8]
    assert "future" in plan.wrong[0].sentence
    assert "year of study" in plan.wrong[1].sentence
    assert everything() == [2, 2, 2]


@pytest.mark.usefixtures("store")
def test_the_whole_import_is_taken_back_at_once(tmp_path):
    records.save(Person(surname="SMITH"), by=ME)
    done = importing.apply(planned(book(tmp_path / "list.xlsx", [row(0), row(1)])), by=ME)
    assert Import.select().count() == 3

    importing.undo(done, by=ME)

    assert everything() == [1, 0, 0]


@pytest.mark.usefixtures("store")
def test_names_in_cyrillic_letters_become_the_russian_names(tmp_path):
    file = book(tmp_path / "list.xlsx", [row(0, Фамилия="Эрикссон", Имя="Анна", Отчество="Ларсовна")])

    importing.apply(planned(file), by=ME)

    person = Person.get()
    assert (person.surname, person.surname_ru, person.given_name_ru) == ("", "Эрикссон", "Анна")
    assert person.patronymic_ru == "Ларсовна"


@pytest.mark.usefixtures("store")
def test_a_person_without_a_passport_number_comes_in_without_a_passport(tmp_path):
    importing.apply(planned(book(tmp_path / "list.xlsx", [row(0, **{"Паспорт №": ""}), row(1)])), by=ME)

    assert everything() == [2, 1, 2]


@pytest.mark.usefixtures("store")
def test_the_window_shows_the_columns_and_the_counts_of_all_three_registers(tmp_path):
    file = book(tmp_path / "list.xlsx", [row(0), row(1)])

    shown = jobs.check("foreign_citizen", str(file), progress=lambda done, total: None, cancelled=None)
    written = jobs.write(shown.number, by=ME, progress=lambda done, total: None, cancelled=None)

    assert dict(zip(shown.headings, shown.fields, strict=True)) == {
        "№": "",
        "Фамилия": "person.surname",
        "Имя": "person.given_names",
        "Отчество": "person.patronymic_ru",
        "Пол": "person.sex",
        "Дата рождения": "person.born_on",
        "Гражданство": "person.citizenship",
        "Паспорт №": "passport.number",
        "Паспорт до": "passport.expires_on",
        "Специальность": "specialty",
        "Курс": "course",
        "Группа": "group",
        "Место проживания": "address",
        "Окончание обучения": "expected_end_on",
    }
    assert shown.counts.splitlines()[0] == "Persons: New: 2, changed: 0, unchanged: 0, with errors: 0"
    assert ("person.iin", "Person: IIN") in shown.offered
    assert written.written == 6


@pytest.mark.parametrize(
    ("heading", "written", "spelled"),
    [
        ("ФИО", "Абаева Сауле Ержановна", ("surname_ru", "given_name_ru", "patronymic_ru")),
        ("Аты-жөні", "Абаева Сәуле Ержанқызы", ("surname_kk", "given_name_kk", "patronymic_kk")),
        ("Full name", "ABAYEVA Saule Anna", ("surname", "given_names")),
        ("Ф.И.О. студента", "Abayeva, Saule Anna", ("surname", "given_names")),
    ],
)
@pytest.mark.usefixtures("store")
def test_whole_names_in_one_column_are_taken_apart(tmp_path, heading, written, spelled):
    headings = ("№", heading, *HEADINGS[4:])
    file = book(tmp_path / "list.xlsx", [row(1, **{heading: written})], headings)

    plan = planned(file)
    importing.apply(plan, by=ME)

    person = Person.select().get()
    parts = written.replace(",", "").split(maxsplit=len(spelled) - 1)
    assert (plan.wrong, [getattr(person, name) for name in spelled]) == ([], parts)
    assert (person.passport.number, ForeignCitizen.get().group) == ("P1000001", "МО-1")


@pytest.mark.usefixtures("store")
def test_the_window_shows_into_what_a_column_of_whole_names_is_taken_apart(tmp_path):
    headings = ("№", "ФИО", *HEADINGS[4:])
    file = book(tmp_path / "list.xlsx", [row(1, ФИО="Абаева Сауле Ержановна")], headings)

    shown = jobs.check("foreign_citizen", str(file), progress=lambda done, total: None, cancelled=None)

    assert shown.headings[1:4] == ["Surname in Russian", "Given name in Russian", "Patronymic in Russian"]


def test_a_list_that_has_surnames_in_their_own_column_is_left_as_it_is(tmp_path):
    file = book(tmp_path / "list.xlsx", [row(1, Студент="да")], ("Студент", *HEADINGS))
    sheet = workbook.read(file)

    assert whole_names.apart(ForeignCitizen, sheet) is sheet


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Абаева Сауле Ержановна", ("Абаева", "Сауле", "Ержановна")),
        ("Маммадов Али Вагиф оглы", ("Маммадов", "Али", "Вагиф оглы")),
        ("Ким", ("Ким", None, None)),
        ("Saule ABAYEVA", ("ABAYEVA", "Saule", None)),
        ("DE LA CRUZ Maria", ("DE LA CRUZ", "Maria", None)),
        ("IVANOVA ANNA", ("IVANOVA", "ANNA", None)),
        ("van der Berg, Jan Piet", ("van der Berg", "Jan", "Piet")),
        ("", (None, None, None)),
        (None, (None, None, None)),
    ],
)
def test_a_whole_name_is_taken_apart_at_its_surname(written, parts):
    assert whole_names.parts_of(written, 3) == parts
