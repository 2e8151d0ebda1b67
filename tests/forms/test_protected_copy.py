import io
from datetime import date

import pikepdf
import pypdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from kazcoop_desktop import i18n
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.forms.documents import protected_copy
from kazcoop_desktop.models import Disclosure, Employee
from kazcoop_desktop.models.base import Invalid
from kazcoop_desktop.services.documents import protection
from tests import regulation as given

PASSWORD = "abcd-efgh"


@pytest.fixture(autouse=True)
def in_english(store):
    given.office()
    with i18n.language("en"):
        yield


@pytest.fixture
def disclosure(in_english):
    edition = given.edition(given.document())
    return Disclosure(
        document=edition.document,
        edition=edition,
        recipient="Ұлан Ғабит",
        organisation="Тәуелсіз агенттік",
        given_on=date(2026, 11, 20),
        permitted_by=Employee.get(),
        permission="№ 14, 19.11.2026",
        password_by="phone",
    )


def document_pdf(pages=3, landscape=False):
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(842, 595) if landscape else (595, 842))
    for number in range(pages):
        canvas.drawString(72, 500, f"Page {number}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def handed_over(disclosure, content, password=PASSWORD):
    made = []
    protected_copy.hand_over(disclosure, content, password=password, by="Айгүл", deliver=made.append)
    return made[0]


def test_the_copy_opens_only_with_its_password_and_forbids_copying(disclosure):
    made = handed_over(disclosure, document_pdf())

    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(made))
    with pikepdf.open(io.BytesIO(made), password=PASSWORD) as opened:
        assert (opened.encryption.R, opened.encryption.bits) == (6, 256)
        assert not opened.allow.extract
        assert not opened.allow.modify_other


def test_the_name_of_the_recipient_stands_across_each_page(disclosure):
    made = handed_over(disclosure, document_pdf())

    plain = io.BytesIO()
    with pikepdf.open(io.BytesIO(made), password=PASSWORD) as opened:
        opened.save(plain)
    pages = pypdf.PdfReader(plain).pages
    assert len(pages) == 3
    for number, page in enumerate(pages):
        text = page.extract_text()
        assert f"Page {number}" in text
        assert "Ұлан Ғабит · Тәуелсіз агенттік · 20.11.2026" in text


def test_the_mark_follows_the_size_and_rotation_of_each_page():
    with pikepdf.open(io.BytesIO(document_pdf(1, landscape=True))) as pdf:
        pdf.pages[0].rotate(90, relative=False)
        out = io.BytesIO()
        pdf.save(out)

    assert protection.page_sizes(out.getvalue()) == [(595.0, 842.0)]


def test_the_log_says_what_went_to_whom_with_whose_permission(disclosure):
    handed_over(disclosure, document_pdf())

    logged = Disclosure.get()
    assert (logged.recipient, logged.permission, logged.password_by) == (
        "Ұлан Ғабит",
        "№ 14, 19.11.2026",
        "phone",
    )


def test_without_the_permission_there_is_no_copy_and_no_entry(disclosure):
    disclosure.permission = ""

    with pytest.raises(Invalid, match="Written permission"):
        handed_over(disclosure, document_pdf())

    assert not Disclosure.select().exists()


@pytest.mark.parametrize(
    ("content", "sentence"), [(b"not a PDF", "Only a PDF"), (b"%PDF-1.7\nbroken", "Only a PDF")]
)
def test_what_is_no_pdf_is_refused_and_nothing_is_logged(disclosure, content, sentence):
    with pytest.raises(UserError, match=sentence):
        handed_over(disclosure, content)

    assert not Disclosure.select().exists()


def test_a_file_that_is_encrypted_already_is_refused(disclosure):
    made = handed_over(disclosure, document_pdf())

    with pytest.raises(UserError, match="encrypted already"):
        protection.page_sizes(made)


def test_a_copy_needs_a_password(disclosure):
    with pytest.raises(UserError, match="needs a password"):
        handed_over(disclosure, document_pdf(), password="")


def test_passwords_differ_and_have_no_signs_that_look_alike():
    made = {protection.new_password() for _try in range(50)}

    assert len(made) == 50
    assert not set("".join(made)) & set("01oil")


def test_the_program_says_what_the_protection_cannot_do():
    assert "can still print" in protection.what_it_does()


def test_a_copy_that_cannot_be_delivered_is_not_logged(disclosure):
    def refuse(_made):
        raise OSError("no space")

    with pytest.raises(OSError, match="no space"):
        protected_copy.hand_over(disclosure, document_pdf(), password=PASSWORD, by="Айгүл", deliver=refuse)

    assert not Disclosure.select().exists()
