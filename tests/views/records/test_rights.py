"""What the window offers to a role: its tabs and commands; the others are greyed and say why."""

import pytest
from PySide6.QtWidgets import QToolButton

from kazcoop_desktop.models.account import Account
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.base import HIDDEN, kind_of
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.models.visa import Visa
from kazcoop_desktop.services import access, checklists, files, papers, records, shipped
from kazcoop_desktop.views import delegations, documents, foreigners, mobility, personal
from kazcoop_desktop.views.records.checklist import ChecklistPage
from kazcoop_desktop.views.records.editors import LineEditor
from kazcoop_desktop.views.records.files_page import FilesPage
from kazcoop_desktop.views.records.form import RecordPage
from kazcoop_desktop.views.records.papers_page import PapersPage
from kazcoop_desktop.views.records.register import Register
from kazcoop_desktop.views.tabs import TABS, tab_of
from tests.samples import PERSON, as_administrator, saved

WINGS = (delegations, documents, foreigners, mobility, personal)


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


def test_a_viewer_reads_the_fields_only_and_opens_what_they_name(qtbot, office, person):
    visa = saved(Visa)
    sign_in("viewer")
    page = RecordPage(office, Visa)
    qtbot.addWidget(page)

    page.show_record(records.get(Visa, visa.id))

    reason = "Your role does not allow this in “Visas”: Change records."
    for field, editor in page.details.editors.items():
        assert not (editor.line if isinstance(editor, LineEditor) else editor).isEnabled(), field.name
    assert page.details.editors[Visa.note].parentWidget().toolTip() == reason
    picker = page.details.editors[Visa.person]
    with qtbot.waitSignal(page.details.open_wanted):
        picker.findChild(QToolButton).click()


def test_a_viewer_ticks_no_checklist_and_files_nothing(qtbot, office, person):
    agreement = saved(Agreement)
    shipped.load(by=PERSON)
    checklists.tick(agreement, "draft", on=office.today(), by=PERSON)
    files.attach(agreement, b"%PDF-1.7\n", name="scan.pdf", by=PERSON)
    papers.issue([agreement], "service_letter", "kk", by=PERSON, on=office.today())
    sign_in("viewer")
    ticks, filed, printed = (
        ChecklistPage(office),
        FilesPage(office, Agreement),
        PapersPage(office, Agreement),
    )
    for page in (ticks, filed, printed):
        qtbot.addWidget(page)
        page.show_record(agreement)
    filed.list.setCurrentItem(filed.list.topLevelItem(0))

    reason = "Your role does not allow this in “Agreements”: Change records."
    commands = (
        *ticks.boxes.values(),
        filed.attach_action,
        filed.remove_action,
        filed.paste_action,
        printed.scan_action,
        printed.returned_action,
    )
    assert ticks.boxes
    for command in commands:
        assert not command.isEnabled()
        assert command.toolTip() == reason
    assert filed.open_action.isEnabled()


READING = {"Open the agreement", "Turn"}


@pytest.mark.parametrize("model", [model for wing in WINGS for model in wing.PAGES], ids=kind_of)
def test_a_viewer_finds_the_buttons_of_a_page_written_by_hand_greyed(qtbot, office, person, model):
    record = saved(model) if model is not Person else person
    sign_in("viewer")
    form = RecordPage(office, model)
    qtbot.addWidget(form)
    form.show_record(records.get(model, record.id))

    for wing in WINGS:
        for _title, make in wing.PAGES.get(model, ()):
            page = make(office)
            qtbot.addWidget(page)
            page.show_record(record)
            for command in page.actions():
                assert command.text().replace("&", "") in READING or not command.isEnabled(), command.text()
