from contextlib import contextmanager
from datetime import date, datetime, timedelta

import pytest

from kazcoop_desktop import i18n
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.models.agreement import Activity, Agreement, AgreementCopy, Approval
from kazcoop_desktop.models.attached import Paper
from kazcoop_desktop.models.base import Invalid
from kazcoop_desktop.models.reference import DeadlineRule
from kazcoop_desktop.services import deadlines, history, records, shipped
from tests.samples import free

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def rules(store):
    shipped.load(by="KazCoop")


def enter(partner, **values):
    return records.save(Agreement(partner=partner, number="КС-2", **values), by="Айгүл")


def due(on=TODAY, horizon=None):
    return deadlines.due(on=on, horizon=horizon)


def codes(on=TODAY, horizon=None):
    return [deadline.rule for deadline in due(on, horizon)]


@contextmanager
def counted_queries(store):
    asked = []
    plain = store.execute_sql

    def counting(sql, *arguments, **options):
        asked.append(sql)
        return plain(sql, *arguments, **options)

    store.execute_sql = counting
    try:
        yield asked
    finally:
        del store.execute_sql


def test_renewal_is_decided_sixty_days_before_the_end(agreement):
    (deadline,) = due(on=date(2026, 10, 5))

    assert deadline.rule == "agreement_renewal"
    assert (deadline.counted_from, deadline.due_on) == (date(2026, 12, 31), date(2026, 11, 1))
    assert (deadline.days_left, deadline.unit) == (27, "calendar")
    assert (deadline.kind, deadline.record_id, deadline.shown) == ("agreement", agreement.id, agreement)
    assert deadline.name == "КС-1 · Universität Musterstadt"
    assert deadline.paragraph.startswith("№ 717 ҚП, 5.1.3")


def test_a_rule_begins_to_show_its_own_number_of_days_before(agreement):
    assert codes(on=date(2026, 10, 1)) == []
    assert codes(on=date(2026, 10, 2)) == ["agreement_renewal"]
    assert codes(on=date(2026, 10, 1), horizon=31) == ["agreement_renewal"]


def test_the_overdue_stays_until_it_is_done(agreement):
    assert codes(on=date(2027, 6, 1)) == ["agreement_renewal", "agreement_expiry"]
    assert due(on=date(2027, 1, 2))[1].days_left == -2

    agreement.renewal_decided_on = date(2027, 6, 1)
    records.save(agreement, by="Айгүл")

    assert codes(on=date(2027, 6, 1)) == ["agreement_expiry"]


def test_an_agreement_may_name_its_own_days_of_notice(agreement):
    agreement.notice_days = 90
    records.save(agreement, by="Айгүл")

    (deadline,) = due(on=date(2026, 9, 3))

    assert deadline.due_on == date(2026, 10, 2)
    assert codes(on=date(2026, 9, 1)) == []


def test_only_agreements_in_force_expire(partner):
    enter(partner, expires_on=TODAY)

    assert codes() == []


def test_the_notice_of_signing_is_due_in_three_working_days_over_nauryz(partner):
    enter(partner, stage="signed", signed_on=date(2026, 3, 19))

    (deadline,) = due(on=date(2026, 3, 20))

    assert (deadline.rule, deadline.due_on) == ("agreement_notified", date(2026, 3, 27))
    assert (deadline.days_left, deadline.unit) == (2, "working")


def test_parts_open_the_record_they_belong_to(agreement):
    approval = records.save(Approval(agreement=agreement, handed_on=date(2026, 11, 16)), by="Айгүл")

    deadline = next(deadline for deadline in due() if deadline.rule == "approval_answer")

    assert (deadline.kind, deadline.record_id) == ("approval", approval.id)
    assert deadline.shown == agreement
    assert deadline.due_on == date(2026, 11, 23)
    with i18n.language("en"):
        assert due()[-1].name == "КС-1 · Universität Musterstadt · Legal approval"


def test_an_approval_may_name_the_day_of_its_answer(agreement):
    values = {"handed_on": date(2026, 11, 16), "answer_by": date(2026, 11, 27)}
    approval = records.save(Approval(agreement=agreement, **values), by="Айгүл")

    assert deadlines.of_record(approval, on=TODAY).due_on == date(2026, 11, 27)


def test_an_activity_without_an_end_is_due_on_its_first_day(agreement):
    records.save(Activity(agreement=agreement, name="Семинар", starts_on=date(2026, 11, 25)), by="Айгүл")
    ended = {"starts_on": date(2026, 11, 1), "ends_on": date(2026, 11, 24)}
    records.save(Activity(agreement=agreement, name="Дәріс", **ended), by="Айгүл")

    found = [deadline.due_on for deadline in due() if deadline.rule == "activity_done"]

    assert found == [date(2026, 11, 24), date(2026, 11, 25)]


def test_an_original_that_was_lent_comes_back(agreement):
    values = {"issued_to": "Болат", "issued_on": date(2026, 11, 2), "return_by": date(2026, 11, 16)}
    lent = records.save(AgreementCopy(agreement=agreement, **values), by="Айгүл")

    assert "copy_return" in codes()

    lent.returned_on = TODAY
    records.save(lent, by="Айгүл")

    assert "copy_return" not in codes()


def test_a_printed_paper_comes_back_signed_within_fourteen_days(agreement):
    values = {"kind": "agreement", "record_id": agreement.id, "language": "kk"}
    Paper.create(form="agreement_notice", at=datetime(2026, 11, 6, 15, 0), **values)
    Paper.create(form="agreement_card", at=datetime(2026, 11, 6, 15, 0), **values)

    (deadline,) = [deadline for deadline in due() if deadline.kind == "paper"]

    assert (deadline.due_on, deadline.days_left, deadline.shown) == (TODAY, 0, agreement)
    with i18n.language("en"):
        assert due()[-1].name.endswith("· Notice of a signed agreement")
    assert "paper_signed" not in codes(on=date(2026, 11, 19))


def test_of_a_paper_printed_twice_only_the_later_print_is_awaited(agreement):
    values = {"kind": "agreement", "record_id": agreement.id, "language": "kk", "form": "agreement_notice"}
    Paper.create(at=datetime(2026, 10, 1), **values)
    later = Paper.create(at=datetime(2026, 10, 2), **values)

    assert codes().count("paper_signed") == 1

    later.returned_on = TODAY
    later.save()

    assert "paper_signed" not in codes()


def test_an_old_case_keeps_the_term_of_its_day(partner):
    old = DeadlineRule.get(DeadlineRule.code == "agreement_notified")
    values = {
        name: getattr(old, name) for name in ("code", "name_kk", "applies_to", "counted_from", "done_field")
    }
    newer = DeadlineRule(**values, days=10, valid_from=date(2026, 11, 1))
    records.save(newer, by="Айгүл")
    enter(partner, stage="signed", signed_on=date(2026, 10, 30))
    records.save(Agreement(partner=partner, stage="signed", signed_on=date(2026, 11, 2)), by="Айгүл")

    found = [deadline.due_on for deadline in due() if deadline.rule == "agreement_notified"]

    assert found == [date(2026, 11, 4), date(2026, 11, 12)]


def test_a_rule_switched_off_from_a_day_holds_for_older_cases_only(partner):
    old = DeadlineRule.get(DeadlineRule.code == "agreement_notified")
    values = {name: getattr(old, name) for name in ("code", "name_kk", "applies_to", "counted_from")}
    records.save(DeadlineRule(**values, is_off=True, valid_from=date(2026, 11, 1)), by="Айгүл")
    enter(partner, stage="signed", signed_on=date(2026, 11, 2))

    assert codes() == []


def test_a_postponed_deadline_shows_under_its_new_date(agreement):
    (deadline,) = due()[:1]

    deadlines.postpone(deadline, until=date(2026, 12, 10), reason="Серіктес сұрады", by="Айгүл", on=TODAY)

    (put_off,) = [each for each in due() if each.rule == "agreement_renewal"]
    assert put_off.due_on == put_off.postponed_until == date(2026, 12, 10)
    assert (put_off.days_left, put_off.reason) == (20, "Серіктес сұрады")
    with i18n.language("en"):
        assert list(history.lines(history.of_record(agreement)[0])) == [
            "Айгүл moved the deadline: 01.11.2026 → 10.12.2026. Reason: Серіктес сұрады"
        ]


def test_a_deadline_put_off_beyond_the_horizon_is_not_shown_yet(agreement):
    (deadline,) = due(horizon=0)

    deadlines.postpone(deadline, until=date(2026, 12, 10), reason="Серіктес сұрады", by="Айгүл", on=TODAY)

    assert due(horizon=0) == []
    assert codes(on=date(2026, 12, 10), horizon=0) == ["agreement_renewal"]


def test_a_postponement_ends_when_the_agreement_is_extended(agreement):
    deadlines.postpone(due()[0], until=date(2026, 12, 10), reason="Серіктес сұрады", by="Айгүл", on=TODAY)
    agreement = Agreement.get_by_id(agreement.id)
    agreement.expires_on = date(2031, 12, 31)
    records.save(agreement, by="Айгүл")

    nearest = deadlines.of_record(agreement, on=TODAY)

    assert (nearest.due_on, nearest.postponed_until) == (date(2031, 11, 1), None)


def test_putting_off_wants_a_reason_and_a_later_day(agreement):
    (deadline,) = due(on=date(2026, 10, 5))

    with pytest.raises(UserError, match=r"01\.11\.2026"):
        deadlines.postpone(deadline, until=date(2026, 11, 1), reason="Кеш", by="Айгүл", on=date(2026, 10, 5))
    with pytest.raises(UserError, match="reason"):
        deadlines.postpone(deadline, until=date(2026, 11, 9), reason=" ", by="Айгүл", on=date(2026, 10, 5))


def test_what_lies_in_the_recycle_bin_is_not_due(agreement):
    records.save(Activity(agreement=agreement, name="Семинар", starts_on=TODAY), by="Айгүл")
    Paper.create(
        kind="agreement", record_id=agreement.id, form="annex_sheet", language="kk", at=datetime(2026, 10, 1)
    )
    assert len(due()) == 4 - 1 + (agreement.expires_on - TODAY <= timedelta(days=30))

    free(agreement)
    records.delete(agreement, by="Айгүл")

    assert due() == []


def test_a_record_shows_its_nearest_deadline_however_far_off(agreement):
    assert deadlines.of_record(agreement, on=date(2024, 2, 1)).due_on == date(2026, 11, 1)

    records.save(Activity(agreement=agreement, name="Семинар", starts_on=date(2025, 3, 1)), by="Айгүл")

    assert deadlines.of_record(agreement, on=date(2024, 2, 1)).rule == "activity_done"


def test_a_record_without_deadlines_shows_none(partner):
    assert deadlines.of_record(partner, on=TODAY) is None


def test_deadlines_are_sorted_by_day_and_named_in_the_language_in_force(agreement):
    records.save(Activity(agreement=agreement, name="Семинар", starts_on=date(2026, 10, 1)), by="Айгүл")

    with i18n.language("kk"):
        titles = [deadline.title for deadline in due()]

    assert titles == [
        "Жұмыс бағдарламасының іс-шарасын орындау",
        "Келісімді ұзарту туралы шешім қабылдау",
    ]


def test_a_rule_over_a_field_that_is_not_there_cannot_be_saved(store):
    rule = DeadlineRule(code="x", name_kk="Мерзім", applies_to="agreement", counted_from="ends_on")

    with pytest.raises(Invalid, match="expires_on"):
        records.save(rule, by="Айгүл")


def test_more_records_do_not_mean_more_queries(store, partner, agreement):
    def life(number):
        values = {"signed_on": date(2024, 1, 15), "expires_on": date(2026, 12, 31)}
        entered = Agreement(partner=partner, stage="implementation", number=f"К-{number}", **values)
        records.save(entered, by="Айгүл")
        records.save(Activity(agreement=entered, name="Семинар", starts_on=TODAY), by="Айгүл")
        Paper.create(
            kind="agreement",
            record_id=entered.id,
            form="annex_sheet",
            language="kk",
            at=datetime(2026, 10, 1),
        )

    life(1)
    with counted_queries(store) as few:
        due()
    for number in range(2, 12):
        life(number)
    with counted_queries(store) as many:
        assert len(due()) > 30

    assert len(many) == len(few) < 120


def test_a_hundred_thousand_agreements_with_nothing_due_are_looked_through(store, agreement):
    agreement.renewal_decided_on = TODAY
    records.save(agreement, by="Айгүл")
    set_anew = {
        "number": "'К-' || i",
        "stage": "iif(i % 3, 'ended', 'implementation')",
        "expires_on": "date('2005-01-01', i % 7000 || ' days', iif(i % 3, '0 days', '23 years'))",
    }
    others = [
        field.column_name for field in Agreement._meta.sorted_fields if field.name not in {"id", *set_anew}
    ]
    store.execute_sql(
        f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)"
        f" INSERT INTO agreement ({', '.join([*set_anew, *others])})"
        f" SELECT {', '.join([*set_anew.values(), *others])} FROM n, agreement"
    )

    assert due() == []
    assert Agreement.select().count() == 100_001
