"""The one button of a page that stands out."""

from __future__ import annotations

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QPushButton

from kazcoop_desktop.views.icons import tinted
from kazcoop_desktop.views.theme import hues


class PrimaryButton(QPushButton):
    """A button in the accent colour."""

    def __init__(self, text: str, sign: str = "") -> None:
        super().__init__(tinted(sign, hues().on_accent) if sign else QIcon(), text)
        self.setProperty("primary", True)
