"""Delegations in the window: what lacks, the programme, all papers, the stock of souvenirs, open promises."""

from __future__ import annotations

from kazcoop_desktop.i18n import N_
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.delegation import Delegation
from kazcoop_desktop.models.letter import Letter
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.souvenir import Souvenir
from kazcoop_desktop.models.trip import Trip
from kazcoop_desktop.views.delegations import commands, preparation_page, programme_page, promises_page
from kazcoop_desktop.views.delegations.package_page import PackagePage
from kazcoop_desktop.views.delegations.preparation_page import PreparationPage
from kazcoop_desktop.views.delegations.programme_page import ProgrammePage
from kazcoop_desktop.views.delegations.promises_page import PromisesPage
from kazcoop_desktop.views.delegations.stock_page import StockPage
from kazcoop_desktop.views.records.own_commands import Command

PAGES = {
    Delegation: (
        (preparation_page.title, PreparationPage),
        (programme_page.title, ProgrammePage),
        (N_("All papers"), PackagePage),
    ),
    Souvenir: ((N_("Stock"), StockPage),),
    Letter: ((promises_page.title, PromisesPage),),
    Partner: ((promises_page.title, PromisesPage),),
    Trip: ((promises_page.title, PromisesPage),),
}
COMMANDS: dict[type[Record], tuple[Command, ...]] = {
    Delegation: (
        Command(N_("&Move the visit…"), "calendar", commands.move_visit),
        Command(N_("Delegations of a &year to Excel…"), "download", commands.export_year, right="export"),
    )
}
