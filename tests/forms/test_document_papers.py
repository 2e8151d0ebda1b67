"""The papers of internal documents: word for word as the registrar regulation prints them, and with the right people."""

import io
import re
from datetime import date

import pypdf
import pytest

from kazcoop_desktop import forms
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.forms.documents.acquaintance_sheet import AcquaintanceOptions, ChangeAcquaintanceOptions
from kazcoop_desktop.forms.documents.change_sheet import ChangeSheetOptions
from kazcoop_desktop.models import Amendment, Edition, Employee, Unit
from kazcoop_desktop.services import documents
from kazcoop_desktop.services.documents import acquaintance, amendments, copies
from tests import regulation as given
from tests.regulation import TODAY

MISSING = AcquaintanceOptions(people="missing")
MISSING_THE_CHANGE = ChangeAcquaintanceOptions(people="missing")
BY_CLAUSES = ChangeSheetOptions(layout="procedure")


@pytest.fixture
def edition(store):
    given.office()
    return given.edition(given.document())


@pytest.fixture
def people(edition):
    return list(Employee.select())


@pytest.fixture
def change(edition):
    adopted = given.adopt(given.proposal(edition.document))
    amendments.enter_in_sheet(adopted, on=date(2026, 10, 2), by="Айгүл", entered_by=Employee.get())
    return adopted


def printed(key, records, language="kk", **more):
    """The text of each page, with single spaces."""
    pdf = forms.find(key).render(records, language=language, on=TODAY, blank=not records, **more)
    pages = (page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return [re.sub(r"\s+", " ", page).strip() for page in pages]


def named(pages):
    """The numbers and names in the rows of an acquaintance sheet."""
    positions = "Бөлім басшысы|Статистик-регистратор|Аға оқытушы"
    return re.findall(rf"(\d+) (\S+ \S+) (?:{positions})", " ".join(pages))


def drawn_rows(key, **more):
    """How many horizontal rules the table of a blank form has, by counting distinct heights."""
    pdf = forms.find(key).render([], language="kk", on=TODAY, blank=True, **more)
    content = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].get_contents().get_data().decode("latin-1")
    rules = re.findall(r"([\d.]+) ([\d.-]+) m ([\d.]+) ([\d.-]+) l", content)
    return len({foot for left, foot, right, end in rules if foot == end and float(right) > float(left)})


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("change_sheet", "ӨЗГЕРІСТЕРДІ ТІРКЕУ ПАРАҒЫ Тіркеу нөмірі Тіркеу күні Өзгерістер Қолы 1 2 3 4"),
        (
            "acquaintance_sheet",
            "ТАНЫСУ ПАРАҒЫ № р/с Құжатпен танысқан тұлғаның толық аты-жөні Лауазымы Қолы Күні 1 2 3 4 5",
        ),
    ],
)
def test_a_blank_sheet_says_what_the_regulation_prints_and_has_17_rows(edition, key, words):
    (page,) = printed(key, [])

    assert page.startswith(words)
    assert page.removeprefix(words).strip() == "Көкжиек консерваториясы 1 беттің 1 беті"
    assert drawn_rows(key) >= 17 + 2


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "ru",
            "ЛИСТ ОЗНАКОМЛЕНИЯ № п/п Ф.И.О. полностью лица, ознакомленного с документом Должность Подпись Дата",
        ),
        (
            "en",
            "ACQUAINTANCE SHEET No. Full name of the person acquainted with the document Position Signature Date",
        ),
    ],
)
def test_the_sheets_are_translated_as_agreed(edition, language, words):
    assert printed("acquaintance_sheet", [], language)[0].startswith(words)


def test_a_sheet_stands_on_its_page_of_the_document(edition):
    (page,) = printed("change_sheet", [edition.document])

    assert "Құрылым туралы Ереже Офис-тіркеуші бөлімі" in page
    assert page.endswith("Көкжиек консерваториясы 10 беттің 9 беті")


def test_the_second_layout_has_the_header_of_procedure_717(edition, change):
    (blank,) = printed("change_sheet", [], options=BY_CLAUSES)
    (filled,) = printed("change_sheet", [edition.document], options=BY_CLAUSES)

    assert "ӨЗГЕРІСТЕРДІ ТІРКЕУ ПАРАҒЫ құжатқа" in blank
    for words in ("Өзгерістің реттік нөмірі", "Бөлім/тармақ", "Өзгеріс енгізілді", "аты-жөні", "лауазымы"):
        assert words in blank
    assert "Құрылым туралы Ереже. Офис-тіркеуші бөлімі" in filled
    assert "1 20-тармақ, 4-бет 02.10.2026 А. Абаев Бөлім басшысы" in filled


def test_the_change_sheet_lists_the_entries_by_number(edition, change):
    second = given.adopt(given.proposal(edition.document, subject="Екінші", sections="21-тармақ"))
    amendments.enter_in_sheet(second, on=date(2026, 10, 9), by="Айгүл")

    (page,) = printed("change_sheet", [edition.document])

    assert re.search(r"1 02\.10\.2026 20-тармақ, 4-бет: .*? 2 09\.10\.2026 21-тармақ: Екінші", page)
    assert "(шешім № 2, 30.09.2026)" in page


def test_a_long_change_sheet_goes_on_with_its_heading_and_numbers(edition):
    for number in range(30):
        change = given.adopt(given.proposal(edition.document, subject=f"Өзгеріс {number}"))
        amendments.enter_in_sheet(change, on=date(2026, 10, 2), by="Айгүл")

    pages = printed("change_sheet", [edition.document])

    assert len(pages) > 1
    assert all("Тіркеу нөмірі Тіркеу күні Өзгерістер Қолы 1 2 3 4" in page for page in pages)
    assert pages[1].endswith("10 беттің 9/2 беті")


def test_the_whole_sheet_names_all_55_in_the_kazakh_order_with_the_days_they_signed(edition, people):
    acquaintance.sign(edition, people[:1], on=date(2025, 9, 3), by="Айгүл")

    pages = printed("acquaintance_sheet", [edition.document])

    rows = named(pages)
    assert [int(number) for number, _name in rows] == list(range(1, 56))
    surnames = [name.split()[0] for _number, name in rows]
    assert list(dict.fromkeys(surnames)) == given.SURNAMES
    assert " ".join(pages).count("03.09.2025") == 1


def test_the_sheet_for_the_missing_names_only_them(edition, people):
    acquaintance.sign(edition, people[:50], on=date(2025, 9, 3), by="Айгүл")

    pages = printed("acquaintance_sheet", [edition.document], options=MISSING)

    assert len(named(pages)) == 5
    assert {name for _number, name in named(pages)} == {str(person) for person in people[50:]}
    assert "03.09.2025" not in pages[0]
    assert pages[0].endswith("1 беттің 1 беті")


def test_the_sheet_after_a_change_quotes_it_and_names_those_who_must_read_it(edition, people, change):
    acquaintance.sign(edition, people[:54], on=date(2025, 9, 3), by="Айгүл")
    acquaintance.sign(edition, people[54:], on=date(2026, 11, 2), by="Айгүл")  # has read the changed text
    acquaintance.sign(change, people[:40], on=date(2026, 10, 6), by="Айгүл")

    pages = printed("change_acquaintance_sheet", [Amendment.get_by_id(change.id)], options=MISSING_THE_CHANGE)

    assert {name for _number, name in named(pages)} == {str(person) for person in people[40:54]}
    assert "№ 1 өзгеріс, 20-тармақ, 4-бет" in pages[0]
    assert "оқудан шығару туралы бұйрықтар шығару." in pages[0]
    assert "үш жұмыс күні ішінде дайындау" in pages[0]


def test_the_sheets_of_an_earlier_edition_are_printed_by_its_name(edition, people, change):
    acquaintance.sign(edition, people[:3], on=date(2025, 9, 3), by="Айгүл")
    new = given.edition(edition.document, name="2026-1", in_force_on=None)
    documents.put_in_force(new, on=date(2026, 11, 2), by="Айгүл")
    earlier = AcquaintanceOptions(edition="2025-1")

    assert "03.09.2025" not in " ".join(printed("acquaintance_sheet", [edition.document]))
    assert (
        " ".join(printed("acquaintance_sheet", [edition.document], options=earlier)).count("03.09.2025") == 3
    )
    assert "20-тармақ" not in printed("change_sheet", [edition.document])[0]
    sheet = printed("change_sheet", [edition.document], options=ChangeSheetOptions(edition="2025-1"))
    assert "20-тармақ" in sheet[0]


def test_an_edition_that_there_is_not_is_refused_with_those_there_are(edition):
    with pytest.raises(UserError, match="2025-1"):
        printed("change_sheet", [edition.document], options=ChangeSheetOptions(edition="2024-3"))


def test_the_report_counts_each_person_once_and_lists_them_by_unit(edition, people, change):
    acquaintance.sign(edition, people[:50], on=date(2025, 9, 3), by="Айгүл")
    acquaintance.sign(change, people[:40], on=date(2026, 10, 6), by="Айгүл")

    text = " ".join(printed("acquaintance_report", [edition.document]))

    assert "Танысуға тиіс – 55, таныстым деп қол қойған – 40, қол қоймаған – 15" in text
    assert text.count("№ 1 өзгеріс") == 10
    assert text.index("Әлеуметтік пәндер кафедрасы") < text.index("Ішекті аспаптар кафедрасы")
    assert f"ОТ Ережесі, 2025-1 {(TODAY - given.IN_FORCE_ON).days}" in text


def test_each_unit_gets_its_own_numbered_notice(edition, change):
    notices = amendments.notify(change, on=date(2026, 10, 5), by="Айгүл")

    pages = printed("change_notice", notices)

    assert len(pages) == 7
    for page, notice in zip(pages, notices, strict=True):
        assert f"№ {notice.number}, 2026 ж. «05» қазан" in page
        assert notice.unit.name_kk in page
        assert (
            "құжатына № 1 өзгеріс енгізілді. Өзгеріс 2026 жылғы 1 қазан күнінен бастап қолданылады." in page
        )
        assert "Негіздеме (шешім, бұйрық): шешім № 2, 30.09.2026" in page
        assert "Хабарламаны алдым, көшірме ауыстырылды: бөлімше" in page


def test_the_summary_lists_the_notices_of_a_change(edition, change):
    amendments.notify(change, on=date(2026, 10, 5), by="Айгүл")

    (page,) = printed("notice_list", [change])

    assert all(unit.name_kk in page for unit in Unit.select())
    assert page.count("05.10.2026") == 7


def test_the_copy_register_tells_who_holds_which_copy_and_what_came_back(edition):
    unit = Unit.get(Unit.name_kk == "Фортепиано кафедрасы")
    copy = copies.issue(edition, unit, on=date(2025, 9, 2), by="Айгүл", received_by=Employee.get())
    copy.end, copy.ended_on, copy.act = "destroyed", date(2026, 1, 10), "№ 3 акт"
    given.saved(copy)

    (page,) = printed("copy_register", [edition.document])

    assert "Түпнұсқаның орны: Персоналмен жұмыс жасау бөлімі" in page
    assert "ОТ Ережесі, 2025-1 нұсқасы" in page
    assert "10.01.2026" in page
    assert "№ 3 акт" in page


def test_the_list_of_documents_in_force_leaves_out_what_does_not_hold(edition, change):
    draft = given.document(title_kk="Жоба ереже", code="Ж-1")

    (page,) = printed("documents_in_force", [edition.document, draft])

    assert "1 ОТ Ережесі Құрылым туралы Ереже. Офис-тіркеуші бөлімі 2025-1" in page
    assert "Ғылыми кеңес, шешім № 1, 27.08.2025" in page
    assert "01.09.2025 01.09.2028 1" in page
    assert "Ж-1" not in page


def test_the_letter_proposes_the_change_with_both_wordings(edition):
    change = given.saved(given.proposal(edition.document))

    (page,) = printed("amendment_letter", [change])

    assert "Ішкі құжатқа өзгеріс енгізу туралы" in page
    assert "Ескі редакциясы Жаңа редакциясы" in page
    assert "Өзгерісті Ғылыми кеңестің отырысында қарауды сұраймын." in page
    assert "КЕЛІСІЛДІ" in page


def test_where_the_rector_decides_the_letter_asks_for_an_order(edition):
    edition.document.decided_by, edition.document.majority = "order", "none"
    given.saved(edition.document)
    change = given.saved(given.proposal(Edition.get().document))

    assert "ректордың бұйрығымен" in printed("amendment_letter", [change])[0]
