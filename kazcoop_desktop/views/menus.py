"""The menus of the window: every command with its letter and its keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from kazcoop_desktop import i18n
from kazcoop_desktop.i18n import N_, _, pgettext
from kazcoop_desktop.models import RECORDS
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.services import access
from kazcoop_desktop.views.icons import icon
from kazcoop_desktop.views.records.rights import grey_out
from kazcoop_desktop.views.tabs import TABS
from kazcoop_desktop.views.theme import APPEARANCES
from kazcoop_desktop.views.words import LANGUAGE_NAMES

if TYPE_CHECKING:
    from kazcoop_desktop.views.main_window import MainWindow

_KEYS = QKeySequence.StandardKey
_TEXTS = {  # of commands that pages lend, with their letter in the menu
    "new": N_("&New"),
    "open": N_("&Open"),
    "save": N_("&Save"),
    "print": N_("&Print…"),
    "import": N_("&Import from Excel…"),
    "export": N_("Expor&t to Excel…"),
    "undo": N_("&Undo"),
    "redo": N_("&Redo"),
    "copy": N_("&Copy rows"),
    "delete": N_("&Delete"),
    "find": N_("&Search"),
    "next_match": N_("&Next match"),
    "previous_match": N_("Pre&vious match"),
    "attach": N_("&Attach file"),
    "next_page": N_("Next pa&ge"),
    "previous_page": N_("Pre&vious page"),
    "undo_edits": N_("&Undo edits"),
    "record": N_("&Show the record beside the table"),
}


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
        for menu in (self._file, self._edit, self._record, self._tools):
            menu.setToolTipsVisible(True)
        self._make_actions()
        self._appearance = self._fill_appearance()
        self._languages = self._fill_languages()
        self._fill_tools()
        self._fill_help()

    def follow(self, page: QWidget) -> None:
        """Puts the commands of the page in front into the menus."""
        commands: dict[str, QAction] = getattr(page, "commands", {})
        for name, text in _TEXTS.items():
            if name in commands:
                commands[name].setText(_(text))
        if save := commands.get("save"):  # wherever the focus is, not only in the form
            save.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        self._fill_file(commands)
        self._fill_edit(commands)
        self._fill_view(commands)
        self._fill_record(commands, getattr(page, "own_commands", []))

    def all_menus(self) -> Iterator[QMenu]:
        """The menus from left to right."""
        menus = (self._file, self._edit, self._view, self._record, self._tools, self._help)
        return (menu for menu in menus if menu.menuAction().isVisible())

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
        self._back_up = self._action(_("Make a backup &copy…"), self._make_backup)
        self._restore = self._action(_("Restore from &backup…"), self._restore_backup)
        self._lock = self._action(_("&Lock the program"), window.lock_wanted.emit, "Ctrl+L", "lock")
        self._lock.setEnabled(access.who() is not None)
        grey_out("back_up", self._back_up)
        grey_out("restore", self._restore)
        self._exit = self._action(_("E&xit"), window.close, "Ctrl+Q")
        self._typing = {
            "undo": self._typing_action(_("&Undo"), "undo", _KEYS.Undo, "undo-2"),
            "redo": self._typing_action(_("&Redo"), "redo", "Ctrl+Y", "redo-2"),
            "cut": self._typing_action(_("Cu&t"), "cut", _KEYS.Cut),
            "copy": self._typing_action(_("&Copy"), "copy", _KEYS.Copy, "copy"),
            "paste": self._typing_action(_("&Paste"), "paste", _KEYS.Paste),
            "select_all": self._typing_action(_("Select &all"), "selectAll", _KEYS.SelectAll),
        }
        self._empty = self._empty_forms()
        self._moving = [
            self._action(_("&Refresh"), self._refresh, _KEYS.Refresh, "refresh-cw"),
            self._action(_("&Next tab"), window.show_next_tab, "Ctrl+Tab"),
            self._action(_("&Previous tab"), lambda: window.show_next_tab(-1), "Ctrl+Shift+Tab"),
        ]

    def _typing_action(
        self, text: str, act: str, keys: QKeySequence.StandardKey | str, sign: str = ""
    ) -> QAction:
        """A command of text fields. They know the keys by themselves; the menu only shows them."""
        action = self._action(text, lambda: _on_focus(act), keys, sign)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        return action

    def _fill_file(self, commands: dict[str, QAction]) -> None:
        menu = self._file
        _take_all_out(menu)
        _lend(menu, commands, "new", "open", "save")
        _lend(menu, commands, "attach")
        _lend(menu, commands, "print")
        menu.addMenu(self._empty)
        menu.addSeparator()
        _lend(menu, commands, "import", "export")
        menu.addActions([self._back_up, self._restore])
        menu.addSeparator()
        menu.addActions([self._lock, self._exit])

    def _empty_forms(self) -> QMenu:
        menu = QMenu(_("Print an &empty form"), self._window)
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

    def _fill_edit(self, commands: dict[str, QAction]) -> None:
        menu = self._edit
        _take_all_out(menu)
        menu.addActions([commands.get(name, own) for name, own in self._typing.items()])
        menu.addSeparator()
        _lend(menu, commands, "delete")
        _lend(menu, commands, "find", "next_match", "previous_match")

    def _fill_record(self, commands: dict[str, QAction], own: list[QAction]) -> None:
        _take_all_out(self._record)
        _lend(self._record, commands, "open", "undo_edits", "delete")
        self._record.addActions(own)
        self._record.addSeparator()
        _lend(self._record, commands, "record")
        self._record.menuAction().setVisible(not self._record.isEmpty())

    def _fill_view(self, commands: dict[str, QAction]) -> None:
        _take_all_out(self._view)
        self._view.addActions(self._moving)
        _lend(self._view, commands, "next_page", "previous_page")
        if not self._view.actions()[-1].isSeparator():
            self._view.addSeparator()
        self._view.addMenu(self._languages)
        self._view.addMenu(self._appearance)

    def _fill_languages(self) -> QMenu:
        window = self._window
        languages = QMenu(_("&Language"), window)
        languages.setIcon(icon("languages"))
        group = QActionGroup(window)
        for code in i18n.available() or (i18n.current(),):
            action = group.addAction(languages.addAction(LANGUAGE_NAMES.get(code, code)))
            action.setCheckable(True)
            action.setChecked(code == i18n.current())
            action.triggered.connect(lambda checked, code=code: window.language_wanted.emit(code))
        return languages

    def _fill_appearance(self) -> QMenu:
        window = self._window
        appearances = QMenu(_("&Appearance"), window)
        appearances.setIcon(icon("sun"))
        group = QActionGroup(window)
        for choice, name in APPEARANCES.items():
            action = group.addAction(appearances.addAction(_(name)))
            action.setCheckable(True)
            action.setChecked(choice == window.theme.choice)
            action.triggered.connect(lambda checked, choice=choice: window.appearance_wanted.emit(choice))
        return appearances

    def _fill_tools(self) -> None:
        window = self._window
        reference = len(TABS) - 1
        check = self._action(_("&Check the database"), self._check_database, sign="list-checks")
        personal = self._action(_("&Personal data…"), self._open_personal_data, sign="users")
        grey_out("check", check)
        grey_out("read", personal, model=Person)
        self._tools.addActions(
            [
                self._action(_("&Search everywhere"), self._search_everywhere, "Ctrl+K", "search"),
                self._action(_("&Recycle bin"), self._open_recycle_bin, sign="trash-2"),
                self._action(_("Reference &data"), lambda: window.show_tab(reference), sign="book-open"),
                personal,
                check,
                self._action(_("Acc&ounts and security…"), self.open_security, sign="shield"),
            ]
        )

    def _fill_help(self) -> None:
        self._help.addActions(
            [
                self._action(_("&User guide"), self._window.guide_wanted.emit, "F1", "book-open"),
                self._action(_("&Keyboard shortcuts"), self._show_shortcuts),
                self._action(_("&About the program"), self._show_about),
            ]
        )

    def open_security(self) -> None:
        """Opens the pages of accounts and security, or makes the first account."""
        from kazcoop_desktop.views.door import security

        security.open_for(self._window)

    def _refresh(self) -> None:
        self._window.office.announce(*RECORDS)

    # What the commands open is loaded when somebody chooses them, not at the start of the program.

    def _make_backup(self) -> None:
        from kazcoop_desktop.views import backups

        backups.make(self._window)

    def _restore_backup(self) -> None:
        from kazcoop_desktop.views import backups

        backups.restore(self._window)

    def _check_database(self) -> None:
        from kazcoop_desktop.views import backups

        backups.check(self._window)

    def _search_everywhere(self) -> None:
        from kazcoop_desktop.views import everywhere

        everywhere.open_for(self._window)

    def _open_recycle_bin(self) -> None:
        from kazcoop_desktop.views import recycle_bin

        recycle_bin.open_for(self._window)

    def _open_personal_data(self) -> None:
        from kazcoop_desktop.views.personal import lists

        lists.open_for(self._window)

    def _show_shortcuts(self) -> None:
        from kazcoop_desktop.views import help_pages

        help_pages.show_shortcuts(self._window)

    def _show_about(self) -> None:
        from kazcoop_desktop.views import help_pages

        help_pages.show_about(self._window)


def _take_all_out(menu: QMenu) -> None:
    """Empties a menu of what pages have lent; `clear` would leave the pages with actions that are dead to Python."""
    for action in menu.actions():
        menu.removeAction(action)
        if action.isSeparator():
            action.deleteLater()


def _lend(menu: QMenu, commands: dict[str, QAction], *names: str) -> None:
    lent = [commands[name] for name in names if name in commands]
    menu.addActions(lent)
    if lent:
        menu.addSeparator()


def _on_focus(act: str) -> None:
    """Lets the widget with the focus do what it can: a text field cuts and undoes, a table copies its rows."""
    focused = QApplication.focusWidget()
    if do := getattr(focused, act, None):
        do()
