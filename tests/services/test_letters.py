"""Letters: numbered, answered, awaited, copied, sent to many, and their journal."""

from datetime import date, timedelta

import pytest

from kazcoop_desktop import i18n
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.models import Agreement, DeadlineRule, JournalNumber, Partner, Signatory
from kazcoop_desktop.models.base import Invalid, address_of
from kazcoop_desktop.models.letter import Enclosure, Letter
from kazcoop_desktop.services import browse, deadlines, letters, numbering, papers, records, shipped
from tests.samples import free

DAY = date(2026, 11, 20)


@pytest.fixture
def journals(store):
    shipped.load(by="Айгүл")


def saved(**values):
    given = {"registered_on": DAY, "correspondent": "Қазына қоры", "subject": "Грант туралы"}
    return records.save(Letter(**{**given, **values}), by="Айгүл")


@pytest.mark.usefixtures("journals")
def test_a_letter_gets_the_next_number_of_its_journal():
    assert [saved().number, saved(direction="outgoing").number, saved().number] == [
        "07-06/1",
        "07-05/1",
        "07-06/2",
    ]


@pytest.mark.usefixtures("journals")
def test_the_numbers_of_a_year_begin_anew():
    saved(registered_on=date(2025, 12, 30))
    saved(registered_on=date(2025, 12, 31))

    assert saved(registered_on=date(2026, 1, 5)).number == "07-06/1"


@pytest.mark.usefixtures("journals")
def test_a_number_typed_by_hand_is_passed_over():
    saved(number="07-06/1")

    assert saved().number == "07-06/2"


@pytest.mark.usefixtures("store")
def test_a_number_is_not_given_twice_in_one_journal_and_year():
    saved(number="15")

    assert saved(number="15", direction="outgoing").number == "15"
    assert saved(number="15", registered_on=date(2025, 3, 1)).number == "15"
    with pytest.raises(Invalid, match="This number is already taken: 15"):
        saved(number="15", registered_on=date(2026, 3, 1))


@pytest.mark.usefixtures("store")
def test_a_letter_names_a_partner_or_somebody_else():
    with pytest.raises(Invalid, match="Name the partner"):
        saved(correspondent="")


@pytest.mark.usefixtures("store")
def test_what_is_dated_after_its_registration_is_refused():
    with pytest.raises(Invalid, match="dated after the day of its registration"):
        saved(their_date=DAY + timedelta(days=1))


def test_a_record_that_a_letter_concerns_stays(agreement):
    letter = saved(about=address_of(agreement))
    free(agreement)

    with pytest.raises(UserError, match=r"it is named in “20\.11\.2026 · Грант туралы”"):
        records.delete(agreement, by="Айгүл")
    records.delete(letter, by="Айгүл")
    records.delete(agreement, by="Айгүл")
    with pytest.raises(UserError, match="in the recycle bin"):
        records.restore(letter, by="Айгүл")
    with pytest.raises(UserError, match="another record names it"):
        records.destroy(agreement, by="Айгүл")


@pytest.mark.usefixtures("store")
def test_a_letter_concerns_a_record_that_there_is():
    for address in ("agreement:7", "nothing:1", "agreement:x", "agreement"):
        with pytest.raises(Invalid, match=f"There is no such record: {address}"):
            saved(about=address)


def test_letters_about_a_merged_record_are_about_the_one_kept(partner):
    other = records.save(Partner(name="Uni Musterstadt", country="DE"), by="Айгүл")
    letter = saved(about=address_of(other))

    records.merge(partner, other, by="Айгүл")

    assert records.get(Letter, letter.id).about == address_of(partner)


def test_the_answer_goes_to_whoever_wrote_about_the_same(agreement):
    letter = saved(
        partner=agreement.partner,
        correspondent="",
        about=address_of(agreement),
        their_number="17/3",
        their_date=date(2026, 11, 3),
        languages=("ru", "de"),
        channel="post",
    )

    answer = letters.answer_to(letter, on=date(2026, 11, 23))

    assert (answer.direction, answer.partner, answer.about) == (
        "outgoing",
        agreement.partner,
        address_of(agreement),
    )
    assert (answer.answers, answer.channel, answer.registered_on) == (letter, "post", date(2026, 11, 23))
    assert "03.11.2026" in answer.text_ru
    assert "17/3" in answer.text_ru
    assert answer.text_kk == answer.text_en == ""
    records.save(answer, by="Айгүл")
    assert list(letter.answered_by) == [answer]


@pytest.mark.usefixtures("store")
def test_a_reminder_names_our_letter():
    ours = saved(direction="outgoing", number="07-05/8", languages=("en",))

    reminder = letters.reminder_of(ours, on=date(2026, 12, 20))

    assert reminder.direction == "outgoing"
    assert reminder.text_en == "We have not yet received a reply to our letter No. 07-05/8 of 20.11.2026."
    assert reminder.number == ""


@pytest.mark.usefixtures("journals")
def test_a_recurring_letter_begins_with_the_words_of_an_earlier_one():
    earlier = saved(
        direction="outgoing", text_kk="Тізімді жолдаймыз.", due_on=DAY, done_on=DAY, their_number="4"
    )

    again = letters.start_from(earlier, on=date(2026, 12, 1))

    assert (again.subject, again.text_kk) == ("Грант туралы", "Тізімді жолдаймыз.")
    assert (again.id, again.number, again.their_number, again.due_on, again.done_on) == (
        None,
        "",
        "",
        None,
        None,
    )
    assert records.save(again, by="Айгүл").number == "07-05/2"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("kind", ["proposal", "reply", "request", "reminder", "confirmation", "refusal"])
def test_every_kind_of_letter_has_a_first_sentence(kind, language):
    with i18n.language(language):
        sentence = letters.opening(kind, institution="ККУ")

    assert sentence.endswith(".")
    assert "{" not in sentence


@pytest.mark.usefixtures("journals")
def test_one_letter_goes_to_many_partners_each_with_its_number():
    partners = [records.save(Partner(name=f"University {n}", country="DE"), by="Айгүл").id for n in range(5)]
    told = []

    written = letters.write_to(
        partners,
        {"subject": "Шақыру", "text_en": "We invite you."},
        on=DAY,
        by="Айгүл",
        progress=lambda done, total: told.append((done, total)),
    )

    rows = browse.Query(Letter).rows(written)
    assert [rows[each].number for each in written] == [f"07-05/{n}" for n in range(1, 6)]
    assert [rows[each].partner.id for each in written] == partners
    assert told[-1] == (5, 5)


@pytest.mark.usefixtures("journals")
def test_of_a_cancelled_mailing_the_letters_already_written_stay():
    partners = [records.save(Partner(name=f"University {n}", country="DE"), by="Айгүл").id for n in range(5)]
    told = []

    written = letters.write_to(
        partners,
        {"subject": "Шақыру"},
        on=DAY,
        by="Айгүл",
        progress=lambda done, total: told.append(done),
        cancelled=lambda: len(told) == 2,
    )

    assert len(written) == 2
    assert Letter.select().count() == 2


@pytest.mark.usefixtures("journals")
def test_a_letter_without_an_answer_falls_due_until_it_is_answered_or_done():
    first = saved(due_on=date(2026, 11, 18))
    second = saved(due_on=date(2026, 11, 23))
    saved()

    def due():
        return [(each.record_id, each.days_left) for each in deadlines.due(on=DAY)]

    assert due() == [(first.id, -2), (second.id, 3)]
    records.save(letters.answer_to(first, on=DAY), by="Айгүл")
    assert due() == [(second.id, 3)]
    second.done_on = DAY
    records.save(second, by="Айгүл")
    assert due() == []


@pytest.mark.usefixtures("journals")
def test_an_answer_in_the_recycle_bin_answers_nothing():
    letter = saved(due_on=date(2026, 11, 18))
    answer = records.save(letters.answer_to(letter, on=DAY), by="Айгүл")
    assert letters.unanswered("incoming") == []

    records.delete(answer, by="Айгүл")

    assert letters.unanswered("incoming") == [letter]
    assert [each.record_id for each in deadlines.due(on=DAY)] == [letter.id]


@pytest.mark.usefixtures("store")
def test_unanswered_letters_stand_by_their_day_ours_and_theirs_apart():
    late = saved(due_on=date(2026, 12, 1))
    soon = saved(due_on=date(2026, 11, 25))
    awaited = saved(direction="outgoing", due_on=date(2026, 11, 30))

    assert letters.unanswered("incoming") == [soon, late]
    assert letters.unanswered("outgoing") == [awaited]


@pytest.mark.usefixtures("store")
def test_a_rule_may_be_done_by_what_names_the_record():
    named = {"code": "x", "name_kk": "x", "applies_to": "letter", "counted_from": "due_on"}
    records.save(DeadlineRule(**named, done_field="done_on answered_by"), by="Айгүл")

    with pytest.raises(Invalid, match="There is no “replies” here"):
        records.save(DeadlineRule(**named, done_field="replies"), by="Айгүл")


@pytest.mark.usefixtures("journals")
def test_the_journal_stands_in_the_order_of_numbers_and_loses_none():
    for _letter in range(11):
        saved(direction="outgoing")
    gone = Letter.get(Letter.number == "07-05/3")
    records.delete(gone, by="Айгүл")
    numbering.annul(
        "OUT", numbering.give("OUT", on=DAY, subject="Хат", by="Айгүл"), reason="қате", by="Айгүл"
    )
    saved(direction="outgoing", registered_on=date(2026, 12, 2))

    book = letters.journal_book("outgoing", date(2026, 11, 1), date(2026, 11, 30))

    assert [entry.number for entry in book] == [f"07-05/{n}" for n in range(1, 13)]
    assert [entry.number for entry in book if entry.letter is None] == ["07-05/3", "07-05/12"]


@pytest.mark.usefixtures("journals")
def test_a_hundred_letters_are_read_with_few_questions(store, partner):
    for number in range(100):
        letter = saved(partner=partner)
        records.save(Enclosure(letter=letter, name=f"құжат {number}"), by="Айгүл")
    asked = []
    store.connection().set_trace_callback(asked.append)

    book = letters.journal_book("incoming", DAY, DAY)
    for entry in book:
        assert entry.letter.correspondent_name
        assert len(letters.enclosures(entry.letter)) == 1

    store.connection().set_trace_callback(None)
    assert len(book) == 100
    assert len(asked) < 12


# Letters that other registers print.


@pytest.mark.usefixtures("journals")
def test_a_paper_of_the_outgoing_journal_is_entered_among_the_letters(agreement):
    (paper,) = papers.issue(
        [agreement], "guarantee_letter", "kk", by="Айгүл", on=DAY, title="Кепілдік хат", journal="OUT"
    )

    letter = Letter.get(Letter.number == paper.number)
    assert (letter.direction, letter.about, letter.partner) == (
        "outgoing",
        address_of(agreement),
        agreement.partner,
    )
    assert letter.subject == f"Кепілдік хат: {agreement}"
    assert JournalNumber.select().where(JournalNumber.number == paper.number).count() == 1


@pytest.mark.usefixtures("journals")
def test_such_a_paper_printed_once_more_is_the_same_letter(agreement):
    for _copy in range(2):
        papers.issue([agreement], "guarantee_letter", "kk", by="Айгүл", on=DAY, journal="OUT")

    assert Letter.select().count() == 1


@pytest.mark.usefixtures("journals")
def test_a_paper_of_a_record_without_a_partner_goes_to_the_addressee_of_the_form(partner):
    position = Signatory.get(Signatory.part == "addressee").position
    records.save(
        Signatory(form="petition_migration", part="addressee", position=position, sequence=1), by="Айгүл"
    )

    papers.issue([partner], "petition_migration", "kk", by="Айгүл", on=DAY, title="Қолдаухат", journal="OUT")

    assert Letter.get().correspondent == str(position)


@pytest.mark.usefixtures("journals")
def test_a_cancelled_printing_takes_the_letter_back_and_annuls_its_number(agreement):
    issued = papers.issue([agreement], "guarantee_letter", "kk", by="Айгүл", on=DAY, journal="OUT")

    papers.take_back(issued, by="Айгүл", journal="OUT")

    assert browse.Query(Letter).count() == 0
    assert JournalNumber.get().state == "annulled"
    book = letters.journal_book("outgoing", DAY, DAY)
    assert [(entry.number, entry.letter) for entry in book] == [("07-05/1", None)]
    assert Agreement.select().count() == 1


@pytest.mark.usefixtures("journals")
def test_finishing_an_answer_finishes_the_letter_that_it_answers():
    asked = saved(due_on=DAY)
    answer = records.save(letters.answer_to(asked, on=DAY), by="Айгүл")

    assert letters.finish(answer, on=DAY, by="Айгүл") == asked
    assert Letter.get_by_id(asked.id).done_on == DAY
    assert Letter.get_by_id(answer.id).done_on is None


@pytest.mark.usefixtures("journals")
def test_a_letter_that_answers_nothing_is_finished_itself():
    letter = saved()

    letters.finish(letter, on=DAY, by="Айгүл")

    assert Letter.get_by_id(letter.id).done_on == DAY
