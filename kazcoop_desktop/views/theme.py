"""How the window looks: Fusion, light or dark, one accent colour."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from string import Template

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from kazcoop_desktop import paths
from kazcoop_desktop.i18n import N_

APPEARANCES = {
    "system": N_("As the system"),
    "light": N_("Light"),
    "dark": N_("Dark"),
}


@dataclass(frozen=True)
class Hues:
    """The colours of one appearance; red, amber and green always stand beside a word or a sign."""

    window: str
    card: str
    stripe: str
    text: str
    quiet: str
    line: str
    button: str
    hover: str
    accent: str
    on_accent: str
    selection: str
    danger: str
    warning: str
    good: str
    notice: str


LIGHT = Hues(
    window="#f4f6f8",
    card="#ffffff",
    stripe="#f8fafb",
    text="#17202c",
    quiet="#5d6878",
    line="#d9dfe6",
    button="#ffffff",
    hover="#eaf1f9",
    accent="#1f5fa8",
    on_accent="#ffffff",
    selection="#d7e6f7",
    danger="#ab1f2d",
    warning="#8a5700",
    good="#236b38",
    notice="#fff6df",
)
DARK = Hues(
    window="#1b1f25",
    card="#242a32",
    stripe="#282f38",
    text="#e6eaf0",
    quiet="#a0abba",
    line="#3a434f",
    button="#2d343e",
    hover="#323c49",
    accent="#6ea8e8",
    on_accent="#10202f",
    selection="#2f4a68",
    danger="#ff8f94",
    warning="#f0bb5e",
    good="#7fce96",
    notice="#3a3423",
)


class Theme(QObject):
    """Puts the appearance chosen on the application, and follows the system while that is the choice.

    The application is begun with the style Fusion.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self.choice = "system"
        application.styleHints().colorSchemeChanged.connect(self._follow_system)

    def use(self, choice: str) -> None:
        """Shows the appearance `light`, `dark`, or that of the `system`."""
        self.choice = choice
        scheme = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(
            choice, Qt.ColorScheme.Unknown
        )
        self._application.styleHints().setColorScheme(scheme)
        self._put_on()

    def _follow_system(self) -> None:
        if self.choice == "system":
            self._put_on()

    def _put_on(self) -> None:
        global _hues
        is_dark = self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark
        _hues = DARK if self.choice == "dark" or (self.choice == "system" and is_dark) else LIGHT
        sheet = Template(paths.resource("style.qss").read_text(encoding="utf-8")).substitute(asdict(_hues))
        if (
            sheet != self._application.styleSheet()
        ):  # a new sheet is put on every widget there is, which takes time
            self._application.setPalette(_palette(_hues))
            self._application.setStyleSheet(sheet)


_hues = LIGHT


def hues() -> Hues:
    """The colours in force."""
    return _hues


def _palette(hues: Hues) -> QPalette:
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette(QColor(hues.button), QColor(hues.window))
    for each, colour in {
        role.WindowText: hues.text,
        role.Base: hues.card,
        role.AlternateBase: hues.stripe,
        role.Text: hues.text,
        role.ButtonText: hues.text,
        role.BrightText: hues.danger,
        role.ToolTipBase: hues.card,
        role.ToolTipText: hues.text,
        role.PlaceholderText: hues.quiet,
        role.Highlight: hues.selection,
        role.HighlightedText: hues.text,
        role.Link: hues.accent,
        role.LinkVisited: hues.accent,
        role.Accent: hues.accent,
    }.items():
        palette.setColor(each, QColor(colour))
    faded = QColor(hues.quiet)
    faded.setAlphaF(0.6)
    for each in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(group.Disabled, each, faded)
    return palette
