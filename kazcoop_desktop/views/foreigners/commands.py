"""A person entered from the lines of a passport, and with it a new foreign citizen."""

from __future__ import annotations

from kazcoop_desktop.models.foreign_citizen import ForeignCitizen
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.views.foreigners.passport_dialog import PassportDialog
from kazcoop_desktop.views.records.register import Register


def from_passport(register: Register) -> None:
    """Asks for the lines; the person entered is then shown, or named by a new foreign citizen."""
    if not register.may_leave():
        return
    dialog = PassportDialog(register.office, register)
    dialog.accepted.connect(lambda: _go_on(register, dialog.person))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _go_on(register: Register, person: Person) -> None:
    if register.model is ForeignCitizen:
        register.new_record({"person": person.id})
    else:
        register.office.wanted.emit(Person, person.id)
