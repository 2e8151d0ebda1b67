"""A paper of an approved record says in which later version it stands."""

import io

import pypdf
import pytest

from kazcoop_desktop import forms
from kazcoop_desktop.models import Trip
from kazcoop_desktop.services import revisions
from tests.forms import samples, trip_samples
from tests.samples import PERSON

SAID = {"kk": "2-нұсқа", "ru": "Версия 2", "en": "Version 2"}
NOT_YET = {"kk": "2-нұсқа, бекітілмеген", "ru": "Версия 2, не утверждена", "en": "Version 2, not approved"}


@pytest.fixture
def trip(agreement):
    trip_samples.full(agreement.partner)
    return next(each for each in Trip.select() if revisions.can_be_revised(each))


def first_lines(record, code):
    pdf = forms.find("trip_order").render([record], language=code, on=samples.DAY)
    return pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()


@pytest.mark.parametrize("code", SAID)
def test_an_order_says_in_which_version_it_stands(trip, code):
    assert SAID[code] not in first_lines(trip, code)

    revisions.revise(trip, reason="Қала өзгерді", by=PERSON)
    assert NOT_YET[code] in first_lines(trip, code)

    revisions.approve(trip, by=PERSON)
    said = first_lines(trip, code)
    assert SAID[code] in said
    assert NOT_YET[code] not in said
