from pathlib import Path

import pytest
import xlsxwriter
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from kazcoop_desktop.app import Program
from kazcoop_desktop.models import Letter, Partner
from kazcoop_desktop.services import browse, records
from kazcoop_desktop.services.spreadsheets import workbook
from kazcoop_desktop.views import spreadsheets
from kazcoop_desktop.views.import_dialog import ImportDialog

WAIT = 30_000


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Тізім")
        book.add_worksheet("Басқа парақ")
        for row, cells in enumerate(
            [
                ["Name", "Country", "Moon phase"],
                ["Nordic Academy", "Korea, Republic of", "full"],
                ["Southern Academy", "Alemannia", "new"],
            ]
        ):
            sheet.write_row(row, 0, cells)
    return path


@pytest.fixture
def dialog(program: Program, qtbot: QtBot, listed: Path) -> ImportDialog:
    dialog = ImportDialog(program.office, program.worker, Partner, listed)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    rest(qtbot, dialog)
    return dialog


def rest(qtbot: QtBot, dialog: ImportDialog) -> None:
    qtbot.waitUntil(lambda: dialog._job is None, timeout=WAIT)


def choose(dialog: ImportDialog, table: str, row: int, column: int, value: str | int) -> None:
    box = getattr(dialog, table).cellWidget(row, column)
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_a_file_is_checked_at_once_and_nothing_is_written(dialog: ImportDialog) -> None:
    before = Partner.select().count()

    assert "New: 1, changed: 0, unchanged: 0, with errors: 1" in dialog.counts.text()
    assert [dialog.rows.item(row, 1).text() for row in range(2)] == ["Error", "New"]
    assert Partner.select().count() == before


def test_what_is_shown_is_written_and_can_be_undone(dialog: ImportDialog, qtbot: QtBot) -> None:
    before = Partner.select().count()
    dialog.write_button.click()
    rest(qtbot, dialog)

    assert Partner.select().count() == before + 1
    assert dialog.undo_button.isVisible()

    dialog.undo_button.click()
    rest(qtbot, dialog)
    assert Partner.select().count() == before


def test_what_was_not_understood_is_answered_once(dialog: ImportDialog, qtbot: QtBot) -> None:
    assert dialog.questions.item(0, 1).text() == "Alemannia"

    choose(dialog, "questions", 0, 2, "DE")
    rest(qtbot, dialog)

    assert "New: 2" in dialog.counts.text()
    assert dialog.questions.rowCount() == 0


def test_an_answer_is_shown_and_asked_for_again_when_a_person_says_so(
    dialog: ImportDialog, qtbot: QtBot
) -> None:
    choose(dialog, "questions", 0, 2, "DE")
    rest(qtbot, dialog)
    shown = [dialog.remembered.item(0, column).text() for column in range(3)]
    assert shown == ["Country", "alemannia", "Germany"]

    dialog.remembered.cellWidget(0, 3).click()
    rest(qtbot, dialog)

    assert dialog.remembered.rowCount() == 0
    assert dialog.questions.item(0, 1).text() == "Alemannia"


def test_a_column_is_given_its_field_by_hand(dialog: ImportDialog, qtbot: QtBot) -> None:
    choose(dialog, "columns", 2, 1, "note")
    rest(qtbot, dialog)
    dialog.write_button.click()
    rest(qtbot, dialog)

    assert Partner.get(Partner.name == "Nordic Academy").note == "full"


def test_without_a_column_that_is_needed_the_columns_are_shown(dialog: ImportDialog, qtbot: QtBot) -> None:
    choose(dialog, "columns", 1, 1, "")
    rest(qtbot, dialog)

    assert dialog.pages.currentWidget() is dialog.columns
    assert not dialog.write_button.isEnabled()
    assert "Country" in dialog.notice.text()


def test_rows_with_errors_are_saved_for_correction(
    dialog: ImportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.save_wrong_to(tmp_path / "wrong.xlsx")
    rest(qtbot, dialog)

    assert list(workbook.read(tmp_path / "wrong.xlsx").rows)[1][1][0] == "Southern Academy"


def test_a_bad_file_gets_a_sentence(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"no workbook")
    dialog = ImportDialog(program.office, program.worker, Partner, bad)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    rest(qtbot, dialog)

    assert dialog.notice.text() == "The file “bad.xlsx” is not an Excel table."
    assert not dialog.write_button.isEnabled()


def test_the_rows_of_a_view_are_exported_in_the_child_process(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    target = tmp_path / "partners.xlsx"
    query = browse.Query(Partner, filters={Partner.country: ["DE"]}, order=Partner.city, descending=True)

    job = spreadsheets.export_to(program.window, query, None, target)
    with qtbot.waitSignal(job.done, timeout=WAIT):
        pass

    assert len(workbook.read(target).rows) == query.count() + 1


def test_the_menus_lend_import_and_export(program: Program) -> None:
    program.window.show_list(Partner)

    commands = program.window.page.commands
    assert commands["import"].isEnabled()
    assert commands["export"].isEnabled()


def test_which_of_two_partners_is_meant_is_answered_once(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    german, austrian = (
        records.save(Partner(name="Musikhochschule", country=country), by="Айгүл") for country in ("DE", "AT")
    )
    path = tmp_path / "letters.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Partner", "Subject", "Registered on"])
        sheet.write_row(1, 0, ["Musikhochschule", "Шақыру", "12.03.2026"])
    dialog = ImportDialog(program.office, program.worker, Letter, path)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    rest(qtbot, dialog)
    box = dialog.questions.cellWidget(0, 2)
    assert isinstance(box, QComboBox)
    offered = [box.itemText(at) for at in range(1, box.count())]
    assert [text.split(" · ")[:2] for text in offered] == [
        ["Musikhochschule", "Austria"],
        ["Musikhochschule", "Germany"],
    ]

    choose(dialog, "questions", 0, 2, austrian.id)
    rest(qtbot, dialog)
    dialog.write_button.click()
    rest(qtbot, dialog)

    assert Letter.get(Letter.subject == "Шақыру").partner == austrian
    assert not german.letters.exists()
