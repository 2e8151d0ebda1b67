from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage, QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kazcoop_desktop.models.agreement import Activity, Agreement
from kazcoop_desktop.models.attached import Paper
from kazcoop_desktop.models.partner import Partner, PartnerContact
from kazcoop_desktop.models.reference import ChecklistItem, StageRule
from kazcoop_desktop.services import files, history, records
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.records.tab import RecordsTab

Press = Callable[[str], None]
Type = Callable[[QWidget, str], None]


def editor(tab: RecordsTab, field: Any) -> Any:
    return tab.register.form.details.editors[field]


def page(tab: RecordsTab, name: str) -> Any:
    """Goes to the page whose name begins so, and gives its widget."""
    form = tab.register.form
    button = next(each for each in form.bar.buttons() if each.text().startswith(name))
    button.click()
    return form.stack.currentWidget()


def test_a_new_record_is_typed_saved_and_stands_in_the_table(
    office: Office, show_tab: Callable[..., RecordsTab], type_into: Type, answered: Callable[[], None]
) -> None:
    tab = show_tab(Partner)

    tab.register.new_action.trigger()
    type_into(editor(tab, Partner.name).line, "Вена музыка университеті")
    type_into(editor(tab, Partner.country).line, "Austria")
    editor(tab, Partner.country)._popup.hide()
    editor(tab, Partner.country).line.editingFinished.emit()
    tab.register.form.save_action.trigger()
    answered()

    saved = Partner.get()
    assert (saved.name, saved.country) == ("Вена музыка университеті", "AT")
    assert tab.register.records.index(0, 0).data() == "Вена музыка университеті"


def test_what_is_missing_is_said_beside_the_field_only_when_saving(
    office: Office, show_tab: Callable[..., RecordsTab], qtbot: QtBot
) -> None:
    tab = show_tab(Partner)
    tab.register.new_action.trigger()
    details = tab.register.form.details
    assert details.problem_beside(Partner.name) == ""

    tab.register.form.save()

    assert details.problem_beside(Partner.name) == "Fill in “Name in its own language”."
    assert details.problem_beside(Partner.country) == "Fill in “Country”."
    qtbot.waitUntil(lambda: editor(tab, Partner.name).line.hasFocus())


def test_a_wrong_value_is_told_after_it_was_changed(tab: RecordsTab, type_into: Type, qtbot: QtBot) -> None:
    type_into(editor(tab, Agreement.expires_on).line, "31.02.2026")

    details = tab.register.form.details
    qtbot.waitUntil(
        lambda: details.problem_beside(Agreement.expires_on) == "There is no such date: 31.02.2026."
    )
    assert not tab.register.form.save()


def test_undo_goes_back_across_fields_and_redo_forward(tab: RecordsTab, type_into: Type) -> None:
    form = tab.register.form
    type_into(editor(tab, Agreement.title).line, "Келісім")
    type_into(editor(tab, Agreement.purpose).text, "!")

    form.undo_action.trigger()
    form.undo_action.trigger()
    assert editor(tab, Agreement.title).value() == ""
    assert editor(tab, Agreement.purpose).value() == "Алмасу"
    assert not form.is_changed()

    form.redo_action.trigger()
    assert editor(tab, Agreement.title).value() == "Келісім"
    assert form.is_changed()


def test_ctrl_z_in_a_field_reaches_the_form(tab: RecordsTab, type_into: Type, qtbot: QtBot) -> None:
    line = editor(tab, Agreement.title).line
    line.setFocus()
    type_into(line, "Келісім")

    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert line.text() == ""
    assert not tab.register.form.undo_action.isEnabled()


def test_escape_gives_up_the_edits(tab: RecordsTab, type_into: Type) -> None:
    type_into(editor(tab, Agreement.title).line, "Келісім")

    tab.register.form.undo_edits_action.trigger()

    assert editor(tab, Agreement.title).value() == ""
    assert not tab.register.form.save_action.isEnabled()


def test_edits_given_up_can_be_brought_back(tab: RecordsTab, type_into: Type) -> None:
    type_into(editor(tab, Agreement.title).line, "Келісім")
    tab.register.form.undo_edits_action.trigger()

    tab.register.form.undo_action.trigger()

    assert editor(tab, Agreement.title).value() == "Келісім"


def test_a_record_with_stray_spaces_is_not_taken_for_edited(tab: RecordsTab, agreement: Agreement) -> None:
    agreement.note = " ескертпе "
    records.save(agreement, by="Болат")

    tab.show_record(Agreement, agreement.id)

    assert not tab.register.form.is_changed()


@pytest.mark.parametrize(
    ("answer", "leaves", "kept"), [("Save", True, "Келісім"), ("Don't save", True, ""), ("Cancel", False, "")]
)
def test_leaving_with_edits_asks(
    tab: RecordsTab, type_into: Type, pressing: Press, answer: str, leaves: bool, kept: str
) -> None:
    type_into(editor(tab, Agreement.title).line, "Келісім")

    pressing(answer)

    assert tab.may_leave() is leaves
    assert Agreement.get().title == kept


def test_another_row_is_chosen_only_after_the_question(
    tab: RecordsTab, partner: Partner, type_into: Type, pressing: Press, answered: Any, qtbot: QtBot
) -> None:
    other = records.save(Agreement(partner=partner, number="КС-2"), by="Айгүл")
    tab.register.refresh()
    answered()
    type_into(editor(tab, Agreement.title).line, "Келісім")
    first = tab.register.form.record

    pressing("Cancel")
    tab.register.table.selectRow(tab.register.records.row_of(other.id))
    qtbot.waitUntil(lambda: tab.register.table.current_id() == first.id)

    assert tab.register.form.record is first
    assert editor(tab, Agreement.title).value() == "Келісім"


def test_an_edit_of_somebody_else_is_not_overwritten_unasked(
    tab: RecordsTab, agreement: Agreement, type_into: Type
) -> None:
    form = tab.register.form
    type_into(editor(tab, Agreement.title).line, "Менікі")
    theirs = Agreement.get_by_id(agreement.id)
    theirs.level = "Оныкі"
    records.save(theirs, by="Болат")

    assert not form.save()

    assert "was changed by Болат" in form.notice.text()
    assert "Болат filled in “Level of cooperation reached”: Оныкі" in form.notice.text()
    assert editor(tab, Agreement.title).value() == "Менікі"
    assert Agreement.get_by_id(agreement.id).title == ""


def test_after_a_conflict_my_edits_can_be_saved_and_theirs_stay(
    tab: RecordsTab, agreement: Agreement, type_into: Type, button_of: Callable[..., Any]
) -> None:
    form = tab.register.form
    type_into(editor(tab, Agreement.title).line, "Менікі")
    theirs = Agreement.get_by_id(agreement.id)
    theirs.level = "Оныкі"
    records.save(theirs, by="Болат")
    form.save()

    button_of(form.notice, "Save my edits over it").click()

    saved = Agreement.get_by_id(agreement.id)
    assert (saved.title, saved.level) == ("Менікі", "Оныкі")


def test_after_a_conflict_their_version_can_be_taken(
    tab: RecordsTab, agreement: Agreement, type_into: Type, button_of: Callable[..., Any]
) -> None:
    form = tab.register.form
    type_into(editor(tab, Agreement.title).line, "Менікі")
    theirs = Agreement.get_by_id(agreement.id)
    theirs.title = "Оныкі"
    records.save(theirs, by="Болат")
    form.save()

    button_of(form.notice, "Show their version").click()

    assert editor(tab, Agreement.title).value() == "Оныкі"
    assert not form.is_changed()


def test_a_case_is_moved_to_its_next_stage(
    tab: RecordsTab, agreement: Agreement, dialog_over: Callable[..., Any]
) -> None:
    form = tab.register.form
    assert form.stages.next.text() == "Move to: Negotiations"

    form.stages.next.click()
    dialog_over(form).move_button.click()

    assert Agreement.get_by_id(agreement.id).stage == "negotiations"
    assert form.stages.next.text() == "Move to: Draft"
    assert history.of_record(agreement)[0].act == "moved"


def test_what_a_stage_needs_is_listed_and_the_case_can_move_anyway(
    store: object, tab: RecordsTab, agreement: Agreement, dialog_over: Callable[..., Any]
) -> None:
    records.save(StageRule(applies_to="agreement", stage="negotiations", fields="level"), by="Айгүл")

    tab.register.form.move_to("negotiations")
    dialog = dialog_over(tab.register.form)
    assert dialog.missing == ["Fill in “Level of cooperation reached”."]
    assert dialog.move_button.text().replace("&", "") == "Continue anyway"
    dialog.move_button.click()

    assert Agreement.get_by_id(agreement.id).stage == "negotiations"


def test_a_stage_that_the_rules_forbid_is_told_beside_the_field(
    tab: RecordsTab, agreement: Agreement, dialog_over: Callable[..., Any]
) -> None:
    tab.register.form.move_to("signed")
    dialog_over(tab.register.form).move_button.click()

    assert Agreement.get_by_id(agreement.id).stage == "initiated"
    assert tab.register.form.details.problem_beside(Agreement.signed_on) == "Fill in “Signed on”."


def test_a_scan_dropped_on_a_record_is_filed_with_it(
    tab: RecordsTab, agreement: Agreement, tmp_path: Path
) -> None:
    scan = tmp_path / "келісім.pdf"
    scan.write_bytes(b"%PDF-1.7 scan")
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(scan))])

    tab.register.form.dropEvent(
        QDropEvent(
            QPointF(9, 9),
            Qt.DropAction.CopyAction,
            dropped,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )

    assert [each.name for each in files.of_record(agreement)] == ["келісім.pdf"]
    assert "Files 1" in tab.register.form.bar.names()
    assert tab.register.form.stack.currentWidget() is tab.register.form.files


def test_a_copied_picture_is_pasted_as_a_file(tab: RecordsTab, agreement: Agreement) -> None:
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    QGuiApplication.clipboard().setImage(picture)

    page(tab, "Files").paste_action.trigger()

    (filed,) = files.of_record(agreement)
    assert filed.media_type == "image/png"


def test_a_refused_file_is_explained(tab: RecordsTab, agreement: Agreement, tmp_path: Path) -> None:
    program = tmp_path / "program.exe"
    program.write_bytes(b"MZ")

    files_page = page(tab, "Files")
    files_page.file([program])

    assert "“program.exe” is not a file that can be kept" in files_page.notice.text()


def test_a_file_is_removed_after_a_question(
    tab: RecordsTab, agreement: Agreement, pressing: Press, tmp_path: Path
) -> None:
    files.attach(agreement, b"%PDF-1.7 scan", name="scan.pdf", by="Айгүл")
    files_page = page(tab, "Files")
    files_page.list.topLevelItem(0).setSelected(True)

    pressing("Remove")
    files_page.remove_action.trigger()

    assert files.of_record(agreement) == []


def test_an_item_of_the_checklist_is_ticked_with_day_and_person(
    tab: RecordsTab, agreement: Agreement
) -> None:
    item = ChecklistItem(applies_to="agreement", code="draft", name_kk="Жоба", name_en="Draft")
    records.save(item, by="Айгүл")
    tab.register.form.refresh()
    assert "Checklist 0/1" in tab.register.form.bar.names()

    page(tab, "Checklist").boxes["draft"].click()

    assert "Checklist 1/1" in tab.register.form.bar.names()
    assert history.of_record(agreement)[0].act == "ticked"


def test_a_signed_scan_comes_back_to_its_paper(tab: RecordsTab, agreement: Agreement, tmp_path: Path) -> None:
    Paper.create(kind="agreement", record_id=agreement.id, form="service_letter", language="kk", who="Айгүл")
    scan = tmp_path / "signed.pdf"
    scan.write_bytes(b"%PDF-1.7 signed")

    papers_page = page(tab, "Papers")
    papers_page.list.topLevelItem(0).setSelected(True)
    papers_page.file_scan(scan)

    paper = Paper.get()
    assert paper.returned_on == date(2026, 11, 20)
    assert paper.signed_scan.name == "signed.pdf"
    assert papers_page.list.topLevelItem(0).text(5) == "20.11.2026"


def test_the_history_is_told_in_sentences(tab: RecordsTab, agreement: Agreement) -> None:
    agreement.title = "Жаңа"
    records.save(agreement, by="Болат")

    told = page(tab, "History").toPlainText()

    assert "Болат filled in “Title”: Жаңа" in told
    assert "Айгүл entered the record" in told


def test_a_part_is_added_in_a_dialog(
    tab: RecordsTab, agreement: Agreement, type_into: Type, dialog_over: Callable[..., Any]
) -> None:
    activities = page(tab, "Activities")
    activities.add_action.trigger()
    dialog = dialog_over(activities)
    type_into(dialog.details.editors[Activity.name].line, "Шеберлік сыныбы")
    type_into(dialog.details.editors[Activity.starts_on].line, "1.12.26")

    dialog.save_button.click()

    saved = Activity.get()
    assert (saved.agreement_id, saved.starts_on) == (agreement.id, date(2026, 12, 1))
    assert "Activities 1" in tab.register.form.bar.names()
    assert activities.records.rowCount() == 1


def test_a_part_that_lacks_something_stays_in_the_dialog(
    tab: RecordsTab, dialog_over: Callable[..., Any]
) -> None:
    activities = page(tab, "Activities")
    activities.add_action.trigger()
    dialog = dialog_over(activities)

    dialog.save()

    assert dialog.isVisible()
    assert dialog.details.problem_beside(Activity.name) == "Fill in “Activity”."


def test_a_deleted_part_can_be_taken_back(
    tab: RecordsTab, partner: Partner, pressing: Press, answered: Callable[[], None]
) -> None:
    records.save(PartnerContact(partner=partner, name="Анна", email="anna@example.org"), by="Айгүл")
    tab.show_record(Partner, partner.id)
    contacts = page(tab, "Contact persons")
    contacts.table.selectRow(0)

    pressing("Delete")
    contacts.delete_action.trigger()
    assert contacts.records.rowCount() == 0
    (deleted,) = records.recycle_bin()
    records.restore(deleted, by="Айгүл")
    tab.office.announce(PartnerContact)

    assert contacts.records.rowCount() == 1


def test_records_that_name_this_one_are_listed_and_open_in_their_register(
    tab: RecordsTab, partner: Partner, agreement: Agreement, qtbot: QtBot
) -> None:
    tab.show_record(Partner, partner.id)
    agreements = page(tab, "Agreements")
    agreements.table.selectRow(0)

    with qtbot.waitSignal(tab.office.wanted) as wanted:
        agreements.open_action.trigger()

    assert wanted.args == [Agreement, agreement.id]


def test_a_new_record_like_another_is_warned_of(tab: RecordsTab, type_into: Type, qtbot: QtBot) -> None:
    tab.new_record(Partner)
    type_into(editor(tab, Partner.name).line, "КАЗАК УЛТТЫК КОНСЕРВАТОРИЯСЫ")

    notice = tab.register.form.notice
    qtbot.waitUntil(lambda: "There is such a record already" in notice.text())


def test_two_partners_are_merged(
    tab: RecordsTab, partner: Partner, agreement: Agreement, dialog_over: Callable[..., Any]
) -> None:
    other = records.save(Partner(name="Казак ұлттық консерваториясы", country="KZ"), by="Айгүл")
    tab.show_record(Partner, other.id)

    tab.register.form.merge_action.trigger()
    dialog = dialog_over(tab.register.form)
    assert dialog.other.value() == partner.id
    dialog.merge_button.click()

    assert Agreement.get_by_id(agreement.id).partner_id == other.id
    assert Partner.get_by_id(partner.id).deleted_at is not None


def test_the_record_opens_large_and_goes_back(tab: RecordsTab, qtbot: QtBot) -> None:
    register = tab.register
    register.table.setFocus()

    qtbot.keyClick(register.table, Qt.Key.Key_F2)
    assert register.table.isHidden()
    register.form.head.back.click()

    assert not register.table.isHidden()
    assert not register.form.isHidden()


def test_printing_asks_for_the_papers_of_the_selected_records(
    tab: RecordsTab, agreement: Agreement, qtbot: QtBot
) -> None:
    tab.register.table.selectRow(0)
    tab.register.print_menu.aboutToShow.emit()

    with qtbot.waitSignal(tab.print_wanted) as wanted:
        tab.register.print_menu.actions()[0].trigger()

    assert wanted.args == ["service_letter", [agreement.id], Agreement]


def test_the_nearest_deadline_stands_beside_the_name_and_before_the_row(
    tab: RecordsTab, agreement: Agreement, answered: Callable[[], None]
) -> None:
    from kazcoop_desktop.services import shipped

    shipped.load(by="KazCoop")
    agreement.signed_on, agreement.stage = date(2026, 11, 16), "signed"
    records.save(agreement, by="Айгүл")
    tab.register.refresh()
    answered()

    assert "day" in tab.register.form.head.badge.text()
    mark = tab.register.records.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert tab.register.form.head.badge.text() in mark


def test_every_command_has_its_usual_keys(tab: RecordsTab) -> None:
    keys = {name: command.shortcut().toString() for name, command in tab.commands.items()}

    assert keys | {"record": ""} == {
        "new": "Ctrl+N",
        "open": "F2",
        "save": "Ctrl+S",
        "undo_edits": "Esc",
        "delete": "Del",
        "undo": "Ctrl+Z",
        "redo": QKeySequence(QKeySequence.StandardKey.Redo).toString(),
        "copy": "Ctrl+C",
        "find": "Ctrl+F",
        "next_match": "F3",
        "previous_match": "Shift+F3",
        "attach": "Ctrl+Shift+A",
        "next_page": "Ctrl+PgDown",
        "previous_page": "Ctrl+PgUp",
        "print": "Ctrl+P",
        "import": "",
        "export": "",
        "record": "",
    }
