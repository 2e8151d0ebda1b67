"""What every printed form must have besides its own tests."""

from __future__ import annotations

from kazcoop_desktop.forms import FORMS
from kazcoop_desktop.models import RECORDS
from kazcoop_desktop.services import shipped


def test_every_form_is_named_in_the_reference_data_in_three_languages():
    named = {row["form"]: row for row in shipped.rows()["form_code"]}

    for form in FORMS:
        assert all(named[form.key][f"name_{code}"] for code in ("kk", "ru", "en")), form.key


def test_every_form_prints_records_of_registers_that_exist():
    assert all(model in RECORDS for form in FORMS for model in form.kinds)


def test_no_two_forms_share_a_key():
    assert len({form.key for form in FORMS}) == len(FORMS)
