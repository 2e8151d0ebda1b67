"""A tab of the window that holds one register or several."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.records.page_bar import PageBar
from kazcoop_desktop.views.records.register import Register


class RecordsTab(QWidget):
    """Registers of one kind of work. Each is made when it is first shown; news is read when the tab is seen."""

    print_wanted = Signal(str, list, object)  # form key, ids, type[Record]
    import_wanted = Signal(object)
    export_wanted = Signal(object, object)
    commands_changed = Signal()

    def __init__(
        self, office: Office, models: tuple[type[Record], ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.office = office
        self.models = models
        self._registers: dict[type[Record], Register] = {}
        self._news: set[type[Record]] = set()
        self.switch = PageBar()
        self.switch.set_names([_(model.outline.title) for model in models])
        self.switch.setVisible(len(models) > 1)
        self.stack = QStackedWidget()
        row = QHBoxLayout()
        row.setContentsMargins(8, 2, 8, 0)
        row.addWidget(self.switch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.stack, 1)
        self.switch.choose(0)
        self.show_register(models[0])
        self.switch.chosen.connect(self._switched)
        office.changed.connect(self._hear)

    @property
    def register(self) -> Register:
        """The register that is shown."""
        shown = self.stack.currentWidget()
        assert isinstance(shown, Register)
        return shown

    @property
    def commands(self) -> dict[str, QAction]:
        """The commands of the register that is shown, for the menus: record commands first, then those of edits."""
        register, form = self.register, self.register.form
        return {
            "new": register.new_action,
            "open": register.open_action,
            "save": form.save_action,
            "import": register.import_action,
            "export": register.export_action,
            "undo_edits": form.undo_edits_action,
            "delete": register.delete_action,
            "undo": form.undo_action,
            "redo": form.redo_action,
            "copy": register.copy_action,
            "find": register.find_action,
            "next_match": register.next_match_action,
            "previous_match": register.previous_match_action,
            "attach": form.attach_action,
            "next_page": form.next_page_action,
            "previous_page": form.previous_page_action,
            "print": register.print_action,
            "record": register.record_action,
        }

    @property
    def own_commands(self) -> list[QAction]:
        """The commands that only the register shown has."""
        return self.register.own_actions

    def show_record(self, model: type[Record], record_id: int) -> bool:
        """Shows a record of one of the tab's registers; False when the person stays with unsaved edits."""
        return self.show_register(model) and self.register.show_record(record_id)

    def new_record(self, model: type[Record], **values: Any) -> bool:
        """Begins a new record with these values; False when the person stays with unsaved edits."""
        return self.show_register(model) and self.register.new_record(values)

    def current_place(self) -> tuple[type[Record], int]:
        """The register that is shown and the id of its record, 0 when there is none."""
        record = self.register.form.record
        return self.register.model, record.id or 0 if record is not None else 0

    def may_leave(self) -> bool:
        """Asks what to do with unsaved edits; False when the person stays."""
        return all(register.may_leave() for register in self._registers.values())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.register.table.setFocus()
        self._catch_up()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        for register in self._registers.values():
            register.remember()

    def _switched(self, number: int) -> None:
        if not self.show_register(self.models[number]):
            self.switch.choose(self.models.index(self.register.model))

    def show_register(self, model: type[Record]) -> bool:
        if self.stack.count() and self.register.model is model:
            return True
        if self.stack.count() and not self.register.may_leave():
            return False
        if model not in self._registers:
            register = Register(self.office, model)
            register.print_wanted.connect(self.print_wanted)
            register.import_wanted.connect(self.import_wanted)
            register.export_wanted.connect(self.export_wanted)
            self._registers[model] = register
            self.stack.addWidget(register)
        self.stack.setCurrentWidget(self._registers[model])
        if self.switch.current() != self.models.index(model):
            self.switch.choose(self.models.index(model))
        self.commands_changed.emit()
        return True

    def _hear(self, models: set[type[Record]]) -> None:
        self._news |= models
        if self.isVisible():
            self._catch_up()

    def _catch_up(self) -> None:
        if self._news:
            self._news.clear()
            for register in self._registers.values():
                register.refresh()
