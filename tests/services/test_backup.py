import shutil
import zipfile
from pathlib import Path

import pytest

from kazcoop_desktop.errors import Trouble
from kazcoop_desktop.models.account import Account
from kazcoop_desktop.models.institution import Employee
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.store import FILE_NAME, check
from kazcoop_desktop.services import access, backup, copies, files, records, settings

BY = "Айгүл"
PDF = b"%PDF-1.7\n a signed agreement " * 100


@pytest.fixture
def copy(partner, tmp_path: Path) -> Path:
    """A backup copy of one partner with one scan; afterwards a second partner was entered."""
    files.attach(partner, PDF, by=BY, name="scan.pdf")
    target = tmp_path / "Сақтық көшірме.kazcoop"
    backup.make(target)
    records.save(Partner(name="later", country="DE"), by=BY)
    return target


def names() -> set[str]:
    return {partner.name for partner in Partner.select()}


def test_all_comes_back_with_its_files(copy, partner, store):
    attachment = files.of_record(partner)[0]
    files.detach(attachment, by=BY)
    assert not files.path_of(attachment.sha256).exists()

    kept = backup.put_back(copy)

    assert names() == {"Universität Musterstadt"}
    assert files.content_of(files.of_record(partner)[0]) == PDF
    assert files.damaged() == []
    assert check(store) == []
    assert kept.parent == files.folder() / "backups"
    backup.put_back(kept)
    assert "later" in names()


def test_before_an_import_the_database_is_kept_and_can_be_put_back(copy, partner):
    scan = files.of_record(partner)[0]
    for _time in range(7):
        copies.make("before-import")
    records.save(Partner(name="imported", country="DE"), by=BY)
    kept = sorted((files.folder() / "backups").glob("*.kazcoop"))

    backup.put_back(kept[-1])

    assert 1 <= len(kept) <= 5
    assert names() == {"Universität Musterstadt", "later"}
    assert files.content_of(scan) == PDF


def test_progress_is_told_to_its_end(copy, tmp_path):
    told = []

    backup.make(tmp_path / "second.kazcoop", progress=lambda done, total: told.append((done, total)))

    assert told == [(0, 2), (1, 2), (2, 2)]  # the database and a scan


def test_nothing_but_the_copy_is_left_beside_it(copy):
    assert {path.name for path in copy.parent.iterdir()} == {copy.name, "data"}


def test_a_copy_that_cannot_be_made_leaves_the_older_one(copy, store, tmp_path):
    before = copy.read_bytes()
    store.execute_sql("ALTER TABLE attachment RENAME TO away")

    with pytest.raises(Exception, match="attachment"):
        backup.make(copy)

    assert copy.read_bytes() == before
    assert {path.name for path in copy.parent.iterdir()} == {copy.name, "data"}


@pytest.mark.parametrize("damage", ["lost", "changed"])
def test_a_lost_scan_bars_neither_copying_nor_putting_back(copy, partner, tmp_path, damage):
    path = files.path_of(files.of_record(partner)[0].sha256)
    path.unlink() if damage == "lost" else path.write_bytes(b"%PDF-other")

    assert backup.make(tmp_path / "now.kazcoop") == ["scan.pdf"]
    backup.put_back(copy)

    assert files.damaged() == []
    assert files.content_of(files.of_record(partner)[0]) == PDF


def rewritten(copy: Path, change) -> Path:
    """The same archive with its members changed."""
    target = copy.with_name("changed.kazcoop")
    with zipfile.ZipFile(copy) as old, zipfile.ZipFile(target, "w") as new:
        members = {name: old.read(name) for name in old.namelist()}
        change(members)
        for name, content in members.items():
            new.writestr(name, content)
    return target


def _scan_of(members: dict[str, bytes]) -> str:
    return next(name for name in members if name != FILE_NAME)


@pytest.mark.parametrize(
    "change",
    [
        lambda members: members.clear(),
        lambda members: members.pop(FILE_NAME),
        lambda members: members.update({FILE_NAME: b"not a database"}),
        lambda members: members.update({FILE_NAME: members[FILE_NAME][:-4096]}),
        lambda members: members.update({_scan_of(members): b"other content"}),
        lambda members: members.update({"../../evil": b"x"}),
        lambda members: members.update({"files/aa/../../../evil": b"x"}),
        lambda members: members.update({"readme.txt": b"x"}),
    ],
    ids=[
        "empty",
        "no database",
        "text",
        "cut database",
        "other scan",
        "leading out",
        "leading out 2",
        "more",
    ],
)
def test_an_archive_that_is_not_a_whole_copy_of_ours_is_refused(copy, change):
    with pytest.raises(Trouble):
        backup.put_back(rewritten(copy, change))

    assert "later" in names()
    assert not (copy.parent / "evil").exists()


@pytest.mark.parametrize("place", [0.1, 0.4, 0.8, 0.97])
def test_a_flipped_byte_is_refused(copy, place):
    content = bytearray(copy.read_bytes())
    content[int(len(content) * place)] ^= 0xFF
    copy.write_bytes(content)

    with pytest.raises(Trouble):
        backup.put_back(copy)

    assert "later" in names()


@pytest.mark.parametrize("content", [b"", b"a text", bytes(5000)])
def test_any_other_file_is_refused(copy, tmp_path, content):
    other = tmp_path / "other"
    other.write_bytes(content)

    with pytest.raises(Trouble, match="not a whole backup copy"):
        backup.put_back(other)


def test_a_cut_copy_is_refused(copy):
    copy.write_bytes(copy.read_bytes()[:-200])

    with pytest.raises(Trouble):
        backup.put_back(copy)


def test_a_copy_in_another_folder_works_as_well(copy, tmp_path, store):
    shutil.rmtree(files.folder() / "files")

    backup.put_back(copy)

    assert files.damaged() == []


def test_settings_are_remembered_for_each_person(store):
    settings.put("language", "ru", owner="Айгүл")
    settings.put("language", "kk")
    settings.put("language", "en", owner="Айгүл")
    settings.put("columns", {"Agreement": ["number", 80]})

    assert settings.get("language", owner="Айгүл") == "en"
    assert settings.get("language") == "kk"
    assert settings.get("language", "ru", owner="Болат") == "ru"
    assert settings.get("columns") == {"Agreement": ["number", 80]}


def test_accounts_stay_as_they_are(copy, store):
    employee = records.save(Employee(surname="Нұрланов", given_name="Асқар"), by=BY)
    with access.as_program():
        records.save(Account(user_name="asqar", employee=employee, role="administrator"), by=BY)
    access.signed_in(Account.get())

    backup.put_back(copy)

    assert [account.user_name for account in Account.select()] == ["asqar"]
    assert Account.get().employee is None, "the copy knows no such employee"
    assert access.who().user_name == "asqar"


def test_who_may_not_restore_changes_nothing(copy, store):
    with access.as_program():
        records.save(Account(user_name="asqar", role="administrator"), by=BY)

    with pytest.raises(access.NotAllowed):
        backup.put_back(copy)

    with access.as_program():
        assert "later" in names()
