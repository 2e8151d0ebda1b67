from datetime import date, timedelta

import pytest

from kazcoop_desktop.models import Employee, FormCode, Institution, Journal, Position, Signatory, Unit
from kazcoop_desktop.models.history import HistoryEntry
from kazcoop_desktop.models.reference import JournalNumber
from kazcoop_desktop.services import papers, records

TODAY = date.today()


@pytest.fixture
def journal(store):
    records.save(
        FormCode(form="service_letter", name_kk="Қызметтік хат", code="403-03", comes_back=True), by="Айгүл"
    )
    return records.save(Journal(code="INT", name_kk="Ішкі құжаттар"), by="Айгүл")


def issue(*cases, form="service_letter", language="kk"):
    return papers.issue(cases, form, language, by="Айгүл", on=TODAY, title="Қызметтік хат", journal="INT")


def test_each_paper_gets_a_code_and_a_number_and_the_history_knows(agreement, journal):
    (paper,) = issue(agreement)

    assert paper.code.startswith("KC-")
    assert len(paper.code) == 9
    assert paper.number == "1"
    assert papers.by_code(paper.code.lower()) == paper
    printed = HistoryEntry.get(HistoryEntry.act == "printed")
    assert printed.changes == {"form": "service_letter", "language": "kk"}


def test_a_paper_printed_again_keeps_its_number_until_the_signed_one_is_back(agreement, journal):
    (first,) = issue(agreement)
    (again,) = issue(agreement, language="ru")
    assert again.number == first.number

    papers.returned(first, None, on=TODAY, by="Айгүл")
    papers.returned(again, None, on=TODAY, by="Айгүл")
    (new,) = issue(agreement)

    assert new.number != first.number


def test_what_a_cancelled_run_did_not_print_is_taken_back_and_its_number_annulled(agreement, journal):
    (printed,) = issue(agreement)
    (again,) = issue(agreement)
    papers.take_back([again], by="Айгүл", journal="INT")
    assert JournalNumber.get().state == "given"

    papers.take_back([printed], by="Айгүл", journal="INT")

    assert JournalNumber.get().state == "annulled"
    assert papers.of_record(agreement) == []


def test_papers_that_are_awaited_are_outstanding_until_they_are_back(agreement, journal):
    (paper,) = issue(agreement)
    issue(agreement, form="agreement_card")

    assert papers.outstanding(TODAY) == [paper]
    assert papers.outstanding(TODAY, days=1) == []
    assert papers.outstanding(TODAY + timedelta(days=1), days=1) == [paper]

    papers.returned(paper, None, on=TODAY, by="Айгүл")
    assert papers.outstanding(TODAY) == []


def test_the_signatory_of_the_day_signs(store):
    rector = records.save(Position(name_kk="Ректор"), by="Айгүл")
    old = records.save(Employee(surname="Ескі", given_name="А"), by="Айгүл")
    new = records.save(Employee(surname="Жаңа", given_name="Б"), by="Айгүл")
    for person, day in ((old, date(2020, 1, 1)), (new, date(2026, 6, 1))):
        records.save(
            Signatory(form="service_letter", position=rector, employee=person, valid_from=day), by="Айгүл"
        )

    def signs(day):
        office = papers.Office("service_letter", day)
        return [office.holder(entry) for entry in office.people("signs")]

    assert signs(date(2026, 5, 31)) == [old]
    assert signs(date(2026, 6, 1)) == [new]
    assert signs(date(2019, 1, 1)) == []


def test_the_director_of_one_institute_does_not_sign_for_another(store):
    oil, law = (
        records.save(Unit(name_kk=name, unit_kind="institute"), by="Айгүл") for name in ("Мұнай", "Құқық")
    )
    director = records.save(Position(name_kk="Институт директоры"), by="Айгүл")
    records.save(Signatory(form="service_letter", position=director), by="Айгүл")

    def director_of(unit):
        office = papers.Office("service_letter", TODAY)
        return office.holder(office.people("signs")[0], unit)

    assert director_of(oil) is None

    of_oil = records.save(Employee(surname="А", given_name="А", position=director, unit=oil), by="Айгүл")
    assert director_of(oil) == of_oil
    assert director_of(law) is None

    of_law = records.save(Employee(surname="Б", given_name="Б", position=director, unit=law), by="Айгүл")
    assert director_of(law) == of_law


@pytest.mark.usefixtures("store")
def test_a_paper_for_the_head_names_the_head_of_the_institution_with_their_own_position():
    shipped_position = records.save(Position(name_kk="Басқарма төрағасы – Ректор", is_head=True), by="Айгүл")
    other = records.save(Position(name_kk="Академиялық мәселелер жөніндегі проректор"), by="Айгүл")
    rector = records.save(Position(name_kk="Ректор", addressee_kk="Ректорға", is_head=True), by="Айгүл")
    head = records.save(Employee(surname="Бекенова", given_name="Сая", position=rector), by="Айгүл")
    records.save(Institution(name_kk="Самал университеті", head=head), by="Айгүл")
    to_head = records.save(
        Signatory(form="service_letter", part="addressee", position=shipped_position), by="Айгүл"
    )
    to_other = records.save(
        Signatory(form="service_letter", part="agrees", position=other, sequence=2), by="Айгүл"
    )

    office = papers.Office("service_letter", TODAY)

    assert office.place(to_head) == (rector, head)
    assert office.place(to_other) == (other, None)


@pytest.mark.usefixtures("store")
def test_somebody_entered_with_the_position_comes_before_the_head_of_the_institution():
    chair = records.save(Position(name_kk="Басқарма төрағасы – Ректор", is_head=True), by="Айгүл")
    acting = records.save(Employee(surname="Асанов", given_name="Арман", position=chair), by="Айгүл")
    head = records.save(Employee(surname="Бекенова", given_name="Сая"), by="Айгүл")
    records.save(Institution(name_kk="Самал университеті", head=head), by="Айгүл")
    entry = records.save(Signatory(form="service_letter", part="addressee", position=chair), by="Айгүл")

    assert papers.Office("service_letter", TODAY).place(entry) == (chair, acting)
