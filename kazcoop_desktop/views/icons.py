"""Icons in the colour of the text around them, in every appearance."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from kazcoop_desktop import paths


@lru_cache
def icon(name: str, role: QPalette.ColorRole = QPalette.ColorRole.ButtonText) -> QIcon:
    """The icon `resources/icons/<name>.svg` in a colour of the palette, greyed where its command is disabled."""
    return QIcon(_Engine(name, role))


def tinted(name: str, colour: QColor | str) -> QIcon:
    """The icon of this name in a colour of its own."""
    return _tinted(name, QColor(colour).name())


@lru_cache
def _tinted(name: str, colour: str) -> QIcon:
    return QIcon(_Engine(name, colour))


class _Engine(QIconEngine):
    """Draws the icon at the moment it is needed, so that it follows the palette."""

    def __init__(self, name: str, colour: QPalette.ColorRole | str) -> None:
        super().__init__()
        self._name = name
        self._colour = colour
        self._drawing = paths.resource("icons", f"{name}.svg").read_text(encoding="utf-8")
        self._drawn: dict[tuple[int, int, float, str], QPixmap] = {}

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        painter.drawPixmap(rect, self._pixmap(rect.size(), painter.device().devicePixelRatioF(), mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self._pixmap(size, 1.0, mode)

    def scaledPixmap(  # the name is Qt's
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        return self._pixmap(QSize(round(size.width() / scale), round(size.height() / scale)), scale, mode)

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._colour)

    def _pixmap(self, size: QSize, scale: float, mode: QIcon.Mode) -> QPixmap:
        """The icon of so many device-independent pixels."""
        colour = self._colour_for(mode)
        key = (size.width(), size.height(), scale, colour)
        if key not in self._drawn:
            pixmap = QPixmap(round(size.width() * scale), round(size.height() * scale))
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            whole = QRectF(QPoint(0, 0), pixmap.size())
            QSvgRenderer(self._drawing.replace("currentColor", colour).encode()).render(painter, whole)
            painter.end()
            pixmap.setDevicePixelRatio(scale)
            self._drawn[key] = pixmap
        return self._drawn[key]

    def _colour_for(self, mode: QIcon.Mode) -> str:
        if isinstance(self._colour, str):
            return self._colour
        disabled, active = QPalette.ColorGroup.Disabled, QPalette.ColorGroup.Active
        group = disabled if mode == QIcon.Mode.Disabled else active
        return QGuiApplication.palette().color(group, self._colour).name()
