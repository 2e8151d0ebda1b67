"""One register: its commands, its table, and the chosen record beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import peewee as pw
from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kazcoop_desktop import i18n
from kazcoop_desktop.i18n import _, ngettext
from kazcoop_desktop.models.base import Record, kind_of
from kazcoop_desktop.services import copies, deadlines, records, settings
from kazcoop_desktop.services.browse import Query
from kazcoop_desktop.views import jobs, messages
from kazcoop_desktop.views.icons import icon
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.records import due, own_commands
from kazcoop_desktop.views.records.buttons import PrimaryButton
from kazcoop_desktop.views.records.filters import SearchBox, due_filter_for, filters_for, find_action
from kazcoop_desktop.views.records.form import RecordPage
from kazcoop_desktop.views.records.notice import Notice
from kazcoop_desktop.views.records.parts import delete_question
from kazcoop_desktop.views.records.rights import grey_out
from kazcoop_desktop.views.records.rows import RecordsModel
from kazcoop_desktop.views.records.table import RecordsTable, debounced

_REST = 40  # milliseconds on a row before its record is read: arrows kept pressed run through
_REMEMBER_AFTER = 800
_USUAL_SIZES = [1100, 900]


class Register(QWidget):
    """A table of records, narrowed by search and filters, and the page of the current one."""

    print_wanted = Signal(str, list, object)  # form key, ids, type[Record]
    import_wanted = Signal(object)  # type[Record]
    export_wanted = Signal(
        object, object
    )  # Query, ids of the selected records or None for all that are shown

    def __init__(self, office: Office, model: type[Record], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self.model = model
        self.records = RecordsModel(model, parent=self)
        self.table = RecordsTable(self.records)
        self.form = RecordPage(office, model)
        self.notice = Notice()
        self.search = SearchBox(model)
        self.due_filter = due_filter_for(model)
        self.filters = filters_for(model, most=2) if self.due_filter else filters_for(model)
        self._due: list[int] | None = None  # the records that the filter by deadline lets through
        self.count = QLabel()
        self.new_action = self._action("plus", _("New"), QKeySequence.StandardKey.New, self.new_record)
        self.open_action = self._action("pencil", _("Open"), "F2", self.open_large)
        self.open_action.setShortcutContext(
            Qt.ShortcutContext.WidgetShortcut
        )  # the table knows the key itself
        self.delete_action = self._action(
            "trash-2", _("Delete"), QKeySequence.StandardKey.Delete, self.delete
        )
        self.copy_action = self._action(
            "copy", _("Copy rows"), QKeySequence.StandardKey.Copy, self.table.copy
        )
        self.print_action = self._action(
            "printer", _("Print"), QKeySequence.StandardKey.Print, self._offer_forms
        )
        self.import_action = self._action(
            "upload", _("Import from Excel…"), None, lambda: self.import_wanted.emit(self.model)
        )
        self.export_action = self._action(
            "download",
            _("Export to Excel…"),
            None,
            lambda: self.export_wanted.emit(self.records.query, None),
        )
        self.export_selected_action = self._action(
            "download",
            _("Export selected to Excel…"),
            None,
            lambda: self.export_wanted.emit(self.records.query, self.table.selected_ids()),
        )
        self.print_menu = QMenu(self)
        self.print_menu.aboutToShow.connect(self._fill_print_menu)
        self.record_action = self._action("columns-3", _("Show the record beside the table"), None, None)
        self.find_action = find_action(self.search, self)
        self.next_match_action = self._action("", _("Next match"), "F3", lambda: self._step(1))
        self.previous_match_action = self._action("", _("Previous match"), "Shift+F3", lambda: self._step(-1))
        self.addActions([self.find_action, self.next_match_action, self.previous_match_action])
        for action in (self.delete_action, self.copy_action):
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            self.table.addAction(action)
        self.own_actions = own_commands.actions_for(self)
        grey_out("enter", self.new_action, model=model)
        grey_out("delete", self.delete_action, model=model)
        grey_out("print", self.print_action, model=model)
        grey_out("import", self.import_action, model=model)
        grey_out("export", self.export_action, self.export_selected_action, model=model)
        self.form.offer(self.own_actions)
        self._due_asked: jobs.Answer | None = None
        self._is_large = False
        self._wanted_id = 0
        self._show_soon = debounced(self, _REST)
        self._remember_soon = debounced(self, _REMEMBER_AFTER)
        self._arrange()
        self._restore()
        self._connect()
        self._look_for_due()
        self._show_first()
        self._show_marks()

    def show_record(self, record_id: int) -> bool:
        """Shows the record with this id beside the table; False when the person stays with unsaved edits."""
        if not self.form.may_leave():
            return False
        with self.notice.telling():
            self._show_form(True)
            self.form.show_record(records.get(self.model, record_id))
            self.table.select(record_id)
        self._stay()
        return True

    def new_record(self, values: dict[str, Any] | None = None) -> bool:
        """Begins a new record with these values; False when the person stays with unsaved edits."""
        if not self.form.may_leave():
            return False
        self._show_form(True)
        self.table.clearSelection()
        self.table.setCurrentIndex(QModelIndex())
        self.form.show_record(self.model(**(values or {})))
        self._stay()
        self.form.details.focus_first()
        return True

    def open_large(self) -> None:
        """Gives the current record all the room; `back` shows the table again."""
        if self.form.record is not None:
            self._show_large(True)
            self.form.details.focus_first()

    def delete(self) -> None:
        """Asks, then puts the selected records into the recycle bin."""
        ids = self.table.selected_ids()
        found = self.records.query.rows(ids)
        if not found or not messages.confirmed(
            delete_question(list(found.values())), _("&Delete"), near=self
        ):
            return
        shown = self.form.record
        copies.make_before_many(len(ids), by=self.office.person)
        with self.notice.telling():
            for record_id in ids:
                records.delete(found[record_id], by=self.office.person)
                if shown is not None and shown.id == record_id:
                    self.form.clear()
        self.office.announce(self.model)

    def refresh(self) -> None:
        """Reads the table anew; search, order and selection stay."""
        for chosen in self.filters:
            chosen.blockSignals(True)
            chosen.refresh()
            chosen.blockSignals(False)
        self._look_for_due()
        self._show_marks()
        self.form.reload()

    def may_leave(self) -> bool:
        """Asks what to do with unsaved edits; False when the person stays."""
        return self.form.may_leave()

    def remember(self) -> None:
        """Keeps columns, filters and the selected record for this person."""
        self._remember_soon.stop()
        state = {
            "columns": self.table.column_state(),
            "filters": {each.column.name: each.chosen() for each in self.filters if each.chosen()},
            "due": self.due_filter.chosen() if self.due_filter else None,
            "sizes": self.splitter.sizes() if not self._is_large else self._sizes,
            "record_shown": self.record_action.isChecked(),
            "selected": self.form.record.id if self.form.record is not None else 0,
        }
        settings.put(self._setting(), state, owner=self.office.owner)

    def _show_rows(self) -> None:
        header = self.table.horizontalHeader()
        filters: dict[pw.Field[Any], Sequence[Any]] = {
            each.column: [each.chosen()] for each in self.filters if each.chosen()
        }
        if self._due is not None:
            filters[self.model.id] = self._due
        order = self.records.columns[header.sortIndicatorSection()]
        descending = header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        query = Query(self.model, self.search.text().strip(), filters, order, descending)
        self.records.show(query)
        self._keep_selection()

    def _look_for_due(self) -> None:
        """Shows the rows anew; where a deadline is chosen, after a thread has found what is due."""
        days = self.due_filter.chosen() if self.due_filter else None
        if self._due_asked is not None:
            self._due_asked.drop()
            self._due_asked = None
        if days is None:
            self._take_due(None)
            return
        model, today = self.model, self.office.today()
        self._due_asked = jobs.ask(
            self, lambda: deadlines.ids_due(model, on=today, horizon=days), self._take_due
        )

    def _take_due(self, ids: list[int] | None) -> None:
        self._due = ids
        self._show_rows()
        if ids is not None and self.form.record is None:
            self._show_first()

    def _show_first(self) -> None:
        """Shows the record that was shown last time; the first one when it is gone."""
        if self.table.select(self._wanted_id):
            self._choose(self._wanted_id)  # the table tells nothing of a row that was current already
        elif self.records.rowCount():
            self.table.select(self.records.id_at(0))

    def _keep_selection(self) -> None:
        record = self.form.record
        wanted = record.id if record is not None else self._wanted_id
        self.table.blockSignals(True)
        self.table.select(wanted or 0)
        self.table.blockSignals(False)

    def _tell_count(self, shown: int, total: int) -> None:
        written = _grouped(shown)
        if self.search.text().strip() or self.records.query.filters:
            self.count.setText(_("Shown: {shown} of {total}").format(shown=written, total=_grouped(total)))
        else:
            self.count.setText(ngettext("{n} record", "{n} records", shown).format(n=written))
        self.table.say_when_empty("" if shown else self._why_empty(total))
        self._keep_selection()

    def _why_empty(self, total: int) -> str:
        if not total:
            return _("No records yet. Press “New” to enter the first one.")
        if text := self.search.text().strip():
            return _("Nothing found for “{text}”. Check the spelling or clear the filters.").format(text=text)
        return _("All records are hidden by the filters.")

    def _choose(self, record_id: int) -> None:
        self._wanted_id = record_id
        self._show_soon.start()

    def _stay(self) -> None:
        """Keeps to the record that is shown, whatever row was passed a moment ago."""
        self._show_soon.stop()
        record = self.form.record
        self._wanted_id = record.id or 0 if record is not None else 0

    def _show_wanted(self) -> None:
        record = self.form.record
        if record is not None and record.id == self._wanted_id:
            return
        if not self.form.may_leave():
            self._keep_selection()
            return
        with self.notice.telling():
            self.form.show_record(records.get(self.model, self._wanted_id))
        self._remember_soon.start()

    def _step(self, by: int) -> None:
        """Goes to the next record of the table, or the one before, wherever the cursor is."""
        if rows := self.records.rowCount():
            at = self.table.currentIndex()
            row = (at.row() + by) % rows if at.isValid() else 0
            self.table.select(self.records.id_at(row))

    def _open(self, record_id: int) -> None:
        self._wanted_id = record_id
        self._show_soon.stop()
        self._show_wanted()
        if self.form.record is not None and self.form.record.id == record_id:
            self._show_large(True)

    def _show_large(self, large: bool) -> None:
        if large and not self._is_large:
            self._sizes = self.splitter.sizes()
        self._is_large = large
        self._bar.setVisible(not large)
        self.table.setVisible(not large)
        self.form.head.show_large(large)
        self.form.show()
        if not large:
            self.form.setVisible(self.record_action.isChecked())
            self.splitter.setSizes(self._sizes)
            self.table.setFocus()

    def _show_form(self, shown: bool) -> None:
        if shown != self.record_action.isChecked():
            self.record_action.setChecked(shown)
        self.form.setVisible(shown)

    def _close_form(self) -> None:
        if self.form.may_leave():
            self._show_form(False)

    def _saved(self, record: Record) -> None:
        self._wanted_id = record.id

    def _offer_commands(self, where: QPoint) -> None:
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self.open_action, self.new_action])
        menu.addSeparator()
        menu.addActions(self.own_actions)
        menu.addSeparator()
        menu.addMenu(self.print_menu).setText(_("Print"))
        menu.addActions([self.copy_action, self.delete_action])
        menu.popup(self.table.viewport().mapToGlobal(where))

    def _offer_forms(self) -> None:
        self.print_button.showMenu()

    def _fill_print_menu(self) -> None:
        from kazcoop_desktop import forms  # ReportLab is slow to load: not before somebody prints

        self.print_menu.clear()
        for form in forms.FORMS:
            if self.model in form.kinds:
                offered = self.print_menu.addAction(_(form.title))
                offered.triggered.connect(lambda _checked=False, key=form.key: self._print(key))
        if self.print_menu.isEmpty():
            self.print_menu.addAction(_("There are no forms for this register.")).setEnabled(False)

    def _print(self, form: str) -> None:
        """Asks for the paper of the selected records; edits are saved or given up first."""
        if self.form.may_leave():
            record = self.form.record
            ids = self.table.selected_ids() or ([record.id] if record is not None and record.id else [])
            if ids:
                self.print_wanted.emit(form, ids, self.model)
            else:
                self.notice.complain(_("Choose a record in the table."))

    def _show_marks(self) -> None:
        """Looks in a thread which records have a deadline and puts a sign before them."""
        model, today = self.model, self.office.today()
        jobs.ask(
            self,
            lambda: due.nearest_by_record(model, today),
            lambda nearest: self.records.mark(due.marks(nearest)),
        )

    def _show_state(self) -> None:
        some = bool(self.table.selectionModel().selectedRows())
        for action in (
            self.open_action,
            self.delete_action,
            self.copy_action,
            self.export_selected_action,
        ):
            action.setEnabled(some)

    def _restore(self) -> None:
        state = settings.get(self._setting(), {}, owner=self.office.owner)
        if columns := state.get("columns"):
            self.table.restore_columns(columns)
        for each in self.filters:
            each.choose(state.get("filters", {}).get(each.column.name))
        if self.due_filter:
            self.due_filter.choose(state.get("due"))
        self._sizes = state.get("sizes") or _USUAL_SIZES
        self.splitter.setSizes(self._sizes)
        self.record_action.setChecked(state.get("record_shown", True))
        self.form.setVisible(self.record_action.isChecked())
        self._wanted_id = state.get("selected", 0)

    def _setting(self) -> str:
        return f"register/{kind_of(self.model)}"

    def _action(self, name: str, text: str, keys: Any, act: Callable[..., Any] | None) -> QAction:
        action = QAction(icon(name) if name else QIcon(), text, self)
        if keys is not None:
            action.setShortcut(keys)
        if act is not None:
            action.triggered.connect(lambda: act())
        return action

    def _excel_button(self) -> QToolButton:
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        menu.addActions([self.import_action, self.export_action, self.export_selected_action])
        button = QToolButton()
        button.setText("Excel")
        button.setIcon(icon("file-spreadsheet"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(menu)
        return button

    def _arrange(self) -> None:
        new = PrimaryButton(self.new_action.text(), "plus")
        new.setToolTip("Ctrl+N")
        new.clicked.connect(self.new_action.trigger)
        grey_out("enter", new, model=self.model)
        self.print_button = QPushButton(icon("printer"), _("Print"))
        self.print_button.setToolTip("Ctrl+P")
        self.print_button.setMenu(self.print_menu)
        grey_out("print", self.print_button, model=self.model)
        self.record_action.setCheckable(True)
        beside = QToolButton()
        beside.setDefaultAction(self.record_action)
        beside.setAutoRaise(True)
        self._bar = QWidget()
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(12, 8, 12, 6)
        bar.setSpacing(8)
        bar.addWidget(new)
        bar.addWidget(self.print_button)
        bar.addWidget(self._excel_button())
        bar.addWidget(self.search, 2)
        for each in self.filters:
            bar.addWidget(each)
        if self.due_filter:
            bar.addWidget(self.due_filter)
        bar.addStretch(1)
        bar.addWidget(self.count)
        bar.addWidget(beside)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self.form)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setContentsMargins(12, 0, 0, 0)
        for place, share in enumerate(_USUAL_SIZES):
            self.splitter.setStretchFactor(place, share)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self.notice)
        column.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self._show_soon.timeout.connect(self._show_wanted)
        self._remember_soon.timeout.connect(self.remember)
        self.records.counted.connect(self._tell_count)
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(self._open)
        self.table.columns_changed.connect(self._remember_soon.start)
        self.table.menu_wanted.connect(self._offer_commands)
        self.table.selectionModel().selectionChanged.connect(self._show_state)
        self.search.sought.connect(self._show_rows)
        self.search.left_down.connect(self.table.setFocus)
        for each in self.filters:
            each.activated.connect(self._show_rows)
            each.activated.connect(self._remember_soon.start)
        if self.due_filter:
            self.due_filter.activated.connect(self._look_for_due)
            self.due_filter.activated.connect(self._remember_soon.start)
        self.record_action.toggled.connect(self._show_form)
        self.record_action.toggled.connect(self._remember_soon.start)
        self.splitter.splitterMoved.connect(self._remember_soon.start)
        self.form.saved.connect(self._saved)
        self.form.head.close_wanted.connect(self._close_form)
        self.form.head.back_wanted.connect(lambda: self._show_large(False))
        self._show_state()


def _grouped(number: int) -> str:
    """A count with its thousands apart: 1 284."""
    return f"{number:,}" if i18n.current() == "en" else f"{number:,}".replace(",", "\u00a0")
