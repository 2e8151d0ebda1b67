"""Commands as actions, and a row of buttons for them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QIcon, QKeySequence, QUndoStack
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from kazcoop_desktop.i18n import _
from kazcoop_desktop.views.icons import icon

Keys = QKeySequence.StandardKey | Qt.Key | str | None


def action(owner: QWidget, sign: str, text: str, act: Callable[[], object], keys: Keys = None) -> QAction:
    """A command of a widget; its keys work while the focus is within the widget."""
    made = QAction(icon(sign) if sign else QIcon(), text, owner)
    if keys is not None:
        made.setShortcut(keys)
        made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.triggered.connect(lambda: act())
    owner.addAction(made)
    return made


def undo_actions(owner: QWidget, stack: QUndoStack) -> tuple[QAction, QAction]:
    """Undo and redo of a form. The stack's own would rename themselves, and not outlive its window safely."""
    keys = QKeySequence.StandardKey
    undo = action(owner, "undo-2", _("Undo"), stack.undo, keys.Undo)
    redo = action(owner, "redo-2", _("Redo"), stack.redo, keys.Redo)
    undo.setEnabled(stack.canUndo())
    redo.setEnabled(stack.canRedo())
    stack.canUndoChanged.connect(undo.setEnabled)
    stack.canRedoChanged.connect(redo.setEnabled)
    return undo, redo


def command_row(*actions: QAction) -> QHBoxLayout:
    """Flat buttons side by side."""
    row = QHBoxLayout()
    row.setContentsMargins(8, 4, 8, 0)
    row.setSpacing(2)
    for each in actions:
        button = QToolButton()
        button.setDefaultAction(each)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setAutoRaise(True)
        row.addWidget(button)
    row.addStretch(1)
    return row
