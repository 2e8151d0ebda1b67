from datetime import date

import pytest

from kazcoop_desktop import i18n
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.models import Acquaintance, Concern, Edition, Employee, Position, Unit
from kazcoop_desktop.models.attached import Attachment
from kazcoop_desktop.models.base import Invalid
from kazcoop_desktop.services import deadlines, follow_ups, records, shipped
from kazcoop_desktop.services.documents import acquaintance, amendments
from tests import regulation as given
from tests.regulation import TODAY, saved

SCAN = b"%PDF-1.7 signed"


@pytest.fixture(autouse=True)
def in_english(store):
    given.office()
    with i18n.language("en"):
        yield


@pytest.fixture
def edition(in_english):
    return given.edition(given.document())


def everybody():
    return list(Employee.select())


def signed_by(edition, people, on=date(2025, 9, 3)):
    return acquaintance.sign(edition, people, on=on, by="Айгүл")


def changed(edition):
    change = given.adopt(given.proposal(edition.document))
    amendments.enter_in_sheet(change, on=date(2026, 10, 2), by="Айгүл")
    return change


def test_the_sheet_names_55_employees_of_seven_units_in_the_kazakh_order(edition):
    sheet = acquaintance.of_edition(edition, on=TODAY)

    surnames = [employee.surname for employee in sheet.missing]
    assert len(surnames) == 55
    assert len({employee.unit_id for employee in sheet.missing}) == 7
    assert list(dict.fromkeys(surnames)) == given.SURNAMES


def test_who_has_signed_is_told_with_the_day_and_who_has_not_is_missing(edition):
    people = everybody()
    signed_by(edition, people[:40])

    sheet = acquaintance.of_edition(edition, on=TODAY)

    assert {line.employee for line in sheet.signed} == set(people[:40])
    assert set(sheet.missing) == set(people[40:])
    assert sheet.signed[0].signed_on == date(2025, 9, 3)


def test_a_document_concerns_a_position_of_a_unit_only(edition):
    for concern in Concern.select():
        records.delete(concern, by="Айгүл")
    unit, head = Unit.get(Unit.name_kk == "Фортепиано кафедрасы"), Position.get()
    saved(Concern(document=edition.document, unit=unit, position=head))

    assert [one.unit for one in acquaintance.concerned(edition.document, on=TODAY)] == [unit]


def test_a_unit_brings_the_units_below_it(edition):
    for concern in Concern.select():
        records.delete(concern, by="Айгүл")
    faculty = saved(Unit(name_kk="Орындаушылық факультеті", unit_kind="faculty"))
    for chair in Unit.select().where(Unit.unit_kind == "chair"):
        chair.part_of = faculty
        saved(chair)
    saved(Concern(document=edition.document, unit=faculty))

    assert len(acquaintance.concerned(edition.document, on=TODAY)) == 10 + 9 + 8 + 6


def test_a_document_that_concerns_all_needs_no_units(edition):
    for concern in Concern.select():
        records.delete(concern, by="Айгүл")
    edition.document.concerns_all = True
    saved(edition.document)

    assert len(acquaintance.concerned(edition.document, on=TODAY)) == 55


def test_a_new_employee_is_added_by_themselves_and_one_who_left_is_not_awaited(edition):
    chair = Unit.get(Unit.unit_kind == "chair")
    saved(Employee(surname="Ақан", given_name="Сері", unit=chair, hired_on=date(2026, 11, 2)))
    gone = Employee.get(Employee.surname == "Бекен")
    gone.left_on = date(2026, 10, 30)
    saved(gone)

    before = acquaintance.of_edition(edition, on=date(2026, 10, 30)).missing
    after = acquaintance.of_edition(edition, on=TODAY).missing

    assert gone in before
    assert gone not in after
    assert [one.surname for one in after if one not in before] == ["Ақан"]


def test_somebody_who_signed_and_left_stays_on_the_sheet(edition):
    gone = Employee.get(Employee.surname == "Бекен")
    signed_by(edition, [gone])
    gone.left_on = date(2026, 10, 30)
    saved(gone)

    assert gone in [line.employee for line in acquaintance.of_edition(edition, on=TODAY).signed]


def test_a_signed_sheet_ticks_the_persons_chosen_and_is_filed_with_the_document(edition):
    people = everybody()[:3]

    acquaintance.sign(edition, people, on=date(2025, 9, 4), by="Айгүл", scan=SCAN, scan_name="parak.pdf")

    assert {row.employee for row in Acquaintance.select()} == set(people)
    assert {row.note for row in Acquaintance.select()} == {"parak.pdf"}
    assert Attachment.get().kind == "document"


def test_those_who_signed_before_keep_their_date(edition):
    people = everybody()
    signed_by(edition, people[:2])

    entered = signed_by(edition, people[:3], on=date(2025, 9, 10))

    assert [row.employee for row in entered] == [people[2]]


def test_the_last_signature_closes_the_sheet(edition):
    people = everybody()
    signed_by(edition, people[:-1])
    assert Edition.get_by_id(edition.id).acquainted_on is None

    signed_by(edition, people[-1:], on=date(2025, 9, 9))

    assert Edition.get_by_id(edition.id).acquainted_on == date(2025, 9, 9)


def test_a_signature_before_the_edition_was_in_force_is_refused_and_nothing_is_entered(edition):
    with pytest.raises(Invalid, match=r"Signed before “2025-1” was in force \(01.09.2025\)"):
        acquaintance.sign(
            edition, everybody(), on=date(2025, 8, 31), by="Айгүл", scan=SCAN, scan_name="parak.pdf"
        )

    assert not Acquaintance.select().exists()
    assert not Attachment.select().exists()


def test_a_signature_of_a_person_who_had_left_is_refused(edition):
    gone = Employee.get(Employee.surname == "Бекен")
    gone.left_on = date(2025, 9, 2)
    saved(gone)

    with pytest.raises(Invalid, match=r"left on 02.09.2025 and cannot have signed later"):
        signed_by(edition, [gone])


def test_a_signature_before_the_person_was_hired_is_refused(edition):
    new = Employee.get(Employee.surname == "Бекен")
    new.hired_on = date(2026, 1, 5)
    saved(new)

    with pytest.raises(Invalid, match=r"hired on 05.01.2026"):
        signed_by(edition, [new])


def test_nobody_signs_twice(edition):
    person = Employee.get()
    signed_by(edition, [person])

    with pytest.raises(Invalid, match="has signed already"):
        saved(
            Acquaintance(
                document=edition.document, employee=person, edition=edition, signed_on=date(2025, 9, 9)
            )
        )


def test_after_a_change_those_who_had_read_the_document_read_the_change(edition):
    people = everybody()
    signed_by(edition, people[:-1])
    change = changed(edition)
    signed_by(edition, people[-1:], on=date(2026, 10, 5))  # read the changed document at once

    sheet = acquaintance.of_amendment(change, on=TODAY)

    assert set(sheet.missing) == set(people[:-1])
    assert sheet.begins_on == date(2026, 10, 1)


def test_a_change_that_concerns_two_units_is_read_by_them_only(edition):
    signed_by(edition, everybody())
    change = changed(edition)
    for name in ("Фортепиано кафедрасы", "Офис-тіркеуші бөлімі"):
        unit = Unit.get(Unit.name_kk == name)
        saved(Concern(document=edition.document, unit=unit, amendment=change))

    assert len(acquaintance.of_amendment(change, on=TODAY).missing) == 10 + 9
    assert len(acquaintance.concerned(edition.document, on=TODAY)) == 55


def test_the_office_sees_who_has_not_read_what(edition):
    people = everybody()
    signed_by(edition, people[:50])
    change = changed(edition)
    acquaintance.sign(change, people[:20], on=date(2026, 10, 6), by="Айгүл")

    found = acquaintance.outstanding(on=TODAY)

    read = [str(one.sheets[0].amendment or one.sheets[0].edition) for one in found]
    assert read.count("2025-1") == 5  # they read the change together with the edition
    assert read.count("ОТ Ережесі · No. 1: Бұйрықтар жобаларының мерзімі") == 30
    assert {one.employee for one in found} == set(people[20:])
    assert [one.days(TODAY) for one in found][:1] == [(TODAY - given.IN_FORCE_ON).days]
    assert acquaintance.outstanding(on=date(2025, 8, 31)) == []


def test_signing_a_change_of_no_edition_is_refused(in_english):
    draft = given.document()
    change = given.adopt(given.proposal(draft))

    with pytest.raises(UserError, match="belongs to no edition"):
        acquaintance.sign(change, everybody()[:1], on=TODAY, by="Айгүл")


def test_the_last_signature_entered_by_itself_notes_that_all_have_read(edition):
    *first, last = everybody()
    signed_by(edition, first)
    assert Edition.get_by_id(edition.id).acquainted_on is None

    follow_ups.save(
        Acquaintance(document=edition.document, edition=edition, employee=last, signed_on=date(2025, 9, 9)),
        by="Айгүл",
    )

    assert Edition.get_by_id(edition.id).acquainted_on == date(2025, 9, 9)


def test_a_new_employee_is_due_to_read_the_documents_until_the_first_signature(edition):
    shipped.load(by="Айгүл")
    newcomer = saved(Employee(surname="Жаңабай", given_name="Елдос", hired_on=date(2026, 11, 16)))

    [due] = [one for one in deadlines.due(on=TODAY) if one.rule == "newcomer_acquaintance"]
    assert due.record == newcomer

    edition.document.concerns_all = True
    saved(edition.document)
    acquaintance.sign(edition, [newcomer], on=date(2026, 11, 19), by="Айгүл")
    assert [one for one in deadlines.due(on=TODAY) if one.rule == "newcomer_acquaintance"] == []
