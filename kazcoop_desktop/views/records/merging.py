"""One record made of two that mean the same."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.fields import LinkField
from kazcoop_desktop.services import duplicates, records
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.records.buttons import PrimaryButton
from kazcoop_desktop.views.records.notice import Notice
from kazcoop_desktop.views.records.pickers import LinkPicker


class MergeDialog(QDialog):
    """Asks which record is the same as this one; everything of the other is then given to this one."""

    guide_page = "nothing_is_lost"

    def __init__(self, office: Office, kept: Record, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._kept = kept
        self.setWindowTitle(_("Merge duplicates"))
        kept_name = QLabel(_("“{name}” is kept; the other record goes to the recycle bin.").format(name=kept))
        kept_name.setWordWrap(True)
        self.notice = Notice()
        self.other = LinkPicker(
            LinkField(type(kept), verbose_name=N_("The other record"), null=True), can_create=False
        )
        if alike := duplicates.similar(kept):
            self.other.set_value(alike[0].id)
        caption = QLabel(_("The other record"))
        caption.setBuddy(self.other)
        question = QLabel(_("Merge the two records? The history of both is kept."))
        buttons = QDialogButtonBox()
        cancel = buttons.addButton(_("&Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.setDefault(True)
        cancel.clicked.connect(self.reject)
        self.merge_button = PrimaryButton(_("&Merge"))
        self.merge_button.clicked.connect(self.merge)
        buttons.addButton(self.merge_button, QDialogButtonBox.ButtonRole.ActionRole)
        column = QVBoxLayout(self)
        for widget in (self.notice, kept_name, caption, self.other, question, buttons):
            column.addWidget(widget)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 64)
        self.other.setFocus()

    def merge(self) -> None:
        """Makes one record of the two."""
        with self.notice.telling():
            other = records.get(type(self._kept), self.other.value() or 0)
            records.merge(self._kept, other, by=self._office.person)
            self.accept()
            self._office.announce(type(self._kept))
