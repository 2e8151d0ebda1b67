"""The user guide in a window of its own: F1 opens it at the page of where one is.

A widget names its page by an attribute `guide_page`; one that does not is explained by what it stands in.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt, QUrl
from PySide6.QtGui import QKeySequence, QShortcut, QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kazcoop_desktop import i18n
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import database
from kazcoop_desktop.services import guide, settings
from kazcoop_desktop.views.icons import icon

_FIRST_SIZE = QSize(1180, 680)
_CONTENTS_WIDTH = 320
_LINE_HEIGHT = 125  # of a hundred
_PICTURE = "\ufffc"  # stands in a text where a picture does
_KEYS = "guideKeys"
_NAME = int(Qt.ItemDataRole.UserRole)


class Guide(QObject):
    """Opens the guide from wherever somebody presses F1."""

    def __init__(self, application: QApplication, owner: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._owner = owner
        self._window: GuideWindow | None = None
        application.focusChanged.connect(self._listen_in)

    def open_here(self) -> None:
        """Shows the page of the place that has the focus."""
        self.open(page_of(QApplication.focusWidget() or QApplication.activeWindow()))

    def open(self, name: str) -> GuideWindow:
        """Shows a page. Over a dialog that must be answered first, the window belongs to it and closes with it."""
        parent = QApplication.activeModalWidget()
        if self._window is None or self._window.parent() is not parent:
            self.close()
            self._window = GuideWindow(parent)
            self._window.restoreGeometry(QByteArray.fromBase64(self._remembered().encode()))
            self._window.destroyed.connect(self._forget)
            self._window.finished.connect(self._remember)
        self._window.show_page(name)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()
        return self._window

    def close(self) -> None:
        """Closes the window of the guide, if it is open."""
        if self._window is not None:
            self._window.close()
            self._window = None

    def _listen_in(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Lets dialogs hear F1, too; the main window has it in its menu."""
        window = now.window() if now is not None else None
        if window is None or isinstance(window, QMainWindow) or window.findChild(QShortcut, _KEYS):
            return
        keys = QShortcut(QKeySequence("F1"), window)
        keys.setObjectName(_KEYS)
        keys.activated.connect(self.open_here)

    def _forget(self, _window: object) -> None:
        self._window = None

    def _remember(self) -> None:
        if self._window is not None and _is_open():
            geometry = bytes(self._window.saveGeometry().toBase64().data()).decode()
            settings.put("guide", geometry, owner=self._owner)

    def _remembered(self) -> str:
        return str(settings.get("guide", "", owner=self._owner)) if _is_open() else ""


class GuideWindow(QDialog):
    """The contents and a search at the left, a page at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowFlags(self.windowFlags() | Qt.WindowType.WindowMinMaxButtonsHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.resize(_FIRST_SIZE)
        self.search = QLineEdit(clearButtonEnabled=True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.contents = QTreeWidget()
        self.contents.setHeaderHidden(True)
        self.contents.setRootIsDecorated(False)
        self.contents.setIndentation(12)
        self.view = PageView()
        self._back = QPushButton(icon("chevron-left"), "", autoDefault=False)
        self._arrange()
        self._speak()
        self.search.textChanged.connect(self._fill)
        self.search.returnPressed.connect(self._show_first)
        self.contents.currentItemChanged.connect(self._show_chosen)
        self.view.sourceChanged.connect(self._mark)
        self.view.backwardAvailable.connect(self._back.setEnabled)
        self._back.clicked.connect(self.view.backward)
        self._back.setEnabled(False)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Back), self).activated.connect(self.view.backward)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self).activated.connect(self.search.setFocus)

    def show_page(self, name: str) -> None:
        """Shows a page by its name."""
        if name != self.page_name():
            self.view.setSource(QUrl(f"{name}.md"), QTextDocument.ResourceType.MarkdownResource)

    def page_name(self) -> str:
        """The name of the page that is shown; empty before the first."""
        return _name_in(self.view.source())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._language != i18n.current():
            self._speak()
        elif event.type() == QEvent.Type.PaletteChange and self.page_name():
            self.view.reload()

    def _arrange(self) -> None:
        left = QWidget()
        at_left = QVBoxLayout(left)
        at_left.setContentsMargins(0, 0, 0, 0)
        at_left.addWidget(self.search)
        at_left.addWidget(self.contents, 1)
        bar = QHBoxLayout()
        bar.addWidget(self._back)
        bar.addStretch(1)
        right = QWidget()
        at_right = QVBoxLayout(right)
        at_right.setContentsMargins(0, 0, 0, 0)
        at_right.addLayout(bar)
        at_right.addWidget(self.view, 1)
        both = QSplitter()
        both.addWidget(left)
        both.addWidget(right)
        both.setStretchFactor(1, 1)
        both.setSizes([_CONTENTS_WIDTH, _FIRST_SIZE.width() - _CONTENTS_WIDTH])
        whole = QHBoxLayout(self)
        whole.setContentsMargins(10, 10, 10, 10)
        whole.addWidget(both)

    def _speak(self) -> None:
        """Says everything in the language in force."""
        self._language = i18n.current()
        self.setWindowTitle(_("User guide"))
        self.search.setPlaceholderText(_("Search the guide"))
        self._back.setText(_("Back"))
        self.contents.setAccessibleName(_("Contents"))
        self.view.setSearchPaths([str(guide.folder())])
        self._fill()
        if self.page_name():
            self.view.reload()

    def _fill(self) -> None:
        """The contents; while something is sought, the pages that have it."""
        typed = self.search.text().strip()
        self.contents.blockSignals(True)
        self.contents.clear()
        if typed:
            self.contents.addTopLevelItems([_item(page) for page in guide.found(typed)])
        else:
            for heading, names in guide.CHAPTERS:
                chapter = QTreeWidgetItem([_(heading)])
                chapter.setFlags(Qt.ItemFlag.ItemIsEnabled)
                font = chapter.font(0)
                font.setBold(True)
                chapter.setFont(0, font)
                chapter.addChildren([_item(guide.page(name)) for name in names])
                self.contents.addTopLevelItem(chapter)
        self.contents.expandAll()
        self.contents.blockSignals(False)
        self._mark(self.view.source())

    def _show_first(self) -> None:
        if self.search.text().strip() and (first := self.contents.topLevelItem(0)):
            self.contents.setCurrentItem(first)

    def _show_chosen(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and (name := item.data(0, _NAME)):
            self.show_page(name)

    def _mark(self, source: QUrl) -> None:
        """Marks a page in the contents."""
        found = self.contents.findItems("*", Qt.MatchFlag.MatchWildcard | Qt.MatchFlag.MatchRecursive)
        name = _name_in(source)
        self.contents.blockSignals(True)
        self.contents.clearSelection()
        for item in found:
            if item.data(0, _NAME) == name:
                self.contents.setCurrentItem(item)
        self.contents.blockSignals(False)


class PageView(QTextBrowser):
    """A page with its links and pictures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenExternalLinks(False)
        self.document().setDocumentMargin(16)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        address = name.path() if isinstance(name, QUrl) else name
        if address.endswith(".md"):
            return guide.page(_name_in(QUrl(address))).text
        return super().loadResource(kind, name)

    def doSetSource(
        self,
        name: QUrl | str,
        kind: QTextDocument.ResourceType = QTextDocument.ResourceType.UnknownResource,
    ) -> None:
        super().doSetSource(name, kind)
        self._space_out()

    def _space_out(self) -> None:
        """Room between the lines of text; a picture needs none."""
        roomy = QTextBlockFormat()
        roomy.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block = self.document().begin()
        while block.isValid():
            if _PICTURE not in block.text():
                QTextCursor(block).mergeBlockFormat(roomy)
            block = block.next()


def page_of(widget: QWidget | None) -> str:
    """The page that explains a widget: its own, else that of what it stands in, else that of the first day."""
    while widget is not None:
        if name := getattr(widget, "guide_page", ""):
            return str(name)
        widget = widget.parentWidget()
    return guide.NAMES[0]


def _name_in(address: QUrl) -> str:
    return address.path().removesuffix(".md")


def _item(page: guide.Page) -> QTreeWidgetItem:
    item = QTreeWidgetItem([page.title])
    item.setData(0, _NAME, page.name)
    item.setToolTip(0, page.title)
    return item


def _is_open() -> bool:
    """Whether there is a database to remember in: at the sign-in there is none yet."""
    return database.obj is not None and not database.is_closed()
