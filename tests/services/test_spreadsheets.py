"""Lists of the office, in and out: what is shown is done, what is done can be undone."""

import zipfile
from datetime import date
from decimal import Decimal

import pytest
import xlsxwriter

from kazcoop_desktop import i18n
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.models import Agreement, Employee, Journal, Letter, Partner, Unit
from kazcoop_desktop.models.history import HistoryEntry
from kazcoop_desktop.models.store import check
from kazcoop_desktop.services import browse, history, records
from kazcoop_desktop.services.spreadsheets import answers, exporting, headings, importing, planning, workbook

BY = "Айгүл"


@pytest.fixture(autouse=True)
def _english():
    with i18n.language("en"):
        yield


@pytest.fixture
def sheet(tmp_path, store):
    """Makes a workbook of rows and reads it."""

    def made(*rows, merged=()):
        path = tmp_path / "list.xlsx"
        with xlsxwriter.Workbook(str(path)) as book:
            page = book.add_worksheet()
            day = book.add_format({"num_format": "dd.mm.yyyy"})
            for number, row in enumerate(rows):
                for at, cell in enumerate(row):
                    if isinstance(cell, date):
                        page.write_datetime(number, at, cell, day)
                    else:
                        page.write(number, at, cell)
            for span, title in merged:
                page.merge_range(span, title)
        return workbook.read(path)

    return made


def planned(model, read, **options):
    header = headings.find(model, read, importing.remembered(model))
    return planning.plan(model, read, header, **options)


def applied(model, read, **options):
    return importing.apply(planned(model, read, **options), by=BY)


def counts(plan):
    return len(plan.new), len(plan.changed), plan.unchanged, len(plan.wrong)


def mapping(plan):
    return {
        heading: field.name if field is not None else None
        for heading, field in zip(plan.header.headings, plan.header.fields, strict=True)
    }


PARTNERS = [
    ["Name", "Country", "Website"],
    ["Universität Musterstadt", "Germany", "www.musterstadt.example"],
    ["Seoul Conservatory", "Korea, Republic of", None],
    ["Ханой университеті", "Viet Nam", None],
]


@pytest.mark.parametrize(
    "heading_row",
    [
        ["Name", "Country", "Website"],
        ["Название вуза", "Страна", "Сайт"],
        ["Университеттің атауы", "Елі", "Сайты"],
        ["  АТАУЫ ", "Мемлекет", "Домен"],
        ["name", "country", "website"],
    ],
)
def test_columns_are_known_by_their_headings_in_any_language(sheet, heading_row):
    plan = planned(Partner, sheet(heading_row, *PARTNERS[1:]))

    assert list(mapping(plan).values()) == ["name", "country", "website"]
    assert counts(plan) == (3, 0, 0, 0)


def test_headings_are_found_below_a_title_and_blank_lines(sheet):
    title = ["Серіктес жоғары оқу орындарының тізімі"]

    plan = planned(Partner, sheet(title, [], [], *PARTNERS))

    assert plan.header.row == 4
    assert counts(plan) == (3, 0, 0, 0)


def test_headings_of_two_rows_are_read_together(sheet):
    read = sheet(
        [None, None, None, "Country"],
        [None, "in Kazakh", "in English", None],
        ["Universität Wien", "Вена университеті", "University of Vienna", "Austria"],
        merged=[("B1:C1", "Name"), ("A1:A2", "Name in its own language")],
    )

    plan = planned(Partner, read)

    assert [field.name if field else None for field in plan.header.fields] == [
        "name",
        "name_kk",
        "name_en",
        "country",
    ]
    assert counts(plan) == (1, 0, 0, 0)


def test_columns_that_the_program_does_not_know_are_named(sheet):
    plan = planned(Partner, sheet(["Name", "Country", "Moon phase"], ["A", "Italy", "full"]))

    assert plan.header.left_out() == ["Moon phase"]


def test_a_column_chosen_by_hand_is_remembered(sheet):
    read = sheet(["Name", "Country", "Moon phase"], ["A", "Italy", "full"])
    header = headings.find(Partner, read)
    header.fields[2] = Partner.note
    importing.apply(planning.plan(Partner, read, header), by=BY)

    assert Partner.get().note == "full"
    assert mapping(planned(Partner, read))["Moon phase"] == "note"


def test_a_list_without_a_column_that_is_needed_is_refused(sheet):
    with pytest.raises(UserError, match="Country"):
        planned(Partner, sheet(["Name", "Website"], ["A", None]))


def test_what_the_plan_shows_is_done(sheet):
    done = applied(Partner, sheet(*PARTNERS))

    assert {(partner.name, partner.country) for partner in Partner.select()} == {
        ("Universität Musterstadt", "DE"),
        ("Seoul Conservatory", "KR"),
        ("Ханой университеті", "VN"),
    }
    assert len(done.added) == 3
    assert counts(planned(Partner, sheet(*PARTNERS))) == (0, 0, 3, 0)


def test_imported_records_are_found_and_have_a_history(sheet):
    applied(Partner, sheet(*PARTNERS))

    found = browse.Query(Partner, search="оңтүстік корея").ids()
    partner = Partner.get_by_id(found[0])
    assert partner.name == "Seoul Conservatory"
    assert list(history.lines(history.last_change(partner))) == ["Imported from the file “list.xlsx”, row 3"]


def test_the_plan_tells_what_it_understood(sheet):
    plan = planned(Partner, sheet(*PARTNERS))

    assert plan.understood["Country"] == {"Korea, Republic of": "South Korea", "Viet Nam": "Vietnam"}
    assert "Country: Viet Nam → Vietnam" in "\n".join(planning.report(plan))


def test_the_plan_tells_which_dates_it_read_from_texts_and_numbers(sheet, partner):
    dates = ["12.03.2026", date(2026, 3, 13), "«14» наурыз 2026 ж.", 46096]
    rows = [[partner.name, f"К-{at}", day] for at, day in enumerate(dates)]

    plan = planned(Agreement, sheet(["Partner", "Number", "Signed on"], *rows))

    assert plan.understood["Signed on"] == {"«14» наурыз 2026 ж.": "14.03.2026", "46096": "15.03.2026"}


def test_a_row_of_a_known_record_changes_it_and_leaves_alone_what_the_list_does_not_have(sheet):
    partner = records.save(Partner(name="Universität Musterstadt", country="DE", city="Musterstadt"), by=BY)

    plan = planned(Partner, sheet(*PARTNERS))
    importing.apply(plan, by=BY)

    assert counts(plan) == (2, 1, 0, 0)
    assert next(iter(plan.changed)).changes == {"website": ("", "www.musterstadt.example")}
    partner = Partner.get_by_id(partner.id)
    assert (partner.city, partner.website, partner.ver) == ("Musterstadt", "www.musterstadt.example", 2)
    assert "filled in “Website”" in list(history.lines(history.last_change(partner)))[1]


def test_an_empty_cell_clears_nothing(sheet):
    records.save(Partner(name="Seoul Conservatory", country="KR", website="www.seoul.example"), by=BY)

    assert counts(planned(Partner, sheet(*PARTNERS))) == (2, 0, 1, 0)


def test_a_record_is_known_again_by_case_accents_and_look_alikes(sheet):
    records.save(Partner(name="UNIVERSITAT Musterstadt", country="DE"), by=BY)

    plan = planned(Partner, sheet(*PARTNERS))

    assert len(plan.changed) == 1
    assert next(iter(plan.changed)).changes["name"] == ("UNIVERSITAT Musterstadt", "Universität Musterstadt")


def test_wrong_rows_are_named_with_row_column_and_reason_and_skipped(sheet):
    read = sheet(
        ["Name", "Country", "E-mail", "Kind"],
        ["A", "Gemrany", None, None],
        ["B", "Atlantis", None, None],
        ["C", "Italy", "no address", None],
        [None, "Italy", None, None],
        ["D", "Italy", None, "Space station"],
        ["E", "Italy", "e@e.example", "University"],
    )

    plan = planned(Partner, read)
    importing.apply(plan, by=BY)

    assert [wrong.sentence for wrong in plan.wrong] == [
        "Row 2: the list “Country” has no “Gemrany”. Perhaps: Germany",
        "Row 3, “Country”: The list “Country” has no such value.",
        "Row 4, “E-mail”: The e-mail address is incomplete.",
        "Row 5, “Name”: Fill in “Name in its own language”.",
        "Row 6, “Kind”: The list “Kind” has no such value.",
    ]
    assert [partner.name for partner in Partner.select()] == ["E"]


def test_a_date_that_is_none_is_named(sheet, partner):
    plan = planned(Agreement, sheet(["Partner", "Signed on"], [partner.name, "31.02.2026"]))

    assert [wrong.sentence for wrong in plan.wrong] == [
        "Row 2: the date is not written correctly: “31.02.2026”."
    ]


def test_a_rule_between_fields_is_kept(sheet, partner):
    row = [partner.name, "01.02.2026", "01.01.2026"]

    plan = planned(Agreement, sheet(["Partner", "Signed on", "Valid until"], row))

    assert [wrong.sentence for wrong in plan.wrong] == [
        "Row 2, “Valid until”: The end date is before the start date."
    ]


def test_a_row_twice_in_the_list_is_named(sheet):
    plan = planned(Partner, sheet(*PARTNERS, ["universitat MUSTERSTADT", "DE", None]))

    assert counts(plan) == (3, 0, 0, 1)
    assert plan.wrong[0].sentence == "Row 5: the same record as in row 2."


def test_what_is_not_understood_is_asked_once_and_remembered(sheet):
    read = sheet(["Name", "Country"], ["A", "Alemannia"], ["B", "ALEMANNIA"])

    plan = planned(Partner, read)
    assert [question.spelled for question in plan.questions.values()] == ["Alemannia"]

    answers.remember("country", "Alemannia", "DE")
    assert counts(planned(Partner, read)) == (2, 0, 0, 0)


def test_linked_records_are_found_by_any_name_and_by_initials(sheet, store, partner):
    unit = records.save(
        Unit(name_kk="Халықаралық бөлім", name_ru="Международный отдел", abbreviation="ХБ"), by=BY
    )
    employee = records.save(Employee(surname="Сейіт", given_name="Айгүл", patronymic="Талғатқызы"), by=BY)
    heading_row = ["№ договора", "Партнёр", "Подразделение", "Ответственный"]

    plan = planned(
        Agreement,
        sheet(
            heading_row,
            ["К-1", "universitat musterstadt", "ХБ", "Сейіт А.Т."],
            ["К-2", "Universität Musterstadt", "международный отдел", "Сейіт Айгүл"],
        ),
    )
    importing.apply(plan, by=BY)

    for agreement in Agreement.select():
        assert (agreement.partner, agreement.unit, agreement.responsible) == (partner, unit, employee)


def test_a_name_that_several_records_have_is_not_guessed(sheet, store):
    for country in ("DE", "AT"):
        records.save(Partner(name="Musikhochschule", country=country), by=BY)

    plan = planned(Agreement, sheet(["Number", "Partner"], ["К-1", "Musikhochschule"]))

    assert plan.wrong[0].sentence == (
        "Row 2, “Partner”: There are several records “Musikhochschule”. Write the number or the full name."
    )


def test_which_of_several_records_is_meant_is_asked_once(sheet, store):
    german, austrian = (
        records.save(Partner(name="Musikhochschule", country=country), by=BY) for country in ("DE", "AT")
    )
    records.save(Agreement(number="К-0", partner=austrian), by=BY)
    read = sheet(["Number", "Partner"], ["К-0", "Musikhochschule"], ["К-1", "Musikhochschule"])

    asked = list(planned(Agreement, read).questions.values())
    assert [(each.spelled, each.among) for each in asked] == [
        ("Musikhochschule", (german.id, austrian.id)),
    ]

    answers.remember("partner", "Musikhochschule", german.id)
    plan = planned(Agreement, read)
    importing.apply(plan, by=BY)
    assert counts(plan) == (1, 0, 1, 0)
    assert Agreement.get(Agreement.number == "К-1").partner == german
    assert Agreement.get(Agreement.number == "К-0").partner == austrian


def test_a_remembered_record_that_is_gone_is_asked_for_again(sheet, store):
    first = records.save(Partner(name="A", country="DE"), by=BY)
    read = sheet(["Number", "Partner"], ["К-1", "Musik"])
    answers.remember("partner", "Musik", first.id)
    assert counts(planned(Agreement, read)) == (1, 0, 0, 0)

    records.delete(first, by=BY)

    plan = planned(Agreement, read)
    assert counts(plan) == (0, 0, 0, 1)
    assert [question.spelled for question in plan.questions.values()] == ["Musik"]


def test_a_sum_brings_its_currency(sheet, partner):
    applied(Agreement, sheet(["Number", "Partner", "Amount"], ["К-1", partner.name, "1 200,50 USD"]))

    agreement = Agreement.get()
    assert (agreement.cost, agreement.cost_currency) == (Decimal("1200.50"), "USD")


def test_an_old_agreement_comes_with_its_stage(sheet, partner):
    read = sheet(
        ["Number", "Partner", "Stage", "Signed on"],
        ["К-1", partner.name, "Implementation", date(2025, 3, 1)],
    )
    applied(Agreement, read)

    assert Agreement.get().stage == "implementation"


def test_the_stage_of_a_record_is_not_moved_by_a_list(sheet, agreement):
    read = sheet(["Number", "Partner", "Stage"], [agreement.number, str(agreement.partner), "Ended"])

    plan = planned(Agreement, read)

    assert counts(plan) == (0, 0, 0, 1)


def test_agreements_without_a_number_get_the_next_one(sheet, partner):
    records.save(Journal(code="AGR", name_kk="Келісімдер", pattern="{seq}/{year}"), by=BY)

    applied(
        Agreement,
        sheet(["Partner", "Valid until"], [partner.name, "31.12.2027"], [partner.name, "31.12.2028"]),
    )

    assert all(agreement.number for agreement in Agreement.select())
    assert len({agreement.number for agreement in Agreement.select()}) == 2


def test_undoing_takes_the_whole_import_back(sheet, store):
    partner = records.save(Partner(name="Universität Musterstadt", country="DE"), by=BY)
    done = applied(Partner, sheet(*PARTNERS))

    importing.undo(done, by=BY)

    assert [each.name for each in Partner.select()] == ["Universität Musterstadt"]
    assert Partner.get_by_id(partner.id).website == ""
    assert not browse.Query(Partner, search="Seoul").ids()
    told = HistoryEntry.select().where(HistoryEntry.record_id.in_(done.added)).order_by(HistoryEntry.id)
    assert [entry.act for entry in told] == ["imported", "imported", "import_undone", "import_undone"]
    assert history.verify() == []
    assert check(store) == []
    with pytest.raises(UserError, match="undone already"):
        importing.undo(done, by=BY)


def test_an_import_can_be_repeated_after_it_was_undone(sheet, store):
    read = sheet(*PARTNERS)
    importing.undo(applied(Partner, read), by=BY)

    assert counts(planned(Partner, read)) == (3, 0, 0, 0)


def touch_by_editing(partner):
    partner.city = "Сеул"
    records.save(partner, by=BY)


def touch_by_naming(partner):
    records.save(Agreement(partner=partner, number="К-9"), by=BY)


def touch_by_deleting(partner):
    records.delete(partner, by=BY)


@pytest.mark.parametrize("touch", [touch_by_editing, touch_by_naming, touch_by_deleting])
def test_an_import_whose_records_were_changed_since_is_not_undone(sheet, touch):
    done = applied(Partner, sheet(*PARTNERS))
    touch(Partner.get(Partner.name == "Seoul Conservatory"))

    with pytest.raises(UserError, match="Seoul Conservatory"):
        importing.undo(done, by=BY)

    assert Partner.select().count() == 3


def test_an_import_is_not_written_when_the_register_has_changed_since(sheet):
    plan = planned(Partner, sheet(*PARTNERS))
    records.save(Partner(name="Seoul Conservatory", country="KR"), by=BY)

    with pytest.raises(records.Conflict, match="Partners"):
        importing.apply(plan, by=BY)

    assert Partner.select().count() == 1


def test_an_import_that_is_stopped_leaves_nothing(sheet, store):
    class Stopped(Exception):
        pass

    def stop(done, total):
        raise Stopped

    plan = planned(Partner, sheet(*PARTNERS))
    with pytest.raises(Stopped):
        importing.apply(plan, by=BY, progress=stop)

    assert not Partner.select().exists()
    assert check(store) == []


def test_agreements_are_found_by_the_new_name_of_a_partner_that_was_imported(sheet, agreement):
    read = sheet(["Name", "Country", "Name in Kazakh"], ["Universität Musterstadt", "DE", "Мүсінқала"])
    applied(Partner, read)

    assert list(browse.Query(Agreement, search="Мүсінқала").ids()) == [agreement.id]


def test_ten_thousand_rows_come_in_without_a_lie(sheet, store):
    rows = [[f"Университет № {number}", "Қазақстан", f"www.u{number}.example"] for number in range(10_000)]
    seen = []
    read = sheet(PARTNERS[0], *rows)
    plan = planned(Partner, read, progress=lambda done, total: seen.append((done, total)))
    importing.apply(plan, by=BY)

    assert counts(plan) == (10_000, 0, 0, 0)
    assert seen[-1] == (10_000, 10_000)
    assert browse.Query(Partner, search="Университет 7777").count() == 1
    assert counts(planned(Partner, read)) == (0, 0, 10_000, 0)
    assert check(store) == []


def test_skipped_rows_are_saved_with_their_reasons_and_can_be_imported_when_corrected(sheet, tmp_path):
    plan = planned(Partner, sheet(["Name", "Country"], ["A", "Italy"], ["B", "Atlantis"]))
    target = tmp_path / "wrong.xlsx"

    exporting.save_wrong(plan, target)

    rows = list(workbook.read(target).rows)
    assert rows[0][1] == ("Name", "Country", "Reason")
    assert rows[1][1][:2] == ("B", "Atlantis")
    assert "Atlantis" not in mapping(planned(Partner, workbook.read(target)))


@pytest.mark.claim("R17", "No cell of an export is a formula or a link")
def test_nothing_in_an_export_is_a_formula_or_a_link(tmp_path, store):
    evil = [
        *("=1+1", "{=1}", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", '=HYPERLINK("x")'),
        *("＝1+1", "＋1", "－1", "＠SUM(A1)", " =1", "'=1", "\u200b=1", "=1+1\n=2", "{=SUM(A1:A9)}", "=@A1"),
        *("http://x.example", "https://x.example", "mailto:a@x.example", "ftp://x.example", "file:///c:/x"),
        *(
            "internal:Sheet1!A1",
            "external:x.xlsx",
            "\\\\server\\share",
            "#N/A",
            "1e5",
            "TRUE",
            "=IMPORTXML(1)",
        ),
    ]
    assert len(evil) > 30
    for name in evil:
        records.save(Partner(name=name, country="DE", note=name), by=BY)
    target = tmp_path / "out.xlsx"

    exporting.export(browse.Query(Partner), target)

    with zipfile.ZipFile(target) as packed:
        content = packed.read("xl/worksheets/sheet1.xml")
        assert b"<f" not in content
        assert b"<hyperlink" not in content
        assert not any("rels" in name and "sheet" in name for name in packed.namelist())
    assert counts(planned(Partner, workbook.read(target))) == (0, 0, len(evil), 0)


def test_an_export_holds_the_rows_of_the_view_with_real_dates(tmp_path, agreement):
    target = tmp_path / "out.xlsx"

    count = exporting.export(browse.Query(Agreement, search="КС-1"), target)
    nothing = exporting.export(browse.Query(Agreement, search="жоқ"), tmp_path / "none.xlsx")

    rows = list(workbook.read(target).rows)
    row = dict(zip(rows[0][1], rows[1][1], strict=False))
    assert (count, nothing, len(rows)) == (1, 0, 2)
    assert row["Valid until"] == date(2026, 12, 31)
    assert row["Partner"] == "Universität Musterstadt"


def test_an_export_that_fails_leaves_no_file(tmp_path, store):
    records.save(Partner(name="A", country="DE"), by=BY)
    Partner.update(note="x" * 40_000).execute()  # from a time that knew no limit
    target = tmp_path / "out.xlsx"

    with pytest.raises(UserError, match="Note"):
        exporting.export(browse.Query(Partner), target)

    assert not any(tmp_path.glob("out.xlsx*"))


def test_a_ticked_checklist_item_keeps_an_import_from_being_undone(sheet, partner):
    done = applied(Agreement, sheet(["Number", "Partner"], ["К-1", partner.name]))
    history.write("agreement", done.added[0], "ticked", by=BY, changes={"item": "x", "state": "+"})

    with pytest.raises(UserError, match="К-1"):
        importing.undo(done, by=BY)


LETTERS = ["Direction", "Registration number", "Registered on", "Partner", "Subject"]


def test_a_number_twice_in_a_year_is_named_even_on_different_days(sheet, partner):
    rows = [
        ["Incoming", "07-06/1", date(2026, 3, 12), partner.name, "А"],
        ["Incoming", "07-06/1", date(2026, 3, 13), partner.name, "Ә"],
        ["Incoming", "07-06/1", date(2025, 3, 13), partner.name, "Б"],
        ["Outgoing", "07-06/1", date(2026, 3, 13), partner.name, "В"],
    ]

    plan = planned(Letter, sheet(LETTERS, *rows))

    assert [wrong.sentence for wrong in plan.wrong] == [
        "Row 3, “Registration number”: This number is already taken: 07-06/1."
    ]
    assert counts(plan) == (3, 0, 0, 1)


def test_a_thousand_letters_to_three_hundred_partners_come_in_go_out_and_come_back(sheet, store, tmp_path):
    applied(Partner, sheet(["Name", "Country"], *([f"Musterstadt {at}", "Germany"] for at in range(300))))
    letters = [
        [
            "Incoming",
            f"07-06/{at}",
            date(2026, 1 + at % 12, 1 + at % 28),
            f"Musterstadt {at % 300}",
            f"Хат {at}",
        ]
        for at in range(1000)
    ]

    read = sheet(LETTERS, *letters)
    applied(Letter, read)
    exporting.export(browse.Query(Letter), tmp_path / "out.xlsx")

    assert counts(planned(Letter, read)) == (0, 0, 1000, 0)
    assert counts(planned(Letter, workbook.read(tmp_path / "out.xlsx"))) == (0, 0, 1000, 0)
    assert browse.Query(Letter, search="Musterstadt 299").count() == 3
    assert check(store) == []


def test_languages_that_a_spelling_may_mean_are_offered_by_their_names(sheet, partner):
    read = sheet(["Number", "Partner", "Languages"], ["К-1", partner.name, "Germann"])

    plan = planned(Agreement, read)

    assert "Perhaps: German" in plan.wrong[0].sentence
    answers.take(plan.questions.values(), "Germann=German")
    assert counts(planned(Agreement, read)) == (1, 0, 0, 0)
    assert [(each.list_name, each.spelled, each.shown) for each in answers.remembered()] == [
        ("Languages", "germann", "German")
    ]


def test_an_answer_that_is_let_go_is_asked_for_again(sheet):
    read = sheet(["Name", "Country"], ["A", "Alemannia"])
    answers.remember("country", "Alemannia", "DE")

    answers.forget("country", "Alemannia")

    assert answers.remembered() == []
    assert len(planned(Partner, read).questions) == 1
