"""The pages and commands of learners' registers."""

from __future__ import annotations

from kazcoop_desktop.i18n import N_
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.competition import Competition
from kazcoop_desktop.models.dual_degree import DualDegreeCandidate, DualDegreeProgramme
from kazcoop_desktop.models.mobility import Mobility
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.views.mobility.balance import BalancePage, show_balance, title
from kazcoop_desktop.views.mobility.contract_page import ContractPage
from kazcoop_desktop.views.mobility.criteria_page import CriteriaPage
from kazcoop_desktop.views.mobility.ranking_page import RankingPage
from kazcoop_desktop.views.mobility.recognition_page import RecognitionPage
from kazcoop_desktop.views.records.own_commands import Command
from kazcoop_desktop.views.records.pages import HandPages

PAGES: dict[type[Record], HandPages] = {
    Mobility: ((N_("Recognition"), RecognitionPage),),
    Competition: ((N_("Ranking list"), RankingPage),),
    DualDegreeProgramme: ((N_("Contract"), ContractPage),),
    DualDegreeCandidate: ((N_("Criteria"), CriteriaPage),),
    Partner: ((title, BalancePage),),
}
COMMANDS: dict[type[Record], tuple[Command, ...]] = {
    Mobility: (Command(N_("&Balance by partner and year…"), "globe", show_balance, right="read"),),
}
