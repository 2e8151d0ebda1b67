"""One letter to many partners: its words, the numbers one by one, then all of them printed in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
)

from kazcoop_desktop import i18n
from kazcoop_desktop.i18n import N_, _, ngettext
from kazcoop_desktop.models.letter import Letter
from kazcoop_desktop.services import letters, papers, people, records
from kazcoop_desktop.views import backups, messages
from kazcoop_desktop.views.cards import quiet
from kazcoop_desktop.views.jobs import Job
from kazcoop_desktop.views.records.buttons import PrimaryButton
from kazcoop_desktop.views.records.notice import Notice
from kazcoop_desktop.views.records.text_box import TextBox
from kazcoop_desktop.views.words import LANGUAGE_NAMES

if TYPE_CHECKING:
    from kazcoop_desktop.views.main_window import MainWindow

_OPENINGS = (
    ("", N_("Free text")),
    ("proposal", N_("Proposal of cooperation")),
    ("request", N_("Request for information")),
)
_PRINTED = (
    ("outgoing_letter", N_("Print the letters…")),
    ("envelope", N_("Print envelopes…")),
    ("address_label", N_("Print address labels…")),
)


class Mailing(QDialog):
    """Asks for subject, language and text; after writing it offers what there is to print."""

    guide_page = "letters"

    def __init__(self, window: MainWindow, partner_ids: list[int]) -> None:
        super().__init__(window)
        self._window = window
        self._partner_ids = partner_ids
        self.letter_ids: list[int] = []
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Letter to many partners"))
        self.notice = Notice()
        self.subject = QLineEdit()
        self.language = QComboBox()
        for code in i18n.LANGUAGES:
            self.language.addItem(LANGUAGE_NAMES[code], code)
        self.language.setCurrentIndex(self.language.findData("en"))
        self.opening = QComboBox()
        for key, name in _OPENINGS:
            self.opening.addItem(_(name), key)
        self.heading = QLineEdit()
        self.text = TextBox()
        self.text.refused.connect(self.notice.complain)
        self._arrange()
        self.opening.activated.connect(self._begin_text)
        self.resize(self.fontMetrics().averageCharWidth() * 90, self.sizeHint().height())

    def write(self) -> Job | None:
        """Writes the letters in the child process; None when something is missing."""
        missing = next((box for box in (self.subject, self.text) if not _typed(box)), None)
        if missing is not None:
            self.notice.complain(_("Enter the subject and the text of the letter."))
            missing.setFocus()
            return None
        office = self._window.office
        job = self._window.worker.run(
            letters.write_to,
            partner_ids=self._partner_ids,
            values=self._values(),
            on=office.today(),
            by=office.person,
        )
        self.write_button.setEnabled(False)
        shown = backups.progress_of(job, _("Writing the letters…"), self)
        job.done.connect(self._show_written)
        job.stopped.connect(self._stop)
        job.failed.connect(self._tell)
        shown.show()
        return job

    def _values(self) -> dict[str, Any]:
        code = self.language.currentData()
        employee = people.current(self._window.office.person)
        return {
            "subject": self.subject.text().strip(),
            f"heading_{code}": self.heading.text().strip(),
            f"text_{code}": self.text.toPlainText().strip(),
            "languages": (code,),
            "executor": employee.id if employee else None,
        }

    def _show_written(self, ids: list[int]) -> None:
        """Tells which numbers were given, and offers the papers."""
        self.letter_ids = ids
        if ids:
            first, last = (records.get(Letter, each).number for each in (ids[0], ids[-1]))
            said = _("Letters written: {n}. First number: {first}, last: {last}")
            self.notice.tell(said.format(n=len(ids), first=first, last=last))
        for button in self.print_buttons:
            button.setVisible(bool(ids))
        self.write_button.hide()
        self._window.office.announce(Letter)

    def _stop(self) -> None:
        self._window.office.announce(Letter)
        messages.news(_("Stopped. The letters already written stay."), near=self._window)
        self.close()

    def _tell(self, error: Exception) -> None:
        self.write_button.setEnabled(True)
        messages.tell(error, near=self)

    def _begin_text(self) -> None:
        """Puts the first sentence of the chosen kind before what was typed."""
        if kind := self.opening.currentData():
            with i18n.language(self.language.currentData()):
                institution = papers.institution()
                name = institution.named("name") if institution else ""
                sentence = letters.opening(kind, institution=name)
            self.text.setPlainText(f"{sentence}\n{self.text.toPlainText()}".strip())

    def _arrange(self) -> None:
        form = QFormLayout()
        form.addRow(_("Subject"), self.subject)
        form.addRow(_("Language"), self.language)
        form.addRow(_("Heading"), self.heading)
        form.addRow(_("Begin with"), self.opening)
        form.addRow(_("Text"), self.text)
        count = len(self._partner_ids)
        told = ngettext("The letter goes to {n} partner.", "The letter goes to {n} partners.", count)
        buttons = QDialogButtonBox()
        self.write_button = PrimaryButton(_("Write the letters"))
        self.write_button.clicked.connect(self.write)
        buttons.addButton(self.write_button, QDialogButtonBox.ButtonRole.ActionRole)
        self.print_buttons = []
        for key, name in _PRINTED:
            button = QPushButton(_(name), autoDefault=False)
            button.clicked.connect(lambda _checked=False, key=key: self._print(key))
            button.hide()
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
            self.print_buttons.append(button)
        close = buttons.addButton(_("&Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.clicked.connect(self.close)
        column = QVBoxLayout(self)
        column.addWidget(quiet(told.format(n=count), wraps=True))
        column.addWidget(self.notice)
        column.addLayout(form)
        column.addWidget(buttons)

    def _print(self, form: str) -> None:
        self._window.preview(form, self.letter_ids, Letter)


def _typed(box: QLineEdit | TextBox) -> str:
    return (box.text() if isinstance(box, QLineEdit) else box.toPlainText()).strip()
