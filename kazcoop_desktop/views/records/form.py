"""A record on its page: its name, its stages, its fields and everything that belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import Invalid, Problem, Record
from kazcoop_desktop.services import (
    access,
    deadlines,
    drafts,
    duplicates,
    follow_ups,
    history,
    records,
    revisions,
    stages,
)
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.records import pages, questions, versions
from kazcoop_desktop.views.records.buttons import PrimaryButton
from kazcoop_desktop.views.records.commands import action, undo_actions
from kazcoop_desktop.views.records.details import Details
from kazcoop_desktop.views.records.dialog import create_for
from kazcoop_desktop.views.records.files_page import FilesPage, sources_in
from kazcoop_desktop.views.records.head import RecordHead
from kazcoop_desktop.views.records.merging import MergeDialog
from kazcoop_desktop.views.records.notice import Notice
from kazcoop_desktop.views.records.page_bar import PageBar
from kazcoop_desktop.views.records.rights import grey_out
from kazcoop_desktop.views.records.stages import MoveDialog, StageBar
from kazcoop_desktop.views.records.table import debounced
from kazcoop_desktop.views.records.versions import VersionDialog

_DETAILS = 0
_LOOK_AFTER = 400  # milliseconds without typing before similar records are looked for
_KEEP_AFTER = 1000  # milliseconds without typing before what was typed is kept


class RecordPage(QWidget):
    """Shows and edits one record of a register after another; `saved` tells which one was written."""

    saved = Signal(object)  # Record
    edited = Signal()

    def __init__(self, office: Office, model: type[Record], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self.model = model
        self._record: Record | None = None
        self._warned_of: set[int] = set()
        self.head = RecordHead()
        self.notice = Notice()
        self.stages = StageBar() if stages.stage_field(model) else None
        self.details = Details(model)
        self.files = FilesPage(office, model)
        self._pages = [pages.Page(lambda record: _("Details")), *pages.pages_of(model, self.files)]
        self._make_actions()
        self._look_soon = debounced(self, _LOOK_AFTER)
        self._keep_soon = debounced(self, _KEEP_AFTER)
        self._is_kept = False  # whether what is typed now can be found after the program has ended
        self._arrange()
        self._connect()
        self.setAcceptDrops(True)
        self.clear()

    @property
    def record(self) -> Record | None:
        """The record shown, as it was read; None when there is none."""
        return self._record

    def show_record(self, record: Record) -> None:
        """Shows a record, or a new one that has no id yet; edits must have been dealt with."""
        self._forget_draft()
        self._record = record
        self._warned_of.clear()
        self.setEnabled(True)
        self.notice.hide()
        self.details.show_record(record)
        self._warn(record)
        self.refresh()
        if not record.id or self.bar.current() < _DETAILS:
            self.bar.choose(_DETAILS)
        self._show_state()

    def clear(self) -> None:
        """Shows no record."""
        self._forget_draft()
        self._record = None
        self.details.show_record(self.model())
        self.refresh()
        self.bar.choose(_DETAILS)
        self.setEnabled(False)
        self._show_state()

    def is_changed(self) -> bool:
        """Whether there are edits that were not saved."""
        return self._record is not None and self.details.is_changed()

    def may_leave(self) -> bool:
        """Asks what to do with unsaved edits; False when the person stays."""
        if self._record is None or not self.is_changed():
            return True
        if not access.may("change", self.model):  # nothing to ask: it cannot be saved
            self.undo_edits()
            return True
        answer = questions.save_or_not(self, self._title(self._record))
        if answer is False:
            self.undo_edits()
            self._forget_draft()
        return self.save() if answer else answer is False

    def save(self) -> bool:
        """Writes the record. When it cannot be written, says why beside the fields and gives False."""
        return self._record is not None and self._is_written(self.details.draft())

    def undo_edits(self) -> None:
        """Shows the record as it was read."""
        if self._record is not None and self.is_changed():
            self.notice.hide()
            self.details.undo_edits()

    def go_on(self, draft: drafts.Draft) -> None:
        """Puts edits that were kept into the record shown, as if they were typed now."""
        fields = {field.name: field for field in self.details.editors}
        for name, value in draft.changes.items():
            if name in fields and value != self.details.value(fields[name]):
                self.details.put(fields[name], value)
        self._is_kept = True
        self._keep_soon.start()

    def keep_draft(self) -> None:
        """Keeps what is typed, should the program end before it is saved."""
        changes = self.details.changes()
        if self._record is not None and changes:
            drafts.keep(self._record, changes, at=datetime.now(), owner=self.office.person)
            self._is_kept = True
        else:
            self._forget_draft()

    def reload(self) -> None:
        """Reads the record again when it was changed elsewhere; edits stay."""
        record = self._record
        if record is not None and record.id and not self.is_changed():
            fresh = self._kept(record.id)
            if fresh is None:
                self.clear()
                return
            if fresh.ver != record.ver:
                self.show_record(fresh)
                return
        self.refresh()

    def refresh(self) -> None:
        """Reads anew where the record stands, what is due, and what its pages hold."""
        record = self._record
        if record is None or not record.id:
            self.bar.set_names(
                [_("Details") if page is self._pages[_DETAILS] else "" for page in self._pages]
            )
            self.bar.hide()
            self.head.show_deadline(None)
            if self.stages:
                self.stages.hide()
            return
        self.bar.set_names([page.title(record) for page in self._pages])
        self.bar.show()
        today = self.office.today()
        self.head.show_deadline(deadlines.of_record(record, on=today))
        if self.stages:
            self.stages.show_record(record, on=today)
            self.stages.show()
        self._show_page(max(self.bar.current(), _DETAILS))

    def move_to(self, stage: str) -> None:
        """Saves the edits, then asks for the day and moves the case to a stage."""
        if self.is_changed() and not self.save():
            return
        assert self._record is not None
        dialog = MoveDialog(self._record, stage, on=self.office.today(), by=self.office.person, parent=self)
        dialog.problems_found.connect(self._show_problems)
        dialog.accepted.connect(lambda: self.office.announce(self.model))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def merge(self) -> None:
        """Asks for the other record and makes one of the two."""
        if self._record is not None and self.may_leave():
            dialog = MergeDialog(self.office, self._record, self)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def revise(self) -> None:
        """Asks for the reason and opens a new version of the approved record."""
        if self._record is not None and self.may_leave():
            dialog = VersionDialog(self.office, self._record, self)
            dialog.accepted.connect(self._show_anew)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def approve(self) -> None:
        """Approves the new version, after a question."""
        if (
            self._record is not None
            and self.may_leave()
            and versions.approve(self.office, self._record, self)
        ):
            self._show_anew()

    def _show_anew(self) -> None:
        assert self._record is not None
        self.show_record(self.model.get_by_id(self._record.id))

    def offer(self, commands: Sequence[QAction]) -> None:
        """Puts more commands over the record into its menu."""
        self.head.menu.addActions(commands)
        self.head.menu_button.setVisible(not self.head.menu.isEmpty())

    def attach(self) -> None:
        """Saves the record when it is new, then asks for files and files them with it."""
        record = self._record
        if record is None or (not record.id and not self.save()):
            return
        assert self._record is not None
        self.files.show_record(self._record)
        self.files.attach()
        self._show_files()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._record is not None and self._record.id and sources_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        assert self._record is not None
        self.files.show_record(self._record)
        if self.files.take(event.mimeData()):
            self._show_files()
            event.acceptProposedAction()

    def _show_files(self) -> None:
        self.bar.choose(next(place for place, page in enumerate(self._pages) if page.widget is self.files))

    def _is_written(self, draft: Record) -> bool:
        if unreadable := self.details.unreadable():
            self._show_problems(unreadable)
            return False
        try:
            saved = follow_ups.save(draft, by=self.office.person)
        except Invalid as error:
            self._show_problems(error.problems)
            return False
        except records.Conflict as error:
            self._tell_conflict(error)
            return False
        except access.NotAllowed as error:
            self.notice.complain(str(error))
            return False
        self.show_record(self.model.get_by_id(saved.id))
        self.saved.emit(saved)
        self.office.announce(self.model)
        return True

    def _show_problems(self, problems: list[Problem]) -> None:
        """Says each problem beside its field; those of fields that are not in the form, above."""
        self.bar.choose(_DETAILS)
        self.details.show_problems(problems)
        others = [problem.sentence for problem in problems if problem.field not in self.details.editors]
        if others:
            self.notice.complain("\n".join(others))
        else:
            self.notice.hide()

    def _tell_conflict(self, error: records.Conflict) -> None:
        """Says what was saved meanwhile; what was typed stays until the person decides."""
        assert self._record is not None
        theirs = self._kept(self._record.id)
        if theirs is None:
            self.notice.complain(str(error))
            return
        lines = [str(error)]
        for entry in history.of_record(theirs)[: theirs.ver - self._record.ver]:
            lines += history.lines(entry)
        self.notice.offer(
            "\n".join(lines),
            (_("Show their version"), lambda: self.show_record(theirs)),
            (_("Save my edits over it"), lambda: self._is_written(self.details.draft(onto=theirs))),
        )

    def _look_for_similar(self) -> None:
        """Warns once of records that a new one repeats."""
        if self._record is None or self._record.id:
            return
        draft = self.details.draft()
        self._warn(draft)
        alike = [each for each in duplicates.similar(draft) if each.id not in self._warned_of]
        if alike:
            self._warned_of |= {each.id for each in alike}
            sentence = _("There is such a record already: {name}.").format(name=alike[0])
            self.notice.offer(
                sentence, (_("Open record"), lambda: self.office.wanted.emit(self.model, alike[0].id))
            )

    def _warn(self, record: Record) -> None:
        """Says what whoever looks at the record should know."""
        sentences = list(record.warnings(self.office.today()))
        _names, held = revisions.frozen(record)
        sentences += [held] if held else []
        if record.id and (opened := revisions.open_one(record)) is not None:
            sentence = _("Version {version} is being made: {reason}. Approve it when it is ready.")
            sentences.append(sentence.format(version=opened.number, reason=opened.reason))
        if sentences:
            self.notice.complain("\n".join(sentences))

    def _edited(self) -> None:
        if self._record is not None and not self._record.id:
            self._look_soon.start()
        self._keep_soon.start()
        self._show_state()

    def _forget_draft(self) -> None:
        self._keep_soon.stop()
        if self._is_kept and self._record is not None:
            drafts.forget(self._record, owner=self.office.person)
        self._is_kept = False

    def _kept(self, record_id: int) -> Record | None:
        return self.model.get_or_none((self.model.id == record_id) & self.model.deleted_at.is_null())

    def _title(self, record: Record) -> str:
        if record.id:
            return str(record)
        return _("{register}: new record").format(register=_(self.model.outline.singular))

    def _show_state(self) -> None:
        record = self._record
        self.head.name.setText(_("Choose a record in the table.") if record is None else self._title(record))
        self._body.setVisible(record is not None)
        changed = self.is_changed()
        is_new = record is not None and not record.id
        self.save_action.setEnabled(changed or is_new)
        self.undo_edits_action.setEnabled(changed)
        self._save.setEnabled(self.save_action.isEnabled())
        self._undo.setEnabled(changed)
        self.merge_action.setEnabled(record is not None and not is_new)
        self._show_version(record)
        self.edited.emit()

    def _show_version(self, record: Record | None) -> None:
        """Lets what has been approved be read only, and offers a new version or its approval."""
        if not self.model.approved:
            return
        self.details.hold(*(revisions.frozen(record) if record is not None else (set(), "")))
        self.revise_action.setEnabled(record is not None and revisions.can_be_revised(record))
        is_open = record is not None and bool(record.id) and revisions.open_one(record) is not None
        self.approve_action.setEnabled(is_open)

    def _show_page(self, number: int) -> None:
        if number == _DETAILS or self._record is None:
            self.stack.setCurrentWidget(self.details)
            return
        page = self._pages[number]
        if page.widget is None:
            page.widget = page.make(self)
            self.stack.addWidget(page.widget)
        page.widget.show_record(self._record)
        self.stack.setCurrentWidget(page.widget)

    def _turn(self, pages: int) -> None:
        """Shows another page, and lets the keys go there."""
        self.bar.step(pages)
        if (page := self.stack.currentWidget()) is not None:
            page.setFocus()

    def _make_actions(self) -> None:
        keys = QKeySequence.StandardKey
        self.save_action = action(self, "save", _("Save"), self.save, keys.Save)
        self.undo_edits_action = action(
            self, "rotate-ccw", _("Undo edits"), self.undo_edits, Qt.Key.Key_Escape
        )
        self.merge_action = action(self, "merge", _("Merge duplicates"), self.merge)
        self.revise_action = action(self, "pencil", _("New version…"), self.revise)
        self.approve_action = action(self, "circle-check", _("Approve the new version"), self.approve)
        self.attach_action = action(self, "paperclip", _("Attach file"), self.attach, "Ctrl+Shift+A")
        self.next_page_action = action(self, "", _("Next page"), lambda: self._turn(1), "Ctrl+PgDown")
        self.previous_page_action = action(self, "", _("Previous page"), lambda: self._turn(-1), "Ctrl+PgUp")
        self.undo_action, self.redo_action = undo_actions(self, self.details.undo_stack)

    def _arrange(self) -> None:
        if duplicates.can_repeat(self.model):
            self.offer([self.merge_action])
        if any(approved.owner is self.model for approved in self.model.approved):
            self.offer([self.revise_action, self.approve_action])
        self.bar = PageBar()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.details)
        self.stack.addWidget(self.files)
        self._undo = QPushButton(_("Undo edits"))
        self._undo.setToolTip("Esc")
        self._save = PrimaryButton(_("Save"))
        self._save.setToolTip("Ctrl+S")
        grey_out("change", self.save_action, self._save, model=self.model)
        grey_out("merge", self.merge_action, model=self.model)
        grey_out("revise_approved", self.revise_action, self.approve_action, model=self.model)
        grey_out("change", self.attach_action, model=self.model)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 8, 14, 8)
        foot.addStretch(1)
        foot.addWidget(self._undo)
        foot.addWidget(self._save)
        bar_row = QHBoxLayout()
        bar_row.setContentsMargins(6, 0, 6, 0)
        bar_row.addWidget(self.bar)
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(2)
        body.addLayout(bar_row)
        body.addWidget(self.stack, 1)
        body.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.head)
        if self.stages:
            column.addWidget(self.stages)
        column.addWidget(self.notice)
        column.addWidget(self._body, 1)
        column.addStretch()

    def _connect(self) -> None:
        self.details.changed.connect(self._edited)
        self.details.open_wanted.connect(self.office.wanted)
        self.details.create_wanted.connect(lambda picker, typed: create_for(self.office, self, picker, typed))
        self.bar.chosen.connect(self._show_page)
        self._look_soon.timeout.connect(self._look_for_similar)
        self._keep_soon.timeout.connect(self.keep_draft)
        self._undo.clicked.connect(self.undo_edits)
        self._save.clicked.connect(self.save)
        if self.stages:
            self.stages.move_wanted.connect(self.move_to)
