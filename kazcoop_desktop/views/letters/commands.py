"""New letters from the one that is shown, and one letter to the partners that are selected."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.letter import Letter
from kazcoop_desktop.services import letters
from kazcoop_desktop.views.records.register import Register

if TYPE_CHECKING:
    from kazcoop_desktop.views.main_window import MainWindow


def answer(register: Register) -> None:
    """Begins the answer to the letter shown."""
    if (letter := _shown(register)) is not None:
        _begin(register, letters.answer_to(letter, on=register.office.today()))


def confirm_receipt(register: Register) -> None:
    """Begins an answer that says that the letter has come."""
    if (letter := _shown(register)) is not None:
        _begin(register, letters.answer_to(letter, on=register.office.today(), opening="confirmation"))


def refuse(register: Register) -> None:
    """Begins an answer that declines."""
    if (letter := _shown(register)) is not None:
        _begin(register, letters.answer_to(letter, on=register.office.today(), opening="refusal"))


def remind(register: Register) -> None:
    """Begins a letter that reminds of our own one, to which no answer has come."""
    letter = _shown(register)
    if letter is None:
        return
    if letter.direction == "incoming":
        register.notice.complain(_("Choose an outgoing letter that awaits an answer."))
        return
    _begin(register, letters.reminder_of(letter, on=register.office.today()))


def finish(register: Register) -> None:
    """Marks the letter shown as done, or the one that it answers."""
    letter = _shown(register)
    if letter is None:
        return
    with register.notice.telling():
        done = letters.finish(letter, on=register.office.today(), by=register.office.person)
        register.office.announce(Letter)
        register.form.refresh()
        register.notice.tell(_("Marked as done: {name}").format(name=done))


def start_again(register: Register) -> None:
    """Begins a letter with the words and people of the one shown."""
    if (letter := _shown(register)) is not None:
        _begin(register, letters.start_from(letter, on=register.office.today()))


def write_to_partners(register: Register) -> None:
    """Asks for the words of one letter to all partners that are selected."""
    from kazcoop_desktop.views.letters.mailing import Mailing

    ids = register.table.selected_ids()
    if not ids:
        register.notice.complain(_("Choose a record in the table."))
    elif register.may_leave():
        Mailing(cast("MainWindow", register.window()), ids).open()


def _shown(register: Register) -> Letter | None:
    """The saved letter on the page; its edits are dealt with first."""
    if not register.may_leave():
        return None
    letter = register.form.record
    if not isinstance(letter, Letter) or not letter.id:
        register.notice.complain(_("Choose a record in the table."))
        return None
    return letter


def _begin(register: Register, letter: Letter) -> None:
    register.new_record(dict(letter.__data__))
