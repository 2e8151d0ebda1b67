"""The one button of a page that stands out, in the accent colour of the palette."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QPushButton


class PrimaryButton(QPushButton):
    """A button in the accent colour while it can be pressed."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._colour()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.EnabledChange, QEvent.Type.ApplicationPaletteChange):
            self._colour()
        super().changeEvent(event)

    def _colour(self) -> None:
        palette = QApplication.palette()
        if self.isEnabled():
            palette.setBrush(QPalette.ColorRole.Button, palette.brush(QPalette.ColorRole.Highlight))
            palette.setBrush(QPalette.ColorRole.ButtonText, palette.brush(QPalette.ColorRole.HighlightedText))
        self.setPalette(palette)
