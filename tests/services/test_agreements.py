from datetime import date

import pytest

from kazcoop_desktop.models import Activity, Annex
from kazcoop_desktop.services import agreements, history, records

DAY = date(2026, 11, 20)


def done(agreement, day, form="conferences"):
    activity = Activity(
        agreement=agreement, name="Семинар", form=form, starts_on=date(2024, 1, 15), done_on=day
    )
    return records.save(activity, by="Айгүл")


def test_what_was_done_in_the_last_24_months_is_counted_by_form(agreement):
    done(agreement, date(2024, 11, 20))
    done(agreement, date(2024, 11, 21))
    done(agreement, date(2026, 11, 20))
    done(agreement, date(2026, 11, 21))
    done(agreement, date(2025, 1, 1), "projects")
    done(agreement, None)
    records.delete(done(agreement, date(2025, 1, 1)), by="Айгүл")

    found = agreements.evidence(agreement, DAY)

    assert found.counts == {"conferences": 2, "projects": 1}
    assert found.total == 3


def test_an_agreement_in_force_for_two_years_with_nothing_done_is_dormant(agreement):
    assert agreements.is_dormant(agreement, DAY)
    assert not agreements.is_dormant(agreement, date(2026, 1, 14))

    done(agreement, date(2026, 1, 1))
    assert not agreements.is_dormant(agreement, DAY)


def test_a_case_that_was_never_signed_is_not_dormant(agreement):
    agreement.stage = "negotiations"
    assert not agreements.is_dormant(agreement, DAY)


def test_the_latest_annex_in_force_sets_the_end_date(agreement):
    for number, starts_on, until in (
        (1, date(2025, 3, 1), date(2028, 1, 1)),
        (2, date(2026, 3, 1), date(2030, 1, 1)),
        (3, date(2026, 4, 1), None),
        (4, None, date(2040, 1, 1)),
    ):
        records.save(
            Annex(
                agreement=agreement,
                number=number,
                signed_on=starts_on,
                content_kk="мерзімі",
                new_expires_on=until,
            ),
            by="Айгүл",
        )

    assert agreements.terms_on(agreement, date(2025, 2, 28)).expires_on == date(2026, 12, 31)
    assert agreements.terms_on(agreement, date(2025, 3, 1)).expires_on == date(2028, 1, 1)
    found = agreements.terms_on(agreement, DAY)
    assert (found.expires_on, found.annex.number) == (date(2030, 1, 1), 2)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 20), 24, date(2024, 11, 20)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2026, 1, 31), 2, date(2025, 11, 30)),
    ],
)
def test_months_are_counted_back_to_the_same_day_or_the_last_one(day, months, expected):
    assert agreements.months_before(day, months) == expected


def test_a_decision_on_renewal_does_not_hide_the_next_one(agreement):
    agreement.expires_on, agreement.renewal_decided_on = date(2026, 12, 31), date(2026, 11, 1)
    records.save(agreement, by="Айгүл")

    agreement.expires_on = date(2029, 12, 31)
    prolonged = records.save(agreement, by="Айгүл")

    assert prolonged.renewal_decided_on is None
    told = [line for entry in history.of_record(prolonged) for line in history.lines(entry)]
    assert any("01.11.2026" in line for line in told)


def test_a_corrected_earlier_end_date_keeps_the_decision(agreement):
    agreement.expires_on, agreement.renewal_decided_on = date(2026, 12, 31), date(2026, 11, 1)
    records.save(agreement, by="Айгүл")

    agreement.expires_on = date(2026, 12, 1)

    assert records.save(agreement, by="Айгүл").renewal_decided_on == date(2026, 11, 1)
