"""New versions of what was approved: asking for the reason, and approving them."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.services import revisions
from kazcoop_desktop.views import messages
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.records.buttons import PrimaryButton
from kazcoop_desktop.views.records.notice import Notice


class VersionDialog(QDialog):
    """Asks why an approved record is changed, and opens a new version of it."""

    guide_page = "nothing_is_lost"

    def __init__(self, office: Office, record: Record, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._record = record
        self.setWindowTitle(_("New version"))
        told = QLabel(
            _(
                "What “{name}” holds now is kept. It may then be changed until the new version is approved."
            ).format(name=record)
        )
        told.setWordWrap(True)
        self.notice = Notice()
        self.reason = QLineEdit()
        caption = QLabel(_("Reason"))
        caption.setBuddy(self.reason)
        buttons = QDialogButtonBox()
        self.open_button = PrimaryButton(_("&Open a new version"))
        self.open_button.setDefault(True)
        self.open_button.clicked.connect(self.open_version)
        cancel = buttons.addButton(_("&Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.clicked.connect(self.reject)
        buttons.addButton(self.open_button, QDialogButtonBox.ButtonRole.ActionRole)
        column = QVBoxLayout(self)
        for widget in (self.notice, told, caption, self.reason, buttons):
            column.addWidget(widget)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 64)
        self.reason.setFocus()

    def open_version(self) -> None:
        """Opens the version, or says what is missing."""
        with self.notice.telling():
            revisions.revise(self._record, reason=self.reason.text(), by=self._office.person)
            self.accept()


def approve(office: Office, record: Record, near: QWidget) -> bool:
    """Asks, then closes the new version that is open; False when the person stays."""
    opened = revisions.open_one(record)
    if opened is None:
        return False
    question = _("Approve version {version} of “{name}”? After that it cannot be changed as it is.")
    if not messages.confirmed(question.format(version=opened.number, name=record), _("&Approve"), near=near):
        return False
    revisions.approve(record, by=office.person)
    return True
