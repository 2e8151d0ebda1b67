"""Copies that the program makes by itself: when, how many stay, what a second place gets, what would differ."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from kazcoop_desktop.errors import Trouble, UserError
from kazcoop_desktop.models.history import HistoryEntry
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.store import FILE_NAME
from kazcoop_desktop.services import archive, backup, copies, differences, files, records, settings
from tests.services.test_backup import PDF

BY = "Айгүл"
NOON = datetime(2026, 11, 20, 12, 0)


def scanned(partner: Partner, text: str) -> Path:
    attachment = files.attach(partner, PDF + text.encode(), by=BY, name=f"{text}.pdf")
    return files.path_of(attachment.sha256)


def stick(tmp_path: Path) -> Path:
    place = tmp_path / "stick"
    place.mkdir()
    copies.choose_second_place(place)
    return place


# When a copy is made.


def test_a_copy_is_due_half_an_hour_after_the_last_one_if_something_was_changed(partner):
    assert copies.is_due(NOON)

    copies.make("regular", now=NOON)
    later = NOON + timedelta(minutes=31)
    assert not copies.is_due(later)

    records.save(Partner(name="later", country="DE"), by=BY)
    assert copies.is_due(later)
    assert not copies.is_due(NOON + timedelta(minutes=29))
    assert copies.is_due(NOON - timedelta(days=1)), "the clock was put back"


def test_a_copy_says_what_is_in_it(partner):
    scan = scanned(partner, "scan")

    made = copies.make("regular", by=BY, now=NOON)

    told = archive.read(made)
    assert (told.reason, told.who, told.at) == ("regular", BY, "2026-11-20T12:00:00")
    assert told.records["partner"] == 1
    assert list(told.members) == [FILE_NAME]
    assert told.beside == {f"files/{scan.parent.name}/{scan.name}": archive.digest_of(scan)}
    assert settings.get("last_backup") == "2026-11-20T12:00:00"


def test_a_scan_lies_once_beside_all_copies(partner):
    scan = scanned(partner, "scan")
    for minute in (0, 30):
        copies.make("regular", now=NOON + timedelta(minutes=minute))

    kept = list((copies.folder() / "files").glob("*/*"))

    assert [path.name for path in kept] == [scan.name]
    assert len(copies.all_in(copies.folder())) == 2


def test_a_copy_brings_back_a_scan_that_was_lost(partner):
    scan = scanned(partner, "scan")
    made = copies.make("regular", now=NOON)
    scan.write_bytes(b"%PDF-other")

    backup.put_back(made, by=BY)

    assert files.damaged() == []


def test_a_scan_that_was_lost_before_the_copy_is_not_in_it(partner):
    scanned(partner, "scan").unlink()

    assert not archive.read(copies.make("regular", now=NOON)).beside


def test_two_copies_of_one_second_are_two_files(partner):
    assert copies.make("regular", now=NOON) != copies.make("regular", now=NOON)


def test_a_damaged_database_makes_no_copy_and_takes_no_older_one_away(partner, store):
    for number in range(300):
        records.save(Partner(name=f"Partner {number}", country="DE"), by=BY)
    for hours in range(9):
        copies.make("before-import", now=NOON + timedelta(hours=hours))
    there = copies.all_in(copies.folder())
    store.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    file = Path(store.database)
    content = bytearray(file.read_bytes())
    start = content.index(b"Partner 150") // 4096 * 4096
    content[start : start + 4096] = bytes(4096)
    store.close()
    file.write_bytes(content)
    store.connect()

    with pytest.raises(Trouble):
        copies.make("before-import")

    assert copies.all_in(copies.folder()) == there


def test_only_before_very_many_records_are_changed_a_copy_is_made(partner):
    copies.make_before_many(copies.MANY - 1, by=BY)
    assert copies.everywhere() == []

    copies.make_before_many(copies.MANY, by=BY)
    assert [copy.reason for copy in copies.everywhere()] == ["before-many"]


# Which copies stay.


def days_of(kept: set[datetime]) -> list[date]:
    return sorted({moment.date() for moment in kept})


def test_of_a_year_of_work_twelve_days_ten_weeks_and_nine_months_stay():
    moments = [
        datetime(2026, 1, 1) + timedelta(days=day, hours=hour)
        for day in range(300)
        if (datetime(2026, 1, 1) + timedelta(days=day)).weekday() < 5
        for hour in (9, 12, 18)
    ]

    kept = copies.to_keep(moments)

    last = max(moments)
    assert {moment for moment in kept if moment.hour != 18} < set(sorted(moments)[-6:])
    assert len(days_of(kept)) <= 12 + 10 + 9
    assert set(days_of(kept)) >= set(sorted({moment.date() for moment in moments})[-12:])
    assert len({moment.isocalendar()[:2] for moment in kept if last - moment < timedelta(weeks=10)}) == 10
    assert len({(moment.year, moment.month) for moment in kept}) == 9


def test_the_latest_copies_of_a_busy_morning_stay():
    moments = [NOON + timedelta(minutes=30 * number) for number in range(10)]

    assert copies.to_keep(moments) == set(moments[-6:])


def test_a_long_absence_takes_no_copy_away():
    old = [datetime(2025, 3, day, 18, 0) for day in range(1, 11)]

    assert copies.to_keep([*old, NOON]) == {*old, NOON}


@pytest.mark.parametrize("count", [0, 1])
def test_few_copies_all_stay(count):
    assert copies.to_keep([NOON] * count) == {NOON} if count else not copies.to_keep([])


def test_thinning_takes_scans_along_that_no_copy_names_any_more(partner):
    attachment = files.attach(partner, PDF, by=BY, name="scan.pdf")
    copies.make("before-import", now=NOON)
    files.detach(attachment, by=BY)
    for hours in range(1, 6):
        assert list((copies.folder() / "files").glob("*/*"))
        copies.make("before-import", now=NOON + timedelta(hours=hours))

    assert not list((copies.folder() / "files").glob("*/*"))
    assert len(copies.all_in(copies.folder())) == 5


def test_files_that_are_no_copies_are_left_alone(partner):
    copies.folder().mkdir()
    foreign = copies.folder() / "notes.txt"
    foreign.write_text("mine")

    copies.make("regular", now=NOON)

    assert foreign.read_text() == "mine"
    assert len(copies.all_in(copies.folder())) == 1


# The second place.


def test_the_second_place_gets_the_copy_with_its_scans(partner, tmp_path):
    scan = scanned(partner, "scan")
    place = stick(tmp_path)

    made = copies.make_and_send("regular")

    (sent,) = place.glob("KazCoop */*.kazcoop")
    assert sent.read_bytes() == made.read_bytes()
    assert copies.sent_at() is not None
    files.path_of(scan.name).unlink()
    backup.put_back(sent, by=BY)
    assert files.damaged() == []


def test_a_stick_that_is_not_there_is_no_error(partner, tmp_path):
    stick(tmp_path).rmdir()

    assert copies.make_and_send("regular").exists()
    assert copies.sent_at() is None


def test_after_a_week_without_it_the_second_place_is_reminded_of(partner, tmp_path):
    place = stick(tmp_path)
    copies.send(copies.make("regular", now=NOON), now=NOON)

    assert copies.reminders(NOON + timedelta(days=7)) == []
    (reminder,) = copies.reminders(NOON + timedelta(days=8))

    assert "8 days" in reminder
    assert str(place) in reminder


def test_a_second_place_that_never_got_a_copy_is_reminded_of(partner, tmp_path):
    stick(tmp_path)

    (reminder,) = copies.reminders(NOON)

    assert "no copy yet" in reminder


def test_a_disk_that_is_nearly_full_is_told(partner, monkeypatch):
    monkeypatch.setattr(copies, "SPACE_WANTED", 2**62)

    (reminder,) = copies.reminders(NOON)

    assert "MB are free" in reminder


def test_the_data_folder_itself_is_no_second_place(partner):
    with pytest.raises(UserError, match="another disk"):
        copies.choose_second_place(copies.folder())


def test_a_damaged_scan_in_the_second_place_is_written_anew(partner, tmp_path):
    scanned(partner, "scan")
    place = stick(tmp_path)
    copies.make_and_send("regular")
    (there,) = place.glob("KazCoop */files/*/*")
    whole = there.read_bytes()
    there.write_bytes(whole[:-1] + b"x")

    copies.make_and_send("regular")

    assert there.read_bytes() == whole


# What would be otherwise.


def test_a_copy_of_now_differs_in_nothing(partner):
    assert differences.between_now_and(copies.make("regular")) == []


def test_what_would_disappear_come_back_and_change_is_told_by_name(partner, store):
    removed = records.save(Partner(name="Hochschule Beispielheim", country="DE"), by=BY)
    made = copies.make("regular")
    records.delete(removed, by=BY)
    records.save(Partner(name="later", country="KZ"), by=BY)
    partner.name = "Universität Neustadt"
    records.save(partner, by=BY)

    (found,) = differences.between_now_and(made)

    assert found.kind == "partner"
    assert (found.gone, found.back, found.changed) == (1, 1, 1)
    assert found.names_gone == ("later",)
    assert found.names_back == ("Hochschule Beispielheim",)
    assert found.names_changed == ("Universität Neustadt",)
    assert {each.name for each in Partner.select()} == {
        "Hochschule Beispielheim",
        "later",
        "Universität Neustadt",
    }


def test_restoring_stands_in_the_history(partner):
    made = copies.make("regular", now=NOON)

    backup.put_back(made, by=BY)

    last = HistoryEntry.select().order_by(HistoryEntry.id.desc()).first()
    assert last.act == "put_back"
    assert last.changes == {"copy": made.name, "made": "2026-11-20T12:00:00"}
