"""The papers of letters, line by line: letterhead, journals, lists, envelopes."""

import io
import re
from datetime import date

import pypdf
import pytest
from PIL import Image

from kazcoop_desktop import forms
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.forms.letters.accompanying_letter import AccompanyingOptions
from kazcoop_desktop.forms.letters.envelope import EnvelopeOptions, LabelOptions
from kazcoop_desktop.forms.letters.letter_journal import JournalOptions
from kazcoop_desktop.forms.letters.outgoing_letter import OutgoingOptions
from kazcoop_desktop.models import Institution, Journal, Letter, Partner
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.reference import FileIndex
from kazcoop_desktop.services import files, numbering, records
from tests.forms import samples

DAY = samples.DAY
NOVEMBER = JournalOptions(since=date(2026, 11, 1), until=date(2026, 11, 30))


def pdf_of(key, subjects, language="kk", **more) -> pypdf.PdfReader:
    pdf = forms.find(key).render(subjects, language=language, on=DAY, blank=not subjects, **more)
    return pypdf.PdfReader(io.BytesIO(pdf))


def pages_of(key, subjects, language="kk", **more) -> list[str]:
    """The text of each page, with single spaces."""
    pages = pdf_of(key, subjects, language, **more).pages
    return [re.sub(r"\s+", " ", page.extract_text()).strip() for page in pages]


def saved(record: Record) -> Record:
    return records.save(record, by="Айгүл")


@pytest.fixture
def letter(agreement):
    return samples.letter(agreement)


@pytest.fixture
def month(department):
    """Journals with letters of November and December, one of them cancelled."""
    for code in ("IN", "OUT"):
        saved(Journal(code=code, name_kk=code, pattern="07-05/{seq}"))
    first = saved(
        Letter(
            registered_on=date(2026, 11, 3),
            correspondent="Қазына қоры",
            their_number="14",
            their_date=date(2026, 11, 2),
            subject="Грант туралы",
            executor=department,
            resolution="Жауап дайындау",
            due_on=date(2026, 11, 18),
        )
    )
    saved(Letter(registered_on=date(2026, 11, 20), correspondent="Елшілік", subject="Келу туралы"))
    saved(Letter(registered_on=date(2026, 12, 1), correspondent="Мұражай", subject="Көрме туралы"))
    saved(
        Letter(
            direction="outgoing",
            registered_on=date(2026, 11, 5),
            correspondent="Қазына қоры",
            subject="Өтінім туралы",
            answers=first,
            sheets=3,
        )
    )
    spoilt = numbering.give("OUT", on=date(2026, 11, 6), subject="Хат", by="Айгүл")
    numbering.annul("OUT", spoilt, reason="қате", by="Айгүл")
    return first


# The letter.


def test_a_letter_stands_under_both_names_and_under_the_english_one_alone(letter):
    (kazakh,) = pages_of("outgoing_letter", [letter], "kk")
    (english,) = pages_of("outgoing_letter", [letter], "en")

    assert kazakh.startswith("«КӨКЖИЕК УНИВЕРСИТЕТІ» КОММЕРЦИЯЛЫҚ ЕМЕС")
    assert "ОБЩЕСТВО «УНИВЕРСИТЕТ КӨКЖИЕК»" in kazakh
    assert "БСН 000000000000" in kazakh
    assert "БИН 000000000000" in kazakh
    assert english.startswith("Kokzhiek University 1 Abai Avenue")
    assert "Көкжиек" not in english


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("kk", "2026 ж. «20» қараша № 01-14/305 03.11.2026 № INT-17/3 хатқа"),
        ("ru", "«20» ноября 2026 г. № 01-14/305 На № INT-17/3 от 03.11.2026"),
        ("en", "Date: 20 November 2026 Ref. No. 01-14/305 Your ref. No. INT-17/3 of 03.11.2026"),
    ],
)
def test_a_letter_bears_its_date_and_number_and_those_of_the_letter_that_it_answers(
    letter, agreement, language, said
):
    incoming = samples.letter(agreement, direction="incoming", number="07-06/9")
    letter.answers = incoming

    (page,) = pages_of("outgoing_letter", [letter], language)

    assert said in page


def test_the_addressee_stands_with_a_position_that_nobody_declines(letter):
    (kazakh,) = pages_of("outgoing_letter", [letter], "kk")
    (english,) = pages_of("outgoing_letter", [letter], "en")

    assert "Кімге: Präsidentin Anna Maria von der Hagen-Schöller" in kazakh
    assert "Hagen-Schöller Präsidentin Ulm University of Technology on the Danube Albert-Einstein" in english
    assert "Ulm Germany" in english


def test_an_addressee_that_was_typed_stands_as_typed(letter):
    letter.addressee_kk = "Ректорға\nА.Ә. Асанов мырзаға"

    (page,) = pages_of("outgoing_letter", [letter], "kk")

    assert "Ульм техникалық университеті Ректорға А.Ә. Асанов мырзаға" in page
    assert "Präsidentin" not in page


def test_a_letter_to_a_person_named_ends_sincerely_and_one_to_nobody_faithfully(letter):
    (named,) = pages_of("outgoing_letter", [letter], "en")
    letter.salutation_en = ""
    (unnamed,) = pages_of("outgoing_letter", [letter], "en")

    assert "Dear Professor von der Hagen-Schöller," in named
    assert "Yours sincerely," in named
    assert "Dear colleagues," in unnamed
    assert "Yours faithfully," in unnamed


def test_what_is_enclosed_is_listed_with_its_sheets(letter):
    (page,) = pages_of("outgoing_letter", [letter], "ru")

    assert "2) Тізім – 1 л." in page


def test_two_languages_stand_side_by_side_or_on_two_sheets(letter):
    beside = pages_of("outgoing_letter", [letter], "kk+ru")
    apart = pages_of("outgoing_letter", [letter], "kk+ru", options=OutgoingOptions(two_languages="sheets"))

    assert len(beside) == 1
    assert "Құрметті әріптестер! Уважаемые коллеги!" in beside[0]
    assert len(apart) == 2
    assert "Уважаемые" not in apart[0]


@pytest.mark.parametrize("language", ["kk", "kk+ru"])
@pytest.mark.parametrize("lines", range(20, 34))
def test_a_signature_is_never_alone_on_the_second_page(letter, language, lines):
    letter.text_kk = letter.text_ru = "\n".join(f"{n}-абзац осында." for n in range(1, lines + 1))

    pages = pages_of("outgoing_letter", [letter], language)

    assert len(pages) <= 2
    assert f"{lines}-абзац осында." in pages[-1]
    assert "Құрметпен," in pages[-1]
    if len(pages) == 2:
        assert pages[1].endswith(" 2") or pages[1].startswith("2 ")
        assert "УНИВЕРСИТЕТІ" not in pages[1]


def test_the_last_lines_of_a_long_paragraph_go_with_the_signature(letter):
    letter.text_kk = " ".join(["Ұзақ мерзімді ынтымақтастық туралы келіссөздер жүргізу ұсынылады."] * 52)

    pages = pages_of("outgoing_letter", [letter], "kk")

    assert len(pages) == 2
    assert "ұсынылады." in pages[1].split("Қосымшалар")[0]


def test_a_letter_is_refused_in_a_language_in_which_it_has_no_text(letter):
    letter.text_ru = " "

    for language in ("ru", "kk+ru"):
        with pytest.raises(UserError, match=r"Not filled in: 01-14/305: Text in Russian\Z"):
            pages_of("outgoing_letter", [letter], language)
    assert pages_of("outgoing_letter", [letter], "kk")


def test_of_many_letters_without_a_text_the_first_are_named(letter):
    letter.text_en = ""

    with pytest.raises(UserError, match="; and 2 more"):
        pages_of("outgoing_letter", [letter] * 7, "en")


def test_the_emblem_is_the_picture_filed_with_the_institution(letter):
    drawn = io.BytesIO()
    Image.new("RGB", (40, 40), "navy").save(drawn, "PNG")
    files.attach(Institution.get(), drawn.getvalue(), name="белгі.png", by="Айгүл")

    assert len(pdf_of("outgoing_letter", [letter]).pages[0].images) == 1
    assert len(pdf_of("outgoing_letter", [letter], "en").pages[0].images) == 1


def test_a_broken_emblem_is_told(letter):
    files.attach(Institution.get(), b"\x89PNG\r\n\x1a\nbroken", name="logo.png", by="Айгүл")

    with pytest.raises(UserError, match="The picture attached to the institution cannot be read"):
        pages_of("outgoing_letter", [letter], "en")


def test_a_blank_letter_is_the_letterhead_alone(department):
    (page,) = pages_of("outgoing_letter", [])

    assert page.endswith("20___ ж. «___» __________ № ________")


# What goes with documents.


def test_documents_are_listed_with_their_total(letter):
    (page,) = pages_of(
        "accompanying_letter", [letter], "ru", options=AccompanyingOptions(purpose="registration")
    )

    assert "Направляем следующие документы для регистрации:" in page
    assert "Всего 6 3" in page
    assert "Просим подтвердить получение." in page


def test_the_second_copy_is_signed_as_received(letter):
    pages = pages_of("accompanying_letter", [letter], options=AccompanyingOptions(second_copy="yes"))

    assert len(pages) == 2
    assert "Алдым:" in pages[1]
    assert "Алдым:" not in pages[0]
    assert all("Орынд.: Г.М. Сәрсен" in page for page in pages)


# Journals and lists.


@pytest.mark.parametrize(
    ("language", "title", "total", "certified"),
    [
        (
            "kk",
            "КІРІС ХАТТАРДЫ ТІРКЕУ ЖУРНАЛЫ",
            "№ 07-05/1 – № 07-05/2 аралығында барлығы 2 (екі) құжат тіркелді.",
            "барлығы 2 (екі) парақ нөмірленді",
        ),
        (
            "ru",
            "ЖУРНАЛ РЕГИСТРАЦИИ ВХОДЯЩИХ ПИСЕМ",
            "с № 07-05/1 по № 07-05/2, всего 2 (два).",
            "печатью листов: 2 (два).",
        ),
        (
            "en",
            "JOURNAL OF INCOMING LETTERS",
            "Registered: No. 07-05/1 – No. 07-05/2, 2 (two) in all.",
            "This book has 2 (two) numbered",
        ),
    ],
)
def test_the_journal_of_a_month_is_a_book_in_each_language(month, language, title, total, certified):
    cover, rows, back = pages_of("incoming_journal", [month], language, options=NOVEMBER)

    assert title in cover
    assert "Қазына қоры" in rows
    assert "02.11.2026, 14" in rows
    assert "05.11.2026, 07-05/1" in rows  # the answer, under the execution mark
    assert "Мұражай" not in rows
    assert total in rows
    assert certified in back


@pytest.mark.parametrize(("language", "said"), [("kk", "5 жыл"), ("ru", "5 лет"), ("en", "5 years")])
def test_the_cover_says_in_its_own_language_how_long_the_book_is_kept(month, language, said):
    journal = Journal.get(Journal.code == "IN")
    journal.file_index = saved(
        FileIndex(
            code="07-06", name_kk="Хаттар", retention_kk="5 жыл", retention_ru="5 лет", retention_en="5 years"
        )
    )
    saved(journal)

    cover, *_rows = pages_of("incoming_journal", [month], language, options=NOVEMBER)

    assert f": {said} " in cover


def test_a_cancelled_number_keeps_its_row(month):
    _cover, rows, _back = pages_of("outgoing_journal", [month], "ru", options=NOVEMBER)

    assert "06.11.2026, 07-05/2 Аннулирован" in rows
    assert "всего 2 (два)" in rows


def test_the_sheets_of_a_long_journal_are_counted(month):
    for number in range(60):
        saved(Letter(registered_on=date(2026, 11, 25), correspondent="Қор", subject=f"Хат {number}"))

    pages = pages_of("incoming_journal", [month], "kk", options=NOVEMBER)

    sheets = len(pages) - 1
    assert sheets > 3
    assert f"барлығы {sheets} (" in pages[-1]
    assert "62 (алпыс екі) құжат" in pages[-2]
    assert all("Корреспондент" in page for page in pages[1:-1])


def test_a_journal_without_letters_says_so(department):
    _cover, rows, _back = pages_of("incoming_journal", [samples.bare_letter()], "en", options=NOVEMBER)
    assert "1 (one) in all" in rows
    Letter.delete().execute()
    _cover, rows, _back = pages_of("incoming_journal", [Letter()], "en", options=NOVEMBER)
    assert "No documents were registered." in rows


def test_letters_without_an_answer_stand_in_two_parts_the_overdue_marked(month):
    records.delete(Letter.get(Letter.answers == month), by="Айгүл")
    saved(
        Letter(
            direction="outgoing",
            registered_on=date(2026, 11, 10),
            correspondent="Министрлік",
            subject="Сұрау",
            due_on=date(2026, 12, 10),
        )
    )

    (page,) = pages_of("unanswered_letters", [month], "en")

    ours, theirs = page.split("Awaited from others")
    assert "Қазына қоры" in ours
    assert "18.11.2026 ! 2" in ours
    assert "Министрлік" in theirs
    assert "!" not in theirs


def test_only_what_goes_out_is_handed_to_the_post(letter, agreement):
    incoming = samples.letter(agreement, direction="incoming", number="07-06/4")
    by_wire = samples.letter(agreement, number="01-14/306", channel="email", service="")

    (page,) = pages_of("dispatch_register", [letter, incoming, by_wire], "en")

    assert "01-14/305" in page
    assert "07-06/4" not in page
    assert "01-14/306" not in page
    assert "Registered mail 20 RR123456789KZ" in page
    assert "Handed over: 1" in page


# Envelopes and labels.


@pytest.mark.parametrize(("size", "wide", "high"), [("DL", 220, 110), ("C5", 229, 162), ("C4", 324, 229)])
def test_an_envelope_has_the_size_chosen(letter, size, wide, high):
    (page,) = pdf_of("envelope", [letter], options=EnvelopeOptions(size=size)).pages

    assert [round(float(side) * 25.4 / 72) for side in page.mediabox[2:]] == [wide, high]


def test_abroad_the_address_is_english_and_ends_with_the_country(letter):
    (page,) = pages_of("envelope", [letter], "kk")

    assert "ҚАЗАҚСТАН / KAZAKHSTAN" in page
    assert page.endswith("Ulm University of Technology on the Danube Albert-Einstein-Allee 99 Ulm GERMANY")


def test_at_home_the_address_says_to_whom_and_where(department):
    home = saved(Partner(name="Қазына қоры", country="KZ", city="Астана", address="Мәңгілік ел даңғылы, 8"))

    (page,) = pages_of("envelope", [home], "ru")

    assert page.endswith("Кому: Қазына қоры Куда: Мәңгілік ел даңғылы, 8 Астана")
    assert "KAZAKHSTAN" not in page


def test_labels_begin_where_the_sheet_does(letter, agreement):
    thirteen = [letter] * 13

    whole = pages_of("address_label", thirteen)
    begun = pages_of("address_label", thirteen, options=LabelOptions(start="3"))
    smaller = pages_of("address_label", thirteen, options=LabelOptions(sheet="3x8", start="xx"))

    assert [page.count("GERMANY") for page in whole] == [13]
    assert [page.count("GERMANY") for page in begun] == [12, 1]
    assert [page.count("GERMANY") for page in smaller] == [13]


def test_an_address_that_is_too_long_is_set_smaller(department):
    partner = saved(
        Partner(name="Өте ұзақ атауы бар ұйым " * 8, country="KZ", city="Алматы", address="Абай, 1")
    )

    (page,) = pdf_of("address_label", [partner]).pages

    assert "Алматы" in page.extract_text()
