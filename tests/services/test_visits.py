from datetime import datetime, timedelta

import pytest

from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.services import records, visits

pytestmark = pytest.mark.usefixtures("store")


def test_somebody_new_has_not_been_here():
    assert visits.last_visit("Айгүл") is None


def test_each_person_has_visits_of_their_own():
    visits.mark("Айгүл", datetime(2026, 11, 19, 9, 30))
    visits.mark("Болат", datetime(2026, 11, 20, 8, 0))

    assert visits.last_visit("Айгүл") == datetime(2026, 11, 19, 9, 30)


def test_changes_since_a_moment_come_latest_first_with_the_names_of_today():
    before = datetime.now() - timedelta(seconds=1)
    partner = records.save(Partner(name="Musterstadt", country="DE"), by="Айгүл")
    partner.name = "Universität Musterstadt"
    records.save(partner, by="Болат")

    changes = visits.changes_since(before)

    assert [(change.entry.who, change.entry.act, change.name) for change in changes] == [
        ("Болат", "changed", "Universität Musterstadt"),
        ("Айгүл", "entered", "Universität Musterstadt"),
    ]
    assert visits.changes_since(datetime.now() + timedelta(seconds=1)) == []
    assert len(visits.changes_since(before, limit=1)) == 1


def test_a_record_gone_for_good_has_no_name():
    before = datetime.now() - timedelta(seconds=1)
    partner = records.save(Partner(name="Musterstadt", country="DE"), by="Айгүл")
    records.delete(partner, by="Айгүл")
    records.destroy(Partner.get_by_id(partner.id), by="Айгүл")

    assert {change.name for change in visits.changes_since(before)} == {""}
