"""What a form lets one choose at the moment of printing, as fields beside its preview."""

from __future__ import annotations

import dataclasses
import typing
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QWidget,
)

from kazcoop_desktop import i18n
from kazcoop_desktop.forms.sheet import Options
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import text, world
from kazcoop_desktop.views.cards import bold


class PrintOptions(QWidget):
    """A field for each option; `changed` tells that the paper looks different now."""

    changed = Signal()

    def __init__(self, options_type: type[Options], today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editors: dict[str, QWidget] = {}
        form = QFormLayout(self)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.addRow(bold(_("Options")))
        kinds = typing.get_type_hints(options_type)
        for field in dataclasses.fields(options_type):
            editor = self._editor(field, kinds[field.name], today)
            self._editors[field.name] = editor
            label = field.metadata["label"]
            form.addRow(_(label), editor)

    def values(self) -> dict[str, Any]:
        """What is chosen, by the names of the options."""
        return {name: _value(editor) for name, editor in self._editors.items()}

    def choose(self, name: str, value: Any) -> None:
        """Chooses a value, as the person would."""
        editor = self._editors[name]
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(value))
        elif isinstance(editor, QLineEdit):
            editor.setText(value)
            editor.editingFinished.emit()
        elif isinstance(editor, _MaybeDate):
            editor.set_value(value)

    def _editor(self, field: dataclasses.Field[Any], kind: Any, today: date) -> QWidget:
        choices = [(key, _(name)) for key, name in field.metadata["choices"]]
        if field.name == "country":
            choices = [("", _("All")), *_countries()]
        if choices:
            box = QComboBox()
            for key, name in choices:
                box.addItem(name, key)
            box.setCurrentIndex(box.findData(field.default))
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.currentIndexChanged.connect(lambda: self.changed.emit())
            return box
        if kind == date | None:
            day = _MaybeDate(today)
            day.changed.connect(self.changed)
            return day
        line = QLineEdit(str(field.default))
        line.editingFinished.connect(self.changed)
        return line


class _MaybeDate(QWidget):
    """A date that counts while it is ticked."""

    changed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._tick = QCheckBox()
        self._day = QDateEdit(QDate(today.year, today.month, today.day))
        self._day.setCalendarPopup(True)
        self._day.setDisplayFormat("dd.MM.yyyy")
        self._day.setEnabled(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._tick)
        row.addWidget(self._day, 1)
        self._tick.toggled.connect(self._day.setEnabled)
        self._tick.toggled.connect(lambda: self.changed.emit())
        self._day.dateChanged.connect(lambda: self.changed.emit())

    def value(self) -> date | None:
        chosen = self._day.date()
        return date(chosen.year(), chosen.month(), chosen.day()) if self._tick.isChecked() else None

    def set_value(self, day: date | None) -> None:
        if day is not None:
            self._day.setDate(QDate(day.year, day.month, day.day))
        self._tick.setChecked(day is not None)


def _value(editor: QWidget) -> Any:
    if isinstance(editor, QComboBox):
        return editor.currentData()
    if isinstance(editor, QLineEdit):
        return editor.text()
    assert isinstance(editor, _MaybeDate)
    return editor.value()


def _countries() -> list[tuple[str, str]]:
    named = world.countries(i18n.current()).items()
    return sorted(named, key=lambda pair: text.order_key(pair[1]))
