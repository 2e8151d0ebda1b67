"""The two lines at the foot of a passport's page, pasted or typed, and what they say."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import label, text_of
from kazcoop_desktop.models.identity import PassportLines, read_passport_lines
from kazcoop_desktop.models.person import Passport, Person
from kazcoop_desktop.services.foreigners import passport_lines
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.records.buttons import PrimaryButton
from kazcoop_desktop.views.records.notice import Notice
from kazcoop_desktop.views.records.pickers import CountryPicker

_SIGNS = 48  # a little more than a line has
_OF_PERSON = (Person.surname, Person.given_names, Person.sex, Person.born_on, Person.citizenship)
_OF_PASSPORT = (Passport.number, Passport.expires_on)


class PassportDialog(QDialog):
    """Reads the lines as they are typed; `person` is the saved one after it was accepted."""

    guide_page = "foreign_students"

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self.person = Person()
        self._read: PassportLines | None = None
        self.setWindowTitle(_("Person from a passport"))
        self.notice = Notice()
        self.lines = QPlainTextEdit()
        self.lines.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.lines.setTabChangesFocus(True)
        self.lines.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.lines.setFixedHeight(self.lines.fontMetrics().lineSpacing() * 4)
        self.lines.setMinimumWidth(self.lines.fontMetrics().horizontalAdvance("<") * _SIGNS)
        self.country = CountryPicker(Passport.issuing_country)
        self.facts = {field: QLabel("—") for field in (*_OF_PERSON, *_OF_PASSPORT)}
        self.save_button = PrimaryButton(_("Enter the person"))
        self._arrange()
        self.lines.textChanged.connect(self._show)
        self.country.changed.connect(self._show_state)
        self.save_button.clicked.connect(self.save)
        self._show_state()
        self.lines.setFocus()

    def save(self) -> None:
        """Writes the person and the passport, or says what keeps them from being written."""
        if self._read is None:
            return
        with self.notice.telling():
            person, passport = passport_lines.drafts(self._read, issuing_country=self.country.value() or "")
            self.person = passport_lines.enter(person, passport, by=self.office.person)
            self.office.announce(Person, Passport)
            self.accept()

    def _arrange(self) -> None:
        caption = QLabel(_("The two lines at the foot of the page with the photo:"))
        caption.setBuddy(self.lines)
        said = QFormLayout()
        for field, shown in self.facts.items():
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            said.addRow(label(field), shown)
        said.addRow(label(Passport.issuing_country), self.country)
        buttons = QDialogButtonBox()
        cancel = buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.clicked.connect(self.reject)
        buttons.addButton(self.save_button, QDialogButtonBox.ButtonRole.ActionRole)
        column = QVBoxLayout(self)
        column.addWidget(caption)
        column.addWidget(self.lines)
        column.addWidget(self.notice)
        column.addLayout(said)
        column.addWidget(buttons)

    def _show(self) -> None:
        """What the lines say, or what is wrong with them."""
        self._read = None
        self.notice.hide()
        for shown in self.facts.values():
            shown.setText("—")
        typed = self.lines.toPlainText()
        if typed.strip():
            try:
                self._read = read_passport_lines(typed, today=self.office.today())
                self._tell(self._read)
            except UserError as error:
                self.notice.complain(str(error))
        self._show_state()

    def _tell(self, read: PassportLines) -> None:
        known = passport_lines.known_person(read)
        person, passport = passport_lines.drafts(read, issuing_country=self.country.value() or "")
        for field, shown in self.facts.items():
            shown.setText(text_of(person if field.model is Person else passport, field) or "—")
        if passport.issuing_country:
            self.country.set_value(passport.issuing_country)
        sentences = [*passport.warnings(self.office.today())]
        if known is not None:
            sentence = _("Already entered: {person}. The record will be brought up to date.")
            sentences.append(sentence.format(person=known))
        if sentences:
            self.notice.complain("\n".join(sentences))

    def _show_state(self) -> None:
        self.save_button.setEnabled(self._read is not None and bool(self.country.value()))
