"""Files that are not what they say, or are built to do harm: a sentence each, and the program lives."""

import random
import struct
import subprocess
import sys
import zipfile
import zlib
from datetime import date, datetime

import pytest
import xlsxwriter

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.services.spreadsheets import workbook

_MANIFEST = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
)


@pytest.fixture
def honest(tmp_path):
    """A small list as an office has it."""
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Серіктестер")
        book.add_worksheet("Құпия").hide()
        sheet.write_row(0, 0, ["Атауы", "Елі", "Күні", "Саны"])
        for row in range(1, 40):
            sheet.write_row(row, 0, [f"Университет № {row}", "Германия"])
            sheet.write_datetime(row, 2, datetime(2026, 3, 12), book.add_format({"num_format": "dd.mm.yyyy"}))
            sheet.write_number(row, 3, row)
    return path


def parts_of(path):
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def packed(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed_file:
        for name, content in parts.items():
            packed_file.writestr(name, content)
    return path


def with_sheet(honest, change):
    """The honest file with the content of its sheet replaced."""
    parts = parts_of(honest)
    name = "xl/worksheets/sheet1.xml"
    parts[name] = change(parts[name])
    return packed(honest.with_name("changed.xlsx"), parts)


def refusal(path):
    with pytest.raises(UserError) as refused:
        workbook.read(path)
    sentence = str(refused.value)
    assert len(sentence) > 20
    assert sentence.endswith((".", "xlsx"))
    return sentence


def test_a_list_is_read_with_the_row_numbers_that_excel_shows(tmp_path):
    path = tmp_path / "gaps.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write(3, 1, "Атауы")
        sheet.write(6, 1, "Университет")

    assert list(workbook.read(path).rows) == [(4, (None, "Атауы")), (7, (None, "Университет"))]


def test_whole_numbers_come_whole_and_dates_as_dates(honest):
    rows = list(workbook.read(honest).rows)

    assert rows[1] == (2, ("Университет № 1", "Германия", date(2026, 3, 12), 1))


def test_hidden_sheets_are_not_offered(honest):
    assert workbook.read(honest).sheets == ["Серіктестер"]


def test_a_sheet_that_is_not_there_is_named(honest):
    with pytest.raises(UserError, match="Серіктестер"):
        workbook.read(honest, sheet="Жоқ")


def test_only_the_value_of_a_formula_is_read(tmp_path):
    path = tmp_path / "formula.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet().write_formula(0, 0, "=1+1", None, 2)

    assert list(workbook.read(path).rows) == [(1, (2,))]


def test_cells_that_are_only_coloured_do_not_make_a_sheet_large(honest):
    far = b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
    path = with_sheet(honest, lambda sheet: sheet.replace(b"</sheetData>", far))

    assert len(workbook.read(path).rows) == 40


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK",
        b"<html><body>a table</body></html>",
        b"\xd0\xcf\x11\xe0" + bytes(600),
        b"PK\x03\x04" + bytes(99),
    ],
    ids=["empty", "two letters", "a web page", "an old or locked file", "a head alone"],
)
def test_what_is_no_workbook_is_refused(tmp_path, content):
    path = tmp_path / "list.xlsx"
    path.write_bytes(content)

    refusal(path)


def test_a_file_that_is_not_there_is_said_so(tmp_path):
    refusal(tmp_path / "nowhere.xlsx")


def test_another_zip_file_is_refused(tmp_path):
    refusal(
        packed(tmp_path / "letter.xlsx", {"word/document.xml": b"<a/>", "[Content_Types].xml": _MANIFEST})
    )


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_file_that_was_cut_is_refused(honest, share):
    content = honest.read_bytes()
    honest.write_bytes(content[: int(len(content) * share)])

    refusal(honest)


def test_entities_are_refused(honest):
    laughs = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><worksheet'

    refusal(with_sheet(honest, lambda sheet: sheet.replace(b"<worksheet", laughs, 1)))


def test_a_file_outside_is_not_read_through_an_entity(honest):
    outside = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><worksheet'

    refusal(with_sheet(honest, lambda sheet: sheet.replace(b"<worksheet", outside, 1)))


def test_another_encoding_is_refused(honest):
    def in_utf16(sheet):
        return sheet.decode().replace("UTF-8", "UTF-16").encode("utf-16")

    refusal(with_sheet(honest, in_utf16))


def test_two_far_cells_are_refused(honest):
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'

    refusal(with_sheet(honest, lambda sheet: sheet.replace(b"</sheetData>", far)))


def test_too_many_rows_are_refused(honest):
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in (300_000, 300_001))

    refusal(with_sheet(honest, lambda sheet: sheet.replace(b"</sheetData>", rows + b"</sheetData>")))


def test_a_giant_cell_is_refused_before_it_is_unpacked(honest):
    giant = b'<row r="900"><c r="A900" t="inlineStr"><is><t>' + b"x" * (60 << 20)

    refusal(with_sheet(honest, lambda sheet: sheet.replace(b"</sheetData>", giant)))


def test_a_bomb_is_refused(honest):
    row = b"<row><c><v>1</v></c></row>"
    bomb = row * ((workbook.LARGEST_PART + (1 << 20)) // len(row))

    refusal(with_sheet(honest, lambda sheet: sheet.replace(b"</sheetData>", bomb)))


def test_a_bomb_among_the_shared_texts_is_refused(honest):
    text = b"<si><t>ha</t></si>"
    parts = parts_of(honest)
    parts["xl/sharedStrings.xml"] = text * ((workbook.LARGEST_PART + (1 << 20)) // len(text))

    refusal(packed(honest.with_name("changed.xlsx"), parts))


def test_a_false_size_in_the_directory_is_refused(honest):
    content = bytearray(honest.read_bytes())
    at = content.index(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", 7)
    honest.write_bytes(content)

    refusal(honest)


def test_parts_that_lie_over_each_other_are_refused(honest):
    content = bytearray(honest.read_bytes())
    first = content.index(b"PK\x01\x02")
    second = content.index(b"PK\x01\x02", first + 4)
    content[second + 42 : second + 46] = content[first + 42 : first + 46]
    honest.write_bytes(content)

    refusal(honest)


def test_a_part_with_two_contents_is_refused(honest):
    parts = parts_of(honest)
    with zipfile.ZipFile(honest, "w") as twice:
        for name, content in parts.items():
            twice.writestr(name, content)
        with pytest.warns(UserWarning, match="Duplicate name"):
            twice.writestr("xl/workbook.xml", b"<workbook/>")

    refusal(honest)


def test_a_locked_part_is_refused(honest):
    content = bytearray(honest.read_bytes())
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    honest.write_bytes(content)

    refusal(honest)


def test_too_large_a_file_is_refused_unread(honest, monkeypatch):
    monkeypatch.setattr(workbook, "LARGEST_FILE", 1000)

    refusal(honest)


def test_a_reader_that_takes_too_long_is_ended(honest, monkeypatch):
    monkeypatch.setattr(workbook, "SECONDS", 0)

    refusal(honest)


@pytest.mark.claim("R15", "A mutated workbook is read or refused; nothing dies, nothing is written")
@pytest.mark.parametrize("seed", range(3))
def test_mutated_workbooks_are_read_or_refused(honest, seed, times):
    """Three hundred in all in a fast run: bytes turned in the file, and in its parts before they are packed."""
    chance = random.Random(seed)
    parts = parts_of(honest)
    mutated = honest.with_name("mutated.xlsx")
    outcomes = {"read": 0, "refused": 0}
    count = times(fast=100, soak=33_000)
    for number in range(count):
        if number % 2:
            mutated.write_bytes(_turned(honest.read_bytes(), chance))
        else:
            name = chance.choice(sorted(parts))
            packed(mutated, parts | {name: _turned(parts[name], chance)})
        try:
            workbook.read(mutated)
            outcomes["read"] += 1
        except UserError:
            outcomes["refused"] += 1

    assert sum(outcomes.values()) == count
    assert outcomes["refused"] > 20


def _turned(content, chance):
    turned = bytearray(content)
    for _time in range(chance.choice([1, 2, 8, 40])):
        at = chance.randrange(len(turned))
        match chance.randrange(4):
            case 0:
                turned[at] = chance.randrange(256)
            case 1:
                turned[at] ^= 1 << chance.randrange(8)
            case 2:
                del turned[at : at + chance.randrange(1, 30)]
            case 3:
                turned[at:at] = chance.choice(
                    [b"<", b"\0", b'"', b"9" * 20, b"</c>", bytes([zlib.crc32(b"x") & 255])]
                )
        if not turned:
            return b"x"
    return bytes(turned)


_LOOKED_AT = """
import re, sys
from pathlib import Path
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.services.spreadsheets import workbook
try:
    workbook.look(Path(sys.argv[1]))
    print("passed")
except UserError:
    highest = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
    print("refused", int(highest) // 1024)
"""


@pytest.mark.claim("R15", "A bomb is refused with less than 200 MB of memory")
@pytest.mark.skipif(sys.platform != "linux", reason="only there a process tells how much memory it took")
@pytest.mark.parametrize(
    ("part", "piece", "count"),
    [
        ("xl/worksheets/sheet1.xml", b"<row><c><v>1</v></c></row>", 12_000_000),
        ("xl/worksheets/sheet1.xml", b"x" * 1000, 300_000),
        ("xl/sharedStrings.xml", b"<si><t>ha</t></si>", 17_000_000),
    ],
    ids=["rows", "one cell", "shared texts"],
)
def test_a_bomb_of_hundreds_of_megabytes_takes_less_than_two_hundred(honest, part, piece, count):
    bomb = honest.with_name("bomb.xlsx")
    parts = parts_of(honest)
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed_file:
        for name, content in parts.items():
            if name != part:
                packed_file.writestr(name, content)
        with packed_file.open(part, "w", force_zip64=True) as written:
            written.write(parts[part].split(b"<row", 1)[0].split(b"<si", 1)[0])
            batch = piece * 10_000
            for _time in range(count // 10_000):
                written.write(batch)
    lies_there = sorted(path.name for path in honest.parent.iterdir())

    told = subprocess.run(
        [sys.executable, "-c", _LOOKED_AT, str(bomb)], capture_output=True, text=True, timeout=30, check=True
    ).stdout.split()

    assert told[0] == "refused"
    assert int(told[1]) < 200
    assert sorted(path.name for path in honest.parent.iterdir()) == lies_there
