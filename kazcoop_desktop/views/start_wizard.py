"""The first start: the language, the institution, who is at this workstation, and their account."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kazcoop_desktop import i18n
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.account import Account
from kazcoop_desktop.models.base import database
from kazcoop_desktop.models.institution import Employee
from kazcoop_desktop.services import beginning, people
from kazcoop_desktop.views.cards import bold, plain, quiet
from kazcoop_desktop.views.door.first_account import AccountFields, without_password
from kazcoop_desktop.views.door.recovery import RecoveryCodeDialog
from kazcoop_desktop.views.messages import Notice, confirmed
from kazcoop_desktop.views.words import LANGUAGE_NAMES

_INSTITUTION = (
    ("name_kk", N_("Name in Kazakh"), "Көкжиек университеті"),
    ("name_ru", N_("Name in Russian"), "Университет «Көкжиек»"),
    ("name_en", N_("Name in English"), "Kokzhiek University"),
    ("city_kk", N_("City in Kazakh"), "Алматы"),
    ("city_ru", N_("City in Russian"), "Алматы"),
    ("city_en", N_("City in English"), "Almaty"),
    ("form_prefix", N_("Prefix of form codes"), "ККУ"),
)
_PERSON = (
    ("surname", N_("Surname"), ""),
    ("given_name", N_("Given name"), ""),
    ("patronymic", N_("Patronymic"), ""),
    ("position", N_("Position"), ""),
)
_PERSON_STEP = 2
_PHONE = (("phone", N_("Phone"), "+7 727 000 00 00"),)


class StartWizard(QDialog):
    """Asks step by step; everything is written at the end, at once."""

    guide_page = "first_day"

    def __init__(self, owner: str, folder: Path, speak: Callable[[str], None]) -> None:
        super().__init__()
        self._owner = owner
        self._folder = folder
        self._speak = speak
        self._typed: dict[str, str] = {}
        self._fields: dict[str, QLineEdit | QComboBox] = {}
        self._is_new = not beginning.has_institution()
        first_day = [self._language, self._institution, self._person, self._account]
        self._steps = first_day if self._is_new else [self._who]
        self._step = 0
        self.account: AccountFields | None = None
        self.wants_encryption = False
        self.resize(660, 600)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(28, 22, 28, 18)
        self._sheet = QWidget()
        self._column.addWidget(self._sheet)
        self._show_step()

    def typed(self, name: str) -> str:
        """What stands in a field."""
        return self._typed.get(name, "")

    def type_in(self, values: Mapping[str, str]) -> None:
        """Fills fields of the step that is shown."""
        for name, text in values.items():
            field = self._fields[name]
            if isinstance(field, QComboBox):
                field.setCurrentText(text)
            else:
                field.setText(text)

    def speak(self, code: str) -> None:
        """Goes on in another language."""
        self._speak(code)
        self._show_step()

    def go_on(self, *, with_account: bool = True) -> None:
        """Goes to the next step, or writes everything after the last one."""
        self._remember()
        made: tuple[Account, str] | None = None
        try:
            with database.atomic() as written:
                employee = self._write()
                if not self._is_last():
                    written.rollback()  # a step is only tried, so that what is wrong is said while it is shown
                elif self.account is not None and with_account:
                    made = self.account.make(self._folder, employee, by=self._owner)
        except UserError as error:
            self._complain(str(error))
            return
        if made is not None and self.account is not None:
            self.wants_encryption = self.account.encrypted.isChecked()
            RecoveryCodeDialog(*made, on=date.today(), parent=self).exec()
        if self._is_last():
            self.accept()
        else:
            self._step += 1
            self._show_step()

    def go_on_without_password(self) -> None:
        """Ends without an account, once the person has read what that means."""
        later = _("You can make the account later under Tools, Accounts and security.")
        if confirmed(f"{without_password()}\n\n{later}", _("&Go on without a password"), near=self):
            self.go_on(with_account=False)

    def go_back(self) -> None:
        """Goes to the step before."""
        self._remember()
        self._step -= 1
        self._show_step()

    def look_around(self) -> None:
        """Fills the data folder with invented data and opens it."""
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            beginning.look_around(on=date.today(), owner=self._owner)
        finally:
            QGuiApplication.restoreOverrideCursor()
        self.accept()

    def _write(self) -> Employee | None:
        """Writes what was entered up to this step; gives the person once they are."""
        if self._is_new and self._step:
            beginning.enter_institution(self._of(_INSTITUTION) | self._of(_PERSON, "head_"), by=self._owner)
        if self._is_new and self._step < _PERSON_STEP:
            return None
        return beginning.enter_person(self._of(_PERSON + _PHONE), owner=self._owner)

    def _is_last(self) -> bool:
        return self._step + 1 == len(self._steps)

    def _of(self, fields: tuple[tuple[str, str, str], ...], before: str = "") -> dict[str, str]:
        return {f"{before}{name}": self.typed(f"{before}{name}").strip() for name, _label, _example in fields}

    def _show_step(self) -> None:
        self._fields = {}
        self.account = None
        self.setWindowTitle(_("KazCoop: first start"))
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        if len(self._steps) > 1:
            column.addWidget(quiet(_("Step {n} of {count}").format(n=self._step + 1, count=len(self._steps))))
        self.notice = Notice()
        self._steps[self._step](column)
        column.insertWidget(2, self.notice)
        column.addLayout(self._buttons())
        self._column.replaceWidget(self._sheet, sheet)
        self._sheet.hide()
        self._sheet.deleteLater()
        self._sheet = sheet
        self._onward.setDefault(True)  # only a button that stands in the dialog can be its default
        if self._fields:
            next(iter(self._fields.values())).setFocus()
        elif self.account is not None:
            self.account.password.first.setFocus()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        if self._is_new and self._step == 0:
            look = QPushButton(_("Open with invented data to look around"), autoDefault=False)
            look.clicked.connect(self.look_around)
            row.addWidget(look)
        if self.account is not None:
            without = QPushButton(_("Go on &without a password…"), autoDefault=False, flat=True)
            without.clicked.connect(self.go_on_without_password)
            row.addWidget(without)
        row.addStretch()
        if self._step:
            back = QPushButton(_("&Back"), autoDefault=False)
            back.clicked.connect(self.go_back)
            row.addWidget(back)
        self._onward = QPushButton(_("&Finish") if self._is_last() else _("&Next"))
        self._onward.setProperty("primary", True)
        self._onward.clicked.connect(self.go_on)
        row.addWidget(self._onward)
        return row

    def _language(self, column: QVBoxLayout) -> None:
        column.addWidget(bold(_("Choose the language of the program. You can change it later."), larger=1.3))
        for code in i18n.available() or (i18n.current(),):
            choice = QRadioButton(LANGUAGE_NAMES.get(code, code))
            choice.setChecked(code == i18n.current())
            choice.clicked.connect(lambda checked, code=code: self.speak(code))
            column.addWidget(choice)
        column.addStretch()
        column.addWidget(plain(_("The data stays on this computer; the program needs no network.")))
        column.addWidget(quiet(_("Data folder: {folder}").format(folder=self._folder), wraps=True))

    def _institution(self, column: QVBoxLayout) -> None:
        column.addWidget(bold(_("Enter the name of the institution in three languages."), larger=1.3))
        form = QFormLayout()
        self._add_fields(form, _INSTITUTION)
        form.addRow(bold(_("First head")))
        self._add_fields(form, _PERSON, "head_")
        column.addWidget(_scrolled(form), 1)

    def _person(self, column: QVBoxLayout) -> None:
        column.addWidget(bold(_("Enter your name: papers will show it as the executor's."), larger=1.3))
        form = QFormLayout()
        self._add_fields(form, _PERSON + _PHONE)
        column.addWidget(_scrolled(form), 1)

    def _account(self, column: QVBoxLayout) -> None:
        column.addWidget(bold(_("Your account"), larger=1.3))
        self.account = AccountFields(self.typed("surname"), self.typed("position"))
        column.addWidget(self.account)
        column.addStretch()

    def _who(self, column: QVBoxLayout) -> None:
        """For somebody at a new workstation of an office that works with the program already."""
        self._person(column)
        known = QComboBox()
        known.addItem(_("I am not on the list"))
        for employee in beginning.employees():
            known.addItem(str(employee), employee)
        known.activated.connect(lambda: self._choose(known.currentData()))
        column.insertWidget(1, known)

    def _choose(self, employee: Employee | None) -> None:
        if employee is not None:
            people.choose(employee, owner=self._owner)
            self.accept()

    def _add_fields(
        self, form: QFormLayout, fields: tuple[tuple[str, str, str], ...], before: str = ""
    ) -> None:
        for name, label, example in fields:
            editor: QLineEdit | QComboBox
            if name == "position":
                editor = QComboBox(editable=True)
                editor.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
                editor.addItems(["", *beginning.positions()])
                editor.setCurrentText(self.typed(f"{before}{name}"))
                found = QCompleter(editor.model(), editor)
                found.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
                found.setFilterMode(Qt.MatchFlag.MatchContains)  # “ректор” finds every rector
                editor.setCompleter(found)
            else:
                editor = QLineEdit(self.typed(f"{before}{name}"))
                if example:
                    editor.setPlaceholderText(_("Example: {example}").format(example=example))
            self._fields[f"{before}{name}"] = editor
            form.addRow(f"{_(label)}:", editor)

    def _remember(self) -> None:
        for name, field in self._fields.items():
            self._typed[name] = field.currentText() if isinstance(field, QComboBox) else field.text()

    def _complain(self, sentence: str) -> None:
        self.notice.complain(sentence)


def _scrolled(form: QFormLayout) -> QScrollArea:
    page = QWidget()
    form.setContentsMargins(0, 0, 12, 0)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    page.setLayout(form)
    area = QScrollArea(widgetResizable=True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(page)
    return area
