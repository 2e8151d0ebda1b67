"""Excel from the menus: which file, and what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.services.browse import Query
from kazcoop_desktop.services.spreadsheets import jobs
from kazcoop_desktop.views import backups, file_dialogs, messages
from kazcoop_desktop.views.import_dialog import ImportDialog
from kazcoop_desktop.views.jobs import Job

if TYPE_CHECKING:
    from kazcoop_desktop.views.main_window import MainWindow

_KIND = "*.xlsx"


def import_into(window: MainWindow, model: type[Record]) -> None:
    """Asks which file, and opens the dialog that shows what it would bring."""
    chosen = file_dialogs.to_open(window, _("Import from Excel"), _files(), purpose="spreadsheet")
    if chosen:
        ImportDialog(window.office, window.worker, model, chosen, parent=window).open()


def export_from(window: MainWindow, query: Query, ids: list[int] | None) -> None:
    """Asks where to, and writes the records there in the child process."""
    proposed = f"{_(query.model.outline.title)}.xlsx"
    chosen = file_dialogs.to_save(window, _("Export to Excel"), proposed, _files(), purpose="spreadsheet")
    if chosen:
        export_to(window, query, ids, chosen)


def export_to(window: MainWindow, query: Query, ids: list[int] | None, target: Path) -> Job:
    """Writes the records of a view, or of these ids; how far it is and Cancel are shown."""
    target = target if target.suffix else target.with_suffix(".xlsx")
    view = jobs.view_of(query)
    job = window.worker.run(jobs.export, view=view, target=str(target), ids=ids, by=window.office.person)
    shown = backups.progress_of(job, _("Writing the file “{file}”…").format(file=target.name), window)

    def tell(rows: int) -> None:
        said = _("Rows in the file “{file}”: {rows}").format(file=target.name, rows=rows)
        messages.news(said, near=window)

    job.done.connect(tell)
    job.stopped.connect(lambda: messages.news(_("Stopped. Nothing was changed."), near=window))
    job.failed.connect(lambda error: messages.tell(error, near=window))
    shown.show()
    return job


def _files() -> str:
    return _("Excel tables ({kind})").format(kind=_KIND)
