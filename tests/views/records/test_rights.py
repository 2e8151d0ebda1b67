"""What the window offers to a role: its tabs and commands; the others are greyed and say why."""

import pytest

from kazcoop_desktop.models.account import Account
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.base import HIDDEN
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.models.visa import Visa
from kazcoop_desktop.services import access, records
from kazcoop_desktop.views.records.form import RecordPage
from kazcoop_desktop.views.records.register import Register
from kazcoop_desktop.views.tabs import TABS, tab_of
from tests.samples import PERSON, as_administrator, saved


@pytest.fixture
def person(office) -> Person:
    """Somebody entered by a colleague; accounts of several roles."""
    as_administrator()
    for role in ("viewer", "registrar_statistician"):
        records.save(Account(user_name=role.replace("_", "-"), role=role), by=PERSON)
    return saved(Person)


def sign_in(user_name: str) -> None:
    access.signed_in(Account.get(Account.user_name == user_name))


def test_a_viewer_sees_the_commands_greyed_with_the_reason(qtbot, office, person):
    sign_in("viewer")
    register = Register(office, Person)
    qtbot.addWidget(register)

    for command in (register.new_action, register.delete_action, register.print_action):
        assert not command.isEnabled()
        assert command.toolTip().startswith("Your role does not allow this in “Persons”: ")
    register.table.select(person.id)
    assert not register.delete_action.isEnabled()


def test_a_hidden_field_shows_dots_and_is_not_edited(qtbot, office, person):
    sign_in("viewer")
    page = RecordPage(office, Person)
    qtbot.addWidget(page)

    page.show_record(records.get(Person, person.id))

    editor = page.details.editors[Person.iin]
    assert editor.line.text() == HIDDEN
    assert not editor.line.isEnabled()
    assert editor.toolTip() == "This field is hidden for your role."
    assert not page.is_changed()
    assert page.details.draft().iin == person.iin


def test_what_comes_through_is_refused_beside_the_form(qtbot, office, person):
    sign_in("viewer")
    page = RecordPage(office, Person)
    qtbot.addWidget(page)
    page.show_record(records.get(Person, person.id))
    page.details.put(Person.note, "seen")

    assert not page.save()

    assert page.notice.text() == "Your role does not allow this in “Persons”: Change records."
    assert records.get(Person, person.id).note == person.note


def test_a_registrar_has_no_tab_for_what_they_do_not_read(person):
    sign_in("registrar-statistician")

    shown = [tab.title for tab in TABS if tab.is_for()]

    assert "Scholars" not in shown
    assert "Compliance board" not in shown
    assert {"Today", "Agreements", "Mobility", "Letters", "Reference data"} <= set(shown)
    assert tab_of(Visa) is None
    assert tab_of(Agreement) is not None


def test_a_registrar_reads_partners_without_changing_them(qtbot, office, person):
    sign_in("registrar-statistician")
    register = Register(office, Partner)
    qtbot.addWidget(register)

    assert not register.new_action.isEnabled()
    assert "Change records" in access.why_not("change", Partner)
