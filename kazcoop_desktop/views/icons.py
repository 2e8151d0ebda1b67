"""The icons, drawn in the colours of the palette so that they are seen on light and dark."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from kazcoop_desktop import paths

_SIZES = (16, 20, 24, 32, 48)


def icon(name: str, role: QPalette.ColorRole = QPalette.ColorRole.ButtonText) -> QIcon:
    """The icon of this name in the palette's colours, greyed where its command is disabled."""
    palette = QGuiApplication.palette()
    normal = palette.color(QPalette.ColorGroup.Active, role)
    disabled = palette.color(QPalette.ColorGroup.Disabled, role)
    return _drawn(name, normal.name(), disabled.name())


def tinted(name: str, colour: QColor) -> QIcon:
    """The icon of this name in a colour of its own."""
    return _drawn(name, colour.name(), colour.name())


@lru_cache(maxsize=256)
def _drawn(name: str, normal: str, disabled: str) -> QIcon:
    made = QIcon()
    outline = paths.resource("icons", f"{name}.svg").read_text("utf-8")
    for mode, colour in ((QIcon.Mode.Normal, normal), (QIcon.Mode.Disabled, disabled)):
        drawing = QSvgRenderer(QByteArray(outline.replace("currentColor", colour).encode()))
        for size in _SIZES:
            pixmap = QPixmap(QSize(size, size))
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            drawing.render(painter)
            painter.end()
            made.addPixmap(pixmap, mode)
    return made
