"""Each copy of a document that a unit holds says at the foot of its pages which one it is."""

import io
from datetime import date

import pypdf
import pytest

from kazcoop_desktop import i18n
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.forms.documents.numbered_copy import numbered
from kazcoop_desktop.models import Unit
from kazcoop_desktop.services.documents import copies
from tests import regulation as given
from tests.forms.test_protected_copy import document_pdf


@pytest.fixture
def held(store):
    given.office()
    edition = given.edition(given.document())
    return [
        copies.issue(edition, unit, on=date(2026, 9, 1), by="Айгүл")
        for unit in Unit.select().order_by(Unit.id).limit(3)
    ]


@pytest.mark.parametrize(
    ("code", "said"), [("kk", "№ {n} дана"), ("ru", "Экземпляр № {n}"), ("en", "Copy No. {n}")]
)
def test_every_page_of_every_copy_bears_its_number_and_nothing_else_is_lost(held, code, said):
    with i18n.language(code):
        made = numbered(document_pdf(pages=2), held)

    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages]
    assert len(pages) == 6
    for place, text in enumerate(pages):
        assert f"Page {place % 2}" in text
        assert text.count(said.format(n=held[place // 2].number)) == 1


def test_a_file_that_is_no_pdf_is_refused(held):
    with pytest.raises(UserError, match="PDF"):
        numbered(b"plain text", held)
