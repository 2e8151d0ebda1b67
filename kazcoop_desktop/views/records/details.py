"""The fields of a record, section by section, each with its editor and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import peewee as pw
from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPalette, QResizeEvent, QUndoCommand, QUndoStack
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import (
    Problem,
    Record,
    editable_fields,
    fields_of,
    is_hidden,
    label,
    problems_of,
)
from kazcoop_desktop.models.fields import CurrencyField, PartOfField
from kazcoop_desktop.models.values import problem_with
from kazcoop_desktop.models.wording import Wording
from kazcoop_desktop.services import access
from kazcoop_desktop.views.icons import tinted
from kazcoop_desktop.views.records import digits, pickers  # noqa: F401  they register their editors
from kazcoop_desktop.views.records.editors import Editor, HiddenEditor, YesNoEditor, editor_for
from kazcoop_desktop.views.records.pickers import (
    AnyRecordPicker,
    KeyPicker,
    KeysPicker,
    LinkPicker,
    SentencePicker,
)
from kazcoop_desktop.views.theme import hues

_COLUMN_LETTERS = 88  # so wide must each of two columns be, in average letters
_LETTERS = 92  # so wide is one column at best
_LABEL_LETTERS = 22
_CHECK_AFTER = 500  # milliseconds without typing
_PAUSE = 1200  # milliseconds after which typing is a new step to undo


class Details(QScrollArea):
    """A form over one register; it is built once and shows one record after another."""

    changed = Signal()
    open_wanted = Signal(object, int)
    create_wanted = Signal(object, str)

    def __init__(self, model: type[Record], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.undo_stack = QUndoStack(self)
        self.editors: dict[pw.Field[Any], Editor] = {}
        self._cells: dict[pw.Field[Any], _Cell] = {}
        self._record = model()
        self._read: dict[pw.Field[Any], Any] = {}  # as the editors show what was read
        self._shown: dict[pw.Field[Any], Any] = {}
        self._touched: set[pw.Field[Any]] = set()
        self._check_soon = QTimer(self, singleShot=True, interval=_CHECK_AFTER)
        self._check_soon.timeout.connect(self._check_touched)
        self._typing = QTimer(self, singleShot=True, interval=_PAUSE)
        self._line_height = QLineEdit().sizeHint().height()
        self._captions = self._label_width()
        self._page = page = QWidget()
        self._columns = (QVBoxLayout(), QVBoxLayout())
        self._row = row = QHBoxLayout(page)
        row.setContentsMargins(14, 4, 14, 14)
        row.setSpacing(28)
        for column in self._columns:
            column.setSpacing(2)
            row.addLayout(column, 1)
        self._sections = [
            self._section(_(name), [field for field in fields if not isinstance(field, PartOfField)])
            for name, fields in model.outline.sections.items()
        ]
        self._is_wide: bool | None = None
        self._arrange(wide=False)
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def record(self) -> Record:
        """The record as it was read, without the edits."""
        return self._record

    def show_record(self, record: Record) -> None:
        """Fills the fields from a record and forgets all edits and problems."""
        self._record = record
        self._touched.clear()
        self.undo_stack.clear()
        for field, editor in self.editors.items():
            editor.set_value(record.__data__.get(field.name))
            self._read[field] = self._shown[field] = editor.value()
        for cell in self._cells.values():
            cell.say("")
        self.hold(set(), "")
        self.verticalScrollBar().setValue(0)

    def hold(self, names: set[str], sentence: str) -> None:
        """Lets these fields be read only, with the sentence that says why; all of them where the role may not write."""
        denied = access.why_not("change" if self._record.id else "enter", self.model)
        for field, editor in self.editors.items():
            is_held = bool(denied) or field.name in names
            editor.let_edit(not is_held)
            cell = self._cells.get(field)
            if cell is not None:
                cell.setToolTip((denied or sentence) if is_held else "")

    def undo_edits(self) -> None:
        """Puts all fields back as the record was read; the edits can be brought back by undoing this."""
        self.undo_stack.beginMacro(_("Undo edits"))
        for field, editor in self.editors.items():
            if self._shown[field] != self._read[field] or editor.unreadable():
                self.put(field, self._read[field])
        self.undo_stack.endMacro()
        self._touched.clear()
        for cell in self._cells.values():
            cell.say("")

    def changes(self) -> dict[str, Any]:
        """What was edited: the new values by field name."""
        return {
            field.name: self._shown[field]
            for field in self.editors
            if self._shown[field] != self._read[field]
        }

    def value(self, field: pw.Field[Any]) -> Any:
        """What a field holds now, edited or not."""
        return self._shown[field]

    def is_changed(self) -> bool:
        """Whether anything was edited and not saved."""
        return bool(self.changes()) or any(editor.unreadable() for editor in self.editors.values())

    def draft(self, onto: Record | None = None) -> Record:
        """A copy of the record with the edits; `onto` another state of it when somebody saved meanwhile."""
        base = onto or self._record
        draft = self.model(**base.__data__)
        for name, value in self.changes().items():
            setattr(draft, name, value)
        return draft

    def unreadable(self) -> list[Problem]:
        """Fields in which something was typed that is no value."""
        found = ((field, editor.unreadable()) for field, editor in self.editors.items())
        return [Problem(field, sentence) for field, sentence in found if sentence]

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Says beside each field what is wrong with it and goes to the first; others are cleared."""
        told: dict[pw.Field[Any], str] = {}
        for problem in problems:
            told.setdefault(problem.field, problem.sentence)
        for field, cell in self._cells.items():
            cell.say(told.get(field, ""))
        self._touched |= set(told)
        for field, editor in self.editors.items():
            if field in told:
                editor.setFocus()
                self._reveal(self._cells[field])
                return

    def problem_beside(self, field: pw.Field[Any]) -> str:
        """The sentence that stands beside a field now."""
        return self._cells[field].sentence

    def focus_first(self) -> None:
        """Puts the cursor into the first empty field of a new record, into the first one missing, else the first."""
        fields = list(self.editors)
        is_new = not self._record.id
        empty = [
            field for field in fields if not self._shown[field] and (is_new or problem_with(field, None))
        ]
        self.editors[(empty or fields)[0]].setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        letters = self.viewport().width() / max(self.fontMetrics().averageCharWidth(), 1)
        self._arrange(wide=letters >= 2 * _COLUMN_LETTERS and len(self._sections) > 1)

    def sizeHint(self) -> QSize:
        hint = self._page.sizeHint()
        return QSize(self.fontMetrics().averageCharWidth() * _LETTERS, hint.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaves Ctrl+Z and Ctrl+Y to the form, which undoes across fields."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
            if event.matches(undo) or event.matches(redo):
                return True
        return super().eventFilter(watched, event)

    def _reveal(self, cell: QWidget) -> None:
        """Scrolls to a field after it has grown by the sentence below it."""
        QTimer.singleShot(0, cell, lambda: self.ensureWidgetVisible(cell))

    def _section(self, name: str, fields: list[pw.Field[Any]]) -> QWidget:
        section = QWidget()
        grid = QGridLayout(section)
        grid.setContentsMargins(0, 0, 0, 6)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, self._captions)
        heading = QLabel(name)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        heading.setContentsMargins(0, 8, 0, 2)
        grid.addWidget(heading, 0, 0, 1, 2)
        for field in fields:
            if not _stands_beside_its_sum(field, self.model):
                self._field_row(grid, field)
        return section

    def _field_row(self, grid: QGridLayout, field: pw.Field[Any]) -> None:
        editor = self._editor(field)
        cell = _Cell(editor)
        currency = getattr(self.model, f"{field.name}_currency", None)
        if isinstance(currency, CurrencyField):
            cell.add_beside(self._editor(currency))
            self._cells[currency] = cell
        self._cells[field] = cell
        row = grid.rowCount()
        grid.addWidget(cell, row, 1)
        if not isinstance(editor, YesNoEditor):
            caption = QLabel(label(field))
            caption.setWordWrap(True)
            caption.setBuddy(editor)
            caption.setToolTip(_(field.help_text or ""))
            caption.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            caption.setMinimumHeight(self._line_height)
            caption.setFixedWidth(self._captions)  # measured, so that all sections stand in line
            caption.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignTop)

    def _editor(self, field: pw.Field[Any]) -> Editor:
        editor = HiddenEditor(field) if is_hidden(field) else editor_for(field)
        if not isinstance(editor, HiddenEditor):
            editor.setToolTip(_(field.help_text or ""))
        editor.changed.connect(lambda: self._edited(field))
        editor.refused.connect(lambda sentence: self._cells[field].say(sentence))
        for typed_into in (*editor.findChildren(QLineEdit), *editor.findChildren(QPlainTextEdit)):
            typed_into.installEventFilter(self)
        if isinstance(editor, LinkPicker | AnyRecordPicker):
            editor.open_wanted.connect(self.open_wanted)
        if isinstance(editor, LinkPicker):
            editor.create_wanted.connect(self.create_wanted)
        if isinstance(editor, KeyPicker | KeysPicker):
            editor.register = self._register_named
        if isinstance(editor, SentencePicker):
            editor.paper = self._paper_named
            editor.taken.connect(self._begin_wording)
        self.editors[field] = editor
        return editor

    def _register_named(self) -> str:
        """The register of which a rule speaks, as the form shows it now."""
        asked = getattr(self.model, "applies_to", None)
        return str(self.editors[asked].value()) if asked in self.editors else ""

    def _paper_named(self) -> tuple[str, str]:
        """The form and the language of which a wording speaks, as the form shows them now."""
        return str(self.editors[Wording.form].value()), str(self.editors[Wording.language].value())

    def _begin_wording(self, sentence: str) -> None:
        if not self._shown[Wording.wording]:
            self.put(Wording.wording, sentence)

    def _label_width(self) -> int:
        """As wide as the longest word or label, but no wider than a share of the form."""
        metrics = self.fontMetrics()
        limit = metrics.averageCharWidth() * _LABEL_LETTERS
        labels = [label(field) for field in editable_fields(self.model)]
        words = [word for text in labels for word in text.split()]
        widest_word = max((metrics.horizontalAdvance(word) for word in words), default=0)
        return max(min(max(map(metrics.horizontalAdvance, labels)), limit), widest_word) + 2

    def _arrange(self, *, wide: bool) -> None:
        """Puts the sections into one column or two of about the same length."""
        if wide == self._is_wide:
            return
        self._is_wide = wide
        for column in self._columns:
            while column.takeAt(0) is not None:
                pass
        lengths = [section.sizeHint().height() for section in self._sections]
        done = 0
        for section, length in zip(self._sections, lengths, strict=True):
            right = wide and done + length / 2 > sum(lengths) / 2
            self._columns[right].addWidget(section)
            done += length
        for column in self._columns:
            column.addStretch(1)
        self._row.setStretch(1, int(wide))
        self._row.setSpacing(28 if wide else 0)

    def _edited(self, field: pw.Field[Any]) -> None:
        old, new = self._shown[field], self.editors[field].value()
        self._touched.add(field)
        self._cells[field].say("")
        if old != new:
            goes_on = self._typing.isActive()
            self.undo_stack.push(_Edit(self, field, old, new, goes_on=goes_on))
            self._typing.start()
        self._check_soon.start()
        self.changed.emit()

    def put(self, field: pw.Field[Any], value: Any) -> None:
        """Sets a field as if the person had: it can be undone."""
        self.editors[field].set_value(value)
        self._edited(field)

    def _hold(self, field: pw.Field[Any], value: Any) -> None:
        self._shown[field] = value

    def _put_back(self, field: pw.Field[Any], value: Any) -> None:
        self.editors[field].set_value(value)
        self._shown[field] = value
        self.editors[field].setFocus()
        self.ensureWidgetVisible(self._cells[field])
        self._check_soon.start()
        self.changed.emit()

    def _check_touched(self) -> None:
        """Says what is wrong with the fields that were changed; the others are left in peace."""
        found = self.unreadable() or problems_of(self.draft())
        told = {problem.field: problem.sentence for problem in reversed(found)}
        for field in self._touched:
            self._cells[field].say(told.get(field, ""))


def _stands_beside_its_sum(field: pw.Field[Any], model: type[Record]) -> bool:
    names = {other.name for other in fields_of(model)}
    return isinstance(field, CurrencyField) and field.name.removesuffix("_currency") in names


class _Cell(QWidget):
    """An editor with the sentence below it that tells what is wrong."""

    def __init__(self, editor: Editor) -> None:
        super().__init__()
        self.sentence = ""
        self._beside = QHBoxLayout()
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.addWidget(editor, 1)
        self._sign, self._words = QLabel(), QLabel()
        self._words.setWordWrap(True)
        self._problem = QWidget()
        below = QHBoxLayout(self._problem)
        below.setContentsMargins(2, 0, 0, 2)
        below.setSpacing(5)
        below.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._words, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        rows.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
        rows.addLayout(self._beside)
        rows.addWidget(self._problem)
        self._problem.hide()

    def add_beside(self, editor: Editor) -> None:
        self._beside.addWidget(editor)

    def say(self, sentence: str) -> None:
        self.sentence = sentence
        if sentence:
            colour = QColor(hues().danger)
            palette = QPalette(self._words.palette())
            palette.setColor(QPalette.ColorRole.WindowText, colour)
            self._words.setPalette(palette)
            self._words.setText(sentence)
            side = self.fontMetrics().height()
            self._sign.setPixmap(tinted("circle-alert", colour).pixmap(side, side))
        self._problem.setVisible(bool(sentence))


class _Edit(QUndoCommand):
    """One field changed from one value to another; typing on makes it longer."""

    def __init__(self, form: Details, field: pw.Field[Any], old: Any, new: Any, *, goes_on: bool) -> None:
        super().__init__(label(field))
        self._form = form
        self._field = field
        self._old = old
        self._new = new
        self._goes_on = goes_on
        self._is_done = False

    def id(self) -> int:
        return 1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Edit) or other._field is not self._field or not other._goes_on:
            return False
        self._new = other._new
        return True

    def redo(self) -> None:
        if self._is_done:
            self._form._put_back(self._field, self._new)
        else:  # typed just now: the editor shows it already
            self._form._hold(self._field, self._new)
            self._is_done = True

    def undo(self) -> None:
        self._form._put_back(self._field, self._old)
