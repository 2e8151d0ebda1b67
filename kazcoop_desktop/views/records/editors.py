"""One editor for each kind of field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import singledispatch
from typing import Any

import peewee as pw
from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QWidget,
)

from kazcoop_desktop import i18n
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import world
from kazcoop_desktop.models.base import HIDDEN, label
from kazcoop_desktop.models.fields import (
    ChoiceField,
    ChoicesField,
    CurrencyField,
    EmailField,
    PhoneField,
    UrlField,
)
from kazcoop_desktop.views.icons import icon
from kazcoop_desktop.views.records.text_box import TextBox

_FEW_CHOICES = 8
_LONGEST_TEXT = 8  # lines that a text grows to before it scrolls


class Editor(QWidget):
    """Edits one field: `value` and `set_value`, `changed` when the person changed it."""

    changed = Signal()
    refused = Signal(str)  # what was not taken in, and why

    def __init__(self, field: pw.Field[Any]) -> None:
        super().__init__()
        self.field = field
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)

    def value(self) -> Any:
        """What the field holds now; an empty value when what was typed cannot be read."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Shows a value without telling that it was changed."""
        raise NotImplementedError

    def unreadable(self) -> str:
        """The sentence that tells why what was typed is no value; empty when all is well."""
        return ""

    def let_edit(self, may: bool) -> None:
        """Lets the field be edited, or read only."""
        self.setEnabled(may)

    def _holds(self, widget: QWidget) -> None:
        """Takes the widget that is typed into."""
        self._row.addWidget(widget, 1)
        self.setFocusProxy(widget)
        widget.setAccessibleName(label(self.field))

    def _button(self, name: str, tip: str, act: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(name))
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setAutoRaise(True)
        button.clicked.connect(act)
        self._row.addWidget(button)
        return button


class HiddenEditor(Editor):
    """Stands for a field that whoever works here may not see: dots where it is filled in, and nothing to edit."""

    def __init__(self, field: pw.Field[Any]) -> None:
        super().__init__(field)
        self.line = QLineEdit()
        self.line.setReadOnly(True)
        self.line.setEnabled(False)
        self._holds(self.line)
        self.setToolTip(_("This field is hidden for your role."))

    def value(self) -> Any:
        return None

    def set_value(self, value: Any) -> None:
        self.line.setText(HIDDEN if value else "")


class LineEditor(Editor):
    """A line of text."""

    def __init__(self, field: pw.Field[Any], line: QLineEdit | None = None) -> None:
        super().__init__(field)
        self.line = line or QLineEdit()
        self._holds(self.line)
        self.line.textEdited.connect(self._edited)

    def value(self) -> Any:
        return self.line.text().strip()

    def set_value(self, value: Any) -> None:
        self.line.setText(value or "")
        self.line.setCursorPosition(0)

    def _edited(self) -> None:
        self.changed.emit()


class TextEditor(Editor):
    """A text of several lines that grows with what is typed; Tab goes on to the next field."""

    def __init__(self, field: pw.Field[Any]) -> None:
        super().__init__(field)
        self.text = TextBox()
        self.text.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._holds(self.text)
        self.text.textChanged.connect(self._fit)
        self.text.textChanged.connect(self.changed)
        self.text.refused.connect(self.refused)

    def value(self) -> str:
        return self.text.toPlainText().strip()

    def set_value(self, value: Any) -> None:
        self.text.blockSignals(True)
        self.text.setPlainText(value or "")
        self.text.blockSignals(False)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        lines = min(max(int(self.text.document().size().height()), 2), _LONGEST_TEXT)
        margins = 2 * (self.text.frameWidth() + int(self.text.document().documentMargin()) + 4)
        height = lines * self.text.fontMetrics().lineSpacing() + margins
        if height != self.text.height():
            self.text.setFixedHeight(height)


class YesNoEditor(Editor):
    """Yes or no, as a box to tick that carries the field's name."""

    def __init__(self, field: pw.Field[Any]) -> None:
        super().__init__(field)
        self.box = QCheckBox(label(field))
        self._holds(self.box)
        self.box.clicked.connect(self.changed)

    def value(self) -> bool:
        return self.box.isChecked()

    def set_value(self, value: Any) -> None:
        self.box.setChecked(bool(value))


class CalmCombo(QComboBox):
    """A choice that the mouse wheel does not change while the form is scrolled."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setMaxVisibleItems(16)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ChoiceEditor(Editor):
    """One of a few values."""

    def __init__(self, field: pw.Field[Any], choices: Sequence[tuple[str, str]]) -> None:
        super().__init__(field)
        self.combo = CalmCombo()
        self._empty_value = None if field.null else ""
        if field.null or field.default in (None, ""):
            self.combo.addItem("", self._empty_value)
        for key, name in choices:
            self.combo.addItem(name, key)
        self._holds(self.combo)
        self.combo.activated.connect(self.changed)

    def value(self) -> Any:
        return self.combo.currentData()

    def set_value(self, value: Any) -> None:
        place = self.combo.findData(value or self._empty_value)
        if place < 0 and value:
            self.combo.addItem(value, value)
            place = self.combo.count() - 1
        self.combo.setCurrentIndex(place)


class ChoicesEditor(Editor):
    """Several of a few values, each a box to tick."""

    def __init__(self, field: ChoicesField) -> None:
        super().__init__(field)
        boxes = QWidget()
        grid = QGridLayout(boxes)
        grid.setContentsMargins(0, 3, 0, 0)
        grid.setColumnStretch(1, 1)
        grid.setVerticalSpacing(3)
        self.boxes: dict[str, QCheckBox] = {}
        for row, (key, name) in enumerate(field.choices or ()):
            box, words = QCheckBox(), _ClickedLabel(i18n._(name))
            box.setAccessibleName(i18n._(name))
            words.clicked.connect(box.click)
            grid.addWidget(box, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, row, 1)
            box.clicked.connect(self.changed)
            self.boxes[key] = box
        self._row.addWidget(boxes, 1)
        self.setFocusProxy(next(iter(self.boxes.values())))

    def value(self) -> tuple[str, ...]:
        return tuple(key for key, box in self.boxes.items() if box.isChecked())

    def set_value(self, value: Any) -> None:
        for key, box in self.boxes.items():
            box.setChecked(key in (value or ()))


class _ClickedLabel(QLabel):
    clicked = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setWordWrap(True)

    def mouseReleaseEvent(self, event: Any) -> None:
        self.clicked.emit()


class MailEditor(LineEditor):
    """An e-mail address, with a button that begins a letter to it."""

    def __init__(self, field: pw.Field[Any]) -> None:
        super().__init__(field)
        self._write = self._button("mail", _("Write an e-mail"), self._begin)

    def _begin(self) -> None:
        if self.value():
            QDesktopServices.openUrl(QUrl(f"mailto:{self.value()}"))


class UrlEditor(LineEditor):
    """An address on the internet, with a button that opens it."""

    def __init__(self, field: pw.Field[Any]) -> None:
        super().__init__(field)
        self._open = self._button("external-link", _("Open in the browser"), self._visit)

    def _visit(self) -> None:
        address = self.value()
        if address:
            QDesktopServices.openUrl(QUrl(address if "://" in address else f"https://{address}"))


@singledispatch
def editor_for(field: pw.Field[Any]) -> Editor:
    """The editor that fits the kind of a field."""
    return LineEditor(field)


@editor_for.register(pw.TextField)
def _text(field: pw.TextField) -> Editor:
    return TextEditor(field)


@editor_for.register(pw.BooleanField)
def _yes_no(field: pw.BooleanField) -> Editor:
    return YesNoEditor(field)


@editor_for.register(ChoiceField)
def _choice(field: ChoiceField) -> Editor:
    return ChoiceEditor(field, [(key, i18n._(name)) for key, name in field.choices or ()])


@editor_for.register(ChoicesField)
def _choices(field: ChoicesField) -> Editor:
    return ChoicesEditor(field)


@editor_for.register(CurrencyField)
def _currency(field: CurrencyField) -> Editor:
    named = world.currencies(i18n.current())
    editor = ChoiceEditor(field, [(code, code) for code in named])
    editor.combo.setMinimumContentsLength(4)
    return editor


@editor_for.register(EmailField)
def _email(field: EmailField) -> Editor:
    return MailEditor(field)


@editor_for.register(PhoneField)
def _phone(field: PhoneField) -> Editor:
    return LineEditor(field)


@editor_for.register(UrlField)
def _url(field: UrlField) -> Editor:
    return UrlEditor(field)
