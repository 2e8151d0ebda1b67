"""The papers of a delegation, line by line, and all of them as one package with their numbers."""

import io
import re
from datetime import date

import pypdf
import pytest

from kazcoop_desktop import forms
from kazcoop_desktop.forms.delegations.delegations_register import RegisterOptions
from kazcoop_desktop.forms.delegations.visit_estimate import EstimateOptions
from kazcoop_desktop.forms.delegations.visit_programme import ProgrammeOptions
from kazcoop_desktop.forms.press import print_papers
from kazcoop_desktop.models import (
    DelegationMember,
    FormCode,
    Guarantee,
    Journal,
    JournalNumber,
    Letter,
    Partner,
    Person,
    Position,
    Signatory,
)
from kazcoop_desktop.models.attached import Paper
from tests.forms import delegation_samples, samples

DAY = samples.DAY


def pages_of(key, record, language="kk", **more):
    pdf = forms.find(key).render([record], language=language, on=DAY, **more)
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return [re.sub(r"\s+", " ", page.extract_text()).strip() for page in pages]


def text_of(key, record, language="kk", **more):
    return " ".join(pages_of(key, record, language, **more))


@pytest.fixture
def visit(agreement):
    return delegation_samples.delegation(agreement)


@pytest.fixture
def numbered(visit):
    for code in ("OUT", "ACT"):
        samples.entered(Journal(code=code, name_kk=code, pattern=f"{code}-{{seq}}"))
    return visit


def test_the_rector_reads_what_the_procedure_asks_for(visit):
    first, annex = pages_of("delegation_proposal", visit, "ru")

    assert "О приёме иностранной делегации" in first
    assert "Состав: 2 человека, в приложении" in first
    assert "Ульмский технический университет на Дунае, Германия" in first
    assert "Прошу разрешить приём и подписать письмо-приглашение." in first
    assert "WEISS Hannelore Maria (Вайс Ханнелоре)" in annex


def test_the_invitation_goes_to_both_partners_and_names_the_members(visit):
    text = text_of("delegation_invitation", visit, "en")

    assert "to visit us on 23–25 November 2026" in text
    assert "Ulm University of Technology on the Danube" in text
    assert "Finland" in text
    assert "We propose to discuss: curricula; a laboratory." in text
    assert "The University will cover accommodation and meals." in text
    assert "Please send us copies of the passports" in text
    assert "Dear Ms Weiß," in text
    assert "C01X00T47" in text


def test_the_programme_has_a_copy_for_the_office_and_one_for_the_guests(visit):
    office = text_of("visit_programme", visit, "ru", options=ProgrammeOptions(copy="office"))
    guests = text_of("visit_programme", visit, "ru", options=ProgrammeOptions(copy="guests"))

    assert "УТВЕРЖДАЮ" in office
    assert "23 ноября 2026 года, понедельник" in office
    assert "10:00–11:30" in office
    assert "+7 727 000 00 00" in office
    assert "УТВЕРЖДАЮ" not in guests
    assert "Зал заседаний" in guests
    assert len(pages_of("visit_programme", visit)) == 2


def test_the_estimate_adds_up_in_tenge_and_compares_with_the_fact(visit):
    plan = text_of("visit_estimate", visit, "en")
    fact = text_of("visit_estimate", visit, "en", options=EstimateOptions(variant="fact"))

    assert "250.00 EUR × 560.12" in plan
    assert "320,030.00" in plan
    assert "three hundred and twenty thousand and thirty tenge" in plan
    assert "140,000.00" in fact


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("hotel", "asks you to book rooms for foreign guests on 23–25 November 2026"),
        ("culture", "asks you to arrange the following"),
        ("catering", "asks you to provide meals"),
    ],
)
def test_each_organisation_gets_its_letter_of_guarantee(visit, kind, said):
    letter = Guarantee.get(Guarantee.guarantee_kind == kind)

    text = text_of("guarantee_letter", letter, "en")

    assert said in text
    assert "within 5 banking days" in text
    assert "192,000.00" in text
    assert ("WEISS Hannelore Maria" in text) == (kind == "hotel")


@pytest.mark.parametrize("kind", ["transport", "hall", "technical", "photo"])
def test_each_request_is_a_letter_of_its_own(visit, kind):
    form = forms.find(f"request_{kind}")

    assert form.is_wanted(visit)
    assert "23.11.2026" in text_of(form.key, visit)


def test_the_minutes_tell_who_met_what_was_agreed_and_who_keeps_it(visit):
    text = text_of("delegation_minutes", visit, "kk")

    assert "КЕЗДЕСУ ХАТТАМАСЫ № 3" in text
    assert "1. Қатысушылар" in text
    assert "Сәрсен Гүлнұр Мәлікқызы" in text
    assert "Жоба дайындау" in text
    assert "20.12.2026" in text


def test_an_overdue_promise_is_marked(visit):
    later = date(2027, 1, 10)
    pdf = forms.find("promises_list").render([visit], language="en", on=later)
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)

    assert "! 20.12.2026" in re.sub(r"\s+", " ", text)
    assert "Prepare a draft" in text


def test_the_open_promises_of_a_partner_are_printed_too(visit):
    assert "Жоба дайындау" in text_of("promises_list", Partner.get_by_id(visit.partner.id))


def test_there_is_a_badge_and_a_card_for_everybody(visit):
    badges = pages_of("badge", visit, "en")
    cards = pages_of("table_card", visit, "en")

    assert len(badges) == 1
    assert "Hannelore Maria Weiß" in badges[0]
    assert len(cards) == 3
    assert cards[0].count("Hannelore Maria Weiß") == 2


def test_the_register_lists_a_period_and_counts(visit):
    november = RegisterOptions(since=date(2026, 11, 1), until=date(2026, 11, 30))
    october = RegisterOptions(since=date(2026, 10, 1), until=date(2026, 10, 31))

    assert "Delegations: 1; people: 2." in text_of("delegations_register", visit, "en", options=november)
    assert "Delegations: 0; people: 0." in text_of("delegations_register", visit, "en", options=october)
    only = RegisterOptions(state="received")
    assert "Delegations: 0" in text_of("delegations_register", visit, "en", options=only)


def test_who_signs_comes_from_the_reference_data(visit):
    position = samples.entered(
        Position(name_kk="Проректор Қ.", name_ru="Проректор К.", name_en="Vice-Rector K.")
    )
    samples.entered(Signatory(form="delegation_minutes", part="approves", position=position))
    samples.entered(FormCode(form="delegation_minutes", name_kk="Хаттама", code="403-02"))

    text = text_of("delegation_minutes", visit, "kk")

    assert "БЕКІТЕМІН Проректор Қ." in text
    assert "ККУ 403-02 Ү" in text


def test_the_package_prints_every_paper_with_its_own_number_and_code(numbered):
    delivered = []
    package = forms.find("visit_package")
    wanted = [form.key for form, _record in package.papers_for(numbered)]

    print_papers(package, [numbered], language="kk", on=DAY, by="Айгүл", deliver=delivered.append)

    papers = list(Paper.select().order_by(Paper.id))
    assert [paper.form for paper in papers] == wanted
    letters = {
        letter.subject.split(":")[0] for letter in Letter.select().where(Letter.direction == "outgoing")
    }
    assert len(letters) == 3  # invitation, thank-you letter, and those of guarantee
    outgoing = [paper.number for paper in papers if paper.number.startswith("OUT")]
    assert outgoing == ["OUT-1", "OUT-2", "OUT-3", "OUT-4", "OUT-5"]
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(delivered[0])).pages]
    for paper in papers:
        if forms.find(paper.form).has_code:
            assert any(paper.code in page for page in pages), paper.form


def test_a_package_that_could_not_be_delivered_leaves_no_papers(numbered):
    def fail(_content):
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        print_papers(forms.find("visit_package"), [numbered], language="kk", on=DAY, by="Айгүл", deliver=fail)

    assert Paper.select().count() == 0
    assert Letter.select().where(Letter.deleted_at.is_null()).count() == 0
    given = JournalNumber.select().where(JournalNumber.state == "given")
    assert given.count() == 0


def test_a_package_has_only_what_there_is_to_print(agreement):
    bare = delegation_samples.bare_delegation(agreement)
    keys = [form.key for form, _record in forms.find("visit_package").papers_for(bare)]

    assert "delegation_proposal" in keys
    assert not {"visit_estimate", "pass_list", "souvenir_act", "delegation_minutes"} & set(keys)
    DelegationMember.create(delegation=bare, person=samples.entered(Person(surname="Weiß")))
    assert "pass_list" in [form.key for form, _record in forms.find("visit_package").papers_for(bare)]
