"""Pages and commands of foreigners: the photo of a person, the lines of a passport, the way of a scholar's visit."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from kazcoop_desktop.i18n import N_
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.foreign_citizen import ForeignCitizen
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.models.scholar_visit import ScholarVisit
from kazcoop_desktop.views.foreigners import commands, scholar_commands
from kazcoop_desktop.views.foreigners.photo_page import PhotoPage
from kazcoop_desktop.views.foreigners.timeline_page import TimelinePage
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.records.own_commands import Command

_FROM_PASSPORT = Command(N_("From the passport &lines…"), "user", commands.from_passport)

COMMANDS: dict[type[Record], tuple[Command, ...]] = {
    ForeignCitizen: (_FROM_PASSPORT,),
    Person: (_FROM_PASSPORT,),
    ScholarVisit: (
        Command(
            N_("Enter the sta&y among the papers of foreigners"), "file-text", scholar_commands.enter_stay
        ),
        Command(N_("Mark the lectures up to today as &held"), "check", scholar_commands.mark_held),
    ),
}
PAGES: dict[type[Record], tuple[tuple[str, Callable[[Office], QWidget]], ...]] = {
    Person: ((N_("Photo"), PhotoPage),),
    ScholarVisit: ((N_("Terms"), TimelinePage),),
}
