"""A delegation of six from two partners through the command line: from the proposal to closed."""

import json
from datetime import date, timedelta

ARRIVES = date.today() - timedelta(days=3)


def day(number):
    return ARRIVES + timedelta(days=number)


def test_a_delegation_runs_from_proposal_to_closed_and_into_the_report(desk):
    first, second = (
        desk.add("partner", name=name, country=code) for name, code in (("Ulm", "DE"), ("Kuusi", "FI"))
    )
    host = desk.add("employee", surname="Сейіт", given_name="Айнұр")
    unit = desk.add("unit", name_kk="Институт")
    visit = desk.add(
        "delegation",
        partner=first,
        proposed_on=day(-60),
        arrives_on=ARRIVES,
        leaves_on=day(2),
        purposes=["research"],
        unit=unit,
        responsible=host,
    )
    desk.add("delegation_partner", delegation=visit, partner=second)
    for number in range(6):
        person = desk.add(
            "person", surname=f"Member{'abcdef'[number]}", given_names="A", position="Professor"
        )
        desk.add(
            "delegation_member",
            delegation=visit,
            person=person,
            role="head" if number == 0 else "member",
            partner=first if number < 3 else second,
        )
    hall = desk.add("venue", name_kk="Мәжіліс залы")

    status, _out, err = desk.tried("move", "delegation", visit, "approved")
    assert status == 1
    assert "Decision of the rector" in err

    desk.pages("delegation_proposal", visit)
    desk("set", "delegation", visit, desk.spelled({"decided_on": day(-50)}))
    desk("move", "delegation", visit, "approved", "--on", day(-50))
    desk.pages("delegation_invitation", visit, "--language", "en")
    desk("set", "delegation", visit, desk.spelled({"invited_on": day(-40)}))
    desk("move", "delegation", visit, "invited", "--on", day(-40))

    item = {"delegation": visit, "held_on": ARRIVES, "starts_at": "10:00", "ends_at": "11:00", "venue": hall}
    assert "outside the visit" in desk.refused(
        "add", "programme_item", desk.spelled({**item, "held_on": day(9)})
    )
    desk.add("programme_item", **item)
    assert "is taken" in desk.refused(
        "add", "programme_item", desk.spelled({**item, "starts_at": "10:30", "ends_at": "12:00"})
    )
    desk.add("estimate_line", delegation=visit, people=6, quantity=2, price="30000")
    foreign = {"delegation": visit, "price": "250", "price_currency": "EUR"}
    assert "enter the rate of EUR" in desk.refused("add", "estimate_line", desk.spelled(foreign))
    desk.add("estimate_line", **foreign, rate="560.12")
    desk.pages("visit_programme", visit)
    desk.pages("visit_estimate", visit)
    desk("set", "delegation", visit, desk.spelled({"prepared_on": day(-10)}))
    desk("move", "delegation", visit, "prepared", "--on", day(-10))
    desk("move", "delegation", visit, "received", "--on", ARRIVES)

    minutes = {"delegation": visit, "matters_kk": "Оқу жоспары"}
    assert "cannot be dated earlier" in desk.refused(
        "add", "minutes", desk.spelled({**minutes, "held_on": day(-1)})
    )
    desk.add("minutes", **minutes, held_on=day(1))
    promise = {"delegation": visit, "partner": second, "text_en": "Send the draft", "due_on": day(10)}
    assert "A promise has an owner" in desk.refused(
        "add", "promise", desk.spelled({**promise, "side": "university"})
    )
    desk.add("promise", **promise, side="university", owner=host)
    assert "Send the draft" in desk("due", "--on", day(5))
    desk.pages("delegation_minutes", visit)
    desk("set", "delegation", visit, desk.spelled({"minutes_signed_on": day(3)}))
    desk("move", "delegation", visit, "minutes_signed")
    scan = desk.folder / "minutes.pdf"
    scan.write_bytes(b"%PDF-1.7 signed")
    desk("attach", "delegation", visit, scan)
    desk("set", "delegation", visit, desk.spelled({"minutes_approved_on": day(3)}))
    desk("move", "delegation", visit, "minutes_approved")
    desk.pages("thank_you_letter", visit, "--language", "en")
    desk("set", "delegation", visit, desk.spelled({"thanked_on": day(3)}))
    desk("move", "delegation", visit, "closed")

    for language in ("kk", "ru", "en"):
        assert len(desk.pages("visit_package", visit, "--language", language)) > 10
    register = desk.pages("delegations_register", "--language", "en", "--option", "state=received")
    assert "Delegations: 1; people: 6." in register[-1]
    assert "Rows in the file" in desk("received", ARRIVES.year, desk.folder / "report.xlsx")
    letters = json.loads(desk("list", "letter", "--json"))
    assert {letter["about"] for letter in letters} == {f"delegation:{visit}"}
    assert len({letter["number"] for letter in letters}) == 2
