"""The chain of the history: whatever is done to it outside the program is seen."""

from collections.abc import Callable
from pathlib import Path

import peewee as pw
import pytest

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.models import Partner, store
from kazcoop_desktop.models.history import HistoryEntry
from kazcoop_desktop.services import chain, condition, history, records

BY = "Айгүл"
ENTRIES = 60
_GUARDS = ("history_entry_stays", "history_entry_kept", "history_key_stays", "history_key_kept")


@pytest.fixture
def whole(store: store.Store) -> store.Store:
    """A history of some entries, without the triggers that would hold an honest hand back."""
    history.write_all(
        "partner", ((number, {"name": ("Ескі", "Жаңа")}) for number in range(ENTRIES)), "changed", by=BY
    )
    for guard in _GUARDS:
        store.execute_sql(f"DROP TRIGGER {guard}")
    return store


def edit_the_content(opened: store.Store, at: int) -> None:
    opened.execute_sql(
        "UPDATE history_entry SET changes = replace(changes, 'Ескі', 'Өзге') WHERE id = ?", (at,)
    )


def edit_who_did_it(opened: store.Store, at: int) -> None:
    opened.execute_sql("UPDATE history_entry SET who = 'Болат' WHERE id = ?", (at,))


def take_one_out(opened: store.Store, at: int) -> None:
    opened.execute_sql("DELETE FROM history_entry WHERE id = ?", (at,))


def cut_the_end_off(opened: store.Store, at: int) -> None:
    opened.execute_sql("DELETE FROM history_entry WHERE id >= ?", (at,))


def swap_two(opened: store.Store, at: int) -> None:
    for old, new in ((at, -1), (at + 1, at), (-1, at + 1)):
        opened.execute_sql("UPDATE history_entry SET id = ? WHERE id = ?", (new, old))


def put_a_copy_in(opened: store.Store, at: int) -> None:
    opened.execute_sql(
        "INSERT INTO history_entry SELECT (SELECT max(id) + 1 FROM history_entry), at, who, kind, record_id, act,"
        " changes, digest, mac FROM history_entry WHERE id = ?",
        (at,),
    )


def seal_all_with_another_key(opened: store.Store, at: int) -> None:
    kept = opened.execute_sql("SELECT key FROM history_key").fetchone()[0]
    rows = opened.execute_sql("SELECT kind, record_id, act FROM history_entry ORDER BY id").fetchall()
    opened.execute_sql("UPDATE history_key SET key = ?", (b"o" * 32,))
    opened.execute_sql("DELETE FROM history_entry")
    for place, (kind, record_id, act) in enumerate(rows, start=1):
        history.write(kind, record_id, act, by="Болат" if place == at else BY)
    opened.execute_sql("UPDATE history_key SET key = ?", (kept,))


TAMPERINGS = (
    edit_the_content,
    edit_who_did_it,
    take_one_out,
    cut_the_end_off,
    swap_two,
    put_a_copy_in,
    seal_all_with_another_key,
)


@pytest.mark.claim("R11", "Every way of tampering with the history is seen, with what was printed of it")
@pytest.mark.parametrize("tamper", TAMPERINGS, ids=lambda tamper: tamper.__name__)
def test_every_tampering_is_seen_with_what_was_printed(
    whole, times, tamper: Callable[[store.Store, int], None]
):
    head = history.head()
    count = times(fast=5, soak=1000)
    for case in range(count):
        at = 2 + case * (ENTRIES - 3) // count
        with whole.atomic() as tried:
            tamper(whole, at)
            assert history.verify([head]), at
            tried.rollback()
    assert history.verify([head]) == []


def test_without_the_printed_head_a_cut_is_not_seen(whole):
    cut_the_end_off(whole, ENTRIES // 2)

    assert history.verify() == []


def test_the_first_broken_entry_is_named_with_its_record(whole):
    edit_who_did_it(whole, 7)

    (fault,) = history.verify()

    assert fault.number == 7
    assert "7" in fault.sentence
    assert f"{HistoryEntry.get_by_id(7).at:%d.%m.%Y}" in fault.sentence


def test_an_erasure_that_nobody_told_is_tampering(whole):
    whole.execute_sql("UPDATE history_entry SET changes = '{}', digest = ? WHERE id = 5", (b"x" * 32,))
    whole.execute_sql("UPDATE history_entry SET changes = '{}', digest = zeroblob(32) WHERE id = 6")

    assert {fault.number for fault in history.verify()} == {5, 6}


def test_only_the_end_is_looked_at_when_asked(whole):
    edit_who_did_it(whole, 3)

    assert history.verify(last=20) == []
    assert [fault.number for fault in history.verify(last=ENTRIES)] == [3]


def test_the_start_tells_of_entries_at_the_end_that_were_changed(whole):
    assert condition.quick_faults() == []

    edit_who_did_it(whole, ENTRIES - 1)

    (told,) = condition.quick_faults()
    assert f"{ENTRIES - 1}" in told


def test_the_engine_refuses_to_change_or_remove_entries(store):
    records.save(Partner(name="Musterstadt", country="DE"), by=BY)

    for statement in (
        "UPDATE history_entry SET who = 'x'",
        "DELETE FROM history_entry",
        "REPLACE INTO history_entry SELECT * FROM history_entry",
        "UPDATE history_key SET key = zeroblob(32)",
        "DELETE FROM history_key",
    ):
        with pytest.raises(pw.IntegrityError), store.atomic():
            store.execute_sql(statement)
    assert history.verify() == []


def test_triggers_that_were_taken_out_stand_again_when_the_data_is_opened(store, tmp_path):
    for guard in _GUARDS:
        store.execute_sql(f"DROP TRIGGER {guard}")
    folder = Path(store.database).parent
    store.close()

    again = open_again(folder)

    kept = {row[0] for row in again.execute_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    assert kept.issuperset(_GUARDS)
    again.close()


def open_again(folder: Path) -> store.Store:
    return store.open_store(folder)


def test_what_is_forgotten_leaves_the_chain_whole(store):
    partner = records.save(Partner(name="Musterstadt", country="DE", phone="+7 727 000 0000"), by=BY)
    partner.phone = "+7 727 000 0001"
    records.save(partner, by=BY)

    history.forget("partner", [partner.id], by=BY)

    assert "727" not in str([entry.changes for entry in HistoryEntry.select()])
    assert history.verify() == []
    assert [line for entry in history.of_record(partner) for line in history.lines(entry)]


def test_a_head_is_read_as_it_is_printed(store):
    records.save(Partner(name="Musterstadt", country="DE"), by=BY)

    head = chain.note_printed("KC-234567")

    assert chain.read_head(str(head)) == head == chain.printed_on("KC-234567")
    with pytest.raises(UserError, match="1234:0a1b2c3d4e5f"):
        chain.read_head("12")
