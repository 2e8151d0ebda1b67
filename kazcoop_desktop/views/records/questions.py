"""Questions before something is lost: the safe answer is the default, the buttons carry the verb."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget

from kazcoop_desktop.i18n import _


def confirmed(parent: QWidget, question: str, verb: str) -> bool:
    """Whether the person presses the verb and not Cancel."""
    box = QMessageBox(QMessageBox.Icon.Question, _("KazCoop"), question, parent=parent)
    do_it = box.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
    leave = box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(leave)
    box.setEscapeButton(leave)
    box.exec()
    return box.clickedButton() is do_it


def save_or_not(parent: QWidget, name: str) -> bool | None:
    """What happens to the edits: saved (True), given up (False), or the person stays (None)."""
    question = _("Save the changes in “{name}”?").format(name=name)
    box = QMessageBox(QMessageBox.Icon.Question, _("KazCoop"), question, parent=parent)
    save = box.addButton(_("Save"), QMessageBox.ButtonRole.AcceptRole)
    give_up = box.addButton(_("Don't save"), QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(save)
    box.setEscapeButton(stay)
    box.exec()
    pressed = box.clickedButton()
    return True if pressed is save else False if pressed is give_up else None
