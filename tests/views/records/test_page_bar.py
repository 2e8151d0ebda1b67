"""The names of a record's pages keep to one line, however long the words are."""

from kazcoop_desktop.views.records.page_bar import PageBar

NAMES = ["Мәліметтер", "Іс-шаралар 4", "Қосымшалар", "Келісулер", "Түпнұсқалар мен көшірмелер", "Тараптар"]


def shown(bar):
    return [button.text() for button in bar.buttons() if button.isVisible()]


def test_names_that_the_line_has_no_room_for_stand_in_its_menu(qtbot):
    bar = PageBar()
    qtbot.addWidget(bar)
    bar.resize(320, 40)
    bar.set_names(NAMES)
    bar.choose(0)
    bar.show()
    height = bar.height()

    bar.more.menu().aboutToShow.emit()
    offered = [action.text() for action in bar.more.menu().actions()]

    assert bar.more.isVisible()
    assert shown(bar) + offered == NAMES
    assert bar.names() == NAMES
    assert bar.sizeHint().height() <= height


def test_a_page_chosen_from_the_menu_is_seen_in_the_line(qtbot):
    bar = PageBar()
    qtbot.addWidget(bar)
    bar.resize(320, 40)
    bar.set_names(NAMES)
    bar.choose(0)
    bar.show()
    bar.more.menu().aboutToShow.emit()

    with qtbot.waitSignal(bar.chosen) as chosen:
        bar.more.menu().actions()[-1].trigger()

    assert chosen.args == [5]
    assert "Тараптар" in shown(bar)
    assert all(button.geometry().right() < bar.width() for button in bar.buttons() if button.isVisible())


def test_a_line_with_room_for_all_names_has_no_menu(qtbot):
    bar = PageBar()
    qtbot.addWidget(bar)
    bar.resize(1200, 40)
    bar.set_names(NAMES)
    bar.choose(0)
    bar.show()

    assert shown(bar) == NAMES
    assert bar.more.isHidden()
