"""The wording page of a document: which edition and changes hold on a day, and how it came to that."""

from __future__ import annotations

from datetime import date

import peewee as pw
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPlainTextEdit,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kazcoop_desktop.i18n import N_, _, ngettext
from kazcoop_desktop.models.amendment import Amendment
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.circulation import Disclosure, DocumentCopy
from kazcoop_desktop.models.document import Document, Edition
from kazcoop_desktop.services import documents
from kazcoop_desktop.services.documents import Event, copies
from kazcoop_desktop.views.cards import plain, quiet
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.records.commands import action, command_row
from kazcoop_desktop.views.records.digits import DateEditor
from kazcoop_desktop.views.records.notice import Notice
from kazcoop_desktop.views.records.rights import grey_out

_EVENT = int(Qt.ItemDataRole.UserRole)


class WordingPage(QWidget):
    """What holds on a day, the events that led there with old and new wording side by side, and acts on editions."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self._document: Document | None = None
        self.notice = Notice()
        self.force_action = action(self, "check", _("Put an edition in force…"), self._offer_drafts)
        self.recall_action = action(self, "rotate-ccw", _("Recall copies"), self.recall)
        self.protect_action = action(self, "file", _("Protected copy…"), self.protect)
        grey_out("change", self.force_action, self.recall_action, self.protect_action, model=Document)
        self.findings = plain("")
        self.findings.setProperty("warning", True)
        self.day = DateEditor(pw.DateField(verbose_name=N_("Wording on"), null=True))
        self.day.set_value(office.today())
        self.day.changed.connect(self._show_wording)
        self.holds = quiet("", wraps=True)
        self.events = QTreeWidget()
        self.events.setHeaderLabels([_("Date"), _("What happened")])
        self.events.setRootIsDecorated(False)
        self.events.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.events.currentItemChanged.connect(self._show_change)
        self.old, self.new = _text(), _text()
        self._arrange()

    def _arrange(self) -> None:
        asked = QHBoxLayout()
        asked.setContentsMargins(14, 4, 14, 4)
        asked.addWidget(QLabel(_("Wording on")))
        asked.addWidget(self.day)
        asked.addWidget(self.holds, 1)
        wordings = QSplitter(Qt.Orientation.Horizontal)
        for name, text in ((_("Old wording"), self.old), (_("New wording"), self.new)):
            side = QWidget()
            column = QVBoxLayout(side)
            column.setContentsMargins(8, 0, 8, 8)
            column.addWidget(quiet(name))
            column.addWidget(text)
            wordings.addWidget(side)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.events)
        parts.addWidget(wordings)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(command_row(self.force_action, self.recall_action, self.protect_action))
        column.addWidget(self.notice)
        column.addWidget(self.findings)
        column.addLayout(asked)
        column.addWidget(parts, 1)
        self.findings.setContentsMargins(14, 0, 14, 0)

    def show_record(self, record: Record) -> None:
        """Shows the wording and the events of this document."""
        assert isinstance(record, Document)
        self._document = record
        today = self.office.today()
        found = documents.findings(record, on=today)
        self.findings.setText("\n".join(found))
        self.findings.setVisible(bool(found))
        self.force_action.setEnabled(bool(self._drafts()))
        self.recall_action.setEnabled(bool(copies.to_recall(record, on=today)))
        self.events.clear()
        for event in documents.events(record):
            item = QTreeWidgetItem([f"{event.on:%d.%m.%Y}", _told(event)])
            item.setData(0, _EVENT, event)
            self.events.addTopLevelItem(item)
        if last := self.events.topLevelItem(self.events.topLevelItemCount() - 1):
            self.events.setCurrentItem(last)
        self._show_change()
        self._show_wording()

    def put_in_force(self, edition: Edition) -> None:
        """Lets a draft edition hold from the day asked for, and recalls the copies of the one before."""
        with self.notice.telling():
            recalled = documents.put_in_force(edition, on=self._asked_day(), by=self.office.person)
            said = ngettext("{n} copy is recalled.", "{n} copies are recalled.", len(recalled))
            self.notice.complain(said.format(n=len(recalled)))
        self.office.announce(Document, Edition, DocumentCopy)

    def recall(self) -> None:
        """Asks for the copies of editions that no longer hold."""
        if self._document is not None:
            recalled = copies.recall(self._document, on=self.office.today(), by=self.office.person)
            said = ngettext("{n} copy is recalled.", "{n} copies are recalled.", len(recalled))
            self.notice.complain(said.format(n=len(recalled)))
            self.office.announce(DocumentCopy)

    def protect(self) -> None:
        """Makes a copy for an outsider."""
        from kazcoop_desktop.views.documents.protected_copy_dialog import ProtectedCopyDialog  # loads pikepdf

        if self._document is None:
            return
        entry = Disclosure(
            document=self._document,
            edition=documents.edition_in_force(self._document, self.office.today()),
            given_on=self.office.today(),
        )
        dialog = ProtectedCopyDialog(self.office, entry, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _drafts(self) -> list[Edition]:
        found = documents.editions(self._document) if self._document else []
        return [edition for edition in found if edition.in_force_on is None]

    def _offer_drafts(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for edition in self._drafts():
            said = _("{edition}, from {date}").format(edition=edition, date=f"{self._asked_day():%d.%m.%Y}")
            menu.addAction(said).triggered.connect(
                lambda _checked=False, chosen=edition: self.put_in_force(chosen)
            )
        menu.popup(self.mapToGlobal(self.rect().topLeft()))

    def _asked_day(self) -> date:
        return self.day.value() or self.office.today()

    def _show_wording(self) -> None:
        wording = documents.wording_on(self._document, self._asked_day()) if self._document else None
        if wording is None:
            self.holds.setText(_("Nothing was in force on this day."))
            return
        changes = "; ".join(str(change) for change in wording.changes)
        edition = _("Edition {name}").format(name=wording.edition)
        self.holds.setText(
            _("{edition} with: {changes}").format(edition=edition, changes=changes) if changes else edition
        )

    def _show_change(self) -> None:
        item = self.events.currentItem()
        event = item.data(0, _EVENT) if item else None
        change = event.record if event and isinstance(event.record, Amendment) else None
        self.old.setPlainText(change.named("old") if change else "")
        self.new.setPlainText(change.named("new") if change else "")


def _text() -> QPlainTextEdit:
    text = QPlainTextEdit()
    text.setReadOnly(True)
    return text


def _told(event: Event) -> str:
    if event.ended:
        return _("Edition {name} is withdrawn").format(name=event.record)
    if isinstance(event.record, Amendment):
        return str(event.record)
    return _("Edition {name} comes into force").format(name=event.record)
