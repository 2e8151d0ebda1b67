"""Pages and commands of foreigners: photo, lines of a passport, a scholar's visit, events of a stay, visas and fees."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from kazcoop_desktop.i18n import N_
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.foreign_citizen import ForeignCitizen
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.models.scholar_visit import ScholarVisit
from kazcoop_desktop.models.stay import StayEvent
from kazcoop_desktop.models.visa import Visa
from kazcoop_desktop.views.foreigners import commands, scholar_commands, stay_commands
from kazcoop_desktop.views.foreigners.photo_page import PhotoPage
from kazcoop_desktop.views.foreigners.timeline_page import TimelinePage
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.records.own_commands import Command

_FROM_PASSPORT = Command(N_("From the passport &lines…"), "user", commands.from_passport, right="enter")
_EVENT = Command(N_("Enter an e&vent of the stay…"), "plane", stay_commands.enter_event)

COMMANDS: dict[type[Record], tuple[Command, ...]] = {
    ForeignCitizen: (_FROM_PASSPORT, _EVENT),
    Person: (_FROM_PASSPORT, _EVENT),
    Visa: (
        Command(N_("Calculate the state &fees"), "list-checks", stay_commands.calculate_fees),
        Command(N_("&Extend this visa"), "copy", stay_commands.extend),
    ),
    StayEvent: (
        Command(N_("The migration service was &notified today"), "check", stay_commands.notified_today),
    ),
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
