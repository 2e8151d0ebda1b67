import threading
from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from kazcoop_desktop import i18n
from kazcoop_desktop.models import RECORDS
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.base import label
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.reference import DeadlineRule
from kazcoop_desktop.models.store import Store
from kazcoop_desktop.services import access, records, settings
from kazcoop_desktop.services.browse import Query
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.records.rows import RecordsModel
from kazcoop_desktop.views.records.tab import RecordsTab
from kazcoop_desktop.views.records.table import RecordsTable

NAMES = ["Ә институты", "А институты", "Я институты", "Қ институты", "К институты"]


@pytest.fixture
def partners(store: Store) -> list[Partner]:
    return [
        records.save(Partner(name=name, country="KZ" if place % 2 else "DE"), by="Айгүл")
        for place, name in enumerate(NAMES)
    ]


def many_partners(store: Store, count: int) -> None:
    sql, values = Partner.insert(name="name", order_key="key", country="KZ").sql()
    rows = (
        [f"{value} {number:07}" if value in ("name", "key") else value for value in values]
        for number in range(count)
    )
    with store.atomic():
        store.connection().executemany(sql, rows)


def asked_in_this_thread(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The questions to the database that the window itself asks from now on."""
    asked: list[str] = []
    execute = Store.execute_sql

    def noting(store: Store, sql: str, *more: object) -> object:
        if threading.current_thread() is threading.main_thread():
            asked.append(sql)
        return execute(store, sql, *more)

    monkeypatch.setattr(Store, "execute_sql", noting)
    return asked


def names_in(tab: RecordsTab) -> list[str]:
    model = tab.register.records
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_the_model_keeps_the_rules_of_qt(
    office: Office, store: Store, qtmodeltester: ModelTester, answered: Callable[[], None]
) -> None:
    many_partners(store, 300)
    model = RecordsModel(Partner, parent=office)

    model.show(Query(Partner))
    answered()

    qtmodeltester.check(model)


def test_rows_stand_in_the_kazakh_order(partners: list[Partner], show_tab: Callable[..., RecordsTab]) -> None:
    tab = show_tab(Partner)

    assert names_in(tab) == ["А институты", "Ә институты", "К институты", "Қ институты", "Я институты"]


def test_a_click_on_a_heading_sorts_by_it(
    partners: list[Partner], qtbot: QtBot, show_tab: Callable[..., RecordsTab]
) -> None:
    tab = show_tab(Partner)
    header = tab.register.table.horizontalHeader()

    qtbot.mouseClick(
        header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(header.sectionPosition(1) + 20, 10)
    )

    assert [tab.register.records.index(row, 1).data() for row in range(5)] == ["Germany"] * 3 + [
        "Kazakhstan"
    ] * 2


def test_search_forgives_the_spelling(
    partners: list[Partner],
    qtbot: QtBot,
    show_tab: Callable[..., RecordsTab],
    answered: Callable[[], None],
    type_into: Callable[[QWidget, str], None],
) -> None:
    tab = show_tab(Partner)
    records.save(Partner(name="Қасымова атындағы колледж", country="KZ"), by="Айгүл")

    type_into(tab.register.search, "касым")
    tab.register.search.search_at_once()
    answered()

    assert names_in(tab) == ["Қасымова атындағы колледж"]
    assert tab.register.count.text() == "Shown: 1 of 6"


def test_search_takes_several_words_in_both_scripts(
    partners: list[Partner], show_tab: Callable[..., RecordsTab], answered: Callable[[], None]
) -> None:
    tab = show_tab(Partner)

    tab.register.search.setText("инст а")
    tab.register.search.search_at_once()
    answered()

    assert names_in(tab) == ["А институты", "Ә институты"]


def test_a_filter_narrows_and_the_count_says_so(
    partners: list[Partner], show_tab: Callable[..., RecordsTab], answered: Callable[[], None]
) -> None:
    tab = show_tab(Partner)
    country = next(each for each in tab.register.filters if each.column is Partner.country)

    country.choose("KZ")
    country.activated.emit(country.currentIndex())
    answered()

    assert names_in(tab) == ["А институты", "Қ институты"]
    assert tab.register.count.text() == "Shown: 2 of 5"


def test_nothing_found_is_said_with_what_was_sought(
    partners: list[Partner], show_tab: Callable[..., RecordsTab], answered: Callable[[], None]
) -> None:
    tab = show_tab(Partner)

    tab.register.search.setText("zzz")
    tab.register.search.search_at_once()
    answered()

    sentence = "Nothing found for “zzz”. Check the spelling or clear the filters."
    assert tab.register.table.sentence_when_empty() == sentence


def test_an_empty_register_says_how_to_begin(show_tab: Callable[..., RecordsTab]) -> None:
    tab = show_tab(Partner)

    assert tab.register.table.sentence_when_empty() == "No records yet. Press “New” to enter the first one."


def test_copied_rows_paste_into_excel_and_word(
    partners: list[Partner], show_tab: Callable[..., RecordsTab]
) -> None:
    tab = show_tab(Partner)
    tab.register.table.selectRow(0)
    tab.register.table.setColumnHidden(2, True)

    tab.register.copy_action.trigger()

    copied = QGuiApplication.clipboard().mimeData()
    assert copied.text().splitlines() == [
        "Name in its own language\tCountry\tKind\tLevel of cooperation reached",
        "А институты\tKazakhstan\tUniversity\tContact established",
    ]
    assert "<th>Country</th>" in copied.html()
    assert "<td>Kazakhstan</td>" in copied.html()


def test_deleted_rows_go_to_the_recycle_bin_after_a_question(
    partners: list[Partner],
    pressing: Callable[[str], None],
    show_tab: Callable[..., RecordsTab],
    answered: Callable[[], None],
) -> None:
    tab = show_tab(Partner)
    tab.register.table.selectAll()

    pressing("Delete")
    tab.register.delete_action.trigger()
    answered()

    assert names_in(tab) == []
    assert len(records.recycle_bin()) == 5


def test_a_question_answered_by_cancel_deletes_nothing(
    partners: list[Partner], pressing: Callable[[str], None], show_tab: Callable[..., RecordsTab]
) -> None:
    tab = show_tab(Partner)
    tab.register.table.selectRow(0)

    pressing("Cancel")
    tab.register.delete_action.trigger()

    assert len(names_in(tab)) == 5


def test_what_is_named_elsewhere_is_not_deleted_and_the_notice_says_why(
    agreement: Agreement, pressing: Callable[[str], None], show_tab: Callable[..., RecordsTab]
) -> None:
    tab = show_tab(Partner)
    tab.register.table.selectRow(0)

    pressing("Delete")
    tab.register.delete_action.trigger()

    assert "it is named in “КС-1" in tab.register.notice.text()


def test_a_large_register_opens_with_as_many_questions_as_a_small_one(
    office: Office, store: Store, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    many_partners(store, 100_000)
    model = RecordsModel(Partner, parent=office)
    access.refresh()
    assert not access.has_accounts()  # which is asked once for all registers
    asked = asked_in_this_thread(monkeypatch)

    model.show(Query(Partner))
    first_screen = [model.index(row, 0).data() for row in range(40)]
    with qtbot.waitSignal(model.counted):
        pass

    assert first_screen[0] == "name 0000000"
    assert model.rowCount() == 100_000
    assert model.index(99_999, 0).data() == "name 0099999"
    assert len(asked) == 3  # the first ids, their rows, the last rows


def test_columns_and_filters_are_remembered_for_the_person(
    office: Office, partners: list[Partner], show_tab: Callable[..., RecordsTab]
) -> None:
    tab = show_tab(Partner)
    tab.register.table.setColumnHidden(2, True)
    tab.register.filters[0].choose("KZ")

    tab.hide()
    again = show_tab(Partner)

    assert again.register.table.isColumnHidden(2)
    assert again.register.filters[0].chosen() == "KZ"
    assert settings.get("register/partner", owner=office.owner)


def test_the_record_of_last_time_is_shown_again(
    partners: list[Partner], show_tab: Callable[..., RecordsTab], qtbot: QtBot
) -> None:
    last = partners[-1]
    before = show_tab(Partner)
    before.show_record(Partner, last.id)
    before.register.remember()

    tab = show_tab(Partner)

    qtbot.waitUntil(lambda: tab.register.form.record == last)
    assert tab.register.table.current_id() == last.id


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_heading_fits_into_two_lines(store: Store, qtbot: QtBot, language: str) -> None:
    cut = []
    with i18n.language(language):
        for model in RECORDS:
            owner = QWidget()
            qtbot.addWidget(owner)
            table = RecordsTable(RecordsModel(model, parent=owner), owner)
            header = table.horizontalHeader()
            for place, column in enumerate(table.records.columns):
                room = QRect(0, 0, header.sectionSize(place) - 20, 1000)
                metrics = header.fontMetrics()
                needed = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, label(column))
                if needed.height() > 2 * metrics.height() or needed.width() > room.width():
                    cut.append((model.__name__, label(column)))

    assert cut == []


def test_only_records_with_a_deadline_near_are_shown_on_demand(
    office: Office, show_tab: Callable[..., RecordsTab], partner: Partner, answered: Callable[[], None]
) -> None:
    records.save(
        DeadlineRule(
            code="expiry",
            name_kk="Мерзімі аяқталады",
            applies_to="agreement",
            counted_from="expires_on",
            lead_days=10,
        ),
        by="Айгүл",
    )
    for number, expires_on in (("КС-1", date(2026, 11, 1)), ("КС-2", date(2027, 1, 20)), ("КС-3", None)):
        records.save(Agreement(partner=partner, number=number, expires_on=expires_on), by="Айгүл")
    tab = show_tab(Agreement)
    register = tab.register

    def shown_within(days: int | None) -> list[str]:
        register.due_filter.choose(days)
        register.due_filter.activated.emit(0)
        answered()
        answered()
        return [register.records.index(row, 0).data() for row in range(register.records.rowCount())]

    assert shown_within(-1) == ["КС-1"]
    assert register.count.text() == "Shown: 1 of 3"
    assert shown_within(90) == ["КС-1", "КС-2"]
    assert shown_within(None) == ["КС-1", "КС-2", "КС-3"]


def test_a_register_in_which_nothing_falls_due_has_no_such_filter(
    show_tab: Callable[..., RecordsTab],
) -> None:
    tab = show_tab(Partner)

    assert tab.register.due_filter is None


def test_f3_goes_from_match_to_match_while_the_cursor_stays_in_the_search(
    tab: RecordsTab, partner: Partner, qtbot: QtBot, answered: Callable[[], None]
) -> None:
    for number in ("КС-2", "КС-3"):
        records.save(Agreement(partner=partner, number=number), by="Айгүл")
    register = tab.register
    register.refresh()
    answered()
    register.search.setFocus()

    seen = []
    for _press in range(3):
        register.next_match_action.trigger()
        qtbot.waitUntil(lambda: register.form.record.id == register.table.current_id())
        seen.append(register.form.record.number)
    register.previous_match_action.trigger()
    qtbot.waitUntil(lambda: register.form.record.id == register.table.current_id())

    assert seen == ["КС-2", "КС-3", "КС-1"]
    assert register.form.record.number == "КС-3"
