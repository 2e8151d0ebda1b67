"""Takes the pictures of the user guide and of README: the window and its dialogs over invented data, on a fixed day."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager
from dataclasses import astuple
from datetime import date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xlsxwriter
from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtWidgets import QApplication, QWidget

from kazcoop_desktop import i18n
from kazcoop_desktop.app import Program
from kazcoop_desktop.models import RECORDS, store
from kazcoop_desktop.models.account import Account
from kazcoop_desktop.models.letter import Letter
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.services import beginning, people, records, shipped, vault
from kazcoop_desktop.views.door.recovery import RecoveryCodeDialog
from kazcoop_desktop.views.door.rights_page import RightsPage
from kazcoop_desktop.views.door.sign_in import SignInDialog
from kazcoop_desktop.views.everywhere import Everywhere
from kazcoop_desktop.views.foreigners.passport_dialog import PassportDialog
from kazcoop_desktop.views.import_dialog import ImportDialog
from kazcoop_desktop.views.main_window import MainWindow
from kazcoop_desktop.views.print_preview import PrintPreview
from kazcoop_desktop.views.recycle_bin import RecycleBin
from kazcoop_desktop.views.screenshots import settle
from kazcoop_desktop.views.start_wizard import StartWizard
from kazcoop_desktop.views.tabs import TABS
from kazcoop_desktop.views.theme import LIGHT

DAY = date(2026, 11, 20)
OWNER = "office"
SCREENSHOTS = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
WINDOW = (1366, 720)
TAB = (1130, 640)
WIDTH = 900
STEPS = 6  # between a colour and the paper that it stands on, where letters are smoothed
# Which page of the record is shown beside the table, where it is not that of its details.
PAGES = {"delegations": 2, "scholars": 1, "documents": 1}
IN_README = {"today": "today", "agreements": "agreements", "compliance_board": "board"}
CODE = "7KQX2-MPD9R-TAH4V-WC8EN-J5GSX"
PASSPORT = (
    "P<KGZSADYRBEKOV<<AIBEK<<<<<<<<<<<<<<<<<<<<<<",
    "AC71032557KGZ0503143M3109225<<<<<<<<<<<<<<<2",
)


def take_all(guide: Path) -> None:
    """Writes the pictures of every language beside its pages."""
    os.environ["LOGNAME"] = OWNER
    application = QApplication.instance() or QApplication([sys.argv[0]])
    program = Program(application)
    program.theme.use("light")
    application.setCursorFlashTime(0)  # else a picture may have the cursor or not
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        with new_data(folder / "empty"):
            for language in i18n.LANGUAGES:
                program._speak(language)
                keep(first_start(folder), guide / language / "start_wizard.png")
                take_of_safety(guide / language, folder)
        with new_data(folder / "data"):
            beginning.look_around(on=DAY, owner=OWNER)
            delete_some()
            program._work_in(folder / "data")
            program.office.today = lambda: DAY
            for language in i18n.LANGUAGES:
                program._speak(language)
                take(program.show(), guide / language, folder)
            program.window.close()
            program.end()


@contextmanager
def new_data(folder: Path) -> Iterator[None]:
    opened = store.open_store(folder)
    shipped.load(by=OWNER)
    yield
    opened.close()


def delete_some() -> None:
    """Something for the recycle bin, of a moment that is always the same."""
    for letter in Letter.select().order_by(Letter.id.desc()).limit(3):
        records.delete(letter, by=people.short_name(people.current(owner=OWNER)))
    for number, deleted in enumerate(sorted(records.recycle_bin(), key=str)):
        moment = datetime(2026, 11, 19 - number, 16, 42 - 7 * number)
        for model in RECORDS:  # with the parts that went along
            model.update(deleted_at=moment).where(model.deleted_at == deleted.deleted_at).execute()


def take(window: MainWindow, folder: Path, scratch: Path) -> None:
    window.statusBar().hide()  # it shows where the data lies
    language = folder.name
    for place, tab in enumerate(TABS):
        window.resize(*TAB)
        window.show_tab(place)
        settle()
        if tab.guide_page in PAGES:
            window.page.register.form.bar.choose(PAGES[tab.guide_page])
            settle()
        keep(window.page, folder / f"{tab.guide_page}.png")
        if language == "kk" and tab.guide_page in IN_README:
            window.resize(1366, 768)
            settle()
            keep(window, SCREENSHOTS / f"{IN_README[tab.guide_page]}-kk.png", width=1366)
    window.show_tab(1)
    window.resize(*WINDOW)
    keep(window, folder / "window.png")
    for name, make in DIALOGS.items():
        dialog = make(window, scratch)
        keep(dialog, folder / f"{name}.png")
        dialog.close()
        settle()


def take_of_safety(folder: Path, scratch: Path) -> None:
    """The dialogs about accounts, which show nothing of the data."""
    keys = scratch / folder.name / "KazCoop"
    keys.mkdir(parents=True)
    vault.create(keys, "aigul.seit", "kokzhiek 2026 kokzhiek")
    with chdir(keys.parent):
        sign_in = SignInDialog(Path(keys.name), "aigul.seit", lambda code: None)
    account = Account(user_name="aigul.seit", role="senior_manager")
    rights = RightsPage()
    rights.resize(1150, 640)
    for name, widget in {
        "sign_in": sign_in,
        "rights": rights,
        "recovery_code": RecoveryCodeDialog(account, CODE, on=DAY),
    }.items():
        widget.show()
        keep(widget, folder / f"{name}.png")
        widget.close()


def first_start(scratch: Path) -> QWidget:
    wizard = StartWizard(OWNER, scratch, lambda code: None)
    wizard.show()
    wizard.go_on()
    wizard.type_in(
        {
            "name_kk": "Көкжиек университеті",
            "name_ru": "Университет «Көкжиек»",
            "name_en": "Kokzhiek University",
            "city_kk": "Алматы",
            "city_ru": "Алматы",
            "city_en": "Almaty",
            "form_prefix": "ККУ",
        }
    )
    return wizard


def import_dialog(window: MainWindow, scratch: Path) -> QWidget:
    """A list of partners: known and new ones, and one that cannot be understood."""
    known = Partner.select().order_by(Partner.id).first()
    rows = (
        ("Университет", "Ел", "Қала", "E-mail"),
        (known.name, known.country, "Nordhafen am See", known.email),
        ("Vesterbro Konservatorium", "Дания", "Aarhus", "office@vesterbro.example"),
        ("Université de Clairval", "Франция", "Clairval", "contact@clairval.example"),
        ("Dolina University of Arts", "Болг.", "Dolina", "info@dolina.example"),
        ("Akadémia Hegyalja", "Венгрия", "Hegyalja", "akademia-hegyalja"),
    )
    file = scratch / "partners-2026.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("Partners")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    dialog = ImportDialog(window.office, window.worker, Partner, file, window)
    dialog.show()
    wait_for(lambda: dialog.checked is not None)
    dialog.resize(900, 380)
    return dialog


def preview(window: MainWindow, scratch: Path) -> QWidget:
    window.resize(980, 620)
    window.preview("agreement_card", [3])
    dialog = window.findChild(PrintPreview)
    wait_for(lambda: dialog.pdf is not None)
    dialog.choose_language(i18n.current())
    settle()
    return dialog


def search(window: MainWindow, scratch: Path) -> QWidget:
    dialog = Everywhere(window.office, window)
    dialog.show()
    dialog.box.setText("нордхафен")
    return dialog


def recycle_bin(window: MainWindow, scratch: Path) -> QWidget:
    dialog = RecycleBin(window.office, window)
    dialog.resize(720, 260)
    dialog.show()
    dialog.list.setCurrentItem(dialog.list.topLevelItem(0))
    return dialog


def passport(window: MainWindow, scratch: Path) -> QWidget:
    dialog = PassportDialog(window.office, window)
    dialog.show()
    dialog.lines.setPlainText("\n".join(PASSPORT))
    return dialog


DIALOGS: dict[str, Callable[[MainWindow, Path], Any]] = {
    "preview": preview,
    "import": import_dialog,
    "search": search,
    "recycle_bin": recycle_bin,
    "passport": passport,
}


def wait_for(happened: Callable[[], bool]) -> None:
    while not happened():
        settle()


def keep(widget: QWidget, target: Path, width: int = WIDTH) -> None:
    """Writes what a widget looks like, no wider than a page of the guide, in few colours."""
    settle()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    widget.grab().save(buffer, "PNG")
    image = Image.open(BytesIO(bytes(buffer.data()))).convert("RGB")
    if image.width > width:
        image = image.resize((width, image.height * width // image.width), Image.Resampling.LANCZOS)
    image.quantize(palette=palette(), dither=Image.Dither.NONE).save(target, optimize=True)


@cache
def palette() -> Image.Image:
    """The colours of the light window, and those between each of them and its paper."""
    inks = (LIGHT.text, LIGHT.quiet, LIGHT.accent, LIGHT.danger, LIGHT.warning, LIGHT.good)
    papers = ("#ffffff", LIGHT.window, LIGHT.selection)
    found = {rgb(colour) for colour in astuple(LIGHT)} | {(0, 0, 0)}
    for ink in inks:
        for paper in papers:
            found |= {blend(rgb(ink), rgb(paper), step / STEPS) for step in range(STEPS)}
    image = Image.new("P", (1, 1))
    image.putpalette([part for colour in sorted(found) for part in colour])
    return image


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def blend(ink: tuple[int, ...], paper: tuple[int, ...], share: float) -> tuple[int, ...]:
    return tuple(round(a + (b - a) * share) for a, b in zip(ink, paper, strict=True))
