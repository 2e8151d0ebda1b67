"""Pages and commands of the law on personal data: who has seen a person, everything about one, deleting one."""

from __future__ import annotations

from collections.abc import Mapping

from kazcoop_desktop.i18n import N_
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.views.personal import commands
from kazcoop_desktop.views.personal.data_page import DataPage, title
from kazcoop_desktop.views.records.own_commands import Command
from kazcoop_desktop.views.records.pages import HandPages

COMMANDS: Mapping[type[Record], tuple[Command, ...]] = {
    Person: (
        Command(
            N_("Hand out everything about the &person…"), "download", commands.hand_out, right="personal_data"
        ),
        Command(N_("Delete the pe&rson's data…"), "trash-2", commands.erase, right="personal_data"),
    ),
}
PAGES: Mapping[type[Record], HandPages] = {Person: ((title, DataPage),)}
