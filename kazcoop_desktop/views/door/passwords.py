"""Where a password is typed: it can be shown, and the keyboard tells what it would write."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFormLayout, QLineEdit, QVBoxLayout, QWidget

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.services import vault
from kazcoop_desktop.views.cards import quiet
from kazcoop_desktop.views.icons import icon


class PasswordField(QWidget):
    """One password, hidden unless the person asks to see it; below it what to know about the keyboard."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = _Line()
        self.hint = quiet("")
        self.show_action = QAction(icon("eye"), _("Show the password"), self, checkable=True)
        self.show_action.toggled.connect(self._show)
        self.line.addAction(self.show_action, QLineEdit.ActionPosition.TrailingPosition)
        self.line.textChanged.connect(self.changed)
        self.line.told.connect(self._tell_of_keyboard)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.line)
        column.addWidget(self.hint)
        self.setFocusProxy(self.line)
        QGuiApplication.inputMethod().localeChanged.connect(self._tell_of_keyboard)
        self._tell_of_keyboard()

    def text(self) -> str:
        """What is typed."""
        return self.line.text()

    def clear(self) -> None:
        """Empties the field for another try."""
        self.line.clear()

    def _show(self, is_shown: bool) -> None:
        mode = QLineEdit.EchoMode
        self.line.setEchoMode(mode.Normal if is_shown else mode.Password)

    def _tell_of_keyboard(self) -> None:
        layout = QGuiApplication.inputMethod().locale().nativeLanguageName()
        said = [_("Keyboard: {layout}").format(layout=layout)] if layout else []
        if self.line.is_in_capitals:
            said.insert(0, _("Caps Lock is on."))
        self.hint.setText("  ".join(said))
        self.hint.setProperty("warning", self.line.is_in_capitals)
        self.hint.style().polish(self.hint)


class NewPassword:
    """A new password, typed twice, as rows of a form; below them what it still lacks."""

    def __init__(self, form: QFormLayout, first: str, second: str) -> None:
        self.first = PasswordField()
        self.second = PasswordField()
        self.second.hint.hide()
        self.hint = quiet("", wraps=True)
        form.addRow(first, self.first)
        form.addRow(second, self.second)
        form.addRow("", self.hint)
        for field in (self.first, self.second):
            field.changed.connect(self._judge)
        self._judge()

    def text(self) -> str:
        """The password. Raises UserError with what it lacks."""
        if lack := self._lack():
            raise UserError(lack)
        return self.first.text()

    def type_in(self, password: str) -> None:
        """Types the same into both fields."""
        self.first.line.setText(password)
        self.second.line.setText(password)

    def _lack(self) -> str:
        try:
            vault.check_password(self.first.text())
        except UserError as error:
            return str(error)
        return "" if self.first.text() == self.second.text() else _("The passwords do not match.")

    def _judge(self) -> None:
        """Says what is missing as it is typed; that the two differ only once the second one is as long."""
        is_under_way = self.first.text().startswith(self.second.text())
        lack = self._lack()
        self.hint.setText("" if is_under_way and lack == _("The passwords do not match.") else lack)


class _Line(QLineEdit):
    """A line for a password. No system tells Qt of Caps Lock; a letter against its Shift key gives it away."""

    told = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.is_in_capitals = False
        self.setMinimumHeight(self.sizeHint().height())  # a sentence that appears must not squeeze it

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text()
        if letter.isalpha() and letter.upper() != letter.lower():
            has_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._set(letter.isupper() != has_shift)
        elif event.key() == Qt.Key.Key_CapsLock:
            self._set(False)  # what it is now, the next letter tells
        super().keyPressEvent(event)

    def _set(self, is_in_capitals: bool) -> None:
        if is_in_capitals != self.is_in_capitals:
            self.is_in_capitals = is_in_capitals
            self.told.emit()
