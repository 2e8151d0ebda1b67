"""The papers of a foreigner's stay: petition, visa checklist, fees, notice, compliance board."""

from datetime import date
from decimal import Decimal

import pytest

from kazcoop_desktop import forms
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.forms.foreigners.fee_sheet import FeeOptions
from kazcoop_desktop.forms.foreigners.petition import PetitionOptions
from kazcoop_desktop.forms.foreigners.visa_checklist import ChecklistOptions
from kazcoop_desktop.forms.press import print_papers
from kazcoop_desktop.models import FeeKind, Letter, Mci, Person, StayPaper, Visa
from kazcoop_desktop.services import checklists, records, shipped
from kazcoop_desktop.services.foreigners import fees
from tests.forms import stays
from tests.forms.samples import DAY, entered
from tests.forms.test_forms import pages_of


def text_of(form, records, code="ru", **more):
    pdf = forms.find(form).render(records, language=code, on=DAY, **more)
    return " ".join(" ".join(pages_of(pdf)).split())


def printed(form, records):
    pdfs = []
    found = forms.find(form)
    print_papers(found, records, language="kk", on=DAY, by="Айгүл", deliver=pdfs.append)
    return " ".join(pages_of(pdfs[0]))


def test_a_petition_names_the_person_the_reason_and_the_guarantee(department):
    text = text_of("petition_migration", [stays.visa()])

    assert "ХОДАТАЙСТВО" in text
    assert "просит рассмотреть вопрос о продлении визы указанному ниже" in text
    assert "приказ № 415 от 25.08.2026" in text
    assert "срок договора до 30.06.2027" in text
    assert "C01X00T47, 01.05.2022, 30.04.2032" in text
    assert "20.12.2026 – 30.06.2027" in text
    assert "М.П." in text


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        ("issue", "C9 санатты виза беру мәселесін"),
        ("permit", "уақытша тұруға рұқсат беру мәселесін"),
        ("change", "визаның санатын өзгерту мәселесін"),
        ("exit", "шығу визасын беру мәселесін"),
    ],
)
def test_a_petition_asks_for_what_was_chosen(department, request_, words):
    options = PetitionOptions(request=request_)

    assert words in text_of("petition_migration", [stays.visa()], "kk", options=options)


def test_a_full_petition_stays_on_one_page(department):
    for code in ("kk", "ru", "en"):
        pdf = forms.find("petition_migration").render([stays.visa(number="")], language=code, on=DAY)
        assert len(pages_of(pdf)) == 1


def test_a_petition_is_numbered_as_an_outgoing_letter_and_each_list_anew(department):
    first = stays.visa()
    second = stays.visa(stays.person(surname="LEE", surname_kk="Ли"), number="77")

    printed("petition_migration", [first])
    printed("petition_list", [first, second])
    printed("petition_list", [second])

    assert [letter.number for letter in Letter.select().order_by(Letter.id)] == ["1", "2", "3"]
    assert Letter.get().about == f"visa:{first.id}"


def test_a_list_has_a_row_for_each_person(department):
    first = stays.visa()
    second = stays.visa(stays.person(surname="LEE", surname_kk="Ли"), number="77")

    text = text_of("petition_list", [first, second])

    assert "указанным ниже иностранным гражданам" in text
    assert "VON DER HAGEN" in text
    assert "LEE" in text


def test_the_visa_checklist_has_eleven_lines_as_printed_or_corrected(department):
    shipped.load(by="KazCoop")
    visa = stays.visa()
    checklists.tick(visa, "passport", on=date(2026, 11, 18), by="Айгүл")

    corrected = text_of("visa_checklist", [visa], "kk")
    printed_ = text_of("visa_checklist", [visa], "kk", options=ChecklistOptions(spelling="printed"))

    assert "Паспорт (сканерленген) + 18.11.2026" in corrected
    assert "11 " in corrected
    assert "З-х данаға шақыру + эл-ге шақыру.тасымалдаушыда ;" in printed_
    assert "Көп мәртелік виза, мемлекеттік баж 30 АЕК (ҚРҮ)." in printed_


@pytest.mark.parametrize("code", ["kk", "ru", "en"])
def test_the_other_half_of_the_sheet_with_the_checklist_is_the_receipt(department, code):
    options = ChecklistOptions(second_copy="yes")
    pdf = forms.find("visa_checklist").render([stays.visa()], language=code, on=DAY, options=options)

    (page,) = pages_of(pdf)
    assert page.count("11-құжат") == 2
    assert page.count("C01X00T47") == 2


def test_fees_are_counted_by_the_index_of_the_day_and_told_in_words(department):
    text = text_of("fee_sheet", [stays.visa()], "kk")

    assert "20.11.2026 күнгі айлық есептік көрсеткіш (АЕК) – 4 325,00 теңге" in text
    assert "2 162,50 108126 911" in text
    assert "129 750,00" in text
    assert "131 912,50" in text
    assert "Бір жүз отыз бір мың" in text or "Жүз отыз бір мың" in text


def test_fees_entered_keep_the_values_of_their_day(department):
    visa = stays.visa()
    fees.calculate(visa, on=DAY, by="Айгүл")
    entered(Mci(valid_from=date(2026, 11, 20), value=Decimal(5000)))

    assert "4 325,00" in text_of("fee_sheet", [visa], "kk")
    assert "150 000,00" in text_of("fee_sheet", [stays.visa(number="8")], "kk")


def test_the_fees_of_several_are_added_up(department):
    visas = [stays.visa(), stays.visa(stays.person(surname="LEE"), number="5", entries="single")]

    text = text_of("fee_sheet", visas, "ru")

    assert "0,5 2 4 325,00" in text
    assert "7 1 30 275,00" in text
    assert "164 350,00" in text


def test_the_fee_sheet_tells_to_whom_and_by_when_to_pay(department):
    visa = stays.visa()
    kind = FeeKind.get(FeeKind.code == "invitation")
    kind.payee = "Алматы қаласы бойынша МКД, БСН 000000000000"
    records.save(kind, by="Айгүл")
    options = FeeOptions(pay_by=date(2026, 12, 4))

    text = text_of("fee_sheet", [visa], "ru", options=options)

    assert "Банковские реквизиты получателя (строки 1): Алматы қаласы бойынша МКД, БСН 000000000000" in text
    assert "Банковские реквизиты получателя (строки 2): ____" in text
    assert "Оплатить до: 04.12.2026" in text
    assert "Оплатить до: ____" in text_of("fee_sheet", [visa], "ru")


def test_a_petition_is_about_twenty_persons_at_most(department):
    visa = stays.visa()
    form = forms.find("petition_list")

    assert form.render([visa] * 20, language="kk", on=DAY)
    with pytest.raises(UserError, match="20 persons at most, 21 are chosen"):
        form.render([visa] * 21, language="kk", on=DAY)


def test_a_notice_about_several_lists_them(department):
    first = stays.event()
    second = stays.event(stays.person(surname="LEE", surname_kk="Ли"), event_kind="came_back")

    text = text_of("registration_notice_list", [first, second])

    assert "УВЕДОМЛЕНИЕ О ПРИБЫТИИ ИНОСТРАНЦЕВ" in text
    assert "уведомляет о прибытии перечисленных ниже иностранцев" in text
    assert "VON DER HAGEN" in text
    assert "LEE" in text
    assert "19.12.2026 20.11.2026" in text


def test_a_notice_about_several_is_about_one_kind_of_event(department):
    arrived = stays.event()
    moved = stays.event(arrived.person, event_kind="moved", visa=None)

    with pytest.raises(UserError, match="about one kind of event"):
        text_of("registration_notice_list", [arrived, moved])


def test_a_notice_names_the_crossing_and_its_term(department):
    text = text_of("registration_notice", [stays.event()])

    assert "УВЕДОМЛЕНИЕ О ПРИБЫТИИ ИНОСТРАНЦА" in text
    assert "как принимающая сторона уведомляет о прибытии" in text
    assert "Срок уведомления (3 рабочих дня) 25.11.2026" in text
    assert "20.11.2026, Алматы әуежайы" in text


def test_a_notice_of_another_event_is_called_by_it(department):
    arrived = stays.event()
    moved = stays.event(arrived.person, event_kind="moved", visa=None)

    text = text_of("registration_notice", [moved])

    assert "УВЕДОМЛЕНИЕ ОБ ИЗМЕНЕНИИ АДРЕСА ИНОСТРАНЦА" in text
    assert "Срок уведомления" not in text


def test_the_board_shows_what_runs_out_with_marks_in_words(department):
    event = stays.event()
    stays.papers_of(event.person)
    late = stays.person(surname="LEE", surname_kk="Ли", given_name_kk="Джи", citizenship="KR")
    entered(StayPaper(person=late, paper_kind="insurance", valid_from=DAY, valid_until=date(2026, 11, 1)))

    text = text_of("compliance_board", [event.person, late], "kk")

    assert "Қызмет бабында пайдалану үшін" in text
    assert "Барлығы – 2; мерзімі өткені – 1; 30 күн ішінде аяқталатыны – 1" in text
    assert "! 01.11.2026" in text
    assert "C9, 19.12.2026 29 к." in text
    assert text.index("Ли Джи") < text.index("Фон дер Хаген")


def test_the_board_lists_only_the_people_chosen(department):
    event = stays.event()
    stays.papers_of(event.person)
    other = stays.person(surname="LEE", surname_kk="Ли")
    stays.papers_of(other)

    assert "Фон дер" not in text_of("compliance_board", [other], "kk")
    assert Person.select().count() == 2
    assert Visa.select().count() == 1
