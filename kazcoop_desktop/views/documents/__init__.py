"""Pages and commands of internal documents: who has read them, how their wording changed, and what a change still lacks."""

from __future__ import annotations

from kazcoop_desktop.i18n import N_
from kazcoop_desktop.models.amendment import Amendment
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.document import Document
from kazcoop_desktop.views.documents.acquaintance_page import AcquaintancePage
from kazcoop_desktop.views.documents.commands import save_copies
from kazcoop_desktop.views.documents.route_page import RoutePage
from kazcoop_desktop.views.documents.wording_page import WordingPage
from kazcoop_desktop.views.records.own_commands import Command

PAGES = {
    Document: ((N_("Wording"), WordingPage), (N_("Acquaintance"), AcquaintancePage)),
    Amendment: ((N_("Route"), RoutePage), (N_("Acquaintance"), AcquaintancePage)),
}

COMMANDS: dict[type[Record], tuple[Command, ...]] = {
    Document: (Command(N_("&Numbered copies as PDF…"), "copy", save_copies, right="print"),),
}
