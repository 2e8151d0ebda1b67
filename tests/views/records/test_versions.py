"""A new version in the window: what is held, the reason that is asked for, the approval, and the former content."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QWidget

from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.services import records, revisions
from kazcoop_desktop.views.records.history_page import HistoryPage
from kazcoop_desktop.views.records.tab import RecordsTab


@pytest.fixture
def signed(show_tab: Callable[..., RecordsTab], partner: Partner) -> RecordsTab:
    """The register of agreements, a signed one shown."""
    agreement = records.save(
        Agreement(partner=partner, number="КС-7", signed_on=date(2026, 1, 15)), by="Айгүл"
    )
    tab = show_tab(Agreement)
    tab.show_record(Agreement, agreement.id)
    return tab


def test_what_was_signed_is_only_read_and_the_rest_is_not(signed: RecordsTab) -> None:
    form = signed.register.form
    number, title = (form.details.editors[field] for field in (Agreement.number, Agreement.title))

    assert not number.isEnabled()
    assert title.isEnabled()
    assert form.revise_action.isEnabled()
    assert not form.approve_action.isEnabled()


def test_a_new_version_asks_for_its_reason(
    signed: RecordsTab, dialog_over: Callable[[QWidget], Any], answered: Callable[[], None]
) -> None:
    form = signed.register.form
    form.revise_action.trigger()
    dialog = dialog_over(form)

    dialog.open_button.click()
    assert dialog.isVisible()
    assert "Give the reason." in dialog.notice.text()

    dialog.reason.setText("Нөмірі қате жазылған")
    dialog.open_button.click()
    answered()

    assert not dialog.isVisible()
    assert form.details.editors[Agreement.number].isEnabled()
    assert not form.revise_action.isEnabled()
    assert form.approve_action.isEnabled()


def test_a_version_is_approved_and_its_former_content_stays_in_the_history(
    signed: RecordsTab, pressing: Callable[[str], None], answered: Callable[[], None]
) -> None:
    form = signed.register.form
    agreement = Agreement.get()
    revisions.revise(agreement, reason="Нөмірі қате жазылған", by="Айгүл")
    agreement.number = "КС-8"
    records.save(agreement, by="Айгүл")
    form.show_record(records.get(Agreement, agreement.id))

    pressing("Approve")
    form.approve_action.trigger()
    answered()

    assert revisions.open_one(agreement) is None
    assert not form.details.editors[Agreement.number].isEnabled()
    page = HistoryPage(form)
    page.show_record(agreement)
    assert "Registration number: КС-7" not in page.toPlainText()
    page.anchorClicked.emit(QUrl("2"))
    assert "Registration number: КС-7" in page.toPlainText()
    assert "Reason: Нөмірі қате жазылған" in page.toPlainText()
