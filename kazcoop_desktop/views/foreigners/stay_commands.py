"""Commands of a foreigner's stay: an event is entered, a visa extended, its fees calculated, a notice marked as given."""

from __future__ import annotations

from typing import TypeVar

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.foreign_citizen import ForeignCitizen
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.models.stay import StayEvent
from kazcoop_desktop.models.visa import Visa, VisaFee
from kazcoop_desktop.services import records
from kazcoop_desktop.services.foreigners import fees, stays
from kazcoop_desktop.views.records.dialog import RecordDialog
from kazcoop_desktop.views.records.register import Register

R = TypeVar("R", bound=Record)


def enter_event(register: Register) -> None:
    """Asks what happened to the person shown, today unless another day is entered."""
    shown = _shown(register, Record)
    if not isinstance(shown, Person | ForeignCitizen):
        return
    person = shown if isinstance(shown, Person) else shown.person
    event = StayEvent(person=person, happened_on=register.office.today())
    if (case := stays.case_of(person)) is not None:
        event.residence, event.address = case.residence, case.address
    dialog = RecordDialog(register.office, event, register)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def calculate_fees(register: Register) -> None:
    """Enters the state fees of the visa shown with the values of today."""
    if (visa := _shown(register, Visa)) is not None:
        with register.notice.telling():
            fees.calculate(visa, on=register.office.today(), by=register.office.person)
            register.office.announce(VisaFee, Visa)


def extend(register: Register) -> None:
    """Begins a new visa of the same person, from the day after the one shown."""
    if (visa := _shown(register, Visa)) is not None:
        register.new_record(dict(stays.extension_of(visa).__data__))


def notified_today(register: Register) -> None:
    """Marks the event shown as told to the migration service today."""
    if (event := _shown(register, StayEvent)) is not None:
        with register.notice.telling():
            event.notified_on = register.office.today()
            records.save(event, by=register.office.person)
            register.office.announce(StayEvent)


def _shown(register: Register, model: type[R]) -> R | None:
    """The saved record on the page; its edits are dealt with first."""
    if not register.may_leave():
        return None
    record = register.form.record
    if not isinstance(record, model) or not record.id:
        register.notice.complain(_("Choose a record in the table."))
        return None
    return records.get(type(record), record.id)
