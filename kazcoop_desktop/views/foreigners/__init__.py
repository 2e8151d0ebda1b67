"""What is done in the window for the stay of foreigners: events, visas and their fees, the compliance board."""

from __future__ import annotations

from kazcoop_desktop.i18n import N_
from kazcoop_desktop.models.foreign_citizen import ForeignCitizen
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.models.stay import StayEvent
from kazcoop_desktop.models.visa import Visa
from kazcoop_desktop.views.foreigners import stay_commands
from kazcoop_desktop.views.records.own_commands import Command

_EVENT = Command(N_("Enter an e&vent of the stay…"), "plane", stay_commands.enter_event)

COMMANDS = {
    ForeignCitizen: (_EVENT,),
    Person: (_EVENT,),
    Visa: (
        Command(N_("Calculate the state &fees"), "list-checks", stay_commands.calculate_fees),
        Command(N_("&Extend this visa"), "copy", stay_commands.extend),
    ),
    StayEvent: (
        Command(N_("The migration service was &notified today"), "check", stay_commands.notified_today),
    ),
}
