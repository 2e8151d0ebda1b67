"""What Help shows: the keys of all commands, and what this program is."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QMenu, QMessageBox, QTextBrowser, QVBoxLayout

from kazcoop_desktop import __version__
from kazcoop_desktop.i18n import _

if TYPE_CHECKING:
    from kazcoop_desktop.views.main_window import MainWindow


def show_shortcuts(window: MainWindow) -> None:
    """All commands that have keys, menu by menu, read from the menus themselves."""
    dialog = QDialog(window)
    dialog.setWindowTitle(_("Keyboard shortcuts"))
    dialog.resize(560, 560)
    page = QTextBrowser()
    page.setHtml("".join(_section(menu) for menu in window.menus.all_menus()) + _in_tables())
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    column = QVBoxLayout(dialog)
    column.addWidget(page)
    column.addWidget(buttons)
    dialog.exec()


def show_about(window: MainWindow) -> None:
    """Name, version, what it is made of, and its licences."""
    text = _(
        "The daily program of a university's international office. It works without a network; "
        "the data stays on this computer."
    )
    made_of = _("Made with Qt {version} and free software; their licences lie in the program's folder.")
    box = QMessageBox(window)
    box.setWindowTitle(_("About the program"))
    box.setText(f"<h3>KazCoop Desktop {__version__}</h3><p>{escape(text)}</p>")
    box.setInformativeText(made_of.format(version=qVersion()))
    box.setStandardButtons(QMessageBox.StandardButton.Close)
    box.exec()


def _section(menu: QMenu) -> str:
    rows = "".join(_row(name, keys) for name, keys in _commands(menu))
    return f"<h3>{escape(_plain(menu.title()))}</h3><table width='100%'>{rows}</table>" if rows else ""


def _commands(menu: QMenu) -> Iterator[tuple[str, str]]:
    for action in menu.actions():
        if keys := action.shortcut().toString(QKeySequence.SequenceFormat.NativeText):
            yield _plain(action.text()), keys


def _in_tables() -> str:
    rows = (
        (_("Open the record"), "Enter, F2"),
        (_("Move to the menus"), "F10, Alt"),
        (_("Next field, previous field"), "Tab, Shift+Tab"),
        (_("Undo the edit of a record, close a dialog"), "Esc"),
    )
    listed = "".join(_row(name, keys) for name, keys in rows)
    heading = escape(_("In tables and forms"))
    return f"<h3>{heading}</h3><table width='100%'>{listed}</table>"


def _row(name: str, keys: str) -> str:
    return f"<tr><td width='65%'>{escape(name)}</td><td><b>{escape(keys)}</b></td></tr>"


def _plain(text: str) -> str:
    return text.replace("&", "").rstrip("…")
