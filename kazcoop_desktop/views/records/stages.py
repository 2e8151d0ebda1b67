"""Where a case stands: its stages as a line of steps, and the move to another one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import peewee as pw
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.base import Invalid, Record
from kazcoop_desktop.services import stages
from kazcoop_desktop.services.stages import Step
from kazcoop_desktop.views.icons import icon, tinted
from kazcoop_desktop.views.records.buttons import PrimaryButton
from kazcoop_desktop.views.records.digits import DateEditor
from kazcoop_desktop.views.records.editors import LineEditor
from kazcoop_desktop.views.records.notice import Notice
from kazcoop_desktop.views.records.rights import grey_out
from kazcoop_desktop.views.theme import hues

_DOT = 9
_GAP = 6  # between a dot and its name, and between a name and the line
_SHORTEST = 10  # pixels of line between two steps


class StageBar(QWidget):
    """The line of a case's stages, with the next one as a button and the others in its menu."""

    move_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = StageLine()
        self.next = QToolButton()
        self.next.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.next.setIcon(icon("arrow-right"))
        self.next.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.next.setMenu(QMenu(self.next))
        self.next.clicked.connect(self._move_on)
        self._next_key = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 2, 14, 2)
        row.setSpacing(12)
        row.addWidget(self.line, 1)
        row.addWidget(self.next)

    def show_record(self, record: Record, *, on: date) -> None:
        """Draws where the record stands."""
        steps = stages.steps(record, on=on)
        self.line.show_steps(steps)
        following = next((step for step in steps if step.state == "next"), None)
        self._next_key = following.key if following else ""
        self.next.setText(
            _("Move to: {stage}").format(stage=following.label) if following else _("Another stage")
        )
        self.next.setToolTip(_explained(following) if following else "")
        grey_out("move_stage", self.next, model=type(record))
        menu = self.next.menu()
        menu.clear()
        for step in steps:
            action = menu.addAction(step.label)
            action.setEnabled(step.state != "current")
            grey_out("move_stage", action, model=type(record))
            action.triggered.connect(lambda _checked=False, key=step.key: self.move_wanted.emit(key))

    def _move_on(self) -> None:
        if self._next_key:
            self.move_wanted.emit(self._next_key)
        else:
            self.next.showMenu()


class StageLine(QWidget):
    """Steps drawn as dots on a line: done filled, current ringed, later empty; names where there is room."""

    def __init__(self) -> None:
        super().__init__()
        self._steps: Sequence[Step] = ()
        self._places: list[QRect] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Takes the stages of a case."""
        self._steps = [step for step in steps if step.state != "aside"]
        current = next((step for step in steps if step.state == "current"), None)
        self.setAccessibleName(_("Stage: {stage}").format(stage=current.label if current else ""))
        self.update()

    def sizeHint(self) -> QSize:
        dots = len(self._steps) * (_DOT + _SHORTEST)
        return QSize(dots + self.fontMetrics().averageCharWidth() * 20, self.fontMetrics().height() + 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(
            len(self._steps) * (_DOT + 4) + self.fontMetrics().averageCharWidth() * 8,
            self.sizeHint().height(),
        )

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            for step, place in zip(self._steps, self._places, strict=False):
                if place.contains(event.pos()):
                    QToolTip.showText(event.globalPos(), _explained(step), self)
                    return True
            QToolTip.hideText()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = self.palette().color(QPalette.ColorRole.Accent)
        quiet = QColor(hues().quiet)
        names = self._names()
        widths = [
            _DOT + (_GAP + self._metrics(step).horizontalAdvance(name) if name else 0)
            for step, name in zip(self._steps, names, strict=True)
        ]
        room = max(self.width() - sum(widths), 0)
        stretch = min(room // max(len(names) - 1, 1), 40)
        x, middle = 0, self.height() // 2
        self._places = []
        for number, (step, name, width) in enumerate(zip(self._steps, names, widths, strict=True)):
            passed = step.state in ("done", "current")
            if number:
                painter.setPen(QPen(accent if passed else QColor(hues().line), 1.4))
                start = x - stretch + (3 if stretch > 8 else 0)
                painter.drawLine(QPoint(start, middle), QPoint(x - (3 if stretch > 8 else 0), middle))
            self._draw_dot(painter, QRect(x, middle - _DOT // 2, _DOT, _DOT), step.state, accent, quiet)
            if name:
                painter.setFont(self._font(step))
                ink = (
                    self.palette().color(QPalette.ColorRole.WindowText) if step.state == "current" else quiet
                )
                painter.setPen(ink)
                area = QRect(x + _DOT + _GAP, 0, width - _DOT - _GAP + 2, self.height())
                painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, name)
            self._places.append(QRect(x - 4, 0, width + 8, self.height()))
            x += width + stretch
        painter.end()

    def _names(self) -> list[str]:
        """All names when they fit; else the current one alone, cut where even that is too long."""
        names = [_spaced(step) for step in self._steps]
        wanted = sum(
            _DOT + _GAP + self._metrics(step).horizontalAdvance(name) + _SHORTEST
            for step, name in zip(self._steps, names, strict=True)
        )
        if wanted <= self.width():
            return names
        room = max(self.width() - len(names) * (_DOT + 6) - _GAP - 12, 0)
        return [
            self._metrics(step).elidedText(name, Qt.TextElideMode.ElideRight, room)
            if step.state == "current"
            else ""
            for step, name in zip(self._steps, names, strict=True)
        ]

    def _font(self, step: Step) -> QFont:
        font = QFont(self.font())
        font.setBold(step.state == "current")
        return font

    def _metrics(self, step: Step) -> QFontMetrics:
        return QFontMetrics(self._font(step))

    def _draw_dot(self, painter: QPainter, place: QRect, state: str, accent: QColor, quiet: QColor) -> None:
        painter.setPen(QPen(accent if state in ("done", "current") else quiet, 1.4))
        painter.setBrush(accent if state == "done" else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(place)
        if state == "current":
            painter.setBrush(accent)
            painter.drawEllipse(place.adjusted(3, 3, -3, -3))


def _spaced(step: Step) -> str:
    """The name with room behind it, where the line goes on."""
    return f"{step.label}  "


def _explained(step: Step) -> str:
    moved = (
        _("{date}, {user}").format(date=f"{step.moved_on:%d.%m.%Y}", user=step.who) if step.moved_on else ""
    )
    return "\n".join(line for line in (step.label, moved, step.actor, step.paragraph) if line)


class MoveDialog(QDialog):
    """Asks on which day a case came to a stage, names what is missing, and moves it.

    `problems_found` carries what the record's own rules find wrong; the dialog is closed then.
    """

    guide_page = "records"

    problems_found = Signal(list)  # list[Problem]

    def __init__(
        self, record: Record, stage: str, *, on: date, by: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._record = record
        self._stage = stage
        self._by = by
        steps = {step.key: step for step in stages.steps(record, on=on)}
        keys = list(steps)
        current = next((step.key for step in steps.values() if step.state == "current"), keys[0])
        self.is_back = keys.index(stage) < keys.index(current)
        self.missing = [] if self.is_back else stages.missing_for(record, stage, on=on)
        self.setWindowTitle(_("Stage"))
        question = QLabel(_("Move the case to the stage “{stage}”?").format(stage=steps[stage].label))
        question.setWordWrap(True)
        self.day = DateEditor(pw.DateField(verbose_name=N_("On"), null=True))
        self.day.set_value(on)
        self.note = LineEditor(pw.CharField(verbose_name=N_("Reason") if self.is_back else N_("Note")))
        self.notice = Notice()
        fields = QGridLayout()
        fields.setColumnStretch(1, 1)
        for row, editor in enumerate((self.day, self.note)):
            caption = QLabel(_(editor.field.verbose_name or ""))
            caption.setBuddy(editor)
            fields.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignRight)
            fields.addWidget(editor, row, 1)
        buttons = QDialogButtonBox()
        self.move_button = PrimaryButton(_("Con&tinue anyway") if self.missing else _("&Move"))
        self.move_button.clicked.connect(self.move_case)
        cancel = buttons.addButton(_("&Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.addButton(self.move_button, QDialogButtonBox.ButtonRole.ActionRole)
        cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(self.notice)
        column.addWidget(question)
        for sentence in self.missing:
            column.addLayout(_warning(sentence))
        column.addLayout(fields)
        column.addStretch(1)
        column.addWidget(buttons)
        (cancel if self.missing else self.move_button).setDefault(True)
        (self.note if self.is_back else self.day).setFocus()
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 60)

    def move_case(self) -> None:
        """Moves the case, or says why it cannot be moved."""
        day = self.day.value()
        if day is None:
            self.notice.complain(self.day.unreadable() or _("Fill in “{field}”.").format(field=_("On")))
            return
        anyway, note = bool(self.missing), self.note.value()
        try:
            with self.notice.telling(but=Invalid):
                stages.move(self._record, self._stage, on=day, by=self._by, anyway=anyway, note=note)
                self.accept()
        except Invalid as error:
            self.reject()
            self.problems_found.emit(error.problems)


def _warning(sentence: str) -> QHBoxLayout:
    sign, words = QLabel(), QLabel(sentence)
    sign.setPixmap(tinted("triangle-alert", hues().warning).pixmap(16, 16))
    words.setWordWrap(True)
    row = QHBoxLayout()
    row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(words, 1)
    return row
