import logging
from collections.abc import Callable

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QMessageBox

from kazcoop_desktop.app import Program
from kazcoop_desktop.errors import Trouble, UserError
from kazcoop_desktop.views import messages
from tests.views.test_window import window_of

WithDialog = Callable[[Callable[[QDialog], object]], None]


def failing() -> Exception:
    name = "Сейіт Арман Болатұлы"
    try:
        raise KeyError(name)
    except KeyError as error:
        return error


def test_what_the_person_asked_in_vain_stands_in_the_window(program: Program) -> None:
    messages.tell(UserError("Give the reason."), near=window_of(program).page)

    assert window_of(program).notice.text() == "Give the reason."


def test_trouble_says_what_to_do(program: Program, with_dialog: WithDialog) -> None:
    said: list[str] = []

    def read(box: QDialog) -> None:
        assert isinstance(box, QMessageBox)
        said.append(box.text())
        box.reject()

    with_dialog(read)
    messages.tell(Trouble("No space is left on the disk."), near=window_of(program))

    assert said == ["No space is left on the disk."]


def test_our_own_error_offers_its_details(program: Program, with_dialog: WithDialog) -> None:
    def copy(box: QDialog) -> None:
        assert isinstance(box, QMessageBox)
        next(button for button in box.buttons() if button.text() == "&Copy details").click()

    with_dialog(copy)
    messages.tell(failing(), near=window_of(program))

    assert "KeyError" in QGuiApplication.clipboard().text()


def test_the_log_has_no_names(
    program: Program, with_dialog: WithDialog, caplog: pytest.LogCaptureFixture
) -> None:
    with_dialog(lambda box: box.reject())

    with caplog.at_level(logging.INFO):
        messages.tell(failing(), near=window_of(program))

    assert "KeyError" in caplog.text
    assert "Сейіт Арман" not in caplog.text


def test_a_question_is_answered_no_by_default(program: Program, with_dialog: WithDialog) -> None:
    def press_enter(box: QDialog) -> None:
        assert isinstance(box, QMessageBox)
        box.defaultButton().click()

    with_dialog(press_enter)

    assert not messages.confirmed("Delete the record?", "&Delete", near=window_of(program))
