"""The history page: who changed what, and when, a sentence each."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.history import Revision
from kazcoop_desktop.services import history, revisions

_MOST = 300  # entries shown; a record rarely has a tenth of it


class HistoryPage(QTextBrowser):
    """The entries of a record, the latest first, as text that can be selected and copied."""

    guide_page = "nothing_is_lost"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(14)
        self.setAccessibleName(_("History"))
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._unfold)
        self._record: Record | None = None
        self._unfolded = 0  # the version whose former content is shown

    def show_record(self, record: Record) -> None:
        """Tells the history of this record."""
        self._record = record
        before = {f"{each.number}": each for each in revisions.of_record(record)}
        rows = []
        for entry in history.of_record(record)[:_MOST]:
            sentences = "<br>".join(escape(line) for line in history.lines(entry))
            if entry.act == "revised" and (version := str(entry.changes.get("version"))) in before:
                sentences += "<br>" + self._before(before[version])
            moment = escape(f"{entry.at:%d.%m.%Y %H:%M}").replace(" ", "&nbsp;")
            rows.append(f"<tr><td>{moment}</td><td>{sentences}</td></tr>")
        self.setHtml(
            f"<table cellpadding='4'>{''.join(rows)}</table>" if rows else escape(_("No changes yet"))
        )

    def _before(self, revision: Revision) -> str:
        """What the record held before a version, or the link that shows it."""
        if revision.number != self._unfolded:
            shown = escape(_("Show what it held before"))
            return f"<a href='{revision.number}'>{shown}</a>"
        return "<br>".join(escape(line) for line in revisions.lines(revision))

    def _unfold(self, link: QUrl) -> None:
        self._unfolded = int(link.toString())
        if self._record is not None:
            self.show_record(self._record)
