"""A record on its page: its name, its stages, its fields and everything that belongs to it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import Invalid, Record
from kazcoop_desktop.services import history, records
from kazcoop_desktop.views.icons import icon
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.records import pages, questions
from kazcoop_desktop.views.records.buttons import PrimaryButton
from kazcoop_desktop.views.records.details import Details
from kazcoop_desktop.views.records.dialog import create_for
from kazcoop_desktop.views.records.flow import PageBar
from kazcoop_desktop.views.records.notice import Notice


class RecordPage(QWidget):
    """Shows and edits one record of a register after another; `saved` tells which one was written."""

    saved = Signal(object)  # Record
    closed = Signal()
    edited = Signal()

    def __init__(self, office: Office, model: type[Record], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self.model = model
        self._record: Record | None = None
        self.save_action = self._action("save", _("Save"), QKeySequence.StandardKey.Save, self.save)
        self.undo_edits_action = self._action(
            "rotate-ccw", _("Undo edits"), Qt.Key.Key_Escape, self.undo_edits
        )
        self.notice = Notice()
        self.details = Details(model)
        self.details.changed.connect(self._show_state)
        self.details.open_wanted.connect(office.wanted)
        self.details.create_wanted.connect(lambda picker, typed: create_for(office, self, picker, typed))
        self.undo_action = self.details.undo_stack.createUndoAction(self, _("Undo"))
        self.undo_action.setShortcut(QKeySequence.StandardKey.Undo)
        self.redo_action = self.details.undo_stack.createRedoAction(self, _("Redo"))
        self.redo_action.setShortcut(QKeySequence.StandardKey.Redo)
        for action in (self.undo_action, self.redo_action):
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.addAction(action)
        self._pages = [pages.Page(lambda record: _("Details")), *pages.pages_of(model)]
        self._arrange()
        self.setEnabled(False)
        self._show_state()

    @property
    def record(self) -> Record | None:
        """The record shown, as it was read; None when there is none."""
        return self._record

    def show_record(self, record: Record, *, page: int | None = None) -> None:
        """Shows a record, or a new one that has no id yet; edits must have been dealt with."""
        self._record = record
        self.setEnabled(True)
        self.notice.hide()
        self.details.show_record(record)
        self.refresh_pages()
        is_new = not record.id
        self.bar.choose(0 if is_new else page if page is not None else max(self.bar.current(), 0))
        self._show_state()

    def clear(self) -> None:
        """Shows no record."""
        self._record = None
        self.details.show_record(self.model())
        self.refresh_pages()
        self.bar.choose(0)
        self.setEnabled(False)
        self._show_state()

    def is_changed(self) -> bool:
        """Whether there are edits that were not saved."""
        return self._record is not None and self.details.is_changed()

    def may_leave(self) -> bool:
        """Asks what to do with unsaved edits; False when the person stays."""
        if not self.is_changed():
            return True
        assert self._record is not None
        answer = questions.save_or_not(self, self._name())
        if answer is None:
            return False
        if answer:
            return self.save()
        self.undo_edits()
        return True

    def save(self) -> bool:
        """Writes the record. When it cannot be written, says why beside the fields and gives False."""
        return self._record is not None and self._is_written(self.details.draft())

    def undo_edits(self) -> None:
        """Shows the record as it was read."""
        if self._record is not None:
            self.show_record(self._record)

    def reload(self) -> None:
        """Reads the record again when it was changed elsewhere; edits stay."""
        if self._record is None or not self._record.id or self.is_changed():
            self.refresh_pages()
            return
        fresh = self.model.get_or_none((self.model.id == self._record.id) & self.model.deleted_at.is_null())
        if fresh is None:
            self.clear()
        elif fresh.ver != self._record.ver:
            self.show_record(fresh)
        else:
            self.refresh_pages()

    def refresh_pages(self) -> None:
        """Counts anew what the pages hold and fills the one that is shown."""
        record = self._record
        is_kept = record is not None and bool(record.id)
        self.bar.set_names(
            [
                page.title(record) if record is not None and (is_kept or number == 0) else ""
                for number, page in enumerate(self._pages)
            ]
        )
        self.bar.setVisible(is_kept)
        if is_kept and self.bar.current() > 0:
            self._show_page(self.bar.current())

    def _is_written(self, draft: Record) -> bool:
        if unreadable := self.details.unreadable():
            self.bar.choose(0)
            self.details.show_problems(unreadable)
            return False
        try:
            saved = records.save(draft, by=self.office.person)
        except Invalid as error:
            self.bar.choose(0)
            self.details.show_problems(error.problems)
            beside = {field.name for field in self.details.editors}
            others = [problem.sentence for problem in error.problems if problem.field.name not in beside]
            self.notice.say("\n".join(others)) if others else self.notice.hide()
            return False
        except records.Conflict as error:
            self._tell_conflict(error)
            return False
        self.show_record(self.model.get_by_id(saved.id))
        self.saved.emit(saved)
        self.office.announce(self.model)
        return True

    def _tell_conflict(self, error: records.Conflict) -> None:
        """Says what was saved meanwhile; what was typed stays until the person decides."""
        assert self._record is not None
        theirs = self.model.get_or_none((self.model.id == self._record.id) & self.model.deleted_at.is_null())
        if theirs is None:
            self.notice.say(str(error))
            return
        lines = [str(error)]
        for entry in history.of_record(theirs)[: theirs.ver - self._record.ver]:
            lines += history.lines(entry)
        self.notice.say(
            "\n".join(lines),
            (_("Show their version"), lambda: self.show_record(theirs)),
            (_("Save my edits over it"), lambda: self._is_written(self.details.draft(onto=theirs))),
        )

    def _name(self) -> str:
        record = self._record
        if record is None:
            return ""
        return str(record) if record.id else _("New record")

    def _show_state(self) -> None:
        record = self._record
        if record is None:
            self.name.setText(_("Choose a record in the table."))
        elif record.id:
            self.name.setText(str(record))
        else:
            self.name.setText(_("{register}: new record").format(register=_(self.model.outline.singular)))
        changed = self.is_changed()
        is_new = record is not None and not record.id
        self.save_action.setEnabled(changed or is_new)
        self.undo_edits_action.setEnabled(changed)
        self._save.setEnabled(changed or is_new)
        self._undo.setEnabled(changed)
        self.edited.emit()

    def _show_page(self, number: int) -> None:
        if number == 0 or self._record is None:
            self.stack.setCurrentWidget(self.details)
            return
        page = self._pages[number]
        if page.widget is None:
            page.widget = page.make(self)
            self.stack.addWidget(page.widget)
        page.widget.show_record(self._record)
        self.stack.setCurrentWidget(page.widget)

    def _action(self, name: str, text: str, keys: Any, act: Any) -> QAction:
        action = QAction(icon(name), text, self)
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(act)
        self.addAction(action)
        return action

    def _arrange(self) -> None:
        self.back = QToolButton()
        self.back.setIcon(icon("chevron-left"))
        self.back.setAutoRaise(True)
        self.back.setText(_("Back"))
        self.back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.back.hide()
        self.name = QLabel()
        self.name.setWordWrap(True)
        self.name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        font = self.name.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.2)
        self.name.setFont(font)
        self.close_button = QToolButton()
        self.close_button.setIcon(icon("x"))
        self.close_button.setAutoRaise(True)
        self.close_button.setToolTip(_("Close the record"))
        self.close_button.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setContentsMargins(14, 8, 8, 2)
        head.addWidget(self.back)
        head.addWidget(self.name, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.head = head
        self.bar = PageBar()
        self.bar.chosen.connect(self._show_page)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.details)
        self._undo = QPushButton(_("Undo edits"))
        self._undo.clicked.connect(self.undo_edits)
        self._undo.setToolTip("Esc")
        self._save = PrimaryButton(_("Save"))
        self._save.clicked.connect(self.save)
        self._save.setToolTip("Ctrl+S")
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 8, 14, 8)
        foot.addStretch(1)
        foot.addWidget(self._undo)
        foot.addWidget(self._save)
        bar_row = QHBoxLayout()
        bar_row.setContentsMargins(8, 0, 8, 0)
        bar_row.addWidget(self.bar)
        notice_row = QHBoxLayout()
        notice_row.setContentsMargins(14, 0, 14, 0)
        notice_row.addWidget(self.notice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addLayout(notice_row)
        column.addLayout(bar_row)
        column.addWidget(self.stack, 1)
        column.addLayout(foot)
