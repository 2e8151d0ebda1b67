"""Handing out everything about a person, and deleting a person's data."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from kazcoop_desktop import i18n
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import RECORDS
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.services import access
from kazcoop_desktop.views import messages
from kazcoop_desktop.views.door.identity import confirm_identity
from kazcoop_desktop.views.personal.erase_dialog import EraseDialog
from kazcoop_desktop.views.records.register import Register

_KIND = "*.zip"


def hand_out(register: Register) -> None:
    """Asks where to and writes everything about the person shown into one file."""
    person = _shown(register)
    if person is None or not confirm_identity(register, _("handing out a person's data")):
        return
    chosen, _kind = QFileDialog.getSaveFileName(
        register, _("Everything about a person"), f"person-{person.id}.zip", f"ZIP ({_KIND})"
    )
    if chosen:
        hand_out_to(register, person, Path(chosen))


def hand_out_to(register: Register, person: Person, target: Path) -> None:
    """Writes the file; whether restricted facts are in it is asked."""
    from kazcoop_desktop.forms.personal import handing_over  # ReportLab is slow to load

    question = _("Write the restricted facts, too: ethnicity, religion, relatives? It is recorded.")
    with register.notice.telling():
        access.require("personal_data")
        names = handing_over.hand_over(
            person,
            target if target.suffix else target.with_suffix(".zip"),
            language=i18n.current(),
            on=register.office.today(),
            by=register.office.person,
            with_restricted=access.may("see_restricted")
            and messages.confirmed(question, _("&With them"), near=register),
        )
        register.office.announce(Person)
        told = i18n.ngettext("Written: {n} file in “{file}”.", "Written: {n} files in “{file}”.", len(names))
        messages.news(told.format(n=len(names), file=target.name), near=register)


def erase(register: Register) -> None:
    """Shows what would go and what would stay; deletes when the person agrees."""
    person = _shown(register)
    if person is None or not register.may_leave():
        return
    if not confirm_identity(register, _("deleting a person's data")):
        return
    with register.notice.telling():
        dialog = EraseDialog(register.office, person, register)
        dialog.accepted.connect(lambda: register.office.announce(*RECORDS))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _shown(register: Register) -> Person | None:
    shown = register.form.record
    if isinstance(shown, Person) and shown.id:
        return shown
    register.notice.complain(str(UserError(_("Choose a record in the table."))))
    return None
