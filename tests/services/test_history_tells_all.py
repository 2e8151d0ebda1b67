"""Every write leaves its entry, and the entries tell what the register holds."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kazcoop_desktop.models import Partner
from kazcoop_desktop.models.base import database, fields_of
from kazcoop_desktop.models.history import ENDS, HistoryEntry
from kazcoop_desktop.services import bulk, history, records

BY = "Айгүл"
_WORDS = ("", "Мюнхен", "Алматы", "Өскемен")
_ACTS = st.lists(
    st.tuples(
        st.sampled_from(("enter", "change", "delete", "restore", "destroy", "merge")),
        st.integers(0, 5),
        st.sampled_from(_WORDS),
    ),
    min_size=20,
    max_size=120,
)


def do(act: str, place: int, word: str) -> int:
    """Does an act on one of the partners, and tells how many entries it should leave."""
    alive = list(Partner.select().where(Partner.deleted_at.is_null()).order_by(Partner.id))
    binned = list(Partner.select().where(Partner.deleted_at.is_null(False)).order_by(Partner.id))
    partner = alive[place % len(alive)] if alive else None
    match act:
        case "enter":
            records.save(Partner(name=f"Серіктес {place}", country="DE", city=word), by=BY)
            return 1
        case "change" if partner is not None:
            told = partner.city != word
            partner.city = word
            records.save(partner, by=BY)
            return int(told)
        case "delete" if partner is not None:
            records.delete(partner, by=BY)
            return 1
        case "restore" if binned:
            records.restore(binned[place % len(binned)], by=BY)
            return 1
        case "destroy" if binned:
            records.destroy(binned[place % len(binned)], by=BY)
            return 1
        case "merge" if len(alive) > 1:
            records.merge(alive[0], alive[-1], by=BY)
            return 2
    return 0


def rebuilt() -> dict[int, tuple[dict[str, Any], bool]]:
    """The partners as the history alone tells them: what each holds, and whether it lies in the recycle bin."""
    told: dict[int, tuple[dict[str, Any], bool]] = {}
    for entry in HistoryEntry.select().where(HistoryEntry.kind == "partner").order_by(HistoryEntry.id):
        content, is_binned = told.get(entry.record_id, ({}, False))
        if entry.digest is not None:
            continue
        if entry.act == "entered":
            content = dict(entry.changes["content"])
        elif entry.act == "changed":
            content |= {name: new for name, (_old, new) in entry.changes.items()}
        elif entry.act in ("deleted", "restored"):
            is_binned = entry.act == "deleted"
        elif entry.act == "merged":
            is_binned = not entry.changes["stays"]
        told[entry.record_id] = ({name: value for name, value in content.items() if value}, is_binned)
        if entry.act in ENDS:
            del told[entry.record_id]
    return told


def kept() -> dict[int, tuple[dict[str, Any], bool]]:
    """The same as the register holds it."""
    assert fields_of(Partner)
    return {
        partner.id: (
            {name: value for name, value in bulk.content(Partner, bulk.stored(partner)).items() if value},
            partner.deleted_at is not None,
        )
        for partner in Partner.select()
    }


@pytest.mark.claim("R12", "The register is rebuilt from what the history tells")
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(acts=_ACTS)
def test_the_register_is_rebuilt_from_its_history(store, acts):
    with database.atomic() as tried:
        for act, place, word in acts:
            before = HistoryEntry.select().count()
            expected = do(act, place, word)
            assert HistoryEntry.select().count() == before + expected, act

        assert rebuilt() == kept()
        assert history.verify() == []
        tried.rollback()
