"""Commands that the role of whoever works here does not allow: greyed, with the reason as their tooltip."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from kazcoop_desktop.models.base import Record
from kazcoop_desktop.services import access


def grey_out(action: str, *commands: QAction | QWidget, model: type[Record] | None = None) -> None:
    """Greys commands that do what the role does not allow. The window is built anew when somebody else signs in."""
    if not (sentence := access.why_not(action, model)):
        return
    for command in commands:
        command.setEnabled(False)
        command.setToolTip(sentence)
        if isinstance(command, QAction):
            command.enabledChanged.connect(lambda _on, greyed=command: greyed.setEnabled(False))
