"""The guide in its window: F1 from everywhere, contents, search, links, three languages."""

import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QPixmap, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout

from kazcoop_desktop import i18n, views
from kazcoop_desktop.services import guide
from kazcoop_desktop.views.guide import GuideWindow, page_of
from kazcoop_desktop.views.tabs import TABS
from tests.views.conftest import settle


@pytest.fixture
def window(qtbot) -> Iterator[GuideWindow]:
    shown = GuideWindow()
    qtbot.addWidget(shown)
    shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    shown.show()
    yield shown
    shown.close()


def pictures_in(window: GuideWindow) -> list[QPixmap]:
    """The pictures of the page, as the window shows them."""
    document = window.view.document()
    formats = (form.toImageFormat() for form in document.allFormats() if form.isImageFormat())
    kind = QTextDocument.ResourceType.ImageResource.value
    return [QPixmap(document.resource(kind, QUrl(each.name()))) for each in formats]


def dialogs() -> list[type[QDialog]]:
    found = []
    for module in pkgutil.walk_packages(views.__path__, f"{views.__name__}."):
        for _name, kind in inspect.getmembers(import_module(module.name), inspect.isclass):
            if issubclass(kind, QDialog) and kind.__module__ == module.name:
                found.append(kind)
    return found


@pytest.mark.parametrize("tab", TABS, ids=lambda tab: tab.title)
def test_every_tab_has_its_page(tab):
    assert tab.guide_page in guide.NAMES


@pytest.mark.parametrize("kind", dialogs(), ids=lambda kind: kind.__name__)
def test_every_dialog_has_its_page(kind):
    assert kind is GuideWindow or kind.guide_page in guide.NAMES


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("name", guide.NAMES)
def test_a_page_opens_with_its_pictures(window, language, name):
    i18n.use(language)
    window._speak()

    window.show_page(name)

    assert window.page_name() == name
    assert window.contents.currentItem().text(0) == guide.page(name).title
    assert guide.page(name).title in window.view.toPlainText()
    assert len(pictures_in(window)) == guide.page(name).text.count("![")
    assert all(picture.width() > 100 for picture in pictures_in(window))


def test_f1_shows_the_page_of_the_tab_in_front(program):
    program.window.show_tab(2)
    settle()

    program.guide.open_here()

    assert program.guide._window.page_name() == "letters"


def test_f1_over_a_dialog_shows_its_page_and_closes_with_it(program, qtbot):
    dialog = QDialog(program.window)
    dialog.guide_page = "backup"
    box = QLineEdit()
    QVBoxLayout(dialog).addWidget(box)
    dialog.open()
    dialog.activateWindow()
    box.setFocus()
    settle()

    QTest.keyClick(box, Qt.Key.Key_F1)
    shown = program.guide._window

    assert shown.page_name() == "backup"
    assert shown.parent() is dialog
    dialog.close()
    dialog.deleteLater()
    qtbot.waitUntil(lambda: program.guide._window is None)


def test_a_part_of_the_window_may_have_a_page_of_its_own(program):
    program.window.show_tab(1)

    assert page_of(program.window.page.register.search) == "search"
    assert page_of(program.window.page.register.table) == "agreements"
    assert page_of(None) == guide.NAMES[0]


def test_the_guide_speaks_the_language_that_the_window_is_switched_to(program):
    shown = program.guide.open("backup")

    program.switch_language("ru")
    settle()

    assert shown.windowTitle() == "Руководство пользователя"
    assert "Резервная копия" in shown.view.toPlainText()


def test_a_link_leads_to_its_page_and_back(window):
    window.show_page("records")

    window.view.setSource(QUrl("printing.md"))
    there = window.page_name()
    window.view.backward()

    assert there == "printing"
    assert window.page_name() == "records"


def test_typing_narrows_the_contents_and_enter_shows_the_first(window):
    window.show_page("first_day")

    QTest.keyClicks(window.search, "recycle bin")
    found = [window.contents.topLevelItem(row).text(0) for row in range(window.contents.topLevelItemCount())]
    QTest.keyClick(window.search, Qt.Key.Key_Return)

    assert guide.page("nothing_is_lost").title in found
    assert len(found) < len(guide.NAMES)
    assert window.page_name() == guide.found("recycle bin")[0].name


def test_the_size_of_the_guide_is_remembered(program):
    shown = program.guide.open("today")
    shown.resize(700, 500)
    shown.close()
    settle()

    assert program.guide.open("today").width() == 700
