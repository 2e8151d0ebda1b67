"""The papers of a scholar: the plan, the letters, the timetable, the contract and the act."""

import io
from datetime import date
from decimal import Decimal

import pypdf
import pytest

from kazcoop_desktop import forms
from kazcoop_desktop.forms.foreigners import scholar_words as words
from kazcoop_desktop.forms.foreigners.invitation_plan import PlanOptions
from kazcoop_desktop.forms.foreigners.lecture_timetable import TimetableOptions
from kazcoop_desktop.forms.foreigners.scholar_invitation import InvitationOptions
from kazcoop_desktop.forms.foreigners.services_act import ActOptions
from kazcoop_desktop.i18n import language
from kazcoop_desktop.models import Journal, Lecture, Letter, Person, ScholarVisit
from kazcoop_desktop.services import papers
from tests.forms import samples, scholar_samples

pytestmark = pytest.mark.usefixtures("department")


def text_of(form, *visits, code="en", **more):
    pdf = forms.find(form).render(list(visits), language=code, on=samples.DAY, **more)
    return words_of(pdf)


def words_of(pdf):
    pages = (page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(" ".join(pages).split())


def test_the_plan_is_grouped_by_institute_and_counts_scholars_and_hours():
    visit = scholar_samples.visit()
    text = text_of("invitation_plan", visit)

    assert "Өнер институты 1 FERRIS LAURA JANE, PhD, Professor" in text
    assert "Total: scholars 1, hours 6" in text
    assert "academic year 2026/2027" in text


def test_the_plan_is_that_of_one_semester_without_those_given_up():
    spring = scholar_samples.visit()
    autumn = ScholarVisit(
        person=samples.entered(Person(surname="KIM")),
        arrives_on=date(2026, 9, 7),
        leaves_on=date(2026, 9, 20),
    )
    samples.entered(autumn)

    listed = text_of("invitation_plan", spring, autumn, options=PlanOptions(semester="autumn"))
    assert "KIM" in listed
    assert "FERRIS" not in listed

    spring.stage = "cancelled"
    assert "FERRIS" not in text_of("invitation_plan", spring, autumn)


def test_the_service_letter_tells_how_early_the_papers_came():
    text = text_of("scholar_service_letter", scholar_samples.visit())

    assert "Papers submitted 53 days before arrival" in text
    assert "Chair of Composition asks that the foreign scholar named below be invited" in text


def test_the_invitation_is_entered_as_an_outgoing_letter_under_its_number():
    samples.entered(Journal(code="OUT", name_kk="Шығыс", pattern="07-05/{seq}"))
    visit = scholar_samples.visit()
    form = forms.find("scholar_invitation")

    (paper,) = papers.issue([visit], form.key, "en", by="Айгүл", on=samples.DAY, journal=form.journal)
    text = words_of(form.render([visit], language="en", on=samples.DAY, papers=[paper]))

    assert "Ref. No. 07-05/1" in text
    letter = Letter.get()
    assert (letter.number, letter.direction, letter.partner) == ("07-05/1", "outgoing", visit.partner)


@pytest.mark.parametrize(
    ("person", "salutation"),
    [
        ({"degree": "PhD, Professor", "sex": "female"}, "Dear Professor Ferris,"),
        ({"position": "профессор"}, "Dear Professor Ferris,"),
        ({"degree": "PhD", "sex": "male"}, "Dear Mr Ferris,"),
        ({"sex": "female"}, "Dear Ms Ferris,"),
        ({}, "Dear Ferris,"),
    ],
)
def test_a_scholar_is_addressed_by_the_title_or_by_sex(person, salutation):
    with language("en"):
        assert words.salutation(Person(surname="FERRIS", **person)) == salutation


def test_the_invitation_asks_for_the_passport_and_leaves_the_visa_to_the_consulate():
    visit = scholar_samples.visit()

    text = text_of("scholar_invitation", visit)

    assert "Laura Jane Ferris, PhD, Professor" in text
    assert "to lecture to our master students, PhD students in the period 1–20 February 2027." in text
    assert "copy of your passport by 20.12.2026" in text
    assert "The decision to issue a visa rests with the consulate." in text
    assert "548810237" not in text


def test_the_particulars_for_the_visa_go_along_when_they_are_asked_for():
    text = text_of("scholar_invitation", scholar_samples.visit(), options=InvitationOptions(visa_data="yes"))

    assert "548810237, 14.03.2023, valid until 13.03.2033" in text
    assert "B1, single-entry" in text


def test_the_timetable_has_its_code_weekdays_and_total():
    scholar_samples.people()

    text = text_of("lecture_timetable", scholar_samples.visit())

    assert "Form ККУ 717-03" in text
    assert "02.02.2027 (Tue) 10:00–11:50 204" in text
    assert "Total hours: 6" in text
    assert "Held, signed" not in text


def test_after_the_visit_the_timetable_proves_what_was_held():
    text = text_of("lecture_timetable", scholar_samples.visit(), options=TimetableOptions(variant="after"))

    assert "Held, signed" in text
    assert text.count(" held ") == 2


def test_the_profile_names_works_and_earlier_visits():
    visit = scholar_samples.visit()
    samples.entered(
        ScholarVisit(
            person=visit.person,
            arrives_on=date(2025, 3, 3),
            leaves_on=date(2025, 3, 20),
            arrived_on=date(2025, 3, 3),
        )
    )

    text = text_of("scholar_profile", visit)

    assert "1. Sound and silence, Music Papers, 2022" in text
    assert "Earlier visits 03.03.2025 – 20.03.2025" in text
    assert "Ferris" in text or "FERRIS" in text


def test_the_list_of_scholars_has_a_line_for_each():
    text = text_of("scholars_list", scholar_samples.visit(), scholar_samples.bare_visit())

    assert "1 FERRIS LAURA JANE" in text
    assert "2 KIM" in text


def test_the_contract_stands_in_two_languages_side_by_side():
    text = text_of("service_contract", scholar_samples.visit(), code="kk+ru")

    assert "600 000 (алты жүз мың) теңге" in text
    assert "600 000 (шестьсот тысяч) тенге" in text
    assert "548810237" in text
    assert "XX00 0000" in text


def test_a_contract_in_another_currency_says_so():
    text = text_of("service_contract", scholar_samples.visit(fee=Decimal("2500.50"), fee_currency="EUR"))

    assert "Price: 2,500.50 (two thousand five hundred, 50/100) EUR, taxes included." in text
    assert "within 5 banking days" in text


def test_the_act_counts_the_lectures_held_and_comes_to_the_fee():
    text = text_of("services_act", scholar_samples.visit())

    assert "Дыбыс және тыныштық 03.02.2027 2 150,000.00 300,000.00" in text
    assert "Квартет" not in text
    assert "Total 4 600,000.00" in text
    assert "Total: 600,000 (six hundred thousand) tenge" in text


def test_a_fee_that_does_not_divide_is_shared_without_a_rest():
    shares = words.shares(Decimal("100000"), [2, 2, 3])

    assert shares == [Decimal("28571.43"), Decimal("28571.43"), Decimal("42857.14")]
    assert sum(shares) == Decimal("100000")


def test_the_act_may_have_the_columns_of_the_accounting_form():
    text = text_of("services_act", scholar_samples.visit(), options=ActOptions(variant="p1"))

    assert "Details of the report" in text
    assert "717-03 hour 2 150,000.00 300,000.00" in text


def test_the_number_of_the_act_is_that_of_its_journal_or_the_one_that_accounting_gave():
    samples.entered(Journal(code="ACT", name_kk="Актілер", pattern="{seq}"))
    visit = scholar_samples.visit()
    form = forms.find("services_act")
    (paper,) = papers.issue([visit], form.key, "en", by="Айгүл", on=samples.DAY, journal=form.journal)

    assert "ACT OF SERVICES RENDERED No. 1 " in text_of("services_act", visit, papers=[paper])

    visit.act_number = "Б-17"
    assert "ACT OF SERVICES RENDERED No. Б-17 " in text_of("services_act", visit, papers=[paper])


def test_an_act_without_lectures_held_is_empty():
    visit = scholar_samples.visit()
    Lecture.update(is_held=False).execute()

    assert "Дыбыс" not in text_of("services_act", visit)
