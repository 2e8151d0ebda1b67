"""Wheels of Qt exist whose calls take references from None: the program would die after some hours of work."""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction, QStandardItemModel
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

CALLS = 400


class Sender(QObject):
    sent = Signal(object)
    flagged = Signal(bool)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is not counted any more")
def test_calls_of_qt_keep_the_counts_of_none_and_true(qapp: QApplication, qtbot: QtBot) -> None:
    sender, widget, line, box, tick = Sender(), QWidget(), QLineEdit(), QComboBox(), QCheckBox()
    for each in (widget, line, box, tick):
        qtbot.addWidget(each)
    sender.sent.connect(lambda value: None)
    sender.flagged.connect(lambda value: None)
    timer, action, model = QTimer(), QAction("x"), QStandardItemModel(3, 3)
    cases: dict[str, Callable[[], object]] = {
        "update": widget.update,
        "parent": widget.parent,
        "setEnabled": lambda: widget.setEnabled(True),
        "setText": lambda: line.setText("y"),
        "currentData": box.currentData,
        "setChecked": lambda: tick.setChecked(True),
        "emit None": lambda: sender.sent.emit(None),
        "emit True": lambda: sender.flagged.emit(True),
        "processEvents": qapp.processEvents,
        "stop": timer.stop,
        "action": lambda: action.setEnabled(False),
        "data": lambda: model.data(model.index(2, 2)),
        "invalid data": lambda: model.setData(model.index(0, 0), "z"),
    }
    drained = []
    for name, call in cases.items():
        call()
        for kept in (None, True, False):
            before = sys.getrefcount(kept)
            for _turn in range(CALLS):
                call()
            if (sys.getrefcount(kept) - before) / CALLS <= -0.5:
                drained.append(f"{name}: {kept}")

    assert not drained
