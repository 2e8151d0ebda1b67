from datetime import date

import pytest

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.base import Invalid, database
from kazcoop_desktop.models.reference import FileIndex, Journal, JournalNumber
from kazcoop_desktop.services import history, numbering, records
from tests.samples import free

TODAY = date(2026, 11, 20)


@pytest.fixture
def journal(store):
    folder = records.save(FileIndex(code="07-04", name_kk="Ішкі хат-хабарлар"), by="Айгүл")
    values = {"pattern": "{index}/{seq}", "file_index": folder, "digits": 3}
    return records.save(Journal(code="INT", name_kk="Ішкі құжаттар", **values), by="Айгүл")


@pytest.fixture
def agreements(store):
    values = {"pattern": "{suffix}-{year}/{seq}", "suffix": "ХК"}
    return records.save(Journal(code="AGR", name_kk="Келісімдер", **values), by="Айгүл")


def give(on=TODAY):
    return numbering.give("INT", on=on, subject="Қызметтік хат", by="Айгүл")


def test_numbers_follow_one_another(journal):
    assert [give(), give(), give()] == ["07-04/001", "07-04/002", "07-04/003"]


def test_a_yearly_journal_begins_anew_each_year(journal):
    give()
    give()

    assert give(on=date(2027, 1, 4)) == "07-04/001"
    assert give(on=TODAY) == "07-04/003"


def test_a_journal_that_is_not_yearly_goes_on(journal):
    journal.yearly = False
    records.save(journal, by="Айгүл")

    assert give() == "07-04/001"
    assert give(on=date(2027, 1, 4)) == "07-04/002"


def test_looking_at_the_next_number_does_not_take_it(journal):
    assert numbering.peek("INT", on=TODAY) == "07-04/001"
    assert give() == "07-04/001"


def test_reserved_numbers_are_passed_over_and_given_later(journal):
    kept = numbering.reserve("INT", on=TODAY, reason="Ректор хаты", by="Айгүл", count=2)

    assert kept == ["07-04/001", "07-04/002"]
    assert give() == "07-04/003"

    numbering.use_reserved("INT", "07-04/001", on=TODAY, subject="Ұсыныс", by="Айгүл")

    assert [number.number for number in numbering.reserved("INT")] == ["07-04/002"]
    with pytest.raises(UserError, match="07-04/001"):
        numbering.use_reserved("INT", "07-04/001", on=TODAY, subject="Ұсыныс", by="Айгүл")


def test_an_annulled_number_is_not_given_again(journal):
    give()

    numbering.annul("INT", "07-04/001", reason="Қате тіркелді", by="Айгүл")

    assert JournalNumber.get().state == "annulled"
    assert give() == "07-04/002"


def test_reserving_and_annulling_want_a_reason(journal):
    give()

    with pytest.raises(Invalid):
        numbering.reserve("INT", on=TODAY, reason="", by="Айгүл")
    with pytest.raises(Invalid):
        numbering.annul("INT", "07-04/001", reason="", by="Айгүл")
    assert give() == "07-04/002"


def test_a_number_given_in_work_that_is_undone_is_free_again(journal):
    def undone_work():
        with database.atomic():
            give()
            raise UserError("stop")

    with pytest.raises(UserError):
        undone_work()

    assert give() == "07-04/001"


def test_a_number_in_the_recycle_bin_is_not_given_again(journal):
    give()

    free(JournalNumber.get())
    records.delete(JournalNumber.get(), by="Айгүл")

    assert give() == "07-04/002"


def test_an_agreement_without_a_number_gets_the_next_one(partner, agreements):
    agreement = records.save(Agreement(partner=partner), by="Айгүл")

    assert agreement.number == f"ХК-{date.today().year}/1"


def test_a_number_that_somebody_typed_by_hand_is_passed_over(partner, agreements):
    records.save(Agreement(partner=partner, number="ХК-2026/1"), by="Айгүл")

    assert numbering.give("AGR", on=TODAY, subject="Келісім", by="Айгүл") == "ХК-2026/2"


def test_an_office_without_the_journal_types_its_numbers_itself(store):
    assert give() == ""
    with pytest.raises(UserError, match="INT"):
        numbering.reserve("INT", on=TODAY, reason="Ректор хаты", by="Айгүл")


def test_every_number_leaves_its_history(journal):
    give()
    numbering.annul("INT", "07-04/001", reason="Қате тіркелді", by="Болат")

    acts = [(entry.act, entry.who) for entry in history.of_record(JournalNumber.get())]
    assert acts == [("changed", "Болат"), ("entered", "Айгүл")]
