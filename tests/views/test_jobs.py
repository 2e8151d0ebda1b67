from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool
from pytestqt.qtbot import QtBot

from kazcoop_desktop.app import Program
from kazcoop_desktop.models.base import database
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.store import open_store
from kazcoop_desktop.services import records
from kazcoop_desktop.views import jobs
from tests.views import slow_jobs
from tests.views.conftest import settle

_ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def test_an_answer_that_nobody_waits_for_stops_the_database(program: Program, qtbot: QtBot) -> None:
    came: list[object] = []
    begun: list[bool] = []

    def count_for_ever() -> object:
        begun.append(True)
        return database.execute_sql(_ENDLESS).fetchone()

    answer = jobs.ask(program, count_for_ever, came.append)
    answer.failed.connect(came.append)
    qtbot.waitUntil(lambda: bool(begun))

    def is_stopped() -> bool:
        answer.drop()
        return QThreadPool.globalInstance().activeThreadCount() == 0

    qtbot.waitUntil(is_stopped)
    settle()

    assert came == []


def test_an_answer_dropped_before_its_turn_is_not_asked_for(program: Program) -> None:
    asked: list[object] = []
    owner = QObject(program)
    answer = jobs.Answer(owner)
    answer.drop()

    answer.read(lambda: asked.append(True))
    settle()

    assert asked == []


def test_the_child_process_reads_encrypted_data(tmp_path: Path, qtbot: QtBot) -> None:
    key = bytes(range(48))
    with closing(open_store(tmp_path, key=key)):
        records.save(Partner(name="Universität Musterstadt", country="DE"), by="Айгүл")
        worker = jobs.Worker(tmp_path, key=key)

        job = worker.run(slow_jobs.names_of_partners)
        with qtbot.waitSignal(job.done, timeout=60_000) as told:
            pass

        assert told.args == [["Universität Musterstadt"]]
        worker.close()
