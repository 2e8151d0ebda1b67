"""The questionnaire of annex 1, word for word as order 661 prints it, and filled in."""

import io
import re

import pypdf
import pytest

from kazcoop_desktop import forms
from kazcoop_desktop.forms.foreigners.questionnaire import QuestionnaireOptions
from kazcoop_desktop.models import Education, ForeignCitizen, Person, PersonLanguage
from kazcoop_desktop.services.foreigners.questionnaire import answers_of, missing
from tests.forms import foreigners, samples

FORM = forms.find("questionnaire")

# Order 661 of 27 December 2007, annex 1: the words between the corner and the last line, hyphens of narrow
# columns joined.
PRINTED = """
Білім беру ұйымдары жүзеге асыратын халықаралық ынтымақтастықты ұйымдастыру ережесіне 1-қосымша
Қазақстан Республикасының білім беру ұйымдарына оқуға, жұмыс істеуге немесе ғылыми зерттеулерді жүргізуге келген
шетел азаматтарының сауалнамасы
КӨҢІЛ АУДАРЫҢЫЗ!!! Қара түсті баспасөз әріптерімен толтырылады 3x4 фотосы
1. Тегі Аты Әкесінің аты
2. Жынысы
3. Азаматтығы (бір елдің азаматы болуы)
4. Туған жері (елі, қаласы, әкімшілік аймақтық бірлігі)
5. Ұлты
6. Діні
7. Саяси және қоғамдық ұйымдарға жататындығы
8. Тұрақты тұратын мекен жайы, байланыс телефондары
9. Отбасының жағдайы
10. Туыстары туралы мәлімет:
Туыстық деңгейі Т.А.Ә Туған жылы Қызмет түрі Тұрақты тұратын мекен-жайы
Әкесі Анасы Ағасы, інісі апасы, сіңлсі- қарындасы Жұбайы Балалары Басқа да жақын туыстары
11. Қазақстан Республикасына келгенге дейінгі білімі
№N Білім беру ұйымының атауы Оқу бағдарламасы Оқу жылдары Білім беру ұйымының типі (*) Білімі туралы құжат
* Мемлекеттік, жеке меншік, рухани, зайырлы, әскери
1. Тілдерді білуі, оларды игерген деңгейі (ауызша, оқуы, хат)
2. Қазақстан Республикасына келгенге дейінгі соңғы 5 жылғы қызметі (оқу, жұмыс, әскери қызметі, қоғамдық қызметі,
басқа да қызмет түрлері)
3. Қазақстан Республикасына келу себебі оқу, жұмыс, ғылыми зерттеуді жүргізу (жіберген мемлекет ( ), туыстар
кеңесі ( ) немесе басқа да тұлғалар ( ), оқуы үшін қымбат емес төлем ( ); білімінің жоғары деңгейі ( ), біздің
елмен танысуы ниеті ( ), келісім-шарт міндеттемелері ( ), басқа да себептері ( )- таңдаған тәртібінде көрсету -
1,2,3 және т.б.)
4. Білім беру ұйымындағы оқу мамандығы, жұмыс мақсаты, Қазақстан Республикасындағы ғылыми зерттеу тақырыбы
5. Өзі туралы, басқа мәліметтер, тілектер, ұсыныстар туралы хабарлаңыз
17. Қазақстан Республикасында шетел азаматтарының құқықтық ахуалының мәселелеріне қатысты Қазақстан Республикасының
заңнамасымен, жатақханада тұру және өзін ұстау тәртібімен, білім беру ұйымындағы ішкі тәртіппен, Қазақстан
Республикасының Заңдарын бұзу жауапкершілігі туралы материалдармен таныстым.
Онда көрсетілген шарттарды және талаптарды орындауға міндеттенемін.
"_____"____________ _____ж. Қолы ____________________
"""
HEADING = "Туыстық деңгейі Т.А.Ә Туған жылы Қызмет түрі Тұрақты тұратын мекен-жайы"


def words_of(pdf: bytes) -> list[str]:
    """The words in the order of the page, without the footer and the headings repeated on the next page."""
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    text = "\n".join(pages).replace("\u00a0", " ").replace("\u00ad", "")
    return re.findall(r"\S+", text)


def printed(language="kk", records=(), **chosen) -> str:
    options = QuestionnaireOptions(**chosen)
    pdf = FORM.render(list(records), language=language, on=samples.DAY, blank=not records, options=options)
    return " ".join(words_of(pdf))


def test_the_kazakh_text_is_the_one_of_the_order_word_for_word(department):
    said = re.sub(r" Шетел азаматының сауалнамасы 2 беттің \d беті", "", printed(numbering="1"))
    first = said.index(HEADING)
    repeated = said.index(HEADING, first + 1)  # the table goes on over the page

    assert said[:repeated] + said[repeated + len(HEADING) + 1 :] == " ".join(PRINTED.split())


def test_the_last_items_are_numbered_on_unless_the_office_wants_them_as_printed(department):
    assert "12. Тілдерді білуі" in printed()
    assert "16. Өзі туралы" in printed()
    assert "1. Тілдерді білуі" in printed(numbering="1")


def test_the_spelling_may_be_corrected(department):
    said = printed(spelling="corrected")

    assert "Қара түсті баспа әріптерімен толтырылады" in said
    assert "апасы, сіңлісі, қарындасы" in said
    assert "мекенжайы" in said
    assert "№ р/с" in said
    assert "сіңлсі" not in said
    assert "мекен жайы" not in said
    assert "мекен-жайы" not in said


@pytest.mark.parametrize(("language", "word"), [("ru", "Перевод"), ("en", "Translation")])
def test_our_own_translation_may_be_marked_as_one(department, language, word):
    assert word in printed(language, mark="translation")


def test_a_filled_questionnaire_tells_all_that_is_known(department):
    said = printed("en", [foreigners.foreign_citizen()])

    for answer in (
        "ERIKSSON",
        "ANNA MARIA",
        "Sweden, Uppsala, Uppsala län",
        "швед",
        "лютеран",
        "Eriksson Nils",
        "Eriksson Olof",
        "2019–2023",
        "English: oral – fluent, reading – fluent, writing – good",
        "09.2018 – 06.2023: study, Uppsala musikskola",
        "high level of education (1)",
        "wish to get to know our country (2)",
        "contractual obligations ( )",
        "Қобыз үйренгім келеді.",
        '"05" September 2024',
    ):
        assert answer in said


def test_the_photo_stands_in_its_box(department):
    pdf = FORM.render([foreigners.foreign_citizen()], language="kk", on=samples.DAY)

    (image,) = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].images
    assert image.image.size == (354, 472)
    assert "3x4" not in " ".join(words_of(pdf))


def test_a_long_answer_goes_on_over_the_page(department):
    wishes = " ".join(f"сөз{number}" for number in range(3000))

    said = printed("kk", [foreigners.foreign_citizen(wishes=wishes)])

    assert set(wishes.split()) <= set(said.split())
    assert said.index("сөз2999") < said.index("17. Қазақстан")


def test_a_person_without_a_stay_prints_what_is_known(department):
    said = printed("kk", [foreigners.person()])

    assert "ЭРИКССОН / ERIKSSON" in said


def test_what_is_missing_is_told_before_printing(department):
    nothing = foreigners.bare_foreign_citizen()
    full = foreigners.foreign_citizen()

    (line,) = FORM.lacking([nothing, full])

    assert line.startswith("SMITH: Photo 3 × 4, Sex, Citizenship")
    assert "Relatives" in line
    assert "reasons for coming, in their order" in line
    assert missing(answers_of([full])[0]) == []


def test_a_blank_and_three_hundred_filled_ones_are_printed_in_one_run(department):
    for number in range(300):
        person = samples.entered(Person(surname=f"FAMILY{number}", given_names="GIVEN", citizenship="TR"))
        samples.entered(Education(person=person, name="Мектеп", from_year=2010))
        samples.entered(PersonLanguage(person=person, language=("tr",), oral="native"))
        samples.entered(ForeignCitizen(person=person, specialty="Музыка"))

    pdf = FORM.render(list(ForeignCitizen.select()), language="kk", on=samples.DAY)

    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) == 600
