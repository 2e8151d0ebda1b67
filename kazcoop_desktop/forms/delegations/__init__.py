"""The papers of delegations. `FORMS` are offered in this order."""

from kazcoop_desktop.forms.delegations.delegation_card import DelegationCard
from kazcoop_desktop.forms.delegations.delegation_invitation import DelegationInvitation
from kazcoop_desktop.forms.delegations.delegation_minutes import DelegationMinutes
from kazcoop_desktop.forms.delegations.delegation_proposal import DelegationProposal
from kazcoop_desktop.forms.delegations.delegations_register import DelegationsRegister
from kazcoop_desktop.forms.delegations.guarantee_letter import GuaranteeLetter
from kazcoop_desktop.forms.delegations.name_cards import Badge, TableCard
from kazcoop_desktop.forms.delegations.pass_list import PassList
from kazcoop_desktop.forms.delegations.promises_list import PromisesList
from kazcoop_desktop.forms.delegations.souvenir_act import SouvenirAct
from kazcoop_desktop.forms.delegations.thank_you_letter import ThankYouLetter
from kazcoop_desktop.forms.delegations.visit_estimate import VisitEstimate
from kazcoop_desktop.forms.delegations.visit_package import VisitPackage
from kazcoop_desktop.forms.delegations.visit_programme import VisitProgramme
from kazcoop_desktop.forms.delegations.visit_requests import (
    RequestHall,
    RequestPhoto,
    RequestTechnical,
    RequestTransport,
)
from kazcoop_desktop.forms.sheet import PrintedForm

FORMS: tuple[type[PrintedForm], ...] = (
    DelegationProposal,
    DelegationInvitation,
    VisitProgramme,
    VisitEstimate,
    GuaranteeLetter,
    RequestTransport,
    RequestHall,
    RequestTechnical,
    RequestPhoto,
    PassList,
    Badge,
    TableCard,
    SouvenirAct,
    DelegationMinutes,
    PromisesList,
    ThankYouLetter,
    DelegationCard,
    VisitPackage,
    DelegationsRegister,
)
