"""Editors of dates, whole numbers and sums: typed in any usual way, spelled out when they are left."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import peewee as pw
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QMenu, QWidgetAction

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import values
from kazcoop_desktop.models.fields import MoneyField
from kazcoop_desktop.views.records import typed
from kazcoop_desktop.views.records.editors import Editor, LineEditor, editor_for


class DigitsLine(QLineEdit):
    """A line for digits: on the Kazakh layout the letters of the digit row type the digits of their keys."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed_text = event.text()
        meant = typed.digits_meant(typed_text)
        if meant == typed_text and typed_text in tuple('",.'):
            key = event.nativeVirtualKey()  # the Kazakh layout has these signs on the keys 1, 6 and 7
            meant = chr(key) if key in (0x31, 0x36, 0x37) else typed_text
        if meant != typed_text:
            self.insert(meant)
            self.textEdited.emit(self.text())
            return
        super().keyPressEvent(event)


class DateEditor(LineEditor):
    """A date, typed in any usual way or picked from a calendar."""

    def __init__(self, field: pw.Field[Any]) -> None:
        super().__init__(field, DigitsLine())
        self.line.setPlaceholderText(_("dd.mm.yyyy"))
        self._button("calendar", _("Calendar"), self._open_calendar)
        self.line.editingFinished.connect(self._spell_out)

    def value(self) -> date | None:
        try:
            return self._read()
        except ValueError:
            return None

    def set_value(self, value: Any) -> None:
        super().set_value(values.as_text(self.field, value))

    def unreadable(self) -> str:
        try:
            self._read()
        except ValueError:
            return _("There is no such date: {value}.").format(value=self.line.text().strip())
        return ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt_down or event.key() == Qt.Key.Key_F4:
            self._open_calendar()
            return
        super().keyPressEvent(event)

    def _read(self) -> date | None:
        text = self.line.text().strip()
        return typed.read_date(text, today=date.today()) if text else None

    def _spell_out(self) -> None:
        if (value := self.value()) is not None:
            self.set_value(value)

    def _open_calendar(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget(menu)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setGridVisible(False)
        if (value := self.value()) is not None:
            calendar.setSelectedDate(QDate(value.year, value.month, value.day))
        calendar.activated.connect(self._pick)
        calendar.clicked.connect(self._pick)
        calendar.activated.connect(menu.close)
        calendar.clicked.connect(menu.close)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        calendar.setFocus()

    def _pick(self, day: QDate) -> None:
        self.set_value(date(day.year(), day.month(), day.day()))
        self.changed.emit()


class NumberEditor(LineEditor):
    """A whole number."""

    def __init__(self, field: pw.Field[Any]) -> None:
        super().__init__(field, DigitsLine())
        self.line.setMaxLength(12)

    def value(self) -> Any:
        try:
            return self._read()
        except ValueError:
            return None

    def set_value(self, value: Any) -> None:
        self.line.setText(values.as_text(self.field, value))

    def unreadable(self) -> str:
        try:
            self._read()
        except ValueError:
            return _("Enter a number, for example: {example}.").format(example=self._example())
        return ""

    def _read(self) -> Any:
        text = self.line.text().strip()
        return typed.read_whole(text) if text else None

    def _example(self) -> str:
        return "30"


class SumEditor(NumberEditor):
    """A sum of money; its currency stands beside it."""

    def __init__(self, field: pw.Field[Any]) -> None:
        super().__init__(field)
        self.line.setMaxLength(24)
        self.line.editingFinished.connect(self._spell_out)

    def _read(self) -> Any:
        text = self.line.text().strip()
        return typed.read_sum(text) if text else None

    def _example(self) -> str:
        return values.grouped(Decimal(4325))

    def _spell_out(self) -> None:
        if (value := self.value()) is not None:
            self.set_value(value)


@editor_for.register(pw.DateField)
def _date(field: pw.DateField) -> Editor:
    return DateEditor(field)


@editor_for.register(pw.IntegerField)
def _whole_number(field: pw.IntegerField) -> Editor:
    return NumberEditor(field)


@editor_for.register(MoneyField)
def _sum(field: MoneyField) -> Editor:
    return SumEditor(field)
