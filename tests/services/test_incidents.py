"""An incident with personal data: its number, its term, its way, and who may see it."""

from datetime import date

import pytest

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.models import Account, DeadlineRule, Employee, Incident, IncidentTold
from kazcoop_desktop.models.base import Invalid
from kazcoop_desktop.services import access, deadlines, papers, records, shipped, stages
from kazcoop_desktop.services.access import NotAllowed
from kazcoop_desktop.services.stages import NotReady
from tests.samples import PERSON, as_administrator, sample

FRIDAY = date(2026, 11, 20)


@pytest.fixture
def incident(store):
    shipped.load(by=PERSON)
    return records.save(
        Incident(noticed_on=FRIDAY, happened_on=date(2026, 11, 18), what_happened="Флешка жоғалды"), by=PERSON
    )


def test_an_incident_gets_the_next_number_of_its_journal(incident):
    second = records.save(Incident(noticed_on=FRIDAY, what_happened="Тізім қате жіберілді"), by=PERSON)

    assert (incident.number, second.number) == ("1/2026", "2/2026")


def test_the_authorised_body_is_to_be_notified_on_the_next_working_day(incident):
    (due,) = [each for each in deadlines.due(on=FRIDAY, horizon=30) if each.kind == "incident"]

    assert due.due_on == date(2026, 11, 23)
    assert "кеңсе тексереді" in due.paragraph

    incident.notified_on = date(2026, 11, 23)
    records.save(incident, by=PERSON)

    assert not [each for each in deadlines.due(on=FRIDAY, horizon=30) if each.kind == "incident"]


def test_the_office_can_set_another_term(incident):
    rule = DeadlineRule.get(DeadlineRule.code == "incident_notice")
    rule.days = 3
    records.save(rule, by=PERSON)

    (due,) = [each for each in deadlines.due(on=FRIDAY, horizon=30) if each.kind == "incident"]

    assert due.due_on == date(2026, 11, 25)


def test_an_incident_is_notified_when_its_note_is_printed_and_the_day_is_known(incident):
    with pytest.raises(NotReady) as refused:
        stages.move(incident, "notified", on=FRIDAY, by=PERSON)
    assert any("Notice of an incident" in sentence for sentence in refused.value.missing)

    for name, told in (
        ("measures", "Кіру құқығы жабылды"),
        ("measures_on", FRIDAY),
        ("data_kinds", ("names",)),
        ("notified_on", FRIDAY),
        ("responsible", _employee()),
    ):
        setattr(incident, name, told)
    records.save(incident, by=PERSON)
    papers.issue([incident], "incident_note", "kk", by=PERSON, on=FRIDAY)
    stages.move(incident, "notified", on=FRIDAY, by=PERSON)

    assert incident.stage == "notified"


def test_nobody_is_told_of_an_incident_before_it_is_noticed(incident):
    told = IncidentTold(incident=incident, told_on=date(2026, 11, 19))

    with pytest.raises(Invalid, match=r"20\.11\.2026"):
        records.save(told, by=PERSON)


def test_the_days_of_an_incident_follow_one_another(incident):
    incident.notified_on = date(2026, 11, 19)

    with pytest.raises(UserError, match="Noticed on"):
        records.save(incident, by=PERSON)


@pytest.mark.parametrize(
    ("role", "may"),
    [("head", True), ("registrar_head", True), ("manager", False), ("viewer", False)],
)
def test_only_roles_with_the_right_see_and_write_incidents(incident, role, may):
    as_administrator()
    with access.as_program():
        account = records.save(Account(user_name=role, role=role), by=PERSON)
    access.signed_in(account)

    assert access.may("read", Incident) is may
    assert access.may("print", IncidentTold) is may
    if not may:
        incident.note = "Ескертпе"
        with pytest.raises(NotAllowed):
            records.save(incident, by=PERSON)


def _employee():
    return records.save(sample(Employee), by=PERSON)
