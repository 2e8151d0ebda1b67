"""What the law on personal data asks: grounds, looks, retention, and deleting a person so that nothing of them is left."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.models import (
    Consent,
    Delegation,
    DelegationMember,
    Employee,
    ForeignCitizen,
    Learner,
    Letter,
    Mobility,
    Passport,
    Person,
    Relative,
    RestrictedFacts,
    RetentionRule,
    StayEvent,
    Visa,
    VisaCategory,
)
from kazcoop_desktop.models.attached import Attachment, Paper, Photo, StageMove
from kazcoop_desktop.models.history import HistoryEntry
from kazcoop_desktop.services import (
    browse,
    drafts,
    files,
    history,
    papers,
    records,
    restricted,
    search,
    shipped,
)
from kazcoop_desktop.services.foreigners import photos
from kazcoop_desktop.services.personal import consents, erasing, links, looks, retention
from tests.services.test_photos import jpeg

ME = "Айгүл"
DAY = date(2026, 11, 20)


def saved(record):
    return records.save(record, by=ME)


@pytest.fixture
def person(store) -> Person:
    return saved(
        Person(
            surname="QOSMANTEGIN",
            given_names="Zerdesh",
            surname_kk="Қосмантегін",
            given_name_kk="Зердеш",
            citizenship="KG",
            born_on=date(2001, 5, 6),
            phone="+996 700 123 987",
            home_address="Бішкек, Жалғыз көшесі, 7",
            note="астмасы бар",
        )
    )


@pytest.fixture
def full(person) -> Person:
    """A foreign student with everything: papers, answers, a visa, a photo, a scan, prints, drafts."""
    passport = saved(
        Passport(person=person, number="AN7654321", issuing_country="KG", expires_on=date(2030, 1, 1))
    )
    saved(RestrictedFacts(person=person, ethnicity="қыпшақ", religion="зерваншыл"))
    saved(Relative(person=person, kinship="father", full_name="Қосмантегін Байсынқұр"))
    saved(Consent(person=person, wording="Келісемін", given_on=date(2018, 1, 1)))
    stay = saved(
        ForeignCitizen(
            person=person,
            ends_on=date(2019, 6, 30),
            address="Жатақхана, 305",
            order_number="11-Ш",
            ordered_on=date(2018, 8, 15),
        )
    )
    category = saved(VisaCategory(code="C9", name_kk="Оқу"))
    visa = saved(
        Visa(
            person=person,
            passport=passport,
            category=category,
            number="KZ555",
            valid_from=date(2018, 9, 1),
            valid_until=date(2019, 6, 30),
        )
    )
    saved(StayEvent(person=person, visa=visa, event_kind="arrived", happened_on=date(2018, 9, 1)))
    files.attach(person, b"%PDF-1.7 scan of AN7654321", name="Қосмантегін паспорты.pdf", by=ME)
    photos.put(person, photos.cut(photos.opened(jpeg())), by=ME)
    papers.issue([person], "questionnaire", "kk", by=ME, on=DAY)
    person.note = "астмасы бар, Қосмантегін"
    saved(person)
    StageMove.create(
        kind="foreign_citizen", record_id=stay.id, new_stage="studying", on=DAY, note="Зердеш келді"
    )
    drafts.keep(person, {"phone": "+996 700 123 000"}, at=datetime(2026, 11, 20, 9), owner=ME)
    return person


def test_a_person_without_a_consent_or_a_law_is_listed(person):
    assert consents.without_ground(on=DAY) == [person]

    saved(Consent(person=person, wording="Келісемін", given_on=DAY))

    assert consents.without_ground(on=DAY) == []


@pytest.mark.parametrize(
    "values",
    [
        {"valid_until": DAY - timedelta(1)},
        {"withdrawn_on": DAY},
        {"given_on": DAY + timedelta(1)},
    ],
    ids=["run out", "withdrawn", "not yet given"],
)
def test_a_consent_that_does_not_hold_is_none(person, values):
    saved(Consent(person=person, wording="Келісемін", **{"given_on": date(2020, 1, 1), **values}))

    assert consents.ground(person, on=DAY) is None
    assert consents.without_ground(on=DAY) == [person]


def test_a_law_stands_in_the_place_of_a_consent(person):
    saved(Consent(person=person, ground="law", wording="Көші-қон туралы заң, 4-бап", given_on=DAY))

    assert consents.without_ground(on=DAY) == []
    assert "Көші-қон туралы заң" in consents.in_words(person, on=DAY)


def test_withdrawing_a_consent_says_what_follows(person):
    saved(Consent(person=person, wording="Келісемін", given_on=date(2020, 1, 1), withdrawn_on=DAY))

    assert "withdrawn on 20.11.2026" in consents.in_words(person, on=DAY)
    assert "only where a law asks for it" in consents.in_words(person, on=DAY)


def test_everything_about_a_person_is_found_by_the_links(full):
    kinds = {type(record) for record in links.about(full)}

    assert kinds == {Person, Passport, RestrictedFacts, Relative, Consent, ForeignCitizen, Visa, StayEvent}


def test_an_employee_is_about_the_person_only_when_asked_for(person):
    saved(Employee(surname="Қосмантегін", given_name="Зердеш", person=person))

    assert [type(record) for record in links.about(person)] == [Person]
    assert [type(record) for record in links.about(person, as_employee=True)] == [Person, Employee]


def test_looks_prints_and_exports_of_a_persons_records_are_told(full):
    restricted.look(full, RestrictedFacts, by="Болат")
    looks.exported(Visa, [visa.id for visa in Visa.select()], by="Дана")

    told = [look.in_words() for look in looks.at(full)]

    assert told[0] == "Дана exported “Visas”"
    assert told[1] == "Болат looked at “Restricted facts”"
    assert "Айгүл printed" in told[2]


def test_exporting_a_register_without_people_notes_nothing(store, partner):
    looks.exported(type(partner), [partner.id], by=ME)

    assert not HistoryEntry.select().where(HistoryEntry.act == "exported").exists()


def test_a_person_whose_records_were_kept_long_enough_is_listed(full):
    for kind, field, years in (("visa", "valid_until", 5), ("stay_event", "happened_on", 5)):
        saved(RetentionRule(applies_to=kind, counted_from=field, years=years))
    saved(RetentionRule(applies_to="foreign_citizen", counted_from="ends_on", years=7, outcome="kept"))

    assert retention.over(on=date(2026, 6, 30)) == []
    assert [(over.person, over.until) for over in retention.over(on=date(2026, 7, 1))] == [
        (full, date(2026, 6, 30))
    ]


def test_the_periods_that_come_with_the_program_are_marked_as_the_offices_own(store):
    shipped.load(by=ME)

    rules = list(RetentionRule.select())
    assert rules
    assert all(rule.is_ours and not rule.paragraph for rule in rules)


def test_a_period_that_is_not_the_offices_own_names_its_source(store):
    with pytest.raises(UserError, match="Name the act"):
        saved(RetentionRule(applies_to="visa", counted_from="valid_until", is_ours=False))


def with_rules():
    saved(RetentionRule(applies_to="visa", counted_from="valid_until", years=5))
    saved(RetentionRule(applies_to="stay_event", counted_from="happened_on", years=5))
    saved(
        RetentionRule(
            applies_to="foreign_citizen",
            counted_from="ends_on",
            years=75,
            outcome="kept",
            keeps="order_number",
        )
    )


def test_what_goes_and_what_stays_is_told_before(full):
    with_rules()

    planned = erasing.plan(full, on=DAY)

    assert {type(each.record) for each in planned.kept} == {Person, ForeignCitizen}
    assert {type(each.record) for each in planned.destroyed} == {
        Passport,
        RestrictedFacts,
        Relative,
        Consent,
        Visa,
        StayEvent,
    }
    assert [each.until for each in planned.too_early(DAY)] == [date(2094, 6, 30)]
    assert len(planned.files) == planned.photos == 1


def test_a_deleted_person_leaves_nothing_but_a_mark(full):
    with_rules()

    erasing.erase(erasing.plan(full, on=DAY), reason="Өтініш бойынша", by=ME, on=DAY)

    left = Person.get_by_id(full.id)
    assert left.full_name("kk") == erasing.mark_of(full, "kk")
    assert left.citizenship == "KG"
    assert left.born_on is None
    stay = ForeignCitizen.get(ForeignCitizen.person == full.id)
    assert (stay.order_number, stay.address) == ("11-Ш", "")
    assert not Visa.select().exists()
    assert not Passport.select().exists()
    assert not Attachment.select().exists()
    assert not Photo.select().exists()
    assert Paper.select().count() == 1
    assert drafts.kept(owner=ME) == []
    assert search.everywhere("Қосмантегін") == []


PLANTED = (
    "QOSMANTEGIN",
    "Zerdesh",
    "Қосмантегін",
    "қосмантегін",
    "Зердеш",
    "зердеш",
    "AN7654321",
    "an7654321",
    "700 123",
    "700123987",
    "Жалғыз",
    "астма",
    "қыпшақ",
    "зерваншыл",
    "Байсынқұр",
    "Жатақхана, 305",
    "KZ555",
)


def test_no_byte_of_a_deleted_person_is_left_in_the_data_folder(full):
    with_rules()
    folder = files.folder()
    before = {word for word in PLANTED if is_in_a_file(word, folder)}
    assert {"QOSMANTEGIN", "Қосмантегін", "AN7654321"} <= before

    erasing.erase(erasing.plan(full, on=DAY), reason="Сақтау мерзімі өтті", by=ME, on=DAY)

    assert [word for word in PLANTED if is_in_a_file(word, folder)] == []


def is_in_a_file(word: str, folder: Path) -> bool:
    sought = word.encode()
    return any(sought in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_the_history_of_a_deleted_person_tells_who_did_what_and_when_but_no_values(full):
    with_rules()
    acts = [(entry.id, entry.at, entry.who, entry.act) for entry in history.of_record(full)]

    erasing.erase(erasing.plan(full, on=DAY), reason="Өтініш бойынша", by="Болат", on=DAY)

    entries = history.of_record(full)
    assert [(entry.id, entry.at, entry.who, entry.act) for entry in entries][-len(acts) :] == acts
    told = "\n".join(line for entry in entries for line in history.lines(entry))
    assert told.startswith("Болат deleted the personal data. Reason: Өтініш бойынша")
    assert [word for word in PLANTED if word in told] == []
    assert history.verify() == []


def test_other_records_stay_and_only_no_longer_name_the_person(full, partner):
    employee = saved(Employee(surname="Басқа", given_name="Адам", person=full))
    visa = Visa.get()
    letter = saved(
        Letter(
            registered_on=DAY, direction="incoming", partner=partner, subject="Сұрау", about=f"visa:{visa.id}"
        )
    )
    with_rules()

    erasing.erase(erasing.plan(full, on=DAY), reason="Өтініш бойынша", by=ME, on=DAY)

    assert Employee.get_by_id(employee.id).person_id in (None, full.id)
    assert Letter.get_by_id(letter.id).about == ""


def test_a_person_whom_nothing_must_keep_goes_wholly(person):
    saved(Passport(person=person, number="AN7654321", issuing_country="KG"))
    employee = saved(Employee(surname="Басқа", given_name="Адам", person=person))

    erasing.erase(erasing.plan(person, on=DAY), reason="Қате енгізілген", by=ME, on=DAY)

    assert not Person.select().exists()
    assert Employee.get_by_id(employee.id).person_id is None
    assert browse.Query(Person).count() == 0


def test_a_register_that_must_stay_keeps_its_line(person, partner):
    delegation = saved(Delegation(partner=partner))
    saved(DelegationMember(delegation=delegation, person=person))

    erasing.erase(erasing.plan(person, on=DAY), reason="Өтініш бойынша", by=ME, on=DAY)

    assert DelegationMember.select().count() == 1
    assert DelegationMember.get().person.full_name("kk") == erasing.mark_of(person, "kk")


def test_a_learners_case_keeps_the_learner_it_cannot_be_without(person, partner):
    learner = saved(Learner(person=person, number="23-0715"))
    saved(
        Mobility(
            learner=learner,
            partner=partner,
            direction="outgoing",
            academic_year="2025/2026",
            semester="autumn",
            order_number="7-М",
            order_on=date(2025, 8, 1),
        )
    )
    saved(RetentionRule(applies_to="learner", outcome="destroyed"))
    saved(RetentionRule(applies_to="mobility", outcome="kept", keeps="order_number"))

    erasing.erase(erasing.plan(person, on=DAY), reason="Өтініш бойынша", by=ME, on=DAY)

    assert Mobility.get().order_number == "7-М"
    assert Learner.get().number == ""


def test_a_person_of_many_names_and_passports_is_looked_for_in_all_texts(person, partner):
    """A term for each field and name once nested deeper than Python and SQLite allow."""
    for number in range(40):
        saved(Passport(person=person, number=f"AN{number:07}", issuing_country="KG"))
    partner.note = "паспорты AN0000039"
    saved(partner)

    assert partner in erasing.plan(person, on=DAY).texts


def test_records_that_name_the_person_in_a_text_are_listed_to_be_looked_at(person, partner):
    partner.note = "Байланыс: Қосмантегін Зердеш"
    saved(partner)

    assert erasing.plan(person, on=DAY).texts == [partner]


def test_nothing_is_deleted_without_a_reason_or_when_the_records_changed_meanwhile(full):
    planned = erasing.plan(full, on=DAY)
    with pytest.raises(UserError, match="Give the reason"):
        erasing.erase(planned, reason=" ", by=ME, on=DAY)

    full.note = "жаңа"
    saved(full)

    with pytest.raises(UserError, match="changed meanwhile"):
        erasing.erase(planned, reason="Өтініш бойынша", by=ME, on=DAY)
    assert Passport.select().exists()


def test_a_deletion_that_fails_half_way_leaves_everything(full, monkeypatch):
    def fail(*_args):
        raise OSError("the disk does not answer")

    monkeypatch.setattr(erasing.word_index, "forget", fail)
    with pytest.raises(OSError, match="disk"):
        erasing.erase(erasing.plan(full, on=DAY), reason="Өтініш бойынша", by=ME, on=DAY)

    assert Person.get_by_id(full.id).surname == "QOSMANTEGIN"
    assert Visa.select().count() == 1
    assert photos.photo_of(full) is not None
    assert files.damaged() == []
