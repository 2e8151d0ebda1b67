"""The papers of learners, line by line: agreement, order, recognition, plan, minutes, recommendation, balance."""

import io
import re
from datetime import date

import pypdf
import pytest

from kazcoop_desktop import forms
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.forms.mobility.application import ApplicationOptions
from kazcoop_desktop.forms.mobility.mobility_balance import BalanceOptions
from kazcoop_desktop.models import CompetitionCandidate, Mobility, Partner, Person
from kazcoop_desktop.services.mobility import ranking
from tests.forms import samples

DAY = samples.DAY


def pages_of(key, subjects, language="kk", **more) -> list[str]:
    """The text of each page, with single spaces."""
    pdf = forms.find(key).render(subjects, language=language, on=DAY, blank=not subjects, **more)
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return [re.sub(r"\s+", " ", page.extract_text()).strip() for page in pages]


@pytest.fixture
def stay(agreement):
    samples.grade_scale()
    samples.learner(programme_kk="Мұнай-газ ісі", programme_ru="Нефтегазовое дело", programme_en="Petroleum")
    return samples.stay(agreement)


def test_a_learning_agreement_names_both_universities_both_sums_and_the_changes(stay):
    (page,) = pages_of("learning_agreement", [stay], "en")

    assert "Autumn semester, academic year 2026/2027" in page
    assert "Receiving university Ulm University of Technology on the Danube; Ulm; Dr. Anna Maria" in page
    assert "Sum of A: 20.5; sum of B: 16" in page
    assert "20.09.2026 Deleted Field Development 4 Сабақ кестелері қабаттасады" in page


def test_an_incoming_learner_is_sent_by_the_partner(stay):
    stay.direction = "incoming"

    (page,) = pages_of("learning_agreement", [stay], "en")
    (order,) = pages_of("mobility_order", [stay], "ru")

    assert "Sending university Ulm University of Technology on the Danube" in page
    assert "О приёме обучающихся по академической мобильности" in order
    assert "Принять на обучение: Абдрахманова Айгерим Сагынбековна" in order


def test_an_order_says_one_learner_in_a_sentence_and_several_in_a_table(stay):
    (one,) = pages_of("mobility_order", [stay], "kk")
    (both,) = pages_of("mobility_order", [stay, stay], "kk")

    assert "ЖОБА" in one
    assert "2026 ж. «14» тамыз № 115-С" in one
    assert "оқуға жіберілсін; мерзімі: 2026 жылғы 1 қыркүйек – 2027 жылғы 31 қаңтар" in one
    assert "153 күнтізбелік күн" in one
    assert "Төменде аталған білім алушылар оқуға жіберілсін:" in both
    assert both.count("Ульм") == 2


def test_an_order_is_never_about_those_who_go_and_those_who_come_at_once(stay):
    coming = samples.stay(stay.agreement, direction="incoming")

    with pytest.raises(UserError, match="go out or those who come in"):
        pages_of("mobility_order", [stay, coming])


def test_a_recognition_sheet_counts_credits_and_lists_the_difference(stay):
    (page,) = pages_of("recognition_sheet", [stay], "en")

    assert "B+ / 3.33 Recognised, 6" in page
    assert "FX / 0.5 Academic difference, 0" in page
    assert "Total 16.5 16 GPA 2.66 11" in page
    assert "Academic difference: Қолданбалы геофизика, 5." in page


def test_an_individual_plan_sums_each_semester_and_all(stay, agreement):
    candidate = samples.candidate(agreement)

    text = " ".join(pages_of("individual_plan", [candidate], "en"))

    assert "Semester 1" in text
    assert text.count("Total of the semester 10 15") == 2
    assert "Total 20 30" in text
    assert "Numbers at both universities: 23-0715 / ULM-2026-14" in text


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_letter_of_recommendation_is_in_english_in_every_run(stay, agreement, language):
    candidate = samples.candidate(agreement)

    (page,) = pages_of("recommendation_letter", [candidate], language)

    assert "I am pleased to recommend Aigerim Sagynbekkyzy Abdrakhmanova, a third-year student" in page
    assert "She has completed 2 academic periods with a GPA of 3.67 on the 4.0 scale." in page
    assert "In my view Ms Abdrakhmanova is well prepared" in page


def test_whose_sex_is_not_known_is_the_student(stay, agreement):
    candidate = samples.candidate(agreement)
    Person.update(sex="").execute()

    (page,) = pages_of("recommendation_letter", [type(candidate).get()], "en")

    assert "The student has completed 2 academic periods" in page


def test_minutes_rank_the_candidates_and_name_who_is_recommended(stay):
    held = samples.competition()

    text = " ".join(pages_of("competition_protocol", [held], "kk"))

    assert "орын саны – 1; өтініш – 3." in text
    assert [each.rank for each in ranking.ranking(held)] == [1, 2, None]
    assert "ШЕШІМ ҚАБЫЛДАНДЫ, төменде аталғандар ұсынылсын: Әбдірахманова Айгерім" in text
    assert "қолдағаны – 3, қарсы – 0, қалыс қалғаны – 0" in text


def test_equal_points_share_a_rank(stay):
    held = samples.competition()
    first, second, _withdrawn = held.candidates_in_order()
    for criterion in held.criteria_in_order():
        for candidate in (first, second):
            CompetitionCandidate.update(decision="").execute()
            ranking.give_points(candidate, criterion, criterion.most, by="Айгүл")

    assert [each.rank for each in ranking.ranking(held)][:2] == [1, 1]


def test_an_application_of_a_candidate_shows_the_partner_and_who_pays(stay, agreement):
    candidate = samples.candidate(agreement)

    (page,) = pages_of("application", [candidate], "ru")
    (blank,) = pages_of("application", [], "ru", options=ApplicationOptions(about="mobility"))

    assert "претендента на обучение по программе двойного диплома" in page
    assert "Источник оплаты Собственные средства" in page
    assert "направить меня на обучение в вуз-партнёр по академической мобильности" in blank


def test_the_balance_is_printed_of_one_year_or_of_all(stay, agreement):
    samples.stay(agreement, academic_year="2025/2026", starts_on=date(2025, 9, 1), direction="incoming")
    partners = list(Partner.select())

    (whole,) = pages_of("mobility_balance", partners, "en")
    (one,) = pages_of("mobility_balance", partners, "en", options=BalanceOptions(year="2025/2026"))

    assert "2026/2027 1 0 -1" in whole
    assert "2025/2026 0 1 +1" in whole
    assert "2026/2027" not in one
    assert Mobility.select().count() == 2
