"""Copying, restoring and checking the data from the menus."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressDialog, QWidget

from kazcoop_desktop.i18n import _
from kazcoop_desktop.services import backup, condition
from kazcoop_desktop.views import file_dialogs, jobs, messages
from kazcoop_desktop.views.door.identity import confirm_identity

if TYPE_CHECKING:
    from kazcoop_desktop.views.main_window import MainWindow

_KIND = "*.kazcoop"


def make(window: MainWindow) -> None:
    """Asks where to, and makes a backup copy there in the child process."""
    proposed = f"kazcoop-{datetime.now():%Y-%m-%d}.kazcoop"
    beside = window.office.folder.parent
    title = _("Make a backup copy")
    if chosen := file_dialogs.to_save(window, title, proposed, _files(), purpose="backup", first=beside):
        make_at(window, chosen)


def make_at(window: MainWindow, target: Path) -> jobs.Job:
    """Makes a backup copy at a place; what it does, how far it is and Cancel are shown."""
    job = window.worker.run(_copied, target=str(target), by=window.office.person)
    shown = progress_of(job, _("Making a backup copy…"), window)

    def tell(_made: object) -> None:
        window.office.announce()
        messages.news(_("The backup copy is ready: {file}").format(file=target), near=window)

    job.done.connect(tell)
    job.stopped.connect(lambda: messages.news(_("Stopped. Nothing was changed."), near=window))
    job.failed.connect(lambda error: messages.tell(error, near=window))
    shown.show()
    return job


def restore(window: MainWindow) -> None:
    """Asks for the password, shows which copies there are and what would be otherwise with each, and puts the chosen one back."""
    if not confirm_identity(window, _("restoring a backup copy")):
        return
    from kazcoop_desktop.views.restore_dialog import RestoreDialog  # seldom needed

    dialog = RestoreDialog(window)
    if dialog.exec() and dialog.chosen is not None and window.may_leave():
        restore_from(window, dialog.chosen)


def restore_from(window: MainWindow, source: Path) -> None:
    """Puts a copy back once the person has agreed; the window is built anew afterwards."""
    question = _(
        "Restore the data of {date}? What was entered later will be replaced; a copy of it is kept."
    ).format(date=f"{backup.made_at(source):%d.%m.%Y %H:%M}")
    if not messages.confirmed(question, _("&Restore"), near=window):
        return
    wait = _waiting(_("Restoring the data…"), window)

    def tell(kept: Path) -> None:
        wait.close()
        window.data_replaced.emit(kept)

    answer = jobs.ask(window, lambda: backup.put_back(source, by=window.office.person), tell)
    answer.failed.connect(wait.close)
    wait.show()


def check(window: MainWindow) -> None:
    """Checks the database and the files, and says what was found."""
    wait = _waiting(_("Checking the database…"), window)

    def tell(found: list[str]) -> None:
        wait.close()
        if found:
            messages.explain(condition.told(found), near=window)
        else:
            messages.news(_("Checked: no faults found."), near=window)

    answer = jobs.ask(window, lambda: condition.faults(datetime.now()), tell)
    answer.failed.connect(wait.close)
    wait.show()


def progress_of(job: jobs.Job, what: str, parent: QWidget) -> QProgressDialog:
    """A dialog that says what a job does and how far it is, with Cancel."""
    shown = _waiting(what, parent)
    shown.setCancelButtonText(_("Cancel"))
    shown.canceled.connect(job.cancel)

    def tell(done: int, total: int) -> None:
        shown.setMaximum(total)
        shown.setValue(done)

    job.progressed.connect(tell)
    for ended in (job.done, job.stopped, job.failed):
        ended.connect(shown.close)
    return shown


def _waiting(what: str, parent: QWidget) -> QProgressDialog:
    shown = QProgressDialog(what, "", 0, 0, parent)
    shown.setWindowTitle("KazCoop")
    shown.setWindowModality(Qt.WindowModality.WindowModal)
    shown.setMinimumDuration(0)
    shown.setAutoClose(False)
    shown.setAutoReset(False)
    shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    shown.setCancelButton(None)
    return shown


def _copied(target: str, by: str, progress: Any, cancelled: Any) -> None:
    """The job of the child process."""
    backup.make(Path(target), by=by, progress=progress)


def _files() -> str:
    return _("Backup copies") + f" ({_KIND})"
