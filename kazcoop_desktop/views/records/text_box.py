"""A box for a text of several lines that takes no more than a record can hold."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from kazcoop_desktop.models.fields import LONGEST_TEXT
from kazcoop_desktop.models.values import too_long


class TextBox(QPlainTextEdit):
    """Tab goes on to the next field; a paste that is too long is refused as a whole, never cut.

    Laying out a text of a million letters would stop the window for minutes.
    """

    refused = Signal(str)  # the sentence that tells why

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)

    def insertFromMimeData(self, source: QMimeData) -> None:
        kept = self.document().characterCount() - 1 - len(self.textCursor().selectedText())
        room = LONGEST_TEXT - kept
        text = source.text() if source.hasText() else ""
        if sentence := too_long(text, max(room, 0)):
            self.refused.emit(sentence)
        else:
            super().insertFromMimeData(source)
