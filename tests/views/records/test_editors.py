from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kazcoop_desktop import i18n
from kazcoop_desktop.models import RECORDS
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.base import editable_fields
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.store import Store
from kazcoop_desktop.services import records
from kazcoop_desktop.views.records.editors import Editor, editor_for

Type = Callable[[QWidget, str], None]


@pytest.fixture
def edit(store: Store, qtbot: QtBot) -> Iterator[Callable[[Any], Any]]:
    def make(field: Any) -> Editor:
        editor = editor_for(field)
        qtbot.addWidget(editor)
        editor.show()
        return editor

    return make


@pytest.mark.parametrize("field", [f for m in RECORDS for f in editable_fields(m)], ids=str)
def test_every_field_shows_back_what_it_was_given(edit: Callable[[Any], Any], field: Any) -> None:
    given = field.default() if callable(field.default) else field.default
    editor = edit(field)

    editor.set_value(given)

    assert editor.value() == given or not (editor.value() or given)
    assert editor.unreadable() == ""


def test_a_date_is_spelled_out_when_it_is_left(edit: Callable[[Any], Any], type_into: Type) -> None:
    editor = edit(Agreement.signed_on)

    type_into(editor.line, "1.2.26")
    editor.line.editingFinished.emit()

    assert editor.line.text() == "01.02.2026"
    assert editor.value() == date(2026, 2, 1)


def test_a_date_can_be_cleared(edit: Callable[[Any], Any]) -> None:
    editor = edit(Agreement.signed_on)
    editor.set_value(date(2026, 2, 1))

    editor.line.clear()

    assert editor.value() is None
    assert editor.unreadable() == ""


def test_letters_of_the_kazakh_digit_row_type_digits(edit: Callable[[Any], Any], type_into: Type) -> None:
    editor = edit(Agreement.copies)

    type_into(editor.line, "әқ")

    assert editor.value() == 20


def test_a_sum_is_grouped_when_it_is_left(edit: Callable[[Any], Any], type_into: Type) -> None:
    editor = edit(Agreement.cost)

    type_into(editor.line, "4325,5")
    editor.line.editingFinished.emit()

    assert editor.value() == Decimal("4325.50")
    assert editor.line.text() == "4,325.50"


def test_a_country_is_found_by_its_name_in_the_language_of_the_window(
    edit: Callable[[Any], Any], type_into: Type
) -> None:
    with i18n.language("kk"):
        editor = edit(Partner.country)
        type_into(editor.line, "казакс")
        editor._popup.hide()
        editor.line.editingFinished.emit()

        assert editor.value() == "KZ"
        assert editor.line.text() == "Қазақстан"


def test_a_country_that_does_not_exist_is_refused(edit: Callable[[Any], Any], type_into: Type) -> None:
    editor = edit(Partner.country)

    type_into(editor.line, "Atlantis")

    assert editor.value() == ""
    assert editor.unreadable() == "Choose a value from the list."


def test_languages_are_typed_with_commas(edit: Callable[[Any], Any], type_into: Type) -> None:
    editor = edit(Agreement.languages)

    type_into(editor.line, "Kazakh, fr, Klingonian")
    assert editor.unreadable() == "There is no such language: Klingonian."
    editor.line.setText("")
    type_into(editor.line, "Kazakh, French")

    assert editor.value() == ("kk", "fr")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_a_linked_record_is_found_as_one_types_and_taken_by_enter_or_tab(
    edit: Callable[[Any], Any], partner: Partner, type_into: Type, qtbot: QtBot, key: Qt.Key
) -> None:
    editor = edit(Agreement.partner)
    like_it = records.save(Partner(name="Консервный завод", country="KZ"), by="test")

    type_into(editor.line, "консерв")
    first = editor._offers[0]
    qtbot.keyClick(editor._popup, key)

    assert {offer.value for offer in editor._offers} >= {partner.id, like_it.id}
    assert (editor.value(), editor.line.text()) == (first.value, first.name)


def test_a_linked_record_that_is_missing_is_entered_on_the_spot(
    tab: Any, type_into: Type, dialog_over: Callable[..., Any]
) -> None:
    editor = tab.register.form.details.editors[Agreement.partner]
    editor.line.clear()
    type_into(editor.line, "Жаңа серіктес")
    editor._take(editor.offers("Жаңа серіктес")[-1])
    dialog = dialog_over(tab.register.form)
    assert dialog.details.editors[Partner.name].value() == "Жаңа серіктес"

    dialog.details.put(Partner.country, "DE")
    dialog.save_button.click()

    new = Partner.get(Partner.name == "Жаңа серіктес")
    assert editor.value() == new.id
    assert tab.register.form.save()
    assert Agreement.get().partner == new


def test_the_only_record_that_fits_is_taken_when_the_field_is_left(
    edit: Callable[[Any], Any], partner: Partner, type_into: Type
) -> None:
    records.save(Partner(name="Сибелиус академиясы", country="FI"), by="Айгүл")
    editor = edit(Agreement.partner)

    type_into(editor.line, "сибел")
    editor._popup.hide()
    editor.line.editingFinished.emit()

    assert editor.line.text() == "Сибелиус академиясы"


def test_a_paste_that_is_too_long_is_refused_at_once_and_says_why(
    edit: Callable[[Any], Any], qtbot: QtBot
) -> None:
    editor = edit(Partner.note)
    editor.set_value("Ескертпе. ")
    QGuiApplication.clipboard().setText("ә" * 1_000_000)

    with qtbot.waitSignal(editor.refused, timeout=2000) as refused:
        editor.text.paste()

    assert editor.value() == "Ескертпе."
    assert refused.args == ["The text is too long. Allowed: 29990, entered: 1000000."]


def test_a_long_text_that_a_record_can_hold_is_pasted(edit: Callable[[Any], Any]) -> None:
    editor = edit(Partner.note)
    QGuiApplication.clipboard().setText("Ынтымақтастық туралы. " * 1000)

    editor.text.paste()

    assert len(editor.value()) == 21_999
