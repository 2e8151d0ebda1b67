"""What all parts of the window share: who works, in which folder, and the news of what has changed."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from kazcoop_desktop.models.base import Record


class Office(QObject):
    """Handed to every tab. `changed` carries the registers touched; `wanted` asks to show one record.

    `list_wanted` asks to show the table of a register, `board_wanted` the compliance board. `last_visit` is when the person was here before this time.
    What the program remembers for them it remembers under `owner`: their user name, or that of the operating system.
    """

    changed = Signal(object)  # set[type[Record]]
    wanted = Signal(object, int)  # type[Record], id
    list_wanted = Signal(object)  # type[Record]
    board_wanted = Signal()

    def __init__(self, *, person: str, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.person = person
        self.owner = ""
        self.folder = folder
        self.last_visit: datetime | None = None

    def today(self) -> date:
        """The computer's date, from which deadlines are counted."""
        return date.today()

    def announce(self, *models: type[Record]) -> None:
        """Tells all tabs that records of these registers have changed."""
        self.changed.emit(set(models))
