"""What is done with delegations in the window: moving a visit, and the list of a year for the annual report."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

import peewee as pw
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QInputDialog, QVBoxLayout

from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.delegation import Delegation
from kazcoop_desktop.models.visit import ProgrammeItem, VisitRequest
from kazcoop_desktop.services.browse import Query
from kazcoop_desktop.services.delegations import programme, visits
from kazcoop_desktop.views.cards import quiet
from kazcoop_desktop.views.records.buttons import PrimaryButton
from kazcoop_desktop.views.records.digits import DateEditor
from kazcoop_desktop.views.records.notice import Notice
from kazcoop_desktop.views.records.register import Register

if TYPE_CHECKING:
    from kazcoop_desktop.views.main_window import MainWindow

_FIRST_YEAR = 1991


def move_visit(register: Register) -> None:
    """Asks for another day of arrival and moves the whole visit there."""
    delegation = register.form.record
    if not register.may_leave():
        return
    if not isinstance(delegation, Delegation) or not delegation.id:
        register.notice.complain(_("Choose a record in the table."))
        return
    MoveVisit(register, delegation).open()


def export_year(register: Register) -> None:
    """Asks for a year and writes the delegations received in it into a workbook."""
    this_year = register.office.today().year
    year, is_chosen = QInputDialog.getInt(
        register, _("Delegations of a year"), _("Year of arrival"), this_year, _FIRST_YEAR, this_year + 1
    )
    if is_chosen:
        export_received(register, year)


def export_received(register: Register, year: int) -> None:
    """Writes the delegations received in a year into a workbook; says so when there are none."""
    found = visits.received(date(year, 1, 1), date(year, 12, 31))
    if not found:
        register.notice.complain(_("No delegation was received in {year}.").format(year=year))
        return
    ids = [delegation.id for delegation in found]
    cast("MainWindow", register.window()).export_to_excel(Query(Delegation), ids)


class MoveVisit(QDialog):
    """The new day of arrival; programme, requests and bookings go along."""

    guide_page = "delegations"

    def __init__(self, register: Register, delegation: Delegation) -> None:
        super().__init__(register)
        self._register = register
        self._delegation = delegation
        self.setWindowTitle(_("Move the visit"))
        self.notice = Notice()
        self.day = DateEditor(pw.DateField(verbose_name=N_("Arrives on"), null=True))
        self.day.set_value(delegation.arrives_on)
        told = _("The programme, the requests and the bookings move by as many days.")
        form = QFormLayout()
        form.addRow(_("Arrives on"), self.day)
        buttons = QDialogButtonBox()
        self.move_button = PrimaryButton(_("Move the visit"))
        self.move_button.clicked.connect(self.move_it)
        buttons.addButton(self.move_button, QDialogButtonBox.ButtonRole.ActionRole)
        cancel = buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.notice)
        column.addWidget(quiet(told, wraps=True))
        column.addLayout(form)
        column.addWidget(buttons)
        self.finished.connect(self.deleteLater)

    def move_it(self) -> None:
        """Moves the visit, or says why it cannot be moved."""
        day = self.day.value()
        if day is None:
            self.notice.complain(_("Fill in “{field}”.").format(field=_("Arrives on")))
            return
        office = self._register.office
        with self.notice.telling():
            programme.move_visit(self._delegation, arrives_on=day, by=office.person)
            office.announce(Delegation, ProgrammeItem, VisitRequest)
            self.accept()
