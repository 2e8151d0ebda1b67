"""The papers of trips, line by line: what each says, and when it says something else."""

import io
import re
from datetime import date

import pypdf
import pytest

from kazcoop_desktop import forms
from kazcoop_desktop.forms.agreements.representation import RepresentationOptions
from kazcoop_desktop.forms.mobility.trip_register import PeriodOptions
from kazcoop_desktop.models import Call, Employee, EventParticipation, Trip, TripPlan
from kazcoop_desktop.services import checklists, shipped
from tests.forms import samples, trip_samples

DAY = samples.DAY


def pages_of(key, subjects, language="en", **more) -> list[str]:
    """The text of each page, with single spaces."""
    pdf = forms.find(key).render(subjects, language=language, on=DAY, blank=not subjects, **more)
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return [re.sub(r"\s+", " ", page.extract_text()).strip() for page in pages]


@pytest.fixture
def trip(agreement):
    return trip_samples.full(agreement.partner)


def test_the_application_shows_dates_funding_and_the_days_to_departure(trip):
    (page,) = pages_of("application", [trip])

    assert "01.10.2026 – 09.10.2026 (9 calendar days)" in page
    assert "21 calendar days to departure" in page
    assert "within 10 calendar days of return" in page


def test_the_application_encloses_the_papers_that_are_ticked(trip):
    shipped.load(by="Айгүл")
    checklists.tick(trip, "application", on=DAY, by="Айгүл")
    checklists.tick(trip, "invitation", on=DAY, by="Айгүл")

    (page,) = pages_of("application", [trip])

    assert "1) Copy of the invitation" in page
    assert "Application of the person" not in page


def test_the_representation_puts_the_traveller_forward(trip):
    (page,) = pages_of("representation", [trip])
    assert "is put forward for a trip abroad: ASSANOV Alimzhan" in page
    assert "Replacement of classes: 12 сағат" in page

    (blank,) = pages_of("representation", [], options=RepresentationOptions(about="trip"))
    assert "is put forward for a trip abroad" in blank


def test_the_estimate_sums_tenge_at_the_rates_and_leaves_out_what_the_host_pays(trip):
    (page,) = pages_of("trip_estimate", [trip])

    assert "428,031.00" in page  # 8 nights at 95.50 EUR, 560.25 tenge each
    assert "Total, KZT: 848,031.00" in page
    assert "eight hundred and forty-eight thousand and thirty-one tenge" in page


def test_no_estimate_is_asked_when_the_host_pays(trip):
    trip.host_pays = True
    (page,) = pages_of("trip_estimate", [trip])
    assert "no estimate is required" in page
    assert "Basis: application, representation, invitation Rector" in pages_of("trip_order", [trip])[0]


def test_the_order_names_person_place_period_and_money_in_both_languages(trip):
    pages = pages_of("trip_order", [trip], "kk+ru")

    assert len(pages) == 4
    assert "2026 жылғы 1–9 қазан аралығында (9 күнтізбелік күн) іссапарға жіберілсін" in pages[0]
    assert "Негіздеме: өтініш, ұсыныс, шақыру, смета" in pages[0]
    assert "Направить в командировку в период 1–9 октября 2026 года (9 календарных дней)" in pages[2]


def test_many_people_stand_in_a_table_of_one_order(trip):
    others = [
        samples.entered(
            Trip(
                traveller=person,
                country="DE",
                city="Ulm",
                host="Hochschule",
                departs_on=date(2026, 10, 1),
                returns_on=date(2026, 10, 3),
            )
        )
        for person in Employee.select().limit(4)
    ]
    page = pages_of("group_trip_order", others)[0]
    assert "The following persons shall be sent on a trip abroad:" in page
    assert page.count("01.10.2026 – 03.10.2026 (3 calendar days)") == 4


def test_the_report_tells_the_work_by_day_and_how_long_after_the_return_it_came(trip):
    text = " ".join(pages_of("trip_report", [trip]))

    assert "02.10.2026 зертхана Dr. Müller" in text
    assert "01.10.2026 – 09.10.2026 / 01.10.2026 – 09.10.2026" in text
    assert "The report was accepted on 19.10.2026, on day 7 after the return" in text


def test_the_register_and_the_list_of_citizens_hold_those_of_the_period(trip):
    shipped.load(by="Айгүл")
    (register,) = pages_of("trip_register", [trip])
    assert "15-І, 16.09.2026" in register
    assert "19.10.2026 / 16.10.2026" in register

    (listed,) = pages_of("citizens_abroad", [trip])
    assert "1979" in listed
    assert "Ulm, Gästehaus" in listed
    assert "09.10.2026" in listed

    before = PeriodOptions(since=date(2026, 1, 1), until=date(2026, 9, 30))
    (empty,) = pages_of("citizens_abroad", [trip], options=before)
    assert "1979" not in empty


def test_the_plan_names_quarter_money_and_preparation(trip):
    text = " ".join(pages_of("trip_plan", list(TripPlan.select())))

    assert "Quarter IV" in text
    assert "German, B1" in text
    assert "1,200,000.00 ₸" in text


def test_plan_and_fact_stand_beside_one_another(trip):
    (page,) = pages_of("plan_and_fact", list(TripPlan.select()))
    assert (
        "Planned trips: 1, made: 1; not planned: 0. Planned: 1,200,000.00 ₸. Spent: 1,190,500.00 ₸." in page
    )


def test_conferences_stand_by_kind_and_a_call_by_its_terms(trip):
    (listed,) = pages_of("event_list", list(EventParticipation.select()))
    assert "Scientific 1 ASSANOV Alimzhan" in listed
    assert "Ынтымақтастық; 12–18 б." in listed

    (announced,) = pages_of("call_announcement", [Call.get()])
    assert "Applications until 15.12.2026" in announced
    assert "6,000.00 EUR" in announced
