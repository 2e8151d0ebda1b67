"""Every act of the services leaves exactly one entry for each record that it was done to."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

import pytest
import xlsxwriter

from kazcoop_desktop.models import (
    Agreement,
    AgreementContact,
    Employee,
    Journal,
    JournalNumber,
    Letter,
    Partner,
    Person,
    RestrictedFacts,
)
from kazcoop_desktop.models.attached import Paper
from kazcoop_desktop.models.history import HistoryEntry
from kazcoop_desktop.services import (
    checklists,
    deadlines,
    files,
    history,
    letters,
    numbering,
    papers,
    records,
    restricted,
    revisions,
    shipped,
    stages,
)
from kazcoop_desktop.services.personal import erasing
from kazcoop_desktop.services.spreadsheets import headings, importing, planning, workbook
from tests.samples import PERSON, saved

DAY = date(2026, 11, 20)
PDF = b"%PDF-1.4 x"
Entries = Counter[tuple[str, str]]


class Act(NamedTuple):
    """What is done, and which entries it leaves: by register and act, how many."""

    name: str
    do: Callable[[], object]
    leaves: dict[tuple[str, str], int]


def acts(agreement: Agreement, partner: Partner, tmp_path) -> Iterator[Act]:
    """The acts of the services one after another, each after what it needs."""
    shipped.load(by=PERSON)
    contact = AgreementContact(agreement=agreement, name="Jane Roe", email="jane@musterstadt.example")
    yield Act("enter", lambda: records.save(contact, by=PERSON), {("agreement_contact", "entered"): 1})
    partner.city = "Musterstadt"
    yield Act("change", lambda: records.save(partner, by=PERSON), {("partner", "changed"): 1})
    yield Act("change nothing", lambda: records.save(partner, by=PERSON), {})
    yield from _on_paper(agreement)
    yield Act(
        "move",
        lambda: stages.move(agreement, "amended", on=DAY, by=PERSON, anyway=True),
        {("agreement", "moved"): 1},
    )
    item = checklists.items(agreement, on=DAY)[0].code
    ticked = {("agreement", "ticked"): 1}
    yield Act("tick", lambda: checklists.tick(agreement, item, on=DAY, by=PERSON), ticked)
    yield Act("untick", lambda: checklists.untick(agreement, item, on=DAY, by=PERSON), ticked)
    due = deadlines.of_record(agreement, on=DAY)
    assert due is not None
    yield Act(
        "postpone",
        lambda: deadlines.postpone(due, until=date(2026, 12, 20), reason="күтеміз", by=PERSON, on=DAY),
        {(due.kind, "postponed"): 1},
    )
    yield from _versions_and_bin(agreement)
    other = records.save(Partner(name="Musterstadt University", country="DE"), by=PERSON)
    follows = {("agreement", "changed"): 1, ("partner", "merged"): 2}
    yield Act("merge", lambda: records.merge(other, partner, by=PERSON), follows)
    yield from _numbers()
    yield from _letters(other)
    yield from _imports(tmp_path)
    yield from _persons()


def _on_paper(agreement: Agreement) -> Iterator[Act]:
    yield Act(
        "attach",
        lambda: files.attach(agreement, PDF, by=PERSON, name="a.pdf"),
        {("agreement", "attached"): 1},
    )
    scan = files.of_record(agreement)[0]
    yield Act(
        "print",
        lambda: papers.issue([agreement], "agreement_card", "kk", by=PERSON, on=DAY),
        {("agreement", "printed"): 1},
    )
    yield Act(
        "take back a print",
        lambda: papers.take_back(papers.of_record(agreement)[:1], by=PERSON),
        {("agreement", "unprinted"): 1},
    )
    (paper,) = papers.issue([agreement], "agreement_card", "kk", by=PERSON, on=DAY)
    yield Act(
        "return", lambda: papers.returned(paper, None, on=DAY, by=PERSON), {("agreement", "returned"): 1}
    )
    yield Act("detach", lambda: files.detach(scan, by=PERSON), {("agreement", "detached"): 1})
    Paper.delete().where(Paper.id == paper.id).execute()


def _versions_and_bin(agreement: Agreement) -> Iterator[Act]:
    yield Act(
        "revise",
        lambda: revisions.revise(agreement, reason="Қате", by=PERSON),
        {("agreement", "revised"): 1},
    )
    both = ("agreement", "agreement_contact")
    yield Act("delete", lambda: records.delete(agreement, by=PERSON), {(kind, "deleted"): 1 for kind in both})
    yield Act(
        "restore", lambda: records.restore(agreement, by=PERSON), {(kind, "restored"): 1 for kind in both}
    )
    yield Act("approve", lambda: revisions.approve(agreement, by=PERSON), {("agreement", "approved"): 1})
    gone = records.save(Employee(surname="Әбенова", given_name="Айгүл"), by=PERSON)
    records.delete(gone, by=PERSON)
    yield Act("destroy", lambda: records.destroy(gone, by=PERSON), {("employee", "destroyed"): 1})


def _numbers() -> Iterator[Act]:
    entered = ("journal_number", "entered")
    yield Act("give a number", lambda: numbering.give("INT", on=DAY, subject="Хат", by=PERSON), {entered: 1})
    yield Act(
        "keep back", lambda: numbering.reserve("INT", on=DAY, reason="Қор", by=PERSON, count=2), {entered: 2}
    )
    first, second = (each.number for each in numbering.reserved("INT"))
    changed = {("journal_number", "changed"): 1}
    yield Act("use", lambda: numbering.use_reserved("INT", first, on=DAY, subject="Хат", by=PERSON), changed)
    yield Act("annul", lambda: numbering.annul("INT", second, reason="Қате", by=PERSON), changed)
    assert JournalNumber.select().where(JournalNumber.journal == Journal.get(Journal.code == "INT")).count()


def _letters(partner: Partner) -> Iterator[Act]:
    second = records.save(Partner(name="Università di Sassari", country="IT"), by=PERSON)
    ids, values = [partner.id, second.id], {"subject": "Шақыру"}
    both = {("letter", "entered"): 2, ("journal_number", "entered"): 2}
    yield Act("write to two", lambda: letters.write_to(ids, values, on=DAY, by=PERSON), both)
    letter = Letter.select().order_by(Letter.id.desc()).get()
    yield Act("finish", lambda: letters.finish(letter, on=DAY, by=PERSON), {("letter", "changed"): 1})


def _imports(tmp_path) -> Iterator[Act]:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ("Атауы", "Ел"))
        page.write_row(1, 0, ("Aarhus Universitet", "Дания"))
        page.write_row(2, 0, ("Lunds universitet", "Швеция"))
    read = workbook.read(path)
    header = headings.find(Partner, read, importing.remembered(Partner))
    planned = planning.plan(Partner, read, header)
    assert len(planned.new) == 2
    yield Act("import", lambda: importing.apply(planned, by=PERSON), {("partner", "imported"): 2})
    done = importing.latest("partner")
    assert done is not None
    yield Act("undo", lambda: importing.undo(done, by=PERSON), {("partner", "import_undone"): 2})


def _persons() -> Iterator[Act]:
    person = saved(Person)
    yield Act(
        "look",
        lambda: restricted.look(person, RestrictedFacts, by=PERSON),
        {("person", "looked"): 1},
    )
    planned = erasing.plan(person, on=DAY)
    yield Act(
        "erase",
        lambda: erasing.erase(planned, reason="Адамның өтініші", by=PERSON, on=DAY),
        {("person", "erased"): 1, ("person", "destroyed"): 1, ("person", "forgotten"): 1},
    )


@pytest.mark.claim("R12", "Every act leaves one entry for each record that it was done to")
def test_every_act_leaves_one_entry_a_record(agreement, partner, tmp_path):
    for act in acts(agreement, partner, tmp_path):
        before = HistoryEntry.select().count()

        act.do()

        later = HistoryEntry.select().where(HistoryEntry.id > before)
        left = Counter((entry.kind, entry.act) for entry in later)
        assert left == Counter(act.leaves), act.name
    assert history.verify() == []
