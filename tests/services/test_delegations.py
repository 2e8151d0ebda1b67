"""A visit as it is prepared: what cannot be entered, what follows from what, and what is remembered afterwards."""

from datetime import date
from decimal import Decimal

import pytest

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.models import (
    Delegation,
    DelegationHost,
    DelegationMember,
    DelegationPartner,
    Employee,
    EstimateLine,
    Guarantee,
    GuaranteeLine,
    Letter,
    Minutes,
    Partner,
    Person,
    ProgrammeItem,
    Promise,
    Souvenir,
    SouvenirIssue,
    SouvenirReceipt,
    Venue,
    VisitRequest,
)
from kazcoop_desktop.models.base import Invalid
from kazcoop_desktop.services import deadlines, records, shipped, stages
from kazcoop_desktop.services.delegations import money, programme, promises, timeline, unknown, visits

ARRIVES, LEAVES = date(2026, 12, 7), date(2026, 12, 9)
TODAY = date(2026, 11, 20)


def saved(record):
    return records.save(record, by="Айгүл")


@pytest.fixture
def visit(partner):
    shipped.load(by="KazCoop")
    return saved(
        Delegation(partner=partner, proposed_on=date(2026, 11, 1), arrives_on=ARRIVES, leaves_on=LEAVES)
    )


@pytest.fixture
def hall(store):
    return saved(Venue(name_kk="Мәжіліс залы"))


@pytest.fixture
def host(store):
    return saved(Employee(surname="Сейіт", given_name="Айнұр"))


def item(visit, **values):
    given = {"held_on": ARRIVES, "starts_at": "10:00", "ends_at": "11:00", **values}
    return ProgrammeItem(delegation=visit, **given)


def refused(record):
    with pytest.raises(Invalid) as caught:
        saved(record)
    return str(caught.value)


# What cannot be entered.


def test_a_programme_item_lies_within_the_visit(visit):
    told = refused(item(visit, held_on=date(2026, 12, 10)))

    assert "from 07.12.2026 to 09.12.2026" in told
    assert ProgrammeItem.select().count() == 0


def test_nothing_is_planned_before_the_dates_are_known(partner):
    bare = saved(Delegation(partner=partner))

    assert "when the delegation arrives" in refused(item(bare))


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "is_free"),
    [
        ("09:00", "10:00", True),
        ("09:30", "10:15", False),
        ("10:15", "10:45", False),
        ("10:30", "", False),
        ("09:00", "12:00", False),
        ("11:00", "12:00", True),
    ],
)
def test_a_hall_has_one_event_at_a_time(visit, partner, hall, starts_at, ends_at, is_free):
    other = saved(Delegation(partner=partner, arrives_on=ARRIVES, leaves_on=LEAVES))
    saved(item(other, venue=hall))
    planned = item(visit, venue=hall, starts_at=starts_at, ends_at=ends_at)

    if is_free:
        assert saved(planned).id
    else:
        assert "“Мәжіліс залы” is taken on 07.12.2026 at 10:00–11:00" in refused(planned)


def test_an_airport_receives_several_at_a_time(visit, store):
    airport = saved(Venue(name_kk="Әуежай", is_shared=True))
    saved(item(visit, venue=airport))

    assert saved(item(visit, venue=airport)).id


def test_an_hour_is_an_hour(visit):
    assert "14:30" in refused(item(visit, starts_at="25:00"))
    assert "before it begins" in refused(item(visit, starts_at="12:00", ends_at="11:00"))


def test_an_estimate_in_two_currencies_needs_a_rate(visit):
    saved(EstimateLine(delegation=visit, price=Decimal("1000")))

    told = refused(EstimateLine(delegation=visit, price=Decimal("250"), price_currency="EUR"))

    assert "enter the rate of EUR" in told
    assert EstimateLine.select().count() == 1


def test_minutes_are_not_older_than_the_visit(visit):
    told = refused(Minutes(delegation=visit, held_on=date(2026, 12, 6), matters_kk="Оқу жоспары"))

    assert "arrives on 07.12.2026" in told


def test_a_promise_has_an_owner(visit):
    promise = Promise(
        delegation=visit, partner=visit.partner, text_kk="Жоба жіберу", due_on=date(2026, 12, 20)
    )

    assert "A promise has an owner" in refused(promise)


def test_the_visit_is_not_moved_away_from_its_programme(visit):
    saved(item(visit))
    visit.arrives_on = date(2026, 12, 8)

    assert "outside the visit" in refused(visit)


def test_a_person_is_a_member_once(visit):
    person = saved(Person(surname="Weiß", given_names="Hannelore"))
    saved(DelegationMember(delegation=visit, person=person))

    assert "member of the delegation already" in refused(DelegationMember(delegation=visit, person=person))


# The stock of souvenirs.


def test_the_stock_cannot_go_below_zero(visit):
    gift = saved(Souvenir(name_kk="Домбыра", opening=2))
    receipt = saved(SouvenirReceipt(souvenir=gift, received_on=TODAY, quantity=3))
    saved(SouvenirIssue(delegation=visit, souvenir=gift, quantity=4))

    assert "in stock 1, wanted 2" in refused(SouvenirIssue(delegation=visit, souvenir=gift, quantity=2))
    assert gift.in_stock() == 1
    with pytest.raises(UserError, match="2 more are given out"):
        records.delete(receipt, by="Айгүл")
    receipt.quantity = 1
    assert "1 more are given out" in refused(receipt)


def test_an_issue_comes_back_from_the_bin_only_while_there_is_enough(visit):
    gift = saved(Souvenir(name_kk="Домбыра", opening=2))
    first = saved(SouvenirIssue(delegation=visit, souvenir=gift, quantity=2))
    records.delete(first, by="Айгүл")
    saved(SouvenirIssue(delegation=visit, souvenir=gift, quantity=2))

    with pytest.raises(UserError, match="in stock 0, wanted 2"):
        records.restore(SouvenirIssue.get_by_id(first.id), by="Айгүл")


# The programme.


def test_a_moved_item_lasts_as_long_as_before(visit):
    moved = programme.move(saved(item(visit, ends_at="11:30")), to=LEAVES, starts_at="14:15", by="Айгүл")

    assert (moved.held_on, moved.hours()) == (LEAVES, "14:15–15:45")


def test_an_item_does_not_move_past_midnight(visit):
    with pytest.raises(UserError, match="midnight"):
        programme.move(saved(item(visit)), to=ARRIVES, starts_at="23:30", by="Айгүл")


def test_the_programme_asks_for_what_it_needs_once(visit, hall):
    airport = saved(Venue(name_kk="Әуежай", is_shared=True))
    saved(item(visit, activity="arrival", venue=airport, starts_at="08:00", ends_at="09:00"))
    saved(item(visit, activity="talks", venue=hall))

    made = programme.ask_for_what_it_needs(visit, by="Айгүл")

    assert sorted(request.request_kind for request in made) == ["hall", "technical", "transport"]
    assert programme.ask_for_what_it_needs(visit, by="Айгүл") == []


def test_a_visit_moves_with_all_that_has_a_day(visit, hall):
    planned = saved(item(visit, venue=hall, held_on=LEAVES))
    request = saved(VisitRequest(delegation=visit, held_on=ARRIVES))
    letter = saved(Guarantee(delegation=visit, organisation="Қонақүй"))
    line = saved(
        GuaranteeLine(guarantee=letter, name="Люкс", starts_on=ARRIVES, ends_on=LEAVES, price=Decimal(1))
    )

    programme.move_visit(visit, arrives_on=date(2026, 12, 14), by="Айгүл")

    assert Delegation.get_by_id(visit.id).leaves_on == date(2026, 12, 16)
    assert ProgrammeItem.get_by_id(planned.id).held_on == date(2026, 12, 16)
    assert VisitRequest.get_by_id(request.id).held_on == date(2026, 12, 14)
    assert GuaranteeLine.get_by_id(line.id).ends_on == date(2026, 12, 16)


def test_a_visit_stays_where_it_was_when_a_hall_is_taken(visit, partner, hall):
    saved(item(visit, venue=hall))
    other = saved(Delegation(partner=partner, arrives_on=date(2026, 12, 14)))
    saved(item(other, venue=hall, held_on=date(2026, 12, 14)))

    with pytest.raises(UserError, match="is taken"):
        programme.move_visit(visit, arrives_on=date(2026, 12, 14), by="Айгүл")

    assert Delegation.get_by_id(visit.id).arrives_on == ARRIVES


# What is known, due and remembered.


def test_what_is_still_unknown_shrinks_to_nothing(visit, host):
    assert len(unknown.items(visit)) == 13
    assert len(unknown.still_unknown(visit)) == 12

    person = saved(Person(surname="Weiß", given_names="H.", position="Rector"))
    saved(DelegationMember(delegation=visit, person=person))
    saved(DelegationHost(delegation=visit, employee=host))
    gift = saved(Souvenir(name_kk="Домбыра", opening=1))
    saved(SouvenirIssue(delegation=visit, souvenir=gift))
    for name, value in {
        "purposes": ("research",),
        "hotel_need": "no",
        "languages": ("en",),
        "contact_name": "A. Weiß",
        "contact_phone": "+49 30 0000",
        "ground": "embassy",
        "other_information": "жоқ",
        "transport_need": "no",
        "cultural_programme": "жоқ",
    }.items():
        setattr(visit, name, value)

    assert [each.name for each in unknown.still_unknown(visit)] == ["Unit visited"]


def test_a_member_who_needs_a_visa_needs_a_passport(visit):
    person = saved(Person(surname="Novak", given_names="T.", position="Manager"))
    saved(DelegationMember(delegation=visit, person=person, needs_visa=True))

    (members, *_others) = unknown.items(visit)

    assert members.lacking == "No passport for the visa: Novak T.."


def test_the_timeline_is_counted_back_from_the_arrival(visit):
    steps = {step.name: step for step in timeline.steps(visit, on=TODAY)}

    invited = steps["Send the letter of invitation"]
    assert (invited.due_on, invited.is_done) == (date(2026, 10, 28), False)
    assert steps["Hand the list of visitors to the pass office"].due_on == date(2026, 12, 3)
    visit.invited_on = TODAY
    steps = {step.name: step for step in timeline.steps(visit, on=TODAY)}
    assert steps["Send the letter of invitation"].is_done


def test_a_promise_stands_in_today_until_it_is_kept(visit, host):
    promise = saved(
        Promise(
            delegation=visit,
            partner=visit.partner,
            text_kk="Жоба жіберу",
            owner=host,
            due_on=date(2026, 12, 20),
        )
    )

    def due():
        return [each for each in deadlines.due(on=date(2026, 12, 18)) if each.rule == "promise_kept"]

    (deadline,) = due()
    assert (deadline.due_on, deadline.shown) == (date(2026, 12, 20), visit)
    assert deadline.name.endswith("Жоба жіберу")
    assert promises.open_with([visit.partner]) == [promise]

    promise.done_on = date(2026, 12, 19)
    saved(promise)
    assert due() == []
    assert promises.open_with([visit.partner]) == []


def test_promises_are_shown_when_the_partner_comes_again(visit, host):
    second = saved(Partner(name="Kuusi", country="FI"))
    promise = Promise(
        delegation=visit, partner=second, text_kk="Тізім", owner=host, due_on=date(2026, 12, 20)
    )
    saved(promise)
    again = saved(Delegation(partner=visit.partner, arrives_on=date(2027, 3, 1)))
    assert promises.from_before(again) == []

    saved(DelegationPartner(delegation=again, partner=second))

    assert promises.from_before(again) == [promise]
    assert promises.from_before(visit) == []


def test_the_plan_is_compared_with_the_fact(visit):
    saved(
        EstimateLine(delegation=visit, people=6, quantity=3, price=Decimal("30000"), spent=Decimal("500000"))
    )
    saved(
        EstimateLine(
            delegation=visit,
            article="interpreting",
            price=Decimal("250"),
            price_currency="EUR",
            rate=Decimal("560.12"),
            payer="partner",
        )
    )

    whole = money.total(visit)

    assert (whole.planned, whole.spent) == (Decimal("680030.00"), Decimal("500000"))
    assert [each.key for each in money.by_payer(visit)] == ["university", "partner"]


def test_the_delegations_received_in_a_year_are_counted(visit, partner):
    saved(Delegation(partner=partner, arrives_on=date(2026, 3, 1)))
    came = saved(Delegation(partner=partner, arrives_on=date(2026, 2, 1)))
    for stage in ("received", "closed"):
        stages.move(came, stage, on=TODAY, by="Айгүл", anyway=True)

    assert visits.received(date(2026, 1, 1), date(2026, 12, 31)) == [came]
    assert visits.received(date(2025, 1, 1), date(2025, 12, 31)) == []


def test_a_letter_may_be_the_ground_of_a_visit(visit, partner):
    letter = saved(Letter(partner=partner, subject="Сапар туралы", their_number="14"))
    visit.ground, visit.ground_letter = "letter", letter

    assert saved(visit).ground_letter == letter


def test_each_stage_says_what_it_lacks(visit):
    assert len(stages.missing_for(visit, "approved", on=TODAY)) == 2
    assert len(stages.missing_for(visit, "prepared", on=TODAY)) == 3
    assert len(stages.missing_for(visit, "minutes_approved", on=TODAY)) == 2
