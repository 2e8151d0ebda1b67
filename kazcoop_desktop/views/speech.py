"""The language of the whole window: of the program's words, of Qt's own, and of its calendars."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from kazcoop_desktop import i18n
from kazcoop_desktop.views import words
from kazcoop_desktop.views.qt_words import QtWords


class Speech(QObject):
    """Speaks one language at a time."""

    def __init__(self, application: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._application = application
        self._translators: list[QTranslator] = []

    def speak(self, code: str) -> None:
        """Goes on in a language; windows that are there already keep their words."""
        i18n.use(code)
        self.fall_silent()
        self._translators = [QTranslator(self), QtWords(self)]  # the last one is asked first
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        self._translators[0].load(f"qtbase_{code}", folder)
        for translator in self._translators:
            self._application.installTranslator(translator)
        QLocale.setDefault(words.locale(code))

    def fall_silent(self) -> None:
        """Takes the translations of Qt's words away; they must not be asked while they are taken apart."""
        for translator in self._translators:
            self._application.removeTranslator(translator)
            translator.deleteLater()
        self._translators = []


def of_the_system() -> str:
    """The system's language where the program speaks it, else the program's own."""
    code = QLocale.system().name()[:2]
    return code if code in i18n.available() else i18n.current()
