"""The papers of foreigners: who they are, their visas and terms, scholars who are invited. `FORMS` are offered in this order."""

from kazcoop_desktop.forms.foreigners.admission_order import AdmissionOrder, OrderExtract
from kazcoop_desktop.forms.foreigners.compliance_board import ComplianceBoard
from kazcoop_desktop.forms.foreigners.fee_sheet import FeeSheet
from kazcoop_desktop.forms.foreigners.foreigners_list import ForeignersList
from kazcoop_desktop.forms.foreigners.invitation_plan import InvitationPlan
from kazcoop_desktop.forms.foreigners.lecture_timetable import LectureTimetable
from kazcoop_desktop.forms.foreigners.petition import PetitionForOne, PetitionForSeveral
from kazcoop_desktop.forms.foreigners.questionnaire import Questionnaire
from kazcoop_desktop.forms.foreigners.registration_notice import (
    RegistrationNotice,
    RegistrationNoticeForSeveral,
)
from kazcoop_desktop.forms.foreigners.scholar_invitation import ScholarInvitation
from kazcoop_desktop.forms.foreigners.scholar_profile import ScholarProfile, ScholarsList
from kazcoop_desktop.forms.foreigners.scholar_service_letter import ScholarServiceLetter
from kazcoop_desktop.forms.foreigners.service_contract import ServiceContract
from kazcoop_desktop.forms.foreigners.services_act import ServicesAct
from kazcoop_desktop.forms.foreigners.visa_checklist import VisaChecklist
from kazcoop_desktop.forms.sheet import PrintedForm

FORMS: tuple[type[PrintedForm], ...] = (
    Questionnaire,
    AdmissionOrder,
    OrderExtract,
    ForeignersList,
    PetitionForOne,
    PetitionForSeveral,
    VisaChecklist,
    FeeSheet,
    RegistrationNotice,
    RegistrationNoticeForSeveral,
    ComplianceBoard,
    InvitationPlan,
    ScholarServiceLetter,
    ScholarProfile,
    ScholarsList,
    LectureTimetable,
    ScholarInvitation,
    ServiceContract,
    ServicesAct,
)
