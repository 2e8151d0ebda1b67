"""Letters in the window: entered, answered and filed from the keyboard, shown with what they concern, sent to many."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from kazcoop_desktop.app import Program
from kazcoop_desktop.models import Agreement, Letter, Partner
from kazcoop_desktop.models.attached import Paper
from kazcoop_desktop.models.base import address_of
from kazcoop_desktop.services import files, letters, records
from kazcoop_desktop.views.letters.mailing import Mailing
from kazcoop_desktop.views.print_preview import PrintPreview
from kazcoop_desktop.views.records.pickers import AnyRecordPicker
from kazcoop_desktop.views.records.register import Register
from tests.views.conftest import settle

WAIT = 30_000
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    target = tmp_path / "хат.pdf"
    Image.new("RGB", (60, 80), "white").save(target, "PDF")
    return target


def register_of(program: Program, model: type[Any]) -> Register:
    assert program.window is not None
    program.window.show()
    program.window.show_list(model)
    settle()
    register: Register = program.window.page.register
    return register


def editor_of(register: Register, name: str) -> Any:
    return next(each for field, each in register.form.details.editors.items() if field.name == name)


def type_letters(text: str) -> None:
    """Types into whatever has the focus."""
    box = QApplication.focusWidget()
    box.insert(text) if hasattr(box, "insert") else box.insertPlainText(text)  # type: ignore[union-attr]
    if hasattr(box, "textEdited"):
        box.textEdited.emit(box.text())


def own(register: Register, words: str) -> Any:
    return {action.text().replace("&", ""): action for action in register.own_actions}[words]


def test_a_letter_and_its_scan_are_registered_from_the_keyboard(
    program: Program, qtbot: QtBot, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register = register_of(program, Letter)
    before = Letter.select().count()

    qtbot.keyClick(register, Qt.Key.Key_N, CONTROL)
    assert QApplication.focusWidget() is editor_of(register, "partner").line
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    for _step in range(3):  # past the button of the partner
        if QApplication.focusWidget() is editor_of(register, "correspondent").line:
            break
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    for text in ("Қазына қоры", "14-2", "18.11.2026", "Грант туралы"):
        type_letters(text)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        while not QApplication.focusWidget().accessibleName() or not hasattr(
            QApplication.focusWidget(), "textEdited"
        ):
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: ([str(scan)], ""))
    qtbot.keyClick(register.form, Qt.Key.Key_A, CONTROL | SHIFT)  # saves the new letter first

    letter = Letter.select().order_by(Letter.id.desc()).get()
    assert Letter.select().count() == before + 1
    assert (letter.correspondent, letter.their_number, letter.subject) == (
        "Қазына қоры",
        "14-2",
        "Грант туралы",
    )
    assert letter.number.startswith("07-06/")
    assert [each.name for each in files.of_record(letter)] == ["хат.pdf"]


def test_a_letter_comes_in_is_answered_signed_and_the_scan_comes_back(
    program: Program, qtbot: QtBot, scan: Path, tmp_path: Path
) -> None:
    window: Any = program.window
    register = register_of(program, Letter)
    incoming = records.save(
        Letter(
            partner=Partner.get(),
            their_number="INT-99",
            subject="Шақыру",
            languages=("en",),
            due_on=program.office.today(),
        ),
        by="Айгүл",
    )
    register.show_record(incoming.id)

    qtbot.keyClick(register, Qt.Key.Key_R, CONTROL)
    assert register.form.record is not None
    assert register.form.record.id is None
    assert "INT-99" in editor_of(register, "text_en").value()
    qtbot.keyClick(register.form, Qt.Key.Key_S, CONTROL)
    answer = incoming.answered_by.get()
    assert answer.number.startswith("07-05/")
    assert incoming not in letters.unanswered("incoming")

    preview = PrintPreview(program.office, program.worker, "outgoing_letter", [answer.id], parent=window)
    qtbot.waitSignal(preview.shown, timeout=WAIT).wait()
    with qtbot.waitSignal(preview.finished_work, timeout=WAIT):
        preview.save_to(tmp_path / "answer.pdf")
    preview.close()
    settle()
    register.form.refresh()
    names = [page.title(register.form.record) for page in register.form._pages]
    register.form._show_page(names.index("Papers 1"))
    page: Any = register.form.stack.currentWidget()
    page.list.setCurrentItem(page.list.topLevelItem(0))
    page.file_scan(scan)

    paper = Paper.get()
    assert (paper.kind, paper.record_id) == ("letter", answer.id)
    assert paper.signed_scan.name == "хат.pdf"
    assert paper.returned_on == program.office.today()


def test_an_agreement_shows_its_letters_and_a_new_one_knows_its_partner(
    program: Program, qtbot: QtBot
) -> None:
    agreement = Agreement.get_by_id(1)
    register = register_of(program, Agreement)
    for day in (3, 1, 2):
        records.save(
            Letter(
                partner=agreement.partner,
                subject=f"Хат {day}",
                about=address_of(agreement),
                registered_on=program.office.today().replace(year=2031, month=1, day=day),
            ),
            by="Айгүл",
        )
    about = Letter.select().where(Letter.about == address_of(agreement)).count()
    register.show_record(agreement.id)

    names = [page.title(agreement) for page in register.form._pages]
    assert f"Letters {about}" in names
    register.form._show_page(names.index(f"Letters {about}"))
    page: Any = register.form.stack.currentWidget()
    shown = [records.get(Letter, page.records.id_at(row)).subject for row in range(page.records.rowCount())]
    assert shown[-3:] == ["Хат 1", "Хат 2", "Хат 3"]
    page.add()
    dialog: Any = QApplication.activeModalWidget()
    assert dialog.record.about == address_of(agreement)
    assert dialog.record.partner == agreement.partner
    dialog.reject()


def test_a_case_offers_its_letters_before_there_is_one(program: Program) -> None:
    agreement = records.save(Agreement(partner=Partner.get()), by="Айгүл")
    register = register_of(program, Agreement)
    register.show_record(agreement.id)

    assert "Letters" in [page.title(agreement) for page in register.form._pages]


def test_what_a_letter_concerns_is_sought_everywhere_and_opened(program: Program, qtbot: QtBot) -> None:
    agreement = Agreement.get_by_id(1)
    register = register_of(program, Letter)
    register.new_record()
    picker: AnyRecordPicker = editor_of(register, "about")

    offers = picker.offers(agreement.number)
    assert offers[0].value == address_of(agreement)
    picker._take(offers[0])

    assert picker.value() == address_of(agreement)
    assert str(agreement) == picker.line.text()
    register.form.undo_edits()
    letter = records.save(Letter(correspondent="Қор", subject="Сұрау", about=address_of(agreement)), by="A")
    register.show_record(letter.id)
    with qtbot.waitSignal(program.office.wanted) as wanted:
        picker._open()
    assert wanted.args == [Agreement, agreement.id]


def test_a_recurring_letter_starts_from_an_earlier_one(program: Program) -> None:
    register = register_of(program, Letter)
    earlier = Letter.get(Letter.direction == "outgoing")
    register.show_record(earlier.id)

    own(register, "Start a new letter from this one").trigger()

    draft: Any = register.form.details.draft()
    assert (draft.id, draft.number, draft.subject) == (None, "", earlier.subject)
    register.form.undo_edits()


def test_only_our_own_letter_can_be_reminded_of(program: Program) -> None:
    register = register_of(program, Letter)
    register.show_record(Letter.get(Letter.direction == "incoming").id)

    own(register, "Remind of the answer").trigger()

    assert "outgoing letter that awaits an answer" in register.notice.text()


def test_the_commands_of_letters_stand_in_the_record_menu(program: Program) -> None:
    register_of(program, Letter)
    window: Any = program.window

    assert "&Answer" in [action.text() for action in window.menus._record.actions()]
    register_of(program, Agreement)
    assert "&Answer" not in [action.text() for action in window.menus._record.actions()]


def test_one_letter_is_written_to_the_selected_partners_and_printed(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window: Any = program.window
    register = register_of(program, Partner)
    register.show_record(Partner.get().id)
    qtbot.waitUntil(lambda: register.table.selected_ids() == [Partner.get().id])
    own(register, "Write to the selected partners…").trigger()
    mailing: Any = window.findChild(Mailing)
    assert mailing is not None, register.notice.text()
    mailing.close()
    ids = [row.id for row in Partner.select().limit(4)]
    mailing = Mailing(window, ids)
    before = Letter.select().count()

    assert mailing.write() is None
    assert mailing.notice.text() == "Enter the subject and the text of the letter."
    mailing.subject.setText("Ынтымақтастық туралы ұсыныс")
    mailing.opening.setCurrentIndex(1)
    mailing._begin_text()
    assert "Kokzhiek University is interested" in mailing.text.toPlainText()
    job = mailing.write()
    with qtbot.waitSignal(job.done, timeout=WAIT):
        pass

    assert Letter.select().count() == before + 4
    written = [records.get(Letter, each) for each in mailing.letter_ids]
    assert [letter.partner.id for letter in written] == ids
    assert len({letter.number for letter in written}) == 4
    assert mailing.notice.text().startswith(f"Letters written: 4. First number: {written[0].number}")
    asked: list[Any] = []
    monkeypatch.setattr(window, "preview", lambda *given, **_more: asked.append(given))
    mailing.print_buttons[1].click()
    assert asked == [("envelope", mailing.letter_ids, Letter)]
    mailing.close()


def test_a_scan_dropped_or_pasted_on_a_letter_is_filed(program: Program, scan: Path) -> None:
    register = register_of(program, Letter)
    letter = Letter.get()
    register.show_record(letter.id)
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(scan))])

    register.form.files.show_record(letter)
    register.form.files.take(copied)

    assert [each.name for each in files.of_record(letter)] == ["хат.pdf"]


def test_the_partner_prints_an_envelope(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    preview = PrintPreview(program.office, program.worker, "envelope", [Partner.get().id], model=Partner)
    qtbot.waitSignal(preview.shown, timeout=WAIT).wait()

    assert preview.pdf is not None
    points = preview.pdf.document.pagePointSize(0)
    assert round(points.width() * 25.4 / 72) == 220
    preview.close()
