from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from kazcoop_desktop import i18n
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.models.agreement import (
    Agreement,
    AgreementContact,
    AgreementCopy,
    AgreementParty,
)
from kazcoop_desktop.models.attached import Attachment, ChecklistMark, Paper, StageMove
from kazcoop_desktop.models.base import Invalid, database
from kazcoop_desktop.models.history import HistoryEntry
from kazcoop_desktop.models.institution import Employee, Institution, Unit
from kazcoop_desktop.models.partner import Partner, PartnerContact
from kazcoop_desktop.models.store import check
from kazcoop_desktop.services import (
    browse,
    checklists,
    deadlines,
    files,
    history,
    records,
    revisions,
    shipped,
    stages,
)
from tests.samples import free

BY = "Айгүл"
PDF = b"%PDF-1.4 a scan"


def acts_of(record) -> list[str]:
    return [entry.act for entry in reversed(history.of_record(record))]


def found(model, typed: str) -> list[int]:
    return list(browse.Query(model, search=typed).ids())


# Saving.


def test_a_new_record_gets_an_id_a_version_and_an_entry(store):
    partner = records.save(Partner(name="Universität Musterstadt", country="DE"), by=BY)

    (entry,) = history.of_record(partner)
    assert (partner.id, partner.ver) == (1, 1)
    assert (entry.who, entry.act) == (BY, "entered")
    assert entry.changes["content"]["name"] == "Universität Musterstadt"
    assert records.get(Partner, partner.id).name == "Universität Musterstadt"


def test_a_change_is_written_with_what_was_and_what_is(agreement):
    agreement.cost = Decimal("10.5")
    agreement.expires_on = date(2027, 1, 31)
    agreement.languages = ("kk", "ru")
    agreement.renews, agreement.renewal_years = True, 2

    records.save(agreement, by="Болат")

    entry = history.last_change(agreement)
    assert (entry.who, entry.act) == ("Болат", "changed")
    assert entry.changes == {
        "cost": [None, "10.50"],
        "expires_on": ["2026-12-31", "2027-01-31"],
        "languages": [["kk", "en"], ["kk", "ru"]],
        "renews": [False, True],
        "renewal_years": [None, 2],
    }


def test_an_unchanged_record_leaves_no_entry_and_no_version(partner):
    read = records.get(Partner, partner.id)

    records.save(read, by=BY)

    assert acts_of(partner) == ["entered"]
    assert records.get(Partner, partner.id).ver == 1


def test_a_sum_spelled_otherwise_is_no_change(agreement):
    agreement.cost = Decimal("10.50")
    records.save(agreement, by=BY)
    agreement.cost = Decimal("10.5")
    records.save(agreement, by=BY)

    assert acts_of(agreement) == ["entered", "changed"]


def test_what_is_wrong_is_told_field_by_field_and_nothing_is_written(store):
    wrong = Partner(name="", country="QQ", email="nobody")

    with i18n.language("en"), pytest.raises(Invalid) as refused:
        records.save(wrong, by=BY)

    assert [problem.field for problem in refused.value.problems] == [
        Partner.name,
        Partner.country,
        Partner.email,
    ]
    assert str(refused.value).splitlines()[0] == "Fill in “Name in its own language”."
    assert wrong.id is None
    assert not Partner.select().exists()
    assert not HistoryEntry.select().where(HistoryEntry.kind == "partner").exists()


def test_rules_between_fields_are_told_too(agreement):
    agreement.expires_on = date(2020, 1, 1)

    with pytest.raises(Invalid) as refused:
        records.save(agreement, by=BY)

    assert [problem.field for problem in refused.value.problems] == [Agreement.expires_on]
    assert records.get(Agreement, agreement.id).expires_on == date(2026, 12, 31)


def test_a_change_by_somebody_else_is_not_overwritten(partner):
    mine, theirs = records.get(Partner, partner.id), records.get(Partner, partner.id)
    theirs.city = "Musterstadt"
    records.save(theirs, by="Болат")
    mine.city = "Beispielstadt"

    with i18n.language("en"), pytest.raises(records.Conflict, match="changed by Болат"):
        records.save(mine, by=BY)

    assert records.get(Partner, partner.id).city == "Musterstadt"
    assert mine.city == "Beispielstadt"


def test_a_record_deleted_meanwhile_is_not_saved(partner):
    mine = records.get(Partner, partner.id)
    records.delete(partner, by="Болат")
    mine.city = "Musterstadt"

    with pytest.raises(records.Conflict):
        records.save(mine, by=BY)


def test_a_record_whose_saving_failed_can_be_saved_again(store):
    new = Partner(name="Universität Musterstadt", country="DE")
    store.execute_sql("ALTER TABLE history_entry RENAME TO away")
    with pytest.raises(Exception, match="history_entry"):
        records.save(new, by=BY)
    store.execute_sql("ALTER TABLE away RENAME TO history_entry")

    records.save(new, by=BY)

    assert records.get(Partner, new.id).name == "Universität Musterstadt"
    store.execute_sql("ALTER TABLE history_entry RENAME TO away")
    new.city = "Musterstadt"
    with pytest.raises(Exception, match="history_entry"):
        records.save(new, by=BY)
    store.execute_sql("ALTER TABLE away RENAME TO history_entry")
    records.save(new, by=BY)
    assert acts_of(new) == ["entered", "changed"]


def test_an_id_that_is_not_there_is_told(store):
    with i18n.language("en"), pytest.raises(UserError, match="“Partners” has no record 7"):
        records.get(Partner, 7)


def test_an_agreement_is_found_by_its_partners_new_name(agreement, partner):
    assert found(Agreement, "beispiel") == []
    partner.name = "Beispiel-Universität"

    records.save(partner, by=BY)

    assert found(Agreement, "beispiel") == [agreement.id]
    assert found(Agreement, "muster") == []
    assert records.get(Agreement, agreement.id).ver == 1


# The recycle bin.


def test_a_record_that_another_names_cannot_be_deleted(agreement, partner):
    with i18n.language("en"), pytest.raises(UserError, match="it is named in “КС-1 · Universität"):
        records.delete(partner, by=BY)

    assert records.get(Partner, partner.id)


def test_parts_go_to_the_bin_and_come_back_with_their_record(agreement):
    contact = records.save(
        AgreementContact(agreement=agreement, name="Jane Roe", email="jane@musterstadt.example"), by=BY
    )
    copy = records.save(AgreementCopy(agreement=agreement, shelf="3"), by=BY)
    records.delete(copy, by=BY)

    free(agreement)
    records.delete(agreement, by=BY)

    assert records.recycle_bin()[0] == agreement
    assert contact not in records.recycle_bin()
    assert acts_of(contact) == ["entered", "deleted"]
    assert found(Agreement, "КС-1") == []

    records.restore(records.recycle_bin()[0], by=BY)

    assert records.get(AgreementContact, contact.id)
    assert [bin_.id for bin_ in records.recycle_bin()] == [copy.id]
    assert acts_of(agreement) == ["entered", "revised", "deleted", "restored"]
    assert found(Agreement, "КС-1") == [agreement.id]


def test_a_part_does_not_come_back_before_its_record(agreement):
    copy = records.save(AgreementCopy(agreement=agreement, shelf="3"), by=BY)
    records.delete(copy, by=BY)
    free(agreement)
    records.delete(agreement, by=BY)

    with i18n.language("en"), pytest.raises(UserError, match="Take that back first"):
        records.restore(AgreementCopy.get_by_id(copy.id), by=BY)

    assert acts_of(copy) == ["entered", "deleted"]


def test_an_agreement_does_not_come_back_before_its_partner(agreement, partner):
    free(agreement)
    records.delete(agreement, by=BY)
    records.delete(partner, by=BY)

    with pytest.raises(UserError):
        records.restore(Agreement.get_by_id(agreement.id), by=BY)

    records.restore(Partner.get_by_id(partner.id), by=BY)
    records.restore(Agreement.get_by_id(agreement.id), by=BY)
    assert records.get(Agreement, agreement.id)


def test_a_record_is_deleted_once_and_restored_once(partner):
    stale = records.get(Partner, partner.id)
    records.delete(partner, by=BY)

    with pytest.raises(UserError):
        records.delete(stale, by=BY)
    records.restore(partner, by=BY)
    with pytest.raises(UserError):
        records.restore(partner, by=BY)

    assert acts_of(partner) == ["entered", "deleted", "restored"]


def test_a_destroyed_record_takes_everything_with_it_but_its_history(agreement, partner, store):
    contact = records.save(AgreementContact(agreement=agreement, name="Jane Roe", email="j@b.example"), by=BY)
    early = records.save(AgreementContact(agreement=agreement, name="John Roe", email="j@b.example"), by=BY)
    for record, content in ((agreement, PDF + b"1"), (contact, PDF + b"2"), (early, PDF + b"3")):
        files.attach(record, content, by=BY, name="scan.pdf")
    shared = files.attach(partner, PDF + b"1", by=BY, name="same.pdf")
    records.delete(early, by=BY)
    free(agreement)
    records.delete(agreement, by=BY)

    records.destroy(agreement, by=BY)

    assert not Agreement.select().exists()
    assert not AgreementContact.select().exists()
    assert [kept.id for kept in Attachment.select()] == [shared.id]
    assert files.content_of(shared) == PDF + b"1"
    assert len([path for path in (files.folder() / "files").rglob("*") if path.is_file()]) == 1
    told = HistoryEntry.select().where(HistoryEntry.kind == "agreement")
    assert [entry.act for entry in told] == ["entered", "attached", "revised", "deleted", "destroyed"]
    assert {str(entry.changes) for entry in told} == {"{}"}
    assert history.verify() == []
    assert check(store) == []


def test_what_is_not_in_the_bin_is_not_destroyed(agreement):
    with pytest.raises(UserError):
        records.destroy(agreement, by=BY)

    assert records.get(Agreement, agreement.id)


def test_a_destroyed_partner_that_a_deleted_agreement_names_is_refused(agreement, partner):
    free(agreement)
    records.delete(agreement, by=BY)
    records.delete(partner, by=BY)

    with pytest.raises(UserError, match="another record names it"), i18n.language("en"):
        records.destroy(partner, by=BY)

    assert Partner.get_by_id(partner.id)


# Merging.


def test_merging_keeps_everything_of_both(agreement, partner, store):
    kept = records.save(Partner(name="Musterstadt University", country="DE"), by=BY)
    contact = records.save(PartnerContact(partner=partner, name="Jane Roe", email="j@m.example"), by=BY)
    party = records.save(AgreementParty(agreement=agreement, partner=partner), by=BY)
    file = files.attach(partner, PDF, by=BY, name="scan.pdf")
    paper = Paper.create(kind="partner", record_id=partner.id, form="card", language="kk")
    ChecklistMark.create(kind="partner", record_id=partner.id, item="x", done_on=date(2026, 1, 1))
    binned = records.save(Agreement(partner=partner, number="КС-2"), by=BY)
    records.delete(binned, by=BY)

    records.merge(kept, partner, by=BY)

    assert records.get(Agreement, agreement.id).partner == kept
    assert records.get(PartnerContact, contact.id).partner == kept
    assert records.get(AgreementParty, party.id).partner == kept
    assert [found_.id for found_ in files.of_record(kept)] == [file.id]
    assert Paper.get_by_id(paper.id).record_id == kept.id
    assert Agreement.get_by_id(binned.id).partner == kept
    assert acts_of(kept) == ["entered", "merged"]
    assert acts_of(partner) == ["entered", "attached", "merged"]
    assert acts_of(agreement) == ["entered", "changed"]
    assert found(Agreement, "university") == [agreement.id]
    with pytest.raises(UserError):
        records.get(Partner, partner.id)
    assert check(store) == []


def test_a_record_is_not_merged_with_itself(partner):
    with pytest.raises(UserError):
        records.merge(partner, records.get(Partner, partner.id), by=BY)


def test_a_unit_does_not_end_up_belonging_to_itself(store):
    faculty = records.save(Unit(name_kk="Факультет"), by=BY)
    chair = records.save(Unit(name_kk="Кафедра", part_of=faculty), by=BY)

    records.merge(chair, faculty, by=BY)

    assert records.get(Unit, chair.id).part_of is None


def test_a_merge_that_fails_changes_nothing(agreement, partner, store):
    kept = records.save(Partner(name="Musterstadt University", country="DE"), by=BY)
    store.execute_sql("ALTER TABLE paper RENAME TO away")

    with pytest.raises(Exception, match="paper"):
        records.merge(kept, partner, by=BY)

    assert Agreement.get_by_id(agreement.id).partner_id == partner.id
    assert acts_of(agreement) == ["entered"]


# The history.


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_act_is_told_in_every_language(agreement, partner, language):
    shipped.load(by=BY)
    kept = records.save(Partner(name="Musterstadt University", country="DE"), by=BY)
    agreement.title = "T"
    agreement.cost = Decimal(5)
    agreement.responsible = records.save(Employee(surname="Әбенова", given_name="Айгүл"), by=BY)
    agreement.renews, agreement.renewal_years = True, 1
    records.save(agreement, by=BY)
    agreement.title = ""
    records.save(agreement, by=BY)
    attachment = files.attach(agreement, PDF, by=BY, name="scan.pdf")
    files.detach(attachment, by=BY)
    stages.move(agreement, "amended", on=date(2026, 2, 1), by=BY, anyway=True)
    for item in checklists.items(agreement, on=date(2026, 2, 1))[:1]:
        checklists.tick(agreement, item.code, by=BY, on=date(2026, 1, 2))
    due = deadlines.of_record(agreement, on=date(2026, 11, 20))
    if due is not None:
        deadlines.postpone(due, until=date(2026, 12, 20), reason="күтеміз", by=BY, on=date(2026, 11, 20))
    revisions.revise(agreement, reason="Қате", by=BY)
    records.delete(agreement, by=BY)
    records.restore(agreement, by=BY)
    records.merge(kept, partner, by=BY)

    with i18n.language(language):
        for entry in HistoryEntry.select():
            for line in history.lines(entry):
                assert BY in line
                assert "{" not in line
                assert "None" not in line

    assert {entry.act for entry in HistoryEntry.select()} >= {
        "entered", "changed", "moved", "attached", "detached", "merged", "deleted", "restored", "postponed",
    }  # fmt: skip
    assert StageMove.select().count() == 1


def test_a_change_reads_as_the_fields_read(agreement):
    free(agreement)
    agreement.expires_on = None
    agreement.partner_signatory = "Prof. Dr. M. Mustermann"
    agreement.agreement_kind = "contract"
    records.save(agreement, by=BY)

    with i18n.language("en"):
        assert list(history.lines(history.last_change(agreement))) == [
            "Айгүл changed “Kind”: Memorandum → Contract",
            "Айгүл filled in “Signed for the partner”: Prof. Dr. M. Mustermann",
            "Айгүл cleared “Valid until” (it was: 31.12.2026)",
        ]


def test_names_with_braces_and_signs_are_told_as_they_are(partner):
    partner.city = "{user} 100% <b>"
    records.save(partner, by="{0}")

    with i18n.language("en"):
        assert list(history.lines(history.last_change(partner))) == ["{0} filled in “City”: {user} 100% <b>"]


def test_every_write_writes_one_entry(partner):
    def entries() -> int:
        return HistoryEntry.select().where(HistoryEntry.kind == "partner").count()

    partner.city = "Musterstadt"
    for act in (
        lambda: records.save(partner, by=BY),
        lambda: files.attach(partner, PDF, by=BY, name="a.pdf"),
        lambda: files.detach(files.of_record(partner)[0], by=BY),
        lambda: records.delete(partner, by=BY),
        lambda: records.restore(partner, by=BY),
    ):
        before = entries()
        act()
        assert entries() == before + 1


def test_the_moment_of_an_entry_is_now(partner):
    assert abs((datetime.now() - history.last_change(partner).at).total_seconds()) < 60
    assert Institution.select().count() == 0
    assert database.obj.in_transaction() is False
    assert Path(database.obj.database).exists()
