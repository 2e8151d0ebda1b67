"""A record in a dialog: a part of another one, or a linked one entered on the spot."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import Invalid, Record
from kazcoop_desktop.models.fields import NameField
from kazcoop_desktop.services import drafts, follow_ups
from kazcoop_desktop.views import messages
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.records.buttons import PrimaryButton
from kazcoop_desktop.views.records.commands import undo_actions
from kazcoop_desktop.views.records.details import Details
from kazcoop_desktop.views.records.notice import Notice
from kazcoop_desktop.views.records.pickers import LinkPicker
from kazcoop_desktop.views.records.rights import grey_out


class RecordDialog(QDialog):
    """Edits one record by the same form as a register does; `record` is the saved one after it was accepted."""

    guide_page = "records"

    def __init__(self, office: Office, record: Record, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self.record = record
        outline = type(record).outline
        self.setWindowTitle(_(outline.singular))
        self.notice = Notice()
        self.details = Details(type(record))
        self.details.show_record(record)
        self.details.create_wanted.connect(lambda picker, typed: create_for(office, self, picker, typed))
        self.details.open_wanted.connect(self._leave_for)
        buttons = QDialogButtonBox()
        self.save_button = PrimaryButton(_("Save"))
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self.save)
        grey_out("change" if record.id else "enter", self.save_button, model=type(record))
        buttons.addButton(self.save_button, QDialogButtonBox.ButtonRole.ActionRole)
        cancel = buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.notice)
        column.addWidget(self.details, 1)
        column.addWidget(buttons)
        save_keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self)
        save_keys.activated.connect(self.save)
        undo_actions(self, self.details.undo_stack)
        self.details.focus_first()

    def sizeHint(self) -> QSize:
        hint = self.details.sizeHint()
        room = self.screen().availableSize() * 0.85
        wanted = QSize(hint.width(), hint.height() + self.fontMetrics().height() * 6)
        return wanted.boundedTo(room)

    def save(self) -> None:
        """Writes the record and closes, or says beside the fields why it cannot be written."""
        if unreadable := self.details.unreadable():
            self.details.show_problems(unreadable)
            return
        try:
            with self.notice.telling(but=Invalid):
                self.record = follow_ups.save(self.details.draft(), by=self.office.person)
                self.office.announce(type(self.record))
                self.accept()
        except Invalid as error:
            self.details.show_problems(error.problems)

    def keep_draft(self) -> None:
        """Keeps what is typed for the person, who is gone before they could save it."""
        if self.details.is_changed():
            changes, now = self.details.changes(), datetime.now()
            drafts.keep(self.record, changes, at=now, owner=self.office.person)

    def go_on(self, draft: drafts.Draft) -> None:
        """Puts edits that were kept into the record shown; once it is saved they are kept no longer."""
        fields = {field.name: field for field in self.details.editors}
        for name, value in draft.changes.items():
            if name in fields:
                self.details.put(fields[name], value)
        begun, owner = self.record, self.office.person
        self.accepted.connect(lambda: drafts.forget(begun, owner=owner))

    def reject(self) -> None:
        if self.details.is_changed():
            question = _("There are unsaved edits. Leave without saving?")
            if not messages.confirmed(question, _("Do&n't save"), near=self):
                return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.reject()

    def _leave_for(self, model: type[Record], record_id: int) -> None:
        self.reject()
        if self.result() == QDialog.DialogCode.Rejected and not self.isVisible():
            self.office.wanted.emit(model, record_id)


def create_for(office: Office, parent: QWidget, picker: LinkPicker, typed: str) -> None:
    """Lets the person enter the record that a picker lacks, its name as typed, and puts it there."""
    model = picker.target
    dialog = RecordDialog(office, model(**_named(model, typed)), parent)
    dialog.accepted.connect(lambda: _put(picker, dialog.record))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _put(picker: LinkPicker, record: Record) -> None:
    picker.set_value(record.id)
    picker.changed.emit()
    picker.setFocus()


def _named(model: type[Record], typed: str) -> dict[str, Any]:
    first = model.outline.columns[0]
    return {first.name: typed} if isinstance(first, NameField) and typed else {}
