from datetime import date

import pytest

from kazcoop_desktop import i18n
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.models import Amendment, ChangeNotice, Unit
from kazcoop_desktop.models.base import Invalid
from kazcoop_desktop.services import documents, records
from kazcoop_desktop.services.documents import amendments
from tests import regulation as given
from tests.regulation import saved

ENTERED_ON = date(2026, 10, 2)


@pytest.fixture(autouse=True)
def in_english(store):
    given.office()
    with i18n.language("en"):
        yield


@pytest.fixture
def document(in_english):
    return given.document()


@pytest.fixture
def edition(document):
    return given.edition(document)


@pytest.fixture
def change(document, edition):
    return given.adopt(given.proposal(document))


def test_a_change_dated_before_its_document_is_refused(document, edition):
    with pytest.raises(Invalid, match=r"dated before its document \(27.08.2025\)"):
        saved(given.proposal(document, proposed_on=date(2025, 8, 26)))


def test_a_change_without_any_wording_is_refused(document, edition):
    with pytest.raises(Invalid, match="Write in one language at least what is changed"):
        saved(given.proposal(document, old_kk="", new_kk=""))


def test_a_decision_before_the_agreement_is_refused(document, edition):
    with pytest.raises(Invalid, match="before that of “Considered on”"):
        given.adopt(given.proposal(document), decided_on=date(2026, 9, 29))


@pytest.mark.parametrize(("votes", "adopted"), [(13, False), (14, True)])
def test_two_thirds_of_the_participants_adopt_a_change(document, edition, votes, adopted):
    if adopted:
        assert given.adopt(given.proposal(document), votes_for=votes).id
    else:
        with pytest.raises(Invalid, match="14 votes of 21 are needed; there are 13"):
            given.adopt(given.proposal(document), votes_for=votes)


def test_a_rejected_change_needs_no_votes_but_never_enters_the_sheet(document, edition):
    rejected = given.adopt(given.proposal(document), votes_for=3, outcome="rejected", act_number="")

    with pytest.raises(Invalid, match="Only an adopted change"):
        amendments.enter_in_sheet(rejected, on=ENTERED_ON, by="Айгүл")

    assert Amendment.get_by_id(rejected.id).sequence is None


def test_where_the_rector_orders_nobody_votes(edition, document):
    document.decided_by, document.majority = "order", "none"
    saved(document)

    ordered = given.adopt(
        given.proposal(document), considered_on=None, participants=None, votes_for=None, votes_against=None
    )

    assert ordered.takes_effect_on == date(2026, 10, 1)


def test_more_votes_than_participants_are_refused(document, edition):
    with pytest.raises(Invalid, match=r"more votes \(22\) than participants \(21\)"):
        given.adopt(given.proposal(document), votes_for=18)


def test_entries_of_the_sheet_are_numbered_in_order(document, edition, change):
    second = given.adopt(given.proposal(document, subject="Екінші өзгеріс"))

    numbers = [amendments.enter_in_sheet(each, on=ENTERED_ON, by="Айгүл") for each in (change, second)]

    assert numbers == [1, 2]
    assert [str(entry) for entry in documents.change_entries(edition)] == [
        "ОТ Ережесі · No. 1: Бұйрықтар жобаларының мерзімі",
        "ОТ Ережесі · No. 2: Екінші өзгеріс",
    ]


def test_an_entry_of_the_sheet_is_never_deleted_and_keeps_its_number(document, change):
    amendments.enter_in_sheet(change, on=ENTERED_ON, by="Айгүл")

    with pytest.raises(UserError, match="stays there"):
        records.delete(change, by="Айгүл")
    with pytest.raises(UserError, match="it is named in"):
        records.delete(document, by="Айгүл")
    change.sequence = 5
    with pytest.raises(Invalid, match="keeps its number: 1"):
        saved(change)


def test_a_change_is_entered_once(change):
    amendments.enter_in_sheet(change, on=ENTERED_ON, by="Айгүл")

    with pytest.raises(UserError, match=r"already, under No\. 1"):
        amendments.enter_in_sheet(change, on=ENTERED_ON, by="Айгүл")


def test_notices_go_to_all_chairs_and_the_units_concerned(document, change):
    saved(Unit(name_kk="Дирижерлау кафедрасы", unit_kind="chair"))
    saved(Unit(name_kk="Күзет қызметі", unit_kind="office"))
    amendments.enter_in_sheet(change, on=ENTERED_ON, by="Айгүл")

    notices = amendments.notify(change, on=date(2026, 10, 5), by="Айгүл")

    assert [notice.unit.name_kk for notice in notices] == [
        "Әлеуметтік пәндер кафедрасы",
        "Дирижерлау кафедрасы",
        "Офис-тіркеуші бөлімі",
        "Персоналмен жұмыс жасау бөлімі",
        "Үрмелі аспаптар кафедрасы",
        "Фортепиано кафедрасы",
        "Халықаралық бағдарламалар бөлімі",
        "Ішекті аспаптар кафедрасы",
    ]
    assert [notice.number for notice in notices][:2] == ["07-04/1", "07-04/2"]
    assert Amendment.get_by_id(change.id).notified_on == date(2026, 10, 5)


def test_a_unit_is_notified_once(change):
    amendments.enter_in_sheet(change, on=ENTERED_ON, by="Айгүл")
    amendments.notify(change, on=date(2026, 10, 5), by="Айгүл")

    assert amendments.notify(change, on=date(2026, 10, 6), by="Айгүл") == []
    assert ChangeNotice.select().count() == len(given.UNITS)


def test_no_notice_goes_out_before_the_entry(change):
    with pytest.raises(Invalid, match="entered in the change registration sheet first"):
        amendments.notify(change, on=date(2026, 10, 5), by="Айгүл")

    assert not ChangeNotice.select().exists()
