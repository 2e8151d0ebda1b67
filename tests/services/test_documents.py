from datetime import date

import pytest

from kazcoop_desktop import i18n
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.models import ApprovalAct, Document, DocumentCopy, Edition, Unit
from kazcoop_desktop.models.base import Invalid
from kazcoop_desktop.services import documents, records
from kazcoop_desktop.services.documents import copies
from tests import regulation as given
from tests.regulation import TODAY, saved
from tests.samples import free


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


def test_an_edition_without_an_approval_act_does_not_come_into_force(document):
    for act in ApprovalAct.select():
        records.delete(act, by="Айгүл")

    with pytest.raises(Invalid, match="No act approves the document by this day"):
        given.edition(document)


def test_an_act_of_a_later_day_does_not_approve_an_edition(document):
    with pytest.raises(Invalid, match="No act approves"):
        given.edition(document, in_force_on=date(2025, 8, 26))


def test_two_editions_in_force_on_one_day_are_refused(document, edition):
    with pytest.raises(Invalid, match=r"the edition 2025-1 holds from 01.09.2025"):
        given.edition(document, name="2026-1", in_force_on=date(2026, 9, 1))


def test_a_draft_stands_beside_the_edition_in_force(document, edition):
    given.edition(document, name="2026-1", in_force_on=None)

    assert documents.edition_in_force(document, TODAY) == edition


def test_putting_an_edition_in_force_withdraws_the_one_before_and_recalls_its_copies(document, edition):
    unit = Unit.get(Unit.name_kk == "Фортепиано кафедрасы")
    copies.issue(edition, unit, on=date(2025, 9, 2), by="Айгүл")
    new = given.edition(document, name="2026-1", in_force_on=None)

    recalled = documents.put_in_force(new, on=date(2026, 10, 1), by="Айгүл")

    assert documents.edition_in_force(document, date(2026, 9, 30)) == edition
    assert documents.edition_in_force(document, date(2026, 10, 1)) == new
    assert [(copy.unit, copy.recalled_on) for copy in recalled] == [(unit, date(2026, 10, 1))]


def test_no_edition_holds_before_the_first_one_and_after_the_document_is_withdrawn(document, edition):
    document.withdrawn_on = date(2026, 6, 1)
    saved(document)

    assert documents.edition_in_force(document, date(2025, 8, 31)) is None
    assert documents.edition_in_force(document, date(2026, 5, 31)) == edition
    assert documents.edition_in_force(document, date(2026, 6, 1)) is None


def test_the_wording_of_a_day_has_the_changes_that_had_taken_effect(document, edition):
    change = given.adopt(given.proposal(document))

    assert documents.wording_on(document, date(2026, 9, 30)).changes == []
    assert documents.wording_on(document, date(2026, 10, 1)).changes == [change]
    assert documents.wording_on(document, date(2025, 1, 1)) is None


def test_the_events_of_a_document_are_told_in_order(document, edition):
    change = given.adopt(given.proposal(document))
    new = given.edition(document, name="2026-2", in_force_on=None)
    documents.put_in_force(new, on=date(2026, 11, 2), by="Айгүл")

    told = [(event.on, str(event.record), event.ended) for event in documents.events(document)]

    assert told == [
        (given.IN_FORCE_ON, "2025-1", False),
        (date(2026, 10, 1), str(change), False),
        (date(2026, 11, 2), "2025-1", True),
        (date(2026, 11, 2), "2026-2", False),
    ]


def test_a_document_in_order_has_no_findings_and_a_neglected_one_has_its_sentences(document, edition):
    assert documents.findings(document, on=TODAY) == []

    given.adopt(given.proposal(document))
    document.original_place = ""
    document.next_review_on = date(2026, 9, 1)
    saved(document)
    for act in ApprovalAct.select():
        records.delete(act, by="Айгүл")

    assert documents.findings(document, on=TODAY) == [
        "No act approves the document by this day. Enter the approval act first.",
        "The change “ОТ Ережесі · Бұйрықтар жобаларының мерзімі” is adopted and not entered in the change registration sheet.",
        "It is not entered where the original lies.",
        "The review was due on 01.09.2026.",
    ]


def test_copies_are_numbered_and_a_replaced_one_keeps_its_number(document, edition):
    piano, strings = Unit.select().where(Unit.unit_kind == "chair").limit(2)
    first = copies.issue(edition, piano, on=date(2025, 9, 2), by="Айгүл")
    second = copies.issue(edition, strings, on=date(2025, 9, 2), by="Айгүл")
    new = given.edition(document, name="2026-1", in_force_on=None)
    documents.put_in_force(new, on=date(2026, 10, 1), by="Айгүл")

    replaced = copies.replace(copies.out(document)[0], new, on=date(2026, 10, 5), by="Айгүл")

    assert (first.number, second.number, replaced.number) == (1, 2, 1)
    assert [copy.number for copy in copies.to_recall(document, on=TODAY)] == [2]
    assert DocumentCopy.get_by_id(first.id).end == "replaced"


def test_a_destroyed_copy_needs_an_act(document, edition):
    copy = copies.issue(edition, Unit.get(), on=date(2025, 9, 2), by="Айгүл")
    copy.end, copy.ended_on = "destroyed", date(2026, 1, 10)

    with pytest.raises(Invalid, match="needs an act"):
        saved(copy)


def test_an_edition_of_another_document_is_refused(document, edition):
    other = given.document(title_kk="Сапа саясаты", code="СС-1")

    with pytest.raises(Invalid, match="“2025-1” belongs to another document"):
        saved(given.proposal(other, edition=edition))


def test_a_document_is_deleted_with_its_parts_and_destroyed(document, edition):
    free(edition)
    records.delete(document, by="Айгүл")
    records.destroy(Document.get_by_id(document.id), by="Айгүл")

    assert not Edition.select().exists()


def test_a_document_with_a_change_is_not_deleted(document, edition):
    saved(given.proposal(document))

    with pytest.raises(UserError, match="it is named in"):
        records.delete(document, by="Айгүл")


def test_the_website_date_wants_the_address(document):
    document.website = ""

    with pytest.raises(Invalid, match="Fill in “Scanned copy on the website”"):
        saved(document)


def test_a_document_is_not_withdrawn_before_it_began(document, edition):
    document.withdrawn_on = date(2025, 8, 1)

    with pytest.raises(UserError, match=r"before the document itself \(27.08.2025\)"):
        saved(document)
