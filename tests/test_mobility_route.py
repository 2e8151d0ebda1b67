"""A semester abroad, a learner from a partner, a competition and a dual degree through the command line."""

import json

import pytest
import xlsxwriter

IN_ENGLISH = ("--language", "en")
PAPERS = (
    "application",
    "representation",
    "recommendation",
    "transcript",
    "cv",
    "id_card",
    "passport",
    "medical",
)  # the certificate only if there is one: procedure 717, 5.6.2


@pytest.fixture
def ulm(desk):
    return desk.add("partner", name="Universität Ulm", name_en="Ulm University", country="DE", city="Ulm")


def learner(desk, number, surname="Serikova", given="Aigul", **more):
    named = {"surname": surname, "given_names": given, "sex": "female", "citizenship": "KZ"}
    person = desk.add("person", **named | more.pop("person", {}))
    return desk.add(
        "learner", person=person, number=number, programme_en="Petroleum engineering", course=3, **more
    )


def test_an_outgoing_semester_goes_from_the_announcement_to_the_recognised_credits(desk, ulm):
    agreement = desk.add("agreement", partner=ulm)
    desk.add("exchange_places", agreement=agreement, places=1)
    away = {
        "direction": "outgoing",
        "partner": ulm,
        "agreement": agreement,
        "academic_year": "2026/2027",
        "semester": "autumn",
    }
    stay = desk.add("mobility", learner=learner(desk, "23-1"), **away)
    other = learner(desk, "23-2")
    second = desk.spelled({"learner": other, **away})
    assert "All places of the agreement in 2026/2027 are taken: 1 of 1." in desk.refused(
        "add", "mobility", second
    )

    desk.move("mobility", stay, "selected")
    lacking = desk.refused("move", "mobility", stay, "papers")
    for said in ("Start date", "End date", "Learning agreement", "Application"):
        assert said in lacking
    desk.set("mobility", stay, starts_on="2026-09-01", ends_on="2027-01-31", address_abroad="Allee 9, Ulm")
    lines = [
        desk.add(
            "study_line",
            mobility=stay,
            sequence=number,
            host_course=host,
            host_credits=credits,
            home_course=f"{host} (home)",
            home_credits=credits,
        )
        for number, host, credits in ((1, "Reservoirs", "6"), (2, "Drilling", "5"))
    ]
    agreed = desk.printed("learning_agreement", stay, *IN_ENGLISH)
    assert "Sum of A: 11; sum of B: 11" in agreed
    assert "sent to study at a partner university" in desk.printed(
        "application", stay, "--kind", "mobility", *IN_ENGLISH
    )
    desk.move("mobility", stay, "papers")

    assert "Order No." in desk.refused("move", "mobility", stay, "order")
    desk.set("mobility", stay, order_number="115-С", order_on="2026-08-14")
    order = desk.printed("mobility_order", stay, *IN_ENGLISH)
    assert "SERIKOVA Aigul, Petroleum engineering, year 3 is sent to study: 1 September 2026 – 31" in order
    desk.move("mobility", stay, "order", "abroad")

    assert "mobility" in desk("due", "--on", "2027-02-20")
    desk.set("mobility", stay, returned_on="2027-01-30", transcript="No. 77, 28.01.2027")
    desk.move("mobility", stay, "returned")
    assert "2027-03-01" in desk("due", "--on", "2027-02-20")
    assert "“G”" in desk.refused("set", "study_line", lines[0], desk.spelled({"letter": "G"}))
    desk.set("study_line", lines[0], percent=87, host_grade="1.7")
    desk.set("study_line", lines[1], host_grade="FX")
    assert "2 lines are decided." in desk("recognise", stay)
    sheet = desk.printed("recognition_sheet", stay, *IN_ENGLISH)
    assert "B+ / 3.33 Recognised, 6" in sheet
    assert "Academic difference: Drilling (home), 5." in sheet
    desk.set("mobility", stay, recognised_on="2027-02-15")
    desk.move("mobility", stay, "recognised")

    assert desk.stage("mobility", stay) == "recognised"
    assert "2026/2027       1      0     -1  Ulm University" in desk("balance")


def test_a_learner_from_a_partner_is_received_and_goes_home_with_a_transcript(desk, ulm):
    guest = learner(desk, "", "Weber", "Jonas", home_university=ulm, person={"citizenship": "DE"})
    stay = desk.add(
        "mobility",
        direction="incoming",
        learner=guest,
        partner=ulm,
        academic_year="2026/2027",
        semester="spring",
        starts_on="2027-02-01",
        ends_on="2027-06-15",
        address_abroad="Алматы, 2-жатақхана",
    )
    desk.add(
        "study_line",
        mobility=stay,
        host_course="Домбыра",
        host_credits="5",
        home_course="Laute",
        home_credits="5",
    )

    desk.move("mobility", stay, "selected")
    assert "Receiving university" in desk.printed("learning_agreement", stay, *IN_ENGLISH)
    desk.move("mobility", stay, "papers")
    desk.set("mobility", stay, order_number="9-С", order_on="2027-01-20")
    assert "is received for study" in desk.printed("mobility_order", stay, *IN_ENGLISH)
    desk.move("mobility", stay, "order", "abroad")
    desk.set(
        "mobility", stay, returned_on="2027-06-16", transcript="№ 4, 14.06.2027", recognised_on="2027-06-20"
    )
    desk.move("mobility", stay, "returned")
    desk.set("study_line", 1, percent=95)
    desk("recognise", stay)
    desk.move("mobility", stay, "recognised")

    assert json.loads(desk("balance", "--json"))[0]["incoming"] == 1


def test_a_dual_degree_candidate_goes_from_the_application_to_both_diplomas(desk, ulm):
    contract = desk.add("agreement", partner=ulm, agreement_kind="dual_degree")
    programme = desk.add(
        "dual_degree_programme",
        name_kk="Мұнай-газ ісі",
        name_en="Petroleum Engineering",
        partner=ulm,
        agreement=contract,
        home_credits="10",
        partner_credits="15",
        certificate="IELTS 6.0",
    )
    best, other = learner(desk, "23-1"), learner(desk, "23-2", "Omarova", "Dana")
    candidate = desk.add(
        "dual_degree_candidate", learner=best, programme=programme, applied_on="2026-03-10", grades="A C+"
    )
    for form in ("application", "candidate_representation"):
        assert "dual-degree programme" in desk.printed(
            form, candidate, "--kind", "dual_degree_candidate", *IN_ENGLISH
        )
    letter = desk.printed("recommendation_letter", candidate, *IN_ENGLISH)
    assert "I am pleased to recommend Aigul Serikova, a third-year student of Petroleum engineering" in letter
    assert "Language certificate (if any)" in desk.printed("dual_degree_checklist", candidate, *IN_ENGLISH)
    assert "Transcript in Russian and English" in desk.refused(
        "move", "dual_degree_candidate", candidate, "papers"
    )
    for item in PAPERS:
        desk("tick", "dual_degree_candidate", candidate, item)
    desk.move("dual_degree_candidate", candidate, "papers")

    competition = desk.add(
        "competition",
        name_kk="Қос дипломға іріктеу",
        name_en="Selection",
        subject="dual_degree",
        academic_year="2026/2027",
        places=1,
        announced_on="2026-03-01",
        apply_until="2026-04-01",
        held_on="2026-04-10",
        votes_for=3,
    )
    criteria = [
        desk.add("competition_criterion", competition=competition, name_kk=name, weight=weight)
        for name, weight in (("GPA", "60"), ("Әңгімелесу", "40"))
    ]
    entrants = [
        desk.add("competition_candidate", competition=competition, learner=each, grades="A B+")
        for each in (best, other)
    ]
    for entrant, points in zip(entrants, ((90, 80), (70, 100)), strict=True):
        for criterion, given in zip(criteria, points, strict=True):
            desk.add("competition_mark", candidate=entrant, criterion=criterion, points=str(given))
    ranked = json.loads(desk("ranking", competition, "--decide", "--json"))
    assert [(each["total"], each["rank"], each["decision"]) for each in ranked] == [
        ("86.00", 1, "recommended"),
        ("82.00", 2, "reserve"),
    ]
    minutes = desk.printed("competition_protocol", competition, *IN_ENGLISH)
    assert "DECIDED to recommend: SERIKOVA Aigul." in minutes
    assert "No. 1" in minutes
    desk("move", "competition", competition, "decided", "--anyway")

    desk.set("dual_degree_candidate", candidate, competition=competition)
    unmet = desk.refused("move", "dual_degree_candidate", candidate, "selected")
    for said in (
        "The contract with the partner is not signed yet.",
        "1 academic period must be completed at home; completed: 0.",
        "The grades must be: A, A-, B+, B, B-.",
        "The partner demands a language certificate: IELTS 6.0.",
    ):
        assert said in unmet
    desk.set("agreement", contract, signed_on="2026-01-15")
    desk("move", "agreement", contract, "signed", "--anyway")
    desk.set(
        "dual_degree_candidate",
        candidate,
        grades="A, В+",
        certificate="IELTS 6.5",
        periods_completed=2,
        gpa="3.67",
    )
    desk.move("dual_degree_candidate", candidate, "selected")

    desk.add(
        "plan_line",
        candidate=candidate,
        home_course="Кен орындары",
        home_credits="10",
        partner_course="Fields",
        partner_credits="7.5",
    )
    desk.set(
        "dual_degree_candidate",
        candidate,
        directorate_agreed_on="2026-05-05",
        registrar_agreed_on="2026-05-06",
    )
    assert "Semester 1" in desk.printed("individual_plan", candidate, *IN_ENGLISH)
    assert "The credits of the partner do not add up: 7.5 of 15." in desk.refused(
        "move", "dual_degree_candidate", candidate, "planned"
    )
    desk.set("plan_line", 1, partner_credits="15")
    desk.move("dual_degree_candidate", candidate, "planned")

    desk.set(
        "dual_degree_candidate",
        candidate,
        order_number="200-С",
        order_on="2026-08-10",
        starts_on="2026-09-01",
        ends_on="2027-07-31",
        partner_number="ULM-14",
        address_abroad="Allee 9, Ulm",
    )
    assert "dual-degree" in desk.printed(
        "mobility_order", candidate, "--kind", "dual_degree_candidate", *IN_ENGLISH
    )
    desk.move("dual_degree_candidate", candidate, "order", "abroad")
    desk.set(
        "dual_degree_candidate",
        candidate,
        returned_on="2027-08-01",
        home_diploma="ЖБ-1",
        home_diploma_on="2027-06-30",
        partner_diploma="M-77",
        partner_diploma_on="2027-07-30",
    )
    desk.move("dual_degree_candidate", candidate, "returned", "graduated")

    assert desk.stage("dual_degree_candidate", candidate) == "graduated"


def test_a_list_of_stays_comes_in_as_the_plan_said(desk, ulm):
    desk.add("partner", name="Politechnika Łódzka", country="PL")
    for number in range(1, 6):
        learner(desk, f"23-{number}")
    file = desk.folder / "stays.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(
            0,
            0,
            (
                "Direction",
                "Learner",
                "Partner university",
                "Academic year",
                "Semester",
                "Start date",
                "End date",
            ),
        )
        for row in range(1, 61):
            year = 2010 + row // 5
            first = ("Outgoing mobility" if row % 3 else "Incoming mobility", f"23-{row % 5 + 1}")
            host = "Ulm University" if row % 2 else "Politechnika Łódzka"
            days = (f"01.09.{year}", f"20.01.{year + 1}" if row != 60 else "20.01.2020")
            sheet.write_row(row, 0, (*first, host, f"{year}/{year + 1}", "Autumn semester", *days))

    _status, dry, _error = desk.tried("import", "mobility", file)
    _status, done, _error = desk.tried("import", "mobility", file, "--apply")

    assert "New: 59, changed: 0, unchanged: 0, with errors: 1" in dry
    assert "The end date is before the start date." in dry
    assert "Written: 59, skipped: 1." in done
    counted = json.loads(desk("balance", "--json"))
    assert sum(each["outgoing"] + each["incoming"] for each in counted) == 59
    assert sum(each["incoming"] for each in counted) == 19


def test_rows_of_one_list_are_checked_beside_one_another(desk, ulm):
    agreement = desk.add("agreement", partner=ulm, number="ХК-1")
    desk.add("exchange_places", agreement=agreement, places=2)
    for number in range(1, 6):
        learner(desk, f"23-{number}")
    file = desk.folder / "stays.xlsx"
    headings = ("Direction", "Learner", "Partner university", "Academic year", "Semester", "Agreement")
    more = ("Start date", "End date", "Order No.", "Order date")
    autumn, spring = ("01.09.2026", "20.01.2027"), ("15.01.2027", "01.06.2027")
    rows = (
        ("23-1", "Autumn semester", "ХК-1", *autumn, "7", "10.08.2026"),
        ("23-1", "Spring semester", "", *spring, "", ""),
        ("23-2", "Autumn semester", "ХК-1", *autumn, "7", "10.08.2026"),
        ("23-3", "Autumn semester", "ХК-1", *autumn, "", ""),
        ("23-4", "Autumn semester", "", *autumn, "7", "11.08.2026"),
    )
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, (*headings, *more))
        for at, (who, semester, contract, *rest) in enumerate(rows, 1):
            first = ("Outgoing mobility", who, "Ulm University", "2026/2027", semester, contract)
            sheet.write_row(at, 0, (*first, *rest))

    _status, told, _error = desk.tried("import", "mobility", file)

    assert "New: 2, changed: 0, unchanged: 0, with errors: 3" in told
    assert "The learner is away at the same time: Universität Ulm, 01.09.2026 to 20.01.2027." in told
    assert "All places of the agreement in 2026/2027 are taken: 2 of 2." in told
    assert "The number is used already: order No. 7 of 10.08.2026." in told
