"""Nothing of what an encrypted folder holds can be read on the disk, whatever the day's work was."""

import io
import logging
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from kazcoop_desktop import forms
from kazcoop_desktop.forms.press import print_papers
from kazcoop_desktop.models import ForeignCitizen, Passport, Person
from kazcoop_desktop.models.store import FILE_NAME, Store
from kazcoop_desktop.services import backup, browse, drafts, files, records, vault
from kazcoop_desktop.services.spreadsheets import exporting
from kazcoop_desktop.views import messages
from tests.forms import foreigners
from tests.forms.samples import DAY

BY = "Айгүл"
PEOPLE = range(10)
PLANTED = [f"ZQ{kind}{number}XJ" for kind in ("SURNAME", "PASS", "HOME", "MAIL", "WORK") for number in PEOPLE]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's own folder for temporary files; whoever wanted it would fail, for it is not there."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    return tmp_path / "temporary"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    handler = logging.FileHandler(tmp_path / "kazcoop.log", encoding="utf-8")
    logging.getLogger().addHandler(handler)
    yield tmp_path / "kazcoop.log"
    logging.getLogger().removeHandler(handler)
    handler.close()


def a_day_of_work(store: Store) -> None:
    """People are entered, changed, scanned, drafted, printed, exported, deleted and copied; one save fails."""
    for number in PEOPLE:
        person = foreigners.person(
            surname=f"ZQSURNAME{number}XJ",
            home_address=f"ZQHOME{number}XJ 1",
            email=f"zqmail{number}xj@example.org",
            workplace=f"ZQWORK{number}XJ",
        )
        passport = Passport.get(Passport.person == person)
        passport.number = f"ZQPASS{number}XJ"
        records.save(passport, by=BY)
        files.attach(person, f"%PDF-1.7 {passport.number} {person.surname}".encode(), by=BY, name="scan.pdf")
        drafts.keep(person, {"home_address": f"ZQHOME{number}XJ 2"}, at=datetime(2026, 11, 20), owner="desk")
    citizen = foreigners.foreign_citizen(of=Person.get(Person.surname == "ZQSURNAME0XJ"))
    printed = io.BytesIO()
    form = forms.find("questionnaire")
    print_papers(form, [citizen], language="kk", on=DAY, by=BY, deliver=lambda pdf: print_to(printed, pdf))
    assert ForeignCitizen.select().count() == 1
    files.copy_out(files.of_record(person)[0])
    exporting.export(browse.Query(Person), files.folder().parent / "people.xlsx")
    assert len(browse.Query(Person, search="zqsurname3xj").ids()) == 1
    try:
        store.execute_sql("INSERT INTO passport(number) VALUES (?)", (PLANTED[10],))
    except Exception as error:
        messages.note(error)
    (files.folder() / "backups").mkdir()
    backup.make(files.folder() / "backups" / "ZQ.kazcoop")
    records.delete(person, by=BY)
    records.destroy(Person.get_by_id(person.id), by="Айгүл")


def print_to(printed: io.BytesIO, pdf: bytes) -> None:
    printed.write(pdf)


def readable_in(*places: Path) -> dict[str, set[str]]:
    """What can be read of what was planted, by the file in which it stands; archives are looked into."""
    found: dict[str, set[str]] = {}
    paths = [file for place in places for file in (place.rglob("*") if place.is_dir() else [place])]
    for path in paths:
        content = path.read_bytes() if path.is_file() else b""
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                content += b"".join(archive.read(name) for name in archive.namelist())
        words = {word for word in PLANTED if word.lower().encode() in content.lower()}
        if words:
            found[path.name if "files" not in path.parts else "scan"] = words
    return found


@pytest.mark.claim(
    "R22", "Of fifty planted words none can be read in an encrypted folder, its copies, temp or log"
)
def test_an_encrypted_folder_shows_nothing_after_a_day_of_work(folder, temporary, log):
    office_key, _code = vault.create(folder, BY, "Көк аспан йод 7")
    vault.encrypt(folder, office_key)

    with closing(vault.open_folder(folder, office_key)) as store:
        a_day_of_work(store)
        files.wipe_scratch()

        assert (folder / f"{FILE_NAME}-wal").stat().st_size > 0
        assert readable_in(folder, temporary, log) == {}

    assert readable_in(folder, temporary, log) == {}
    assert not temporary.exists()
    assert "IntegrityError" in log.read_text(encoding="utf-8")


def test_the_same_day_in_a_plain_folder_shows_nearly_everything(folder, temporary, log):
    """The control: were nothing found here, the test above would show nothing."""
    with closing(vault.open_folder(folder)) as store:
        a_day_of_work(store)
        in_work = readable_in(folder)
        files.wipe_scratch()
    found = readable_in(folder, temporary, log)

    assert {"scan.pdf", "scan", f"{FILE_NAME}-wal", "ZQ.kazcoop"} <= in_work.keys()
    assert len(found[FILE_NAME]) > 40
    assert len(found["ZQ.kazcoop"]) > 40
    assert "scan.pdf" not in found
    assert log.name not in found


def test_turning_encryption_on_hides_what_was_written_before(folder, temporary, log):
    office_key, _code = vault.create(folder, BY, "Көк аспан йод 7")
    with closing(vault.open_folder(folder)) as store:
        a_day_of_work(store)
        files.wipe_scratch()

    vault.encrypt(folder, office_key)

    assert readable_in(folder, temporary, log).keys() == {
        "ZQ.kazcoop"
    }  # made before: said where it is turned on
