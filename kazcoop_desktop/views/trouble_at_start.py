"""What can be done when the data folder does not open."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox

from kazcoop_desktop.errors import Damage, Trouble
from kazcoop_desktop.i18n import _
from kazcoop_desktop.services import backup, salvage, vault
from kazcoop_desktop.views import messages
from kazcoop_desktop.views.door.key_dialog import ask_for_key
from kazcoop_desktop.views.one_window import OpenElsewhere, forget_lock


def another_folder(folder: Path, trouble: Trouble) -> Path | None:
    """Tells why a folder does not open; gives the folder to try next (the same one again after a restore), or None.

    What reads of a damaged database can be saved into a new one; of an encrypted one, by whoever has a password.
    """
    while True:
        box = QMessageBox(QMessageBox.Icon.Warning, "KazCoop", str(trouble))
        box.setInformativeText(_("Data folder: {folder}").format(folder=folder))
        again = box.addButton(_("&Try again"), QMessageBox.ButtonRole.AcceptRole)
        other = box.addButton(_("Choose another &folder…"), QMessageBox.ButtonRole.ActionRole)
        restore = box.addButton(_("&Restore from backup…"), QMessageBox.ButtonRole.ActionRole)
        save = None
        if isinstance(trouble, Damage):
            save = box.addButton(_("&Save what reads…"), QMessageBox.ButtonRole.ActionRole)
        here = None
        if isinstance(trouble, OpenElsewhere):
            here = box.addButton(_("Open &here"), QMessageBox.ButtonRole.ActionRole)
            box.setInformativeText(_("If the program does not run there any more, open the folder here."))
        leave = box.addButton(_("E&xit"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(again)
        box.setEscapeButton(leave)
        box.exec()
        pressed = box.clickedButton()
        if pressed is again:
            return folder
        if save is not None and pressed is save:
            if _saved(folder):
                return folder
            continue
        if here is not None and pressed is here:
            try:
                forget_lock(folder)
            except Trouble as other_trouble:
                messages.explain(str(other_trouble))
                continue
            return folder
        if pressed not in (again, other, restore):
            return None
        if pressed is other and (
            chosen := QFileDialog.getExistingDirectory(None, _("Data folder"), str(folder.parent))
        ):
            return Path(chosen)
        if pressed is restore and _restored(folder):
            return folder


def _saved(folder: Path) -> bool:
    """Whether what read of the damaged database was saved, and the person goes on with that."""
    key = None
    try:
        if vault.is_encrypted(folder):
            key = ask_for_key(folder, _("The data is encrypted. Sign in."))
            if key is None:
                return False
        saved = salvage.save(folder, key=key, now=datetime.now())
    except Trouble as trouble:
        messages.explain(str(trouble))
        return False
    rows = [
        _("{register}: saved {saved}, lost {lost}").format(
            register=_(loss.title) if loss.title else loss.table, saved=loss.saved, lost=loss.lost
        )
        for loss in saved.losses
        if loss.lost
    ]
    lost = "\n".join(rows) or _("No record is known to be lost.")
    question = _(
        "What could be read is saved in: {file}\n\n{losses}\n\nGo on with it? The damaged files are kept."
    )
    if not messages.confirmed(question.format(file=saved.copy, losses=lost), _("&Go on")):
        return False
    backup.put_in_place(saved.copy, folder)
    return True


def _restored(folder: Path) -> bool:
    """Whether the person chose a backup copy and it now stands in the place of the damaged data."""
    chosen, _kind = QFileDialog.getOpenFileName(
        None, _("Restore from backup"), str(folder.parent), _("Backup copies") + " (*.kazcoop)"
    )
    if not chosen:
        return False
    try:
        kept = backup.put_in_place(Path(chosen), folder)
    except Trouble as trouble:
        messages.explain(str(trouble))
        return False
    messages.explain(_("The data is restored. What was there before is kept in: {file}").format(file=kept))
    return True
