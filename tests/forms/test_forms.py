"""Every printed form in every language: filled in, blank, bare, and many at once."""

import io
import re

import pypdf
import pytest
import zxingcpp
from babel.messages.pofile import read_po
from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from kazcoop_desktop import forms, paths
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.forms.agreements.agreements_register import RegisterOptions
from kazcoop_desktop.forms.agreements.service_letter import LetterOptions
from kazcoop_desktop.forms.agreements.work_programme import ProgrammeOptions
from kazcoop_desktop.forms.blocks import CELL_PADDING
from kazcoop_desktop.forms.fonts import BOLD, width
from kazcoop_desktop.forms.pages import LANDSCAPE
from kazcoop_desktop.i18n import language
from kazcoop_desktop.models import (
    Agreement,
    AgreementCopy,
    Amendment,
    Annex,
    Call,
    ChangeNotice,
    Competition,
    Delegation,
    Document,
    DualDegreeCandidate,
    EventParticipation,
    ForeignCitizen,
    Guarantee,
    Incident,
    Letter,
    Mobility,
    Partner,
    Person,
    ScholarVisit,
    StayEvent,
    Trip,
    TripPlan,
    Visa,
)
from kazcoop_desktop.services import papers
from tests.forms import (
    delegation_samples,
    foreigners,
    samples,
    scholar_samples,
    stays,
    trip_samples,
)

LANGUAGES = ("kk", "ru", "en")
DOCUMENTS = (Document, Amendment, ChangeNotice)
STAYS = (Visa, StayEvent, Person)
TRIPS = (Trip, TripPlan, EventParticipation, Call)
EACH = pytest.mark.parametrize("form", forms.FORMS, ids=lambda form: form.key)
IN_EACH_LANGUAGE = pytest.mark.parametrize("code", LANGUAGES)
PAGES_OF_A_BLANK = {
    "agreement_card": 2,
    "originals_register": 2,
    "agreements_register": 2,
    "work_programme": 2,
    "incoming_journal": 3,
    "outgoing_journal": 3,
    "trip_order": 2,
    "group_trip_order": 2,
    "trip_report": 2,
    "trip_register": 2,
    "trip_plan": 2,
    "visit_programme": 2,
    "delegation_minutes": 2,
    "delegation_card": 2,
    "visit_package": 20,
    "questionnaire": 2,
    "admission_order_foreigners": 2,
    "invitation_plan": 2,
    "scholar_invitation": 2,
    "individual_plan": 3,
    "competition_protocol": 2,
}
PACKAGES = ("visit_package",)
WITH_A_CODE = [form for form in forms.FORMS if form.has_code]


def record_for(form, agreement):
    if Agreement in form.kinds:
        return agreement
    if form.kinds[0] in (Delegation, Guarantee):
        delegation_samples.delegation(agreement)
        return form.kinds[0].get()
    if form.kinds[0] is Letter:
        return samples.letter(agreement, direction="incoming" if "incoming" in form.key else "outgoing")
    if form.kinds[0] in STAYS:
        event = StayEvent.get_or_none() or stays.event()
        return {StayEvent: event, Visa: event.visa, Person: event.person}[form.kinds[0]]
    if form.kinds[0] is ForeignCitizen:
        return ForeignCitizen.get_or_none() or foreigners.foreign_citizen()
    if form.kinds[0] is ScholarVisit:
        return ScholarVisit.get_or_none() or scholar_samples.visit(agreement.partner)
    if form.kinds[0] in DOCUMENTS:
        samples.regulation()
    if form.kinds[0] in TRIPS:
        trip_samples.full(agreement.partner)
    made = {
        Mobility: lambda: samples.stay(agreement),
        Partner: lambda: samples.stay(agreement).partner,
        Competition: samples.competition,
        DualDegreeCandidate: lambda: samples.candidate(agreement),
        Incident: samples.incident,
    }
    if form.kinds[0] in made:
        return made[form.kinds[0]]()
    return form.kinds[0].get()


def pages_of(pdf: bytes) -> list[str]:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    return [page.extract_text().replace("\u00a0", " ") for page in reader.pages]


def fonts_in(pdf: bytes) -> set[str]:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    found = set()
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            found.add(str(font.get_object()["/BaseFont"]))
    return found


def codes_on(pdf: bytes, page: int) -> list[str]:
    kept = QByteArray(pdf)
    buffer = QBuffer(kept)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    points = document.pagePointSize(page)
    size = QSize(int(points.width() * 2), int(points.height() * 2))
    white = QImage(size, QImage.Format.Format_Grayscale8)
    white.fill(255)
    painter = QPainter(white)
    painter.drawImage(0, 0, document.render(page, size))
    painter.end()
    pixels = memoryview(white.constBits()).cast("B", (white.height(), white.bytesPerLine()))
    found = [code.text for code in zxingcpp.read_barcodes(pixels)]
    document.close()
    return found


@EACH
@IN_EACH_LANGUAGE
def test_a_filled_form_has_only_tinos_and_every_letter(form, code, agreement):
    agreement.title = samples.KAZAKH
    agreement.save()
    partner = agreement.partner
    partner.name = partner.name_kk = partner.name_ru = partner.name_en = samples.KAZAKH
    partner.save()

    pdf = form.render([record_for(form, agreement)], language=code, on=samples.DAY)

    assert {name.split("+")[-1] for name in fonts_in(pdf)} <= {"Tinos-Regular", "Tinos-Bold"}
    text = "".join(pages_of(pdf))
    assert set(samples.KAZAKH) <= set(text)
    assert "\x00" not in text


@EACH
@IN_EACH_LANGUAGE
def test_a_blank_form_fits_its_pages_and_carries_no_code(form, code, department, qapp):
    pdf = form.render([], language=code, on=samples.DAY, blank=True)

    assert len(pages_of(pdf)) == PAGES_OF_A_BLANK.get(form.key, 1)
    assert codes_on(pdf, 0) == []
    assert "2026" not in "".join(pages_of(pdf))


@EACH
@IN_EACH_LANGUAGE
def test_a_bare_record_prints(form, code, department):
    samples.bare_agreement()
    samples.bare_regulation()
    samples.bare_letter()
    trip_samples.bare()
    stays.bare()
    foreigners.bare_foreign_citizen()
    scholar_samples.bare_visit()
    samples.bare_mobility()
    samples.bare_incident()
    bare = Agreement.get()
    delegation_samples.bare_delegation(bare)
    record = samples.annex(bare) if Annex in form.kinds else form.kinds[0].get()

    text = "".join(pages_of(form.render([record], language=code, on=samples.DAY)))

    assert "None" not in text


@EACH
def test_twenty_records_are_twenty_papers_or_one(form, agreement):
    record = record_for(form, agreement)
    one = len(pages_of(form.render([record], language="kk", on=samples.DAY)))

    heard = []
    pdf = form.render(
        [record] * 20, language="kk", on=samples.DAY, progress=lambda done, total: heard.append((done, total))
    )

    if form.key not in PACKAGES:
        assert heard[-1] == ((1, 1) if form.per_group else (20, 20))
    if not form.per_group:
        assert len(pages_of(pdf)) == 20 * one


def test_a_cancelled_run_ends_with_the_papers_that_are_done(agreement):
    done = []
    form = forms.find("service_letter")

    pdf = form.render(
        [agreement] * 5,
        language="kk",
        on=samples.DAY,
        progress=lambda n, _total: done.append(n),
        cancelled=lambda: len(done) == 2,
    )

    assert len(pages_of(pdf)) == 2


def test_two_languages_are_two_sheets_one_after_another(agreement):
    pages = pages_of(forms.find("service_letter").render([agreement], language="kk+ru", on=samples.DAY))

    assert len(pages) == 2
    assert "2026 ж. «20» қараша" in pages[0]
    assert "«20» ноября 2026 г." in pages[1]


def test_the_additional_agreement_has_two_languages_side_by_side(agreement):
    pages = pages_of(forms.find("annex_sheet").render([Annex.get()], language="kk+ru", on=samples.DAY))

    assert len(pages) == 1
    assert "тармақ алып тасталсын" in pages[0]
    assert "Пункт 6 исключить" in pages[0]


def test_an_unknown_language_or_form_is_refused_with_what_there_is(department):
    with pytest.raises(UserError, match="kk, ru, en"):
        forms.find("service_letter").render([], language="de", on=samples.DAY, blank=True)
    with pytest.raises(UserError, match="agreement_card"):
        forms.find("agrement_card")


@pytest.mark.parametrize("form", WITH_A_CODE, ids=lambda form: form.key)
def test_the_code_of_an_issued_paper_reads_back_from_its_last_page(form, agreement, qapp):
    record = record_for(form, agreement)
    (paper,) = papers.issue([record], form.key, "kk", by="Айгүл", on=samples.DAY, journal=form.journal)

    pdf = form.render([record], language="kk", on=samples.DAY, papers=[paper])

    assert codes_on(pdf, len(pages_of(pdf)) - 1) == [paper.code]
    assert paper.code in pages_of(pdf)[0]


def test_the_number_of_the_journal_stands_on_the_paper_and_a_preview_takes_none(agreement):
    form = forms.find("service_letter")
    form.render([agreement], language="kk", on=samples.DAY)
    (paper,) = papers.issue([agreement], form.key, "kk", by="Айгүл", on=samples.DAY, journal=form.journal)

    assert paper.number == "1"
    assert (
        " 1, 2026 ж." in pages_of(form.render([agreement], language="kk", on=samples.DAY, papers=[paper]))[0]
    )


@EACH
@IN_EACH_LANGUAGE
def test_columns_sum_to_the_page_and_their_headings_fit(form, code):
    for options in (None, ProgrammeOptions(variant="report") if form.key == "work_programme" else None):
        with language(code):
            tables = form(on=samples.DAY, languages=[code], options=options).tables()
        for columns in tables:
            whole = 257 if form.page is LANDSCAPE else 170
            assert sum(column.mm for column in columns) == whole
            for column in columns:
                longest = max(width(word, BOLD, 9) for word in column.heading.split())
                assert longest <= column.mm * 72 / 25.4 - 2 * CELL_PADDING, column.heading


def test_the_heading_row_repeats_on_each_page_of_a_register(agreement):
    for number in range(60):
        samples.agreement(f"ХК-2026/{100 + number}", partner=agreement.partner)
    listed = list(Agreement.select())

    pages = pages_of(forms.find("agreements_register").render(listed, language="ru", on=samples.DAY))

    with language("ru"):
        (columns,) = forms.find("agreements_register")(on=samples.DAY, languages=["ru"]).tables()
    assert len(pages) > 2
    headings = [columns[place].heading.replace("\u00a0", " ") for place in (1, 6)]
    assert all(heading in page for heading in headings for page in pages)
    assert "61" in pages[-1]


def test_a_signature_never_stands_alone_on_a_page(agreement):
    form = forms.find("originals_register")
    for number in range(40):
        case = samples.agreement(f"ХК-2026/{200 + number}", partner=agreement.partner)
        samples.entered(
            AgreementCopy(agreement=case, copy_kind="original", place="archive", shelf=f"сөре {number}")
        )
        pages = pages_of(form.render(list(Agreement.select()), language="kk", on=samples.DAY))
        assert f"сөре {number}" in pages[-1]


def test_the_register_lists_one_country_or_one_period(agreement):
    samples.bare_agreement()
    form = forms.find("agreements_register")

    def listed(**chosen):
        pdf = form.render(
            list(Agreement.select()), language="en", on=samples.DAY, options=RegisterOptions(**chosen)
        )
        return "".join(pages_of(pdf))

    assert "Sassari" in listed()
    assert "Sassari" not in listed(country="DE")
    assert "Sassari" not in listed(signed_from=samples.DAY.replace(year=2024, month=1))
    assert "Ulm University" not in listed(signed_until=samples.DAY.replace(year=2023))


def test_a_dual_degree_case_asks_for_negotiations_and_two_sign(agreement):
    agreement.agreement_kind = "dual_degree"

    text = " ".join(forms_text("service_letter", agreement, "en").split())

    assert "I request permission to negotiate a dual-degree programme." in text
    assert "Head of the Chair" in text


def test_a_free_letter_says_what_was_typed_even_if_it_looks_like_markup(agreement):
    options = LetterOptions(variant="free", subject="<b>Жатақхана & сапар</b>", text="1 < 2")

    pdf = forms.find("service_letter").render([agreement], language="kk", on=samples.DAY, options=options)

    assert "1 < 2" in pages_of(pdf)[0]
    assert "сапар</b>" in pages_of(pdf)[0]


def test_a_long_value_goes_to_an_annex_of_the_letter(agreement):
    agreement.purpose = "ұзақ мерзімді ғылыми ынтымақтастық " * 30

    pages = pages_of(forms.find("service_letter").render([agreement], language="en", on=samples.DAY))

    assert "see annex" in pages[0]
    assert len(pages) == 2
    assert pages[1].count("ынтымақтастық") == 30


@pytest.mark.parametrize(("mark", "said"), [("draft", "DRAFT"), ("translation", "Translation"), ("", "")])
def test_a_draft_or_a_translation_is_marked(agreement, mark, said):
    options = RegisterOptions(mark=mark)

    (page,) = pages_of(
        forms.find("agreements_register").render([agreement], language="en", on=samples.DAY, options=options)
    )

    assert page.startswith(said or "REGISTER")


def test_the_same_paper_is_the_same_file(agreement):
    form = forms.find("agreement_card")
    first, second = (form.render([agreement], language="kk", on=samples.DAY) for _copy in range(2))
    assert first == second


@pytest.mark.parametrize("key", ["service_letter", "representation", "agreement_card", "agreement_notice"])
def test_a_name_that_the_typeface_cannot_draw_gives_way_to_the_english_one(key, agreement):
    foreign = {"name": "大阪音楽大学", "name_kk": "", "name_ru": "", "name_en": "Osaka College of Music"}
    Partner.update(foreign).execute()
    record = Agreement.get_by_id(agreement.id)

    printed = " ".join(pages_of(forms.find(key).render([record], language="kk", on=samples.DAY)))

    assert "Osaka College of Music" in " ".join(printed.split())


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_no_template_glues_a_letter_to_a_value(code):
    with paths.resource("i18n", code, "LC_MESSAGES", "kazcoop.po").open("rb") as source:
        catalogue = read_po(source, locale=code)

    said = [str(message.string) for message in catalogue if message.context == "paper"]

    assert not [sentence for sentence in said if re.search(r"\}[а-яәіңғүұқөһА-Я]", sentence)]


def forms_text(key, record, code):
    return "".join(pages_of(forms.find(key).render([record], language=code, on=samples.DAY)))
