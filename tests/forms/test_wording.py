"""The office words its papers in its own words, and sets their margins."""

import io
from datetime import date

import pypdf
import pytest

from kazcoop_desktop import forms, i18n
from kazcoop_desktop.forms.wording import sentences_of
from kazcoop_desktop.models import Institution, Wording
from kazcoop_desktop.models.base import Invalid
from kazcoop_desktop.services import records

DAY = date(2026, 11, 20)


def printed(agreement, language="kk", on=DAY, form="service_letter"):
    pdf = forms.find(form).render([agreement], language=language, on=on)
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


def worded(sentence, wording, **values):
    entry = {"form": "service_letter", "language": "kk", "valid_from": date(2026, 1, 1), **values}
    return records.save(Wording(sentence=sentence, wording=wording, **entry), by="Айгүл")


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_form_tells_the_sentences_that_stand_on_its_paper(agreement, language):
    said = sentences_of("service_letter", language=language, on=DAY)

    text = printed(agreement, language)
    heading = next(each for each in said if each in text and len(each) > 10)
    assert heading
    assert len(set(said)) == len(said)


def test_a_sentence_worded_anew_is_printed_in_that_language_of_that_form_from_that_day(agreement):
    text = printed(agreement)
    sentence = next(
        each
        for each in sentences_of("service_letter", language="kk", on=DAY)
        if each in text and len(each) > 10 and "{" not in each
    )
    worded(sentence, "Біздің сөзіміз")

    assert "Біздің сөзіміз" in printed(agreement)
    assert sentence not in printed(agreement)
    assert "Біздің сөзіміз" not in printed(agreement, "ru")
    assert "Біздің сөзіміз" not in printed(agreement, on=date(2025, 12, 31))
    assert "Біздің сөзіміз" not in printed(agreement, form="representation")
    assert sentence in sentences_of("service_letter", language="kk", on=DAY)


def test_the_blanks_of_a_sentence_cannot_be_lost_or_misspelled(agreement):
    with i18n.language("en"):
        for wording in ("Қосымша", "Қосымша: {lists}", "Қосымша: {list", "Қосымша: {list} {more}"):
            with pytest.raises(
                Invalid, match=r"The blanks in braces must be those of the sentence: \{list\}"
            ):
                worded("Enclosures: {list}", wording)

    worded("Enclosures: {list}", "Тіркелді – {list}.")


def test_the_margins_of_the_office_move_the_text_and_keep_its_width(agreement):
    office = Institution.get()
    before = _left_edge(agreement)
    office.margin_left, office.margin_top = 20, 25
    records.save(office, by="Айгүл")

    moved = before - _left_edge(agreement)

    assert moved == pytest.approx(10 * 72 / 25.4, abs=0.5)


def test_a_margin_in_which_nothing_can_stand_is_refused(agreement):
    office = Institution.get()
    office.margin_bottom = 5

    with i18n.language("en"), pytest.raises(Invalid, match="A margin from 15 to 30 mm"):
        records.save(office, by="Айгүл")


def _left_edge(agreement):
    """Where the leftmost letter of the letter stands, in points."""
    pdf = forms.find("service_letter").render([agreement], language="kk", on=DAY)
    found = []

    def visit(text, current, matrix, _font, _size):
        if text.strip():
            found.append(current[4] + matrix[4])

    pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text(visitor_text=visit)
    return min(edge for edge in found if edge > 0)
