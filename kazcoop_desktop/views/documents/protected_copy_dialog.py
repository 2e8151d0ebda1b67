"""Handing a protected copy to an outsider: who gets it, who permits it, the password, and the file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from kazcoop_desktop.forms.documents import protected_copy
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.attached import Attachment
from kazcoop_desktop.models.base import Invalid, problems_of
from kazcoop_desktop.models.circulation import Disclosure
from kazcoop_desktop.services import files
from kazcoop_desktop.services.documents import protection
from kazcoop_desktop.views import file_dialogs
from kazcoop_desktop.views.cards import quiet
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.records.dialog import RecordDialog


class ProtectedCopyDialog(RecordDialog):
    """The log entry as a form, and below it which PDF of the document is protected, and with which password."""

    def __init__(self, office: Office, entry: Disclosure, parent: QWidget | None = None) -> None:
        super().__init__(office, entry, parent)
        self._pdfs = [
            each for each in files.of_record(entry.document) if each.media_type == "application/pdf"
        ]
        self.source = QComboBox()
        self.source.addItems([attachment.name for attachment in self._pdfs])
        self.password = QLineEdit(protection.new_password())
        self.password.setReadOnly(True)
        self.save_button.setText(_("Make the copy…"))
        fields = QFormLayout()
        fields.addRow(_("File of the document"), self.source)
        fields.addRow(_("Password for the recipient"), self.password)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertLayout(column.count() - 1, fields)
        column.insertWidget(column.count() - 1, quiet(protection.what_it_does(), wraps=True))
        if not self._pdfs:
            self.notice.complain(_("Attach the scan of the document as a PDF first."))
            self.save_button.setEnabled(False)

    def save(self) -> None:
        """Asks where the copy goes, makes it and logs it; or says beside the fields what is missing."""
        draft = self.details.draft()
        assert isinstance(draft, Disclosure)
        problems = self.details.unreadable() or problems_of(draft)
        if problems:
            self.details.show_problems(problems)
            return
        chosen = file_dialogs.to_save(
            self, _("Protected copy"), f"{draft.document}.pdf", "PDF (*.pdf)", purpose="paper"
        )
        if chosen:
            self.make(draft, self._pdfs[self.source.currentIndex()], chosen)

    def make(self, entry: Disclosure, source: Attachment, target: Path) -> None:
        """Makes the copy of one of the document's files and logs it."""
        entry.file_name = target.name
        try:
            with self.notice.telling(but=Invalid):
                protected_copy.hand_over(
                    entry,
                    files.content_of(source),
                    password=self.password.text(),
                    by=self.office.person,
                    deliver=target.write_bytes,
                )
                self.office.announce(Disclosure)
                self.accept()
        except Invalid as error:
            self.details.show_problems(error.problems)
