"""Internal documents in the window: who has signed, the steps of a change, the wording of a day, copies for outsiders."""

from datetime import date

import pikepdf
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QDialog

from kazcoop_desktop.models import (
    Acquaintance,
    Amendment,
    ChangeNotice,
    Disclosure,
    Document,
    DocumentCopy,
    Edition,
    Employee,
)
from kazcoop_desktop.models.attached import Attachment
from kazcoop_desktop.services import files, records
from kazcoop_desktop.views.documents.acquaintance_page import AcquaintancePage
from kazcoop_desktop.views.documents.protected_copy_dialog import ProtectedCopyDialog
from kazcoop_desktop.views.documents.route_page import RoutePage
from kazcoop_desktop.views.documents.sign_dialog import SignDialog
from kazcoop_desktop.views.documents.wording_page import WordingPage
from kazcoop_desktop.views.tabs import TABS
from tests.views.conftest import settle


@pytest.fixture
def window(program):
    return program.window


def page_of(window, record, kind):
    """The hand-made page of this kind of the record, brought to the front."""
    window.show_record(type(record), record.id)
    settle()
    form = window.page.register.form
    for place, page in enumerate(form._pages):
        form.bar.choose(place)
        form._show_page(place)
        if isinstance(page.widget, kind):
            return page.widget
    raise AssertionError(kind)


def dialog_on(page, kind):
    (dialog,) = [child for child in page.findChildren(QDialog) if isinstance(child, kind)]
    return dialog


def dropped(page, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))


def scan(tmp_path, name="parak.pdf"):
    file = tmp_path / name
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(file)
    return file


def test_the_page_tells_how_many_have_signed_and_can_show_the_others_only(window):
    page = page_of(window, Document.get(), AcquaintancePage)

    assert page.figures.text() == "To be acquainted: 55, signed: 50, outstanding: 5"
    assert page.list.topLevelItemCount() == 55

    page.only_missing.setChecked(True)
    assert page.list.topLevelItemCount() == 5


def test_a_signed_sheet_dropped_on_the_page_ticks_the_persons_chosen(window, tmp_path):
    page = page_of(window, Document.get(), AcquaintancePage)
    page.only_missing.setChecked(True)
    page.list.topLevelItem(0).setCheckState(0, Qt.CheckState.Checked)
    page.list.topLevelItem(3).setCheckState(0, Qt.CheckState.Checked)
    chosen = page.ticked()

    dropped(page, scan(tmp_path))
    dialog_on(page, SignDialog).enter()
    settle()

    assert {row.employee for row in Acquaintance.select().where(Acquaintance.note == "parak.pdf")} == set(
        chosen
    )
    assert Attachment.get(Attachment.name == "parak.pdf").kind == "document"
    assert page.figures.text() == "To be acquainted: 55, signed: 52, outstanding: 3"


def test_a_signature_that_cannot_be_is_refused_in_the_dialog(window, tmp_path):
    page = page_of(window, Document.get(), AcquaintancePage)
    page.tick_all()
    page.sign()
    dialog = dialog_on(page, SignDialog)

    dialog.day.set_value(date(2020, 1, 1))
    dialog.enter()

    assert dialog.isVisible()
    assert "was in force" in dialog.notice.text() or "was hired" in dialog.notice.text()
    dialog.reject()


def test_without_a_tick_the_page_asks_for_one(window):
    page = page_of(window, Document.get(), AcquaintancePage)

    page.sign()

    assert page.notice.isVisible()


def test_the_steps_say_what_is_missing_and_the_program_makes_the_notices(window):
    change = Amendment.get(Amendment.sequence.is_null(False))
    for notice in ChangeNotice.select().limit(3):
        records.delete(notice, by="tester")
    page = page_of(window, change, RoutePage)

    assert not page.enter_action.isEnabled()
    page.notify()

    live = ChangeNotice.select().where(ChangeNotice.deleted_at.is_null())
    assert live.count() == 7


def test_a_change_is_entered_in_the_sheet_from_its_page(window):
    change = Amendment.get(Amendment.sequence.is_null())
    day = change.agreed_on
    change.considered_on = change.decided_on = day
    change.participants, change.votes_for, change.outcome = 9, 9, "adopted"
    records.save(change, by="tester")
    page = page_of(window, change, RoutePage)

    page.enter()

    assert Amendment.get_by_id(change.id).sequence == 2


def test_the_wording_of_a_day_and_the_events_stand_on_one_page(window):
    document, edition = Document.get(), Edition.get()
    page = page_of(window, document, WordingPage)
    assert "with:" in page.holds.text()
    assert "үш жұмыс күні" in page.new.toPlainText()

    page.day.set_value(edition.in_force_on)
    page.day.changed.emit()
    assert page.holds.text() == "Edition 2025-1"

    page.day.set_value(date(2000, 1, 1))
    page.day.changed.emit()
    assert page.holds.text() == "Nothing was in force on this day."


def test_a_new_edition_put_in_force_recalls_the_copies(window):
    document = Document.get()
    draft = records.save(Edition(document=document, name="2026-1"), by="tester")
    page = page_of(window, document, WordingPage)
    assert page.force_action.isEnabled()

    page.put_in_force(draft)

    assert DocumentCopy.select().where(DocumentCopy.recalled_on.is_null(False)).count() == 7
    assert Edition.get(Edition.name == "2025-1").withdrawn_on == window.office.today()


def test_a_protected_copy_is_made_logged_and_opens_with_its_password(window, tmp_path):
    document = Document.get()
    source = files.attach(document, scan(tmp_path, "ereje.pdf"), by="tester")
    page = page_of(window, document, WordingPage)
    page.protect()
    dialog = dialog_on(page, ProtectedCopyDialog)
    entry = dialog.details.draft()
    entry.recipient, entry.permission, entry.permitted_by = "Ұлан Ғабит", "№ 14", Employee.get()

    dialog.make(entry, source, tmp_path / "kuzhat.pdf")

    assert Disclosure.get().file_name == "kuzhat.pdf"
    with pikepdf.open(tmp_path / "kuzhat.pdf", password=dialog.password.text()) as made:
        assert made.encryption.R == 6


def test_a_protected_copy_without_a_scan_asks_for_one(window):
    page = page_of(window, Document.get(), WordingPage)

    page.protect()

    dialog = dialog_on(page, ProtectedCopyDialog)
    assert not dialog.save_button.isEnabled()
    dialog.reject()


def test_the_board_shows_the_whole_office_and_opens_what_was_not_read(window):
    window.show_tab([tab.title for tab in TABS].index("Acquaintance"))
    settle()
    board = window.page
    assert board.figures.text() == "Signatures outstanding: 21; employees: 21"

    board.sought.setText("бухгалтерия")
    assert board.tree.topLevelItemCount() == 1

    unit = board.tree.topLevelItem(0)
    board.tree.itemActivated.emit(unit.child(0).child(0), 0)
    settle()
    assert window.page.register.model in (Document, Amendment)
