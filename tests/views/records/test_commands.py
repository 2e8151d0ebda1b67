from PySide6.QtGui import QUndoCommand, QUndoStack
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kazcoop_desktop.views.records.commands import undo_actions


def test_undo_keeps_its_name_and_works_only_where_there_is_an_edit(qtbot: QtBot) -> None:
    form = QWidget()
    qtbot.addWidget(form)
    stack = QUndoStack(form)
    undo, redo = undo_actions(form, stack)
    undo.setText("&Undo")

    assert (undo.isEnabled(), redo.isEnabled()) == (False, False)
    stack.push(QUndoCommand("Name"))
    assert (undo.isEnabled(), redo.isEnabled()) == (True, False)
    assert undo.text() == "&Undo"
    undo.trigger()
    assert (undo.isEnabled(), redo.isEnabled()) == (False, True)
