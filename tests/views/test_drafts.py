"""A form that was not saved when the program ended is offered when it begins again."""

from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.services import drafts, records
from tests.views.conftest import settle


def typed_into(program, qtbot, city):
    """Edits the first partner, and waits until that is kept."""
    partner = Partner.select().order_by(Partner.id).first()
    program.window.show_record(Partner, partner.id)
    form = program.window.page.register.form
    form.details.put(Partner.city, city)
    qtbot.waitUntil(lambda: len(drafts.kept(owner=program.office.owner)) == 1, timeout=4000)
    return form


def pressed(program, name):
    next(button for button in program.window.notice.buttons if button.text() == name).click()
    settle()


def test_edits_that_were_not_saved_are_offered_and_gone_on_with(program, new_program, home, qtbot):
    typed_into(program, qtbot, "Жаңа қала")
    program.end()

    again = new_program()
    assert again.open(home)
    offered = again.window.notice.text()
    pressed(again, "Continue editing")

    form = again.window.page.register.form
    assert "was not saved when the program ended" in offered
    assert form.details.value(Partner.city) == "Жаңа қала"
    assert form.save()
    assert drafts.kept(owner=again.office.owner) == []


def test_a_new_record_that_was_not_saved_is_begun_again(program, new_program, home, qtbot):
    tab = program.window
    tab.show_list(Partner)
    tab.page.new_record(Partner)
    tab.page.register.form.details.put(Partner.name, "Жазылмай қалған серіктес")
    qtbot.waitUntil(lambda: len(drafts.kept(owner=program.office.owner)) == 1, timeout=4000)
    program.end()

    again = new_program()
    assert again.open(home)
    pressed(again, "Continue editing")

    form = again.window.page.register.form
    assert form.record.id is None
    assert form.is_changed()
    assert form.details.value(Partner.name) == "Жазылмай қалған серіктес"
    form.undo_edits()


def test_edits_that_were_given_up_are_not_offered_again(program, new_program, home, qtbot):
    typed_into(program, qtbot, "Жаңа қала")
    program.end()
    again = new_program()
    assert again.open(home)

    pressed(again, "Give up")

    assert again.window.notice.text() == ""
    assert drafts.kept(owner=again.office.owner) == []


def test_edits_that_were_saved_or_undone_leave_no_draft(program, qtbot):
    form = typed_into(program, qtbot, "Жаңа қала")
    assert form.save()
    assert drafts.kept(owner=program.office.owner) == []
    assert records.get(Partner, form.record.id).city == "Жаңа қала"

    form = typed_into(program, qtbot, "Басқа қала")
    form.undo_edits()

    qtbot.waitUntil(lambda: drafts.kept(owner=program.office.owner) == [], timeout=4000)
