"""Papers that print what some roles may not see are refused to those roles."""

import re
from collections.abc import Iterable
from datetime import date

import pytest

from kazcoop_desktop.forms import FORMS
from kazcoop_desktop.models import RECORDS
from kazcoop_desktop.models.base import Record, fields_of
from kazcoop_desktop.models.fields import PartOfField
from kazcoop_desktop.services import rights
from tests.forms.test_forms import pages_of, record_for

_WITHOUT_PERSONS = {"letters", "documents", "reference"}
_SHORT = 4  # letters that may stand on a paper by chance


def without_spaces(text: str) -> str:
    return re.sub(r"\s", "", text)


def kept(model: type[Record], names: Iterable[str]) -> set[str]:
    """What these fields hold in all records of a register."""
    values = {str(getattr(record, name)) for record in model.select() for name in names}
    return {without_spaces(value) for value in values if len(value) > _SHORT}


def own_fields(model: type[Record]) -> list[str]:
    return [field.name for field in fields_of(model) if not isinstance(field, PartOfField)]


@pytest.mark.parametrize(
    "form",
    [form for form in FORMS if rights.area_of(form.kinds[0]) not in _WITHOUT_PERSONS],
    ids=lambda form: form.key,
)
def test_a_form_that_prints_what_is_hidden_from_some_says_so(form, agreement):
    record = record_for(form, agreement)

    pages = pages_of(form.render([record], language="kk", on=date(2026, 11, 20)))

    printed = without_spaces("".join(pages))
    sensitive = {value for model in RECORDS for value in kept(model, model.sensitive) if value in printed}
    restricted = {
        value
        for model in RECORDS
        if model.is_restricted
        for value in kept(model, own_fields(model))
        if value in printed
    }
    assert form.shows_sensitive or not sensitive, sensitive
    assert form.shows_restricted or not restricted, restricted
