"""The question before unsaved edits are left."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from kazcoop_desktop.i18n import _


def save_or_not(parent: QWidget, name: str) -> bool | None:
    """What happens to the edits: saved (True), given up (False), or the person stays (None)."""
    question = _("Save the changes in “{name}”?").format(name=name)
    box = QMessageBox(QMessageBox.Icon.Question, "KazCoop", question, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    save = box.addButton(_("&Save"), QMessageBox.ButtonRole.AcceptRole)
    give_up = box.addButton(_("Do&n't save"), QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton(_("&Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(save)
    box.setEscapeButton(stay)
    box.exec()
    pressed = box.clickedButton()
    return True if pressed is save else False if pressed is give_up else None
