"""What the window offers for persons and foreign citizens beside their fields."""

from __future__ import annotations

from kazcoop_desktop.i18n import N_
from kazcoop_desktop.models.foreign_citizen import ForeignCitizen
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.views.foreigners import commands
from kazcoop_desktop.views.foreigners.photo_page import PhotoPage
from kazcoop_desktop.views.records.own_commands import Command

_FROM_PASSPORT = Command(N_("From the passport &lines…"), "user", commands.from_passport)

COMMANDS = {ForeignCitizen: (_FROM_PASSPORT,), Person: (_FROM_PASSPORT,)}
PAGES = {Person: ((N_("Photo"), PhotoPage),)}
