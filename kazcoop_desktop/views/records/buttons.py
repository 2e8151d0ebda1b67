"""The one button of a page that stands out, in the accent colour."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton


class PrimaryButton(QPushButton):
    """A button in the accent colour while it can be pressed; the style sheet knows it by its property."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setProperty("primary", True)
