"""The history page: who changed what, and when, a sentence each."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.services import history

_MOST = 300  # entries shown; a record rarely has a tenth of it


class HistoryPage(QTextBrowser):
    """The entries of a record, the latest first, as text that can be selected and copied."""

    guide_page = "nothing_is_lost"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(14)
        self.setAccessibleName(_("History"))

    def show_record(self, record: Record) -> None:
        """Tells the history of this record."""
        rows = []
        for entry in history.of_record(record)[:_MOST]:
            sentences = "<br>".join(escape(line) for line in history.lines(entry))
            moment = escape(f"{entry.at:%d.%m.%Y %H:%M}").replace(" ", "&nbsp;")
            rows.append(f"<tr><td>{moment}</td><td>{sentences}</td></tr>")
        self.setHtml(
            f"<table cellpadding='4'>{''.join(rows)}</table>" if rows else escape(_("No changes yet"))
        )
