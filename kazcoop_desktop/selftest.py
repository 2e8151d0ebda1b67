"""What works on this computer: each part of the program tried once, for real, in a folder of its own."""

from __future__ import annotations

import io
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import date, datetime
from pathlib import Path

from kazcoop_desktop import __version__, i18n, paths
from kazcoop_desktop.errors import Trouble
from kazcoop_desktop.models import store, text
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.base import database
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.services import backup, browse, deadlines, demo, files, records, shipped, vault

_DAY = date(2026, 11, 20)
_LETTERS = text.ALPHABET + text.ALPHABET.upper() + "№«»—–₸…"


class NotWorking(Exception):
    """A part of the program does not do what it should; the text says what was found instead."""


def run(report: Path) -> bool:
    """Tries every part, writes a line for each into the file `report`, and tells whether all work."""
    lines = [f"KazCoop Desktop {__version__}, Python {sys.version.split()[0]}, {sys.platform}"]
    works = True
    with tempfile.TemporaryDirectory(prefix="kazcoop-", ignore_cleanup_errors=True) as folder:
        for name, part in _parts(Path(folder)):
            try:
                part()
            except Exception:  # whatever it is, it goes into the report
                works = False
                lines.append(f"FAILED  {name}\n{traceback.format_exc()}")
            else:
                lines.append(f"ok      {name}")
    report.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return works


def _parts(folder: Path) -> Iterator[tuple[str, Callable[[], None]]]:
    yield "fonts have every letter", _fonts
    yield "the three languages are there", _catalogues
    yield "Kazakh order and search", _words
    with ExitStack() as kept:
        yield "database and migrations", lambda: _keep_open(folder / "plain", kept)
        yield "checks of the database", lambda: _expect(store.check(database.obj), [])
        yield "reference data and invented records", _records
        yield "deadlines", lambda: _expect(bool(deadlines.due(on=_DAY)), True)
        yield (
            "search in the register",
            lambda: _expect(browse.Query(Agreement, search="нордх").count() > 0, True),
        )
        yield "paper as PDF, shown, its QR code read back", _paper
        yield "spreadsheet out and in, read by a child process", lambda: _spreadsheet(folder / "out.xlsx")
        yield "holidays of Kazakhstan by their names", _holidays
        yield "backup copy made and put back", lambda: _backup(folder)
    yield "PDF with a password", _protected_copy
    yield "encrypted database, refused without its key", lambda: _keys(folder / "keys")
    yield "password, recovery code, encryption on and off", lambda: _encryption(folder / "encrypted")
    yield "Qt keeps its reference counts", _reference_counts
    yield "one program at a time for a folder", lambda: _lock(folder)
    yield "the data folder can be written to", _write_access


def _keep_open(folder: Path, kept: ExitStack) -> None:
    kept.enter_context(closing(store.open_store(folder)))


def _expect(found: object, wanted: object) -> None:
    if found != wanted:
        raise NotWorking(f"found {found!r} where {wanted!r} was wanted")


def _fonts() -> None:
    from kazcoop_desktop.forms import fonts

    _expect([fonts.missing(face, _LETTERS) for face in fonts.FACES], ["" for _face in fonts.FACES])


def _catalogues() -> None:
    said = set()
    for code in ("kk", "ru", "en"):
        with i18n.language(code):
            said.add(i18n._("Agreements"))
    _expect(len(said), 3)


def _words() -> None:
    names = ["Абаев", "Әбдіров", "Ғалымов", "Қасымов", "Омаров", "Өмірбек", "Үсенов", "Іле"]
    _expect(sorted(names, key=text.order_key), names)
    _expect(text.fold("Қазақстан"), text.fold("Казакстан"))


def _records() -> None:
    shipped.load(by="selftest")
    demo.fill(records_wanted=12, on=_DAY)
    _expect(browse.Query(Agreement).count(), 12)


def _paper() -> None:
    import zxingcpp
    from PySide6.QtCore import QBuffer, QByteArray, QSize
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtPdf import QPdfDocument

    from kazcoop_desktop import forms
    from kazcoop_desktop.forms.press import print_papers
    from kazcoop_desktop.services import papers

    out = io.BytesIO()
    agreement = Agreement.select().first()
    form = forms.find("agreement_card")
    print_papers(
        form, [agreement], language="kk", on=_DAY, by="selftest", deliver=lambda pdf: _keep(pdf, out)
    )
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # no window opens here
    application = QGuiApplication.instance() or QGuiApplication([])  # drawing a page wants one
    buffer = QBuffer()
    buffer.setData(QByteArray(out.getvalue()))  # given to the constructor, the bytes would be gone at once
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    last = document.pageCount() - 1
    _expect("КЕЛІСІМ КАРТОЧКАСЫ" in document.getAllText(0).text(), True)
    page = document.render(last, QSize(1240, 1754))
    white = QImage(page.size(), QImage.Format.Format_Grayscale8)
    white.fill(255)
    painter = QPainter(white)
    painter.drawImage(0, 0, page)
    painter.end()
    cells = memoryview(white.constBits()).cast("B", (white.height(), white.bytesPerLine()))
    read = [code.text for code in zxingcpp.read_barcodes(cells)]
    _expect(read, [papers.of_record(agreement)[0].code])
    document.close()
    del application


def _keep(content: bytes, out: io.BytesIO) -> None:
    out.write(content)


def _spreadsheet(target: Path) -> None:
    from kazcoop_desktop.services.spreadsheets import exporting, headings, planning, workbook

    _expect(exporting.export(browse.Query(Partner), target), Partner.select().count())
    sheet = workbook.read(target)
    plan = planning.plan(Partner, sheet, headings.find(Partner, sheet))
    _expect((plan.unchanged, plan.writes(), len(plan.wrong)), (Partner.select().count(), 0, 0))


def _holidays() -> None:
    from kazcoop_desktop.services.days import Calendar

    with i18n.language("kk"):
        _expect(Calendar().name_of(date(2026, 12, 16)), "Тәуелсіздік күні")
    _expect(Calendar().is_working(date(2026, 12, 16)), False)


def _protected_copy() -> None:
    from kazcoop_desktop.services.documents import protection

    pdf = _blank_page()
    protected = protection.protect(pdf, pdf, password=protection.new_password())
    _expect((protected[:5], b"/Encrypt" in protected), (b"%PDF-", True))


def _blank_page() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _backup(folder: Path) -> None:
    backup.make(folder / "copy.kazcoop")
    backup.put_back(folder / "copy.kazcoop")
    _expect(browse.Query(Agreement).count(), 12)


def _encryption(folder: Path) -> None:
    content, password = b"%PDF-1.7 selftest", "KazCoop selftest"
    office_key, code = vault.create(folder, "selftest", password)
    with closing(vault.open_folder(folder)):
        partner = records.save(Partner(name="selftest", country="KZ"), by="selftest")
        scan = files.attach(partner, content, by="selftest", name="selftest.pdf")
    vault.encrypt(folder, office_key)
    lying = b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
    _expect(b"SQLite format" in lying or content in lying, False)
    _expect(vault.sign_in(folder, "selftest", password, now=datetime.now()), office_key)
    _expect(vault.by_code(folder, code), office_key)
    with closing(vault.open_folder(folder, office_key)) as opened:
        _expect((store.check(opened), files.content_of(scan)), ([], content))
    vault.decrypt(folder, office_key)
    with closing(vault.open_folder(folder)):
        _expect(files.content_of(scan), content)


def _keys(folder: Path) -> None:
    with closing(store.open_store(folder, key=bytes(range(48)))) as opened:
        _expect(store.check(opened), [])
    for key in (None, bytes(48)):
        try:
            store.open_store(folder, key=key).close()
        except Trouble:
            continue
        raise NotWorking("an encrypted database was opened without its key")


def _reference_counts() -> None:
    """Qt 6.12 of some builds takes a reference of None with every call; such a program dies after hours."""
    from PySide6.QtCore import QObject

    thing = QObject()
    before = sys.getrefcount(None)
    for _time in range(400):
        thing.setObjectName("a")
    _expect(abs(sys.getrefcount(None) - before) < 100 or sys.version_info >= (3, 12), True)


def _lock(folder: Path) -> None:
    from PySide6.QtCore import QLockFile

    first, second = QLockFile(str(folder / "lock")), QLockFile(str(folder / "lock"))
    _expect((first.tryLock(100), second.tryLock(100)), (True, False))
    first.unlock()


def _write_access() -> None:
    folder = paths.data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder) as written:
        written.write(b"KazCoop")
