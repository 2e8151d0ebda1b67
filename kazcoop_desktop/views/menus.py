"""The menus of the window: every command with its letter and its keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from kazcoop_desktop import i18n
from kazcoop_desktop.i18n import _, pgettext
from kazcoop_desktop.views import backups, everywhere, help_pages, recycle_bin
from kazcoop_desktop.views.icons import icon
from kazcoop_desktop.views.tabs import TABS
from kazcoop_desktop.views.theme import APPEARANCES

if TYPE_CHECKING:
    from kazcoop_desktop.views.main_window import MainWindow

_KEYS = QKeySequence.StandardKey
_LANGUAGES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}


class Menus:
    """The menu bar. A page that has actions of its own lends them to it while it is in front."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        bar = window.menuBar()
        self._file = bar.addMenu(_("&File"))
        self._edit = bar.addMenu(pgettext("menu", "&Edit"))
        self._view = bar.addMenu(pgettext("menu", "&View"))
        self._record = bar.addMenu(_("&Record"))
        self._tools = bar.addMenu(_("&Tools"))
        self._help = bar.addMenu(_("&Help"))
        self._make_actions()
        self._fill_view()
        self._fill_tools()
        self._fill_help()

    def follow(self, page: QWidget) -> None:
        """Puts the actions of the page in front into the menus."""
        for menu in (self._file, self._edit, self._record):
            menu.clear()
        self._fill_file(page)
        self._fill_edit(page)
        self._fill_record(page)

    def all_menus(self) -> Iterator[QMenu]:
        """The menus from left to right."""
        return (action.menu() for action in self._window.menuBar().actions() if action.isVisible())

    def _action(
        self, text: str, act: Callable[[], object], keys: QKeySequence.StandardKey | str = "", sign: str = ""
    ) -> QAction:
        action = QAction(text, self._window)
        if keys:
            action.setShortcut(QKeySequence(keys))
        if sign:
            action.setIcon(icon(sign))
        action.triggered.connect(lambda: act())
        return action

    def _make_actions(self) -> None:
        window = self._window
        self._back_up = self._action(_("Make a backup &copy…"), lambda: backups.make(window))
        self._restore = self._action(_("Restore from &backup…"), lambda: backups.restore(window))
        self._exit = self._action(_("E&xit"), window.close, "Ctrl+Q")
        self._typing = [
            self._action(_("&Undo"), lambda: _on_focus("undo"), _KEYS.Undo, "undo-2"),
            self._action(_("&Redo"), lambda: _on_focus("redo"), "Ctrl+Y", "redo-2"),
            self._action(_("Cu&t"), lambda: _on_focus("cut"), _KEYS.Cut),
            self._action(_("&Copy"), lambda: _on_focus("copy"), _KEYS.Copy, "copy"),
            self._action(_("&Paste"), lambda: _on_focus("paste"), _KEYS.Paste),
            self._action(_("Select &all"), lambda: _on_focus("selectAll"), _KEYS.SelectAll),
        ]

    def _fill_file(self, page: QWidget) -> None:
        menu = self._file
        _lend(menu, page, "new_action", "open_action", "save_action")
        menu.addSeparator()
        _lend(menu, page, "print_action", "preview_action", "save_pdf_action")
        menu.addMenu(self._empty_forms())
        menu.addSeparator()
        _lend(menu, page, "import_action", "export_action")
        menu.addSeparator()
        menu.addActions([self._back_up, self._restore])
        menu.addSeparator()
        menu.addAction(self._exit)

    def _empty_forms(self) -> QMenu:
        menu = QMenu(_("Print an &empty form"), self._file)
        menu.setIcon(icon("file"))
        menu.aboutToShow.connect(lambda: self._name_forms(menu))
        return menu

    def _name_forms(self, menu: QMenu) -> None:
        from kazcoop_desktop import forms  # ReportLab is slow to load: not before somebody prints

        menu.clear()
        for form in forms.FORMS:
            action = menu.addAction(_(form.title))
            action.triggered.connect(
                lambda checked=False, key=form.key: self._window.preview(key, [], blank=True)
            )

    def _fill_edit(self, page: QWidget) -> None:
        self._edit.addActions(self._typing)
        self._edit.addSeparator()
        _lend(self._edit, page, "delete_action", "search_action")

    def _fill_record(self, page: QWidget) -> None:
        own = getattr(page, "record_actions", list)()
        self._record.addActions(own)
        self._record.menuAction().setVisible(bool(own))

    def _fill_view(self) -> None:
        window = self._window
        self._view.addAction(self._action(_("&Refresh"), self._refresh, _KEYS.Refresh, "refresh-cw"))
        self._view.addAction(self._action(_("&Next tab"), window.show_next_tab, "Ctrl+Tab"))
        self._view.addAction(
            self._action(_("&Previous tab"), lambda: window.show_next_tab(-1), "Ctrl+Shift+Tab")
        )
        self._view.addSeparator()
        languages = self._view.addMenu(icon("languages"), _("&Language"))
        group = QActionGroup(window)
        for code in i18n.available() or (i18n.current(),):
            action = group.addAction(languages.addAction(_LANGUAGES.get(code, code)))
            action.setCheckable(True)
            action.setChecked(code == i18n.current())
            action.triggered.connect(lambda checked, code=code: window.language_wanted.emit(code))
        appearances = self._view.addMenu(icon("sun"), _("&Appearance"))
        group = QActionGroup(window)
        for choice, name in APPEARANCES.items():
            action = group.addAction(appearances.addAction(_(name)))
            action.setCheckable(True)
            action.setChecked(choice == window.theme.choice)
            action.triggered.connect(lambda checked, choice=choice: window.appearance_wanted.emit(choice))

    def _fill_tools(self) -> None:
        window = self._window
        reference = next(place for place, tab in enumerate(TABS) if tab.title == "Reference data")
        self._tools.addActions(
            [
                self._action(
                    _("&Search everywhere"), lambda: everywhere.open_for(window), "Ctrl+K", "search"
                ),
                self._action(_("&Recycle bin"), lambda: recycle_bin.open_for(window), sign="trash-2"),
                self._action(_("Reference &data"), lambda: window.show_tab(reference), sign="book-open"),
                self._action(_("&Check the database"), lambda: backups.check(window), sign="list-checks"),
            ]
        )

    def _fill_help(self) -> None:
        window = self._window
        self._help.addActions(
            [
                self._action(_("&Keyboard shortcuts"), lambda: help_pages.show_shortcuts(window), "F1"),
                self._action(_("&About the program"), lambda: help_pages.show_about(window)),
            ]
        )

    def _refresh(self) -> None:
        if refresh := getattr(self._window.page, "refresh", None):
            refresh()


def _lend(menu: QMenu, page: QWidget, *names: str) -> None:
    for name in names:
        if action := getattr(page, name, None):
            menu.addAction(action)


def _on_focus(act: str) -> None:
    """Lets the widget with the focus do what it can: a text field cuts and undoes, a table copies its rows."""
    focused = QApplication.focusWidget()
    if do := getattr(focused, act, None):
        do()
