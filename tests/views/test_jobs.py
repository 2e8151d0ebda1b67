from PySide6.QtCore import QObject, QThreadPool
from pytestqt.qtbot import QtBot

from kazcoop_desktop.app import Program
from kazcoop_desktop.models.base import database
from kazcoop_desktop.views import jobs
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
