"""What was typed and not saved is kept for its person."""

from datetime import date, datetime

import pytest

from kazcoop_desktop.models import Agreement, Partner
from kazcoop_desktop.services import drafts, records
from tests.samples import PERSON, saved

AT = datetime(2026, 11, 20, 16, 5)


@pytest.mark.usefixtures("store")
def test_the_edits_of_a_record_come_back_as_they_were_typed():
    agreement = saved(Agreement)

    drafts.keep(agreement, {"signed_on": date(2026, 2, 1), "languages": ("kk", "en")}, at=AT, owner=PERSON)

    [draft] = drafts.kept(owner=PERSON)
    assert draft.record() == agreement
    assert draft.changes == {"signed_on": date(2026, 2, 1), "languages": ("kk", "en")}
    assert draft.typed_at == AT


@pytest.mark.usefixtures("store")
def test_a_new_record_is_kept_with_the_values_it_was_begun_with():
    drafts.keep(Partner(country="KZ"), {"name": "Жаңа серіктес"}, at=AT, owner=PERSON)

    [draft] = drafts.kept(owner=PERSON)

    assert draft.record_id == 0
    assert draft.changes["country"] == "KZ"
    assert draft.changes["name"] == "Жаңа серіктес"


@pytest.mark.usefixtures("store")
def test_the_drafts_of_others_and_of_records_that_are_gone_are_not_offered():
    mine, gone = saved(Partner), saved(Partner, name="Басқа серіктес")
    drafts.keep(mine, {"city": "Алматы"}, at=AT, owner="Басқа адам")
    drafts.keep(gone, {"city": "Алматы"}, at=AT, owner=PERSON)
    records.delete(gone, by=PERSON)

    assert drafts.kept(owner=PERSON) == []
    assert len(drafts.kept(owner="Басқа адам")) == 1


@pytest.mark.usefixtures("store")
def test_what_was_saved_is_no_draft_any_longer():
    partner = saved(Partner)
    drafts.keep(partner, {"city": "Алматы"}, at=AT, owner=PERSON)

    drafts.forget(partner, owner=PERSON)

    assert drafts.kept(owner=PERSON) == []
