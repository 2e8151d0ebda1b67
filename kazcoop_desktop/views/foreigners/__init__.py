"""Pages and commands of foreigners: the terms of a scholar's visit, its stay and its lectures."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from kazcoop_desktop.i18n import N_
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.scholar_visit import ScholarVisit
from kazcoop_desktop.views.foreigners import scholar_commands
from kazcoop_desktop.views.foreigners.timeline_page import TimelinePage
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.records.own_commands import Command

PAGES: dict[type[Record], tuple[tuple[str, Callable[[Office], QWidget]], ...]] = {
    ScholarVisit: ((N_("Terms"), TimelinePage),)
}

COMMANDS: dict[type[Record], tuple[Command, ...]] = {
    ScholarVisit: (
        Command(
            N_("Enter the sta&y among the papers of foreigners"), "file-text", scholar_commands.enter_stay
        ),
        Command(N_("Mark the lectures up to today as &held"), "check", scholar_commands.mark_held),
    ),
}
