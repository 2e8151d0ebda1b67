"""The search over everything: one box, its findings below, the arrow keys and Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kazcoop_desktop.i18n import _
from kazcoop_desktop.services import search
from kazcoop_desktop.views import jobs
from kazcoop_desktop.views.icons import icon
from kazcoop_desktop.views.office import Office

if TYPE_CHECKING:
    from kazcoop_desktop.views.main_window import MainWindow

_HIT = int(Qt.ItemDataRole.UserRole)
_PAUSE = 130  # milliseconds without typing before it is searched
_FOR_THE_LIST = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


def open_for(window: MainWindow) -> None:
    """Shows the search over the window."""
    popup = Everywhere(window.office, window)
    middle = (window.width() - popup.width()) // 2
    popup.move(window.mapToGlobal(QPoint(middle, window.menuBar().height() + 48)))
    popup.show()


class Everywhere(QDialog):
    """Finds while one types; Enter opens what is marked, Esc closes."""

    guide_page = "search"

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._asked = 0
        self.setWindowTitle(_("Search everywhere"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(680, 440)
        self.box = QLineEdit(clearButtonEnabled=True)
        self.box.setPlaceholderText(_("Name, number, country, file…"))
        self.box.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.found = QTreeWidget()
        self.found.setHeaderHidden(True)
        self.found.setColumnCount(2)
        self.found.setColumnWidth(0, 470)
        self.found.setRootIsDecorated(False)
        self.found.setUniformRowHeights(True)
        self.found.setFrameShape(QFrame.Shape.NoFrame)
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._said = QLabel(wordWrap=True)
        self._said.setProperty("quiet", True)
        column = QVBoxLayout(self)
        column.addWidget(self.box)
        column.addWidget(self._said)
        column.addWidget(self.found, 1)
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._soon.timeout.connect(self._search)
        self.box.textChanged.connect(lambda: self._soon.start())
        self.box.returnPressed.connect(self._open_current)
        self.found.itemActivated.connect(self._open_current)
        self.found.itemClicked.connect(self._open_current)
        self.box.installEventFilter(self)
        self._say(_("All registers, their numbers and the names of files are searched."))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _FOR_THE_LIST
        ):
            QApplication.sendEvent(self.found, event)
            return True
        return super().eventFilter(watched, event)

    def _search(self) -> None:
        typed = self.box.text()
        self._asked += 1
        number = self._asked
        jobs.ask(self, lambda: search.everywhere(typed), lambda hits: self._show(number, typed, hits))

    def _show(self, number: int, typed: str, hits: list[search.Hit]) -> None:
        if number != self._asked:
            return
        self.found.clear()
        for hit in hits:
            where = _(type(hit.record).outline.singular)
            name = f"{hit.record}  ({hit.file})" if hit.file else str(hit.record)
            item = QTreeWidgetItem([name.replace("\n", " "), where])
            item.setData(0, _HIT, hit)
            if hit.file:
                item.setIcon(0, icon("paperclip"))
            self.found.addTopLevelItem(item)
        self.found.setCurrentIndex(self.found.model().index(0, 0))
        nothing = _("Nothing found for “{text}”. Check the spelling or clear the filters.").format(text=typed)
        self._say("" if hits or not typed.strip() else nothing)

    def _say(self, sentence: str) -> None:
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))

    def _open_current(self) -> None:
        item = self.found.currentItem()
        if item is not None:
            shown = item.data(0, _HIT).shown()
            self.close()
            self._office.wanted.emit(type(shown), shown.id)
