"""Entering the signatures of a signed acquaintance sheet: the day, and the scan of the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import peewee as pw
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kazcoop_desktop.i18n import N_, _, ngettext
from kazcoop_desktop.models.institution import Employee
from kazcoop_desktop.services.documents import acquaintance
from kazcoop_desktop.services.documents.acquaintance import Sheet
from kazcoop_desktop.views import file_dialogs
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.records.buttons import PrimaryButton
from kazcoop_desktop.views.records.digits import DateEditor
from kazcoop_desktop.views.records.notice import Notice


class SignDialog(QDialog):
    """Enters the signatures of these people on one day; a refused one leaves all as it was."""

    guide_page = "acquaintance"

    def __init__(
        self,
        office: Office,
        sheet: Sheet,
        people: Sequence[Employee],
        *,
        scan: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._office = office
        self._sheet = sheet
        self._people = people
        self.scan = scan
        self.setWindowTitle(_("Signatures of acquaintance"))
        self.notice = Notice()
        self.day = DateEditor(pw.DateField(verbose_name=N_("Signed on"), null=True))
        self.day.set_value(office.today())
        self._scan_name = QLabel()
        choose = QPushButton(_("Choose…"))
        choose.clicked.connect(self._choose)
        scan_row = QHBoxLayout()
        scan_row.addWidget(self._scan_name, 1)
        scan_row.addWidget(choose)
        fields = QFormLayout()
        fields.addRow(_("Signed on"), self.day)
        fields.addRow(_("Scan of the sheet"), scan_row)
        self.enter_button = PrimaryButton(_("Enter signatures"))
        self.enter_button.setDefault(True)
        self.enter_button.clicked.connect(self.enter)
        buttons = QDialogButtonBox()
        buttons.addButton(self.enter_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(_("&Cancel"), QDialogButtonBox.ButtonRole.RejectRole).clicked.connect(self.reject)
        count = ngettext("{n} signature is entered.", "{n} signatures are entered.", len(people))
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(self.notice)
        column.addWidget(QLabel(count.format(n=len(people))))
        column.addLayout(fields)
        column.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 60)
        self._show_scan()

    def enter(self) -> None:
        """Enters the signatures and closes, or says which one cannot be."""
        day = self.day.value()
        if day is None:
            said = _("Fill in “{field}”.").format(field=_("Signed on"))
            self.notice.complain(self.day.unreadable() or said)
            return
        read = self._sheet.amendment or self._sheet.edition
        with self.notice.telling():
            acquaintance.sign(read, self._people, on=day, by=self._office.person, scan=self.scan)
            self.accept()

    def _choose(self) -> None:
        if scan := file_dialogs.to_open(self, _("Scan of the sheet"), purpose="scan"):
            self.scan = scan
            self._show_scan()

    def _show_scan(self) -> None:
        self._scan_name.setText(self.scan.name if self.scan else _("no file chosen"))
