"""The programme page of a delegation: its timetable, where items are moved, and what follows from it."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from kazcoop_desktop.i18n import _, ngettext
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.delegation import Delegation
from kazcoop_desktop.models.visit import ProgrammeItem, VisitRequest
from kazcoop_desktop.services import records
from kazcoop_desktop.services.delegations import programme
from kazcoop_desktop.services.delegations.visits import parts
from kazcoop_desktop.views import messages
from kazcoop_desktop.views.cards import quiet
from kazcoop_desktop.views.delegations.timetable import Timetable
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.records.commands import action, command_row
from kazcoop_desktop.views.records.dialog import RecordDialog
from kazcoop_desktop.views.records.notice import Notice
from kazcoop_desktop.views.records.pages import counted
from kazcoop_desktop.views.records.parts import delete_question
from kazcoop_desktop.views.records.rights import grey_out

_USUAL_START = "10:00"
_MOST_DAYS = 14


class ProgrammePage(QWidget):
    """Days side by side; an item goes to another hour or day by the mouse, or by Ctrl and the arrows."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self._delegation: Delegation | None = None
        self.notice = Notice()
        self.timetable = Timetable()
        self.timetable.moved.connect(self.move_item)
        self.timetable.opened.connect(self.open_item)
        self.timetable.delete_wanted.connect(self.delete_item)
        self.add_action = action(self, "plus", _("Add"), self.add, Qt.Key.Key_Insert)
        self.ask_action = action(
            self, "list-checks", _("Ask for halls, transport and equipment"), self.ask_for_what_it_needs
        )
        grey_out("enter", self.add_action, self.ask_action, model=Delegation)
        self._hint = quiet("", wraps=True)
        self._hint.setContentsMargins(14, 0, 14, 0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(self.timetable)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(command_row(self.add_action, self.ask_action))
        column.addWidget(self.notice)
        column.addWidget(self._hint)
        column.addWidget(area, 1)

    def show_record(self, record: Record) -> None:
        """Shows the programme of this delegation."""
        assert isinstance(record, Delegation)
        self._delegation = record
        days = _days(record)
        self.add_action.setEnabled(bool(days))
        self.timetable.setVisible(bool(days))
        self._hint.setText(
            _("Drag an item to another hour or day, or move it with Ctrl and the arrows. Enter opens it.")
            if days
            else _("Enter first when the delegation arrives and leaves.")
        )
        self.timetable.show_items(days, parts(record, "programme") if days else [])

    def add(self) -> None:
        """Enters a new item in a dialog."""
        if self._delegation is not None and self._delegation.arrives_on is not None:
            current = self.timetable.current()
            day = current.held_on if current else self._delegation.arrives_on
            item = ProgrammeItem(delegation=self._delegation, held_on=day, starts_at=_USUAL_START)
            self._edit(item)

    def open_item(self, item: ProgrammeItem) -> None:
        """Opens an item in a dialog."""
        with self.notice.telling():
            self._edit(records.get(ProgrammeItem, item.id))

    def move_item(self, item: ProgrammeItem, day: date, minutes: int) -> None:
        """Moves an item; where it cannot be, it goes back and the notice says why."""
        with self.notice.telling():
            moved = records.get(ProgrammeItem, item.id)
            programme.move(
                moved, to=day, starts_at=programme.clock_of(max(minutes, 0)), by=self.office.person
            )
            self.notice.hide()
        self.office.announce(ProgrammeItem)
        self._show_again()

    def delete_item(self, item: ProgrammeItem) -> None:
        """Asks, then puts an item into the recycle bin."""
        if messages.confirmed(delete_question([item]), _("&Delete"), near=self):
            with self.notice.telling():
                records.delete(records.get(ProgrammeItem, item.id), by=self.office.person)
            self.office.announce(ProgrammeItem)
            self._show_again()

    def ask_for_what_it_needs(self) -> None:
        """Makes the requests that follow from the programme."""
        if self._delegation is None:
            return
        with self.notice.telling():
            made = programme.ask_for_what_it_needs(self._delegation, by=self.office.person)
            said = ngettext("{n} request is entered.", "{n} requests are entered.", len(made))
            self.notice.complain(said.format(n=len(made)))
        self.office.announce(VisitRequest)

    def _edit(self, item: ProgrammeItem) -> None:
        dialog = RecordDialog(self.office, item, self)
        dialog.accepted.connect(self._show_again)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show_again(self) -> None:
        if self._delegation is not None:
            self.show_record(self._delegation)


def title(record: Record) -> str:
    """The name of the page with the number of items."""
    return counted(_("Timetable"), len(parts(record, "programme")))


def _days(delegation: Delegation) -> list[date]:
    """The days of the visit; of a very long one the first fortnight."""
    first, last = delegation.arrives_on, delegation.last_day()
    if first is None or last is None:
        return []
    count = min((last - first).days + 1, _MOST_DAYS)
    return [first + timedelta(days=number) for number in range(count)]
