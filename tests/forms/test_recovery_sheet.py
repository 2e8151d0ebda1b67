"""The recovery sheet: one page that says in each language what the code is for."""

import io

import pypdf
import pytest

from kazcoop_desktop.forms.recovery_sheet import RecoveryOptions, RecoverySheet
from kazcoop_desktop.models.account import Account
from tests.forms import samples

CODE = "7KMPQ-2XW9R-HT4ZC-8VNEJ-5YDAB"


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_sheet_is_one_page_with_the_code_and_who_made_it(department, language):
    account = Account(user_name="сейіт")

    pdf = RecoverySheet.render(
        [account], language=language, on=samples.DAY, options=RecoveryOptions(code=CODE)
    )

    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) == 1
    text = pages[0].extract_text()
    assert CODE in text
    assert "сейіт" in text


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_an_empty_sheet_has_room_for_the_code(department, language):
    pdf = RecoverySheet.render([], language=language, on=samples.DAY, blank=True)

    text = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert "_____-_____-_____-_____-_____" in text
    assert "2026" not in text
