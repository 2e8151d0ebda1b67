"""Words of Qt's own dialogs and menus that its translations leave out, or say otherwise than we do."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTranslator

from kazcoop_desktop.i18n import N_, _

# Qt's Kazakh says «Өшіру» (switch off) for Delete, «Елемеу» (ignore) for Discard, «Іске асыру» (realise) for Apply.
_OURS = {
    "&Delete": N_("&Delete"),
    "&Look in:": N_("&Folder:"),
    "&Options <<": N_("&Options <<"),
    "&Options >>": N_("&Options >>"),
    "Apply": N_("Apply"),
    "Delete": N_("Delete"),
    "Directories": N_("Folders"),
    "Directory:": N_("Folder:"),
    "Discard": N_("Don't save"),
    "Files of &type:": N_("Files of &type:"),
    "Find Directory": N_("Choose a folder"),
    "Help": N_("Help"),
    "Hide Details...": N_("Hide the details"),
    "Landscape": N_("Landscape"),
    "Options": N_("Options"),
    "Page &Set:": N_("Page &set:"),
    "Parent Directory": N_("Parent folder"),
    "Remove": N_("Remove"),
    "Retry": N_("Try again"),
    "Save As": N_("Save as"),
    "Show &hidden files": N_("Show &hidden files"),
    "Show Details...": N_("Show the details"),
}
_KEYS = "QShortcut"  # here Delete and Help are names of keys


class QtWords(QTranslator):
    """Asked before Qt's own translations, so it is to be installed after them."""

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: bytes | str, source: bytes | str, disambiguation: Any = None, n: int = -1
    ) -> str | None:
        """Our words for a text of Qt's; None leaves it to Qt."""
        ours = _OURS.get(_text(source)) if _text(context) != _KEYS else None
        return _(ours) if ours else None


def _text(given: bytes | str) -> str:
    return given.decode() if isinstance(given, bytes) else given
