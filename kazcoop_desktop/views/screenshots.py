"""What the program looks like where nobody can see it: pictures of every tab and a PDF of every form."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QThreadPool
from PySide6.QtWidgets import QApplication

from kazcoop_desktop import forms
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.forms.sheet import PrintedForm
from kazcoop_desktop.models import RECORDS
from kazcoop_desktop.models.base import Record, parts_and_links
from kazcoop_desktop.services import browse
from kazcoop_desktop.views.main_window import MainWindow
from kazcoop_desktop.views.tabs import TABS

_WIDTH, _HEIGHT = 1366, 768
_LANGUAGES = ("kk", "ru", "en")
_TO_SETTLE = 1200  # milliseconds in which a page has its answers and is painted
_ENOUGH = 60


def take(window_in: Callable[[str], MainWindow], folder: Path) -> None:
    """Writes a picture of every tab in every language. `window_in` gives the window in a language."""
    folder.mkdir(parents=True, exist_ok=True)
    for language in _LANGUAGES:
        window = window_in(language)
        window.resize(_WIDTH, _HEIGHT)
        for place, tab in enumerate(TABS):
            window.show_tab(place)
            if isinstance(tab.content, tuple) and (first := browse.Query(tab.content[0]).first(1)):
                window.page.show_record(tab.content[0], first[0])
            settle()
            window.grab().save(str(folder / f"{place + 1}-{_slug(tab.title)}-{language}.png"))


def print_all(folder: Path, on: date) -> None:
    """Writes a PDF of every form in every language: about the invented records."""
    folder.mkdir(parents=True, exist_ok=True)
    for form in forms.FORMS:
        records = _some(form.kinds[0], many=form.per_group)
        for language in _LANGUAGES:
            if content := _printed(form, records, language, on):
                (folder / f"{form.key}-{language}.pdf").write_bytes(content)


def _printed(form: type[PrintedForm], records: list[Record], language: str, on: date) -> bytes | None:
    """The paper of these records; of the first alone where they do not go together; None without words."""
    for some in (records, records[:1]):
        with suppress(UserError):
            return form.render(some, language=language, on=on, blank=not some)
    return None


def settle() -> None:
    """Lets the window read and paint: a while at least, and until no question is open in a thread."""
    pool, ends = QThreadPool.globalInstance(), QDeadlineTimer(_TO_SETTLE)
    while not ends.hasExpired() or pool.activeThreadCount():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        pool.waitForDone(10)
    QApplication.processEvents()


def _some(model: type[Record], *, many: bool) -> list[Record]:
    """Records to print: those of a register, or the one that has the most parts."""
    found = list(model.select().where(model.deleted_at.is_null()).order_by(model.id).limit(_ENOUGH))
    return found if many else sorted(found, key=_parts_of, reverse=True)[:1]


def _parts_of(record: Record) -> int:
    fields = parts_and_links(type(record), RECORDS)
    return sum(field.model.select().where(field == record.id).count() for field in fields)


def _slug(title: str) -> str:
    return title.lower().replace(" ", "-")
