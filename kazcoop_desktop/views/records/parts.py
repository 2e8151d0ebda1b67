"""The list of a record's parts, or of the records that name it."""

from __future__ import annotations

from typing import Any

import peewee as pw
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kazcoop_desktop.i18n import _, ngettext
from kazcoop_desktop.models import RECORDS
from kazcoop_desktop.models.base import Record, address_of, fields_of, parts_and_links
from kazcoop_desktop.models.fields import AnyRecordField, LinkField, PartOfField
from kazcoop_desktop.services import records
from kazcoop_desktop.services.browse import Query
from kazcoop_desktop.views import messages
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.records.commands import action, command_row
from kazcoop_desktop.views.records.dialog import RecordDialog
from kazcoop_desktop.views.records.notice import Notice
from kazcoop_desktop.views.records.rights import grey_out
from kazcoop_desktop.views.records.rows import RecordsModel
from kazcoop_desktop.views.records.table import RecordsTable


class PartsPage(QWidget):
    """A small table over one list of a record. Parts are edited here; other records are opened in their tab."""

    def __init__(
        self,
        office: Office,
        field: pw.ForeignKeyField[Any] | AnyRecordField,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.office = office
        self.field = field
        self.model: type[Record] = field.model
        self.is_part = isinstance(field, PartOfField)
        self._shared: dict[str, Any] = {}
        self.records = RecordsModel(self.model, without=field, parent=self)
        self.table = RecordsTable(self.records)
        self.notice = Notice()
        self.add_action = action(self, "plus", _("Add"), self.add, Qt.Key.Key_Insert)
        self._parent = next((each for each in fields_of(self.model) if isinstance(each, PartOfField)), None)
        self.commands = [self.add_action]
        grey_out("enter", self.add_action, model=self.model)
        if not self.is_part and self._parent is not None:
            self.add_action.setEnabled(
                False
            )  # a part is entered on the page of the record that it belongs to
        if self.is_part:
            self.open_action = action(self, "pencil", _("Edit"), self.edit)
            self.delete_action = action(
                self, "trash-2", _("Delete"), self.delete, QKeySequence.StandardKey.Delete
            )
            self.commands += [self.open_action, self.delete_action]
            grey_out("delete", self.delete_action, model=self.model)
        else:
            self.open_action = action(self, "arrow-right", _("Open record"), self.edit)
            self.commands.append(self.open_action)
        self.table.opened.connect(self._open)
        self.table.selectionModel().selectionChanged.connect(self._show_state)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(command_row(*self.commands))
        column.addWidget(self.notice)
        column.addWidget(self.table, 1)
        self._show_state()

    def show_record(self, record: Record) -> None:
        """Lists what belongs to this record."""
        kept = self.table.current_id()
        is_for_any = isinstance(self.field, AnyRecordField)
        named = address_of(record) if is_for_any else record.id
        goes_along = is_for_any or self.is_part
        self._shared = {**(_same_links(record, self.model) if goes_along else {}), self.field.name: named}
        self.records.show(Query(self.model, parent=(self.field, named)))
        self.table.say_when_empty("" if self.records.rowCount() else _("No records yet."))
        self.table.select(kept)
        self._show_state()

    def add(self) -> None:
        """Enters a new one in a dialog."""
        self._edit(self.model(**self._shared))

    def edit(self) -> None:
        """Opens the current one."""
        if record_id := self.table.current_id():
            self._open(record_id)

    def delete(self) -> None:
        """Asks, then puts the selected parts into the recycle bin."""
        ids = self.table.selected_ids()
        found = self.records.query.rows(ids)
        if not ids or not messages.confirmed(delete_question(list(found.values())), _("&Delete"), near=self):
            return
        with self.notice.telling():
            for record_id in ids:
                records.delete(found[record_id], by=self.office.person)
        self.office.announce(self.model)

    def _open(self, record_id: int) -> None:
        if self.is_part and _has_parts(self.model):
            self.office.wanted.emit(self.model, record_id)
        elif self.is_part:
            with self.notice.telling():
                self._edit(records.get(self.model, record_id))
        elif self._parent is not None:
            owner = records.get(self.model, record_id).__data__[self._parent.name]
            self.office.wanted.emit(self._parent.rel_model, owner)
        else:
            self.office.wanted.emit(self.model, record_id)

    def _edit(self, record: Record) -> None:
        dialog = RecordDialog(self.office, record, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show_state(self) -> None:
        some = bool(self.table.selectionModel().selectedRows())
        for command in self.commands[1:]:
            command.setEnabled(some)


def _has_parts(model: type[Record]) -> bool:
    """Whether a part has parts of its own; then a dialog has no room for it, and it opens in its tab."""
    return any(isinstance(field, PartOfField) for field in parts_and_links(model, RECORDS))


def _same_links(record: Record, model: type[Record]) -> dict[str, Any]:
    """What a record names and what concerns it may name too: the partner of an agreement, for a letter about it."""
    links = [field for field in fields_of(type(record)) if isinstance(field, LinkField)]
    return {
        field.name: record.__data__.get(link.name)
        for field in fields_of(model)
        if isinstance(field, LinkField) and field.null
        for link in links
        if link.rel_model is field.rel_model and link.name == field.name
    }


def delete_question(found: list[Record]) -> str:
    """The question before records go to the recycle bin."""
    if len(found) == 1:
        return _("Delete “{name}”? It can be taken back from the recycle bin.").format(name=found[0])
    return ngettext("Delete {n} record?", "Delete {n} records?", len(found)).format(n=len(found))
