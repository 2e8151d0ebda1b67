"""The recovery code: shown once, printed for the safe, and confirmed by typing its end."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QFont, QFontDatabase
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kazcoop_desktop import i18n
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.account import Account
from kazcoop_desktop.views.cards import bold, plain
from kazcoop_desktop.views.icons import icon
from kazcoop_desktop.views.messages import Notice
from kazcoop_desktop.views.records.buttons import PrimaryButton
from kazcoop_desktop.views.words import LANGUAGE_NAMES

_PAPERS = ("kk", "ru", "en")


class RecoveryCodeDialog(QDialog):
    """Shows a code until its last group was copied from the paper; it cannot be read again afterwards."""

    guide_page = "encryption"

    def __init__(self, account: Account, code: str, *, on: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._account = account
        self._code = code
        self._on = on
        self.setWindowTitle(_("Recovery code"))
        self.setMinimumWidth(620)
        self.shown = QLabel(code, alignment=Qt.AlignmentFlag.AlignCenter)
        self.shown.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(self.font().pointSizeF() * 1.9)
        font.setWeight(QFont.Weight.Bold)
        self.shown.setFont(font)
        self.languages = QComboBox()
        for language in _PAPERS:
            self.languages.addItem(LANGUAGE_NAMES[language], language)
        self.languages.setCurrentIndex(max(self.languages.findData(i18n.current()), 0))
        self.print_button = QPushButton(icon("printer"), _("&Print…"), autoDefault=False)
        self.print_button.clicked.connect(self.print)
        self.last_group = QLineEdit(maxLength=12)
        self.done_button = PrimaryButton(_("The sheet is &ready"))
        self.done_button.clicked.connect(self.confirm)
        self.notice = Notice()
        self._arrange()
        self.last_group.setFocus()

    def confirm(self) -> None:
        """Closes when the last group was typed as it stands on the sheet."""
        if self.last_group.text().strip().upper() == self._code.rpartition("-")[2]:
            self.accept()
        else:
            self._complain(_("This is not the last group of the code. Copy it from the sheet."))

    def sheet(self) -> bytes:
        """The recovery sheet as a PDF, in the language chosen."""
        from kazcoop_desktop.forms import recovery_sheet  # ReportLab is slow to load

        return recovery_sheet.RecoverySheet.render(
            [self._account],
            language=self.languages.currentData(),
            on=self._on,
            options=recovery_sheet.RecoveryOptions(code=self._code),
        )

    def print(self) -> None:
        """Prints the sheet; it is never saved as a file."""
        from kazcoop_desktop.views import printing  # QtPdf: not before somebody prints

        if not printing.has_printer():
            self._complain(_("No printer is installed. Write the code down by hand."))
            return
        printer = printing.new_printer()
        if QPrintDialog(printer, self).exec():
            run = printing.PrintRun(printing.Pdf(self.sheet(), self), printer, self)
            run.done.connect(lambda: self.notice.tell(_("The recovery sheet is printed.")))
            run.start()

    def reject(self) -> None:
        """The code is not lost by a key pressed in haste; who has no paper at hand writes it down."""
        self._complain(_("Type the last group of the code first: the code is not shown again."))

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.reject()

    def _complain(self, sentence: str) -> None:
        self.notice.complain(sentence)
        self.adjustSize()  # nothing of the code may be cut

    def _arrange(self) -> None:
        paper = QHBoxLayout()
        paper.addWidget(QLabel(_("Language of the paper:")))
        paper.addWidget(self.languages)
        paper.addStretch()
        paper.addWidget(self.print_button)
        form = QFormLayout()
        form.addRow(_("Last group of the code:"), self.last_group)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.done_button)
        self.done_button.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 16)
        column.setSpacing(12)
        column.addWidget(
            bold(
                _(
                    "Write the recovery code down and keep it in the safe. Without it the data cannot be opened."
                )
            )
        )
        column.addWidget(plain(_("It is needed when a password is forgotten, and it is shown only now.")))
        column.addWidget(self.notice)
        column.addSpacing(6)
        column.addWidget(self.shown)
        column.addSpacing(6)
        column.addLayout(paper)
        column.addLayout(form)
        column.addLayout(buttons)
