"""Whatever fails while something is saved: the right sentence, nothing typed is lost, nothing unhandled, no names in the log."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import peewee as pw
import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from kazcoop_desktop.app import Program
from kazcoop_desktop.models import Partner, Passport, Person
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.store import Store
from kazcoop_desktop.services import records
from kazcoop_desktop.views import log, messages
from kazcoop_desktop.views.records.dialog import RecordDialog
from tests.views.conftest import settle
from tests.views.test_window import window_of

PLANTED = "Қосмантегін Зердеш"
NAMED = {
    "SQLITE_FULL": "No space is left on the disk.",
    "SQLITE_BUSY": "Another program holds the database.",
    "SQLITE_READONLY": "The database cannot be written to.",
    "SQLITE_IOERR": "The disk did not answer.",
    "SQLITE_CORRUPT": "The database is damaged.",
    "ours": "The program met an error.",
}


class FromTheEngine(Exception):
    """An error as the engine raises it, with a value of the record in what it says."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name}: {PLANTED}")
        self.sqlite_errorname = name


@contextmanager
def failing(monkeypatch: pytest.MonkeyPatch, name: str) -> Iterator[None]:
    """Within this block the database refuses every write with this error."""
    ask = Store.execute_sql

    def refuse(self: Store, sql: str, *more: object, **named: object) -> object:
        if not sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            return ask(self, sql, *more, **named)
        if name == "ours":
            raise KeyError(PLANTED)
        error = FromTheEngine(name)
        raise pw.OperationalError(str(error)) from error

    with monkeypatch.context() as patch:
        patch.setattr(Store, "execute_sql", refuse)
        yield


def told(act: Callable[[], object], qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> str:
    """What the person reads when an act fails; as the program does it, through the one door for errors."""
    said: list[str] = []

    def read(box: QMessageBox) -> int:
        said.append(box.text())
        details = box.detailedText()
        assert PLANTED not in details
        return 0

    with pytest.MonkeyPatch.context() as patch, caplog.at_level(logging.INFO):
        patch.setattr(QMessageBox, "exec", read)
        with qtbot.captureExceptions() as raised:
            try:
                act()
            except Exception as error:
                messages.tell(error)
            settle()
        for _kind, error, _places in raised:
            messages.tell(error)
    assert PLANTED not in caplog.text
    return "\n".join(said)


@pytest.fixture
def saying(
    program: Program, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> Callable[[Callable[[], object]], None]:
    """Tries an act under every named error, and that the right sentence comes each time."""

    def check(act: Callable[[], object]) -> None:
        for name, sentence in NAMED.items():
            with failing(monkeypatch, name):
                assert sentence in told(act, qtbot, caplog), name

    return check


Saying = Callable[[Callable[[], object]], None]


@pytest.mark.claim("R26", "Each fault at each save is told in words; what was typed stays")
def test_the_form_of_a_record_keeps_what_was_typed(program: Program, saying: Saying) -> None:
    window = window_of(program)
    person = Person.select().where(Person.deleted_at.is_null()).first()
    window.show_record(Person, person.id)
    settle()
    form = window.page.register.form
    form.details.put(Person.note, PLANTED)

    saying(form.save)

    assert form.is_changed()
    assert form.details.value(Person.note) == PLANTED
    assert form.save()
    assert Person.get_by_id(person.id).note == PLANTED


@pytest.mark.claim("R26", "Each fault at each save is told in words; what was typed stays")
def test_a_new_record_keeps_what_was_typed(program: Program, saying: Saying) -> None:
    window = window_of(program)
    window.show_list(Partner)
    register = window.page.register
    register.new_record({"country": "DE"})
    register.form.details.put(Partner.name, PLANTED)

    saying(register.form.save)

    assert register.form.details.value(Partner.name) == PLANTED
    assert register.form.save()
    assert Partner.select().where(Partner.name == PLANTED).count() == 1


@pytest.mark.claim("R26", "Each fault at each save is told in words; what was typed stays")
def test_the_dialog_of_a_part_stays_open(program: Program, saying: Saying) -> None:
    person = Person.select().first()
    new = Passport(person=person, issuing_country="KG", number="AN1234567")
    dialog = RecordDialog(program.office, new, window_of(program))
    dialog.details.put(Passport.issued_by, PLANTED)
    dialog.show()

    saying(dialog.save)

    assert dialog.isVisible()
    assert dialog.details.value(Passport.issued_by) == PLANTED
    dialog.save()
    assert Passport.select().where(Passport.issued_by == PLANTED).count() == 1
    settle()  # what the saving lets others ask for is answered while the data is there


@pytest.mark.claim("R26", "Each fault at each save is told in words; what was typed stays")
def test_a_deletion_that_fails_deletes_nothing(program: Program, saying: Saying) -> None:
    person = Person.select().where(Person.deleted_at.is_null()).first()
    alone: Record = records.save(Partner(name="Жалғыз", country="DE"), by="x")

    saying(lambda: records.delete(alone, by=PLANTED))
    saying(lambda: window_of(program).page and records.save(_changed(person), by=PLANTED))

    assert Partner.get_by_id(alone.id).deleted_at is None
    assert Person.get_by_id(person.id).note == person.note


def _changed(person: Person) -> Person:
    again = Person.get_by_id(person.id)
    again.note = PLANTED
    return again


@pytest.mark.claim("R26", "Each fault at each save is told in words; what was typed stays")
def test_a_file_that_cannot_be_filed_is_told(program: Program, saying: Saying, tmp_path: Path) -> None:
    window = window_of(program)
    person = Person.select().where(Person.deleted_at.is_null()).first()
    window.show_record(Person, person.id)
    settle()
    files_page = window.page.register.form.files
    files_page.show_record(person)
    scan = tmp_path / f"{PLANTED}.pdf"
    scan.write_bytes(b"%PDF-1.7")

    saying(lambda: files_page.file([scan]))


def test_an_error_in_a_thread_or_of_qt_leaves_no_name_in_the_log(
    program: Program, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise KeyError(PLANTED)

    with caplog.at_level(logging.INFO), pytest.MonkeyPatch.context() as patch:
        patch.setattr(threading, "excepthook", lambda what: messages.note(what.exc_value))
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
        for message in (
            f'QPixmap: cannot read "{PLANTED}.png"',
            f"Could not open /home/a/{PLANTED}.pdf",
            f"Cannot open C:\\Деректер\\Kosmantegin {PLANTED}.pdf",
        ):
            log.note_of_qt(QtMsgType.QtWarningMsg, QMessageLogContext(), message)

    assert "KeyError" in caplog.text
    assert "Could not open" in caplog.text
    for word in PLANTED.split():
        assert word not in caplog.text


def test_a_job_that_fails_leaves_no_name_in_the_log(
    program: Program, qtbot: QtBot, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QMessageBox, "exec", lambda box: 0)
    with caplog.at_level(logging.INFO):
        job = program.worker.run(_fails)
        with qtbot.waitSignal(job.failed, timeout=30_000) as failed:
            pass
        messages.tell(failed.args[0])

    assert "KeyError" in caplog.text
    assert PLANTED not in caplog.text


def _fails(progress: object, cancelled: object) -> None:
    raise KeyError(PLANTED)
