from pathlib import Path

import pytest

from kazcoop_desktop.errors import Trouble, UserError
from kazcoop_desktop.models.attached import Attachment
from kazcoop_desktop.models.history import HistoryEntry
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.services import files, records, search
from tests.samples import free

BY = "Айгүл"
PDF = b"%PDF-1.7\n a signed agreement"


def contents() -> list[Path]:
    return [path for path in (files.folder() / "files").rglob("*") if path.is_file()]


def test_a_file_is_kept_whole_beside_the_database(partner, tmp_path):
    scan = tmp_path / "Келісім 2026.pdf"
    scan.write_bytes(PDF)

    attachment = files.attach(partner, scan, by=BY)
    scan.unlink()

    assert (attachment.name, attachment.size, attachment.media_type) == (
        "Келісім 2026.pdf",
        len(PDF),
        "application/pdf",
    )
    assert files.content_of(attachment) == PDF
    assert files.of_record(partner) == [attachment]
    assert files.damaged() == []
    assert [path.name for path in contents()] == [attachment.sha256]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"\xff\xd8\xff\xe0 photo", "PHOTO.JPG"),
        (b"\x89PNG\r\n\x1a\n...", "a.png"),
        (b"II*\x00...", "a.tif"),
        (b"PK\x03\x04...", "a.docx"),
        (b"PK\x03\x04...", "a.b.xlsx"),
        (b"\xd0\xcf\x11\xe0...", "a.doc"),
    ],
)
def test_files_of_the_office_are_kept(partner, content, name):
    assert files.attach(partner, content, by=BY, name=name).name == name


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"MZ\x90 program", "scan.pdf"),
        (b"MZ\x90 program", "setup.exe"),
        (PDF, "scan.exe"),
        (PDF, "scan.jpg"),
        (PDF, "scan"),
        (b"<html>", "a.html"),
        (b"", "empty.pdf"),
        (b"%PD", "cut.pdf"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(partner, content, name):
    with pytest.raises(UserError) as refused:
        files.attach(partner, content, by=BY, name=name)

    assert name in str(refused.value)
    assert contents() == []
    assert not Attachment.select().exists()


def test_a_file_above_twenty_megabytes_is_refused_unread(partner, tmp_path):
    huge = tmp_path / "huge.pdf"
    with huge.open("wb") as written:
        written.write(PDF)
        written.truncate(5 * 1024**3)

    with pytest.raises(UserError, match=r"5120 MB.*20 MB"):
        files.attach(partner, huge, by=BY)

    assert contents() == []


def test_a_file_of_exactly_twenty_megabytes_is_kept(partner):
    assert files.attach(partner, PDF.ljust(files.LARGEST, b"\0"), by=BY, name="a.pdf").size == files.LARGEST


def test_the_same_file_twice_at_one_record_is_refused(partner):
    files.attach(partner, PDF, by=BY, name="first.pdf")

    with pytest.raises(UserError, match=r"first\.pdf"):
        files.attach(partner, PDF, by=BY, name="second.pdf")

    assert HistoryEntry.select().where(HistoryEntry.act == "attached").count() == 1


def test_content_stays_while_another_record_has_it(partner, agreement):
    one = files.attach(partner, PDF, by=BY, name="one.pdf")
    other = files.attach(agreement, PDF, by=BY, name="other.pdf")
    assert len(contents()) == 1

    files.detach(one, by=BY)
    assert files.content_of(other) == PDF
    files.detach(other, by=BY)

    assert contents() == []
    assert files.of_record(agreement) == []


@pytest.mark.parametrize(
    "name",
    [
        "../../evil.pdf",
        "..\\..\\evil.pdf",
        "/etc/evil.pdf",
        "C:\\evil.pdf",
        "a\x00b.pdf",
        "a\nb.pdf",
        'a"<>|?*:.pdf',
        "x" * 300 + ".pdf",
        " .evil.pdf. ",
        "CON.pdf",
        "nul.tar.pdf",
    ],
)
def test_a_name_never_leads_out_of_its_folder(partner, name):
    attachment = files.attach(partner, PDF, by=BY, name=name)

    copy = files.copy_out(attachment)

    assert copy.parent == files.scratch() / str(attachment.id)
    assert [path.name for path in copy.parent.iterdir()] == [attachment.name]
    assert copy.read_bytes() == PDF
    assert attachment.name.endswith(".pdf")
    assert not set(attachment.name) & set('<>:"/\\|?*\0\n')
    assert attachment.name.split(".")[0].upper() not in {"CON", "NUL"}


@pytest.mark.parametrize("damage", ["changed", "gone"])
def test_damaged_content_is_told_and_healed_by_filing_it_again(partner, agreement, damage):
    attachment = files.attach(partner, PDF, by=BY, name="scan.pdf")
    path = files.path_of(attachment.sha256)
    if damage == "changed":
        path.write_bytes(PDF[:-1] + b"X")
    else:
        path.unlink()

    assert files.damaged() == ["scan.pdf"]
    with pytest.raises(Trouble, match=r"scan\.pdf"):
        files.content_of(attachment)

    files.attach(agreement, PDF, by=BY, name="again.pdf")
    assert files.damaged() == []
    assert files.content_of(attachment) == PDF


def test_a_failed_write_leaves_neither_row_nor_half_a_file(partner, store):
    store.execute_sql("ALTER TABLE history_entry RENAME TO away")

    with pytest.raises(Exception, match="history_entry"):
        files.attach(partner, PDF, by=BY, name="a.pdf")

    assert not Attachment.select().exists()
    files.sweep()
    assert contents() == []


def test_a_file_is_found_by_its_name_in_any_case_and_spelling(partner):
    files.attach(partner, PDF, by=BY, name="Қосымша келісім.pdf")

    for typed in ("қосымша", "КОСЫМША", "келiсiм"):
        assert [(hit.record, hit.file) for hit in search.everywhere(typed)] == [
            (partner, "Қосымша келісім.pdf")
        ]
    assert search.everywhere("-") == []


def test_the_search_over_everything_goes_register_by_register(partner, agreement):
    hits = search.everywhere("musterstadt")

    assert [hit.record for hit in hits] == [agreement, partner]
    assert [hit.record for hit in search.everywhere("германия")] == [agreement, partner]
    assert search.everywhere("   ") == []
    free(agreement)
    records.delete(agreement, by=BY)
    assert [hit.record for hit in search.everywhere("musterstadt")] == [partner]
    assert Partner.select().count() == 1
